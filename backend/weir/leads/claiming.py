"""Claiming leads from a pool, one or several at once: the first one gets each, within the limits of the pool."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
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

MOST = 100
# Claims are counted from what was claimed, not from what is still held: giving back gains nothing. They count in all pools together.
LIMITS = """
select l.id, p.daily_claim_limit, p.holding_limit, p.cooldown_days,
    (select count(*) from ownership_change c where c.to_owner_id = %(me)s and c.cause = 'claimed'
        and c.at >= date_trunc('day', %(now)s::timestamptz at time zone %(v_tz)s) at time zone %(v_tz)s),
    (select count(*) from lead h where h.owner_id = %(me)s and h.status in ('PENDING', 'WORKING') and h.deleted_at is null),
    (select max(c.at) from ownership_change c where c.from_owner_id = %(me)s and c.cause <> 'transfer_undone' and (c.lead_id = l.id
        or c.lead_id in (select m.id from lead m where m.merged_into_id = l.id)))
from lead l join lead_pool p on p.id = l.pool_id where l.id = any(%(leads)s)
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """What became of one lead that was asked for: it is the viewer's now, or why not."""

    id: str
    lead: Lead | None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The rules of a lead's pool and how the viewer stands to them, before anything is taken."""

    daily: int
    most: int
    cooldown_days: int
    claimed: int
    held: int
    lost_at: datetime | None

    def refusal(self, change: Change, taken: int) -> Refusal | None:
        """Why the lead may not be had by who has `taken` so many others with it."""
        if self.claimed + taken >= self.daily:
            return Refusal("POOL_DAILY_LIMIT", ("id",), {"max": self.daily})
        if self.held + taken >= self.most:
            return Refusal("POOL_HOLDING_LIMIT", ("id",), {"max": self.most})
        if self.lost_at is None or change.now >= (again := self.lost_at + timedelta(days=self.cooldown_days)):
            return None
        local = again.astimezone(ZoneInfo(change.viewer.time_zone))
        return Refusal("POOL_COOLDOWN", ("id",), {"days": self.cooldown_days, "at": f"{local:%Y-%m-%d %H:%M}"})


async def claim_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Takes a lead that waits in a pool of the viewer's. Whoever has it already gets it again: one tap may arrive twice.

    Whatever else is not there to be claimed is ALREADY_CLAIMED, whether it was there a moment ago or never existed.
    """
    (claim,) = await _take(change, [given["id"]])
    if claim.lead is None:
        raise claim.refusal or forbidden()
    return claim.lead


async def claim_leads(change: Change, given: dict[str, Any]) -> list[Claim]:
    """Takes several in the order they are named, each by the rules of one; what cannot be had keeps nobody from the others."""
    ids = list(dict.fromkeys(given["ids"]))
    if not ids:
        raise Refusal("REQUIRED", ("ids",), {"label": ("线索", "The leads")})
    if len(ids) > MOST:
        raise Refusal("LIMIT", ("ids",), {"max": MOST})
    return await _take(change, ids)


async def _take(change: Change, ids: Sequence[str]) -> list[Claim]:
    change.require("lead.own")
    me = change.viewer.user_id
    if me is None:
        raise forbidden()
    # Two claims of one person are counted one after the other.
    await change.fetch("select pg_advisory_xact_lock(hashtextextended(%(key)s, 5))", {"key": f"claim:{me}"})
    keys = {one: key_of(one, "lead") for one in ids}
    waiting = await _waiting(change, [key for key in keys.values() if key])
    held = await _held(change, [key for key in keys.values() if key and key not in waiting])
    limits = await _limits(change, me, [lead.id for lead in waiting.values()])
    claims: list[Claim] = []
    taken: list[Lead] = []
    for one, key in keys.items():
        lead = waiting.get(key)
        if lead is None:
            mine = held.get(key)
            claims.append(Claim(one, mine, None if mine else Refusal("ALREADY_CLAIMED", ("id",))))
        elif refusal := limits[lead.id].refusal(change, len(taken)):
            claims.append(Claim(one, None, refusal))
        else:
            taken.append(lead)
            claims.append(Claim(one, lead))
    # Who sees the department they waited in is told by one save each.
    for department in dict.fromkeys(lead.department_id for lead in taken):
        for lead in [one for one in taken if one.owner_id is None and one.department_id == department]:
            lead.claim_count += 1
            lead.accepted_at = lead.accepted_at or change.now
            await own(change, lead, me, "claimed")
        await change.save("claimed", was_owner=None, was_department=department)
    return claims


async def _waiting(change: Change, keys: list[UUID]) -> dict[UUID | None, Lead]:
    """Those that wait, locked, in one order for everybody. Of two who ask at once the second waits here and finds them gone."""
    sql = (
        f"select {columns(Lead, 'lead')} from lead where lead.id = any(%(keys)s) and lead.deleted_at is null"
        f" and {SCOPES['Q']('lead', 'lead', change.viewer, 'read')} order by lead.id for update of lead"
    )
    found = await change.fetch(sql, {**change.viewer.params, "keys": keys})
    return {lead.id: lead for lead in (hold(change.session, Lead, row, again=True) for row in found)}


async def _held(change: Change, keys: list[UUID]) -> dict[UUID | None, Lead]:
    if not keys:
        return {}
    sql = (
        f"select {columns(Lead, 'lead')} from lead"
        " where id = any(%(keys)s) and owner_id = %(v_user)s and deleted_at is null"
    )
    found = await change.fetch(sql, {**change.viewer.params, "keys": keys})
    return {lead.id: lead for lead in (hold(change.session, Lead, row, again=True) for row in found)}


async def _limits(change: Change, me: UUID, leads: list[UUID]) -> dict[UUID, Limits]:
    if not leads:
        return {}
    found = await change.fetch(LIMITS, {**change.viewer.params, "me": me, "leads": leads, "now": change.now})
    return {key: Limits(*values) for key, *values in found}
