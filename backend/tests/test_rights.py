"""Roles explained: the matrix as a table, what somebody would see, names in the trail, the audit by its filters."""

from typing import Any

import pytest
from cast import Cast

pytestmark = pytest.mark.slow

SIMULATE = "roles objects { name actions count total fields { name read } samples { id name } }"


def of(payload: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in payload["objects"] if one["name"] == name)  # type: ignore[no-any-return]


async def test_xiaolin_sees_what_zhangsan_sees_count_for_count(weir: Cast) -> None:
    found = await weir["xiaolin"].done("simulateAccess", SIMULATE, userId=weir["zhangsan"].id)
    assert found["roles"] == ["REP"]
    for name, field in (
        ("deal", "deals"),
        ("account", "accounts"),
        ("contact", "contacts"),
        ("activity", "activities"),
    ):
        own = await weir["zhangsan"].ask(f"{{ {field} {{ totalCount }} }}")
        assert of(found, name)["count"] == own[field]["totalCount"] > 0
        all_of_them = await weir["xiaolin"].ask(f"{{ {field} {{ totalCount }} }}")
        assert of(found, name)["total"] == all_of_them[field]["totalCount"]
    samples = of(found, "deal")["samples"]
    assert len(samples) == 5
    for one in samples:
        assert (await weir["zhangsan"].ask("query($id: ID!) { deal(id: $id) { name } }", id=one["id"]))["deal"][
            "name"
        ] == one["name"]
    assert {"name": "mobile", "read": "MASKED"} in of(found, "contact")["fields"]
    assert {"name": "cost", "read": "HIDDEN"} in of(found, "product")["fields"]
    kept = await weir.sql("select changes->'roles'->1 from audit_entry where action = 'access.simulated'")
    assert kept == [(["REP"],)]


async def test_a_new_manager_of_the_south_would_see_its_deals_and_a_marketer_no_amount(weir: Cast) -> None:
    south = await weir.id_of("department", "name = '华南区'")
    manager = await weir["xiaolin"].done("simulateAccess", SIMULATE, roles=["MANAGER"], departmentId=south)
    chen = await weir["chen"].ask("{ deals { totalCount } }")
    assert of(manager, "deal")["count"] == chen["deals"]["totalCount"]
    marketing = await weir["xiaolin"].done("simulateAccess", SIMULATE, roles=["MARKETING"])
    assert {"name": "amount", "read": "HIDDEN"} in of(marketing, "deal")["fields"]
    rep = await weir["xiaolin"].done("simulateAccess", SIMULATE, roles=["REP"])
    assert (of(rep, "deal")["count"], of(rep, "deal")["samples"]) == (0, [])


async def test_what_even_an_administrator_does_not_see_is_never_simulated(weir: Cast) -> None:
    found = await weir["xiaolin"].done("simulateAccess", SIMULATE, userId=weir["chen"].id)
    assert {one["name"] for one in found["objects"]}.isdisjoint({"notification", "session"})


async def test_only_an_administrator_simulates_and_a_leaver_sees_nothing(weir: Cast) -> None:
    for who in ("zhao", "chen", "zhangsan", "shenji", "hengda"):
        refused = await weir[who].do("simulateAccess", "objects { name }", roles=["ADMIN"])
        assert ([one["code"] for one in refused["userErrors"]], refused["objects"]) == (["FORBIDDEN"], [])
    assert [one["code"] for one in (await weir["xiaolin"].do("simulateAccess"))["userErrors"]] == ["REQUIRED"]
    gone = await weir["xiaolin"].done("simulateAccess", SIMULATE, userId=await weir.id_of("user", "name = '周六'"))
    assert {one["count"] for one in gone["objects"]} == {0}


async def test_the_matrix_is_for_administrators_and_auditors(company: Cast) -> None:
    query = (
        "{ permissionMatrix { roles ceilings objects { name cells { role grants { actions scope } }"
        " fields { name cells { role read } } } rights { name roles } } }"
    )
    for who in ("xiaolin", "shenji"):
        found = (await company[who].ask(query))["permissionMatrix"]
        deal = next(one for one in found["objects"] if one["name"] == "deal")
        rep = next(one for one in deal["cells"] if one["role"] == "REP")
        assert rep["grants"] == [{"actions": ["create", "read", "update"], "scope": "O"}]
        amount = next(one for one in deal["fields"] if one["name"] == "amount")
        assert {one["role"]: one["read"] for one in amount["cells"]}["MARKETING"] == "HIDDEN"
        assert {"name": "deal.skip", "roles": ["ADMIN", "DIRECTOR", "MANAGER"]} in found["rights"]
    for who in ("zhao", "zhangsan", "hengda"):
        assert (await company[who].ask(query))["permissionMatrix"] is None


async def test_the_trail_names_the_owners_a_deal_went_between(weir: Cast) -> None:
    deal = (await weir["zhangsan"].ask("{ deals(first: 1) { nodes { id version } } }"))["deals"]["nodes"][0]
    await weir["chen"].done("transferOwner", id=deal["id"], version=deal["version"], ownerId=weir["lisi"].id)
    query = (
        'query($id: ID!) { auditEntries(first: 1, where: {recordId: {eq: $id}, action: {eq: "deal.transferred"}})'
        " { nodes { changes names record } } }"
    )
    entry = (await weir["xiaolin"].ask(query, id=deal["id"]))["auditEntries"]["nodes"][0]
    assert [entry["names"][key] for key in entry["changes"]["owner_id"]] == ["张三", "李四"]
    assert entry["record"]["id"] == deal["id"]
    own = "query($id: ID!) { deal(id: $id) { history(first: 1) { nodes { names changes record } } } }"
    seen = (await weir["lisi"].ask(own, id=deal["id"]))["deal"]["history"]["nodes"][0]
    assert [seen["names"][key] for key in seen["changes"]["owner_id"]] == ["张三", "李四"]
    # 张三 has lost sight of the deal; he learns of none of it.
    assert (await weir["zhangsan"].ask(own, id=deal["id"]))["deal"] is None
    assert (await weir["zhangsan"].ask(query, id=deal["id"]))["auditEntries"]["nodes"] == []


async def test_the_trail_does_not_name_what_the_reader_may_not_see(weir: Cast) -> None:
    """An account moves under a parent that only 陈经理 sees: 张三 reads that the parent changed, not to which."""
    account = (await weir["zhangsan"].ask("{ accounts(first: 1) { nodes { id version } } }"))["accounts"]["nodes"][0]
    parent = (await weir["chen"].done("createAccount", "account { id name }", name="只有经理可见的集团"))["account"]
    await weir["chen"].done("updateAccount", id=account["id"], version=account["version"], parentId=parent["id"])
    query = "query($id: ID!) { account(id: $id) { parent { id } history(first: 1) { nodes { names } } } }"
    mine = (await weir["zhangsan"].ask(query, id=account["id"]))["account"]
    theirs = (await weir["chen"].ask(query, id=account["id"]))["account"]
    assert list(theirs["history"]["nodes"][0]["names"].values()) == [parent["name"]]
    assert mine["parent"] is None
    assert mine["history"]["nodes"][0]["names"] == {}


async def test_a_reveal_says_how_many_are_left_today(weir: Cast) -> None:
    contact = await weir.id_of("contact", "owner_id = (select id from \"user\" where name = '王五')")
    first = await weir["xiaolin"].done("revealField", "value remaining", id=contact, field="mobile")
    second = await weir["xiaolin"].done("revealField", "value remaining", id=contact, field="email")
    assert (first["remaining"], second["remaining"]) == (49, 48)
    account = await weir.id_of("account", "phone is not null")
    third = await weir["xiaolin"].done("revealField", "value remaining contact { id }", id=account, field="phone")
    assert third["remaining"] == 47 and third["contact"] is None
    assert third["value"] == await weir.one("select phone from account where id = %s::uuid", account.partition("_")[2])
    kept = await weir.sql(
        "select action, changes from audit_entry where action like '%%.revealed' order by at desc limit 1"
    )
    assert kept == [("account.revealed", {"field": [None, "phone"]})]


async def test_a_hand_over_gives_each_kind_to_whom_it_names(weir: Cast) -> None:
    """王五's deals go to 孙经理, all else to 张三 and 李四 in turn; the counts are those of the preview."""
    preview = (
        await weir["xiaolin"].ask(
            "query($id: ID!) { handOverPreview(userId: $id) { account contact deal task } }", id=weir["wangwu"].id
        )
    )["handOverPreview"]
    done = await weir["xiaolin"].done(
        "handOver",
        "handOverId counts { account contact deal task }",
        userId=weir["wangwu"].id,
        receiverIds=[weir["zhangsan"].id, weir["lisi"].id],
        parts=[{"object": "DEAL", "receiverIds": [weir["sun"].id]}],
    )
    assert done["counts"] == preview
    owners = await weir.sql(
        'select o.name from deal d join "user" o on o.id = d.owner_id join ownership_change c on c.deal_id = d.id'
        " where c.cause = 'handed_over'"
    )
    assert {name for (name,) in owners} == {"孙经理"} and len(owners) == preview["deal"]
    accounts = await weir.sql(
        'select o.name, count(*) from account a join "user" o on o.id = a.owner_id join ownership_change c on c.account_id = a.id'
        " where c.cause = 'handed_over' group by 1"
    )
    assert sum(count for _, count in accounts) == preview["account"]
    assert max(dict(accounts).values()) - min(dict(accounts).values()) <= 1
    back = await weir["xiaolin"].done(
        "undoHandOver", "counts { account contact deal task }", handOverId=done["handOverId"]
    )
    assert back["counts"] == preview
