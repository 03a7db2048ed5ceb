"""Two promises that are not about throughput: any page costs what the first costs, and a Chinese substring is found by index."""

import statistics
import time
from typing import Any

import orjson
import psycopg

from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.bench.client import load
from weir.catalog.registry import OBJECTS
from weir.reading.build import Build
from weir.reading.order import cursor_sql, order_sql, sort_keys

PAGE = """query($after: String) { deals(first: 50, after: $after, orderBy: [{field: UPDATED_AT, direction: DESC}]) {
  pageInfo { hasNextPage endCursor } nodes { id name updatedAt owner { name } } } }"""
DEEP = 50_000


def deep_cursor(viewer: Viewer, connection: psycopg.Connection[Any]) -> str | None:
    """The cursor of the viewer's row number 50,000 (page 1,000), or of the middle of a shorter list."""
    build = Build(viewer)
    entry = OBJECTS["deal"]
    keys = sort_keys(build, entry, "d", [{"field": "UPDATED_AT", "direction": "DESC"}])
    source = f"from deal d where {visible('deal', 'd', viewer)}"
    counted = connection.execute(f"select count(*) {source}", build.params).fetchone()
    place = min(DEEP, (counted[0] if counted else 0) // 2)
    sql = f"select {cursor_sql(keys)} {source} order by {order_sql(keys, False)} offset {place} limit 1"
    row = connection.execute(sql, build.params).fetchone()
    return str(row[0]) if row else None


async def paging(
    port: int, headers: dict[str, str], cursor: str | None, seconds: float, rounds: int, clients: int
) -> tuple[float, float]:
    """Requests a second for page 1 and for the page behind the cursor: medians of rounds taken in turn."""
    rates: dict[str | None, list[float]] = {None: [], cursor: []}
    for turn in range(rounds + 1):
        for after, found in rates.items():
            body = orjson.dumps({"query": PAGE, "variables": {"after": after}})
            done = await load(port, "/graphql", body, headers, seconds if turn else 0.5, clients)
            found += [done.rate] if turn else []
    return statistics.median(rates[None]), statistics.median(rates[cursor])


def searching(dsn: str, rounds: int = 30) -> tuple[float, float]:
    """Median seconds to find rare substrings among all deal names: by bigrams, and by reading every row."""
    by_index = (
        "select id from deal where deleted_at is null and weir_bigrams(name) @> weir_bigrams(%(q)s)"
        " and name ilike %(like)s limit 20"
    )
    by_scan = "select id from deal where deleted_at is null and name ilike %(like)s limit 20"
    times: dict[str, list[float]] = {by_index: [], by_scan: []}
    with psycopg.connect(dsn, autocommit=True) as connection:
        names = [row[0] for row in connection.execute("select name from deal tablesample system (1) limit 30")]
        for name in names[:rounds]:
            # The tail of a name is its rarest part.
            values = {"q": name[-6:], "like": f"%{name[-6:]}%"}
            for statement, found in times.items():
                started = time.perf_counter()
                connection.execute(statement, values).fetchall()
                found.append(time.perf_counter() - started)
    return tuple(statistics.median(one or [0.0]) for one in times.values())  # type: ignore[return-value]
