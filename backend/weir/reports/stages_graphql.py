"""The figures of a pipeline's stages in the API."""

import asyncio
import datetime as dt
from typing import Annotated, Any

import strawberry
from strawberry import ID, Info

from weir.calendars.months import earlier
from weir.catalog.ids import encode, key_of
from weir.graphql.errors import ApiError
from weir.graphql.operation import Operation
from weir.reports.stages import FEW_ENTRIES, MEAN_MONTHS, StageFigures, figures_of, statement

MOST_DAYS = 730


@strawberry.type(
    description="One stage of a pipeline: who reached it, how long they stay, and how many win. Shares are between 0 and 1."
)
class StageReport:
    """One stage of a pipeline."""

    stage_id: ID = strawberry.field(description="The stage.")
    reached: int = strawberry.field(
        description="Deals created in the period that reached it: were in it or further, or are won."
    )
    rate: float | None = strawberry.field(
        description="The share of them that went on: to the next stage, or to be won."
    )
    mean_rate: float | None = strawberry.field(description="The same of the deals of the six months before.")
    touched: int = strawberry.field(description="Deals created in the period that were really in it.")
    present: int = strawberry.field(description="Deals that were in it at any time of the period.")
    progressed: int = strawberry.field(description="How many of those went further within the period.")
    stays: int = strawberry.field(description="Stays begun in the period that have ended.")
    staying: int = strawberry.field(description="Stays begun in the period that go on.")
    mean_days: float | None = strawberry.field(description="The mean of the ended stays, in days.")
    median_days: float | None = strawberry.field(description="The median of the ended stays, in days.")
    survival_days: float | None = strawberry.field(
        description="The median with what goes on counted rightly (Kaplan-Meier); null when fewer than half have ended."
    )
    over_limit: int = strawberry.field(description="Stays longer than the stage's limit.")
    entries: int = strawberry.field(description="Deals that entered it for the first time in the period.")
    entries_old_enough: int = strawberry.field(
        description="Those of them that entered the days asked for ago, or longer."
    )
    won_in_time: int = strawberry.field(description="How many of these were won within the days.")
    won_share: float | None = strawberry.field(description="Their share.")
    won_low: float | None = strawberry.field(description="Where that share begins, at 95% (Wilson).")
    won_high: float | None = strawberry.field(description="Where it ends.")
    won_incidence: float | None = strawberry.field(
        description="The share won within the days, of all entries, with losses as competing ends (Aalen-Johansen)."
    )
    is_few: bool = strawberry.field(description=f"Fewer than {FEW_ENTRIES} entries: it says little.")


@strawberry.type(description="How deals go through a pipeline, as of an instant, as far as the viewer sees deals.")
class PipelineReport:
    """How deals go through a pipeline."""

    since: dt.datetime = strawberry.field(description="The period begins.")
    until: dt.datetime = strawberry.field(description="It ends before this.")
    as_of: dt.datetime = strawberry.field(description="What happened later is not known.")
    days: int = strawberry.field(description="Within how many days deals are won.")
    created: int = strawberry.field(description="Deals created in the period.")
    won: int = strawberry.field(description="How many of them are won.")
    matured: int = strawberry.field(description="How many of them are closed.")
    bottleneck: ID | None = strawberry.field(description="The stage whose rate fell most behind its own mean.")
    stages: list[StageReport] = strawberry.field(description="The open stages in their order.")


Since = Annotated[
    dt.datetime | None, strawberry.argument(description="From here on; a year before `asOf` when left out.")
]
Until = Annotated[dt.datetime | None, strawberry.argument(description="Before here; `asOf` when left out.")]
AsOf = Annotated[dt.datetime | None, strawberry.argument(description="As it was then; now when left out.")]
Days = Annotated[int, strawberry.argument(description=f"Won within so many days, 1 to {MOST_DAYS}.")]
Pipe = Annotated[ID, strawberry.argument(description="The pipeline.")]


def checked_days(days: int) -> None:
    """Raises `ApiError` for a number of days that nobody asks for."""
    if not 1 <= days <= MOST_DAYS:
        raise ApiError("BAD_USER_INPUT", f"Days are 1 to {MOST_DAYS}.")


async def pipeline_report(
    root: Any,
    info: Info,
    pipeline_id: Pipe,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    days: Days = 30,
) -> PipelineReport:
    """Funnel, stays and outcomes of a pipeline's stages."""
    operation: Operation = info.context
    checked_days(days)
    now = dt.datetime.now(dt.UTC)
    at = min(as_of or now, now)
    end = min(until or at, at)
    begin = since or end - dt.timedelta(days=365)
    if begin.year < 1971:
        raise ApiError("BAD_USER_INPUT", "`since` is 1971 or later.")
    params = {"pipeline": key_of(str(pipeline_id), "pipeline"), "since": begin, "until": end, "as_of": at, "days": days}
    params |= {"before": earlier(begin, MEAN_MONTHS), "old": at - dt.timedelta(days=days)}
    rows = await operation.report(statement(operation.viewer), {**operation.viewer.params, **params})
    # Long lists of stays take a while: others are answered meanwhile.
    found = await asyncio.to_thread(figures_of, rows, days)
    return PipelineReport(
        since=begin, until=end, as_of=at, days=days, created=found.created, won=found.won, matured=found.matured,
        bottleneck=ID(encode("stage", found.bottleneck)) if found.bottleneck else None,
        stages=[_told(one) for one in found.stages],
    )  # fmt: skip


def _told(one: StageFigures) -> StageReport:
    told = {name: getattr(one, name) for name in StageFigures.__slots__ if name != "stage_id"}
    return StageReport(stage_id=ID(encode("stage", one.stage_id)), is_few=one.entries < FEW_ENTRIES, **told)


def queries() -> dict[str, Any]:
    """The report of a pipeline's stages."""
    text = "How deals go through a pipeline: funnel, stays in each stage, and what becomes of who enters."
    return {"pipeline_report": strawberry.field(resolver=pipeline_report, description=text)}
