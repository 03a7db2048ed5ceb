"""The figures of a sheet as one XLSX: a page for each report its reader may export, with its chart, marked with who got it when."""

import re
import tempfile
from pathlib import Path

from weir.access.viewer import Viewer
from weir.exports.writing import Tongue, XlsxTable
from weir.reports.charting import charted
from weir.reports.grid import marked
from weir.reports.sheet import Piece, Sheet

# Characters; enough for most heads.
COLUMN = 18
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def exportable(sheet: Sheet, viewer: Viewer) -> list[Piece]:
    """The reports whose records the viewer may export."""
    return [
        one
        for one in sheet.pieces
        if one.result is not None and viewer.may("export", one.result.plan.definition.source)
    ]


def workbook(pieces: list[Piece], viewer: Viewer, company: str) -> bytes:
    """The file. Blocking; run in a thread."""
    from openpyxl.utils import get_column_letter

    tongue = Tongue(viewer.locale, viewer.time_zone)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        table = XlsxTable(path)
        titles: set[str] = set()
        for n, piece in enumerate(pieces):
            assert piece.result is not None
            page = table.page(_title(piece.name, titles), is_first=n == 0)
            rows, chart = charted(piece.result, tongue, page, piece.name)
            for column in range(1, len(rows[0]) + 1):
                page.column_dimensions[get_column_letter(column)].width = COLUMN
            table.add([*rows, [marked(piece.result, viewer, company)]])
            if chart:
                page.add_chart(chart)
        table.close()
        return path.read_bytes()


def _title(name: str, taken: set[str]) -> str:
    """A page's name as spreadsheets take it: 31 characters, none of theirs, no two alike."""
    plain = FORBIDDEN.sub(" ", name).strip()[:27] or "1"
    title = next(one for one in (plain, *(f"{plain} {n}" for n in range(2, 99))) if one.lower() not in taken)
    taken.add(title.lower())
    return title
