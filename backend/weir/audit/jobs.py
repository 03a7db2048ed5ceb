"""What the audit does by itself: sealing every 10 seconds, forgetting answered idempotency keys after 30 days."""

from weir.audit.sealing import seal_all
from weir.jobs import PERIODIC, Periodic, Worker

SEAL_SECONDS = 10
FORGET_SECONDS = 3_600


async def seal(worker: Worker) -> None:
    """Seals what is ready."""
    async with worker.database.reads.connection() as connection:
        await seal_all(connection)


async def forget(worker: Worker) -> None:
    """Forgets idempotency keys and sessions that can no longer matter."""
    async with worker.database.reads.connection() as connection:
        await connection.execute("delete from idempotency_key where created_at < now() - interval '30 days'")
        await connection.execute("delete from session where expires_at < now() - interval '90 days'")


PERIODIC.append(Periodic("audit.seal", SEAL_SECONDS, seal))
PERIODIC.append(Periodic("audit.forget", FORGET_SECONDS, forget))
