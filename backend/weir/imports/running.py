"""The three jobs of an import (check, commit, undo), in a thread with its own connection; harmless when run again."""

import logging
import threading
import time
from dataclasses import replace
from uuid import UUID

from weir.errors import Refusal
from weir.imports.acting import Acting, Connection, connect
from weir.imports.batches import Batch, hold, move, open_batch, tell
from weir.imports.checking import Check
from weir.imports.chunk import Stopped
from weir.imports.committing import Commit, finish
from weir.imports.undoing import Undo

log = logging.getLogger("weir.imports")
UNDO_DAYS = 7
TELL_SECONDS = 0.5


class Busy(Exception):
    """Another worker is at this import; try again later."""


def run(dsn: str, batch_id: UUID, work: str, stop: threading.Event) -> str:
    """Does `check`, `commit` or `undo`; the status afterwards. Raises `Busy`, or `Stopped` when there is more to do."""
    with connect(dsn) as connection:
        if not hold(connection, batch_id):
            raise Busy
        opened = open_batch(connection, batch_id)
        if opened is None:
            return "GONE"
        batch, viewer = opened
        origin = {"check": "CHECKING", "commit": "RUNNING", "undo": "UNDOING"}[work]
        if batch.status != origin:
            return batch.status
        if viewer is None or not viewer.may("create", "import_batch"):
            move(connection, batch_id, "FAILED", origin=origin, error="IMPORT_NO_RIGHT")
            return "FAILED"
        acting = Acting(connection, viewer, batch_id, batch.plan, batch.files, dict(batch.report.get("made", {})))
        try:
            if work == "commit":
                with connect(dsn) as second, connect(dsn) as third:
                    writing = (acting, replace(acting, connection=second))
                    _commit(writing, replace(acting, connection=third), stop)
            else:
                {"check": _check, "undo": _undo}[work](acting, batch, stop)
        except Stopped:
            return _stopped(connection, batch_id, origin)
        except Refusal as refusal:
            move(connection, batch_id, "FAILED", origin=origin, error=refusal.message(viewer.locale)[:500])
        return connection.execute("select status from import_batch where id = %s", [batch_id]).fetchone()[0]  # type: ignore[index, no-any-return]


def _check(acting: Acting, batch: Batch, stop: threading.Event) -> None:
    told = time.monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal told
        if stop.is_set():
            raise Stopped
        if time.monotonic() - told > TELL_SECONDS:
            told = time.monotonic()
            sql = "update import_batch set done = %s, total = %s where id = %s and status = 'CHECKING' returning 1"
            if not acting.rows(sql, [done, total, acting.batch_id]):
                raise Stopped
            tell(acting.connection, acting.batch_id, "progress")

    report = Check(acting, progress).run()
    counts = [one["counts"] for one in report["files"].values()]
    move(
        acting.connection,
        acting.batch_id,
        "CHECKED",
        origin="CHECKING",
        plan=acting.plan.write(),
        files=list(acting.files.values()),
        report={**report, "made": acting.made},
        total=report["total"],
        done=0,
        created=0,
        updated=0,
        unchanged=0,
        rejected=sum(one["reject"] for one in counts),
        error=None,
    )


def _commit(writing: tuple[Acting, ...], reading: Acting, stop: threading.Event) -> None:
    acting = writing[0]
    Commit(writing, reading, stop).run()
    finish(acting)
    acting.connection.execute(
        f"update import_batch set undo_until = now() + interval '{UNDO_DAYS} days', finished_at = now() where id = %s",
        [acting.batch_id],
    )
    move(acting.connection, acting.batch_id, "DONE", origin="RUNNING")


def _undo(acting: Acting, batch: Batch, stop: threading.Event) -> None:
    kept = Undo(acting, stop).run()
    report = {**batch.report, "kept": kept}
    move(acting.connection, acting.batch_id, "UNDONE", origin="UNDOING", report=report)


def _stopped(connection: Connection, batch_id: UUID, origin: str) -> str:
    """Cancelled by its person, or interrupted by the end of the worker: then the job comes again."""
    row = connection.execute("select status from import_batch where id = %s", [batch_id]).fetchone()
    status = str(row[0]) if row else "GONE"
    if status == origin:
        raise Stopped
    return status
