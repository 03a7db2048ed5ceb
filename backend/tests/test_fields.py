"""Custom fields: 小林 adds what the company asks of its records, and it is everywhere at once, for whom it is meant."""

import asyncio
from decimal import Decimal
from typing import Any

import pytest
from cast import Cast
from test_imports_leads import fields, imported
from test_reports import COUNT, result

pytestmark = pytest.mark.slow

MADE = "customField { id version apiName key }"
TYPE = "query($name: String!) { __type(name: $name) { fields { name } inputFields { name } enumValues { name } } }"


async def made(weir: Cast, of: str, kind: str, zh: str, en: str, **more: Any) -> dict[str, Any]:
    payload = await weir["xiaolin"].done("createCustomField", MADE, object=of, kind=kind, nameZh=zh, nameEn=en, **more)
    return payload["customField"]  # type: ignore[no-any-return]


async def deal_of(weir: Cast, key: str) -> tuple[str, int]:
    sql = "select id, version from deal where owner_id = %s and status = 'OPEN' and deleted_at is null order by id limit 1"
    row = (await weir.sql(sql, weir[key].viewer.user_id))[0]  # type: ignore[union-attr]
    return f"deal_{row[0].hex}", row[1]


async def names(weir: Cast, kind: str) -> set[str]:
    shape = (await weir["zhangsan"].ask(TYPE, name=kind))["__type"]
    return {one["name"] for part in shape.values() for one in part or ()}


async def test_a_field_xiaolin_adds_is_written_read_filtered_sorted_grouped_and_summed_at_once(weir: Cast) -> None:
    before = await weir.one("select pg_relation_filenode('deal')")
    field = await made(weir, "DEAL", "INT", "设备数量", "Device count", least="0", hint="现场设备台数")
    assert field["apiName"] == "cfDeviceCount"
    # No table was written anew for it.
    assert await weir.one("select pg_relation_filenode('deal')") == before
    assert "cfDeviceCount" in await names(weir, "Deal") & await names(weir, "UpdateDealInput") & await names(
        weir, "DealWhere"
    )
    assert "CF_DEVICE_COUNT" in await names(weir, "DealOrderField") & await names(weir, "DealGroupField")
    deal, version = await deal_of(weir, "zhangsan")
    changed = await weir["zhangsan"].done(
        "updateDeal", "deal { cfDeviceCount }", id=deal, version=version, cfDeviceCount=12
    )
    assert changed["deal"] == {"cfDeviceCount": 12}
    found = await weir["chen"].ask(
        "{ deals(where: {cfDeviceCount: {gte: 10}}, orderBy: [{field: CF_DEVICE_COUNT, direction: DESC}]) {"
        " nodes { id cfDeviceCount } aggregate { sum { cfDeviceCount } }"
        " groups(by: [{field: CF_DEVICE_COUNT}]) { keys { value } count } } }"
    )
    assert found["deals"] == {
        "nodes": [{"id": deal, "cfDeviceCount": 12}],
        "aggregate": {"sum": {"cfDeviceCount": "12"}},
        "groups": [{"keys": [{"value": "12"}], "count": 1}],
    }
    catalog = (await weir["zhangsan"].ask("{ catalog { name fields { name labelZh kind isCustom hint } } }"))["catalog"]
    shown = next(one for one in catalog if one["name"] == "deal")["fields"]
    assert {
        "name": "cfDeviceCount",
        "labelZh": "设备数量",
        "kind": "INT",
        "isCustom": True,
        "hint": "现场设备台数",
    } in shown
    history = await weir["zhangsan"].ask(
        "query($id: ID!) { deal(id: $id) { history(first: 1) { nodes { changes } } } }", id=deal
    )
    assert history["deal"]["history"]["nodes"][0]["changes"] == {"cf_device_count": [None, 12]}


async def test_what_a_field_holds_is_checked_and_the_refusal_says_what_would_do(weir: Cast) -> None:
    await made(weir, "DEAL", "INT", "设备数量", "Device count", least="0", most="500")
    options = [{"zh": "公开招标", "en": "Open tender"}, {"zh": "邀请招标", "en": "Invited"}]
    await made(weir, "DEAL", "ENUM", "招标方式", "Tender", options=options)
    await made(weir, "DEAL", "DATE", "开标日", "Opening day", isRequired=True)
    deal, version = await deal_of(weir, "zhangsan")
    wrong = await weir["zhangsan"].do(
        "updateDeal", "", id=deal, version=version, cfDeviceCount=501, cfTender="LOTTERY", cfOpeningDay=None
    )
    assert [(one["code"], one["field"]) for one in wrong["userErrors"]] == [
        ("INVALID", ["cfDeviceCount"]),
        ("INVALID", ["cfTender"]),
        ("REQUIRED", ["cfOpeningDay"]),
    ]
    assert "不能大于 500" in wrong["userErrors"][0]["message"]
    new = await weir["zhangsan"].do("createDeal", "", name="无开标日")
    assert [one["field"] for one in new["userErrors"]] == [["cfOpeningDay"]]
    fine = await weir["zhangsan"].done(
        "createDeal",
        "deal { cfTender cfOpeningDay cfDeviceCount }",
        name="有开标日",
        cfTender="OPEN_TENDER",
        cfOpeningDay="2026-12-24",
    )
    assert fine["deal"] == {"cfTender": "OPEN_TENDER", "cfOpeningDay": "2026-12-24", "cfDeviceCount": None}


async def test_a_choice_that_is_taken_away_stays_where_it_was_chosen_and_is_no_longer_offered(weir: Cast) -> None:
    options = [{"zh": "甲", "en": "First"}, {"zh": "乙", "en": "Second"}]
    field = await made(weir, "ACCOUNT", "TAGS", "认证", "Certificates", options=options)
    account = (
        await weir.sql(
            "select id, version from account where owner_id = %s order by id limit 1", weir["zhangsan"].viewer.user_id
        )
    )[0]  # type: ignore[union-attr]
    key = f"account_{account[0].hex}"
    kept = await weir["zhangsan"].done(
        "updateAccount",
        "account { version cfCertificates }",
        id=key,
        version=account[1],
        cfCertificates=["FIRST", "SECOND"],
    )
    await weir["xiaolin"].done(
        "updateCustomField",
        MADE,
        id=field["id"],
        version=field["version"],
        options=[{"value": "FIRST", "zh": "甲", "en": "First"}],
    )
    again = await weir["zhangsan"].done(
        "updateAccount",
        "account { version cfCertificates }",
        id=key,
        version=kept["account"]["version"],
        cfCertificates=["SECOND"],
    )
    assert again["account"]["cfCertificates"] == ["SECOND"]
    found = await weir["zhangsan"].ask('{ accounts(where: {cfCertificates: {has: ["SECOND"]}}) { nodes { id } } }')
    assert found["accounts"]["nodes"] == [{"id": key}]
    gone = await weir["zhangsan"].done(
        "updateAccount",
        "account { version cfCertificates }",
        id=key,
        version=again["account"]["version"],
        cfCertificates=[],
    )
    back = await weir["zhangsan"].do(
        "updateAccount", "", id=key, version=gone["account"]["version"], cfCertificates=["SECOND"]
    )
    assert [one["code"] for one in back["userErrors"]] == ["INVALID"]


async def test_a_field_hidden_from_finance_and_partners_is_nowhere_for_them(weir: Cast) -> None:
    await made(weir, "ACCOUNT", "STRING", "内部评价", "Inner verdict", hiddenFrom=["PARTNER", "FINANCE"])
    await weir.sql('update account set custom = \'{"inner_verdict": "难缠"}\' where deleted_at is null')
    for key, sees in (("zhangsan", True), ("hengda", False), ("qian", False)):
        found = await weir[key].ask("{ accounts(first: 50) { nodes { cfInnerVerdict } } }")
        values = {one["cfInnerVerdict"] for one in found["accounts"]["nodes"]}
        assert values == ({"难缠"} if sees else {None}), key
        asked = await weir[key].reply('{ accounts(where: {cfInnerVerdict: {eq: "难缠"}}) { totalCount } }')
        assert ("errors" in asked) is not sees, key
    sorted_by = "{ accounts(orderBy: [{field: CF_INNER_VERDICT}]) { totalCount } }"
    grouped = "{ accounts { groups(by: [{field: CF_INNER_VERDICT}]) { count } } }"
    for query in (sorted_by, grouped):
        assert "errors" not in await weir["zhangsan"].reply(query)
        assert "errors" in await weir["qian"].reply(query)
    told = await result(weir, "qian", source="account", rows=[{"field": "cfInnerVerdict"}])
    assert told["problem"]["code"] == "REPORT_HIDDEN_FIELD"
    shapes = (await weir["qian"].ask('{ catalog(names: ["account"], custom: true) { fields { name read } } }'))[
        "catalog"
    ]
    assert shapes == [{"fields": [{"name": "cfInnerVerdict", "read": "HIDDEN"}]}]
    own = (await weir["zhangsan"].ask("{ accounts(first: 1) { nodes { id version } } }"))["accounts"]["nodes"][0]
    await weir["zhangsan"].done("updateAccount", "account { id }", **own, cfInnerVerdict="爽快")
    past = "query($id: ID!) { account(id: $id) { history(first: 1) { nodes { changes } } } }"
    seen = {
        key: (await weir[key].ask(past, id=own["id"]))["account"]["history"]["nodes"][0] for key in ("zhangsan", "qian")
    }
    assert seen == {"zhangsan": {"changes": {"cf_inner_verdict": ["难缠", "爽快"]}}, "qian": {"changes": {}}}
    mine = (await weir["hengda"].ask("{ accounts(first: 1) { nodes { id version } } }"))["accounts"]["nodes"][0]
    wrote = await weir["hengda"].do("updateAccount", "", id=mine["id"], version=mine["version"], cfInnerVerdict="好")
    assert wrote["userErrors"]
    audit = await weir.sql("select 1 from account where custom->>'inner_verdict' = '好'")
    assert audit == []


async def test_a_retired_field_is_gone_everywhere_and_comes_back_with_its_values(weir: Cast) -> None:
    field = await made(weir, "DEAL", "STRING", "机房", "Machine room")
    deal, version = await deal_of(weir, "zhangsan")
    await weir["zhangsan"].done("updateDeal", "deal { id }", id=deal, version=version, cfMachineRoom="三号楼")
    query = "query($id: ID!) { deal(id: $id) { cfMachineRoom } }"
    assert (await weir["zhangsan"].ask(query, id=deal))["deal"] == {"cfMachineRoom": "三号楼"}
    await weir["xiaolin"].done("updateCustomField", MADE, id=field["id"], version=field["version"], isActive=False)
    assert "cfMachineRoom" in (await weir["zhangsan"].reply(query, id=deal))["errors"][0]["message"]
    assert "cfMachineRoom" not in await names(weir, "Deal")
    other = await weir["xiaolin"].do(
        "createCustomField", "", object="DEAL", kind="INT", nameZh="机房数", nameEn="Rooms", key="machine_room"
    )
    assert [one["code"] for one in other["userErrors"]] == ["FIELD_KEY_RETIRED"]
    await weir["xiaolin"].done("updateCustomField", MADE, id=field["id"], version=field["version"] + 1, isActive=True)
    assert (await weir["zhangsan"].ask(query, id=deal))["deal"] == {"cfMachineRoom": "三号楼"}


async def test_a_report_over_custom_fields_is_the_list_and_says_so_when_a_field_is_gone(weir: Cast) -> None:
    options = [{"zh": "公开招标", "en": "Open"}, {"zh": "邀请招标", "en": "Invited"}]
    field = await made(weir, "DEAL", "ENUM", "招标方式", "Tender", options=options)
    await made(weir, "ACCOUNT", "DECIMAL", "装机量", "Installed base")
    await weir.sql(
        "update deal set custom = jsonb_build_object('tender', case when version % 2 = 0 then 'OPEN' else 'INVITED' end)"
    )
    await weir.sql('update account set custom = \'{"installed_base": "2.50"}\'')
    most = {"function": "MAX", "field": "account.cfInstalledBase"}
    definition = {"source": "deal", "rows": [{"field": "cfTender"}], "measures": [COUNT, most]}
    told = await result(weir, "chen", **definition)
    assert told["problem"] is None
    assert {row["keys"][0]["label"] for row in told["rows"] if row["keys"]} <= {"公开招标", "邀请招标"}
    assert told["cells"]
    for row, _, count, number, total in told["cells"]:
        where = {"and": [one for one in (told["where"], told["rows"][row]["where"]) if one]}
        query = "query($w: DealWhere) { deals(where: $w, first: 100) { totalCount nodes { account { id } } } }"
        found = (await weir["chen"].ask(query, w=where))["deals"]
        assert found["totalCount"] == count == int(number)
        assert total is None or Decimal(total) == Decimal("2.5")
        assert (total is None) is all(one["account"] is None for one in found["nodes"])
    await weir["xiaolin"].done("updateCustomField", MADE, id=field["id"], version=field["version"], isActive=False)
    gone = await result(weir, "chen", **definition)
    assert gone["problem"]["code"] == "REPORT_NO_FIELD"


async def test_a_lead_takes_what_it_says_along_into_the_deal_and_account_it_becomes(weir: Cast) -> None:
    for of in ("LEAD", "DEAL", "ACCOUNT"):
        await made(weir, of, "STRING", "行业细分", "Niche")
    lead = await weir["zhangsan"].done(
        "createLead", "lead { id version }", name="周工", companyName="细分测试", mobile="13800001234", cfNiche="注塑"
    )
    await weir.sql("update organisation set require_customer_evidence = false")
    became = await weir["zhangsan"].done(
        "convertLead",
        "lead { account { cfNiche } deal { cfNiche } }",
        id=lead["lead"]["id"],
        version=lead["lead"]["version"],
        createDeal=True,
    )
    assert became["lead"] == {"account": {"cfNiche": "注塑"}, "deal": {"cfNiche": "注塑"}}


async def test_a_stage_can_ask_for_a_custom_field_and_the_move_can_bring_it(weir: Cast) -> None:
    field = await made(weir, "DEAL", "INT", "设备数量", "Device count")
    sql = (
        "select d.id, d.version, n.id, n.version from deal d join stage s on s.id = d.stage_id"
        " join stage n on n.pipeline_id = s.pipeline_id and n.position = s.position + 1 and n.type = 'OPEN'"
        " where d.owner_id = %s and d.status = 'OPEN' and d.deleted_at is null and d.expected_close_date is not null limit 1"
    )
    deal, version, stage, stage_version = (await weir.sql(sql, weir["zhangsan"].viewer.user_id))[0]  # type: ignore[union-attr]
    await weir["xiaolin"].done(
        "updateStage", "stage { id }", id=f"stage_{stage.hex}", version=stage_version, requiredFields=["cf_device_count"],
        entryCriteria=[],
    )  # fmt: skip
    given = {"id": f"deal_{deal.hex}", "version": version, "stageId": f"stage_{stage.hex}", "reason": "现场已看过"}
    refused = await weir["zhangsan"].do("moveDeal", "unmet { code field message }", **given)
    assert {"code": "FIELD", "field": "cfDeviceCount", "message": "设备数量"} in refused["unmet"]
    wanted = {one["field"] for one in refused["unmet"]} - {"cfDeviceCount", None}
    assert not wanted, wanted
    brought = await weir["zhangsan"].do(
        "moveDeal", "deal { cfDeviceCount } unmet { field }", **given, fields={"cfDeviceCount": 3}
    )
    assert {"field": "cfDeviceCount"} not in (brought["unmet"] or [])
    await weir["xiaolin"].done("updateCustomField", MADE, id=field["id"], version=field["version"], isActive=False)
    free = await weir["zhangsan"].do("moveDeal", "unmet { field }", **given)
    assert {"field": "cf_device_count"} not in (free["unmet"] or [])


async def test_two_admins_cannot_give_one_key_twice(weir: Cast) -> None:
    both = await asyncio.gather(
        *(
            weir["xiaolin"].do(
                "createCustomField",
                "customField { id }",
                object="LEAD",
                kind="INT",
                nameZh=f"台数{n}",
                nameEn=f"Units {n}",
                key="units",
            )
            for n in range(2)
        )
    )
    assert sorted(len(one["userErrors"]) for one in both) == [0, 1]


async def test_a_file_brings_custom_fields_and_the_whole_import_is_taken_back(weir: Cast) -> None:
    await made(weir, "ACCOUNT", "INT", "装机量", "Installed base", most="1000")
    kinds = [{"zh": "一级", "en": "Grade one"}, {"zh": "二级", "en": "Grade two"}]
    await made(weir, "ACCOUNT", "ENUM", "资质等级", "Licence", options=kinds)
    body = "客户名称,装机量,资质等级\n测试甲厂,120,一级\n测试乙厂,5000,二级\n测试丙厂,7,三级\n"
    one, file = await imported(weir, "accounts.csv", body)
    assert fields(file) == {"客户名称": "name", "装机量": "cfInstalledBase", "资质等级": "cfLicence"}
    assert {each["code"] for each in file["problems"]} == {"ROW_FIELD", "ROW_NOT_AN_OPTION"}
    assert (await one.commit())["created"] == 1
    query = '{ accounts(where: {name: {eq: "测试甲厂"}}) { nodes { cfInstalledBase cfLicence history { nodes { changes } } } } }'
    account = (await weir["xiaolin"].ask(query))["accounts"]["nodes"][0]
    assert (account["cfInstalledBase"], account["cfLicence"]) == (120, "GRADE_ONE")
    assert account["history"]["nodes"][0]["changes"]["cf_installed_base"] == [None, 120]
    _, again = await imported(weir, "accounts.csv", "客户名称,装机量\n测试甲厂,130\n")
    assert again["counts"]["update"] == 1
    await one.person.done("undoImport", "importBatch { status }", id=one.id)
    one.work("undo")
    assert (await weir["xiaolin"].ask(query))["accounts"]["nodes"] == []


async def test_a_file_brings_numbers_below_zero_where_the_field_lets_them_and_none_where_it_does_not(
    weir: Cast,
) -> None:
    await made(weir, "ACCOUNT", "DECIMAL", "年增长率", "Growth", least="-100")
    await made(weir, "ACCOUNT", "INT", "分店数", "Branches", least="0")
    body = "客户名称,年增长率,分店数\n测试甲厂,-3.5,2\n测试乙厂,-120,2\n测试丙厂,1,-2\n测试丁厂,－7.25%,0\n"
    one, file = await imported(weir, "accounts.csv", body)
    assert fields(file) == {"客户名称": "name", "年增长率": "cfGrowth", "分店数": "cfBranches"}
    assert [(each["code"], each["count"]) for each in file["problems"]] == [("ROW_FIELD", 1)] * 2
    assert (await one.commit())["created"] == 2
    query = '{ accounts(where: {name: {startsWith: "测试"}}, orderBy: [{field: NAME}]) { nodes { name cfGrowth cfBranches } } }'
    found = (await weir["xiaolin"].ask(query))["accounts"]["nodes"]
    assert {each["name"]: (Decimal(each["cfGrowth"]), each["cfBranches"]) for each in found} == {
        "测试甲厂": (Decimal("-3.5"), 2),
        "测试丁厂": (Decimal("-7.25"), 0),
    }
