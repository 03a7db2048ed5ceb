"""The live feed of deals: what happened, told only to those who may see the deal or could until now."""

from collections.abc import AsyncIterator
from typing import Annotated, Any, Optional
from uuid import UUID

import strawberry
from strawberry import Info

from weir.access.predicate import visible
from weir.catalog.declare import Labelled
from weir.catalog.ids import encode, key_of
from weir.catalog.registry import object_of
from weir.deals.model import Deal
from weir.graphql.basics import enum_of
from weir.graphql.errors import ApiError
from weir.graphql.inputs import ID
from weir.graphql.kinds import KINDS
from weir.graphql.operation import Operation


@enum_of
class DealChangeKind(Labelled):
    """What happened to a deal."""

    CREATED = "CREATED", "新建", "Created or restored"
    UPDATED = "UPDATED", "更新", "Updated"
    MOVED = "MOVED", "移动", "Moved to a stage or a place"
    REMOVED = "REMOVED", "移除", "Voided, or out of sight"
    RESYNC = "RESYNC", "重新获取", "There was a gap: fetch anew"


Watched = Annotated[Optional[ID], strawberry.argument(description="Only deals of this pipeline.")]


KIND_OF = {
    "created": DealChangeKind.CREATED,
    "opened": DealChangeKind.CREATED,
    "restored": DealChangeKind.CREATED,
    "moved": DealChangeKind.MOVED,
    "ranked": DealChangeKind.MOVED,
    "move_undone": DealChangeKind.MOVED,
    "reopened": DealChangeKind.MOVED,
    "voided": DealChangeKind.REMOVED,
}


# After these a viewer may have lost sight of the deal.
LOSING = ("voided", "transferred", "unshared", "handed_over")


class DealEvent:
    """The value behind `DealChange`."""

    def __init__(self, kind: DealChangeKind, key: UUID | None, actor: str | None):
        self.kind = kind
        self.key = key
        self.id = encode("deal", key) if key else None
        self.actor_id = encode("user", UUID(actor)) if actor and actor != "None" else None


def subscriptions() -> dict[str, Any]:
    """The live feed of deals."""
    output = KINDS["deal"].output

    async def deal(self: Any, info: Info) -> Any:
        operation: Operation = info.context
        return await operation.one(object_of(Deal), self.key, info._raw_info.field_nodes)

    class DealChange:
        """A change of a deal, as its receiver may see it."""

        kind: DealChangeKind = strawberry.field(description="What happened; RESYNC means: fetch anew.")
        id: ID | None = strawberry.field(description="The deal.")
        actor_id: ID | None = strawberry.field(description="Who did it.")

    DealChange.deal = strawberry.field(  # type: ignore[attr-defined]
        resolver=deal,
        graphql_type=Optional[output],
        description="The deal as it is now; null when it is gone for the viewer.",
    )
    kind = strawberry.type(DealChange, description="A change of a deal, told only to those who may see the deal.")

    async def deal_changed(root: Any, info: Info, pipeline_id: Watched = None) -> AsyncIterator[kind]:  # type: ignore[valid-type]
        operation: Operation = info.context
        entry = object_of(Deal)
        wanted = key_of(pipeline_id, "pipeline")
        async with operation.app.hub.subscribe() as queue:
            while True:
                event = await queue.get()
                # Partners see no users but their own.
                actor = event.get("actor") if visible("user", "u", operation.viewer) == "true" else None
                if event["type"] == "resync":
                    yield DealEvent(DealChangeKind.RESYNC, None, None)
                elif event.get("object") == entry.name:
                    if not await operation.app.viewers.still_valid(operation.viewer):
                        raise ApiError("UNAUTHENTICATED", "Sign in again.")
                    key = UUID(event["id"])
                    verb_name = event["type"].partition(".")[2]
                    if await sees(operation, key, wanted):
                        yield DealEvent(KIND_OF.get(verb_name, DealChangeKind.UPDATED), key, actor)
                    elif verb_name in LOSING and await saw(operation, key, wanted, event):
                        yield DealEvent(DealChangeKind.REMOVED, key, actor)

    text = "Changes of deals the viewer may see, of one pipeline or all."
    return {"deal_changed": strawberry.subscription(resolver=deal_changed, description=text)}


async def sees(operation: Operation, key: UUID, pipeline: UUID | None) -> bool:
    """Whether the viewer may see the deal (and it is of the pipeline they watch)."""
    return await _visible(operation, "deal", key, pipeline, {})


async def saw(operation: Operation, key: UUID, pipeline: UUID | None, event: dict[str, Any]) -> bool:
    """Whether the viewer could see the deal before the event: only then may they learn that it is gone for them."""
    if event.get("was_shared_with") == str(operation.viewer.user_id):
        return True
    before = {"was_owner": event.get("was_owner"), "was_department": event.get("was_department")}
    source = (
        "(select id, pipeline_id, account_id, partner_id, null::timestamptz as deleted_at,"
        " coalesce(%(was_owner)s::uuid, owner_id) as owner_id,"
        " coalesce(%(was_department)s::uuid, department_id) as department_id from deal)"
    )
    return await _visible(operation, source, key, pipeline, before)


async def _visible(operation: Operation, source: str, key: UUID, pipeline: UUID | None, more: dict[str, Any]) -> bool:
    test = visible("deal", "d", operation.viewer)
    params = {**operation.viewer.params, "key": key, "pipeline": pipeline, **more}
    wanted = "(%(pipeline)s::uuid is null or d.pipeline_id = %(pipeline)s::uuid)"
    sql = f"select exists (select 1 from {source} d where d.id = %(key)s and {wanted} and {test})"
    row = await operation.fetch(sql, params)
    return bool(row and row[0])
