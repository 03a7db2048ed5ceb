"""What can be done with schedules: make, change, pause and delete them, take one over, and send a report to oneself now."""

from typing import Any

from sqlmodel import select

from weir.access.viewer import Viewer
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.changing.sharing import share
from weir.errors import Refusal, forbidden, not_found
from weir.identity.model import Team
from weir.mail.model import Mail, MailKind
from weir.mail.outbox import put_out
from weir.reports import sending_texts  # noqa: F401 (what its refusals say)
from weir.reports.actions import opened
from weir.reports.digest import DIGEST
from weir.reports.ready import READY
from weir.reports.rhythm import CLOCK, Rhythm, following
from weir.reports.schedule_model import ReportSchedule, ScheduleRecipient

MAX_OWN = 100
OWN = "select count(*) from report_schedule where owner_id = %(user)s"


async def create_report_schedule(change: Change, given: dict[str, Any]) -> ReportSchedule:
    """A schedule of something the viewer may open, for people, teams and roles."""
    change.allow("create", ReportSchedule)
    if change.viewer.user_id is None:
        raise forbidden()
    [[count]] = await change.fetch(OWN, {"user": change.viewer.user_id})
    if count >= MAX_OWN:
        raise Refusal("LIMIT", (), {"max": MAX_OWN})
    row = ReportSchedule(name="", owner_id=change.viewer.user_id, next_at=change.now, **await about_of(change, given))
    _set(change, row, {"rhythm": Rhythm.WEEKLY, "weekdays": [1], "monthDay": 1, "at": "08:30", **given})
    change.add(row)
    await change.save("created")
    await _receivers(change, row, given)
    return row


async def update_report_schedule(change: Change, given: dict[str, Any]) -> ReportSchedule:
    """Changes when it is sent, to whom, or whether it is paused; only its owner does, or an administrator."""
    row = await change.load(ReportSchedule, key_of(given["id"], "report_schedule"), version=given["version"])
    _set(change, row, given)
    await change.save("updated")
    await _receivers(change, row, given)
    return row


async def delete_report_schedule(change: Change, given: dict[str, Any]) -> ReportSchedule:
    """Deletes a schedule with the list of what it sent; what waits is not sent."""
    row = await change.load(
        ReportSchedule, key_of(given["id"], "report_schedule"), version=given["version"], action="void"
    )
    await change.session.delete(row)
    change.record(ReportSchedule, row.id, "removed", {"name": [row.name, None]})
    await change.session.flush()
    return row


async def take_over_report_schedule(change: Change, given: dict[str, Any]) -> ReportSchedule:
    """The viewer answers for a schedule from now on, such as one whose maker has left; it goes on at its next time."""
    change.require("settings.admin")
    row = await change.load(ReportSchedule, key_of(given["id"], "report_schedule"), version=given["version"])
    row.owner_id, row.stopped = change.viewer.user_id, None
    row.next_at = _next(change, row)
    await change.save("taken_over")
    return row


async def send_report(change: Change, given: dict[str, Any]) -> Mail:
    """Sends a report or a dashboard to the viewer, now."""
    about = await about_of(change, given)
    named = {name: str(value) for name, value in about.items() if value is not None}
    return await put_out(change, MailKind.REPORT, **named, with_file=given.get("withFile") is not False)


async def about_of(change: Change, given: dict[str, Any]) -> dict[str, Any]:
    """The columns that say what is sent: one thing, which the viewer may open. Raises `Refusal`."""
    named = [name for name in ("reportId", "dashboardId", "ready") if given.get(name)]
    if len(named) != 1:
        raise Refusal("SCHEDULE_SUBJECT", ("reportId",))
    if named != ["ready"]:
        return await opened(change, given)
    if given["ready"] == DIGEST.key:
        team = await change.see(Team, key_of(given.get("teamId"), "team"), "teamId")
        return {"ready": DIGEST.key, "team_id": team.id}
    if not may_open(change.viewer, given["ready"]):
        raise not_found("ready")
    return {"ready": given["ready"]}


def may_open(viewer: Viewer, key: str) -> bool:
    """Whether there is a ready report of this key, about what the viewer may read."""
    return any(one.key == key and viewer.may("read", one.definition["source"]) for one in READY)


def _set(change: Change, row: ReportSchedule, given: dict[str, Any]) -> None:
    """The columns an input names. Raises `Refusal`."""
    if "name" in given:
        row.name = tidy(given["name"] or "")[:80]
        if not row.name:
            raise Refusal("REQUIRED", ("name",), {"label": ("主题", "The subject")})
    if given.get("rhythm"):
        row.rhythm = Rhythm(given["rhythm"])
    if given.get("weekdays") is not None:
        row.weekdays = sorted(set(given["weekdays"]))
    if given.get("monthDay") is not None:
        row.month_day = given["monthDay"]
    if given.get("at") is not None:
        row.at = given["at"]
    for name, column in (("withFile", "with_file"), ("toOwner", "to_owner"), ("isPaused", "is_paused")):
        if given.get(name) is not None:
            setattr(row, column, given[name])
    if not CLOCK.match(row.at):
        raise _wrong("at", ("时间", "The time"), ("应为 08:30 这样的时间。", "it is a time such as 08:30."))
    if row.rhythm is Rhythm.WEEKLY and not (row.weekdays and set(row.weekdays) <= set(range(1, 8))):
        raise _wrong("weekdays", ("星期", "The weekdays"), ("至少选择一天。", "at least one is chosen."))
    if not 1 <= row.month_day <= 31:
        raise _wrong("monthDay", ("日期", "The day"), ("应在 1 到 31 之间。", "it is 1 to 31."))
    # What was missed while it was paused stays missed.
    row.next_at = _next(change, row)


def _next(change: Change, row: ReportSchedule) -> Any:
    return following(row.rhythm, row.weekdays, row.month_day, row.at, change.viewer.time_zone, change.now)


def _wrong(field: str, label: tuple[str, str], why: tuple[str, str]) -> Refusal:
    return Refusal("INVALID", (field,), {"label": label, "why": why})


async def _receivers(change: Change, row: ReportSchedule, given: dict[str, Any]) -> None:
    if given.get("roles"):
        # A role may be the whole house.
        change.require("view.publish")
    await share(change, ScheduleRecipient, "report_schedule_id", row, given)
    mine = select(ScheduleRecipient.id).where(ScheduleRecipient.report_schedule_id == row.id).limit(1)
    if not row.to_owner and (await change.session.exec(mine)).first() is None:  # type: ignore[attr-defined]
        raise Refusal("SCHEDULE_NOBODY", ("userIds",))
