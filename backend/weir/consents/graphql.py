"""Consents in the API."""

from typing import Any

from weir.catalog.registry import object_of
from weir.consents import actions
from weir.consents.model import ConsentRecord
from weir.graphql.inputs import ID, optional
from weir.graphql.nouns import answered, simple_verb
from weir.graphql.record_inputs import input_type
from weir.graphql.verbs import payload_type, verb

WHOSE = {
    "lead_id": optional(ID, "The lead who agreed; or"),
    "contact_id": optional(ID, "The contact who agreed."),
    "activity_id": optional(ID, "The activity in which they said so."),
}


def mutations() -> dict[str, Any]:
    """The verbs of consents."""
    entry = object_of(ConsentRecord)
    record = verb(
        "recordConsent",
        answered(actions.record_consent),
        input_type("RecordConsentInput", entry, update=False, extra=WHOSE),
        payload_type("RecordConsentPayload", entry),
        "Keeps that a lead or a contact has consented to something. (授权)",
        entry=entry,
    )
    text = "Takes a person's consent to one purpose back; what was kept before stays. (撤回授权)"
    return {"recordConsent": record, **simple_verb("withdrawConsent", entry, actions.withdraw_consent, text)}
