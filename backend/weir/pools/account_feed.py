"""The live feed of accounts: what happened, told only to those who may see the account or could until now."""

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
class AccountChangeKind(Labelled):
    """What happened to an account."""

    CREATED = "CREATED", "新建", "Created or restored"
    UPDATED = "UPDATED", "更新", "Changed, claimed or given back, and still in sight"
    REMOVED = "REMOVED", "移除", "Voided, or out of sight"
    RESYNC = "RESYNC", "重新获取", "There was a gap: fetch anew"


KIND_OF = {
    "created": AccountChangeKind.CREATED,
    "restored": AccountChangeKind.CREATED,
    "voided": AccountChangeKind.REMOVED,
}
# Before it had an owner it waited in its pool. Nothing is assumed that would have shown it to more people than saw it.
BEFORE = """(select id, partner_id, null::timestamptz as deleted_at,
    case when %(knows_owner)s then %(was_owner)s::uuid else owner_id end as owner_id,
    coalesce(%(was_department)s::uuid, department_id) as department_id, coalesce(%(was_pool)s::uuid, pool_id) as pool_id
    from account)"""
FEED = Feed(
    "account",
    kinds=AccountChangeKind,
    kind_of=KIND_OF,
    losing=(
        "voided", "claimed", "assigned", "transferred", "returned", "moved_to_pool", "unshared", "handed_over", "recycled",
    ),
    before=BEFORE,
    watched="(%(pool)s::uuid is null or x.pool_id = %(pool)s::uuid)",
)  # fmt: skip
Watched = Annotated[Optional[ID], strawberry.argument(description="Only accounts of this pool and under its rules.")]


def subscriptions() -> dict[str, Any]:
    """The live feed of accounts."""
    change = FEED.change()

    async def account_changed(root: Any, info: Info, pool_id: Watched = None) -> AsyncIterator[change]:  # type: ignore[valid-type]
        async with aclosing(FEED.hear(info.context, pool=key_of(pool_id, "account_pool"))) as feed:
            async for event in feed:
                yield event

    text = "Changes of accounts the viewer may see, of one pool or all."
    return {"account_changed": strawberry.subscription(resolver=account_changed, description=text)}
