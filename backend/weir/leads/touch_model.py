"""Touches: each time a lead came to us."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from weir.catalog.declare import boolean, json, link, moment, string, text
from weir.catalog.registry import expose
from weir.db.record import Row


class LeadTouch(Row, table=True):
    """One time a lead came to us. The first is never written over; every further one is kept."""

    is_history = True
    __tablename__ = "lead_touch"
    title_field = "source"
    lead_id: UUID = link("线索", "Lead", "lead", required=True, ondelete="CASCADE")
    is_first: bool = boolean("首次", "First")
    at: datetime = moment("时间", "Time", now=True)
    source: str | None = string("来源", "Source", max_length=100)
    source_detail: str | None = string("来源明细", "Source detail", max_length=300)
    channel_id: UUID | None = link("渠道", "Channel", "channel")
    campaign_id: UUID | None = link("市场活动", "Campaign", "campaign")
    tracking_link_id: UUID | None = link("追踪链接", "Tracking link", "tracking_link")
    utm: dict[str, Any] = json("追踪参数", "Tracking values", default=dict)
    visits: list[dict] = json("浏览记录", "Pages seen before")  # type: ignore[type-arg]
    company_name: str | None = string("公司", "Company")
    name: str | None = string("姓名", "Name", max_length=100)
    note: str | None = text("内容", "What was said")
    by_id: UUID | None = link("录入人", "Entered by", "user", index=False)

    __table_args__ = (sa.Index("ix_lead_touch_first", "lead_id", unique=True, postgresql_where=sa.text("is_first")),)


expose(
    LeadTouch,
    zh="触达",
    en="Touch",
    plural="leadTouches",
    prefix="touch",
    order=(("at", False),),
    reverse={"lead_id": "touches", "campaign_id": "touches", "tracking_link_id": "touches"},
    root=False,
)
