"""Referrals: a lead names who told them of us, and the customer's page counts what became of them."""

from typing import Any

import pytest
from cast import Cast

from weir.catalog.ids import key_of

pytestmark = pytest.mark.slow

BY = "lead { id version referrerAccount { id } referrerContact { id } }"
REFERRED = """query($a: ID!) { account(id: $a) { referrals { totalCount nodes { name status } } }
    won: leads(where: {referrerAccountId: {eq: $a}, deal: {status: {eq: WON}}}) { totalCount } }"""


async def customer(weir: Cast, name: str, who: str = "zhangsan") -> tuple[str, str]:
    """A customer with one contact."""
    made = await weir[who].done("createAccount", "account { id }", name=name, type="CUSTOMER")
    account = made["account"]["id"]
    contact = await weir[who].done("createContact", "contact { id }", name=f"{name}的人", accountId=account)
    return account, contact["contact"]["id"]


async def referred(weir: Cast, who: str = "zhangsan", **given: Any) -> dict[str, Any]:
    lead: dict[str, Any] = (await weir[who].done("createLead", BY, name="被推荐的人", **given))["lead"]
    return lead


async def test_a_contact_refers_for_their_customer_and_for_no_other(weir: Cast) -> None:
    account, contact = await customer(weir, "推荐一号有限公司")
    other, _ = await customer(weir, "推荐二号有限公司")
    lead = await referred(weir, referrerContactId=contact)
    assert lead["referrerAccount"] == {"id": account}
    refused = await weir["zhangsan"].do(
        "updateLead", BY, id=lead["id"], version=lead["version"], referrerAccountId=other
    )
    (told,) = refused["userErrors"]
    assert (told["code"], told["field"]) == ("REFERRER_ELSEWHERE", ["referrerContactId"])
    given = {"referrerAccountId": other, "referrerContactId": None}
    moved = (await weir["zhangsan"].done("updateLead", BY, id=lead["id"], version=lead["version"], **given))["lead"]
    assert (moved["referrerAccount"], moved["referrerContact"]) == ({"id": other}, None)
    # A customer 王五 does not see refers nobody of his.
    hidden = await weir["wangwu"].do("createLead", BY, name="打听", referrerAccountId=account)
    assert hidden["userErrors"][0]["code"] == "NOT_FOUND"


async def test_a_customers_page_counts_their_referrals_and_who_sees_fewer_leads_counts_fewer(weir: Cast) -> None:
    account, contact = await customer(weir, "推荐三号有限公司")
    one = await referred(weir, referrerContactId=contact)
    await referred(weir, referrerAccountId=account, mobile="13877770001")
    await referred(weir, referrerAccountId=account, mobile="13877770002")
    gone = await referred(weir, referrerAccountId=account, mobile="13877770003")
    await weir["zhangsan"].done(
        "invalidateLead", "lead { id }", id=gone["id"], version=gone["version"], reason="NO_NEED"
    )
    deal = (await weir["zhangsan"].done("createDeal", "deal { id }", name="转介绍单", accountId=account))["deal"]["id"]
    await weir.sql(
        "update deal set status = 'WON', probability = 100, closed_at = now() where id = %s returning 1",
        key_of(deal, "deal"),
    )
    sql = "update lead set status = 'CONVERTED', converted_at = now(), deal_id = %s where id = %s returning 1"
    await weir.sql(sql, key_of(deal, "deal"), key_of(one["id"], "lead"))
    seen = await weir["zhangsan"].ask(REFERRED, a=account)
    assert (seen["account"]["referrals"]["totalCount"], seen["won"]["totalCount"]) == (4, 1)
    assert sorted(each["status"] for each in seen["account"]["referrals"]["nodes"]) == [
        "CONVERTED", "INVALID", "PENDING", "PENDING",
    ]  # fmt: skip
    # 李四 may read the account by a share, not the leads of 张三: the count is of what he sees.
    await weir["zhangsan"].done("shareRecord", recordId=account, withId=weir["lisi"].id, right="READ")
    seen = await weir["lisi"].ask(REFERRED, a=account)
    assert (seen["account"]["referrals"]["totalCount"], seen["won"]["totalCount"]) == (0, 0)


async def test_a_merge_keeps_who_referred_them(weir: Cast) -> None:
    account, contact = await customer(weir, "推荐四号有限公司")
    first = await referred(weir, wechat="first-of-two")
    second = await referred(weir, wechat="second-of-two", referrerContactId=contact)
    merged = {"id": second["id"], "version": second["version"]}
    done = await weir["zhangsan"].done(
        "mergeLeads", BY, survivorId=first["id"], version=first["version"], merged=[merged]
    )
    assert (done["lead"]["referrerAccount"], done["lead"]["referrerContact"]) == ({"id": account}, {"id": contact})
