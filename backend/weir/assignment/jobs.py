"""The work of assigning: one job for each lead that came in, and a look every few seconds for what waits for an opening."""

import logging
from uuid import UUID

import psycopg
import sqlalchemy as sa

from weir.assignment.assigning import assign
from weir.assignment.waiting import ASSIGN
from weir.errors import Refusal, Refusals
from weir.jobs import PERIODIC, Periodic, Worker, job
from weir.sweeping import acting

log = logging.getLogger("weir.assignment")
WAKE_SECONDS = 5
# What opens now; and what was left over although its job should have been done long ago.
DUE = """
select id from assignment_log where (outcome = 'QUEUED' and wake_at <= now())
    or (outcome = 'WAITING' and captured_at < now() - interval '60 seconds')
order by captured_at limit 200
"""


@job(ASSIGN)
async def assign_job(worker: Worker, log: str) -> None:
    """Finds the owner of one lead. Run again, it does nothing."""
    async with acting(worker, "assignment", f"assignment:{UUID(log).hex}") as change:
        await assign(change, UUID(log))


async def wake(worker: Worker) -> None:
    """Leads that waited for working hours get their owner at the opening."""
    async with worker.database.reads.connection() as connection:
        due = await (await connection.execute(DUE)).fetchall()
    for (key,) in due:
        if worker.stop.is_set():
            return
        try:
            await assign_job(worker, str(key))
        except (psycopg.Error, sa.exc.SQLAlchemyError, Refusal, Refusals) as error:
            # It stays due; the others do not wait for it.
            log.warning("the waiting lead of %s was not assigned: %s", key.hex, type(error).__name__)


PERIODIC.append(Periodic("assignment.wake", WAKE_SECONDS, wake))
