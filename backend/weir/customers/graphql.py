"""The report of customers in the API: groups by recency, frequency and money, retention, repurchase, lifetime value."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry import ID, Info

from weir.catalog.ids import encode
from weir.customers.figures import FEW, FEWEST, Rfm, RfmGroup, rfm
from weir.customers.reading import ACTIVE_DAYS, WINDOW_DAYS, Customer, customers
from weir.customers.worth import worth_of
from weir.graphql.basics import enum_of
from weir.graphql.errors import ApiError
from weir.graphql.operation import Operation
from weir.money.rounding import cents
from weir.reports.asking import sees_amounts

MOST_ROWS = 200
GroupEnum = enum_of(RfmGroup)


@strawberry.type(description="The customers of one group.")
class RfmCell:
    """The customers of one group."""

    group: GroupEnum = strawberry.field(description="The group.")  # type: ignore[valid-type]
    customers: int = strawberry.field(description="How many.")
    amount: Decimal = strawberry.field(description="What they bought in the window, in the organisation's currency.")


@strawberry.type(description="A customer with scores.")
class RfmCustomer:
    """A customer with scores."""

    account_id: ID = strawberry.field(description="The account.")
    name: str = strawberry.field(description="Its name.")
    group: GroupEnum = strawberry.field(description="The group.")  # type: ignore[valid-type]
    recency: int = strawberry.field(description="1 to 5: how lately.")
    frequency: int = strawberry.field(description="1 to 5: how often.")
    money: int = strawberry.field(description="1 to 5: how much.")
    days: int = strawberry.field(description="Days since the last order.")
    orders: int = strawberry.field(description="Orders in the window.")
    amount: Decimal = strawberry.field(description="What they came to.")


@strawberry.type(
    description="What customers are worth, as far as the viewer sees accounts and deals. A won deal stands for an order. Shares are between"
    " 0 and 1 and null of nothing."
)
class CustomerReport:
    """What customers are worth."""

    as_of: dt.datetime = strawberry.field(description="What happened later is not known.")
    time_zone: str = strawberry.field(description="Whose days these are.")
    currency: str = strawberry.field(description="What amounts are in.")
    customers: int = strawberry.field(description="Everybody who ever bought.")
    scored: int = strawberry.field(
        description=f"Those with an order in the last {WINDOW_DAYS} days; fewer than {FEWEST} get no scores."
    )
    groups: list[RfmCell] = strawberry.field(description="The eight groups; empty when there are no scores.")
    rows: list[RfmCustomer] = strawberry.field(description="The customers asked for, the largest first.")
    end_cursor: str | None = strawberry.field(description="Where the next ones begin; null when these are the last.")
    active_before: int = strawberry.field(
        description=f"Customers with an order in the {ACTIVE_DAYS} days before the last {ACTIVE_DAYS}."
    )
    kept: int = strawberry.field(description="Those of them that bought again in the last.")
    retention: float | None = strawberry.field(description="Their share.")
    gross_retention: float | None = strawberry.field(
        description="What is left of their amount, without what grew (GRR)."
    )
    net_retention: float | None = strawberry.field(description="The same with what grew (NRR).")
    buyers: int = strawberry.field(description=f"Customers with an order in the last {ACTIVE_DAYS} days.")
    repeated: int = strawberry.field(description="Those of them with two or more.")
    repurchase: float | None = strawberry.field(description="Their share.")
    revenue_per_customer: Decimal | None = strawberry.field(
        description="What a customer has brought to date, on average."
    )
    margin_per_customer: Decimal | None = strawberry.field(
        description="The gross margin of it; null unless what every line of the won deals costs us is known to the viewer."
    )
    annual_margin: Decimal | None = strawberry.field(
        description="The gross margin of a buyer of the last year, on average."
    )
    lifetime_value: Decimal | None = strawberry.field(
        description="Annual margin / (1 - retention), five years of it at most."
    )
    discounted_value: Decimal | None = strawberry.field(
        description="The same with later years worth less by the discount."
    )
    is_few: bool = strawberry.field(description=f"Fewer than {FEW} customers: means say little.")


AsOf = Annotated[dt.datetime | None, strawberry.argument(description="As it was then; now when left out.")]
Group = Annotated[GroupEnum | None, strawberry.argument(description="Only customers of this group.")]  # type: ignore[valid-type]
Size = Annotated[int, strawberry.argument(description=f"How many customers, 0 to {MOST_ROWS}.")]
Cursor = Annotated[str | None, strawberry.argument(description="`endCursor` of the page before.")]
Discount = Annotated[float, strawberry.argument(description="How much less a year later is worth, 0 to 1.")]


def allowed(operation: Operation) -> None:
    """Raises `ApiError` for who may not read what deals are worth."""
    if not sees_amounts(operation.viewer):
        raise ApiError("FORBIDDEN", "Amounts of deals are not for your role.")


def instant(as_of: dt.datetime | None, discount: float) -> dt.datetime:
    """As of when; never later than now. Raises `ApiError` for what cannot be reckoned with."""
    now = dt.datetime.now(dt.UTC)
    at = min(as_of or now, now)
    if at.year < 1974 or not 0 <= discount <= 1:
        raise ApiError("BAD_USER_INPUT", "`asOf` is 1974 or later, `discount` 0 to 1.")
    return at


async def customer_report(
    root: Any,
    info: Info,
    as_of: AsOf = None,
    group: Group = None,
    size: Size = 20,
    cursor: Cursor = None,
    discount: Discount = 0.1,
) -> CustomerReport:
    """What customers are worth."""
    operation: Operation = info.context
    allowed(operation)
    at = instant(as_of, discount)
    if not 0 <= size <= MOST_ROWS:
        raise ApiError("BAD_USER_INPUT", f"`size` is 0 to {MOST_ROWS}.")
    found = await customers(operation, at)
    scored = sorted((one for one in found if one.orders), key=lambda one: (-one.amount, one.id))
    marks = rfm([one.days for one in scored], [one.orders for one in scored], [one.amount for one in scored]) or []
    pairs = list(zip(scored, marks, strict=False))
    rows = [(one, mark) for one, mark in pairs if group in (None, mark.group) and _is_past(one, cursor)]
    worth = worth_of(found, discount)
    kept = worth.kept
    return CustomerReport(
        as_of=at, time_zone=operation.viewer.time_zone, currency=operation.viewer.base_currency, customers=len(found), scored=len(scored),
        groups=_groups(pairs), rows=[_row(one, mark) for one, mark in rows[:size]],
        end_cursor=_cursor(rows[size - 1][0]) if 0 < size < len(rows) else None,
        active_before=kept.start, kept=kept.kept, retention=kept.logo, gross_retention=kept.gross, net_retention=kept.net,
        buyers=worth.buyers, repeated=worth.repeated, repurchase=worth.repeated / worth.buyers if worth.buyers else None,
        revenue_per_customer=_cents(worth.revenue_each), margin_per_customer=_cents(worth.margin_each),
        annual_margin=_cents(worth.annual_margin), lifetime_value=_cents(worth.lifetime), discounted_value=_cents(worth.discounted),
        is_few=worth.is_few,
    )  # fmt: skip


def _cents(value: float | None) -> Decimal | None:
    return None if value is None else cents(value)


def _groups(pairs: list[tuple[Customer, Rfm]]) -> list[RfmCell]:
    count: dict[RfmGroup, int] = defaultdict(int)
    amount: dict[RfmGroup, float] = defaultdict(float)
    for one, mark in pairs:
        count[mark.group] += 1
        amount[mark.group] += one.amount
    return [RfmCell(group=one, customers=count[one], amount=cents(amount[one])) for one in RfmGroup] if pairs else []


def _row(one: Customer, mark: Rfm) -> RfmCustomer:
    return RfmCustomer(
        account_id=ID(encode("account", one.id)), name=one.name, group=mark.group, recency=mark.recency, frequency=mark.frequency,
        money=mark.money, days=int(one.days), orders=one.orders, amount=cents(one.amount),
    )  # fmt: skip


def _cursor(one: Customer) -> str:
    return f"{one.amount}~{one.id}"


def _is_past(one: Customer, cursor: str | None) -> bool:
    """Whether a customer comes after a place in the order: the largest amount first, then by id."""
    if cursor is None:
        return True
    try:
        amount, key = cursor.split("~")
        return (-one.amount, one.id) > (-float(amount), UUID(key))
    except ValueError:
        raise ApiError("BAD_USER_INPUT", "`cursor` is an `endCursor` of this list.") from None


def queries() -> dict[str, Any]:
    """The report of customers."""
    text = "What customers are worth: who bought lately, often and much, who stays, and what one brings over time."
    return {"customer_report": strawberry.field(resolver=customer_report, description=text)}
