"""What can be done about outgoing mail: say which server takes it, forget that server, send a test."""

import re
from typing import Any

from sqlmodel import select

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.errors import Refusal
from weir.mail import texts  # noqa: F401 (what its refusals say)
from weir.mail.model import Mail, MailKind, MailServer, SmtpSecurity
from weir.mail.outbox import put_out

HOST = re.compile(r"^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$")
ADDRESS = re.compile(r"^[^@\s<>,;:\"()\[\]\\]+@[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", re.IGNORECASE)
PORTS = {SmtpSecurity.TLS: 465, SmtpSecurity.STARTTLS: 587}


async def set_mail_server(change: Change, given: dict[str, Any]) -> MailServer:
    """Says which server takes the mail. The password is asked for again when it is to go to another server or user."""
    change.require("settings.admin")
    values = _address(given, change.app.settings.private_hosts)
    found = (await change.session.exec(select(MailServer).with_for_update())).first()  # type: ignore[attr-defined]
    password = given.get("password") or None
    is_elsewhere = found is None or any(getattr(found, name) != values[name] for name in ("host", "user_name"))
    if values["user_name"] and is_elsewhere and password is None:
        raise Refusal("REQUIRED", ("password",), {"label": ("密码", "The password")})
    row = found or change.add(MailServer(host="", from_address=""))
    for name, value in values.items():
        setattr(row, name, value)
    if values["user_name"] is None:
        row.password_sealed = None
    elif password is not None:
        row.password_sealed = change.app.auth.keys.encrypt(password[:500])
        change.audit("mail_server.password_set", "mail_server", row.id)
    row.problems, row.checked_at = [], None
    await change.save("set")
    return row


async def remove_mail_server(change: Change, given: dict[str, Any]) -> MailServer:
    """Forgets the server and its password: nothing is sent any more."""
    row = await change.load(MailServer, key_of(given["id"], "mail_server"), version=given["version"])
    await change.session.delete(row)
    change.record(MailServer, row.id, "removed", {"host": [row.host, None]})
    await change.session.flush()
    return row


async def send_test_mail(change: Change, given: dict[str, Any]) -> Mail:
    """A mail to the administrator who asks, through the outbox like every other; what becomes of it stands in its row."""
    change.require("settings.admin")
    return await put_out(change, MailKind.TEST)


def _address(given: dict[str, Any], private: tuple[str, ...]) -> dict[str, Any]:
    """The columns of a server. Raises `Refusal`."""
    host, security = tidy(given["host"]).lower()[:253], SmtpSecurity(given["security"])
    if not HOST.match(host):
        raise _wrong("host", ("SMTP 服务器", "The SMTP server"), ("应为服务器名称。", "it is the name of a server."))
    sender = tidy(given["fromAddress"])[:254]
    if not ADDRESS.match(sender):
        raise _wrong("fromAddress", ("发件地址", "The from address"), ("应为邮箱地址。", "it is an e-mail address."))
    port = given.get("port") or PORTS.get(security, 25)
    if host not in private and port != PORTS.get(security):
        raise Refusal("SMTP_PORT", ("port",))
    if not 1 <= port <= 65_535:
        raise _wrong("port", ("端口", "The port"), ("应在 1 到 65535 之间。", "it is 1 to 65535."))
    return {
        "host": host,
        "port": port,
        "security": security,
        "user_name": tidy(given.get("userName") or "")[:254] or None,
        "from_address": sender,
        "from_name": tidy(given.get("fromName") or "")[:100] or None,
    }


def _wrong(field: str, label: tuple[str, str], why: tuple[str, str]) -> Refusal:
    return Refusal("INVALID", (field,), {"label": label, "why": why})
