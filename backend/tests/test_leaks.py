"""Nothing leaks: what a person may not see does not change one byte of any answer they can get.

Each member of the cast asks everything the schema offers, in two worlds that differ only out of their sight. Planted leaks prove that
the crawler sees.
"""

from pathlib import Path

import pytest
from crawl import MANIFOLD, Crawler, leaks, left_out, oracles
from worlds import two_worlds

from weir.db.embedded import EmbeddedServer
from weir.demo.people import CAST

pytestmark = pytest.mark.slow

# Sorts, groups and filters are most of the requests; one person of each role tries them all.
FIRST = {one.roles: one.key for one in reversed(CAST)}
EVERYBODY = [one.key for one in CAST]


def test_every_root_field_is_asked_about() -> None:
    assert left_out() == set()


@pytest.mark.parametrize("key", EVERYBODY)
async def test_answers_are_the_same_in_both_worlds_for(
    key: str, house: str, server: EmbeddedServer, tmp_path: Path
) -> None:
    async with two_worlds(server, house, key, tmp_path) as (first, second, rows):
        crawler = Crawler(first[key].viewer, rows, MANIFOLD if key in FIRST.values() else (), EVERYBODY.index(key))  # type: ignore[arg-type]
        found = await leaks(first, second, key, crawler.requests())
        found += await oracles(first, key, crawler.existence())
        assert found == [], f"{len(found)} leaks, such as:\n" + "\n".join(found[:12])
