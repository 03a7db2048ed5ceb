"""Telling the other processes: a relay turns outbox rows into NOTIFY, a hub turns NOTIFY into events for subscribers.

NOTIFY is never sent inside a write's transaction: it takes a database-wide lock at commit.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Any

import orjson
import psycopg

from weir.metrics import RELAYED

log = logging.getLogger("weir.events")
CHANNEL = "weir_events"
PAUSE_SECONDS = 0.5
# How long a relay that was poked waits for more: what happens together is told together.
GATHER_SECONDS = 0.02
# NOTIFY carries at most 8,000 bytes.
MAX_BYTES = 7_500

TAKE = """
with taken as (
    delete from outbox where event_id in (select event_id from outbox order by event_id limit 200 for update skip locked)
    returning event_id, body)
select count(pg_notify(%s, body)) from (select body from taken order by event_id) told
"""


class Relay:
    """Moves events from the outbox to NOTIFY. Any number may run: each row is taken once."""

    def __init__(self, dsn: str):
        self.dsn = dsn
        self._wake = asyncio.Event()

    def poke(self) -> None:
        """There is something in the outbox now; do not wait for the next round."""
        self._wake.set()

    async def run(self) -> None:
        """Runs until cancelled, through restarts of the database."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self.dsn, autocommit=True) as connection:
                    await self._rounds(connection)
            except psycopg.OperationalError as error:
                log.warning("relay lost the database: %s", type(error).__name__)
                await asyncio.sleep(1)

    async def _rounds(self, connection: psycopg.AsyncConnection[Any]) -> None:
        while True:
            self._wake.clear()
            row = await (await connection.execute(TAKE, (CHANNEL,))).fetchone()
            told = int(row[0]) if row else 0
            RELAYED.inc(told)
            if told == 0:
                # Not wait_for: in Python 3.11 it swallows a cancellation that comes together with the wake.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(PAUSE_SECONDS):
                        await self._wake.wait()
            await asyncio.sleep(GATHER_SECONDS)


class Hub:
    """One LISTEN for each process, any number of subscribers. A slow subscriber is told to fetch anew, never waited for."""

    def __init__(self, dsn: str):
        self.dsn = dsn
        self.queues: set[asyncio.Queue[dict[str, Any]]] = set()

    async def run(self) -> None:
        """Listens until cancelled. After any gap every subscriber gets a `resync`."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self.dsn, autocommit=True) as connection:
                    await connection.execute(f'LISTEN "{CHANNEL}"')
                    self.publish({"type": "resync"})
                    async for notice in connection.notifies():
                        self.publish(orjson.loads(notice.payload))
            except psycopg.OperationalError as error:
                log.warning("hub lost the database: %s", type(error).__name__)
                await asyncio.sleep(1)

    def publish(self, event: dict[str, Any]) -> None:
        """Gives the event to every subscriber in this process."""
        for queue in self.queues:
            try:
                queue.put_nowait(event)
            except asyncio.QueueFull:
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait({"type": "resync"})

    @contextlib.asynccontextmanager
    async def subscribe(self) -> AsyncIterator[asyncio.Queue[dict[str, Any]]]:
        """A queue of the events from now on."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(500)
        self.queues.add(queue)
        try:
            yield queue
        finally:
            self.queues.discard(queue)
