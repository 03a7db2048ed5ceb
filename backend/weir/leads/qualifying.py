"""From marketing to sales: hand off, accept or reject, sales qualified with all of BANT, and how much they want to buy."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.errors import Refusal
from weir.leads.actions import open_lead, unowned
from weir.leads.evidence import missing_items
from weir.leads.intent import stated
from weir.leads.kinds import HandoffReason, IntentLevel, LeadInvalidReason, LeadStage, LeadStatus, MqlCause
from weir.leads.model import Lead
from weir.leads.moving import invalidate
from weir.leads.pooling import LEADS
from weir.pools.protecting import shield

AGAIN_DAYS = 30
# What makes a lead invalid that sales will not take; the others go back to be nurtured.
INVALID = {
    HandoffReason.BAD_DATA: (LeadInvalidReason.OTHER, "数据有误 (bad data)"),
    HandoffReason.DUPLICATE: (LeadInvalidReason.DUPLICATE, None),
}
SINCE = """select exists (select 1 from lead_touch where lead_id = :lead and at > :since and not is_first)
    or exists (select 1 from activity where lead_id = :lead and created_at > :since and direction = 'INBOUND' and deleted_at is null)"""


async def hand_off_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Marketing says that sales should work this lead now (MQL). Sales accepts or rejects it."""
    lead = await open_lead(change, given)
    change.require("lead.hand_off")
    if lead.stage is not LeadStage.RAW:
        raise Refusal("LEAD_STAGE", ("id",), {"stage": (lead.stage.zh, lead.stage.en)})
    if lead.rejected_at and change.now - lead.rejected_at < timedelta(days=AGAIN_DAYS):
        values = {"lead": lead.id, "since": lead.rejected_at}
        if not (await change.session.execute(sa.text(SINCE), values)).scalar():
            raise Refusal("LEAD_REJECTED", ("id",), {"days": AGAIN_DAYS})
    await become_mql(change, lead, MqlCause.PERSON)
    return lead


async def become_mql(change: Change, lead: Lead, cause: MqlCause) -> None:
    """Hands a lead that is loaded to sales: its clock runs until sales has answered. One that was nurtured is to be worked again."""
    lead.stage, lead.mql_at, lead.mql_cause, lead.accepted_at = LeadStage.MQL, change.now, cause, None
    ripened = lead.status is LeadStatus.NURTURING
    if ripened:
        lead.status = LeadStatus.UNASSIGNED if lead.owner_id is None else LeadStatus.PENDING
    await change.save("handed_off")
    if ripened:
        await unowned(change, lead)


async def accept_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Sales takes the lead over: from now on it is theirs to work, marketing reads along."""
    lead = await _awaiting(change, given)
    lead.accepted_at = change.now
    if lead.status in (LeadStatus.PENDING, LeadStatus.WORKING):
        # Nobody takes it away at once; with no room for one more it is accepted all the same.
        await shield(change, LEADS, lead)
    await change.save("accepted")
    return lead


async def reject_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Sales does not take the lead over, with a reason: it goes back to be nurtured, or out when it is no lead at all."""
    lead = await _awaiting(change, given)
    reason, note = HandoffReason(given["reason"]), tidy(given.get("note") or "")[:500] or None
    if reason is HandoffReason.OTHER and not note:
        raise Refusal("REASON_NEEDED", ("note",), {"what": ("退回市场", "the rejection")})
    lead.stage, lead.rejected_at, lead.reject_reason = LeadStage.RAW, change.now, reason
    if reason in INVALID:
        why, text = INVALID[reason]
        invalidate(lead, why, note or text)
    else:
        lead.status = LeadStatus.NURTURING
    await change.save("rejected")
    return lead


async def _awaiting(change: Change, given: dict[str, Any]) -> Lead:
    """A lead that marketing has handed off and sales has not answered for."""
    lead = await open_lead(change, given)
    change.require("lead.accept")
    if lead.stage is not LeadStage.MQL or lead.accepted_at is not None:
        raise Refusal("LEAD_NOT_AWAITING", ("id",))
    return lead


async def qualify_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Sales qualified (SQL): only with all four BANT items, each with its value and its evidence."""
    lead = await open_lead(change, given, LeadStatus.PENDING, LeadStatus.WORKING)
    change.require("lead.accept")
    if lead.stage is LeadStage.SQL:
        return lead
    if missing := await missing_items(change, lead):
        names = ("、".join(one.zh for one in missing), ", ".join(one.en.lower() for one in missing))
        raise Refusal("BANT_MISSING", ("id",), {"missing": names})
    lead.stage, lead.sql_at = LeadStage.SQL, change.now
    lead.accepted_at = lead.accepted_at or change.now
    await change.save("qualified")
    return lead


async def set_lead_intent(change: Change, given: dict[str, Any]) -> Lead:
    """Says how much they want to buy, or says it again: from now on it holds. With no intent the grade may say it, where it does."""
    lead = await open_lead(change, given)
    level = given.get("intent")
    if (said := IntentLevel(level) if level else None) is not lead.intent:
        lead.intent, lead.intent_since = said, None
    stated(change, lead)
    await change.save("updated")
    return lead
