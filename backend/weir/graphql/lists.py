"""Lists as connections: their page, their figures over all rows, and their groups. All of it is answered by the compiler."""

from functools import cache
from typing import Annotated, Any, Optional

import strawberry
from strawberry.types.fields.resolver import StrawberryResolver

from weir.catalog.declare import PYTHON_TYPES, Kind
from weir.catalog.registry import CatalogField, CatalogObject
from weir.graphql.basics import Granularity, GroupKey, PageInfo
from weir.graphql.kinds import KINDS, argument, describe_field, fields_enum, fill, out, shell, unset
from weir.reading.aggregate import groupable, measures

First = Annotated[int | None, argument("How many rows from the front: 0 to 100, 50 when left out.")]
After = Annotated[str | None, argument("Only what follows the row with this cursor; goes with `first`.")]
Last = Annotated[int | None, argument("How many rows from the end: 0 to 100.")]
Before = Annotated[str | None, argument("Only what precedes the row with this cursor; goes with `last`.")]
Search = Annotated[str | None, argument("Only rows whose names or numbers hold every word.")]
Voided = Annotated[
    bool | None, argument("Instead of the rows that are there: the voided ones the viewer may bring back.")
]


def list_field(entry: CatalogObject, description: str, *, root: bool = False) -> Any:
    """A list as a connection with page, filter, sort and search arguments; answered by the compiler.

    A root list of records that people own can also be asked for the voided ones.
    """
    kinds = KINDS[entry.name]
    resolver = _pages(kinds.where, kinds.order, root and entry.keeps_voided)
    return strawberry.field(resolver=resolver, graphql_type=kinds.connection, description=description)


@cache
def _pages(where_type: type, order_type: type, with_voided: bool) -> StrawberryResolver[Any]:
    """The arguments of a list, once for all lists of an object."""
    Where = Annotated[where_type | None, argument("Only rows that match.")]  # type: ignore[valid-type]
    OrderBy = Annotated[list[order_type] | None, argument("At most 4 sort keys.")]  # type: ignore[valid-type]

    def plain(
        root: Any,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        where: Where = strawberry.UNSET,
        order_by: OrderBy = strawberry.UNSET,
        search: Search = None,
    ) -> Any:
        raise RuntimeError("This field is answered by the compiler.")

    def whole(
        root: Any,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        where: Where = strawberry.UNSET,
        order_by: OrderBy = strawberry.UNSET,
        search: Search = None,
        voided: Voided = None,
    ) -> Any:
        raise RuntimeError("This field is answered by the compiler.")

    return StrawberryResolver(whole if with_voided else plain)


def fill_connection(entry: CatalogObject) -> None:
    """Gives an object's connection its rows, its figures and its groups."""
    kinds, name = KINDS[entry.name], entry.type_name
    edge, totals, group, numbers = (
        shell(f"{name}Edge"),
        shell(f"{name}Aggregate"),
        shell(f"{name}Group"),
        shell(f"{name}Measures"),
    )
    fill(edge, {"cursor": (str, out("The place of this row in the list.")), "node": (kinds.output, out("The row."))})
    strawberry.type(edge, description=f"One {name} of a list, with its cursor.")
    figures: dict[str, tuple[Any, Any]] = {"count": (int, out("How many rows."))}
    measured = measures(entry)
    if measured:
        fill(
            numbers,
            {one.name: (Optional[PYTHON_TYPES[Kind.DECIMAL]], out(describe_field(one))) for one in measured.values()},
        )
        strawberry.type(numbers, description=f"The numbers of {name} rows that can be added up.")
        for function, text in (("sum", "Sums."), ("avg", "Averages."), ("min", "Smallest."), ("max", "Largest.")):
            figures[function] = (numbers, out(text))
    fill(totals, figures)
    strawberry.type(totals, description=f"Figures over all rows of a {name} list, not only its page.")
    fields: dict[str, tuple[Any, Any]] = {
        "nodes": (list[kinds.output], out("The rows of the page.")),  # type: ignore[name-defined]
        "edges": (list[edge], out("The rows of the page with their cursors.")),  # type: ignore[valid-type]
        "page_info": (PageInfo, out("Where the page stands in the list.")),
        "total_count": (int, out("How many rows the list has, counted up to 10,000.")),
        "total_count_capped": (bool, out("Whether there are more than 10,000 rows.")),
        "aggregate": (totals, out("Figures over the whole list.")),
    }
    fill(kinds.connection, fields)
    keys = groupable(entry)
    if keys:
        fill(group, {"keys": (list[GroupKey], out("The values of the group, in the order asked for.")), **figures})
        strawberry.type(group, description=f"One group of {name} rows.")
        kinds.connection.groups = _groups_field(entry, group, keys)  # type: ignore[attr-defined]
    strawberry.type(kinds.connection, description=f"A page of {name} rows, with figures over the whole list.")


def _groups_field(entry: CatalogObject, group: type, keys: dict[str, CatalogField]) -> Any:
    text = f"What {entry.type_name} rows can be grouped by."
    options = fields_enum(f"{entry.type_name}GroupField", keys, text)
    by = shell(f"{entry.type_name}GroupBy")
    fill(
        by,
        {
            "field": (options, strawberry.field(description="The field.")),
            "granularity": (Optional[Granularity], unset("For dates: the length of a period.")),
        },
    )
    by_input = strawberry.input(by, description=f"One key to group {entry.type_name} rows by.")

    def resolver(
        root: Any,
        by: Annotated[list[by_input], argument("The keys, 1 to 3.")],  # type: ignore[valid-type]
        first: Annotated[int | None, argument("How many groups: 0 to 1,000, 100 when left out.")] = None,
    ) -> Any:
        raise RuntimeError("This field is answered by the compiler.")

    return strawberry.field(
        resolver=resolver,
        graphql_type=list[group],  # type: ignore[valid-type]
        description="The rows in groups, with figures.",
    )
