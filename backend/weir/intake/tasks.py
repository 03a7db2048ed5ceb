"""The job that makes leads of what was sent, as a named system viewer, by the same verb as everybody else."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from weir.access.viewer import Viewer
from weir.catalog.ids import encode
from weir.changing.change import Change
from weir.changing.refusing import UNDONE, refusals_of
from weir.changing.rows import columns, hold
from weir.errors import Refusal
from weir.intake.actions import TAKE_IN
from weir.intake.forms import WebForm
from weir.intake.link_routes import STAMPS
from weir.intake.links import TrackingLink
from weir.intake.model import DuplicatePolicy, IntakePayload, IntakeStatus, LeadSource
from weir.intake.payloads import Reading, read, told
from weir.intake.rules import rules_of
from weir.jobs import PERIODIC, Interrupted, Periodic, Worker, job
from weir.leads.actions import create_lead
from weir.leads.known import hold_keys, known_lead

log = logging.getLogger("weir.intake")
SPAM_DAYS = 30
VIEWER = Viewer.named_system("intake")
# What one payload is made a lead by, read at once; the payload is held until it is settled.
READ = f"""
select {columns(IntakePayload, "p")}, o.time_zone, o.base_currency, {columns(LeadSource, "s")}, {columns(WebForm, "f")}
from intake_payload p join lead_source s on s.id = p.source_id
left join web_form f on f.source_id = s.id and s.kind = 'FORM'
left join lateral (select time_zone, base_currency from organisation order by created_at, id limit 1) o on true
where p.id = %(key)s and p.status = 'WAITING' for update of p
"""
SETTLE = """
update intake_payload set status = %(status)s, lead_id = %(lead)s::uuid, problems = %(problems)s::jsonb,
    attempts = attempts + 1, processed_at = %(now)s where id = %(key)s and status = 'WAITING'
"""


@job(TAKE_IN)
async def take_in(worker: Worker, payload: str) -> None:
    """Makes a lead of one payload, or says why not. Run again it does nothing: the payload says what became of it."""
    key = UUID(payload)
    try:
        try:
            await _take(worker, key, at_once=True)
        except (*UNDONE, Interrupted):
            raise
        except Exception:
            # What goes wrong in finding an owner must not keep the lead out: a job of its own finds one.
            log.exception("intake %s is tried again without finding the owner", key.hex)
            await _take(worker, key, at_once=False)
    except Interrupted:
        raise
    except UNDONE as error:
        await _refuse(worker, key, refusals_of(error))
    except Exception:
        log.exception("intake %s failed", key.hex)
        await _refuse(worker, key, [Refusal("INTAKE_FAULT")])


async def _take(worker: Worker, key: UUID, *, at_once: bool) -> None:
    async with (
        AsyncSession(worker.database.engine, expire_on_commit=False, autoflush=False) as session,
        session.begin(),
    ):
        change = Change(session, VIEWER, f"intake:{key.hex}", is_at_work=at_once)
        rows = await change.fetch(READ, {"key": key})
        if not rows:
            return
        payload, zone, currency, source, form = _parts(session, rows[0])
        if zone is not None and currency is not None:
            change.viewer = replace(VIEWER, time_zone=zone, base_currency=currency)
        found = read(rules_of(source, form), payload.payload)
        if found.problems:
            await _settle(change, key, IntakeStatus.REFUSED, problems=found.problems)
            return
        given = _lead_of(source, found, await _link(session, found.link))
        if source.duplicate_policy is DuplicatePolicy.LOG_ONLY:
            await hold_keys(change, given)
            if known := await known_lead(change, given):
                await _settle(change, key, IntakeStatus.DUPLICATE, known.id)
                return
        lead, is_known = await create_lead(change, given)
        await _settle(change, key, IntakeStatus.ATTACHED if is_known else IntakeStatus.CREATED, lead.id)


def _parts(
    session: AsyncSession, row: Sequence[Any]
) -> tuple[IntakePayload, str | None, str | None, LeadSource, WebForm | None]:
    """A row of `READ` as what it is made of; a form in front of the source decides by what the payload is read."""
    first = len(IntakePayload.__table__.c)  # type: ignore[attr-defined]
    second = first + 2 + len(LeadSource.__table__.c)  # type: ignore[attr-defined]
    form = hold(session, WebForm, row[second:]) if any(one is not None for one in row[second:]) else None
    source = hold(session, LeadSource, row[first + 2 : second])
    return hold(session, IntakePayload, row[:first]), row[first], row[first + 1], source, form


async def _link(session: AsyncSession, code: str | None) -> TrackingLink | None:
    """The tracking link somebody came by, though it may be out of use by now."""
    if not code:
        return None
    return (await session.exec(select(TrackingLink).where(col(TrackingLink.code) == code))).first()


def _lead_of(source: LeadSource, found: Reading, link: TrackingLink | None) -> dict[str, object]:
    """The input of `createLead`, with what every lead of this door is given; a tracking link knows better what brought it."""
    given = {**found.given, "source": source.source or source.name}
    told = link if link is not None and (link.campaign_id or link.channel_id) else source
    for name in ("channel", "campaign"):
        if key := getattr(told, f"{name}_id"):
            given[f"{name}Id"] = encode(name, key)
    if source.pool_id:
        given["waitsIn"] = source.pool_id
    if link is not None:
        given["trackingLinkId"] = link.id
        stamps = {name: value for name in STAMPS if (value := getattr(link, name))}
        given["utm"] = {**found.given["utm"], **stamps}
    return given


async def _settle(
    change: Change, key: UUID, status: IntakeStatus, lead: UUID | None = None, problems: Sequence[Refusal] = ()
) -> None:
    told_of = orjson.dumps(told(list(problems))).decode()
    values = {"key": key, "status": status.value, "lead": lead, "problems": told_of, "now": change.now}
    await change.fetch(SETTLE, values)


async def _refuse(worker: Worker, key: UUID, refusals: list[Refusal]) -> None:
    async with AsyncSession(worker.database.engine) as session, session.begin():
        await _settle(Change(session, VIEWER), key, IntakeStatus.FAILED, problems=refusals)


async def forget_spam(worker: Worker) -> None:
    """Spam is kept for some days, to see whether the check was wrong, and then forgotten."""
    statement = f"delete from intake_payload where status = 'SPAM' and at < now() - interval '{SPAM_DAYS} days'"
    async with worker.database.engine.begin() as connection:
        await connection.exec_driver_sql(statement)


PERIODIC.append(Periodic("intake.forget_spam", 6 * 3600, forget_spam))
