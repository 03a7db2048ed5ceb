"""Pools in the API: their settings, and what is done with the accounts in them. Those of leads are with the leads."""

from typing import Any, Optional

import strawberry

from weir.accounts.model import Account
from weir.catalog.registry import object_of
from weir.graphql.basics import enum_of
from weir.graphql.inputs import ID, given_id, needed, optional
from weir.graphql.nouns import create_verb, simple_verb, update_verb
from weir.pools import account_feed, accounts, effect_graphql
from weir.pools.actions import ACCOUNT_POOLS, LEAD_POOLS, Pools
from weir.pools.claim_graphql import claim_verbs


def mutations() -> dict[str, Any]:
    """The verbs of pools, and of accounts in them."""
    return {**_settings(LEAD_POOLS), **_settings(ACCOUNT_POOLS), **_accounts()}


def queries() -> dict[str, Any]:
    """The rehearsals of settings."""
    return effect_graphql.queries()


def subscriptions() -> dict[str, Any]:
    """The live feed of accounts."""
    return account_feed.subscriptions()


def _settings(pools: Pools) -> dict[str, Any]:
    entry = object_of(pools.model)
    held = pools.model.__tablename__.removesuffix("_pool")
    members = {
        "member_ids": optional(list[ID], "The people, teams and departments that see and claim; they replace those before."),
        "admin_ids": optional(list[ID], f"Those of them that also deal its {held}s out."),
    }  # fmt: skip
    text = f"Takes a pool out of use that no {held} waits in. (作废)"
    return {
        **create_verb(entry, pools.create, members),
        **update_verb(entry, pools.update, members),
        **simple_verb(f"void{entry.type_name}", entry, pools.void, text),
    }


def _accounts() -> dict[str, Any]:
    entry = object_of(Account)
    assign = {**given_id("account"), "owner_id": needed(ID, "Who gets it."), "reason": optional(str, "Why.")}
    back = {
        **given_id("account"),
        "reason": optional(enum_of(accounts.AccountReturnReason), "Why; needed unless its pool asks for none."),
        "note": optional(str, "More; needed for OTHER."),
    }
    to_pool = {
        **given_id("account"),
        "pool_id": (Optional[ID], strawberry.field(description="The pool; null takes it out of all.")),
    }
    plain: tuple[tuple[str, Any, str], ...] = (
        ("protectAccount", accounts.protect_account, "Keeps an account from going back to its pool. (保护)"),
        ("unprotectAccount", accounts.unprotect_account, "Lets its clock run again. (取消保护)"),
        ("lockAccount", accounts.lock_account, "Keeps an account with its owner until it is unlocked. (锁定)"),
        ("unlockAccount", accounts.unlock_account, "Lets its clock run again. (解锁)"),
    )
    verbs: dict[str, Any] = {}
    for name, action, text in plain:
        verbs |= simple_verb(name, entry, action, text)
    return {
        **claim_verbs(accounts.ACCOUNTS),
        **simple_verb(
            "assignAccount", entry, accounts.assign_account, "Gives an account an owner, who is told. (分配)", assign
        ),
        **simple_verb(
            "returnAccount", entry, accounts.return_account, "Gives an account back to its pool. (退回)", back
        ),
        **simple_verb(
            "moveAccountToPool",
            entry,
            accounts.move_account_to_pool,
            "Puts an account nobody has into another pool. (移动到公海)",
            to_pool,
        ),
        **verbs,
    }
