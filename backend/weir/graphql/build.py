"""Builds the GraphQL types of every catalog object: output, connection, filters, sorts, groups and inputs.

Output fields of these types are never resolved in Python: the compiler answers them. `check_compiled` proves at start-up that it
can answer every one.
"""

from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Annotated, Any, Optional

import strawberry

from weir.catalog.declare import PYTHON_TYPES, FieldInfo, Kind, Labelled
from weir.catalog.registry import OBJECTS, CatalogField, CatalogObject, camel
from weir.graphql.basics import (
    BoolComparison,
    DateComparison,
    DateTimeComparison,
    DecimalComparison,
    Granularity,
    GroupKey,
    IDComparison,
    IntComparison,
    Money,
    MoneyInput,
    Node,
    OrderDirection,
    PageInfo,
    StringComparison,
    TagsComparison,
    TextComparison,
    ViewerCan,
    enum_of,
)
from weir.graphql.scalars import Json
from weir.reading.aggregate import groupable, measures
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
OWNED_RECORDS = ("account", "contact", "deal")


@dataclass
class Kinds:
    """The GraphQL classes of one catalog object."""

    output: type
    where: type
    order: type
    connection: type
    shells: dict[str, type] = field(default_factory=dict)


KINDS: dict[str, Kinds] = {}


def shell(name: str, *bases: type) -> type:
    """An empty class that gets its fields later, so that types may refer to each other."""
    return type(name, bases, {"__annotations__": {}})


def fill(cls: type, fields: dict[str, tuple[Any, Any]]) -> None:
    """Gives a shell its fields: name to (annotation, default or Strawberry field)."""
    for name, (annotation, value) in fields.items():
        cls.__annotations__[name] = annotation
        setattr(cls, name, value)


@cache
def enum_comparison(options: type[Labelled]) -> type:
    """`{eq neq in notIn isNull}` on one enum."""
    enum_of(options)
    cls = shell(f"{options.__name__}Comparison")
    fill(
        cls,
        {
            "eq": (Optional[options], _unset("Equal to; null means empty.")),
            "neq": (Optional[options], _unset("Not equal to; null means not empty.")),
            "in_": (Optional[list[options]], _unset("One of these.", name="in")),  # type: ignore[valid-type]
            "not_in": (Optional[list[options]], _unset("None of these.")),  # type: ignore[valid-type]
            "is_null": (Optional[bool], _unset("Empty, or not.")),
        },
    )
    return strawberry.input(cls, description=f"Compares a {options.__name__}.")


def _unset(description: str, **extra: Any) -> Any:
    return strawberry.field(default=strawberry.UNSET, description=description, **extra)


def _argument(description: str) -> Any:
    return strawberry.argument(description=description)


def _fields_enum(name: str, fields: dict[str, CatalogField], description: str) -> Any:
    """An enum of fields, each value with the field's labels."""
    made: Any = strawberry.enum(Enum(name, {one: one for one in fields}, type=str), description=description)  # type: ignore[call-overload]
    for value in made.__strawberry_definition__.values:
        value.description = _describe_field(fields[value.name])
    return made


def _out(description: str, **extra: Any) -> Any:
    return strawberry.field(default=None, description=description, **extra)


def build_all() -> None:
    """Makes the types of all objects in the catalog. Called once, when every room has been imported."""
    for entry in OBJECTS.values():
        name = entry.type_name
        KINDS[entry.name] = Kinds(
            shell(name, Node), shell(f"{name}Where"), shell(f"{name}Order"), shell(f"{name}Connection")
        )
    for entry in OBJECTS.values():
        _inputs(entry)
    for entry in OBJECTS.values():
        _output(entry)
    for entry in OBJECTS.values():
        kinds = KINDS[entry.name]
        strawberry.type(kinds.output, description=describe(entry))


def describe(entry: CatalogObject) -> str:
    """An object's description: its docstring and its Chinese name."""
    return f"{entry.description} ({entry.zh})"


def _describe_field(one: CatalogField) -> str:
    text = one.info.description or f"{one.info.en}."
    return f"{text} ({one.info.zh})"


def _annotation(one: CatalogField) -> Any:
    kind = one.info.kind
    if kind is Kind.LINK:
        return Optional[KINDS[str(one.info.link)].output]
    if kind is Kind.MONEY:
        return Optional[Money]
    if kind is Kind.ENUM:
        return Optional[enum_of(one.info.enum)]
    if kind is Kind.TAGS:
        return list[str]
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
        fields[name] = (_annotation(one), _out(_describe_field(one)))
    if entry.name in OWNED_RECORDS:
        fields["viewer_can"] = (ViewerCan, _out("What the viewer may do with this record."))
    if any(one.info.guard in ("contact_data", "birthday") for one in entry.readable()):
        fields["masked_fields"] = (list[str], _out("The fields shown masked to the viewer on this record."))
    fill(kinds.output, fields)
    # Sorted, so that the schema does not depend on the order in which modules were imported.
    for edge in sorted(entry.many.values(), key=lambda one: one.name):
        setattr(kinds.output, edge.name, list_field(OBJECTS[edge.target], edge.description))
        kinds.output.__annotations__[edge.name] = KINDS[edge.target].connection
    _connection(entry)


def list_field(entry: CatalogObject, description: str) -> Any:
    """A list as a connection with page, filter, sort and search arguments; answered by the compiler."""
    kinds = KINDS[entry.name]
    where_type, order_type = kinds.where, kinds.order

    def resolver(
        root: Any,
        first: Annotated[int | None, _argument("How many rows from the front: 0 to 100, 50 when left out.")] = None,
        after: Annotated[
            str | None, _argument("Only what follows the row with this cursor; goes with `first`.")
        ] = None,
        last: Annotated[int | None, _argument("How many rows from the end: 0 to 100.")] = None,
        before: Annotated[
            str | None, _argument("Only what precedes the row with this cursor; goes with `last`.")
        ] = None,
        where: Annotated[where_type | None, _argument("Only rows that match.")] = strawberry.UNSET,  # type: ignore[valid-type]
        order_by: Annotated[list[order_type] | None, _argument("At most 4 sort keys.")] = strawberry.UNSET,  # type: ignore[valid-type]
        search: Annotated[str | None, _argument("Only rows whose names or numbers hold every word.")] = None,
    ) -> Any:
        raise RuntimeError("This field is answered by the compiler.")

    return strawberry.field(resolver=resolver, graphql_type=kinds.connection, description=description)


def _connection(entry: CatalogObject) -> None:
    kinds, name = KINDS[entry.name], entry.type_name
    edge, totals, group, numbers = (
        shell(f"{name}Edge"),
        shell(f"{name}Aggregate"),
        shell(f"{name}Group"),
        shell(f"{name}Measures"),
    )
    fill(edge, {"cursor": (str, _out("The place of this row in the list.")), "node": (kinds.output, _out("The row."))})
    strawberry.type(edge, description=f"One {name} of a list, with its cursor.")
    figures: dict[str, tuple[Any, Any]] = {"count": (int, _out("How many rows."))}
    measured = measures(entry)
    if measured:
        fill(
            numbers,
            {one.name: (Optional[PYTHON_TYPES[Kind.DECIMAL]], _out(_describe_field(one))) for one in measured.values()},
        )
        strawberry.type(numbers, description=f"The numbers of {name} rows that can be added up.")
        for function, text in (("sum", "Sums."), ("avg", "Averages."), ("min", "Smallest."), ("max", "Largest.")):
            figures[function] = (numbers, _out(text))
    fill(totals, figures)
    strawberry.type(totals, description=f"Figures over all rows of a {name} list, not only its page.")
    fields: dict[str, tuple[Any, Any]] = {
        "nodes": (list[kinds.output], _out("The rows of the page.")),  # type: ignore[name-defined]
        "edges": (list[edge], _out("The rows of the page with their cursors.")),  # type: ignore[valid-type]
        "page_info": (PageInfo, _out("Where the page stands in the list.")),
        "total_count": (int, _out("How many rows the list has, counted up to 10,000.")),
        "total_count_capped": (bool, _out("Whether there are more than 10,000 rows.")),
        "aggregate": (totals, _out("Figures over the whole list.")),
    }
    fill(kinds.connection, fields)
    keys = groupable(entry)
    if keys:
        fill(group, {"keys": (list[GroupKey], _out("The values of the group, in the order asked for.")), **figures})
        strawberry.type(group, description=f"One group of {name} rows.")
        kinds.connection.groups = _groups_field(entry, group, keys)  # type: ignore[attr-defined]
    strawberry.type(kinds.connection, description=f"A page of {name} rows, with figures over the whole list.")


def _groups_field(entry: CatalogObject, group: type, keys: dict[str, CatalogField]) -> Any:
    text = f"What {entry.type_name} rows can be grouped by."
    options = _fields_enum(f"{entry.type_name}GroupField", keys, text)
    by = shell(f"{entry.type_name}GroupBy")
    fill(
        by,
        {
            "field": (options, strawberry.field(description="The field.")),
            "granularity": (Optional[Granularity], _unset("For dates: the length of a period.")),
        },
    )
    by_input = strawberry.input(by, description=f"One key to group {entry.type_name} rows by.")

    def resolver(
        root: Any,
        by: Annotated[list[by_input], _argument("The keys, 1 to 3.")],  # type: ignore[valid-type]
        first: Annotated[int | None, _argument("How many groups: 0 to 1,000, 100 when left out.")] = None,
    ) -> Any:
        raise RuntimeError("This field is answered by the compiler.")

    return strawberry.field(
        resolver=resolver,
        graphql_type=list[group],  # type: ignore[valid-type]
        description="The rows in groups, with figures.",
    )


def _inputs(entry: CatalogObject) -> None:
    kinds, name = KINDS[entry.name], entry.type_name
    where: dict[str, tuple[Any, Any]] = {
        "and_": (Optional[list[kinds.where]], _unset("All of these.", name="and")),  # type: ignore[name-defined]
        "or_": (Optional[list[kinds.where]], _unset("Any of these.", name="or")),  # type: ignore[name-defined]
        "not_": (Optional[kinds.where], _unset("Not this.", name="not")),
        "id": (Optional[IDComparison], _unset("The record's id.")),
    }
    for name_by_id, (_, text) in BY_ID.get(entry.name, {}).items():
        where[name_by_id] = (Optional[IDComparison], _unset(text))
    for one in entry.readable():
        if not one.info.filterable:
            continue
        if one.info.kind is Kind.LINK:
            if one.info.link in OBJECTS:
                where[one.name] = (Optional[IDComparison], _unset(f"{one.info.en}, by id. ({one.info.zh})"))
                target = KINDS[str(one.info.link)].where
                where[one.name.removesuffix("_id")] = (Optional[target], _unset(f"{one.info.en}, by its fields."))
        else:
            kind = enum_comparison(one.info.enum) if one.info.enum else COMPARISONS[one.info.kind]
            where[one.name] = (Optional[kind], _unset(_describe_field(one)))
    fill(kinds.where, where)
    strawberry.input(kinds.where, description=f"Filters {name} rows; all that is given must hold.")
    sortable = {one.order_name: one for one in entry.readable() if one.info.sortable}
    options = _fields_enum(f"{name}OrderField", sortable, f"What {name} rows can be sorted by.")
    fill(
        kinds.order,
        {
            "field": (options, strawberry.field(description="The field.")),
            "direction": (OrderDirection, strawberry.field(default=OrderDirection.ASC, description="Which way.")),
        },
    )
    strawberry.input(kinds.order, description=f"One sort key of a {name} list.")


def input_type(
    name: str, entry: CatalogObject, *, update: bool, extra: dict[str, tuple[Any, Any]] | None = None
) -> type:
    """The input of a create or update verb: the writable fields of the object, and what the verb adds."""
    fields: dict[str, tuple[Any, Any]] = {}
    for one in writable(entry, update=update):
        fields[one.name] = (Optional[_input_annotation(one.info)], _unset(_describe_field(one)))
    if update:
        fields = {
            "id": (strawberry.ID, strawberry.field(description=f"The {entry.en.lower()}.")),
            "version": (int, strawberry.field(description="The version the caller saw; a stale one is a CONFLICT.")),
            **fields,
        }
    else:
        fields["idempotency_key"] = (Optional[str], _unset("The same key gives the same answer for 30 days."))
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
