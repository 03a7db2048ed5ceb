"""What sleeps is found and woken, and what was missed is counted: every number is that of a list, for every viewer."""

from typing import Any

import pytest
from cast import Cast
from test_bulk import Bulk
from test_leads import codes
from test_statements import counted

pytestmark = pytest.mark.slow

REPORT = "{ missedBusiness(months: 24) { since averageWon cells { kind startsAt endsAt leads withBudget worth } } }"
LIST = "query($w: LeadWhere) { leads(where: $w) { totalCount } }"


async def slept(weir: Cast) -> None:
    """The company a year on: three leads nobody called, some lost, some back in the pool, some silent."""
    await weir.sql(
        "update lead set created_at = created_at - interval '200 days', last_follow_up_at = last_follow_up_at - interval '200 days'"
        " where name in ('吴佳', '邓敏', '顾晓燕', '曾国华') returning 1"
    )
    await weir.sql(
        "update lead set created_at = now() - interval '40 days', first_response_at = null, last_follow_up_at = null"
        " where name in ('梁雪', '许文博', '江一帆') returning 1"
    )
    await weir.sql(
        "update lead set invalid_reason = 'NO_NEED', first_response_at = created_at where name = '彭涛' returning 1"
    )
    await weir.sql("update lead set recycle_count = 2 where name in ('沈洁', '陆建国') returning 1")


@pytest.mark.parametrize("key", ["zhangsan", "chen", "zhao", "moli", "hengda"])
async def test_every_number_of_missed_business_is_the_count_of_the_list_behind_it(
    key: str, weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await slept(weir)
    await weir[key].ask(REPORT)
    with counted(monkeypatch) as said:
        report = (await weir[key].ask(REPORT))["missedBusiness"]
    assert len(said) == 1
    for cell in report["cells"]:
        where = {"missedAs": {"eq": cell["kind"]}, "createdAt": {"gte": cell["startsAt"], "lt": cell["endsAt"]}}
        assert (await weir[key].ask(LIST, w=where))["leads"]["totalCount"] == cell["leads"], cell
    whole = {"missedAs": {"isNull": False}, "createdAt": {"gte": report["since"]}}
    assert sum(one["leads"] for one in report["cells"]) == (await weir[key].ask(LIST, w=whole))["leads"]["totalCount"]
    # Marketing sees no amounts, here neither.
    assert (report["averageWon"] is None) == (key in ("moli", "hengda")) or key == "hengda"
    if key == "moli":
        assert {one["worth"] for one in report["cells"]} == {None} and {
            one["withBudget"] for one in report["cells"]
        } == {0}
    if key == "chen":
        kinds = {
            kind: sum(one["leads"] for one in report["cells"] if one["kind"] == kind)
            for kind in ("NEVER_CONTACTED", "DISQUALIFIED", "RECYCLED_TWICE")
        }
        assert kinds == {"NEVER_CONTACTED": 3, "DISQUALIFIED": 1, "RECYCLED_TWICE": 1}, (
            "梁雪, 许文博, 温志远 in the pool; 罗启明 is too new, 江一帆 of the east"
        )
        # 沈洁 has a budget; nobody knows what the others would have spent.
        shen = next(one for one in report["cells"] if one["kind"] == "RECYCLED_TWICE")
        assert (shen["withBudget"], float(shen["worth"])) == (1, 180000)
        lost = next(one for one in report["cells"] if one["kind"] == "DISQUALIFIED")
        assert lost["worth"] == report["averageWon"] and float(lost["worth"]) > 0


async def test_what_sleeps_is_woken_all_at_once_and_left_asleep_again(weir: Cast) -> None:
    await slept(weir)
    chen = weir["chen"]
    sleeping = {"isDormant": {"eq": True}}
    names = "query($w: LeadWhere) { leads(where: $w) { nodes { id version name nextFollowUpAt } } }"
    found = {one["name"]: one for one in (await chen.ask(names, w=sleeping))["leads"]["nodes"]}
    assert set(found) >= {"吴佳", "邓敏", "曾国华"} and "何志强" not in found
    tasks = "select count(*) from task where dedupe_key like 'lead-wake:%%' and status = 'OPEN'"

    async def run(action: str, **given: Any) -> Bulk:
        ids = [found[name]["id"] for name in ("吴佳", "曾国华")]
        bulk = Bulk(weir, "chen")
        preview = await bulk.rehearse(action, "LEAD", recordIds=ids, **given)
        assert await bulk.rows("FORBIDDEN", "REFUSED", "UNCHANGED") == []
        assert (preview["changed"], await weir.one(tasks)) == (2, before[-1]), "a rehearsal does nothing"
        assert (await bulk.run())["changed"] == 2
        before.append(await weir.one(tasks))
        return bulk

    before = [0]
    first = await run("WAKE", dueInDays=3)
    undone = await first.undo()
    assert await first.rows("KEPT") == []
    assert undone["undone"] == 2 and await weir.one(tasks) == 0
    before.append(0)
    await run("WAKE", dueInDays=3)
    await run("WAKE", dueInDays=5)
    assert before[-1] == 2, "no second task for one that is being woken"
    owners = "select u.name from lead l left join \"user\" u on u.id = l.owner_id where l.name in ('吴佳', '曾国华') order by l.name"
    mine = await weir.sql(owners)
    back = await run("RETURN")
    assert await weir.sql(owners) == [(None,), (None,)]
    assert (await back.undo())["undone"] == 2 and await weir.sql(owners) == mine
    # By one's own hand: as the bulk does, with its refusals.
    one = (await weir["zhangsan"].ask(names, w={"name": {"eq": "邓敏"}}))["leads"]["nodes"][0]
    given = {"id": one["id"], "version": one["version"]}
    assert codes(await weir["zhangsan"].do("wakeLead", dueInDays=400, **given)) == ["INVALID"]
    assert (await weir["zhangsan"].done("wakeLead", "lead { nextFollowUpAt }", **given))["lead"]["nextFollowUpAt"]
    waiting = await weir.id_of("lead", "name = '谭丽华'")
    assert codes(await weir["xiaolin"].do("wakeLead", id=waiting, version=1)) == ["LEAD_UNASSIGNED"]
    assert codes(await weir["wangwu"].do("wakeLead", **given)) == ["NOT_FOUND"]
