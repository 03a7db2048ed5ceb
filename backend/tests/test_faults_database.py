"""PostgreSQL killed in the middle of taking leads in: what was acknowledged is kept, and nothing is doubled."""

import asyncio
import os
import signal

import pytest
from cast import Cast
from test_intake import SOURCE
from test_jobs import until, working

from weir.auth.throttle import Limit
from weir.db.embedded import EmbeddedServer
from weir.db.leftovers import recorded_pid
from weir.intake import routes

pytestmark = pytest.mark.slow
LANES = 4


async def post_until_told(
    weir: Cast, path: str, lane: int, acked: set[str], sent: set[str], over: asyncio.Event
) -> None:
    """Sends leads one after another, each until it is acknowledged, as platforms do: the same event again and again."""
    for number in range(1_000):
        if over.is_set():
            return
        key = f"{lane}-{number}"
        sent.add(key)
        body = {"name": f"杀库来客 {key}", "mobile": f"1380{lane:02}{number:05}"}
        while key not in acked:
            try:
                answer = await weir.http.post(path, json=body, headers={"idempotency-key": key})
            except Exception:
                answer = None
            if answer is not None and answer.status_code == 202:
                acked.add(key)
            else:
                await asyncio.sleep(0.02)


async def test_leads_the_door_said_yes_to_survive_a_killed_postgresql_each_once(
    weir: Cast, server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ADDRESS", "SOURCE"):
        monkeypatch.setattr(routes, name, Limit(f"killed {name}", 100_000, 60))
    path = (await weir["moli"].done("createLeadSource", SOURCE, name="官网"))["leadSource"]["path"]
    acked: set[str] = set()
    sent: set[str] = set()
    over = asyncio.Event()
    lanes = [asyncio.create_task(post_until_told(weir, path, lane, acked, sent, over)) for lane in range(LANES)]
    first = recorded_pid(server.cluster)
    assert first is not None
    async with working(weir):
        await until(lambda: len(acked) > 20)
        at_kill = set(acked)
        os.kill(first, signal.SIGKILL)
        await until(lambda: recorded_pid(server.cluster) not in (None, first))
        # After the crash the lanes go on by themselves: what hung in the air is sent again.
        await until(lambda: len(acked) > len(at_kill) + 20)
        over.set()
        await asyncio.gather(*lanes)
    assert acked == sent > at_kill

    async def nothing_waits() -> bool:
        return not await weir.sql("select 1 from intake_payload where status = 'WAITING'")

    # Another worker takes up what the killed database left lying.
    async with working(weir):
        await until(nothing_waits)
    kept = await weir.sql("select idempotency_key, status from intake_payload")
    assert sorted(key for key, _ in kept) == sorted(sent)
    assert {status for _, status in kept} == {"CREATED"}
    leads = [name for (name,) in await weir.sql("select name from lead where name like '杀库来客%%'")]
    assert sorted(leads) == sorted(f"杀库来客 {key}" for key in sent)
