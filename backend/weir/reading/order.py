"""Sorting and keyset cursors: a cursor holds the sort values of a row, so page 1,000 costs what page 1 costs."""

import base64
import binascii
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

import orjson

from weir.catalog.declare import Kind
from weir.catalog.registry import CatalogObject
from weir.reading.build import PG_TYPES, BadRead, Build


@dataclass(frozen=True, slots=True)
class Key:
    """One sort key: its SQL, whether it descends, its kind, and whether it can be empty (empty values come last)."""

    name: str
    sql: str
    descending: bool
    kind: Kind
    nullable: bool


def sort_keys(build: Build, entry: CatalogObject, alias: str, order: list[dict[str, Any]] | None) -> list[Key]:
    """The keys of an `orderBy` argument, or the object's default, always ended by the id."""
    by_name = {field.order_name: field for field in entry.readable() if field.info.sortable}
    wanted = [(by_name[one["field"]], one.get("direction") == "DESC") for one in order or ()] or [
        (entry.fields[name], descending) for name, descending in entry.default_order
    ]
    if len(wanted) > 4:
        raise BadRead("At most 4 fields can be sorted by.")
    table = entry.model.__table__  # type: ignore[attr-defined]
    keys = []
    for field, descending in wanted:
        sql = build.guarded(entry, field, alias, "sort")
        nullable = field.column is None or bool(table.c[field.column].nullable) or sql != build.expression(field, alias)
        keys.append(Key(field.name, sql, descending, field.info.kind, nullable))
    last = keys[-1].descending
    return [*keys, Key("id", f"{alias}.id", last, Kind.LINK, False)]


def order_sql(keys: list[Key], backwards: bool) -> str:
    """The ORDER BY of the keys; read backwards for `last`."""
    parts = []
    for key in keys:
        descending = key.descending != backwards
        empty = ""
        if key.nullable:
            empty = " nulls first" if backwards else " nulls last"
        parts.append(f"{key.sql} {'desc' if descending else 'asc'}{empty}")
    return ", ".join(parts)


def cursor_sql(keys: list[Key]) -> str:
    """SQL for the cursor of a row: base64 of a JSON list of the sort values as text, opened by the keys' names."""
    values = ", ".join(f"({key.sql})::text" for key in keys)
    return f"translate(encode(convert_to(json_build_array('{_signature(keys)}', {values})::text, 'UTF8'), 'base64'), E'\\n', '')"


def _signature(keys: list[Key]) -> str:
    return ",".join(f"{'-' if key.descending else ''}{key.name}" for key in keys)


def after_sql(build: Build, keys: list[Key], cursor: str, backwards: bool) -> str:
    """SQL that is true for rows strictly after the cursor (before it when reading backwards). Raises `BadRead`."""
    values = _parse(keys, cursor)
    if all(not key.nullable for key in keys) and len({key.descending for key in keys}) == 1:
        sign = "<" if keys[0].descending != backwards else ">"
        right = ", ".join(build.param(value, PG_TYPES[key.kind]) for key, value in zip(keys, values, strict=True))
        return f"({', '.join(key.sql for key in keys)}) {sign} ({right})"
    alternatives, equal = [], []  # type: ignore[var-annotated]
    for key, value in zip(keys, values, strict=True):
        placeholder = build.param(value, PG_TYPES[key.kind])
        sign = "<" if key.descending != backwards else ">"
        if value is None:
            # Empty values come last: nothing follows them, everything precedes them.
            further = f"{key.sql} is not null" if backwards else "false"
            same = f"{key.sql} is null"
        else:
            further = f"{key.sql} {sign} {placeholder}"
            if key.nullable and not backwards:
                further = f"({further} or {key.sql} is null)"
            same = f"{key.sql} = {placeholder}"
        alternatives.append(" and ".join([*equal, further]))
        equal.append(same)
    return "(" + " or ".join(f"({one})" for one in alternatives) + ")"


def _parse(keys: list[Key], cursor: str) -> list[Any]:
    try:
        signature, *texts = orjson.loads(base64.b64decode(cursor, validate=True))
        if signature != _signature(keys) or len(texts) != len(keys):
            raise ValueError
        return [None if text is None else _value(key.kind, text) for key, text in zip(keys, texts, strict=True)]
    except (ValueError, TypeError, LookupError, InvalidOperation, binascii.Error):
        raise BadRead("This cursor does not belong to this list.") from None


def _value(kind: Kind, text: str) -> Any:
    if kind is Kind.INT:
        return int(text)
    if kind in (Kind.DECIMAL, Kind.MONEY):
        return Decimal(text)
    if kind is Kind.BOOL:
        return {"true": True, "false": False}[text]
    if kind is Kind.DATE:
        return date.fromisoformat(text)
    if kind is Kind.DATETIME:
        return datetime.fromisoformat(text)
    if kind is Kind.LINK:
        return UUID(text)
    return str(text)
