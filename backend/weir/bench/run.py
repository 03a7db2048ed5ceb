"""Runs the application and a bare server side by side and loads them in turn.

The raw server answers with the very SQL the compiler made, sent as it is through a pooled driver and a bare ASGI app: no GraphQL,
no session, no limits. Rounds are interleaved and the ratio is the median of paired rounds, because the machine's noise is large.
"""

import argparse
import asyncio
import socket
import statistics

from weir.bench.client import load
from weir.bench.lookups import paging, searching
from weir.bench.prepare import Prepared, prepare
from weir.bench.servers import start
from weir.bench.works import GROUP, READS
from weir.settings import Settings

CONCURRENCY = 16


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `weir bench`."""
    parser.add_argument(
        "--size", choices=("s", "m", "l"), default="s", help="demo data to load when the database is empty"
    )
    parser.add_argument("--seconds", type=float, default=4.0, help="length of one round")
    parser.add_argument("--rounds", type=int, default=3, help="paired rounds for each piece of work")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Prints the table; 1 when a bar is missed."""
    return asyncio.run(_run(args, settings))


async def _run(args: argparse.Namespace, settings: Settings) -> int:
    prepared = await prepare(settings, args.size)
    print(
        f"Data: {prepared.deals:,} deals, {prepared.activities:,} activities. {CONCURRENCY} clients, {args.rounds} paired rounds."
    )
    weir_port, raw_port = _free_port(), _free_port()
    servers = [
        start("weir", settings, weir_port),
        start("raw", settings.database_url, prepared.statements, raw_port),
    ]
    try:
        for port in (weir_port, raw_port):
            await _wait(port)
        return await _measure(args, prepared, weir_port, raw_port)
    finally:
        for server in servers:
            server.terminate()
            server.wait(10)


async def _measure(args: argparse.Namespace, prepared: Prepared, weir_port: int, raw_port: int) -> int:
    print(f"{'work':<24}{'weir req/s':>12}{'raw req/s':>12}{'ratio':>8}{'bar':>7}{'p50 ms':>9}{'p95 ms':>9}  ")
    missed = 0
    for work in READS:
        seconds = args.seconds * (2 if work is GROUP else 1)
        request = prepared.requests[work.name]
        ratios, ours, raws, times = [], [], [], []
        await load(weir_port, "/graphql", request, prepared.headers, 1.0, CONCURRENCY)
        await load(raw_port, f"/{READS.index(work)}", b"", {}, 1.0, CONCURRENCY)
        for _ in range(args.rounds):
            mine = await load(weir_port, "/graphql", request, prepared.headers, seconds, CONCURRENCY)
            bare = await load(raw_port, f"/{READS.index(work)}", b"", {}, seconds, CONCURRENCY)
            ours.append(mine.rate)
            raws.append(bare.rate)
            times += mine.times
            ratios.append(mine.rate / bare.rate if bare.rate else 0)
        missed += _print(
            work.name, statistics.median(ours), statistics.median(raws), statistics.median(ratios), work.bar, times
        )
    missed += await _measure_moves(args, prepared, weir_port, raw_port)
    first, deep = await paging(weir_port, prepared.headers, prepared.deep_cursor, args.seconds, CONCURRENCY)
    missed += _print("page 1,000 vs page 1", deep, first, deep / first if first else 0, 0.80, [])
    indexed, scanned = searching(prepared.dsn)
    ratio = scanned / indexed if indexed else 0
    print(
        f"{'Chinese search':<24}{indexed * 1000:>9.2f} ms{scanned * 1000:>9.2f} ms{ratio:>8.1f}{20:>7.0f}"
        f"{'':>18}  {'ok' if ratio >= 20 else 'below the bar'} (by index, by scan, times faster)"
    )
    missed += int(ratio < 20)
    return 1 if missed else 0


async def _measure_moves(args: argparse.Namespace, prepared: Prepared, port: int, raw_port: int) -> int:
    """A move with version check, history, audit and outbox, against the same SQL without rights, gate and GraphQL."""
    # No two clients at the same deal: a conflict is an answer, but not the one that is measured.
    clients = min(CONCURRENCY, len(prepared.moves.deals))
    ratios, ours, raws, times = [], [], [], []
    await load(port, "/graphql", prepared.moves, prepared.headers, 1.0, clients)
    await load(raw_port, "/move", prepared.raw_moves, {}, 1.0, clients)
    for _ in range(args.rounds):
        mine = await load(port, "/graphql", prepared.moves, prepared.headers, args.seconds, clients)
        bare = await load(raw_port, "/move", prepared.raw_moves, {}, args.seconds, clients)
        ours.append(mine.rate)
        raws.append(bare.rate)
        times += mine.times
        ratios.append(mine.rate / bare.rate if bare.rate else 0)
    return _print(
        "move a deal", statistics.median(ours), statistics.median(raws), statistics.median(ratios), 0.50, times
    )


def _print(name: str, ours: float, raw: float, ratio: float, bar: float, times: list[float]) -> int:
    ordered = sorted(times) or [0.0]
    middle, late = ordered[len(ordered) // 2] * 1000, ordered[int(len(ordered) * 0.95)] * 1000
    mark = "ok" if ratio >= bar else "below the bar"
    print(f"{name:<24}{ours:>12.1f}{raw:>12.1f}{ratio:>8.2f}{bar:>7.2f}{middle:>9.1f}{late:>9.1f}  {mark}", flush=True)
    return int(ratio < bar)


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


async def _wait(port: int) -> None:
    for _ in range(200):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        except OSError:
            await asyncio.sleep(0.1)
    raise RuntimeError("A server did not start.")
