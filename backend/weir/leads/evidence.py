"""The proof of BANT: the activity in which sales learned each item, and what of the four is still missing."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import select

from weir.activities.model import Activity
from weir.catalog.declare import REQUIRED, FieldInfo, Kind, choice, link
from weir.catalog.registry import CatalogField, expose, object_of
from weir.changing.change import Change
from weir.db.record import Record
from weir.deals.kinds import BuyingRole
from weir.leads.kinds import BantItem
from weir.leads.model import Lead

DECIDERS = (BuyingRole.DECISION_MAKER, BuyingRole.ECONOMIC)
# The fields of a lead an item is made of.
VALUES: dict[BantItem, tuple[str, ...]] = {
    BantItem.BUDGET: ("budget", "budgetApproved"),
    BantItem.AUTHORITY: ("buyingRole",),
    BantItem.NEED: ("problems",),
    BantItem.TIMELINE: ("purchaseBy",),
}


class LeadEvidence(Record, table=True):
    """The activity in which sales learned one BANT item."""

    __tablename__ = "lead_evidence"
    title_field = "item"
    lead_id: UUID = link("线索", "Lead", "lead", required=True, ondelete="CASCADE")
    item: BantItem = choice("BANT 项", "BANT item", BantItem, REQUIRED)
    activity_id: UUID = link("依据", "Activity", "activity", required=True)
    confirmed_by_id: UUID | None = link("确认人", "Confirmed by", "user", index=False)

    __table_args__ = (sa.UniqueConstraint("lead_id", "item", name="uq_lead_evidence_item"),)


def has_value(lead: Lead, item: BantItem) -> bool:
    """Whether the lead says anything that settles the item."""
    if item is BantItem.BUDGET:
        return lead.budget is not None or lead.budget_approved
    if item is BantItem.AUTHORITY:
        return lead.buying_role in DECIDERS
    return bool(lead.problems) if item is BantItem.NEED else lead.purchase_by is not None


CONFIRMED = """(select count(*) from lead_evidence le join activity la on la.id = le.activity_id and la.deleted_at is null
    where le.lead_id = {a}.id and case le.item
        when 'BUDGET' then {a}.budget is not null or {a}.budget_approved
        when 'AUTHORITY' then coalesce({a}.buying_role in ('DECISION_MAKER', 'ECONOMIC'), false)
        when 'NEED' then cardinality({a}.problems) > 0
        else {a}.purchase_by is not null end)::int"""

expose(
    LeadEvidence,
    zh="BANT 依据",
    en="BANT evidence",
    plural="leadEvidence",
    prefix="evidence",
    order=(("created_at", False),),
    reverse={"lead_id": "evidence"},
    root=False,
)
object_of(Lead).fields["bant_confirmed"] = CatalogField(
    "bant_confirmed",
    FieldInfo(
        "BANT 已确认", "BANT confirmed", Kind.INT, description="How many of the four items have value and evidence."
    ),
    f"({CONFIRMED})",
)


async def missing_items(change: Change, lead: Lead) -> list[BantItem]:
    """The items that lack their value or their evidence."""
    query = (
        select(LeadEvidence.item)
        .join(Activity, Activity.id == LeadEvidence.activity_id)  # type: ignore[arg-type]
        .where(LeadEvidence.lead_id == lead.id, Activity.deleted_at.is_(None))  # type: ignore[union-attr]
    )
    proven = set((await change.session.exec(query)).all())  # type: ignore[attr-defined]
    return [item for item in BantItem if item not in proven or not has_value(lead, item)]
