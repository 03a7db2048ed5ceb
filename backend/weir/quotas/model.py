"""Quotas: the target of a person, a department or the company for one month, in one metric."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa

from weir.catalog.declare import REQUIRED, Labelled, choice, day, decimal, link, string
from weir.catalog.registry import expose, history
from weir.db.record import Record


class QuotaMetric(Labelled):
    """What a target is set in, and so what counts towards it."""

    WON_AMOUNT = "WON_AMOUNT", "赢单金额", "Won amount"
    CONTRACT_AMOUNT = "CONTRACT_AMOUNT", "合同金额", "Contract amount"
    PAYMENT_AMOUNT = "PAYMENT_AMOUNT", "回款额", "Collected amount"
    NEW_CUSTOMERS = "NEW_CUSTOMERS", "新增客户数", "New customers"

    @property
    def is_money(self) -> bool:
        """Whether it is an amount in the organisation's currency."""
        return self is not QuotaMetric.NEW_CUSTOMERS


class QuotaPlace(Labelled):
    """Who can have a target."""

    PERSON = "PERSON", "人员", "Person"
    DEPARTMENT = "DEPARTMENT", "部门", "Department"
    COMPANY = "COMPANY", "公司", "Company"


class Quota(Record, table=True):
    """The target of a person, of a department (with those below it), or of the company when neither is named, for one calendar month.

    A department's target is its own record: it need not be the sum of its people's. Without a value there is none.
    """

    title_field = "month"
    month: date = day("月份", "Month", REQUIRED)
    metric: QuotaMetric = choice("指标", "Metric", QuotaMetric, REQUIRED)
    user_id: UUID | None = link("人员", "Person", "user")
    department_id: UUID | None = link("部门", "Department", "department")
    target: Decimal | None = decimal("目标值", "Target")
    currency: str | None = string("币种", "Currency", max_length=3)

    __table_args__ = (
        sa.UniqueConstraint(
            "metric", "month", "user_id", "department_id", name="uq_quota_place", postgresql_nulls_not_distinct=True
        ),
        sa.CheckConstraint("num_nonnulls(user_id, department_id) <= 1", name="one_place"),
        sa.CheckConstraint("extract(day from month) = 1", name="whole_month"),
        sa.CheckConstraint("target >= 0", name="not_negative"),
    )


expose(Quota, zh="目标", en="Quota", plural="quotas", order=(("month", False),))
history("quota")
