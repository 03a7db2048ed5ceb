"""What an export is asked for, checked for one viewer, and the rows it means, page by page, as that viewer."""

from dataclasses import dataclass
from typing import Any

from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.catalog.declare import Kind
from weir.catalog.registry import OBJECTS, CatalogField, CatalogObject
from weir.errors import Refusal
from weir.reading.build import BadRead, Build
from weir.reading.given import given_where
from weir.reading.order import Key, after_sql, cursor_sql, order_sql, sort_keys
from weir.reading.where import search_sql, where_sql

PAGE = 500
MAX_COLUMNS = 60
MAX_SORTS = 4


@dataclass(frozen=True)
class Ask:
    """One list as it is to be written: its object, its columns in order, and what decides its rows."""

    viewer: Viewer
    entry: CatalogObject
    columns: list[CatalogField]
    where: Any
    search: str | None
    order: list[dict[str, Any]]

    def count_sql(self, most: int) -> tuple[str, dict[str, Any]]:
        """How many rows there are, counted up to `most`."""
        build = Build(self.viewer)
        sql = f"select count(*) from (select 1 from {self.entry.table} x where {self._test(build)} limit {most}) c"
        return sql, build.params

    def page_sql(self, after: str | None, size: int = PAGE) -> tuple[str, dict[str, Any]]:
        """The rows after a cursor: first their own cursor, then the columns; a money column is followed by its currency."""
        build = Build(self.viewer)
        keys = self._keys(build)
        test = self._test(build)
        if after:
            test = f"{test} and {after_sql(build, keys, after, False)}"
        listed = ", ".join([cursor_sql(keys), *(sql for one in self.columns for sql in self._cells(build, one))])
        order = order_sql(keys, False)
        return f"select {listed} from {self.entry.table} x where {test} order by {order} limit {size}", build.params

    def _keys(self, build: Build) -> list[Key]:
        return sort_keys(build, self.entry, "x", self.order)

    def _test(self, build: Build) -> str:
        """Rows that may be read, may be exported, and match."""
        tests = [
            visible(self.entry.name, "x", self.viewer),
            visible(self.entry.name, "x", self.viewer, "export"),
            where_sql(build, self.entry, "x", given_where(self.entry, self.where or {})),
            search_sql(build, self.entry, "x", self.search),
        ]
        return " and ".join(f"({one})" for one in tests)

    def _cells(self, build: Build, field: CatalogField) -> list[str]:
        if field.info.kind is Kind.LINK:
            target, inner = OBJECTS[str(field.info.link)], build.alias()
            title = build.output(target, target.fields[target.model.title_field], inner)
            test = f'{inner}.id = x."{field.column}" and {visible(target.name, inner, self.viewer)}'
            return [f"(select {title} from {target.table} {inner} where {test})"]
        value = build.output(self.entry, field, "x")
        if field.info.kind is Kind.MONEY:
            return [value, f'(case when ({value}) is not null then x."{field.info.currency}" end)']
        return [value]


def asked(viewer: Viewer, name: str, given: dict[str, Any]) -> Ask:
    """The input, checked. Raises `Refusal` naming what is wrong; a hidden field is refused like one that is not there."""
    entry = OBJECTS[name]
    if not viewer.may("export", name):
        raise Refusal("EXPORT_FORBIDDEN", ("object",), {"what": (entry.zh, f"{entry.en.lower()}s")})
    ask = Ask(
        viewer, entry, _columns(viewer, entry, given), given.get("where"), given.get("search"), _order(entry, given)
    )
    try:
        ask.count_sql(1)
        ask.page_sql(None)
    except BadRead as bad:
        raise _invalid("where", ("筛选条件", "The filter"), bad.told) from None
    return ask


def _columns(viewer: Viewer, entry: CatalogObject, given: dict[str, Any]) -> list[CatalogField]:
    build = Build(viewer)
    readable = {
        one.api_name: one
        for one in entry.readable()
        if one.info.kind is not Kind.JSON and not build.rule(entry, one, "x").hidden
    }
    names = list(dict.fromkeys(given.get("columns") or []))
    if not names:
        raise Refusal("REQUIRED", ("columns",), {"label": ("列", "The columns")})
    if len(names) > MAX_COLUMNS:
        raise Refusal("LIMIT", ("columns",), {"max": MAX_COLUMNS})
    if not set(names) <= set(readable):
        raise _invalid("columns", ("列", "The columns"), ("包含不可用的字段。", "there is no such field."))
    return [readable[name] for name in names]


def _order(entry: CatalogObject, given: dict[str, Any]) -> list[dict[str, Any]]:
    order = given.get("orderBy") or []
    sortable = {one.order_name for one in entry.readable() if one.info.sortable}
    fine = isinstance(order, list) and len(order) <= MAX_SORTS and all(_sorts(one, sortable) for one in order)
    if not fine:
        raise _invalid("orderBy", ("排序", "The order"), ("无法使用。", "it cannot be used."))
    return order


def _sorts(one: Any, sortable: set[str]) -> bool:
    """Whether it is one entry of an `orderBy`."""
    if not isinstance(one, dict) or not isinstance(one.get("field"), str):
        return False
    return one["field"] in sortable and one.get("direction", "ASC") in ("ASC", "DESC")


def _invalid(path: str, label: tuple[str, str], why: tuple[str, str]) -> Refusal:
    return Refusal("INVALID", (path,), {"label": label, "why": why})


def out_of_range() -> Refusal:
    """A filter whose value no column can hold."""
    return _invalid("where", ("筛选条件", "The filter"), ("超出范围。", "it is out of range."))
