"""The doors for leads in the API."""

from typing import Any

from weir.catalog.registry import object_of
from weir.graphql.inputs import given_id
from weir.graphql.nouns import create_verb, simple_verb, update_verb, void_verbs
from weir.intake import actions
from weir.intake.model import IntakePayload, LeadSource


def mutations() -> dict[str, Any]:
    """The verbs of lead sources and of what came through them."""
    source, payload = object_of(LeadSource), object_of(IntakePayload)
    again = given_id("payload", version=False)
    return {
        **create_verb(source, actions.create_lead_source),
        **update_verb(source, actions.update_lead_source),
        **void_verbs(source, actions.void_lead_source, actions.restore_lead_source),
        **simple_verb(
            "renewLeadSourceKey",
            source,
            actions.renew_lead_source_key,
            "Gives a source a new address; the old one is shut at once.",
        ),
        **simple_verb(
            "replayIntake", payload, actions.replay_intake, "Processes a payload once more. (重新处理)", again
        ),
    }
