"""The relay between outbox and NOTIFY."""

import asyncio

import pytest
from conftest import copy_of, drop

from weir.db.embedded import EmbeddedServer
from weir.events import PAUSE_SECONDS, Relay

pytestmark = pytest.mark.slow


async def test_a_relay_that_is_poked_and_stopped_in_one_breath_stops(server: EmbeddedServer, template: str) -> None:
    dsn = copy_of(server, template)
    relay = Relay(dsn)
    running = asyncio.create_task(relay.run())
    await asyncio.sleep(PAUSE_SECONDS)  # Time to connect, and to have begun to wait for the next poke.
    relay.poke()
    running.cancel()
    ended, _ = await asyncio.wait([running], timeout=10 * PAUSE_SECONDS)
    running.cancel()
    drop(server, dsn)
    assert ended == {running}
