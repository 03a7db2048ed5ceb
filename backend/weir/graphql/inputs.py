"""Small inputs of verbs, written as a table of fields."""

from typing import Annotated, Any, Optional

import strawberry

from weir.graphql.kinds import fill, shell

ID = strawberry.ID
RecordID = Annotated[strawberry.ID, strawberry.argument(description="The global id of the record.")]


def optional(annotation: Any, text: str) -> tuple[Any, Any]:
    """A field that may be left out."""
    return Optional[annotation], strawberry.field(default=strawberry.UNSET, description=text)


def needed(annotation: Any, text: str) -> tuple[Any, Any]:
    """A field that must be given."""
    return annotation, strawberry.field(description=text)


KEY = optional(str, "The same key gives the same answer for 30 days.")
VERSION = needed(int, "The version the caller saw; a stale one is a CONFLICT.")


def small_input(name: str, text: str, fields: dict[str, tuple[Any, Any]]) -> type:
    """An input type; required fields come first, as dataclasses want them."""
    ordered = dict(sorted(fields.items(), key=lambda pair: pair[1][1].default is strawberry.UNSET))
    cls = shell(name)
    fill(cls, ordered)
    return strawberry.input(cls, description=text)


def given_id(noun: str, *, version: bool = True) -> dict[str, tuple[Any, Any]]:
    """The id and version every change names."""
    fields = {"id": needed(ID, f"The {noun}.")}
    return {**fields, "version": VERSION} if version else fields
