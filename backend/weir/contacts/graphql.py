"""Contacts in the API."""

from typing import Any, Optional

import strawberry

from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.contacts import actions
from weir.contacts.model import Contact
from weir.graphql.inputs import ID, needed, optional, small_input
from weir.graphql.nouns import create_verb, update_verb, void_verbs
from weir.graphql.verbs import Outcome, payload_type, verb


async def _reveal(change: Change, given: dict[str, Any]) -> Outcome:
    row, value, remaining = await actions.reveal_field(change, given)
    return Outcome(row.id if isinstance(row, Contact) else None, {"value": value, "remaining": remaining})


def mutations() -> dict[str, Any]:
    """The verbs of contacts."""
    entry = object_of(Contact)
    fields = {
        "id": needed(ID, "The contact, account or lead."),
        "field": needed(str, "mobile, phone, email, wechat or birthday."),
    }
    reveal = verb(
        "revealField",
        _reveal,
        small_input("RevealFieldInput", "What revealField takes.", fields),
        payload_type(
            "RevealFieldPayload",
            entry,
            {
                "value": (Optional[str], strawberry.field(description="The value in full.")),
                "remaining": (Optional[int], strawberry.field(description="How many more may be shown within a day.")),
            },
        ),
        "Shows a masked value in full; every reveal is logged. (查看明文)",
        entry=entry,
        defaults={"value": None, "remaining": None},
    )
    return {
        **create_verb(
            entry, actions.create_contact, {"owner_id": optional(ID, "The owner; the account's when left out.")}
        ),
        **update_verb(entry, actions.update_contact),
        **void_verbs(entry, actions.void_contact, actions.restore_contact),
        "revealField": reveal,
    }
