"""How an audit entry reads: its diff without what the viewer may not know, the names behind its keys, the record it is about."""

from typing import Any

from weir.access.predicate import visible
from weir.catalog.ids import decode, sql_id
from weir.catalog.registry import OBJECTS, CatalogObject
from weir.reading.build import BadRead, Build

# What a diff refers to by key: everything with a name that people know.
NAMED = (
    "user",
    "department",
    "team",
    "account",
    "contact",
    "deal",
    "contract",
    "lead",
    "pipeline",
    "stage",
    "product",
    "activity",
    "task",
    "organisation",
    "exchange_rate",
    "api_token",
    "import_batch",
)
# A diff keeps links as bare keys, single or in lists; text that merely looks like a key finds nothing or a name one may see.
_KEYS = (
    "select distinct (v.value #>> '{}')::uuid as key from jsonb_path_query({a}.changes, '$.** ? (@.type() == \"string\""
    ' && @ like_regex "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")\') as v(value)'
)


def _title(entry: CatalogObject, alias: str) -> str:
    """What the row is called, in the reader's language where it has two names."""
    sql = entry.fields["name"].sql if "name" in entry.fields else entry.title_sql
    return sql.format(a=alias)


def changes_sql(build: Build, alias: str) -> str:
    """The diff without the fields this viewer may not read on the record it tells of."""
    cases = []
    for kind in ("account", "contact", "deal", "contract", "payment_plan", "payment", "lead", "product", "activity"):
        entry = OBJECTS[kind]
        hidden = [one.name for one in entry.readable() if one.info.guard and _is_guarded(build, entry, one)]
        if hidden:
            cases.append(f"when '{kind}' then {alias}.changes - {build.param(hidden, 'text[]')}")
    return f"(case {alias}.object_type {' '.join(cases)} else {alias}.changes end)" if cases else f"{alias}.changes"


def _is_guarded(build: Build, entry: CatalogObject, field: Any) -> bool:
    rule = build.rule(entry, field, "x")
    return rule.hidden or rule.condition is not None


def names_sql(build: Build, alias: str) -> str:
    """`{key: name}` of the records in the diff that the viewer may see."""
    found = []
    for name in NAMED:
        entry, inner = OBJECTS[name], build.alias()
        test = visible(name, inner, build.viewer)
        if test != "false":
            found.append(
                f"select ({_title(entry, inner)})::text as name from {entry.table} {inner} where {inner}.id = k.key and {test}"
            )
    if not found:
        return "'{}'::json"
    keys = _KEYS.replace("{a}", alias)
    return (
        "(select coalesce(json_object_agg(k.key, n.name), '{}'::json)"
        f" from ({keys}) k cross join lateral ({' union all '.join(found)}) n)"
    )


def record_sql(build: Build, alias: str) -> str:
    """`{id, name}` of the record the entry is about, when the viewer may see it."""
    cases = []
    for name in NAMED:
        entry, inner = OBJECTS[name], build.alias()
        test = visible(name, inner, build.viewer)
        if test == "false":
            continue
        pair = f"json_build_object('id', {sql_id(entry, inner)}, 'name', ({_title(entry, inner)})::text)"
        cases.append(
            f"when '{name}' then (select {pair} from {entry.table} {inner} where {inner}.id = {alias}.object_id and {test})"
        )
    return f"(case {alias}.object_type {' '.join(cases)} end)" if cases else "null"


FIELDS = {"changes": changes_sql, "names": names_sql, "record": record_sql}


def about_filter(build: Build, alias: str, value: Any, depth: int) -> str:
    """`recordId: {eq in}`: the entries about these records, whatever they are."""
    parts = []
    for operator, given in (value or {}).items():
        if operator not in ("eq", "in") or given is None:
            raise BadRead("`recordId` takes `eq` or `in`.")
        tests = []
        for text in given[:50] if operator == "in" else [given]:
            found = decode(text)
            if found:
                key = build.param(found[1], "uuid")
                tests.append(f"({alias}.object_type = '{found[0].name}' and {alias}.object_id = {key})")
        parts.append(f"({' or '.join(tests)})" if tests else "false")
    return " and ".join(parts) or "true"
