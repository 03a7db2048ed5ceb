"""A definition as one statement: the source's rows as the viewer sees them, grouped in every way its totals need.

A total is a group of its own: of the same rows, or of what the rows of the finest groups come to where that is the same (an average is
then a sum and a count); never of the numbers shown above it.
"""

from dataclasses import dataclass

from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.catalog.registry import OBJECTS, CatalogObject
from weir.errors import Refusal
from weir.reading.build import Build
from weir.reports.definition import Definition, Top
from weir.reports.keys import OTHER, Key, compiled, label_sql
from weir.reports.measures import Figure, figures, is_summed
from weir.reports.places import Ground, where_of_source
from weir.reports.related import related
from weir.reports.sources import SOURCES

MAX_GROUPS = 20_000


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled report: `sql` yields one row for each group, as (grouping mask, rows, values, names, sort keys, measures, now)."""

    entry: CatalogObject
    definition: Definition
    keys: list[Key]
    figures: list[Figure]
    sql: str
    build: Build


def plan(viewer: Viewer, definition: Definition) -> Plan:
    """Compiles a definition for one viewer. Raises `Refusal`."""
    entry = OBJECTS.get(definition.source)
    if entry is None or entry.name not in SOURCES or not viewer.may("read", entry.name):
        raise Refusal("REPORT_SOURCE", ("source",))
    build = Build(viewer)
    ground = Ground(build, entry)
    keys = [
        compiled(ground, one, definition, (axis, str(n)))
        for axis, dimensions in (("rows", definition.rows), ("columns", definition.columns))
        for n, one in enumerate(dimensions)
    ]
    edges = [related(ground, one, ("related", str(n))) for n, one in enumerate(definition.related)]
    made = figures(ground, definition, edges)
    ground.beside += [one.join() for one in edges if one.columns]
    tests = [visible(entry.name, "x", viewer), where_of_source(ground, definition.where, ("where",))]
    # One without a value is looked at all the same: what cannot be filtered is no choice for readers.
    tests += [
        where_of_source(ground, {one.key: one.value or {}}, ("controls", str(n)))
        for n, one in enumerate(definition.controls)
    ]
    tests += [
        where_of_source(ground, one.test, ("related", str(n), "where")) for n, one in enumerate(definition.related)
    ]
    test = " and ".join(f"({one})" for one in tests if one != "true") or "true"
    columns = [(f"k{n}", key.sql) for n, key in enumerate(keys)] + [one for figure in made for one in figure.columns]
    listed = ", ".join(f"{sql} as {name}" for name, sql in columns) or "1"
    base = f"select {listed} from {ground.source()} where {test}"
    names = [name for name, _ in columns]
    if is_summed(definition):
        base, names = _finest(keys, made, base)
    narrowed = _narrowed(build, definition, made, base, names)
    return Plan(entry, definition, keys, made, _grouped(build, definition, keys, made, narrowed), build)


def _finest(keys: list[Key], made: list[Figure], rows: str) -> tuple[str, list[str]]:
    """The finest groups and what their rows come to; the larger ones are made of them. Only this the database does by several hands."""
    names = [f"k{n}" for n in range(len(keys))]
    parts = [("n", "count(*)")] + [one for figure in made for one in figure.parts]
    listed = ", ".join([*names, *(f"{sql} as {name}" for name, sql in parts)])
    by = f" group by {', '.join(names)}" if names else ""
    return f"select {listed} from ({rows}) r{by}", [*names, *(name for name, _ in parts)]


def _narrowed(build: Build, definition: Definition, made: list[Figure], base: str, names: list[str]) -> str:
    """The rows of the groups that were asked for: the first ones, those that reach a number; the others as one or not at all."""
    top, having = definition.top, definition.having
    if not top and not having:
        return f"({base}) b"
    tests = [
        f"{made[having.by].sql} {sign} {build.param(border, 'numeric')}"
        for sign, border in ((">=", having and having.gte), ("<=", having and having.lte))
        if having and border is not None
    ]
    kept = f"select k0 as k from base group by k0{' having ' + ' and '.join(tests) if tests else ''}"
    if top:
        way = "asc" if top.smallest else "desc"
        kept += f" order by {made[top.by].sql} {way} nulls last, k0 nulls last limit {top.first}"
    whole = f"with base as materialized ({base}), kept as materialized ({kept})"
    is_kept = "exists (select 1 from kept where kept.k is not distinct from base.k0)"
    if not _has_other(top):
        return f"({whole} select * from base where {is_kept}) b"
    rest = ", ".join(name for name in names if name != "k0")
    return f"({whole} select case when {is_kept} then k0::text else '{OTHER}' end as k0{', ' + rest if rest else ''} from base) b"


def _has_other(top: Top | None) -> bool:
    return top is not None and top.other


def _grouped(build: Build, definition: Definition, keys: list[Key], made: list[Figure], source: str) -> str:
    names = [f"k{n}" for n in range(len(keys))]
    rows, columns = names[: len(definition.rows)], names[len(definition.rows) :]
    ways = [
        [*rows[:depth], *part] for depth in range(len(rows), -1, -1) for part in ([columns, []] if columns else [[]])
    ]
    if names and not definition.needs_totals:
        ways = [names, []]
    sets = ", ".join(f"({', '.join(way)})" for way in ways)
    mask = f"grouping({', '.join(names)})" if names else "0"
    numbers = [f"{one.sql} as m{n}" for n, one in enumerate(made)]
    count = "coalesce(sum(n), 0)::bigint" if is_summed(definition) else "count(*)"
    listed = ", ".join([f"{mask} as g", f"{count} as n", *names, *numbers])
    groups = f"select {listed} from {source} group by grouping sets ({sets}) limit {MAX_GROUPS + 1}"
    first_is_text = _has_other(definition.top)
    values, labels, sorts = [], [], []
    for n, key in enumerate(keys):
        sql = f"nullif(q.k0, '{OTHER}')::uuid" if n == 0 and first_is_text and key.target else f"q.k{n}"
        label, sort = label_sql(build, key, sql)
        values.append(f"q.k{n}::text")
        labels.append(label)
        sorts.append(sort)
    arrays = [_array(values, "text"), _array(labels, "text"), _array(sorts, "text")]
    arrays.append(_array([f"q.m{n}::numeric" for n in range(len(made))], "numeric"))
    return f"select q.g, q.n, {', '.join(arrays)}, now() from ({groups}) q"


def _array(parts: list[str], kind: str) -> str:
    return f"array[{', '.join(parts)}]::{kind}[]"
