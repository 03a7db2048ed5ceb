"""What customers of one kind are worth, in the API."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry import ID, Info

from weir.accounts.model import AccountTier
from weir.acquisition.reading import channel_names
from weir.catalog.ids import encode
from weir.customers.figures import FEW
from weir.customers.graphql import AsOf, Discount, allowed, instant
from weir.customers.reading import Customer, customers
from weir.customers.segments import SegmentBy, account_where, order_of, segment_sql, size_label
from weir.customers.worth import Worth, worth_of
from weir.graphql.basics import enum_of
from weir.graphql.operation import Operation
from weir.graphql.scalars import Json
from weir.money.rounding import cents

SegmentEnum = enum_of(SegmentBy)


@strawberry.type(
    description="What the customers of one segment are worth. Means are null of nothing, margins also where costs are unknown."
)
class CustomerSegment:
    """What the customers of one segment are worth."""

    channel_id: ID | None = strawberry.field(description="The channel, of segments by channel.")
    label: str | None = strawberry.field(description="What they have in common; null: unknown.")
    customers: int = strawberry.field(description="How many ever bought.")
    orders: int = strawberry.field(description="Their orders.")
    revenue: Decimal = strawberry.field(description="What those came to.")
    revenue_per_customer: Decimal | None = strawberry.field(description="What one has brought to date, on average.")
    margin_per_customer: Decimal | None = strawberry.field(description="The gross margin of it.")
    retention: float | None = strawberry.field(
        description="Of those that bought in the year before the last, who bought again in the last."
    )
    lifetime_value: Decimal | None = strawberry.field(
        description="Yearly margin / (1 - retention), five years of it at most."
    )
    discounted_value: Decimal | None = strawberry.field(
        description="The same with later years worth less by the discount."
    )
    is_few: bool = strawberry.field(description=f"Fewer than {FEW} customers: means say little.")
    customers_where: Json = strawberry.field(description="The filter of the accounts behind `customers`.")
    orders_where: Json = strawberry.field(description="The filter of the deals behind `orders`.")


By = Annotated[SegmentEnum, strawberry.argument(description="What tells segments apart.")]  # type: ignore[valid-type]


async def customer_segments(
    root: Any, info: Info, by: By, as_of: AsOf = None, discount: Discount = 0.1
) -> list[CustomerSegment]:
    """What customers are worth, by segment."""
    operation: Operation = info.context
    allowed(operation)
    at, kind = instant(as_of, discount), SegmentBy(by)
    parts: dict[Any, list[Customer]] = defaultdict(list)
    for one in await customers(operation, at, segment_sql(kind, operation.viewer)):
        parts[one.segment].append(one)
    channels = await channel_names(operation) if kind is SegmentBy.CHANNEL else {}
    told = []
    for key in sorted(parts, key=lambda one: order_of(kind, one, channels)):
        channel = ID(encode("channel", key)) if isinstance(key, UUID) else None
        label = _label(kind, key, channels, operation.viewer.is_chinese)
        wheres = _wheres(account_where(kind, key), as_of and at)
        told.append(_segment(label, channel, worth_of(parts[key], discount), wheres))
    return told


def _wheres(account: dict[str, Any], until: dt.datetime | None) -> tuple[Json, Json]:
    """The filters of the accounts of a segment that ever bought, and of what they bought; nothing is closed later than now."""
    won = {"status": {"eq": "WON"}, **({"closedAt": {"lte": until.isoformat()}} if until else {})}
    return Json({**account, "deals": {"some": won}}), Json({**won, "account": account})


def _label(by: SegmentBy, key: Any, channels: dict[UUID, str], is_chinese: bool) -> str | None:
    if key is None:
        return None
    if by is SegmentBy.CHANNEL:
        return channels[key]
    if by is SegmentBy.SIZE:
        return size_label(key)
    if by is SegmentBy.TIER:
        tier = AccountTier(key)
        return tier.zh if is_chinese else tier.en
    return str(key)


def _segment(label: str | None, channel: ID | None, one: Worth, wheres: tuple[Json, Json]) -> CustomerSegment:
    def told(value: float | None) -> Decimal | None:
        return None if value is None else cents(value)

    return CustomerSegment(
        channel_id=channel, label=label, customers=one.customers, orders=one.orders, revenue=cents(one.revenue),
        revenue_per_customer=told(one.revenue_each), margin_per_customer=told(one.margin_each), retention=one.kept.logo,
        lifetime_value=told(one.lifetime), discounted_value=told(one.discounted), is_few=one.is_few,
        customers_where=wheres[0], orders_where=wheres[1],
    )  # fmt: skip


def queries() -> dict[str, Any]:
    """What customers are worth, by segment."""
    text = "What customers are worth by the channel they came by, their industry, size, region or tier."
    return {"customer_segments": strawberry.field(resolver=customer_segments, description=text)}
