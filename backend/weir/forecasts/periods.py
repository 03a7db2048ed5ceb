"""The months a forecast is for, in the organisation's zone."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from weir.calendars.months import later
from weir.forecasts.reading import Period


def months_from(first: date, months: int, zone: str) -> Period:
    """So many whole months, beginning with that of `first`."""
    begin, after = first.replace(day=1), later(first, months)
    place = ZoneInfo(zone)
    return Period(begin, after, datetime.combine(begin, time(), place), datetime.combine(after, time(), place))


def days_left(period: Period, at: datetime) -> float:
    """How many days of the period lie ahead at an instant."""
    return max(0.0, (period.until - at).total_seconds() / 86_400)
