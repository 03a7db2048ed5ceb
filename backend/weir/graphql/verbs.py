"""How a verb becomes a mutation: one `input`, a payload with the record and `userErrors`, a savepoint, the answer read back."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, Optional
from uuid import UUID

import strawberry
from graphql import GraphQLResolveInfo
from strawberry import Info

from weir.access.viewer import Viewer
from weir.catalog.registry import CatalogObject, camel
from weir.changing.change import Change
from weir.changing.idempotency import recall, remember
from weir.changing.refusing import UNDONE, refusals_of
from weir.errors import Refusal
from weir.graphql.basics import UserError
from weir.graphql.errors import ApiError
from weir.graphql.kinds import KINDS, fill, shell
from weir.graphql.operation import Operation


@dataclass
class Outcome:
    """What a verb did: the key of the record it answers with, and what its payload carries besides."""

    key: UUID | None = None
    extra: dict[str, Any] = field(default_factory=dict)


Action = Callable[[Change, dict[str, Any]], Awaitable[Outcome]]
# What answers the mutation fields: the actions take the input as GraphQL has coerced it, so nothing has to convert it once more.
VERBS: dict[str, Callable[..., Awaitable[Any]]] = {}


class _Payload:
    """The value behind every payload type."""

    def __init__(self, outcome: Outcome, errors: list[UserError]):
        self.outcome = outcome
        self.user_errors = errors
        for name, value in outcome.extra.items():
            setattr(self, name, value)


def record_field(
    entry: CatalogObject, description: str, *, several: bool = False, name: str | None = None, only: bool = False
) -> Any:
    """A payload field holding the record the verb answers with.

    `several`: the records whose keys stand in `outcome.extra["<name>_keys"]`. `only`: null unless `outcome.extra["about"]` names
    this object, for verbs that work on records of several kinds.
    """
    output = KINDS[entry.name].output

    async def one(self: Any, info: Info) -> Any:
        operation: Operation = info.context
        if only and self.outcome.extra.get("about") != entry.name:
            return None
        return await operation.one(entry, self.outcome.key, info._raw_info.field_nodes)

    async def many(self: Any, info: Info) -> Any:
        operation: Operation = info.context
        keys = self.outcome.extra.get(f"{name}_keys", [])
        found = await asyncio.gather(*(operation.one(entry, key, info._raw_info.field_nodes) for key in keys))
        return [record for record in found if record is not None]

    resolver = many if several else one
    kind = list[output] if several else Optional[output]  # type: ignore[valid-type]
    return strawberry.field(resolver=resolver, graphql_type=kind, description=description, name=name and camel(name))


def payload_type(
    name: str, entry: CatalogObject | None, extra: dict[str, tuple[Any, Any]] | None = None, **fields: Any
) -> type:
    """`<Verb><Noun>Payload { <noun>, userErrors }`, with what the verb adds."""
    cls = shell(name)
    cls.__annotations__["user_errors"] = list[UserError]
    cls.user_errors = strawberry.field(description="Why nothing was done; empty when it was.")  # type: ignore[attr-defined]
    if entry is not None:
        setattr(cls, entry.name, record_field(entry, f"The {entry.en.lower()} as it is now."))
    fill(cls, extra or {})
    for field_name, value in fields.items():
        setattr(cls, field_name, value)
    return strawberry.type(cls, description=f"What {name.removesuffix('Payload')} answers.")


def verb(
    name: str,
    action: Action,
    input_cls: type,
    payload: type,
    description: str,
    *,
    entry: CatalogObject | None = None,
    defaults: dict[str, Any] | None = None,
) -> Any:
    """The mutation field of an action. `defaults` are payload values when nothing was done."""

    text = strawberry.argument(description="What the verb needs.")

    async def resolver(root: Any, input: Annotated[input_cls, text]) -> Any:  # type: ignore[valid-type]
        raise RuntimeError("This field is answered by the verb.")

    async def answer(_: Any, info: GraphQLResolveInfo[Any], input: dict[str, Any]) -> Any:
        return await perform(info.context, name, action, input, entry, defaults or {})

    VERBS[name] = answer
    return strawberry.mutation(resolver=resolver, graphql_type=payload, description=description, name=name)


async def perform(
    operation: Operation,
    name: str,
    action: Action,
    given: dict[str, Any],
    entry: CatalogObject | None,
    defaults: dict[str, Any],
) -> Any:
    """Runs an action in a savepoint of the operation's transaction and answers with its outcome or its refusals."""
    session = operation.session
    if session is None:
        raise ApiError("BAD_REQUEST", "A mutation needs a transaction.")
    change = Change(session, operation.viewer, operation.request_id, operation.app, report=operation.report)
    key = given.get("idempotencyKey")
    try:
        async with _undoable(operation):
            stored = await recall(change, key, name, given)
            if stored is not None:
                kept = {field: value for field, value in stored.items() if field != "key"}
                outcome = Outcome(UUID(stored["key"]) if stored.get("key") else None, {**defaults, **kept})
                return _Payload(outcome, [])
            outcome = await action(change, given)
            await change.finish()
            about = {"about": outcome.extra["about"]} if "about" in outcome.extra else {}
            await remember(change, key, {"key": outcome.key, **about})
        operation.afterwards += change.afterwards
        return _Payload(Outcome(outcome.key, {**defaults, **outcome.extra}), [])
    except UNDONE as error:
        refusals = refusals_of(error)
    if operation.is_single:
        await session.rollback()
    session.expire_all()
    data: dict[str, Any] = {}
    for one in refusals:
        data.update(one.data)
    owner = data.pop("object", None)
    current = data.pop("key", None) if owner is not None and (entry is None or owner == entry.name) else None
    if owner is not None:
        data["about"] = owner
    errors = [user_error(one, operation.viewer) for one in refusals]
    return _Payload(Outcome(current, {**defaults, **data}), errors)


@contextlib.asynccontextmanager
async def _undoable(operation: Operation) -> AsyncIterator[None]:
    """A savepoint where other verbs share the transaction; alone, the transaction itself is what is undone."""
    assert operation.session is not None
    if operation.is_single:
        yield
        return
    async with operation.session.begin_nested():
        yield


def user_error(refusal: Refusal, viewer: Viewer) -> UserError:
    """A refusal as callers see it."""
    return UserError(code=refusal.code, field=list(refusal.field), message=refusal.message(viewer.locale))
