"""What can be done with imports: begin, plan, check, commit, cancel, undo. The work itself is done by a job."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.errors import Refusal, not_found
from weir.identity.model import Department
from weir.imports.editing import Editor
from weir.imports.model import ImportBatch, ImportStatus
from weir.imports.plan import Plan
from weir.imports.running import UNDO_DAYS
from weir.imports.staging import PIPELINES
from weir.imports.tasks import RUN
from weir.jobs import defer_in
from weir.pipelines.model import Pipeline

EDITABLE = (ImportStatus.MAPPING, ImportStatus.CHECKED)
BEGUN = (ImportStatus.DONE, ImportStatus.CANCELLED, ImportStatus.FAILED)


async def create_import(change: Change, given: dict[str, Any]) -> ImportBatch:
    """A new import, without files."""
    change.allow("create", ImportBatch)
    if change.viewer.user_id is None:
        raise Refusal("FORBIDDEN")
    row = ImportBatch(name=tidy(given.get("name") or "")[:255], owner_id=change.viewer.user_id)
    row.plan = Plan(currency=change.viewer.base_currency).write()
    change.add(row)
    await _saved(change, row, "created")
    return row


async def update_import(change: Change, given: dict[str, Any]) -> ImportBatch:
    """Changes the plan; what was checked must be checked again."""
    row = await _editable(change, given)
    plan = Plan.read(row.plan)
    if given.get("departmentId"):
        await change.see(Department, key_of(given["departmentId"], "department"), "departmentId")
    for one in given.get("files") or []:
        if one.get("pipelineId"):
            await change.see(Pipeline, key_of(one["pipelineId"], "pipeline"), "pipelineId")
    editor = Editor(change.viewer, plan, {one["no"]: one for one in row.files}, await _pipelines(change))
    editor.apply(given, suggestions_of(row.report))
    if given.get("name") is not None:
        row.name = tidy(given["name"])[:255]
    row.plan, row.status = plan.write(), ImportStatus.MAPPING
    await _saved(change, row, "planned")
    return row


async def remove_import_file(change: Change, given: dict[str, Any]) -> ImportBatch:
    """Takes a file out of the import, with its rows and what was derived from it."""
    row = await _editable(change, given)
    gone = {one["no"] for one in row.files if given["fileNo"] in (one["no"], one.get("derived"))}
    if given["fileNo"] not in gone:
        raise not_found("fileNo")
    plan = Plan.read(row.plan)
    plan.files = {no: one for no, one in plan.files.items() if no not in gone}
    row.files = [one for one in row.files if one["no"] not in gone]
    row.total = sum(one["rows"] for one in row.files)
    row.plan, row.status, row.report = plan.write(), ImportStatus.MAPPING, {}
    for table in ("import_row", "import_outcome"):
        statement = sa.text(f"delete from {table} where batch_id = :batch and file_no = any(:files)")
        await change.session.execute(statement, {"batch": row.id, "files": list(gone)})
    await _saved(change, row, "planned")
    return row


async def check_import(change: Change, given: dict[str, Any]) -> ImportBatch:
    """Rehearses the import: what would be made, changed, rejected, and why."""
    row = await _editable(change, given)
    row.report, row.done = {}, 0
    return await _start(change, row, ImportStatus.CHECKING, "check")


async def commit_import(change: Change, given: dict[str, Any]) -> ImportBatch:
    """Imports what the check found good; one that was cancelled or failed goes on where it stopped."""
    row = await _load(change, given)
    if row.status not in (ImportStatus.CHECKED, ImportStatus.CANCELLED, ImportStatus.FAILED):
        raise Refusal("IMPORT_NOT_CHECKED" if row.status is ImportStatus.MAPPING else "IMPORT_BUSY", ("id",))
    if "files" not in row.report:
        raise Refusal("IMPORT_NOT_CHECKED", ("id",))
    if row.report["problems"]:
        raise Refusal("IMPORT_BLOCKED", ("id",))
    if row.status is ImportStatus.CHECKED:
        row.done = row.rejected
    return await _start(change, row, ImportStatus.RUNNING, "commit")


async def cancel_import(change: Change, given: dict[str, Any]) -> ImportBatch:
    """Stops an import after the rows being written now; those that are in stay, and can be undone or completed."""
    row = await _load(change, given)
    if row.status is ImportStatus.CHECKING:
        row.status = ImportStatus.MAPPING
    elif row.status in (ImportStatus.RUNNING, *EDITABLE):
        row.undo_until, row.finished_at = change.now + timedelta(days=UNDO_DAYS), change.now
        row.status = ImportStatus.CANCELLED
    elif row.status is ImportStatus.UNDOING:
        raise Refusal("IMPORT_BUSY", ("id",))
    await _saved(change, row, "cancelled")
    return row


async def undo_import(change: Change, given: dict[str, Any]) -> ImportBatch:
    """Takes everything back, within 7 days; what somebody changed since stays and is listed."""
    row = await _load(change, given)
    if row.status not in BEGUN:
        raise Refusal("IMPORT_BUSY", ("id",))
    if row.undo_until is not None and row.undo_until < change.now:
        raise Refusal("IMPORT_UNDO_LATE", ("id",))
    row.total, row.done = row.created + row.updated, 0
    return await _start(change, row, ImportStatus.UNDOING, "undo")


def suggestions_of(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The suggestions of the last check, by key."""
    return {
        one["key"]: {**one, "file": int(no)}
        for no, each in report.get("files", {}).items()
        for one in each.get("suggestions", [])
    }


async def _load(change: Change, given: dict[str, Any]) -> ImportBatch:
    return await change.load(ImportBatch, key_of(given["id"], "import_batch"), version=given.get("version"))


async def _editable(change: Change, given: dict[str, Any]) -> ImportBatch:
    row = await _load(change, given)
    if row.status not in EDITABLE:
        raise Refusal("IMPORT_BUSY", ("id",))
    return row


async def _start(change: Change, row: ImportBatch, status: ImportStatus, work: str) -> ImportBatch:
    row.status, row.error = status, None
    await _saved(change, row, work)
    await defer_in(change.session, RUN, lock=f"{RUN}:{row.id}", batch=str(row.id), work=work)
    return row


async def _saved(change: Change, row: ImportBatch, verb: str) -> None:
    """Plans are long and of no interest later: the audit says that something was done, not every column of it."""
    row.updated_at = change.now
    await change.session.flush()
    change.audit(f"import_batch.{verb}", "import_batch", row.id, {"status": [None, row.status.value]})
    change.tell("import_batch", row.id, verb)
    await change.session.flush()


async def _pipelines(change: Change) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await change.session.execute(sa.text(PIPELINES.replace(":", "\\:")))).scalar() or []
    return found
