"""A lead becomes an account, a contact and a deal: when the customer has shown something, at once, and only once."""

from typing import Any

import pytest
from cast import Cast
from test_leads import LEAD, called, codes, new, of

pytestmark = pytest.mark.slow

DONE = "lead { id version status account { id name } contact { id name } deal { id name } }"
WAY = "query($id: ID!) { leadConversion(id: $id) { unmet { code message } matches { object id title owner strength matchedBy } } }"


async def ripe(weir: Cast, who: str = "zhangsan", **given: Any) -> dict[str, Any]:
    """A lead whose customer has spoken to us, with a buying role."""
    lead = await new(weir, who, **{"name": "冯远", "buyingRole": "DECISION_MAKER", **given})
    await called(weir, lead, who)
    return {**lead, "version": (await of(weir, lead, "id"))["version"]}


async def convert(weir: Cast, lead: dict[str, Any], who: str = "zhangsan", **given: Any) -> dict[str, Any]:
    return await weir[who].do("convertLead", DONE, id=lead["id"], version=lead["version"], **given)


async def test_all_that_is_known_of_a_lead_goes_along(weir: Cast) -> None:
    lead = await ripe(
        weir, companyName="深圳市远行精工有限公司", mobile="13811119001", email="feng@yuanxing.example", title="总经理",
        industry="制造业", region="广东省深圳市", source="展会", problems=["停机", "能耗"], incumbent="远航数据",
        budget={"amount": "300000"}, purchaseBy="2030-03-31",
    )  # fmt: skip
    await weir["zhangsan"].done("createTask", title="发资料", leadId=lead["id"])
    await weir["zhangsan"].done("createComment", recordId=lead["id"], body="重点")
    done = await convert(weir, lead, createDeal=True, dealName="远行精工设备联网")
    assert done["userErrors"] == [], done
    made = done["lead"]
    assert made["status"] == "CONVERTED"
    deal = await weir["zhangsan"].ask(
        "query($id: ID!) { deal(id: $id) { name need competitor source expectedCloseDate amount { amount } owner { name }"
        " account { name industry region source owner { name } } contactRoles { nodes { role isPrimary contact { name title"
        " mobile email } } } activities { nodes { summary lead { id } } } tasks { nodes { title } } comments { nodes { body } }"
        " leads { nodes { id } } lastActivityAt } }",
        id=made["deal"]["id"],
    )
    found = deal["deal"]
    assert (found["name"], found["need"], found["competitor"]) == ("远行精工设备联网", "停机\n能耗", "远航数据")
    assert (found["amount"]["amount"], found["expectedCloseDate"], found["source"]) == (
        "300000.00",
        "2030-03-31",
        "展会",
    )
    assert found["account"] == {
        "name": "深圳市远行精工有限公司", "industry": "制造业", "region": "广东省深圳市", "source": "展会", "owner": {"name": "张三"},
    }  # fmt: skip
    person = {"name": "冯远", "title": "总经理", "mobile": "13811119001", "email": "feng@yuanxing.example"}
    assert found["contactRoles"]["nodes"] == [{"role": "DECISION_MAKER", "isPrimary": True, "contact": person}]
    # The lead keeps them, too: nothing is lost on either side.
    assert found["activities"]["nodes"] == [{"summary": "聊过了", "lead": {"id": lead["id"]}}]
    assert (found["tasks"]["nodes"], found["comments"]["nodes"]) == ([{"title": "发资料"}], [{"body": "重点"}])
    assert found["leads"]["nodes"] == [{"id": lead["id"]}] and found["lastActivityAt"]
    at = await of(weir, lead, "convertedAt activities { totalCount } tasks { totalCount }")
    assert at["convertedAt"] and (at["activities"]["totalCount"], at["tasks"]["totalCount"]) == (1, 1)


async def test_a_second_call_answers_what_the_first_did(weir: Cast) -> None:
    lead = await ripe(weir, companyName="深圳市双击科技有限公司", mobile="13811119002")
    first = await convert(weir, lead, createDeal=True)
    second = await convert(weir, lead, createDeal=True)
    assert second["userErrors"] == [] and second["lead"] == first["lead"]
    assert await weir.one("select count(*) from account where name = '深圳市双击科技有限公司'") == 1


async def test_a_converted_lead_is_read_only_for_ever(weir: Cast) -> None:
    lead = await ripe(weir, companyName="深圳市定格影像有限公司", mobile="13811119003")
    done = (await convert(weir, lead))["lead"]
    given = {"id": lead["id"], "version": done["version"]}
    for verb, more in (
        ("updateLead", {"title": "x"}),
        ("nurtureLead", {}),
        ("invalidateLead", {"reason": "SPAM"}),
        ("assignLead", {"ownerId": weir["lisi"].id}),
        ("transferOwner", {"ownerId": weir["lisi"].id}),
    ):
        who = "chen" if "Owner" in verb or verb == "assignLead" else "zhangsan"
        assert codes(await weir[who].do(verb, **given, **more)) == ["LEAD_CONVERTED"], verb
    assert codes(await weir["zhangsan"].do("logActivity", kind="CALL", leadId=lead["id"])) == ["LEAD_CONVERTED"]
    assert codes(await weir["xiaolin"].do("voidLead", LEAD, **given)) == ["LEAD_CONVERTED"]


async def test_the_customer_must_have_shown_something(weir: Cast) -> None:
    lead = await new(weir, companyName="深圳市沉默实业有限公司", mobile="13811119004")
    await called(weir, lead, outcome="NOT_CONNECTED")
    await called(weir, lead, kind="MAIL", direction="OUTBOUND", outcome=None)
    lead["version"] = (await of(weir, lead, "id"))["version"]
    missing = await convert(weir, lead)
    assert codes(missing) == ["EVIDENCE_NEEDED", "ROLE_NEEDED"]
    assert all(one["message"] for one in missing["userErrors"])
    asked = (await weir["zhangsan"].ask(WAY, id=lead["id"]))["leadConversion"]
    assert [one["code"] for one in asked["unmet"]] == ["EVIDENCE_NEEDED"]
    await called(weir, lead, kind="MESSAGE", direction="INBOUND", outcome=None)
    assert (await convert(weir, lead, buyingRole="USER"))["userErrors"] == []


async def test_the_administrator_may_relax_the_policy(weir: Cast) -> None:
    organisation = (await weir["xiaolin"].ask("{ currentOrganisation { id version requireCustomerEvidence } }"))[
        "currentOrganisation"
    ]
    assert organisation.pop("requireCustomerEvidence") is True
    await weir["xiaolin"].done("updateOrganisation", **organisation, requireCustomerEvidence=False)
    lead = await new(weir, companyName="深圳市宽松贸易有限公司", mobile="13811119005")
    assert (await convert(weir, lead))["userErrors"] == []


async def test_somebody_known_is_not_made_twice_by_accident(weir: Cast) -> None:
    account = await weir["zhangsan"].done(
        "createAccount", "account { id name industry }", name="深圳市熟客电器有限公司", region="广东省深圳市"
    )
    contact = await weir["zhangsan"].done(
        "createContact", "contact { id }", name="熟客", accountId=account["account"]["id"], mobile="13811119006",
        title="厂长",
    )  # fmt: skip
    lead = await ripe(
        weir,
        companyName="熟客电器(深圳)有限公司",
        mobile="13811119006",
        title="总经理",
        email="sk@shuke.example",
        industry="制造业",
    )
    asked = (await weir["zhangsan"].ask(WAY, id=lead["id"]))["leadConversion"]
    assert [(one["object"], one["title"], one["strength"]) for one in asked["matches"]] == [
        ("contact", "熟客", "EXACT"),
        ("account", "深圳市熟客电器有限公司", "PROBABLE"),
    ]
    assert codes(await convert(weir, lead)) == ["CONVERT_KNOWN_PERSON"]
    # The company is chosen, the person would still be made a second time.
    chosen = {"accountId": account["account"]["id"]}
    assert codes(await convert(weir, lead, **chosen)) == ["CONVERT_KNOWN_PERSON"]
    done = await convert(weir, lead, contactId=contact["contact"]["id"])
    assert done["lead"]["account"]["id"] == account["account"]["id"]
    assert done["lead"]["contact"]["id"] == contact["contact"]["id"]
    kept = await weir.sql("select title, email from contact where id = %s::uuid", contact["contact"]["id"][8:])
    # Empty fields were filled, what was written stays.
    assert kept == [("厂长", "sk@shuke.example")]
    assert await weir.one("select industry from account where id = %s::uuid", account["account"]["id"][8:]) == "制造业"


async def test_new_records_are_made_on_purpose_beside_known_ones(weir: Cast) -> None:
    await weir["wangwu"].done("createAccount", name="深圳市别人家科技有限公司")
    lead = await ripe(weir, companyName="深圳市别人家科技有限公司", mobile="13811119007")
    (hidden,) = (await weir["zhangsan"].ask(WAY, id=lead["id"]))["leadConversion"]["matches"]
    assert (hidden["id"], hidden["title"], hidden["owner"]) == (None, None, "王*")
    assert codes(await convert(weir, lead)) == ["CONVERT_KNOWN_COMPANY"]
    assert (await convert(weir, lead, acknowledgeDuplicates=True))["userErrors"] == []


async def test_a_refused_conversion_leaves_nothing_behind(weir: Cast) -> None:
    lead = await ripe(weir, companyName="深圳市半途科技有限公司", mobile="13811119008")
    nobody = "pipeline_" + "0" * 32
    assert codes(await convert(weir, lead, createDeal=True, pipelineId=nobody)) == ["NOT_FOUND"]
    assert await weir.one("select count(*) from account where name = '深圳市半途科技有限公司'") == 0
    assert (await of(weir, lead, "status"))["status"] == "WORKING"
    elsewhere = await weir.id_of("contact", "owner_id = %s and account_id is not null", weir["zhangsan"].viewer.user_id)  # type: ignore[union-attr]
    account = await weir["zhangsan"].done("createAccount", "account { id }", name="另一家")
    both = {"accountId": account["account"]["id"], "contactId": elsewhere}
    assert codes(await convert(weir, lead, **both)) == ["CONTACT_ELSEWHERE"]
    person = await new(weir, name="无公司", mobile="13811119009", buyingRole="USER")
    await called(weir, person)
    person["version"] = (await of(weir, person, "id"))["version"]
    assert codes(await convert(weir, person)) == ["REQUIRED"]


async def test_what_a_manager_converts_belongs_to_the_owner_of_the_lead(weir: Cast) -> None:
    lead = await ripe(weir, companyName="深圳市代劳科技有限公司", mobile="13811119010")
    done = await convert(weir, lead, "chen", createDeal=True)
    assert done["userErrors"] == []
    for table in ("account", "contact", "deal"):
        key = done["lead"][table]["id"].partition("_")[2]
        assert (
            await weir.one(
                f'select u.name from {table} x join "user" u on u.id = x.owner_id where x.id = %s::uuid', key
            )
            == "张三"
        ), table


async def test_who_may_not_work_a_lead_may_not_convert_it(weir: Cast) -> None:
    lead = await ripe(weir, companyName="深圳市旁观科技有限公司", mobile="13811119011")
    assert codes(await convert(weir, lead, "wangwu")) == ["NOT_FOUND"]
    assert codes(await convert(weir, lead, "moli")) == ["FORBIDDEN"]
    for who in ("wangwu", "moli", "shenji", "hengda"):
        assert (await weir[who].ask(WAY, id=lead["id"]))["leadConversion"] is None
    waiting = await new(weir, "moli", mobile="13811119012", companyName="深圳市待命科技有限公司")
    assert codes(await convert(weir, waiting, "xiaolin")) == ["LEAD_UNASSIGNED"]
    lost = await new(weir, mobile="13811119013", companyName="深圳市落空科技有限公司")
    gone = await weir["zhangsan"].done("invalidateLead", LEAD, id=lost["id"], version=lost["version"], reason="SPAM")
    assert codes(await convert(weir, gone["lead"])) == ["LEAD_INVALID"]
