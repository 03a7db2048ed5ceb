"""Saved views: a list or board as somebody wants to find it again, and with whom they share that."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from weir.catalog.declare import REQUIRED, FieldInfo, Kind, Labelled, boolean, choice, json, link, string
from weir.catalog.registry import expose
from weir.db.record import Base, Record


class ViewObject(Labelled):
    """What a view shows."""

    ACCOUNT = "ACCOUNT", "客户", "Accounts"
    CONTACT = "CONTACT", "联系人", "Contacts"
    DEAL = "DEAL", "商机", "Deals"
    CONTRACT = "CONTRACT", "合同", "Contracts"
    PAYMENT = "PAYMENT", "回款", "Payments"
    PAYMENT_PLAN = "PAYMENT_PLAN", "回款计划", "Payment plans"
    LEAD = "LEAD", "线索", "Leads"
    CAMPAIGN = "CAMPAIGN", "市场活动", "Campaigns"
    TASK = "TASK", "任务", "Tasks"
    BOARD = "BOARD", "商机看板", "Deal board"
    LEAD_BOARD = "LEAD_BOARD", "线索看板", "Lead board"


class SavedView(Record, table=True):
    """A list or board with its filter, sort and columns. It holds no rows: everybody who opens it sees their own."""

    __tablename__ = "saved_view"
    object: ViewObject = choice("对象", "Object", ViewObject, REQUIRED, index=True)
    name: str = string("名称", "Name", REQUIRED, max_length=80, writable=True)
    definition: dict[str, Any] = json("定义", "Definition", default=dict, writable=True)
    owner_id: UUID | None = link("创建人", "Owner", "user")
    shared_with_all: bool = boolean("共享给所有人", "Shared with everyone", writable=True)

    __table_args__ = (sa.CheckConstraint("length(btrim(name)) > 0", name="named"),)


class ViewShare(Record, table=True):
    """Lets a person or every member of a team open a view."""

    __tablename__ = "view_share"
    title_field = "created_at"
    saved_view_id: UUID = link("视图", "View", "saved_view", required=True, ondelete="CASCADE")
    user_id: UUID | None = link("用户", "User", "user")
    team_id: UUID | None = link("团队", "Team", "team")

    __table_args__ = (sa.CheckConstraint("num_nonnulls(user_id, team_id) = 1", name="one_receiver"),)


class DefaultView(Base, table=True):
    """The view a person's list or board opens with."""

    __tablename__ = "default_view"
    user_id: UUID = Field(foreign_key="user.id", primary_key=True, ondelete="CASCADE")
    object: str = Field(primary_key=True, max_length=40)
    saved_view_id: UUID = Field(foreign_key="saved_view.id", nullable=False, index=True, ondelete="CASCADE")


expose(
    SavedView,
    zh="视图",
    en="View",
    plural="savedViews",
    prefix="view",
    order=(("name", False),),
    derived={
        "is_default": (
            FieldInfo("我的默认视图", "My default", Kind.BOOL, groupable=False),
            "exists (select 1 from default_view dv where dv.saved_view_id = {a}.id and dv.user_id = %(v_user)s)",
        ),
        "is_shared": (
            FieldInfo("已共享", "Shared", Kind.BOOL),
            "{a}.shared_with_all or exists (select 1 from view_share sv where sv.saved_view_id = {a}.id)",
        ),
    },
)
expose(
    ViewShare,
    zh="视图共享",
    en="View share",
    plural="viewShares",
    prefix="viewshare",
    order=(("created_at", False),),
    reverse={"saved_view_id": "shares"},
    root=False,
)
