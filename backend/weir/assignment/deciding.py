"""The decision itself, the same for a lead that has just come in and for one of last month in a rehearsal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from weir.assignment.choosing import Rotation, choose
from weir.assignment.eligible import Candidate, Loads, Person, Skipped, candidates
from weir.assignment.model import AssignmentOutcome, AssignmentRule, AssignmentTarget
from weir.calendars.worktime import next_opening
from weir.catalog.ids import key_of


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a lead: who gets it, by which rule, until when or in which pool it waits; `tried` is the trace of the log."""

    outcome: AssignmentOutcome
    owner: UUID | None = None
    rule: AssignmentRule | None = None
    wake_at: datetime | None = None
    tried: list[dict[str, Any]] = field(default_factory=list)
    # Whose managers are told when nobody could get it.
    asked: frozenset[UUID] = frozenset()
    pool: UUID | None = None
    # The partner who brings the lead on together with the owner.
    partner: UUID | None = None


@dataclass(slots=True)
class Staff:
    """The people rules choose among, and what they have."""

    people: dict[UUID, Person]
    teams: dict[UUID, list[UUID]]
    loads: Loads
    zone: ZoneInfo
    # The pool of what nobody can get, when one is named.
    overflow: UUID | None = None
    # The partners of the rules: what each is called, and who of ours looks after it.
    partners: dict[UUID, tuple[str, UUID | None]] = field(default_factory=dict)

    def members(self, rule: AssignmentRule) -> Iterable[tuple[UUID, int]]:
        """The members of a rule with their weights, in order."""
        if rule.target is AssignmentTarget.PARTNER:
            _, manager = self.partners.get(rule.partner_id, ("", None)) if rule.partner_id else ("", None)
            return [] if manager is None else [(manager, 1)]
        if rule.team_id is not None:
            return [(key, 1) for key in self.teams.get(rule.team_id, [])]
        return [(key, int(one["weight"])) for one in rule.members if (key := key_of(one["userId"], "user")) is not None]

    def name(self, key: UUID) -> str:
        """What somebody is called in the trace."""
        person = self.people.get(key)
        return person.name if person else "?"

    def day(self, at: datetime) -> date:
        """The business day of an instant."""
        return at.astimezone(self.zone).date()


def is_valid(rule: AssignmentRule, at: datetime) -> bool:
    """Whether the rule is in force at the instant."""
    started = rule.valid_from is None or rule.valid_from <= at
    return rule.is_active and started and (rule.valid_until is None or at < rule.valid_until)


def decide(
    matching: Iterable[AssignmentRule],
    staff: Staff,
    rotation_of: Callable[[AssignmentRule], Rotation],
    at: datetime,
    partner: UUID | None = None,
) -> Decision:
    """Tries the rules whose condition holds, in their order; whoever is chosen has one lead more afterwards.

    What no member of any of them can get waits in the overflow pool, when there is one. `partner`: who brought the lead; it is shown
    to no other.
    """
    tried: list[dict[str, Any]] = []
    asked: set[UUID] = set()
    day = staff.day(at)
    for rule in matching:
        if rule.target is AssignmentTarget.POOL:
            tried.append({"rule": rule.name, "reason": "POOLED"})
            return Decision(AssignmentOutcome.POOLED, pool=rule.pool_id, rule=rule, tried=tried)
        shared = rule.partner_id if rule.target is AssignmentTarget.PARTNER else None
        if shared is not None and partner not in (None, shared):
            tried.append({"rule": rule.name, "reason": "OTHER_PARTNER"})
            continue
        found = candidates(rule, staff.members(rule), staff.people, staff.loads, at, day)
        able = [one for one in found if one.receiver is not None]
        trace: dict[str, Any] = {"rule": rule.name, "candidates": [_told(one, staff) for one in found]}
        if shared in staff.partners:
            trace["partner"] = staff.partners[shared][0]
        tried.append(trace)
        if able:
            chosen = choose(rule.strategy, able, rotation_of(rule), staff.loads)
            assert chosen.receiver is not None
            staff.loads.give(chosen.receiver, day)
            trace["chosen"] = staff.name(chosen.receiver)
            return Decision(AssignmentOutcome.ASSIGNED, chosen.receiver, rule, tried=tried, partner=shared)
        asked |= {one.member for one in found}
        opening = _opening(rule, found, staff, at)
        if opening is not None:
            trace["reason"] = "QUEUED"
            return Decision(AssignmentOutcome.QUEUED, rule=rule, wake_at=opening, tried=tried)
        trace["reason"] = "NOBODY"
    if not tried:
        return Decision(AssignmentOutcome.UNMATCHED)
    return Decision(AssignmentOutcome.NOBODY, pool=staff.overflow, tried=tried, asked=frozenset(asked))


def _told(one: Candidate, staff: Staff) -> dict[str, Any]:
    told: dict[str, Any] = {"name": staff.name(one.member)}
    if one.skipped is not None:
        told["reason"] = one.skipped.value
    if one.receiver not in (None, one.member):
        told["by"] = staff.name(one.receiver)
    return told


def _opening(rule: AssignmentRule, found: list[Candidate], staff: Staff, at: datetime) -> datetime | None:
    """When the first who is only off work is at work again."""
    if not rule.queue_until_open:
        return None
    off = [staff.people[one.member] for one in found if one.skipped is Skipped.OUTSIDE_HOURS]
    times = [opens for person in off if (opens := next_opening(person.calendar, at)) is not None]
    return min(times, default=None)
