"""The pools: who may see and claim the leads and the accounts that nobody has, and under which rules they are had."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from weir.catalog.declare import boolean, integer, link
from weir.catalog.registry import expose
from weir.db.record import Base, Record, Voidable
from weir.pools.rules import Membership, PoolRules, constraints, standing


class LeadPool(Record, Voidable, PoolRules, table=True):
    """A shared holding of leads without an owner. A lead with an owner stays under the rules of the pool it would go back to."""

    __tablename__ = "lead_pool"
    is_overflow: bool = boolean("溢出线索池", "Takes what nobody can get", writable=True)
    no_follow_up_days_high: int = integer("高意向未跟进天数", "The same, high intent", 3, writable=True, maximum=365)
    no_follow_up_days_low: int = integer("低意向未跟进天数", "The same, low intent", 45, writable=True, maximum=365)
    no_conversion_days: int = integer("未转换天数", "Days without conversion", 60, writable=True, maximum=1000)
    target_pool_id: UUID | None = link("退回到", "Goes back to", "lead_pool", writable=True)

    __table_args__ = (
        *constraints("lead_pool"),
        sa.Index("ix_lead_pool_overflow", "is_overflow", unique=True, postgresql_where=sa.text("is_overflow and deleted_at is null")),
    )  # fmt: skip


class LeadPoolMember(Base, Membership, table=True):
    """Who sees a lead pool and claims from it."""

    __tablename__ = "lead_pool_member"
    pool_id: UUID = Field(foreign_key="lead_pool.id", index=True, ondelete="CASCADE")

    __table_args__ = (sa.CheckConstraint("num_nonnulls(user_id, team_id, department_id) = 1", name="one_member"),)


class AccountPool(Record, Voidable, PoolRules, table=True):
    """A shared holding of accounts without an owner. An account with an owner stays under the rules of the pool it would go back to."""

    __tablename__ = "account_pool"
    no_follow_up_days_high: int = integer(
        "VIP、A 级未跟进天数", "The same, tiers VIP and A", 15, writable=True, maximum=365
    )
    no_follow_up_days_low: int = integer("C 级未跟进天数", "The same, tier C", 60, writable=True, maximum=365)
    no_conversion_days: int = integer("未成交天数", "Days without a won deal", 180, writable=True, maximum=1000)
    exempts_open_deals: bool = boolean("有进行中商机不回收", "Open deals keep an account", True, writable=True)
    exempt_won_days: int = integer("成交后不回收天数", "A won deal keeps it (days)", 365, writable=True, maximum=3650)
    counts_customers: bool = boolean("持有上限计入成交客户", "Customers count as held", writable=True)
    target_pool_id: UUID | None = link("退回到", "Goes back to", "account_pool", writable=True)

    __table_args__ = constraints("account_pool")


class AccountPoolMember(Base, Membership, table=True):
    """Who sees an account pool and claims from it."""

    __tablename__ = "account_pool_member"
    pool_id: UUID = Field(foreign_key="account_pool.id", index=True, ondelete="CASCADE")

    __table_args__ = (sa.CheckConstraint("num_nonnulls(user_id, team_id, department_id) = 1", name="one_member"),)


expose(
    LeadPool,
    zh="线索池",
    en="Lead pool",
    plural="leadPools",
    prefix="pool",
    order=(("position", False),),
    derived=standing("lead"),
)
expose(
    AccountPool,
    zh="客户公海",
    en="Account pool",
    plural="accountPools",
    order=(("position", False),),
    derived=standing("account"),
)
