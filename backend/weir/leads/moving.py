"""The lead's way through its states: into nurturing and back, out as invalid and back."""

from datetime import timedelta
from typing import Any

from sqlmodel import select

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.changing.records import restore
from weir.errors import Refusal, not_found
from weir.leads.actions import alone, open_lead, unowned
from weir.leads.kinds import OPEN, LeadInvalidReason, LeadStatus
from weir.leads.known import hold_keys
from weir.leads.model import Lead
from weir.leads.pooling import LEADS, disown
from weir.pools.places import pool_for_new, pool_to_return

RESTORE_DAYS = 30


async def nurture_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Puts a lead aside that is not ripe; whoever has it keeps it."""
    lead = await open_lead(change, given, LeadStatus.PENDING, LeadStatus.WORKING)
    lead.status = LeadStatus.NURTURING
    if given.get("nextFollowUpAt"):
        lead.next_follow_up_at = given["nextFollowUpAt"]
    await change.save("nurtured")
    return lead


async def reactivate_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Takes a lead out of nurturing: it is to be followed up again, by its owner or by whom it will be assigned to."""
    lead = await open_lead(change, given, LeadStatus.NURTURING)
    lead.status = LeadStatus.UNASSIGNED if lead.owner_id is None else LeadStatus.PENDING
    await change.save("reactivated_lead")
    await unowned(change, lead)
    return lead


async def invalidate_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Says that a lead is none, and why."""
    lead = await open_lead(change, given)
    invalidate(lead, LeadInvalidReason(given["reason"]), given.get("note"))
    await change.save("invalidated")
    return lead


def invalidate(lead: Lead, reason: LeadInvalidReason, note: str | None) -> None:
    """Ends an open lead. Raises `Refusal` when OTHER has no text."""
    text = tidy(note or "")[:500] or None
    if reason is LeadInvalidReason.OTHER and not text:
        raise Refusal("REASON_NEEDED", ("note",), {"what": ("标记无效", "calling it invalid")})
    lead.status, lead.invalid_reason, lead.invalid_note = LeadStatus.INVALID, reason, text


async def restore_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Brings a lead back: a voided one as it was, an invalid one to be assigned anew, that once in 30 days."""
    key = key_of(given["id"], "lead")
    query = select(Lead.id).where(Lead.id == key, Lead.deleted_at.is_not(None))  # type: ignore[union-attr]
    if (await change.session.exec(query)).first() is not None:  # type: ignore[attr-defined]
        if change.viewer.may("void", "lead") and await change.fetch(
            "select 1 from lead where id = %(key)s and merged_into_id is not null", {"key": key}
        ):
            raise Refusal("LEAD_MERGED", ("id",))
        lead = await restore(change, Lead, given)
        if lead.status in OPEN:
            await _still_alone(change, lead)
        return lead
    lead = await change.load(Lead, key)
    if lead.status is not LeadStatus.INVALID:
        raise not_found("id")
    change.require("lead.restore")
    if lead.restored_at is not None and change.now - lead.restored_at < timedelta(days=RESTORE_DAYS):
        raise Refusal("LEAD_RESTORED", ("id",), {"days": RESTORE_DAYS})
    await _still_alone(change, lead)
    lead.restored_at, lead.invalid_reason, lead.invalid_note = change.now, None, None
    was = {"was_owner": lead.owner_id, "was_department": lead.department_id}
    pool = await pool_to_return(change, LEADS, lead) if lead.pool_id else await pool_for_new(change, LEADS, lead.region)
    await disown(change, lead, "restored", pool_id=pool)
    await change.save("restored", **was)
    await unowned(change, lead)
    return lead


async def _still_alone(change: Change, lead: Lead) -> None:
    """Nobody is followed up twice because an old lead came back."""
    keys = {"mobile": lead.mobile, "email": lead.email}
    await hold_keys(change, keys)
    await alone(change, lead.id, keys)
