"""What can be done with consents: somebody gives one, somebody takes it back. What may be kept of what was said asks here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from weir.catalog.ids import key_of
from weir.catalog.registry import OBJECTS
from weir.changing.change import Change
from weir.changing.records import create
from weir.consents.model import ConsentPurpose, ConsentRecord, ConsentWay
from weir.errors import Refusal

PEOPLE = ("lead", "contact")
# Sent a second time, the same consent is one; after it was taken back it is given anew.
TAKE_IN = """
insert into consent_record (lead_id, contact_id, purpose, given_at, way, wording, intake_id)
select %(lead)s::uuid, %(contact)s::uuid, p, %(at)s, %(way)s::text, %(text)s::text, %(intake)s from unnest(%(purposes)s::text[]) p
where not exists (select 1 from consent_record c where c.purpose = p and c.withdrawn_at is null
    and case when %(lead)s::uuid is null then c.contact_id = %(contact)s::uuid else c.lead_id = %(lead)s::uuid end
    and c.way = %(way)s::text and c.wording is not distinct from %(text)s::text)
returning id, purpose
"""
OF_PERSON = """
select id from consent_record where purpose = %(purpose)s and withdrawn_at is null
    and (lead_id = %(lead)s::uuid or contact_id = %(contact)s::uuid) order by id for update
"""
MISSING = """
select 1 from unnest(%(kinds)s::text[], %(keys)s::uuid[]) p(kind, key) where not exists (
    select 1 from consent_record c where c.purpose = 'RECORDING' and c.withdrawn_at is null and c.given_at <= %(at)s
        and case p.kind when 'lead' then c.lead_id else c.contact_id end = p.key)
"""


async def record_consent(change: Change, given: dict[str, Any]) -> ConsentRecord:
    """Keeps that somebody has consented: a lead or a contact the viewer may see."""
    change.allow("create", ConsentRecord)
    named = [name for name in PEOPLE if given.get(f"{name}Id")]
    if len(named) != 1:
        raise Refusal("CONSENT_OF_ONE", (f"{PEOPLE[0]}Id",))
    (kind,) = named
    # Whoever waits in a pool is nobody's yet.
    person: Any = await change.see(OBJECTS[kind].model, key_of(given[f"{kind}Id"], kind), f"{kind}Id", besides="Q")
    when = given.get("givenAt") or change.now
    if when > change.now:
        label = {"label": ("同意时间", "The time")}
        raise Refusal("INVALID", ("givenAt",), {**label, "why": ("不能晚于现在。", "it lies in the future.")})
    activity = await _activity(change, given.get("activityId"), kind, person.id)

    async def own(change: Change, row: ConsentRecord) -> None:
        row.lead_id = person.id if kind == "lead" else None
        # What a converted lead agrees to, the person it has become agrees to.
        row.contact_id = person.id if kind == "contact" else person.contact_id
        row.activity_id, row.by_id = activity, change.viewer.user_id

    return await create(change, ConsentRecord, {**given, "givenAt": when}, own)


async def _activity(change: Change, text: str | None, kind: str, person: UUID) -> UUID | None:
    """The activity in which it was said; it is one with this person."""
    if not text:
        return None
    row: Any = await change.see(OBJECTS["activity"].model, key_of(text, "activity"), "activityId")
    if getattr(row, f"{kind}_id") != person:
        raise Refusal("CONSENT_ELSEWHERE", ("activityId",))
    return row.id  # type: ignore[no-any-return]


async def withdraw_consent(change: Change, given: dict[str, Any]) -> ConsentRecord:
    """Takes back what a person has consented to for one purpose, however often they had. Twice changes nothing."""
    found = await change.load(ConsentRecord, key_of(given["id"], "consent_record"), version=given["version"])
    if found.withdrawn_at is not None:
        return found
    values = {"purpose": found.purpose.value, "lead": found.lead_id, "contact": found.contact_id}
    for (key,) in await change.fetch(OF_PERSON, values):
        row = await change.session.get(ConsentRecord, key)
        if row is not None:
            row.withdrawn_at, row.withdrawn_by_id = change.now, change.viewer.user_id
    await change.save("withdrawn")
    return found


async def take_in_consents(
    change: Change, lead: UUID | None, contact: UUID | None, purposes: Sequence[ConsentPurpose], *, at: datetime, way: ConsentWay,
    text: str | None, intake: UUID,
) -> None:  # fmt: skip
    """What the person of a lead, of a contact or of both agreed to with what they sent; that is the proof of it."""
    if not purposes:
        return
    values = {
        "lead": lead, "contact": contact, "purposes": [one.value for one in purposes], "at": at,
        "way": way.value, "text": text, "intake": intake,
    }  # fmt: skip
    for key, purpose in await change.fetch(TAKE_IN, values):
        whose = {"lead_id": [None, lead]} if lead else {"contact_id": [None, contact]}
        change.record(ConsentRecord, key, "given", {**whose, "purpose": [None, purpose]})
    await change.finish()


async def may_keep(change: Change, row: Any) -> bool:
    """Whether what was said may be kept word for word: everybody the activity is about had agreed to it by then."""
    people = [(name, key) for name in PEOPLE if (key := getattr(row, f"{name}_id")) is not None]
    if not people:
        return False
    kinds, keys = zip(*people, strict=True)
    return not await change.fetch(MISSING, {"kinds": list(kinds), "keys": list(keys), "at": change.now})
