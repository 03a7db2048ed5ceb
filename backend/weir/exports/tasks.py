"""The job of an export: one snapshot read page by page as the person, written to a file, told and audited when it is whole."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
from sqlmodel.ext.asyncio.session import AsyncSession

from weir.access.viewer import Viewer
from weir.activities.actions import notify
from weir.activities.model import NotificationKind
from weir.changing.change import Change
from weir.errors import Refusal
from weir.exports.actions import RUN
from weir.exports.asking import PAGE, Ask, asked
from weir.exports.model import Export, ExportStatus
from weir.exports.writing import Tongue, opened
from weir.files.routes import place
from weir.jobs import PERIODIC, Interrupted, Periodic, Worker, job, person

log = logging.getLogger("weir.exports")
KEPT_HOURS = 24
SWEEP_SECONDS = 300

PROGRESS = """
update export set done = %s, version = version + 1, updated_at = now() where id = %s and status = 'RUNNING' returning id
"""
EXPIRE = """
update export set status = 'EXPIRED', version = version + 1, updated_at = now() where status = 'DONE' and expires_at <= now()
"""
# Those whose file is still to be kept.
LIVING = "select id from export where id = any(%s) and status in ('RUNNING', 'DONE')"


@job(RUN)
async def run_export(worker: Worker, export: str) -> None:
    """Makes the file. Run again, it begins anew; stopped or failed, it leaves none."""
    key = UUID(export)
    path = place(worker.settings.exports, key.hex)
    draft = path.with_suffix(".part")
    try:
        await _make(worker, key, path, draft)
    except (Interrupted, psycopg.OperationalError):
        raise Interrupted from None
    except Exception as error:
        if not isinstance(error, Refusal):
            log.exception("export %s failed", key.hex)
        path.unlink(missing_ok=True)
        await _fail(worker, key, error.code if isinstance(error, Refusal) else "INTERNAL")
    finally:
        draft.unlink(missing_ok=True)


async def _make(worker: Worker, key: UUID, path: Path, draft: Path) -> None:
    async with AsyncSession(worker.database.engine, expire_on_commit=False) as session:
        row = await session.get(Export, key)
    if row is None or row.status is not ExportStatus.RUNNING:
        return
    # The rights of this moment, not of the moment it was asked for.
    viewer = await person(worker.database, row.owner_id)
    if viewer is None:
        raise Refusal("FORBIDDEN")
    ask = asked(viewer, row.object.value.lower(), row.given)
    count = await _write(worker, row, ask, draft)
    if count is not None:
        await _finish(worker, key, viewer, ask, count, path, draft)


async def _write(worker: Worker, row: Export, ask: Ask, draft: Path) -> int | None:
    """Writes at most the rows that were counted when it was asked for; None when it was stopped meanwhile."""
    tongue = Tongue(ask.viewer.locale, ask.viewer.time_zone)
    table = await asyncio.to_thread(opened, row.format, draft)
    done, after = 0, None
    try:
        async with worker.database.reads.connection() as connection, connection.transaction():
            # One picture of the list: a record that changes meanwhile is neither lost nor written twice.
            await connection.execute("set transaction isolation level repeatable read, read only")
            [name] = await (await connection.execute("select name from organisation limit 1")).fetchone() or ["Weir"]
            await asyncio.to_thread(table.add, [tongue.header(ask.columns)])
            while done < row.total:
                sql, params = ask.page_sql(after, min(PAGE, row.total - done))
                found = await (await connection.execute(sql, params)).fetchall()
                if not found:
                    break
                rows = [tongue.row(ask.columns, values) for _, *values in found]
                await asyncio.to_thread(table.add, rows)
                done, after = done + len(found), found[-1][0]
                if worker.stop.is_set():
                    raise Interrupted
                if not await _goes_on(worker, row.id, done):
                    return None
            mark = tongue.mark(name, ask.viewer.name, datetime.now(UTC), done)
            await asyncio.to_thread(table.add, [[mark]])
    finally:
        await asyncio.to_thread(table.close)
    return done


async def _goes_on(worker: Worker, key: UUID, done: int) -> bool:
    async with worker.database.engine.begin() as connection:
        found = await connection.exec_driver_sql(PROGRESS, (done, key))
        return found.first() is not None


async def _finish(worker: Worker, key: UUID, viewer: Viewer, ask: Ask, count: int, path: Path, draft: Path) -> None:
    """The file takes its place, its maker is told, and the audit says what left the house: in one transaction."""
    async with (
        AsyncSession(worker.database.engine, expire_on_commit=False, autoflush=False) as session,
        session.begin(),
    ):
        row = await session.get(Export, key, with_for_update=True)
        if row is None or row.status is not ExportStatus.RUNNING:
            return
        change = Change(session, viewer, f"export:{key.hex}")
        row.status, row.total, row.done = ExportStatus.DONE, count, count
        row.finished_at, row.expires_at = change.now, change.now + timedelta(hours=KEPT_HOURS)
        told = {
            "object": row.object,
            "format": row.format,
            "filter": {name: row.given.get(name) for name in ("where", "search") if row.given.get(name)},
            "columns": [one.api_name for one in ask.columns],
            "count": count,
            "reason": row.reason,
        }
        change.audit("export.made", "export", key, {name: [None, value] for name, value in told.items()})
        if viewer.user_id is not None:
            notify(change, viewer.user_id, NotificationKind.EXPORT_DONE)
        await asyncio.to_thread(draft.replace, path)
        await change.finish()


async def _fail(worker: Worker, key: UUID, code: str) -> None:
    async with AsyncSession(worker.database.engine) as session, session.begin():
        row = await session.get(Export, key, with_for_update=True)
        if row is not None and row.status is ExportStatus.RUNNING:
            row.status, row.error, row.finished_at = ExportStatus.FAILED, code, datetime.now(UTC)


async def sweep(worker: Worker) -> None:
    """Removes the files of exports that have expired, and whatever a process that died left behind."""
    # Listed before the question: a file made meanwhile is not in the list.
    files = await asyncio.to_thread(_files, worker.settings.exports)
    async with worker.database.reads.connection() as connection:
        await connection.execute(EXPIRE)
        found = await (await connection.execute(LIVING, [list(files)])).fetchall()
    living = {one[0] for one in found}
    for key, paths in files.items():
        if key not in living:
            for path in paths:
                path.unlink(missing_ok=True)


def _files(folder: Path) -> dict[UUID, list[Path]]:
    found: dict[UUID, list[Path]] = {}
    for path in folder.glob("*/*"):
        found.setdefault(UUID(path.stem), []).append(path)
    return found


PERIODIC.append(Periodic("exports.sweep", SWEEP_SECONDS, sweep))
