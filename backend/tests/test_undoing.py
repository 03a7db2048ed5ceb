"""Taking a move back: as it was, within ten minutes, by who made it, and nothing half done."""

from typing import Any

import pytest
from cast import Cast
from test_deals import CARD, SOON, a_deal, codes, continuous, moved, stages_of, went

from weir.deals import undoing

pytestmark = pytest.mark.slow

MORE = CARD + " stages { id name }"


async def undone(weir: Cast, who: str, deal: dict[str, Any]) -> dict[str, Any]:
    """The payload of an undo, refused or not."""
    return await weir[who].do("undoDealMove", MORE, id=deal["id"], version=deal["version"])


async def tasks_of(weir: Cast, deal: dict[str, Any]) -> list[Any]:
    return await weir.sql("select id, title from task where deal_id = %s::uuid order by id", deal["id"][5:])


def as_shown(deal: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in deal.items() if name != "version"}


async def test_张三_takes_a_move_back_and_the_deal_is_as_it_was(weir: Cast) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir)
    entered = await weir.one("select stage_entered_at from deal where id = %s::uuid", deal["id"][5:])
    there = await went(
        weir, "zhangsan", deal, stages["方案报价"], fields={"expectedCloseDate": SOON, "nextStep": "报价"}
    )
    payload = await undone(weir, "zhangsan", there)
    assert codes(payload) == []
    assert as_shown(payload["deal"]) == as_shown(deal)
    assert payload["deal"]["version"] > there["version"]
    assert {one["name"] for one in payload["stages"]} == {"初步接触", "方案报价"}
    # The clock of the stage was never really stopped.
    assert await weir.one("select stage_entered_at from deal where id = %s::uuid", deal["id"][5:]) == entered
    visits = await continuous(weir, deal)
    assert len(visits) == 3, "history grows, nothing is deleted"
    flags = await weir.sql(
        "select is_undo from stage_visit where deal_id = %s::uuid order by entered_at, id", deal["id"][5:]
    )
    assert [one[0] for one in flags] == [False, False, True]
    told = await weir.sql(
        "select type from event where object_id = %s::uuid order by at desc, id desc limit 1", deal["id"][5:]
    )
    assert told[0][0] == "deal.move_undone"


async def test_a_new_place_in_the_column_is_taken_back_without_a_stay(weir: Cast) -> None:
    stages = await stages_of(weir)
    below, deal = await a_deal(weir), await a_deal(weir)
    lower = await went(weir, "zhangsan", deal, stages["初步接触"], afterId=below["id"])
    assert lower["rank"] > below["rank"] > deal["rank"]
    payload = await undone(weir, "zhangsan", lower)
    assert payload["deal"]["rank"] == deal["rank"]
    assert len(await continuous(weir, deal)) == 1


async def test_winning_is_taken_back_with_its_reason_and_the_account_is_a_prospect_again(weir: Cast) -> None:
    stages = await stages_of(weir)
    account = (await weir["zhangsan"].done("createAccount", "account { id }", name="撤销测试有限公司"))["account"]["id"]
    deal = await a_deal(
        weir, accountId=account, expectedCloseDate=SOON, amount={"amount": "50000.5", "currency": "CNY"}
    )
    deal = await went(weir, "zhangsan", deal, stages["谈判"])
    won = await went(weir, "zhangsan", deal, stages["赢单"], fields={"wonReason": "FIT"})
    kind = "select type from account where id = %s::uuid"
    key = account.partition("_")[2]
    assert await weir.one(kind, key) == "CUSTOMER"
    payload = await undone(weir, "zhangsan", won)
    assert codes(payload) == []
    assert as_shown(payload["deal"]) == as_shown(deal)
    assert await weir.one(kind, key) == "PROSPECT"


async def test_an_account_with_another_won_deal_stays_a_customer(weir: Cast) -> None:
    stages = await stages_of(weir)
    account = (await weir["zhangsan"].done("createAccount", "account { id }", name="两单有限公司"))["account"]["id"]
    won = []
    for _ in range(2):
        deal = await a_deal(weir, accountId=account, expectedCloseDate=SOON, amount={"amount": "1"})
        won.append(
            await went(
                weir,
                "zhangsan",
                await went(weir, "zhangsan", deal, stages["谈判"]),
                stages["赢单"],
                fields={"wonReason": "FIT"},
            )
        )
    assert codes(await undone(weir, "zhangsan", won[0])) == []
    kind = await weir.one("select type from account where id = %s::uuid", account.partition("_")[2])
    assert kind == "CUSTOMER"


async def test_tasks_of_the_move_go_unless_somebody_has_touched_them(weir: Cast) -> None:
    stages, deal = await stages_of(weir, "P-B"), await a_deal(weir, "zhangsan", "P-B", expectedCloseDate=SOON)
    before = await tasks_of(weir, deal)
    there = await went(weir, "chen", deal, stages["需求分析"], override=True, reason="先做需求")
    made = [one for one in await tasks_of(weir, deal) if one not in before]
    assert made, "the stage makes a task"
    payload = await undone(weir, "chen", there)
    assert codes(payload) == []
    assert await tasks_of(weir, deal) == before

    again = await went(weir, "chen", payload["deal"], stages["需求分析"], override=True, reason="还是先做需求")
    task = next(one for one in await tasks_of(weir, deal) if one not in before)
    given = {"id": f"task_{task[0].hex}", "version": 1, "title": "整理需求并确认预算"}
    await weir["zhangsan"].done("updateTask", "task { id }", **given)
    assert codes(await undone(weir, "chen", again)) == []
    assert task[0] in [one[0] for one in await tasks_of(weir, deal)], "a task somebody works on stays"


async def test_a_colleague_cannot_take_back_another_persons_move(weir: Cast) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir, expectedCloseDate=SOON)
    there = await went(weir, "zhangsan", deal, stages["需求确认"])
    payload = await undone(weir, "chen", there)
    assert codes(payload) == ["UNDO_CHANGED"] and "张三" in payload["userErrors"][0]["message"]
    assert payload["deal"] is None or payload["deal"]["stage"]["name"] == "需求确认"
    for stranger in ("lisi", "wangwu"):
        assert codes(await undone(weir, stranger, there)) in (["NOT_FOUND"], ["FORBIDDEN"])
    assert await weir.one("select count(*) from stage_visit where deal_id = %s::uuid", deal["id"][5:]) == 2


async def test_nothing_is_taken_back_once_something_else_has_changed_the_deal(weir: Cast) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir, expectedCloseDate=SOON)
    there = await went(weir, "zhangsan", deal, stages["需求确认"])
    given = {"id": there["id"], "version": there["version"], "nextStep": "约客户"}
    changed = (await weir["chen"].done("updateDeal", CARD, **given))["deal"]
    assert codes(await undone(weir, "zhangsan", there)) == ["CONFLICT"]
    payload = await undone(weir, "zhangsan", changed)
    assert codes(payload) == ["UNDO_CHANGED"] and "陈经理" in payload["userErrors"][0]["message"]


async def test_an_undo_comes_in_time_or_not_at_all_and_only_once(weir: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir, expectedCloseDate=SOON)
    there = await went(weir, "zhangsan", deal, stages["需求确认"])
    with monkeypatch.context() as clock:
        clock.setattr(undoing, "UNDO_MINUTES", -1)
        late = await undone(weir, "zhangsan", there)
    assert codes(late) == ["MOVE_UNDO_LATE"] and late["deal"] is None
    back = await undone(weir, "zhangsan", there)
    assert codes(await undone(weir, "zhangsan", back["deal"])) == ["UNDONE_ALREADY"]
    assert codes(await undone(weir, "zhangsan", await a_deal(weir))) == ["UNDO_CHANGED"]


async def test_who_lost_the_deal_meanwhile_cannot_undo_its_move(weir: Cast) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir, expectedCloseDate=SOON)
    there = await went(weir, "zhangsan", deal, stages["需求确认"])
    given = {"id": there["id"], "version": there["version"], "ownerId": weir["lisi"].id}
    await weir["chen"].done("transferOwner", **given)
    payload = await undone(weir, "zhangsan", there)
    assert codes(payload) in (["NOT_FOUND"], ["FORBIDDEN"]) and payload["deal"] is None
    assert not payload["stages"]


async def test_the_undone_slip_can_be_followed_by_a_real_move(weir: Cast) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir, expectedCloseDate=SOON)
    back = (await undone(weir, "zhangsan", await went(weir, "zhangsan", deal, stages["方案报价"])))["deal"]
    assert (await moved(weir, "zhangsan", back, stages["需求确认"]))["deal"]["stage"]["id"] == stages["需求确认"]
    await continuous(weir, deal)
