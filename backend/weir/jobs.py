"""Background work: Procrastinate on the same database. A job is deferred in the transaction of what causes it.

Jobs are delivered at least once: a worker that dies is missed after some seconds and its jobs are given to another. Every job
must therefore be harmless when it runs again; long ones stop between two transactions when `Worker.stop` is set.
"""

import asyncio
import inspect
import logging
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import procrastinate
import psycopg
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from psycopg import sql
from sqlalchemy.ext.asyncio import AsyncSession

from weir.access.viewer import Viewer
from weir.auth.current import ORGANISATION, PERSON, viewer_from
from weir.catalog.custom import keep_up
from weir.db.engine import Database, driver_of, execute, open_database
from weir.settings import Settings

log = logging.getLogger("weir.jobs")

OPTIONS = "-c search_path=procrastinate,public -c timezone=UTC"
HEARTBEAT_SECONDS = 2
# A worker not heard of for so long is dead, and its jobs are delivered again.
STALLED_SECONDS = 10
SWEEP_SECONDS = 10
ATTEMPTS = 5
KEPT_HOURS = 24 * 7


@dataclass
class Worker:
    """What a job gets: the settings, both ways to the database, and `stop`, which is set when the process must end."""

    settings: Settings
    database: Database
    stop: threading.Event = field(default_factory=threading.Event)


Body = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Periodic:
    """Work done every so many seconds, and soon after a `wake` of its name, by one worker at a time: `body(worker)`."""

    name: str
    seconds: float
    body: Callable[[Worker], Awaitable[None]]
    is_woken: bool = False


class Interrupted(Exception):
    """A job stopped half-way because its worker ends; the next worker goes on with it."""


JOBS: dict[str, Body] = {}
PERIODIC: list[Periodic] = []


def job(name: str) -> Callable[[Body], Body]:
    """Registers a job under its lasting name: `async def body(worker, **kwargs)`."""

    def register(body: Body) -> Body:
        JOBS[name] = body
        return body

    return register


class _Again(BaseRetryStrategy):
    """An interrupted job runs again at once; a failed one some times, later and later."""

    def get_retry_decision(self, *, exception: BaseException, job: Any) -> RetryDecision | None:
        if isinstance(exception, Interrupted):
            return RetryDecision(retry_at=datetime.now(UTC))
        if not isinstance(exception, Exception) or job.attempts >= ATTEMPTS:
            return None
        return RetryDecision(retry_in={"seconds": 2 ** (job.attempts + 1)})


# Never opened: deferring uses the connection of the caller.
_DEFERRING = procrastinate.App(connector=procrastinate.PsycopgConnector())


async def defer_in(session: AsyncSession, name: str, *, lock: str | None = None, **kwargs: Any) -> None:
    """Puts a job into the queue in the caller's transaction. Jobs with the same `lock` run one after the other."""
    task = _DEFERRING.configure_task(name, lock=lock, connection=await driver_of(session))
    await task.defer_async(**kwargs)


async def wake(session: AsyncSession, name: str) -> None:
    """Has periodic work of this name done as soon as the caller's transaction is committed."""
    await execute(session, "select pg_notify(%(name)s, '')", {"name": name})


async def person(database: Database, user_id: UUID | str | None, *, email: str | None = None) -> Viewer | None:
    """The acting person as they are now: a job has the rights of this moment, not of the moment it was deferred."""
    sql = f'select {PERSON} from "user" u {ORGANISATION} where u.is_active and (u.id = %s or lower(u.email) = %s)'
    async with database.reads.connection() as connection:
        row = await (await connection.execute(sql, [user_id, email and email.lower()])).fetchone()
    if row is None:
        return None
    await keep_up(database, row[11])
    return viewer_from(row, "job")


def _rooms() -> None:
    """Every room that brings jobs; imported late, because rooms import this module."""
    import weir.assignment.jobs
    import weir.audit.jobs
    import weir.bulk.tasks
    import weir.exports.tasks
    import weir.imports.tasks
    import weir.intake.mail_tasks
    import weir.intake.tasks
    import weir.leads.pooling
    import weir.leads.unevenness
    import weir.mail.tasks
    import weir.pools.accounts
    import weir.pools.recycling
    import weir.reports.alerting
    import weir.reports.sending
    import weir.rooms
    import weir.scoring.keeping
    import weir.scoring.training
    import weir.sla.climbing  # noqa: F401


async def run_worker(settings: Settings, *, concurrency: int = 4) -> None:
    """Runs jobs until cancelled; running ones are asked to stop and given back to the queue."""
    dsn = settings.database_url
    if not dsn:
        raise RuntimeError("No database: the settings carry no database_url.")
    _rooms()
    database = await open_database(dsn, reads=2, writes=concurrency)
    worker = Worker(settings, database)
    try:
        async with _app(dsn, worker).open_async() as app:
            side = [asyncio.create_task(_sweep(app)), *(asyncio.create_task(_repeat(worker, one)) for one in PERIODIC)]
            running = asyncio.create_task(
                app.run_worker_async(
                    concurrency=concurrency,
                    install_signal_handlers=False,
                    fetch_job_polling_interval=2,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=STALLED_SECONDS,
                    shutdown_graceful_timeout=4,
                )
            )
            try:
                await asyncio.shield(running)
            finally:
                worker.stop.set()
                for task in (running, *side):
                    task.cancel()
                await asyncio.gather(running, *side, return_exceptions=True)
    finally:
        await database.close()


def _app(dsn: str, worker: Worker) -> procrastinate.App:
    connector = procrastinate.PsycopgConnector(conninfo=dsn, kwargs={"options": OPTIONS}, min_size=1, max_size=4)
    app = procrastinate.App(connector=connector)
    for name, body in JOBS.items():
        app.task(name=name, retry=_Again())(_bound(worker, body))
    return app


def _bound(worker: Worker, body: Body) -> Body:
    async def run(**kwargs: Any) -> None:
        await body(worker, **kwargs)

    assert inspect.iscoroutinefunction(run)
    return run


async def _sweep(app: procrastinate.App) -> None:
    """Gives the jobs of dead workers back to the queue, and forgets old finished ones."""
    rounds = 0
    while True:
        try:
            await app.job_manager.prune_stalled_workers(STALLED_SECONDS)
            for one in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
                log.warning("job %s of a lost worker is delivered again", one.task_name)
                await app.job_manager.retry_job(one)
            if rounds % 360 == 0:
                await app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS, include_failed=True)
            rounds += 1
        except (psycopg.Error, procrastinate.exceptions.ConnectorException) as error:
            log.warning("the sweep of lost jobs failed: %s", type(error).__name__)
        await asyncio.sleep(SWEEP_SECONDS)


async def _repeat(worker: Worker, work: Periodic) -> None:
    """Runs periodic work for as long as the worker lives; a failure is logged and the next round comes."""
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(worker.database.dsn, autocommit=True) as held:
                if work.is_woken:
                    # Before the first round: what is put down during it wakes the next.
                    await held.execute(sql.SQL("listen {}").format(sql.Identifier(work.name)))
                while True:
                    await _once(worker, work, held)
                    async for _ in held.notifies(timeout=work.seconds, stop_after=1):
                        pass
        except Exception as error:
            log.warning("periodic work %s failed: %s", work.name, type(error).__name__)
            await asyncio.sleep(work.seconds)


async def _once(worker: Worker, work: Periodic, held: psycopg.AsyncConnection[Any]) -> None:
    """One round, unless another process is at it: the lock goes with the connection, so a dead process frees it."""
    key = [f"weir.periodic.{work.name}"]
    row = await (await held.execute("select pg_try_advisory_lock(hashtextextended(%s, 0))", key)).fetchone()
    if row and row[0]:
        try:
            await work.body(worker)
        finally:
            await held.execute("select pg_advisory_unlock(hashtextextended(%s, 0))", key)
