"""What the rules would have done with the leads of the last days: the live decision, lead by lead, on a rotation of its own.

Nothing is written. People are as they are now, their leave and hours as they were when each lead came; everybody begins with no
leads and keeps those the rehearsal gives them.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from weir.access.predicate import visible
from weir.assignment.choosing import Rotation
from weir.assignment.conditions import tests
from weir.assignment.deciding import Staff, decide, is_valid
from weir.assignment.model import AssignmentRule
from weir.assignment.staffing import staff_of
from weir.changing.change import Change

MOST_DAYS = 90
MOST_LEADS = 2_000
SHOWN = 100
# Who brought it, not who has been shown it since.
BROUGHT = '(select cu.partner_id from "user" cu where cu.id = x.created_by_id)'
POOL_NAMES = "select id, name from lead_pool where id = any(%(keys)s)"


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One lead: who has or had it, who would have got it by which rule, and how it was decided."""

    lead: UUID
    number: str
    name: str
    was: UUID | None
    would: UUID | None
    rule: str | None
    outcome: str
    pool: UUID | None
    partner: str | None


@dataclass(slots=True)
class Rehearsal:
    """The whole: how many leads each person would have got and has had, how many would be elsewhere."""

    leads: int = 0
    is_capped: bool = False
    changed: int = 0
    would: Counter[UUID | None] = field(default_factory=Counter)
    was: Counter[UUID | None] = field(default_factory=Counter)
    pooled: Counter[UUID] = field(default_factory=Counter)
    partnered: Counter[UUID] = field(default_factory=Counter)
    rows: list[Rehearsed] = field(default_factory=list)
    names: dict[UUID, str] = field(default_factory=dict)
    pools: dict[UUID, str] = field(default_factory=dict)
    partners: dict[UUID, str] = field(default_factory=dict)


async def rehearse(change: Change, rules: Sequence[AssignmentRule], days: int) -> Rehearsal:
    """Runs the rules, in this order, over the leads of the last days that the viewer sees, the newest 2,000 of them."""
    since = change.now - timedelta(days=days)
    sql, params = tests(rules, change.viewer)
    rows = await change.fetch(
        f"select l.* from (select x.id, x.number, x.name, x.created_at, x.owner_id, {BROUGHT} as brought, {sql} as holds from lead x"
        f" where x.created_at >= %(since)s and {visible('lead', 'x', change.viewer)}"
        f" order by x.created_at desc, x.id desc limit {MOST_LEADS + 1}) l order by l.created_at, l.id",
        {**params, "since": since},
    )
    staff = await staff_of(change, rules, since, fresh=True)
    # Thousands of decisions are a second of arithmetic: others are served meanwhile.
    found = await asyncio.to_thread(_play, rows[-MOST_LEADS:], rules, staff)
    found.is_capped = len(rows) > MOST_LEADS
    keys = [one for one in {*found.would, *found.was} if one is not None]
    names = 'select id, name from "user" where id = any(%(keys)s)'
    found.names = dict(await change.fetch(names, {"keys": keys}))
    found.partners = {key: name for key, (name, _) in staff.partners.items()}
    found.pools = dict(await change.fetch(POOL_NAMES, {"keys": list(found.pooled)}))
    return found


def _play(rows: Sequence[tuple[Any, ...]], rules: Sequence[AssignmentRule], staff: Staff) -> Rehearsal:
    """Decides for one lead after the other, as they came."""
    found = Rehearsal()
    rotations: dict[int, Rotation] = defaultdict(Rotation)
    for key, number, name, at, owner, brought, holds in rows:
        matching = [rule for rule, does in zip(rules, holds, strict=True) if does and is_valid(rule, at)]
        made = decide(matching, staff, lambda rule: rotations[id(rule)], at, brought)
        # Who waits for an opening gets it then, as live.
        if made.wake_at is not None:
            made = decide(matching, staff, lambda rule: rotations[id(rule)], made.wake_at, brought)
        found.leads += 1
        found.would[made.owner] += 1
        found.was[owner] += 1
        if made.pool is not None:
            found.pooled[made.pool] += 1
        if made.partner is not None:
            found.partnered[made.partner] += 1
        found.changed += made.owner != owner
        rule = made.rule.name if made.rule else None
        if made.owner != owner:
            outcome, partner = made.outcome.value, staff.partners[made.partner][0] if made.partner else None
            found.rows.append(Rehearsed(key, number, name, owner, made.owner, rule, outcome, made.pool, partner))
    found.rows = found.rows[-SHOWN:][::-1]
    return found
