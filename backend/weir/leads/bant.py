"""BANT: what sales must know before a lead is sales qualified, each item with the activity it was learned from."""

from typing import Any

from sqlmodel import select

from weir.activities.model import Activity
from weir.catalog.ids import key_of
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.changing.cleaning import clean
from weir.errors import Refusal
from weir.leads.actions import open_lead
from weir.leads.evidence import VALUES, LeadEvidence, has_value
from weir.leads.kinds import BantItem
from weir.leads.model import Lead


async def confirm_bant(change: Change, given: dict[str, Any]) -> Lead:
    """Settles one item: what was learned, and the activity about this lead it was learned in."""
    lead = await open_lead(change, given)
    item = BantItem(given["item"])
    named = {name: given[name] for name in VALUES[item] if name in given}
    for column, value in (await clean(change, object_of(Lead), named, row=lead)).items():
        setattr(lead, column, value)
    if not has_value(lead, item):
        raise Refusal("BANT_VALUE", (VALUES[item][0],), {"item": (item.zh, item.en), "what": _NEEDED[item]})
    activity = await change.see(Activity, key_of(given["activityId"], "activity"), "activityId")
    if activity.lead_id != lead.id:
        raise Refusal("BANT_OTHER", ("activityId",))
    row = await _evidence(change, lead, item) or change.add(
        LeadEvidence(lead_id=lead.id, item=item, activity_id=activity.id)
    )
    row.activity_id, row.confirmed_by_id = activity.id, change.viewer.user_id
    lead.updated_at = change.now
    await change.save("bant_confirmed")
    return lead


async def clear_bant(change: Change, given: dict[str, Any]) -> Lead:
    """Takes the confirmation of one item back; its value stays."""
    lead = await open_lead(change, given)
    item = BantItem(given["item"])
    if row := await _evidence(change, lead, item):
        await change.session.delete(row)
        change.record(LeadEvidence, row.id, "removed", {"item": [item.value, None]})
        lead.updated_at = change.now
    await change.save("bant_cleared")
    return lead


_NEEDED = {
    BantItem.BUDGET: ("填写预算金额，或勾选已批准", "give the amount, or say that it is approved"),
    BantItem.AUTHORITY: ("采购角色须为决策者或出资者", "the buying role is decision maker or economic buyer"),
    BantItem.NEED: ("至少写一个问题", "name one problem at least"),
    BantItem.TIMELINE: ("填写计划采购日期", "give the day they plan to buy by"),
}


async def _evidence(change: Change, lead: Lead, item: BantItem) -> LeadEvidence | None:
    query = select(LeadEvidence).where(LeadEvidence.lead_id == lead.id, LeadEvidence.item == item)
    return (await change.session.exec(query)).first()  # type: ignore[attr-defined, no-any-return]
