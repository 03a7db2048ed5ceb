"""Protecting a lead: for some time it does not go back to its pool."""

from typing import Any

from weir.changing.change import Change
from weir.leads.actions import open_lead
from weir.leads.kinds import LeadStatus
from weir.leads.model import Lead
from weir.leads.pooling import LEADS
from weir.pools.protecting import protect, unprotect


async def protect_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Keeps a lead with its owner for the days its pool allows; at most so many at once for each owner."""
    lead: Lead = await protect(change, LEADS, await open_lead(change, given, LeadStatus.PENDING, LeadStatus.WORKING))
    return lead


async def unprotect_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Lets the clock of a lead run again; it leaves a day at least."""
    lead: Lead = await unprotect(change, await open_lead(change, given))
    return lead
