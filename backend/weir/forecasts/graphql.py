"""Forecasts in the API: the computed figures, how they came about, how good they were, and what people say."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import strawberry
from strawberry import ID, Info

from weir.calendars.months import later
from weir.catalog.ids import key_of
from weir.catalog.registry import object_of
from weir.forecasts import actions
from weir.forecasts.figures import accuracy, bias, figures, stage_chances
from weir.forecasts.model import Forecast, ForecastLevel
from weir.forecasts.periods import days_left, months_from
from weir.forecasts.reading import Choice, found_in, names_of, past_of
from weir.forecasts.types import (
    ForecastMonth,
    ForecastPoint,
    ForecastQuality,
    ForecastReport,
    by_method,
    part,
    stage,
)
from weir.graphql.basics import enum_of
from weir.graphql.errors import ApiError
from weir.graphql.inputs import KEY, needed, optional
from weir.graphql.nouns import simple_verb
from weir.graphql.operation import Operation
from weir.money.rounding import cents
from weir.reports.asking import sees_amounts

MOST_MONTHS, MOST_PAST, POINTS = 12, 12, 9
First = Annotated[
    dt.date | None, strawberry.argument(description="A day of the first month; this month when left out.")
]
Months = Annotated[int, strawberry.argument(description=f"How many months, 1 to {MOST_MONTHS}.")]
PastMonths = Annotated[int, strawberry.argument(description=f"How many months before this one, 1 to {MOST_PAST}.")]
Pipe = Annotated[ID | None, strawberry.argument(description="Of one pipeline; of all when left out.")]
Owner = Annotated[ID | None, strawberry.argument(description="Of one owner.")]
Department = Annotated[ID | None, strawberry.argument(description="Of a department and those below it.")]
AsOf = Annotated[dt.datetime | None, strawberry.argument(description="As it was known then; now when left out.")]
Steady = Annotated[bool, strawberry.argument(description="Evens out stages of which few closed deals are known.")]


def allowed(operation: Operation) -> None:
    """Raises `ApiError` for who may not read forecasts, or no amounts of deals."""
    if not sees_amounts(operation.viewer):
        raise ApiError("FORBIDDEN", "Amounts of deals are not for your role.")
    if not operation.viewer.may("read", "forecast"):
        raise ApiError("FORBIDDEN", "Forecasts are not for your role.")


def chosen(pipeline: str | None, owner: str | None, department: str | None) -> Choice:
    """Which deals are asked for by these global ids."""

    def key(text: str | None, name: str) -> UUID | None:
        # An id that is none of these finds nothing, as one that does not exist.
        return (key_of(str(text), name) or UUID(int=0)) if text else None

    return Choice(key(pipeline, "pipeline"), key(owner, "user"), key(department, "department"))


def _instant(at: dt.datetime | None) -> dt.datetime:
    now = dt.datetime.now(dt.UTC)
    if at is not None and at.year < 1971:
        raise ApiError("BAD_USER_INPUT", "`asOf` is 1971 or later.")
    return min(at or now, now)


def _first(operation: Operation, first: dt.date | None, months: int, at: dt.datetime) -> dt.date:
    if not 1 <= months <= MOST_MONTHS:
        raise ApiError("BAD_USER_INPUT", f"Months are 1 to {MOST_MONTHS}.")
    begin = first or at.astimezone(ZoneInfo(operation.viewer.time_zone)).date()
    if not 1971 <= begin.year <= 2200:
        raise ApiError("BAD_USER_INPUT", "`first` lies between 1971 and 2200.")
    return begin


async def forecast_report(
    root: Any, info: Info, first: First = None, months: Months = 1, pipeline_id: Pipe = None, owner_id: Owner = None,
    department_id: Department = None, as_of: AsOf = None, steady: Steady = True,
) -> ForecastReport:  # fmt: skip
    """The forecast of a period."""
    operation: Operation = info.context
    allowed(operation)
    at, zone = _instant(as_of), operation.viewer.time_zone
    period = months_from(_first(operation, first, months, at), months, zone)
    choice = chosen(pipeline_id, owner_id, department_id)
    found, past = await found_in(operation, period, choice, at), await past_of(operation, choice.pipeline, at)
    made = figures(found, past, days_left(period, at), steady=steady)
    people = [one for one in made.people if one.deals or one.won_deals]
    names = await names_of(operation, [one.owner_id for one in people if one.owner_id])
    return ForecastReport(
        first=period.first, after=period.after, as_of=at, time_zone=zone, currency=operation.viewer.base_currency,
        without_amount=found.without_amount, whole=part(made.whole), people=[part(one, names.get(one.owner_id)) for one in people],
        methods=[by_method(one) for one in made.methods],
        stages=[stage(*one) for one in stage_chances(found.deals, past, steady=steady)],
    )  # fmt: skip


async def forecast_history(
    root: Any, info: Info, first: First = None, months: Months = 1, pipeline_id: Pipe = None, owner_id: Owner = None,
    department_id: Department = None, steady: Steady = True,
) -> list[ForecastPoint]:  # fmt: skip
    """What was forecast for the period, from as long before it as it lasts, until it was over or now."""
    operation: Operation = info.context
    allowed(operation)
    now = _instant(None)
    begin = _first(operation, first, months, now)
    period = months_from(begin, months, operation.viewer.time_zone)
    start = months_from(later(begin, -months), months, operation.viewer.time_zone).since
    end = min(period.until, now)
    choice = chosen(pipeline_id, owner_id, department_id)
    told = []
    for n in range(POINTS):
        at = start + (end - start) * n / (POINTS - 1)
        if start >= end:
            break
        found, past = await found_in(operation, period, choice, at), await past_of(operation, choice.pipeline, at)
        made = figures(found, past, days_left(period, at), steady=steady, ranges=False)
        told.append(
            ForecastPoint(as_of=at, won=cents(made.whole.won), methods=[by_method(one) for one in made.methods])
        )
    return told


async def forecast_accuracy(
    root: Any, info: Info, months: PastMonths = 6, pipeline_id: Pipe = None, owner_id: Owner = None,
    department_id: Department = None, steady: Steady = True,
) -> list[ForecastMonth]:  # fmt: skip
    """What was forecast on the first day of each of the last months, and what came."""
    operation: Operation = info.context
    allowed(operation)
    if not 1 <= months <= MOST_PAST:
        raise ApiError("BAD_USER_INPUT", f"Months are 1 to {MOST_PAST}.")
    now, zone = _instant(None), operation.viewer.time_zone
    choice = chosen(pipeline_id, owner_id, department_id)
    this = _first(operation, None, 1, now)
    told = []
    for n in range(months, 0, -1):
        period = months_from(later(this, -n), 1, zone)
        then, past = (
            await found_in(operation, period, choice, period.since),
            await past_of(operation, choice.pipeline, period.since),
        )
        made = figures(then, past, days_left(period, period.since), steady=steady, ranges=False)
        over = await found_in(operation, period, choice, max(period.until, period.since), won_only=True)
        actual = sum(amount for _, _, amount in over.won)
        methods = [
            ForecastQuality(
                method=one.method,
                forecast=cents(one.total),
                accuracy=accuracy(actual, one.total),
                bias=bias(actual, one.total),
            )
            for one in made.methods
        ]
        told.append(ForecastMonth(month=period.first, actual=cents(actual), methods=methods))
    return told


def queries() -> dict[str, Any]:
    """The computed forecasts."""
    return {
        "forecast_report": strawberry.field(
            resolver=forecast_report, description="What will be won in a period, by four methods, as of any instant."
        ),
        "forecast_history": strawberry.field(
            resolver=forecast_history,
            description="How the forecast of a period came about, at instants in their order.",
        ),
        "forecast_accuracy": strawberry.field(
            resolver=forecast_accuracy, description="How good the forecasts of past months were, the oldest first."
        ),
    }


def mutations() -> dict[str, Any]:
    """Saying what will be won."""
    fields = {
        "month": needed(dt.date, "The first day of the month."),
        "level": needed(enum_of(ForecastLevel), "How sure."),
        "amount": optional(Decimal, "What will be won in the month, closed deals included; null takes the word back."),
        "note": optional(str, "Why."),
        "owner_id": optional(
            ID, "Whose deals; the viewer's own when left out. Of somebody else's it is a manager's word."
        ),
        "version": optional(int, "The version seen, when there is one already; a stale one is a CONFLICT."),
        "idempotency_key": KEY,
    }
    text = "Says what will be won in a month, beside the computed figures. (提交预测)"
    return simple_verb("submitForecast", object_of(Forecast), actions.submit_forecast, text, fields)
