"""The stays of a deal in its stages, and the fields of a deal that its stage decides."""

from datetime import datetime

from uuid_utils.compat import uuid7

from weir.changing.change import Change
from weir.deals.kinds import DealStatus, ProbabilitySource
from weir.deals.model import Deal
from weir.pipelines.model import Stage, StageType

# One statement, so that there is never a gap between two stays, nor two open ones; the old one is closed first.
VISIT = """
with closed as (
    update stage_visit set exited_at = %(at)s where deal_id = %(deal)s and exited_at is null returning id)
insert into stage_visit (id, deal_id, from_stage_id, stage_id, entered_at, exited_at, amount_at, probability_at, owner_id, actor_id,
    reason, is_skip, is_back, is_override, is_undo)
select %(id)s, %(deal)s, %(from)s::uuid, %(stage)s, %(at)s, %(exited_at)s::timestamptz, %(amount)s::numeric, %(probability)s,
    %(owner)s::uuid, %(actor)s::uuid, %(reason)s::text, %(skip)s, %(back)s, %(override)s, %(undo)s
from (select count(*) from closed) first
"""


def apply_stage(deal: Deal, target: Stage, closed_at: datetime | None) -> None:
    """The fields a stage decides. A manual probability stays while the deal is open."""
    deal.stage_id = target.id
    deal.status = DealStatus(target.type.value)
    if target.type is StageType.OPEN:
        if deal.probability_source is not ProbabilitySource.MANUAL:
            deal.probability = min(target.probability, 99)
        deal.closed_at = None
    else:
        deal.probability = 100 if target.type is StageType.WON else 0
        deal.probability_source = ProbabilitySource.STAGE
        deal.closed_at = closed_at
        deal.paused_until = None
    if not deal.forecast_overridden or target.type is not StageType.OPEN:
        deal.forecast_category = target.forecast_category
        deal.forecast_overridden = False
    deal.paused_days = 0


def visit(
    change: Change,
    deal: Deal,
    current: Stage | None,
    target: Stage,
    reason: str | None,
    *,
    at: datetime,
    skip: bool = False,
    back: bool = False,
    override: bool = False,
    undo: bool = False,
) -> None:
    """Closes the open stay of a deal and opens the next when the change is saved: no gap, no overlap. A closed stage is a stay
    without length.
    """
    if current is not None:
        at = max(at, deal.stage_entered_at)
    change.write(
        VISIT,
        {
            "id": uuid7(),
            "deal": deal.id,
            "from": current.id if current else None,
            "stage": target.id,
            "at": at,
            "exited_at": None if target.type is StageType.OPEN else at,
            "amount": deal.base_amount,
            "probability": deal.probability,
            "owner": deal.owner_id,
            "actor": change.viewer.user_id,
            "reason": reason,
            "skip": skip,
            "back": back,
            "override": override,
            "undo": undo,
        },
    )
    deal.stage_entered_at = at
