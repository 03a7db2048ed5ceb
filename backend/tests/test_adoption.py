"""Use and data quality: per person, each number as its list, and only of whom one may see."""

from typing import Any

import pytest
from cast import Cast

pytestmark = pytest.mark.slow

REPORT = (
    "query($d: Int!) { adoptionReport(days: $d) { asOf since people { userId name lastSeenAt activeDays entered activities openDeals"
    " planned slipped leads reachable doubles } } }"
)


async def report(weir: Cast, who: str, days: int = 30) -> tuple[dict[str, Any], dict[str, Any]]:
    found = (await weir[who].ask(REPORT, d=days))["adoptionReport"]
    return found, {one["name"]: one for one in found["people"]}


async def test_each_number_is_that_of_its_list(weir: Cast) -> None:
    await weir.sql("update deal set next_follow_up_at = now() + interval '2 days' where name like '二期%'")
    found, people = await report(weir, "chen")
    counts = (
        "query($o: DealWhere!, $p: DealWhere!, $s: DealWhere!, $l: LeadWhere!, $r: LeadWhere!, $a: ActivityWhere!) { openDeals:"
        " deals(where: $o) { totalCount } planned: deals(where: $p) { totalCount } slipped: deals(where: $s) { totalCount } leads:"
        " leads(where: $l) { totalCount } reachable: leads(where: $r) { totalCount } activities: activities(where: $a) { totalCount } }"
    )
    assert {"张三", "李四"} <= set(people) and "王五" not in people
    for one in (people["张三"], people["李四"]):
        own = {"ownerId": {"eq": one["userId"]}}
        open_ = {**own, "status": {"eq": "OPEN"}}
        has = {"or": [{name: {"isNull": False}} for name in ("mobile", "phone", "email")]}
        listed = await weir["chen"].ask(
            counts, o=open_, p={**open_, "nextFollowUpAt": {"gte": found["asOf"]}}, s={**open_, "isSlipped": {"eq": True}}, l=own,
            r={**own, **has}, a={**own, "occurredAt": {"gte": found["since"], "lt": found["asOf"]}},
        )  # fmt: skip
        assert {name: part["totalCount"] for name, part in listed.items()} == {name: one[name] for name in listed}
    assert people["张三"]["openDeals"] == 31


async def test_days_entries_and_doubles_are_counted(weir: Cast) -> None:
    _, before = await report(weir, "zhangsan", 1)
    assert list(before) == ["张三"], "a rep sees their own"
    for name, mobile in (("甲", "13912345670"), ("乙", "13912345671")):
        await weir["zhangsan"].done("createLead", name=name, mobile=mobile)
    # Made at the same time they would be double; made one after the other they are one lead.
    await weir.sql("update lead set mobile_key = '+8613912345670' where name in ('甲', '乙')")
    _, after = await report(weir, "zhangsan", 1)
    grown = {name: after["张三"][name] - before["张三"][name] for name in ("entered", "leads", "reachable", "doubles")}
    assert grown == {"entered": 2, "leads": 2, "reachable": 2, "doubles": 2}
    assert after["张三"]["activeDays"] >= 1
    assert (await report(weir, "moli"))[1] == {} and (await report(weir, "hengda"))[1] == {}
