"""Scalars that refuse what would be wrong later: naive times, floats as money, NaN."""

import datetime as dt
import decimal
from typing import Any, NewType

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig

Json = NewType("Json", object)


def _refuse(message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})


def parse_moment(value: Any) -> dt.datetime:
    """RFC 3339 with an offset; anything else is refused."""
    try:
        moment = dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None:
        raise _refuse(f"DateTime must be RFC 3339 with an offset, got {value!r}")
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:
        raise _refuse(f"DateTime is out of range: {value!r}") from None


def parse_day(value: Any) -> dt.date:
    """`YYYY-MM-DD`."""
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError
        return dt.date.fromisoformat(value)
    except ValueError:
        raise _refuse(f"Date must be YYYY-MM-DD, got {value!r}") from None


def parse_decimal(value: Any) -> decimal.Decimal:
    """A decimal as a string; JSON numbers are refused because they were already rounded."""
    try:
        number = decimal.Decimal(value) if isinstance(value, str) else None
    except decimal.InvalidOperation:
        number = None
    if number is None or not number.is_finite() or abs(number) >= 10**14 or number.as_tuple().exponent < -8:  # type: ignore[operator]
        raise _refuse(f"Decimal must be a finite decimal string, got {value!r}")
    return number


def write_moment(moment: dt.datetime) -> str:
    """UTC with Z and microseconds, as the compiler writes it."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


CONFIG = StrawberryConfig(
    scalar_map={
        dt.datetime: strawberry.scalar(
            name="DateTime",
            description="An instant, RFC 3339 with an offset; always UTC with `Z` on the way out.",
            parse_value=parse_moment,
            serialize=write_moment,
        ),
        dt.date: strawberry.scalar(
            name="Date",
            description="A business day in the organisation's time zone, `YYYY-MM-DD`.",
            parse_value=parse_day,
            serialize=lambda value: value.isoformat(),
        ),
        decimal.Decimal: strawberry.scalar(
            name="Decimal",
            description="An exact decimal number, always a string.",
            parse_value=parse_decimal,
            serialize=lambda value: format(value, "f"),
        ),
        Json: strawberry.scalar(
            name="JSON",
            description="A structured value, as JSON.",
            parse_value=lambda value: value,
            serialize=lambda value: value,
        ),
    }
)
