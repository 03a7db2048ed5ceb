"""The waterfall of the pipeline in the API: the steps between two instants, and the deals behind each."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry import ID, Info

from weir.catalog.ids import encode
from weir.forecasts.graphql import Department, Owner, Pipe, allowed, chosen
from weir.forecasts.waterfall import BESIDE, PipelineStep, Place, Span, Sum, changed, waterfall
from weir.graphql.basics import enum_of
from weir.graphql.errors import ApiError
from weir.graphql.operation import Operation

MOST_ROWS = 200
StepEnum = enum_of(PipelineStep)


@strawberry.type(description="Open deals of a stage at both instants, in the organisation's currency.")
class WaterfallStage:
    """Open deals of a stage at both instants."""

    stage_id: ID | None = strawberry.field(description="The stage; null when nothing is known of it.")
    deals_before: int = strawberry.field(description="Deals at the first instant.")
    amount_before: Decimal = strawberry.field(description="Their amounts then.")
    deals_after: int = strawberry.field(description="Deals at the second.")
    amount_after: Decimal = strawberry.field(description="Their amounts then.")


@strawberry.type(description="What happened to deals between two instants.")
class WaterfallStep:
    """What happened to deals between two instants."""

    step: StepEnum = strawberry.field(description="What happened.")  # type: ignore[valid-type]
    deals: int = strawberry.field(description="To how many deals. A deal may be in several steps.")
    change: Decimal = strawberry.field(description="By how much it changed the pipeline; or what its deals are worth.")
    is_beside: bool = strawberry.field(description="It changes no sum: deals put off or moved back that still belong.")


@strawberry.type(
    description="How the pipeline of one instant became that of another. The start and all steps that are not beside make the end."
)
class PipelineWaterfall:
    """How the pipeline of one instant became that of another."""

    since: dt.datetime = strawberry.field(description="The first instant.")
    until: dt.datetime = strawberry.field(description="The second.")
    first: dt.date | None = strawberry.field(description="Deals expected from this day on; null: all that are open.")
    after: dt.date | None = strawberry.field(description="Before this day.")
    time_zone: str = strawberry.field(description="Whose days these are.")
    currency: str = strawberry.field(description="What amounts are in.")
    start_deals: int = strawberry.field(description="Open deals at the first instant.")
    start_amount: Decimal = strawberry.field(description="Their amounts then.")
    end_deals: int = strawberry.field(description="Open deals at the second.")
    end_amount: Decimal = strawberry.field(description="Their amounts then.")
    steps: list[WaterfallStep] = strawberry.field(description="Every step, also those nothing happened in.")
    stages: list[WaterfallStage] = strawberry.field(description="By stage.")


@strawberry.type(description="One deal in one step.")
class ChangedDeal:
    """One deal in one step."""

    deal_id: ID = strawberry.field(description="The deal.")
    name: str = strawberry.field(description="Its name.")
    step: StepEnum = strawberry.field(description="What happened.")  # type: ignore[valid-type]
    change: Decimal = strawberry.field(description="By how much it changed the pipeline in this step.")
    amount_before: Decimal | None = strawberry.field(
        description="What it was worth at the first instant; null when it did not belong."
    )
    amount_after: Decimal = strawberry.field(description="What it was worth at the second, or when it was closed.")
    day_before: dt.date | None = strawberry.field(description="When it was expected, at the first instant.")
    day_after: dt.date | None = strawberry.field(description="When it was expected, at the second.")
    stage_before: ID | None = strawberry.field(description="Its stage at the first instant.")
    stage_after: ID | None = strawberry.field(description="Its open stage at the second.")


@strawberry.type(description="Some deals of a step.")
class ChangedDeals:
    """Some deals of a step."""

    rows: list[ChangedDeal] = strawberry.field(description="The largest change first.")
    end_cursor: str | None = strawberry.field(description="Where the next ones begin; null when these are the last.")


Since = Annotated[dt.datetime, strawberry.argument(description="The first instant.")]
Until = Annotated[dt.datetime | None, strawberry.argument(description="The second; now when left out.")]
FirstDay = Annotated[dt.date | None, strawberry.argument(description="Only deals expected from this day on.")]
AfterDay = Annotated[dt.date | None, strawberry.argument(description="And before this day.")]
Step = Annotated[StepEnum | None, strawberry.argument(description="Of one step; of all when left out.")]  # type: ignore[valid-type]
Size = Annotated[int, strawberry.argument(description=f"How many, 1 to {MOST_ROWS}.")]
Cursor = Annotated[str | None, strawberry.argument(description="`endCursor` of the page before.")]


def _span(
    operation: Operation, since: dt.datetime, until: dt.datetime | None, first: dt.date | None, after: dt.date | None,
    pipeline: str | None, owner: str | None, department: str | None,
) -> Span:  # fmt: skip
    allowed(operation)
    now = dt.datetime.now(dt.UTC)
    end = min(until or now, now)
    if since.year < 1971 or since >= end:
        raise ApiError("BAD_USER_INPUT", "`since` is 1971 or later, and before `until`.")
    if (first is None) != (after is None) or (first and after and first >= after):
        raise ApiError("BAD_USER_INPUT", "Give `first` and `after` together, the earlier first.")
    return Span(since, end, end == now, first, after, chosen(pipeline, owner, department))


async def pipeline_waterfall(
    root: Any, info: Info, since: Since, until: Until = None, first: FirstDay = None, after: AfterDay = None,
    pipeline_id: Pipe = None, owner_id: Owner = None, department_id: Department = None,
) -> PipelineWaterfall:  # fmt: skip
    """The steps between two instants."""
    operation: Operation = info.context
    span = _span(operation, since, until, first, after, pipeline_id, owner_id, department_id)
    found = await waterfall(operation, span)
    nothing = Sum(0, Decimal(0))
    stages = sorted({*found.start, *found.end}, key=str)
    starts, ends = found.start.values(), found.end.values()
    return PipelineWaterfall(
        since=span.since, until=span.until, first=first, after=after, time_zone=operation.viewer.time_zone,
        currency=operation.viewer.base_currency,
        start_deals=sum(one.deals for one in starts), start_amount=sum((one.amount for one in starts), Decimal(0)),
        end_deals=sum(one.deals for one in ends), end_amount=sum((one.amount for one in ends), Decimal(0)),
        steps=[
            WaterfallStep(step=step, deals=one.deals, change=one.amount, is_beside=step in BESIDE)
            for step in PipelineStep
            for one in (found.steps.get(step, nothing),)
        ],
        stages=[
            WaterfallStage(
                stage_id=_id("stage", key), deals_before=before.deals, amount_before=before.amount, deals_after=later.deals,
                amount_after=later.amount,
            )
            for key in stages
            for before, later in ((found.start.get(key, nothing), found.end.get(key, nothing)),)
        ],
    )  # fmt: skip


async def changed_deals(
    root: Any, info: Info, since: Since, until: Until = None, first: FirstDay = None, after: AfterDay = None,
    pipeline_id: Pipe = None, owner_id: Owner = None, department_id: Department = None, step: Step = None, size: Size = 50,
    cursor: Cursor = None,
) -> ChangedDeals:  # fmt: skip
    """The deals behind the steps."""
    operation: Operation = info.context
    span = _span(operation, since, until, first, after, pipeline_id, owner_id, department_id)
    if not 1 <= size <= MOST_ROWS:
        raise ApiError("BAD_USER_INPUT", f"`size` is 1 to {MOST_ROWS}.")
    found = await changed(operation, span, step, size + 1, _place(cursor))
    rows = [
        ChangedDeal(
            deal_id=ID(encode("deal", one.id)), name=one.name, step=one.step, change=one.change, amount_before=one.amount_before,
            amount_after=one.amount_after, day_before=one.day_before, day_after=one.day_after,
            stage_before=_id("stage", one.stage_before), stage_after=_id("stage", one.stage_after),
        )
        for one in found[:size]
    ]  # fmt: skip
    last = found[size - 1] if len(found) > size else None
    return ChangedDeals(rows=rows, end_cursor=f"{abs(last.change)}~{last.id}~{last.step.value}" if last else None)


def _id(name: str, key: UUID | None) -> ID | None:
    return ID(encode(name, key)) if key else None


def _place(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    try:
        size, key, step = cursor.split("~")
        place = Decimal(size), UUID(key), PipelineStep(step).value
    except (ValueError, ArithmeticError):
        raise ApiError("BAD_USER_INPUT", "`cursor` is an `endCursor` of this list.") from None
    if not place[0].is_finite():
        raise ApiError("BAD_USER_INPUT", "`cursor` is an `endCursor` of this list.")
    return place


def queries() -> dict[str, Any]:
    """What happened to the pipeline."""
    return {
        "pipeline_waterfall": strawberry.field(
            resolver=pipeline_waterfall, description="How the pipeline of one instant became that of another."
        ),
        "changed_deals": strawberry.field(
            resolver=changed_deals,
            description="The deals behind the steps of `pipelineWaterfall`, the largest change first.",
        ),
    }
