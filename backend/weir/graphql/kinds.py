"""The classes behind the GraphQL types of the catalog's objects: made empty, so that types may refer to each other, and filled later."""

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation

from weir.catalog.registry import CatalogField, CatalogObject


@dataclass
class Kinds:
    """The GraphQL classes of one catalog object."""

    output: type
    where: type
    order: type
    connection: type


KINDS: dict[str, Kinds] = {}


def shell(name: str, *bases: type) -> type:
    """An empty class that gets its fields later, so that types may refer to each other."""
    # Its own name for a docstring: else a dataclass works out its signature for one, which was a tenth of a start.
    return type(name, bases, {"__annotations__": {}, "__doc__": name})


def fill(cls: type, fields: dict[str, tuple[Any, Any]]) -> None:
    """Gives a shell its fields: name to (annotation, default or Strawberry field)."""
    for name, (annotation, value) in fields.items():
        cls.__annotations__[name] = _read_once(annotation)
        setattr(cls, name, value)


@cache
def _read_once(annotation: Any) -> StrawberryAnnotation:
    """The annotation as all fields of it share it: thousands have the same few, and each would be worked out anew."""
    return StrawberryAnnotation(annotation, namespace={})


def unset(description: str, **extra: Any) -> Any:
    """An input field that may be left out."""
    return strawberry.field(default=strawberry.UNSET, description=description, **extra)


def argument(description: str) -> Any:
    """The description of an argument."""
    return strawberry.argument(description=description)


def out(description: str, **extra: Any) -> Any:
    """A field of a compiled type: the compiler gives its value."""
    return strawberry.field(default=None, description=description, **extra)


def fields_enum(name: str, fields: dict[str, CatalogField], description: str) -> Any:
    """An enum of fields, each value with the field's labels."""
    made: Any = strawberry.enum(Enum(name, {one: one for one in fields}, type=str), description=description)  # type: ignore[call-overload]
    for value in made.__strawberry_definition__.values:
        value.description = describe_field(fields[value.name])
    return made


def describe(entry: CatalogObject) -> str:
    """An object's description: its docstring and its Chinese name."""
    return f"{entry.description} ({entry.zh})"


def describe_field(one: CatalogField) -> str:
    """A field's description: its own or its label, and its Chinese name."""
    text = one.info.description or f"{one.info.en}."
    return f"{text} ({one.info.zh})"
