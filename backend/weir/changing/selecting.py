"""Which records a filter means, as the viewer: the keys for an action on all that match."""

from typing import Any
from uuid import UUID

import psycopg

from weir.access.predicate import visible, voided
from weir.catalog.registry import CatalogObject
from weir.changing.change import Change
from weir.errors import Refusal
from weir.reading.build import BadRead, Build
from weir.reading.given import given_where
from weir.reading.where import search_sql, where_sql

COUNTED = 10_000


async def matching(
    change: Change, entry: CatalogObject, where: Any, search: str | None, limit: int, *, gone: bool = False
) -> tuple[list[UUID], int]:
    """At most `limit` keys in the order of the ids, and how many there are (counted up to 10,000). Raises `Refusal` INVALID.

    `gone`: among the voided records the viewer may bring back, not among those that stand in lists.
    """
    build = Build(change.viewer)
    try:
        tests = [
            (voided if gone else visible)(entry.name, "x", change.viewer),
            where_sql(build, entry, "x", given_where(entry, where or {})),
            search_sql(build, entry, "x", search),
        ]
    except BadRead as bad:
        label = {"label": ("筛选条件", "The filter")}
        raise Refusal("INVALID", ("filter",), {**label, "why": bad.told}) from None
    test = " and ".join(f"({one})" for one in tests)
    source = f"select x.id from {entry.table} x where {test} order by x.id"
    sql = (
        f"select array(select id from ({source} limit {limit}) k), (select count(*) from ({source} limit {COUNTED}) c)"
    )
    try:
        ((keys, count),) = await change.fetch(sql, build.params)
    except psycopg.errors.DataError:
        label = {"label": ("筛选条件", "The filter")}
        raise Refusal("INVALID", ("filter",), {**label, "why": ("超出范围。", "it is out of range.")}) from None
    return list(keys), int(count)
