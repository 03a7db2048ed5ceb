"""When people work: the weekly hours, the days that differ from them, and who is away."""

import datetime as dt
from uuid import UUID

import sqlalchemy as sa

from weir.catalog.declare import REQUIRED, Labelled, choice, day, json, link, moment, string
from weir.catalog.registry import expose
from weir.db.record import Record, Voidable


class DayKind(Labelled):
    """How a day differs from its weekday."""

    DAY_OFF = "DAY_OFF", "休息日", "Day off"
    WORKDAY = "WORKDAY", "补班日", "Make-up workday"


class WorkCalendar(Record, Voidable, table=True):
    """Working hours in the organisation's time zone.

    `hours` are seven lists, Monday first, of `["09:00", "18:00"]` pairs in order; an empty list is a day off.
    """

    __tablename__ = "work_calendar"
    name: str = string("名称", "Name", REQUIRED, max_length=100, writable=True)
    hours: list[list[list[str]]] = json("每周工作时间", "Weekly hours", writable=True)


class CalendarDay(Record, Voidable, table=True):
    """A day that differs from its weekday: a holiday, or a day worked instead of one (调休).

    `hours` of a workday are its own pairs; empty, they are those of the first weekday that is worked.
    """

    __tablename__ = "calendar_day"
    calendar_id: UUID = link("工作日历", "Calendar", "work_calendar", required=True)
    day: dt.date = day("日期", "Day", REQUIRED, writable=True, required=True)
    kind: DayKind = choice("类型", "Kind", DayKind, DayKind.DAY_OFF, writable=True)
    name: str = string("名称", "Name", REQUIRED, max_length=100, writable=True)
    hours: list[list[str]] = json("工作时间", "Hours", writable=True)

    __table_args__ = (
        sa.Index(
            "uq_calendar_day_calendar_id_day",
            "calendar_id",
            "day",
            unique=True,
            postgresql_where=sa.text("deleted_at is null"),
        ),
    )


class Leave(Record, Voidable, table=True):
    """A person is away; until further notice when it has no end. What would come to them goes to whoever covers."""

    title_field = "note"
    user_id: UUID = link("请假人", "Who is away", "user", required=True, writable=True)
    starts_at: dt.datetime = moment("开始", "From", REQUIRED, writable=True, required=True)
    ends_at: dt.datetime | None = moment("结束", "Until", writable=True)
    cover_user_id: UUID | None = link("代理人", "Cover", "user", writable=True)
    note: str | None = string("说明", "Note", max_length=200, writable=True)

    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="ends_later"),
        sa.CheckConstraint("cover_user_id <> user_id", name="covered_by_another"),
    )


expose(
    WorkCalendar, zh="工作日历", en="Work calendar", plural="workCalendars", prefix="calendar", order=(("name", False),)
)
expose(
    CalendarDay,
    zh="特别日期",
    en="Calendar day",
    plural="calendarDays",
    prefix="calday",
    order=(("day", False),),
    reverse={"calendar_id": "days"},
    root=False,
)
expose(Leave, zh="请假", en="Leave", plural="leaves", order=(("starts_at", True),))
