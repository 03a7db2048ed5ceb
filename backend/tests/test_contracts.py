"""Contracts from draft to end, told with the people of the cast."""

from typing import Any

import pytest
from cast import Cast, day

CONTRACT = (
    "contract { id version number name status account { id name } deal { id } owner { name } amount { amount currency } baseAmount"
    " startDate endDate signedOn terminatedOn terminationReason collected outstanding planned viewerCan { update void } }"
)


def codes(payload: dict[str, Any]) -> list[str]:
    return [error["code"] for error in payload["userErrors"]]


async def won_deal(weir: Cast, who: str = "zhangsan") -> str:
    """A won deal of somebody, of which there is no contract yet."""
    owner = weir[who].viewer.user_id  # type: ignore[union-attr]
    deal = await weir.id_of("deal", "owner_id = %s and status = 'WON'", owner)
    await weir.sql("update contract set deal_id = null where deal_id = %s", _key(deal))
    return deal


def _key(text: str) -> str:
    return text.partition("_")[2]


async def a_contract(weir: Cast, who: str = "zhangsan", **more: Any) -> dict[str, Any]:
    """A draft of somebody's won deal, worth 300,000."""
    given = {"dealId": await won_deal(weir, who), "amount": {"amount": "300000", "currency": "CNY"}, **more}
    found: dict[str, Any] = (await weir[who].done("createContract", CONTRACT, **given))["contract"]
    return found


async def signed(weir: Cast, who: str = "zhangsan", on: str | None = None, **more: Any) -> dict[str, Any]:
    """The same, signed."""
    made = await a_contract(weir, who, **more)
    given = {"id": made["id"], "version": made["version"], "signedOn": on or day(0)}
    found: dict[str, Any] = (await weir[who].done("signContract", CONTRACT, **given))["contract"]
    return found


async def test_a_contract_of_a_deal_takes_over_what_the_deal_says(weir: Cast) -> None:
    deal = await won_deal(weir)
    made = (await weir["zhangsan"].done("createContract", CONTRACT, dealId=deal))["contract"]
    rows = await weir.sql("select name, account_id, amount from deal where id = %s", _key(deal))
    name, account, amount = rows[0]
    assert made["number"].startswith("CT-") and made["status"] == "DRAFT" and made["owner"]["name"] == "张三"
    assert (made["name"], made["account"]["id"], made["amount"]["amount"]) == (
        name,
        f"account_{account.hex}",
        str(amount),
    )
    elsewhere = await weir.id_of("account", "id <> %s and owner_id = %s", account, weir["zhangsan"].viewer.user_id)  # type: ignore[union-attr]
    assert codes(await weir["zhangsan"].do("createContract", dealId=deal, accountId=elsewhere)) == ["INVALID"]


async def test_signing_needs_an_amount_and_a_plan_that_adds_up(weir: Cast) -> None:
    empty = (await weir["zhangsan"].done("createContract", CONTRACT, dealId=await won_deal(weir), amount=None))[
        "contract"
    ]
    refused = await weir["zhangsan"].do("signContract", id=empty["id"], version=empty["version"])
    assert codes(refused) == ["CONTRACT_NO_AMOUNT"]
    made = await a_contract(weir)
    plans = [{"dueDate": day(10), "amount": "100000"}, {"dueDate": day(40), "amount": "150000"}]
    given = {"contractId": made["id"], "version": made["version"]}
    much = await weir["zhangsan"].do(
        "setPaymentPlans", **given, plans=[*plans, {"dueDate": day(9), "amount": "50000.01"}]
    )
    assert codes(much) == ["PLAN_TOO_MUCH"]
    made = (await weir["zhangsan"].done("setPaymentPlans", CONTRACT, **given, plans=plans))["contract"]
    assert made["planned"] == "250000.00"
    by = {"id": made["id"], "version": made["version"]}
    assert codes(await weir["zhangsan"].do("signContract", **by)) == ["PLAN_NOT_WHOLE"]
    assert codes(await weir["zhangsan"].do("signContract", **by, signedOn=day(1))) == ["INVALID"]
    whole = [*plans, {"dueDate": day(90), "amount": "50000", "condition": "质保期满"}]
    made = (
        await weir["zhangsan"].done(
            "setPaymentPlans", CONTRACT, contractId=made["id"], version=made["version"], plans=whole
        )
    )["contract"]
    done = (await weir["zhangsan"].done("signContract", CONTRACT, id=made["id"], version=made["version"]))["contract"]
    assert (done["status"], done["signedOn"], done["outstanding"]) == ("ACTIVE", day(0), "300000.00")
    again = await weir["chen"].do("signContract", id=done["id"], version=done["version"])
    assert codes(again) == ["CONTRACT_SIGNED_ALREADY"]


async def test_what_was_signed_stays_and_a_rep_leaves_it_to_others(weir: Cast) -> None:
    made = await signed(weir)
    by = {"id": made["id"], "version": made["version"]}
    assert made["viewerCan"] == {"update": False, "void": False}
    assert codes(await weir["zhangsan"].do("updateContract", **by, description="改一下")) == ["FORBIDDEN"]
    money = {"amount": "1", "currency": "CNY"}
    assert codes(await weir["chen"].do("updateContract", **by, amount=money)) == ["CONTRACT_SIGNED"]
    assert codes(await weir["qian"].do("updateContract", **by, description="改一下")) == ["FORBIDDEN"]
    kept = (await weir["chen"].done("updateContract", CONTRACT, **by, endDate=day(300)))["contract"]
    assert kept["endDate"] == day(300) and kept["amount"]["amount"] == "300000.00"
    assert codes(await weir["lisi"].do("updateContract", **by, name="x")) == ["NOT_FOUND"]


@pytest.mark.parametrize(
    ("starts", "ends", "status"),
    [(None, None, "ACTIVE"), (5, 90, "SIGNED"), (-90, 90, "ACTIVE"), (-90, 0, "ACTIVE"), (-90, -1, "COMPLETED")],
)
async def test_a_signed_contract_runs_from_its_first_day_to_its_last(
    starts: int | None, ends: int | None, status: str, weir: Cast
) -> None:
    days = {name: day(one) for name, one in (("startDate", starts), ("endDate", ends)) if one is not None}
    made = await signed(weir, on=day(-90), **days)
    assert made["status"] == status
    counted = "query($w: ContractWhere) { contracts(where: $w) { totalCount groups(by: [{field: STATUS}]) { count } } }"
    found = await weir["chen"].ask(counted, w={"id": {"eq": made["id"]}, "status": {"eq": status}})
    assert found["contracts"] == {"totalCount": 1, "groups": [{"count": 1}]}


async def test_terminating_needs_a_reason_and_the_right_and_nothing_is_owed_then(weir: Cast) -> None:
    made = await signed(weir, on=day(-5))
    by = {"id": made["id"], "version": made["version"]}
    assert codes(await weir["zhangsan"].do("terminateContract", **by, reason="客户破产")) == ["FORBIDDEN"]
    assert codes(await weir["chen"].do("terminateContract", **by, reason=" ")) == ["REASON_NEEDED"]
    assert codes(await weir["chen"].do("terminateContract", **by, reason="早", terminatedOn=day(-9))) == ["INVALID"]
    done = (await weir["chen"].done("terminateContract", CONTRACT, **by, reason="客户破产"))["contract"]
    assert (done["status"], done["terminationReason"], done["outstanding"]) == ("TERMINATED", "客户破产", "0")


async def test_only_drafts_are_voided_and_their_plan_goes_and_comes_back_with_them(weir: Cast) -> None:
    draft = await a_contract(weir)
    plans = [{"dueDate": day(10), "amount": "300000"}]
    draft = (
        await weir["zhangsan"].done(
            "setPaymentPlans", CONTRACT, contractId=draft["id"], version=draft["version"], plans=plans
        )
    )["contract"]
    where = {"contractId": {"eq": draft["id"]}}
    count = "query($w: PaymentPlanWhere) { paymentPlans(where: $w) { totalCount nodes { status } } }"
    assert (await weir["qian"].ask(count, w=where))["paymentPlans"] == {
        "totalCount": 1,
        "nodes": [{"status": "NOT_EFFECTIVE"}],
    }
    by = {"id": draft["id"], "version": draft["version"]}
    assert codes(await weir["zhangsan"].do("voidContract", **by)) == ["FORBIDDEN"]
    await weir["xiaolin"].done("voidContract", **by)
    assert (await weir["qian"].ask(count, w={"id": {"isNull": False}}))["paymentPlans"]["totalCount"] > 0
    assert (
        await weir.sql(
            "select count(*) from payment_plan where contract_id = %s and deleted_at is null", _key(draft["id"])
        )
    )[0][0] == 0
    await weir["xiaolin"].done("restoreContract", id=draft["id"])
    assert (await weir["qian"].ask(count, w=where))["paymentPlans"]["totalCount"] == 1
    kept = await signed(weir, "wangwu")
    assert codes(await weir["xiaolin"].do("voidContract", id=kept["id"], version=kept["version"])) == ["CONTRACT_KEPT"]


async def test_a_deal_with_a_signed_contract_stays_won_and_is_not_voided(weir: Cast) -> None:
    made = await signed(weir)
    deal = (await weir["chen"].ask("query($id: ID!) { deal(id: $id) { id version } }", id=made["deal"]["id"]))["deal"]
    reopen = {"id": deal["id"], "version": deal["version"], "reason": "客户要求重新谈判价格"}
    refused = await weir["chen"].do("reopenDeal", **reopen)
    assert codes(refused) == ["DEAL_HAS_CONTRACT"] and made["number"] in refused["userErrors"][0]["message"]
    assert codes(await weir["xiaolin"].do("voidDeal", id=deal["id"], version=deal["version"])) == ["IN_USE"]
    await weir["chen"].done("terminateContract", id=made["id"], version=made["version"], reason="重新谈判")
    await weir["chen"].done("reopenDeal", **reopen)


async def test_who_sees_a_contract_and_its_amount(weir: Cast) -> None:
    made = await a_contract(weir)
    one = "query($id: ID!) { contract(id: $id) { id amount { amount } account { id } deal { id } } }"
    for key in ("zhangsan", "chen", "zhao", "xiaolin", "qian", "falv", "shenji"):
        found = (await weir[key].ask(one, id=made["id"]))["contract"]
        assert found and found["amount"] and found["account"], key
    for key in ("lisi", "wangwu", "sun", "moli", "hengda"):
        assert (await weir[key].ask(one, id=made["id"]))["contract"] is None, key
    # Service works for the customer: it reads what was agreed, not for how much.
    await weir["zhangsan"].done("createTask", title="回访", assigneeId=weir["kefu"].id, accountId=made["account"]["id"])
    found = (await weir["kefu"].ask(one, id=made["id"]))["contract"]
    assert found and found["amount"] is None
    assert "errors" in await weir["kefu"].reply('{ contracts(where: { baseAmount: { gt: "1" } }) { totalCount } }')


async def test_what_is_about_a_contract_is_seen_with_it_and_not_with_its_deal(weir: Cast) -> None:
    made = await a_contract(weir)
    await weir["zhangsan"].done(
        "createComment", recordId=made["id"], body="条款第三条要改 @方律师", mentionIds=[weir["falv"].id]
    )
    await weir["zhangsan"].done("logActivity", contractId=made["id"], kind="CALL", summary="催签")
    about = "query($id: ID!) { contract(id: $id) { comments { totalCount } activities { totalCount } history { totalCount } } }"
    found = (await weir["falv"].ask(about, id=made["id"]))["contract"]
    assert (
        found["comments"]["totalCount"] == found["activities"]["totalCount"] == 1 and found["history"]["totalCount"] > 0
    )
    told = await weir["falv"].ask("{ notifications(first: 1) { nodes { kind contract { number } } } }")
    assert told["notifications"]["nodes"] == [{"kind": "MENTION", "contract": {"number": made["number"]}}]
    # Marketing reads every deal, and nothing that is about a contract.
    spy = "query($id: ID!) { deal(id: $id) { activities { totalCount } comments { totalCount } } }"
    of_deal = (await weir["moli"].ask(spy, id=made["deal"]["id"]))["deal"]
    mine = (await weir["zhangsan"].ask(spy, id=made["deal"]["id"]))["deal"]
    assert of_deal["comments"]["totalCount"] == mine["comments"]["totalCount"]
