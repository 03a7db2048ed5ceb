"""What an activity does to its lead: the first response is told once, ever; a lead that waited is being worked."""

from typing import Any

from weir.activities.following import is_follow_up
from weir.activities.model import FOLLOW_UP
from weir.activities.regarding import ON_TOUCH
from weir.changing.change import Change
from weir.changing.diff import plain

# Straight to the row, as deals and accounts are touched: a form that is open elsewhere is no conflict because somebody called.
FOLLOWED = """
update lead set last_follow_up_at = greatest(last_follow_up_at, least(%(at)s, %(now)s)),
    first_response_at = coalesce(first_response_at, greatest(%(at)s, created_at)),
    status = case when status = 'PENDING' then 'WORKING' else status end,
    version = version + (status = 'PENDING')::int, updated_at = case when status = 'PENDING' then %(now)s else updated_at end
where id = %(lead)s
returning old.status, new.status, old.first_response_at, new.first_response_at
"""

# The same for many at once: the activities of a file.
IMPORTED = f"""
update lead l set last_follow_up_at = greatest(l.last_follow_up_at, least(a.last, %(now)s)),
    first_response_at = coalesce(l.first_response_at, greatest(a.first, l.created_at)),
    status = case when l.status = 'PENDING' then 'WORKING' else l.status end, version = l.version + 1, updated_at = %(now)s
from (select lead_id, max(occurred_at) as last, min(occurred_at) as first from activity where id = any(%(keys)s) and lead_id is not null
    and {FOLLOW_UP.format(a="activity")} group by 1) a
where l.id = a.lead_id
"""


async def followed(change: Change, row: Any) -> None:
    """The times and the state of the lead an activity is about. What a partner or a machine logs is no response of ours,
    unless it tells who of us it was."""
    if (change.viewer.user_id or row.owner_id) is None or change.viewer.partner_id is not None or not is_follow_up(row):
        return
    values = {"at": row.occurred_at, "now": change.now, "lead": row.lead_id}
    for before, after, first, now_first in await change.fetch(FOLLOWED, values):
        diff = {"status": [before, after], "first_response_at": [plain(first), plain(now_first)]}
        changed = {name: pair for name, pair in diff.items() if pair[0] != pair[1]}
        if changed:
            change.audit("lead.followed_up", "lead", row.lead_id, changed)
        change.tell("lead", row.lead_id, "followed_up", fields=["lastFollowUpAt", "status"])
    await change.finish()


ON_TOUCH["lead"] = followed
