"""Payment plans: what should come in for a contract and when. Payments: what came in. Allocations: which of it is for which."""

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
    text,
)
from weir.catalog.registry import expose, history
from weir.contracts.model import in_base_currency, in_own_currency
from weir.db.record import Record, Row, Voidable
from weir.payments.kinds import OverdueBucket, PaymentMethod, PaymentStatus, PlanStatus
from weir.reading.relative import TODAY


class PaymentPlan(Record, Voidable, table=True):
    """One instalment of a contract, in its currency. It is voided and comes back with its contract."""

    __tablename__ = "payment_plan"
    title_field = "position"
    contract_id: UUID = link("合同", "Contract", "contract", required=True, ondelete="CASCADE")
    position: int = integer("期数", "Number", 1)
    due_date: date = day("应回款日期", "Due", REQUIRED)
    amount: Decimal | None = money("计划金额", "Amount", currency="currency", guard="deal_amount")
    currency: str = Field(default="CNY", max_length=3, nullable=False)
    condition: str | None = string("付款条件", "Condition", max_length=300)

    __table_args__ = (
        sa.Index("ix_payment_plan_due", "due_date", "id"),
        sa.CheckConstraint("amount > 0", name="worth_something"),
    )


class Payment(Record, table=True):
    """Money that came in for a contract. Who records it need not be who confirms it; what was confirmed by mistake is reversed."""

    title_field = "number"
    number: str = number("P", "payment_number")
    contract_id: UUID | None = link("合同", "Contract", "contract")
    account_id: UUID | None = link("客户", "Account", "account")
    amount: Decimal | None = money("回款金额", "Amount", currency="currency", writable=True, guard="deal_amount")
    currency: str = Field(default="CNY", max_length=3, sa_column_kwargs={"server_default": "CNY"})
    fx_rate: Decimal = Field(
        default=Decimal(1), max_digits=18, decimal_places=8, sa_column_kwargs={"server_default": "1"}
    )
    base_amount: Decimal | None = decimal(
        "本位币金额", "Amount in base currency", None, guard="deal_amount", is_amount=True
    )
    received_on: date = day("到账日期", "Received on", REQUIRED, writable=True, required=True)
    method: PaymentMethod = choice("付款方式", "Method", PaymentMethod, PaymentMethod.TRANSFER, writable=True)
    payer_name: str | None = string("付款方", "Payer", writable=True, searchable=True)
    bank_ref: str | None = string("银行流水号", "Bank reference", max_length=100, writable=True, searchable=True)
    note: str | None = text("备注", "Note", writable=True)
    status: PaymentStatus = choice("状态", "Status", PaymentStatus, PaymentStatus.IN_APPROVAL)
    # Who had the contract when it was recorded: it counts for them.
    credited_id: UUID | None = link("业绩归属", "Credited to", "user")
    recorded_by_id: UUID | None = link("登记人", "Recorded by", "user")
    confirmed_by_id: UUID | None = link("确认人", "Confirmed by", "user", index=False)
    confirmed_at: datetime | None = moment("确认时间", "Confirmed")
    reversed_at: datetime | None = moment("冲销时间", "Reversed")
    reason: str | None = text("驳回或冲销原因", "Why it does not count")

    __table_args__ = (
        sa.Index("ix_payment_received", "received_on", "id"),
        sa.Index("ix_payment_updated", "updated_at", "id"),
        # What was rejected or reversed can be recorded anew.
        sa.Index(
            "uq_payment_bank_ref",
            "bank_ref",
            unique=True,
            postgresql_where=sa.text("status in ('IN_APPROVAL', 'CONFIRMED')"),
        ),
        sa.CheckConstraint("amount > 0", name="worth_something"),
        sa.CheckConstraint("(status = 'REVERSED') = (reversed_at is not null)", name="reversed_at_a_time"),
    )


class PaymentAllocation(Row, table=True):
    """So much of a payment is for this instalment: as somebody said, or by itself, the oldest first."""

    is_history = True
    __tablename__ = "payment_allocation"
    title_field = "amount"
    payment_id: UUID = link("回款", "Payment", "payment", required=True, ondelete="CASCADE")
    plan_id: UUID = link("回款计划", "Payment plan", "payment_plan", required=True, ondelete="CASCADE")
    amount: Decimal | None = decimal("核销金额", "Allocated", None, guard="deal_amount", measured=False)
    is_given: bool = boolean("指定", "As said")

    __table_args__ = (
        sa.UniqueConstraint("payment_id", "plan_id", "is_given", name="uq_payment_allocation_pair"),
        sa.CheckConstraint("amount > 0", name="worth_something"),
    )


_CONFIRMED = "from payment_allocation pa join payment pp on pp.id = pa.payment_id and pp.status = 'CONFIRMED'"
RECEIVED = f"coalesce((select sum(pa.amount) {_CONFIRMED} where pa.plan_id = {{a}}.id), 0)"
_LEFT = f"({{a}}.amount - {RECEIVED})"
_OF = "(select {what} from contract pc where pc.id = {{a}}.contract_id)"
_OWED = _OF.format(what="pc.signed_on is not null and pc.terminated_on is null")
_RATE = _OF.format(what="pc.fx_rate")
_LATE = f"({{a}}.due_date < {TODAY} and {_LEFT} > 0 and {_OWED})"
PLAN_STATUS = (
    f"case when {_OF.format(what='pc.signed_on')} is null then 'NOT_EFFECTIVE' when {_LEFT} <= 0 then 'PAID'"
    f" when {_OF.format(what='pc.terminated_on')} is not null then 'VOID' when {{a}}.due_date < {TODAY} then 'OVERDUE'"
    f" when {RECEIVED} > 0 then 'PARTIAL' else 'PENDING' end"
)
# The day the last of it came in; null while something is missing.
_PAID_ON = f"case when {_LEFT} <= 0 then (select max(pp.received_on) {_CONFIRMED} where pa.plan_id = {{a}}.id) end"
_DAYS = f"case when {_LATE} then {TODAY} - {{a}}.due_date end"
_BUCKET = (
    f"case when not {_LATE} then null when {TODAY} - {{a}}.due_date <= 30 then 'TO_30'"
    f" when {TODAY} - {{a}}.due_date <= 60 then 'TO_60' when {TODAY} - {{a}}.due_date <= 90 then 'TO_90' else 'LONGER' end"
)
_ALLOCATED = "coalesce((select sum(pa.amount) from payment_allocation pa where pa.payment_id = {a}.id), 0)"


expose(
    PaymentPlan,
    zh="回款计划",
    en="Payment plan",
    plural="paymentPlans",
    prefix="plan",
    order=(("due_date", False),),
    derived={
        "status": (FieldInfo("状态", "Status", Kind.ENUM, enum=PlanStatus), PLAN_STATUS),
        "received": (in_own_currency("已回款", "Received", "Of confirmed payments, in its currency."), RECEIVED),
        "base_amount": (
            in_base_currency("计划金额(本位币)", "Planned in base currency", "At the rate of its contract."),
            f"round({{a}}.amount * {_RATE}, 2)",
        ),
        "base_received": (
            in_base_currency("已回款(本位币)", "Received in base currency", "At the rate of its contract."),
            f"round({RECEIVED} * {_RATE}, 2)",
        ),
        "base_outstanding": (
            in_base_currency(
                "未回款(本位币)", "Outstanding in base currency", "What is still owed of it. Nothing before its contract is signed."
            ),
            f"case when {_OWED} then round({_LEFT} * {_RATE}, 2) else 0 end",
        ),
        "base_overdue": (
            in_base_currency("逾期金额(本位币)", "Overdue in base currency", "What is still owed of it after its day."),
            f"case when {_LATE} then round({_LEFT} * {_RATE}, 2) else 0 end",
        ),
        "is_due": (FieldInfo("已到期", "Due by now", Kind.BOOL, description="Whether its day has passed."), f"({{a}}.due_date < {TODAY})"),
        "overdue_days": (FieldInfo("逾期天数", "Days overdue", Kind.INT, description="Null unless it is overdue."), _DAYS),
        "overdue_bucket": (
            FieldInfo("逾期区间", "Overdue for", Kind.ENUM, enum=OverdueBucket, description="Null unless it is overdue."),
            _BUCKET,
        ),
        "paid_on": (FieldInfo("付清日期", "Paid on", Kind.DATE, description="When the last of it came in."), _PAID_ON),
        "is_on_time": (
            FieldInfo("按时付清", "Paid on time", Kind.BOOL, description="Whether all of it came in by its day."),
            f"coalesce(({_PAID_ON}) <= {{a}}.due_date, false)",
        ),
    },
    reverse={"contract_id": "paymentPlans"},
)  # fmt: skip
expose(
    Payment,
    zh="回款",
    en="Payment",
    plural="payments",
    order=(("received_on", True),),
    derived={
        "allocated": (in_own_currency("已核销", "Allocated", "So much of it is for instalments, in its currency."), _ALLOCATED),
        "unallocated": (
            in_own_currency("预收", "Unallocated", "Paid in advance: confirmed, and more than the payment plan asks for."),
            f"case when {{a}}.status = 'CONFIRMED' then {{a}}.amount - {_ALLOCATED} else 0 end",
        ),
    },
    reverse={"contract_id": "payments", "account_id": "payments"},
)  # fmt: skip
expose(
    PaymentAllocation,
    zh="核销",
    en="Allocation",
    plural="paymentAllocations",
    prefix="allocation",
    order=(("amount", True),),
    reverse={"payment_id": "allocations", "plan_id": "allocations"},
    root=False,
)
history("payment", "payment_plan")
