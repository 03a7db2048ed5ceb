"""A filter that comes as plain JSON (a saved view, an export, an action on all that match), made into what `where_sql` takes.

A filter in a query is checked by its GraphQL type; this is the same check for filters that are kept. Unknown fields and operators
and values of the wrong kind are refused.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from weir.catalog.declare import Kind
from weir.catalog.registry import OBJECTS, CatalogObject
from weir.reading.build import BadRead
from weir.reading.relative import Circle, Period
from weir.reading.where import MAX_DEPTH

EMPTY = ("isNull",)
SAME = ("eq", "neq")
ORDERED = (*SAME, "lt", "lte", "gt", "gte")
QUANTIFIERS = ("some", "none", "first")
LISTED = ("in", "notIn", "has", "hasNone")
# What each kind of field can be compared by; a test holds this against the GraphQL inputs.
OPERATORS: dict[Kind, tuple[str, ...]] = {
    Kind.STRING: (*SAME, "in", "notIn", "contains", "startsWith", *EMPTY),
    Kind.TEXT: ("contains", *EMPTY),
    Kind.INT: (*ORDERED, "in", *EMPTY),
    Kind.DECIMAL: (*ORDERED, *EMPTY),
    Kind.MONEY: (*ORDERED, *EMPTY),
    Kind.BOOL: ("eq",),
    Kind.DATE: (*ORDERED, "within", "weekday", *EMPTY),
    Kind.DATETIME: (*ORDERED, "within", "weekday", "hour", *EMPTY),
    Kind.ENUM: (*SAME, "in", "notIn", *EMPTY),
    Kind.TAGS: ("has", "hasNone"),
    Kind.LINK: (*SAME, "in", "notIn", "among", *EMPTY),
}


def given_where(entry: CatalogObject, where: Any, depth: int = 0) -> dict[str, Any]:
    """The filter with every value in its own type. Raises `BadRead`, which names the field and never a value."""
    if not isinstance(where, dict):
        raise BadRead("A filter is an object.")
    if depth > MAX_DEPTH:
        raise BadRead(f"Filters can be nested {MAX_DEPTH} deep at most.")
    made: dict[str, Any] = {}
    for key, value in where.items():
        if key in ("and", "or"):
            if not isinstance(value, list):
                raise BadRead(f"`{key}` takes a list.")
            made[key] = [given_where(entry, one, depth + 1) for one in value]
        elif key == "not":
            made[key] = given_where(entry, value, depth + 1)
        else:
            made[key] = _given_field(entry, key, value, depth)
    return made


def _given_field(entry: CatalogObject, key: str, value: Any, depth: int) -> Any:
    if key == "id":
        return _given_comparison(Kind.LINK, key, ("编号", "Id"), _words, value)
    for field in entry.readable():
        if not field.info.filterable:
            continue
        label = field.info.zh, field.info.en
        if field.info.kind is not Kind.LINK:
            if key == field.api_name:
                return _given_comparison(field.info.kind, key, label, reader(field.info.kind, field.info.enum), value)
        elif key == f"{field.api_name}Id":
            return _given_comparison(Kind.LINK, key, label, _words, value)
        elif key == field.api_name:
            return given_where(OBJECTS[str(field.info.link)], value, depth + 1)
    if edge := entry.edges().get(key):
        if not isinstance(value, dict) or not set(value) <= set(QUANTIFIERS):
            raise BadRead(f"The filter {key} takes `some`, `none` and `first`.")
        return {one: given_where(OBJECTS[edge.target], where, depth + 1) for one, where in value.items()}
    told = f"字段「{key}」不存在或已被删除。", f"the field “{key}” does not exist, or not any more."
    raise BadRead(f"There is no filter {key}.", told=told)


def _given_comparison(
    kind: Kind, key: str, label: tuple[str, str], read: Callable[[Any], Any], comparison: Any
) -> dict[str, Any]:
    told = f"「{label[0]}」的条件不适用。", f"the condition of “{label[1]}” does not fit it."
    if not isinstance(comparison, dict):
        raise BadRead(f"The filter {key} is an object of comparisons.", told=told)
    made: dict[str, Any] = {}
    for operator, value in comparison.items():
        if operator not in OPERATORS[kind]:
            raise BadRead(f"{key} cannot be compared by {operator}.", told=told)
        try:
            made[operator] = _given_value(operator, value, read)
        except (ValueError, TypeError, InvalidOperation):
            raise BadRead(f"The filter {key} has a value of the wrong kind.", told=told) from None
    return made


def _given_value(operator: str, value: Any, read: Callable[[Any], Any]) -> Any:
    if operator == "isNull":
        return _truth(value)
    if operator == "within":
        return Period(value).value
    if operator == "among":
        return Circle(value).value
    if operator in ("weekday", "hour"):
        return _whole(value)
    if operator in LISTED:
        if not isinstance(value, list):
            raise TypeError
        return [read(one) for one in value]
    if value is None and operator in SAME:
        return None
    return read(value)


def reader(kind: Kind, options: Any) -> Callable[[Any], Any]:
    """How a JSON value becomes one of the kind; it raises ValueError or TypeError."""
    return {
        Kind.INT: _whole,
        Kind.DECIMAL: _exact,
        Kind.MONEY: _exact,
        Kind.BOOL: _truth,
        Kind.DATE: _day,
        Kind.DATETIME: _instant,
        Kind.ENUM: lambda value: options(value).value,
    }.get(kind, _words)


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**31) <= value < 2**31:
        raise TypeError
    return value


def _exact(value: Any) -> Decimal:
    number = Decimal(_words(value))
    if not number.is_finite() or abs(number) >= 10**14:
        raise ValueError
    return number


def _day(value: Any) -> date:
    return date.fromisoformat(_words(value))


def _instant(value: Any) -> datetime:
    moment = datetime.fromisoformat(_words(value))
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(UTC)
