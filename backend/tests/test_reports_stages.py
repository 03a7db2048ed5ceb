"""The stages of a pipeline: the domain's fixture F1, figure by figure, and the same from the viewer's side."""

from typing import Any

import pytest
from cast import Cast
from fixture_f1 import AS_OF, f1
from hypothesis import given, settings
from hypothesis import strategies as st

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
