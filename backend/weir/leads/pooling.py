"""Which pool a lead is in, and what the rules of a pool mean for the leads under them.

The clock itself runs in the database (the trigger `lead_clock`): however an owner, a follow-up or a setting comes about, the moment
a lead goes back follows from it in the same statement.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from weir.access.predicate import visible
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.records import DEPENDENTS
from weir.errors import Refusal
from weir.leads.kinds import LeadStatus
from weir.leads.model import Lead
from weir.pools.actions import CLOCKS, ON_CHANGE
from weir.pools.model import LeadPool

# The pool whose regions begin what the lead's region begins with; the longest name of a place is the nearest.
OF_REGION = """(select r.id from lead_pool r cross join unnest(r.regions) g
    where r.deleted_at is null and starts_with({region}, g) order by length(g) desc, r.position, r.id limit 1)"""
FOR_NEW = (
    "select coalesce((select w.id from lead_pool w where w.id = %(wanted)s::uuid and w.deleted_at is null),"
    f" {OF_REGION.format(region='%(region)s::text')},"
    " (select d.id from lead_pool d where d.is_default and d.deleted_at is null))"
)
# Of a pool `p` and a lead `lead`: where it goes back to.
BACK_TO = f"""coalesce(case when p.returns_by_region then {OF_REGION.format(region="lead.region")} end,
    (select t.id from lead_pool t where t.id = p.target_pool_id and t.deleted_at is null), p.id)"""
WHERE_TO = f"select {BACK_TO} from lead join lead_pool p on p.id = lead.pool_id and p.deleted_at is null where lead.id = %(lead)s"
# Naming the column makes the trigger look at the row again.
DUE_ANEW = "update lead set pool_id = %(pool)s where pool_id = %(pool)s and owner_id is not null and deleted_at is null"
# Who had leads before there was a pool for them begins anew; none of them is overdue because of it.
ADOPT = """
update lead set pool_id = p.id, recycle_not_before = now() + make_interval(hours => 24 * case lead.intent
    when 'HIGH' then p.no_follow_up_days_high when 'LOW' then p.no_follow_up_days_low else p.no_follow_up_days end)
from lead_pool p where p.id = %(pool)s and lead.pool_id is null and lead.deleted_at is null
    and lead.status in ('PENDING', 'WORKING', 'NURTURING')
    and lead.owner_id in (select u.id from "user" u where weir_home_pool(u.id, null) = p.id)
"""
ELSEWHERE = "update lead set pool_id = weir_home_pool(owner_id, null) where pool_id = %(pool)s and owner_id is not null"
WAITING = "select count(*) from lead where pool_id = %(pool)s and owner_id is null and status = 'UNASSIGNED' and deleted_at is null"
EFFECT = """
with now_and_then as (
    select x.recycle_due_at as was, weir_recycle_due(
        case x.intent when 'HIGH' then %(no_follow_up_days_high)s when 'LOW' then %(no_follow_up_days_low)s
            else %(no_follow_up_days)s end, %(no_conversion_days)s,
        x.owner_since, x.last_follow_up_at, x.protected_until, x.recycle_not_before) as plain
    from lead x where x.pool_id = %(pool)s and x.recycle_due_at is not null and x.deleted_at is null and {seen}),
due as (select was, greatest(plain, least(was, now() + interval '1 day')) as next from now_and_then)
select count(*), count(*) filter (where next is distinct from was), count(*) filter (where next < was),
    count(*) filter (where next < was and next <= now() + interval '3 days'), min(next) filter (where next < was) from due
"""


@dataclass(frozen=True, slots=True)
class Effect:
    """What other clocks would do to the open leads under a pool's rules."""

    leads: int
    changed: int
    sooner: int
    within_three_days: int
    earliest: datetime | None


async def pool_for_new(change: Change, region: str | None, wanted: UUID | None = None) -> UUID | None:
    """Where a lead waits that nobody has yet: the wanted pool while there is one, else that of its region, or the default one."""
    ((pool,),) = await change.fetch(FOR_NEW, {"region": region, "wanted": wanted})
    return pool  # type: ignore[no-any-return]


async def pool_to_return(change: Change, lead: Lead) -> UUID | None:
    """Where a lead goes that its owner no longer has."""
    if lead.pool_id is None:
        return None
    rows = await change.fetch(WHERE_TO, {"lead": lead.id})
    return rows[0][0] if rows else None


async def move_lead_to_pool(change: Change, given: dict[str, Any]) -> Lead:
    """Puts a lead nobody has into another pool, or out of all of them."""
    lead = await change.load(Lead, key_of(given["id"], "lead"), version=given["version"])
    change.require("lead.assign")
    if lead.owner_id is not None or lead.status is not LeadStatus.UNASSIGNED:
        raise Refusal("LEAD_STATUS", ("id",), {"status": (lead.status.zh, lead.status.en)})
    pool, was = given.get("poolId"), lead.pool_id
    lead.pool_id = None if pool is None else (await _pool(change, pool)).id
    await change.save("moved_to_pool", was_pool=was)
    return lead


async def _pool(change: Change, text: str) -> LeadPool:
    pool = await change.see(LeadPool, key_of(text, "lead_pool"), "poolId")
    if pool.deleted_at is not None:
        raise Refusal("NOT_FOUND", ("poolId",))
    return pool


async def effect_of(change: Change, key: UUID | None, given: dict[str, int | None]) -> Effect | None:
    """What these clocks would do, without setting them; None when the pool does not exist for the viewer."""
    rows = await change.fetch(
        f"select {', '.join(CLOCKS)} from lead_pool x where x.id = %(key)s and {visible('lead_pool', 'x', change.viewer)}",
        {**change.viewer.params, "key": key},
    )
    if not rows:
        return None
    days = {name: now if given.get(name) is None else given[name] for name, now in zip(CLOCKS, rows[0], strict=True)}
    sql = EFFECT.format(seen=visible("lead", "x", change.viewer))
    return Effect(*(await change.fetch(sql, {**change.viewer.params, **days, "pool": key}))[0])


async def _changed(change: Change, pool: LeadPool) -> None:
    await change.session.flush()
    for statement in (ELSEWHERE,) if pool.deleted_at else (DUE_ANEW, ADOPT):
        await change.fetch(statement, {"pool": pool.id})


async def _empty(change: Change, pool: LeadPool) -> None:
    ((count,),) = await change.fetch(WAITING, {"pool": pool.id})
    if count:
        raise Refusal("IN_USE", ("id",), {"count": count, "what": ("待领取的线索", "leads that wait")})


ON_CHANGE.append(_changed)
DEPENDENTS.setdefault("lead_pool", []).append(_empty)
