"""The stays of a deal in its stages: the history that funnels, dwell times and any past day are read from."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa

from weir.catalog.declare import REQUIRED, FieldInfo, Kind, boolean, decimal, integer, link, moment, text
from weir.catalog.registry import expose
from weir.db.record import Row

# Neither the stay that was undone nor the way back from it counts.
COUNTS = (
    "not {v}.is_undo and not exists (select 1 from stage_visit uv where uv.deal_id = {v}.deal_id and uv.is_undo"
    " and uv.entered_at = {v}.exited_at)"
)
STAYED = ["deal_id", "entered_at", "exited_at", "is_undo"]


class StageVisit(Row, table=True):
    """One stay of a deal in a stage. Append-only: visits of a deal never overlap and leave no gap until it closes."""

    is_history = True
    __tablename__ = "stage_visit"
    deal_id: UUID = link("商机", "Deal", "deal", required=True)
    from_stage_id: UUID | None = link("来自阶段", "From stage", "stage", index=False)
    stage_id: UUID = link("阶段", "Stage", "stage", required=True, index=False)
    entered_at: datetime = moment("进入时间", "Entered", REQUIRED)
    exited_at: datetime | None = moment("离开时间", "Left")
    amount_at: Decimal | None = decimal("当时金额", "Amount then", None, guard="deal_amount")
    probability_at: int = integer("当时概率", "Probability then", 0)
    owner_id: UUID | None = link("当时负责人", "Owner then", "user", index=False)
    actor_id: UUID | None = link("操作人", "By", "user", index=False)
    reason: str | None = text("原因", "Reason")
    is_skip: bool = boolean("跳过", "Skip")
    is_back: bool = boolean("后退", "Back")
    is_override: bool = boolean("强制", "Override")
    # The way back from a move that was undone: neither stay counts in a funnel.
    is_undo: bool = boolean("撤销", "Undo")

    __table_args__ = (
        # With what reports ask of a stay, so that they need not go through the stays themselves.
        sa.Index("ix_stage_visit_stage_id", "stage_id", postgresql_include=STAYED),
        # Undone stays are few, and looked for beside every stay that is counted.
        sa.Index("ix_stage_visit_undone", "deal_id", "entered_at", postgresql_where=sa.text("is_undo")),
        sa.Index("ix_stage_visit_open", "deal_id", unique=True, postgresql_where=sa.text("exited_at is null")),
        sa.CheckConstraint("exited_at >= entered_at", name="ordered"),
    )


expose(
    StageVisit,
    zh="阶段历史",
    en="Stage visit",
    plural="stageVisits",
    order=(("entered_at", True),),
    derived={
        "days": (
            FieldInfo("停留(天)", "Days", Kind.DECIMAL, description="How long it stayed; empty while it is there."),
            "round((extract(epoch from {a}.exited_at - {a}.entered_at) / 86400)::numeric, 2)",
        ),
    },
    reverse={"deal_id": "stageVisits"},
)
