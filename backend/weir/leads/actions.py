"""What can be done with leads besides moving, qualifying and converting them."""

from typing import Any
from uuid import UUID

from weir.activities.actions import notify
from weir.activities.model import NotificationKind
from weir.activities.regarding import CHECKS
from weir.catalog.ids import key_of
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.changing.inputs import unmasked
from weir.changing.records import ON_OWNER, Prepare, create, update, void
from weir.errors import Refusal, forbidden
from weir.leads.intent import say_intent
from weir.leads.kinds import OPEN, LeadStatus, ReturnReason
from weir.leads.known import attach, hold_keys, keyed, known_lead, known_refusal
from weir.leads.model import Lead
from weir.leads.origin import came, origin_of
from weir.leads.pooling import LEADS
from weir.leads.referring import refer
from weir.leads.touch_model import LeadTouch
from weir.pools.giving_back import give_back
from weir.pools.holding import assign, can_own, receiver
from weir.pools.places import pool_for_new, pool_to_return

# Rooms above lend what happens to a lead that waits for an owner.
ON_UNOWNED: list[Prepare] = []


async def prepare(change: Change, lead: Lead) -> None:
    """The rules of one lead, as `create` and `update` ask for them."""
    keyed(lead)
    say_intent(change, lead)
    await refer(change, lead)


async def create_lead(change: Change, given: dict[str, Any]) -> tuple[Lead, bool]:
    """A new lead, or a further touch of the open one that has its mobile or e-mail. The second value says whether it is the latter."""
    change.allow("create", Lead)
    given = unmasked(object_of(Lead), given)
    owner_id, origin = await _owner_for_new(change, given), await origin_of(change, given)
    # A door may name the pool its leads wait in: there they are claimed, no rule gives them away.
    wanted: UUID | None = given.get("waitsIn")
    await hold_keys(change, given)
    known = await known_lead(change, given)
    if known is not None:
        await attach(change, known, given, origin)
        return known, True

    async def whole(change: Change, lead: Lead) -> None:
        await prepare(change, lead)
        origin.mark(lead)
        lead.partner_id = change.viewer.partner_id
        if owner_id is None or owner_id != change.viewer.user_id:
            lead.waits_since = change.now
        if owner_id is None:
            lead.status, lead.department_id = LeadStatus.UNASSIGNED, change.viewer.department_id
            if change.viewer.partner_id is not None:
                lead.department_id = None
            else:
                lead.pool_id = await pool_for_new(change, LEADS, lead.region, wanted)
        else:
            lead.owner_since = lead.assigned_at = change.now
            if owner_id == change.viewer.user_id:
                lead.accepted_at = change.now

    lead = await create(change, Lead, given, whole, owner_id=owner_id)
    touch = first_touch(change, lead)
    origin.mark(touch)
    change.session.add(touch)
    await came(change, lead, origin)
    await _tell_owner(change, lead)
    if wanted is None or lead.pool_id != wanted:
        await unowned(change, lead)
    await change.finish()
    return lead, False


async def unowned(change: Change, lead: Lead) -> None:
    """A lead that has just come to wait for an owner, new or back in the run; one that was given back is not among them."""
    if lead.status is LeadStatus.UNASSIGNED:
        for waits in ON_UNOWNED:
            await waits(change, lead)


def first_touch(change: Change, lead: Lead) -> LeadTouch:
    """How the lead came to us; what is told later never changes it."""
    return LeadTouch(
        lead_id=lead.id, is_first=True, at=change.now, source=lead.source, source_detail=lead.source_detail,
        company_name=lead.company_name, name=lead.name, by_id=change.viewer.user_id,
    )  # fmt: skip


async def _owner_for_new(change: Change, given: dict[str, Any]) -> UUID | None:
    """Sales owns what it enters; what marketing, service and partners bring waits for somebody to assign it."""
    me, may_own = change.viewer.user_id, change.viewer.has("lead.own")
    if "ownerId" not in given:
        return me if may_own else None
    key = key_of(given["ownerId"], "user")
    if key is not None and key == me and may_own:
        return key
    if not change.viewer.has("lead.assign"):
        raise forbidden("ownerId")
    return None if given["ownerId"] is None else (await receiver(change, LEADS, key)).id


async def open_lead(change: Change, given: dict[str, Any], *statuses: LeadStatus) -> Lead:
    """The lead at the version the caller saw, in one of these states (any open one when none is named). Raises `Refusal`."""
    lead = await change.load(Lead, key_of(given["id"], "lead"), version=given.get("version"))
    still_open(lead)
    if statuses and lead.status not in statuses:
        raise Refusal("LEAD_STATUS", ("id",), {"status": (lead.status.zh, lead.status.en)})
    return lead


def still_open(lead: Lead) -> None:
    """Raises `Refusal` when the lead can no longer be worked with."""
    if lead.status not in OPEN:
        raise Refusal("LEAD_CONVERTED" if lead.status is LeadStatus.CONVERTED else "LEAD_INVALID", ("id",))


async def update_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Changes a lead's fields. A mobile or e-mail that another open lead has is refused."""
    given = unmasked(object_of(Lead), given)
    # Before the row is locked: whoever enters the same person at this moment takes them in this order, too.
    await hold_keys(change, given)
    still_open(await change.load(Lead, key_of(given["id"], "lead")))
    await alone(change, key_of(given["id"], "lead"), given)
    return await update(change, Lead, given, prepare)


async def alone(change: Change, key: UUID | None, keys: dict[str, Any]) -> None:
    """Raises `Refusal` when another open lead has this mobile or e-mail."""
    for name in ("mobile", "email"):
        other = await known_lead(change, {name: keys.get(name)}, but=key)
        if other is not None:
            raise await known_refusal(change, other, name)


async def void_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Voids a lead. A converted one stays: what it has become counts from it."""
    lead = await change.load(Lead, key_of(given["id"], "lead"), action="void")
    if lead.status is LeadStatus.CONVERTED:
        raise Refusal("LEAD_CONVERTED", ("id",))
    return await void(change, Lead, given)


async def assign_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Gives a lead an owner, who is told. A lead that waited for one becomes PENDING."""
    lead: Lead = await assign(change, LEADS, await open_lead(change, given), given)
    return lead


async def return_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Gives a lead back, by its owner or who assigns leads: it waits for another, in its pool and in sight of the manager.

    Needs a reason, unless its pool asks for none.
    """
    lead = await open_lead(change, given, LeadStatus.PENDING, LeadStatus.WORKING)
    pool = await pool_to_return(change, LEADS, lead)
    await give_back(change, LEADS, lead, given, ReturnReason, pool)
    return lead


async def _with_owner(change: Change, lead: Lead) -> None:
    """One clock for every path of ownership: assigned, transferred, given back, restored."""
    lead.owner_since = change.now
    if lead.owner_id is None:
        lead.status, lead.owner_since = LeadStatus.UNASSIGNED, None
        return
    still_open(lead)
    await can_own(change, LEADS, lead.owner_id)
    lead.assigned_at = change.now
    if lead.status is LeadStatus.UNASSIGNED:
        lead.status = LeadStatus.PENDING
    await _tell_owner(change, lead)


async def _tell_owner(change: Change, lead: Lead) -> None:
    if lead.owner_id is not None and lead.owner_id != change.viewer.user_id:
        notify(change, lead.owner_id, NotificationKind.OWNER_CHANGED, lead_id=lead.id)


def _workable(row: Any) -> None:
    """What happens after the conversion is about the account, the contact or the deal."""
    if row.status is LeadStatus.CONVERTED:
        raise Refusal("LEAD_CONVERTED", ("leadId",))


ON_OWNER["lead"] = _with_owner
CHECKS["lead"] = _workable
