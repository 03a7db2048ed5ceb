"""How leads are spread over people: what each has open, what came today, what is overdue, and who has far more than the others."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from weir.access.guard import rule_of
from weir.access.matrix import RIGHTS
from weir.access.predicate import by_scope, visible
from weir.changing.change import Change

# More than so many times the team's average, and so many more than it, is uneven: of few leads one more says nothing.
UNEVEN_TIMES, UNEVEN_LEADS = 1.5, 3
RESPONSE_DAYS = 30
# Whoever sells, and whoever has leads although they do not. What one may hold is what the pool says to which one's leads go back.
LOAD = f"""
with day as (select date_trunc('day', %(now)s::timestamptz at time zone %(v_tz)s) at time zone %(v_tz)s as began),
people as (select u.id, u.name, p.holding_limit,
        exists (select 1 from user_role r where r.user_id = u.id and r.role = 'REP') as sells
    from "user" u left join lead_pool p on p.id = weir_home_pool(u.id, null) and {{pools}}
    where u.is_active and ({{people}})
        and exists (select 1 from user_role r where r.user_id = u.id and r.role = any(%(roles)s)))
select d.began, p.id, p.name, p.holding_limit, c.open, c.today, c.overdue, c.response from people p cross join day d
cross join lateral (select
    count(*) filter (where l.status in ('PENDING', 'WORKING')) as open,
    count(*) filter (where l.owner_since >= d.began) as today,
    count(*) filter (where l.response_due_at < %(now)s) as overdue,
    (avg(extract(epoch from l.first_response_at - l.waits_since)) filter (where l.first_response_at >= l.waits_since
        and l.first_response_at > %(now)s::timestamptz - interval '{RESPONSE_DAYS} days') / 60)::int as response
    from lead l where l.owner_id = p.id and {{leads}}) c
where p.sells or c.open > 0 order by c.open desc, p.name, p.id
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has. `most` is what the pool lets them hold, `overdue` is None for who may not know, times are minutes."""

    person: UUID
    name: str
    open: int
    today: int
    overdue: int | None
    most: int | None
    response: int | None
    is_uneven: bool


@dataclass(frozen=True, slots=True)
class Loads:
    """Everybody whose leads the viewer sees by their place, the fullest first; `mean` is what they have open on average."""

    at: datetime
    since: datetime | None
    mean: float
    people: list[Load]


async def loads(change: Change) -> Loads:
    """The loads of the people whose leads the viewer sees: all, their department and those below it, or their own."""
    viewer = change.viewer
    scopes = {grant.scope for grant in viewer.grants("lead") if "read" in grant.actions} & {"A", "S", "T", "O"}
    sql = LOAD.format(
        people=" or ".join(by_scope(scope, "user", "u", viewer) for scope in sorted(scopes)) or "false",
        pools=visible("lead_pool", "p", viewer),
        leads=visible("lead", "l", viewer),
    )
    rows = await change.fetch(sql, {**viewer.params, "now": change.now, "roles": sorted(RIGHTS["lead.own"])})
    mean = sum(row[4] for row in rows) / len(rows) if rows else 0.0
    waits = not rule_of("lead_wait", "lead", "response_due_at", "l", viewer).hidden
    people = [
        Load(key, name, count, today, overdue if waits else None, most, response, is_uneven(count, mean))
        for _, key, name, most, count, today, overdue, response in rows
    ]
    return Loads(change.now, rows[0][0] if rows else None, mean, people)


def is_uneven(count: int, mean: float) -> bool:
    """Whether somebody has far more than the others."""
    return count > mean * UNEVEN_TIMES and count - mean >= UNEVEN_LEADS
