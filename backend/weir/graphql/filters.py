"""The inputs that filter and sort the lists of the catalog's objects."""

from functools import cache
from typing import Any, Optional

import strawberry

from weir.catalog.declare import Kind, Labelled
from weir.catalog.registry import OBJECTS, CatalogObject
from weir.graphql.basics import (
    BoolComparison,
    DateComparison,
    DateTimeComparison,
    DecimalComparison,
    IDComparison,
    IntComparison,
    OrderDirection,
    StringComparison,
    TagsComparison,
    TextComparison,
    enum_of,
)
from weir.graphql.kinds import KINDS, describe_field, fields_enum, fill, shell, unset
from weir.reading.where import BY_ID

COMPARISONS: dict[Kind, type] = {
    Kind.STRING: StringComparison,
    Kind.TEXT: TextComparison,
    Kind.INT: IntComparison,
    Kind.DECIMAL: DecimalComparison,
    Kind.MONEY: DecimalComparison,
    Kind.BOOL: BoolComparison,
    Kind.DATE: DateComparison,
    Kind.DATETIME: DateTimeComparison,
    Kind.TAGS: TagsComparison,
}


@cache
def enum_comparison(options: type[Labelled]) -> type:
    """`{eq neq in notIn isNull}` on one enum."""
    enum_of(options)
    cls = shell(f"{options.__name__}Comparison")
    fill(
        cls,
        {
            "eq": (Optional[options], unset("Equal to; null means empty.")),
            "neq": (Optional[options], unset("Not equal to; null means not empty.")),
            "in_": (Optional[list[options]], unset("One of these.", name="in")),  # type: ignore[valid-type]
            "not_in": (Optional[list[options]], unset("None of these.")),  # type: ignore[valid-type]
            "is_null": (Optional[bool], unset("Empty, or not.")),
        },
    )
    return strawberry.input(cls, description=f"Compares a {options.__name__}.")


@cache
def related_filter(name: str) -> type:
    """`{some none first}` on the records of one kind that belong to a record."""
    cls, target = shell(f"{OBJECTS[name].type_name}Related"), KINDS[name].where
    fill(
        cls,
        {
            "some": (Optional[target], unset("At least one matches; `{}`: there is at least one.")),
            "none": (Optional[target], unset("None matches; `{}`: there is none.")),
            "first": (Optional[target], unset("The one made first matches; `{}`: there is one.")),
        },
    )
    return strawberry.input(
        cls, description=f"Filters by the {OBJECTS[name].type_name} rows of a record that the viewer may see."
    )


def fill_filters(entry: CatalogObject) -> None:
    """Gives an object's filter and its sort key their fields."""
    kinds, name = KINDS[entry.name], entry.type_name
    where: dict[str, tuple[Any, Any]] = {
        "and_": (Optional[list[kinds.where]], unset("All of these.", name="and")),  # type: ignore[name-defined]
        "or_": (Optional[list[kinds.where]], unset("Any of these.", name="or")),  # type: ignore[name-defined]
        "not_": (Optional[kinds.where], unset("Not this.", name="not")),
        "id": (Optional[IDComparison], unset("The record's id.")),
    }
    for name_by_id, (_, text) in BY_ID.get(entry.name, {}).items():
        where[name_by_id] = (Optional[IDComparison], unset(text))
    for one in entry.readable():
        if not one.info.filterable:
            continue
        if one.info.kind is Kind.LINK:
            if one.info.link in OBJECTS:
                where[one.name] = (Optional[IDComparison], unset(f"{one.info.en}, by id. ({one.info.zh})"))
                target = KINDS[str(one.info.link)].where
                where[one.name.removesuffix("_id")] = (Optional[target], unset(f"{one.info.en}, by its fields."))
        else:
            kind = enum_comparison(one.info.enum) if one.info.enum else COMPARISONS[one.info.kind]
            where[one.name] = (Optional[kind], unset(describe_field(one)))
    for edge in entry.edges().values():
        text = f"{edge.en}, those of the record. ({edge.zh})"
        where[edge.name] = (Optional[related_filter(edge.target)], unset(text))
    fill(kinds.where, where)
    strawberry.input(kinds.where, description=f"Filters {name} rows; all that is given must hold.")
    sortable = {one.order_name: one for one in entry.readable() if one.info.sortable}
    options = fields_enum(f"{name}OrderField", sortable, f"What {name} rows can be sorted by.")
    fill(
        kinds.order,
        {
            "field": (options, strawberry.field(description="The field.")),
            "direction": (OrderDirection, strawberry.field(default=OrderDirection.ASC, description="Which way.")),
        },
    )
    strawberry.input(kinds.order, description=f"One sort key of a {name} list.")
