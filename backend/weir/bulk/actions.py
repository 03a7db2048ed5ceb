"""What can be done with bulk actions: rehearse, run, cancel, undo. The work itself is done by a job."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from weir.bulk.given import checked
from weir.bulk.model import BulkAction, BulkObject, BulkRow, BulkRun, BulkStatus
from weir.bulk.verbs import UNDO_DAYS
from weir.catalog.ids import key_of
from weir.catalog.registry import OBJECTS
from weir.changing.change import Change
from weir.changing.selecting import matching
from weir.errors import Refusal, forbidden
from weir.jobs import defer_in

RUN = "bulk.run"
MAX_RECORDS = 500


async def rehearse_bulk(change: Change, given: dict[str, Any]) -> BulkRun:
    """Finds the records, checks what is asked, and lets a job try it on each of them without doing it."""
    change.require("bulk.run")
    change.allow("create", BulkRun)
    if change.viewer.user_id is None:
        raise forbidden()
    kind, action = BulkObject(given["object"]), BulkAction(given["action"])
    kept = await checked(change, kind, action, given)
    keys = await _keys(change, kind, given)
    run = change.add(BulkRun(object=kind, action=action, given=kept, owner_id=change.viewer.user_id, total=len(keys)))
    await change.session.flush()
    rows = [{"run_id": run.id, "position": place, "record_id": key} for place, key in enumerate(keys)]
    await change.session.execute(sa.insert(BulkRow), rows)
    return await _start(change, run, BulkStatus.REHEARSING)


async def _keys(change: Change, kind: BulkObject, given: dict[str, Any]) -> list[UUID]:
    name = kind.value.lower()
    if given.get("recordIds") is not None:
        named = list(dict.fromkeys(given["recordIds"]))
        keys = [key for one in named if (key := key_of(one, name)) is not None]
        count = len(named)
    else:
        entry = OBJECTS[name]
        gone = bool(given.get("voided")) and entry.keeps_voided
        keys, count = await matching(change, entry, given.get("filter"), given.get("search"), MAX_RECORDS, gone=gone)
    if count > MAX_RECORDS:
        shown = "10,000+" if count >= 10_000 else f"{count:,}"
        raise Refusal("BULK_TOO_MANY", ("recordIds",), {"count": shown, "max": MAX_RECORDS})
    if not keys:
        raise Refusal("BULK_NOTHING", ("recordIds",))
    return keys


async def run_bulk(change: Change, given: dict[str, Any]) -> BulkRun:
    """Does what was rehearsed; one that was cancelled goes on where it stopped."""
    run = await _load(change, given)
    begun = run.undo_until is not None and run.status in (BulkStatus.CANCELLED, BulkStatus.FAILED)
    if run.status is not BulkStatus.REHEARSED and not begun:
        raise Refusal("BULK_BUSY", ("id",))
    run.undo_until = change.now + timedelta(days=UNDO_DAYS)
    return await _start(change, run, BulkStatus.RUNNING)


async def cancel_bulk(change: Change, given: dict[str, Any]) -> BulkRun:
    """Stops after the records being worked on now; what was done stays, and can be undone."""
    run = await _load(change, given)
    if run.status is BulkStatus.UNDOING:
        raise Refusal("BULK_BUSY", ("id",))
    if run.status in (BulkStatus.REHEARSING, BulkStatus.REHEARSED, BulkStatus.RUNNING):
        run.status, run.finished_at = BulkStatus.CANCELLED, change.now
        await change.save("cancelled")
    return run


async def undo_bulk(change: Change, given: dict[str, Any]) -> BulkRun:
    """Takes the whole action back, within 7 days and once; a record changed since stays as it is, and is listed."""
    run = await _load(change, given)
    if run.status is BulkStatus.UNDONE:
        raise Refusal("UNDONE_ALREADY", ("id",))
    if run.status not in (BulkStatus.DONE, BulkStatus.CANCELLED, BulkStatus.FAILED):
        raise Refusal("BULK_BUSY", ("id",))
    if run.undo_until is None or run.undo_until < change.now:
        raise Refusal("UNDO_TOO_LATE", ("id",), {"days": UNDO_DAYS})
    return await _start(change, run, BulkStatus.UNDOING)


async def _load(change: Change, given: dict[str, Any]) -> BulkRun:
    change.require("bulk.run")
    return await change.load(BulkRun, key_of(given["id"], "bulk_run"))


async def _start(change: Change, run: BulkRun, status: BulkStatus) -> BulkRun:
    run.status, run.error, run.done = status, None, 0
    await change.save(status.value.lower())
    await defer_in(change.session, RUN, lock=f"{RUN}:{run.id}", run=str(run.id))
    return run
