"""The way from a lead to its money, in the API."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

import strawberry
from strawberry import ID, Info

from weir.acquisition.funnel import Step, statement, steps_of
from weir.acquisition.graphql import After, First, window_of
from weir.catalog.ids import encode, key_of
from weir.graphql.basics import enum_of
from weir.graphql.errors import ApiError
from weir.graphql.operation import Operation
from weir.graphql.scalars import Json

StepEnum = enum_of(Step)


@strawberry.type(description="The leads that got so far: to this step, or past it.")
class LeadFunnelStep:
    """The leads that got so far."""

    step: StepEnum = strawberry.field(description="Which step.")  # type: ignore[valid-type]
    stage_id: ID | None = strawberry.field(description="Which stage, of the step STAGE.")
    leads: int = strawberry.field(description="How many.")
    share: float | None = strawberry.field(description="Of those at the step before, between 0 and 1.")
    share_of_all: float | None = strawberry.field(description="Of all leads.")
    amount: Decimal | None = strawberry.field(
        description="What their deals are worth, in the organisation's currency; of contracts what was signed, of payments what came in."
    )
    step_days: float | None = strawberry.field(description="Days since the step before, the median.")
    days: float | None = strawberry.field(description="Days since the lead came, the median.")
    where: Json = strawberry.field(description="The filter of the list of these leads.")


@strawberry.type(
    description="How far the leads that came in a period have got by now, along one pipeline, as the viewer sees leads and deals."
)
class LeadFunnel:
    """How far the leads of a period have got."""

    first: dt.date = strawberry.field(description="The first day.")
    after: dt.date = strawberry.field(description="The first day after it.")
    as_of: dt.datetime = strawberry.field(description="When it was counted.")
    steps: list[LeadFunnelStep] = strawberry.field(description="From the lead to its money.")


Pipe = Annotated[ID, strawberry.argument(description="Along which pipeline.")]


async def lead_funnel(root: Any, info: Info, pipeline_id: Pipe, first: First = None, after: After = None) -> LeadFunnel:
    """How far leads got."""
    operation: Operation = info.context
    viewer = operation.viewer
    if not (viewer.may("read", "lead") and viewer.may("read", "deal")):
        raise ApiError("FORBIDDEN", "Leads and deals are not for your role.")
    begin, end, since, until = window_of(viewer.time_zone, first, after)
    pipeline = key_of(str(pipeline_id), "pipeline")
    params = {**viewer.params, "pipeline": pipeline, "since": since, "until": until}
    found = steps_of(await operation.report(statement(viewer), params), pipeline, since, until)
    before = [None, *(one.leads for one in found)]
    return LeadFunnel(
        first=begin, after=end, as_of=dt.datetime.now(dt.UTC),
        steps=[
            LeadFunnelStep(
                step=one.step, stage_id=ID(encode("stage", one.stage_id)) if one.stage_id else None, leads=one.leads, amount=one.amount,
                share=one.leads / whole if whole else None, share_of_all=one.leads / found[0].leads if found[0].leads else None,
                step_days=one.step_days, days=one.days, where=Json(one.where),
            )
            for one, whole in zip(found, before, strict=False)
        ],
    )  # fmt: skip


def queries() -> dict[str, Any]:
    """The way from a lead to its money."""
    text = (
        "How far the leads that came in a period have got: contacted, a deal, each stage of a pipeline, won, with a contract, paid;"
        " and in how many days."
    )
    return {"lead_funnel": strawberry.field(resolver=lead_funnel, description=text)}
