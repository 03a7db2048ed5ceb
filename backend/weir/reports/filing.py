"""A report's figures as a file: CSV or XLSX with the heads, the rows and totals, and who took it when."""

import base64
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import select

from weir.catalog.declare import Kind
from weir.changing.change import Change
from weir.errors import Refusal
from weir.exports.model import ExportFormat
from weir.exports.writing import Tongue, opened
from weir.identity.model import Organisation
from weir.reports.axes import Entry
from weir.reports.compile import plan
from weir.reports.definition import defined
from weir.reports.keys import OTHER, Key
from weir.reports.naming import key_name, measure_name
from weir.reports.result import Result, made


@dataclass(frozen=True, slots=True)
class Filed:
    """A file to hand over: its content in base64."""

    name: str
    content: str


async def export_report(change: Change, given: dict[str, Any]) -> Filed:
    """Writes the figures of a definition, as the viewer; needs the right to export the records they come from. Audited."""
    definition = defined(given["definition"], "definition")
    compiled = plan(change.viewer, definition)
    if not change.viewer.may("export", definition.source):
        what = (compiled.entry.zh, f"{compiled.entry.en.lower()}s")
        raise Refusal("EXPORT_FORBIDDEN", ("definition", "source"), {"what": what})
    result = made(compiled, change.viewer, await change.fetch(compiled.sql, compiled.build.params))
    kind = ExportFormat(given["format"])
    tongue = Tongue(change.viewer.locale, change.viewer.time_zone)
    company = (await change.session.exec(select(Organisation.name).order_by(sa.text("created_at")).limit(1))).first()  # type: ignore[attr-defined]
    mark = tongue.mark(company or "", change.viewer.name, datetime.now(UTC), result.considered)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{kind.value.lower()}"
        table = opened(kind, path)
        table.add([*_heads(result, tongue), *_lines(result, tongue), [mark]])
        table.close()
        content = base64.b64encode(path.read_bytes()).decode()
    told = {"name": given["name"], "format": kind.value, "definition": given["definition"], "count": result.considered}
    change.audit("report.exported", "", None, {name: [None, value] for name, value in told.items()})
    return Filed(f"{given['name'][:80]}.{kind.value.lower()}", content)


def _heads(result: Result, tongue: Tongue) -> list[list[Any]]:
    split = len(result.plan.definition.rows)
    keys = result.plan.keys
    names = [key_name(one, tongue.chinese) for one in keys[:split]] or [""]
    measures = [measure_name(result.plan.entry, one, tongue.chinese) for one in result.plan.figures]
    second = names + [name for _ in result.columns.entries for name in measures]
    if not keys[split:]:
        return [second]
    first: list[Any] = [""] * len(names)
    for entry in result.columns.entries:
        first += [_entry_name(entry, keys[split:], tongue)] + [""] * (len(measures) - 1)
    return [first, second]


def _lines(result: Result, tongue: Tongue) -> list[list[Any]]:
    keys = result.plan.keys[: len(result.plan.definition.rows)]
    empty: list[Decimal | None] = [None] * len(result.plan.figures)
    lines = []
    for row in result.rows.entries:
        names = [_value_name(keys[n], row, n, tongue) for n in range(len(row.values))]
        line: list[Any] = names + [tongue.say("合计", "Total")] * (len(row.values) < len(keys) or not keys)
        line += [""] * (max(1, len(keys)) - len(line))
        for column in result.columns.entries:
            cell = result.cells.get((row.values, column.values))
            line += cell.numbers if cell else empty
        lines.append(line)
    return lines


def _entry_name(entry: Entry, keys: list[Key], tongue: Tongue) -> str:
    names = [_value_name(keys[n], entry, n, tongue) for n in range(len(entry.values))]
    return " · ".join(names) if len(names) == len(keys) else tongue.say("合计", "Total")


def _value_name(key: Key, entry: Entry, n: int, tongue: Tongue) -> str:
    value, label = entry.values[n], entry.labels[n]
    if value == OTHER:
        return tongue.say("其他", "Others")
    if value is None or (key.target and label is None):
        return tongue.say("（空）", "(empty)")
    if key.kind is Kind.BOOL:
        return tongue.say("是", "Yes") if value == "true" else tongue.say("否", "No")
    return label if label is not None else value
