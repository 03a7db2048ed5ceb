"""The twelve rules of a deal, told with the people of the cast."""

import asyncio
import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

import pytest
from cast import SHANGHAI, Cast, day, today
from hypothesis import given, settings
from hypothesis import strategies as st

from weir.catalog.ids import encode
from weir.deals.rank import between, spread

CARD = (
    "deal { id version status probability probabilitySource closedAt stage { id name type position } skipCount overrideCount"
    " amount { amount currency } baseAmount expectedCloseDate isSlipped isDwelling pausedUntil wonReason lostReason rank }"
)
GATE = CARD + " unmet { code field message mandatory } canOverride stages { id }"


async def stages_of(weir: Cast, code: str = "P-A") -> dict[str, str]:
    """The stages of a pipeline, name to id."""
    rows = await weir.sql(
        "select s.name_zh, s.id from stage s join pipeline p on p.id = s.pipeline_id where p.code = %s order by s.position",
        code,
    )
    return {name: encode("stage", key) for name, key in rows}


async def a_deal(weir: Cast, who: str = "zhangsan", code: str = "P-A", **more: Any) -> dict[str, Any]:
    """A new deal of somebody in the first stage of a pipeline."""
    pipeline = await weir.id_of("pipeline", "code = %s", code)
    account = await weir.id_of("account", "owner_id = %s and deleted_at is null", weir[who].viewer.user_id)  # type: ignore[union-attr]
    given = {"name": "产线看板", "pipelineId": pipeline, "accountId": account, **more}
    found = await weir[who].done("createDeal", CARD, **given)
    deal: dict[str, Any] = found["deal"]
    return deal


async def moved(weir: Cast, who: str, deal: dict[str, Any], stage: str, **more: Any) -> dict[str, Any]:
    """The payload of a move, refused or not."""
    return await weir[who].do("moveDeal", GATE, id=deal["id"], version=deal["version"], stageId=stage, **more)


async def went(weir: Cast, who: str, deal: dict[str, Any], stage: str, **more: Any) -> dict[str, Any]:
    """The deal after a move that must succeed."""
    payload = await moved(weir, who, deal, stage, **more)
    assert payload["userErrors"] == [], payload
    result: dict[str, Any] = payload["deal"]
    return result


def codes(payload: dict[str, Any]) -> list[str]:
    return [error["code"] for error in payload["userErrors"]]


async def continuous(weir: Cast, deal: dict[str, Any]) -> list[Any]:
    """The stays of a deal in time, which must neither overlap nor leave a gap; returns them."""
    key = deal["id"].partition("_")[2]
    visits = await weir.sql(
        "select stage_id, entered_at, exited_at, is_skip, is_back, is_override, reason from stage_visit where deal_id = %s::uuid"
        " order by entered_at, id",
        key,
    )
    for before, after in itertools.pairwise(visits):
        assert before[2] is not None and before[2] <= after[1]
        closed = before[1] == before[2]
        assert before[2] == after[1] or closed, "no gap between two stays, except after a closing"
    state = await weir.sql(
        "select d.stage_id, s.type, d.status from deal d join stage s on s.id = d.stage_id where d.id = %s::uuid", key
    )
    assert visits[-1][0] == state[0][0] and state[0][1] == state[0][2]
    assert (visits[-1][2] is None) == (state[0][1] == "OPEN")
    return visits


SOON = day(40)


async def test_1_a_deal_is_in_one_stage_and_its_status_is_the_type_of_that_stage(weir: Cast) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir)
    assert deal["stage"]["id"] == stages["初步接触"] and deal["status"] == "OPEN"
    other = await stages_of(weir, "P-B")
    assert codes(await moved(weir, "zhangsan", deal, other["首次联系"])) == ["OTHER_PIPELINE"]
    await continuous(weir, deal)
    wrong = "select count(*) from deal d join stage s on s.id = d.stage_id where d.status <> s.type or d.pipeline_id <> s.pipeline_id"
    assert await weir.one(wrong) == 0


async def test_2_winning_needs_a_reason_and_an_amount_and_sets_a_hundred(weir: Cast) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir, expectedCloseDate=SOON)
    deal = await went(weir, "zhangsan", deal, stages["谈判"])
    refused = await moved(weir, "zhangsan", deal, stages["赢单"])
    assert codes(refused) == ["GATE_UNMET"]
    assert {one["field"] for one in refused["unmet"]} == {"wonReason", "amount"}
    won = await went(
        weir,
        "zhangsan",
        deal,
        stages["赢单"],
        fields={"wonReason": "FIT", "amount": {"amount": "50000", "currency": "CNY"}},
    )
    assert (won["status"], won["probability"], won["wonReason"]) == ("WON", 100, "FIT") and won["closedAt"]
    account = await weir.one(
        "select type from account a join deal d on d.account_id = a.id where d.id = %s::uuid", won["id"][5:]
    )
    assert account == "CUSTOMER"
    await continuous(weir, won)


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, {"lostReason"}),
        ({"lostReason": "COMPETITOR"}, {"competitor"}),
        ({"lostReason": "OTHER"}, {"lostNote"}),
        ({"lostReason": "COMPETITOR", "competitor": "某友商"}, set()),
        ({"lostReason": "OTHER", "lostNote": "项目取消"}, set()),
        ({"lostReason": "PRICE"}, set()),
    ],
)
async def test_2_losing_needs_its_reason_and_what_the_reason_asks_for(
    fields: Any, missing: set[str], weir: Cast
) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir)
    payload = await moved(weir, "zhangsan", deal, stages["输单"], fields=fields)
    assert {one["field"] for one in payload["unmet"]} == missing
    if not missing:
        assert (payload["deal"]["status"], payload["deal"]["probability"]) == ("LOST", 0)


async def test_3_a_stage_sets_the_probability_unless_it_was_typed_and_a_changed_stage_rewrites_no_deal(
    weir: Cast,
) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir, expectedCloseDate=SOON)
    deal = await went(weir, "zhangsan", deal, stages["需求确认"])
    assert (deal["probability"], deal["probabilitySource"]) == (30, "STAGE")
    deal = (await weir["zhangsan"].done("updateDeal", CARD, id=deal["id"], version=deal["version"], probability=42))[
        "deal"
    ]
    deal = await went(weir, "zhangsan", deal, stages["方案报价"])
    assert (deal["probability"], deal["probabilitySource"]) == (42, "MANUAL")
    deal = (
        await weir["zhangsan"].done("updateDeal", CARD, id=deal["id"], version=deal["version"], resetProbability=True)
    )["deal"]
    assert (deal["probability"], deal["probabilitySource"]) == (50, "STAGE")
    before = await weir.sql("select id, probability from deal order by id")
    version = await weir.one("select version from stage where id = %s::uuid", stages["方案报价"][6:])
    await weir["xiaolin"].done(
        "updateStage", "stage { probability }", id=stages["方案报价"], version=version, probability=77
    )
    assert await weir.sql("select id, probability from deal order by id") == before


async def test_4_a_rep_cannot_skip_what_a_stage_between_demands_but_a_manager_can_with_a_reason(weir: Cast) -> None:
    stages, deal = await stages_of(weir, "P-B"), await a_deal(weir, code="P-B", expectedCloseDate=SOON)
    refused = await moved(weir, "zhangsan", deal, stages["方案提供"], reason="客户很急")
    assert codes(refused) == ["GATE_UNMET"] and not refused["canOverride"]
    await weir["zhangsan"].done("logActivity", kind="CALL", summary="第一次通话", dealId=deal["id"])
    contact = await weir.id_of("contact", "owner_id = %s", weir["zhangsan"].viewer.user_id)  # type: ignore[union-attr]
    deal = (await weir["zhangsan"].done("addDealContact", CARD, dealId=deal["id"], contactId=contact, role="USER"))[
        "deal"
    ]
    fields = {"need": "停机时间长"}
    assert codes(await moved(weir, "zhangsan", deal, stages["方案提供"], reason="客户很急", fields=fields)) == [
        "GATE_UNMET"
    ]
    assert codes(await moved(weir, "chen", deal, stages["方案提供"], fields=fields)) == ["GATE_UNMET"], (
        "a reason is needed"
    )
    deal = await went(weir, "chen", deal, stages["方案提供"], reason="客户很急", fields=fields)
    visits = await continuous(weir, deal)
    assert deal["skipCount"] == 1 and visits[-1][3] and visits[-1][6] == "客户很急"


async def test_4_moving_back_needs_a_reason(weir: Cast) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir, expectedCloseDate=SOON)
    deal = await went(weir, "zhangsan", deal, stages["方案报价"])
    assert codes(await moved(weir, "zhangsan", deal, stages["需求确认"])) == ["REASON_NEEDED"]
    deal = await went(weir, "zhangsan", deal, stages["需求确认"], reason="需求变了")
    visits = await continuous(weir, deal)
    assert visits[-1][4] and visits[-1][6] == "需求变了"


async def test_5_a_refused_move_lists_everything_at_once_and_changes_nothing(weir: Cast) -> None:
    stages, deal = await stages_of(weir, "P-B"), await a_deal(weir, code="P-B")
    before = await weir.sql("select * from deal where id = %s::uuid", deal["id"][5:])
    refused = await moved(weir, "zhangsan", deal, stages["需求分析"], fields={"nextStep": "回访"})
    assert [one["code"] for one in refused["unmet"]] == ["HAS_CONTACT", "FIELD", "HAS_ACTIVITY", "FIELD"]
    assert [one["field"] for one in refused["unmet"] if one["field"]] == ["need", "expectedCloseDate"]
    assert "需求" in refused["userErrors"][0]["message"]
    assert await weir.sql("select * from deal where id = %s::uuid", deal["id"][5:]) == before
    gate = await weir["zhangsan"].ask(
        "query($d: ID!, $s: ID!) { dealGate(dealId: $d, stageId: $s) { isAllowed unmet { code field } } }",
        d=deal["id"],
        s=stages["需求分析"],
    )
    assert gate["dealGate"]["unmet"] == [{"code": one["code"], "field": one["field"]} for one in refused["unmet"]]


async def test_5_an_override_needs_the_right_and_a_reason_and_is_counted(weir: Cast) -> None:
    stages, deal = await stages_of(weir, "P-B"), await a_deal(weir, code="P-B")
    assert codes(await moved(weir, "zhangsan", deal, stages["需求分析"], override=True, reason="经理同意了")) == [
        "FORBIDDEN"
    ]
    assert codes(await moved(weir, "chen", deal, stages["需求分析"], override=True)) == ["REASON_NEEDED"]
    deal = await went(weir, "chen", deal, stages["需求分析"], override=True, reason="客户当面确认")
    visits = await continuous(weir, deal)
    assert deal["overrideCount"] == 1 and visits[-1][5]
    story = "query($id: ID!) { deal(id: $id) { history { nodes { action actor { name } } } } }"
    history = await weir["chen"].ask(story, id=deal["id"])
    assert history["deal"]["history"]["nodes"][0] == {"action": "deal.moved", "actor": {"name": "陈经理"}}


async def test_5_no_override_goes_around_the_reason_of_a_closing(weir: Cast) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir)
    assert codes(await moved(weir, "chen", deal, stages["输单"], override=True, reason="就这样")) == ["GATE_UNMET"]


async def test_5_a_deal_cannot_be_born_beyond_a_gate(weir: Cast) -> None:
    stages = await stages_of(weir, "P-B")
    account = await weir.id_of("account", "owner_id = %s", weir["zhangsan"].viewer.user_id)  # type: ignore[union-attr]
    payload = await weir["zhangsan"].do("createDeal", CARD, name="抢跑", accountId=account, stageId=stages["合同签订"])
    assert payload["deal"] is None and codes(payload) != []


async def test_6_a_manager_may_back_date_a_closing_within_the_month_and_nobody_into_the_future(weir: Cast) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir)
    now = dt.datetime.now(dt.UTC)
    lost = {"fields": {"lostReason": "PRICE"}}
    month = now.astimezone(SHANGHAI).replace(day=1, hour=0, minute=0, second=1, microsecond=0)
    late, early = (now + dt.timedelta(days=1)).isoformat(), (month - dt.timedelta(days=1)).isoformat()
    assert codes(await moved(weir, "chen", deal, stages["输单"], closedAt=late, **lost)) == ["INVALID"]
    assert codes(await moved(weir, "chen", deal, stages["输单"], closedAt=early, **lost)) == ["INVALID"]
    if now - month > dt.timedelta(minutes=6):
        assert codes(await moved(weir, "zhangsan", deal, stages["输单"], closedAt=month.isoformat(), **lost)) == [
            "FORBIDDEN"
        ]
    await weir.sql(
        "update deal set stage_entered_at = now() - interval '60 days', created_at = now() - interval '60 days' where id = %s::uuid",
        deal["id"][5:],
    )
    await weir.sql(
        "update stage_visit set entered_at = now() - interval '60 days' where deal_id = %s::uuid", deal["id"][5:]
    )
    deal = await went(weir, "chen", deal, stages["输单"], closedAt=month.isoformat(), **lost)
    assert dt.datetime.fromisoformat(deal["closedAt"]) == month
    await continuous(weir, deal)


async def test_7_only_a_manager_reopens_and_says_why_and_the_old_closing_stays_in_the_history(weir: Cast) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir, expectedCloseDate=SOON)
    deal = await went(weir, "zhangsan", deal, stages["方案报价"])
    deal = await went(weir, "zhangsan", deal, stages["输单"], fields={"lostReason": "PRICE"})
    again = {"id": deal["id"], "version": deal["version"]}
    assert codes(await weir["zhangsan"].do("reopenDeal", CARD, **again, reason="客户又回来找我们了,重新谈")) == [
        "FORBIDDEN"
    ]
    assert codes(await weir["chen"].do("reopenDeal", CARD, **again, reason="太短")) == ["REASON_TOO_SHORT"]
    assert codes(await moved(weir, "chen", deal, stages["谈判"])) == ["DEAL_CLOSED"]
    deal = (await weir["chen"].done("reopenDeal", CARD, **again, reason="客户又回来找我们了,重新谈"))["deal"]
    assert (deal["status"], deal["closedAt"], deal["probability"], deal["lostReason"]) == ("OPEN", None, 50, None)
    assert deal["stage"]["id"] == stages["方案报价"], "the last open stage"
    visits = await continuous(weir, deal)
    assert len(visits) == 4


async def test_8_the_amount_is_the_sum_of_the_lines_and_never_negative(weir: Cast) -> None:
    deal = await a_deal(weir, amount={"amount": "99999"})
    lines = [{"quantity": "3", "unitPrice": "1000.10", "discount": "10"}, {"quantity": "1", "unitPrice": "0.05"}]
    deal = (await weir["zhangsan"].done("setDealLines", CARD, dealId=deal["id"], version=deal["version"], lines=lines))[
        "deal"
    ]
    assert Decimal(deal["amount"]["amount"]) == Decimal("2700.32")
    changed = await weir["zhangsan"].done(
        "updateDeal", CARD, id=deal["id"], version=deal["version"], amount={"amount": "5"}
    )
    assert Decimal(changed["deal"]["amount"]["amount"]) == Decimal("2700.32")
    negative = await weir["zhangsan"].do("createDeal", CARD, name="负数", amount={"amount": "-1"})
    assert codes(negative) == ["INVALID"]


async def test_8_another_currency_keeps_its_amount_and_counts_in_the_organisations(weir: Cast) -> None:
    deal = await a_deal(weir, amount={"amount": "1000", "currency": "USD"})
    assert deal["amount"] == {"amount": "1000.00", "currency": "USD"}
    assert Decimal(deal["baseAmount"]) == Decimal("7100.00")
    unknown = await weir["zhangsan"].do("createDeal", CARD, name="没有汇率", amount={"amount": "1", "currency": "GBP"})
    assert codes(unknown) == ["NO_RATE"]


async def test_9_the_close_date_is_needed_from_the_second_stage_on_and_a_past_one_slips(weir: Cast) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir)
    refused = await moved(weir, "zhangsan", deal, stages["需求确认"])
    assert [one["field"] for one in refused["unmet"]] == ["expectedCloseDate"]
    deal = await went(weir, "zhangsan", deal, stages["需求确认"], fields={"expectedCloseDate": "2026-01-01"})
    assert deal["isSlipped"] is True


async def test_10_a_deal_made_by_mistake_becomes_invalid_with_a_note(weir: Cast) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir)
    assert codes(await moved(weir, "zhangsan", deal, stages["无效"])) == ["GATE_UNMET"]
    deal = await went(weir, "zhangsan", deal, stages["无效"], fields={"lostNote": "重复录入"})
    assert (deal["status"], deal["probability"]) == ("INVALID", 0) and deal["closedAt"]


async def test_12_a_pause_stops_the_alerts_until_its_day(weir: Cast) -> None:
    deal = await a_deal(weir)
    await weir.sql("update deal set stage_entered_at = now() - interval '30 days' where id = %s::uuid", deal["id"][5:])
    query = "query($id: ID!) { deal(id: $id) { version isDwelling daysInStage } }"
    assert (await weir["zhangsan"].ask(query, id=deal["id"]))["deal"]["isDwelling"] is True
    past = await weir["zhangsan"].do("pauseDeal", CARD, id=deal["id"], version=deal["version"], until="2026-01-01")
    assert codes(past) == ["INVALID"]
    paused = (await weir["zhangsan"].done("pauseDeal", CARD, id=deal["id"], version=deal["version"], until=SOON))[
        "deal"
    ]
    assert paused["isDwelling"] is False and paused["pausedUntil"] == SOON
    assert (await weir["zhangsan"].ask(query, id=deal["id"]))["deal"]["daysInStage"] == 30, "the cycle goes on counting"
    resumed = (await weir["zhangsan"].done("resumeDeal", CARD, id=deal["id"], version=paused["version"]))["deal"]
    assert resumed["isDwelling"] is True


async def test_two_who_move_the_same_card_one_wins_and_the_other_is_told_who(weir: Cast) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir, expectedCloseDate=SOON)
    answers = await asyncio.gather(
        moved(weir, "zhangsan", deal, stages["需求确认"]),
        moved(weir, "chen", deal, stages["方案报价"]),
        moved(weir, "zhao", deal, stages["谈判"]),
    )
    told = [codes(one) for one in answers]
    assert sorted(told) == [[], ["CONFLICT"], ["CONFLICT"]]
    loser = next(one for one in answers if one["userErrors"])
    winner = next(one for one in answers if not one["userErrors"])
    assert loser["deal"]["stage"] == winner["deal"]["stage"], "the payload carries the record as it is now"
    assert len(await continuous(weir, deal)) == 2


async def test_many_who_sort_one_column_lose_no_card(weir: Cast) -> None:
    stages = await stages_of(weir)
    rows = await weir.sql(
        "select id, version from deal where stage_id = %s::uuid order by rank limit 12", stages["初步接触"][6:]
    )
    cards = [{"id": encode("deal", key), "version": version} for key, version in rows]
    anchor = cards[-1]["id"]
    answers = await asyncio.gather(
        *(
            moved(weir, ("chen", "zhao", "xiaolin")[index % 3], card, stages["初步接触"], afterId=anchor)
            for index, card in enumerate(cards[:-1])
        )
    )
    assert all(codes(one) in ([], ["CONFLICT"]) for one in answers)
    query = "query($s: ID!) { stage(id: $s) { deals(first: 100, orderBy: [{field: RANK}]) { totalCount nodes { id rank } } } }"
    column = (await weir["zhao"].ask(query, s=stages["初步接触"]))["stage"]["deals"]
    ranks = [node["rank"] for node in column["nodes"]]
    assert ranks == sorted(ranks) and len(column["nodes"]) == min(100, column["totalCount"])
    place = [node["id"] for node in column["nodes"]]
    assert {card["id"] for card in cards} <= set(place)


async def test_the_managers_table_says_what_the_lists_say(company: Cast) -> None:
    stages = await stages_of(company)
    for who, counts, total in (("zhangsan", [15, 8, 5, 3], 480_000), ("lisi", [10, 12, 4, 1], 310_000)):
        month = today()
        ends = ((month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)).isoformat()
        query = """query($owner: ID!, $from: Date!, $to: Date!) {
          deals(where: {ownerId: {eq: $owner}, status: {eq: OPEN}}) { groups(by: [{field: STAGE}]) { keys { value label } count } }
          month: deals(where: {ownerId: {eq: $owner}, status: {eq: OPEN}, expectedCloseDate: {gte: $from, lte: $to}}) {
            totalCount aggregate { sum { baseAmount } } } }"""
        data = await company["chen"].ask(
            query, owner=company[who].id, **{"from": month.replace(day=1).isoformat(), "to": ends}
        )
        found = {group["keys"][0]["value"]: group["count"] for group in data["deals"]["groups"]}
        assert [found[stages[name]] for name in ("初步接触", "需求确认", "方案报价", "谈判")] == counts
        assert Decimal(data["month"]["aggregate"]["sum"]["baseAmount"]) == total


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=120))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_rank_between_two_others_always_exists_and_stays_between(places: list[tuple[int, bool]]) -> None:
    column = spread(3)
    for place, _ in places:
        at = place % (len(column) + 1)
        low, high = column[at - 1] if at else None, column[at] if at < len(column) else None
        made = between(low, high)
        assert (low or "") < made and (high is None or made < high) and not made.endswith("0")
        column.insert(at, made)
    assert column == sorted(set(column))


@given(st.integers(1, 3000))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_spread_ranks_ascend_and_leave_room(count: int) -> None:
    ranks = spread(count)
    assert len(set(ranks)) == count and ranks == sorted(ranks)
    assert between(None, ranks[0]) < ranks[0]


def test_a_rank_below_itself_is_refused() -> None:
    with pytest.raises(ValueError):
        between("b", "a")
    with pytest.raises(ValueError):
        between("a", "a")


async def test_whatever_way_a_deal_goes_its_stays_have_no_gap_and_no_overlap(weir: Cast) -> None:
    """Random walks through the stages, by a manager who gives reasons and reopens."""
    import random

    chance, stages = random.Random(11), await stages_of(weir)
    names = list(stages)
    for _ in range(4):
        deal = await a_deal(weir, expectedCloseDate=SOON, amount={"amount": "1000"})
        for _ in range(12):
            if deal["status"] == "OPEN":
                fields = {"wonReason": "FIT", "lostReason": "PRICE", "lostNote": "见备注"}
                payload = await moved(
                    weir, "chen", deal, stages[chance.choice(names)], reason="随机行走中的理由", fields=fields
                )
            else:
                payload = await weir["chen"].do(
                    "reopenDeal", CARD, id=deal["id"], version=deal["version"], reason="随机行走,重新打开这条商机"
                )
            assert codes(payload) == [], payload
            deal = payload["deal"]
            await continuous(weir, deal)
            assert 0 <= deal["probability"] <= 100
            assert (deal["closedAt"] is None) == (deal["status"] == "OPEN")


async def test_a_stage_for_large_deals_is_passed_by_the_small_ones_and_entered_by_the_large_ones_only(
    weir: Cast,
) -> None:
    """小林 adds 高层评审 for a million and more between 方案提供 and 商务谈判; who is smaller neither enters nor skips it."""
    stages = await stages_of(weir)
    pipeline = await weir.id_of("pipeline", "code = 'P-A'")
    made = await weir["xiaolin"].done(
        "createStage",
        "stage { id entryCriteria }",
        pipelineId=pipeline,
        nameZh="高层评审",
        nameEn="Board review",
        type="OPEN",
        probability=60,
        forecastCategory="BEST_CASE",
        dwellLimitDays=10,
        entryCriteria=[{"kind": "MIN_AMOUNT", "least": 1000000}],
        exitCriteria=[{"kind": "FIELD", "field": "budget_range"}],
    )
    review = made["stage"]["id"]
    assert made["stage"]["entryCriteria"][0]["least"] == "1000000"
    order = [
        stages["初步接触"],
        stages["需求确认"],
        stages["方案报价"],
        review,
        stages["谈判"],
        stages["赢单"],
        stages["输单"],
    ]
    rest = [one for one in stages.values() if one not in order]
    await weir["xiaolin"].done("reorderStages", pipelineId=pipeline, stageIds=[*order, *rest])
    small = await a_deal(weir, expectedCloseDate=SOON, amount={"amount": "999999"})
    assert codes(await moved(weir, "zhangsan", small, review)) == ["GATE_UNMET"]
    large = await a_deal(weir, expectedCloseDate=SOON, amount={"amount": "1000000"})
    large = await went(weir, "zhangsan", large, review)
    assert codes(await moved(weir, "zhangsan", large, stages["谈判"])) == ["GATE_UNMET"]
    for wrong in ("much", -1, 0, None):
        refused = await weir["xiaolin"].do(
            "createStage",
            pipelineId=pipeline,
            nameZh="x",
            nameEn="x",
            entryCriteria=[{"kind": "MIN_AMOUNT", "least": wrong}],
        )
        assert codes(refused) == ["INVALID"]
