"""The clocks of leads in the API."""

from typing import Any

from weir.catalog.registry import object_of
from weir.graphql.nouns import update_verb
from weir.sla import actions
from weir.sla.model import SlaPolicy


def mutations() -> dict[str, Any]:
    """The verb of response times."""
    return update_verb(object_of(SlaPolicy), actions.update_policy)
