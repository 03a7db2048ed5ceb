"""What can be done with lead pools: made, changed, their members named, taken out of use."""

from collections.abc import Awaitable, Callable
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from weir.catalog.ids import decode
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.changing.records import create, update, void
from weir.errors import Refusal
from weir.pools.model import LeadPool, LeadPoolMember

MEMBERS = ("user", "team", "department")
MAX_MEMBERS = 200
REMINDERS, MAX_DAYS = [3, 1], 60
# The room above lends what a changed pool does to the leads under its rules, and why one cannot be voided.
ON_CHANGE: list[Callable[[Change, LeadPool], Awaitable[None]]] = []
ONE_OF_ALL = ("is_default", "is_overflow")
LIVES = ("daily_claim_limit", "holding_limit", "protection_days", "protection_limit")
CLOCKS = ("no_follow_up_days", "no_follow_up_days_high", "no_follow_up_days_low", "no_conversion_days")


async def create_pool(change: Change, given: dict[str, Any]) -> LeadPool:
    """A new pool, with the usual settings where none are given."""
    pool = await create(change, LeadPool, {"remindDaysBefore": REMINDERS, **given}, _check)
    await _set_members(change, pool, given.get("memberIds") or [], given.get("adminIds") or [])
    await _told(change, pool)
    return pool


async def update_pool(change: Change, given: dict[str, Any]) -> LeadPool:
    """Changes a pool. The leads under its rules are due anew, none of them before a day has passed."""
    pool = await update(change, LeadPool, given, _check)
    if given.get("memberIds") is not None or given.get("adminIds") is not None:
        await _set_members(change, pool, given.get("memberIds") or [], given.get("adminIds") or [])
    await _told(change, pool)
    return pool


async def void_pool(change: Change, given: dict[str, Any]) -> LeadPool:
    """Takes an empty pool out of use; leads that would have gone back to it have no clock, or that of another pool of their owner."""
    pool = await void(change, LeadPool, given)
    await _told(change, pool)
    return pool


async def _told(change: Change, pool: LeadPool) -> None:
    for lent in ON_CHANGE:
        await lent(change, pool)


async def _check(change: Change, pool: LeadPool) -> None:
    entry = object_of(LeadPool)
    for name in (*LIVES, *CLOCKS):
        if getattr(pool, name) < 1:
            info = entry.fields[name].info
            why = ("至少为 1。", "it is 1 at least.")
            raise Refusal("INVALID", (entry.fields[name].api_name,), {"label": (info.zh, info.en), "why": why})
    if pool.target_pool_id == pool.id:
        pool.target_pool_id = None
    pool.remind_days_before = _reminders(pool.remind_days_before)
    # There is one of each; naming another takes it from the last.
    for name in ONE_OF_ALL:
        if getattr(pool, name):
            await change.fetch(
                f"update lead_pool set {name} = false, version = version + 1, updated_at = %(now)s where {name} and id <> %(key)s",
                {"now": change.now, "key": pool.id},
            )


def _reminders(value: Any) -> list[int]:
    good = isinstance(value, list) and len(value) <= 5
    if not good or not all(type(one) is int and 1 <= one <= MAX_DAYS for one in value):
        label = {"label": ("提前提醒天数", "The reminders")}
        why = (f"最多 5 个，每个为 1 到 {MAX_DAYS} 天。", f"they are 5 at most, of 1 to {MAX_DAYS} days each.")
        raise Refusal("INVALID", ("remindDaysBefore",), {**label, "why": why})
    return sorted(set(value), reverse=True)


async def _set_members(change: Change, pool: LeadPool, members: list[str], admins: list[str]) -> None:
    """People, teams and departments; who is named among the admins is one of the members as well."""
    found: dict[tuple[str, Any], bool] = {}
    for ids, path, is_admin in ((members, "memberIds", False), (admins, "adminIds", True)):
        for text in ids:
            target = decode(text)
            if target is None or target[0].name not in MEMBERS:
                raise Refusal("NOT_FOUND", (path,))
            row = await change.see(target[0].model, target[1], path)
            found[target[0].name, row.id] = is_admin
    if len(found) > MAX_MEMBERS:
        raise Refusal("LIMIT", ("memberIds",), {"max": MAX_MEMBERS})
    await change.session.execute(sa.delete(LeadPoolMember).where(col(LeadPoolMember.pool_id) == pool.id))
    for (kind, key), is_admin in found.items():
        change.session.add(LeadPoolMember(pool_id=pool.id, is_admin=is_admin, **{f"{kind}_id": key}))
    told = [f"{kind}:{key}{'*' if is_admin else ''}" for (kind, key), is_admin in sorted(found.items(), key=str)]
    change.audit("lead_pool.members_set", "lead_pool", pool.id, {"members": [None, told]})
    await change.finish()
