"""Typed filters to SQL: `{and or not <field>: {eq neq in …} <link>: {…} <list>: {some none first: {…}}}`."""

from collections.abc import Callable
from typing import Any

from weir.access.predicate import visible
from weir.catalog.custom import ON_CHANGE
from weir.catalog.declare import Kind
from weir.catalog.ids import decode
from weir.catalog.registry import OBJECTS, CatalogField, CatalogObject, Many
from weir.reading.build import PG_TYPES, BadRead, Build
from weir.reading.relative import among, recurs, within
from weir.reading.trail import about_filter

MAX_DEPTH = 8
MAX_IN = 250
MAX_TEXT = 200


def where_sql(build: Build, entry: CatalogObject, alias: str, where: dict[str, Any] | None, depth: int = 0) -> str:
    """SQL for a `where` argument, `true` when it is empty. Raises `BadRead`."""
    if not where:
        return "true"
    if depth > MAX_DEPTH:
        raise BadRead(f"Filters can be nested {MAX_DEPTH} deep at most.")
    parts: list[str] = []
    fields = filters_of(entry)
    for key, value in where.items():
        if value is None and key in ("and", "or", "not"):
            continue
        if key in ("and", "or"):
            inner = [where_sql(build, entry, alias, one, depth + 1) for one in value]
            if inner:
                parts.append("(" + f" {key} ".join(inner) + ")")
        elif key == "not":
            # A filter on an empty value is neither true nor false; "not" means "does not match".
            parts.append(f"({where_sql(build, entry, alias, value, depth + 1)}) is not true")
        else:
            parts.append(fields[key](build, alias, value, depth))
    return " and ".join(parts) or "true"


Filter = Callable[[Build, str, Any, int], str]
_FILTERS: dict[str, dict[str, Filter]] = {}
ON_CHANGE.append(_FILTERS.clear)
# Filters by id that no link of the catalog makes: by object, by API name, with what they say.
BY_ID: dict[str, dict[str, tuple[Filter, str]]] = {
    "audit_entry": {"recordId": (about_filter, "The record it is about, of any kind: eq or in.")}
}


def filters_of(entry: CatalogObject) -> dict[str, Filter]:
    """Every filter of an object by its API name."""
    if entry.name not in _FILTERS:
        table: dict[str, Filter] = {"id": _id_filter(entry)}
        table |= {name: test for name, (test, _) in BY_ID.get(entry.name, {}).items()}
        for field in entry.readable():
            if not field.info.filterable:
                continue
            if field.info.kind is Kind.LINK:
                table[f"{field.api_name}Id"] = _link_id_filter(entry, field)
                if field.info.link in OBJECTS:
                    table[field.api_name] = _link_filter(entry, field)
            else:
                table[field.api_name] = _value_filter(entry, field)
        table |= {name: _edge_filter(edge) for name, edge in entry.edges().items()}
        _FILTERS[entry.name] = table
    return _FILTERS[entry.name]


def _id_filter(entry: CatalogObject) -> Filter:
    def compile_id(build: Build, alias: str, value: Any, depth: int) -> str:
        return compare_ids(build, entry, f"{alias}.id", value)

    return compile_id


def _link_id_filter(entry: CatalogObject, field: CatalogField) -> Filter:
    target = OBJECTS[str(field.info.link)]

    def compile_link_id(build: Build, alias: str, value: Any, depth: int) -> str:
        return compare_ids(build, target, seen_link(build, field, alias), value)

    return compile_link_id


def seen_link(build: Build, field: CatalogField, alias: str) -> str:
    """A link's key as the viewer knows it: empty when the record at its other end is hidden."""
    target = OBJECTS[str(field.info.link)]
    inner = build.alias()
    test = visible(target.name, inner, build.viewer)
    column = f'{alias}."{field.column}"'
    if test == "true":
        return column
    return f"(select {inner}.id from {target.table} {inner} where {inner}.id = {column} and {test})"


def _link_filter(entry: CatalogObject, field: CatalogField) -> Filter:
    def compile_link(build: Build, alias: str, value: Any, depth: int) -> str:
        target, inner = OBJECTS[str(field.info.link)], build.alias()
        test = where_sql(build, target, inner, value, depth + 1)
        return (
            f'exists (select 1 from {target.table} {inner} where {inner}.id = {alias}."{field.column}"'
            f" and {visible(target.name, inner, build.viewer)} and ({test}))"
        )

    return compile_link


def _edge_filter(edge: Many) -> Filter:
    def compile_edge(build: Build, alias: str, value: Any, depth: int) -> str:
        target, parts = OBJECTS[edge.target], []
        for quantifier, where in (value or {}).items():
            if where is None:
                raise BadRead(f"`{quantifier}` needs a filter.")
            inner = build.alias()
            test = where_sql(build, target, inner, where, depth + 1)
            # What the viewer may not see is none of theirs: it neither makes a record match nor keeps it from matching.
            theirs = f"{edge.on.format(t=inner, a=alias)} and {visible(target.name, inner, build.viewer)}"
            if quantifier == "first":
                age = f"{inner}.created_at, {inner}.id" if "created_at" in target.model.model_fields else f"{inner}.id"
                first = f"select {inner}.* from {target.table} {inner} where {theirs} order by {age} limit 1"
                parts.append(f"exists (select 1 from ({first}) {inner} where {test})")
            else:
                there = f"exists (select 1 from {target.table} {inner} where {theirs} and ({test}))"
                parts.append(there if quantifier == "some" else f"not {there}")
        return " and ".join(parts) or "true"

    return compile_edge


def _value_filter(entry: CatalogObject, field: CatalogField) -> Filter:
    def compile_value(build: Build, alias: str, value: Any, depth: int) -> str:
        return compare(build, field.info.kind, build.guarded(entry, field, alias, "filter"), value)

    return compile_value


def compare_ids(build: Build, target: CatalogObject, sql: str, comparison: Any) -> str:
    """`{eq neq in notIn isNull}` on global ids. An id of another object, or no id at all, matches nothing."""
    parts = []
    for operator, value in (comparison or {}).items():
        if operator == "isNull":
            parts.append(f"{sql} is {'' if value else 'not '}null")
        elif value is None and operator not in ("eq", "neq"):
            raise BadRead(f"`{operator}` needs a value.")
        elif operator == "among":
            if target.name != "user":
                raise BadRead("`among` compares people.")
            parts.append(among(sql, value))
        elif value is None:
            parts.append(f"{sql} is {'' if operator == 'eq' else 'not '}null")
        elif operator in ("eq", "neq"):
            key = build.param(_key(target, value), "uuid")
            parts.append(f"{sql} = {key}" if operator == "eq" else f"{sql} is distinct from {key}")
        else:
            keys = build.param([_key(target, one) for one in _bounded(value)], "uuid[]")
            parts.append(f"{sql} = any({keys})" if operator == "in" else f"({sql} = any({keys})) is not true")
    return " and ".join(parts) or "true"


def _key(target: CatalogObject, text: str) -> Any:
    found = decode(text)
    return found[1] if found and found[0] is target else None


def _bounded(values: list[Any]) -> list[Any]:
    if len(values) > MAX_IN:
        told = f"一个条件最多 {MAX_IN} 个值。", f"a condition can have at most {MAX_IN} values."
        raise BadRead(f"A list in a filter can have at most {MAX_IN} values.", told=told)
    return values


_SYMBOLS = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">="}


def compare(build: Build, kind: Kind, sql: str, comparison: Any) -> str:
    """One comparison object on one value expression; several operators are joined by AND."""
    cast = PG_TYPES[kind]
    parts = []
    for operator, value in (comparison or {}).items():
        if operator == "isNull":
            parts.append(f"{sql} is {'' if value else 'not '}null")
        elif operator == "eq":
            parts.append(f"{sql} is null" if value is None else f"{sql} = {build.param(value, cast)}")
        elif operator == "neq":
            parts.append(
                f"{sql} is not null" if value is None else f"{sql} is distinct from {build.param(value, cast)}"
            )
        elif value is None:
            raise BadRead(f"`{operator}` needs a value.")
        elif operator in ("in", "notIn"):
            test = f"{sql} = any({build.param(_bounded(value), cast + '[]')})"
            parts.append(test if operator == "in" else f"({test}) is not true")
        elif operator in ("has", "hasNone"):
            test = f"{sql} && {build.param(_bounded(value), 'varchar[]')}"
            parts.append(test if operator == "has" else f"({test}) is not true")
        elif operator == "within":
            parts.append(within(sql, kind, value))
        elif operator in ("weekday", "hour"):
            parts.append(recurs(sql, kind, operator, value))
        elif operator in _SYMBOLS:
            parts.append(f"{sql} {_SYMBOLS[operator]} {build.param(value, cast)}")
        else:
            parts.append(f"{sql} ilike {build.param(_pattern(operator, value), 'text')}")
    return " and ".join(parts) or "true"


def _pattern(operator: str, value: str) -> str:
    if len(value) > MAX_TEXT:
        told = f"条件中的文字最多 {MAX_TEXT} 个字符。", f"a text can have at most {MAX_TEXT} characters."
        raise BadRead(f"A text in a filter can have at most {MAX_TEXT} characters.", told=told)
    literal = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{literal}%" if operator == "startsWith" else f"%{literal}%"


def search_sql(build: Build, entry: CatalogObject, alias: str, text: str | None) -> str:
    """SQL for the `search` argument: every word must occur in a searchable field. Bigrams make it an index lookup."""
    words = (text or "").split()
    if not words:
        return "true"
    if len(text or "") > MAX_TEXT:
        raise BadRead(f"A search can have at most {MAX_TEXT} characters.")
    searchable = [field for field in entry.readable() if field.info.searchable and field.column]
    parts = []
    for word in words[:8]:
        pattern, grams = build.param(_pattern("contains", word), "text"), build.param(word, "text")
        tests = [_holds(build, entry, field, alias, pattern, grams, word) for field in searchable]
        parts.append("(" + (" or ".join(tests) or "false") + ")")
    return " and ".join(parts)


# Names with a bigram index (see the first migration); the other fields are short lists or compared as they are.
INDEXED = {*((name, "name") for name in ("account", "contact", "deal", "contract", "lead")), ("lead", "company_name")}


def _holds(
    build: Build, entry: CatalogObject, field: CatalogField, alias: str, pattern: str, grams: str, word: str
) -> str:
    sql = build.expression(field, alias)
    if field.name == "number":
        # A number is looked up as a whole: it has its unique index.
        return f"{sql} = upper({grams})"
    if (entry.name, field.name) in INDEXED and len(word) > 1:
        return f"(weir_bigrams({sql}) @> weir_bigrams({grams}) and {sql} ilike {pattern})"
    return f"{sql} ilike {pattern}"
