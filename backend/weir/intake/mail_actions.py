"""What can be done with the mailbox of a source: say where it is, and have it looked into now."""

import re
from typing import Any

from sqlmodel import col, select

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.errors import Refusal
from weir.intake.mailbox_model import LeadMailbox, MailSecurity
from weir.intake.model import LeadSource, SourceKind
from weir.jobs import defer_in

FETCH = "intake.mail"
HOST = re.compile(r"^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$")
PORTS = {MailSecurity.TLS: 993, MailSecurity.STARTTLS: 143}


async def set_lead_mailbox(change: Change, given: dict[str, Any]) -> LeadMailbox:
    """Says where the mailbox of a source is. Its password is asked for again when it is to go to another server or user.

    Mails are taken in from then on; those that are there already stay what they are.
    """
    change.require("settings.admin")
    source = await change.load(LeadSource, key_of(given["sourceId"], "lead_source"))
    if source.kind is not SourceKind.MAIL:
        label = {"label": ("类型", "The kind")}
        raise Refusal("INVALID", ("sourceId",), {**label, "why": ("应为邮箱。", "it is not a mailbox.")})
    values = _address(given, change.app.settings.private_hosts)
    found = (await change.session.exec(select(LeadMailbox).where(col(LeadMailbox.source_id) == source.id))).first()  # type: ignore[attr-defined]
    password = given.get("password") or None
    is_elsewhere = found is None or any(getattr(found, name) != values[name] for name in ("host", "user_name"))
    if is_elsewhere and password is None:
        raise Refusal("REQUIRED", ("password",), {"label": ("密码", "The password")})
    row = found or change.add(LeadMailbox(source_id=source.id, password_sealed=""))
    if is_elsewhere or row.folder != values["folder"]:
        # Another folder numbers its mails anew.
        row.uid_validity, row.last_uid, row.marked_uid = None, 0, 0
    for name, value in values.items():
        setattr(row, name, value)
    if password is not None:
        row.password_sealed = change.app.auth.keys.encrypt(password[:500])
        change.audit("lead_mailbox.password_set", "lead_mailbox", row.id)
    row.problems, row.failures, row.next_at = [], 0, change.now
    await change.save("set")
    await _look(change, row)
    return row


async def check_lead_mailbox(change: Change, given: dict[str, Any]) -> LeadMailbox:
    """Has a mailbox looked into now, not at its next turn."""
    row = await change.load(LeadMailbox, key_of(given["id"], "lead_mailbox"))
    await _look(change, row)
    return row


async def _look(change: Change, row: LeadMailbox) -> None:
    await change.finish()
    await defer_in(change.session, FETCH, lock=f"mailbox:{row.id.hex}", mailbox=str(row.id))


def _address(given: dict[str, Any], private: tuple[str, ...]) -> dict[str, Any]:
    """The columns of a mailbox. Raises `Refusal`."""
    host, security = tidy(given["host"]).lower()[:253], MailSecurity(given["security"])
    user, folder = tidy(given["userName"])[:254], tidy(given.get("folder") or "")[:200] or "INBOX"
    if not HOST.match(host):
        label = {"label": ("IMAP 服务器", "The IMAP server")}
        raise Refusal("INVALID", ("host",), {**label, "why": ("应为服务器名称。", "it is the name of a server.")})
    if not user:
        raise Refusal("REQUIRED", ("userName",), {"label": ("用户名", "The user name")})
    port = given.get("port") or PORTS.get(security, 143)
    if host not in private and port != PORTS.get(security):
        raise Refusal("MAIL_PORT", ("port",))
    if not 1 <= port <= 65_535:
        label = {"label": ("端口", "The port")}
        raise Refusal("INVALID", ("port",), {**label, "why": ("应在 1 到 65535 之间。", "it is 1 to 65535.")})
    return {"host": host, "port": port, "security": security, "user_name": user, "folder": folder}
