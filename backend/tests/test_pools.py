"""Pools of leads and accounts: seen by their members, masked until claimed, claimed by the first, within limits that giving back
does not undo."""

import asyncio
from typing import Any

import pytest
from cast import Cast

pytestmark = pytest.mark.slow

LEAD = "lead { id version status owner { name } pool { name } mobile }"
ACCOUNT = "account { id version owner { name } pool { name } phone }"
ANSWER = {"lead": LEAD, "account": ACCOUNT}
# What is true of pools is true of both kinds.
BOTH = pytest.mark.parametrize("of", ["lead", "account"])
SOUTH = {"lead": "华南线索池", "account": "华南客户公海"}
POOL = "id version name waiting claimsLeft roomLeft members"


def codes(payload: dict[str, Any]) -> list[str]:
    return [one["code"] for one in payload["userErrors"]]


async def pool(weir: Cast, name: str = "华南线索池", of: str = "lead") -> dict[str, Any]:
    query = f"query($name: String!) {{ {of}Pools(where: {{name: {{eq: $name}}}}) {{ nodes {{ {POOL} }} }} }}"
    found: dict[str, Any] = (await weir["xiaolin"].ask(query, name=name))[f"{of}Pools"]["nodes"][0]
    return found


async def settle(weir: Cast, of: str = "lead", **given: Any) -> dict[str, Any]:
    """小林 changes the settings of 华南."""
    one, kind = await pool(weir, SOUTH[of], of), of.title()
    done = await weir["xiaolin"].done(
        f"update{kind}Pool", f"{of}Pool {{ {POOL} }}", id=one["id"], version=one["version"], **given
    )
    return done[f"{of}Pool"]  # type: ignore[no-any-return]


async def waiting(weir: Cast, number: int = 0, of: str = "lead", **given: Any) -> dict[str, Any]:
    """Something of 深圳 that waits in the pool of 华南: a lead marketing brings, or an account 小林 gives away."""
    values = {"name": f"池中人{number}", "region": "广东省深圳市", **given}
    if of == "account":
        phone = {"phone": f"0755-2777{number:04}", **values}
        made = (await weir["xiaolin"].done("createAccount", ACCOUNT, **phone))["account"]
        row = await back(weir, made, "xiaolin")
    else:
        row = (await weir["moli"].done("createLead", LEAD, **{"mobile": f"1387777{number:04}", **values}))["lead"]
    assert row["pool"] == {"name": SOUTH[of]}
    return row  # type: ignore[no-any-return]


def of_id(row: dict[str, Any]) -> str:
    return str(row["id"]).split("_")[0]


async def claim(weir: Cast, row: dict[str, Any], who: str = "zhangsan") -> dict[str, Any]:
    kind = of_id(row)
    return await weir[who].do(f"claim{kind.title()}", ANSWER[kind], id=row["id"])


async def claimed(weir: Cast, row: dict[str, Any], who: str = "zhangsan") -> dict[str, Any]:
    return (await claim(weir, row, who))[of_id(row)]  # type: ignore[no-any-return]


async def back(weir: Cast, row: dict[str, Any], who: str = "zhangsan") -> dict[str, Any]:
    kind = of_id(row)
    given = {"id": row["id"], "version": row["version"], "reason": "NO_RESPONSE"}
    return (await weir[who].done(f"return{kind.title()}", ANSWER[kind], **given))[kind]  # type: ignore[no-any-return]


async def assigned(weir: Cast, row: dict[str, Any], to: str) -> dict[str, Any]:
    kind = of_id(row)
    given = {"id": row["id"], "version": row["version"], "ownerId": weir[to].id}
    return (await weir["chen"].done(f"assign{kind.title()}", ANSWER[kind], **given))[kind]  # type: ignore[no-any-return]


async def seen(weir: Cast, row: dict[str, Any], who: str, fields: str = "id") -> Any:
    kind = of_id(row)
    return (await weir[who].ask(f"query($id: ID!) {{ {kind}(id: $id) {{ {fields} }} }}", id=row["id"]))[kind]


async def test_a_lead_waits_masked_in_sight_of_its_region_and_is_whole_when_it_is_claimed(weir: Cast) -> None:
    lead = await waiting(weir, email="zhang@firma.example", wechat="zhang-88", phone="0755-26661234")
    fields = "name mobile email wechat phone maskedFields pooledAt owner { name } viewerCan { update }"
    masked = await seen(weir, lead, "zhangsan", fields)
    assert (masked["mobile"], masked["email"], masked["wechat"]) == ("138****0000", "z***@firma.example", "***")
    assert masked["name"] == "池中人0" and masked["pooledAt"] and not masked["viewerCan"]["update"]
    assert set(masked["maskedFields"]) == {"mobile", "email", "wechat", "phone"}
    # The pool of another team does not exist, neither does what waits in it.
    assert await seen(weir, lead, "wangwu") is None
    assert [
        one["name"] for one in (await weir["wangwu"].ask("{ leadPools { nodes { name } } }"))["leadPools"]["nodes"]
    ] == ["华东线索池"]
    assert codes(await claim(weir, lead, "wangwu")) == ["ALREADY_CLAIMED"]
    done = await claim(weir, lead)
    assert codes(done) == [] and done["lead"]["mobile"] == "13877770000"
    assert (done["lead"]["status"], done["lead"]["owner"]["name"]) == ("PENDING", "张三")
    found = await seen(
        weir, lead, "zhangsan", "claimCount pooledAt acceptedAt ownershipChanges { nodes { cause toOwner { name } } }"
    )
    assert (found["claimCount"], found["pooledAt"]) == (1, None) and found["acceptedAt"]
    assert found["ownershipChanges"]["nodes"] == [{"cause": "claimed", "toOwner": {"name": "张三"}}]
    # The same tap arriving twice is no second claim; 李四 sees it no more.
    assert codes(await claim(weir, lead)) == [] and await seen(weir, lead, "lisi") is None
    assert (await pool_of(weir))["claimsLeft"] == 9


async def pool_of(weir: Cast, who: str = "zhangsan", of: str = "lead") -> Any:
    return (await weir[who].ask(f"{{ {of}Pools {{ nodes {{ {POOL} }} }} }}"))[f"{of}Pools"]["nodes"][0]


@BOTH
async def test_of_two_who_claim_at_once_one_wins(weir: Cast, of: str) -> None:
    for number in range(3):
        lead = await waiting(weir, number, of)
        answers = await asyncio.gather(*(claim(weir, lead, who) for who in ("zhangsan", "lisi", "zhangsan", "lisi")))
        won = {one[of]["owner"]["name"] for one in answers if not one["userErrors"]}
        assert len(won) == 1
        lost = [one["userErrors"][0] for one in answers if one["userErrors"]]
        assert [one["code"] for one in lost] == ["ALREADY_CLAIMED"] * 2 and "慢了一步" in lost[0]["message"]
        count = f"select count(*) from ownership_change where {of}_id = %s and cause = 'claimed'"
        assert await weir.one(count, lead["id"].removeprefix(f"{of}_")) == 1


@BOTH
async def test_the_eleventh_claim_of_a_day_is_refused_however_many_were_given_back(weir: Cast, of: str) -> None:
    await settle(weir, of, dailyClaimLimit=3)
    for number in range(3):
        await back(weir, await claimed(weir, await waiting(weir, number, of)))
    fourth = await waiting(weir, 4, of)
    refused = await claim(weir, fourth)
    what = {"lead": "条线索", "account": "个客户"}[of]
    assert codes(refused) == ["POOL_DAILY_LIMIT"] and f"今天已领满 3 {what}" in refused["userErrors"][0]["message"]
    assert (await pool_of(weir, of=of))["claimsLeft"] == 0
    # What 陈经理 assigns does not count, what others claim does not, and neither does what was claimed of the other kind.
    await assigned(weir, fourth, "zhangsan")
    assert codes(await claim(weir, await waiting(weir, 5, of), "lisi")) == []
    other = {"lead": "account", "account": "lead"}[of]
    assert codes(await claim(weir, await waiting(weir, 6, other))) == []


@BOTH
async def test_two_claims_at_once_do_not_slip_past_the_limit(weir: Cast, of: str) -> None:
    await settle(weir, of, dailyClaimLimit=2)
    leads = [await waiting(weir, number, of) for number in range(6)]
    answers = await asyncio.gather(*(claim(weir, lead) for lead in leads))
    assert sorted(code for one in answers for code in codes(one)) == ["POOL_DAILY_LIMIT"] * 4


HELD = {"lead": "status in ('PENDING', 'WORKING')", "account": "type = 'PROSPECT'"}


@BOTH
async def test_who_holds_too_many_claims_no_more_but_may_be_assigned(weir: Cast, of: str) -> None:
    me = weir["zhangsan"].viewer.user_id  # type: ignore[union-attr]
    held = await weir.one(f"select count(*) from {of} where owner_id = %s and {HELD[of]} and deleted_at is null", me)
    await settle(weir, of, holdingLimit=held + 1)
    assert codes(await claim(weir, await waiting(weir, of=of))) == []
    lead = await waiting(weir, 1, of)
    assert codes(await claim(weir, lead)) == ["POOL_HOLDING_LIMIT"]
    assert (await pool_of(weir, of=of))["roomLeft"] == 0
    await assigned(weir, lead, "zhangsan")


@BOTH
async def test_two_reps_do_not_keep_a_lead_between_them(weir: Cast, of: str) -> None:
    lead = await back(weir, await claimed(weir, await waiting(weir, of=of)))
    again = await claim(weir, lead)
    assert codes(again) == ["POOL_COOLDOWN"] and "7 天内不能再领取" in again["userErrors"][0]["message"]
    lead = await back(weir, await claimed(weir, lead, "lisi"), "lisi")
    # Not only the last owner waits: both do.
    assert codes(await claim(weir, lead)) == ["POOL_COOLDOWN"]
    assert codes(await claim(weir, lead, "lisi")) == ["POOL_COOLDOWN"]
    # A manager decides otherwise.
    assert (await assigned(weir, lead, "zhangsan"))["owner"]["name"] == "张三"


async def test_a_lead_goes_back_where_its_pool_says(weir: Cast) -> None:
    east = await pool(weir, "华东线索池")
    lead = (await claim(weir, await waiting(weir)))["lead"]
    refused = await weir["zhangsan"].do("returnLead", LEAD, id=lead["id"], version=lead["version"])
    assert codes(refused) == ["REQUIRED"]
    await settle(weir, targetPoolId=east["id"])
    assert await back(weir, lead) is None
    assert (await seen(weir, lead, "wangwu", "pool { name }"))["pool"] == {"name": "华东线索池"}
    assert await seen(weir, lead, "lisi") is None
    await settle(weir, returnsByRegion=True, returnReasonRequired=False)
    other = (await claim(weir, await waiting(weir, 2)))["lead"]
    other = (await weir["zhangsan"].done("returnLead", LEAD, id=other["id"], version=other["version"]))["lead"]
    assert other["pool"] == {"name": "华南线索池"}


async def test_managers_of_a_pool_move_and_assign_what_waits_in_it(weir: Cast) -> None:
    lead, east = await waiting(weir), await pool(weir, "华东线索池")
    given = {"id": lead["id"], "version": lead["version"]}
    assert codes(await weir["zhangsan"].do("moveLeadToPool", LEAD, **given, poolId=None)) == ["FORBIDDEN"]
    assert codes(await weir["sun"].do("assignLead", LEAD, **given, ownerId=weir["wangwu"].id)) == ["NOT_FOUND"]
    assert codes(await weir["chen"].do("moveLeadToPool", LEAD, **given, poolId=east["id"])) == ["NOT_FOUND"]
    moved = await weir["zhao"].done("moveLeadToPool", LEAD, **given, poolId=east["id"])
    assert await seen(weir, lead, "zhangsan") is None and await seen(weir, lead, "wangwu") is not None
    out = await weir["xiaolin"].done(
        "moveLeadToPool", LEAD, id=lead["id"], version=moved["lead"]["version"], poolId=None
    )
    assert out["lead"]["pool"] is None and await seen(weir, lead, "wangwu") is None


async def test_nobody_completes_a_masked_number_by_asking(weir: Cast) -> None:
    lead = await waiting(weir, mobile="13877771234", email="fu@firma.example", companyName="深圳市福田轴承厂")
    ask = "query($where: LeadWhere!) { leads(where: $where) { totalCount } }"
    for where in ({"mobile": {"eq": "13877771234"}}, {"email": {"startsWith": "fu"}}, {"mobile": {"contains": "1234"}}):
        assert (await weir["zhangsan"].ask(ask, where=where))["leads"]["totalCount"] == 0
        assert (await weir["moli"].ask(ask, where=where))["leads"]["totalCount"] == 1
    known = "query($m: String) { leadMatches(mobile: $m) { id title owner matchedBy } }"
    assert (await weir["zhangsan"].ask(known, m="13877771234"))["leadMatches"] == [
        {"id": None, "title": None, "owner": None, "matchedBy": "mobile"}
    ]
    groups = '{ leads(where: {company: {contains: "福田"}}) { groups(by: [{field: MOBILE}]) { keys { value } } } }'
    groups = groups.replace("company:", "companyName:")
    body = await weir["zhangsan"].reply(groups)
    assert "13877771234" not in str(body)
    again = await weir["zhangsan"].done("createLead", f"isAttached {LEAD}", name="x", mobile="13877771234")
    assert (again["isAttached"], again["lead"]) == (True, None)
    assert codes(await weir["zhangsan"].do("revealField", "value", id=lead["id"], field="mobile")) == ["NOT_FOUND"]
    # Neither is it worked, nor is its past told, before somebody has claimed it.
    for verb, given in (
        ("logActivity", {"kind": "CALL", "summary": "x", "leadId": lead["id"]}),
        ("createComment", {"recordId": lead["id"], "body": "x"}),
        ("followRecord", {"recordId": lead["id"]}),
    ):
        assert codes(await weir["zhangsan"].do(verb, **given)) == ["NOT_FOUND"], verb
    past = await seen(
        weir, lead, "zhangsan", "touches { totalCount } history { totalCount } ownershipChanges { totalCount }"
    )
    assert {one["totalCount"] for one in past.values()} == {0}
    assert codes(await weir["zhangsan"].do("updateLead", LEAD, id=lead["id"], version=lead["version"], name="y")) == [
        "FORBIDDEN"
    ]


async def test_a_pool_without_masks_shows_everything_to_its_members(weir: Cast) -> None:
    lead = await waiting(weir)
    await settle(weir, maskBeforeClaim=False)
    found = await seen(weir, lead, "zhangsan", "mobile maskedFields")
    assert found == {"mobile": "13877770000", "maskedFields": []}


async def test_pools_are_made_by_admins_with_members_of_every_kind(weir: Cast) -> None:
    team = await weir.id_of("team", "true")
    given = {"name": "大客户池", "memberIds": [team, weir["lisi"].id], "adminIds": [weir["chen"].id], "isDefault": True}
    assert codes(await weir["chen"].do("createLeadPool", "leadPool { id }", **given)) == ["FORBIDDEN"]
    made = (await weir["xiaolin"].done("createLeadPool", f"leadPool {{ {POOL} remindDaysBefore }}", **given))[
        "leadPool"
    ]
    assert made["remindDaysBefore"] == [3, 1]
    assert [(one["kind"], one["name"], one["isAdmin"]) for one in made["members"]] == [
        ("user", "陈经理", True), ("team", "大客户组", False), ("user", "李四", False)
    ]  # fmt: skip
    named = '{ leadPools(where: {name: {eq: "大客户池"}}) { totalCount } }'
    who = {
        key: (await weir[key].ask(named))["leadPools"]["totalCount"]
        for key in ("wangwu", "lisi", "sun", "moli", "qian")
    }
    assert who == {"wangwu": 1, "lisi": 1, "sun": 0, "moli": 1, "qian": 0}
    # What fits no region waits in the default pool.
    lead = (await weir["moli"].done("createLead", LEAD, name="外地", region="西藏"))["lead"]
    assert lead["pool"] == {"name": "大客户池"}
    full = await weir["xiaolin"].do("voidLeadPool", "leadPool { id }", id=made["id"], version=made["version"])
    assert codes(full) == ["IN_USE"]
    for wrong in ({"remindDaysBefore": [0]}, {"noFollowUpDays": 0}, {"dailyClaimLimit": 0}, {"remindDaysBefore": "x"}):
        answer = await weir["xiaolin"].do(
            "updateLeadPool", "leadPool { id }", id=made["id"], version=made["version"], **wrong
        )
        assert codes(answer) == ["INVALID"], wrong
