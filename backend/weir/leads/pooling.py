"""What of pools is of leads alone: how they wait, what counts as held, which clocks go for them."""

from typing import Any
from uuid import UUID

from weir.access.matrix import grants_of
from weir.activities.model import NotificationKind
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.records import own
from weir.errors import Refusal
from weir.leads.kinds import LeadStatus
from weir.leads.model import Lead
from weir.pools.holding import Holding, register
from weir.pools.places import pool_of


def _accepted(change: Change, lead: Lead) -> None:
    """Sales accepts what it claims."""
    lead.accepted_at = lead.accepted_at or change.now


async def disown(
    change: Change, lead: Lead, cause: str, reason: str | None = None, *, pool_id: UUID | None = None
) -> None:
    """Takes a lead from its owner: it waits in the pool, and their department keeps it in sight."""
    department = lead.department_id
    await own(change, lead, None, cause, reason)
    lead.department_id, lead.pool_id = department, pool_id


LEADS = register(
    Holding(
        name="lead",
        one=("这条线索", "this lead"),
        some=("条线索", "leads"),
        place=("线索池", "the pool"),
        waiting=("待领取的线索", "leads that wait"),
        home="weir_home_pool",
        adopts="{a}.status in ('PENDING', 'WORKING', 'NURTURING')",
        runs="{a}.status in ('PENDING', 'WORKING')",
        high="{a}.intent = 'HIGH'",
        low="{a}.intent = 'LOW'",
        protected="{a}.protected_until",
        won="null",
        same="(select {a}.id union all select m.id from lead m where m.merged_into_id = {a}.id)",
        no_result="NO_CONVERSION",
        recycles=NotificationKind.LEAD_RECYCLES,
        recycled=NotificationKind.LEAD_RECYCLED,
        receives=lambda roles: any("update" in grant.actions for grant in grants_of(roles, "lead")),
        taken=_accepted,
        disown=disown,
    )
)


async def move_lead_to_pool(change: Change, given: dict[str, Any]) -> Lead:
    """Puts a lead nobody has into another pool, or out of all of them."""
    lead = await change.load(Lead, key_of(given["id"], "lead"), version=given["version"])
    change.require("lead.assign")
    if lead.owner_id is not None or lead.status is not LeadStatus.UNASSIGNED:
        raise Refusal("LEAD_STATUS", ("id",), {"status": (lead.status.zh, lead.status.en)})
    pool, was = given.get("poolId"), lead.pool_id
    lead.pool_id = None if pool is None else await pool_of(change, LEADS, pool)
    await change.save("moved_to_pool", was_pool=was)
    return lead
