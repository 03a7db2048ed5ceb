"""Contracts in the API."""

import datetime as dt
from typing import Any

from weir.catalog.registry import object_of
from weir.contracts import actions
from weir.contracts.model import Contract
from weir.graphql.inputs import ID, given_id, needed, optional
from weir.graphql.nouns import create_verb, simple_verb, update_verb, void_verbs


def mutations() -> dict[str, Any]:
    """The verbs of contracts."""
    entry = object_of(Contract)
    signing = {**given_id("contract"), "signed_on": optional(dt.date, "The day it was signed; today when left out.")}
    ending = {
        **given_id("contract"),
        "reason": needed(str, "Why it ends before its time."),
        "terminated_on": optional(dt.date, "The day it ended; today when left out."),
    }
    return {
        **create_verb(
            entry, actions.create_contract, {"owner_id": optional(ID, "The owner; the creator when left out.")}
        ),
        **update_verb(entry, actions.update_contract),
        **void_verbs(entry, actions.void_contract, actions.restore_contract),
        **simple_verb("signContract", entry, actions.sign_contract, "Signs a draft. (签署)", signing),
        **simple_verb(
            "terminateContract", entry, actions.terminate_contract, "Ends a contract before its time. (终止)", ending
        ),
    }
