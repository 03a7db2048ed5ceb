"""What the picture of a report is drawn from: the series and places its chart takes of the figures, or the whole for a page elsewhere."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from weir.access.viewer import Viewer
from weir.exports.writing import Tongue
from weir.reports.axes import Axis
from weir.reports.definition import Chart
from weir.reports.grid import WORDS
from weir.reports.keys import OTHER, Key
from weir.reports.naming import key_name, measure_name
from weir.reports.result import Result

# The client's own borders (`plot.ts`): more says nothing, and the table has it all.
MOST_MARKS, MOST_MEASURES = 60, 8
TABLES = (Chart.TABLE, Chart.HEAT, Chart.NUMBER)
RINGS = (Chart.PIE, Chart.DONUT, Chart.FUNNEL)


@dataclass(frozen=True, slots=True)
class Series:
    """One series: the place of its column, and of its measure."""

    column: int
    measure: int


@dataclass(frozen=True, slots=True)
class Plot:
    """What a chart takes of a result: the places of its rows, and its series."""

    rows: list[int]
    series: list[Series]


def plot_of(result: Result) -> Plot | None:
    """The marks of a report's picture, as the client chooses them; None where the report is a table or a number."""
    definition = result.plan.definition
    rows = _leaves(result.rows)[:MOST_MARKS] if definition.rows else []
    if not rows or definition.chart in TABLES:
        return None
    whole = next(n for n, one in enumerate(result.columns.entries) if not one.values)
    if definition.columns and definition.chart not in RINGS:
        series = [Series(one, 0) for one in _leaves(result.columns)[:MOST_MARKS]]
    else:
        most = 1 if definition.chart in RINGS else MOST_MEASURES
        series = [Series(whole, n) for n in range(min(most, len(result.plan.figures)))]
    return Plot(rows, series) if series else None


def is_drawn(result: Result | None) -> bool:
    """Whether there is anything to draw."""
    return result is not None and result.considered > 0 and plot_of(result) is not None


def _leaves(axis: Axis) -> list[int]:
    return [n for n, one in enumerate(axis.entries) if len(one.values) == len(axis.keys)]


def drawn_from(result: Result, name: str, viewer: Viewer) -> str:
    """The figures as JSON for the client's own charts on a page of somebody else's: without filters, and without the id of anything."""
    tongue, plan = Tongue(viewer.locale, viewer.time_zone), result.plan
    split = len(plan.definition.rows)
    figures = {
        "considered": result.considered,
        "timeZone": viewer.time_zone,
        "currency": viewer.base_currency,
        "rowHeads": [_head(one, tongue) for one in plan.keys[:split]],
        "columnHeads": [_head(one, tongue) for one in plan.keys[split:]],
        "measures": [
            {
                "label": measure_name(plan.entry, one, tongue.chinese),
                "isMoney": one.is_money,
                "isPercent": one.is_percent,
            }
            for one in plan.figures
        ],
        "rows": _entries(result.rows, plan.keys[:split]),
        "columns": _entries(result.columns, plan.keys[split:]),
        "cells": result.written(),
    }
    given = {
        "name": name,
        "chart": plan.definition.chart.value,
        "target": str(plan.definition.target or ""),
        "words": {name: tongue.say(*said) for name, said in WORDS.items()},
        "more": tongue.say("另有 # 项见表格。", "# more are in the table."),
        "figures": figures,
    }
    # It stands inside a script element, which no text of anybody's may end.
    return json.dumps(given, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _head(key: Key, tongue: Tongue) -> dict[str, Any]:
    grain = key.dimension.granularity
    return {
        "label": key_name(key, tongue.chinese),
        "kind": key.kind.value,
        "granularity": grain.value if grain else None,
        "isNamed": key.is_named,
    }


def _entries(axis: Axis, keys: Sequence[Key]) -> list[dict[str, Any]]:
    return [
        {
            "keys": [_key(*one) for one in zip(keys, entry.values, entry.labels, strict=False)],
            "isTotal": len(entry.values) < len(keys),
        }
        for entry in axis.entries
    ]


def _key(key: Key, value: str | None, label: str | None) -> dict[str, Any]:
    """A value as its name needs it: what is named, or is a record, says no more than that name."""
    speaks = label is None and key.target is None and value != OTHER
    return {"value": value if speaks else None, "label": label, "isOther": value == OTHER}
