"""The reports of acquisition in the API: channels and what they return, whose touch won, how fast and how well leads are worked."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import ID, Info

from weir.acquisition.figures import ChannelSums, ratio
from weir.acquisition.reading import (
    LEAK_DAYS,
    Window,
    channel_names,
    channel_sums,
    credits,
    first_responses,
    quality,
)
from weir.acquisition.responding import responses
from weir.calendars.team_hours import team_hours
from weir.calendars.worktime import working_seconds
from weir.catalog.ids import encode
from weir.changing.change import Change
from weir.graphql.errors import ApiError
from weir.graphql.operation import Operation

MOST_DAYS = 3_700


@strawberry.type(
    description="What came by a channel and became of it. Amounts are in the organisation's currency and null where they are unknown or"
    " not for the viewer; shares are between 0 and 1 and null of nothing."
)
class ChannelResult:
    """What came by a channel and became of it."""

    channel_id: ID | None = strawberry.field(description="The channel; null: none is known, or the total.")
    name: str | None = strawberry.field(description="Its name, in the viewer's language.")
    leads: int = strawberry.field(description="Leads that first came in the period.")
    duplicates: int = strawberry.field(
        description="People who came again in the period and were put to a lead there was."
    )
    valid: int = strawberry.field(description="Those not called invalid.")
    mql: int = strawberry.field(description="Those marketing qualified.")
    sql: int = strawberry.field(description="Those sales qualified.")
    deals: int = strawberry.field(description="Those a deal was made of.")
    won: int = strawberry.field(description="Those whose deal is won by now.")
    conversion: Decimal | None = strawberry.field(description="Won of leads.")
    opportunity_rate: Decimal | None = strawberry.field(description="Deals of valid leads.")
    mean_cycle_days: Decimal | None = strawberry.field(
        description="From a lead's first day until its deal was won, on average."
    )
    revenue: Decimal | None = strawberry.field(description="What the won deals came to.")
    mean_amount: Decimal | None = strawberry.field(description="What one came to on average.")
    cost: Decimal | None = strawberry.field(
        description="Cost booked for the days of the period; null when nothing was booked."
    )
    cost_per_lead: Decimal | None = strawberry.field(description="Cost of a lead (CPL).")
    cost_per_valid: Decimal | None = strawberry.field(description="Cost of a valid lead.")
    cost_per_mql: Decimal | None = strawberry.field(description="Cost of a marketing qualified lead.")
    cost_per_sql: Decimal | None = strawberry.field(description="Cost of a sales qualified lead.")
    cost_per_customer: Decimal | None = strawberry.field(description="Cost of a won customer (CAC).")
    roi: Decimal | None = strawberry.field(
        description="(Revenue - cost) / cost; in the total, of the channels with a cost."
    )
    margin_roi: Decimal | None = strawberry.field(
        description="(Gross margin - cost) / cost; null unless what every line of the won deals costs us is known to the viewer."
    )


@strawberry.type(
    description="What a channel is credited with of the deals won in the period. Each of the four models sums to what was won."
)
class ChannelCredit:
    """What a channel is credited with."""

    channel_id: ID | None = strawberry.field(description="The channel; null: no touch of these deals is known.")
    name: str | None = strawberry.field(description="Its name, in the viewer's language.")
    first: Decimal = strawberry.field(description="All to the first touch.")
    last: Decimal = strawberry.field(description="All to the last before the deal was made.")
    linear: Decimal = strawberry.field(description="Alike to each touch.")
    u_shaped: Decimal = strawberry.field(description="40% to the first, 40% to the last, 20% among those between.")


@strawberry.type(
    description="How fast leads of the period were first answered, in the working time of whoever has them."
)
class ResponseResult:
    """How fast leads were first answered."""

    answered: int = strawberry.field(description="Leads that were answered.")
    met: int = strawberry.field(description="In time.")
    breaches: int = strawberry.field(description="Never answered, and their time is over.")
    met_share: float | None = strawberry.field(description="In time, of all that were answered or should have been.")
    median_seconds: float | None = strawberry.field(description="The median of those answered.")
    p90_seconds: float | None = strawberry.field(description="Nine of ten took no longer.")


@strawberry.type(
    description="How well the leads of the period are worked. Shares are between 0 and 1 and null of nothing."
)
class LeadQuality:
    """How well leads are worked."""

    old_enough: int = strawberry.field(description=f"Valid leads that came {LEAK_DAYS} days ago or earlier.")
    leaked: int = strawberry.field(description=f"Those nobody followed up within {LEAK_DAYS} days.")
    leak_rate: Decimal | None = strawberry.field(description="Their share.")
    effective: int = strawberry.field(description="Leads that were sales qualified or became a deal.")
    effective_rate: Decimal | None = strawberry.field(description="Their share of all leads.")
    accepted: int = strawberry.field(description="Handed to sales and accepted.")
    rejected: int = strawberry.field(description="Handed to sales and sent back.")
    pending: int = strawberry.field(description="Waiting for sales.")
    acceptance_rate: Decimal | None = strawberry.field(description="Accepted of accepted and rejected.")
    recycled: int = strawberry.field(description="Taken back into a pool at least once.")
    recycle_rate: Decimal | None = strawberry.field(description="Their share of all leads.")
    claimed: int = strawberry.field(description="Claimed from a pool at least once.")
    claim_conversion: Decimal | None = strawberry.field(description="Converted of those.")


@strawberry.type(
    description="Who came in a period, by which channel and at what cost, and what became of them, as the viewer sees leads."
)
class AcquisitionReport:
    """Who came in a period and what became of them."""

    first: dt.date = strawberry.field(description="The first day.")
    after: dt.date = strawberry.field(description="The first day after it.")
    as_of: dt.datetime = strawberry.field(description="When it was counted. Late wins change old periods.")
    time_zone: str = strawberry.field(description="Whose days these are.")
    currency: str = strawberry.field(description="What amounts are in.")
    channels: list[ChannelResult] = strawberry.field(description="By channel, in their order.")
    total: ChannelResult = strawberry.field(description="All together, worked out from the sums.")
    credits: list[ChannelCredit] | None = strawberry.field(
        description="Of the deals won in the period, in the order of the channels; null for who may not see amounts."
    )
    responses: ResponseResult | None = strawberry.field(description="Null for who may not see clocks.")
    quality: LeadQuality = strawberry.field(description="How well they are worked.")


First = Annotated[
    dt.date | None, strawberry.argument(description="The first day; a year before `after` when left out.")
]
After = Annotated[dt.date | None, strawberry.argument(description="The first day after it; tomorrow when left out.")]


def window_of(zone_name: str, first: dt.date | None, after: dt.date | None) -> Window:
    """The days asked for, and the instants at which they begin and end. Raises `ApiError` for days that make no period."""
    zone = ZoneInfo(zone_name)
    end = after or dt.datetime.now(zone).date() + dt.timedelta(days=1)
    begin = first or end - dt.timedelta(days=365)
    if not (begin.year >= 1971 and end.year <= 2200 and 0 < (end - begin).days <= MOST_DAYS):
        raise ApiError("BAD_USER_INPUT", "`first` lies before `after`, by ten years at most, between 1971 and 2200.")
    return begin, end, dt.datetime.combine(begin, dt.time(), zone), dt.datetime.combine(end, dt.time(), zone)


async def acquisition_report(root: Any, info: Info, first: First = None, after: After = None) -> AcquisitionReport:
    """Who came, at what cost, and what became of them."""
    operation: Operation = info.context
    viewer = operation.viewer
    if not viewer.may("read", "lead"):
        raise ApiError("FORBIDDEN", "Leads are not for your role.")
    now = dt.datetime.now(dt.UTC)
    window = window_of(viewer.time_zone, first, after)
    begin, end, _, _ = window
    names, sums, credited = (
        await channel_names(operation),
        await channel_sums(operation, window),
        await credits(operation, window),
    )
    order: dict[Any, int] = {key: n for n, key in enumerate(names)}

    def told(key: Any) -> tuple[ID | None, str | None]:
        return (ID(encode("channel", key)), names[key]) if key in names else (None, None)

    def place(key: Any) -> int:
        return order.get(key, len(order))

    # Nothing can be said of the return on a cost that nobody booked.
    paid = [one for one in sums.values() if one.cost is not None]
    return AcquisitionReport(
        first=begin, after=end, as_of=now, time_zone=viewer.time_zone, currency=viewer.base_currency,
        channels=[_channel(*told(key), sums[key]) for key in sorted(sums, key=place)],
        total=_channel(None, None, sum(sums.values(), ChannelSums()), paid=sum(paid, ChannelSums())),
        credits=None if credited is None else [
            ChannelCredit(
                channel_id=told(one.channel_id)[0], name=told(one.channel_id)[1], first=one.amounts["FIRST"], last=one.amounts["LAST"],
                linear=one.amounts["LINEAR"], u_shaped=one.amounts["U_SHAPED"],
            )
            for one in sorted(credited, key=lambda one: place(one.channel_id))
        ],
        responses=await _responses(operation, window), quality=await _quality(operation, window),
    )  # fmt: skip


def _cents(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 2)


def _share(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 6)


def _channel(key: ID | None, name: str | None, one: ChannelSums, *, paid: ChannelSums | None = None) -> ChannelResult:
    spent = paid or one
    return ChannelResult(
        channel_id=key, name=name, leads=one.leads, duplicates=one.duplicates, valid=one.valid, mql=one.mql, sql=one.sql, deals=one.deals,
        won=one.won, conversion=_share(one.conversion), opportunity_rate=_share(one.opportunity_rate),
        mean_cycle_days=_cents(one.mean_cycle),
        revenue=_cents(one.revenue), mean_amount=_cents(one.mean_amount), cost=_cents(one.cost),
        cost_per_lead=_cents(one.cost_of(one.leads)),
        cost_per_valid=_cents(one.cost_of(one.valid)), cost_per_mql=_cents(one.cost_of(one.mql)), cost_per_sql=_cents(one.cost_of(one.sql)),
        cost_per_customer=_cents(one.cost_of(one.won)), roi=_share(spent.roi), margin_roi=_share(spent.margin_roi),
    )  # fmt: skip


async def _responses(operation: Operation, window: Window) -> ResponseResult | None:
    if not operation.viewer.may("read", "lead_clock"):
        return None
    clocks = await first_responses(operation, window)
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        hours = await team_hours(Change(session, operation.viewer), {one.owner_id for one in clocks if one.owner_id})
    answered = [
        (working_seconds(hours.of(one.owner_id), one.started_at, one.stopped_at), one.stopped_at, one.due_at)
        for one in clocks
        if one.stopped_at is not None
    ]
    made = responses(answered, sum(1 for one in clocks if one.stopped_at is None))
    return ResponseResult(
        answered=made.answered, met=made.met, breaches=made.breaches, met_share=made.met_share,
        median_seconds=made.median_seconds, p90_seconds=made.p90_seconds,
    )  # fmt: skip


async def _quality(operation: Operation, window: Window) -> LeadQuality:
    one = await quality(operation, window)
    return LeadQuality(
        old_enough=one.old_enough, leaked=one.leaked, leak_rate=_share(ratio(one.leaked, one.old_enough)), effective=one.effective,
        effective_rate=_share(ratio(one.effective, one.leads)), accepted=one.accepted, rejected=one.rejected, pending=one.pending,
        acceptance_rate=_share(ratio(one.accepted, one.accepted + one.rejected)), recycled=one.recycled,
        recycle_rate=_share(ratio(one.recycled, one.leads)), claimed=one.claimed,
        claim_conversion=_share(ratio(one.claimed_converted, one.claimed)),
    )  # fmt: skip


def queries() -> dict[str, Any]:
    """The report of acquisition."""
    text = "Who came in a period, by which channel and at what cost; whose touch won; how fast and how well leads are worked."
    return {"acquisition_report": strawberry.field(resolver=acquisition_report, description=text)}
