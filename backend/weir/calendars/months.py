"""Counting in calendar months."""

from datetime import date, datetime


def later(day: date, months: int) -> date:
    """The first day of the month so many months after that of `day`; before it when negative."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def earlier(at: datetime, months: int) -> datetime:
    """The same time of day so many months ago, on a day that every month has."""
    first = later(at.date(), -months)
    return at.replace(year=first.year, month=first.month, day=min(at.day, 28))
