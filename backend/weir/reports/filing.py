"""A report's figures as a file: CSV or XLSX with the heads, the rows and totals, and who took it when."""

import base64
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import select

from weir.changing.change import Change
from weir.errors import Refusal
from weir.exports.model import ExportFormat
from weir.exports.writing import Tongue, opened
from weir.identity.model import Organisation
from weir.reports.asking import worked_out
from weir.reports.compile import plan
from weir.reports.definition import defined
from weir.reports.grid import plain_rows


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
    tongue = Tongue(change.viewer.locale, change.viewer.time_zone)
    company = (await change.session.exec(select(Organisation.name).order_by(sa.text("created_at")).limit(1))).first()  # type: ignore[attr-defined]
    mark = tongue.mark(company or "", change.viewer.name, datetime.now(UTC), result.considered)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{kind.value.lower()}"
        table = opened(kind, path)
        table.add([*plain_rows(result, tongue), [mark]])
        table.close()
        content = base64.b64encode(path.read_bytes()).decode()
    told = {"name": given["name"], "format": kind.value, "definition": given["definition"], "count": result.considered}
    change.audit("report.exported", "", None, {name: [None, value] for name, value in told.items()})
    return Filed(f"{given['name'][:80]}.{kind.value.lower()}", content)
