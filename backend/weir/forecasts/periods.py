"""The months a forecast is for, in the organisation's zone."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from weir.forecasts.reading import Period


def months_from(first: date, months: int, zone: str) -> Period:
    """So many whole months, beginning with that of `first`."""
    begin, after = first.replace(day=1), later(first, months)
    place = ZoneInfo(zone)
    return Period(begin, after, datetime.combine(begin, time(), place), datetime.combine(after, time(), place))


def later(first: date, months: int) -> date:
    """The first day of the month so many months after that of `first`; before it when negative."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def days_left(period: Period, at: datetime) -> float:
    """How many days of the period lie ahead at an instant."""
    return max(0.0, (period.until - at).total_seconds() / 86_400)
