"""Claiming leads in the API: one, or several with what became of each."""

from typing import Any

import strawberry

from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.graphql.inputs import ID, given_id, needed, small_input
from weir.graphql.nouns import simple_verb
from weir.graphql.verbs import Outcome, payload_type, verb
from weir.leads.claiming import MOST, claim_lead, claim_leads
from weir.leads.model import Lead


@strawberry.type(description="What became of one lead of those that were to be claimed.")
class LeadClaim:
    """What became of one lead."""

    id: strawberry.ID = strawberry.field(description="The lead, as it was named.")
    is_claimed: bool = strawberry.field(description="Whether it is the viewer's now.")
    code: str | None = strawberry.field(
        description="Why not: ALREADY_CLAIMED, POOL_DAILY_LIMIT, POOL_HOLDING_LIMIT or POOL_COOLDOWN."
    )
    message: str | None = strawberry.field(description="The same, for people.")


def claim_verbs() -> dict[str, Any]:
    """The verbs."""
    entry = object_of(Lead)
    told = strawberry.field(
        description="What became of each, in the order they were named. The claimed ones can be read now."
    )
    kind = small_input(
        "ClaimLeadsInput",
        "What claimLeads takes.",
        {"ids": needed(list[ID], f"The leads, {MOST} at most, the most wanted first.")},
    )
    payload = payload_type("ClaimLeadsPayload", None, {"claims": (list[LeadClaim], told)})
    text = (
        "Takes several leads that wait in pools, in their order and each by the rules of claimLead: some may be had, others not."
        " (批量领取)"
    )
    return {
        **simple_verb(
            "claimLead", entry, claim_lead, "Takes a lead that waits in a pool. (领取)", given_id("lead", version=False)
        ),
        "claimLeads": verb("claimLeads", _several, kind, payload, text, defaults={"claims": []}),
    }


async def _several(change: Change, given: dict[str, Any]) -> Outcome:
    locale = change.viewer.locale
    claims = [
        LeadClaim(
            id=strawberry.ID(one.id),
            is_claimed=one.lead is not None,
            code=one.refusal.code if one.refusal else None,
            message=one.refusal.message(locale) if one.refusal else None,
        )
        for one in await claim_leads(change, given)
    ]
    return Outcome(None, {"claims": claims})
