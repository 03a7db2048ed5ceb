"""Lead pools in the API."""

from typing import Any

from weir.catalog.registry import object_of
from weir.graphql.inputs import ID, optional
from weir.graphql.nouns import create_verb, simple_verb, update_verb
from weir.pools import actions
from weir.pools.model import LeadPool


def mutations() -> dict[str, Any]:
    """The verbs of lead pools."""
    pool = object_of(LeadPool)
    members = {
        "member_ids": optional(list[ID], "The people, teams and departments that see and claim; they replace those before."),
        "admin_ids": optional(list[ID], "Those of them that also deal its leads out."),
    }  # fmt: skip
    return {
        **create_verb(pool, actions.create_pool, members),
        **update_verb(pool, actions.update_pool, members),
        **simple_verb("voidLeadPool", pool, actions.void_pool, "Takes a pool out of use that no lead waits in. (作废)"),
    }
