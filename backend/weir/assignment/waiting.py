"""A lead without an owner waits for one: written down in the transaction that made it so; a worker finds one at once or by a job."""

from typing import Any

from weir.assignment.assigning import decide_for
from weir.changing.change import Change
from weir.jobs import defer_in
from weir.leads.actions import ON_UNOWNED
from weir.leads.model import Lead

ASSIGN = "assignment.assign"
# Without an active rule nothing is done. A lead that came back waits anew: the next cycle.
WAIT = """
insert into assignment_log (lead_id, cycle, captured_at)
select %(lead)s, coalesce((select max(cycle) from assignment_log where lead_id = %(lead)s), 0) + 1, %(now)s
where exists (select 1 from assignment_rule where is_active and deleted_at is null)
returning id
"""


async def wait_for_owner(change: Change, lead: Lead) -> None:
    """Lets the rules find an owner: now, in a worker; else as soon as this is committed."""
    waiting: list[Any] = await change.fetch(WAIT, {"lead": lead.id, "now": change.now})
    for (key,) in waiting:
        if change.is_at_work:
            await decide_for(change, key, lead)
            continue
        await defer_in(change.session, ASSIGN, log=str(key))


ON_UNOWNED.append(wait_for_owner)
