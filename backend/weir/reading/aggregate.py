"""Counts, sums, averages and groups over the filtered rows of a connection: the same rows as the list, so the same numbers."""

from graphql import FieldNode

from weir.access.predicate import visible
from weir.catalog.declare import Kind
from weir.catalog.ids import sql_id
from weir.catalog.registry import OBJECTS, CatalogField, CatalogObject
from weir.reading.build import BadRead, Build, row
from weir.reading.selection import Selection, first_name
from weir.reading.where import seen_link

# Money in its own currency is never added up; the organisation's currency is (`baseAmount`).
MEASURED = (Kind.INT, Kind.DECIMAL)
FUNCTIONS = ("sum", "avg", "min", "max")
MAX_GROUPS = 1000
MAX_GROUP_KEYS = 3


def measures(entry: CatalogObject) -> dict[str, CatalogField]:
    """The fields that can be summed, by API name."""
    return {field.api_name: field for field in entry.readable() if field.info.kind in MEASURED and field.info.measured}


def groupable(entry: CatalogObject) -> dict[str, CatalogField]:
    """The fields that can be grouped by, by their enum name."""
    kinds = (Kind.STRING, Kind.ENUM, Kind.BOOL, Kind.LINK, Kind.DATE, Kind.DATETIME, Kind.INT)
    return {field.order_name: field for field in entry.readable() if field.info.groupable and field.info.kind in kinds}


def aggregate_json(
    build: Build, selection: Selection, entry: CatalogObject, alias: str, source: str, nodes: list[FieldNode]
) -> str:
    """`aggregate { count sum { … } … }` over all filtered rows."""
    return row(_measures(build, selection, entry, alias, f"{entry.type_name}Aggregate", nodes), source)


def _measures(
    build: Build, selection: Selection, entry: CatalogObject, alias: str, type_name: str, nodes: list[FieldNode]
) -> list[tuple[str, str]]:
    columns = []
    for key, group in selection.fields(nodes, type_name).items():
        name = first_name(group)
        if name == "count":
            columns.append((key, "count(*)"))
        elif name in FUNCTIONS:
            columns.append((key, _function(build, selection, entry, alias, name, group)))
        elif name == "__typename":
            columns.append((key, f"'{type_name}'::text"))
    return columns


def _function(
    build: Build, selection: Selection, entry: CatalogObject, alias: str, function: str, nodes: list[FieldNode]
) -> str:
    pairs = []
    table = measures(entry)
    for key, group in selection.fields(nodes, f"{entry.type_name}Measures").items():
        name = first_name(group)
        if name == "__typename":
            pairs.append(f"'{key}', '{entry.type_name}Measures'")
            continue
        if build.rule(entry, table[name], alias).hidden:
            pairs.append(f"'{key}', null")
            continue
        value = f"{function}({build.expression(table[name], alias)})"
        pairs.append(f"'{key}', ({f'round({value}, 2)' if function == 'avg' else value})::text")
    return f"json_build_object({', '.join(pairs)})"


def groups_json(
    build: Build, selection: Selection, entry: CatalogObject, alias: str, source: str, nodes: list[FieldNode]
) -> str:
    """`groups(by: [...]) { keys {…} count sum {…} }`: one entry per combination, in the order of the keys."""
    arguments = selection.arguments(f"{entry.type_name}Connection", nodes[0])
    limit = arguments.get("first") if arguments.get("first") is not None else 100
    by = arguments["by"]
    if not 0 <= limit <= MAX_GROUPS:  # type: ignore[operator]
        raise BadRead(f"`first` of groups is 0 to {MAX_GROUPS}.")
    if not 1 <= len(by) <= MAX_GROUP_KEYS:
        raise BadRead(f"Group by 1 to {MAX_GROUP_KEYS} fields.")
    table = groupable(entry)
    keys = [_key(build, entry, table[one["field"]], alias, one.get("granularity")) for one in by]
    grouped = build.alias()
    type_name = f"{entry.type_name}Group"
    columns = []
    for key, group in selection.fields(nodes, type_name).items():
        if first_name(group) == "keys":
            labels = ", ".join(
                _key_json(build, selection, table[one["field"]], f"{grouped}.k{index}", group)
                for index, one in enumerate(by)
            )
            columns.append((key, f"json_build_array({labels})"))
        elif first_name(group) == "__typename":
            columns.append((key, f"'{type_name}'::text"))
        else:
            columns.append((key, f'{grouped}."{key}"'))
    inner = [(f"k{index}", sql) for index, sql in enumerate(keys)]
    inner += [pair for pair in _measures(build, selection, entry, alias, type_name, nodes) if pair[1][:1] != "'"]
    listed = ", ".join(f'{sql} as "{key}"' for key, sql in inner)
    positions = ", ".join(str(index + 1) for index in range(len(keys)))
    rows = f"select {listed} {source} group by {positions} order by {positions} limit {limit}"
    return f"(select coalesce(json_agg({row(columns)}), '[]'::json) from ({rows}) {grouped})"


def _key(build: Build, entry: CatalogObject, field: CatalogField, alias: str, granularity: str | None) -> str:
    if field.info.kind is Kind.LINK:
        return seen_link(build, field, alias)
    sql = build.guarded(entry, field, alias, "group")
    if granularity is None:
        return f"({sql})::text"
    if field.info.kind is Kind.DATETIME:
        sql = f"({sql} at time zone %(v_tz)s)"
    elif field.info.kind is not Kind.DATE:
        raise BadRead(f"{field.api_name} is not a date and has no granularity.")
    return f"date_trunc('{granularity.lower()}', {sql})::date::text"


def _key_json(build: Build, selection: Selection, field: CatalogField, sql: str, nodes: list[FieldNode]) -> str:
    value, label = sql, "null::text"
    if field.info.kind is Kind.LINK:
        target, inner = OBJECTS[str(field.info.link)], build.alias()
        value = f"case when {sql} is not null then {sql_id(target, 'g')} end".replace("g.id::text", f"{sql}::text")
        test = visible(target.name, inner, build.viewer)
        label = f"(select ({target.title_sql.format(a=inner)})::text from {target.table} {inner} where {inner}.id = {sql} and {test})"
    parts = {
        "field": f"'{field.api_name}'::text",
        "value": value,
        "label": label,
        "__typename": "'GroupKey'::text",
    }
    return row([(key, parts[first_name(group)]) for key, group in selection.fields(nodes, "GroupKey").items()])
