"""The input of a verb that writes a whole record: the fields a person may set, from the catalog."""

from typing import Any, Optional

import strawberry

from weir.catalog.declare import PYTHON_TYPES, FieldInfo, Kind
from weir.catalog.registry import CatalogField, CatalogObject
from weir.graphql.basics import MoneyInput, enum_of
from weir.graphql.kinds import describe_field, fill, shell, unset
from weir.graphql.scalars import Json

# The inputs that take the fields of an object, by name: custom fields go into these as well.
INPUTS: dict[str, str] = {}


def input_type(
    name: str, entry: CatalogObject, *, update: bool, extra: dict[str, tuple[Any, Any]] | None = None
) -> type:
    """The input of a create or update verb: the writable fields of the object, and what the verb adds."""
    fields: dict[str, tuple[Any, Any]] = {}
    for one in writable(entry, update=update):
        fields[one.name] = (Optional[_input_annotation(one.info)], unset(describe_field(one)))
    if update:
        fields = {
            "id": (strawberry.ID, strawberry.field(description=f"The {entry.en.lower()}.")),
            "version": (int, strawberry.field(description="The version the caller saw; a stale one is a CONFLICT.")),
            **fields,
        }
    else:
        fields["idempotency_key"] = (Optional[str], unset("The same key gives the same answer for 30 days."))
    INPUTS[name] = entry.name
    cls = shell(name)
    fill(cls, {**fields, **(extra or {})})
    return strawberry.input(
        cls, description=f"What {name.removesuffix('Input')} takes; a field left out stays as it is."
    )


def writable(entry: CatalogObject, *, update: bool) -> list[CatalogField]:
    """The fields a person may set."""
    return [one for one in entry.readable() if one.info.writable and (update or one.info.on_create)]


def _input_annotation(info: FieldInfo) -> Any:
    if info.kind is Kind.LINK:
        return strawberry.ID
    if info.kind is Kind.MONEY:
        return MoneyInput
    if info.kind is Kind.ENUM:
        return enum_of(info.enum)
    if info.kind is Kind.TAGS:
        return list[str]
    if info.kind is Kind.JSON:
        return Json
    return PYTHON_TYPES[info.kind]
