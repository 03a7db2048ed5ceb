"""The live feed of deals: what happened, told only to those who may see the deal or could until now."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any, Optional

import strawberry
from strawberry import Info

from weir.catalog.declare import Labelled
from weir.catalog.ids import key_of
from weir.graphql.basics import enum_of
from weir.graphql.feed import Feed
from weir.graphql.inputs import ID


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
    kinds=DealChangeKind,
    kind_of=KIND_OF,
    losing=("voided", "transferred", "unshared", "handed_over"),
    before="(select id, pipeline_id, account_id, partner_id, null::timestamptz as deleted_at,"
    " coalesce(%(was_owner)s::uuid, owner_id) as owner_id,"
    " coalesce(%(was_department)s::uuid, department_id) as department_id from deal)",
    watched="(%(pipeline)s::uuid is null or x.pipeline_id = %(pipeline)s::uuid)",
)


def subscriptions() -> dict[str, Any]:
    """The live feed of deals."""
    change = FEED.change()

    async def deal_changed(root: Any, info: Info, pipeline_id: Watched = None) -> AsyncIterator[change]:  # type: ignore[valid-type]
        async with aclosing(FEED.hear(info.context, pipeline=key_of(pipeline_id, "pipeline"))) as feed:
            async for event in feed:
                yield event

    text = "Changes of deals the viewer may see, of one pipeline or all."
    return {"deal_changed": strawberry.subscription(resolver=deal_changed, description=text)}
