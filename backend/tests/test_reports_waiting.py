"""Reports that take long: they wait their turn, and whoever leaves gives theirs up, in the database too."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from unittest import mock

import psycopg
import pytest
import uvicorn
from cast import Cast

pytestmark = pytest.mark.slow

COUNT = {"source": "lead", "measures": [{"function": "COUNT"}]}
ASKED = "query($d: JSON!) { reportResult(definition: $d) { problem { code } considered } }"
EXPORT = 'mutation($d: JSON!) { exportReport(input: {definition: $d, format: CSV, name: "a"}) { content userErrors { code } } }'
PROGRESS = "query($id: String!) { reportProgress(requestId: $id) { ahead } }"
WAITING = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"


@contextlib.asynccontextmanager
async def served(weir: Cast) -> AsyncIterator[int]:
    """The application on a port of this machine, as in production."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        server = uvicorn.Server(uvicorn.Config(weir.asgi, lifespan="off", log_config=None, timeout_graceful_shutdown=1))
        with mock.patch.object(server, "capture_signals", contextlib.nullcontext):
            serving = asyncio.create_task(server.serve(sockets=[sock]))
            yield sock.getsockname()[1]
            server.should_exit = True
            await serving


class Tab:
    """Somebody's browser, asking for a report until they get it or leave."""

    @classmethod
    async def asking(cls, port: int, who: str, name: str, query: str = ASKED) -> "Tab":
        tab = cls()
        tab.reader, tab.writer = await asyncio.open_connection("127.0.0.1", port)
        body = json.dumps({"query": query, "variables": {"d": COUNT}}).encode()
        heads = {"host": "testserver", "x-cast": who, "x-request-id": name, "content-type": "application/json"}
        lines = [
            f"{key}: {value}" for key, value in {**heads, "content-length": len(body), "connection": "close"}.items()
        ]
        tab.writer.write("\r\n".join(["POST /graphql HTTP/1.1", *lines, "", ""]).encode() + body)
        return tab

    async def answer(self) -> Any:
        return json.loads((await self.reader.read()).partition(b"\r\n\r\n")[2])["data"]

    async def leave(self) -> None:
        self.writer.close()
        await self.writer.wait_closed()


async def until(is_so: Callable[[], Awaitable[bool]]) -> None:
    """Returns as soon as it is; the test's own clock is what ends it otherwise."""
    async with asyncio.timeout(20):
        while not await is_so():
            await asyncio.sleep(0.02)


@contextlib.asynccontextmanager
async def nothing_is_counted(weir: Cast) -> AsyncIterator[None]:
    """Every report on leads is held up for as long as this lasts."""
    async with await psycopg.AsyncConnection.connect(weir.app.settings.database_url or "") as connection:
        await connection.execute("lock table lead in access exclusive mode")
        yield
        await connection.rollback()


async def test_who_leaves_gives_up_their_report_and_the_next_has_its_turn(weir: Cast) -> None:
    async def held(count: int) -> bool:
        return bool(await weir.one(WAITING) == count)

    async def ahead(who: str, name: str) -> int | None:
        found = (await weir[who].ask(PROGRESS, id=name))["reportProgress"]
        return None if found is None else int(found["ahead"])

    async def stands(who: str, name: str, count: int) -> bool:
        return await ahead(who, name) == count

    async def nobody_waits() -> bool:
        return weir.app.database.turns._turns == []

    async with served(weir) as port:
        async with nothing_is_counted(weir):
            first = [await Tab.asking(port, "chen", f"first-one-{n}") for n in range(3)]
            await until(lambda: held(3))
            fourth = await Tab.asking(port, "zhao", "fourth-one")
            await until(lambda: stands("zhao", "fourth-one", 0))
            fifth = await Tab.asking(port, "chen", "fifth-one", EXPORT)
            await until(lambda: stands("chen", "fifth-one", 1))
            assert await ahead("chen", "first-one-0") is None, "it is worked on"
            assert await ahead("chen", "fourth-one") is None, "it is not theirs"
            deals = await weir["chen"].ask("{ deals { totalCount } }")
            assert deals["deals"]["totalCount"] > 0, "lists have connections of their own"
            await first[0].leave()
            # The fourth has the place of who left; were the statement of that one still there, there would be four.
            await until(lambda: stands("chen", "fifth-one", 0))
            await until(lambda: held(3))
            for tab in (fifth, first[1], first[2], fourth):
                await tab.leave()
            await until(lambda: held(0))
            # The database is done a moment before the process has heard of it.
            await until(nobody_waits)
        again = await Tab.asking(port, "chen", "once-more")
        assert (await again.answer())["reportResult"]["considered"] > 0
    assert await weir.one("select count(*) from audit_entry where action = 'report.exported'") == 0, "it was given up"


async def test_a_report_that_takes_too_long_says_what_to_do(weir: Cast) -> None:
    async with weir.app.database.reporting() as one:
        await one.execute("set statement_timeout = 50")
        async with weir.app.database.reporting() as two, weir.app.database.reporting() as three:
            await two.execute("set statement_timeout = 50")
            await three.execute("set statement_timeout = 50")
    async with nothing_is_counted(weir):
        told = await weir["chen"].ask(ASKED, d=COUNT)
        assert told["reportResult"]["problem"] == {"code": "REPORT_SLOW"}
        filed = await weir["chen"].ask(EXPORT, d=COUNT)
        assert [one["code"] for one in filed["exportReport"]["userErrors"]] == ["REPORT_SLOW"]
