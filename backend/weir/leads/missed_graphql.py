"""The report of missed business in the API."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.changing.change import Change
from weir.graphql.basics import enum_of
from weir.graphql.errors import ApiError
from weir.graphql.operation import Operation
from weir.leads.kinds import MissedAs
from weir.leads.missing import missed_business

MOST_MONTHS = 36
enum_of(MissedAs)


@strawberry.type(
    description="Leads of one month that were missed in one way. The list of them has the same number, for the same viewer."
)
class MissedCell:
    """Leads of one month that were missed in one way."""

    kind: MissedAs = strawberry.field(description="How they were missed: `missedAs` of each.")
    starts_at: dt.datetime = strawberry.field(description="They came from here on (`createdAt`),")
    ends_at: dt.datetime = strawberry.field(description="and before here.")
    leads: int = strawberry.field(description="How many.")
    with_budget: int = strawberry.field(description="Of how many the budget is known.")
    worth: Decimal | None = strawberry.field(
        description="What they may have been worth, in the organisation's currency: their budget, or else a won deal's average."
        " Null for who may not see amounts, or when nothing is known."
    )


@strawberry.type(description="Business that was missed, as far as the viewer sees leads.")
class MissedBusiness:
    """Business that was missed."""

    since: dt.datetime = strawberry.field(description="When the first month began.")
    average_won: Decimal | None = strawberry.field(
        description="What deals won in the last year came to on average; it stands for a budget nobody knows."
    )
    cells: list[MissedCell] = strawberry.field(description="Months in order; those without are left out.")


Months = Annotated[int, strawberry.argument(description=f"How many months up to this one, 1 to {MOST_MONTHS}.")]


async def missed(root: Any, info: Info, months: Months = 12) -> MissedBusiness:
    """Leads nobody called, lost before a quote, or back in the pool twice, by month."""
    operation: Operation = info.context
    if not 1 <= months <= MOST_MONTHS:
        raise ApiError("BAD_USER_INPUT", f"Months are 1 to {MOST_MONTHS}.")
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        cells, since, average = await missed_business(Change(session, operation.viewer), months)
    told = [
        MissedCell(
            kind=one.kind,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            leads=one.leads,
            with_budget=one.with_budget,
            worth=one.worth,
        )
        for one in cells
    ]
    return MissedBusiness(since=since, average_won=average, cells=told)


def missed_queries() -> dict[str, Any]:
    """The report."""
    text = "Business that was missed: leads nobody called, lost before a quote, or back in the pool twice."
    return {"missed_business": strawberry.field(resolver=missed, description=text)}
