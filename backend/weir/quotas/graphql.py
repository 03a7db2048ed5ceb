"""Quotas in the API: how they stand, the sheet they are planned in, and the verb that sets them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.calendars.team_hours import team_hours
from weir.calendars.worktime import Calendar
from weir.catalog.ids import encode
from weir.changing.change import Change
from weir.errors import Refusal
from weir.graphql.basics import enum_of
from weir.graphql.errors import ApiError
from weir.graphql.inputs import ID, KEY, needed, optional, small_input
from weir.graphql.operation import Operation
from weir.graphql.scalars import Json
from weir.graphql.verbs import Outcome, payload_type, verb
from weir.quotas import actions, planning
from weir.quotas.attaining import (
    BASES,
    Attained,
    attained,
    in_sight,
    monthly_sums,
    open_where,
    reached,
    sums,
    won_where,
)
from weir.quotas.model import QuotaMetric, QuotaPlace
from weir.quotas.months import months_from, working_days

enum_of(QuotaPlace)


@strawberry.type(description="How somebody stands against their target. Each number is that of the list behind it.")
class QuotaStanding:
    """How somebody stands against their target."""

    kind: QuotaPlace = strawberry.field(description="A person, a department with those below it, or the company.")
    place_id: ID | None = strawberry.field(description="The user or the department; null for the company.")
    name: str = strawberry.field(description="Its name; empty for the company.")
    parent_id: ID | None = strawberry.field(description="The department it stands in.")
    quota: Decimal | None = strawberry.field(
        description="The target; of a person who came or left, by the calendar days they were with us."
    )
    members: Decimal | None = strawberry.field(
        description="The sum of its people's targets, which need not be its own; null for a person, or without any."
    )
    actual: Decimal = strawberry.field(
        description="What was reached, by who owned the deal when it closed, the contract when it was signed, or got the payment."
    )
    attainment: float | None = strawberry.field(
        description="The share reached; null without a target, or with one of 0."
    )
    is_met: bool = strawberry.field(description="Whether nothing is left to reach.")
    rank: int | None = strawberry.field(
        description="The place among the people listed (1, 2, 2, 4); those without a target follow, by what they reached."
    )
    pace: float | None = strawberry.field(
        description="The share reached against the share of working days that have passed; above 1 is ahead."
    )
    open: Decimal | None = strawberry.field(
        description="The amount of open deals that should close in the period, by owner; null where no amounts count."
    )
    coverage: float | None = strawberry.field(
        description="`open` against what is left to reach; null without a target, and when it is met."
    )
    source: str = strawberry.field(description="What `actual` counts: the object whose list `wonWhere` filters.")
    won_where: Json = strawberry.field(description="The filter of the records behind `actual`.")
    open_where: Json | None = strawberry.field(description="The filter of the deals behind `open`.")


@strawberry.type(description="How targets stand, as far as the viewer sees quotas and deals.")
class QuotaAttainment:
    """How targets stand."""

    as_of: dt.datetime = strawberry.field(description="When it was worked out.")
    currency: str | None = strawberry.field(
        description="The currency of the amounts; null where customers are counted."
    )
    working_days: int = strawberry.field(description="Working days of the organisation's calendar in the period.")
    working_days_passed: int = strawberry.field(description="How many of them have come, today included.")
    standings: list[QuotaStanding] = strawberry.field(
        description="People in the order of their ranks, then departments, then the company."
    )


@strawberry.type(description="One line of the sheet that targets are planned in.")
class QuotaLine:
    """One line of the sheet that targets are planned in."""

    kind: QuotaPlace = strawberry.field(description="A person, a department or the company.")
    place_id: ID | None = strawberry.field(description="The user or the department; null for the company.")
    name: str = strawberry.field(description="Its name; empty for the company.")
    parent_id: ID | None = strawberry.field(description="The department it stands in.")
    may_plan: bool = strawberry.field(description="Whether the viewer may set its targets.")
    targets: list[Decimal | None] = strawberry.field(description="The target of each month.")
    actuals: list[Decimal] = strawberry.field(description="What a person reached in each month; empty for the others.")


@strawberry.type(description="The sheet that targets are planned in.")
class QuotaPlan:
    """The sheet that targets are planned in."""

    months: list[dt.date] = strawberry.field(description="The first days of its months.")
    currency: str | None = strawberry.field(
        description="The currency of the amounts; null where customers are counted."
    )
    lines: list[QuotaLine] = strawberry.field(description="Those who can have targets, by name.")


From = Annotated[dt.date, strawberry.argument(description="The first day of the first month.", name="from")]
Months = Annotated[int, strawberry.argument(description="How many months, 1 to 24.")]
Metric = Annotated[QuotaMetric, strawberry.argument(description="In what the targets are set.")]


@contextmanager
def _asked() -> Iterator[None]:
    """A period that cannot be, or a report the viewer may not have, is a wrong question."""
    try:
        yield
    except Refusal as refusal:
        code = "BAD_USER_INPUT" if refusal.code.startswith("QUOTA") else "FORBIDDEN"
        raise ApiError(code, refusal.message("EN")) from None


async def _places(operation: Operation, metric: QuotaMetric, months: list[dt.date]) -> list[planning.Place]:
    params = {**operation.viewer.params, "metric": metric.value, "since": months[0], "until": months[-1]}
    rows = await operation.report(planning.statement(operation.viewer), params)
    return planning.places_of(rows)


async def quota_attainment(root: Any, info: Info, metric: Metric, from_: From, months: Months = 1) -> QuotaAttainment:
    """How targets stand."""
    operation: Operation = info.context
    viewer, kind, now = operation.viewer, metric, dt.datetime.now(dt.UTC)
    in_pipeline = kind is QuotaMetric.WON_AMOUNT
    told = QuotaAttainment(
        as_of=now,
        currency=viewer.base_currency if kind.is_money else None,
        working_days=0,
        working_days_passed=0,
        standings=[],
    )
    with _asked():
        span = months_from(from_, months)
        if not viewer.may("read", "quota"):
            return told
        found = await _places(operation, kind, span)
        plans = [reached(viewer, kind, span), *([in_sight(viewer, span)] if in_pipeline else [])]
        numbers = [sums(one, viewer, await operation.report(one.sql, one.build.params)) for one in plans]
    today = now.astimezone(ZoneInfo(viewer.time_zone)).date()
    told.working_days, told.working_days_passed = working_days(await _calendar(operation), span, today)
    won, opened = numbers[0], numbers[1] if in_pipeline else None
    lines = attained(found, won, opened, won_where(kind, span, viewer.time_zone), open_where(span), BASES[kind].owner)
    told.standings = [_told(one, BASES[kind].source, told.working_days_passed, told.working_days) for one in lines]
    return told


async def _calendar(operation: Operation) -> Calendar:
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        return (await team_hours(Change(session, operation.viewer), [])).of(None)


def _told(one: Attained, source: str, passed: int, total: int) -> QuotaStanding:
    place, standing = one.place, one.standing
    pace = standing.pace(passed, total)
    return QuotaStanding(
        kind=QuotaPlace(place.kind), place_id=_id(place), name=place.name, parent_id=_parent(place),
        quota=standing.quota, members=one.members, actual=standing.actual, attainment=_float(standing.attainment),
        is_met=standing.is_met, rank=one.rank, pace=_float(pace), open=standing.open, coverage=_float(standing.coverage),
        source=source, won_where=Json(one.won), open_where=Json(one.open) if one.open else None,
    )  # fmt: skip


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _id(place: planning.Place) -> ID | None:
    return ID(encode("user" if place.kind == "PERSON" else "department", place.id)) if place.id else None


def _parent(place: planning.Place) -> ID | None:
    return ID(encode("department", place.parent)) if place.parent else None


async def quota_plan(root: Any, info: Info, metric: Metric, from_: From, months: Months = 12) -> QuotaPlan:
    """The sheet of targets."""
    operation: Operation = info.context
    viewer, kind = operation.viewer, metric
    currency = viewer.base_currency if kind.is_money else None
    with _asked():
        span = months_from(from_, months)
        if not viewer.may("read", "quota"):
            return QuotaPlan(months=span[:-1], currency=currency, lines=[])
        found = await _places(operation, kind, span)
        compiled = reached(viewer, kind, span, monthly=True)
        numbers = monthly_sums(compiled, viewer, await operation.report(compiled.sql, compiled.build.params))
    lines = []
    for one in found:
        own = numbers.get(one.id, {}) if one.kind == "PERSON" else {}
        if one.kind != "PERSON" or one.sells or one.leads or one.targets or own:
            lines.append(
                QuotaLine(
                    kind=QuotaPlace(one.kind), place_id=_id(one), name=one.name, parent_id=_parent(one), may_plan=one.may_plan,
                    targets=[one.targets.get(month) for month in span[:-1]],
                    actuals=[own.get(month, Decimal(0)) for month in span[:-1]] if one.kind == "PERSON" else [],
                )
            )  # fmt: skip
    return QuotaPlan(months=span[:-1], currency=currency, lines=lines)


def queries() -> dict[str, Any]:
    """How quotas stand, and the sheet they are planned in."""
    standing = (
        "How the targets of people, departments and the company stand in some months, with ranks, pace and coverage."
    )
    sheet = "The targets of some months, as they are planned: everybody the viewer may see quotas of."
    return {
        "quota_attainment": strawberry.field(resolver=quota_attainment, description=standing),
        "quota_plan": strawberry.field(resolver=quota_plan, description=sheet),
    }


def mutations() -> dict[str, Any]:
    """The verb of quotas."""
    cell = small_input(
        "QuotaCellInput",
        "One target. Without a person and a department it is the company's.",
        {
            "month": needed(dt.date, "The first day of the month."),
            "user_id": optional(ID, "Whose it is."),
            "department_id": optional(ID, "Which department's it is."),
            "amount": optional(Decimal, "The target; null takes it away."),
            "was": optional(Decimal, "What the caller saw; another value by now is refused. Null: there was none."),
        },
    )
    given = small_input(
        "SetQuotasInput",
        "Which targets, all or none of them.",
        {
            "metric": needed(enum_of(QuotaMetric), "In what they are set."),
            "cells": needed(list[cell], "The targets."),  # type: ignore[valid-type]
            "idempotency_key": KEY,
        },
    )
    changed = {"changed": (int, strawberry.field(default=0, description="How many targets differ now."))}
    return {
        "setQuotas": verb(
            "setQuotas",
            _set,
            given,
            payload_type("SetQuotasPayload", None, changed),
            "Sets the targets of people, departments or the company, as many as stand in a sheet. (设定目标)",
            defaults={"changed": 0},
        )
    }


async def _set(change: Change, given: dict[str, Any]) -> Outcome:
    return Outcome(None, {"changed": await actions.set_quotas(change, given)})
