"""A transfer of a lead taken back: it stands where it stood, and no clock has gained or lost by it."""

from typing import Any

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.leads.kinds import LeadStatus
from weir.leads.model import Lead
from weir.leads.pooling import LEADS
from weir.pools.giving_back import regain


async def regain_lead(change: Change, given: dict[str, Any], was: dict[str, Any]) -> Lead:
    """Gives a lead back to whom it was taken from, or to the pool it waited in; `was` is its `standing` before."""
    lead: Lead = await regain(
        change, LEADS, await change.load(Lead, key_of(given["id"], "lead"), version=given["version"]), was, _resume
    )
    return lead


def _resume(lead: Lead, status: str) -> None:
    # Who was given it may have begun: that stays.
    if lead.owner_id is None or lead.status is LeadStatus.PENDING:
        lead.status = LeadStatus(status)
