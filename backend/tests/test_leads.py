"""Leads: entered, recognised, owned, moved through their states, qualified with evidence."""

import asyncio
from typing import Any

import pytest
from cast import Cast

from weir.auth.throttle import Limit
from weir.contacts.phones import line_key, phone_key

pytestmark = pytest.mark.slow

LEAD = "lead { id version number name status stage owner { name } }"


def codes(payload: dict[str, Any]) -> list[str]:
    return [one["code"] for one in payload["userErrors"]]


async def new(weir: Cast, who: str = "zhangsan", **given: Any) -> dict[str, Any]:
    """A lead 张三 enters, or somebody else."""
    made = await weir[who].done("createLead", f"isAttached {LEAD}", **{"name": "测试线索", **given})
    assert made["isAttached"] is False
    return made["lead"]  # type: ignore[no-any-return]


async def of(weir: Cast, lead: dict[str, Any], fields: str, who: str = "xiaolin") -> Any:
    return (await weir[who].ask(f"query($id: ID!) {{ lead(id: $id) {{ version {fields} }} }}", id=lead["id"]))["lead"]


async def called(weir: Cast, lead: dict[str, Any], who: str = "zhangsan", **given: Any) -> str:
    """A call on a lead; the id of the activity."""
    given = {"kind": "CALL", "summary": "聊过了", "outcome": "CONNECTED", **given}
    done = await weir[who].done("logActivity", "activity { id }", leadId=lead["id"], **given)
    return str(done["activity"]["id"])


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("１３８ ００１３-８０００", "+8613800138000"),
        ("+86 138 0013 8000", "+8613800138000"),
        ("008613800138000", "+8613800138000"),
        ("021-5555 6666转8", "+862155556666;ext=8"),
        ("(0755)26661234", "+8675526661234"),
        ("+86 21 5555 6666", "+862155556666"),
        ("400-820-8820", None),
        ("5555 6666", None),
        ("+49 30 901820", "+4930901820"),
        ("不详", None),
    ],
)
def test_numbers_are_known_however_they_are_written(typed: str, key: str | None) -> None:
    assert line_key(typed) == key


def test_a_landline_is_no_mobile() -> None:
    assert phone_key("021-55556666") is None


async def test_zhangsan_owns_what_he_enters_and_it_is_pending(weir: Cast) -> None:
    lead = await new(weir, companyName="深圳市启航机电有限公司", mobile="13811112222", source="展会")
    assert (lead["status"], lead["stage"], lead["owner"]["name"]) == ("PENDING", "RAW", "张三")
    assert lead["number"].startswith("L-")
    found = await of(
        weir, lead, "ownerSince assignedAt acceptedAt firstResponseAt touches { nodes { isFirst source } }"
    )
    assert found["ownerSince"] and found["assignedAt"] and found["acceptedAt"] and not found["firstResponseAt"]
    assert found["touches"]["nodes"] == [{"isFirst": True, "source": "展会"}]


async def test_what_marketing_or_a_partner_brings_waits_to_be_assigned(weir: Cast) -> None:
    brought = await new(weir, "moli", mobile="13811112223")
    assert (brought["status"], brought["owner"]) == ("UNASSIGNED", None)
    reported = await new(weir, "hengda", mobile="13811112224")
    assert reported["status"] == "UNASSIGNED"
    assert (await of(weir, reported, "partner { name }"))["partner"]["name"] == "恒达科技(渠道)"
    assert await of(weir, reported, "id", "lantian") is None
    assert codes(await weir["zhangsan"].do("createLead", LEAD, name="x", ownerId=None)) == ["FORBIDDEN"]
    assert codes(await weir["zhangsan"].do("createLead", LEAD, name="x", ownerId=weir["lisi"].id)) == ["FORBIDDEN"]
    assert codes(await weir["qian"].do("createLead", LEAD, name="x")) == ["FORBIDDEN"]


async def test_chen_assigns_a_lead_and_its_owner_is_told(weir: Cast) -> None:
    lead = await new(weir, "chen", ownerId=None, mobile="13811112225")
    assert codes(await weir["lisi"].do("assignLead", LEAD, id=lead["id"], version=1, ownerId=weir["lisi"].id)) == [
        "NOT_FOUND"
    ]
    wrong = await weir["chen"].do("assignLead", LEAD, id=lead["id"], version=lead["version"], ownerId=weir["qian"].id)
    assert codes(wrong) == ["LEAD_RECEIVER"] and "钱会计" in wrong["userErrors"][0]["message"]
    given = {"id": lead["id"], "version": lead["version"], "ownerId": weir["lisi"].id}
    done = (await weir["chen"].done("assignLead", LEAD, **given))["lead"]
    assert (done["status"], done["owner"]["name"]) == ("PENDING", "李四")
    told = await weir["lisi"].ask("{ notifications(first: 1) { nodes { kind lead { id } actor { name } } } }")
    assert told["notifications"]["nodes"] == [
        {"kind": "OWNER_CHANGED", "lead": {"id": lead["id"]}, "actor": {"name": "陈经理"}}
    ]
    causes = await of(weir, lead, "ownershipChanges { nodes { cause toOwner { name } } }")
    assert {"cause": "assigned", "toOwner": {"name": "李四"}} in causes["ownershipChanges"]["nodes"]


async def test_the_same_mobile_makes_no_second_lead_but_a_touch(weir: Cast) -> None:
    lead = await new(weir, mobile="13811113333", source="展会")
    again = await weir["zhangsan"].done(
        "createLead", f"isAttached {LEAD}",
        name="王先生", mobile="+86 138 1111 3333", email="wang@firma.example", source="官网", description="想要报价",
    )  # fmt: skip
    assert (again["isAttached"], again["lead"]["id"]) == (True, lead["id"])
    found = await of(weir, lead, "name email source touches { nodes { isFirst source name note } }")
    # What is written stays; what was empty is filled in; every touch is kept.
    assert (found["name"], found["email"], found["source"]) == ("测试线索", "wang@firma.example", "展会")
    assert found["touches"]["nodes"] == [
        {"isFirst": True, "source": "展会", "name": "测试线索", "note": None},
        {"isFirst": False, "source": "官网", "name": "王先生", "note": "想要报价"},
    ]


async def test_a_touch_takes_no_key_of_another_lead_and_keeps_stars_in_a_text(weir: Cast) -> None:
    other = await new(weir, email="stern@firma.example")
    lead = await new(weir, mobile="13811113334", description="重点*** 客户")
    assert (await of(weir, lead, "description"))["description"] == "重点*** 客户"
    given = {"name": "x", "mobile": "13811113334", "email": "Stern@firma.example", "title": "厂长"}
    again = await weir["zhangsan"].done("createLead", f"isAttached {LEAD}", **given)
    assert again["lead"]["id"] == lead["id"]
    assert (await of(weir, lead, "email title")) | {"version": 0} == {"email": None, "title": "厂长", "version": 0}
    assert (await of(weir, other, "email"))["email"] == "stern@firma.example"
    bad = {"name": "x", "mobile": "13811113334", "email": "keine-adresse"}
    assert codes(await weir["zhangsan"].do("createLead", LEAD, **bad)) == ["INVALID"]


async def test_wangwu_learns_only_who_has_a_lead_he_cannot_see(weir: Cast) -> None:
    lead = await new(weir, mobile="13811114444", companyName="深圳市远望电子有限公司")
    await called(weir, lead)
    given = {"name": "老客户", "mobile": "13811114444", "title": "总经理", "email": "new@firma.example"}
    again = await weir["wangwu"].done("createLead", f"isAttached {LEAD}", **given)
    assert (again["isAttached"], again["lead"]) == (True, None)
    found = await of(weir, lead, "title email touches { totalCount }")
    assert (found["title"], found["email"], found["touches"]["totalCount"]) == (None, None, 2)
    told = await weir["zhangsan"].ask("{ notifications(first: 1) { nodes { kind lead { id } } } }")
    assert told["notifications"]["nodes"] == [{"kind": "LEAD_TOUCHED", "lead": {"id": lead["id"]}}]
    match = "{ object id title owner strength matchedBy lastFollowUp }"
    query = (
        f"query($mobile: String, $company: String) {{ leadMatches(mobile: $mobile, companyName: $company) {match} }}"
    )
    (hidden,) = (await weir["wangwu"].ask(query, mobile="138 1111 4444"))["leadMatches"]
    assert hidden == {
        "object": "lead", "id": None, "title": None, "owner": "张*",
        "strength": "EXACT", "matchedBy": "mobile", "lastFollowUp": "WITHIN_7_DAYS",
    }  # fmt: skip
    (probable,) = (await weir["wangwu"].ask(query, company="远望电子(深圳)有限公司"))["leadMatches"]
    assert (probable["owner"], probable["strength"], probable["title"]) == ("张*", "PROBABLE", None)
    (seen,) = (await weir["chen"].ask(query, mobile="13811114444"))["leadMatches"]
    assert (seen["id"], seen["title"], seen["owner"]) == (lead["id"], "测试线索", "张三")
    # A partner learns nothing of what others have, and a wrong number nothing at all.
    assert (await weir["hengda"].ask(query, mobile="13811114444"))["leadMatches"] == []
    assert (await weir["wangwu"].ask(query, mobile="13899999999"))["leadMatches"] == []


async def test_nobody_finds_a_masked_number_by_trying_them_all(weir: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weir.leads.queries.ASKED", Limit("known lead", 2, 86_400))
    query = "query($mobile: String, $company: String) { leadMatches(mobile: $mobile, companyName: $company) { id } }"
    for last in range(2):
        assert (await weir["moli"].ask(query, mobile=f"1381111444{last}"))["leadMatches"] == []
    refused = await weir["moli"].reply(query, mobile="13811114442")
    assert refused["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
    # Names are no secret to be tried, and each person has a count of their own.
    assert (await weir["moli"].ask(query, company="远望电子"))["leadMatches"] == []
    assert (await weir["zhangsan"].ask(query, mobile="13811114443"))["leadMatches"] == []


async def test_two_calls_at_once_make_one_lead(weir: Cast) -> None:
    both = await asyncio.gather(
        *(weir[key].done("createLead", "isAttached", name=key, mobile="13811115555") for key in ("zhangsan", "lisi"))
    )
    assert sorted(one["isAttached"] for one in both) == [False, True]
    assert await weir.one("select count(*) from lead where mobile_key = '+8613811115555'") == 1


async def test_an_edit_cannot_take_the_number_of_another_lead(weir: Cast) -> None:
    await new(weir, "lisi", mobile="13811116666")
    mine = await new(weir, mobile="13811116667")
    given = {"id": mine["id"], "version": mine["version"]}
    wrong = await weir["zhangsan"].do("updateLead", LEAD, **given, mobile="13811116666")
    assert codes(wrong) == ["LEAD_KNOWN"]
    assert "李*" in wrong["userErrors"][0]["message"] and "李四" not in wrong["userErrors"][0]["message"]
    await weir["zhangsan"].done("updateLead", LEAD, **given, mobile="138 1111 6667", email="a+b@x.example")


async def test_the_first_response_is_set_once_and_only_by_a_follow_up(weir: Cast) -> None:
    lead = await new(weir, mobile="13811117777")
    times = "status firstResponseAt lastFollowUpAt"
    for nothing in (
        {"kind": "MAIL", "direction": "INBOUND", "outcome": None},
        {"kind": "NOTE", "summary": "短", "outcome": "NEUTRAL"},
        {"kind": "NOTE", "summary": "一条写得很长但没有结果的备注内容", "outcome": None},
    ):
        await called(weir, lead, **nothing)
        found = await of(weir, lead, times)
        assert (found["status"], found["firstResponseAt"], found["lastFollowUpAt"]) == ("PENDING", None, None)
    await called(weir, lead, outcome="NOT_CONNECTED")
    first = await of(weir, lead, times)
    assert first["status"] == "WORKING" and first["firstResponseAt"] == first["lastFollowUpAt"]
    await called(weir, lead, kind="VISIT")
    later = await of(weir, lead, times)
    assert later["firstResponseAt"] == first["firstResponseAt"] and later["lastFollowUpAt"] > first["lastFollowUpAt"]
    # A call of long ago, logged now, moves nothing back and is no response before the lead was there.
    await called(weir, lead, occurredAt="2020-01-01T08:00:00Z")
    assert (await of(weir, lead, times))["lastFollowUpAt"] == later["lastFollowUpAt"]
    old = await new(weir, mobile="13811117778")
    await called(weir, old, occurredAt="2020-01-01T08:00:00Z")
    found = await of(weir, old, "createdAt firstResponseAt")
    assert found["firstResponseAt"] == found["createdAt"]
    told = await of(weir, lead, "history { nodes { action changes } }")
    moved = [one for one in told["history"]["nodes"] if one["action"] == "lead.followed_up"]
    assert [one["changes"]["status"] for one in moved] == [["PENDING", "WORKING"]]


async def test_a_lead_goes_into_nurturing_and_comes_back(weir: Cast) -> None:
    lead = await new(weir, mobile="13811118888")
    given = {"id": lead["id"], "version": lead["version"]}
    rest = (await weir["zhangsan"].done("nurtureLead", LEAD, **given))["lead"]
    assert rest["status"] == "NURTURING"
    again = await weir["zhangsan"].do("nurtureLead", LEAD, id=lead["id"], version=rest["version"])
    assert codes(again) == ["LEAD_STATUS"]
    back = (await weir["zhangsan"].done("reactivateLead", LEAD, id=lead["id"], version=rest["version"]))["lead"]
    assert back["status"] == "PENDING"


async def test_a_returned_lead_waits_in_sight_of_the_manager(weir: Cast) -> None:
    lead = await new(weir, mobile="13811118889")
    given = {"id": lead["id"], "version": lead["version"]}
    assert codes(await weir["zhangsan"].do("returnLead", LEAD, **given, reason="OTHER")) == ["REASON_NEEDED"]
    done = await weir["zhangsan"].done("returnLead", LEAD, **given, reason="NOT_MY_REGION")
    # 张三 has it no more: it waits in the pool of 华南, masked for him as for the others there.
    assert done["lead"]["owner"] is None
    assert (await of(weir, lead, "mobile", "zhangsan"))["mobile"] == "138****8889"
    found = await of(weir, lead, "status owner { id } returnCount", "chen")
    assert (found["status"], found["owner"], found["returnCount"]) == ("UNASSIGNED", None, 1)
    # Somebody who may edit it, but neither owns it nor assigns leads, does not give it away.
    shared = await new(weir, mobile="13811118899")
    await weir["zhangsan"].done("shareRecord", recordId=shared["id"], withId=weir["lisi"].id, right="EDIT")
    other = await weir["lisi"].do("returnLead", LEAD, id=shared["id"], version=shared["version"], reason="WORKLOAD")
    assert codes(other) == ["FORBIDDEN"]
    assert await of(weir, lead, "id", "sun") is None


async def test_an_invalid_lead_has_a_reason_and_a_manager_restores_it_once_in_thirty_days(weir: Cast) -> None:
    lead = await new(weir, mobile="13811118890")
    given = {"id": lead["id"], "version": lead["version"]}
    assert codes(await weir["zhangsan"].do("invalidateLead", LEAD, **given, reason="OTHER")) == ["REASON_NEEDED"]
    gone = (await weir["zhangsan"].done("invalidateLead", LEAD, **given, reason="EMPTY_NUMBER"))["lead"]
    assert gone["status"] == "INVALID"
    edit = await weir["zhangsan"].do("updateLead", LEAD, id=lead["id"], version=gone["version"], title="x")
    assert codes(edit) == ["LEAD_INVALID"]
    assert codes(await weir["zhangsan"].do("restoreLead", LEAD, id=lead["id"])) == ["FORBIDDEN"]
    back = (await weir["chen"].done("restoreLead", LEAD, id=lead["id"]))["lead"]
    assert (back["status"], back["owner"]) == ("UNASSIGNED", None)
    out = {"id": lead["id"], "version": back["version"], "reason": "SPAM"}
    await weir["chen"].done("invalidateLead", LEAD, **out)
    assert codes(await weir["chen"].do("restoreLead", LEAD, id=lead["id"])) == ["LEAD_RESTORED"]
    await weir.sql("update lead set restored_at = now() - interval '31 days' where id = %s::uuid", lead["id"][5:])
    await weir["chen"].done("restoreLead", LEAD, id=lead["id"])


async def test_a_voided_lead_is_gone_until_the_administrator_brings_it_back(weir: Cast) -> None:
    lead = await new(weir, mobile="13811118891")
    void = {"id": lead["id"], "version": lead["version"]}
    assert codes(await weir["chen"].do("voidLead", LEAD, **void)) == ["FORBIDDEN"]
    await weir["xiaolin"].done("voidLead", LEAD, **void)
    assert await of(weir, lead, "id") is None
    # It no longer counts as known; and it comes back only while nobody else follows the same person up.
    again = await new(weir, "lisi", mobile="13811118891")
    assert codes(await weir["chen"].do("restoreLead", LEAD, id=lead["id"])) == ["NOT_FOUND"]
    taken = await weir["xiaolin"].do("restoreLead", LEAD, id=lead["id"])
    assert codes(taken) == ["LEAD_KNOWN"] and "李*" in taken["userErrors"][0]["message"]
    assert await of(weir, lead, "id") is None
    await weir["lisi"].done("invalidateLead", LEAD, id=again["id"], version=again["version"], reason="NO_NEED")
    back = (await weir["xiaolin"].done("restoreLead", LEAD, id=lead["id"]))["lead"]
    assert (back["status"], back["owner"]["name"]) == ("PENDING", "张三")


async def test_marketing_hands_off_and_sales_accepts_or_rejects(weir: Cast) -> None:
    lead = await new(weir, "moli", ownerId=weir["zhangsan"].id, mobile="13811118892")
    mql = (await weir["moli"].done("handOffLead", LEAD, id=lead["id"], version=lead["version"]))["lead"]
    assert mql["stage"] == "MQL" and (await of(weir, lead, "isAwaitingSales"))["isAwaitingSales"] is True
    refused = {"id": lead["id"], "version": mql["version"]}
    assert codes(await weir["moli"].do("acceptLead", LEAD, **refused)) == ["FORBIDDEN"]
    assert codes(await weir["zhangsan"].do("rejectLead", LEAD, **refused, reason="OTHER")) == ["REASON_NEEDED"]
    back = (await weir["zhangsan"].done("rejectLead", LEAD, **refused, reason="TOO_EARLY"))["lead"]
    assert (back["stage"], back["status"]) == ("RAW", "NURTURING")
    again = {"id": lead["id"], "version": back["version"]}
    assert codes(await weir["moli"].do("handOffLead", LEAD, **again)) == ["LEAD_REJECTED"]
    await called(weir, lead, kind="CALL", direction="INBOUND")
    fresh = await of(weir, lead, "stage")
    mql = (await weir["moli"].done("handOffLead", LEAD, id=lead["id"], version=fresh["version"]))["lead"]
    assert (mql["stage"], mql["status"]) == ("MQL", "PENDING")
    taken = (await weir["zhangsan"].done("acceptLead", LEAD, id=lead["id"], version=mql["version"]))["lead"]
    # From now on marketing reads along.
    wrong = await weir["moli"].do("updateLead", LEAD, id=lead["id"], version=taken["version"], title="x")
    assert codes(wrong) == ["FORBIDDEN"]
    twice = await weir["zhangsan"].do("acceptLead", LEAD, id=lead["id"], version=taken["version"])
    assert codes(twice) == ["LEAD_NOT_AWAITING"]


async def test_bad_data_goes_out_as_invalid(weir: Cast) -> None:
    lead = await new(weir, "moli", ownerId=weir["zhangsan"].id, mobile="13811118893")
    mql = (await weir["moli"].done("handOffLead", LEAD, id=lead["id"], version=lead["version"]))["lead"]
    given = {"id": lead["id"], "version": mql["version"], "reason": "BAD_DATA"}
    assert (await weir["zhangsan"].done("rejectLead", LEAD, **given))["lead"]["status"] == "INVALID"


async def test_sql_needs_all_four_of_bant_with_evidence(weir: Cast) -> None:
    lead = await new(weir, mobile="13811118894")
    activity = await called(weir, lead)
    elsewhere = await called(weir, await new(weir, mobile="13811118895"))
    version = (await of(weir, lead, "id"))["version"]

    async def confirm(item: str, **given: Any) -> dict[str, Any]:
        nonlocal version
        named = {"id": lead["id"], "version": version, "item": item, "activityId": activity, **given}
        done = await weir["zhangsan"].do("confirmBant", f"{LEAD[:-1]} bantConfirmed }}", **named)
        if not done["userErrors"]:
            version = done["lead"]["version"]
        return done

    assert codes(await confirm("BUDGET")) == ["BANT_VALUE"]
    assert codes(await confirm("BUDGET", budgetApproved=True, activityId=elsewhere)) == ["BANT_OTHER"]
    assert codes(await confirm("AUTHORITY", buyingRole="USER")) == ["BANT_VALUE"]
    assert codes(await confirm("BUDGET", budget={"amount": "200000"})) == []
    assert codes(await confirm("AUTHORITY", buyingRole="DECISION_MAKER")) == []
    assert codes(await confirm("NEED", problems=["设备停机"])) == []
    three = await weir["zhangsan"].do("qualifyLead", LEAD, id=lead["id"], version=version)
    assert codes(three) == ["BANT_MISSING"] and "时间表" in three["userErrors"][0]["message"]
    four = await confirm("TIMELINE", purchaseBy="2030-01-31")
    assert four["lead"]["bantConfirmed"] == 4
    done = (await weir["zhangsan"].done("qualifyLead", LEAD, id=lead["id"], version=version))["lead"]
    assert done["stage"] == "SQL"
    # The value was taken away: the item no longer counts.
    bare = {"id": lead["id"], "version": done["version"], "problems": []}
    await weir["zhangsan"].done("updateLead", LEAD, **bare)
    found = await of(weir, lead, "bantConfirmed evidence { nodes { item activity { id } confirmedBy { name } } }")
    assert found["bantConfirmed"] == 3 and len(found["evidence"]["nodes"]) == 4
    assert found["evidence"]["nodes"][0]["confirmedBy"]["name"] == "张三"
    cleared = {"id": lead["id"], "version": found["version"], "item": "BUDGET"}
    await weir["zhangsan"].done("clearBant", LEAD, **cleared)
    assert (await of(weir, lead, "bantConfirmed"))["bantConfirmed"] == 2


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"awarenessStage": "UNAWARE"}, "PROBLEM"),
        ({"awarenessStage": "AWARE_NO_ACTION"}, "PAIN"),
        ({"awarenessStage": "HESITATING"}, "PAIN"),
        ({"awarenessStage": "HESITATING", "attitude": "INTERESTED"}, "OPPORTUNITY"),
        ({"awarenessStage": "SEEKING_NOT_US", "incumbent": "远航数据"}, "COMPETITIVE"),
        ({"awarenessStage": "SEEKING_NOT_US", "attitude": "REFUSING", "incumbent": "远航数据"}, "REPELLENT"),
        ({"awarenessStage": "UNAWARE", "leadState": "PAIN"}, "PROBLEM"),
        ({}, None),
    ],
)
async def test_awareness_and_attitude_suggest_a_state(given: dict[str, Any], state: str | None, weir: Cast) -> None:
    lead = await new(weir, **given)
    found = await of(weir, lead, "suggestedState leadState")
    assert (found["suggestedState"], found["leadState"]) == (state, given.get("leadState"))


async def test_who_may_not_read_a_number_sees_a_mask_and_a_reveal_is_logged(weir: Cast) -> None:
    lead = await new(weir, mobile="13811118896", email="du@firma.example", phone="0755-26661234")
    for key in ("zhangsan", "chen", "xiaolin"):
        found = await of(weir, lead, "mobile email maskedFields", key)
        assert (found["mobile"], found["maskedFields"]) == ("13811118896", []), key
    for key in ("moli", "shenji"):
        found = await of(weir, lead, "mobile email", key)
        assert (found["mobile"], found["email"]) == ("138****8896", "d***@firma.example"), key
    assert await of(weir, lead, "id", "wangwu") is None and await of(weir, lead, "id", "qian") is None
    count = "query($mobile: String) { leads(where: {mobile: {contains: $mobile}}) { totalCount } }"
    assert (await weir["moli"].ask(count, mobile="1381111889"))["leads"]["totalCount"] == 0
    # What marketing still has in hand it reads in full.
    own = await new(weir, "moli", mobile="13811118897")
    assert (await of(weir, own, "mobile", "moli"))["mobile"] == "13811118897"
    shown = await weir["xiaolin"].done("revealField", "value", id=lead["id"], field="mobile")
    assert shown["value"] == "13811118896"
    assert await weir.one("select count(*) from audit_entry where action = 'lead.revealed'") == 1


async def test_search_finds_a_lead_by_name_company_and_number(weir: Cast) -> None:
    lead = await new(weir, name="欧阳若兰", companyName="深圳市若兰光学有限公司")
    hit = {"id": lead["id"], "object": "lead", "title": "欧阳若兰", "subtitle": "深圳市若兰光学有限公司"}
    query = "query($text: String!) { search(text: $text) { id object title subtitle } }"
    for text in ("欧阳若兰", "若兰光学", lead["number"]):
        assert hit in (await weir["zhangsan"].ask(query, text=text))["search"], text
    assert (await weir["wangwu"].ask(query, text="若兰"))["search"] == []


async def test_a_hand_over_gives_open_leads_to_the_receiver(weir: Cast) -> None:
    before = await weir.one(
        "select count(*) from lead where owner_id = %s and status in ('PENDING', 'WORKING', 'NURTURING')",
        weir["zhangsan"].viewer.user_id,  # type: ignore[union-attr]
    )
    over = await weir["xiaolin"].done(
        "handOver", "handOverId counts { lead }", userId=weir["zhangsan"].id, receiverIds=[weir["lisi"].id]
    )
    assert over["counts"]["lead"] == before > 0
    query = "{ leads(where: {status: {in: [CONVERTED, INVALID]}}) { totalCount } }"
    kept = await weir.one(
        "select count(*) from lead where owner_id = %s and status in ('CONVERTED', 'INVALID')",
        weir["zhangsan"].viewer.user_id,  # type: ignore[union-attr]
    )
    assert (await weir["zhangsan"].ask(query))["leads"]["totalCount"] == kept > 0
    back = await weir["xiaolin"].done("undoHandOver", "counts { lead }", handOverId=over["handOverId"])
    assert back["counts"]["lead"] == before


async def test_a_transfer_tells_the_owner_and_keeps_the_state(weir: Cast) -> None:
    lead = await new(weir, mobile="13811118898")
    await called(weir, lead)
    version = (await of(weir, lead, "id"))["version"]
    given = {"id": lead["id"], "version": version}
    assert codes(await weir["chen"].do("transferOwner", **given, ownerId=weir["qian"].id)) == ["LEAD_RECEIVER"]
    await weir["chen"].done("transferOwner", **given, ownerId=weir["lisi"].id)
    found = await of(weir, lead, "status owner { name } ownerSince assignedAt")
    assert (found["status"], found["owner"]["name"]) == ("WORKING", "李四")
    assert found["ownerSince"] == found["assignedAt"]
