"""Working time: what the closed forms say is what counting minute by minute says."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weir.calendars.hours import checked_day, checked_week, hours_of
from weir.calendars.model import DayKind
from weir.calendars.official import official_days
from weir.calendars.worktime import Calendar, Hours, add_working, is_open, next_opening, working_seconds
from weir.errors import Refusal

SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE_TO_SIX: Hours = ((9 * 3600, 18 * 3600),)
MINUTE = timedelta(minutes=1)


def china(year: int) -> Calendar:
    days = {one.day: NINE_TO_SIX if one.kind is DayKind.WORKDAY else () for one in official_days(year)}
    return Calendar(SHANGHAI, [NINE_TO_SIX] * 5 + [()] * 2, days)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_the_official_arrangement_of_2026_is_the_one_that_was_announced() -> None:
    off = {one.day for one in official_days(2026) if one.kind is DayKind.DAY_OFF}
    on = {one.day for one in official_days(2026) if one.kind is DayKind.WORKDAY}
    festival = {date(2026, 2, day) for day in range(15, 24)}
    assert {day for day in off if day.month == 2} == festival
    assert {day for day in on if day.month == 2} == {date(2026, 2, 14), date(2026, 2, 28)}
    assert official_days(1999) == []


def test_a_lead_before_the_spring_festival_called_after_it_was_answered_in_five_minutes() -> None:
    lead, call = at("2026-02-14T17:57:00"), at("2026-02-24T09:02:00")
    assert working_seconds(china(2026), lead, call) == 300
    assert call - lead == timedelta(days=9, hours=15, minutes=5)
    assert working_seconds(china(2026), at("2026-02-13T17:58:00"), at("2026-02-14T09:03:00")) == 300
    assert add_working(china(2026), lead, 300) == call
    assert next_opening(china(2026), at("2026-02-14T18:00:00")) == at("2026-02-24T09:00:00")


def test_the_closing_minute_is_closed_and_the_opening_minute_is_open() -> None:
    assert is_open(china(2026), at("2026-02-24T09:00:00"))
    assert not is_open(china(2026), at("2026-02-24T18:00:00"))
    assert not is_open(china(2026), at("2026-02-16T10:00:00"))


def test_a_calendar_that_never_opens_again_says_so() -> None:
    never = Calendar(SHANGHAI, [()] * 7, {date(2026, 3, 1): NINE_TO_SIX})
    assert next_opening(never, at("2026-02-01T10:00:00")) == at("2026-03-01T09:00:00")
    assert next_opening(never, at("2026-03-01T18:00:00")) is None
    assert add_working(never, at("2026-03-01T17:00:00"), 3601) is None
    assert add_working(never, at("2026-03-01T17:00:00"), 3600) == at("2026-03-01T18:00:00")


quarters = st.lists(st.integers(0, 96), min_size=0, max_size=6, unique=True).map(sorted)


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    """Some periods of a day, on quarters of an hour."""
    found = draw(quarters)
    return tuple((start * 900, end * 900) for start, end in zip(found[::2], found[1::2], strict=False))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    week = [draw(hours()) for _ in range(7)]
    days = draw(st.dictionaries(st.dates(date(2026, 1, 28), date(2026, 2, 20)), hours(), max_size=8))
    return Calendar(draw(st.sampled_from([SHANGHAI, ZoneInfo("UTC")])), week, days)


instants = st.datetimes(datetime(2026, 2, 1), datetime(2026, 2, 12)).map(
    lambda one: one.replace(second=0, microsecond=0, tzinfo=UTC)
)


def naive_seconds(calendar: Calendar, start: datetime, end: datetime) -> int:
    """The same, one minute after the other."""
    return sum(60 for step in range(int((end - start) / MINUTE)) if is_open_naively(calendar, start + step * MINUTE))


def is_open_naively(calendar: Calendar, moment: datetime) -> bool:
    here = moment.astimezone(calendar.zone)
    second = here.hour * 3600 + here.minute * 60 + here.second
    hours = calendar.days.get(here.toordinal(), calendar.week[here.weekday()])
    return any(start <= second < end for start, end in hours)


@settings(max_examples=30, deadline=None)
@given(calendars(), instants, st.integers(0, 4 * 1440))
def test_working_seconds_are_what_the_minutes_add_up_to(calendar: Calendar, start: datetime, minutes: int) -> None:
    end = start + minutes * MINUTE
    assert working_seconds(calendar, start, end) == naive_seconds(calendar, start, end)
    assert working_seconds(calendar, end, start) == 0
    assert is_open(calendar, end) == is_open_naively(calendar, end)


@settings(max_examples=30, deadline=None)
@given(calendars(), instants, st.integers(1, 40 * 60))
def test_added_working_time_is_the_first_instant_by_which_it_has_passed(
    calendar: Calendar, start: datetime, minutes: int
) -> None:
    end = add_working(calendar, start, minutes * 60)
    if end is None:
        assert not any(calendar.week)
        return
    assert end > start
    assert working_seconds(calendar, start, end) == minutes * 60
    assert working_seconds(calendar, start, end - MINUTE) == (minutes - 1) * 60


@settings(max_examples=30, deadline=None)
@given(calendars(), instants)
def test_the_next_opening_is_the_first_open_minute(calendar: Calendar, start: datetime) -> None:
    opens = next_opening(calendar, start)
    if opens is None:
        assert not any(calendar.week)
        return
    assert is_open(calendar, opens)
    assert working_seconds(calendar, start, opens) == 0
    assert opens == start or not is_open(calendar, opens - MINUTE)


@settings(max_examples=40, deadline=None)
@given(calendars(), instants, instants, instants)
def test_time_can_be_cut_anywhere(calendar: Calendar, one: datetime, two: datetime, three: datetime) -> None:
    first, middle, last = sorted((one, two, three))
    parts = working_seconds(calendar, first, middle) + working_seconds(calendar, middle, last)
    assert parts == working_seconds(calendar, first, last)


@pytest.mark.parametrize(
    "pairs",
    [
        [["09:00"]],
        [["9:00", "18:00"]],
        [["18:00", "09:00"]],
        [["09:00", "12:00"], ["11:00", "13:00"]],
        [["a", "b"]],
        "x",
    ],
)
def test_hours_that_are_none_are_refused(pairs: object) -> None:
    with pytest.raises(Refusal):
        checked_day(pairs, "hours")


def test_hours_are_put_in_order_and_a_week_needs_one() -> None:
    assert checked_day([["13:30", "24:00"], ["09:00", "12:00"]], "hours") == [["09:00", "12:00"], ["13:30", "24:00"]]
    assert hours_of([["13:30", "24:00"]]) == ((48_600, 86_400),)
    with pytest.raises(Refusal):
        checked_week([[]] * 7)
    with pytest.raises(Refusal):
        checked_week([[["09:00", "18:00"]]])
