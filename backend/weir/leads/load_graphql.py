"""The load of people in the API."""

import datetime as dt
from typing import Any

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.catalog.ids import encode
from weir.changing.change import Change
from weir.graphql.inputs import ID
from weir.graphql.operation import Operation
from weir.leads.loading import RESPONSE_DAYS, UNEVEN_LEADS, UNEVEN_TIMES, loads


@strawberry.type(
    description="The leads one person has, as far as the viewer sees leads. The lists of them have the same numbers."
)
class PersonLoad:
    """The leads one person has."""

    user_id: ID = strawberry.field(description="Who.")
    name: str = strawberry.field(description="Their name.")
    open: int = strawberry.field(description="Pending or being worked: `status` of each.")
    new_today: int = strawberry.field(description="Theirs since `since`: `ownerSince` of each.")
    overdue: int | None = strawberry.field(
        description="Waiting for longer than they may at `asOf`: `responseDueAt` of each. Null for who may not see clocks."
    )
    capacity: int | None = strawberry.field(
        description="Open leads they may hold by the rules of their pool; null without one in sight."
    )
    free: int | None = strawberry.field(description="How many more, never below 0.")
    response_minutes: int | None = strawberry.field(
        description=f"From when somebody came to us until the first answer, on average over {RESPONSE_DAYS} days, in minutes by the clock."
    )
    is_uneven: bool = strawberry.field(
        description=f"Whether they have more than {UNEVEN_TIMES} times the average open, and {UNEVEN_LEADS} more than it at least."
    )


@strawberry.type(
    description="How leads are spread over the people whose leads the viewer sees by their place: all, those of their department"
    " and below it, or their own."
)
class LeadLoad:
    """How leads are spread."""

    as_of: dt.datetime = strawberry.field(description="When it was counted.")
    since: dt.datetime | None = strawberry.field(description="When the organisation's day began; null without anybody.")
    mean: float = strawberry.field(description="Open leads of one person on average.")
    people: list[PersonLoad] = strawberry.field(description="Who sells or has leads, the fullest first.")


async def lead_load(root: Any, info: Info) -> LeadLoad:
    """How leads are spread over people."""
    operation: Operation = info.context
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        found = await loads(Change(session, operation.viewer))
    people = [
        PersonLoad(
            user_id=ID(encode("user", one.person)),
            name=one.name,
            open=one.open,
            new_today=one.today,
            overdue=one.overdue,
            capacity=one.most,
            free=None if one.most is None else max(0, one.most - one.open),
            response_minutes=one.response,
            is_uneven=one.is_uneven,
        )
        for one in found.people
    ]
    return LeadLoad(as_of=found.at, since=found.since, mean=round(found.mean, 1), people=people)


def load_queries() -> dict[str, Any]:
    """The report."""
    text = "How leads are spread over people: what each has open, what came today, what is overdue, how many more they may hold."
    return {"lead_load": strawberry.field(resolver=lead_load, description=text)}
