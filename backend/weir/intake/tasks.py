"""Makes leads of what was sent, as a named system viewer, by the same verb as everybody else. What waits is the queue."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from weir.activities.model import Direction
from weir.catalog.ids import encode
from weir.changing.change import Change
from weir.changing.refusing import UNDONE, refusals_of
from weir.changing.rows import columns, hold
from weir.consents.actions import take_in_consents
from weir.consents.model import ConsentWay
from weir.errors import Refusal
from weir.intake.actions import TAKE_IN
from weir.intake.call_taking import caller, hold_caller, log_call
from weir.intake.calls import Call
from weir.intake.customer_taking import asked_again, customer
from weir.intake.forms import WebForm
from weir.intake.link_routes import STAMPS
from weir.intake.links import TrackingLink
from weir.intake.model import CustomerPolicy, DuplicatePolicy, IntakePayload, IntakeStatus, LeadSource, SourceKind
from weir.intake.payloads import Reading, told
from weir.intake.rules import reading
from weir.jobs import PERIODIC, Periodic, Worker
from weir.leads.actions import create_lead
from weir.leads.known import hold_all, keys_of, known_lead
from weir.leads.model import Lead
from weir.sweeping import acting

log = logging.getLogger("weir.intake")
# What the audit calls the door.
INTAKE = "intake"
SPAM_DAYS = 30
# A flood is taken in by so many at once; what arrives meanwhile is the next lot.
TOGETHER = 25
# Everything that waits wakes the work; this is for what a wake was lost of.
EVERY_SECONDS = 5
# What the oldest payloads are made leads by, read at once; they are held until they are settled.
READ = f"""
select {columns(IntakePayload, "p")}, {columns(LeadSource, "s")}, {columns(WebForm, "f")}
from intake_payload p join lead_source s on s.id = p.source_id
left join web_form f on f.source_id = s.id and s.kind = 'FORM'
where p.status = 'WAITING' order by p.at, p.id limit %(most)s for update of p skip locked
"""
SETTLE = """
update intake_payload set status = %(status)s, lead_id = %(lead)s::uuid, contact_id = %(contact)s::uuid, problems = %(problems)s::jsonb,
    attempts = attempts + 1, processed_at = %(now)s where id = %(key)s and status = 'WAITING'
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """A payload with the door it came through and the form in front of it."""

    payload: IntakePayload
    source: LeadSource
    form: WebForm | None

    @property
    def request_id(self) -> str:
        """What the audit knows it by."""
        return f"intake:{self.payload.id.hex}"


async def take_in(worker: Worker) -> None:
    """Makes leads of everything that waits, or says why not, many in one transaction. Run again, or twice at once, it does no harm."""
    while not worker.stop.is_set():
        try:
            taken = await _take_some(worker, TOGETHER)
        except Exception:
            # One somebody else holds for long, say, must not hold up the others: it fails alone.
            log.exception("what came in is taken in one by one")
            taken = 0
            while taken < TOGETHER and await _take_some(worker, 1):
                taken += 1
        if taken < TOGETHER:
            return


async def _take_some(worker: Worker, most: int) -> int:
    """How many of the oldest were settled."""
    async with acting(worker, INTAKE, is_at_work=True) as change:
        sent = [_sent(change.session, row) for row in await change.fetch(READ, {"most": most})]
        zone = change.viewer.time_zone
        readings = [reading(one.source, one.payload.payload, one.form, zone) for one in sent]
        if most > 1:
            # All at once and in order: whoever enters one of these people at this moment waits for us or we for them, not both.
            keys = [keys_of(one.given) for one in readings]
            await hold_all(change, {key for one in keys for key in (one.mobile, one.email, one.phone)})
        for one, found in zip(sent, readings, strict=True):
            await _settle_one(change, one, found)
        await change.finish()
        return len(sent)


async def _settle_one(change: Change, sent: Sent, found: Reading | Call) -> None:
    """Takes one in, undone by itself when it fails."""
    try:
        try:
            await _take(change, sent, found)
        except UNDONE:
            raise
        except Exception:
            # What goes wrong in finding an owner must not keep the lead out: a job of its own finds one.
            log.exception("%s is tried again without finding the owner", sent.request_id)
            await _take(change, sent, found, at_once=False)
    except UNDONE as error:
        await _refuse(change, sent, refusals_of(error))
    except Exception:
        log.exception("%s failed", sent.request_id)
        await _refuse(change, sent, [Refusal("INTAKE_FAULT")])


async def _take(change: Change, sent: Sent, found: Reading | Call, *, at_once: bool = True) -> None:
    part = change.part(sent.request_id)
    part.is_at_work = at_once
    try:
        async with change.session.begin_nested():
            made = await _made(part, sent, found)
            await _settle(part, sent, made)
            await part.finish()
    except BaseException:
        change.forget()
        raise
    change.take(part)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a payload: of whom it is, or why nothing was made of it."""

    status: IntakeStatus
    lead: UUID | None = None
    contact: UUID | None = None
    problems: Sequence[Refusal] = ()


async def _made(change: Change, sent: Sent, found: Reading | Call) -> Made:
    if found.problems:
        return Made(IntakeStatus.REFUSED, problems=found.problems)
    if isinstance(found, Call):
        return await _called(change, sent, found)
    source = sent.source
    given = _lead_of(source, found, await _link(change, found.link))
    who = await customer(change, given) if source.customer_policy is CustomerPolicy.TASK else None
    # Whoever is an open lead as well is being worked: their touch is the lead's.
    known = await known_lead(change, given) if who or source.duplicate_policy is DuplicatePolicy.LOG_ONLY else None
    if known is not None and source.duplicate_policy is DuplicatePolicy.LOG_ONLY:
        return Made(IntakeStatus.DUPLICATE, known.id)
    if who is not None and known is None:
        await asked_again(change, who, source, given, sent.payload.id)
        await _agreed(change, None, who.contact, sent, found)
        return Made(IntakeStatus.CUSTOMER, contact=who.contact)
    lead, is_known = await create_lead(change, given)
    await _agreed(change, lead.id, lead.contact_id, sent, found)
    return Made(IntakeStatus.ATTACHED if is_known else IntakeStatus.CREATED, lead.id)


async def _called(change: Change, sent: Sent, call: Call) -> Made:
    """A call on whom its number belongs to; whoever calls and is unknown becomes a lead first, a customer where the door says so."""
    await hold_caller(change, call)
    whose = await caller(change, call)
    status = IntakeStatus.LOGGED
    if whose is not None and whose[0] == "contact" and call.direction is Direction.INBOUND:
        anew = sent.source.customer_policy is CustomerPolicy.LEAD and await customer(change, {"mobile": call.key})
        whose = None if anew else whose
    if whose is None:
        if call.direction is Direction.OUTBOUND:
            return Made(IntakeStatus.REFUSED, problems=[Refusal("CALL_TO_NOBODY", ("number",))])
        given = {**_lead_of(sent.source, call, None), "sourceDetail": call.called}
        lead, is_known = await create_lead(change, given)
        whose, status = ("lead", lead.id, None), IntakeStatus.ATTACHED if is_known else IntakeStatus.CREATED
    kind, key, account = whose
    if kind == "lead":
        await _agreed(change, key, (await change.see(Lead, key)).contact_id, sent, call)
    await log_call(change, call, kind, key, account, came=sent.payload.at, once=sent.payload.id)
    return Made(status, key) if kind == "lead" else Made(status, contact=key)


async def _agreed(change: Change, lead: UUID | None, contact: UUID | None, sent: Sent, found: Reading | Call) -> None:
    """What they agreed to with what they sent: the terms of the door as they stood then, and what is named besides."""
    terms = [sent.source.consent_purpose] if found.is_consented else []
    way = ConsentWay.FORM if sent.source.kind is SourceKind.FORM else ConsentWay.API
    wanted = list(dict.fromkeys([*terms, *found.consents]))
    told_in = sent.payload
    await take_in_consents(
        change, lead, contact, wanted, at=told_in.at, way=way, text=told_in.consent, intake=told_in.id
    )


def _sent(session: AsyncSession, row: Sequence[Any]) -> Sent:
    """A row of `READ` as what it is made of; a form in front of the source decides by what the payload is read."""
    first = len(IntakePayload.__table__.c)  # type: ignore[attr-defined]
    second = first + len(LeadSource.__table__.c)  # type: ignore[attr-defined]
    form = hold(session, WebForm, row[second:]) if any(one is not None for one in row[second:]) else None
    return Sent(hold(session, IntakePayload, row[:first]), hold(session, LeadSource, row[first:second]), form)


async def _link(change: Change, code: str | None) -> TrackingLink | None:
    """The tracking link somebody came by, though it may be out of use by now."""
    if not code:
        return None
    found = await change.session.scalars(select(TrackingLink).where(col(TrackingLink.code) == code))
    return found.first()


def _lead_of(source: LeadSource, found: Reading | Call, link: TrackingLink | None) -> dict[str, object]:
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


async def _settle(change: Change, sent: Sent, made: Made) -> None:
    values = {
        "key": sent.payload.id, "status": made.status.value, "lead": made.lead, "contact": made.contact,
        "problems": orjson.dumps(told(list(made.problems))).decode(), "now": change.now,
    }  # fmt: skip
    await change.fetch(SETTLE, values)


async def _refuse(change: Change, sent: Sent, refusals: list[Refusal]) -> None:
    await _settle(change, sent, Made(IntakeStatus.FAILED, problems=refusals))


async def forget_spam(worker: Worker) -> None:
    """Spam is kept for some days, to see whether the check was wrong, and then forgotten."""
    statement = f"delete from intake_payload where status = 'SPAM' and at < now() - interval '{SPAM_DAYS} days'"
    async with worker.database.engine.begin() as connection:
        await connection.exec_driver_sql(statement)


PERIODIC.append(Periodic(TAKE_IN, EVERY_SECONDS, take_in, is_woken=True))
PERIODIC.append(Periodic("intake.forget_spam", 6 * 3600, forget_spam))
