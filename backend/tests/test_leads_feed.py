"""The live feed of leads: told to who sees the lead, that it is gone to who saw it until now, and nothing to anybody else."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from cast import Cast
from test_pools import back, claim, pool, waiting

from weir.catalog.ids import decode, key_of
from weir.graphql.operation import Operation
from weir.jobs import Worker
from weir.leads.feed import FEED
from weir.pools.recycling import recycle_due
from weir.schema import SCHEMA

pytestmark = pytest.mark.slow


class Ears:
    """What some people hear of one lead."""

    def __init__(self, weir: Cast, *who: str):
        self.weir, self.who = weir, who
        self.heard: dict[str, list[tuple[str, str]]] = {key: [] for key in who}

    @contextlib.asynccontextmanager
    async def open(self, pool_id: str | None = None) -> AsyncIterator["Ears"]:
        tasks = [asyncio.create_task(self._listen(key, pool_id)) for key in self.who]
        await asyncio.sleep(0.05)
        try:
            yield self
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen(self, key: str, pool_id: str | None) -> None:
        operation = Operation(self.weir.app, self.weir[key].viewer, "")  # type: ignore[arg-type]
        found = decode(pool_id) if pool_id else None
        async for one in FEED.hear(operation, pool=found[1] if found else None):
            # At its start the hub says that there was a gap.
            if one.key is not None:
                self.heard[key].append((one.verb, one.kind.value))

    async def once(self, who: str, verb: str) -> dict[str, list[tuple[str, str]]]:
        """What everybody has heard when `who` has heard this, and is told once more of nothing."""
        async with asyncio.timeout(10):
            while not any(one == verb for one, _ in self.heard[who]):
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.1)
        told, self.heard = self.heard, {key: [] for key in self.who}
        return told


async def test_who_loses_sight_of_a_lead_hears_that_and_who_never_saw_it_nothing(weir: Cast) -> None:
    south, east = await pool(weir), await pool(weir, "华东线索池")
    async with Ears(weir, "zhangsan", "lisi", "wangwu", "chen", "sun", "qian", "hengda", "xiaolin").open() as ears:
        lead = await waiting(weir)
        told = await ears.once("xiaolin", "created")
        assert {key for key, some in told.items() if some} == {"zhangsan", "lisi", "chen", "xiaolin"}
        assert told["lisi"] == [("created", "CREATED")]

        lead = (await claim(weir, lead))["lead"]
        told = await ears.once("xiaolin", "claimed")
        assert told["lisi"] == [("claimed", "REMOVED")]
        assert told["zhangsan"] == told["chen"] == [("claimed", "UPDATED")]
        assert not told["wangwu"] and not told["sun"] and not told["hengda"] and not told["qian"]

        await back(weir, lead)
        told = await ears.once("xiaolin", "returned")
        assert told["lisi"] == [("returned", "UPDATED")] and not told["wangwu"]

        version = await weir.one("select version from lead where id = %s", lead["id"].removeprefix("lead_"))
        await weir["xiaolin"].done("moveLeadToPool", id=lead["id"], version=version, poolId=east["id"])
        told = await ears.once("xiaolin", "moved_to_pool")
        assert told["lisi"] == [("moved_to_pool", "REMOVED")] and told["wangwu"] == [("moved_to_pool", "UPDATED")]

        await weir["xiaolin"].done("voidLead", id=lead["id"], version=version + 1)
        told = await ears.once("xiaolin", "voided")
        # 李四 could not see it any more: of its end he hears nothing.
        assert told["wangwu"] == [("voided", "REMOVED")] and not told["lisi"]
    async with Ears(weir, "lisi", "xiaolin").open(south["id"]) as ears:
        await weir["moli"].done("createLead", "lead { id }", name="东", region="上海市")
        other = await waiting(weir, 7)
        told = await ears.once("xiaolin", "created")
        assert told == {"lisi": [("created", "CREATED")], "xiaolin": [("created", "CREATED")]}, other


async def test_who_had_a_lead_that_goes_back_by_itself_hears_that_it_is_gone(weir: Cast) -> None:
    south, east = await pool(weir), await pool(weir, "华东线索池")
    places = [key_of(one["id"], "lead_pool") for one in (east, south)]
    await weir.sql("update lead_pool set target_pool_id = %s where id = %s returning 1", *places)
    lead = (await claim(weir, await waiting(weir, 5)))["lead"]
    async with Ears(weir, "zhangsan", "wangwu", "chen", "lisi").open() as ears:
        later = datetime.now(UTC) + timedelta(days=100)
        await recycle_due(Worker(weir.app.settings, weir.app.database), later)
        gone, seen = ("recycled", "REMOVED"), ("recycled", "UPDATED")
        async with asyncio.timeout(10):
            while not (gone in ears.heard["zhangsan"] and all(seen in ears.heard[who] for who in ("wangwu", "chen"))):
                await asyncio.sleep(0.02)
    notices = (await weir["zhangsan"].ask("{ notifications(first: 50) { nodes { kind lead { id } } } }"))[
        "notifications"
    ]
    # The name of what is no longer theirs is not among what they are told.
    assert {"kind": "LEAD_RECYCLED", "lead": None} in notices["nodes"], lead


async def test_a_lead_is_read_in_the_feed_as_it_is_read_elsewhere(weir: Cast) -> None:
    """The subscription of the schema: what waits is masked there, too."""
    operation: Any = Operation(weir.app, weir["lisi"].viewer, "")  # type: ignore[arg-type]
    query = "subscription { leadChanged { kind id actorId lead { name mobile maskedFields } } }"
    stream = await SCHEMA.subscribe(query, context_value=operation)

    async def next_change() -> dict[str, Any]:
        async with contextlib.aclosing(stream):  # type: ignore[type-var]
            async for one in stream:  # type: ignore[union-attr]
                told: dict[str, Any] = orjson.loads(orjson.dumps(one.data))["leadChanged"]
                if told["kind"] != "RESYNC":
                    return told
        raise AssertionError

    first = asyncio.create_task(next_change())
    await asyncio.sleep(0.05)
    lead = await waiting(weir, 3)
    told = await asyncio.wait_for(first, 10)
    assert (told["kind"], told["id"], told["actorId"]) == ("CREATED", lead["id"], weir["moli"].id)
    assert told["lead"]["mobile"] == "138****0003" and "mobile" in told["lead"]["maskedFields"]
