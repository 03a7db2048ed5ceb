"""When something is due again: daily, on weekdays or on a day of the month, at a local time of the organisation."""

import calendar
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from weir.catalog.declare import Labelled

CLOCK = re.compile(r"^([01][0-9]|2[0-3]):[0-5][0-9]$")
# A month always has its day within so many days.
LONGEST = 62


class Rhythm(Labelled):
    """How often."""

    DAILY = "DAILY", "每天", "Every day"
    WEEKLY = "WEEKLY", "每周", "On weekdays"
    MONTHLY = "MONTHLY", "每月", "Every month"


def following(rhythm: Rhythm, weekdays: Sequence[int], month_day: int, at: str, zone: str, after: datetime) -> datetime:
    """The first moment after `after` that falls due, in UTC.

    `weekdays` are 1 (Monday) to 7; `month_day` beyond the end of a month is its last day; `at` is `HH:MM` in `zone`. A time the
    clocks skip is the moment they jump over it; one they repeat comes once, the first time.
    """
    clock, place = time.fromisoformat(at), ZoneInfo(zone)
    day = after.astimezone(place).date()
    for ahead in range(LONGEST + 1):
        one = day + timedelta(days=ahead)
        if not _falls_on(rhythm, weekdays, month_day, one):
            continue
        moment = datetime.combine(one, clock, place).astimezone(UTC)
        if moment > after:
            return moment
    raise ValueError("A rhythm without a day.")


def _falls_on(rhythm: Rhythm, weekdays: Sequence[int], month_day: int, day: date) -> bool:
    if rhythm is Rhythm.DAILY:
        return True
    if rhythm is Rhythm.WEEKLY:
        return day.isoweekday() in weekdays
    return day.day == min(month_day, calendar.monthrange(day.year, day.month)[1])
