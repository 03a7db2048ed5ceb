"""Working time as arithmetic: how long a calendar was open between two instants, and when so much of it will have passed.

Nothing here walks through days: whole weeks are multiplied, the days that differ are summed once and looked up. Time is counted as
the clock on the wall of the calendar's zone shows it; where clocks are put forward or back, that hour counts as the wall says.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from zoneinfo import ZoneInfo

MICRO = 1_000_000
DAY_SECONDS = 86_400
# Opening hours of one day: (from, to) in seconds since midnight, in order and without overlap.
Hours = tuple[tuple[int, int], ...]


class Calendar:
    """Weekly hours (Monday first) in a zone, and the days that differ: no hours on a holiday, other hours on a make-up day."""

    def __init__(self, zone: ZoneInfo, week: Sequence[Hours], days: Mapping[date, Hours] | None = None):
        self.zone = zone
        self.week = tuple(week)
        self.days = {day.toordinal(): hours for day, hours in (days or {}).items()}

    @cached_property
    def _weekly(self) -> tuple[int, ...]:
        """Seconds open before each weekday of a week, and in the whole week at the end."""
        return (0, *accumulate(map(_length, self.week)))

    @cached_property
    def _differing(self) -> tuple[list[int], tuple[int, ...]]:
        """The days that differ in order, and by how many seconds all before each of them differ together."""
        ordered = sorted(self.days)
        by = [_length(self.days[day]) - _length(self.week[_weekday(day)]) for day in ordered]
        return ordered, (0, *accumulate(by))

    def hours(self, day: int) -> Hours:
        """The opening hours of a day, given by its ordinal."""
        return self.days.get(day, self.week[_weekday(day)])

    def before(self, day: int) -> int:
        """Seconds open on all days before this one since the beginning of time (negative days never occur)."""
        weeks, rest = divmod(day - 1, 7)
        ordered, sums = self._differing
        return weeks * self._weekly[7] + self._weekly[rest] + sums[bisect_left(ordered, day)]

    def local(self, at: datetime) -> tuple[int, int]:
        """The day and the microseconds since midnight that the wall shows."""
        here = at.astimezone(self.zone)
        midnight = datetime.combine(here.date(), time())
        return here.toordinal(), (here.replace(tzinfo=None) - midnight) // timedelta(microseconds=1)

    def instant(self, day: int, micros: int) -> datetime:
        """The instant at which the wall shows this."""
        wall = datetime.combine(date.fromordinal(day), time()) + timedelta(microseconds=micros)
        return wall.replace(tzinfo=self.zone).astimezone(UTC)

    def passed(self, at: datetime) -> int:
        """Microseconds open from the beginning of time to the instant."""
        day, micros = self.local(at)
        return self.before(day) * MICRO + _until(self.hours(day), micros)


def _length(hours: Hours) -> int:
    return sum(end - start for start, end in hours)


def _weekday(day: int) -> int:
    # The first of January of the year 1, ordinal 1, is a Monday.
    return (day - 1) % 7


def _until(hours: Hours, micros: int) -> int:
    return sum(max(0, min(end * MICRO, micros) - start * MICRO) for start, end in hours)


def working_seconds(calendar: Calendar, start: datetime, end: datetime) -> float:
    """Seconds the calendar was open between two instants; 0 when `end` is not after `start`."""
    return max(0, calendar.passed(end) - calendar.passed(start)) / MICRO if end > start else 0.0


def is_open(calendar: Calendar, at: datetime) -> bool:
    """Whether it is open at the instant; the closing minute is closed."""
    day, micros = calendar.local(at)
    return any(start * MICRO <= micros < end * MICRO for start, end in calendar.hours(day))


def next_opening(calendar: Calendar, at: datetime) -> datetime | None:
    """The first instant from `at` on at which it is open (`at` itself when it is open); None when it never opens again."""
    if is_open(calendar, at):
        return at
    day, micros = calendar.local(at)
    target = calendar.before(day) * MICRO + _until(calendar.hours(day), micros)
    found = _day_that_passes(calendar, day, target)
    if found is None:
        return None
    rest = target - calendar.before(found) * MICRO
    for start, end in calendar.hours(found):
        if rest < (end - start) * MICRO:
            return calendar.instant(found, start * MICRO + rest)
        rest -= (end - start) * MICRO
    raise AssertionError("A day that passes the target has the hour that does.")


def add_working(calendar: Calendar, start: datetime, seconds: float) -> datetime | None:
    """The first instant by which so many seconds have been open since `start`; None when it never opens for so long again."""
    micros = round(seconds * MICRO)
    if micros <= 0:
        return start
    target = calendar.passed(start) + micros
    found = _day_that_passes(calendar, calendar.local(start)[0], target - 1)
    if found is None:
        return None
    rest = target - calendar.before(found) * MICRO
    for opens, closes in calendar.hours(found):
        if rest <= (closes - opens) * MICRO:
            return calendar.instant(found, opens * MICRO + rest)
        rest -= (closes - opens) * MICRO
    raise AssertionError("A day that passes the target has the hour that does.")


def _day_that_passes(calendar: Calendar, first: int, target: int) -> int | None:
    """The first day from `first` on at whose end more than `target` microseconds have been open."""
    weekly = calendar._weekly[7]
    last = max([first, *calendar._differing[0]])
    if weekly:
        last += 7 * max(0, (target - calendar.before(last + 1) * MICRO) // (weekly * MICRO) + 2)
    last = min(max(last, first), date.max.toordinal() - 1)
    if calendar.before(last + 1) * MICRO <= target:
        return None
    low, high = first, last
    while low < high:
        middle = (low + high) // 2
        if calendar.before(middle + 1) * MICRO > target:
            high = middle
        else:
            low = middle + 1
    return low
