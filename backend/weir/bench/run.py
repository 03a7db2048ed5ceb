"""Runs the application and a bare server side by side and loads them in turn.

The raw server answers with the very SQL the compiler made, sent as it is through a pooled driver and a bare ASGI app: no GraphQL,
no session, no limits. Rounds are interleaved and the ratio is the median of paired rounds, because the machine's noise is large.
"""

import argparse
import asyncio
import socket
import statistics
from collections.abc import Sequence
from dataclasses import replace

from weir.bench.assigning import RATE, assigning
from weir.bench.client import Script, load
from weir.bench.columnar import beside
from weir.bench.flooding import RATE as FLOOD
from weir.bench.flooding import flooding
from weir.bench.importing import importing
from weir.bench.lookups import paging, searching
from weir.bench.prepare import Prepared, prepare
from weir.bench.servers import start
from weir.bench.works import CONCURRENCY, GROUP, READS, REPORTS
from weir.settings import Settings

# Pieces of work that take long: a longer round, to be counted at all.
SLOW = {GROUP.name, *(one.name for one in REPORTS)}
# Milliseconds from a lead to its owner (99 of 100), and of the request that captures it (95 of 100).
OWNER_MS, CAPTURE_MS = 2_000, 100
# How many times slower than a store by columns a report may be.
COLUMNS_TIMES = 3
# How many times longer people may wait, and how long the flood lasts.
FLOOD_TIMES, FLOOD_SECONDS = 2, 10


def measure(args: argparse.Namespace, settings: Settings) -> int:
    """Prints the table; 1 when a bar is missed."""
    return asyncio.run(_run(args, settings))


async def _run(args: argparse.Namespace, settings: Settings) -> int:
    prepared = await prepare(settings, args.size)
    print(
        f"Data: {prepared.deals:,} deals, {prepared.activities:,} activities. {args.clients} clients, {args.rounds} paired rounds."
    )
    weir_port, raw_port = _free_port(), _free_port()
    servers = [
        # Leads of a bench come from many addresses, as a proxy in front would tell.
        start("weir", replace(settings, proxies=("127.0.0.1",)), weir_port),
        start("raw", settings.database_url, prepared.statements, raw_port),
    ]
    try:
        for port in (weir_port, raw_port):
            await _wait(port)
        bench = Bench(args, settings, prepared, weir_port, raw_port)
        await bench.run()
        return 1 if bench.missed else 0
    finally:
        for server in servers:
            server.terminate()
            server.wait(10)


class Bench:
    """One run of the table; `missed` counts the rows below their bar."""

    def __init__(self, args: argparse.Namespace, settings: Settings, prepared: Prepared, weir_port: int, raw_port: int):
        self.args, self.settings, self.prepared = args, settings, prepared
        self.weir_port, self.raw_port = weir_port, raw_port
        self.missed = 0

    async def run(self) -> None:
        """Measures what was asked for, row by row."""
        print(f"{'work':<24}{'weir /s':>12}{'raw /s':>12}{'ratio':>8}{'bar':>7}{'p50 ms':>9}{'p95 ms':>9}  ")
        prepared = self.prepared
        for index, work in enumerate(READS):
            await self._pair(work.name, work.bar, prepared.requests[work.name], f"/{index}", b"", self.args.clients)
        clients = min(self.args.clients, len(prepared.moves.places))
        await self._pair("move a deal", 0.50, prepared.moves, "/move", prepared.raw_moves, clients)
        if self._wanted("page 1,000"):
            seconds = self.args.seconds
            first, deep = await paging(
                self.weir_port, prepared.headers, prepared.deep_cursor, seconds, self.args.rounds, CONCURRENCY
            )
            self._tell("page 1,000 vs page 1", 0.80, [(deep, first)])
        if self._wanted("import"):
            pairs = [
                importing(prepared.dsn, prepared.viewer, prepared.import_rows) for _ in range(min(2, self.args.rounds))
            ]
            self._tell(f"import {prepared.import_rows:,} rows", 0.50, pairs)
        if self._wanted("lead to owner"):
            await self._assign()
        if self._wanted("flood"):
            await self._flood()
        if self._wanted("Chinese search"):
            self._search()
        if self.args.duckdb:
            self._beside_columns()

    def _wanted(self, name: str) -> bool:
        return self.args.only is None or self.args.only.lower() in name.lower()

    async def _pair(
        self, name: str, bar: float, mine: bytes | Script, path: str, bare: bytes | Script, clients: int
    ) -> None:
        """Ours and the bare server in turn."""
        if not self._wanted(name):
            return
        pairs, times = [], []
        seconds = self.args.seconds * (2 if name in SLOW else 1)
        for turn in range(self.args.rounds + 1):
            length = seconds if turn else min(1.0, seconds)
            ours = await load(self.weir_port, "/graphql", mine, self.prepared.headers, length, clients)
            raw = await load(self.raw_port, path, bare, {}, length, clients)
            if turn:
                pairs.append((ours.rate, raw.rate))
                times += ours.times
        self._tell(name, bar, pairs, times)

    def _tell(self, name: str, bar: float, pairs: list[tuple[float, float]], times: Sequence[float] = ()) -> None:
        ours, raw = (statistics.median(one) for one in zip(*pairs, strict=True))
        ratio = statistics.median(mine / bare if bare else 0 for mine, bare in pairs)
        ordered = sorted(times)
        late = [ordered[int(len(ordered) * part)] * 1000 for part in (0.5, 0.95)] if ordered else []
        shown = "".join(f"{one:>9.1f}" for one in late) or " " * 18
        mark = "ok" if ratio >= bar else "below the bar"
        print(f"{name:<24}{ours:>12.1f}{raw:>12.1f}{ratio:>8.2f}{bar:>7.2f}{shown}  {mark}", flush=True)
        self.missed += ratio < bar

    async def _assign(self) -> None:
        """With a worker of its own, as long as this row takes."""
        worker = start("worker", self.settings)
        try:
            # The first seconds are the worker's start.
            await asyncio.sleep(3)
            found = await assigning(self.weir_port, self.prepared.dsn, self.args.seconds)
        finally:
            worker.terminate()
            worker.wait(20)
        is_good = found.owner_p99 <= OWNER_MS and found.capture_p95 <= CAPTURE_MS and not found.refused
        print(
            f"{'lead to owner':<24}{found.owner_p50:>9.0f} ms{found.owner_p99:>9.0f} ms{found.capture_p95:>9.1f} ms{'':>16}"
            f"  {'ok' if is_good else 'beyond the bar'} ({found.leads} leads at {RATE}/s to {found.people} people: p50 and p99 to the"
            f" owner, at most {OWNER_MS}; p95 of capture, at most {CAPTURE_MS}; {found.refused} refused)"
        )
        self.missed += not is_good

    async def _flood(self) -> None:
        found = await flooding(
            self.weir_port,
            self.prepared.dsn,
            self.prepared.headers,
            list(self.prepared.requests.values()),
            max(self.args.seconds, FLOOD_SECONDS),
        )
        times = found.during / found.before
        is_good = times <= FLOOD_TIMES and found.kept == found.good and found.rate >= 0.9 * FLOOD
        print(
            f"{'flood at the doors':<24}{found.before:>9.1f} ms{found.during:>9.1f} ms{times:>8.1f}{FLOOD_TIMES:>7.0f}{'':>18}"
            f"  {'ok' if is_good else 'beyond the bar'} (p95 of people's screens before and under {found.rate:.0f} posts of junk a second;"
            f" {found.kept} of {found.good} good leads among them kept)"
        )
        self.missed += not is_good

    def _search(self) -> None:
        indexed, scanned = searching(self.prepared.dsn)
        ratio = scanned / indexed if indexed else 0
        print(
            f"{'Chinese search':<24}{indexed * 1000:>9.2f} ms{scanned * 1000:>9.2f} ms{ratio:>8.1f}{20:>7.0f}"
            f"{'':>18}  {'ok' if ratio >= 20 else 'below the bar'} (by index, by scan, times faster)"
        )
        self.missed += ratio < 20

    def _beside_columns(self) -> None:
        statements = {
            work.name: statement
            for work, statement in zip(READS, self.prepared.statements, strict=True)
            if work in REPORTS and self._wanted(work.name)
        }
        for name, ours, theirs in beside(self.prepared.dsn, statements):
            times = ours / theirs
            print(
                f"{name:<24}{ours * 1000:>9.0f} ms{theirs * 1000:>9.0f} ms{times:>8.1f}{COLUMNS_TIMES:>7.0f}{'':>18}"
                f"  {'ok' if times <= COLUMNS_TIMES else 'beyond the bar'} (PostgreSQL, DuckDB, times slower)"
            )
            self.missed += times > COLUMNS_TIMES


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


async def _wait(port: int) -> None:
    for _ in range(600):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        except OSError:
            await asyncio.sleep(0.1)
    raise RuntimeError("A server did not start.")
