"""Leaks planted on purpose: each opens one hole in the real code, and the crawler must see it, or its silence means nothing."""

import contextlib
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from crawl import Crawler, leaks, oracles
from worlds import two_worlds

import weir.access.explain as explaining
import weir.catalog.graphql as searching
import weir.changing.change as changing
import weir.reading.build as building
import weir.reading.compile as compiling
import weir.reading.trail as trail
import weir.reading.where as filtering
from weir.access.guard import PLAIN, rule_of
from weir.catalog.registry import OBJECTS
from weir.db.embedded import EmbeddedServer

pytestmark = pytest.mark.slow

EXISTENCE = "ids only"
Plant = Callable[[pytest.MonkeyPatch], None]


def everything(name: str, alias: str, viewer: Any, action: str = "read") -> str:
    """The predicate, dropped."""
    return "true"


def within(owner: Any, method: str, module: Any, name: str, value: Any) -> Plant:
    """Replaces a name of a module only while a method of the compiler runs by itself, not in what it calls again."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        real, kept = getattr(owner, method), getattr(module, name)

        def leaky(*args: Any, **more: Any) -> Any:
            setattr(module, name, value)
            try:
                return real(*args, **more)
            finally:
                setattr(module, name, kept)

        patch.setattr(owner, method, leaky)

    return plant


def instead(module: Any, name: str, value: Any) -> Plant:
    """Replaces a name of a module for good."""
    return lambda patch: patch.setattr(module, name, value)


def in_table(table: dict[str, Any], name: str, value: Any) -> Plant:
    """Replaces an entry of a table for good."""
    return lambda patch: patch.setitem(table, name, value)


def unscoped(name: str) -> Plant:
    """Figures over all rows instead of over those in sight."""
    real = getattr(compiling, name)

    def leaky(build: Any, selection: Any, entry: Any, alias: str, source: str, nodes: Any) -> str:
        return str(real(build, selection, entry, alias, f"from {entry.table} {alias}", nodes))

    return instead(compiling, name, leaky)


def uncounted(patch: pytest.MonkeyPatch) -> None:
    """`totalCount` over all rows."""
    real = compiling.row

    def leaky(columns: list[tuple[str, str]], source: str = "") -> str:
        loose = [
            (key, re.sub(r" where .* limit", " limit", sql) if key == "totalCount" else sql) for key, sql in columns
        ]
        return real(loose, source)

    patch.setattr(compiling, "row", leaky)


def unguarded(what: str) -> Plant:
    """Sorting, filtering or grouping by a field that is hidden or masked."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        real = building.Build.guarded

        def leaky(self: Any, entry: Any, field: Any, alias: str, purpose: str) -> str:
            return self.expression(field, alias) if purpose == what else real(self, entry, field, alias, purpose)

        patch.setattr(building.Build, "guarded", leaky)

    return plant


def unruled(guard: str) -> Plant:
    """One field rule, forgotten."""

    def leaky(given: str | None, *rest: Any) -> Any:
        return PLAIN if given == guard else rule_of(given, *rest)

    return instead(building, "rule_of", leaky)


def shared_count(patch: pytest.MonkeyPatch) -> None:
    """A mask that shows one character too many."""
    real = building.rule_of

    def leaky(*args: Any) -> Any:
        rule = real(*args)
        return (
            replace(rule, mask=f"left({args[3]}.{args[2]}, 5)")
            if args[0] == "contact_data" and args[2] == "mobile"
            else rule
        )

    patch.setattr(building, "rule_of", leaky)


def loose_node(patch: pytest.MonkeyPatch) -> None:
    """`node(id)` and the single fields without the predicate on the record itself."""
    real = compiling.Compiler.one

    def leaky(self: Any, entry: Any, key: Any, nodes: Any) -> str:
        text = real(self, entry, key, nodes)
        found = re.search(r"where t\d+\.id = %\(k\d+\)s::uuid", text[text.rindex(" from ") :])
        assert found
        return text[: text.rindex(" from ")] + text[text.rindex(" from ") :].split(" and ")[0] + ") x)"

    patch.setattr(compiling.Compiler, "one", leaky)


def raw_changes(build: Any, alias: str) -> str:
    """An audit diff as it was written."""
    return f"{alias}.changes"


# name: (who asks, what they ask, the hole)
PLANTED: dict[str, tuple[str, str, Plant]] = {
    "list": (
        "zhangsan",
        r"^deals (list|edges|last)",
        within(compiling.Compiler, "connection", compiling, "visible", everything),
    ),
    "one record": ("zhangsan", EXISTENCE, loose_node),
    "nested list": (
        "zhangsan",
        r"^(accounts|stages|users)\.",
        within(compiling.Compiler, "_many", compiling, "visible", everything),
    ),
    "link": ("hengda", r"^deals list", within(compiling.Compiler, "_link", compiling, "visible", everything)),
    "count": ("zhangsan", r"^(deals|contacts) (list|search)", uncounted),
    "aggregate": ("zhangsan", r"^deals figures", unscoped("aggregate_json")),
    "groups": ("zhangsan", r"^deals group", unscoped("groups_json")),
    "search across objects": ("zhangsan", r"^search", instead(searching, "visible", everything)),
    "filter through a link": ("hengda", r"^deals where", instead(filtering, "visible", everything)),
    "hidden field in a filter": ("moli", r"^deals where", unguarded("filter")),
    "hidden field in a sort": ("moli", r"^deals sort", unguarded("sort")),
    "masked field in a group": ("moli", r"^contacts group", unguarded("group")),
    "masked field in a sort cursor": ("moli", r"^contacts sort", unguarded("sort")),
    "hidden amount in a row": ("moli", r"^deals list", unruled("deal_amount")),
    "hidden amount in a sum": ("moli", r"^deals figures", unruled("deal_amount")),
    "masked phone in a row": ("moli", r"^contacts list", unruled("contact_data")),
    "masked phone of a lead in a pool": ("zhangsan", r"^leads list", unruled("contact_data")),
    "masked birthday in a row": ("moli", r"^contacts list", unruled("birthday")),
    "mask one character short": ("moli", r"^contacts list", shared_count),
    "cost of a product": ("moli", r"^products", unruled("cost")),
    "old and new values in the audit": ("moli", r"history", in_table(trail.FIELDS, "changes", raw_changes)),
    "reasons of access": ("zhangsan", EXISTENCE, instead(explaining, "by_scope", lambda *_: "true")),
    "gate of a deal": ("zhangsan", EXISTENCE, instead(changing, "visible", everything)),
}


@pytest.fixture(scope="module")
async def stage(server: EmbeddedServer, house: str, tmp_path_factory: Any) -> AsyncIterator[Callable[[str], Any]]:
    """The worlds of whoever is asked for, made once."""
    made: dict[str, Any] = {}
    async with contextlib.AsyncExitStack() as stack:

        async def of(key: str) -> Any:
            if key not in made:
                folder: Path = tmp_path_factory.mktemp(key)
                made[key] = await stack.enter_async_context(two_worlds(server, house, key, folder))
            return made[key]

        yield of


async def seen(first: Any, second: Any, key: str, requests: Any, crawler: Crawler) -> list[str]:
    """What the crawler reports on these requests."""
    return await leaks(first, second, key, requests) if requests else await oracles(first, key, crawler.existence())


def forget(*worlds: Any) -> None:
    """Compiled plans are kept; a hole shows only in what is compiled anew."""
    for cast in worlds:
        cast.app.plans.clear()
        cast.app.replays.clear()


@pytest.mark.parametrize("name", PLANTED)
async def test_the_crawler_sees_a_leak_planted_in_the(name: str, stage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    key, pattern, plant = PLANTED[name]
    first, second, rows = await stage(key)
    crawler = Crawler(first[key].viewer, rows)
    requests = [one for one in crawler.requests() if re.search(pattern, one[0])]
    assert requests or pattern == EXISTENCE
    forget(first, second)
    assert await seen(first, second, key, requests, crawler) == []
    plant(monkeypatch)
    forget(first, second)
    assert await seen(first, second, key, requests, crawler) != []


def test_enough_leaks_are_planted_to_mean_something() -> None:
    assert len(PLANTED) >= 10
    assert {"deal", "contact", "product", "audit_entry"} <= set(OBJECTS)
