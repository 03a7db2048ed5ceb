"""Work without a person: one transaction of a named system viewer, or as many as it takes for whatever has become due."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from weir.access.viewer import Viewer
from weir.changing.change import Change
from weir.jobs import Worker

Some = Callable[[Change], Awaitable[int]]
ORGANISATION = "select time_zone, base_currency from organisation order by created_at, id limit 1"


@asynccontextmanager
async def acting(worker: Worker, name: str, request_id: str = "", *, is_at_work: bool = False) -> AsyncIterator[Change]:
    """One transaction of the system viewer called `name`, who has the zone and the currency of the organisation."""
    session = AsyncSession(worker.database.engine, expire_on_commit=False, autoflush=False)
    async with session, session.begin():
        change = Change(session, Viewer.named_system(name), request_id, is_at_work=is_at_work)
        for zone, currency in await change.fetch(ORGANISATION, {}):
            change.viewer = replace(change.viewer, time_zone=zone, base_currency=currency)
        yield change


async def sweep(worker: Worker, name: str, some: Some, size: int, now: datetime | None = None) -> int:
    """Does `some` rows, at most `size`, again and again, until there are fewer or the worker ends. Returns how many in all.

    Each time is a transaction of its own, in which the system viewer called `name` acts as of `now`.
    """
    total, moment = 0, now or datetime.now(UTC)
    while True:
        async with acting(worker, name) as change:
            change.now = moment
            done = await some(change)
        total += done
        if done < size or worker.stop.is_set():
            return total
