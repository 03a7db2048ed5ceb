"""What can be done with pools: made, changed, their members named, taken out of use."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from weir.catalog.ids import decode, key_of
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.changing.records import create, update, void
from weir.errors import Refusal
from weir.pools.holding import HOLDINGS, Holding
from weir.pools.model import AccountPool, AccountPoolMember, LeadPool, LeadPoolMember
from weir.pools.places import settle, stands_empty
from weir.pools.rules import CLOCKS

MEMBERS = ("user", "team", "department")
MAX_MEMBERS = 200
REMINDERS, MAX_DAYS = [3, 1], 60
# There is one of each; naming another takes it from the last.
ONE_OF_ALL = ("is_default", "is_overflow")
LIVES = ("daily_claim_limit", "holding_limit", "protection_days", "protection_limit")


@dataclass(frozen=True, slots=True)
class Pools:
    """The verbs of the pools of one kind."""

    model: type[LeadPool] | type[AccountPool]
    member: type[LeadPoolMember] | type[AccountPoolMember]

    @property
    def holding(self) -> Holding:
        """What these pools hold."""
        return HOLDINGS[object_of(self.model).name]

    async def create(self, change: Change, given: dict[str, Any]) -> Any:
        """A new pool, with the usual settings where none are given."""
        pool = await create(change, self.model, {"remindDaysBefore": REMINDERS, **given}, _check)
        await self._set_members(change, pool, given.get("memberIds") or [], given.get("adminIds") or [])
        await settle(change, self.holding, pool)
        return pool

    async def update(self, change: Change, given: dict[str, Any]) -> Any:
        """Changes a pool. What is under its rules is due anew, none of it before a day has passed."""
        pool = await update(change, self.model, given, _check)
        if given.get("memberIds") is not None or given.get("adminIds") is not None:
            await self._set_members(change, pool, given.get("memberIds") or [], given.get("adminIds") or [])
        await settle(change, self.holding, pool)
        return pool

    async def void(self, change: Change, given: dict[str, Any]) -> Any:
        """Takes an empty pool out of use; what would have gone back to it has no clock, or that of another pool of its owner."""
        pool = await change.load(
            self.model, key_of(given["id"], self.holding.pool), version=given.get("version"), action="void"
        )
        await stands_empty(change, self.holding, pool)
        await void(change, self.model, given)
        await settle(change, self.holding, pool)
        return pool

    async def _set_members(self, change: Change, pool: Any, members: list[str], admins: list[str]) -> None:
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
        await change.session.execute(sa.delete(self.member).where(col(self.member.pool_id) == pool.id))
        for (kind, key), is_admin in found.items():
            change.session.add(self.member(pool_id=pool.id, is_admin=is_admin, **{f"{kind}_id": key}))
        told = [f"{kind}:{key}{'*' if is_admin else ''}" for (kind, key), is_admin in sorted(found.items(), key=str)]
        name = self.holding.pool
        change.audit(f"{name}.members_set", name, pool.id, {"members": [None, told]})
        await change.finish()


LEAD_POOLS, ACCOUNT_POOLS = Pools(LeadPool, LeadPoolMember), Pools(AccountPool, AccountPoolMember)


async def _check(change: Change, pool: Any) -> None:
    entry = object_of(type(pool))
    for name in (*LIVES, *CLOCKS):
        if getattr(pool, name) < 1:
            info = entry.fields[name].info
            why = ("至少为 1。", "it is 1 at least.")
            raise Refusal("INVALID", (entry.fields[name].api_name,), {"label": (info.zh, info.en), "why": why})
    if pool.target_pool_id == pool.id:
        pool.target_pool_id = None
    pool.remind_days_before = _reminders(pool.remind_days_before)
    for name in ONE_OF_ALL:
        if getattr(pool, name, False):
            await change.fetch(
                f"update {entry.name} set {name} = false, version = version + 1, updated_at = %(now)s where {name} and id <> %(key)s",
                {"now": change.now, "key": pool.id},
            )


def _reminders(value: Any) -> list[int]:
    good = isinstance(value, list) and len(value) <= 5
    if not good or not all(type(one) is int and 1 <= one <= MAX_DAYS for one in value):
        label = {"label": ("提前提醒天数", "The reminders")}
        why = (f"最多 5 个，每个为 1 到 {MAX_DAYS} 天。", f"they are 5 at most, of 1 to {MAX_DAYS} days each.")
        raise Refusal("INVALID", ("remindDaysBefore",), {**label, "why": why})
    return sorted(set(value), reverse=True)
