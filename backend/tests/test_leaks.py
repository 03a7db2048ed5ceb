"""Nothing leaks: what a person may not see does not change one byte of any answer they can get.

Each member of the cast asks everything the schema offers, in two worlds that differ only out of their sight. Planted leaks prove that
the crawler sees.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from cast import Cast
from conftest import copy_of, drop, settings_for
from crawl import Crawler, asked, left_out
from worlds import CANARY, full_house, two_worlds

from weir.db.embedded import EmbeddedServer
from weir.demo.people import CAST

QUICK = ("zhangsan", "moli", "hengda")
EVERYBODY = [pytest.param(one.key, marks=() if one.key in QUICK else pytest.mark.slow) for one in CAST]


@pytest.fixture(scope="module")
async def house(server: EmbeddedServer, template: str, tmp_path_factory: Any) -> AsyncIterator[str]:
    """The name of a database in which everybody has something of every kind."""
    dsn = copy_of(server, template)
    async with Cast.playing(settings_for(dsn, tmp_path_factory.mktemp("files"))) as cast:
        await full_house(cast)
    yield dsn.partition("?")[0].rsplit("/", 1)[1]
    drop(server, dsn)


async def leaks(first: Cast, second: Cast, key: str, requests: Any) -> list[str]:
    """The requests that were answered differently in the two worlds, or with something out of sight."""
    found = []
    for label, document in requests:
        one, two = await asyncio.gather(asked(first, key, document), asked(second, key, document))
        told = document.encode()
        if one != two:
            found.append(f"{label}: {document}\n   {_difference(one, two)}")
        elif CANARY.encode() in one and CANARY.encode() not in told:
            found.append(f"canary in {label}: {document}")
        elif b"INTERNAL_SERVER_ERROR" in one:
            found.append(f"masked error in {label}: {document}")
    return found


def _difference(one: bytes, two: bytes) -> str:
    place = next((index for index, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return f"{one[max(0, place - 60) : place + 60]!r} / {two[max(0, place - 60) : place + 60]!r}"


def test_every_root_field_is_asked_about() -> None:
    assert left_out() == set()


@pytest.mark.parametrize("key", EVERYBODY)
async def test_answers_are_the_same_in_both_worlds_for(
    key: str, house: str, server: EmbeddedServer, tmp_path: Path
) -> None:
    async with two_worlds(server, house, key, tmp_path) as (first, second, rows):
        crawler = Crawler(first[key].viewer, rows)  # type: ignore[arg-type]
        found = await leaks(first, second, key, crawler.requests())
        assert found == [], f"{len(found)} leaks, such as:\n" + "\n".join(found[:12])
