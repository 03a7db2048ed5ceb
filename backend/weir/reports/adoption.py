"""How Weir is used, and how good the data is: of each person, as far as the viewer sees people's results and records."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from weir.access.guard import rule_of
from weir.access.predicate import visible
from weir.access.viewer import Viewer

# What people enter by themselves.
ENTERED = ("account", "contact", "lead", "deal", "activity", "task")

# Whose targets one may see, their work one may see as well: the one predicate of quotas says who is listed.
SQL = """
with entered as ({entered}),
days as (
    select person, count(*) as n, count(distinct (at at time zone %(v_tz)s)::date) as days
    from entered where at >= %(since)s and at < %(until)s group by 1),
logged as (
    select x.owner_id as person, count(*) as n from activity x
    where {activities} and x.occurred_at >= %(since)s and x.occurred_at < %(until)s group by 1),
deals as (
    select x.owner_id as person, count(*) as n, count(*) filter (where x.next_follow_up_at >= %(now)s) as planned,
        count(*) filter (where x.expected_close_date < (%(now)s at time zone %(v_tz)s)::date) as slipped
    from deal x where {deals} and x.status = 'OPEN' group by 1),
known as (
    select x.id, x.owner_id, x.mobile_key, x.email_key, num_nonnulls(x.mobile, x.phone, x.email) > 0 as reachable
    from lead x where {leads} and {contact}),
leads as (
    select k.owner_id as person, count(*) as n, count(*) filter (where k.reachable) as reachable,
        count(*) filter (where exists (select 1 from known o where o.id <> k.id and o.mobile_key = k.mobile_key)
            or exists (select 1 from known o where o.id <> k.id and o.email_key = k.email_key)) as doubles
    from known k group by 1)
select u.id, u.name, u.is_active, u.last_seen_at, coalesce(a.days, 0), coalesce(a.n, 0), coalesce(g.n, 0),
    coalesce(d.n, 0), coalesce(d.planned, 0), coalesce(d.slipped, 0), coalesce(l.n, 0), coalesce(l.reachable, 0), coalesce(l.doubles, 0)
from "user" u cross join lateral (select u.id as user_id, null::uuid as department_id) q
left join days a on a.person = u.id left join logged g on g.person = u.id left join deals d on d.person = u.id
left join leads l on l.person = u.id
where u.partner_id is null and {people} and {listed} and (u.is_active or coalesce(d.n, 0) + coalesce(l.n, 0) > 0)
order by u.name, u.id
"""


@dataclass(frozen=True, slots=True)
class Adoption:
    """One person. `days` are those on which they entered something; `leads` are those whose contact data the viewer reads."""

    person: UUID
    name: str
    is_active: bool
    last_seen_at: datetime | None
    days: int
    entered: int
    activities: int
    open_deals: int
    planned: int
    slipped: int
    leads: int
    reachable: int
    doubles: int


def statement(viewer: Viewer) -> str:
    """The SQL, as one viewer sees people and records."""
    rule = rule_of("contact_data", "lead", "mobile", "x", viewer)
    entered = " union all ".join(
        f"select x.created_by_id as person, x.created_at as at from {name} x where {visible(name, 'x', viewer)}"
        for name in ENTERED
    )
    return SQL.format(
        entered=entered,
        activities=visible("activity", "x", viewer),
        deals=visible("deal", "x", viewer),
        leads=visible("lead", "x", viewer),
        contact="false" if rule.hidden else f"coalesce({rule.condition or 'true'}, false)",
        people=visible("user", "u", viewer),
        listed=visible("quota", "q", viewer),
    )


def adoption_of(rows: list[tuple[Any, ...]]) -> list[Adoption]:
    """What the statement found."""
    return [Adoption(*row) for row in rows]
