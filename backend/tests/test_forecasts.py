"""What will be won: F1's figures by all four methods, what was known earlier, how good it was, and the steps between two pipelines."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from cast import Cast
from fixture_f1 import AS_OF, at, f1
from hypothesis import given, settings
from hypothesis import strategies as st

from weir.forecasts.figures import accuracy, bias
from weir.forecasts.methods import spread

pytestmark = pytest.mark.slow

REPORT = """query($first: Date, $months: Int! = 3, $pipeline: ID, $owner: ID, $department: ID, $at: DateTime,
    $steady: Boolean! = false) {
    forecastReport(first: $first, months: $months, pipelineId: $pipeline, ownerId: $owner, departmentId: $department, asOf: $at,
        steady: $steady) { first after withoutAmount currency whole { won wonDeals deals commit
        bestCase pipeline weighted historical survival }
        methods { method open total low high } people { ownerId won weighted } stages { deals won closed chance entries isFew } } }"""
FALL = """query($since: DateTime!, $until: DateTime, $first: Date, $after: Date, $pipeline: ID) {
    pipelineWaterfall(since: $since, until: $until, first: $first, after: $after, pipelineId: $pipeline) { startDeals startAmount endDeals
        endAmount steps { step deals change isBeside } stages { stageId dealsBefore amountBefore dealsAfter amountAfter } } }"""
CHANGED = """query($since: DateTime!, $until: DateTime, $first: Date, $after: Date, $pipeline: ID, $step: PipelineStep, $size: Int! = 50,
    $cursor: String) { changedDeals(since: $since, until: $until, first: $first, after: $after, pipelineId: $pipeline, step: $step,
        size: $size, cursor: $cursor) { rows { dealId name step change amountBefore amountAfter } endCursor } }"""


async def report(weir: Cast, who: str, pipeline: str, **more: Any) -> dict[str, Any]:
    asked = {"first": "2026-04-01", "pipeline": pipeline, "at": AS_OF, **more}
    found: dict[str, Any] = (await weir[who].ask(REPORT, **asked))["forecastReport"]
    return found


async def refused(weir: Cast, who: str, verb: str, **given: Any) -> str:
    code: str = (await weir[who].do(verb, **given))["userErrors"][0]["code"]
    return code


def by_method(told: dict[str, Any]) -> dict[str, float]:
    return {one["method"]: float(one["open"]) for one in told["methods"]}


async def test_the_forecast_of_f1_by_all_four_methods(weir: Cast) -> None:
    pipeline = await f1(weir)
    told = await report(weir, "chen", pipeline)
    assert by_method(told) | {"SURVIVAL": None} == {
        "WEIGHTED": 199_000, "CATEGORY": 150_000, "HISTORICAL": 226_000, "SURVIVAL": None}  # fmt: skip
    whole = told["whole"]
    assert [float(whole[one]) for one in ("won", "commit", "bestCase", "pipeline")] == [0, 150_000, 230_000, 420_000]
    assert [round(one["chance"], 3) for one in told["stages"]] == [0.4, 0.5, 0.5, 0.667]
    assert [one["deals"] for one in told["stages"]] == [1, 2, 1, 1]
    april = await report(weir, "chen", pipeline, months=1)
    assert by_method(april)["WEIGHTED"] == 172_000
    ranges = {one["method"]: one for one in told["methods"]}
    for one in ("WEIGHTED", "HISTORICAL", "SURVIVAL"):
        low, high = float(ranges[one]["low"]), float(ranges[one]["high"])
        assert 0 <= low <= float(ranges[one]["total"]) <= high <= 420_000
    assert ranges["CATEGORY"]["low"] is None
    assert told == await report(weir, "chen", pipeline), "the same deals give the same range"
    # D6: 29 days in S3 and 30 to go: (0.4286 - 0.1429) / 0.5714.
    lisi = weir["lisi"].id
    d6 = await report(weir, "chen", pipeline, months=1, owner=lisi)
    assert by_method(d6)["SURVIVAL"] == 40_000
    steady = await report(weir, "chen", pipeline, steady=True)
    assert round(steady["stages"][3]["chance"], 3) == 0.769 and steady["stages"][3]["isFew"]


async def test_each_owner_has_their_part_and_a_rep_sees_only_their_own(weir: Cast) -> None:
    pipeline = await f1(weir)
    people = {one["ownerId"]: float(one["weighted"]) for one in (await report(weir, "chen", pipeline))["people"]}
    assert people == {weir["zhangsan"].id: 132_000, weir["lisi"].id: 67_000}
    own = await report(weir, "zhangsan", pipeline)
    assert [one["ownerId"] for one in own["people"]] == [weir["zhangsan"].id]
    assert by_method(own)["WEIGHTED"] == 132_000
    assert [one["closed"] for one in own["stages"]] == [3, 3, 3, 2], "nor do the shares count what others closed"
    assert (await report(weir, "wangwu", pipeline))["whole"]["deals"] == 0
    refused = await weir["hengda"].reply(REPORT, pipeline=pipeline)
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_what_was_forecast_earlier_stays_when_a_deal_changes_today(weir: Cast) -> None:
    pipeline = await f1(weir)
    then = "2026-02-20T00:00:00+08:00"
    before = await report(weir, "chen", pipeline, first="2026-02-01", months=6, at=then)
    assert float(before["whole"]["won"]) == 100_000, "D1; D3 is won in March only"
    deal = await weir.one("select id from deal where name = 'D5'")
    await weir.one(
        "update deal set base_amount = 999, expected_close_date = '2027-01-01', probability = 1 where id = %s returning id",
        deal,
    )
    assert before == await report(weir, "chen", pipeline, first="2026-02-01", months=6, at=then)
    now = datetime.now(UTC).isoformat()
    assert by_method(await report(weir, "chen", pipeline, at=now))["WEIGHTED"] == 79_000


async def test_a_closing_dated_back_ends_what_came_after_it(weir: Cast) -> None:
    await f1(weir)
    deal = await weir.one("select id from deal where name = 'D9'")
    await weir.one("update deal set base_amount = 1 where id = %s returning id", deal)
    won = await weir.one(
        "select id from stage where name_en = 'WON' and pipeline_id = (select pipeline_id from deal where id = %s)",
        deal,
    )
    await weir.one(
        "update deal set status = 'WON', probability = 100, stage_id = %s, closed_at = '2026-03-20T00:00:00Z' where id = %s returning id",
        won, deal,
    )  # fmt: skip
    async with weir.app.database.reads.connection() as connection:
        rows = await (
            await connection.execute(
                "select since, until, status from deal_state where deal_id = %s order by since", [deal]
            )
        ).fetchall()
    assert [status for _, _, status in rows] == ["OPEN", "WON"]
    assert rows[0][1] == rows[1][0] == datetime(2026, 3, 20, tzinfo=UTC) and rows[1][1] is None


async def test_how_good_forecasts_were(weir: Cast) -> None:
    assert round(accuracy(850_000, 1_000_000) or 0, 3) == 0.824 and round(bias(850_000, 1_000_000) or 0, 3) == 0.176
    assert accuracy(0, 10) is None and bias(0, 10) is None
    asked = "query($months: Int!) { forecastAccuracy(months: $months) { month actual methods { method forecast accuracy bias } } }"
    months = (await weir["chen"].ask(asked, months=3))["forecastAccuracy"]
    assert len(months) == 3 and all(len(one["methods"]) == 4 for one in months)
    points = (await weir["chen"].ask("{ forecastHistory { asOf won methods { method total } } }"))["forecastHistory"]
    assert [one["asOf"] for one in points] == sorted(one["asOf"] for one in points)
    assert float(points[0]["won"]) == 0, "before the month nothing of it is won"


async def test_a_rep_says_a_figure_and_the_manager_another_beside_it(weir: Cast) -> None:
    answer = "forecast { id version owner { name } level voice amount note saidBy { name } }"
    month = {"month": "2026-12-01", "level": "COMMIT"}
    own = (await weir["zhangsan"].done("submitForecast", answer, **month, amount="150000.00"))["forecast"]
    assert (own["voice"], own["amount"], own["owner"]["name"]) == ("OWN", "150000.00", "张三")
    other = await weir["chen"].done(
        "submitForecast", answer, **month, amount="120000.00", ownerId=weir["zhangsan"].id, note="客户预算未批"
    )
    assert (other["forecast"]["voice"], other["forecast"]["saidBy"]["name"]) == ("MANAGER", "陈经理")
    again = (
        await weir["zhangsan"].done("submitForecast", answer, **month, amount="160000.00", version=own["version"])
    )["forecast"]
    assert again["id"] == own["id"] and again["amount"] == "160000.00"
    assert (
        await refused(weir, "zhangsan", "submitForecast", **month, amount="1.00", version=own["version"]) == "CONFLICT"
    )
    assert (await refused(weir, "lisi", "submitForecast", **month, amount="1.00", ownerId=weir["zhangsan"].id)) in (
        "FORBIDDEN", "NOT_FOUND")  # fmt: skip
    seen = "{ forecasts { nodes { amount voice } } }"
    assert len((await weir["zhangsan"].ask(seen))["forecasts"]["nodes"]) == 2, "both words about oneself are told"
    assert (await weir["lisi"].ask(seen))["forecasts"]["nodes"] == []
    assert (
        await refused(weir, "zhangsan", "submitForecast", month="2026-12-02", level="COMMIT", amount="1.00")
        == "INVALID"
    )
    gone = (await weir["zhangsan"].done("submitForecast", answer, **month, amount=None))["forecast"]
    assert gone["amount"] is None


async def test_the_steps_between_two_pipelines_of_f1(weir: Cast) -> None:
    pipeline = await f1(weir)
    span = {"since": "2026-03-01T00:00:00+08:00", "until": AS_OF, "pipeline": pipeline}
    told = (await weir["chen"].ask(FALL, **span))["pipelineWaterfall"]
    steps = {one["step"]: (one["deals"], float(one["change"])) for one in told["steps"] if one["deals"]}
    # Open on 1 March: D5 150, D6 80, D7 60, D8 120, and D9 40 of that very instant; D3 is won at it.
    assert (told["startDeals"], float(told["startAmount"])) == (5, 450_000)
    assert steps == {"ADDED": (1, 90_000), "LOST": (1, -120_000)}, "D7 went to S3 and back within the month"
    assert (told["endDeals"], float(told["endAmount"])) == (5, 420_000)
    since = (await weir["chen"].ask(FALL, **span | {"since": "2026-03-10T00:00:00+08:00"}))["pipelineWaterfall"][
        "steps"
    ]
    assert {one["step"]: float(one["change"]) for one in since if one["deals"]}["MOVED_BACK"] == 60_000, (
        "D7, from S3 to S2"
    )
    rows = (await weir["chen"].ask(CHANGED, **span))["changedDeals"]["rows"]
    assert [(one["name"], one["step"]) for one in rows] == [("D8", "LOST"), ("D10", "ADDED")]
    one = (await weir["chen"].ask(CHANGED, **span, size=1))["changedDeals"]
    two = (await weir["chen"].ask(CHANGED, **span, size=1, cursor=one["endCursor"]))["changedDeals"]
    assert [one["rows"][0]["name"], two["rows"][0]["name"], two["endCursor"]] == ["D8", "D10", None]
    assert (await weir["wangwu"].ask(FALL, **span))["pipelineWaterfall"]["startDeals"] == 0


async def test_a_deal_that_grows_and_slips_is_told_so(weir: Cast) -> None:
    pipeline = await f1(weir)
    since = datetime.now(UTC).isoformat()
    for name, change in (("D5", "base_amount = 170000"), ("D6", "expected_close_date = '2026-07-20'"),
                         ("D9", "expected_close_date = '2026-05-30'"),
                         ("D7", "base_amount = 50000")):  # fmt: skip
        await weir.one(f"update deal set {change} where name = %s returning id", name)
    quarter = {"since": since, "first": "2026-04-01", "after": "2026-07-01", "pipeline": pipeline}
    told = (await weir["chen"].ask(FALL, **quarter))["pipelineWaterfall"]
    steps = {one["step"]: (one["deals"], float(one["change"])) for one in told["steps"] if one["deals"]}
    assert steps == {
        "GROWN": (1, 20_000),
        "SHRUNK": (1, -10_000),
        "SLIPPED": (1, -80_000),
        "SLIPPED_WITHIN": (1, 40_000),
    }
    assert (float(told["startAmount"]), float(told["endAmount"])) == (420_000, 350_000)


moments = st.integers(0, 200).map(lambda days: at("01-01") + timedelta(days=days))
states = st.lists(
    st.tuples(st.integers(1, 40), st.integers(0, 9), st.integers(0, 250), st.sampled_from(["OPEN", "WON", "LOST"])),
    min_size=1,
    max_size=5,
)


async def test_the_steps_lead_from_one_pipeline_to_the_other_without_a_rest(weir: Cast) -> None:
    pipeline = await f1(weir)

    @settings(max_examples=1, deadline=None)
    @given(
        st.lists(states, min_size=25, max_size=25),
        st.lists(st.lists(moments, min_size=3, max_size=3, unique=True), min_size=25, max_size=25),
    )
    def drawn(histories: list[Any], spans: list[Any]) -> None:
        worlds.append((histories, spans))

    worlds: list[tuple[list[Any], list[Any]]] = []
    drawn()
    histories, spans = worlds[-1]
    key = await weir.one("select id from pipeline where code = 'PA'")
    for n, history in enumerate(histories):
        deal = await weir.one(
            "insert into deal (name, pipeline_id, stage_id, status, probability, rank, owner_id, department_id, created_at,"
            " expected_close_date) select %s, pipeline_id, stage_id, 'OPEN', 10, %s, owner_id, department_id, %s,"
            " '2026-05-01' from deal where pipeline_id = %s and name = 'D5' returning id",
            f"H{n}", f"h{n:03}", at("01-01") + timedelta(days=n), key,
        )  # fmt: skip
        await weir.one("delete from deal_state where deal_id = %s returning deal_id", deal)
        since = at("01-01") + timedelta(days=n)
        for index, (days, amount, expected, status) in enumerate(history):
            until = since + timedelta(days=days) if index < len(history) - 1 else None
            await weir.one(
                "insert into deal_state values (%s, %s, %s, %s, %s, 10, 'PIPELINE', %s, null) returning deal_id",
                deal, since, until, status if index else "OPEN", amount * 1000, (at("01-01") + timedelta(days=expected)).date(),
            )  # fmt: skip
            since = until or since
    for n, (one, two, three) in enumerate(sorted(span) for span in spans):
        days = {"first": "2026-03-01", "after": "2026-06-01"} if n % 2 else {}
        ends = []
        for since, until in ((one, two), (two, three)):
            asked = {"since": since.isoformat(), "until": until.isoformat(), "pipeline": pipeline, **days}
            told = (await weir["chen"].ask(FALL, **asked))["pipelineWaterfall"]
            counted = [step for step in told["steps"] if not step["isBeside"]]
            changes = sum((Decimal(step["change"]) for step in counted), Decimal(0))
            assert Decimal(told["startAmount"]) + changes == Decimal(told["endAmount"])
            assert sum(stage["dealsAfter"] for stage in told["stages"]) == told["endDeals"]
            listed = (await weir["chen"].ask(CHANGED, **asked, size=200))["changedDeals"]["rows"]
            for step in told["steps"]:
                of_it = [row for row in listed if row["step"] == step["step"]]
                assert len(of_it) == step["deals"] and sum(Decimal(row["change"]) for row in of_it) == Decimal(
                    step["change"]
                )
            ends.append(told)
        assert (ends[0]["endDeals"], ends[0]["endAmount"]) == (ends[1]["startDeals"], ends[1]["startAmount"])


def test_the_range_of_a_sum() -> None:
    assert spread([], []) == (0.0, 0.0)
    assert spread([100.0], [1.0]) == (100.0, 100.0)
    low, high = spread([1.0] * 900, [0.5] * 900)
    wide_low, wide_high = spread([1.0] * 1100, [0.5] * 1100)
    assert 425 < low < 440 < 460 < high < 475, "450 +- 1.28 x 15"
    assert 520 < wide_low < 535 < 565 < wide_high < 580, "550 +- 1.28 x 16.6, without drawing"
