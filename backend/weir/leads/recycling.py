"""Leads nobody follows up go back to their pool, and their owners are reminded before. Every 10 minutes, harmless when repeated."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from weir.activities.actions import notify
from weir.activities.model import NotificationKind
from weir.changing.change import Change
from weir.changing.rows import columns, hold
from weir.jobs import PERIODIC, Periodic, Worker
from weir.leads.actions import disown
from weir.leads.model import Lead
from weir.leads.pooling import BACK_TO
from weir.sweeping import sweep

EVERY_SECONDS = 600
BATCH = 100
SYSTEM = "lead-pools"
DUE = f"""
select {{columns}}, {BACK_TO}, u.manager_id, u.is_active, p.no_conversion_days,
    case lead.intent when 'HIGH' then p.no_follow_up_days_high when 'LOW' then p.no_follow_up_days_low
        else p.no_follow_up_days end
from lead join lead_pool p on p.id = lead.pool_id join "user" u on u.id = lead.owner_id
where lead.recycle_due_at <= %(now)s and lead.deleted_at is null order by lead.recycle_due_at, lead.id limit {BATCH}
for update of lead skip locked
"""
# Of several reminders that have become due the last one counts. One whose moment lay before the clock began is not given.
REMIND = f"""
with due as (
    select l.id, min(d.days) as days from lead l join lead_pool p on p.id = l.pool_id
    cross join lateral (select value::int as days from jsonb_array_elements_text(p.remind_days_before)) d
    where l.recycle_due_at > %(now)s and l.recycle_due_at <= %(now)s + interval '60 days' and l.deleted_at is null
      and l.recycle_due_at - make_interval(hours => 24 * d.days) <= %(now)s
      and l.recycle_due_at - make_interval(hours => 24 * d.days) > greatest(l.owner_since, l.last_follow_up_at)
    group by l.id),
mine as (
    select l.id, due.days from lead l join due on due.id = l.id
    where l.reminded_for is distinct from l.recycle_due_at or l.reminded_days > due.days
    order by l.id limit {BATCH} for update of l skip locked)
update lead l set reminded_for = l.recycle_due_at, reminded_days = mine.days from mine where l.id = mine.id
returning l.id, l.owner_id
"""


async def keep_clocks(worker: Worker) -> None:
    """Recycles what is due and reminds of what will be."""
    await recycle_due(worker)
    await remind(worker)


async def recycle_due(worker: Worker, now: datetime | None = None) -> int:
    """Gives back every lead whose time has come, some in each transaction. Returns how many."""
    return await sweep(worker, SYSTEM, _recycle, BATCH, now)


async def remind(worker: Worker, now: datetime | None = None) -> int:
    """Tells owners, once for each reminder of their pool, that a lead is about to go back. Returns how many."""
    return await sweep(worker, SYSTEM, _remind, BATCH, now)


async def _recycle(change: Change) -> int:
    found = await change.fetch(DUE.format(columns=columns(Lead, "lead")), {"now": change.now})
    due: dict[tuple[UUID | None, UUID | None], list[tuple[Any, ...]]] = defaultdict(list)
    for *values, pool, manager, is_active, conversion_days, follow_up_days in found:
        lead = hold(change.session, Lead, values, again=True)
        rule = _rule(lead, change.now, conversion_days, follow_up_days)
        due[lead.owner_id, lead.department_id].append((lead, pool, manager, is_active, rule))
    # Whoever loses sight of some hears of it: one save for all that were with the same person.
    for (owner, department), some in due.items():
        for lead, pool, manager, is_active, rule in some:
            lead.recycle_count += 1
            await disown(change, lead, "recycled", rule, pool_id=pool)
            for person in {owner if is_active else None, manager} - {None}:
                notify(change, person, NotificationKind.LEAD_RECYCLED, lead_id=lead.id)
        await change.save("recycled", was_owner=owner, was_department=department)
    return len(found)


def _rule(lead: Lead, now: datetime, conversion_days: int, follow_up_days: int) -> str:
    """The rule by which a lead goes back, as the ownership history keeps it."""
    held = (now - lead.owner_since).total_seconds() / 86_400 if lead.owner_since else 0.0
    return f"NO_CONVERSION {conversion_days}" if held >= conversion_days else f"NO_FOLLOW_UP {follow_up_days}"


async def _remind(change: Change) -> int:
    found = await change.fetch(REMIND, {"now": change.now})
    for lead, owner in found:
        notify(change, owner, NotificationKind.LEAD_RECYCLES, lead_id=lead)
    await change.finish()
    return len(found)


PERIODIC.append(Periodic("leads.pools", EVERY_SECONDS, keep_clocks))
