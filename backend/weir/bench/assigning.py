"""Leads that nobody has, created at a steady rate: how soon each has an owner, and whether capturing them stays quick."""

import asyncio
import math
import time
from dataclasses import dataclass
from typing import Any

import orjson
import psycopg

from weir.bench.client import ask

RATE = 50
# How long a lead may still be without an owner after the last was created, before the run is given up.
PATIENCE = 60
CREATE = "mutation($input: CreateLeadInput!) { createLead(input: $input) { lead { id } userErrors { code } } }"
RULE = """
insert into assignment_rule (name, position, condition, members, strategy)
select 'bench', -1, jsonb_build_object('source', jsonb_build_object('eq', %(tag)s::text)), jsonb_agg(m), 'ROUND_ROBIN'
from (select jsonb_build_object('userId', 'user_' || replace(u.id::text, '-', ''), 'weight', 1) as m from "user" u
    where u.is_active and exists (select 1 from user_role r where r.user_id = u.id and r.role = 'REP')) people
"""
LEFT = """
select count(*) from assignment_log g join lead l on l.id = g.lead_id
where l.source = %(tag)s and g.outcome in ('WAITING', 'QUEUED')
"""
LATENCY = """
select count(*), count(distinct l.id) filter (where l.owner_id is not null), count(distinct l.owner_id),
    percentile_cont(0.5) within group (order by g.latency_ms), percentile_cont(0.99) within group (order by g.latency_ms)
from assignment_log g join lead l on l.id = g.lead_id where l.source = %(tag)s
"""


@dataclass(frozen=True, slots=True)
class Assigned:
    """Milliseconds from a lead to its owner, and of a request that captures one."""

    leads: int
    # Told to come again: more than the machine can take in.
    refused: int
    people: int
    owner_p50: float
    owner_p99: float
    capture_p95: float


async def assigning(port: int, headers: dict[str, str], dsn: str, seconds: float) -> Assigned:
    """50 leads a second for so long, whether or not the earlier ones are answered. Raises `RuntimeError` when one stays without owner."""
    tag = f"bench {time.time_ns()}"
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(RULE, {"tag": tag})
        try:
            times = await _create(port, headers, tag, round(RATE * seconds))
            for _ in range(PATIENCE * 5):
                if not _one(connection, LEFT, tag)[0]:
                    break
                await asyncio.sleep(0.2)
        finally:
            connection.execute("update assignment_rule set deleted_at = now() where name = 'bench'")
        made, owned, people, half, late = _one(connection, LATENCY, tag)
        if made != owned:
            raise RuntimeError(f"{owned} of {made} leads have an owner.")
    refused = times.count(math.inf)
    return Assigned(made, refused, people, float(half), float(late), sorted(times)[int(len(times) * 0.95)] * 1000)


def _one(connection: psycopg.Connection[Any], sql: str, tag: str) -> tuple[Any, ...]:
    row: tuple[Any, ...] | None = connection.execute(sql, {"tag": tag}).fetchone()
    assert row is not None
    return row


async def _create(port: int, headers: dict[str, str], tag: str, count: int) -> list[float]:
    """Each at its moment, on a connection of its own; the seconds each took, endless when it was refused."""
    began = time.perf_counter()
    nobody = {"source": tag, "ownerId": None}

    async def one(number: int) -> float:
        await asyncio.sleep(max(0.0, began + number / RATE - time.perf_counter()))
        given = {"input": {**nobody, "name": f"{tag} {number}"}}
        body = orjson.dumps({"query": CREATE, "variables": given})
        started = time.perf_counter()
        answer = await ask(port, "/graphql", body, headers)
        if b'"userErrors":[]' not in answer:
            return math.inf
        return time.perf_counter() - started

    return list(await asyncio.gather(*(one(number) for number in range(count))))
