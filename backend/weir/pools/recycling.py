"""What nobody follows up goes back to its pool, and its owner is reminded before. Every 10 minutes, harmless when repeated."""

from collections import defaultdict
from datetime import datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

from weir.activities.actions import notify
from weir.changing.change import Change
from weir.changing.rows import columns, hold
from weir.jobs import PERIODIC, Periodic, Worker
from weir.pools.holding import HOLDINGS, Holding
from weir.pools.places import BACK_TO
from weir.sweeping import sweep

EVERY_SECONDS = 600
BATCH = 100
SYSTEM = "pools"
DUE = f"""
, {BACK_TO}, u.manager_id, u.is_active, p.no_conversion_days, {{days}}
from {{thing}} x join {{pool}} p on p.id = x.pool_id join "user" u on u.id = x.owner_id
where x.recycle_due_at <= %(now)s and x.deleted_at is null order by x.recycle_due_at, x.id limit {BATCH}
for update of x skip locked
"""
# Of several reminders that have become due the last one counts. One whose moment lay before the clock began is not given.
REMIND = f"""
with due as (
    select x.id, min(d.days) as days from {{thing}} x join {{pool}} p on p.id = x.pool_id
    cross join lateral (select value::int as days from jsonb_array_elements_text(p.remind_days_before)) d
    where x.recycle_due_at > %(now)s and x.recycle_due_at <= %(now)s + interval '60 days' and x.deleted_at is null
      and x.recycle_due_at - make_interval(hours => 24 * d.days) <= %(now)s
      and x.recycle_due_at - make_interval(hours => 24 * d.days) > greatest(x.owner_since, x.last_follow_up_at)
    group by x.id),
mine as (
    select x.id, due.days from {{thing}} x join due on due.id = x.id
    where x.reminded_for is distinct from x.recycle_due_at or x.reminded_days > due.days
    order by x.id limit {BATCH} for update of x skip locked)
update {{thing}} x set reminded_for = x.recycle_due_at, reminded_days = mine.days from mine where x.id = mine.id
returning x.id, x.owner_id
"""


async def keep_clocks(worker: Worker) -> None:
    """Recycles what is due and reminds of what will be."""
    await recycle_due(worker)
    await remind(worker)


async def recycle_due(worker: Worker, now: datetime | None = None) -> int:
    """Gives back everything whose time has come, some in each transaction. Returns how many."""
    return sum([await sweep(worker, SYSTEM, partial(_recycle, one), BATCH, now) for one in _kinds()])


async def remind(worker: Worker, now: datetime | None = None) -> int:
    """Tells owners, once for each reminder of their pool, that something is about to go back. Returns how many."""
    return sum([await sweep(worker, SYSTEM, partial(_remind, one), BATCH, now) for one in _kinds()])


def _kinds() -> list[Holding]:
    return list(dict.fromkeys(HOLDINGS.values()))


@cache
def _due(holding: Holding) -> str:
    return f"select {columns(holding.model, 'x')}" + holding.sql(DUE)


async def _recycle(holding: Holding, change: Change) -> int:
    found = await change.fetch(_due(holding), {"now": change.now})
    due: dict[tuple[UUID | None, UUID | None], list[tuple[Any, ...]]] = defaultdict(list)
    for *values, pool, manager, is_active, result_days, follow_up_days in found:
        row: Any = hold(change.session, holding.model, values, again=True)
        rule = _rule(holding, row, change.now, result_days, follow_up_days)
        due[row.owner_id, row.department_id].append((row, pool, manager, is_active, rule))
    # Whoever loses sight of some hears of it: one save for all that were with the same person.
    for (owner, department), some in due.items():
        for row, pool, manager, is_active, rule in some:
            row.recycle_count += 1
            await holding.disown(change, row, "recycled", rule, pool_id=pool)
            for person in {owner if is_active else None, manager} - {None}:
                notify(change, person, holding.recycled, **{f"{holding.name}_id": row.id})
        await change.save("recycled", was_owner=owner, was_department=department)
    return len(found)


def _rule(holding: Holding, row: Any, now: datetime, result_days: int, follow_up_days: int) -> str:
    """The rule by which something goes back, as the ownership history keeps it."""
    since = max(filter(None, (row.owner_since, getattr(row, "last_won_at", None))), default=now)
    held = (now - since).total_seconds() / 86_400
    return f"{holding.no_result} {result_days}" if held >= result_days else f"NO_FOLLOW_UP {follow_up_days}"


async def _remind(holding: Holding, change: Change) -> int:
    found = await change.fetch(holding.sql(REMIND), {"now": change.now})
    for key, owner in found:
        notify(change, owner, holding.recycles, **{f"{holding.name}_id": key})
    await change.finish()
    return len(found)


PERIODIC.append(Periodic("pools.clocks", EVERY_SECONDS, keep_clocks))
