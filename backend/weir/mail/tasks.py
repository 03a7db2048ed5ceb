"""The jobs that send what is in the outbox.

A mail is composed as its receiver, the line is opened, and only then the row says SENDING, in a transaction of its own; what
follows is the hand-over alone. Whoever is killed before it has sent nothing, and the mail is tried again; whoever is killed after it
has perhaps sent it, and it is not.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from psycopg.types.json import Jsonb

from weir.access.viewer import Viewer
from weir.auth.keys import Keys
from weir.changing.rows import columns, hold
from weir.errors import Refusal
from weir.intake.payloads import told
from weir.jobs import PERIODIC, Periodic, Worker, defer_in, job, person
from weir.mail import texts, trial  # noqa: F401 (what they register)
from weir.mail.letter import COMPOSERS, Letter, written
from weir.mail.model import Mail, MailKind, MailServer, MailState
from weir.mail.outbox import DUE
from weir.mail.server import Line, Refused, Unsure, Where, open_line
from weir.sweeping import acting

log = logging.getLogger("weir.mail")
SEND = "mail.send"
MAIL = "outgoing mail"
EVERY_SECONDS = 30
# After each attempt that failed; after the last one it is given up.
PAUSES = tuple(timedelta(minutes=one) for one in (1, 5, 15, 60, 180))
GIVEN_UP_AT_ONCE: tuple[MailKind, ...] = (MailKind.TEST,)
KEPT_DAYS = 90
DEFER = """
update mail set next_at = now() + interval '5 minutes' where id in (
    select id from mail where state = 'WAITING' and next_at <= now() order by next_at limit 200 for update skip locked)
returning id
"""
# Nobody is at it any more: its worker was lost while it was handed over.
LOST = """
update mail set state = 'FAILED', problems = %(problems)s
where state = 'SENDING' and begun_at < now() - interval '10 minutes'
"""
FORGET = (
    f"delete from mail where state not in ('WAITING', 'SENDING') and created_at < now() - interval '{KEPT_DAYS} days'"
)
READ = f"select {columns(Mail, 'm')} from mail m where m.id = %(key)s"
SERVER = f"select {columns(MailServer, 's')} from mail_server s"
ADDRESS = 'select name, email from "user" where id = %(key)s'
CLAIM = """
update mail set state = 'SENDING', attempts = attempts + 1, begun_at = now(), subject = %(subject)s
where id = %(key)s and state = 'WAITING' returning attempts
"""
SETTLE = """
update mail set state = %(state)s::text, problems = %(problems)s, attempts = attempts + %(more)s,
    next_at = coalesce(%(next)s::timestamptz, next_at), sent_at = case when %(state)s::text = 'SENT' then now() end
where id = %(key)s and state in ('WAITING', 'SENDING')
"""
SERVED = "update mail_server set checked_at = now(), problems = %(problems)s where id = %(key)s"


@dataclass(frozen=True, slots=True)
class _Ready:
    """A mail that can go: what it says, to whom (name, address), as whom it was composed, through which server."""

    mail: Mail
    viewer: Viewer
    letter: Letter
    to: tuple[str, str]
    server: MailServer


async def look_round(worker: Worker) -> None:
    """Puts every mail that is due into the queue, and settles those whose worker was lost."""
    async with acting(worker, MAIL) as change:
        for (key,) in await change.fetch(DEFER, {}):
            await defer_in(change.session, SEND, lock=f"mail:{key.hex}", mail=str(key))
        await change.fetch(LOST, {"problems": _json([Refusal("SMTP_UNSURE")])})
        await change.fetch(FORGET, {})


@job(SEND)
async def send_mail(worker: Worker, mail: str) -> None:
    """Sends one mail, at most once."""
    row, server, to = await _read(worker, UUID(mail))
    if row is None or row.state not in (MailState.WAITING, MailState.SENDING):
        return
    if row.state is MailState.SENDING:
        # Delivered again: the worker that had it is gone, and perhaps it had handed it over.
        await _settle(worker, row, MailState.FAILED, Refusal("SMTP_UNSURE"))
        return
    try:
        ready = await _composed(worker, row, server, to)
    except Refusal as refusal:
        await _settle(worker, row, MailState.SKIPPED, refusal)
        return
    except Exception:
        log.exception("mail %s cannot be made", row.id.hex)
        await _settle(worker, row, MailState.FAILED, Refusal("MAIL_FAULT"))
        return
    await _send(worker, ready)


async def _read(worker: Worker, key: UUID) -> tuple[Mail | None, MailServer | None, tuple[str, str | None]]:
    async with acting(worker, MAIL) as change:
        rows, servers = await change.fetch(READ, {"key": key}), await change.fetch(SERVER, {})
        mail = hold(change.session, Mail, rows[0]) if rows else None
        people = await change.fetch(ADDRESS, {"key": mail.user_id}) if mail else []
        server = hold(change.session, MailServer, servers[0]) if servers else None
        change.session.expunge_all()
        return mail, server, people[0] if people else ("", None)


async def _composed(worker: Worker, mail: Mail, server: MailServer | None, to: tuple[str, str | None]) -> _Ready:
    """What is to be sent. Raises `Refusal` when it is not to be sent at all."""
    viewer = await person(worker.database, mail.user_id)
    if viewer is None:
        raise Refusal("MAIL_RECEIVER_LEFT")
    if server is None:
        raise Refusal("MAIL_NO_SERVER")
    name, address = to
    if not address:
        raise Refusal("MAIL_NO_ADDRESS", params={"name": name})
    letter = await COMPOSERS[mail.kind](worker, viewer, mail)
    return _Ready(mail, viewer, letter, (name, address), server)


async def _send(worker: Worker, ready: _Ready) -> None:
    server, mail = ready.server, ready.mail
    try:
        line = await _line(worker, server)
    except Refusal as refusal:
        await _again(worker, mail, server, refusal, more=1)
        return
    try:
        if not await _claimed(worker, ready):
            return
        message = written(ready.letter, server, mail, ready.to, datetime.now(UTC))
        await asyncio.to_thread(line.hand_over, message, ready.to[1])
    except Unsure:
        await _settle(worker, mail, MailState.FAILED, Refusal("SMTP_UNSURE"))
    except Refused as refused:
        if refused.is_final:
            await _settle(worker, mail, MailState.FAILED, refused.refusal)
        else:
            await _again(worker, mail, server, refused.refusal, more=0)
    else:
        await _sent(worker, ready)
    finally:
        await asyncio.to_thread(line.close)


async def _line(worker: Worker, server: MailServer) -> Line:
    """An open line. Raises `Refusal`."""
    password = Keys(worker.settings.secret).decrypt(server.password_sealed) if server.password_sealed else None
    if server.user_name and password is None:
        raise Refusal("MAIL_PASSWORD_LOST")
    inside = frozenset(worker.settings.private_hosts)
    where = Where(server.host, server.port, server.security, server.user_name, inside)
    return await asyncio.to_thread(open_line, where, password)


async def _claimed(worker: Worker, ready: _Ready) -> bool:
    async with acting(worker, MAIL) as change:
        values = {"key": ready.mail.id, "subject": ready.letter.subject[:200]}
        return bool(await change.fetch(CLAIM, values))


async def _again(worker: Worker, mail: Mail, server: MailServer, refusal: Refusal, *, more: int) -> None:
    """Not sent, for sure: tried again later, some times. A test is told at once."""
    tried = mail.attempts
    is_over = mail.kind in GIVEN_UP_AT_ONCE or tried >= len(PAUSES)
    pause = None if is_over else PAUSES[tried]
    await _settle(worker, mail, MailState.FAILED if is_over else MailState.WAITING, refusal, pause=pause, more=more)
    await _note(worker, server, [refusal])


async def _settle(
    worker: Worker, mail: Mail, state: MailState, refusal: Refusal, *, pause: timedelta | None = None, more: int = 0
) -> None:
    values = {
        "key": mail.id, "state": state.value, "problems": _json([refusal]), "more": more,
        "next": datetime.now(UTC) + pause if pause else None,
    }  # fmt: skip
    async with acting(worker, MAIL) as change:
        await change.fetch(SETTLE, values)


async def _sent(worker: Worker, ready: _Ready) -> None:
    """The mail is out: its row and the audit of what left the house with it, in one transaction."""
    values = {"key": ready.mail.id, "state": MailState.SENT.value, "problems": _json([]), "more": 0, "next": None}
    async with acting(worker, MAIL, f"mail:{ready.mail.id.hex}") as change:
        await change.fetch(SETTLE, values)
        change.viewer = ready.viewer
        for action, told_of in ready.letter.told:
            change.audit(action, "", None, {name: [None, value] for name, value in told_of.items()})
        await change.finish()
    await _note(worker, ready.server, [])


async def _note(worker: Worker, server: MailServer, problems: list[Refusal]) -> None:
    async with acting(worker, MAIL) as change:
        await change.fetch(SERVED, {"key": server.id, "problems": _json(problems)})


def _json(problems: list[Refusal]) -> Any:
    return Jsonb(told(problems), dumps=orjson.dumps)


PERIODIC.append(Periodic(DUE, EVERY_SECONDS, look_round, is_woken=True))
