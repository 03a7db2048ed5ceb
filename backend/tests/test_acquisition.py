"""Channels and what they return, whose touch won, how fast leads are answered: the domain's worked figures, and the same lists."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from cast import Cast
from fixture_f1 import at, f1
from hypothesis import given
from hypothesis import strategies as st

from weir.acquisition.figures import MODELS, ChannelSums, divide
from weir.acquisition.responding import responses
from weir.catalog.ids import key_of

REPORT = """query($first: Date, $after: Date) { acquisitionReport(first: $first, after: $after) {
    channels { channelId name leads duplicates valid mql sql deals won conversion opportunityRate meanCycleDays revenue cost costPerLead
        costPerCustomer roi marginRoi }
    total { leads won revenue cost } credits { name first last linear uShaped }
    responses { answered met breaches metShare medianSeconds } quality { oldEnough leaked leakRate accepted rejected pending } } }"""


def rounded(value: Decimal | None, places: int = 1) -> float | None:
    return None if value is None else float(round(value, places))


def test_the_channel_table_of_the_domain() -> None:
    rows = {
        "行业展会": (150, 12, 90, 1_200_000, 600_000),
        "线上研讨会": (300, 36, 60, 2_500_000, 300_000),
        "口碑推荐": (80, 20, 30, 1_600_000, 80_000),
    }
    sums = {
        name: ChannelSums(
            leads=leads, won=won, cycle_days=Decimal(days * won), revenue=Decimal(revenue), cost=Decimal(cost),
            margin=Decimal(revenue) * Decimal("0.4"),
        )
        for name, (leads, won, days, revenue, cost) in rows.items()
    }  # fmt: skip
    fair, webinar, word = sums.values()
    assert [rounded(one.conversion, 2) for one in (fair, webinar, word)] == [0.08, 0.12, 0.25]
    assert [rounded(one.mean_amount, 2) for one in (fair, webinar, word)] == [100_000, 69_444.44, 80_000]
    assert [rounded(one.cost_of(one.leads), 2) for one in (fair, webinar, word)] == [4_000, 1_000, 1_000]
    assert [rounded(one.cost_of(one.won), 2) for one in (fair, webinar, word)] == [50_000, 8_333.33, 4_000]
    assert [rounded(one.roi, 3) for one in (fair, webinar, word)] == [1.0, 7.333, 19.0]
    assert [rounded(one.margin_roi, 3) for one in (fair, webinar, word)] == [-0.2, 2.333, 7.0]
    total = fair + webinar + word
    assert (total.leads, total.won, rounded(total.conversion, 3), rounded(total.mean_cycle)) == (530, 68, 0.128, 56.5)
    assert (rounded(total.mean_amount, 2), rounded(total.cost_of(530), 2)) == (77_941.18, 1_849.06)
    assert (rounded(total.cost_of(68), 2), rounded(total.roi, 3), rounded(total.margin_roi, 3)) == (
        14_411.76,
        4.408,
        1.163,
    )


def test_what_a_lead_costs() -> None:
    one = ChannelSums(leads=140, duplicates=10, valid=120, mql=60, sql=24, won=6, cost=Decimal(60_000))
    assert rounded(one.cost_of(one.leads), 2) == 428.57
    assert [rounded(one.cost_of(n)) for n in (one.valid, one.mql, one.sql, one.won)] == [500, 1_000, 2_500, 10_000]
    january = ChannelSums(leads=200, valid=150, deals=28)
    assert rounded(january.opportunity_rate, 3) == 0.187
    assert ChannelSums(leads=5).cost_of(5) is None and ChannelSums(cost=Decimal(1)).cost_of(0) is None, (
        "no cost is unknown, not free"
    )


def test_four_models_of_a_deal_with_three_touches() -> None:
    won = Decimal("900000.00")
    assert {name: [int(one) for one in divide(won, weights(3))] for name, weights in MODELS.items()} == {
        "FIRST": [900_000, 0, 0], "LAST": [0, 0, 900_000], "LINEAR": [300_000] * 3, "U_SHAPED": [360_000, 180_000, 360_000],
    }  # fmt: skip
    assert [one(1) for one in MODELS.values()] == [[1]] * 4
    assert divide(Decimal("1.00"), MODELS["U_SHAPED"](2)) == [Decimal("0.50")] * 2
    assert divide(Decimal("0.02"), [1, 1, 1]) == [Decimal("0.01"), Decimal("0.01"), Decimal(0)]


@given(st.decimals(0, 10**12, places=2), st.integers(1, 40), st.sampled_from(sorted(MODELS)))
def test_the_parts_sum_to_the_deal_to_the_cent(amount: Decimal, count: int, model: str) -> None:
    parts = divide(amount, MODELS[model](count))
    assert len(parts) == count and sum(parts) == amount and all(one >= 0 for one in parts)


def test_response_times_of_four_answered_and_one_never() -> None:
    now = datetime.now(UTC)
    due = now + timedelta(seconds=300)
    made = responses([(seconds, now + timedelta(seconds=seconds), due) for seconds in (60, 240, 300, 900)], 1)
    assert (made.median_seconds, made.p90_seconds, made.met, made.met_share) == (270, 900, 3, 0.6)
    nothing = responses([], 0)
    assert nothing.median_seconds is nothing.met_share is None


async def report(weir: Cast, who: str, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await weir[who].ask(REPORT, **asked))["acquisitionReport"]
    return found


@pytest.mark.slow
async def test_a_lead_that_came_by_a_fair_and_was_won_counts_for_it_and_its_touches(weir: Cast) -> None:
    before = await report(weir, "zhao")
    made = await weir["zhao"].done(
        "createLead", "lead { id }", name="展会来的", mobile="13900001234", channelId=await channel(weir, "trade_show")
    )
    lead = made["lead"]["id"]
    again = {"name": "又来了", "mobile": "13900001234", "channelId": await channel(weir, "webinar")}
    assert (await weir["zhao"].done("createLead", "isAttached", **again))["isAttached"]
    deal = await weir.one(
        "insert into deal (name, pipeline_id, stage_id, status, probability, forecast_category, rank, amount, base_amount, owner_id,"
        " department_id, created_at, stage_entered_at, closed_at) select '展会单', pipeline_id, stage_id, status, probability,"
        " forecast_category, 'zz', 160000, 160000, owner_id, department_id, now() - interval '2 days', now(), now() from deal"
        " where status = 'WON' order by id limit 1 returning id"
    )
    key = await weir.one("select id from lead where name = '展会来的'")
    await weir.one("update lead_touch set at = at - interval '900 days' where lead_id = %s returning id", key)
    await weir.one(
        "update lead set status = 'CONVERTED', converted_at = now(), deal_id = %s, created_at = now() - interval '3 days'"
        " where id = %s returning id",
        deal, key,
    )  # fmt: skip
    after = await report(weir, "zhao")
    fair = {name: of(after, name) for name in ("行业展会",)}["行业展会"]
    was = of(before, "行业展会")
    assert fair["leads"] == was["leads"] + 1 and fair["won"] == was["won"] + 1 and fair["deals"] == was["deals"] + 1
    amount = await weir.one("select base_amount from deal where id = %s", deal)
    assert Decimal(fair["revenue"]) == Decimal(was["revenue"] or 0) + amount
    assert sum(one["leads"] for one in after["channels"]) == after["total"]["leads"]
    sums = [sum(Decimal(one[model]) for one in after["credits"]) for model in ("first", "last", "linear", "uShaped")]
    assert len(set(sums)) == 1
    old = {one["name"]: one for one in before["credits"]}
    new = {one["name"]: one for one in after["credits"]}
    assert Decimal(new["行业展会"]["first"]) - Decimal(old.get("行业展会", {}).get("first", 0)) == amount
    assert Decimal(new["线上研讨会"]["last"]) - Decimal(old.get("线上研讨会", {}).get("last", 0)) == amount
    assert lead.startswith("lead_")
    assert (await report(weir, "wangwu"))["total"]["leads"] < after["total"]["leads"], "a rep sees what came to them"
    assert all(one["cost"] is None for one in (await report(weir, "zhangsan"))["channels"]), "costs are not for reps"


def of(told: dict[str, Any], name: str) -> dict[str, Any]:
    nothing = {"leads": 0, "won": 0, "deals": 0, "revenue": "0"}
    return next((one for one in told["channels"] if one["name"] == name), nothing)


async def channel(weir: Cast, code: str) -> str:
    return await weir.id_of("channel", "code = %s", code)


FUNNEL = """query($p: ID!, $first: Date, $after: Date) { leadFunnel(pipelineId: $p, first: $first, after: $after) {
    steps { step stageId leads amount share shareOfAll stepDays days where } } }"""


async def along(weir: Cast, who: str, pipeline: str, first: str, after: str) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = (await weir[who].ask(FUNNEL, p=pipeline, first=first, after=after))["leadFunnel"][
        "steps"
    ]
    for one in steps:
        listed = await weir[who].ask("query($w: LeadWhere) { leads(where: $w) { totalCount } }", w=one["where"])
        assert listed["leads"]["totalCount"] == one["leads"], (who, one["step"])
    return steps


@pytest.mark.slow
async def test_leads_are_followed_to_what_was_won_with_the_days_each_step_took(weir: Cast) -> None:
    pipeline = await f1(weir)
    # Who came when, was answered when, and which deal of F1 it became. D3 was never answered and skipped S2; one deal is gone.
    for n, (came, heard, deal) in enumerate(
        [
            ("01-03", "01-04", "D1"),
            ("01-08", None, "D3"),
            ("01-10", "01-11", "D4"),
            ("01-20", "01-25", None),
            ("01-21", None, None),
        ]
    ):
        lead = await weir["chen"].done(
            "createLead", "lead { id }", name=f"漏斗{n}", companyName=f"漏斗公司{n}", mobile=f"1390000200{n}"
        )
        await weir.sql(
            "update lead set created_at = %s, first_response_at = %s, deal_id = (select id from deal where name = %s) where id = %s",
            at(came), at(heard) if heard else None, deal, key_of(lead["lead"]["id"], "lead"),
        )  # fmt: skip
    steps = await along(weir, "chen", pipeline, "2026-01-01", "2026-02-01")
    own = {one["step"] for one in steps}
    assert own == {"LEAD", "CONTACTED", "DEAL", "STAGE", "WON", "CONTRACT", "PAYMENT"}
    assert [one["leads"] for one in steps] == [5, 4, 3, 2, 2, 2, 2, 0, 0], "S2 is passed by who skipped it"
    assert [one["amount"] for one in steps] == [None, None, "330000.00", *["300000.00"] * 4, None, None]
    assert [one["share"] for one in steps][:4] == [None, 0.8, 0.75, pytest.approx(2 / 3)]
    assert (steps[1]["days"], steps[2]["days"]) == (1.5, 2), "1, 2 by its deal, 1 and 5; then 2, 2 and 2"
    assert (steps[6]["days"], steps[6]["stepDays"], steps[6]["shareOfAll"]) == (45, 14.5, 0.4), "38 and 52; 9 and 20"
    # D1 was won on 02-10, signed on 02-19 and paid in March; D3 was signed before it was won, and nothing has come yet.
    for deal, day, amount in (("D1", "2026-02-19", 90_000), ("D3", "2026-02-01", 200_000)):
        await weir.sql(
            "insert into contract (name, account_id, deal_id, amount, base_amount, signed_on, owner_id, department_id) select d.name,"
            " coalesce(d.account_id, (select id from account limit 1)), d.id, %s, %s, %s, d.owner_id, d.department_id from deal d"
            " where d.name = %s",
            amount, amount, day, deal,
        )  # fmt: skip
    await weir.sql(
        "insert into payment (contract_id, amount, base_amount, received_on, status) select id, x.amount, x.amount, x.day::date, x.status"
        " from contract, (values (40000, '2026-03-01', 'CONFIRMED'), (50000, '2026-03-20', 'CONFIRMED'), (9, '2026-02-20', 'IN_APPROVAL'))"
        " x(amount, day, status) where name = 'D1'"
    )
    *_, won, signed, paid = await along(weir, "chen", pipeline, "2026-01-01", "2026-02-01")
    assert [(one["leads"], one["amount"]) for one in (won, signed, paid)] == [
        (2, "300000.00"),
        (2, "290000.00"),
        (1, "90000.00"),
    ]
    assert (signed["stepDays"], signed["days"]) == (5, 50), "10 and 0; 48 and 52"
    assert (paid["stepDays"], paid["days"], paid["share"]) == (10, 58, 0.5)
    *_, hidden = await along(weir, "moli", pipeline, "2026-01-01", "2026-02-01")
    assert (hidden["step"], hidden["amount"]) == ("WON", None), "marketing reads no amounts and no contracts"
    nobody = await along(weir, "wangwu", pipeline, "2026-01-01", "2026-02-01")
    assert [one["leads"] for one in nobody] == [0] * 9 and nobody[1]["share"] is None
    standard = await weir.id_of("pipeline", "code = 'P-A'")
    for who in ("zhao", "zhangsan", "moli"):
        real = [one["leads"] for one in await along(weir, who, standard, "2024-01-01", "2027-01-01")]
        assert real == sorted(real, reverse=True) and real[0] > 0


@pytest.mark.slow
async def test_the_numbers_of_a_channel_are_those_of_its_list(weir: Cast) -> None:
    told = await report(weir, "chen", first="2024-01-01", after="2027-01-01")
    assert told["total"]["leads"] > 0
    for one in told["channels"]:
        where = {"channelId": {"eq": one["channelId"]} if one["channelId"] else {"isNull": True}}
        for field, more in (
            ("leads", {}),
            ("valid", {"status": {"neq": "INVALID"}}),
            ("mql", {"mqlAt": {"isNull": False}}),
        ):
            listed = await weir["chen"].ask("query($w: LeadWhere) { leads(where: $w) { totalCount } }", w=where | more)
            assert listed["leads"]["totalCount"] == one[field], (one["name"], field)
