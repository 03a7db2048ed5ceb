"""Leads shared out among several people in one action, and transfers of leads taken back to where these stood."""

from typing import Any

import pytest
from cast import Cast
from test_bulk import Bulk, codes
from test_leads import new, of

from weir.bulk.sharing import Shares
from weir.catalog.ids import key_of

pytestmark = pytest.mark.slow

KEPT = (
    "select owner_id, department_id, pool_id, status, owner_since, assigned_at, protected_until from lead where id = %s"
)


async def shares(bulk: Bulk) -> dict[str, int]:
    found = await bulk.who.ask("query($id: ID!) { bulkShares(id: $id) { name count held } }", id=bulk.id)
    return {one["name"]: one["count"] for one in found["bulkShares"]}


async def waiting(weir: Cast, count: int, **given: Any) -> list[str]:
    """Leads nobody has, in the pool of 陈经理's people, with no rule that would give them away."""
    await weir.sql("update assignment_rule set is_active = false returning 1")
    made = [
        await new(weir, "moli", mobile=f"138111177{place:02}", region="广东省深圳市", **given) for place in range(count)
    ]
    assert {one["status"] for one in made} == {"UNASSIGNED"}
    return [one["id"] for one in made]


def test_whoever_is_furthest_behind_is_next() -> None:
    a, b, c = (key_of(f"user_{digit * 32}", "user") for digit in "abc")
    assert a and b and c
    turns = Shares({a: 2, b: 1}, {})
    order = []
    for _ in range(6):
        order.append(turns.next())
        turns.take(order[-1])
    assert order == [a, b, a, a, b, a]
    equal = Shares({a: 1, b: 1, c: 1}, {a: 2})
    assert equal.next() is b


async def test_chen_shares_out_what_waits_in_the_pool_by_weight_and_takes_it_back(weir: Cast) -> None:
    ids = await waiting(weir, 7)
    keys = [key_of(one, "lead") for one in ids]
    before = [await weir.sql(KEPT, key) for key in keys]
    assert all(row[0][2] for row in before)
    bulk = Bulk(weir, "chen")
    asked = {"recordIds": ids, "receiverIds": [weir["zhangsan"].id, weir["lisi"].id], "weights": [2, 1]}
    seen = await bulk.rehearse("SHARE_OUT", "LEAD", **asked)
    assert (seen["status"], seen["changed"]) == ("REHEARSED", 7), await bulk.rows("REFUSED", "FORBIDDEN")
    # Nothing has moved; who will get how many is told, and is what happens.
    assert [await weir.sql(KEPT, key) for key in keys] == before
    assert await shares(bulk) == {"张三": 5, "李四": 2}
    assert (await bulk.run())["changed"] == 7
    owners = [(await of(weir, {"id": one}, "owner { name }"))["owner"]["name"] for one in ids]
    assert owners == ["张三", "李四", "张三", "张三", "李四", "张三", "张三"] and await shares(bulk) == {
        "张三": 5,
        "李四": 2,
    }
    causes = await weir.sql("select distinct cause from ownership_change where lead_id = any(%s)", keys)
    assert causes == [("transferred",)]
    # What 陈经理 gives counts as no claim of theirs.
    assert (
        await weir.one("select count(*) from ownership_change where cause = 'claimed' and lead_id = any(%s)", keys) == 0
    )
    back = await bulk.undo()
    assert (back["undone"], back["kept"]) == (7, 0), await bulk.rows("KEPT")
    after = [await weir.sql(KEPT, key) for key in keys]
    assert [row[0][:4] for row in after] == [row[0][:4] for row in before]
    # Who had them only for that moment may claim them at once.
    claimed = await weir["zhangsan"].do("claimLead", "lead { id }", id=ids[0])
    assert codes(claimed) == []


async def test_what_cannot_be_given_takes_nobodys_turn_and_who_has_it_keeps_it(weir: Cast) -> None:
    mine = [await new(weir, "zhangsan", mobile=f"138111178{place:02}") for place in range(3)]
    gone = await new(weir, "zhangsan", mobile="13811117810")
    named = {"id": gone["id"], "version": gone["version"], "reason": "NO_NEED"}
    await weir["zhangsan"].done("invalidateLead", "lead { id }", **named)
    hidden = await new(weir, "wangwu", mobile="13811117811")
    bulk = Bulk(weir, "chen")
    ids = [mine[0]["id"], gone["id"], hidden["id"], mine[1]["id"], mine[2]["id"]]
    seen = await bulk.rehearse("SHARE_OUT", "LEAD", recordIds=ids, receiverIds=[weir["zhangsan"].id, weir["lisi"].id])
    counts = {name: seen[name] for name in ("changed", "unchanged", "forbidden", "refused")}
    assert counts == {"changed": 1, "unchanged": 2, "forbidden": 1, "refused": 1}
    assert await shares(bulk) == {"张三": 2, "李四": 1}
    assert (await bulk.run())["changed"] == 1
    assert (await of(weir, mine[1], "owner { name }"))["owner"]["name"] == "李四"


async def test_a_transfer_taken_back_gives_no_clock_a_new_beginning(weir: Cast) -> None:
    lead = await new(weir, "zhangsan", mobile="13811117820")
    key = key_of(lead["id"], "lead")
    await weir.sql(
        "update lead set owner_since = now() - interval '9 days', assigned_at = now() - interval '9 days' where id = %s returning 1",
        key,
    )
    await weir.sql("update lead set protected_until = now() + interval '5 days' where id = %s returning 1", key)
    ((before,),) = [await weir.sql(KEPT, key)]
    bulk = Bulk(weir, "chen")
    await bulk.rehearse("TRANSFER", "LEAD", recordIds=[lead["id"]], ownerId=weir["lisi"].id)
    await bulk.run()
    assert (await weir.sql(KEPT, key))[0][4] > before[4]
    assert (await bulk.undo())["undone"] == 1, await bulk.rows("KEPT")
    assert (await weir.sql(KEPT, key))[0] == before
    # Had the time passed meanwhile, a day would be left to follow up.
    due = "select recycle_due_at >= now() + interval '23 hours' from lead where id = %s"
    await weir.sql(
        "update lead set owner_since = now() - interval '90 days', protected_until = null where id = %s returning 1",
        key,
    )
    again = Bulk(weir, "chen")
    await again.rehearse("TRANSFER", "LEAD", recordIds=[lead["id"]], ownerId=weir["lisi"].id)
    await again.run()
    await again.undo()
    assert await weir.one(due, key) is True


async def test_leads_sent_back_together_and_fetched_again_are_worked_on_as_before(weir: Cast) -> None:
    lead = await new(weir, "zhangsan", mobile="13811117840")
    await weir["zhangsan"].done(
        "logActivity", "activity { id }", kind="CALL", outcome="CONNECTED", leadId=lead["id"], summary="第一次电话"
    )
    key = key_of(lead["id"], "lead")
    await weir.sql("update lead set owner_since = now() - interval '4 days' where id = %s returning 1", key)
    before = await weir.sql(KEPT, key)
    assert before[0][3] == "WORKING"
    bulk = Bulk(weir, "chen")
    await bulk.rehearse("RETURN", "LEAD", recordIds=[lead["id"]])
    await bulk.run()
    assert (await weir.sql(KEPT, key))[0][3] == "UNASSIGNED"
    assert (await bulk.undo())["undone"] == 1, await bulk.rows("KEPT")
    assert await weir.sql(KEPT, key) == before


async def test_receivers_are_people_who_can_work_leads(weir: Cast) -> None:
    lead = await new(weir, "zhangsan", mobile="13811117830")
    asked = {"object": "LEAD", "action": "SHARE_OUT", "recordIds": [lead["id"]]}
    zhangsan, qian = weir["zhangsan"].id, weir["qian"].id
    for who, given, code in (
        ("chen", {}, "INVALID"),
        ("chen", {"receiverIds": [zhangsan, zhangsan]}, "INVALID"),
        ("chen", {"receiverIds": [zhangsan], "weights": [0]}, "INVALID"),
        ("chen", {"receiverIds": [zhangsan], "weights": [1, 1]}, "INVALID"),
        ("chen", {"receiverIds": [qian]}, "LEAD_RECEIVER"),
        ("chen", {"receiverIds": [zhangsan], "object": "DEAL"}, "FORBIDDEN"),
        ("zhangsan", {"receiverIds": [zhangsan]}, "FORBIDDEN"),
    ):
        payload = await weir[who].do("rehearseBulk", "bulkRun { id }", **{**asked, **given})
        assert codes(payload) == [code], given
    done = Bulk(weir, "chen")
    await done.rehearse("SHARE_OUT", "LEAD", recordIds=[lead["id"]], receiverIds=[weir["lisi"].id])
    query = "query($id: ID!) { bulkShares(id: $id) { name } }"
    assert (await weir["wangwu"].ask(query, id=done.id))["bulkShares"] == []
