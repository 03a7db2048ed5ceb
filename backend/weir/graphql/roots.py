"""The root fields every object has: its list and its single record, and `node` / `nodes`."""

import asyncio
from typing import Annotated, Any, Optional

import strawberry
from graphql import GraphQLResolveInfo, GraphQLSchema
from strawberry import Info

from weir.catalog.ids import decode, key_of
from weir.catalog.registry import OBJECTS, CatalogObject, camel
from weir.graphql.basics import Node
from weir.graphql.errors import ApiError
from weir.graphql.inputs import RecordID
from weir.graphql.kinds import KINDS
from weir.graphql.lists import list_field
from weir.graphql.operation import Operation
from weir.graphql.verbs import VERBS

MAX_NODES = 100
RecordIDs = Annotated[list[strawberry.ID], strawberry.argument(description=f"At most {MAX_NODES} global ids.")]


def add_roots(query: type) -> None:
    """Gives the query class the list and the single field of every object that has them."""
    for entry in sorted(OBJECTS.values(), key=lambda one: one.name):
        if entry.root:
            setattr(query, entry.plural, list_field(entry, f"The {entry.en.lower()} list. ({entry.zh})", root=True))
        setattr(query, _single_name(entry), _single(entry))


def answer_roots(schema: GraphQLSchema) -> None:
    """Lets compiler and verbs answer their fields directly: they read the arguments themselves, nothing has to convert them first."""
    for name, answer in VERBS.items():
        schema.mutation_type.fields[name].resolve = answer  # type: ignore[union-attr]
    fields = schema.query_type.fields  # type: ignore[union-attr]
    for entry in OBJECTS.values():
        if entry.root:
            fields[entry.plural].resolve = _list_resolver(entry)
        fields[_single_name(entry)].resolve = _single_resolver(entry)


def _single_name(entry: CatalogObject) -> str:
    return "file" if entry.name == "attachment" else camel(entry.name)


def _list_resolver(entry: CatalogObject) -> Any:
    def resolve(_: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        operation: Operation = info.context
        return operation.connection(entry, arguments, info.field_nodes, str(info.path.key))

    return resolve


def _single_resolver(entry: CatalogObject) -> Any:
    def resolve(_: Any, info: GraphQLResolveInfo[Any], id: str) -> Any:
        operation: Operation = info.context
        return operation.one(entry, key_of(id, entry.name), info.field_nodes, said=True, at=str(info.path.key))

    return resolve


def _single(entry: CatalogObject) -> Any:
    def resolver(root: Any, id: RecordID) -> Any:
        raise RuntimeError("This field is answered by the compiler.")

    kind = Optional[KINDS[entry.name].output]  # type: ignore[valid-type]
    text = f"One {entry.en.lower()} by id; null when it does not exist for the viewer. ({entry.zh})"
    return strawberry.field(resolver=resolver, graphql_type=kind, description=text)


@strawberry.type
class NodeQuery:
    """Any record by its global id."""

    @strawberry.field(description="Any record by its global id; null when it does not exist for the viewer.")  # type: ignore[untyped-decorator]
    async def node(self, info: Info, id: RecordID) -> Node | None:
        return await _node(info, id)  # type: ignore[no-any-return]

    @strawberry.field(  # type: ignore[untyped-decorator]
        description="Records by their global ids, in that order; null where one does not exist for the viewer."
    )
    async def nodes(self, info: Info, ids: RecordIDs) -> list[Node | None]:
        if len(ids) > MAX_NODES:
            raise ApiError("BAD_USER_INPUT", f"At most {MAX_NODES} ids.")
        return list(await asyncio.gather(*(_node(info, one) for one in ids)))


async def _node(info: Info, id: str) -> Any:
    operation: Operation = info.context
    found = decode(id)
    if found is None:
        return None
    return await operation.one(found[0], found[1], info._raw_info.field_nodes, said=True)
