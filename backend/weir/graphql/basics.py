"""The GraphQL types that belong to no noun: nodes, pages, money, comparisons, user errors."""

import datetime as dt
import decimal
from functools import cache
from typing import Any

import strawberry

from weir.catalog.declare import Labelled
from weir.reading.relative import Circle, Period


@cache
def enum_of(options: type[Labelled]) -> Any:
    """The GraphQL enum of a labelled enum; its values carry their labels."""
    made: Any = strawberry.enum(options, description=(options.__doc__ or options.__name__).strip())
    for value in made.__strawberry_definition__.values:
        value.description = f"{options(value.value).en}. ({options(value.value).zh})"
    return made


@strawberry.interface(description="Anything with a global id; `node(id)` finds it.")
class Node:
    """Anything with a global id."""

    id: strawberry.ID = strawberry.field(description="The global id: opaque, unique, never reused.")


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Relay's page information."""

    has_next_page: bool = strawberry.field(description="Whether rows follow.")
    has_previous_page: bool = strawberry.field(description="Whether rows precede.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first row.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last row.")


@strawberry.type(description="An amount in its own currency.")
class Money:
    """An amount in its own currency."""

    amount: decimal.Decimal = strawberry.field(description="The amount, exact.")
    currency: str = strawberry.field(description="ISO 4217 code.")


@strawberry.input(description="An amount in its own currency.")
class MoneyInput:
    """An amount in its own currency."""

    amount: decimal.Decimal = strawberry.field(description="The amount, exact.")
    currency: str | None = strawberry.field(
        default=strawberry.UNSET, description="ISO 4217 code; the organisation's currency when left out."
    )


@strawberry.type(description="What the viewer may do with a record. The client never works this out itself.")
class ViewerCan:
    """What the viewer may do with a record."""

    update: bool = strawberry.field(description="Change its fields.")
    void: bool = strawberry.field(description="Void it.")
    transfer: bool = strawberry.field(description="Give it to another owner.")
    share: bool = strawberry.field(description="Share it.")
    move: bool = strawberry.field(description="Move it to another stage.")
    reopen: bool = strawberry.field(description="Reopen it after closing.")
    override: bool = strawberry.field(description="Move it although the gate is not met.")
    skip: bool = strawberry.field(description="Skip stages whose criteria are not met.")


@strawberry.type(description="One value of a group.")
class GroupKey:
    """One value of a group."""

    field: str = strawberry.field(description="The field grouped by.")
    value: str | None = strawberry.field(description="The value as text: a global id for links, null when empty.")
    label: str | None = strawberry.field(description="The name of the linked record.")


@strawberry.type(description="Why something was not done, in the reader's language, and which input it belongs to.")
class UserError:
    """Why something was not done."""

    code: str = strawberry.field(description="The rule, such as REQUIRED, CONFLICT or GATE_UNMET.")
    field: list[str] = strawberry.field(description="The input path.")
    message: str = strawberry.field(description="What happened and what to do, in the viewer's language.")


@enum_of
class OrderDirection(Labelled):
    """Which way a list is sorted."""

    ASC = "ASC", "升序", "Smallest first"
    DESC = "DESC", "降序", "Largest first"


@enum_of
class Granularity(Labelled):
    """The length of a period; weeks begin on Monday."""

    DAY = "DAY", "日", "Day"
    WEEK = "WEEK", "周", "Week"
    MONTH = "MONTH", "月", "Month"
    QUARTER = "QUARTER", "季度", "Quarter"
    YEAR = "YEAR", "年", "Year"


enum_of(Period)
enum_of(Circle)


def _maybe(text: str, name: str | None = None):  # type: ignore[no-untyped-def]
    return strawberry.field(default=strawberry.UNSET, description=text, name=name)


EQ, NEQ = "Equal to; null means empty.", "Not equal to; null means not empty."


@strawberry.input(description="Compares a global id.")
class IDComparison:
    """Compares a global id."""

    eq: strawberry.ID | None = _maybe(EQ)
    neq: strawberry.ID | None = _maybe(NEQ)
    in_: list[strawberry.ID] | None = _maybe("One of these.", "in")
    not_in: list[strawberry.ID] | None = _maybe("None of these.")
    among: Circle | None = _maybe("One of these people, as the viewer stands to them; for users only.")
    is_null: bool | None = _maybe("Empty, or not.")


@strawberry.input(description="Compares a line of text; letter case counts in eq, not in contains and startsWith.")
class StringComparison:
    """Compares a line of text."""

    eq: str | None = _maybe(EQ)
    neq: str | None = _maybe(NEQ)
    in_: list[str] | None = _maybe("One of these.", "in")
    not_in: list[str] | None = _maybe("None of these.")
    contains: str | None = _maybe("Holds this text.")
    starts_with: str | None = _maybe("Begins with this text.")
    is_null: bool | None = _maybe("Empty, or not.")


@strawberry.input(description="Compares a long text.")
class TextComparison:
    """Compares a long text."""

    contains: str | None = _maybe("Holds this text.")
    is_null: bool | None = _maybe("Empty, or not.")


@strawberry.input(description="Compares a set of labels.")
class TagsComparison:
    """Compares a set of labels."""

    has: list[str] | None = _maybe("Has any of these.")
    has_none: list[str] | None = _maybe("Has none of these.")


@strawberry.input(description="Compares yes or no.")
class BoolComparison:
    """Compares yes or no."""

    eq: bool | None = _maybe(EQ)


@strawberry.input(description="Compares a whole number.")
class IntComparison:
    """Compares a whole number."""

    eq: int | None = _maybe(EQ)
    neq: int | None = _maybe(NEQ)
    in_: list[int] | None = _maybe("One of these.", "in")
    lt: int | None = _maybe("Less than.")
    lte: int | None = _maybe("At most.")
    gt: int | None = _maybe("More than.")
    gte: int | None = _maybe("At least.")
    is_null: bool | None = _maybe("Empty, or not.")


@strawberry.input(description="Compares a decimal; money is compared by its amount.")
class DecimalComparison:
    """Compares a decimal."""

    eq: decimal.Decimal | None = _maybe(EQ)
    neq: decimal.Decimal | None = _maybe(NEQ)
    lt: decimal.Decimal | None = _maybe("Less than.")
    lte: decimal.Decimal | None = _maybe("At most.")
    gt: decimal.Decimal | None = _maybe("More than.")
    gte: decimal.Decimal | None = _maybe("At least.")
    is_null: bool | None = _maybe("Empty, or not.")


@strawberry.input(description="Compares a day.")
class DateComparison:
    """Compares a day."""

    eq: dt.date | None = _maybe(EQ)
    neq: dt.date | None = _maybe(NEQ)
    lt: dt.date | None = _maybe("Before.")
    lte: dt.date | None = _maybe("On or before.")
    gt: dt.date | None = _maybe("After.")
    gte: dt.date | None = _maybe("On or after.")
    within: Period | None = _maybe("In this period, counted from today in the organisation's time zone.")
    weekday: int | None = _maybe("On this day of the week: 1 is Monday, 7 Sunday.")
    is_null: bool | None = _maybe("Empty, or not.")


@strawberry.input(description="Compares an instant.")
class DateTimeComparison:
    """Compares an instant."""

    eq: dt.datetime | None = _maybe(EQ)
    neq: dt.datetime | None = _maybe(NEQ)
    lt: dt.datetime | None = _maybe("Before.")
    lte: dt.datetime | None = _maybe("At or before.")
    gt: dt.datetime | None = _maybe("After.")
    gte: dt.datetime | None = _maybe("At or after.")
    within: Period | None = _maybe("In this period, counted from today in the organisation's time zone.")
    weekday: int | None = _maybe("On this day of the week: 1 is Monday, 7 Sunday.")
    hour: int | None = _maybe("Within this hour of the day, 0 to 23, in the organisation's time zone.")
    is_null: bool | None = _maybe("Empty, or not.")
