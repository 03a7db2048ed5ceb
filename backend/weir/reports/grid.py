"""A report's figures as lines of a table: heads, names of groups, numbers. What files, mails and pages are made of."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from weir.access.viewer import Viewer
from weir.catalog.declare import Kind
from weir.exports.writing import Tongue
from weir.reports.axes import Entry
from weir.reports.conditions import DAYS
from weir.reports.definition import Grain
from weir.reports.keys import OTHER, Key
from weir.reports.measures import Figure
from weir.reports.naming import key_name, measure_name
from weir.reports.result import Result

# What groups without a name of their own are called.
WORDS = {
    "none": ("（空）", "(empty)"),
    "other": ("其他", "Others"),
    "total": ("合计", "Total"),
    "yes": ("是", "Yes"),
    "no": ("否", "No"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the names of its groups, the numbers in the order of the columns, and whether it adds others up."""

    names: list[str]
    numbers: list[Decimal | None]
    is_total: bool


def heads(result: Result, tongue: Tongue) -> list[list[str]]:
    """One or two lines of heads: what the columns are grouped by above the measures."""
    split = len(result.plan.definition.rows)
    keys = result.plan.keys
    names = [key_name(one, tongue.chinese) for one in keys[:split]] or [""]
    measures = [measure_name(result.plan.entry, one, tongue.chinese) for one in result.plan.figures]
    second = names + [name for _ in result.columns.entries for name in measures]
    if not keys[split:]:
        return [second]
    first = [""] * len(names)
    for entry in result.columns.entries:
        first += [_entry_name(entry, keys[split:], tongue)] + [""] * (len(measures) - 1)
    return [first, second]


def lines(result: Result, tongue: Tongue) -> list[Line]:
    """The rows in order, each total after what it adds up."""
    keys = result.plan.keys[: len(result.plan.definition.rows)]
    empty: list[Decimal | None] = [None] * len(result.plan.figures)
    made = []
    for row in result.rows.entries:
        is_total = len(row.values) < len(keys) or not keys
        names = [value_name(keys[n], row, n, tongue) for n in range(len(row.values))]
        names += [tongue.say(*WORDS["total"])] * is_total
        names += [""] * (max(1, len(keys)) - len(names))
        numbers: list[Decimal | None] = []
        for column in result.columns.entries:
            cell = result.cells.get((row.values, column.values))
            numbers += cell.numbers if cell else empty
        made.append(Line(names, numbers, is_total))
    return made


def _entry_name(entry: Entry, keys: list[Key], tongue: Tongue) -> str:
    names = [value_name(keys[n], entry, n, tongue) for n in range(len(entry.values))]
    return " · ".join(names) if len(names) == len(keys) else tongue.say(*WORDS["total"])


def value_name(key: Key, entry: Entry, n: int, tongue: Tongue) -> str:
    """What a group is called."""
    value, label = entry.values[n], entry.labels[n]
    if value == OTHER:
        return tongue.say(*WORDS["other"])
    if value is None or (key.target and label is None):
        return tongue.say(*WORDS["none"])
    if key.kind is Kind.BOOL:
        return tongue.say(*WORDS["yes" if value == "true" else "no"])
    if label is not None:
        return label
    return _period_name(key.dimension.granularity, value, tongue) if key.dimension.granularity else value


def _period_name(grain: Grain, text: str, tongue: Tongue) -> str:
    """A period as people say it: `2026-03`, `2026 Q1`, `Mon`, `09:00`."""
    if grain is Grain.WEEKDAY:
        return tongue.say(*DAYS[int(text) - 1])
    if grain is Grain.HOUR:
        return f"{int(text):02d}:00"
    if grain is Grain.MONTH:
        return text[:7]
    if grain is Grain.QUARTER:
        return f"{text[:4]} Q{(int(text[5:7]) + 2) // 3}"
    return text[:4] if grain is Grain.YEAR else text


def written_number(figure: Figure, number: Decimal | None) -> str:
    """A number as people read it: shares in percent with one decimal, amounts with two, others with what they have."""
    if number is None:
        return "–"
    if figure.is_percent:
        return f"{number * 100:,.1f}%"
    if figure.is_money:
        return f"{number:,.2f}"
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def instant(result: Result, tongue: Tongue) -> str:
    """When the figures were so."""
    at = (result.as_of or datetime.now(UTC)).astimezone(tongue.zone)
    return tongue.say(f"截至 {at:%Y-%m-%d %H:%M}", f"as of {at:%Y-%m-%d %H:%M}")


def marked(result: Result, viewer: Viewer, company: str) -> str:
    """The last line of a file: who took how many records and when, of which instant and in which currency."""
    tongue = Tongue(viewer.locale, viewer.time_zone)
    mark = tongue.mark(company, viewer.name, datetime.now(UTC), result.considered)
    return f"{mark} · {instant(result, tongue)} · {viewer.base_currency}"


def plain_rows(result: Result, tongue: Tongue) -> list[list[Any]]:
    """Heads and lines as the rows of a file."""
    return [*heads(result, tongue), *([*one.names, *one.numbers] for one in lines(result, tongue))]
