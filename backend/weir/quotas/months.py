"""Months as quotas have them: by their first day, one after another."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from weir.calendars.months import later
from weir.calendars.worktime import Calendar
from weir.errors import Refusal

MOST_MONTHS = 24


def months_from(first: date, count: int) -> list[date]:
    """The first days of so many months and of the one after them. Raises `Refusal`."""
    if first.day != 1 or not 1990 <= first.year <= 2200:
        raise Refusal("QUOTA_MONTH", ("from",))
    if not 1 <= count <= MOST_MONTHS:
        raise Refusal("QUOTA_PERIOD", ("months",), {"max": MOST_MONTHS})
    return [later(first, n) for n in range(count + 1)]


def instant(day: date, zone: str) -> str:
    """When a day begins in a zone, as filters have it."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).isoformat()


def working_days(calendar: Calendar, months: Sequence[date], today: date) -> tuple[int, int]:
    """How many days of the period the calendar is open on, and on how many of them up to today, which counts."""
    days = [at for at in range(months[0].toordinal(), months[-1].toordinal()) if calendar.hours(at)]
    return len(days), sum(at <= today.toordinal() for at in days)
