"""Claiming from a pool, one or several at once: the first one gets each, within the limits of the pool."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from weir.access.predicate import by_scope
from weir.catalog.ids import key_of
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.changing.records import own
from weir.changing.rows import columns, hold
from weir.errors import Refusal, forbidden
from weir.pools.holding import Holding

MOST = 100
# Claims are counted from what was claimed, not from what is still held: giving back gains nothing. They count in all pools together.
LIMITS = """
select x.id, p.daily_claim_limit, p.holding_limit, p.cooldown_days,
    (select count(*) from ownership_change c where c.to_owner_id = %(me)s and c.cause = 'claimed' and c.{thing}_id is not null
        and c.at >= date_trunc('day', %(now)s::timestamptz at time zone %(v_tz)s) at time zone %(v_tz)s),
    (select count(*) from {thing} h where h.owner_id = %(me)s and {held} and h.deleted_at is null),
    (select max(c.at) from ownership_change c where c.from_owner_id = %(me)s and c.cause <> 'transfer_undone'
        and c.{thing}_id in {same})
from {thing} x join {pool} p on p.id = x.pool_id where x.id = any(%(keys)s)
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """What became of one record that was asked for: it is the viewer's now, or why not."""

    id: str
    row: Any | None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The rules of a record's pool and how the viewer stands to them, before anything is taken."""

    daily: int
    most: int
    cooldown_days: int
    claimed: int
    held: int
    lost_at: datetime | None

    def refusal(self, change: Change, holding: Holding, taken: int) -> Refusal | None:
        """Why the record may not be had by who has `taken` so many others with it."""
        if self.claimed + taken >= self.daily:
            return holding.refuse("POOL_DAILY_LIMIT", max=self.daily)
        if self.held + taken >= self.most:
            return holding.refuse("POOL_HOLDING_LIMIT", max=self.most)
        if self.lost_at is None or change.now >= (again := self.lost_at + timedelta(days=self.cooldown_days)):
            return None
        local = again.astimezone(ZoneInfo(change.viewer.time_zone))
        return holding.refuse("POOL_COOLDOWN", days=self.cooldown_days, at=f"{local:%Y-%m-%d %H:%M}")


async def claim(change: Change, holding: Holding, given: dict[str, Any]) -> Any:
    """Takes a record that waits in a pool of the viewer's. Whoever has it already gets it again: one tap may arrive twice.

    Whatever else is not there to be claimed is ALREADY_CLAIMED, whether it was there a moment ago or never existed.
    """
    (one,) = await _take(change, holding, [given["id"]])
    if one.row is None:
        raise one.refusal or forbidden()
    return one.row


async def claim_several(change: Change, holding: Holding, given: dict[str, Any]) -> list[Claim]:
    """Takes several in the order they are named, each by the rules of one; what cannot be had keeps nobody from the others."""
    ids = list(dict.fromkeys(given["ids"]))
    if not ids:
        entry = object_of(holding.model)
        raise Refusal("REQUIRED", ("ids",), {"label": (entry.zh, f"The {entry.en.lower()}s")})
    if len(ids) > MOST:
        raise Refusal("LIMIT", ("ids",), {"max": MOST})
    return await _take(change, holding, ids)


async def _take(change: Change, holding: Holding, ids: Sequence[str]) -> list[Claim]:
    change.require(holding.own)
    me = change.viewer.user_id
    if me is None:
        raise forbidden()
    # Two claims of one person are counted one after the other.
    await change.fetch("select pg_advisory_xact_lock(hashtextextended(%(key)s, 5))", {"key": f"claim:{me}"})
    keys = {one: key_of(one, holding.name) for one in ids}
    waiting = await _waiting(change, holding, [key for key in keys.values() if key])
    mine = await _held(change, holding, [key for key in keys.values() if key and key not in waiting])
    limits = await _limits(change, holding, me, [row.id for row in waiting.values()])
    claims: list[Claim] = []
    taken: list[Any] = []
    for one, key in keys.items():
        row = waiting.get(key)
        if row is None:
            had = mine.get(key)
            claims.append(Claim(one, had, None if had else holding.refuse("ALREADY_CLAIMED")))
        elif refusal := limits[row.id].refusal(change, holding, len(taken)):
            claims.append(Claim(one, None, refusal))
        else:
            taken.append(row)
            claims.append(Claim(one, row))
    # Who sees the department they waited in is told by one save each.
    for department in dict.fromkeys(row.department_id for row in taken):
        for row in [one for one in taken if one.owner_id is None and one.department_id == department]:
            row.claim_count += 1
            holding.taken(change, row)
            await own(change, row, me, "claimed")
        await change.save("claimed", was_owner=None, was_department=department)
    return claims


async def _waiting(change: Change, holding: Holding, keys: list[UUID]) -> dict[UUID | None, Any]:
    """Those that wait, locked, in one order for everybody. Of two who ask at once the second waits here and finds them gone."""
    name, model = holding.name, holding.model
    sql = (
        f"select {columns(model, name)} from {name} where {name}.id = any(%(keys)s) and {name}.deleted_at is null"
        f" and {by_scope('Q', name, name, change.viewer)} order by {name}.id for update of {name}"
    )
    found = await change.fetch(sql, {**change.viewer.params, "keys": keys})
    return {row.id: row for row in (hold(change.session, model, row, again=True) for row in found)}


async def _held(change: Change, holding: Holding, keys: list[UUID]) -> dict[UUID | None, Any]:
    if not keys:
        return {}
    name, model = holding.name, holding.model
    sql = (
        f"select {columns(model, name)} from {name}"
        " where id = any(%(keys)s) and owner_id = %(v_user)s and deleted_at is null"
    )
    found = await change.fetch(sql, {**change.viewer.params, "keys": keys})
    return {row.id: row for row in (hold(change.session, model, row, again=True) for row in found)}


async def _limits(change: Change, holding: Holding, me: UUID, keys: list[UUID]) -> dict[UUID, Limits]:
    if not keys:
        return {}
    values = {**change.viewer.params, "me": me, "keys": keys, "now": change.now}
    return {key: Limits(*more) for key, *more in await change.fetch(holding.sql(LIMITS), values)}
