"""The live feed of leads: what happened, told only to those who may see the lead or could until now."""

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
class LeadChangeKind(Labelled):
    """What happened to a lead."""

    CREATED = "CREATED", "新建", "Created or restored"
    UPDATED = "UPDATED", "更新", "Changed, claimed or given back, and still in sight"
    REMOVED = "REMOVED", "移除", "Voided, or out of sight"
    RESYNC = "RESYNC", "重新获取", "There was a gap: fetch anew"


KIND_OF = {
    "created": LeadChangeKind.CREATED,
    "restored": LeadChangeKind.CREATED,
    "voided": LeadChangeKind.REMOVED,
    "merged_away": LeadChangeKind.REMOVED,
}
# Before it had an owner it waited in its pool, and who has just accepted it by taking it had not done so before. Nothing is assumed
# that would have shown it to more people than saw it.
BEFORE = """(select id, coalesce(%(was_partner)s::uuid, partner_id) as partner_id, null::timestamptz as deleted_at,
    case when %(knows_owner)s then %(was_owner)s::uuid else owner_id end as owner_id,
    coalesce(%(was_department)s::uuid, department_id) as department_id,
    case when not %(knows_owner)s then status when %(was_owner)s::uuid is null then 'UNASSIGNED' else 'WORKING' end as status,
    coalesce(%(was_pool)s::uuid, pool_id) as pool_id, case when %(knows_owner)s and %(was_owner)s::uuid is null
        then nullif(accepted_at, owner_since) else accepted_at end as accepted_at from lead)"""
FEED = Feed(
    "lead",
    kinds=LeadChangeKind,
    kind_of=KIND_OF,
    losing=(
        "voided", "claimed", "assigned", "transferred", "returned", "moved_to_pool", "merged_away", "merged", "unshared",
        "handed_over", "recycled", "overdue", "partner_set",
    ),
    before=BEFORE,
    watched="(%(pool)s::uuid is null or x.pool_id = %(pool)s::uuid)",
)  # fmt: skip
Watched = Annotated[Optional[ID], strawberry.argument(description="Only leads of this pool and under its rules.")]


def subscriptions() -> dict[str, Any]:
    """The live feed of leads."""
    change = FEED.change()

    async def lead_changed(root: Any, info: Info, pool_id: Watched = None) -> AsyncIterator[change]:  # type: ignore[valid-type]
        async with aclosing(FEED.hear(info.context, pool=key_of(pool_id, "lead_pool"))) as feed:
            async for event in feed:
                yield event

    text = "Changes of leads the viewer may see, of one pool or all."
    return {"lead_changed": strawberry.subscription(resolver=lead_changed, description=text)}
