"""Accounts: their hierarchy, who may see and change them, sharing, giving away, and the stale version."""

import asyncio
from typing import Any

from cast import Cast

CARD = "account { id version name owner { name } }"


async def of(weir: Cast, key: str) -> tuple[str, int]:
    """An account of somebody and its version."""
    owner = weir[key].viewer.user_id  # type: ignore[union-attr]
    rows = await weir.sql(
        "select id, version from account where owner_id = %s and deleted_at is null and partner_id is null order by id limit 1",
        owner,
    )
    return f"account_{rows[0][0].hex}", rows[0][1]


async def named(weir: Cast, key: str, account: str) -> Any:
    found = await weir[key].ask(
        "query($id: ID!) { account(id: $id) { name viewerCan { update share transfer void } } }", id=account
    )
    return found["account"]


def codes(payload: dict[str, Any]) -> list[str]:
    return [one["code"] for one in payload["userErrors"]]


async def test_a_rep_sees_their_own_a_manager_their_regions_a_director_all(weir: Cast) -> None:
    account, _ = await of(weir, "zhangsan")
    seen = {
        key: await named(weir, key, account) is not None
        for key in ("zhangsan", "chen", "zhao", "xiaolin", "qian", "wangwu", "sun", "hengda", "kefu")
    }
    assert [key for key, sees in seen.items() if not sees] == ["wangwu", "sun", "hengda", "kefu"]
    assert (await named(weir, "zhangsan", account))["viewerCan"] == {
        "update": True,
        "share": True,
        "transfer": False,
        "void": False,
    }
    assert (await named(weir, "qian", account))["viewerCan"] == {
        "update": False,
        "share": False,
        "transfer": False,
        "void": False,
    }
    assert (await named(weir, "xiaolin", account))["viewerCan"]["void"] is True


async def test_partners_see_their_own_company_and_its_customers_and_never_each_others(weir: Cast) -> None:
    hengda = await weir["hengda"].ask(
        "{ accounts { nodes { name partner { name } } } deals { totalCount } users { totalCount } }"
    )
    lantian = await weir["lantian"].ask("{ accounts { nodes { name } } }")
    names = {node["name"] for node in hengda["accounts"]["nodes"]}
    assert (
        len(names) == 2
        and "恒达科技(渠道)" in names
        and hengda["deals"]["totalCount"] == 1
        and hengda["users"]["totalCount"] == 1
    )
    assert names & {node["name"] for node in lantian["accounts"]["nodes"]} == set()


async def test_a_share_to_read_reads_a_share_to_edit_edits_and_neither_is_passed_on(weir: Cast) -> None:
    account, version = await of(weir, "zhangsan")
    share = {"recordId": account, "withId": weir["wangwu"].id}
    await weir["zhangsan"].done("shareRecord", "account { id }", **share, right="READ")
    assert await named(weir, "wangwu", account) is not None
    change = {"id": account, "version": version, "region": "上海市"}
    assert codes(await weir["wangwu"].do("updateAccount", CARD, **change)) == ["FORBIDDEN"]
    await weir["zhangsan"].done("shareRecord", "account { id }", **share, right="EDIT")
    assert await weir.one("select count(*) from record_share where account_id = %s::uuid", account[8:]) == 1, (
        "sharing again changes the right"
    )
    await weir["wangwu"].done("updateAccount", CARD, **change)
    passed = await weir["wangwu"].do("shareRecord", "account { id }", recordId=account, withId=weir["sun"].id)
    assert codes(passed) == ["FORBIDDEN"]
    assert await named(weir, "sun", account) is None


async def test_a_share_ends_at_its_time_and_when_it_is_taken_back(weir: Cast) -> None:
    account, _ = await of(weir, "zhangsan")
    share = {"recordId": account, "withId": weir["wangwu"].id}
    await weir["zhangsan"].done("shareRecord", "account { id }", **share, expiresAt="2020-01-01T00:00:00Z")
    assert await named(weir, "wangwu", account) is None
    await weir["zhangsan"].done("shareRecord", "account { id }", **share)
    assert await named(weir, "wangwu", account) is not None
    key = await weir.one("select id from record_share where account_id = %s::uuid", account[8:])
    await weir["zhangsan"].done("unshareRecord", "account { id }", id=f"share_{key.hex}")
    assert await named(weir, "wangwu", account) is None


async def test_a_team_that_gets_a_share_shares_it_among_its_members(weir: Cast) -> None:
    account, _ = await of(weir, "lisi")
    team = await weir.id_of("team", "true")
    assert await named(weir, "wangwu", account) is None
    await weir["lisi"].done("shareRecord", "account { id }", recordId=account, withId=team)
    assert await named(weir, "wangwu", account) is not None


async def test_a_company_cannot_lie_below_itself(weir: Cast) -> None:
    parent, version = await of(weir, "zhangsan")
    child = (await weir["zhangsan"].done("createAccount", CARD, name="子公司一", parentId=parent))["account"]
    grandchild = (await weir["zhangsan"].done("createAccount", CARD, name="孙公司", parentId=child["id"]))["account"]
    for below in (grandchild["id"], child["id"], parent):
        assert codes(await weir["zhangsan"].do("updateAccount", CARD, id=parent, version=version, parentId=below)) == [
            "LOOP"
        ]


async def test_the_slower_of_two_is_told_who_was_faster_and_gets_the_record_as_it_is(weir: Cast) -> None:
    account, version = await of(weir, "zhangsan")
    await weir["chen"].done("updateAccount", CARD, id=account, version=version, region="广州市")
    stale = await weir["zhangsan"].do(
        "updateAccount", "account { version region }", id=account, version=version, region="深圳市"
    )
    assert codes(stale) == ["CONFLICT"] and "陈经理" in stale["userErrors"][0]["message"]
    assert stale["account"] == {"version": version + 1, "region": "广州市"}


async def test_the_same_key_makes_one_record_however_often_it_is_sent(weir: Cast) -> None:
    given = {"name": "一次就好有限公司", "idempotencyKey": "k-1"}
    answers = await asyncio.gather(
        *(weir["zhangsan"].do("createAccount", "account { id name }", **given) for _ in range(6))
    )
    made = {one["account"]["id"] for one in answers if one["account"]}
    assert len(made) == 1
    assert await weir.one("select count(*) from account where name = '一次就好有限公司'") == 1
    other = await weir["zhangsan"].do("createAccount", "account { id }", name="别的公司", idempotencyKey="k-1")
    assert codes(other) == ["IDEMPOTENCY_KEY_REUSED"]
    theirs = await weir["lisi"].done("createAccount", "account { id }", **given)
    assert theirs["account"]["id"] not in made, "a key belongs to one person"


async def test_giving_a_record_away_needs_the_right_and_stays_in_its_history(weir: Cast) -> None:
    account, version = await of(weir, "zhangsan")
    given = {"id": account, "version": version, "ownerId": weir["lisi"].id, "reason": "区域调整"}
    assert codes(await weir["zhangsan"].do("transferOwner", "account { id }", **given)) == ["FORBIDDEN"]
    gone = {**given, "ownerId": await weir.id_of("user", "email = 'zhouliu@weir.example'")}
    assert codes(await weir["chen"].do("transferOwner", "account { id }", **gone)) == ["INACTIVE_USER"]
    moved = await weir["chen"].done("transferOwner", "account { owner { name } }", **given)
    assert moved["account"]["owner"]["name"] == "李四"
    history = await weir.sql(
        "select cause, reason from ownership_change where account_id = %s::uuid order by at", account[8:]
    )
    assert history[-1] == ("transferred", "区域调整")


async def test_a_voided_record_is_in_no_list_and_comes_back_whole(weir: Cast) -> None:
    made = await weir["zhangsan"].done("createAccount", "account { id version }", name="没有商机的客户")
    account, version = made["account"]["id"], made["account"]["version"]
    assert codes(await weir["chen"].do("voidAccount", CARD, id=account, version=version)) == ["FORBIDDEN"]
    await weir["xiaolin"].done("voidAccount", "userErrors { code }", id=account, version=version)
    assert await named(weir, "xiaolin", account) is None
    await weir["xiaolin"].done("restoreAccount", CARD, id=account)
    assert await named(weir, "zhangsan", account) is not None


async def test_a_customer_with_open_deals_is_not_voided(weir: Cast) -> None:
    account = await weir.id_of(
        "account",
        "id in (select account_id from deal where status = 'OPEN' and deleted_at is null)"
        " and id not in (select account_id from contract)",
    )
    version = await weir.one("select version from account where id = %s::uuid", account[8:])
    refused = await weir["xiaolin"].do("voidAccount", id=account, version=version)
    assert codes(refused) == ["IN_USE"]
    assert "进行中的商机" in refused["userErrors"][0]["message"]
    await weir.sql("update deal set deleted_at = now() where account_id = %s::uuid and status = 'OPEN'", account[8:])
    await weir["xiaolin"].done("voidAccount", "userErrors { code }", id=account, version=version)


async def test_the_millionth_account_has_a_number_of_its_own(weir: Cast) -> None:
    await weir.sql("select setval('account_number', 999998)")
    numbers = []
    for name in ("甲", "乙", "丙"):
        made = await weir["zhangsan"].done("createAccount", "account { number }", name=f"第百万家{name}")
        numbers.append(made["account"]["number"])
    assert numbers == ["A-999999", "A-1000000", "A-1000001"]


async def test_the_tier_of_an_account_is_set_by_hand_counted_and_told_in_the_history(weir: Cast) -> None:
    made = {}
    for name, tier in (("一号重点", "VIP"), ("二号普通", "C"), ("三号未定", None)):
        given = {"name": f"分级{name}", **({"tier": tier} if tier else {})}
        made[name] = (await weir["zhangsan"].done("createAccount", "account { id version tier }", **given))["account"]
    assert [one["tier"] for one in made.values()] == ["VIP", "C", None]
    one = made["二号普通"]
    await weir["zhangsan"].done("updateAccount", "account { id }", id=one["id"], version=one["version"], tier="A")
    ask = "query($where: AccountWhere) { accounts(where: $where) { groups(by: [{field: TIER}]) { keys { value } count } } }"
    groups = (await weir["zhangsan"].ask(ask, where={"name": {"startsWith": "分级"}}))["accounts"]["groups"]
    assert {each["keys"][0]["value"]: each["count"] for each in groups} == {"VIP": 1, "A": 1, None: 1}
    trail = "select changes -> 'tier' from audit_entry where object_id = %s and action = 'account.updated'"
    assert await weir.sql(trail, one["id"].removeprefix("account_")) == [(["C", "A"],)]
