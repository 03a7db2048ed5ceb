"""Claiming a lead from a pool: the first one gets it, within the limits of the pool."""

from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from weir.access.predicate import SCOPES
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.records import own
from weir.changing.rows import columns, hold
from weir.errors import Refusal, forbidden
from weir.leads.model import Lead

# Claims are counted from what was claimed, not from what is still held: giving back gains nothing. They count in all pools together.
LIMITS = """
select p.daily_claim_limit, p.holding_limit, p.cooldown_days,
    (select count(*) from ownership_change c where c.to_owner_id = %(me)s and c.cause = 'claimed'
        and c.at >= date_trunc('day', %(now)s::timestamptz at time zone %(v_tz)s) at time zone %(v_tz)s),
    (select count(*) from lead h where h.owner_id = %(me)s and h.status in ('PENDING', 'WORKING') and h.deleted_at is null),
    (select max(c.at) from ownership_change c where c.from_owner_id = %(me)s and (c.lead_id = %(lead)s
        or c.lead_id in (select m.id from lead m where m.merged_into_id = %(lead)s)))
from lead_pool p where p.id = %(pool)s
"""


async def claim_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Takes a lead that waits in a pool of the viewer's. Whoever has it already gets it again: one tap may arrive twice.

    Whatever else is not there to be claimed is ALREADY_CLAIMED, whether it was there a moment ago or never existed.
    """
    change.require("lead.own")
    me, key = change.viewer.user_id, key_of(given["id"], "lead")
    if me is None:
        raise forbidden()
    # Two claims of one person are counted one after the other.
    await change.fetch("select pg_advisory_xact_lock(hashtextextended(%(key)s, 5))", {"key": f"claim:{me}"})
    lead = await _waiting(change, key)
    if lead is None:
        return await _held(change, key)
    await _within_limits(change, lead, me)
    lead.claim_count += 1
    lead.accepted_at = lead.accepted_at or change.now
    was = {"was_owner": None, "was_department": lead.department_id}
    await own(change, lead, me, "claimed")
    await change.save("claimed", **was)
    return lead


async def _waiting(change: Change, key: UUID | None) -> Lead | None:
    """The lead, locked, while it waits. Of two who ask at once the second waits here and finds it gone."""
    sql = (
        f"select {columns(Lead, 'lead')} from lead where lead.id = %(key)s and lead.deleted_at is null"
        f" and {SCOPES['Q']('lead', 'lead', change.viewer, 'read')} for update of lead"
    )
    found = await change.fetch(sql, {**change.viewer.params, "key": key})
    return hold(change.session, Lead, found[0], again=True) if found else None


async def _held(change: Change, key: UUID | None) -> Lead:
    sql = (
        f"select {columns(Lead, 'lead')} from lead where id = %(key)s and owner_id = %(v_user)s and deleted_at is null"
    )
    found = await change.fetch(sql, {**change.viewer.params, "key": key})
    if not found:
        raise Refusal("ALREADY_CLAIMED", ("id",))
    return hold(change.session, Lead, found[0], again=True)


async def _within_limits(change: Change, lead: Lead, me: UUID) -> None:
    values = {**change.viewer.params, "me": me, "lead": lead.id, "pool": lead.pool_id, "now": change.now}
    ((daily, most, cooldown, claimed, held, lost_at),) = await change.fetch(LIMITS, values)
    if claimed >= daily:
        raise Refusal("POOL_DAILY_LIMIT", ("id",), {"max": daily})
    if held >= most:
        raise Refusal("POOL_HOLDING_LIMIT", ("id",), {"max": most})
    if lost_at is not None and change.now < (again := lost_at + timedelta(days=cooldown)):
        local = again.astimezone(ZoneInfo(change.viewer.time_zone))
        raise Refusal("POOL_COOLDOWN", ("id",), {"days": cooldown, "at": f"{local:%Y-%m-%d %H:%M}"})
