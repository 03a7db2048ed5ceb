"""Junk at the public doors, a thousand posts a second from as many addresses: how long people wait for their screens meanwhile."""

import asyncio
import time
from dataclasses import dataclass

import psycopg

from weir.bench.client import connected
from weir.bench.doors import address, close_doors, open_doors

RATE = 1_000
SENDERS = 20
PEOPLE = 6
# Between two screens of one person.
THINKING = 0.1
# Neither JSON nor a form; and JSON that names nobody.
JUNK = (b"<<< buy now >>>", b'{"junk": [1, 2, 3], "text": "buy now"}')
# A good lead among them, so many a second, each from an address of its own.
GOOD = 5


@dataclass(frozen=True, slots=True)
class Flooded:
    """95 of 100 answers in milliseconds before and during the flood, posts a second that were sent, good leads sent and kept."""

    before: float
    during: float
    rate: float
    good: int
    kept: int


async def flooding(port: int, dsn: str, headers: dict[str, str], screens: list[bytes], seconds: float) -> Flooded:
    """People open screens all the time; half of it under the flood."""
    times: list[float] = []
    stop = asyncio.Event()
    with psycopg.connect(dsn, autocommit=True) as connection:
        (door,), tag = open_doors(connection, 1)
        people = [asyncio.create_task(_person(port, headers, screens, turn, times, stop)) for turn in range(PEOPLE)]
        try:
            await asyncio.sleep(1)
            times.clear()
            await asyncio.sleep(seconds)
            before = _late(times)
            times.clear()
            sent, good = await _flood(port, door, seconds)
            during = _late(times)
        finally:
            stop.set()
            await asyncio.gather(*people)
            close_doors(connection, tag)
        kept = connection.execute(
            "select count(*) from intake_payload p join lead_source s on s.id = p.source_id"
            " where s.source = %s and p.payload ->> 'name' like 'good %%' and p.status in ('WAITING', 'CREATED')",
            [tag],
        ).fetchone()
    assert kept is not None
    return Flooded(before, during, sent / seconds, good, kept[0])


def _late(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


async def _person(
    port: int, headers: dict[str, str], screens: list[bytes], turn: int, times: list[float], stop: asyncio.Event
) -> None:
    async with connected(port) as line:
        while not stop.is_set():
            started = time.perf_counter()
            await line.ask("/graphql", screens[turn % len(screens)], headers)
            times.append(time.perf_counter() - started)
            turn += 1
            await asyncio.sleep(THINKING)


async def _flood(port: int, door: str, seconds: float) -> tuple[int, int]:
    """How many posts were sent, and how many good ones among them."""
    began, each = time.perf_counter(), RATE // GOOD
    counts = [0, 0]

    async def sender(first: int) -> None:
        number = first
        async with connected(port, is_any_fine=True) as line:
            while number / RATE < seconds:
                await asyncio.sleep(max(0.0, began + number / RATE - time.perf_counter()))
                if time.perf_counter() - began > seconds:
                    return
                is_good = number % each == 0
                body = b'{"name": "good %d", "email": "good%d@a.example"}' % (number, number)
                await line.ask(door, body if is_good else JUNK[number % 2], {"x-forwarded-for": address(number)})
                counts[0] += 1
                counts[1] += is_good
                number += SENDERS

    await asyncio.gather(*(sender(first) for first in range(SENDERS)))
    return counts[0], counts[1]
