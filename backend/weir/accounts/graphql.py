"""Accounts in the API."""

from typing import Any

from weir.accounts import actions
from weir.accounts.model import Account
from weir.catalog.registry import object_of
from weir.graphql.inputs import ID, optional
from weir.graphql.nouns import create_verb, update_verb, void_verbs


def mutations() -> dict[str, Any]:
    """The verbs of accounts."""
    entry = object_of(Account)
    return {
        **create_verb(
            entry, actions.create_account, {"owner_id": optional(ID, "The owner; the creator when left out.")}
        ),
        **update_verb(entry, actions.update_account),
        **void_verbs(entry, actions.void_account, actions.restore_account),
    }
