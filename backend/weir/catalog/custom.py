"""The fields an organisation adds to its records: rows of `custom_field`, put into the catalog beside the fields of the models.

Their values lie in one JSON column of the record. Everything derived from the catalog (filters, sorts, groups, reports, exports,
imports, the API) takes them from there like any other field; what keeps something derived forgets it when they change.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg

from weir.catalog.declare import NOT_FOR, FieldInfo, Kind, Labelled
from weir.catalog.registry import BY_MODEL, OBJECTS, CatalogField, CatalogObject
from weir.db.engine import Database

# Opens the name of every custom field, so that none is ever mistaken for one of Weir's own.
PREFIX = "cf_"

VALUES = {
    Kind.INT: "({value})::int",
    Kind.DECIMAL: "({value})::numeric",
    Kind.BOOL: "({value})::boolean",
    Kind.DATE: "({value})::date",
    Kind.DATETIME: "({value})::timestamptz",
    Kind.TAGS: "array(select jsonb_array_elements_text({list}))::varchar[]",
}
READ = """
select o.fields_version, coalesce((
    select json_agg(json_build_object(
        'object', f.object, 'key', f.key, 'kind', f.kind, 'zh', f.name_zh, 'en', f.name_en, 'options', f.options,
        'is_required', f.is_required, 'least', f.least::text, 'most', f.most::text, 'hidden_from', f.hidden_from,
        'hint', f.hint) order by f.position, f.created_at, f.id)
    from custom_field f where f.is_active), '[]')
  from organisation o order by o.created_at, o.id limit 1
"""


# What keeps something derived from the catalog, and forgets it here.
ON_CHANGE: list[Callable[[], None]] = []
_version: UUID | None = None


def version() -> UUID | None:
    """Which custom fields the catalog of this process has; None when there never were any."""
    return _version


def customizable() -> list[CatalogObject]:
    """The objects that fields can be added to."""
    return [entry for entry in OBJECTS.values() if "custom" in entry.model.model_fields]


async def keep_up(database: Database, wanted: UUID | None) -> None:
    """Reads the custom fields again unless the catalog has those of this version."""
    if wanted != _version:
        await read(database)


def keep_up_here(connection: psycopg.Connection[Any], wanted: UUID | None) -> None:
    """The same for work in a thread, on its own connection."""
    if wanted != _version:
        take(*(connection.execute(READ).fetchone() or (None, [])))


async def read(database: Database) -> None:
    """Puts the custom fields of the database into the catalog of this process."""
    async with database.reads.connection() as connection:
        row = await (await connection.execute(READ)).fetchone()
    take(*(row or (None, [])))


def take(now: UUID | None, rows: Sequence[dict[str, Any]]) -> None:
    """Puts these custom fields into the catalog, in their order, and takes the former ones out."""
    global _version
    own = {entry.name: {name: one for name, one in entry.fields.items() if one.key is None} for entry in customizable()}
    for row in rows:
        name = PREFIX + row["key"]
        own[row["object"].lower()][name] = _field(name, row)
    # As a whole, so that a thread that goes through the fields of an object goes through those there were.
    for object_name, fields in own.items():
        OBJECTS[object_name].fields = fields
    _version = now
    for forget in ON_CHANGE:
        forget()


def custom_diff(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What changed between the custom values of a record, `{field: [old, new]}`, each by its name in the catalog."""
    pairs = {key: [old.get(key), new.get(key)] for key in sorted({*old, *new})}
    return {PREFIX + key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def fill_alike(row: Any, of: Any) -> None:
    """Gives a record what another says in custom fields they both have, of one key and kind, where it says nothing itself."""
    mine, theirs = (BY_MODEL[type(one)].fields for one in (row, of))
    found = {}
    for name, field in mine.items():
        same = theirs.get(name)
        if field.key is None or same is None or same.info.kind is not field.info.kind:
            continue
        value = of.custom.get(field.key)
        said = value if isinstance(value, list) else [value]
        if value is not None and (field.info.enum is None or {str(one.value) for one in field.info.enum} >= set(said)):
            found[field.key] = value
    if set(found) - set(row.custom):
        row.custom = {**found, **row.custom}


def _field(name: str, row: dict[str, Any]) -> CatalogField:
    kind, key = Kind(row["kind"]), row["key"]
    options = _options(name, row["options"]) if row["options"] else None
    info = FieldInfo(
        row["zh"],
        row["en"],
        kind,
        writable=True,
        required=row["is_required"],
        guard=NOT_FOR + ",".join(sorted(row["hidden_from"])) if row["hidden_from"] else None,
        enum=options,
        sortable=kind not in (Kind.TEXT, Kind.TAGS),
        groupable=kind is not Kind.TEXT,
        least=_bound(row["least"]),
        most=_bound(row["most"]),
        retired=frozenset(one["value"] for one in row["options"] if one.get("isRetired")),
        max_length={Kind.STRING: 300, Kind.TEXT: 10_000}.get(kind),
        multiline=kind is Kind.TEXT,
        description=row["hint"] or "",
    )
    value, inside = f"{{a}}.custom->>'{key}'", f"{{a}}.custom->'{key}'"
    sql = VALUES.get(kind, "({value})").format(value=value, list=inside)
    return CatalogField(name, info, sql, key=key)


def _bound(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _options(name: str, options: list[dict[str, Any]]) -> type[Labelled]:
    made: Any = Labelled
    return made(name, [(one["value"], (one["value"], one["zh"], one["en"])) for one in options])  # type: ignore[no-any-return]
