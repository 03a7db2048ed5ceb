"""Reads the people whom rules may choose, as a decision needs them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from weir.access.matrix import grants_of
from weir.assignment.deciding import Staff
from weir.assignment.eligible import Absence, Loads, Person
from weir.assignment.model import AssignmentRule, AssignmentStrategy
from weir.calendars.team_hours import always_open, team_hours
from weir.changing.change import Change
from weir.identity.model import ZONE

TEAMS = "select team_id, array_agg(user_id order by user_id) from team_member where team_id = any(%(teams)s) group by team_id"
# A partner that is none any more gets nothing: its rule finds nobody.
PARTNERS = "select id, name, owner_id from account where id = any(%(keys)s) and type = 'PARTNER' and deleted_at is null"
WHERE = f"select {ZONE}, (select id from lead_pool where is_overflow and deleted_at is null)"
# The members, and those who cover for them. What somebody has is counted only where a rule looks at it: that takes longer the more it is.
PEOPLE = """
with named as (select unnest(%(keys)s::uuid[]) as id),
away as (select l.* from leave l where l.deleted_at is null and coalesce(l.ends_at, 'infinity') > %(since)s
    and l.user_id in (select id from named union select cover_user_id from leave where user_id in (select id from named)))
select u.id, u.name, u.is_active, u.skills,
    array(select r.role from user_role r where r.user_id = u.id),
    coalesce((select json_agg(json_build_array(a.starts_at, a.ends_at, a.cover_user_id)) from away a where a.user_id = u.id), '[]'),
    case when %(by_open)s then (select count(*) from lead d
        where d.owner_id = u.id and d.status in ('PENDING', 'WORKING') and d.deleted_at is null) else 0 end,
    case when %(by_given)s then (select count(*) from assignment_log g
        where g.owner_id = u.id and g.outcome = 'ASSIGNED' and g.decided_at >= %(today)s) else 0 end
from "user" u where u.id in (select id from named union select cover_user_id from away)
"""


async def staff_of(change: Change, rules: Sequence[AssignmentRule], since: datetime, *, fresh: bool = False) -> Staff:
    """Who the rules may choose. Leave counts from `since` on; with `fresh`, nobody has a lead yet."""
    ((zone_name, overflow),) = await change.fetch(WHERE, {})
    zone = ZoneInfo(zone_name)
    today = change.now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    wanted = [rule.team_id for rule in rules if rule.team_id]
    teams = {key: list(people) for key, people in await change.fetch(TEAMS, {"teams": wanted})} if wanted else {}
    staff = Staff({}, teams, Loads(), zone, overflow)
    if asked_for := [rule.partner_id for rule in rules if rule.partner_id]:
        found = await change.fetch(PARTNERS, {"keys": asked_for})
        staff.partners = {key: (name, manager) for key, name, manager in found}
    named = {key for rule in rules for key, _ in staff.members(rule)}
    by_open = any(rule.strategy is AssignmentStrategy.LEAST_LOADED or rule.holding_limit is not None for rule in rules)
    by_given = any(rule.capacity_per_day is not None for rule in rules)
    asked = {"keys": sorted(named), "since": since, "today": today, "by_open": by_open, "by_given": by_given}
    rows = await change.fetch(PEOPLE, asked)
    # Whose hours do not count is always at work.
    counts = any(rule.respect_work_hours for rule in rules)
    hours = await team_hours(change, [row[0] for row in rows]) if counts else always_open(zone)
    people, loads = staff.people, staff.loads
    for key, name, is_active, skills, roles, absences, held, given in rows:
        away = tuple(_absence(*one) for one in absences)
        can_own = any("update" in one.actions for one in grants_of(frozenset(roles), "lead"))
        people[key] = Person(key, name, is_active, can_own, frozenset(skills), hours.of(key), away)
        if not fresh:
            loads.open[key], loads.given[key, today.date()] = held, given
    return staff


def _absence(starts: str, ends: str | None, cover: Any) -> Absence:
    until = datetime.fromisoformat(ends) if ends else None
    return Absence(datetime.fromisoformat(starts), until, UUID(cover) if cover else None)
