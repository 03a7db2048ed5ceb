"""Who of a rule's members can get a lead at this moment, and why the others cannot."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from weir.assignment.model import AssignmentRule
from weir.calendars.worktime import Calendar, is_open


class Skipped(str, Enum):
    """Why a member did not get a lead."""

    INACTIVE = "INACTIVE"
    NO_ROLE = "NO_ROLE"
    ON_LEAVE = "ON_LEAVE"
    OUTSIDE_HOURS = "OUTSIDE_HOURS"
    DAILY_CAPACITY = "DAILY_CAPACITY"
    HOLDING_LIMIT = "HOLDING_LIMIT"
    NO_SKILL = "NO_SKILL"


@dataclass(frozen=True, slots=True)
class Absence:
    """A leave; without an end it lasts until further notice."""

    starts: datetime
    ends: datetime | None
    cover: UUID | None

    def covers(self, at: datetime) -> bool:
        """Whether it holds at the instant."""
        return self.starts <= at and (self.ends is None or at < self.ends)


@dataclass(frozen=True, slots=True)
class Person:
    """What decides whether somebody can get a lead, besides how many they have."""

    key: UUID
    name: str
    is_active: bool
    can_own: bool
    skills: frozenset[str]
    calendar: Calendar
    absences: tuple[Absence, ...] = ()

    def absence(self, at: datetime) -> Absence | None:
        """The leave that holds at the instant; of several one with a cover."""
        held = [one for one in self.absences if one.covers(at)]
        return max(held, key=lambda one: one.cover is not None, default=None)


@dataclass(slots=True)
class Loads:
    """How many leads people have open, and how many the rules gave them on a day."""

    open: dict[UUID, int] = field(default_factory=dict)
    given: dict[tuple[UUID, date], int] = field(default_factory=dict)

    def give(self, key: UUID, day: date) -> None:
        """One more."""
        self.open[key] = self.open.get(key, 0) + 1
        self.given[key, day] = self.given.get((key, day), 0) + 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member as the rule saw them: `receiver` gets the lead when the member is chosen; without one, `skipped` says why."""

    member: UUID
    weight: int
    receiver: UUID | None
    skipped: Skipped | None


def candidates(
    rule: AssignmentRule,
    members: Iterable[tuple[UUID, int]],
    people: dict[UUID, Person],
    loads: Loads,
    at: datetime,
    day: date,
) -> list[Candidate]:
    """Every member in order. Who is away or gone is replaced by whoever covers, if that one can get the lead."""
    found = []
    for key, weight in members:
        person = people.get(key)
        why = _why_not(rule, person, loads, at, day)
        receiver = key if why is None else None
        if person is not None and why in (Skipped.INACTIVE, Skipped.ON_LEAVE):
            absence = person.absence(at)
            cover = people.get(absence.cover) if absence and absence.cover else None
            if cover is not None and _why_not(rule, cover, loads, at, day) is None:
                receiver = cover.key
        found.append(Candidate(key, weight, receiver, None if receiver == key else why))
    return found


def _why_not(rule: AssignmentRule, person: Person | None, loads: Loads, at: datetime, day: date) -> Skipped | None:
    if person is None or not person.is_active:
        return Skipped.INACTIVE
    if not person.can_own:
        return Skipped.NO_ROLE
    if rule.respect_leave and person.absence(at):
        return Skipped.ON_LEAVE
    if rule.skill and rule.skill not in person.skills:
        return Skipped.NO_SKILL
    if rule.holding_limit is not None and loads.open.get(person.key, 0) >= rule.holding_limit:
        return Skipped.HOLDING_LIMIT
    if rule.capacity_per_day is not None and loads.given.get((person.key, day), 0) >= rule.capacity_per_day:
        return Skipped.DAILY_CAPACITY
    # Last: who would get the lead but for the hour is who it waits for.
    if rule.respect_work_hours and not is_open(person.calendar, at):
        return Skipped.OUTSIDE_HOURS
    return None
