"""Work without a person: one transaction of a named system viewer, or as many as it takes for whatever has become due."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from weir.access.viewer import Viewer
from weir.changing.change import Change
from weir.jobs import Interrupted, Worker

Some = Callable[[Change], Awaitable[int]]
After = Callable[[Change, UUID | None], Awaitable[Sequence[UUID]]]
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


async def pass_over(worker: Worker, name: str, some: After, size: int) -> None:
    """Goes once over rows in the order of their ids, at most `size` in each transaction.

    `some(change, after)` does those after an id and returns which they were. Raises `Interrupted` when the worker ends before the last.
    """
    after: UUID | None = None
    while True:
        async with acting(worker, name) as change:
            keys = await some(change, after)
        if len(keys) < size:
            return
        after = keys[-1]
        if worker.stop.is_set():
            raise Interrupted
