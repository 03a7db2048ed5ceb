"""Whose calendar counts: that of a person's first team that has one, else the organisation's. Without either it is always open."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from weir.calendars.hours import hours_of
from weir.calendars.model import DayKind
from weir.calendars.worktime import DAY_SECONDS, Calendar, Hours
from weir.changing.change import Change
from weir.identity.model import ZONE

# Not the viewer's: a job works for nobody.
CALENDARS = """
select c.id, c.hours, coalesce(json_agg(json_build_array(d.day, d.kind, d.hours)) filter (where d.id is not null), '[]'),
    (select o.calendar_id = c.id from organisation o order by o.created_at, o.id limit 1)
from work_calendar c left join calendar_day d on d.calendar_id = c.id and d.deleted_at is null
where c.deleted_at is null group by c.id
"""
TEAMS = """
select distinct on (m.user_id) m.user_id, t.calendar_id from team_member m
join team t on t.id = m.team_id join work_calendar c on c.id = t.calendar_id and c.deleted_at is null
where m.user_id = any(%(people)s) order by m.user_id, t.name, t.id
"""


class TeamHours:
    """The calendars of some people, read once."""

    def __init__(
        self, calendars: dict[UUID, Calendar], default: UUID | None, people: dict[UUID, UUID], always: Calendar
    ):
        self._calendars, self._default, self._people, self._always = calendars, default, people, always

    def of(self, person: UUID | None) -> Calendar:
        """The calendar a person works by; the organisation's for nobody in particular."""
        key = self._people.get(person, self._default) if person else self._default
        return self._calendars.get(key, self._always) if key else self._always


async def team_hours(change: Change, people: Iterable[UUID]) -> TeamHours:
    """The calendars by which these people work."""
    ((name,),) = await change.fetch(f"select {ZONE}", {})
    zone = ZoneInfo(name)
    rows = await change.fetch(CALENDARS, {})
    calendars = {key: _calendar(zone, week, days) for key, week, days, _ in rows}
    default = next((key for key, _, _, is_default in rows if is_default), None)
    teams = dict(await change.fetch(TEAMS, {"people": list(people)}))
    return TeamHours(calendars, default, teams, _always(zone))


def always_open(zone: ZoneInfo) -> TeamHours:
    """Where hours do not count: nobody is ever off work."""
    return TeamHours({}, None, {}, _always(zone))


def _always(zone: ZoneInfo) -> Calendar:
    return Calendar(zone, [((0, DAY_SECONDS),)] * 7)


def _calendar(zone: ZoneInfo, week: list[Any], days: list[Any]) -> Calendar:
    weekly = [hours_of(one) for one in week]
    usual: Hours = next((one for one in weekly if one), ())
    differing = {
        date.fromisoformat(day): (hours_of(own) or usual) if kind == DayKind.WORKDAY.value else ()
        for day, kind, own in days
    }
    return Calendar(zone, weekly, differing)
