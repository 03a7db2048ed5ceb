"""Custom fields in the schema that is served: put into the types of their object when they are made, taken out when they are gone.

The committed schema knows none of them. Every type here is read by the compiler and every input by the verbs, by name; neither
goes through Strawberry's classes, so nothing else has to be rebuilt and a new field is there with the next request.
"""

from collections.abc import Callable, Iterator
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
)

from weir.catalog.custom import PREFIX, customizable
from weir.catalog.declare import Kind
from weir.catalog.registry import CatalogField, CatalogObject, camel
from weir.graphql.filters import COMPARISONS
from weir.graphql.kinds import describe_field
from weir.graphql.record_inputs import INPUTS
from weir.reading.aggregate import groupable, measures

API_PREFIX = camel(PREFIX + "x")[:-1]
ENUM_PREFIX = PREFIX.upper()


def shaped_by_fields(schema: GraphQLSchema) -> Callable[[], None]:
    """What gives the schema the custom fields the catalog has now."""

    def reshape() -> None:
        for entry in customizable():
            _clear(schema, entry)
            fields = [one for one in entry.readable() if one.key is not None]
            for one in fields:
                _add(schema, entry, one)

    return reshape


def _types(schema: GraphQLSchema, entry: CatalogObject) -> Iterator[Any]:
    name = entry.type_name
    inputs = [made for made, of in INPUTS.items() if of == entry.name]
    parts = (name, f"{name}Where", f"{name}Measures", f"{name}OrderField", f"{name}GroupField", *inputs)
    return (schema.type_map[one] for one in parts if one in schema.type_map)


def _clear(schema: GraphQLSchema, entry: CatalogObject) -> None:
    for kind in _types(schema, entry):
        parts, prefix = (kind.values, ENUM_PREFIX) if isinstance(kind, GraphQLEnumType) else (kind.fields, API_PREFIX)
        for name in [name for name in parts if _is_custom(name, prefix)]:
            del parts[name]


def _is_custom(name: str, prefix: str) -> bool:
    after = name[len(prefix) : len(prefix) + 1]
    return name.startswith(prefix) and after.isupper()


def _add(schema: GraphQLSchema, entry: CatalogObject, one: CatalogField) -> None:
    name, text = entry.type_name, describe_field(one)
    get: Any = schema.type_map.__getitem__
    plain = _scalar(schema, one.info.kind)
    output: GraphQLObjectType = get(name)
    output.fields[one.api_name] = GraphQLField(plain, description=text)
    where: GraphQLInputObjectType = get(f"{name}Where")
    comparison = COMPARISONS.get(one.info.kind, COMPARISONS[Kind.STRING]).__name__
    where.fields[one.api_name] = GraphQLInputField(get(comparison), description=text)
    for made, of in INPUTS.items():
        if of == entry.name:
            get(made).fields[one.api_name] = GraphQLInputField(plain, description=text)
    if one.info.sortable:
        _value(get(f"{name}OrderField"), one, text)
    if one.order_name in groupable(entry):
        _value(get(f"{name}GroupField"), one, text)
    if one.api_name in measures(entry):
        get(f"{name}Measures").fields[one.api_name] = GraphQLField(_scalar(schema, Kind.DECIMAL), description=text)


def _scalar(schema: GraphQLSchema, kind: Kind) -> Any:
    named = {Kind.DECIMAL: "Decimal", Kind.DATE: "Date", Kind.DATETIME: "DateTime"}
    if kind in named:
        return schema.type_map[named[kind]]
    if kind is Kind.TAGS:
        return GraphQLList(GraphQLNonNull(GraphQLString))
    return {Kind.INT: GraphQLInt, Kind.BOOL: GraphQLBoolean}.get(kind, GraphQLString)


def _value(options: Any, one: CatalogField, text: str) -> None:
    # Strawberry's enum turns what it reads into a member of its class; of a custom field there is none.
    options.wrapped_cls = str
    options.values[one.order_name] = GraphQLEnumValue(one.order_name, description=text)
