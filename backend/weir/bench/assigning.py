"""Leads that come in by the public door at a steady rate: how soon each has an owner, and whether the door stays quick."""

import asyncio
import math
import time
from dataclasses import dataclass
from typing import Any

import orjson
import psycopg

from weir.bench.client import connected
from weir.bench.doors import address, close_doors, open_doors

RATE = 50
# How long a lead may still be without an owner after the last was created, before the run is given up.
PATIENCE = 60
# A source takes 3,000 a minute, so that none of them is near its limit.
DOORS = 4
RULE = """
insert into assignment_rule (name, position, condition, members, strategy)
select 'bench', -1, jsonb_build_object('source', jsonb_build_object('eq', %(tag)s::text)), jsonb_agg(m), 'ROUND_ROBIN'
from (select jsonb_build_object('userId', 'user_' || replace(u.id::text, '-', ''), 'weight', 1) as m from "user" u
    where u.is_active and exists (select 1 from user_role r where r.user_id = u.id and r.role = 'REP')) people
"""
LEFT = """
select count(*) from intake_payload p join lead_source s on s.id = p.source_id left join lead l on l.id = p.lead_id
where s.source = %(tag)s and (p.status = 'WAITING' or l.owner_id is null)
"""
# From the moment the payload was taken in to the one its owner was written down.
LATENCY = """
select count(*), count(distinct l.id) filter (where l.owner_id is not null), count(distinct l.owner_id),
    percentile_cont(0.5) within group (order by x.ms), percentile_cont(0.99) within group (order by x.ms)
from intake_payload p join lead_source s on s.id = p.source_id left join lead l on l.id = p.lead_id
left join assignment_log g on g.lead_id = l.id
cross join lateral (select g.latency_ms + extract(epoch from g.captured_at - p.at) * 1000 as ms) x where s.source = %(tag)s
"""


@dataclass(frozen=True, slots=True)
class Assigned:
    """Milliseconds from a lead at the door to its owner, and of the request that brings it."""

    leads: int
    # Told to come again: more than the machine can take in.
    refused: int
    people: int
    owner_p50: float
    owner_p99: float
    capture_p95: float


async def assigning(port: int, dsn: str, seconds: float) -> Assigned:
    """50 leads a second for so long, whether or not the earlier ones are answered. Raises `RuntimeError` when one stays without owner."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        doors, tag = open_doors(connection, DOORS)
        connection.execute(RULE, {"tag": tag})
        try:
            times = await _send(port, doors, tag, round(RATE * seconds))
            for _ in range(PATIENCE * 5):
                if not _one(connection, LEFT, tag)[0]:
                    break
                await asyncio.sleep(0.2)
        finally:
            connection.execute("update assignment_rule set deleted_at = now() where name = 'bench'")
            close_doors(connection, tag)
        made, owned, people, half, late = _one(connection, LATENCY, tag)
    refused = times.count(math.inf)
    if made != owned or made + refused != len(times):
        raise RuntimeError(
            f"{len(times)} leads were sent and {refused} refused; {made} are kept, and {owned} have an owner."
        )
    return Assigned(made, refused, people, float(half), float(late), sorted(times)[int(len(times) * 0.95)] * 1000)


def _one(connection: psycopg.Connection[Any], sql: str, tag: str) -> tuple[Any, ...]:
    row: tuple[Any, ...] | None = connection.execute(sql, {"tag": tag}).fetchone()
    assert row is not None
    return row


async def _send(port: int, doors: list[str], tag: str, count: int) -> list[float]:
    """Each at its moment, from an address and on a connection of its own; the seconds each took, endless when it was refused."""
    began, first = time.perf_counter(), time.time_ns() // 10**6

    async def one(number: int) -> float:
        await asyncio.sleep(max(0.0, began + number / RATE - time.perf_counter()))
        phone = f"139{(first + number) % 10**8:08d}"
        body = orjson.dumps({"name": f"{tag} {number}", "companyName": f"{tag} {number}", "mobile": phone})
        headers = {"x-forwarded-for": address(number)}
        started = time.perf_counter()
        try:
            async with connected(port) as line:
                await line.ask(doors[number % DOORS], body, headers)
        except RuntimeError:
            return math.inf
        return time.perf_counter() - started

    return list(await asyncio.gather(*(one(number) for number in range(count))))
