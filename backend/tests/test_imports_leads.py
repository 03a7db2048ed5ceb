"""Leads of other systems, as those export them: without names, in two columns, with their own words for where a lead stands."""

from typing import Any

import pytest
from cast import Cast
from test_imports import Importing

pytestmark = pytest.mark.slow

LEADS = """query($where: LeadWhere) {
  leads(first: 50, where: $where, orderBy: [{field: CREATED_AT, direction: ASC}, {field: NAME}]) { nodes {
    name status intent source sourceDetail description doNotContact invalidReason convertedAt createdAt } } }"""


async def imported(weir: Cast, name: str, body: str | bytes, **columns: str) -> tuple[Importing, dict[str, Any]]:
    """A file of 小林, checked; `columns` name the fields of columns that were guessed otherwise."""
    one = await Importing(weir).begin()
    answer = await one.upload(name, body if isinstance(body, bytes) else body.encode())
    assert answer[0] == 201, answer
    if columns:
        plan = await one.plan()
        told = [
            {"column": each["column"], "field": columns.get(each["name"], each["field"])}
            for each in plan["files"][0]["columns"]
        ]
        file = {"fileNo": plan["files"][0]["fileNo"], "columns": told}
        await one.person.done("updateImport", "importBatch { id }", id=one.id, version=plan["version"], files=[file])
    return one, (await one.check())["files"][0]


def fields(file: dict[str, Any]) -> dict[str, str | None]:
    return {one["name"]: one["field"] for one in file["columns"]}


async def leads(weir: Cast, **where: Any) -> list[dict[str, Any]]:
    return list((await weir["xiaolin"].ask(LEADS, where=where))["leads"]["nodes"])


async def test_scored_leads_without_any_name_are_named_by_number_and_none_that_converted_is_open(weir: Cast) -> None:
    header = "Prospect ID,Lead Number,Lead Origin,Lead Source,Do Not Email,Converted,TotalVisits,Last Activity,City,Lead Quality"
    rows = [
        f"7927b2df-8bba-4d29-b9a2-b6e0beafc{n:03},66073{n},API,Google,{'Yes' if n == 0 else 'No'},{int(n > 3)},{n},Email Opened,"
        f"{'Select' if n % 2 else 'Mumbai'},Might be"
        for n in range(6)
    ]
    body = "\n".join([header, *rows])
    one, file = await imported(weir, "leads.csv", body, TotalVisits="intoNotes", **{"Last Activity": "intoNotes"})
    assert file["object"] == "lead" and fields(file) == {
        "Prospect ID": None, "Lead Number": "externalId", "Lead Origin": "sourceDetail", "Lead Source": "source",
        "Do Not Email": "doNotContact", "Converted": "status", "TotalVisits": "intoNotes", "Last Activity": "intoNotes",
        "City": "region", "Lead Quality": None,
    }  # fmt: skip
    values = next(each["values"] for each in file["columns"] if each["field"] == "status")
    assert {(each["raw"], each["value"]) for each in values} == {("0", "PENDING"), ("1", "CONVERTED")}
    assert file["counts"] == {"create": 6, "update": 0, "same": 0, "reject": 0, "warn": 6}
    assert [each["code"] for each in file["problems"]] == ["ROW_NAMED_BY"]
    assert (await one.commit())["created"] == 6
    made = await leads(weir, source={"eq": "Google"})
    assert sorted(each["name"] for each in made) == [f"Lead Number 66073{n}" for n in range(6)]
    assert sorted(each["status"] for each in made) == ["CONVERTED"] * 2 + ["PENDING"] * 4
    assert all((each["convertedAt"] is not None) == (each["status"] == "CONVERTED") for each in made)
    first = next(each for each in made if each["name"].endswith("0"))
    assert first["doNotContact"] and first["description"] == "TotalVisits: 0\nLast Activity: Email Opened"
    assert await weir.sql("select 1 from lead where region = 'Select'") == []

    # The same file again makes nothing twice; a lead we have keeps its state, whatever the file says by now.
    _, file = await imported(weir, "leads.csv", body.replace("Google,No,0", "Google,No,1"))
    assert (file["counts"]["create"], file["counts"]["reject"]) == (0, 2)
    assert {each["code"] for each in file["problems"]} == {"ROW_STATUS_KEPT", "ROW_LEAD_CLOSED"}
    # Undone, all of it is gone.
    await one.person.done("undoImport", "importBatch { status }", id=one.id)
    one.work("undo")
    assert await leads(weir, source={"eq": "Google"}) == []


async def test_names_in_two_columns_words_of_two_well_known_systems_and_american_dates(weir: Cast) -> None:
    body = (
        "Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Original Source,Contact owner,Create Date\n"
        "51,Maria,Johnson,maria@hub.example,+1 415 555 1000,UNQUALIFIED,ORGANIC_SEARCH,,11/29/2025 14:05\n"
        "52,,Halligan,brian@hub.example,,BAD_TIMING,OFFLINE,张三,02/01/2025 09:00\n"
        "53,伟,陈,,,IN_PROGRESS,OFFLINE,Nobody Here,02/01/2025 09:00\n"
        "54,,,,,NEW,,,\n"
    )
    one, file = await imported(weir, "hubspot-contacts.csv", body)
    assert file["object"] == "lead" and fields(file)["First Name"] == "firstName"
    assert {each["code"]: each["count"] for each in file["problems"]} == {"ROW_NOT_FOUND": 1, "ROW_NAMED_BY": 1}
    assert (await one.commit())["created"] == 3
    made = {each["name"]: each for each in await leads(weir, source={"in": ["ORGANIC_SEARCH", "OFFLINE"]})}
    assert (made["Maria Johnson"]["status"], made["Maria Johnson"]["invalidReason"]) == ("INVALID", "OTHER")
    assert made["Maria Johnson"]["createdAt"].startswith("2025-11-29")
    assert made["Halligan"]["status"] == "NURTURING"

    body = (
        "Salutation,First Name,Last Name,Company,Lead Status,Rating,Created Date,Converted\n"
        "Mr.,Bertha,Boxer,Farmers Coop,Open - Not Contacted,Hot,11/29/2025,0\n"
        "Ms.,Phyllis,Cotton,Abbott,Working - Contacted,Warm,11/30/2025,0\n"
        "Ms.,Mike,Braund,Metropolitan,Closed - Not Converted,Cold,11/30/2025,0\n"
        "Ms.,Pat,Stumuller,Pyramid,Closed - Converted,Cold,11/30/2025,1\n"
    )
    one, file = await imported(weir, "leads salesforce.csv", body)
    assert file["counts"]["create"] == 4 and file["problems"] == []
    await one.commit()
    made = {
        each["name"]: each
        for each in await leads(weir, companyName={"in": ["Farmers Coop", "Abbott", "Metropolitan", "Pyramid"]})
    }
    assert {name: (each["status"], each["intent"]) for name, each in made.items()} == {
        "Bertha Boxer": ("PENDING", "HIGH"), "Phyllis Cotton": ("WORKING", "MEDIUM"),
        "Mike Braund": ("INVALID", "LOW"), "Pat Stumuller": ("CONVERTED", "LOW"),
    }  # fmt: skip


async def test_a_chinese_file_in_gbk_says_where_its_leads_stand(weir: Cast) -> None:
    body = (
        "客户姓名,公司名称,手机号码,来源渠道,线索状态,意向程度,创建日期\n"
        "王一,上海一精密机械有限公司,13910000001,百度推广,未联系,高,2025/11/3\n"
        "王二,上海二精密机械有限公司,13910000002,请选择,已转化,低,2025/11/3\n"
        "王三,上海三精密机械有限公司,13910000003,展会,神秘状态,中,2025/11/3\n"
    ).encode("gbk")
    one, file = await imported(weir, "线索.csv", body)
    assert [(each["code"], each["count"]) for each in file["problems"]] == [("ROW_NOT_AN_OPTION", 1)]
    await one.commit()
    made = {each["name"]: each for each in await leads(weir, mobile={"startsWith": "1391000000"})}
    assert {name: (each["status"], each["intent"], each["source"]) for name, each in made.items()} == {
        "王一": ("PENDING", "HIGH", "百度推广"), "王二": ("CONVERTED", "LOW", None),
    }  # fmt: skip


async def test_a_lead_with_nothing_to_name_it_by_is_refused_and_told_why(weir: Cast) -> None:
    one, file = await imported(
        weir, "leads.csv", "Lead Source,City,Company,Lead Status\nWeb,Paris,,New\nWeb,Rome,Roma AG,New\n"
    )
    assert file["object"] == "lead" and file["counts"]["reject"] == 1
    assert "ROW_NO_NAME" in {each["code"] for each in file["problems"]}
    one, _ = await imported(weir, "leads.csv", "Lead Source,City,Lead Status\nWeb,Paris,New\n")
    assert [each["code"] for each in (await one.plan())["problems"]] == ["PLAN_REQUIRED"]


async def test_a_contact_who_referred_a_lead_brings_their_customer_along(weir: Cast) -> None:
    admin = weir["xiaolin"]
    ids = [
        (await admin.done("createAccount", "account { id }", name=name))["account"]["id"]
        for name in ("推荐进口甲有限公司", "推荐进口乙有限公司")
    ]
    await admin.done("createContact", "contact { id }", name="荐进口", accountId=ids[0])
    body = (
        "姓名,手机号,推荐人,推荐客户\n被荐甲,13910000091,荐进口,\n被荐乙,13910000092,荐进口,推荐进口乙有限公司\n"
        "被荐丙,13910000093,,推荐进口乙有限公司\n"
    )
    one, file = await imported(weir, "推荐.csv", body, 推荐人="referrerContact", 推荐客户="referrerAccount")
    assert [(each["code"], each["count"]) for each in file["problems"]] == [("ROW_REFERRER_ELSEWHERE", 1)]
    await one.commit()
    query = (
        "query($w: LeadWhere) { leads(where: $w) { nodes { name referrerAccount { id } referrerContact { name } } } }"
    )
    found = (await admin.ask(query, w={"mobile": {"startsWith": "1391000009"}}))["leads"]["nodes"]
    assert {each["name"]: each["referrerAccount"]["id"] for each in found} == {"被荐甲": ids[0], "被荐丙": ids[1]}
