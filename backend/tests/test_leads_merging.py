"""Leads about one person become one of them, with all that hung on them, and can be parted again."""

import asyncio
from typing import Any

import pytest
from cast import Cast
from test_leads import called, codes, new
from test_statements import counted

pytestmark = pytest.mark.slow

PLAN = """query($ids: [ID!]!, $survivor: ID) { leadMergePlan(ids: $ids, survivorId: $survivor) {
    survivorId unmet activities tasks comments files touches fields { field leadId } } }"""
SAID = """id mergedInto version name title mobile email budget { amount } tags source createdAt ownerSince firstResponseAt status
    touches { nodes { isFirst source } } activities { totalCount } tasks { totalCount } comments { totalCount }
    evidence { nodes { item } } memberships { nodes { campaign { name } status } } clocks { nodes { clock stoppedAt } }
    merges { nodes { id by { name } undoneAt mergedLeads { nodes { oldId stayed number name mobile } } } }"""


async def said(weir: Cast, key: str, who: str = "xiaolin", fields: str = SAID) -> Any:
    return (await weir[who].ask(f"query($id: ID!) {{ lead(id: $id) {{ {fields} }} }}", id=key))["lead"]


def given(survivor: dict[str, Any], *others: dict[str, Any], **more: Any) -> dict[str, Any]:
    merged = [{"id": one["id"], "version": one["version"]} for one in others]
    return {"survivorId": survivor["id"], "version": survivor["version"], "merged": merged, **more}


async def fresh(weir: Cast, *leads: dict[str, Any]) -> list[dict[str, Any]]:
    """The leads at their versions of now."""
    return [await said(weir, one["id"], fields="id version number") for one in leads]


async def merged(
    weir: Cast, who: str, survivor: dict[str, Any], *others: dict[str, Any], **more: Any
) -> dict[str, Any]:
    return await weir[who].do(
        "mergeLeads", "mergeId lead { id version }", **given(*(await fresh(weir, survivor, *others)), **more)
    )


async def test_three_leads_of_one_man_become_one_and_are_parted_again(weir: Cast) -> None:
    campaign = (await weir["moli"].done("createCampaign", "campaign { id }", name="合并展会", type="TRADE_SHOW"))[
        "campaign"
    ]["id"]
    first = await new(weir, name="王建国", mobile="13811116601", source="展会", tags=["老"], campaignId=campaign)
    second = await new(
        weir, name="王总", email="wang@merge.example", title="厂长", source="官网", tags=["新", "老"], intent="LOW"
    )
    third = await new(weir, "lisi", name="小王", mobile="13811116603", budget={"amount": "50000"}, intent="HIGH")
    call = await called(weir, second)
    (at_call,) = await fresh(weir, second)
    await weir["zhangsan"].done("confirmBant", "lead { id }", id=second["id"], version=at_call["version"], item="NEED",
                                activityId=call, problems=["停机"])  # fmt: skip
    await weir["lisi"].done("createTask", "task { id }", title="回访小王", leadId=third["id"])
    await weir["lisi"].done("createComment", "comment { id }", recordId=third["id"], body="同一个人?")
    await weir["moli"].done(
        "addCampaignMembers", "campaign { id }", campaignId=campaign, leadIds=[second["id"]], status="INVITED"
    )
    before = {one["id"]: await said(weir, one["id"]) for one in (first, second, third)}

    ids = [third["id"], second["id"], first["id"]]
    plan = (await weir["chen"].ask(PLAN, ids=ids))["leadMergePlan"]
    assert plan["survivorId"] == first["id"] and plan["unmet"] == []
    assert (plan["activities"], plan["tasks"], plan["comments"], plan["touches"]) == (1, 1, 1, 2)
    stays = {one["field"]: one["leadId"] for one in plan["fields"]}
    assert (stays["mobile"], stays["email"], stays["budget"]) == (first["id"], second["id"], third["id"])
    # What cannot be chosen is not offered: the first touch is the earliest, tags are those of all.
    assert not {"source", "tags", "status"} & set(stays)

    done = await merged(weir, "chen", first, second, third, fields=[{"field": "mobile", "leadId": third["id"]}])
    assert codes(done) == []
    one = await said(weir, first["id"])
    assert (one["name"], one["title"], one["mobile"], one["email"]) == (
        "王建国",
        "厂长",
        "13811116603",
        "wang@merge.example",
    )
    assert (one["budget"]["amount"], one["tags"], one["source"], one["status"]) == (
        "50000.00",
        ["老", "新"],
        "展会",
        "WORKING",
    )
    assert (
        one["createdAt"] == before[first["id"]]["createdAt"] and one["ownerSince"] == before[first["id"]]["ownerSince"]
    )
    assert one["firstResponseAt"] == before[second["id"]]["firstResponseAt"]
    assert one["touches"]["nodes"] == [
        {"isFirst": True, "source": "展会"}, {"isFirst": False, "source": "官网"}, {"isFirst": False, "source": None},
    ]  # fmt: skip
    assert [one[name]["totalCount"] for name in ("activities", "tasks", "comments")] == [1, 1, 1]
    assert [item["item"] for item in one["evidence"]["nodes"]] == []
    assert one["memberships"]["nodes"] == [{"campaign": {"name": "合并展会"}, "status": "RESPONDED"}]
    (merge,) = one["merges"]["nodes"]
    assert merge["by"]["name"] == "陈经理" and merge["id"] == done["mergeId"]
    assert [(part["name"], part["stayed"], part["mobile"]) for part in merge["mergedLeads"]["nodes"]] == [
        ("王建国", True, "13811116601"), ("王总", False, None), ("小王", False, "13811116603"),
    ]  # fmt: skip
    # The old ids lead on to the one that stayed, and say so; figures count it once.
    for old in (second, third):
        assert await said(weir, old["id"], fields="id mergedInto") == {"id": first["id"], "mergedInto": first["id"]}
    assert (await said(weir, first["id"], fields="mergedInto"))["mergedInto"] is None
    assert await said(weir, third["id"], "lisi") is None
    told = (await weir["lisi"].ask("{ notifications(first: 1) { nodes { kind lead { id } } } }"))["notifications"][
        "nodes"
    ]
    assert told == [{"kind": "LEAD_MERGED", "lead": None}]
    # Whoever comes again with a number nobody kept is still the same man.
    again = await weir["zhangsan"].done("createLead", "isAttached lead { id }", name="王", mobile="13811116601")
    assert again["isAttached"] and again["lead"]["id"] == first["id"]
    assert codes(await weir["xiaolin"].do("restoreLead", "lead { id }", id=second["id"])) == ["LEAD_MERGED"]
    # What comes now is of the one that stayed.
    await called(weir, first, summary="合并后的电话")

    assert codes(await weir["wangwu"].do("undoLeadMerge", "lead { id }", id=done["mergeId"])) == ["NOT_FOUND"]
    assert codes(await weir["zhangsan"].do("undoLeadMerge", "lead { id }", id=done["mergeId"])) == ["FORBIDDEN"]
    assert codes(await weir["chen"].do("undoLeadMerge", "lead { id }", id=done["mergeId"])) == []
    after = {one["id"]: await said(weir, one["id"]) for one in (first, second, third)}
    for key in (second["id"], third["id"]):
        for name in before[key]:
            if name not in ("version", "clocks"):
                assert after[key][name] == before[key][name], name
    for name in ("name", "title", "mobile", "email", "budget", "tags", "source", "createdAt", "memberships"):
        assert after[first["id"]][name] == before[first["id"]][name], name
    assert after[first["id"]]["activities"]["totalCount"] == 1 and after[first["id"]]["status"] == "WORKING"
    assert after[first["id"]]["merges"]["nodes"][0]["undoneAt"] is not None
    assert codes(await weir["chen"].do("undoLeadMerge", "lead { id }", id=done["mergeId"])) == ["UNDONE_ALREADY"]
    actions = await weir.sql(
        "select action from audit_entry where object_id = %s order by at, id", first["id"].removeprefix("lead_")
    )
    assert [name for (name,) in actions if "merge" in name] == ["lead.merged", "lead.merge_undone"]


async def test_who_may_merge_and_what_cannot_be_merged(weir: Cast) -> None:
    mine = await new(weir, name="张三的", mobile="13811116611")
    too = await new(weir, name="张三的二", mobile="13811116612")
    lisis = await new(weir, "lisi", name="李四的", mobile="13811116613")
    wangwus = await new(weir, "wangwu", name="王五的", mobile="13811116614")
    pooled = await new(weir, "moli", name="池", mobile="13811116615", region="广东省深圳市")
    # A lead one does not see does not exist, neither in the plan nor for the verb; one in a pool is not read in full yet.
    for who, other, code in (("zhangsan", lisis, "NOT_FOUND"), ("chen", wangwus, "NOT_FOUND"), ("zhangsan", pooled, "FORBIDDEN"),
                             ("kefu", too, "FORBIDDEN"), ("hengda", too, "FORBIDDEN"), ("shenji", too, "FORBIDDEN")):  # fmt: skip
        assert codes(await merged(weir, who, mine, other)) == [code], who
        assert (await weir[who].ask(PLAN, ids=[mine["id"], other["id"]]))["leadMergePlan"] is None
    assert codes(await merged(weir, "zhangsan", mine)) == ["MERGE_COUNT"]
    assert codes(await merged(weir, "zhangsan", mine, mine)) == ["MERGE_COUNT"]
    assert codes(await merged(weir, "zhangsan", mine, too, fields=[{"field": "owner", "leadId": lisis["id"]}])) == [
        "INVALID"
    ]
    # 李四 lends his lead to 张三: it does not become 张三's by merging.
    await weir["lisi"].done("shareRecord", recordId=lisis["id"], withId=weir["zhangsan"].id, right="EDIT")
    assert codes(await merged(weir, "zhangsan", mine, lisis)) == ["FORBIDDEN"]
    # Marketing is not told of budgets, neither whose would stay.
    await weir["moli"].done("createLead", "lead { id }", name="市场一", mobile="13811116616")
    brought = (await weir["moli"].done("createLead", "lead { id version }", name="市场二", mobile="13811116617"))[
        "lead"
    ]
    plan = (await weir["moli"].ask(PLAN, ids=[pooled["id"], brought["id"]]))["leadMergePlan"]
    assert plan and "budget" not in {one["field"] for one in plan["fields"]}

    stale = given(*(await fresh(weir, mine, too)))
    await called(weir, too)
    assert codes(await weir["zhangsan"].do("mergeLeads", "lead { id }", **stale)) == ["CONFLICT"]
    (now,) = await fresh(weir, too)
    await weir["zhangsan"].done(
        "invalidateLead", "lead { id }", id=too["id"], version=now["version"], reason="EMPTY_NUMBER"
    )
    assert codes(await merged(weir, "zhangsan", too, mine)) == ["MERGE_INVALID_STAYS"]
    assert codes(await merged(weir, "zhangsan", mine, too)) == []
    assert (await said(weir, mine["id"]))["status"] == "WORKING"


async def test_a_merge_is_not_undone_when_the_man_has_come_again_or_was_merged_on(weir: Cast) -> None:
    one = await new(weir, name="甲", mobile="13811116621")
    two = await new(weir, name="乙", mobile="13811116622")
    three = await new(weir, name="丙", email="bing@merge.example")
    early = await merged(weir, "zhangsan", two, three)
    later = await merged(weir, "zhangsan", one, two)
    assert (await said(weir, three["id"], fields="id mergedInto"))["mergedInto"] == one["id"]
    undo = lambda merge: weir["zhangsan"].do("undoLeadMerge", "lead { id }", id=merge["mergeId"])  # noqa: E731
    assert codes(await undo(early)) == ["NOT_FOUND"]
    third = await merged(weir, "zhangsan", one, await new(weir, name="丁", mobile="13811116624"))
    assert codes(await undo(later)) == ["MERGE_UNDO_ORDER"]
    # The number 丁 had is free for the one that stayed, and then not for 丁.
    (now,) = await fresh(weir, one)
    await weir["zhangsan"].done("updateLead", "lead { id }", id=one["id"], version=now["version"], mobile="13811116624")
    assert codes(await undo(third)) == ["LEAD_KNOWN"]
    (now,) = await fresh(weir, one)
    await weir["zhangsan"].done("updateLead", "lead { id }", id=one["id"], version=now["version"], mobile="13811116621")
    assert codes(await undo(third)) == []
    assert codes(await undo(later)) == []
    assert (await said(weir, three["id"], fields="id mergedInto"))["mergedInto"] == two["id"]
    await weir.sql("update lead_merge set at = now() - interval '31 days' where undone_at is null")
    assert codes(await undo(early)) == ["MERGE_UNDO_LATE"]


async def test_of_two_who_merge_at_once_one_does_and_nobody_is_lost(weir: Cast) -> None:
    leads = [await new(weir, name=f"并{n}", mobile=f"1381111663{n}", email=f"b{n}@merge.example") for n in range(3)]
    a, b, c = await fresh(weir, *leads)
    ways = [given(a, b), given(b, a), given(c, b), given(a, c)]
    answers = await asyncio.gather(*(weir["zhangsan"].do("mergeLeads", "mergeId lead { id }", **way) for way in ways))
    done = [one for one in answers if not codes(one)]
    assert 1 <= len(done) <= 2 and all(codes(one) in ([], ["NOT_FOUND"], ["CONFLICT"]) for one in answers)
    alive = await weir.one("select count(*) from lead where name like '并_' and deleted_at is null")
    assert alive == 3 - len(done)
    touches = "select count(*) from lead_touch t join lead l on l.id = t.lead_id where l.deleted_at is null and l.name like '并_'"
    assert await weir.one(touches) == 3
    assert await weir.one(f"{touches} and t.is_first") == alive
    undone = await asyncio.gather(
        *(weir["zhangsan"].do("undoLeadMerge", "lead { id }", id=done[-1]["mergeId"]) for _ in range(3))
    )
    assert sorted(map(codes, undone)) == [[], ["UNDONE_ALREADY"], ["UNDONE_ALREADY"]]


async def test_a_lead_nobody_has_gets_the_owner_of_the_other_and_gives_them_back(weir: Cast) -> None:
    pooled = await new(weir, "moli", name="池里", mobile="13811116641", region="广东省深圳市")
    owned = await new(weir, name="有主", email="you@merge.example")
    await called(weir, owned)
    done = await merged(weir, "xiaolin", pooled, owned)
    fields = "status owner { name } ownerSince pool { name } email ownershipChanges { nodes { cause } }"
    one, was = await said(weir, pooled["id"], fields=fields), await said(weir, owned["id"], fields="id ownerSince")
    assert (one["owner"]["name"], one["status"], one["email"]) == ("张三", "WORKING", "you@merge.example")
    assert was["id"] == pooled["id"]
    # The ledger of both is read with the one that stayed.
    assert [change["cause"] for change in one["ownershipChanges"]["nodes"]] == ["merged", "created"]
    assert codes(await weir["xiaolin"].do("undoLeadMerge", "lead { id }", id=done["mergeId"])) == []
    one = await said(weir, pooled["id"], fields=fields)
    assert (one["owner"], one["status"], one["email"], one["pool"]["name"]) == (None, "UNASSIGNED", None, "华南线索池")
    assert (await said(weir, owned["id"], fields="owner { name } status")) == {
        "owner": {"name": "张三"},
        "status": "WORKING",
    }
    known = "query($id: ID!) { leadDuplicates(id: $id) { id title matchedBy strength owner } }"
    await weir.sql("update lead set email_key = 'you@merge.example' where name = '池里'")
    assert (await weir["zhangsan"].ask(known, id=owned["id"]))["leadDuplicates"] == [
        {"id": None, "title": None, "matchedBy": "email", "strength": "EXACT", "owner": None}
    ]
    assert (await weir["lisi"].ask(known, id=owned["id"]))["leadDuplicates"] == []


async def test_a_merge_is_a_fixed_few_statements(weir: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    for others, calls in ((1, 1), (4, 3)):
        leads = [await new(weir, name=f"数{others}{n}", mobile=f"138111167{others}{n}") for n in range(others + 1)]
        for lead in leads:
            for _ in range(calls):
                await called(weir, lead)
        way = given(*(await fresh(weir, *leads)))
        with counted(monkeypatch) as said_:
            await weir["zhangsan"].done("mergeLeads", "lead { id }", **way)
        counts.append(len(said_))
    # Each lead that goes is written by itself; what hangs on it goes as a set.
    assert counts[0] <= 25 and counts[1] <= counts[0] + 3, counts
