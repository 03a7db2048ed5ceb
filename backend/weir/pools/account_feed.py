"""The live feed of accounts: what happened, told only to those who may see the account or could until now."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any, Optional

import strawberry
from strawberry import Info

from weir.accounts.model import Account
from weir.catalog.declare import Labelled
from weir.catalog.ids import encode, key_of
from weir.catalog.registry import object_of
from weir.graphql.basics import enum_of
from weir.graphql.feed import Feed, Heard
from weir.graphql.inputs import ID
from weir.graphql.kinds import KINDS
from weir.graphql.operation import Operation


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
    losing=(
        "voided", "claimed", "assigned", "transferred", "returned", "moved_to_pool", "unshared", "handed_over", "recycled",
    ),
    before=BEFORE,
    watched="(%(pool)s::uuid is null or x.pool_id = %(pool)s::uuid)",
)  # fmt: skip
Watched = Annotated[Optional[ID], strawberry.argument(description="Only accounts of this pool and under its rules.")]


class AccountEvent:
    """The value behind `AccountChange`."""

    def __init__(self, heard: Heard):
        kind = AccountChangeKind.REMOVED if heard.is_gone else KIND_OF.get(heard.verb, AccountChangeKind.UPDATED)
        self.kind = kind if heard.key else AccountChangeKind.RESYNC
        self.key = heard.key
        self.id = encode("account", heard.key) if heard.key else None
        self.actor_id = heard.actor_id


def subscriptions() -> dict[str, Any]:
    """The live feed of accounts."""
    output = KINDS["account"].output

    async def account(self: Any, info: Info) -> Any:
        operation: Operation = info.context
        return await operation.one(object_of(Account), self.key, info._raw_info.field_nodes)

    class AccountChange:
        """A change of an account, as its receiver may see it."""

        kind: AccountChangeKind = strawberry.field(description="What happened; RESYNC means: fetch anew.")
        id: ID | None = strawberry.field(description="The account.")
        actor_id: ID | None = strawberry.field(description="Who did it.")

    AccountChange.account = strawberry.field(  # type: ignore[attr-defined]
        resolver=account,
        graphql_type=Optional[output],
        description="The account as it is now, masked as it is read; null when it is gone for the viewer.",
    )
    kind = strawberry.type(AccountChange, description="A change of an account, told only to those who may see it.")

    async def account_changed(root: Any, info: Info, pool_id: Watched = None) -> AsyncIterator[kind]:  # type: ignore[valid-type]
        async with aclosing(FEED.hear(info.context, pool=key_of(pool_id, "account_pool"))) as feed:
            async for heard in feed:
                yield AccountEvent(heard)

    text = "Changes of accounts the viewer may see, of one pool or all."
    return {"account_changed": strawberry.subscription(resolver=account_changed, description=text)}
