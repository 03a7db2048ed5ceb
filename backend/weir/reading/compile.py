"""Selections to SQL: an object is one JSON row, a link a scalar subquery, a list a subquery with its own page and access.

Every object type that is touched gets the viewer's row predicate and field rules here, because a finished value is passed
through by the executor without another look.
"""

from collections.abc import Callable
from typing import Any

from graphql import FieldNode

from weir.access.guard import works_with
from weir.access.predicate import visible, voided
from weir.catalog.custom import ON_CHANGE
from weir.catalog.declare import Kind
from weir.catalog.ids import sql_id
from weir.catalog.registry import OBJECTS, CatalogField, CatalogObject, Many
from weir.reading import trail
from weir.reading.aggregate import aggregate_json, groups_json
from weir.reading.build import BadRead, Build, as_json, row
from weir.reading.order import after_sql, cursor_sql, order_sql, sort_keys
from weir.reading.selection import Selection, first_name
from weir.reading.where import search_sql, where_sql

DEFAULT_PAGE = 50
MAX_PAGE = 100
COUNT_CAP = 10_000


class Compiler:
    """Compiles the selections of one operation for one viewer."""

    def __init__(self, build: Build, selection: Selection):
        self.build = build
        self.selection = selection
        # The key a record was asked for by, by its alias; another one when that record is part of this one now.
        self._asked: dict[str, str] = {}

    def one(self, entry: CatalogObject, key: str, nodes: list[FieldNode]) -> str:
        """The record whose key the parameter `key` holds, as JSON, or null when it does not exist for the viewer."""
        alias, wanted = self.build.alias(), f"%({key})s::uuid"
        if entry.moved:
            self._asked[alias] = wanted
            wanted = f"coalesce({entry.moved.format(key=wanted)}, {wanted})"
        columns = self.columns(entry, alias, nodes)
        test = f"{alias}.id = {wanted} and {visible(entry.name, alias, self.build.viewer)}"
        return row(columns, f"from {entry.table} {alias} where {test}")

    def first(self, entry: CatalogObject, nodes: list[FieldNode]) -> str:
        """The oldest visible record as JSON, or null."""
        alias = self.build.alias()
        columns = self.columns(entry, alias, nodes)
        test = visible(entry.name, alias, self.build.viewer)
        return row(columns, f"from {entry.table} {alias} where {test} order by {alias}.created_at, {alias}.id limit 1")

    def columns(self, entry: CatalogObject, alias: str, nodes: list[FieldNode]) -> list[tuple[str, str]]:
        """The selected fields of one row as (response key, SQL)."""
        by_name = api_fields(entry)
        found = []
        for key, group in self.selection.fields(nodes, entry.type_name).items():
            name = first_name(group)
            if name == "__typename":
                sql = f"'{entry.type_name}'::text"
            elif name == "id":
                sql = sql_id(entry, alias)
            elif name == "viewerCan":
                sql = self._capabilities(entry, alias, group)
            elif name == "maskedFields":
                sql = self._masked(entry, alias)
            elif name in entry.many:
                sql = self._many(entry, entry.many[name], alias, group)
            elif name in by_name:
                sql = self._field(entry, by_name[name], alias, group)
            else:
                raise BadRead(f"The field {name} has just been taken away.")
            found.append((key, sql))
        return found

    def _field(self, entry: CatalogObject, field: CatalogField, alias: str, nodes: list[FieldNode]) -> str:
        if field.info.kind is Kind.LINK:
            return self._link(field, alias, nodes)
        if field.info.kind is Kind.MONEY:
            return self._money(entry, field, alias, nodes)
        if field.name == "merged_into" and alias in self._asked:
            return f"(case when {alias}.id <> {self._asked[alias]} then {sql_id(entry, alias)} end)"
        if entry.name == "audit_entry" and field.name in trail.FIELDS:
            return trail.FIELDS[field.name](self.build, alias)
        return as_json(field.info.kind, self.build.output(entry, field, alias))

    def _link(self, field: CatalogField, alias: str, nodes: list[FieldNode]) -> str:
        target, inner = OBJECTS[str(field.info.link)], self.build.alias()
        columns = self.columns(target, inner, nodes)
        test = visible(target.name, inner, self.build.viewer)
        return row(columns, f'from {target.table} {inner} where {inner}.id = {alias}."{field.column}" and {test}')

    def _money(self, entry: CatalogObject, field: CatalogField, alias: str, nodes: list[FieldNode]) -> str:
        amount = self.build.output(entry, field, alias)
        if amount == "null":
            return "null"
        parts = {
            "amount": f"({amount})::text",
            "currency": f'{alias}."{field.info.currency}"',
            "__typename": "'Money'::text",
        }
        columns = [(key, parts[first_name(group)]) for key, group in self.selection.fields(nodes, "Money").items()]
        return row(columns, f"where {amount} is not null")

    def _capabilities(self, entry: CatalogObject, alias: str, nodes: list[FieldNode]) -> str:
        viewer = self.build.viewer
        update = visible(entry.name, alias, viewer, "update")
        may = {
            "update": update,
            "move": update,
            "share": update,
            "void": visible(entry.name, alias, viewer, "void"),
            "transfer": update if viewer.has("record.transfer") else "false",
            "reopen": update if viewer.has("deal.reopen") else "false",
            "override": update if viewer.has("deal.override") else "false",
            "skip": update if viewer.has("deal.skip") else "false",
            "__typename": "'ViewerCan'::text",
        }
        columns = [
            (
                key,
                may[first_name(group)]
                if first_name(group) == "__typename"
                else f"coalesce({may[first_name(group)]}, false)",
            )
            for key, group in self.selection.fields(nodes, "ViewerCan").items()
        ]
        return row(columns)

    def _masked(self, entry: CatalogObject, alias: str) -> str:
        guarded = [field for field in entry.readable() if field.info.guard in ("contact_data", "birthday")]
        if not guarded or self.build.rule(entry, guarded[0], alias).condition is None:
            return "'[]'::json"
        names = self.build.param([field.api_name for field in guarded], "text[]")
        condition = works_with(entry.name, alias, self.build.viewer)
        return f"case when {condition} then '[]'::json else to_json({names}) end"

    def _many(self, entry: CatalogObject, edge: Many, alias: str, nodes: list[FieldNode]) -> str:
        arguments = self.selection.arguments(entry.type_name, nodes[0])
        return self.connection(OBJECTS[edge.target], arguments, nodes, lambda inner: edge.on.format(t=inner, a=alias))

    def connection(
        self,
        entry: CatalogObject,
        arguments: dict[str, Any],
        nodes: list[FieldNode],
        belongs: Callable[[str], str] | None = None,
    ) -> str:
        """A list as a Relay connection, in JSON: page, page info, bounded count, aggregates and groups, over one filter."""
        build, alias = self.build, self.build.alias()
        conditions = [
            (voided if arguments.get("voided") else visible)(entry.name, alias, build.viewer),
            belongs(alias) if belongs else "true",
            where_sql(build, entry, alias, arguments.get("where")),
            search_sql(build, entry, alias, arguments.get("search")),
        ]
        test = " and ".join(f"({one})" for one in conditions if one != "true") or "true"
        source = f"from {entry.table} {alias} where {test}"
        page = Page(self, entry, alias, test, arguments)
        columns = []
        type_name = f"{entry.type_name}Connection"
        for key, group in self.selection.fields(nodes, type_name).items():
            name = first_name(group)
            if name == "__typename":
                sql = f"'{type_name}'::text"
            elif name == "totalCount":
                sql = f"(select count(*) from (select 1 {source} limit {COUNT_CAP}) c)"
            elif name == "totalCountCapped":
                sql = f"(select count(*) > {COUNT_CAP} from (select 1 {source} limit {COUNT_CAP + 1}) c)"
            elif name == "aggregate":
                sql = aggregate_json(build, self.selection, entry, alias, source, group)
            elif name == "groups":
                sql = groups_json(build, self.selection, entry, alias, source, group)
            else:
                sql = page.column(name, group)
            columns.append((key, sql))
        return row(columns, page.source())


class Page:
    """One page of a connection: collects what is selected from its rows and builds the subquery that yields them."""

    def __init__(self, compiler: Compiler, entry: CatalogObject, alias: str, test: str, arguments: dict[str, Any]):
        self.compiler, self.entry, self.alias, self.test = compiler, entry, alias, test
        self.inner: list[tuple[str, str]] = []
        first, last = arguments.get("first"), arguments.get("last")
        if first is not None and last is not None:
            raise BadRead("Give either `first` or `last`.")
        if arguments.get("after") and arguments.get("before"):
            raise BadRead("Give either `after` or `before`.")
        size = first if first is not None else last if last is not None else DEFAULT_PAGE
        if not 0 <= size <= MAX_PAGE:
            raise BadRead(f"A page has 0 to {MAX_PAGE} rows.")
        self.size, self.backwards = size, last is not None
        self.cursor = arguments.get("before") or arguments.get("after")
        if bool(arguments.get("before")) != self.backwards and self.cursor:
            raise BadRead("`after` goes with `first`, `before` with `last`.")
        self.keys = sort_keys(compiler.build, entry, alias, arguments.get("orderBy"))
        self.name = compiler.build.alias()

    def column(self, name: str, nodes: list[FieldNode]) -> str:
        """SQL for `nodes`, `edges` or `pageInfo`."""
        if name == "pageInfo":
            return self._page_info(nodes)
        if name == "nodes":
            self.inner.append((f"j{len(self.inner)}", row(self.compiler.columns(self.entry, self.alias, nodes))))
        else:
            self.inner.append((f"j{len(self.inner)}", row(self._edge(nodes))))
        ordered = f"order by {self.name}.n{' desc' if self.backwards else ''}"
        wanted = f"{self.name}.n <= {self.size}"
        return f"coalesce(json_agg({self.name}.{self.inner[-1][0]} {ordered}) filter (where {wanted}), '[]'::json)"

    def _edge(self, nodes: list[FieldNode]) -> list[tuple[str, str]]:
        type_name = f"{self.entry.type_name}Edge"
        columns = []
        for key, group in self.compiler.selection.fields(nodes, type_name).items():
            name = first_name(group)
            if name == "node":
                columns.append((key, row(self.compiler.columns(self.entry, self.alias, group))))
            else:
                columns.append((key, cursor_sql(self.keys) if name == "cursor" else f"'{type_name}'::text"))
        return columns

    def _page_info(self, nodes: list[FieldNode]) -> str:
        name, size = self.name, self.size
        more, other = f"count(*) > {size}", "true" if self.cursor else "false"
        head = f"(array_agg({name}.c order by {name}.n) filter (where {name}.n <= {size}))[1]"
        tail = f"(array_agg({name}.c order by {name}.n desc) filter (where {name}.n <= {size}))[1]"
        self.inner.append(("c", cursor_sql(self.keys)))
        parts = {
            "hasNextPage": other if self.backwards else more,
            "hasPreviousPage": more if self.backwards else other,
            "startCursor": tail if self.backwards else head,
            "endCursor": head if self.backwards else tail,
            "__typename": "'PageInfo'::text",
        }
        pairs = [
            f"'{key}', {parts[first_name(group)]}"
            for key, group in self.compiler.selection.fields(nodes, "PageInfo").items()
        ]
        return f"json_build_object({', '.join(pairs)})"

    def source(self) -> str:
        """The FROM of the connection's row: the page's rows, numbered; nothing when no row was asked for."""
        if not self.inner:
            return ""
        build, alias = self.compiler.build, self.alias
        test = self.test
        if self.cursor:
            test = f"{test} and {after_sql(build, self.keys, self.cursor, self.backwards)}"
        order = order_sql(self.keys, self.backwards)
        page = f"select {alias}.* from {self.entry.table} {alias} where {test} order by {order} limit {self.size + 1}"
        # `c` may be asked for twice through aliases; one copy is enough.
        columns = dict(self.inner)
        listed = ", ".join(f"{sql} as {key}" for key, sql in columns.items())
        return f"from (select row_number() over (order by {order}) as n, {listed} from ({page}) {alias}) {self.name}"


_API_FIELDS: dict[str, dict[str, CatalogField]] = {}
ON_CHANGE.append(_API_FIELDS.clear)


def api_fields(entry: CatalogObject) -> dict[str, CatalogField]:
    """The fields of an object by API name."""
    if entry.name not in _API_FIELDS:
        _API_FIELDS[entry.name] = {field.api_name: field for field in entry.readable()}
    return _API_FIELDS[entry.name]
