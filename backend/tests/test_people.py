"""People and structure: roles, the last administrator, leaving, handing over, the department tree."""

from typing import Any

import pytest
from cast import Cast

pytestmark = pytest.mark.slow

NEW = {"name": "新同事", "email": "new@weir.example", "roles": ["REP"]}


def codes(payload: dict[str, Any]) -> list[str]:
    return [one["code"] for one in payload["userErrors"]]


async def test_only_an_administrator_makes_and_changes_people(weir: Cast) -> None:
    for key in ("zhangsan", "chen", "zhao", "shenji", "hengda"):
        assert codes(await weir[key].do("createUser", "user { id }", **NEW)) == ["FORBIDDEN"], key
        promoted = await weir[key].do("setUserRoles", "user { id }", id=weir[key].id, roles=["ADMIN"])
        assert codes(promoted) == ["FORBIDDEN"], key
    made = await weir["xiaolin"].done("createUser", "user { name roles }", **NEW)
    assert made["user"] == {"name": "新同事", "roles": ["REP"]}
    assert codes(await weir["xiaolin"].do("createUser", "user { id }", **NEW)) == ["DUPLICATE"]
    assert codes(await weir["xiaolin"].do("createUser", "user { id }", name="x", email="no address")) == ["INVALID"]


async def test_the_last_administrator_cannot_go_and_a_second_one_frees_the_first(weir: Cast) -> None:
    admin = weir["xiaolin"]
    assert codes(await admin.do("setUserRoles", "user { id }", id=admin.id, roles=["REP"])) == ["LAST_ADMIN"]
    assert codes(await admin.do("deactivateUser", "user { id }", id=admin.id)) == ["LAST_ADMIN"]
    await admin.done("setUserRoles", "user { id }", id=weir["zhao"].id, roles=["DIRECTOR", "ADMIN"])
    await admin.done("setUserRoles", "user { roles }", id=admin.id, roles=["REP"])


async def test_whoever_is_deactivated_is_out_and_their_records_stay(weir: Cast) -> None:
    await weir.sql(
        "insert into session (user_id, refresh_hash, expires_at, token_version) values (%s, 'x', now() + interval '1 day', 0)",
        weir["zhangsan"].viewer.user_id,  # type: ignore[union-attr]
    )
    before = await weir.one("select count(*) from deal where owner_id = %s", weir["zhangsan"].viewer.user_id)  # type: ignore[union-attr]
    done = await weir["xiaolin"].done("deactivateUser", "user { isActive }", id=weir["zhangsan"].id)
    assert done["user"]["isActive"] is False
    assert (
        await weir.one(
            "select count(*) from session where user_id = %s and revoked_at is null", weir["zhangsan"].viewer.user_id
        )
        == 0
    )  # type: ignore[union-attr]
    signed = await weir.http.post(
        "/auth/sign-in",
        json={"email": "zhangsan@weir.example", "password": "yuliang-2026"},
        headers={"origin": "http://testserver"},
    )
    assert signed.status_code == 401 and signed.json()["code"] == "BAD_CREDENTIALS"
    assert await weir.one("select count(*) from deal where owner_id = %s", weir["zhangsan"].viewer.user_id) == before  # type: ignore[union-attr]


async def test_what_a_leaver_owns_goes_over_as_the_preview_said_and_comes_back_on_undo(weir: Cast) -> None:
    leaver = weir["zhangsan"].id
    counts = "account contact deal task"
    preview = (
        await weir["xiaolin"].ask(f"query($id: ID!) {{ handOverPreview(userId: $id) {{ {counts} }} }}", id=leaver)
    )["handOverPreview"]
    assert preview["deal"] == 31
    over = await weir["xiaolin"].done(
        "handOver", f"handOverId counts {{ {counts} }}", userId=leaver, receiverIds=[weir["lisi"].id]
    )
    assert over["counts"] == preview
    assert (await weir["lisi"].ask("{ deals(where: {status: {eq: OPEN}}) { totalCount } }"))["deals"][
        "totalCount"
    ] >= 31 + 27
    back = await weir["xiaolin"].done("undoHandOver", f"counts {{ {counts} }}", handOverId=over["handOverId"])
    assert back["counts"] == preview
    assert codes(await weir["chen"].do("handOver", "handOverId", userId=leaver, receiverIds=[weir["lisi"].id])) == [
        "FORBIDDEN"
    ]


async def test_a_department_cannot_lie_below_itself_and_takes_its_children_along(weir: Cast) -> None:
    sales = await weir.id_of("department", "name = '销售部'")
    south = await weir.id_of("department", "name = '华南区'")
    service = await weir.id_of("department", "name = '客服部'")
    move = {"id": sales, "version": 1}
    assert codes(await weir["xiaolin"].do("updateDepartment", "department { id }", **move, parentId=south)) == ["LOOP"]
    await weir["xiaolin"].done("updateDepartment", "department { id }", **move, parentId=service)
    path = await weir.one("select path from department where name = '华南区'")
    names = [await weir.one("select name from department where id = %s", key) for key in path]
    assert names == ["总公司", "客服部", "销售部", "华南区"]


async def test_nobody_is_their_own_manager_by_any_detour(weir: Cast) -> None:
    version = await weir.one('select version from "user" where id = %s', weir["zhao"].viewer.user_id)  # type: ignore[union-attr]
    loop = await weir["xiaolin"].do(
        "updateUser", "user { id }", id=weir["zhao"].id, version=version, managerId=weir["zhangsan"].id
    )
    assert codes(loop) == ["LOOP"]


@pytest.mark.parametrize("key", ["zhangsan", "moli", "hengda"])
async def test_the_catalog_says_what_each_may_read(key: str, company: Cast) -> None:
    shown = await company[key].ask("{ catalog { name fields { name read isFilterable } } }")
    reads = {(entry["name"], field["name"]): field["read"] for entry in shown["catalog"] for field in entry["fields"]}
    assert reads["product", "cost"] == "HIDDEN"
    assert reads["deal", "amount"] == ("HIDDEN" if key == "moli" else "FULL")
    assert reads["contact", "mobile"] == "MASKED"
    assert ("department" in {entry["name"] for entry in shown["catalog"]}) == (key != "hengda")


async def test_why_one_sees_a_record_is_told_and_for_a_hidden_one_nothing(company: Cast) -> None:
    deal = await company.id_of("deal", "owner_id = %s", company["zhangsan"].viewer.user_id)  # type: ignore[union-attr]
    query = "query($id: ID!) { explainAccess(id: $id) { role scope actions } }"
    scopes = {
        key: [one["scope"] for one in (await company[key].ask(query, id=deal))["explainAccess"]]
        for key in ("zhangsan", "chen", "zhao", "wangwu")
    }
    assert scopes == {"zhangsan": ["OWN"], "chen": ["SUBTREE"], "zhao": ["ALL"], "wangwu": []}
