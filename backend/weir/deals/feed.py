"""The live feed of deals: what happened, told only to those who may see the deal or could until now."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any, Optional

import strawberry
from strawberry import Info

from weir.catalog.declare import Labelled
from weir.catalog.ids import encode, key_of
from weir.catalog.registry import object_of
from weir.deals.model import Deal
from weir.graphql.basics import enum_of
from weir.graphql.feed import Feed, Heard
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


FEED = Feed(
    "deal",
    losing=("voided", "transferred", "unshared", "handed_over"),
    before="(select id, pipeline_id, account_id, partner_id, null::timestamptz as deleted_at,"
    " coalesce(%(was_owner)s::uuid, owner_id) as owner_id,"
    " coalesce(%(was_department)s::uuid, department_id) as department_id from deal)",
    watched="(%(pipeline)s::uuid is null or x.pipeline_id = %(pipeline)s::uuid)",
)


class DealEvent:
    """The value behind `DealChange`."""

    def __init__(self, heard: Heard):
        gone = DealChangeKind.REMOVED if heard.is_gone else KIND_OF.get(heard.verb, DealChangeKind.UPDATED)
        self.kind = gone if heard.key else DealChangeKind.RESYNC
        self.key = heard.key
        self.id = encode("deal", heard.key) if heard.key else None
        self.actor_id = heard.actor_id


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
        async with aclosing(FEED.hear(info.context, pipeline=key_of(pipeline_id, "pipeline"))) as feed:
            async for heard in feed:
                yield DealEvent(heard)

    text = "Changes of deals the viewer may see, of one pipeline or all."
    return {"deal_changed": strawberry.subscription(resolver=deal_changed, description=text)}
