"""Accounts in pools: what is told before a claim, what goes along with one, which deals keep it, and one clock for every way to it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cast import Cast
from test_bulk import Bulk
from test_imports import Importing
from test_leads import called
from test_pools import ACCOUNT, back, claim, claimed, codes, seen, settle, waiting
from test_pools_clock import moment, since, worker

from weir.catalog.ids import key_of
from weir.pools.recycling import recycle_due

pytestmark = pytest.mark.slow

CLOCK = "version owner { name } ownerSince lastFollowUpAt protectedUntil recycleDueAt lockedBy isLocked pool { name }"
KEPT = "select owner_id, department_id, pool_id, owner_since, protected_until from account where id = %s"


async def clock(weir: Cast, account: dict[str, Any], who: str = "xiaolin") -> dict[str, Any]:
    found: dict[str, Any] = await seen(weir, account, who, CLOCK)
    return found


async def customer(weir: Cast, **given: Any) -> tuple[dict[str, Any], str]:
    """An account in the pool of 华南, with a contact 小林 has entered, and the contact."""
    account = (
        await weir["xiaolin"].done("createAccount", ACCOUNT, name="深圳市福田轴承厂", region="广东省深圳市", **given)
    )["account"]
    person = {"name": "傅总", "mobile": "13877774321", "email": "fu@firma.example", "accountId": account["id"]}
    contact = (await weir["xiaolin"].done("createContact", "contact { id }", **person))["contact"]["id"]
    await weir["xiaolin"].done(
        "logActivity", "activity { id }", kind="CALL", summary="他们很急", accountId=account["id"]
    )
    return await back(weir, account, "xiaolin"), contact


async def deal(weir: Cast, account: dict[str, Any], who: str = "zhangsan") -> dict[str, Any]:
    made = await weir[who].done("createDeal", "deal { id version }", name="轴承", accountId=account["id"])
    return made["deal"]  # type: ignore[no-any-return]


async def test_before_the_claim_its_people_deals_and_past_are_nobodys_and_then_they_are_the_claimers(
    weir: Cast,
) -> None:
    account, contact = await customer(weir, phone="0755-26664321")
    zhangsan, about = weir["zhangsan"], {"accountId": {"eq": account["id"]}}
    lists = (
        "name phone maskedFields contacts { totalCount } deals { totalCount } activities { totalCount } history { totalCount }"
        " ownershipChanges { totalCount } recycleDueAt"
    )
    masked = await seen(weir, account, "zhangsan", lists)
    assert (masked["name"], masked["phone"], masked["maskedFields"]) == ("深圳市福田轴承厂", "0755-****4321", ["phone"])
    nothing = ("contacts", "deals", "activities", "history", "ownershipChanges")
    assert {name: masked[name]["totalCount"] for name in nothing} == dict.fromkeys(nothing, 0)
    # Neither list, search nor a filter on a masked value tells more; the pool of another team does not exist.
    ask = "query($about: ContactWhere!, $a: AccountWhere!) { contacts(where: $about) { totalCount } accounts(where: $a) { totalCount } }"
    probe = await zhangsan.ask(ask, about=about, a={"phone": {"contains": "4321"}})
    assert (probe["contacts"]["totalCount"], probe["accounts"]["totalCount"]) == (0, 0)
    found = (await zhangsan.ask('{ search(text: "傅总", first: 9) { id } }'))["search"]
    assert contact not in [one["id"] for one in found]
    assert await seen(weir, account, "wangwu") is None
    for verb, given in (
        ("revealField", {"id": account["id"], "field": "phone"}),
        ("revealField", {"id": contact, "field": "mobile"}),
        ("logActivity", {"kind": "CALL", "summary": "x", "accountId": account["id"]}),
        ("createComment", {"recordId": account["id"], "body": "x"}),
        ("followRecord", {"recordId": account["id"]}),
    ):
        assert codes(await zhangsan.do(verb, **given)) == ["NOT_FOUND"], verb
    # Nor is it used elsewhere before: no deal on it, nobody entered under it, no lead converted into it.
    for verb, given in (
        ("createDeal", {"name": "轴承", "accountId": account["id"]}),
        ("createContact", {"name": "x", "accountId": account["id"]}),
    ):
        refused = await zhangsan.do(verb, **given)
        assert codes(refused) == ["IN_POOL"] and "请先领取" in refused["userErrors"][0]["message"], verb
    lead = (
        await zhangsan.done("createLead", "lead { id version }", name="傅", mobile="13877770099", buyingRole="USER")
    )["lead"]
    await called(weir, lead, kind="VISIT")
    version = (await seen(weir, lead, "zhangsan", "version"))["version"]
    into = await zhangsan.do(
        "convertLead", id=lead["id"], version=version, accountId=account["id"], acknowledgeDuplicates=True
    )
    assert codes(into) == ["IN_POOL"]

    mine = await claimed(weir, account)
    assert (mine["phone"], mine["owner"]["name"]) == ("0755-26664321", "张三")
    whole = await seen(weir, account, "zhangsan", lists + " claimCount")
    assert (whole["contacts"]["totalCount"], whole["activities"]["totalCount"], whole["claimCount"]) == (1, 1, 1)
    person = await zhangsan.ask("query($id: ID!) { contact(id: $id) { mobile owner { name } } }", id=contact)
    assert person["contact"] == {"mobile": "13877774321", "owner": {"name": "张三"}}
    assert await seen(weir, account, "lisi") is None
    assert codes(await claim(weir, account, "lisi")) == ["ALREADY_CLAIMED"]
    # Given back, its people are nobody's again.
    await back(weir, mine)
    assert (await zhangsan.ask("query($id: ID!) { contact(id: $id) { id } }", id=contact))["contact"] is None
    causes = await weir.sql(
        "select cause from ownership_change where contact_id = %s order by at", key_of(contact, "contact")
    )
    assert [one for (one,) in causes][1:] == ["with_account"] * 3


async def test_a_pool_without_masks_shows_the_phone_and_still_not_the_people(weir: Cast) -> None:
    account, _ = await customer(weir, phone="0755-26664321")
    await settle(weir, "account", maskBeforeClaim=False)
    found = await seen(weir, account, "zhangsan", "phone contacts { totalCount }")
    assert found == {"phone": "0755-26664321", "contacts": {"totalCount": 0}}


async def test_every_way_to_an_owner_starts_the_same_clock(weir: Cast, tmp_path: Path) -> None:
    zhangsan, lisi = weir["zhangsan"], weir["lisi"]

    async def entered() -> dict[str, Any]:
        return (await zhangsan.done("createAccount", ACCOUNT, name="自己录入"))["account"]  # type: ignore[no-any-return]

    async def converted() -> dict[str, Any]:
        person = {"name": "甲", "companyName": "转换出来的公司", "mobile": "13877770011", "buyingRole": "USER"}
        lead = (await zhangsan.done("createLead", "lead { id }", **person))["lead"]
        await called(weir, lead, kind="VISIT")
        version = (await seen(weir, lead, "zhangsan", "version"))["version"]
        done = await zhangsan.done("convertLead", "lead { account { id } }", id=lead["id"], version=version)
        return done["lead"]["account"]  # type: ignore[no-any-return]

    async def transferred() -> dict[str, Any]:
        account = await entered()
        await since(weir, account, owner_since=datetime.now(UTC) - timedelta(days=9))
        version = (await clock(weir, account))["version"]
        await weir["chen"].done("transferOwner", id=account["id"], version=version, ownerId=lisi.id)
        return account

    async def assigned() -> dict[str, Any]:
        account = await waiting(weir, 1, "account")
        given = {"id": account["id"], "version": account["version"], "ownerId": lisi.id}
        return (await weir["chen"].done("assignAccount", ACCOUNT, **given))["account"]  # type: ignore[no-any-return]

    async def taken() -> dict[str, Any]:
        return await claimed(weir, await waiting(weir, 2, "account"))

    async def handed_over() -> dict[str, Any]:
        account = await entered()
        await since(weir, account, owner_since=datetime.now(UTC) - timedelta(days=9))
        await weir["xiaolin"].done("handOver", userId=zhangsan.id, receiverIds=[lisi.id])
        return account

    async def imported() -> dict[str, Any]:
        path = tmp_path / "客户名单.csv"
        path.write_text("客户名称,行业\n导入的公司,制造业\n", encoding="utf-8")
        run = await Importing(weir, "chen").begin(path)
        await run.check()
        await run.commit()
        account = {"id": await weir.id_of("account", "name = '导入的公司'")}
        await weir.sql("update account set owner_id = %s where name = '导入的公司'", lisi.viewer.user_id)  # type: ignore[union-attr]
        return account

    for way in (imported, entered, converted, transferred, assigned, taken, handed_over):
        found = await clock(weir, await way())
        assert found["pool"] == {"name": "华南客户公海"}, way.__name__
        assert datetime.now(UTC) - moment(found["ownerSince"]) < timedelta(minutes=1), way.__name__
        assert moment(found["recycleDueAt"]) - moment(found["ownerSince"]) == timedelta(days=30), way.__name__


async def test_open_deals_and_won_ones_keep_an_account_and_a_lost_one_leaves_a_day(weir: Cast) -> None:
    account = await claimed(weir, await waiting(weir, of="account"))
    first = await deal(weir, account)
    assert {name: (await clock(weir, account))[name] for name in ("recycleDueAt", "lockedBy")} == {
        "recycleDueAt": None,
        "lockedBy": "DEAL",
    }
    version = (await clock(weir, account))["version"]
    refused = await weir["zhangsan"].do("returnAccount", ACCOUNT, id=account["id"], version=version, reason="NO_NEED")
    assert codes(refused) == ["ACCOUNT_OPEN_DEALS"]
    # Marketing reads every account, and of what keeps one with its owner nothing.
    assert (await clock(weir, account, "moli"))["lockedBy"] is None
    long_ago = datetime.now(UTC) - timedelta(days=200)
    await since(weir, account, owner_since=long_ago, last_follow_up_at=long_ago)
    assert await recycle_due(worker(weir)) == 0
    key = key_of(first["id"], "deal")
    await weir.sql("update deal set status = 'LOST', probability = 0, closed_at = now() where id = %s", key)
    left = moment((await clock(weir, account))["recycleDueAt"]) - datetime.now(UTC)
    assert timedelta(hours=23) < left <= timedelta(hours=24)
    await weir.sql("update deal set status = 'WON', probability = 100 where id = %s", key)
    left = moment((await clock(weir, account))["recycleDueAt"]) - datetime.now(UTC)
    assert timedelta(days=364) < left <= timedelta(days=365)
    # Were that turned off, 180 days without another would be counted from the won one.
    await settle(weir, "account", exemptWonDays=0, noFollowUpDays=365)
    left = moment((await clock(weir, account))["recycleDueAt"]) - datetime.now(UTC)
    assert timedelta(days=164) < left <= timedelta(days=180)


async def test_what_chen_locks_stays_and_a_partner_has_no_clock(weir: Cast) -> None:
    account = await claimed(weir, await waiting(weir, of="account"))
    at = {"id": account["id"], "version": account["version"]}
    assert codes(await weir["zhangsan"].do("lockAccount", ACCOUNT, **at)) == ["FORBIDDEN"]
    locked = (await weir["chen"].done("lockAccount", ACCOUNT, **at))["account"]
    found = await clock(weir, account, "zhangsan")
    assert (found["recycleDueAt"], found["lockedBy"], found["isLocked"]) == (None, "MANUAL", True)
    assert codes(await weir["zhangsan"].do("returnAccount", ACCOUNT, id=account["id"], version=locked["version"], reason="NO_NEED")) == [
        "ACCOUNT_LOCKED"
    ]  # fmt: skip
    await since(weir, account, owner_since=datetime.now(UTC) - timedelta(days=100))
    await weir["chen"].done("unlockAccount", ACCOUNT, id=account["id"], version=locked["version"])
    left = moment((await clock(weir, account))["recycleDueAt"]) - datetime.now(UTC)
    assert timedelta(hours=23) < left <= timedelta(hours=24)
    version = (await clock(weir, account))["version"]
    await weir["zhangsan"].done("updateAccount", ACCOUNT, id=account["id"], version=version, type="PARTNER")
    assert (await clock(weir, account))["recycleDueAt"] is None


async def test_chen_shares_out_what_waits_and_takes_back_what_was_given_away_with_the_clock_it_had(weir: Cast) -> None:
    ids = [(await waiting(weir, number, "account"))["id"] for number in range(3)]
    keys = [key_of(one, "account") for one in ids]
    stood = [(await weir.sql(KEPT, key))[0][:4] for key in keys]
    bulk = Bulk(weir, "chen")
    asked = {"recordIds": ids, "receiverIds": [weir["zhangsan"].id, weir["lisi"].id]}
    assert (await bulk.rehearse("SHARE_OUT", "ACCOUNT", **asked))["changed"] == 3
    assert (await bulk.run())["changed"] == 3
    assert (await bulk.undo())["undone"] == 3
    assert [(await weir.sql(KEPT, key))[0][:4] for key in keys] == stood
    # Who had one only for that moment may claim it at once; sent back and taken back, its clock has gained nothing.
    mine = await claimed(weir, {"id": ids[0]})
    await since(weir, mine, owner_since=datetime.now(UTC) - timedelta(days=9))
    before = await weir.sql(KEPT, keys[0])
    bulk = Bulk(weir, "chen")
    await bulk.rehearse("RETURN", "ACCOUNT", recordIds=[ids[0]])
    assert (await bulk.run())["changed"] == 1
    assert await weir.one("select owner_id from account where id = %s", keys[0]) is None
    assert (await bulk.undo())["undone"] == 1
    assert await weir.sql(KEPT, keys[0]) == before


async def test_managers_of_a_pool_move_what_waits_and_nobody_takes_a_pool_away_that_is_not_empty(weir: Cast) -> None:
    account = await waiting(weir, of="account")
    given = {"id": account["id"], "version": account["version"]}
    east = await weir.id_of("account_pool", "name = '华东客户公海'")
    south = await weir.id_of("account_pool", "name = '华南客户公海'")
    assert codes(await weir["zhangsan"].do("moveAccountToPool", ACCOUNT, **given, poolId=None)) == ["FORBIDDEN"]
    assert codes(await weir["chen"].do("moveAccountToPool", ACCOUNT, **given, poolId=east)) == ["NOT_FOUND"]
    of_leads = await weir.id_of("lead_pool", "name = '华东线索池'")
    assert codes(await weir["zhao"].do("moveAccountToPool", ACCOUNT, **given, poolId=of_leads)) == ["NOT_FOUND"]
    await weir["zhao"].done("moveAccountToPool", ACCOUNT, **given, poolId=east)
    assert await seen(weir, account, "zhangsan") is None and await seen(weir, account, "wangwu") is not None
    full = await weir["xiaolin"].do("voidAccountPool", "accountPool { id }", id=south, version=1)
    assert codes(full) == ["IN_USE"]
    qian = await weir["xiaolin"].do(
        "assignAccount", ACCOUNT, id=account["id"], version=account["version"] + 1, ownerId=weir["qian"].id
    )
    assert codes(qian) == ["ACCOUNT_RECEIVER"]
