"""Protecting what one has: for some time it does not go back to the pool. Nobody protects more than their pool allows."""

from datetime import timedelta
from typing import Any

from weir.changing.change import Change
from weir.pools.holding import Holding

ROOM = """
select p.protection_days, p.protection_limit, (select count(*) from {thing} x where x.owner_id = %(owner)s and x.id <> %(key)s
    and x.protected_until > %(now)s and {runs} and x.deleted_at is null)
from {pool} p where p.id = %(pool)s and p.deleted_at is null
"""


async def protect(change: Change, holding: Holding, row: Any) -> Any:
    """Keeps something with its owner for the days its pool allows; at most so many at once for each owner."""
    if row.pool_id is None:
        raise holding.refuse(f"{holding.name.upper()}_NO_POOL")
    most = await shield(change, holding, row)
    if most is not None:
        raise holding.refuse("POOL_PROTECTION_LIMIT", max=most)
    await change.save("protected")
    return row


async def unprotect(change: Change, row: Any) -> Any:
    """Lets the clock run again; it leaves a day at least."""
    row.protected_until = None
    await change.save("unprotected")
    return row


async def shield(change: Change, holding: Holding, row: Any) -> int | None:
    """Protects a record if its owner has room for one more; otherwise the number that is the most."""
    # Two protections of one owner are counted one after the other.
    key = {"key": f"protect:{row.owner_id}"}
    await change.fetch("select pg_advisory_xact_lock(hashtextextended(%(key)s, 6))", key)
    values = {"owner": row.owner_id, "key": row.id, "pool": row.pool_id, "now": change.now}
    for days, most, count in await change.fetch(holding.sql(ROOM), values):
        if count >= most:
            return int(most)
        row.protected_until = change.now + timedelta(days=days)
    return None
