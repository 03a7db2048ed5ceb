"""Campaigns: made by marketing, paid for day by day, joined by leads and contacts; what brought a lead is never written over."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from cast import Cast
from hypothesis import given, settings
from hypothesis import strategies as st

from weir.campaigns.spreading import spread

FIGURES = (
    "costs { totalCount aggregate { sum { baseSpent } } } members { totalCount groups(by: [{field: STATUS}]) "
    "{ keys { value } count } } leads { totalCount }"
)


def codes(payload: dict[str, Any]) -> list[str]:
    return [one["code"] for one in payload["userErrors"]]


async def campaign(weir: Cast, **given: Any) -> Any:
    """A campaign 莫莉 of marketing makes."""
    values = {"name": "新品发布会", "type": "SEMINAR", "startsOn": "2026-03-01", "endsOn": "2026-03-03", **given}
    return (await weir["moli"].done("createCampaign", "campaign { id version number owner { name } }", **values))[
        "campaign"
    ]


async def of(weir: Cast, key: str, fields: str, who: str = "moli") -> Any:
    return (await weir[who].ask(f"query($id: ID!) {{ campaign(id: $id) {{ {fields} }} }}", id=key))["campaign"]


async def channel(weir: Cast, code: str) -> Any:
    query = (
        "query($code: String!) { channels(where: {code: {eq: $code}}) { nodes { id version name parent { name } } } }"
    )
    return (await weir["xiaolin"].ask(query, code=code))["channels"]["nodes"][0]


@settings(max_examples=60, deadline=None)
@given(units=st.integers(1, 10**9), days=st.integers(1, 366), places=st.sampled_from([0, 2]))
def test_a_spread_cost_adds_up_to_the_last_cent_and_no_day_pays_more_than_a_cent_more(
    units: int, days: int, places: int
) -> None:
    unit = Decimal(1).scaleb(-places)
    first = date(2026, 2, 27)
    parts = list(spread(units * unit, first, first + timedelta(days=days - 1), places))
    assert [day for day, _ in parts] == [first + timedelta(days=index) for index in range(days)]
    amounts = [amount for _, amount in parts]
    assert sum(amounts) == units * unit
    assert max(amounts) - min(amounts) <= unit and amounts == sorted(amounts, reverse=True)


@pytest.mark.slow
async def test_moli_makes_a_campaign_and_its_cost_is_spread_over_its_days(weir: Cast) -> None:
    made = await campaign(weir)
    assert made["number"].startswith("M-") and made["owner"]["name"] == "莫莉"
    cost = {"campaignId": made["id"], "firstDay": "2026-03-01", "lastDay": "2026-03-03"}
    await weir["moli"].done("addCampaignCost", spent={"amount": "100"}, note="场地", **cost)
    found = await of(weir, made["id"], "costs { nodes { id day spent { amount currency } } } " + FIGURES)
    assert [one["spent"]["amount"] for one in found["costs"]["nodes"]] == ["33.34", "33.33", "33.33"]
    assert found["costs"]["aggregate"]["sum"]["baseSpent"] == "100.00"
    gone = await weir["moli"].done(
        "removeCampaignCost", f"campaign {{ {FIGURES} }}", id=found["costs"]["nodes"][0]["id"]
    )
    assert gone["campaign"]["costs"]["aggregate"]["sum"]["baseSpent"] == "66.66"
    assert codes(
        await weir["moli"].do("addCampaignCost", **{**cost, "lastDay": "2026-02-01"}, spent={"amount": "1"})
    ) == ["INVALID"]
    assert codes(await weir["moli"].do("addCampaignCost", **cost, spent={"amount": "0"})) == ["INVALID"]


@pytest.mark.slow
async def test_dollars_count_in_our_currency_at_the_rate_of_the_day_and_never_without_one(weir: Cast) -> None:
    made = await campaign(weir)
    spent = {"amount": "10", "currency": "USD"}
    done = await weir["moli"].done("addCampaignCost", f"campaign {{ {FIGURES} }}", campaignId=made["id"], spent=spent)
    assert done["campaign"]["costs"]["aggregate"]["sum"]["baseSpent"] == "71.00"
    refused = await weir["moli"].do("addCampaignCost", campaignId=made["id"], spent={"amount": "10", "currency": "SEK"})
    assert codes(refused) == ["NO_RATE"]


@pytest.mark.slow
async def test_members_are_joined_once_and_zhangsan_tells_how_far_his_went(weir: Cast) -> None:
    made = await campaign(weir)
    lead = (await weir["zhangsan"].done("createLead", "lead { id }", name="甲", mobile="13811119001"))["lead"]["id"]
    for _ in range(2):
        await weir["moli"].done("addCampaignMembers", campaignId=made["id"], leadIds=[lead, lead])
    query = "query($id: ID!) { lead(id: $id) { memberships { nodes { id version status campaign { name } } } } }"
    (member,) = (await weir["zhangsan"].ask(query, id=lead))["lead"]["memberships"]["nodes"]
    assert (member["status"], member["campaign"]["name"]) == ("INVITED", "新品发布会")
    changed = {"id": member["id"], "version": member["version"], "status": "ATTENDED"}
    await weir["zhangsan"].done("updateCampaignMember", **changed)
    assert codes(await weir["zhangsan"].do("updateCampaignMember", **changed)) == ["CONFLICT"]
    # Marketing sees it at once; 王五 of the other team sees the campaign and not the member.
    assert (await of(weir, made["id"], FIGURES))["members"]["groups"] == [{"keys": [{"value": "ATTENDED"}], "count": 1}]
    assert (await of(weir, made["id"], "members { totalCount }", "wangwu"))["members"]["totalCount"] == 0
    assert codes(await weir["wangwu"].do("updateCampaignMember", **changed)) == ["NOT_FOUND"]
    removed = {"id": member["id"]}
    assert codes(await weir["zhangsan"].do("removeCampaignMember", **removed)) == ["FORBIDDEN"]
    await weir["moli"].done("removeCampaignMember", **removed)


@pytest.mark.slow
async def test_the_first_touch_stays_and_a_second_campaign_is_a_further_one(weir: Cast) -> None:
    fair = await campaign(weir, name="展会", channelId=(await channel(weir, "trade_show"))["id"])
    talk = await campaign(weir, name="研讨会", channelId=(await channel(weir, "webinar"))["id"])
    keys = {"name": "乙", "mobile": "13811119002"}
    lead = (await weir["moli"].done("createLead", "lead { id }", **keys, campaignId=fair["id"]))["lead"]["id"]
    again = await weir["moli"].done("createLead", "isAttached lead { id }", **keys, campaignId=talk["id"])
    assert again == {"isAttached": True, "lead": {"id": lead}, "userErrors": []}
    fields = (
        "campaign { name } channel { name } touches { nodes { isFirst campaign { name } channel { name } } }"
        " memberships(orderBy: [{field: CREATED_AT, direction: ASC}]) { nodes { status isAutomatic campaign { name } } }"
    )
    found = (await weir["moli"].ask(f"query($id: ID!) {{ lead(id: $id) {{ {fields} }} }}", id=lead))["lead"]
    assert (found["campaign"]["name"], found["channel"]["name"]) == ("展会", "行业展会")
    assert [one["campaign"]["name"] for one in found["touches"]["nodes"]] == ["展会", "研讨会"]
    assert [one["channel"]["name"] for one in found["touches"]["nodes"]] == ["行业展会", "线上研讨会"]
    assert [(one["status"], one["isAutomatic"]) for one in found["memberships"]["nodes"]] == [("RESPONDED", True)] * 2
    assert (await of(weir, fair["id"], FIGURES))["leads"]["totalCount"] == 1
    assert (await of(weir, talk["id"], FIGURES))["leads"]["totalCount"] == 0


@pytest.mark.slow
async def test_the_contact_a_lead_becomes_keeps_its_campaigns(weir: Cast) -> None:
    fair = await campaign(weir)
    made = await weir["zhangsan"].done(
        "createLead", "lead { id }", name="丙", mobile="13811119003", companyName="丙公司贸易", buyingRole="USER",
        campaignId=fair["id"],
    )  # fmt: skip
    call = await weir["zhangsan"].done(
        "logActivity", "activity { lead { id version } }", kind="VISIT", leadId=made["lead"]["id"]
    )
    done = await weir["zhangsan"].done(
        "convertLead", "lead { contact { memberships { nodes { campaign { id } } } } }", **call["activity"]["lead"]
    )
    assert [one["campaign"]["id"] for one in done["lead"]["contact"]["memberships"]["nodes"]] == [fair["id"]]
    assert (await of(weir, fair["id"], "members { totalCount }"))["members"]["totalCount"] == 1


@pytest.mark.slow
async def test_twelve_channels_are_there_and_a_used_one_stays(weir: Cast) -> None:
    query = "{ channels(where: {parent: {isActive: {eq: true}}}) { totalCount } }"
    assert (await weir["zhangsan"].ask(query))["channels"]["totalCount"] == 12
    used, above = await channel(weir, "trade_show"), await channel(weir, "offline")
    assert used["parent"]["name"] == "线下"
    for one in (used, above):
        refused = await weir["moli"].do("voidChannel", id=one["id"], version=one["version"])
        assert codes(refused) == ["IN_USE"]
    loop = {"id": above["id"], "version": above["version"], "parentId": used["id"]}
    assert codes(await weir["moli"].do("updateChannel", **loop)) == ["LOOP"]
    made = await weir["moli"].done(
        "createChannel", "channel { id version }", code="podcast", nameZh="播客", nameEn="Podcast", parentId=above["id"]
    )
    await weir["moli"].done("voidChannel", **made["channel"])
    assert codes(await weir["zhangsan"].do("createChannel", code="x", nameZh="x", nameEn="x")) == ["FORBIDDEN"]


@pytest.mark.slow
@pytest.mark.parametrize(("who", "sees_cost"), [("zhangsan", 0), ("kefu", 0), ("qian", 2), ("chen", 2)])
async def test_cost_is_for_who_answers_for_it(weir: Cast, who: str, sees_cost: int) -> None:
    made = await campaign(weir)
    cost = {"campaignId": made["id"], "spent": {"amount": "9"}, "firstDay": "2026-03-01", "lastDay": "2026-03-02"}
    await weir["moli"].done("addCampaignCost", **cost)
    assert (await of(weir, made["id"], FIGURES, who))["costs"]["totalCount"] == sees_cost
    for verb, told in (
        ("addCampaignCost", cost),
        ("updateCampaign", {"id": made["id"], "version": made["version"], "name": "x"}),
        ("addCampaignMembers", {"campaignId": made["id"]}),
    ):
        assert codes(await weir[who].do(verb, **told)) == ["FORBIDDEN"]
    assert codes(await weir["hengda"].do("addCampaignCost", **cost)) == ["NOT_FOUND"]
