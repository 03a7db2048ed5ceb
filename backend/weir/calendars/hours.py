"""Opening hours as people write them, `["09:00", "18:00"]`, checked and made into seconds of the day."""

import re
from typing import Any

from weir.calendars.worktime import Hours
from weir.errors import Refusal

CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
LABEL = {"label": ("工作时间", "The hours")}
MOST_A_DAY = 6


def seconds(clock: str) -> int:
    """Seconds since midnight of `HH:MM`."""
    hour, _, minute = clock.partition(":")
    return (int(hour) * 60 + int(minute)) * 60


def hours_of(pairs: list[list[str]]) -> Hours:
    """The hours of one day as `worktime` counts them."""
    return tuple((seconds(start), seconds(end)) for start, end in pairs)


def checked_day(pairs: Any, path: str) -> list[list[str]]:
    """One day's pairs in order. Raises `Refusal` when they are no times, end before they begin, or overlap."""
    if not isinstance(pairs, list) or len(pairs) > MOST_A_DAY or not all(_is_pair(one) for one in pairs):
        raise _wrong(path, "请写成 09:00 至 18:00 的形式。", "write it as 09:00 to 18:00.")
    ordered = sorted(pairs, key=lambda one: seconds(one[0]))
    times = [seconds(clock) for one in ordered for clock in one]
    # The end of one may be the beginning of the next; each must last.
    if any(seconds(start) >= seconds(end) for start, end in ordered) or times != sorted(times):
        raise _wrong(path, "时段须先始后终且互不重叠。", "each period ends after it begins, and none overlap.")
    return ordered


def _is_pair(one: Any) -> bool:
    return (
        isinstance(one, list)
        and len(one) == 2
        and all(isinstance(clock, str) and CLOCK.fullmatch(clock) for clock in one)
    )


def checked_week(week: Any) -> list[list[list[str]]]:
    """Seven days of hours, one of which is worked at least. Raises `Refusal`."""
    if not isinstance(week, list) or len(week) != 7:
        raise _wrong("hours", "需要周一至周日七天。", "it is seven days, Monday first.")
    found = [checked_day(one, "hours") for one in week]
    if not any(found):
        raise _wrong("hours", "每周至少有一个工作时段。", "at least one day of the week is worked.")
    return found


def _wrong(path: str, zh: str, en: str) -> Refusal:
    return Refusal("INVALID", (path,), {**LABEL, "why": (zh, en)})
