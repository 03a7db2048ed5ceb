"""The official arrangement of holidays and make-up days of mainland China, year by year, as the State Council announces it."""

from dataclasses import dataclass
from datetime import date

from chinese_calendar.constants import Holiday, holidays, workdays

from weir.calendars.model import DayKind

CHINESE = {one.value: one.chinese for one in Holiday}
YEARS = tuple(sorted({day.year for day in holidays}))


@dataclass(frozen=True, slots=True)
class Official:
    """One day that differs from its weekday."""

    day: date
    kind: DayKind
    name: str


def official_days(year: int) -> list[Official]:
    """All of a year's in order; none for a year that is not announced yet (`YEARS`).

    Weekends that nothing is said about are left to the weekly hours; a holiday that falls on one is named all the same.
    """
    off = [Official(day, DayKind.DAY_OFF, CHINESE[name]) for day, name in holidays.items() if day.year == year]
    on = [Official(day, DayKind.WORKDAY, f"{CHINESE[name]}补班") for day, name in workdays.items() if day.year == year]
    return sorted([*off, *on], key=lambda one: one.day)
