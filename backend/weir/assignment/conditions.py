"""The conditions of rules: filters on leads, compiled as every filter is, evaluated for some leads in one statement."""

from collections.abc import Sequence
from typing import Any

import psycopg

from weir.access.viewer import Viewer
from weir.assignment.model import AssignmentRule
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.errors import Refusal
from weir.leads.model import Lead
from weir.reading.build import BadRead, Build
from weir.reading.given import given_where
from weir.reading.where import where_sql

LABEL = {"label": ("条件", "The condition")}


def tests(rules: Sequence[AssignmentRule], viewer: Viewer) -> tuple[str, dict[str, Any]]:
    """SQL of an array of booleans for the lead `x`, one for each rule, and its parameters."""
    build = Build(viewer)
    parts = [f"coalesce(({_sql(build, rule.condition)}), false)" for rule in rules]
    return f"array[{', '.join(parts)}]::boolean[]", build.params


def _sql(build: Build, condition: Any) -> str:
    entry = object_of(Lead)
    try:
        return where_sql(build, entry, "x", given_where(entry, condition or {}))
    except BadRead:
        # Of a field that is no longer there: the rule holds for no lead until somebody mends it.
        return "false"


async def checked(change: Change, condition: Any) -> dict[str, Any]:
    """The condition if it can be evaluated. Raises `Refusal`."""
    entry, build = object_of(Lead), Build(change.viewer)
    try:
        test = where_sql(build, entry, "x", given_where(entry, condition))
        await change.fetch(f"select 1 from lead x where {test} limit 1", build.params)
    except BadRead as bad:
        raise Refusal("INVALID", ("condition",), {**LABEL, "why": bad.told}) from None
    except psycopg.errors.DataError:
        raise Refusal("INVALID", ("condition",), {**LABEL, "why": ("超出范围。", "it is out of range.")}) from None
    return dict(condition)
