"""Tracking links: short addresses for posters, mails and advertisements, which tell what brought somebody."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from weir.catalog.declare import REQUIRED, FieldInfo, Kind, boolean, day, integer, link, string
from weir.catalog.registry import expose
from weir.db.record import Record, Row, Voidable


class TrackingLink(Record, Voidable, table=True):
    """A short address that leads to a page of ours and stamps campaign, channel and utm values on whoever follows it."""

    __tablename__ = "tracking_link"
    name: str = string("名称", "Name", REQUIRED, max_length=100, writable=True, searchable=True)
    code: str = string("短码", "Code", REQUIRED, max_length=30, unique=True)
    target_url: str = string("目标地址", "Leads to", REQUIRED, max_length=500, writable=True)
    campaign_id: UUID | None = link("市场活动", "Campaign", "campaign", writable=True)
    channel_id: UUID | None = link("渠道", "Channel", "channel", writable=True)
    utm_source: str | None = string("utm_source", "utm_source", max_length=100, writable=True)
    utm_medium: str | None = string("utm_medium", "utm_medium", max_length=100, writable=True)
    utm_campaign: str | None = string("utm_campaign", "utm_campaign", max_length=100, writable=True)
    utm_content: str | None = string("utm_content", "utm_content", max_length=100, writable=True)
    is_active: bool = boolean("启用", "Active", True, writable=True)


class LinkClick(Row, table=True):
    """How often a tracking link was followed on one day; nothing is kept of who did."""

    is_history = True
    __tablename__ = "link_click"
    title_field = "day"
    link_id: UUID = link("追踪链接", "Tracking link", "tracking_link", required=True, ondelete="CASCADE", index=False)
    day: date = day("日期", "Day", REQUIRED)
    times: int = integer("次数", "Times", 0)

    __table_args__ = (sa.UniqueConstraint("link_id", "day", name="uq_link_click_day"),)


expose(
    TrackingLink,
    zh="追踪链接",
    en="Tracking link",
    plural="trackingLinks",
    prefix="link",
    order=(("created_at", False),),
    derived={
        "path": (
            FieldInfo("短地址", "Path", Kind.STRING, description="The short address below the origin.", filterable=False,
                      sortable=False, groupable=False),
            "'/t/' || {a}.code",
        ),
    },
    reverse={"campaign_id": "links"},
)  # fmt: skip
expose(
    LinkClick,
    zh="点击",
    en="Clicks of a day",
    plural="linkClicks",
    prefix="click",
    order=(("day", True),),
    reverse={"link_id": "clicks"},
    root=False,
)
