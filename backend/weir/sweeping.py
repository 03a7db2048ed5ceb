"""Work without a person on whatever has become due, some rows in each transaction."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from weir.access.viewer import Viewer
from weir.changing.change import Change
from weir.jobs import Worker

Some = Callable[[Change], Awaitable[int]]


async def sweep(worker: Worker, name: str, some: Some, size: int, now: datetime | None = None) -> int:
    """Does `some` rows, at most `size`, again and again, until there are fewer or the worker ends. Returns how many in all.

    Each time is a transaction of its own, in which the system viewer called `name` acts as of `now`.
    """
    total, moment = 0, now or datetime.now(UTC)
    while True:
        session = AsyncSession(worker.database.engine, expire_on_commit=False, autoflush=False)
        async with session, session.begin():
            change = Change(session, Viewer.named_system(name))
            change.now = moment
            done = await some(change)
        total += done
        if done < size or worker.stop.is_set():
            return total
