"""A customer's contact who comes again: one task for who has the customer, or one lead, and nobody outside learns which."""

import asyncio
from typing import Any

import pytest
from cast import Cast
from test_intake import door, log, post, wide, worked  # noqa: F401 - the fixture makes the limits wide
from test_intake_calls import call

pytestmark = pytest.mark.slow

MOBILE, MAIL = "13855660001", "wang@oldcustomer.example"
TOLD = "status lead { id } contact { name } problems"
ON = """query($id: ID!) { contact(id: $id) { activities { nodes { kind direction summary account { name } } }
    tasks { nodes { title status assignee { name } } } consents { nodes { purpose } } } }"""


async def known(weir: Cast, kind: str = "CUSTOMER", who: str = "zhangsan") -> str:
    """王芳 of a company 张三 has."""
    made = await weir[who].done("createAccount", "account { id }", name="老客户机械有限公司", type=kind)
    given = {"accountId": made["account"]["id"], "name": "王芳", "mobile": MOBILE, "email": MAIL}
    return str((await weir[who].done("createContact", "contact { id }", **given))["contact"]["id"])


async def on(weir: Cast, contact: str, who: str = "zhangsan") -> Any:
    return (await weir[who].ask(ON, id=contact))["contact"]


async def test_a_customer_who_asks_again_is_a_task_for_who_has_them_and_no_lead(weir: Cast) -> None:
    contact, leads = await known(weir), await weir.one("select count(*) from lead")
    source = await door(weir, source="官网表单", consentPurpose="MARKETING", needsConsent=True, consentText="同意联系")
    body = {"name": "王女士", "mobile": "+86 138 5566 0001", "description": "还要两台", "consent": True}
    stranger = {**body, "mobile": "13855660099"}
    # Whoever asks is told the same of both, before anybody has looked who they are.
    told = [await post(weir, source, one, **{"idempotency-key": str(at)}) for at, one in enumerate((body, stranger))]
    assert {(one.status_code, one.text) for one in told} == {(202, told[0].text)}
    assert {tuple(sorted(one.headers)) for one in told} == {tuple(sorted(told[0].headers))}
    await worked(weir)
    new, old = await log(weir, source, "xiaolin", f"{TOLD} payload")
    assert (old["status"], old["lead"], old["contact"]) == ("CUSTOMER", None, {"name": "王芳"}) and old[
        "payload"
    ] == body
    assert new["status"] == "CREATED" and await weir.one("select count(*) from lead") == leads + 1
    found = await on(weir, contact)
    (one,) = found["activities"]["nodes"]
    assert (one["kind"], one["direction"], one["account"]["name"]) == ("MESSAGE", "INBOUND", "老客户机械有限公司")
    assert "官网表单" in one["summary"] and "还要两台" in one["summary"]
    assert found["tasks"]["nodes"] == [{"title": "老客户王芳再次来访", "status": "OPEN", "assignee": {"name": "张三"}}]
    assert [one["purpose"] for one in found["consents"]["nodes"]] == ["MARKETING"]

    # Sent again by the same event nothing happens, processed again it is refused; by mail address a further touch makes no second task.
    assert (await post(weir, source, body, **{"idempotency-key": "0"})).status_code == 202
    await worked(weir)
    refused = await weir["moli"].do("replayIntake", "intakePayload { id }", id=old["id"])
    assert refused["userErrors"][0]["code"] == "INTAKE_DONE"
    await post(weir, source, {"name": "王芳", "email": MAIL.upper(), "consent": True})
    await worked(weir)
    found = await on(weir, contact)
    assert len(found["activities"]["nodes"]) == 2 and len(found["tasks"]["nodes"]) == 1
    # Once that is done, the next touch is a new one.
    task = await weir["zhangsan"].ask(
        "query($w: TaskWhere) { tasks(where: $w) { nodes { id } } }", w={"contactId": {"eq": contact}}
    )
    await weir["zhangsan"].done("completeTask", "task { id }", id=task["tasks"]["nodes"][0]["id"])
    await post(weir, source, {"name": "王芳", "email": MAIL, "consent": True})
    await worked(weir)
    assert sorted(one["status"] for one in (await on(weir, contact))["tasks"]["nodes"]) == ["DONE", "OPEN"]

    # 王五 of another team is told nothing of it; entering them, he hears no more than of any customer of others.
    assert await on(weir, contact, "wangwu") is None
    tasks = "query($w: TaskWhere, $a: ActivityWhere) { tasks(where: $w) { totalCount } activities(where: $a) { totalCount } }"
    seen = await weir["wangwu"].ask(tasks, w={"title": {"contains": "王芳"}}, a={"summary": {"contains": "还要两台"}})
    assert (seen["tasks"]["totalCount"], seen["activities"]["totalCount"]) == (0, 0)
    ask = "query($m: String) { leadMatches(mobile: $m) { object id title owner lastFollowUp } }"
    (match,) = (await weir["wangwu"].ask(ask, m=MOBILE))["leadMatches"]
    assert (match["id"], match["title"], match["owner"]) == (None, None, "张*")


async def test_many_touches_at_once_by_two_workers_are_one_task(weir: Cast) -> None:
    contact = await known(weir)
    source = await door(weir)
    for at in range(12):
        await post(weir, source, {"name": "王芳", **({"mobile": MOBILE} if at % 2 else {"email": MAIL})})
    await asyncio.gather(worked(weir), worked(weir))
    found = await on(weir, contact)
    assert len(found["activities"]["nodes"]) == 12 and len(found["tasks"]["nodes"]) == 1


async def test_the_door_may_want_a_lead_and_whoever_nobody_has_becomes_one(weir: Cast) -> None:
    contact = await known(weir)
    anew = await door(weir, customerPolicy="LEAD")
    await post(weir, anew, {"name": "王芳", "mobile": MOBILE})
    await worked(weir)
    (one,) = await log(weir, anew, fields=TOLD)
    assert (one["status"], one["contact"]) == ("CREATED", None) and (await on(weir, contact))["tasks"]["nodes"] == []
    # Now they are an open lead: another door adds to that one, and does not both.
    other = await door(weir)
    await post(weir, other, {"name": "王芳", "email": MAIL, "mobile": MOBILE})
    await worked(weir)
    (again,) = await log(weir, other, fields=TOLD)
    assert (again["status"], again["lead"]) == ("ATTACHED", one["lead"])
    assert (await on(weir, contact))["activities"]["nodes"] == []
    # Of a customer whose people have left, the touch does not lie with nobody.
    await weir.sql("update lead set deleted_at = now() where mobile_key = '+8613855660001' returning 1")
    await weir.sql(
        "update account set owner_id = (select id from \"user\" where not is_active limit 1) where name = '老客户机械有限公司' returning 1"
    )
    await weir.sql("update contact set owner_id = null where name = '王芳' returning 1")
    await post(weir, other, {"name": "王芳", "mobile": MOBILE})
    await worked(weir)
    assert (await log(weir, other, fields=TOLD))[0]["status"] == "CREATED"


async def test_a_prospects_contact_is_a_lead_as_before_and_a_customers_call_is_what_the_door_says(weir: Cast) -> None:
    contact = await known(weir, "PROSPECT")
    source = await door(weir)
    await post(weir, source, {"name": "王芳", "email": MAIL})
    await worked(weir)
    assert (await log(weir, source))[0]["status"] == "CREATED"
    await weir.sql("update lead set deleted_at = now() where email_key = %s returning 1", MAIL)
    await weir.sql("update account set type = 'CUSTOMER' where name = '老客户机械有限公司' returning 1")
    calls, leads = await door(weir, kind="CALL"), await door(weir, kind="CALL", customerPolicy="LEAD")
    await post(weir, calls, call(MOBILE, answered=False, seconds=0, callId="b-1"))
    await worked(weir)
    (one,) = await log(weir, calls, fields=TOLD)
    assert (one["status"], one["lead"], one["contact"]) == ("LOGGED", None, {"name": "王芳"})
    assert [task["title"] for task in (await on(weir, contact))["tasks"]["nodes"]] == ["给王芳回电"]
    await post(weir, leads, call(MOBILE, callId="b-2"))
    await worked(weir)
    (one,) = await log(weir, leads, fields=TOLD)
    assert (one["status"], one["contact"]) == ("CREATED", None) and one["lead"] is not None
    assert len((await on(weir, contact))["activities"]["nodes"]) == 1
