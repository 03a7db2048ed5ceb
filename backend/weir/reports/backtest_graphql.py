"""How good the odds of entering a stage were, in the API."""

import asyncio
import datetime as dt
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import strawberry
from strawberry import ID, Info

from weir.calendars.months import later
from weir.catalog.ids import encode, key_of
from weir.graphql.errors import ApiError
from weir.graphql.operation import Operation
from weir.reports.backtest import BINS, SQL, Tally, back_test, entries_of
from weir.reports.stages import FEW_ENTRIES, statement
from weir.reports.stages_graphql import AsOf, Days, Pipe, checked_days

CUTS, MOST_MONTHS = 12, 60


@strawberry.type(description="What estimates said and what came, of the same entries. Shares are between 0 and 1.")
class BackTestTally:
    """What estimates said and what came."""

    entries: int = strawberry.field(description="Deals that entered after the estimates.")
    won: int = strawberry.field(description="How many of them were won within the days.")
    predicted: float = strawberry.field(description="The share that was predicted of them on average.")
    share: float = strawberry.field(description="The share that came.")
    low: float = strawberry.field(description="Where that share begins, at 95% (Wilson).")
    high: float = strawberry.field(description="Where it ends.")
    brier: float = strawberry.field(
        description="The Brier score: the mean square of how far each was off; 0 is perfect, less is better."
    )


@strawberry.type(description="The entries of which about the same was predicted.")
class BackTestBin:
    """The entries of which about the same was predicted."""

    from_: float = strawberry.field(name="from", description="Predicted from here on.")
    to: float = strawberry.field(description="To here.")
    tally: BackTestTally = strawberry.field(description="What was said and what came.")


@strawberry.type(description="The entries to one stage.")
class BackTestStage:
    """The entries to one stage."""

    stage_id: ID = strawberry.field(description="The stage.")
    tally: BackTestTally = strawberry.field(description="What was said and what came.")


@strawberry.type(
    description="How good “of those who enter a stage, so many win within the days” was: asked on the first day of each of twelve months"
    " with what was known then, against what became of who entered until the next."
)
class StageBackTest:
    """How good the odds of entering a stage were."""

    first: dt.datetime = strawberry.field(description="The first day it was asked on.")
    until: dt.datetime = strawberry.field(description="Who entered later is too young to know.")
    as_of: dt.datetime = strawberry.field(description="What happened later is not known.")
    days: int = strawberry.field(description="Within how many days deals are won.")
    whole: BackTestTally | None = strawberry.field(description="All entries; null when nobody can be looked at.")
    brier_of_share: float | None = strawberry.field(
        description="The Brier score of always saying the share that came: what has to be beaten."
    )
    bins: list[BackTestBin] = strawberry.field(description="By how much was predicted, in tenths; those there are.")
    stages: list[BackTestStage] = strawberry.field(description="By stage, in the order of the pipeline.")
    left_out: int = strawberry.field(description="Entries whose estimate had too few entries behind it.")


Back = Annotated[
    int, strawberry.argument(description=f"An estimate looks back over so many months, 1 to {MOST_MONTHS}.")
]
Least = Annotated[int, strawberry.argument(description="Estimates of fewer entries than this are left out.")]


async def stage_back_test(
    root: Any,
    info: Info,
    pipeline_id: Pipe,
    months: Back = 12,
    days: Days = 30,
    as_of: AsOf = None,
    least_entries: Least = FEW_ENTRIES,
) -> StageBackTest:
    """What the odds of a pipeline's stages said on past days, and what came."""
    operation: Operation = info.context
    checked_days(days)
    if not 1 <= months <= MOST_MONTHS:
        raise ApiError("BAD_USER_INPUT", f"Months are 1 to {MOST_MONTHS}.")
    now = dt.datetime.now(dt.UTC)
    at = min(as_of or now, now)
    if at.year < 1980:
        raise ApiError("BAD_USER_INPUT", "`asOf` is 1980 or later.")
    until = at - dt.timedelta(days=days)
    zone = ZoneInfo(operation.viewer.time_zone)
    firsts = [later(until.astimezone(zone).date(), n - CUTS + 1) for n in range(CUTS)]
    cuts = [dt.datetime.combine(one, dt.time(), zone) for one in firsts]
    starts = [dt.datetime.combine(later(one, -months), dt.time(), zone) for one in firsts]
    params = {"pipeline": key_of(str(pipeline_id), "pipeline"), "as_of": at}
    rows = await operation.report(statement(operation.viewer, SQL), {**operation.viewer.params, **params})
    # Thousands of entries, seen from twelve days: other requests need not wait for that.
    found = await asyncio.to_thread(back_test, entries_of(rows), cuts, starts, until, days, least_entries)
    whole = found.whole
    return StageBackTest(
        first=cuts[0], until=until, as_of=at, days=days, whole=_told(whole) if whole else None,
        brier_of_share=whole.share * (1 - whole.share) if whole else None,
        bins=[BackTestBin(from_=n / BINS, to=(n + 1) / BINS, tally=_told(one)) for n, one in found.bins],
        stages=[BackTestStage(stage_id=ID(encode("stage", key)), tally=_told(one)) for key, one in found.stages],
        left_out=found.left_out,
    )  # fmt: skip


def _told(one: Tally) -> BackTestTally:
    return BackTestTally(**{name: getattr(one, name) for name in Tally.__slots__})


def queries() -> dict[str, Any]:
    """The back-test of the odds of stages."""
    text = "How good the odds of entering a stage were: what they said on past days, and what came."
    return {"stage_back_test": strawberry.field(resolver=stage_back_test, description=text)}
