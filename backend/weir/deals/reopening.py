"""Opening a closed deal again."""

from collections.abc import Awaitable, Callable
from typing import Any

import sqlalchemy as sa
from sqlmodel import select

from weir.catalog.ids import encode, key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy_lines
from weir.deals.kinds import DealStatus
from weir.deals.model import Deal
from weir.deals.moving import opening_stage, stage_of
from weir.deals.places import rank_in
from weir.deals.visit_model import StageVisit
from weir.deals.visits import apply_stage, visit
from weir.errors import Refusal
from weir.pipelines.model import Stage, StageType

MIN_REOPEN_REASON = 10
# Rooms above lend what keeps a won deal closed: each raises a `Refusal`.
KEEPS_CLOSED: list[Callable[[Change, Deal], Awaitable[None]]] = []


async def reopen_deal(change: Change, given: dict[str, Any]) -> Deal:
    """Opens a closed deal again; the old closing stays in its history. Needs the right and a reason of 10 characters."""
    deal = await change.load(Deal, key_of(given["id"], "deal"), version=given["version"])
    change.require("deal.reopen")
    reason = tidy_lines(given.get("reason") or "")
    if len(reason) < MIN_REOPEN_REASON:
        raise Refusal("REASON_TOO_SHORT", ("reason",), {"min": MIN_REOPEN_REASON})
    if deal.status is DealStatus.OPEN:
        raise Refusal("DEAL_OPEN", ("id",))
    await may_open(change, deal)
    current = await stage_of(change, deal.stage_id)
    if given.get("stageId"):
        target = await stage_of(change, key_of(given["stageId"], "stage"), "stageId")
    else:
        query = (
            select(StageVisit.stage_id)
            .join(Stage, Stage.id == StageVisit.stage_id)  # type: ignore[arg-type]
            .where(StageVisit.deal_id == deal.id, Stage.type == StageType.OPEN, Stage.deleted_at.is_(None))  # type: ignore[union-attr]
            .order_by(sa.desc(StageVisit.entered_at), sa.desc(StageVisit.id))  # type: ignore[call-overload]
        )
        last = (await change.session.exec(query)).first()  # type: ignore[attr-defined]
        target = await stage_of(change, last) if last else await opening_stage(change, deal.pipeline_id)
    if target.pipeline_id != deal.pipeline_id or target.type is not StageType.OPEN:
        raise Refusal("OTHER_PIPELINE", ("stageId",))
    visit(change, deal, current, target, reason, at=change.now, back=True)
    deal.won_reason = deal.lost_reason = None
    apply_stage(deal, target, None)
    deal.rank = await rank_in(change, deal, target)
    await change.save("reopened", stage=encode("stage", target.id))
    return deal


async def may_open(change: Change, deal: Deal) -> None:
    """Raises `Refusal` when what came of winning a deal stands against opening it again."""
    if deal.status is DealStatus.WON:
        for stands_against in KEEPS_CLOSED:
            await stands_against(change, deal)
