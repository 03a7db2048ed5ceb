"""The stages of a pipeline: the domain's fixture F1, figure by figure, and the same from the viewer's side."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from cast import Cast
from fixture_f1 import AS_OF, f1
from hypothesis import given, settings
from hypothesis import strategies as st

from weir.reports.backtest import Entries, back_test
from weir.reports.survival import cumulative_incidence, interval, median_survival

pytestmark = pytest.mark.slow

REPORT = (
    "query($p: ID!, $s: DateTime, $u: DateTime, $a: DateTime, $d: Int!) { pipelineReport(pipelineId: $p, since: $s, until: $u, asOf: $a,"
    " days: $d) { created won matured bottleneck stages { stageId reached rate meanRate touched present progressed stays staying"
    " meanDays medianDays survivalDays overLimit entries entriesOldEnough wonInTime wonShare wonLow wonHigh wonIncidence isFew } } }"
)


async def report(weir: Cast, who: str, pipeline: str, since: str = "2026-01-01", **more: Any) -> dict[str, Any]:
    given_now = {"p": pipeline, "s": f"{since}T00:00:00+08:00", "u": AS_OF, "a": AS_OF, "d": 30, **more}
    found: dict[str, Any] = (await weir[who].ask(REPORT, **given_now))["pipelineReport"]
    return found


async def test_the_figures_of_f1(weir: Cast) -> None:
    pipeline = await f1(weir)
    told = await report(weir, "chen", pipeline)
    _, s2, s3, _ = told["stages"]
    assert (told["created"], told["won"], told["matured"]) == (10, 2, 5)
    assert [one["reached"] for one in told["stages"]] == [10, 8, 7, 4]
    assert [round(one["rate"], 3) for one in told["stages"]] == [0.8, 0.875, 0.571, 0.5]
    assert s2["touched"] == 7, "D3 skipped it"
    assert (s3["stays"], s3["staying"]) == (6, 1)
    assert (round(s3["meanDays"], 2), s3["medianDays"], s3["survivalDays"]) == (15.33, 16, 20)
    assert (s3["entries"], s3["entriesOldEnough"], s3["wonInTime"], s3["wonShare"]) == (7, 5, 1, 0.2)
    assert round(s3["wonIncidence"], 3) == 0.143 and s3["isFew"]
    later = (await report(weir, "chen", pipeline, d=40))["stages"][2]
    assert round(later["wonIncidence"], 3) == 0.429
    march = (await report(weir, "chen", pipeline, "2026-03-01"))["stages"][2]
    assert (march["present"], march["progressed"]) == (4, 2)
    own = await report(weir, "zhangsan", pipeline)
    assert (own["created"], own["won"]) == (5, 1), "a rep sees the funnel of their own deals"
    nobody = await report(weir, "wangwu", pipeline)
    assert nobody["created"] == 0 and all(one["entries"] == 0 for one in nobody["stages"])


async def test_as_of_an_earlier_day_nothing_later_is_known(weir: Cast) -> None:
    pipeline = await f1(weir)
    then = "2026-02-10T12:00:00+08:00"
    told = await report(weir, "chen", pipeline, u=then, a=then)
    assert (told["created"], told["won"], told["matured"]) == (8, 1, 2), "D1 is won, D4 lost; D2 is still open"
    assert [one["reached"] for one in told["stages"]] == [8, 4, 3, 2]


async def test_the_list_of_those_who_reached_a_stage_has_the_number_of_the_funnel(weir: Cast) -> None:
    pipeline = await f1(weir)
    lists = []
    for position in range(4):
        where = {"pipelineId": {"eq": pipeline}, "furthestPosition": {"gte": position}}
        found = await weir["chen"].ask("query($w: DealWhere) { deals(where: $w) { totalCount } }", w=where)
        lists.append(found["deals"]["totalCount"])
    assert lists == [10, 8, 7, 4]


BACK_TEST = (
    "query($p: ID!, $d: Int!, $n: Int!, $a: DateTime!) { stageBackTest(pipelineId: $p, days: $d, leastEntries: $n, asOf: $a) {"
    " leftOut brierOfShare whole { entries won predicted share low high brier } bins { from to tally { entries won predicted share high } }"
    " stages { stageId tally { entries won predicted brier } } } }"
)


async def back(weir: Cast, who: str, pipeline: str, days: int, least: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = (await weir[who].ask(BACK_TEST, p=pipeline, d=days, n=least, a=AS_OF))["stageBackTest"]
    return found


async def test_the_odds_of_f1_are_tested_with_what_was_known_on_the_first_of_each_month(weir: Cast) -> None:
    pipeline = await f1(weir)
    told = await back(weir, "chen", pipeline, 30)
    # Known of S3 on 1 March: lost at 20 of 3 (one left at 15), won at 21 of 2, so 2/3 x 1/2; D8 came next, and was lost. On 1 February
    # nobody had won yet; D5 came next.
    third = told["stages"][2]["tally"]
    assert (third["entries"], third["won"]) == (2, 0)
    assert third["predicted"] == pytest.approx(1 / 6) and third["brier"] == pytest.approx(1 / 18)
    sooner = await back(weir, "chen", pipeline, 20)
    # S4 on 1 March: D1 won after 9 days, D3 after 20. D5 and D8 came next, and neither was won.
    assert sooner["stages"][3]["tally"] == {"entries": 2, "won": 0, "predicted": 1, "brier": 1}
    assert [(one["from"], one["to"], one["tally"]["entries"]) for one in sooner["bins"]] == [(0, 0.1, 11), (0.9, 1, 2)]
    assert round(sooner["bins"][1]["tally"]["high"], 3) == 0.658, "Wilson: 0 of 2"
    whole = sooner["whole"]
    assert (whole["entries"], whole["won"], whole["brier"]) == (13, 0, pytest.approx(2 / 13))
    assert whole["predicted"] == pytest.approx(2 / 13) and sooner["brierOfShare"] == 0
    own = (await back(weir, "zhangsan", pipeline, 20))["whole"]
    assert (own["entries"], own["predicted"]) == (7, pytest.approx(2 / 7)), "a rep's odds come from their own deals"
    few = await back(weir, "chen", pipeline, 20, least=20)
    assert (few["whole"], few["bins"], few["leftOut"]) == (None, [], 13)
    assert (await back(weir, "wangwu", pipeline, 20))["whole"] is None


def test_the_textbook_cases() -> None:
    assert median_survival([], []) is None
    assert median_survival([3, 5], [9, 9, 9]) is None
    assert median_survival([1, 2, 3, 4], []) == 2
    assert cumulative_incidence([], [], [], 30) is None
    assert cumulative_incidence([10] * 20, [], [40] * 30, 30) == pytest.approx(0.4)
    low, high = interval(20, 50)  # type: ignore[misc]
    assert (round(low, 3), round(high, 3)) == (0.276, 0.538)


days_strategy = st.lists(st.integers(0, 90).map(float), max_size=30)


@settings(max_examples=200, deadline=None)
@given(days_strategy, days_strategy, days_strategy, st.integers(1, 120))
def test_what_is_won_and_what_is_lost_and_what_goes_on_are_never_more_than_all(
    wins: list[float], losses: list[float], going_on: list[float], until: int
) -> None:
    won = cumulative_incidence(wins, losses, going_on, until)
    lost = cumulative_incidence(losses, wins, going_on, until)
    if won is None or lost is None:
        return
    assert won >= 0 and won + lost <= 1 + 1e-9
    assert won <= (cumulative_incidence(wins, losses, going_on, until + 1) or 0) + 1e-12, "it never falls"
    if not going_on:
        assert won == pytest.approx(sum(one <= until for one in wins) / (len(wins) + len(losses)))


WHEN = datetime(2026, 1, 1, tzinfo=UTC)
stay = st.tuples(st.integers(0, 120), st.none() | st.integers(0, 60), st.booleans())


def said(known: list[tuple[int, int | None, bool]], cut: int, days: int) -> Fraction:
    """The odds on the day of the cut, day by day: of those still there, so many win; in exact fractions."""
    won, alive = Fraction(0), Fraction(1)
    for day in range(days + 1):
        ends = [(lasted, is_won) for at, lasted, is_won in known if lasted is not None and at + lasted <= cut]
        watched = [lasted for lasted, _ in ends]
        watched += [cut - at for at, lasted, _ in known if lasted is None or at + lasted > cut]
        there = sum(one >= day for one in watched)
        if there:
            won += alive * Fraction(sum(one == (day, True) for one in ends), there)
            alive *= 1 - Fraction(sum(lasted == day for lasted, _ in ends), there)
    return won


@settings(max_examples=150, deadline=None)
@given(st.lists(stay, max_size=40), st.integers(1, 40))
def test_a_back_test_is_what_one_works_out_by_hand(stays: list[tuple[int, int | None, bool]], days: int) -> None:
    stays.sort(key=lambda one: one[0])
    begin = WHEN.timestamp()
    ends = [None if lasted is None else begin + (at + lasted) * 86_400 for at, lasted, _ in stays]
    stage = Entries(UUID(int=1), [begin + at * 86_400 for at, _, _ in stays], ends, [one[2] for one in stays])
    cuts = [30, 60, 90]
    told = back_test(
        [stage], [WHEN + timedelta(days=one) for one in cuts], [WHEN] * 3, WHEN + timedelta(days=110), days, 1
    )
    entries, missed = 0, Fraction(0)
    for cut, then in [(30, 60), (60, 90), (90, 110)]:
        known, came = [one for one in stays if one[0] < cut], [one for one in stays if cut <= one[0] < then]
        if known:
            promised = said(known, cut, days)
            entries += len(came)
            for _, lasted, is_won in came:
                missed += (promised - (is_won and lasted is not None and lasted <= days)) ** 2
    assert (told.whole.entries if told.whole else 0) == entries
    if told.whole:
        assert told.whole.brier == pytest.approx(float(missed / entries))
        assert sum(one.entries for _, one in told.bins) == entries
