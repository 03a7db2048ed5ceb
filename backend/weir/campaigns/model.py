"""Campaigns: what marketing does to be found, what it costs, whom it reached; and the channels people come by."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from weir.catalog.declare import (
    REQUIRED,
    FieldInfo,
    Kind,
    Labelled,
    boolean,
    choice,
    day,
    decimal,
    integer,
    link,
    moment,
    money,
    number,
    string,
    text,
)
from weir.catalog.registry import expose
from weir.db.record import Record, Voidable


class CampaignType(Labelled):
    """What kind of effort it is."""

    WEBINAR = "WEBINAR", "线上研讨会", "Webinar"
    SEMINAR = "SEMINAR", "线下研讨会", "Seminar"
    TRADE_SHOW = "TRADE_SHOW", "行业展会", "Trade show"
    DOWNLOAD = "DOWNLOAD", "资料下载", "Download"
    ADVERTISING = "ADVERTISING", "广告投放", "Advertising"
    MAILING = "MAILING", "邮件营销", "Mailing"
    SOCIAL = "SOCIAL", "社交媒体", "Social media"
    REFERRAL = "REFERRAL", "转介绍", "Referral"
    OTHER = "OTHER", "其他", "Other"


class CampaignStatus(Labelled):
    """How far it is."""

    PLANNED = "PLANNED", "计划中", "Planned"
    ACTIVE = "ACTIVE", "进行中", "Active"
    COMPLETED = "COMPLETED", "已结束", "Completed"
    CANCELLED = "CANCELLED", "已取消", "Cancelled"


class MemberStatus(Labelled):
    """How far somebody went along with a campaign."""

    INVITED = "INVITED", "已邀请", "Invited"
    REGISTERED = "REGISTERED", "已报名", "Registered"
    ATTENDED = "ATTENDED", "已参加", "Attended"
    RESPONDED = "RESPONDED", "已响应", "Responded"
    DECLINED = "DECLINED", "已谢绝", "Declined"


class Channel(Record, Voidable, table=True):
    """A way by which people come to us, such as trade shows; a tree, so that figures can be summed at each level."""

    title_field = "name_zh"
    code: str = string("代码", "Code", REQUIRED, max_length=40, unique=True, writable=True)
    name_zh: str = string("中文名", "Chinese name", REQUIRED, max_length=100, writable=True)
    name_en: str = string("英文名", "English name", REQUIRED, max_length=100, writable=True)
    parent_id: UUID | None = link("上级渠道", "Above", "channel", writable=True)
    position: int = integer("顺序", "Position", 0, writable=True)
    is_active: bool = boolean("启用", "Active", True, writable=True)


class Campaign(Record, Voidable, table=True):
    """One marketing effort: a webinar, a fair, an advertisement."""

    number: str = number("M", "campaign_number")
    name: str = string("名称", "Name", REQUIRED, writable=True, searchable=True)
    type: CampaignType = choice("类型", "Type", CampaignType, CampaignType.OTHER, writable=True)
    status: CampaignStatus = choice("状态", "Status", CampaignStatus, CampaignStatus.PLANNED, index=True, writable=True)
    channel_id: UUID | None = link("渠道", "Channel", "channel", writable=True)
    starts_on: date | None = day("开始日期", "Starts", writable=True)
    ends_on: date | None = day("结束日期", "Ends", writable=True)
    budget: Decimal | None = money("预算", "Budget", currency="budget_currency", writable=True)
    budget_currency: str | None = Field(default=None, max_length=3, nullable=True)
    expected_leads: int | None = integer("预期线索数", "Leads expected", writable=True)
    description: str | None = text("说明", "Description", writable=True)
    owner_id: UUID | None = link("负责人", "Owner", "user", writable=True)

    __table_args__ = (
        sa.Index("ix_campaign_updated", "updated_at", "id"),
        sa.CheckConstraint("length(btrim(name)) > 0", name="named"),
        sa.CheckConstraint("ends_on >= starts_on", name="in_order"),
        sa.CheckConstraint("budget >= 0", name="budget_not_negative"),
    )


class CampaignCost(Record, table=True):
    """What a campaign cost on one day. `base_spent` is the same in the organisation's currency at that day's rate."""

    __tablename__ = "campaign_cost"
    title_field = "note"
    campaign_id: UUID = link("市场活动", "Campaign", "campaign", required=True)
    day: date = day("日期", "Day", REQUIRED)
    spent: Decimal | None = money("花费", "Spent", currency="currency")
    currency: str = Field(default="CNY", max_length=3, sa_column_kwargs={"server_default": "CNY"})
    fx_rate: Decimal = decimal("汇率", "Rate", REQUIRED, places=8, measured=False)
    base_spent: Decimal = decimal("本位币花费", "Spent in the organisation's currency", REQUIRED, is_amount=True)
    note: str | None = string("备注", "Note", max_length=200)

    __table_args__ = (sa.CheckConstraint("spent is not null and spent >= 0", name="not_negative"),)


class CampaignMember(Record, table=True):
    """Somebody a campaign reached: a lead, a contact, or a lead that has become the contact."""

    __tablename__ = "campaign_member"
    title_field = "status"
    campaign_id: UUID = link("市场活动", "Campaign", "campaign", required=True)
    lead_id: UUID | None = link("线索", "Lead", "lead", ondelete="CASCADE")
    contact_id: UUID | None = link("联系人", "Contact", "contact", ondelete="CASCADE")
    status: MemberStatus = choice("成员状态", "Member status", MemberStatus, MemberStatus.INVITED)
    status_at: datetime = moment("状态时间", "Since", now=True)
    is_automatic: bool = boolean("自动加入", "Joined by what they did")

    __table_args__ = (
        sa.CheckConstraint("num_nonnulls(lead_id, contact_id) > 0", name="somebody"),
        sa.UniqueConstraint("campaign_id", "lead_id", name="uq_campaign_member_lead"),
        sa.UniqueConstraint("campaign_id", "contact_id", name="uq_campaign_member_contact"),
    )


expose(
    Channel,
    zh="渠道",
    en="Channel",
    plural="channels",
    order=(("position", False),),
    derived={
        "name": (
            FieldInfo("名称", "Name", Kind.STRING, description="The name in the viewer's language."),
            "case when %(v_zh)s then {a}.name_zh else {a}.name_en end",
        )
    },
    reverse={"parent_id": "children"},
)
expose(
    Campaign,
    zh="市场活动",
    en="Campaign",
    plural="campaigns",
    reverse={"channel_id": "campaigns"},
)
expose(
    CampaignCost,
    zh="活动花费",
    en="Campaign cost",
    plural="campaignCosts",
    order=(("day", False),),
    reverse={"campaign_id": "costs"},
)
expose(
    CampaignMember,
    zh="活动成员",
    en="Campaign member",
    plural="campaignMembers",
    prefix="member",
    order=(("status_at", True),),
    reverse={"campaign_id": "members", "lead_id": "memberships", "contact_id": "memberships"},
)
