"""Contracts: what was agreed with a customer, for how much, from when to when, and how much of it was collected."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from weir.catalog.declare import (
    REQUIRED,
    FieldInfo,
    Kind,
    choice,
    day,
    decimal,
    link,
    money,
    number,
    string,
    tags,
    text,
)
from weir.catalog.registry import expose, history
from weir.contracts.kinds import ContractStatus, ContractType
from weir.db.record import Owned, Record, Voidable
from weir.reading.relative import TODAY


class Contract(Record, Owned, Voidable, table=True):
    """A signed obligation, or a draft of one. It is signed and ended by verbs; what was signed is changed by an amendment only."""

    number: str = number("CT", "contract_number")
    name: str = string("名称", "Name", REQUIRED, writable=True, searchable=True)
    account_id: UUID = link("客户", "Account", "account", required=True, writable=True)
    deal_id: UUID | None = link("商机", "Deal", "deal", writable=True)
    type: ContractType = choice("类型", "Type", ContractType, ContractType.SALES, writable=True)
    signer_contact_id: UUID | None = link("客户签约人", "Signed by", "contact", writable=True)
    amount: Decimal | None = money("合同金额", "Amount", currency="currency", writable=True, guard="deal_amount")
    currency: str = Field(default="CNY", max_length=3, sa_column_kwargs={"server_default": "CNY"})
    # The rate of the day it was signed; while it is a draft, that of its last change.
    fx_rate: Decimal = Field(
        default=Decimal(1), max_digits=18, decimal_places=8, sa_column_kwargs={"server_default": "1"}
    )
    base_amount: Decimal | None = decimal(
        "本位币金额", "Amount in base currency", None, guard="deal_amount", is_amount=True
    )
    start_date: date | None = day("开始日期", "Starts", writable=True)
    end_date: date | None = day("结束日期", "Ends", writable=True)
    signed_on: date | None = day("签署日期", "Signed on")
    terminated_on: date | None = day("终止日期", "Terminated on")
    termination_reason: str | None = text("终止原因", "Why it was terminated")
    renewal_of_id: UUID | None = link("续签自", "Renews", "contract", writable=True)
    # Whoever gets it afterwards has not signed it.
    owner_at_signing_id: UUID | None = link("签署时负责人", "Owner when signed", "user")
    description: str | None = text("描述", "Description", writable=True)
    tags: list[str] = tags("标签", "Tags", writable=True)

    __table_args__ = (
        sa.Index("ix_contract_updated", "updated_at", "id"),
        sa.Index("ix_contract_created", "created_at", "id"),
        sa.Index("ix_contract_name_id", "name", "id"),
        sa.Index("ix_contract_signed", "signed_on", "id"),
        sa.CheckConstraint("length(btrim(name)) > 0", name="named"),
        sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
        sa.CheckConstraint("end_date >= start_date", name="ends_after_its_start"),
        sa.CheckConstraint("signed_on is null or amount is not null", name="signed_with_an_amount"),
        sa.CheckConstraint("terminated_on is null or signed_on is not null", name="terminated_when_signed"),
        sa.CheckConstraint("renewal_of_id is distinct from id", name="renews_another"),
    )


# What came in for it and was confirmed, in its own currency and in the organisation's.
_CAME = (
    "coalesce((select sum(cp.{column}) from payment cp where cp.contract_id = {{a}}.id and cp.status = 'CONFIRMED'), 0)"
)
COLLECTED, BASE_COLLECTED = _CAME.format(column="amount"), _CAME.format(column="base_amount")
# Nothing is owed on a draft; a terminated contract owes nothing any more.
_OWED = "{a}.signed_on is not null and {a}.terminated_on is null"
OUTSTANDING = f"case when {_OWED} then greatest({{a}}.amount - {COLLECTED}, 0) else 0 end"
_PLANS = "select {what} from payment_plan cl where cl.contract_id = {{a}}.id and cl.deleted_at is null"
_LATE = (
    "(select coalesce(sum(cl.amount - coalesce((select sum(ca.amount) from payment_allocation ca join payment cp on cp.id = ca.payment_id"
    " and cp.status = 'CONFIRMED' where ca.plan_id = cl.id), 0)), 0) from payment_plan cl where cl.contract_id = {a}.id"
    f" and cl.deleted_at is null and cl.due_date < {TODAY})"
)
STATUS = (
    "case when {a}.terminated_on is not null then 'TERMINATED' when {a}.signed_on is null then 'DRAFT'"
    f" when {{a}}.end_date < {TODAY} then 'COMPLETED'"
    f" when coalesce({{a}}.start_date, {{a}}.signed_on) <= {TODAY} then 'ACTIVE' else 'SIGNED' end"
)


def in_own_currency(zh: str, en: str, text: str) -> FieldInfo:
    """An amount that is worked out, in the currency of its record: never added up over records."""
    return FieldInfo(zh, en, Kind.DECIMAL, guard="deal_amount", measured=False, description=text)


def in_base_currency(zh: str, en: str, text: str) -> FieldInfo:
    """An amount that is worked out, in the organisation's currency."""
    return FieldInfo(zh, en, Kind.DECIMAL, guard="deal_amount", is_amount=True, description=text)


expose(
    Contract,
    zh="合同",
    en="Contract",
    plural="contracts",
    derived={
        "status": (
            FieldInfo(
                "状态", "Status", Kind.ENUM, enum=ContractStatus,
                description="Active from its first day on, completed after its last one.",
            ),
            STATUS,
        ),
        "planned": (
            in_own_currency("计划金额", "Planned", "The sum of its payment plan, in its currency."),
            f"coalesce(({_PLANS.format(what='sum(cl.amount)')}), 0)",
        ),
        "collected": (
            in_own_currency("已回款", "Collected", "The payments that are confirmed, in its currency; also what was paid in advance."),
            COLLECTED,
        ),
        "outstanding": (
            in_own_currency("未回款", "Outstanding", "What is still to come in, in its currency. Nothing of a draft or a terminated one."),
            OUTSTANDING,
        ),
        "base_collected": (
            in_base_currency("已回款(本位币)", "Collected in base currency", "Each payment at the rate of its day."),
            BASE_COLLECTED,
        ),
        "base_outstanding": (
            in_base_currency("未回款(本位币)", "Outstanding in base currency", "At the rate of the contract."),
            f"round(({OUTSTANDING}) * {{a}}.fx_rate, 2)",
        ),
        "base_overdue": (
            in_base_currency(
                "逾期金额(本位币)", "Overdue in base currency",
                "What of its payment plan was due before today and has not come in.",
            ),
            f"case when {_OWED} then round({_LATE} * {{a}}.fx_rate, 2) else 0 end",
        ),
    },
    reverse={
        "account_id": "contracts",
        "deal_id": "contracts",
        "signer_contact_id": "signedContracts",
        "renewal_of_id": "renewals",
    },
)  # fmt: skip
history("contract")
