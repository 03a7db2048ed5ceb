"""Contact data: masked for who does not work with the person, revealed one by one and logged."""

from typing import Any

from cast import Cast

QUERY = "query($id: ID!) { contact(id: $id) { name mobile email wechat birthday maskedFields viewerCan { update void } account { id } } }"


async def of(weir: Cast, key: str) -> str:
    """A contact of somebody, with everything filled in."""
    owner = weir[key].viewer.user_id  # type: ignore[union-attr]
    contact = await weir.id_of("contact", "owner_id = %s and deleted_at is null", owner)
    await weir.sql(
        "update contact set mobile = '13812345678', email = 'lihua@corp.com', wechat = 'wx_li', birthday = '1980-02-03'"
        " where id = %s::uuid",
        contact[8:],
    )
    return contact


async def test_who_works_with_a_person_sees_their_number_and_who_does_not_sees_a_mask(weir: Cast) -> None:
    contact = await of(weir, "zhangsan")
    for key in ("zhangsan", "chen", "zhao", "xiaolin"):
        found = (await weir[key].ask(QUERY, id=contact))["contact"]
        assert (found["mobile"], found["email"], found["maskedFields"]) == ("13812345678", "lihua@corp.com", []), key
    for key in ("moli", "qian", "shenji"):
        found = (await weir[key].ask(QUERY, id=contact))["contact"]
        assert (found["mobile"], found["email"], found["wechat"]) == ("138****5678", "l***@corp.com", "***"), key
        assert found["birthday"] is None and "mobile" in found["maskedFields"]
    for key in ("wangwu", "hengda", "kefu"):
        assert (await weir[key].ask(QUERY, id=contact))["contact"] is None, key


async def test_a_mask_cannot_be_probed_by_filter_or_sort(weir: Cast) -> None:
    await of(weir, "zhangsan")
    found = await weir["moli"].ask('{ contacts(where: {mobile: {contains: "1381234"}}) { totalCount } }')
    assert found["contacts"]["totalCount"] == 0
    found = await weir["chen"].ask('{ contacts(where: {mobile: {contains: "1381234"}}) { totalCount } }')
    assert found["contacts"]["totalCount"] == 1
    groups = await weir["moli"].ask("{ contacts { groups(by: [{field: EMAIL}]) { keys { value } } } }")
    assert [group["keys"][0]["value"] for group in groups["contacts"]["groups"]] == [None]


async def test_a_reveal_is_logged_and_fifty_a_day_are_allowed(weir: Cast) -> None:
    contact = await of(weir, "zhangsan")
    shown = await weir["qian"].done("revealField", "value", id=contact, field="mobile")
    assert shown["value"] == "13812345678"
    logged = await weir.sql("select changes from audit_entry where action = 'contact.revealed'")
    assert logged == [({"field": [None, "mobile"]},)]
    assert [
        one["code"] for one in (await weir["moli"].do("revealField", "value", id=contact, field="mobile"))["userErrors"]
    ] == ["FORBIDDEN"]
    wrong = await weir["qian"].do("revealField", "value", id=contact, field="name")
    assert [one["code"] for one in wrong["userErrors"]] == ["INVALID"] and wrong["value"] is None
    await weir.sql(
        "insert into audit_entry (actor_id, identity, action, object_type, at)"
        " select %s, 'user', 'contact.revealed', 'contact', now() from generate_series(1, 49)",
        weir["qian"].viewer.user_id,  # type: ignore[union-attr]
    )
    over = await weir["qian"].do("revealField", "value", id=contact, field="email")
    assert [one["code"] for one in over["userErrors"]] == ["REVEAL_LIMIT"] and over["value"] is None


async def test_a_masked_value_sent_back_does_not_overwrite_the_real_one(weir: Cast) -> None:
    contact = await of(weir, "zhangsan")
    version = await weir.one("select version from contact where id = %s::uuid", contact[8:])
    await weir["zhangsan"].done(
        "updateContact", "contact { id }", id=contact, version=version, wechat="***", title="总监"
    )
    assert await weir.sql("select wechat, title from contact where id = %s::uuid", contact[8:]) == [("wx_li", "总监")]


async def test_the_history_of_a_contact_tells_no_number_to_who_sees_a_mask(weir: Cast) -> None:
    contact = await of(weir, "zhangsan")
    version = await weir.one("select version from contact where id = %s::uuid", contact[8:])
    await weir["zhangsan"].done(
        "updateContact", "contact { id }", id=contact, version=version, mobile="13912340000", title="主管"
    )
    story = "query($id: ID!) { contact(id: $id) { history { nodes { changes } } } }"
    told: Any = await weir["moli"].ask(story, id=contact)
    assert [node["changes"] for node in told["contact"]["history"]["nodes"]] == [
        {"title": [told["contact"]["history"]["nodes"][0]["changes"]["title"][0], "主管"]}
    ]
    assert "13912340000" not in str(told)


async def test_one_contact_of_an_account_is_the_primary_one(weir: Cast) -> None:
    account = await weir.id_of("account", "owner_id = %s and deleted_at is null", weir["zhangsan"].viewer.user_id)  # type: ignore[union-attr]
    await weir["zhangsan"].done("createContact", "contact { id }", name="新联系人", accountId=account, isPrimary=True)
    assert await weir.one("select count(*) from contact where account_id = %s::uuid and is_primary", account[8:]) == 1
