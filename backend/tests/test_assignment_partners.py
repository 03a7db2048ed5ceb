"""Rules that give leads to a partner, and rules that ask whether anybody was at work when a lead came."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from cast import SHANGHAI, Cast
from test_assignment import a_rule, brought, decided, of
from test_leads import codes

from weir.calendars.model import DayKind
from weir.calendars.official import official_days
from weir.calendars.worktime import Calendar, is_open
from weir.catalog.ids import key_of

pytestmark = pytest.mark.slow

HENGDA = "select id from account where name like '恒达%' and type = 'PARTNER'"
REHEARSE = (
    "query($rules: [AssignmentRuleDraftInput!]!) { assignmentRehearsal(rules: $rules, days: 90) {"
    " problem leads partners { name would } shares { name would } rows { name would partner outcome } } }"
)
MOVED = "update lead set created_at = %s where id = %s returning 1"


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


async def partner_of(weir: Cast, name: str = "恒达") -> str:
    found = await weir["xiaolin"].ask("{ accounts(where: {type: {eq: PARTNER}}) { nodes { id name } } }")
    return next(one["id"] for one in found["accounts"]["nodes"] if one["name"].startswith(name))


async def seen(weir: Cast, who: str, lead: str) -> Any:
    return (await weir[who].ask("query($id: ID!) { lead(id: $id) { id name } }", id=lead))["lead"]


async def test_a_rule_gives_a_lead_to_hengda_whose_channel_manager_has_it(weir: Cast) -> None:
    hengda = await partner_of(weir)
    await a_rule(weir, name="渠道", target="PARTNER", partnerId=hengda, members=[])
    lead = await brought(weir)
    assert await seen(weir, "hengda", lead) is None
    await decided(weir)
    assert await seen(weir, "hengda", lead) and await seen(weir, "lantian", lead) is None
    found = await of(weir, lead)
    trace = found["assignments"]["nodes"][0]
    assert found["owner"]["name"] == trace["owner"]["name"] == "赵总"
    (tried,) = trace["tried"]
    assert tried["partner"].startswith("恒达") and tried["chosen"] == "赵总"
    notices = (await weir["hengda"].ask("{ notifications(first: 1) { nodes { kind lead { id } } } }"))["notifications"]
    assert notices["nodes"] == [{"kind": "LEAD_SHARED", "lead": {"id": lead}}]


async def test_what_one_partner_brought_is_shown_to_no_other(weir: Cast) -> None:
    rule = {"target": "PARTNER", "partnerId": await partner_of(weir), "members": [], "name": "渠道"}
    await a_rule(weir, **rule)
    theirs = await brought(weir, "lantian", mobile="13822220041")
    await decided(weir)
    assert await seen(weir, "hengda", theirs) is None
    (tried,) = (await of(weir, theirs))["assignments"]["nodes"][0]["tried"]
    assert tried == {"rule": "渠道", "reason": "OTHER_PARTNER"}
    ours = await brought(weir, mobile="13822220042")
    rehearsed = (await weir["xiaolin"].ask(REHEARSE, rules=[rule | {"strategy": "FIXED"}]))["assignmentRehearsal"]
    would = {one["name"]: one["would"] for one in rehearsed["shares"]}
    by_others = await weir.one(
        'select count(*) from lead l join "user" u on u.id = l.created_by_id where u.partner_id is not null'
        f" and u.partner_id <> ({HENGDA}) and l.created_at > now() - interval '90 days'"
    )
    ((name, shown),) = [(one["name"], one["would"]) for one in rehearsed["partners"]]
    assert rehearsed["problem"] is None and ours and by_others >= 1
    assert shown == would["赵总"] == rehearsed["leads"] - by_others
    assert {one["partner"] for one in rehearsed["rows"] if one["would"] == "赵总"} == {name}


async def test_who_assigns_leads_gives_one_to_another_partner_and_who_only_has_it_does_not(weir: Cast) -> None:
    hengda, lantian = await partner_of(weir), await partner_of(weir, "蓝天")
    lead = (await weir["zhangsan"].done("createLead", "lead { id version }", name="渠道", mobile="13822220055"))["lead"]
    verb, row = "setLeadPartner", "lead { id version partner { id } }"
    assert codes(await weir["zhangsan"].do(verb, row, **lead, partnerId=hengda)) == ["FORBIDDEN"]
    assert codes(await weir["chen"].do(verb, row, **lead, partnerId=hengda)) == ["NOT_FOUND"]
    account = await weir.id_of("account", f"owner_id = '{weir['zhangsan'].viewer.user_id}'")
    assert codes(await weir["zhao"].do(verb, row, **lead, partnerId=account)) == ["INVALID"]
    for partner, who, other in ((hengda, "hengda", "lantian"), (lantian, "lantian", "hengda")):
        lead = (await weir["zhao"].done(verb, row, id=lead["id"], version=lead["version"], partnerId=partner))["lead"]
        assert lead["partner"]["id"] == partner
        assert await seen(weir, who, lead["id"]) and await seen(weir, other, lead["id"]) is None
        kinds = (await weir[who].ask("{ notifications(first: 1) { nodes { kind } } }"))["notifications"]["nodes"]
        assert kinds == [{"kind": "LEAD_SHARED"}]
    await weir["zhao"].done(verb, row, id=lead["id"], version=lead["version"], partnerId=None)
    assert await seen(weir, "lantian", lead["id"]) is None
    # What a partner brought is theirs, whoever assigns it.
    theirs = (await weir["lantian"].done("createLead", "lead { id version }", name="自带", mobile="13822220056"))[
        "lead"
    ]
    refused = await weir["xiaolin"].do(verb, row, **theirs, partnerId=hengda)
    assert codes(refused) == ["LEAD_BROUGHT"] and "蓝天" in refused["userErrors"][0]["message"]


async def test_a_partner_in_a_rule_is_a_partner_somebody_looks_after_and_stays_while_the_rule_does(weir: Cast) -> None:
    admin, hengda = weir["xiaolin"], await partner_of(weir)
    plain = {"name": "渠道", "target": "PARTNER", "strategy": "FIXED"}
    create = "createAssignmentRule", "assignmentRule { id partner { id } }"
    customer = (await admin.ask("{ accounts(first: 1, where: {type: {neq: PARTNER}}) { nodes { id } } }"))["accounts"]
    for partner, code in (
        (None, "REQUIRED"),
        (customer["nodes"][0]["id"], "INVALID"),
        ("account_" + "0" * 32, "NOT_FOUND"),
    ):
        assert codes(await admin.do(*create, **plain, partnerId=partner)) == [code]
    await a_rule(weir, **plain, partnerId=hengda, members=[])
    version = await weir.one(HENGDA.replace("id from", "version from"))
    assert codes(await admin.do("voidAccount", "account { id }", id=hengda, version=version)) == ["IN_USE"]
    # A company that is no partner any more gets nothing; the rule finds nobody and says so.
    await weir.sql("update account set type = 'OTHER' where name like '恒达%'")
    lead = await brought(weir)
    await decided(weir)
    found = await of(weir, lead)
    assert found["owner"] is None and found["assignments"]["nodes"][0]["outcome"] == "NOBODY"
    assert await seen(weir, "hengda", lead) is None


async def a_calendar(weir: Cast, hours: list[Any], **days: dict[str, Any]) -> str:
    admin = weir["xiaolin"]
    made = (await admin.done("createWorkCalendar", "workCalendar { id }", name="值班", hours=hours))["workCalendar"]
    for day, given in days.items():
        await admin.done(
            "createCalendarDay", "calendarDay { id }", calendarId=made["id"], day=day, name="特别", **given
        )
    return str(made["id"])


CAME = {
    "2026-02-13 17:59:59": "白天",
    "2026-02-13 18:00:00": "夜间",
    # 调休: two Saturdays that are worked, with the hours of a weekday; and days of the holiday that are not.
    "2026-02-14 09:00:00": "白天",
    "2026-02-14 19:30:00": "夜间",
    "2026-02-17 10:00:00": "夜间",
    "2026-02-21 10:00:00": "夜间",
    "2026-02-28 17:00:00": "白天",
}


async def test_a_night_rule_takes_what_comes_outside_working_hours_and_a_make_up_day_is_work(weir: Cast) -> None:
    admin = weir["xiaolin"]
    calendar = await a_calendar(weir, [[["09:00", "12:00"], ["12:00", "18:00"]]] * 5 + [[], []])
    await admin.done("installCalendarYear", "workCalendar { id }", id=calendar, year=2026)
    day = {"cameInHours": {"has": [calendar]}}
    night = {"and": [{"cameInHours": {"hasNone": [calendar]}}, {"source": {"eq": "夜班"}}]}
    await a_rule(weir, "zhangsan", name="白天", condition=day)
    await admin.done(
        "createAssignmentRule", "assignmentRule { id }", name="夜间", target="MEMBERS", strategy="FIXED",
        condition=night, members=[{"userId": weir["lisi"].id, "weight": 1}],
    )  # fmt: skip
    leads = {came: await brought(weir, source="夜班") for came in CAME}
    for came, lead in leads.items():
        await weir.sql(MOVED, instant(came), key_of(lead, "lead"))
    await decided(weir)
    ruled = {came: (await of(weir, lead))["assignments"]["nodes"][0]["ruleName"] for came, lead in leads.items()}
    assert ruled == CAME


async def test_a_rehearsed_night_rule_knows_the_hours_of_each_leads_own_day(weir: Cast) -> None:
    today = datetime.now(SHANGHAI).date()
    saturday = today - timedelta(days=(today.weekday() - 5) % 7 + 7)
    calendar = await a_calendar(weir, [[["09:00", "18:00"]]] * 5 + [[], []], **{str(saturday): {"kind": "WORKDAY"}})
    for days in (0, 1):
        lead = await brought(weir, name=f"第{days}天", source="补班")
        await weir.sql(MOVED, instant(f"{saturday + timedelta(days=days)} 11:00:00"), key_of(lead, "lead"))
    rules = [
        {"name": name, "target": "MEMBERS", "strategy": "FIXED", "members": [{"userId": weir[who].id, "weight": 1}],
         "condition": {"source": {"eq": "补班"}, "cameInHours": {test: [calendar]}}}
        for name, test, who in (("白天", "has", "zhangsan"), ("夜间", "hasNone", "wangwu"))
    ]  # fmt: skip
    found = (await weir["xiaolin"].ask(REHEARSE, rules=rules))["assignmentRehearsal"]
    assert {one["name"]: one["would"] for one in found["rows"] if one["would"]} == {"第0天": "张三", "第1天": "王五"}


async def test_what_is_open_is_the_same_in_filters_as_in_arithmetic(weir: Cast) -> None:
    week = [[["08:30", "12:00"], ["13:00", "24:00"]], [], [["00:00", "06:00"]], [], [], [], []]
    own = {"2026-03-03": {"kind": "WORKDAY", "hours": [["10:00", "11:00"]]}, "2026-03-04": {"kind": "DAY_OFF"}}
    calendar = await a_calendar(weir, week, **own)
    await weir["xiaolin"].done("installCalendarYear", "workCalendar { id }", id=calendar, year=2026)
    first = ((30_600, 43_200), (46_800, 86_400))
    days = {one.day: first if one.kind is DayKind.WORKDAY else () for one in official_days(2026)}
    days |= {datetime(2026, 3, 3).date(): ((36_000, 39_600),), datetime(2026, 3, 4).date(): ()}
    calendars = Calendar(SHANGHAI, [first, (), ((0, 21_600),), (), (), (), ()], days)
    lead = await brought(weir)
    query = "query($w: LeadWhere) { leads(where: $w) { nodes { id cameInHours } } }"
    where = {"cameInHours": {"has": [calendar]}, "name": {"eq": "线索"}}
    for text in (
        "2026-03-02T08:29", "2026-03-02T08:30", "2026-03-02T12:00", "2026-03-02T23:59", "2026-03-03T00:00", "2026-03-03T10:30",
        "2026-03-04T03:00", "2026-03-11T05:59", "2026-03-11T06:00", "2026-02-14T09:00", "2026-02-16T09:00", "2026-02-28T13:00",
    ):  # fmt: skip
        at = instant(text)
        await weir.sql(MOVED, at, key_of(lead, "lead"))
        found = (await weir["xiaolin"].ask(query, w=where))["leads"]["nodes"]
        assert ([one["id"] for one in found] == [lead]) == is_open(calendars, at), text
        assert all(calendar in one["cameInHours"] for one in found)
    theirs = (await weir["hengda"].ask("{ leads { nodes { cameInHours } } }"))["leads"]["nodes"]
    assert theirs and not any(one["cameInHours"] for one in theirs)
    # A calendar that a rule asks about stays.
    await a_rule(weir, "lisi", condition={"not": {"cameInHours": {"has": [calendar]}}})
    version = await weir.one("select version from work_calendar where name = '值班'")
    refused = await weir["xiaolin"].do("voidWorkCalendar", "workCalendar { id }", id=calendar, version=version)
    assert codes(refused) == ["IN_USE"]
