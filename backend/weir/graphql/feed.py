"""Live feeds: what happened to a record is told only to those who may see it, or could until now."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import Any, Optional
from uuid import UUID

import strawberry
from strawberry import Info

from weir.access.predicate import visible
from weir.catalog.declare import Labelled
from weir.catalog.ids import encode
from weir.catalog.registry import OBJECTS
from weir.graphql.errors import ApiError
from weir.graphql.inputs import ID
from weir.graphql.kinds import KINDS
from weir.graphql.operation import Operation


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. Without a key there was a gap: what is shown must be read anew."""

    verb: str
    kind: Labelled
    key: UUID | None
    id: str | None
    actor_id: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed of one kind of record."""

    object: str
    """Its name in the catalog."""
    kinds: type[Labelled]
    """What can happen: UPDATED, REMOVED, RESYNC and what else the object has."""
    kind_of: Mapping[str, Labelled]
    """What each verb means; what is not there is an update."""
    losing: tuple[str, ...]
    """The verbs after which a viewer may have lost sight of it."""
    before: str
    """The rows as they were before an event: SQL over the event's `was_owner`, `was_department`, `was_pool`, `was_partner`;
    `knows_owner` says whether it tells of an owner at all."""
    watched: str
    """Of all in sight those that are watched, as a condition on `x` over the arguments of `hear`."""

    def change(self) -> Any:
        """The type of its events in the API."""
        entry, output = OBJECTS[self.object], KINDS[self.object].output
        noun = entry.en.lower()
        one = f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"

        async def record(root: Any, info: Info) -> Any:
            operation: Operation = info.context
            return await operation.one(entry, root.key, info._raw_info.field_nodes)

        class Change:
            """A change of a record, as its receiver may see it."""

            kind: self.kinds = strawberry.field(description="What happened; RESYNC means: fetch anew.")  # type: ignore[name-defined]
            id: ID | None = strawberry.field(description=f"The {noun}.")
            actor_id: ID | None = strawberry.field(description="Who did it.")

        now = f"The {noun} as it is now, masked as it is read; null when it is gone for the viewer."
        setattr(Change, self.object, strawberry.field(resolver=record, graphql_type=Optional[output], description=now))
        text = f"A change of {one}, told only to those who may see the {noun}."
        return strawberry.type(Change, name=f"{entry.type_name}Change", description=text)

    async def hear(self, operation: Operation, **watched: Any) -> AsyncGenerator[Event, None]:
        """What happens from now on. Raises `ApiError` when the viewer's session has ended."""
        async with operation.app.hub.subscribe() as queue:
            while True:
                event = await queue.get()
                if event["type"] == "resync":
                    yield Event("", self.kinds["RESYNC"], None, None, None)
                    continue
                if event.get("object") != self.object:
                    continue
                if not await operation.app.viewers.still_valid(operation.viewer):
                    raise ApiError("UNAUTHENTICATED", "Sign in again.")
                key, verb = UUID(event["id"]), event["type"].partition(".")[2]
                # Partners see no users but their own.
                actor = event.get("actor") if visible("user", "u", operation.viewer) == "true" else None
                actor_id = encode("user", UUID(actor)) if actor and actor != "None" else None
                name = encode(self.object, key)
                if await self.sees(operation, key, **watched):
                    yield Event(verb, self.kind_of.get(verb, self.kinds["UPDATED"]), key, name, actor_id)
                elif verb in self.losing and await self._saw(operation, key, event, watched):
                    yield Event(verb, self.kinds["REMOVED"], key, name, actor_id)

    async def sees(self, operation: Operation, key: UUID, **watched: Any) -> bool:
        """Whether the viewer may see the record, and it is one of those watched."""
        return await self._visible(operation, self.object, {"key": key, **watched})

    async def _saw(self, operation: Operation, key: UUID, event: dict[str, Any], watched: dict[str, Any]) -> bool:
        """Whether the viewer could see it before the event: only then may they learn that it is gone for them."""
        if event.get("was_shared_with") == str(operation.viewer.user_id):
            return True
        was = {name: event.get(name) for name in ("was_owner", "was_department", "was_pool", "was_partner")}
        values = {"key": key, **was, "knows_owner": "was_owner" in event, **watched}
        return await self._visible(operation, self.before, values)

    async def _visible(self, operation: Operation, source: str, values: dict[str, Any]) -> bool:
        test = visible(self.object, "x", operation.viewer)
        sql = f"select exists (select 1 from {source} x where x.id = %(key)s and {self.watched} and {test})"
        row = await operation.fetch(sql, {**operation.viewer.params, **values})
        return bool(row and row[0])
