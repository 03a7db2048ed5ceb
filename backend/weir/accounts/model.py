"""Companies we sell to, may sell to, or sell through."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field
from sqlmodel.sql.sqltypes import UTCDateTime

from weir.catalog.declare import (
    REQUIRED,
    FieldInfo,
    Kind,
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
from weir.db.record import Customizable, Owned, Record, Voidable


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


class AccountLock(Labelled):
    """What keeps an account from going back to its pool, the strongest first."""

    DEAL = "DEAL", "商机锁定", "Open deals"
    PROTECT = "PROTECT", "保护期", "Protection"
    MANUAL = "MANUAL", "手动锁定", "Locked by hand"


class Account(Record, Owned, Voidable, Customizable, table=True):
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
    pool_id: UUID | None = link("客户公海", "Account pool", "account_pool")
    pooled_at: datetime | None = moment("进入公海", "In the pool since", guard="lead_wait")
    owner_since: datetime | None = moment("归属起始", "Owner since", guard="lead_wait")
    last_follow_up_at: datetime | None = moment("最近跟进", "Last follow-up")
    protected_until: datetime | None = moment("保护至", "Protected until", guard="account_clock")
    is_locked: bool = boolean("锁定", "Locked", guard="account_clock")
    recycle_due_at: datetime | None = moment("回收时间", "Goes back to the pool", guard="account_clock")
    claim_count: int = integer("领取次数", "Times claimed", 0, guard="lead_wait", measured=False)
    return_count: int = integer("退回次数", "Times returned", 0, guard="lead_wait", measured=False)
    recycle_count: int = integer("回收次数", "Times recycled", 0, guard="lead_wait", measured=False)
    # Kept by the trigger `account_deals`: the clock looks at this row alone.
    open_deals: int = Field(default=0, nullable=False, sa_column_kwargs={"server_default": "0"})
    last_won_at: datetime | None = Field(default=None, sa_type=UTCDateTime, nullable=True)
    # As of leads: whatever moves the clock but a new owner leaves a day, and the reminder told last. The trigger `account_clock` keeps it.
    recycle_not_before: datetime | None = Field(default=None, sa_type=UTCDateTime, nullable=True)
    reminded_for: datetime | None = Field(default=None, sa_type=UTCDateTime, nullable=True)
    reminded_days: int | None = Field(default=None, nullable=True)

    __table_args__ = (
        sa.Index("ix_account_updated", "updated_at", "id"),
        sa.Index("ix_account_created", "created_at", "id"),
        sa.Index("ix_account_name_id", "name", "id"),
        sa.Index("ix_account_waiting", "pool_id", "pooled_at", "id", postgresql_where=sa.text("owner_id is null")),
        sa.Index("ix_account_due", "recycle_due_at", postgresql_where=sa.text("recycle_due_at is not null")),
        sa.CheckConstraint("length(btrim(name)) > 0", name="named"),
        sa.CheckConstraint("parent_id is distinct from id", name="not_own_parent"),
    )


LOCKED = """case when {a}.owner_id is null then null when {a}.open_deals > 0 and exists (select 1 from account_pool k
        where k.id = {a}.pool_id and k.exempts_open_deals) then 'DEAL'
    when {a}.protected_until > now() then 'PROTECT' when {a}.is_locked then 'MANUAL' end"""

expose(
    Account,
    zh="客户",
    en="Account",
    plural="accounts",
    derived={
        "locked_by": (
            FieldInfo("锁定类型", "Kept by", Kind.ENUM, enum=AccountLock, guard="account_clock",
                      description="What keeps the account from going back to its pool; null when nothing does."),
            LOCKED,
        ),
    },
    reverse={"parent_id": "children", "pool_id": "accounts"},
)  # fmt: skip
