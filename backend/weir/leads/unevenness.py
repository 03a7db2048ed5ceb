"""Managers are told when somebody of theirs has far more leads than the others: in their working hours, at most once a day."""

from datetime import datetime
from uuid import UUID

from weir.activities.actions import notify
from weir.activities.model import NotificationKind
from weir.calendars.team_hours import team_hours
from weir.calendars.worktime import is_open
from weir.changing.change import Change
from weir.jobs import PERIODIC, Periodic, Worker, person
from weir.leads.loading import loads
from weir.sweeping import acting

EVERY_SECONDS = 1800
SYSTEM = "lead-load"
MANAGERS = """
select u.id from "user" u join user_role r on r.user_id = u.id and r.role = 'MANAGER' where u.is_active order by u.id
"""
# Of two workers that look at once the second finds it told. A manager is who manages one team: their department and those below it.
LOCK = "select pg_advisory_xact_lock(hashtextextended(%(key)s, 7))"
TOLD = """
select 1 from notification where user_id = %(manager)s and kind = 'LOAD_UNEVEN'
    and created_at >= date_trunc('day', %(now)s::timestamptz at time zone %(v_tz)s) at time zone %(v_tz)s
"""


async def tell_managers(worker: Worker, now: datetime | None = None) -> int:
    """Looks at the load of each manager's people as the manager sees it. Returns how many were told."""
    async with acting(worker, SYSTEM) as change:
        change.now = now or change.now
        managers = [key for (key,) in await change.fetch(MANAGERS, {})]
        hours = await team_hours(change, managers)
        managers = [key for key in managers if is_open(hours.of(key), change.now)]
    told = 0
    for key in managers:
        if worker.stop.is_set():
            break
        async with acting(worker, SYSTEM) as change:
            change.now = now or change.now
            told += await _tell(worker, change, key)
    return told


async def _tell(worker: Worker, change: Change, key: UUID) -> bool:
    """The page of the load and the notice agree: it is the same reading, by the same person."""
    viewer = await person(worker.database, key)
    if viewer is None:
        return False
    await change.fetch(LOCK, {"key": f"uneven:{key}"})
    if await change.fetch(TOLD, {"manager": key, "now": change.now, "v_tz": viewer.time_zone}):
        return False
    theirs = Change(change.session, viewer)
    theirs.now = change.now
    if not any(one.is_uneven for one in (await loads(theirs)).people):
        return False
    notify(change, key, NotificationKind.LOAD_UNEVEN)
    await change.finish()
    return True


async def keep_told(worker: Worker) -> None:
    """Looks now."""
    await tell_managers(worker)


PERIODIC.append(Periodic("leads.load", EVERY_SECONDS, keep_told))
