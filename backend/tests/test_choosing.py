"""Whose turn it is: the worked sequences, and that nobody is chosen who could not be, however members come and go."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from weir.assignment.choosing import Rotation
from weir.assignment.deciding import Decision, Staff, decide
from weir.assignment.eligible import Absence, Loads, Person, Skipped, candidates
from weir.assignment.model import AssignmentOutcome, AssignmentRule, AssignmentStrategy, AssignmentTarget
from weir.calendars.worktime import Calendar
from weir.catalog.ids import encode

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)  # Wednesday, 10:00
ALWAYS = Calendar(SHANGHAI, [((0, 86_400),)] * 7)
OFFICE = Calendar(SHANGHAI, [((32_400, 64_800),)] * 5 + [()] * 2)
KEYS = {name: UUID(int=number) for number, name in enumerate("ABCD", 1)}
A, B, C, D = KEYS.values()
NAMES = {key: name for name, key in KEYS.items()}


def person(key: UUID, **given: object) -> Person:
    facts = {"is_active": True, "can_own": True, "skills": frozenset(), "calendar": ALWAYS, **given}
    return Person(key, NAMES[key], **facts)  # type: ignore[arg-type]


def staff(*people: Person, loads: Loads | None = None) -> Staff:
    return Staff({one.key: one for one in people}, {}, loads or Loads(), SHANGHAI)


def rule(strategy: str = "ROUND_ROBIN", members: str = "ABC", weights: str = "", **given: object) -> AssignmentRule:
    listed = [
        {"userId": encode("user", KEYS[name]), "weight": int(weight)}
        for name, weight in zip(members, weights or "1" * len(members), strict=True)
    ]
    facts = {"is_active": True, "target": AssignmentTarget.MEMBERS, "respect_leave": True, **given}
    return AssignmentRule(name=strategy, strategy=AssignmentStrategy(strategy), members=listed, **facts)


def sequence(one: AssignmentRule, who: Staff, count: int) -> str:
    rotation = Rotation()
    return "".join(NAMES[made.owner] for made in (given_to(one, who, rotation) for _ in range(count)) if made.owner)


def given_to(one: AssignmentRule, who: Staff, rotation: Rotation, at: datetime = NOW) -> Decision:
    return decide([one], who, lambda _: rotation, at)


def test_in_turn_who_was_away_gets_no_burst() -> None:
    """A, B, C; C is on leave for the leads 3 to 5."""
    rotation, got = Rotation(), ""
    for number in range(1, 10):
        away = (Absence(NOW - timedelta(days=1), None, None),) if number in (3, 4, 5) else ()
        made = given_to(rule(), staff(person(A), person(B), person(C, absences=away)), rotation)
        got += NAMES[made.owner]  # type: ignore[index]
    assert got == "ABABACBAC"


def test_by_weight_is_smooth() -> None:
    assert sequence(rule("WEIGHTED", "AB", "21"), staff(person(A), person(B)), 6) == "ABAABA"


def test_the_least_loaded_and_of_equals_who_waited_longest() -> None:
    loads = Loads(open={A: 12, B: 9, C: 9})
    rotation = Rotation(turns={B: 10, C: 9})
    made = given_to(rule("LEAST_LOADED"), staff(person(A), person(B), person(C), loads=loads), rotation)
    assert made.owner == C
    assert loads.open[C] == 10


def test_the_first_who_can_in_a_fixed_order() -> None:
    limited = rule("FIXED", "ABC", capacity_per_day=2)
    assert sequence(limited, staff(person(A), person(B), person(C)), 7) == "AABBCC"


def test_whoever_covers_gets_the_leads_of_who_is_away_or_gone() -> None:
    covered = (Absence(NOW - timedelta(days=1), None, D),)
    gone = person(C, is_active=False, absences=covered)
    assert sequence(rule(), staff(person(A), person(B), gone, person(D)), 6) == "ABDABD"
    also_away = person(D, absences=(Absence(NOW - timedelta(hours=1), None, None),))
    made = given_to(rule(), staff(person(A), person(B), gone, also_away), Rotation(turns={A: 1, B: 2}))
    assert made.owner == A
    assert {"name": "C", "reason": "INACTIVE"} in made.tried[0]["candidates"]


def test_every_reason_not_to_get_a_lead_has_its_name() -> None:
    loads, day = Loads(open={B: 5}, given={(C, date(2026, 11, 25)): 3}), date(2026, 11, 25)
    people = {A: person(A, can_own=False), B: person(B), C: person(C), D: person(D, calendar=OFFICE)}
    one = rule(members="ABCD", holding_limit=5, capacity_per_day=3, respect_work_hours=True)
    evening = NOW + timedelta(hours=10)
    found = candidates(one, staff(*people.values()).members(one), people, loads, evening, day)
    assert [each.skipped for each in found] == [
        Skipped.NO_ROLE, Skipped.HOLDING_LIMIT, Skipped.DAILY_CAPACITY, Skipped.OUTSIDE_HOURS,
    ]  # fmt: skip
    skilled = rule(members="AB", skill="英语")
    people = {A: person(A, skills=frozenset({"英语"})), B: person(B)}
    found = candidates(skilled, staff(*people.values()).members(skilled), people, Loads(), NOW, day)
    assert [each.skipped for each in found] == [None, Skipped.NO_SKILL]


def test_after_hours_a_lead_waits_for_the_opening_or_goes_to_the_next_rule() -> None:
    who, friday = staff(person(A, calendar=OFFICE), person(B)), datetime(2026, 11, 27, 12, tzinfo=UTC)
    waits = rule("FIXED", "A", respect_work_hours=True, queue_until_open=True)
    made = decide([waits, rule("FIXED", "B")], who, lambda _: Rotation(), friday)
    assert (made.outcome, made.owner) == (AssignmentOutcome.QUEUED, None)
    assert made.wake_at == datetime(2026, 11, 30, 1, tzinfo=UTC)
    goes_on = rule("FIXED", "A", respect_work_hours=True)
    made = decide([goes_on, rule("FIXED", "B")], who, lambda _: Rotation(), friday)
    assert (made.outcome, made.owner) == (AssignmentOutcome.ASSIGNED, B)
    assert [one.get("reason") for one in made.tried] == ["NOBODY", None]


def test_nobody_and_no_rule_are_told_apart() -> None:
    none = decide([rule("FIXED", "A")], staff(person(A, is_active=False)), lambda _: Rotation(), NOW)
    assert (none.outcome, none.asked) == (AssignmentOutcome.NOBODY, frozenset({A}))
    assert decide([], staff(), lambda _: Rotation(), NOW).outcome is AssignmentOutcome.UNMATCHED


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["ROUND_ROBIN", "WEIGHTED", "LEAST_LOADED", "FIXED"]),
    st.lists(st.sets(st.sampled_from([A, B, C])), min_size=1, max_size=30),
    st.integers(1, 9),
    st.integers(1, 8),
)
def test_whoever_comes_and_goes_one_who_can_gets_each_lead_and_no_limit_is_passed(
    strategy: str, away: list[set[UUID]], limit: int, weight: int
) -> None:
    loads, rotation = Loads(), Rotation()
    one = rule(strategy, "ABC", f"{weight}11", capacity_per_day=limit)
    for gone in away:
        people = [person(key, is_active=key not in gone) for key in (A, B, C)]
        could = {key for key in (A, B, C) if key not in gone and loads.given.get((key, date(2026, 11, 25)), 0) < limit}
        made = given_to(one, staff(*people, loads=loads), rotation)
        assert (made.owner in could) if could else made.outcome is AssignmentOutcome.NOBODY
    assert max(loads.given.values(), default=0) <= limit


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5), st.integers(1, 4))
def test_weights_are_kept_exactly_over_each_round(a: int, b: int, c: int, rounds: int) -> None:
    got = sequence(rule("WEIGHTED", "ABC", f"{a}{b}{c}"), staff(person(A), person(B), person(C)), rounds * (a + b + c))
    assert (got.count("A"), got.count("B"), got.count("C")) == (a * rounds, b * rounds, c * rounds)
