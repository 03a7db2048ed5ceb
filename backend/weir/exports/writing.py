"""The file of an export: CSV or XLSX, in one language, safe to open in a spreadsheet, marked with who made it."""

import csv
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from weir.catalog.declare import Kind
from weir.catalog.registry import CatalogField
from weir.exports.model import ExportFormat
from weir.messages import is_chinese

# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# More digits than a spreadsheet's numbers keep.
EXACT_DIGITS = 15
MAX_CELL = 32_767


class Tongue:
    """How values and labels read for one person: their language and the organisation's time zone."""

    def __init__(self, locale: str, time_zone: str):
        self.chinese = is_chinese(locale)
        self.zone = ZoneInfo(time_zone)

    def say(self, zh: str, en: str) -> str:
        """One of two texts."""
        return zh if self.chinese else en

    def header(self, columns: Iterable[CatalogField]) -> list[str]:
        """The labels of the columns; a money column is followed by its currency."""
        found = []
        for one in columns:
            label = self.say(one.info.zh, one.info.en)
            found.append(label)
            if one.info.kind is Kind.MONEY:
                found.append(f"{label}{self.say('币种', ' currency')}")
        return found

    def row(self, columns: Iterable[CatalogField], values: Iterable[Any]) -> list[Any]:
        """The values of one record, as they are written."""
        left = iter(values)
        found: list[Any] = []
        for one in columns:
            found.append(self.value(one, next(left)))
            if one.info.kind is Kind.MONEY:
                found.append(next(left))
        return found

    def value(self, field: CatalogField, value: Any) -> Any:
        """One value: labels for enums and booleans, local time for instants; numbers and days as they are."""
        if value is None:
            return None
        if isinstance(value, bool):
            return self.say("是" if value else "否", "Yes" if value else "No")
        if isinstance(value, list):
            return ", ".join(str(one) for one in value)
        if isinstance(value, datetime):
            return value.astimezone(self.zone)
        if field.info.enum is not None and isinstance(value, str):
            member = field.info.enum(value)
            return self.say(member.zh, member.en)
        return value

    def mark(self, organisation: str, person: str, now: datetime, count: int) -> str:
        """The watermark."""
        when = f"{now.astimezone(self.zone):%Y-%m-%d %H:%M} ({self.zone.key})"
        return self.say(
            f"{organisation} · {person} 于 {when} 导出 · 共 {count} 条",
            f"{organisation} · exported by {person} on {when} · {count} rows",
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """A number, and how a spreadsheet shows it."""

    number: Decimal
    look: str


class Table(Protocol):
    """A file that takes rows and is whole when it was closed."""

    def add(self, rows: Iterable[list[Any]]) -> None:
        """Writes rows."""

    def close(self) -> None:
        """Ends the file."""


class CsvTable:
    """UTF-8 with a byte order mark, which spreadsheets ask for."""

    def __init__(self, path: Path):
        self._file = open(path, "w", encoding="utf-8-sig", newline="", opener=private)  # noqa: SIM115
        self._writer = csv.writer(self._file)

    def add(self, rows: Iterable[list[Any]]) -> None:
        """Writes rows."""
        self._writer.writerows([_csv(value) for value in row] for row in rows)

    def close(self) -> None:
        """Ends the file."""
        self._file.close()


class XlsxTable:
    """One sheet, written row by row."""

    def __init__(self, path: Path):
        self._path = path
        # Takes a while to import, with what it finds installed: only an XLSX waits for it.
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        self._cell_of, self._illegal = WriteOnlyCell, ILLEGAL_CHARACTERS_RE
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet()

    def page(self, title: str, *, is_first: bool) -> Any:
        """Begins a page of this name; what is added next stands there."""
        self._sheet = self._sheet if is_first else self._book.create_sheet()
        self._sheet.title = title
        return self._sheet

    def add(self, rows: Iterable[list[Any]]) -> None:
        """Writes rows."""
        for row in rows:
            self._sheet.append([self._cell(value) for value in row])

    def close(self) -> None:
        """Ends the file."""
        with open(self._path, "wb", opener=private) as file:
            self._book.save(file)

    def _cell(self, value: Any) -> Any:
        if isinstance(value, Shown):
            cell = self._cell_of(self._sheet, value=self._cell(value.number))
            cell.number_format = value.look
            return cell
        if isinstance(value, Decimal) and len(value.as_tuple().digits) > EXACT_DIGITS:
            value = format(value, "f")
        if isinstance(value, datetime):
            return value.replace(tzinfo=None)
        if not isinstance(value, str):
            return value
        cell = self._cell_of(self._sheet, value=self._illegal.sub("", value)[:MAX_CELL])
        cell.data_type = "s"
        return cell


def opened(kind: ExportFormat, path: Path) -> Table:
    """A new file of a format, readable by nobody else."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return CsvTable(path) if kind is ExportFormat.CSV else XlsxTable(path)


def private(path: str, flags: int) -> int:
    """Opens for this user only."""
    return os.open(path, flags, 0o600)


def _csv(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text
