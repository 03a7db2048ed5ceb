"""The job that finds schedules that are due: each time is one run, with one mail for each receiver.

A schedule that was due while no worker ran is due once when one runs again, however many times it was missed.
"""

from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from weir.changing.change import Change
from weir.changing.rows import columns, hold
from weir.jobs import PERIODIC, Periodic, Worker, wake
from weir.mail.outbox import DUE as MAILS_DUE
from weir.reports import mailing  # noqa: F401 (what it registers)
from weir.reports.rhythm import following
from weir.reports.schedule_model import ReportSchedule, StopReason
from weir.sweeping import sweep

SCHEDULES = "reports.schedules"
EVERY_SECONDS = 30
SOME = 20
DUE = f"""
select {columns(ReportSchedule, "s")},
    exists (select 1 from "user" u where u.id = s.owner_id and u.is_active), exists (select 1 from mail_server)
from report_schedule s where not s.is_paused and s.stopped is null and s.next_at <= %(now)s
order by s.next_at limit {SOME} for update of s skip locked
"""
RUN = """
insert into report_run (id, report_schedule_id, due_at) values (%(run)s, %(schedule)s, %(due)s)
on conflict (report_schedule_id, due_at) do nothing returning id
"""
MAILS = """
insert into mail (kind, user_id, report_run_id, given, once)
select 'REPORT', u.id, %(run)s::uuid, jsonb_build_object('schedule', %(schedule)s::text), 'run:' || %(run)s::text || ':' || u.id
from "user" u
where u.is_active and (
    (%(to_owner)s and u.id = %(owner)s) or exists (
        select 1 from schedule_recipient r where r.report_schedule_id = %(schedule)s::uuid and (
            r.user_id = u.id
            or r.team_id in (select m.team_id from team_member m where m.user_id = u.id)
            or r.role in (select ur.role from user_role ur where ur.user_id = u.id))))
  and not exists (select 1 from schedule_opt_out o where o.report_schedule_id = %(schedule)s::uuid and o.user_id = u.id)
on conflict (once) do nothing
"""


async def look_round(worker: Worker) -> None:
    """Begins a run of every schedule that is due."""
    await sweep(worker, SCHEDULES, _some, SOME)


async def _some(change: Change) -> int:
    rows = await change.fetch(DUE, {"now": change.now})
    for row in rows:
        schedule = hold(change.session, ReportSchedule, row)
        *_, has_owner, has_server = row
        if not has_owner:
            # Nobody answers for it any more; an administrator can take it over.
            schedule.stopped = StopReason.OWNER_LEFT
            await change.save("stopped")
            continue
        due = schedule.next_at
        schedule.next_at = following(
            schedule.rhythm, schedule.weekdays, schedule.month_day, schedule.at, change.viewer.time_zone, change.now
        )
        await change.session.flush()
        if has_server:
            await _begin(change, schedule, due)
    await change.finish()
    return len(rows)


async def _begin(change: Change, schedule: ReportSchedule, due: Any) -> None:
    run: UUID = uuid7()
    values = {
        "run": run,
        "schedule": schedule.id,
        "due": due,
        "owner": schedule.owner_id,
        "to_owner": schedule.to_owner,
    }
    if await change.fetch(RUN, values):
        await change.fetch(MAILS, values)
        await wake(change.session, MAILS_DUE)


PERIODIC.append(Periodic(SCHEDULES, EVERY_SECONDS, look_round))
