"""The GraphQL types of forecasts."""

import datetime as dt
from decimal import Decimal

import strawberry
from strawberry import ID

from weir.catalog.ids import encode
from weir.forecasts.figures import MethodFigures, PersonFigures
from weir.forecasts.methods import STEADY_BELOW, ForecastMethod, StagePast
from weir.graphql.basics import enum_of
from weir.money.rounding import cents

enum_of(ForecastMethod)


@strawberry.type(description="What one method expects of a period, in the organisation's currency.")
class ForecastByMethod:
    """What one method expects."""

    method: ForecastMethod = strawberry.field(
        description="WEIGHTED: amount x probability. CATEGORY: what is committed. HISTORICAL: by the share of closed deals that was won"
        " from each stage. SURVIVAL: by how long each deal has been in its stage and how many days are left."
    )
    open: Decimal = strawberry.field(description="Of open deals.")
    total: Decimal = strawberry.field(description="With what is won already.")
    low: Decimal | None = strawberry.field(description="Nine times of ten it will be more (P10); null for CATEGORY.")
    high: Decimal | None = strawberry.field(description="One time of ten it will be more (P90); null for CATEGORY.")


@strawberry.type(
    description="A person's part, or the whole. Each level holds the surer ones: won, committed, best case, all."
)
class ForecastPart:
    """A person's part, or the whole."""

    owner_id: ID | None = strawberry.field(
        description="Who owned the deals at the instant, or when they were won. Null: the whole, nobody, or who is not shown to the viewer."
    )
    name: str | None = strawberry.field(description="Their name.")
    won: Decimal = strawberry.field(description="Won in the period.")
    won_deals: int = strawberry.field(description="How many deals that is.")
    deals: int = strawberry.field(description="Open deals expected in the period, without those left out of forecasts.")
    commit: Decimal = strawberry.field(description="Won and committed.")
    best_case: Decimal = strawberry.field(description="That and the best case.")
    pipeline: Decimal = strawberry.field(description="That and everything else expected in the period.")
    weighted: Decimal = strawberry.field(description="Open deals by WEIGHTED.")
    historical: Decimal = strawberry.field(description="Open deals by HISTORICAL.")
    survival: Decimal = strawberry.field(description="Open deals by SURVIVAL.")


@strawberry.type(description="What the past tells of a stage.")
class ForecastStage:
    """What the past tells of a stage."""

    stage_id: ID = strawberry.field(description="The stage.")
    deals: int = strawberry.field(description="Open deals of the period that are in it.")
    probability: int = strawberry.field(description="Its own probability, in percent.")
    won: int = strawberry.field(description="Deals won in the last year that had reached it: all that were won.")
    closed: int = strawberry.field(description="Deals closed in the last year that had reached it.")
    chance: float | None = strawberry.field(description="The share HISTORICAL counts with.")
    entries: int = strawberry.field(description="Deals that entered it in two years: what SURVIVAL is made of.")
    is_few: bool = strawberry.field(description=f"Fewer than {STEADY_BELOW} closed: it says little.")


@strawberry.type(
    description="What will be won in a period, as far as the viewer sees deals, as it was known at an instant."
)
class ForecastReport:
    """What will be won in a period."""

    first: dt.date = strawberry.field(description="The first day of the period.")
    after: dt.date = strawberry.field(description="The first day after it.")
    as_of: dt.datetime = strawberry.field(description="What happened later is not known.")
    time_zone: str = strawberry.field(description="Whose days these are.")
    currency: str = strawberry.field(description="What amounts are in.")
    without_amount: int = strawberry.field(description="Open deals of the period without an amount: they count as 0.")
    whole: ForecastPart = strawberry.field(description="All of it.")
    methods: list[ForecastByMethod] = strawberry.field(description="By each method.")
    people: list[ForecastPart] = strawberry.field(description="By owner, the most first.")
    stages: list[ForecastStage] = strawberry.field(description="The open stages, by pipeline, in their order.")


@strawberry.type(description="What was forecast for a period at an instant.")
class ForecastPoint:
    """What was forecast for a period at an instant."""

    as_of: dt.datetime = strawberry.field(description="When.")
    won: Decimal = strawberry.field(description="Won by then.")
    methods: list[ForecastByMethod] = strawberry.field(description="By each method, without ranges.")


@strawberry.type(description="How good a method was for a month: what it said on the first day, and what came.")
class ForecastQuality:
    """How good a method was for a month."""

    method: ForecastMethod = strawberry.field(description="The method.")
    forecast: Decimal = strawberry.field(description="What it said when the month began.")
    accuracy: float | None = strawberry.field(
        description="1 less the share it was off; below 0 when it was off by more than all."
    )
    bias: float | None = strawberry.field(description="Above 0 it promised too much, below 0 too little.")


@strawberry.type(description="A month that is over.")
class ForecastMonth:
    """A month that is over."""

    month: dt.date = strawberry.field(description="Its first day.")
    actual: Decimal = strawberry.field(description="What was won in it.")
    methods: list[ForecastQuality] = strawberry.field(description="How good each method was.")


def part(one: PersonFigures, name: str | None = None) -> ForecastPart:
    """A part of the figures as it is told."""
    return ForecastPart(
        owner_id=ID(encode("user", one.owner_id)) if one.owner_id else None, name=name, won=cents(one.won), won_deals=one.won_deals,
        deals=one.deals, commit=cents(one.up_to("COMMIT")), best_case=cents(one.up_to("BEST_CASE")),
        pipeline=cents(one.up_to("PIPELINE")), weighted=cents(one.open[ForecastMethod.WEIGHTED]),
        historical=cents(one.open[ForecastMethod.HISTORICAL]), survival=cents(one.open[ForecastMethod.SURVIVAL]),
    )  # fmt: skip


def by_method(one: MethodFigures) -> ForecastByMethod:
    """What a method expects, as it is told."""
    low, high = (None if bound is None else cents(bound) for bound in (one.low, one.high))
    return ForecastByMethod(method=one.method, open=cents(one.open), total=cents(one.total), low=low, high=high)


def stage(one: StagePast, deals: int, chance: float | None) -> ForecastStage:
    """A stage's past, as it is told."""
    return ForecastStage(
        stage_id=ID(encode("stage", one.stage_id)), deals=deals, probability=one.probability, won=one.won, closed=one.closed,
        chance=chance, entries=one.fate.entries, is_few=one.closed < STEADY_BELOW,
    )  # fmt: skip
