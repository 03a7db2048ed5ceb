"""Use and data quality in the API."""

import datetime as dt
from typing import Annotated, Any

import strawberry
from strawberry import ID, Info

from weir.catalog.ids import encode
from weir.graphql.errors import ApiError
from weir.graphql.operation import Operation
from weir.reports.adoption import Adoption, adoption_of, statement

MOST_DAYS = 366


@strawberry.type(
    description="How one person uses Weir, and how good the data they keep is. Counts are of records the viewer sees."
)
class PersonAdoption:
    """How one person uses Weir."""

    user_id: ID = strawberry.field(description="Who.")
    name: str = strawberry.field(description="Their name.")
    is_active: bool = strawberry.field(description="Whether they still work with us.")
    last_seen_at: dt.datetime | None = strawberry.field(description="When they signed in last.")
    active_days: int = strawberry.field(description="Days of the period on which they entered a record.")
    entered: int = strawberry.field(
        description="Accounts, contacts, leads, deals, activities and tasks they entered in the period."
    )
    activities: int = strawberry.field(description="Their activities that happened in the period.")
    open_deals: int = strawberry.field(description="Their open deals.")
    planned: int = strawberry.field(description="How many of these have a next follow-up ahead, after `asOf`.")
    slipped: int = strawberry.field(description="How many of them should have closed before today.")
    leads: int = strawberry.field(description="Their leads whose contact data the viewer reads.")
    reachable: int = strawberry.field(description="How many of these have a mobile, a phone or an e-mail.")
    doubles: int = strawberry.field(
        description="How many share their mobile or e-mail with another of those leads, of anybody."
    )


@strawberry.type(description="How Weir is used, and how good its data is.")
class AdoptionReport:
    """How Weir is used."""

    since: dt.datetime = strawberry.field(description="The period begins.")
    until: dt.datetime = strawberry.field(description="It ends before this.")
    as_of: dt.datetime = strawberry.field(description="What lies ahead is later than this.")
    people: list[PersonAdoption] = strawberry.field(
        description="By name: everybody for whom the viewer may see targets, and no partners."
    )


Days = Annotated[int, strawberry.argument(description=f"How many days back the period begins, 1 to {MOST_DAYS}.")]
AsOf = Annotated[dt.datetime | None, strawberry.argument(description="Where the period ends; now when left out.")]


async def adoption_report(root: Any, info: Info, days: Days = 30, as_of: AsOf = None) -> AdoptionReport:
    """How Weir is used."""
    operation: Operation = info.context
    if not 1 <= days <= MOST_DAYS:
        raise ApiError("BAD_USER_INPUT", f"Days are 1 to {MOST_DAYS}.")
    now = dt.datetime.now(dt.UTC)
    at = min(as_of or now, now)
    if at.year < 1980:
        raise ApiError("BAD_USER_INPUT", "`asOf` is 1980 or later.")
    since = at - dt.timedelta(days=days)
    params = {**operation.viewer.params, "since": since, "until": at, "now": at}
    rows = await operation.report(statement(operation.viewer), params)
    return AdoptionReport(since=since, until=at, as_of=at, people=[_told(one) for one in adoption_of(rows)])


def _told(one: Adoption) -> PersonAdoption:
    return PersonAdoption(
        user_id=ID(encode("user", one.person)), name=one.name, is_active=one.is_active, last_seen_at=one.last_seen_at,
        active_days=one.days, entered=one.entered, activities=one.activities, open_deals=one.open_deals, planned=one.planned,
        slipped=one.slipped, leads=one.leads, reachable=one.reachable, doubles=one.doubles,
    )  # fmt: skip


def queries() -> dict[str, Any]:
    """The report of use and data quality."""
    text = "How people use Weir and how good their data is: sign-ins, active days, records entered, next steps, slipped, reachable, double."
    return {"adoption_report": strawberry.field(resolver=adoption_report, description=text)}
