"""How much of the targets is reached: of each person, each department and the company, with the filter of the records behind each number.

What was reached counts for whoever owned the deal when it closed, the contract when it was signed or when it was paid; what is open
for its owner now. A department has what its people
have, and what those below it have. Everything is counted by the report engine, so each number is that of its list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from weir.access.viewer import Viewer
from weir.catalog.ids import encode
from weir.quotas.model import QuotaMetric
from weir.quotas.months import instant
from weir.quotas.planning import Place
from weir.quotas.ranking import Standing, places
from weir.reports.compile import Plan, plan
from weir.reports.definition import defined
from weir.reports.keys import Where
from weir.reports.result import made

ZERO = Decimal(0)
Sums = Mapping[UUID | None, Decimal]


@dataclass(frozen=True, slots=True)
class Attained:
    """One place with how it stands: `rank` among the people shown, `members` the sum of its people's targets (of a person: None).

    `won` and `open` are the filters of the records behind `standing.actual` and `standing.open`.
    """

    place: Place
    standing: Standing
    members: Decimal | None
    rank: int | None
    won: Where
    open: Where | None


@dataclass(frozen=True, slots=True)
class Basis:
    """What counts towards a target: records of `source` that match `where`, in the month of `at`, for whom `owner` names.

    Their sum, or how many they are; `is_day`: `at` is a business day rather than an instant.
    """

    source: str
    at: str
    owner: str
    where: Where
    is_day: bool = True
    is_count: bool = False


WON: Where = {"status": {"eq": "WON"}}
BASES = {
    QuotaMetric.WON_AMOUNT: Basis("deal", "closedAt", "ownerAtClose", WON, is_day=False),
    QuotaMetric.NEW_CUSTOMERS: Basis(
        "deal", "closedAt", "ownerAtClose", {**WON, "isFirstWin": {"eq": True}}, is_day=False, is_count=True
    ),
    QuotaMetric.CONTRACT_AMOUNT: Basis("contract", "signedOn", "ownerAtSigning", {}),
    # What was reversed has not come in.
    QuotaMetric.PAYMENT_AMOUNT: Basis("payment", "receivedOn", "credited", {"status": {"eq": "CONFIRMED"}}),
}


def won_where(metric: QuotaMetric, months: list[date], zone: str) -> Where:
    """The records that count towards targets of these months."""
    basis = BASES[metric]
    first, after = (day.isoformat() if basis.is_day else instant(day, zone) for day in (months[0], months[-1]))
    return {**basis.where, basis.at: {"gte": first, "lt": after}}


def open_where(months: list[date]) -> Where:
    """The open deals that should close in these months."""
    between = {"gte": months[0].isoformat(), "lt": months[-1].isoformat()}
    return {"status": {"eq": "OPEN"}, "expectedCloseDate": between}


def reached(viewer: Viewer, metric: QuotaMetric, months: list[date], *, monthly: bool = False) -> Plan:
    """What was reached, by person (and month)."""
    basis = BASES[metric]
    definition: dict[str, Any] = {
        "source": basis.source,
        "where": won_where(metric, months, viewer.time_zone),
        "rows": [{"field": basis.owner}],
        "measures": [{"function": "COUNT"} if basis.is_count else {"function": "SUM", "field": "baseAmount"}],
    }
    if monthly:
        definition["columns"] = [{"field": basis.at, "granularity": "MONTH"}]
    return plan(viewer, defined(definition))


def in_sight(viewer: Viewer, months: list[date]) -> Plan:
    """The amount of open deals dated in the period, by person."""
    measures = [{"function": "SUM", "field": "baseAmount"}]
    definition = {"source": "deal", "where": open_where(months), "rows": [{"field": "owner"}], "measures": measures}
    return plan(viewer, defined(definition))


def sums(compiled: Plan, viewer: Viewer, groups: list[tuple[Any, ...]]) -> dict[UUID | None, Decimal]:
    """The numbers by person."""
    cells = made(compiled, viewer, groups).cells
    return {
        UUID(row[0]) if row[0] else None: cell.numbers[0] or ZERO
        for (row, column), cell in cells.items()
        if len(row) == 1 and not column
    }


def monthly_sums(
    compiled: Plan, viewer: Viewer, groups: list[tuple[Any, ...]]
) -> dict[UUID | None, dict[date, Decimal]]:
    """The numbers by person and month."""
    found: dict[UUID | None, dict[date, Decimal]] = {}
    for (row, column), cell in made(compiled, viewer, groups).cells.items():
        if len(row) == 1 and len(column) == 1 and column[0]:
            person = UUID(row[0]) if row[0] else None
            found.setdefault(person, {})[date.fromisoformat(column[0])] = cell.numbers[0] or ZERO
    return found


def attained(
    found: Iterable[Place], won: Sums, opened: Sums | None, base: Where, pipeline: Where, owner: str
) -> list[Attained]:
    """Everybody with how they stand: people in order of their places, then departments, then the company.

    `owner`: by whom the records behind `won` count.
    """
    listed = list(found)
    ahead = None if opened is None else pipeline
    people = [
        one
        for one in listed
        if one.kind == "PERSON" and (one.sells or one.quota is not None or won.get(one.id) or ZERO)
    ]
    standings = {
        one.id: Standing(one.quota, won.get(one.id, ZERO), None if opened is None else opened.get(one.id, ZERO))
        for one in people
    }
    ranks = places(standings)
    lines = [
        Attained(one, standings[one.id], None, ranks[one.id], *_behind(base, ahead, _person(one, owner)))
        for one in sorted(people, key=lambda one: ranks[one.id])
    ]
    # Everybody counts for the departments above them, also who is not listed because there is nothing to tell.
    everybody = [one for one in listed if one.kind == "PERSON"]
    departments = {one.id: one for one in listed if one.kind == "DEPARTMENT"}
    for place in departments.values():
        below = [key for key, one in departments.items() if place.id in one.path]
        members = [one for one in everybody if one.parent in below]
        if any(one in people for one in members) or place.quota is not None:
            among = {"departmentId": {"in": [encode("department", key) for key in below if key]}}
            part = ({owner: among}, {"owner": among})
            lines.append(_whole(place, members, won, opened, *_behind(base, ahead, part)))
    for place in listed:
        if place.kind == "COMPANY":
            standing = Standing(
                place.quota, sum(won.values(), ZERO), None if opened is None else sum(opened.values(), ZERO)
            )
            lines.append(Attained(place, standing, _planned(everybody), None, base, ahead))
    return lines


def _person(place: Place, owner: str) -> tuple[Where, Where]:
    same = {"eq": encode("user", place.id)} if place.id else {}
    return {f"{owner}Id": same}, {"ownerId": same}


def _behind(base: Where, pipeline: Where | None, part: tuple[Where, Where]) -> tuple[Where, Where | None]:
    return {**base, **part[0]}, {**pipeline, **part[1]} if pipeline else None


def _whole(
    place: Place, members: list[Place], won: Sums, opened: Sums | None, behind: Where, pipeline: Where | None
) -> Attained:
    actual = sum((won.get(one.id, ZERO) for one in members), ZERO)
    ahead = None if opened is None else sum((opened.get(one.id, ZERO) for one in members), ZERO)
    return Attained(place, Standing(place.quota, actual, ahead), _planned(members), None, behind, pipeline)


def _planned(members: list[Place]) -> Decimal | None:
    """The sum of the targets of people; None when nobody has one."""
    quotas = [one.quota for one in members if one.quota is not None]
    return sum(quotas, ZERO) if quotas else None
