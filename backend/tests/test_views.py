"""Saved views: kept as their owner may see things, opened by whom they are shared with, each seeing their own rows."""

from typing import Any

import pytest
from cast import Cast
from graphql import GraphQLInputObjectType, get_named_type

from weir.catalog.declare import Kind
from weir.catalog.registry import OBJECTS
from weir.reading.given import OPERATORS
from weir.reading.relative import Period
from weir.schema import SCHEMA

pytestmark = pytest.mark.slow

VIEW = "savedView { id version name definition isShared isDefault owner { name } shares { nodes { user { name } team { name } } } }"
BIG: dict[str, Any] = {
    "filter": {"and": [{"status": {"eq": "OPEN"}}, {"or": [{"amount": {"gte": "100000"}}, {"ownerId": {"among": "ME"}}]}]},
    "sort": [{"field": "AMOUNT", "direction": "DESC"}],
    "columns": [{"field": "name", "width": 240}, {"field": "amount"}, {"field": "owner"}],
    "search": "设备",
}  # fmt: skip


async def made(weir: Cast, who: str, name: str = "大单", **more: Any) -> dict[str, Any]:
    given = {"object": "DEAL", "name": name, "definition": BIG, **more}
    found: dict[str, Any] = (await weir[who].done("createSavedView", VIEW, **given))["savedView"]
    return found


async def names(weir: Cast, who: str) -> list[str]:
    return [one["name"] for one in (await weir[who].ask("{ savedViews { nodes { name } } }"))["savedViews"]["nodes"]]


def codes(payload: dict[str, Any]) -> list[str]:
    return [error["code"] for error in payload["userErrors"]]


async def test_张三_keeps_a_view_and_finds_it_as_it_was(weir: Cast) -> None:
    view = await made(weir, "zhangsan")
    assert view["definition"] == BIG and view["owner"]["name"] == "张三" and view["isShared"] is False
    changed = await weir["zhangsan"].done(
        "updateSavedView", VIEW, id=view["id"], version=view["version"], name="更大的单", definition={"search": "泵"}
    )
    assert changed["savedView"]["name"] == "更大的单" and changed["savedView"]["definition"] == {"search": "泵"}
    await weir["zhangsan"].done("deleteSavedView", id=view["id"], version=changed["savedView"]["version"])
    assert await names(weir, "zhangsan") == []
    assert await weir.one("select count(*) from audit_entry where action = 'saved_view.removed'") == 1


async def test_a_view_of_the_lead_board_is_about_leads(weir: Cast) -> None:
    kept = {"filter": {"intent": {"eq": "HIGH"}}, "search": "泵"}
    given = {"object": "LEAD_BOARD", "name": "高意向", "definition": kept}
    view = (await weir["chen"].done("createSavedView", VIEW, **given))["savedView"]
    assert view["definition"] == kept
    await weir["chen"].done("setDefaultView", object="LEAD_BOARD", viewId=view["id"])
    wrong = await weir["chen"].do("setDefaultView", object="LEAD", viewId=view["id"])
    assert codes(wrong) == ["NOT_FOUND"]
    deals = await weir["chen"].do(
        "createSavedView", VIEW, **{**given, "definition": {"filter": {"stageId": {"eq": "x"}}}}
    )
    assert codes(deals) == ["INVALID"]


async def test_a_private_view_exists_for_nobody_else(weir: Cast) -> None:
    view = await made(weir, "zhangsan")
    for who in ("lisi", "chen", "zhao", "moli", "hengda"):
        assert await names(weir, who) == [], who
        answer = await weir[who].do("updateSavedView", VIEW, id=view["id"], version=view["version"], name="x")
        assert codes(answer) == ["NOT_FOUND"], who
        assert codes(await weir[who].do("deleteSavedView", id=view["id"], version=view["version"])) == ["NOT_FOUND"]
        assert codes(await weir[who].do("setDefaultView", object="DEAL", viewId=view["id"])) == ["NOT_FOUND"]


async def test_a_shared_view_is_opened_but_not_changed_and_shows_each_their_own_rows(weir: Cast) -> None:
    view = await made(weir, "zhangsan", userIds=[weir["lisi"].id], definition={"filter": {"ownerId": {"among": "ME"}}})
    assert [one["user"]["name"] for one in view["shares"]["nodes"]] == ["李四"]
    assert await names(weir, "lisi") == ["大单"] and await names(weir, "wangwu") == []
    answer = await weir["lisi"].do("updateSavedView", VIEW, id=view["id"], version=view["version"], name="x")
    assert codes(answer) == ["FORBIDDEN"]
    query = "query($where: DealWhere) { deals(first: 100, where: $where) { nodes { owner { name } } } }"
    for who, name in (("zhangsan", "张三"), ("lisi", "李四")):
        rows = (await weir[who].ask(query, where=view["definition"]["filter"]))["deals"]["nodes"]
        assert {row["owner"]["name"] for row in rows} == {name}
    gone = await weir["zhangsan"].done("updateSavedView", VIEW, id=view["id"], version=view["version"], userIds=[])
    assert gone["savedView"]["isShared"] is False
    assert await names(weir, "lisi") == []


async def test_a_team_opens_what_is_shared_with_it(weir: Cast) -> None:
    members = [weir["lisi"].id, weir["wangwu"].id]
    team = (await weir["xiaolin"].done("createTeam", "team { id }", name="专项组", memberIds=members))["team"]["id"]
    await weir.meet()
    await made(weir, "zhangsan", teamIds=[team])
    assert [await names(weir, who) for who in ("lisi", "wangwu", "zhao")] == [["大单"], ["大单"], []]


async def test_only_managers_share_with_everyone_and_partners_are_not_everyone(weir: Cast) -> None:
    refused = await weir["zhangsan"].do("createSavedView", VIEW, object="DEAL", name="x", sharedWithAll=True)
    assert codes(refused) == ["FORBIDDEN"]
    await made(weir, "chen", sharedWithAll=True)
    assert await names(weir, "wangwu") == ["大单"] and await names(weir, "hengda") == []


async def test_a_view_never_holds_a_field_its_owner_may_not_read(weir: Cast) -> None:
    parts: list[dict[str, Any]] = [
        {"filter": {"amount": {"gte": "1"}}},
        {"filter": {"not": {"or": [{"account": {"deals": {}}}, {"baseAmount": {"isNull": True}}]}}},
        {"sort": [{"field": "AMOUNT"}]},
        {"columns": [{"field": "weightedAmount"}]},
    ]
    for part in parts:
        answer = await weir["moli"].do("createSavedView", VIEW, object="DEAL", name="x", definition=part)
        assert codes(answer) == ["INVALID"], part
    await weir["moli"].done(
        "createSavedView", VIEW, object="DEAL", name="x", definition={"columns": [{"field": "name"}]}
    )


@pytest.mark.parametrize(
    "part",
    [
        [], "x", {"filter": "x"}, {"filter": {"nothing": {"eq": 1}}}, {"filter": {"amount": {"eq": 5}}},
        {"filter": {"status": {"eq": "MAYBE"}}}, {"filter": {"name": {"within": "TODAY"}}}, {"filter": {"name": 5}},
        {"filter": {"updatedAt": {"within": "SOMETIME"}}}, {"filter": {"probability": {"eq": True}}},
        {"filter": {"expectedCloseDate": {"eq": "soon"}}}, {"filter": {"accountId": {"among": "ME"}}},
        {"filter": {"or": {}}}, {"sort": [{"field": "RANKED"}]}, {"sort": "x"}, {"columns": [{"field": "secret"}]},
        {"columns": [{"field": "name", "width": 5}]}, {"params": {"a": 1}}, {"other": 1}, {"search": 5},
    ],
)  # fmt: skip
async def test_what_is_no_view_is_refused_and_not_kept(company: Cast, part: Any) -> None:
    answer = await company["chen"].do("createSavedView", VIEW, object="DEAL", name="x", definition=part)
    assert codes(answer) == ["INVALID"]


async def test_each_person_has_a_default_of_their_own(weir: Cast) -> None:
    view = await made(weir, "chen", sharedWithAll=True)
    await weir["zhangsan"].done("setDefaultView", "savedView { id }", object="DEAL", viewId=view["id"])
    query = "{ savedViews(where: {isDefault: {eq: true}}) { nodes { id } } }"
    assert (await weir["zhangsan"].ask(query))["savedViews"]["nodes"] == [{"id": view["id"]}]
    assert (await weir["lisi"].ask(query))["savedViews"]["nodes"] == []
    assert codes(await weir["zhangsan"].do("setDefaultView", object="TASK", viewId=view["id"])) == ["NOT_FOUND"]
    await weir["zhangsan"].done("setDefaultView", object="DEAL")
    assert (await weir["zhangsan"].ask(query))["savedViews"]["nodes"] == []


async def test_an_admin_can_take_a_leavers_view_away(weir: Cast) -> None:
    view = await made(weir, "chen", sharedWithAll=True)
    await weir["xiaolin"].done("deleteSavedView", id=view["id"], version=view["version"])
    assert await names(weir, "zhangsan") == []


async def test_periods_hold_exactly_their_days(weir: Cast) -> None:
    """Counted by PostgreSQL's own calendar, in the organisation's time zone."""
    today = await weir.one("select (now() at time zone 'Asia/Shanghai')::date")
    await weir.sql("update deal set expected_close_date = null")
    keys = [row[0] for row in await weir.sql("select id from deal where deleted_at is null order by id limit 60")]
    for place, key in enumerate(keys):
        await weir.sql("update deal set expected_close_date = %s::date + %s where id = %s", today, place - 30, key)

    async def days(period: str) -> list[int]:
        query = f"{{ deals(first: 100, where: {{expectedCloseDate: {{within: {period}}}}}) {{ nodes {{ expectedCloseDate }} }} }}"
        from datetime import date

        found = (await weir["xiaolin"].ask(query))["deals"]["nodes"]
        return sorted((date.fromisoformat(one["expectedCloseDate"]) - today).days for one in found)

    assert await days("TODAY") == [0] and await days("YESTERDAY") == [-1] and await days("TOMORROW") == [1]
    assert await days("LAST_7_DAYS") == list(range(-6, 1)) and await days("NEXT_7_DAYS") == list(range(7))
    assert await days("PAST") == list(range(-30, 0)) and await days("FUTURE") == list(range(1, len(keys) - 30))
    monday = -today.weekday()
    assert await days("THIS_WEEK") == list(range(monday, monday + 7))
    assert await days("LAST_WEEK") == list(range(monday - 7, monday))
    first = 1 - today.day
    assert (await days("THIS_MONTH"))[0] == max(first, -30)
    assert all(day < first for day in await days("LAST_MONTH"))
    for period in Period:
        await days(period.value)
        query = f"{{ deals(where: {{updatedAt: {{within: {period.value}}}}}) {{ totalCount }} }}"
        await weir["xiaolin"].ask(query)


async def test_my_team_is_who_one_works_with(weir: Cast) -> None:
    query = "{ deals(first: 100, where: {ownerId: {among: MY_TEAM}}) { nodes { owner { name } } } }"
    rows = (await weir["zhao"].ask(query))["deals"]["nodes"]
    assert {"张三", "王五"} <= {row["owner"]["name"] for row in rows}
    rows = (await weir["chen"].ask(query))["deals"]["nodes"]
    assert {"张三", "李四"} <= {row["owner"]["name"] for row in rows} and "王五" not in str(rows)
    refused = await weir["chen"].reply("{ deals(where: {accountId: {among: ME}}) { totalCount } }")
    assert refused["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_a_kept_filter_takes_what_a_filter_in_a_query_takes() -> None:
    for entry in OBJECTS.values():
        where = SCHEMA._schema.type_map.get(f"{entry.type_name}Where")
        if not isinstance(where, GraphQLInputObjectType):
            continue
        for one in entry.readable():
            if not one.info.filterable or one.info.kind is Kind.JSON:
                continue
            name = f"{one.api_name}Id" if one.info.kind is Kind.LINK else one.api_name
            kind = get_named_type(where.fields[name].type)
            assert isinstance(kind, GraphQLInputObjectType)
            assert set(kind.fields) == set(OPERATORS[one.info.kind]), f"{entry.name}.{name}"
