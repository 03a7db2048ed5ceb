"""A report's figures as a file: CSV or XLSX with the heads, the rows and totals, and who took it when."""

import asyncio
import base64
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import select

from weir.access.viewer import Viewer
from weir.changing.change import Change
from weir.errors import Refusal
from weir.exports.model import ExportFormat
from weir.exports.writing import CsvTable, Tongue
from weir.identity.model import Organisation
from weir.reports.asking import worked_out
from weir.reports.compile import plan
from weir.reports.definition import defined
from weir.reports.grid import marked, plain_rows
from weir.reports.sheet import Piece
from weir.reports.workbook import workbook


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
    assert change.report is not None
    result = await worked_out(change.report, compiled, change.viewer)
    kind = ExportFormat(given["format"])
    company = (await change.session.exec(select(Organisation.name).order_by(sa.text("created_at")).limit(1))).first()  # type: ignore[attr-defined]
    piece = Piece(given["name"], given["definition"], result)
    content = await asyncio.to_thread(_content, kind, piece, change.viewer, company or "")
    told = {"name": given["name"], "format": kind.value, "definition": given["definition"], "count": result.considered}
    change.audit("report.exported", "", None, {name: [None, value] for name, value in told.items()})
    return Filed(f"{given['name'][:80]}.{kind.value.lower()}", base64.b64encode(content).decode())


def _content(kind: ExportFormat, piece: Piece, viewer: Viewer, company: str) -> bytes:
    """The file. Blocking; run in a thread."""
    if kind is ExportFormat.XLSX:
        return workbook([piece], viewer, company)
    result = piece.result
    assert result is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.csv"
        table = CsvTable(path)
        table.add([*plain_rows(result, Tongue(viewer.locale, viewer.time_zone)), [marked(result, viewer, company)]])
        table.close()
        return path.read_bytes()
