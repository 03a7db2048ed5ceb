"""Builds the GraphQL types of every catalog object when every room has been imported.

Output fields of these types are never resolved in Python: the compiler answers them. `check_compiled` proves at start-up that it
can answer every one.
"""

from typing import Any, Optional

import strawberry

from weir.catalog.declare import PYTHON_TYPES, Kind
from weir.catalog.registry import OBJECTS, CatalogField, CatalogObject, camel
from weir.graphql.basics import Money, Node, ViewerCan, enum_of
from weir.graphql.filters import fill_filters
from weir.graphql.kinds import KINDS, Kinds, describe, describe_field, fill, out, shell
from weir.graphql.lists import fill_connection, list_field
from weir.graphql.scalars import Json

OWNED_RECORDS = ("account", "contact", "deal", "contract", "lead")


def build_all() -> None:
    """Makes the types of all objects in the catalog. Called once, when every room has been imported."""
    for entry in OBJECTS.values():
        name = entry.type_name
        KINDS[entry.name] = Kinds(
            shell(name, Node), shell(f"{name}Where"), shell(f"{name}Order"), shell(f"{name}Connection")
        )
    for entry in OBJECTS.values():
        fill_filters(entry)
    for entry in OBJECTS.values():
        _output(entry)
    for entry in OBJECTS.values():
        kinds = KINDS[entry.name]
        strawberry.type(kinds.output, description=describe(entry))


def _annotation(one: CatalogField) -> Any:
    kind = one.info.kind
    if kind is Kind.LINK:
        return Optional[KINDS[str(one.info.link)].output]
    if kind is Kind.MONEY:
        return Optional[Money]
    if kind is Kind.ENUM:
        return Optional[enum_of(one.info.enum)]
    if kind is Kind.TAGS:
        # What a guard hides is null, not an empty list.
        return Optional[list[str]] if one.info.guard else list[str]
    if kind is Kind.JSON:
        return Json
    return Optional[PYTHON_TYPES[kind]]


def _output(entry: CatalogObject) -> None:
    kinds = KINDS[entry.name]
    fields: dict[str, tuple[Any, Any]] = {}
    for one in entry.readable():
        if one.info.kind is Kind.LINK and one.info.link not in OBJECTS:
            continue
        name = one.name.removesuffix("_id") if one.info.kind is Kind.LINK else one.name
        fields[name] = (_annotation(one), out(describe_field(one)))
    if entry.name in OWNED_RECORDS:
        fields["viewer_can"] = (ViewerCan, out("What the viewer may do with this record."))
    if any(one.info.guard in ("contact_data", "birthday") for one in entry.readable()):
        fields["masked_fields"] = (list[str], out("The fields shown masked to the viewer on this record."))
    fill(kinds.output, fields)
    # Sorted, so that the schema does not depend on the order in which modules were imported.
    for edge in sorted(entry.many.values(), key=lambda one: one.name):
        setattr(kinds.output, edge.name, list_field(OBJECTS[edge.target], edge.description))
        kinds.output.__annotations__[edge.name] = KINDS[edge.target].connection
    fill_connection(entry)


def check_compiled(schema: Any) -> None:
    """Fails when a compiled type holds a field the compiler cannot answer."""
    for entry in OBJECTS.values():
        declared = set(schema.get_type(entry.type_name).fields)
        known = (
            {one.api_name for one in entry.readable()}
            | set(map(camel, entry.many))
            | {"id", "viewerCan", "maskedFields"}
        )
        if unknown := declared - known:
            raise RuntimeError(f"{entry.type_name} has fields the compiler cannot answer: {sorted(unknown)}")
