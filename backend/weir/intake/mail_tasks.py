"""The jobs that look into mailboxes: what arrived is kept as it was sent, each mail once, and goes the way of everything from outside.

What is kept and how far the folder was read is one transaction; the mark "seen" follows it. Whoever is killed in between has lost
nothing and doubles nothing: the next one begins where the transaction ended, and marks what was not marked.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from psycopg.types.json import Jsonb

from weir.auth.keys import Keys
from weir.changing.change import Change
from weir.changing.rows import columns, hold
from weir.errors import Refusal
from weir.intake.actions import TAKE_IN
from weir.intake.mail_actions import FETCH
from weir.intake.mail_reading import Mail, read_mail
from weir.intake.mail_server import Address, Folder, open_folder
from weir.intake.mailbox_model import LeadMailbox
from weir.intake.model import IntakeStatus
from weir.intake.payloads import names_of, told
from weir.intake.taking import KEEP
from weir.intake.tasks import INTAKE
from weir.jobs import PERIODIC, Interrupted, Periodic, Worker, defer_in, job, wake
from weir.sweeping import acting

log = logging.getLogger("weir.intake")
EVERY_SECONDS = 60
MOST = 50
LONGEST_PAUSE = timedelta(minutes=30)
DUE = """
update lead_mailbox set next_at = now() + interval '5 minutes' where id in (
    select m.id from lead_mailbox m join lead_source s on s.id = m.source_id
    where m.next_at <= now() and s.kind = 'MAIL' and s.is_active and s.deleted_at is null
    order by m.next_at limit 100 for update of m skip locked)
returning id
"""
READ = f"""
select {columns(LeadMailbox, "m")} from lead_mailbox m join lead_source s on s.id = m.source_id
where m.id = %(key)s and s.kind = 'MAIL' and s.is_active and s.deleted_at is null
"""
# Only as long as the folder is still the one that was read.
ADVANCE = """
update lead_mailbox set uid_validity = %(validity)s, last_uid = %(uid)s, marked_uid = case when %(anew)s then %(uid)s else marked_uid end,
    arrived_at = case when %(arrived)s then now() else arrived_at end
where id = %(key)s and version = %(version)s returning id
"""
DONE = """
update lead_mailbox set checked_at = now(), problems = %(problems)s, failures = %(failures)s, next_at = %(next)s,
    marked_uid = greatest(marked_uid, %(marked)s::bigint) where id = %(key)s and version = %(version)s
"""


async def look_round(worker: Worker) -> None:
    """Puts every mailbox that is due into the queue."""
    async with acting(worker, INTAKE) as change:
        for (key,) in await change.fetch(DUE, {}):
            await defer_in(change.session, FETCH, lock=f"mailbox:{key.hex}", mailbox=str(key))


@job(FETCH)
async def fetch_mail(worker: Worker, mailbox: str) -> None:
    """Takes in what has arrived in one mailbox, some mails at most; more wait for the next turn, which comes at once."""
    box = await _mailbox(worker, UUID(mailbox))
    if box is None:
        return
    problems: list[Refusal] = []
    marked, is_more = box.marked_uid, False
    try:
        marked, is_more = await _visit(worker, box)
    except Refusal as refusal:
        problems = [refusal]
    failures = box.failures + 1 if problems else 0
    pause = timedelta(0) if is_more else min(timedelta(seconds=EVERY_SECONDS * 2 ** min(failures, 10)), LONGEST_PAUSE)
    if not failures and not is_more:
        pause = timedelta(seconds=EVERY_SECONDS)
    values = {
        "key": box.id, "version": box.version, "failures": failures, "next": datetime.now(UTC) + pause,
        "problems": Jsonb(told(problems), dumps=orjson.dumps), "marked": marked,
    }  # fmt: skip
    async with acting(worker, INTAKE) as change:
        await change.fetch(DONE, values)
        if is_more:
            await defer_in(change.session, FETCH, lock=f"mailbox:{box.id.hex}", mailbox=str(box.id))


async def _mailbox(worker: Worker, key: UUID) -> LeadMailbox | None:
    async with acting(worker, INTAKE) as change:
        rows = await change.fetch(READ, {"key": key})
        return hold(change.session, LeadMailbox, rows[0]) if rows else None


async def _visit(worker: Worker, box: LeadMailbox) -> tuple[int, bool]:
    """Reads what is new. Returns up to where mails are marked, and whether there are more. Raises `Refusal`."""
    password = Keys(worker.settings.secret).decrypt(box.password_sealed)
    if password is None:
        raise Refusal("MAIL_PASSWORD_LOST")
    where = Address(
        box.host, box.port, box.security, box.user_name, box.folder, frozenset(worker.settings.private_hosts)
    )
    folder = await asyncio.to_thread(open_folder, where, password)
    try:
        uids = await _begin(worker, box, folder)
        if box.marked_uid < box.last_uid and box.uid_validity == folder.validity:
            await asyncio.to_thread(folder.mark, box.marked_uid + 1, box.last_uid)
        for uid in uids[:MOST]:
            if worker.stop.is_set():
                raise Interrupted
            raw = await asyncio.to_thread(folder.fetch, uid)
            await _keep(worker, box, folder.validity, uid, raw)
            await asyncio.to_thread(folder.mark, uid, uid)
        return max(box.last_uid, *uids[:MOST], 0), len(uids) > MOST
    finally:
        await asyncio.to_thread(folder.close)


async def _begin(worker: Worker, box: LeadMailbox, folder: Folder) -> Sequence[int]:
    """The mails to read. A folder seen for the first time begins with what comes next; one that was numbered anew with what came
    since it was last read, of which each mail is known by its own id."""
    if box.uid_validity == folder.validity:
        return await asyncio.to_thread(folder.newer, box.last_uid)
    if box.uid_validity is None:
        last = folder.next_uid - 1 if folder.next_uid else max(await asyncio.to_thread(folder.newer, 0), default=0)
        await _advance(worker, box, folder.validity, last, anew=True)
        box.uid_validity, box.last_uid, box.marked_uid = folder.validity, last, last
        return []
    day = ((box.checked_at or box.created_at) - timedelta(days=1)).date()
    uids: Sequence[int] = await asyncio.to_thread(folder.since, day)
    first = uids[0] - 1 if uids else (folder.next_uid or 1) - 1
    await _advance(worker, box, folder.validity, first, anew=True)
    box.uid_validity, box.last_uid, box.marked_uid = folder.validity, first, first
    return uids


async def _advance(worker: Worker, box: LeadMailbox, validity: int, uid: int, *, anew: bool = False) -> None:
    async with acting(worker, INTAKE) as change:
        await _read_to(change, box, validity, uid, anew=anew)


async def _read_to(
    change: Change, box: LeadMailbox, validity: int, uid: int, *, anew: bool = False, arrived: bool = False
) -> None:
    values = {"key": box.id, "version": box.version, "validity": validity, "uid": uid, "anew": anew, "arrived": arrived}
    if not await change.fetch(ADVANCE, values):
        # Somebody has said since that the mailbox is another one: it is begun anew, at once.
        raise Interrupted


async def _keep(worker: Worker, box: LeadMailbox, validity: int, uid: int, raw: bytes | None) -> None:
    """Keeps one mail and how far the folder is read, in one transaction."""
    async with acting(worker, INTAKE) as change:
        if raw is not None:
            status, problems = IntakeStatus.WAITING, list[Refusal]()
            try:
                mail = await asyncio.to_thread(read_mail, raw, box.user_name)
            except Exception:
                # One mail that cannot be read holds up no other.
                log.exception("mail %s of mailbox %s cannot be read", uid, box.id.hex)
                mail = Mail({"raw": raw[:4_000].decode("latin-1").replace("\0", "")}, f"mail:{validity}:{uid}", False)
                status, problems = IntakeStatus.FAILED, [Refusal("INTAKE_FAULT")]
            if mail.is_automatic:
                status, problems = IntakeStatus.SPAM, [Refusal("MAIL_AUTOMATIC")]
            values: dict[str, Any] = {
                "source": box.source_id, "payload": Jsonb(mail.payload, dumps=orjson.dumps), "keys": names_of(mail.payload),
                "status": status.value, "problems": Jsonb(told(problems), dumps=orjson.dumps), "consent": None, "once": mail.once,
            }  # fmt: skip
            kept = await change.fetch(KEEP, values)
            if kept and status is IntakeStatus.WAITING:
                await wake(change.session, TAKE_IN)
        await _read_to(change, box, validity, uid, arrived=raw is not None)


PERIODIC.append(Periodic("intake.mail", EVERY_SECONDS, look_round))
