"""The pieces every compiled read shares: parameters, fresh aliases, and how values are written as JSON."""

from typing import Any

from weir.access.guard import PLAIN, Rule, rule_of
from weir.access.viewer import Viewer
from weir.catalog.declare import Kind
from weir.catalog.registry import CatalogField, CatalogObject

# PostgreSQL cuts identifiers at 63 bytes; response keys become column aliases.
MAX_KEY = 63


class BadRead(Exception):
    """A read that cannot be compiled: wrong cursor, unreadable field, impossible page. The message never names data.

    `told` is what people are told (Chinese, English) whose kept filter it is; the message is for who wrote the query.
    """

    def __init__(self, message: str, code: str = "BAD_USER_INPUT", told: tuple[str, str] | None = None):
        super().__init__(message)
        self.code = code
        self.told = told or (message, message)


class Build:
    """The state of one compilation: the viewer, the parameters so far and a counter for aliases."""

    def __init__(self, viewer: Viewer, start: int = 0):
        self.viewer = viewer
        self.params: dict[str, Any] = dict(viewer.params)
        self._next = start

    def param(self, value: Any, cast: str | None = None) -> str:
        """A placeholder for `value`, cast to a PostgreSQL type when given."""
        self._next += 1
        name = f"p{self._next}"
        self.params[name] = value
        return f"%({name})s::{cast}" if cast else f"%({name})s"

    def alias(self) -> str:
        """A table alias not used so far."""
        self._next += 1
        return f"t{self._next}"

    def rule(self, entry: CatalogObject, field: CatalogField, alias: str) -> Rule:
        """The field rule that applies to this viewer."""
        return rule_of(field.info.guard, entry.name, field.column, alias, self.viewer)

    def expression(self, field: CatalogField, alias: str) -> str:
        """The field's SQL for a row alias."""
        return field.sql.format(a=alias)

    def guarded(self, entry: CatalogObject, field: CatalogField, alias: str, what: str) -> str:
        """The field's SQL for filters, sorts and groups: refused when hidden, empty where masked."""
        rule = self.rule(entry, field, alias)
        if rule.hidden:
            told = f"你无权按「{field.info.zh}」查询。", f"you may not read “{field.info.en}”."
            raise BadRead(f"You cannot {what} by {field.api_name}.", told=told)
        sql = self.expression(field, alias)
        return f"(case when {rule.condition} then {sql} end)" if rule.condition else sql

    def output(self, entry: CatalogObject, field: CatalogField, alias: str) -> str:
        """The field's SQL for output: null when hidden, masked where the row demands it. Still a database value."""
        rule = self.rule(entry, field, alias)
        if rule is PLAIN:
            return self.expression(field, alias)
        if rule.hidden:
            return "null"
        return f"(case when {rule.condition} then {self.expression(field, alias)} else {rule.mask} end)"


PG_TYPES = {
    Kind.STRING: "text",
    Kind.TEXT: "text",
    Kind.ENUM: "text",
    Kind.INT: "int",
    Kind.DECIMAL: "numeric",
    Kind.MONEY: "numeric",
    Kind.BOOL: "boolean",
    Kind.DATE: "date",
    Kind.DATETIME: "timestamptz",
    Kind.LINK: "uuid",
    Kind.TAGS: "text[]",
    Kind.JSON: "jsonb",
}

MOMENT = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'


def as_json(kind: Kind, sql: str) -> str:
    """SQL whose JSON form is the API's: decimals as strings, instants in UTC with Z and microseconds."""
    if kind in (Kind.DECIMAL, Kind.MONEY):
        return f"({sql})::text"
    if kind is Kind.DATETIME:
        return f"to_char(({sql}) at time zone 'UTC', '{MOMENT}')"
    return sql


def row(columns: list[tuple[str, str]], source: str = "") -> str:
    """A scalar subquery that is the JSON object of `columns` (key, SQL), in that order; null when `source` has no row."""
    listed = ", ".join(f'{sql} as "{key}"' for key, sql in columns)
    return f"(select row_to_json(x) from (select {listed} {source}) x)"
