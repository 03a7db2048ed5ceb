"""From the groups of one statement to what a report shows: axes, cells, and numbers against each other."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from weir.access.viewer import Viewer
from weir.errors import Refusal
from weir.reports.axes import Axis, Entry, Values
from weir.reports.compile import MAX_GROUPS, Plan
from weir.reports.definition import Show

Row = tuple[Any, ...]
ZERO = Decimal(0)


@dataclass(slots=True)
class Cell:
    """One cell: of how many rows, and its numbers."""

    rows: int
    numbers: list[Decimal | None]


@dataclass(slots=True)
class Result:
    """A report as it stands: `cells` by the values of its row and column."""

    plan: Plan
    rows: Axis
    columns: Axis
    cells: dict[tuple[Values, Values], Cell]
    as_of: datetime | None

    @property
    def considered(self) -> int:
        """How many records it is made of."""
        whole = self.cells.get(((), ()))
        return whole.rows if whole else 0

    def written(self) -> list[list[Any]]:
        """The cells as [place of the row, place of the column, records, numbers…]; numbers are decimal strings."""
        rows, columns = _places(self.rows.entries), _places(self.columns.entries)
        written = [
            [rows[row], columns[column], cell.rows, *[None if one is None else f"{one:f}" for one in cell.numbers]]
            for (row, column), cell in self.cells.items()
        ]
        # No two cells have the same place: nothing beyond it is compared.
        written.sort()
        return written


def _places(entries: list[Entry]) -> dict[Values, int]:
    return {entry.values: place for place, entry in enumerate(entries)}


def made(plan: Plan, viewer: Viewer, groups: list[Row]) -> Result:
    """The report of the groups that the plan's statement found. Raises `Refusal` when there are too many."""
    if len(groups) > MAX_GROUPS:
        raise Refusal("REPORT_TOO_BIG", (), {"max": f"{MAX_GROUPS:,}"})
    definition, split = plan.definition, len(plan.definition.rows)
    rows = Axis(plan.keys[:split], definition, viewer.time_zone, viewer.is_chinese, first=True)
    columns = Axis(plan.keys[split:], definition, viewer.time_zone, viewer.is_chinese, first=False)
    cells: dict[tuple[Values, Values], Cell] = {}
    depths: dict[int, tuple[int, int]] = {}
    for mask, count, values, labels, sorts, numbers, _ in groups:
        if mask not in depths:
            grouped = [not mask >> (len(plan.keys) - 1 - n) & 1 for n in range(len(plan.keys))]
            depths[mask] = sum(grouped[:split]), sum(grouped[split:])
        deep, wide = depths[mask]
        row = rows.add(values, labels, sorts, 0, deep)
        column = columns.add(values, labels, sorts, split, wide)
        if count or not (row or column):
            cells[row, column] = Cell(count, numbers)
    by_value = definition.sort == "VALUE" or bool(definition.top)
    rows.arrange((lambda at: _worth(cells, at, definition.top.by if definition.top else 0)) if by_value else None)
    columns.arrange(None)
    result = Result(plan, rows, columns, cells, groups[0][-1] if groups else None)
    _relate(result)
    return result


def _worth(cells: dict[tuple[Values, Values], Cell], at: Values, measure: int) -> Decimal | None:
    cell = cells.get((at, ()))
    return cell.numbers[measure] if cell else None


def _relate(result: Result) -> None:
    """Replaces the numbers of measures that are shown against others."""
    for n, figure in enumerate(result.plan.figures):
        show = figure.measure.show
        if show in (Show.SHARE, Show.SHARE_OF_ROW, Show.SHARE_OF_COLUMN):
            _shares(result, n, show)
        elif show is not Show.VALUE:
            _steps(result, n, show)


def _shares(result: Result, n: int, show: Show) -> None:
    numbers = {at: cell.numbers[n] for at, cell in result.cells.items()}
    for (row, column), cell in result.cells.items():
        whole = {
            Show.SHARE: ((), ()),
            Show.SHARE_OF_ROW: (row, ()),
            Show.SHARE_OF_COLUMN: ((), column),
        }[show]
        part, of = numbers[row, column], numbers.get(whole)
        cell.numbers[n] = round(part / of, 6) if part is not None and of else None


def _steps(result: Result, n: int, show: Show) -> None:
    """Along the columns, or down the rows when there are none: sums so far, or the way from one to the next."""
    across = bool(result.plan.definition.columns)
    along, fixed = (result.columns, result.rows) if across else (result.rows, result.columns)
    for other in fixed.entries:
        last: dict[Values, Decimal | None] = {}
        for entry in along.entries:
            at = (other.values, entry.values) if across else (entry.values, other.values)
            cell = result.cells.get(at)
            if len(entry.values) < len(along.keys):
                # A total has nothing before it.
                if cell and show is not Show.RUNNING:
                    cell.numbers[n] = None
                continue
            parent, now = entry.values[:-1], cell.numbers[n] if cell else None
            before = last.get(parent)
            last[parent] = (before or ZERO) + (now or ZERO) if show is Show.RUNNING else now
            if cell:
                cell.numbers[n] = _step(show, before, now, last[parent])


def _step(show: Show, before: Decimal | None, now: Decimal | None, running: Decimal | None) -> Decimal | None:
    if show is Show.RUNNING:
        return running
    if before is None or now is None:
        return None
    if show is Show.DIFFERENCE:
        return now - before
    return round((now - before) / before, 6) if before else None
