"""Deals: a customer's wish to solve a problem with a possible purchase, its lines, people and the stages it went through."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from weir.catalog.declare import (
    REQUIRED,
    FieldInfo,
    Kind,
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
    tags,
    text,
)
from weir.catalog.registry import expose
from weir.db.record import Customizable, Owned, Record, Voidable
from weir.deals.kinds import BuyingRole, DealStatus, LostReason, NextActivity, ProbabilitySource, WonReason
from weir.deals.visit_model import COUNTS
from weir.pipelines.model import ForecastCategory

# What most reports ask of a deal, besides its status and the day it closed.
REPORTED = [
    "id",
    "department_id",
    "owner_id",
    "base_amount",
    "created_at",
    "expected_close_date",
    "account_id",
    "pipeline_id",
    "stage_id",
    "source",
]


class Deal(Record, Owned, Voidable, Customizable, table=True):
    """A deal is in exactly one stage of exactly one pipeline; stage, status, probability and closing change only by verbs."""

    number: str = number("D", "deal_number")
    name: str = string("名称", "Name", REQUIRED, writable=True, searchable=True)
    account_id: UUID | None = link("客户", "Account", "account", writable=True)
    pipeline_id: UUID = link("销售流程", "Pipeline", "pipeline", required=True, index=False)
    stage_id: UUID = link("阶段", "Stage", "stage", required=True, index=False)
    status: DealStatus = choice("状态", "Status", DealStatus, DealStatus.OPEN)
    amount: Decimal | None = money("金额", "Amount", currency="currency", writable=True, guard="deal_amount")
    currency: str = Field(default="CNY", max_length=3, sa_column_kwargs={"server_default": "CNY"})
    fx_rate: Decimal = Field(
        default=Decimal(1), max_digits=18, decimal_places=8, sa_column_kwargs={"server_default": "1"}
    )
    base_amount: Decimal | None = decimal(
        "本位币金额", "Amount in base currency", None, guard="deal_amount", is_amount=True
    )
    probability: int = integer("赢单概率", "Probability", 0, writable=True, on_create=False, maximum=100)
    probability_source: ProbabilitySource = choice(
        "概率来源", "Probability source", ProbabilitySource, ProbabilitySource.STAGE
    )
    forecast_category: ForecastCategory = choice(
        "预测类别", "Forecast category", ForecastCategory, ForecastCategory.PIPELINE, writable=True, on_create=False
    )
    forecast_overridden: bool = Field(default=False, nullable=False, sa_column_kwargs={"server_default": "false"})
    expected_close_date: date | None = day("预计成交日期", "Expected close date", writable=True)
    closed_at: datetime | None = moment("关闭时间", "Closed")
    won_reason: WonReason | None = choice("赢单原因", "Won reason", WonReason)
    lost_reason: LostReason | None = choice("输单原因", "Lost reason", LostReason)
    lost_note: str | None = text("输单说明", "Lost note")
    competitor: str | None = string("竞争对手", "Competitor", writable=True)
    source: str | None = string("来源", "Source", max_length=100, writable=True)
    need: str | None = text("需求", "Need", writable=True)
    budget_range: str | None = string("预算范围", "Budget range", max_length=100, writable=True)
    next_step: str | None = string("下一步", "Next step", max_length=300, writable=True)
    next_follow_up_at: datetime | None = moment("下次跟进", "Next follow-up", writable=True)
    paused_until: date | None = day("暂停至", "Paused until")
    paused_days: int = Field(default=0, nullable=False, sa_column_kwargs={"server_default": "0"})
    stage_entered_at: datetime = moment("进入阶段时间", "Entered stage", now=True)
    last_activity_at: datetime | None = moment("最近跟进", "Last activity")
    description: str | None = text("描述", "Description", writable=True)
    tags: list[str] = tags("标签", "Tags", writable=True)
    rank: str = string("排序", "Rank", "a0", max_length=80, collation="C", filterable=False, groupable=False)
    skip_count: int = integer("跳过次数", "Skips", 0)
    override_count: int = integer("强制次数", "Overrides", 0)
    partner_id: UUID | None = link("渠道伙伴", "Partner", "account", writable=True)
    # The database keeps it, whatever path closes or reopens the deal: whoever gets it afterwards has not won it.
    owner_at_close_id: UUID | None = link("关闭时负责人", "Owner when closed", "user")

    __table_args__ = (
        sa.Index("ix_deal_board", "stage_id", "rank", "id", postgresql_where=sa.text("deleted_at is null")),
        sa.Index(
            "ix_deal_stage_sums",
            "stage_id",
            "department_id",
            "owner_id",
            postgresql_include=["id", "base_amount", "probability"],
            postgresql_where=sa.text("deleted_at is null"),
        ),
        sa.Index("ix_deal_updated", "updated_at", "id"),
        sa.Index("ix_deal_created", "created_at", "id"),
        sa.Index("ix_deal_name_id", "name", "id"),
        sa.Index("ix_deal_close_date", "expected_close_date", "id"),
        sa.Index("ix_deal_closed", "closed_at", "id"),
        # What most reports are made of, so that they need not go through the deals themselves.
        sa.Index(
            "ix_deal_reports",
            "status",
            "closed_at",
            postgresql_include=REPORTED,
            postgresql_where=sa.text("deleted_at is null"),
        ),
        sa.CheckConstraint("length(btrim(name)) > 0", name="named"),
        sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
        sa.CheckConstraint(
            "case status when 'OPEN' then probability between 0 and 99 and closed_at is null"
            " when 'WON' then probability = 100 and closed_at is not null"
            " else probability = 0 and closed_at is not null end",
            name="closed_as_status_says",
        ),
    )


class DealLine(Record, table=True):
    """One product in a deal. `total` is quantity x unit price x (1 - discount%), rounded half up to the currency's cents."""

    __tablename__ = "deal_line"
    title_field = "description"
    deal_id: UUID = link("商机", "Deal", "deal", required=True, ondelete="CASCADE")
    product_id: UUID | None = link("产品", "Product", "product")
    position: int = integer("顺序", "Position", 0)
    description: str | None = string("描述", "Description", max_length=300)
    quantity: Decimal = decimal("数量", "Quantity", Decimal(1), places=4)
    unit_price: Decimal | None = money("单价", "Unit price", currency="currency", guard="deal_amount")
    discount: Decimal = decimal("折扣%", "Discount %", Decimal(0))
    total: Decimal | None = money("小计", "Total", currency="currency", guard="deal_amount")
    currency: str = Field(default="CNY", max_length=3, nullable=False)

    __table_args__ = (
        sa.CheckConstraint("quantity > 0 and discount between 0 and 100 and unit_price >= 0", name="sane"),
    )


class DealContact(Record, table=True):
    """A contact's buying role in a deal."""

    __tablename__ = "deal_contact"
    title_field = "role"
    deal_id: UUID = link("商机", "Deal", "deal", required=True, ondelete="CASCADE")
    contact_id: UUID = link("联系人", "Contact", "contact", required=True)
    role: BuyingRole = choice("角色", "Role", BuyingRole, REQUIRED)
    is_primary: bool = boolean("主要", "Primary")

    __table_args__ = (sa.UniqueConstraint("deal_id", "contact_id", name="uq_deal_contact_pair"),)


# Time a deal is in its stage leaves out its pauses, as its alerts do.
_IN_STAGE = "greatest(0, extract(epoch from now() - {a}.stage_entered_at) / 86400)"
_STAGE = "(select st.{column} from stage st where st.id = {{a}}.stage_id)"
_PAUSED = "coalesce({a}.paused_until >= (now() at time zone %(v_tz)s)::date, false)"
_IDLE = "extract(epoch from now() - greatest({a}.last_activity_at, {a}.stage_entered_at)) / 86400"
_OPEN = "{a}.status = 'OPEN'"
_FURTHEST = (
    "select max(fs.position) from stage_visit fv join stage fs on fs.id = fv.stage_id where fv.deal_id = {a}.id"
    f" and fs.type = 'OPEN' and {COUNTS.format(v='fv')}"
)
# Whether a customer has bought before is told by the customer's type as well.
_WON_BEFORE = (
    "select 1 from deal wb where wb.account_id = {a}.account_id and wb.status = 'WON' and wb.deleted_at is null"
    " and (wb.closed_at, wb.id) < ({a}.closed_at, {a}.id)"
)
_NEXT_DUE = "(select min(nt.due_at) from task nt where nt.deal_id = {a}.id and nt.status in ('OPEN', 'IN_PROGRESS'))"


expose(
    Deal,
    zh="商机",
    en="Deal",
    plural="deals",
    derived={
        "weighted_amount": (
            FieldInfo(
                "加权金额",
                "Weighted amount",
                Kind.DECIMAL,
                guard="deal_amount",
                is_amount=True,
                description="Amount in base currency x probability.",
            ),
            "round({a}.base_amount * {a}.probability / 100, 2)",
        ),
        "cycle_days": (
            FieldInfo(
                "成交周期(天)",
                "Cycle (days)",
                Kind.DECIMAL,
                description="Days from its creation to its closing; empty while it is open.",
            ),
            "round((extract(epoch from {a}.closed_at - {a}.created_at) / 86400)::numeric, 2)",
        ),
        "furthest_position": (
            FieldInfo(
                "到过的最远阶段(序号)",
                "Furthest stage (position)",
                Kind.INT,
                measured=False,
                description="The position of the furthest open stage it was ever in; 1000 once it is won, which is past them all.",
            ),
            f"case when {{a}}.status = 'WON' then 1000 else ({_FURTHEST}) end",
        ),
        "days_in_stage": (FieldInfo("停留天数", "Days in stage", Kind.INT), f"floor({_IN_STAGE})::int"),
        "idle_days": (FieldInfo("无跟进天数", "Idle days", Kind.INT), f"floor({_IDLE})::int"),
        "is_dwelling": (
            FieldInfo("停留超限", "Too long in stage", Kind.BOOL),
            f"coalesce({_OPEN} and not {_PAUSED} and {_IN_STAGE} - {{a}}.paused_days > {_STAGE.format(column='dwell_limit_days')}, false)",
        ),
        "is_idle": (
            FieldInfo("跟进超限", "Idle too long", Kind.BOOL),
            f"coalesce({_OPEN} and not {_PAUSED} and {_IDLE} > {_STAGE.format(column='idle_limit_days')}, false)",
        ),
        "is_first_win": (
            FieldInfo(
                "新客户首单",
                "First win of a customer",
                Kind.BOOL,
                description="Won, and before it nothing was won of its customer: so many new customers there are.",
            ),
            f"({{a}}.status = 'WON' and {{a}}.account_id is not null and not exists ({_WON_BEFORE}))",
        ),
        "is_slipped": (
            FieldInfo("已逾期成交", "Slipped", Kind.BOOL),
            f"coalesce({_OPEN} and {{a}}.expected_close_date < (now() at time zone %(v_tz)s)::date, false)",
        ),
        "next_due_at": (FieldInfo("下个任务", "Next task due", Kind.DATETIME, guard="tasks"), _NEXT_DUE),
        "next_activity": (
            FieldInfo("下一步状态", "Next activity", Kind.ENUM, enum=NextActivity, guard="tasks"),
            f"(select case when due is null then 'NONE' when due < now() then 'OVERDUE'"
            f" when (due at time zone %(v_tz)s)::date = (now() at time zone %(v_tz)s)::date then 'TODAY' else 'PLANNED' end"
            f" from (select {_NEXT_DUE} as due) nd)",
        ),
    },
    reverse={"stage_id": "deals", "account_id": "deals", "owner_id": "deals", "pipeline_id": "deals"},
)
expose(
    DealLine,
    zh="商机明细",
    en="Deal line",
    plural="dealLines",
    order=(("position", False),),
    derived={
        "base_total": (
            FieldInfo(
                "本位币小计",
                "Total in base currency",
                Kind.DECIMAL,
                guard="deal_amount",
                is_amount=True,
                description="Total at the rate of its deal.",
            ),
            "(select round({a}.total * ld.fx_rate, 2) from deal ld where ld.id = {a}.deal_id)",
        ),
        "weighted_total": (
            FieldInfo(
                "加权小计",
                "Weighted total",
                Kind.DECIMAL,
                guard="deal_amount",
                is_amount=True,
                description="Total in base currency x probability of its deal.",
            ),
            "(select round({a}.total * ld.fx_rate * ld.probability / 100, 2) from deal ld where ld.id = {a}.deal_id)",
        ),
    },
    reverse={"deal_id": "lines"},
)
expose(
    DealContact,
    zh="商机联系人",
    en="Deal contact",
    plural="dealContacts",
    order=(("created_at", False),),
    reverse={"deal_id": "contactRoles", "contact_id": "dealRoles"},
    root=False,
)
