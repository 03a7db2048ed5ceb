"""The job of a bulk action: rehearses, runs or undoes it record by record, each in a savepoint, some in each transaction."""

import logging
from typing import Any
from uuid import UUID

import psycopg
import sqlalchemy as sa
from sqlmodel.ext.asyncio.session import AsyncSession

from weir.access.viewer import Viewer
from weir.bulk.actions import RUN
from weir.bulk.given import typed, typed_before
from weir.bulk.model import BulkAction, BulkRow, BulkRun, BulkStatus
from weir.bulk.sharing import Shares
from weir.bulk.verbs import do, snapshot, take_back
from weir.catalog.ids import encode
from weir.catalog.registry import OBJECTS
from weir.changing.change import Change
from weir.changing.refusing import UNDONE, refusals_of
from weir.errors import Refusal, not_found
from weir.jobs import Interrupted, Worker, job, person

log = logging.getLogger("weir.bulk")
CHUNK = 20
WORKING = {BulkStatus.REHEARSING, BulkStatus.RUNNING, BulkStatus.UNDOING}
# The rows each piece of work still has to look at.
LEFT = {
    BulkStatus.REHEARSING: ("WAITING",),
    BulkStatus.RUNNING: ("WAITING", "CHANGES"),
    BulkStatus.UNDOING: ("CHANGED",),
}
AFTER = {
    BulkStatus.REHEARSING: BulkStatus.REHEARSED,
    BulkStatus.RUNNING: BulkStatus.DONE,
    BulkStatus.UNDOING: BulkStatus.UNDONE,
}


@job(RUN)
async def run_bulk_job(worker: Worker, run: str) -> None:
    """Works until nothing is left, or until the run is cancelled; run again, it goes on where it was."""
    key = UUID(run)
    try:
        while await _chunk(worker, key):
            if worker.stop.is_set():
                raise Interrupted
    except (Interrupted, psycopg.OperationalError):
        raise Interrupted from None
    except Exception:
        log.exception("bulk action %s failed", key.hex)
        async with AsyncSession(worker.database.engine) as session, session.begin():
            found = await session.get(BulkRun, key, with_for_update=True)
            if found is not None and found.status in WORKING:
                found.status, found.error = BulkStatus.FAILED, "INTERNAL"


async def _chunk(worker: Worker, key: UUID) -> bool:
    """Some records in one transaction; whether there may be more."""
    async with AsyncSession(worker.database.engine, expire_on_commit=False, autoflush=False) as session:
        async with session.begin():
            run = await session.get(BulkRun, key, with_for_update=True)
            if run is None or run.status not in WORKING:
                return False
            viewer = await person(worker.database, run.owner_id)
            if viewer is None or not viewer.has("bulk.run"):
                run.status, run.error = BulkStatus.FAILED, "FORBIDDEN"
                return False
            query = (
                sa.select(BulkRow.position)  # type: ignore[call-overload]
                .where(BulkRow.run_id == key, BulkRow.state.in_(LEFT[run.status]))  # type: ignore[attr-defined]
                .order_by(BulkRow.position)
                .limit(CHUNK)
            )
            places = list((await session.execute(query)).scalars())
            status, work = run.status, _Work(session, viewer, run)
            await work.prepare()
            for place in places:
                await work.one(place)
            await _count(session, key, status if places else AFTER[status], viewer)
            return bool(places)


class _Work:
    """One piece of work on the records of one run."""

    def __init__(self, session: AsyncSession, viewer: Viewer, run: BulkRun):
        self.session, self.viewer = session, viewer
        self.key, self.kind, self.action, self.status = run.id, run.object, run.action, run.status
        self.given = typed(run.object, run.action, dict(run.given))
        self.model: Any = OBJECTS[run.object.value.lower()].model

    async def prepare(self) -> None:
        """Reads what the records of the run share."""
        self.shares = None
        if self.action is BulkAction.SHARE_OUT:
            self.shares = await Shares.of(Change(self.session, self.viewer), self.key, self.given)

    async def one(self, place: int) -> None:
        """Works on one record and writes down what became of it."""
        kept = sa.select(BulkRow.record_id, BulkRow.before, BulkRow.version_after, BulkRow.receiver_id).where(  # type: ignore[call-overload]
            BulkRow.run_id == self.key, BulkRow.position == place
        )
        record, before, version, receiver = (await self.session.execute(kept)).one()
        outcome: dict[str, Any]
        savepoint = await self.session.begin_nested()
        try:
            change = Change(self.session, self.viewer, f"bulk:{self.key.hex}")
            if self.status is BulkStatus.UNDOING:
                outcome = await self._undo(change, record, before or {}, version)
            else:
                outcome = await self._do(change, record, receiver)
            await change.finish()
            await (savepoint.rollback() if self.status is BulkStatus.REHEARSING else savepoint.commit())
        except UNDONE as error:
            await savepoint.rollback()
            outcome = self._refused(error)
        self.session.expunge_all()
        statement = sa.update(BulkRow).where(BulkRow.run_id == self.key, BulkRow.position == place)  # type: ignore[arg-type]
        await self.session.execute(statement.values(**outcome))

    async def _do(self, change: Change, record: UUID, receiver: UUID | None) -> dict[str, Any]:
        if self.action is BulkAction.RESTORE:
            row = await self.session.get(self.model, record)
            if row is None or not self.viewer.may("void", self.kind.value.lower()):
                raise not_found()
        else:
            row = await change.see(self.model, record)
        before, version = snapshot(self.kind, self.action, self.given, row), row.version
        given, mine = self.given, {}
        if self.shares is not None:
            # It is the one who was shown in the preview; whoever was not there for it is next.
            chosen = receiver or self.shares.next()
            given, mine = {**given, "ownerId": encode("user", chosen)}, {"receiver_id": chosen}
        await do(change, self.kind, self.action, given, row)
        await self.session.flush()
        if self.shares is not None and receiver is None:
            self.shares.take(chosen)
        if row.version == version:
            return {"state": "UNCHANGED", "message": None, **mine}
        done = "CHANGES" if self.status is BulkStatus.REHEARSING else "CHANGED"
        return {"state": done, "message": None, "before": before, "version_after": row.version, **mine}

    async def _undo(self, change: Change, record: UUID, before: dict[str, Any], version: int | None) -> dict[str, Any]:
        row = await self.session.get(self.model, record)
        if row is None:
            raise not_found()
        if row.version != version:
            raise Refusal("BULK_CHANGED_SINCE", ("id",))
        kept = typed_before(self.kind, self.action, self.given, before)
        await take_back(change, self.kind, self.action, self.given, kept, row)
        return {"state": "UNDONE", "message": None}

    def _refused(self, error: Exception) -> dict[str, Any]:
        refusals = refusals_of(error)
        codes = {one.code for one in refusals}
        text = " ".join(one.message(self.viewer.locale) for one in refusals)
        forbidden = codes <= {"FORBIDDEN", "NOT_FOUND"}
        state = "KEPT" if self.status is BulkStatus.UNDOING else "FORBIDDEN" if forbidden else "REFUSED"
        return {"state": state, "message": text}


# What the states of the rows add up to; an undo does not forget what had been done.
COUNTS = """
update bulk_run r set status = :status, version = r.version + 1, updated_at = now(), done = c.done, unchanged = c.unchanged,
    changed = c.changed, forbidden = c.forbidden, refused = c.refused, undone = c.undone, kept = c.kept,
    finished_at = case when :finished then now() else r.finished_at end
from (select count(*) filter (where not state = any(:left)) as done,
    count(*) filter (where state = 'UNCHANGED') as unchanged,
    count(*) filter (where state in ('CHANGES', 'CHANGED', 'UNDONE', 'KEPT')) as changed,
    count(*) filter (where state = 'FORBIDDEN') as forbidden, count(*) filter (where state = 'REFUSED') as refused,
    count(*) filter (where state = 'UNDONE') as undone, count(*) filter (where state = 'KEPT') as kept
    from bulk_row where run_id = :key) c
where r.id = :key
"""


async def _count(session: AsyncSession, key: UUID, status: BulkStatus, viewer: Viewer) -> None:
    working = status in WORKING
    values = {
        "key": key,
        "status": status.value,
        "finished": not working,
        "left": list(LEFT[status]) if working else [],
    }
    typed_left = sa.text(COUNTS).bindparams(sa.bindparam("left", type_=sa.ARRAY(sa.String)))
    await session.execute(typed_left, values)
    if not working:
        change = Change(session, viewer, f"bulk:{key.hex}")
        change.audit(f"bulk_run.{status.value.lower()}", "bulk_run", key)
        await change.finish()
