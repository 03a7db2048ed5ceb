"""The job that makes leads of what was sent, as a named system viewer, by the same verb as everybody else."""

import logging
from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from weir.access.viewer import Viewer
from weir.catalog.ids import encode
from weir.changing.change import Change
from weir.changing.refusing import UNDONE, refusals_of
from weir.errors import Refusal
from weir.intake.actions import TAKE_IN
from weir.intake.forms import WebForm
from weir.intake.link_routes import STAMPS
from weir.intake.links import TrackingLink
from weir.intake.model import DuplicatePolicy, IntakePayload, IntakeStatus, LeadSource, SourceKind
from weir.intake.payloads import Reading, read, told
from weir.intake.rules import Rules, rules_of
from weir.jobs import PERIODIC, Interrupted, Periodic, Worker, job
from weir.leads.actions import create_lead
from weir.leads.known import hold_keys, known_lead

log = logging.getLogger("weir.intake")
SPAM_DAYS = 30
ORGANISATION = "select time_zone, base_currency from organisation order by created_at, id limit 1"


@job(TAKE_IN)
async def take_in(worker: Worker, payload: str) -> None:
    """Makes a lead of one payload, or says why not. Run again it does nothing: the payload says what became of it."""
    key = UUID(payload)
    try:
        await _take(worker, key)
    except Interrupted:
        raise
    except UNDONE as error:
        await _settle(worker, key, refusals_of(error))
    except Exception:
        log.exception("intake %s failed", key.hex)
        await _settle(worker, key, [Refusal("INTAKE_FAULT")])


async def _take(worker: Worker, key: UUID) -> None:
    async with (
        AsyncSession(worker.database.engine, expire_on_commit=False, autoflush=False) as session,
        session.begin(),
    ):
        row = await session.get(IntakePayload, key, with_for_update=True)
        if row is None or row.status is not IntakeStatus.WAITING:
            return
        source = await session.get(LeadSource, row.source_id)
        assert source is not None
        change = Change(session, await _viewer(session), f"intake:{key.hex}")
        row.attempts, row.processed_at = row.attempts + 1, change.now
        found = read(await _rules(session, source), row.payload)
        if found.problems:
            row.status, row.problems = IntakeStatus.REFUSED, told(found.problems)
            return
        given = _lead_of(source, found, await _link(session, found.link))
        if source.duplicate_policy is DuplicatePolicy.LOG_ONLY:
            await hold_keys(change, given)
            if known := await known_lead(change, given):
                row.status, row.lead_id = IntakeStatus.DUPLICATE, known.id
                return
        lead, is_known = await create_lead(change, given)
        row.status, row.lead_id = IntakeStatus.ATTACHED if is_known else IntakeStatus.CREATED, lead.id
        await change.finish()


async def _rules(session: AsyncSession, source: LeadSource) -> Rules:
    """By what the payload is read; a form in front of the source decides."""
    form = None
    if source.kind is SourceKind.FORM:
        form = (await session.exec(select(WebForm).where(col(WebForm.source_id) == source.id))).first()
    return rules_of(source, form)


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
    if link is not None:
        given["trackingLinkId"] = link.id
        stamps = {name: value for name in STAMPS if (value := getattr(link, name))}
        given["utm"] = {**found.given["utm"], **stamps}
    return given


async def _viewer(session: AsyncSession) -> Viewer:
    row = (await session.execute(sa.text(ORGANISATION))).first()
    viewer = Viewer.named_system("intake")
    return replace(viewer, time_zone=row[0], base_currency=row[1]) if row else viewer


async def _settle(worker: Worker, key: UUID, refusals: list[Refusal]) -> None:
    async with AsyncSession(worker.database.engine) as session, session.begin():
        row = await session.get(IntakePayload, key, with_for_update=True)
        if row is not None and row.status is IntakeStatus.WAITING:
            row.status, row.problems, row.attempts = IntakeStatus.FAILED, told(refusals), row.attempts + 1


async def forget_spam(worker: Worker) -> None:
    """Spam is kept for some days, to see whether the check was wrong, and then forgotten."""
    statement = f"delete from intake_payload where status = 'SPAM' and at < now() - interval '{SPAM_DAYS} days'"
    async with worker.database.engine.begin() as connection:
        await connection.exec_driver_sql(statement)


PERIODIC.append(Periodic("intake.forget_spam", 6 * 3600, forget_spam))
