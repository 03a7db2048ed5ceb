"""Companies we sell to, may sell to, or sell through."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from weir.catalog.declare import (
    REQUIRED,
    Labelled,
    boolean,
    choice,
    integer,
    link,
    moment,
    money,
    number,
    string,
    tags,
    text,
)
from weir.catalog.registry import expose
from weir.db.record import Owned, Record, Voidable


class AccountType(Labelled):
    """What a company is to us."""

    PROSPECT = "PROSPECT", "潜在客户", "Prospect"
    CUSTOMER = "CUSTOMER", "成交客户", "Customer"
    PARTNER = "PARTNER", "伙伴", "Partner"
    COMPETITOR = "COMPETITOR", "竞争对手", "Competitor"
    OTHER = "OTHER", "其他", "Other"


class AccountTier(Labelled):
    """How much of our time a company gets: the best few, then by worth."""

    VIP = "VIP", "VIP", "VIP"
    A = "A", "A 级", "A"
    B = "B", "B 级", "B"
    C = "C", "C 级", "C"


class Account(Record, Owned, Voidable, table=True):
    """A company. Accounts form a hierarchy through `parent`."""

    number: str = number("A", "account_number")
    name: str = string("名称", "Name", REQUIRED, writable=True, searchable=True)
    name_key: str = Field(default="", nullable=False, index=True, sa_column_kwargs={"server_default": ""})
    unified_credit_code: str | None = string(
        "统一社会信用代码", "Unified credit code", max_length=18, unique=True, writable=True
    )
    type: AccountType = choice("类型", "Type", AccountType, AccountType.PROSPECT, writable=True, index=True)
    tier: AccountTier | None = choice("客户等级", "Tier", AccountTier, writable=True, index=True)
    industry: str | None = string("行业", "Industry", max_length=100, index=True, writable=True)
    region: str | None = string("地区", "Region", max_length=100, index=True, writable=True)
    address: str | None = string("地址", "Address", max_length=300, writable=True)
    website: str | None = string("网站", "Website", max_length=300, writable=True)
    phone: str | None = string("电话", "Phone", max_length=40, writable=True, guard="contact_data")
    employees: int | None = integer("员工数", "Employees", writable=True)
    founded_year: int | None = integer("成立年份", "Founded in", writable=True)
    revenue: Decimal | None = money("年营收", "Annual revenue", currency="revenue_currency", writable=True)
    revenue_currency: str | None = Field(default=None, max_length=3, nullable=True)
    description: str | None = text("描述", "Description", writable=True)
    tags: list[str] = tags("标签", "Tags", writable=True)
    source: str | None = string("来源", "Source", max_length=100, writable=True)
    parent_id: UUID | None = link("上级公司", "Parent account", "account", writable=True)
    partner_id: UUID | None = link("渠道伙伴", "Partner", "account", writable=True)
    last_interaction_at: datetime | None = moment("最近互动", "Last interaction")
    do_not_contact: bool = boolean("请勿联系", "Do not contact", writable=True)

    __table_args__ = (
        sa.Index("ix_account_updated", "updated_at", "id"),
        sa.Index("ix_account_created", "created_at", "id"),
        sa.Index("ix_account_name_id", "name", "id"),
        sa.CheckConstraint("length(btrim(name)) > 0", name="named"),
        sa.CheckConstraint("parent_id is distinct from id", name="not_own_parent"),
    )


expose(Account, zh="客户", en="Account", plural="accounts", reverse={"parent_id": "children"})
