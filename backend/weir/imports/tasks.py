"""The job of imports: checking, importing and undoing run in a thread and stop between two transactions when they must."""

import asyncio
import logging
from uuid import UUID

import psycopg

from weir.imports.acting import connect
from weir.imports.batches import move
from weir.imports.chunk import Stopped
from weir.imports.running import Busy, run
from weir.jobs import PERIODIC, Interrupted, Periodic, Worker, job

log = logging.getLogger("weir.imports")
RUN = "imports.run"
AGAIN_SECONDS = 2.0
KEPT_DAYS = 30
ORIGIN = {"check": "CHECKING", "commit": "RUNNING", "undo": "UNDOING"}


@job(RUN)
async def run_import(worker: Worker, batch: str, work: str) -> None:
    """Does one piece of work on an import. Interrupted or without a database, it comes again and goes on where it was."""
    dsn, key = worker.database.dsn, UUID(batch)
    thread = asyncio.create_task(asyncio.to_thread(run, dsn, key, work, worker.stop))
    try:
        await asyncio.shield(thread)
    except asyncio.CancelledError:
        worker.stop.set()
        await asyncio.wait([thread])
        raise Interrupted from None
    except Stopped:
        raise Interrupted from None
    except (Busy, psycopg.OperationalError) as error:
        log.warning("import %s waits: %s", key.hex, type(error).__name__)
        await asyncio.sleep(AGAIN_SECONDS)
        raise Interrupted from None
    except Exception:
        log.exception("import %s failed", key.hex)
        await asyncio.to_thread(_fail, dsn, key, work)


def _fail(dsn: str, key: UUID, work: str) -> None:
    with connect(dsn) as connection:
        move(connection, key, "FAILED", origin=ORIGIN[work], error="INTERNAL")


async def forget_rows(worker: Worker) -> None:
    """Drops the rows of imports nobody has touched for 30 days: what became of them stands in the audit."""
    statements = [
        f"delete from {table} where batch_id in (select id from import_batch where status not in"
        f" ('CHECKING', 'RUNNING', 'UNDOING') and updated_at < now() - interval '{KEPT_DAYS} days')"
        for table in ("import_outcome", "import_row")
    ]
    async with worker.database.engine.begin() as connection:
        for statement in statements:
            await connection.exec_driver_sql(statement)


PERIODIC.append(Periodic("imports.forget_rows", 6 * 3600, forget_rows))
