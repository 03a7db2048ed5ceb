"""Protecting a lead: for some time it does not go back to the pool. Nobody protects more than their pool allows."""

from datetime import timedelta
from typing import Any

from weir.changing.change import Change
from weir.errors import Refusal
from weir.leads.actions import open_lead
from weir.leads.kinds import LeadStatus
from weir.leads.model import Lead

ROOM = """
select p.protection_days, p.protection_limit, (select count(*) from lead x where x.owner_id = %(owner)s and x.id <> %(lead)s
    and x.protected_until > %(now)s and x.status in ('PENDING', 'WORKING') and x.deleted_at is null)
from lead_pool p where p.id = %(pool)s and p.deleted_at is null
"""


async def protect_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Keeps a lead with its owner for the days its pool allows; at most so many at once for each owner."""
    lead = await open_lead(change, given, LeadStatus.PENDING, LeadStatus.WORKING)
    if lead.pool_id is None:
        raise Refusal("LEAD_NO_POOL", ("id",))
    most = await shield(change, lead)
    if most is not None:
        raise Refusal("POOL_PROTECTION_LIMIT", ("id",), {"max": most})
    await change.save("protected")
    return lead


async def unprotect_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Lets the clock of a lead run again; it leaves a day at least."""
    lead = await open_lead(change, given)
    lead.protected_until = None
    await change.save("unprotected")
    return lead


async def shield(change: Change, lead: Lead) -> int | None:
    """Protects a lead if its owner has room for one more; otherwise the number that is the most."""
    # Two protections of one owner are counted one after the other.
    key = {"key": f"protect:{lead.owner_id}"}
    await change.fetch("select pg_advisory_xact_lock(hashtextextended(%(key)s, 6))", key)
    values = {"owner": lead.owner_id, "lead": lead.id, "pool": lead.pool_id, "now": change.now}
    for days, most, count in await change.fetch(ROOM, values):
        if count >= most:
            return int(most)
        lead.protected_until = change.now + timedelta(days=days)
    return None
