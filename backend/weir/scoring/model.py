"""How leads are scored: who fits us and who is engaged, as rules an administrator writes."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from weir.catalog.declare import boolean, integer, json, moment
from weir.catalog.registry import expose
from weir.db.record import Base, Record


class ScoreModel(Record, table=True):
    """The one model by which leads are scored; its `version` is the version of the rules.

    `fit` and `engagement` are lists of groups `{zh, en, cap, rules}`: a group gives its `cap` at most. A rule of fit is
    `{zh, en, points, condition}`, the condition a filter on leads as in `where`. A rule of engagement is
    `{zh, en, points, on, condition, page}` and counts every time it happened: `on` is TOUCH, ACTIVITY or MEMBER, with a filter on
    touches, activities or campaign members, or VISIT, with a part of the `page`'s address. Its points halve every `half_life_days`;
    with `handRaise` it hands the lead to sales by itself. The grade is A to C by fit, 1 to 3 by engagement.

    While `mql_is_active`, a lead that sales has not taken over is handed to it (MQL) when something happens with it and its fit and
    engagement have reached `mql_fit` and `mql_engagement`, or a hand was raised. What was before `mql_since` hands over nobody.

    While `intent_is_derived`, `intent_grid` (`{A1: HIGH …}`, all nine grades) says how much a lead wants to buy. What a person or a
    source said holds for `intent_hold_days` first; whoever raised a hand is HIGH for as long.
    """

    __tablename__ = "score_model"
    title_field = "version"
    fit: list[dict[str, Any]] = json("匹配度规则", "Rules of fit", writable=True)
    engagement: list[dict[str, Any]] = json("参与度规则", "Rules of engagement", writable=True)
    half_life_days: int = integer("半衰期(天)", "Half-life (days)", 30, writable=True, maximum=730)
    fit_a: int = integer("A 级起点", "A from", 70, writable=True, maximum=100)
    fit_b: int = integer("B 级起点", "B from", 40, writable=True, maximum=100)
    engagement_1: int = integer("1 级起点", "1 from", 60, writable=True, maximum=100)
    engagement_2: int = integer("2 级起点", "2 from", 30, writable=True, maximum=100)
    mql_is_active: bool = boolean("自动移交销售", "Hands over by itself", True, writable=True)
    mql_fit: int = integer("移交所需匹配度", "Fit to hand over", 50, writable=True, maximum=100)
    mql_engagement: int = integer("移交所需参与度", "Engagement to hand over", 50, writable=True, maximum=100)
    mql_since: datetime = moment("自动移交启用于", "Hands over since", now=True)

    intent_is_derived: bool = boolean("由评级得出意向", "Intent follows the grade", writable=True)
    intent_hold_days: int = integer("意向保持天数", "Intent holds (days)", 14, writable=True, maximum=365)
    intent_grid: dict[str, str] = json("评级对应的意向", "Intent by grade", default=dict, writable=True)

    __table_args__ = (
        sa.Index("uq_score_model_one", sa.text("(true)"), unique=True),
        sa.CheckConstraint("half_life_days >= 1", name="fades"),
        sa.CheckConstraint("fit_a > fit_b and engagement_1 > engagement_2", name="in_order"),
    )


class LeadToScore(Base, table=True):
    """A note that something happened with a lead; triggers write them, the job takes them. A lead may be noted many times."""

    __tablename__ = "lead_to_score"
    id: int | None = Field(
        default=None, sa_column=sa.Column(sa.BigInteger, sa.Identity(always=False), primary_key=True)
    )
    lead_id: UUID = Field(nullable=False)


expose(
    ScoreModel,
    zh="评分模型",
    en="Score model",
    plural="scoreModels",
    prefix="scoring",
    order=(("created_at", False),),
)
