"""The stages of a pipeline: the domain's fixture F1, figure by figure, and the same from the viewer's side."""

from datetime import datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest
from cast import Cast
from hypothesis import given, settings
from hypothesis import strategies as st

from weir.catalog.ids import encode
from weir.reports.survival import cumulative_incidence, interval, median_survival

pytestmark = pytest.mark.slow

# F1 of the domain: who, amount, then the stages with the day of entry; the last is how it ended, or when it is expected.
F1 = """
张三 100000 S1 01-05 S2 01-10 S3 01-20 S4 02-01 WON 02-10
张三  50000 S1 01-06 S2 01-16 S3 01-26 LOST 02-15
李四 200000 S1 01-10 S3 01-20 S4 02-09 WON 03-01
李四  30000 S1 01-12 LOST 01-22
张三 150000 S1 01-20 S2 01-30 S3 02-14 S4 03-06 OPEN 04-15
李四  80000 S1 02-01 S2 02-11 S3 03-03 OPEN 04-20
李四  60000 S1 02-05 S2 02-25 S3 03-07 S2 03-17 OPEN 05-10
张三 120000 S1 02-10 S2 02-20 S3 03-01 S4 03-11 LOST 03-21
张三  40000 S1 03-01 S2 03-16 OPEN 04-30
李四  90000 S1 03-20 OPEN 06-30
"""
ZONE = timezone(timedelta(hours=8))
AS_OF = "2026-04-01T00:00:00+08:00"
REPORT = (
    "query($p: ID!, $s: DateTime, $u: DateTime, $a: DateTime, $d: Int!) { pipelineReport(pipelineId: $p, since: $s, until: $u, asOf: $a,"
    " days: $d) { created won matured bottleneck stages { stageId reached rate meanRate touched present progressed stays staying"
    " meanDays medianDays survivalDays overLimit entries entriesOldEnough wonInTime wonShare wonLow wonHigh wonIncidence isFew } } }"
)


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"2026-{day}T00:00:00+08:00")


async def f1(weir: Cast) -> str:
    """The pipeline P-A with the ten deals of F1."""
    async with weir.app.database.reads.connection() as connection:

        async def one(sql: str, *values: Any) -> Any:
            row = await (await connection.execute(sql, values)).fetchone()
            assert row
            return row[0]

        pipeline = await one(
            "insert into pipeline (code, name_zh, name_en, position) values ('PA', 'P-A', 'P-A', 9) returning id"
        )
        stages = {}
        for n, (name, kind, chance) in enumerate(
            [
                ("S1", "OPEN", 10),
                ("S2", "OPEN", 30),
                ("S3", "OPEN", 50),
                ("S4", "OPEN", 80),
                ("WON", "WON", 100),
                ("LOST", "LOST", 0),
            ]
        ):
            stages[name] = await one(
                "insert into stage (pipeline_id, position, name_zh, name_en, type, probability)"
                " values (%s, %s, %s, %s, %s, %s) returning id",
                pipeline, n, name, name, kind, chance,
            )  # fmt: skip
        for n, line in enumerate(F1.strip().splitlines()):
            who, amount, *way = line.split()
            steps = [(way[k], at(way[k + 1])) for k in range(0, len(way), 2)]
            *moves, (end, when) = steps
            owner = await one('select id from "user" where name = %s', who)
            last = stages[end] if end != "OPEN" else stages[moves[-1][0]]
            deal = await one(
                "insert into deal (name, pipeline_id, stage_id, status, probability, probability_source, forecast_category, rank, amount,"
                " base_amount, owner_id, department_id, created_at, stage_entered_at, closed_at, expected_close_date)"
                " select %s, %s, %s, %s, %s, 'STAGE', 'PIPELINE', %s, %s, %s, %s, department_id, %s, %s, %s, %s from \"user\" where id = %s"
                " returning id",
                f"D{n + 1}", pipeline, last, end, {"WON": 100, "LOST": 0}.get(end, 30), f"a{n}", amount, amount, owner, moves[0][1],
                moves[-1][1], None if end == "OPEN" else when, when.date() if end == "OPEN" else None, owner,
            )  # fmt: skip
            marks = [*moves, (end, when)] if end != "OPEN" else [*moves, ("", None)]
            for (name, entered), (_, left) in pairwise(marks):
                visit = "insert into stage_visit (deal_id, stage_id, entered_at, exited_at) values (%s, %s, %s, %s) returning id"
                await one(visit, deal, stages[name], entered, left)
    return encode("pipeline", pipeline)


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
    assert 0 <= won <= 1 and won + lost <= 1 + 1e-9
    assert won <= (cumulative_incidence(wins, losses, going_on, until + 1) or 0) + 1e-12, "it never falls"
    if not going_on:
        assert won == pytest.approx(sum(one <= until for one in wins) / (len(wins) + len(losses)))
