"""What can be done with calendars, their days and leave."""

from typing import Any

import sqlalchemy as sa

from weir.calendars.hours import checked_day, checked_week
from weir.calendars.model import CalendarDay, DayKind, Leave, WorkCalendar
from weir.calendars.official import YEARS, official_days
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.records import active_user, create, update, void
from weir.errors import Refusal, forbidden


async def create_work_calendar(change: Change, given: dict[str, Any]) -> WorkCalendar:
    """A new calendar. The first one becomes the organisation's."""
    calendar = await create(change, WorkCalendar, given, _check_calendar)
    first = sa.text("update organisation set calendar_id = :key where calendar_id is null")
    await change.session.execute(first, {"key": calendar.id})
    return calendar


async def update_work_calendar(change: Change, given: dict[str, Any]) -> WorkCalendar:
    """Changes a calendar's name or weekly hours."""
    return await update(change, WorkCalendar, given, _check_calendar)


async def void_work_calendar(change: Change, given: dict[str, Any]) -> WorkCalendar:
    """Removes a calendar that neither the organisation nor a team works by."""
    calendar = await change.load(WorkCalendar, key_of(given["id"], "work_calendar"), action="void")
    using = sa.text(
        "select (select count(*) from team where calendar_id = :key)"
        " + (select count(*) from organisation where calendar_id = :key)"
    )
    used = (await change.session.execute(using, {"key": calendar.id})).scalar() or 0
    if used:
        raise Refusal("IN_USE", ("id",), {"count": used, "what": ("团队或组织设置", "teams or organisations")})
    return await void(change, WorkCalendar, given)


async def _check_calendar(change: Change, calendar: WorkCalendar) -> None:
    calendar.hours = checked_week(calendar.hours)


async def install_calendar_year(change: Change, given: dict[str, Any]) -> WorkCalendar:
    """Enters the official Chinese holidays and make-up days of a year; days that are there already stay as they are."""
    calendar = await change.load(WorkCalendar, key_of(given["id"], "work_calendar"))
    days = official_days(given["year"])
    if not days:
        why = (f"尚无该年的官方安排(现有至 {YEARS[-1]} 年)。", f"it is not announced yet (known up to {YEARS[-1]}).")
        raise Refusal("INVALID", ("year",), {"label": ("年份", "The year"), "why": why})
    query = sa.select(CalendarDay.day).where(CalendarDay.calendar_id == calendar.id, CalendarDay.deleted_at.is_(None))  # type: ignore[call-overload, union-attr]
    there = set((await change.session.execute(query)).scalars())
    for one in days:
        if one.day not in there:
            change.add(CalendarDay(calendar_id=calendar.id, day=one.day, kind=one.kind, name=one.name))
    await change.save("installed")
    return calendar


async def create_calendar_day(change: Change, given: dict[str, Any]) -> CalendarDay:
    """A day that differs from its weekday."""
    calendar = await change.load(WorkCalendar, key_of(given["calendarId"], "work_calendar"), path="calendarId")
    return await create(change, CalendarDay, given, _check_day, calendar_id=calendar.id)


async def update_calendar_day(change: Change, given: dict[str, Any]) -> CalendarDay:
    """Changes what a day is."""
    return await update(change, CalendarDay, given, _check_day)


async def void_calendar_day(change: Change, given: dict[str, Any]) -> CalendarDay:
    """Removes a day: it is as its weekday again."""
    return await void(change, CalendarDay, given)


async def _check_day(change: Change, day: CalendarDay) -> None:
    day.hours = checked_day(day.hours, "hours") if day.kind is DayKind.WORKDAY else []


async def create_leave(change: Change, given: dict[str, Any]) -> Leave:
    """Enters that a person is away, for oneself or for whom one manages."""
    leave = await create(change, Leave, given, _check_leave)
    if not await change.permits(Leave, leave.id, "create"):
        raise forbidden("userId")
    return leave


async def update_leave(change: Change, given: dict[str, Any]) -> Leave:
    """Changes when somebody is away or who covers."""
    leave = await update(change, Leave, given, _check_leave)
    if not await change.permits(Leave, leave.id, "update"):
        raise forbidden("userId")
    return leave


async def void_leave(change: Change, given: dict[str, Any]) -> Leave:
    """Takes a leave back: the person is not away."""
    return await void(change, Leave, given)


async def _check_leave(change: Change, leave: Leave) -> None:
    if leave.ends_at is not None and leave.ends_at <= leave.starts_at:
        why = ("应晚于开始时间。", "it is after the beginning.")
        raise Refusal("INVALID", ("endsAt",), {"label": ("结束时间", "The end"), "why": why})
    if leave.cover_user_id is None:
        return
    if leave.cover_user_id == leave.user_id:
        why = ("不能是请假人本人。", "it is somebody else.")
        raise Refusal("INVALID", ("coverUserId",), {"label": ("代理人", "The cover"), "why": why})
    await active_user(change, leave.cover_user_id, "coverUserId")
