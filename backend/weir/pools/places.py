"""Which pool something is in, and what the rules of a pool mean for what is under them.

The clock itself runs in the database (the triggers `lead_clock` and `account_clock`): however an owner, a follow-up or a setting
comes about, the moment a record goes back follows from it in the same statement.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from weir.access.predicate import visible
from weir.catalog.ids import key_of
from weir.catalog.registry import OBJECTS
from weir.changing.change import Change
from weir.errors import Refusal
from weir.pools.holding import Holding

# The pool whose regions begin what the region begins with; the longest name of a place is the nearest.
OF_REGION = """(select r.id from {{pool}} r cross join unnest(r.regions) g
    where r.deleted_at is null and starts_with({region}, g) order by length(g) desc, r.position, r.id limit 1)"""
FOR_NEW = (
    "select coalesce((select w.id from {pool} w where w.id = %(wanted)s::uuid and w.deleted_at is null),"
    f" {OF_REGION.format(region='%(region)s::text')},"
    " (select d.id from {pool} d where d.is_default and d.deleted_at is null))"
)
# Of a pool `p` and a row `x`: where it goes back to.
BACK_TO = f"""coalesce(case when p.returns_by_region then {OF_REGION.format(region="x.region")} end,
    (select t.id from {{pool}} t where t.id = p.target_pool_id and t.deleted_at is null), p.id)"""
WHERE_TO = f"select {BACK_TO} from {{thing}} x join {{pool}} p on p.id = x.pool_id and p.deleted_at is null where x.id = %(key)s"
# Naming the column makes the trigger look at the row again.
DUE_ANEW = (
    "update {thing} set pool_id = %(pool)s where pool_id = %(pool)s and owner_id is not null and deleted_at is null"
)
# What people had before there was a pool for it begins anew; none of it is overdue because of it.
ADOPT = """
update {thing} x set pool_id = p.id, recycle_not_before = now() + make_interval(hours => 24 * {days})
from {pool} p where p.id = %(pool)s and x.pool_id is null and x.deleted_at is null and {adopts}
    and x.owner_id in (select u.id from "user" u where {home}(u.id, null) = p.id)
"""
ELSEWHERE = "update {thing} set pool_id = {home}(owner_id, null) where pool_id = %(pool)s and owner_id is not null"
WAITING = "select count(*) from {thing} x where x.pool_id = %(pool)s and {waits} and x.deleted_at is null"
# The pool as it would be: its row with other clocks in it.
EFFECT = """
with now_and_then as (
    select x.recycle_due_at as was, weir_recycle_due({days}, p.no_conversion_days, x.owner_since, x.last_follow_up_at,
        {protected}, x.recycle_not_before, {won}) as plain
    from {thing} x join {pool} o on o.id = x.pool_id cross join lateral jsonb_populate_record(o, %(given)s::jsonb) p
    where x.pool_id = %(pool)s and x.recycle_due_at is not null and x.deleted_at is null and {{seen}}),
due as (select was, greatest(plain, least(was, now() + interval '1 day')) as next from now_and_then)
select count(*), count(*) filter (where next is distinct from was), count(*) filter (where next < was),
    count(*) filter (where next < was and next <= now() + interval '3 days'), min(next) filter (where next < was) from due
"""


@dataclass(frozen=True, slots=True)
class Effect:
    """What other clocks would do to what has an owner under a pool's rules."""

    rows: int
    changed: int
    sooner: int
    within_three_days: int
    earliest: datetime | None


async def pool_for_new(change: Change, holding: Holding, region: str | None, wanted: UUID | None = None) -> UUID | None:
    """Where something waits that nobody has yet: the wanted pool while there is one, else that of its region, or the default one."""
    ((pool,),) = await change.fetch(holding.sql(FOR_NEW), {"region": region, "wanted": wanted})
    return pool  # type: ignore[no-any-return]


async def pool_to_return(change: Change, holding: Holding, row: Any) -> UUID | None:
    """Where something goes that its owner no longer has."""
    if row.pool_id is None:
        return None
    rows = await change.fetch(holding.sql(WHERE_TO), {"key": row.id})
    return rows[0][0] if rows else None


async def pool_of(change: Change, holding: Holding, text: str, path: str = "poolId") -> UUID:
    """The pool in sight that an input names. Raises `Refusal`."""
    pool: Any = await change.see(OBJECTS[holding.pool].model, key_of(text, holding.pool), path)
    if pool.deleted_at is not None:
        raise Refusal("NOT_FOUND", (path,))
    return pool.id  # type: ignore[no-any-return]


async def effect_of(change: Change, holding: Holding, key: UUID | None, given: dict[str, int | None]) -> Effect | None:
    """What these clocks would do, without setting them; None when the pool does not exist for the viewer."""
    sees = visible(holding.pool, "x", change.viewer)
    rows = await change.fetch(
        f"select 1 from {holding.pool} x where x.id = %(key)s and {sees}", {**change.viewer.params, "key": key}
    )
    if not rows:
        return None
    days = orjson.dumps({name: value for name, value in given.items() if value is not None}).decode()
    sql = holding.sql(EFFECT).format(seen=visible(holding.name, "x", change.viewer))
    return Effect(*(await change.fetch(sql, {**change.viewer.params, "given": days, "pool": key}))[0])


async def settle(change: Change, holding: Holding, pool: Any) -> None:
    """A pool has changed: what is under its rules is due anew, none of it before a day has passed."""
    await change.session.flush()
    for statement in (ELSEWHERE,) if pool.deleted_at else (DUE_ANEW, ADOPT):
        await change.fetch(holding.sql(statement), {"pool": pool.id})


async def stands_empty(change: Change, holding: Holding, pool: Any) -> None:
    """Raises `Refusal` when something waits in it."""
    ((count,),) = await change.fetch(holding.sql(WAITING), {"pool": pool.id})
    if count:
        raise Refusal("IN_USE", ("id",), {"count": count, "what": holding.waiting})
