"""The job of the clocks: times those that began, climbs the rungs that are due, each once, also after a crash or a long stop."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from weir.activities.actions import notify
from weir.activities.model import NotificationKind, Task, TaskStatus
from weir.calendars.team_hours import team_hours
from weir.calendars.worktime import Calendar, add_working
from weir.changing.change import Change
from weir.jobs import PERIODIC, Periodic, Worker
from weir.leads.actions import unowned
from weir.leads.model import Lead
from weir.leads.pooling import LEADS, disown
from weir.pools.places import pool_for_new, pool_to_return
from weir.sweeping import sweep

EVERY_SECONDS = 2
BATCH = 200
SYSTEM = "lead-clocks"
# Lead and clock are locked together or not at all: who works the lead locks them in that order, and is never waited for.
WAKING = f"""
select k.id, k.lead_id, k.started_at, k.stopped_at, k.rung, p.minutes, p.in_working_time, p.rungs, l.owner_id, l.name,
    u.manager_id, u.is_active, u.locale
from lead_clock k join lead l on l.id = k.lead_id join sla_policy p on p.clock = k.clock left join "user" u on u.id = l.owner_id
where k.wake_at <= %(now)s order by k.wake_at, k.id limit {BATCH} for update of l, k skip locked
"""
TIMED = """
update lead_clock k set due_at = x.due, wake_at = x.wake, rung = x.rung
from unnest(%(ids)s::uuid[], %(dues)s::timestamptz[], %(wakes)s::timestamptz[], %(rungs)s::int[]) x(id, due, wake, rung)
where k.id = x.id returning 1
"""
# The most urgent of what a lead waits for, and what that is.
SHOWN = """
update lead l set response_due_at = f.due_at, waits_for = f.clock from unnest(%(leads)s::uuid[]) x(id)
left join lateral (select k.due_at, k.clock from lead_clock k where k.lead_id = x.id and k.stopped_at is null and k.due_at is not null
    order by k.due_at, k.clock limit 1) f on true
where l.id = x.id and (l.response_due_at is distinct from f.due_at or l.waits_for is distinct from f.clock) returning l.id
"""
OPEN_REVISIT = "lead-revisit:"


async def keep_clocks(worker: Worker) -> None:
    """What the worker does every few seconds."""
    await climb(worker)


async def climb(worker: Worker, now: datetime | None = None) -> int:
    """Times and climbs everything that is due, some in each transaction. Returns how many clocks were touched."""
    return await sweep(worker, SYSTEM, _some, BATCH, now)


async def _some(change: Change) -> int:
    now = change.now
    rows = await change.fetch(WAKING, {"now": now})
    if not rows:
        return 0
    hours = await team_hours(change, {owner for *_, owner, _, _, _, _ in rows if owner})
    timed: list[tuple[UUID, datetime | None, datetime | None, int]] = []
    taken: dict[UUID, int] = {}
    for key, lead, started, stopped, rung, minutes, working, rungs, owner, name, manager, active, locale in rows:
        calendar = hours.of(owner) if working else None
        whole = timedelta(minutes=minutes)
        places = [_at(calendar, started, whole * one["percent"] / 100) for one in rungs]
        if stopped is None:
            while rung < len(rungs) and (place := places[rung]) is not None and place <= now:
                await _step(change, rungs[rung], lead, owner, manager if active is not False else None, name, locale)
                if rungs[rung]["reassign"] and owner is not None:
                    taken[lead] = rungs[rung]["percent"]
                rung += 1
        wake = places[rung] if stopped is None and rung < len(rungs) else None
        timed.append((key, _at(calendar, started, whole), wake, rung))
    ids, dues, wakes, climbed = zip(*timed, strict=True)
    await change.fetch(TIMED, {"ids": list(ids), "dues": list(dues), "wakes": list(wakes), "rungs": list(climbed)})
    leads = sorted({row[1] for row in rows})
    for (lead,) in await change.fetch(SHOWN, {"leads": leads}):
        change.tell("lead", lead, "timed", fields=["responseDueAt"])
    for lead, percent in taken.items():
        await _take_away(change, await change.load(Lead, lead), f"{percent}%")
    await change.finish()
    return len(rows)


async def _take_away(change: Change, lead: Lead, reason: str) -> None:
    """Back to its pool, and to the rules of assignment if there are any."""
    pool = await pool_to_return(change, LEADS, lead) if lead.pool_id else await pool_for_new(change, LEADS, lead.region)
    was = {"was_owner": lead.owner_id, "was_department": lead.department_id}
    await disown(change, lead, "overdue", reason, pool_id=pool)
    await change.save("overdue", **was)
    await unowned(change, lead)


def _at(calendar: Calendar | None, start: datetime, span: timedelta) -> datetime | None:
    """When a span has passed since the start: on the clock, or while a calendar was open. None when it never opens so long."""
    return start + span if calendar is None else add_working(calendar, start, span.total_seconds())


async def _step(
    change: Change, rung: dict[str, Any], lead: UUID, owner: UUID | None, manager: UUID | None, name: str, locale: Any
) -> None:
    if rung["owner"] and owner is not None:
        notify(change, owner, NotificationKind.LEAD_WAITS, lead_id=lead)
    if rung["manager"] and manager is not None:
        notify(change, manager, NotificationKind.LEAD_WAITS, lead_id=lead)
    if rung["task"] and owner is not None:
        await _revisit(change, lead, owner, name, str(locale))


async def _revisit(change: Change, lead: UUID, owner: UUID, name: str, locale: str) -> None:
    """A task to see whether something has changed; never two that are open."""
    (await change.load(Lead, lead)).revisited_at = change.now
    still = (TaskStatus.OPEN, TaskStatus.IN_PROGRESS)
    query = select(Task.id).where(
        Task.lead_id == lead, col(Task.dedupe_key).startswith(OPEN_REVISIT), col(Task.status).in_(still)
    )
    if (await change.session.exec(query)).first() is not None:  # type: ignore[attr-defined]
        return
    title = f"Revisit {name}" if locale.upper().startswith("EN") else f"回访{name}"
    task = Task(
        title=title[:200], assignee_id=owner, lead_id=lead, due_at=change.now,
        dedupe_key=f"{OPEN_REVISIT}{lead}:{change.now.isoformat()}",
    )  # fmt: skip
    change.add(task)
    await change.save("created")
    notify(change, owner, NotificationKind.TASK_ASSIGNED, task_id=task.id, lead_id=lead)


PERIODIC.append(Periodic("leads.clocks", EVERY_SECONDS, keep_clocks))
