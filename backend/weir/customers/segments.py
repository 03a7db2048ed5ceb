"""Customers by what they have in common: the channel they came by, or what they are."""

from typing import Any
from uuid import UUID

from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.catalog.declare import Labelled
from weir.catalog.ids import encode


class SegmentBy(Labelled):
    """What customers have in common."""

    CHANNEL = "CHANNEL", "获客渠道", "Acquisition channel"
    INDUSTRY = "INDUSTRY", "行业", "Industry"
    SIZE = "SIZE", "规模", "Size"
    REGION = "REGION", "地区", "Region"
    TIER = "TIER", "客户等级", "Tier"


# Up to how many people each size has; the last has no end.
SIZES = (50, 200, 1000)
_SIZE = (
    "case when a.employees is null then null"
    f" {' '.join(f'when a.employees < {most} then {n}' for n, most in enumerate(SIZES))} else {len(SIZES)} end"
)
COLUMNS = {
    SegmentBy.INDUSTRY: "a.industry",
    SegmentBy.REGION: "a.region",
    SegmentBy.TIER: "a.tier",
    SegmentBy.SIZE: _SIZE,
}
# The lead that became the customer first tells the channel; without one, or one not seen, there is none.
CHANNEL = (
    "(select c.id from lead l left join channel c on c.id = l.channel_id and {channels} where l.account_id = a.id and {leads}"
    " order by l.created_at, l.id limit 1)"
)


def segment_sql(by: SegmentBy, viewer: Viewer) -> str:
    """What tells the segment of the account `a`."""
    if by is not SegmentBy.CHANNEL:
        return COLUMNS[by]
    if not viewer.may("read", "lead"):
        return "null::uuid"
    return CHANNEL.format(leads=visible("lead", "l", viewer), channels=visible("channel", "c", viewer))


def size_label(size: int) -> str:
    """A range of people, such as 50-199."""
    if size == len(SIZES):
        return f"{SIZES[-1]:,}+"
    least = SIZES[size - 1] if size else 1
    return f"{least:,}–{SIZES[size] - 1:,}"


def account_where(by: SegmentBy, key: Any) -> dict[str, Any]:
    """The filter of the accounts of a segment."""
    if by is SegmentBy.CHANNEL:
        if key is None:
            return {"not": {"leads": {"first": {"channelId": {"isNull": False}}}}}
        return {"leads": {"first": {"channelId": {"eq": encode("channel", key)}}}}
    field = {SegmentBy.SIZE: "employees"}.get(by, by.value.lower())
    if key is None:
        return {field: {"isNull": True}}
    if by is not SegmentBy.SIZE:
        return {field: {"eq": key}}
    least = {"gte": SIZES[key - 1]} if key else {}
    return {field: {**least, **({"lt": SIZES[key]} if key < len(SIZES) else {})}}


def order_of(by: SegmentBy, key: Any, channels: dict[UUID, str]) -> tuple[int, Any]:
    """Where a segment stands: what has a size by it, channels in their order, the rest by name; what is unknown last."""
    if key is None:
        return (1, 0)
    if by is SegmentBy.CHANNEL:
        return (0, list(channels).index(key))
    return (0, key)
