"""Leads without an owner get one: by the job, once, whoever else is at it; and what the rules would have done is told without doing it."""

import asyncio
import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from cast import Cast
from sqlmodel.ext.asyncio.session import AsyncSession
from test_jobs import settings_of, until, working
from test_leads import codes
from test_statements import WRITES, counted

from weir import jobs
from weir.access.viewer import Viewer
from weir.assignment import waiting
from weir.assignment.assigning import assign, decide_for
from weir.assignment.jobs import wake
from weir.changing.change import Change
from weir.intake import tasks
from weir.jobs import Worker
from weir.leads.model import Lead

pytestmark = pytest.mark.slow

BACKEND = Path(__file__).parents[1]
LEAD = "lead { id version status owner { name } }"
LOGS = "assignments { nodes { outcome cycle ruleName latencyMs wakeAt owner { name } tried } }"
WHERE = "status owner { name } pool { name } assignments(first: 1) { nodes { outcome pool { name } } }"
POOLED = f"query($id: ID!) {{ lead(id: $id) {{ {WHERE} }} }}"
REHEARSE_POOLS = (
    "query($rules: [AssignmentRuleDraftInput!]!) { assignmentRehearsal(rules: $rules) { leads pools { name would } } }"
)
# A worker that stays in the middle of its decision: the owner is written, nothing is committed. There it is killed.
WORKER = """
import asyncio, sys, time
from datetime import datetime
from pathlib import Path
from weir.jobs import run_worker
from weir.settings import Settings
import weir.assignment.assigning as assigning
async def held(*_):
    print("held", flush=True)
    time.sleep(600)
assigning._write = held
asyncio.run(run_worker(Settings(data=Path(sys.argv[2]), database_url=sys.argv[1], secret="s" * 48)))
"""


async def a_rule(weir: Cast, *people: str, **given: Any) -> dict[str, Any]:
    """A rule for leads from the test, in place of the company's own, on a day on which nobody has got any yet."""
    await weir.sql("update assignment_rule set is_active = false where created_by_id is null")
    await weir.sql("update assignment_log set decided_at = decided_at - interval '10 days'")
    members = [{"userId": weir[key].id, "weight": 1} for key in people]
    whole = {"name": "测试", "target": "MEMBERS", "strategy": "ROUND_ROBIN", "members": members, **given}
    made = await weir["xiaolin"].done("createAssignmentRule", "assignmentRule { id version }", **whole)
    return made["assignmentRule"]  # type: ignore[no-any-return]


async def brought(weir: Cast, who: str = "moli", **given: Any) -> str:
    """A lead nobody has."""
    made = await weir[who].done("createLead", LEAD, **{"name": "线索", **given})
    assert made["lead"]["status"] == "UNASSIGNED"
    return str(made["lead"]["id"])


async def decided(weir: Cast) -> None:
    """Does what the jobs would do, one after the other."""
    for (key,) in await weir.sql("select id from assignment_log where outcome = 'WAITING' order by captured_at, id"):
        await one_job(weir, key)


async def one_job(weir: Cast, key: UUID) -> None:
    async with AsyncSession(weir.app.database.engine, expire_on_commit=False, autoflush=False) as session:
        async with session.begin():
            await assign(Change(session, Viewer.named_system("assignment")), key)


async def of(weir: Cast, lead: str, who: str = "xiaolin") -> Any:
    query = f"query($id: ID!) {{ lead(id: $id) {{ version status owner {{ name }} {LOGS} }} }}"
    return (await weir[who].ask(query, id=lead))["lead"]


async def sent(weir: Cast, **given: Any) -> str:
    """What stands in the log for a lead that a stranger sends."""
    source = (await weir["moli"].done("createLeadSource", "leadSource { path }", name="官网"))["leadSource"]
    answer = await weir.http.post(source["path"], json={"name": "石磊", **given})
    assert answer.status_code == 202
    return str(await weir.one("select id from intake_payload order by at desc limit 1"))


async def test_a_lead_from_outside_has_its_owner_from_its_first_moment(weir: Cast) -> None:
    await a_rule(weir, "zhangsan")
    await sent(weir, mobile="13822220031")
    await tasks.take_in(Worker(weir.app.settings, weir.app.database))
    told = "select l.owner_id, l.status, g.outcome, g.decided_at = g.captured_at from lead l join assignment_log g on g.lead_id = l.id"
    (row,) = await weir.sql(f"{told} where l.mobile_key = '+8613822220031'")
    assert row == (weir["zhangsan"].viewer.user_id, "PENDING", "ASSIGNED", True)
    assert (
        await weir.one("select count(*) from procrastinate.procrastinate_jobs where task_name = 'assignment.assign'")
        == 0
    )


async def test_what_breaks_in_finding_an_owner_keeps_no_lead_out(weir: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    await a_rule(weir, "zhangsan")
    key = await sent(weir, mobile="13822220032")

    async def broken(*_: Any) -> None:
        raise RuntimeError("a defect in a rule")

    with monkeypatch.context() as patched:
        patched.setattr(waiting, "decide_for", broken)
        await tasks.take_in(Worker(weir.app.settings, weir.app.database))
    assert await weir.one("select status from intake_payload where id = %s", UUID(key)) == "CREATED"
    assert (
        await weir.one("select count(*) from procrastinate.procrastinate_jobs where task_name = 'assignment.assign'")
        == 1
    )
    await decided(weir)
    assert (
        await weir.one("select owner_id from lead where mobile_key = '+8613822220032'")
        == weir["zhangsan"].viewer.user_id
    )


async def test_of_many_taken_in_together_one_that_breaks_costs_nobody_their_turn(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_rule(weir, "zhangsan", "lisi", "wangwu")
    keys = [await sent(weir, name=name) for name in "甲乙丙丁"]

    async def brittle(change: Change, key: UUID, lead: Lead) -> Any:
        decision = await decide_for(change, key, lead)
        if lead.name == "乙":
            raise RuntimeError("after the turn was taken")
        return decision

    with monkeypatch.context() as patched:
        patched.setattr(waiting, "decide_for", brittle)
        await tasks.take_in(Worker(weir.app.settings, weir.app.database))
    told = "select l.name, l.owner_id from intake_payload p join lead l on l.id = p.lead_id where p.attempts = 1 order by p.at"
    first, second, third = (weir[key].viewer.user_id for key in ("zhangsan", "lisi", "wangwu"))
    assert await weir.sql(told) == [("甲", first), ("乙", None), ("丙", second), ("丁", third)]
    await decided(weir)
    assert await weir.one("select owner_id from lead where name = '乙'") == first
    # Each stands in the audit under the name of what was sent.
    names = {f"intake:{UUID(key).hex}" for key in keys}
    trail = (
        "select request_id, array_agg(action order by action) from audit_entry"
        " where object_type = 'lead' and request_id is not null group by 1"
    )
    made = dict(await weir.sql(trail))
    assert made.keys() == names
    assert [made[f"intake:{UUID(key).hex}"] for key in keys] == [
        ["lead.assigned", "lead.created"], ["lead.created"], ["lead.assigned", "lead.created"], ["lead.assigned", "lead.created"]
    ]  # fmt: skip


async def test_of_many_taken_in_together_each_costs_little(weir: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    await a_rule(weir, "zhangsan", "lisi")
    costs = []
    for many in (1, 5):
        for _ in range(many):
            await sent(weir)
        with counted(monkeypatch) as said:
            await tasks.take_in(Worker(weir.app.settings, weir.app.database))
        # What the relay and the hub say at the same time is not counted.
        costs.append(len(said))
    # The rules, the people and their turns are read once, and what is known of two owners once for each.
    assert costs[0] <= 26 and costs[1] <= costs[0] + 4 * 14 + 2, (costs, said)


async def test_a_lead_gets_its_owner_and_everybody_knows_why(weir: Cast) -> None:
    await a_rule(weir, "zhangsan", "lisi", condition={"region": {"startsWith": "广东"}})
    async with working(weir):
        lead = await brought(weir, region="广东省深圳市")

        async def owned() -> bool:
            return bool((await of(weir, lead))["owner"])

        await until(owned, 10)
    found = await of(weir, lead)
    (log,) = found["assignments"]["nodes"]
    assert (found["status"], log["outcome"], log["ruleName"]) == ("PENDING", "ASSIGNED", "测试")
    assert log["owner"] == found["owner"] and log["latencyMs"] >= 0
    assert {one["name"] for one in log["tried"][0]["candidates"]} == {"张三", "李四"}
    winner = {"张三": "zhangsan", "李四": "lisi"}[found["owner"]["name"]]
    told = await weir[winner].ask("{ notifications(first: 1) { nodes { kind lead { id } actor { name } } } }")
    assert told["notifications"]["nodes"] == [{"kind": "OWNER_CHANGED", "lead": {"id": lead}, "actor": None}]
    # Whoever got it knows by which rule, and nothing of colleagues.
    mine = (await of(weir, lead, winner))["assignments"]["nodes"][0]
    assert (mine["ruleName"], mine["tried"]) == ("测试", None)
    causes = await weir.sql("select cause, reason, actor_id from ownership_change where lead_id = %s", UUID(lead[5:]))
    assert causes == [("assigned", "测试", None)]


async def test_three_hundred_leads_and_twenty_workers_are_a_hundred_each(weir: Cast) -> None:
    await a_rule(weir, "zhangsan", "lisi", "wangwu")
    await weir.sql(
        "with made as (insert into lead (name, status) select 'n' || n, 'UNASSIGNED' from generate_series(1, 300) n returning id)"
        " insert into assignment_log (lead_id) select id from made"
    )
    keys = [row[0] for row in await weir.sql("select id from assignment_log where outcome = 'WAITING'")]
    # Some leads are worked at twice: one of the two finds nothing to do.
    work = iter([*keys, *keys[:40]])

    async def worker() -> None:
        for key in work:
            await one_job(weir, key)

    await asyncio.gather(*(worker() for _ in range(20)))
    shares = await weir.sql(
        "select count(*)::int from lead where name ~ '^n[0-9]+$' group by owner_id having owner_id is not null"
    )
    assert sorted(row[0] for row in shares) == [100, 100, 100]
    doubled = "select count(*) from ownership_change o join lead l on l.id = o.lead_id where l.name ~ '^n[0-9]+$'"
    assert await weir.one(doubled) == 300


async def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "STALLED_SECONDS", 3)
    monkeypatch.setattr(jobs, "SWEEP_SECONDS", 0.5)
    await a_rule(weir, "zhangsan", "lisi")
    leads = [await brought(weir) for _ in range(3)]
    for turn in range(3):
        await sent(weir, mobile=f"1382222004{turn}")
    strangers = "select count(*) from lead where mobile_key like '+861382222004%%'"
    settings = settings_of(weir)
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(settings.database_url), str(settings.data)],
        env={**os.environ, "PYTHONPATH": str(BACKEND)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert process.stdout is not None
        assert await asyncio.to_thread(process.stdout.readline) == b"held\n"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert await weir.one("select count(*) from ownership_change where cause = 'assigned' and actor_id is null") == 0
    async with working(weir):

        async def all_owned() -> bool:
            mine = all([(await of(weir, lead))["owner"] for lead in leads])
            return mine and await weir.one(f"{strangers} and owner_id is not null") == 3

        await until(all_owned, 20)
    logs = [(await of(weir, lead))["assignments"]["nodes"] for lead in leads]
    assert [[one["outcome"] for one in each] for each in logs] == [["ASSIGNED"]] * 3
    assert await weir.one("select count(*) from ownership_change where cause = 'assigned' and actor_id is null") == 6
    assert await weir.one(strangers) == 3


async def test_who_assigned_by_hand_keeps_their_choice_and_moves_no_turn(weir: Cast) -> None:
    await a_rule(weir, "zhangsan", "lisi")
    lead = await brought(weir)
    named = {"id": lead, "version": (await of(weir, lead))["version"], "ownerId": weir["wangwu"].id}
    await weir["xiaolin"].done("assignLead", LEAD, **named)
    await decided(weir)
    found = await of(weir, lead)
    assert (found["owner"]["name"], found["assignments"]["nodes"][0]["outcome"]) == ("王五", "KEPT")
    assert await weir.one("select count(*) from assignment_turn") == 0


async def test_without_an_active_rule_nothing_changes(weir: Cast) -> None:
    await weir.sql("update assignment_rule set is_active = false")
    lead = await brought(weir, region="广东省深圳市", intent="HIGH")
    assert (await of(weir, lead))["assignments"]["nodes"] == []
    assert await weir.one("select count(*) from procrastinate.procrastinate_jobs") == 0


async def test_a_rule_may_ask_when_the_lead_came_in_the_organisations_time(weir: Cast) -> None:
    # The Americas are a day behind Shanghai at any hour: a rule that took another zone would find the wrong weekday.
    zone = "Pacific/Pago_Pago"
    await weir.sql(f"update organisation set time_zone = '{zone}'")
    came = datetime.now(ZoneInfo(zone))
    days = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]
    here, elsewhere = days[came.weekday()], days[(came.weekday() + 3) % 7]
    other = await a_rule(weir, "lisi", name="别的日子", condition={"cameOn": {"eq": elsewhere}})
    await a_rule(weir, "zhangsan", name="今天", condition={"cameOn": {"eq": here}, "cameAtHour": {"gte": came.hour}})
    lead = await brought(weir)
    await decided(weir)
    found = (await of(weir, lead))["assignments"]["nodes"][0]
    assert (found["ruleName"], found["owner"]["name"]) == ("今天", "张三") and other["id"]
    read = (await weir["xiaolin"].ask("query($id: ID!) { lead(id: $id) { cameOn cameAtHour } }", id=lead))["lead"]
    assert read["cameOn"] == here and 0 <= read["cameAtHour"] - came.hour <= 1


async def test_who_knows_the_person_already_gets_the_lead_before_any_rule(weir: Cast) -> None:
    await a_rule(weir, "lisi")
    mobile = await weir.one(
        "select mobile from contact where owner_id = %s and mobile is not null and deleted_at is null order by id limit 1",
        weir["wangwu"].viewer.user_id,  # type: ignore[union-attr]
    )
    lead = await brought(weir, mobile=mobile)
    await decided(weir)
    found = await of(weir, lead)
    assert (found["owner"]["name"], found["assignments"]["nodes"][0]["outcome"]) == ("王五", "KNOWN")


async def test_nobody_there_leaves_it_to_people_who_are_told_once(weir: Cast) -> None:
    await a_rule(weir, "zhangsan", condition={"source": {"eq": "官网"}}, capacityPerDay=1)
    leads = [await brought(weir, source="官网") for _ in range(3)]
    other = await brought(weir)
    await decided(weir)
    outcomes = [(await of(weir, lead))["assignments"]["nodes"][0]["outcome"] for lead in (*leads, other)]
    assert outcomes == ["ASSIGNED", "NOBODY", "NOBODY", "UNMATCHED"]
    for key in ("xiaolin", "chen"):
        query = "{ notifications(first: 20, where: {kind: {eq: LEAD_UNASSIGNED}}) { totalCount } }"
        assert (await weir[key].ask(query))["notifications"]["totalCount"] == 1


async def test_a_rule_puts_a_lead_into_a_pool_without_choosing_anybody(weir: Cast) -> None:
    made = await weir["xiaolin"].done(
        "createLeadPool", "leadPool { id version }", name="大客户池", memberIds=[weir["lisi"].id]
    )
    pool = made["leadPool"]
    await a_rule(weir, members=None, target="POOL", poolId=pool["id"], condition={"source": {"eq": "官网"}})
    lead = await brought(weir, source="官网")
    await decided(weir)
    found = await weir["xiaolin"].ask(POOLED, id=lead)
    assert found["lead"]["owner"] is None and found["lead"]["status"] == "UNASSIGNED"
    assert found["lead"]["pool"]["name"] == "大客户池"
    log = found["lead"]["assignments"]["nodes"][0]
    assert (log["outcome"], log["pool"]["name"]) == ("POOLED", "大客户池")
    # It has found its place: nobody is told that it has none.
    query = "{ notifications(first: 20, where: {kind: {eq: LEAD_UNASSIGNED}}) { totalCount } }"
    assert (await weir["xiaolin"].ask(query))["notifications"]["totalCount"] == 0
    refused = await weir["xiaolin"].do("voidLeadPool", id=pool["id"], version=pool["version"])
    assert codes(refused) == ["IN_USE"]
    claimed = await weir["lisi"].done("claimLead", LEAD, id=lead)
    assert claimed["lead"]["owner"]["name"] == "李四"
    rules = [{"name": "池", "target": "POOL", "strategy": "ROUND_ROBIN", "poolId": pool["id"]}]
    told = (await weir["xiaolin"].ask(REHEARSE_POOLS, rules=rules))["assignmentRehearsal"]
    assert told["pools"] == [{"name": "大客户池", "would": told["leads"]}] and told["leads"] > 0
    none = await weir["xiaolin"].do("createAssignmentRule", name="空", target="POOL", strategy="FIXED")
    assert codes(none) == ["REQUIRED"]


async def test_what_nobody_can_get_waits_in_the_overflow_pool_and_is_told(weir: Cast) -> None:
    for name in ("旧溢出池", "溢出池"):
        await weir["xiaolin"].done("createLeadPool", name=name, isOverflow=True, memberIds=[weir["chen"].id])
    assert await weir.sql("select name from lead_pool where is_overflow") == [("溢出池",)]
    await a_rule(weir, "zhangsan", condition={"source": {"eq": "官网"}}, capacityPerDay=1)
    first, second = [await brought(weir, source="官网") for _ in range(2)]
    other = await brought(weir)
    was = (await weir["xiaolin"].ask(POOLED, id=other))["lead"]["pool"]
    await decided(weir)
    logs = [(await weir["xiaolin"].ask(POOLED, id=one))["lead"] for one in (first, second, other)]
    assert [one["assignments"]["nodes"][0]["outcome"] for one in logs] == ["ASSIGNED", "NOBODY", "UNMATCHED"]
    assert logs[1]["pool"]["name"] == logs[1]["assignments"]["nodes"][0]["pool"]["name"] == "溢出池"
    assert logs[2]["pool"] == was
    query = "{ notifications(first: 20, where: {kind: {eq: LEAD_UNASSIGNED}}) { totalCount } }"
    assert (await weir["xiaolin"].ask(query))["notifications"]["totalCount"] == 1


async def test_a_lead_that_came_after_hours_gets_its_owner_at_the_opening(weir: Cast) -> None:
    never = [[] for _ in range(6)] + [[["00:00", "00:01"]]]
    await weir.sql("update work_calendar set hours = %s::jsonb", str(never).replace("'", '"'))
    await a_rule(weir, "zhangsan", respectWorkHours=True, queueUntilOpen=True)
    lead = await brought(weir)
    await decided(weir)
    log = (await of(weir, lead))["assignments"]["nodes"][0]
    assert log["outcome"] == "QUEUED" and log["wakeAt"]
    always = [[["00:00", "24:00"]] for _ in range(7)]
    await weir.sql("update work_calendar set hours = %s::jsonb", str(always).replace("'", '"'))
    await weir.sql("update assignment_log set wake_at = now()")
    await wake(Worker(settings_of(weir), weir.app.database))
    found = await of(weir, lead)
    assert (found["owner"]["name"], found["assignments"]["nodes"][0]["outcome"]) == ("张三", "ASSIGNED")


async def test_a_restored_lead_waits_anew_and_a_returned_one_does_not(weir: Cast) -> None:
    await a_rule(weir, "zhangsan")
    lead = await brought(weir)
    await decided(weir)
    named = {"id": lead, "version": (await of(weir, lead))["version"]}
    done = await weir["zhangsan"].done("returnLead", LEAD, **named, reason="NOT_FIT")
    assert done["lead"] is None or done["lead"]["owner"] is None
    assert len((await of(weir, lead))["assignments"]["nodes"]) == 1
    named["version"] = (await of(weir, lead))["version"]
    await weir["xiaolin"].done("invalidateLead", LEAD, **named, reason="SPAM")
    named["version"] = (await of(weir, lead))["version"]
    await weir["xiaolin"].done("restoreLead", LEAD, id=lead)
    await decided(weir)
    found = await of(weir, lead)
    assert found["owner"]["name"] == "张三"
    assert [one["cycle"] for one in found["assignments"]["nodes"]] == [2, 1]


async def test_xiaolin_writes_rules_and_others_read_them_or_nothing(weir: Cast) -> None:
    rule = await a_rule(weir, "zhangsan")
    admin, members = weir["xiaolin"], [{"userId": weir["zhangsan"].id, "weight": 1}]
    whole = {"name": "x", "target": "MEMBERS", "strategy": "FIXED", "members": members}
    wrong: list[dict[str, Any]] = [
        {"condition": {"nothing": {"eq": "x"}}}, {"condition": {"employees": {"eq": "many"}}}, {"condition": []}, {"members": []},
        {"members": [{"userId": weir["zhangsan"].id, "weight": 0}]}, {"target": "TEAM"},
        {"validFrom": "2026-12-01T00:00:00Z", "validUntil": "2026-11-01T00:00:00Z"},
    ]  # fmt: skip
    for one in wrong:
        found = codes(await admin.do("createAssignmentRule", "assignmentRule { id }", **{**whole, **one}))
        assert found and set(found) <= {"INVALID", "REQUIRED"}, one
    for key in ("chen", "zhangsan", "moli", "hengda"):
        assert codes(await weir[key].do("createAssignmentRule", "assignmentRule { id }", **whole)) == ["FORBIDDEN"]
    changed = await admin.done("updateAssignmentRule", "assignmentRule { version namedMembers }", **rule, name="新名字")
    assert changed["assignmentRule"]["namedMembers"][0]["name"] == "张三"
    ids = [one["id"] for one in (await admin.ask("{ assignmentRules { nodes { id } } }"))["assignmentRules"]["nodes"]]
    await admin.done("reorderAssignmentRules", "assignmentRule { id }", ruleIds=ids[::-1])
    again = [one["id"] for one in (await admin.ask("{ assignmentRules { nodes { id } } }"))["assignmentRules"]["nodes"]]
    assert again == ids[::-1]
    assert codes(await admin.do("reorderAssignmentRules", "assignmentRule { id }", ruleIds=ids[:1])) == ["INVALID"]
    seen = await weir["chen"].ask("{ assignmentRules { totalCount } }")
    assert seen["assignmentRules"]["totalCount"] == len(ids)
    assert (await weir["zhangsan"].ask("{ assignmentRules { totalCount } }"))["assignmentRules"]["totalCount"] == 0


REHEARSE = """query($rules: [AssignmentRuleDraftInput!]!) { assignmentRehearsal(rules: $rules) {
    leads isCapped changed problem shares { name would was } rows { name was would rule outcome } } }"""


async def test_a_rehearsal_tells_who_would_have_got_what_and_changes_nothing(weir: Cast) -> None:
    members = [{"userId": weir[key].id, "weight": weight} for key, weight in (("zhangsan", 2), ("lisi", 1))]
    rules = [{"name": "都给华南", "target": "MEMBERS", "strategy": "WEIGHTED", "members": members}]
    before = await weir.sql("select id, owner_id, version from lead order by id")
    logs = await weir.one("select count(*) from assignment_log")
    found = (await weir["xiaolin"].ask(REHEARSE, rules=rules))["assignmentRehearsal"]
    count = await weir.one(
        "select count(*) from lead where created_at >= now() - interval '30 days' and deleted_at is null"
    )
    shares = {one["name"]: one for one in found["shares"]}
    assert found["problem"] is None and found["leads"] == count
    assert shares["张三"]["would"] + shares["李四"]["would"] == count
    assert abs(shares["张三"]["would"] - 2 * shares["李四"]["would"]) <= 2
    assert found["changed"] == len(found["rows"]) and {one["rule"] for one in found["rows"]} == {"都给华南"}
    assert await weir.sql("select id, owner_id, version from lead order by id") == before
    assert await weir.one("select count(*) from assignment_log") == logs
    broken = [{**rules[0], "condition": {"nothing": {"eq": 1}}}]
    refused = (await weir["xiaolin"].ask(REHEARSE, rules=broken))["assignmentRehearsal"]
    assert refused["leads"] == 0 and "条件" in refused["problem"]
    for key in ("zhangsan", "chen", "hengda"):
        assert (await weir[key].ask(REHEARSE, rules=rules))["assignmentRehearsal"] is None


async def test_a_rehearsal_agrees_with_what_the_live_rules_did(weir: Cast) -> None:
    await weir.sql("update lead set created_at = created_at - interval '90 days'")
    await a_rule(weir, "zhangsan", "lisi", condition={"source": {"eq": "官网"}})
    for number in range(7):
        await brought(weir, name=f"第{number}条", source="官网" if number % 3 else "展会")
    await decided(weir)
    members = [{"userId": weir[key].id, "weight": 1} for key in ("zhangsan", "lisi")]
    same = {"name": "测试", "target": "MEMBERS", "strategy": "ROUND_ROBIN", "members": members}
    found = await weir["xiaolin"].ask(REHEARSE, rules=[{**same, "condition": {"source": {"eq": "官网"}}}])
    assert found["assignmentRehearsal"]["leads"] == 7 and found["assignmentRehearsal"]["changed"] == 0


async def test_capturing_and_deciding_are_a_fixed_few_statements(weir: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many people a rule names."""
    for people in (("zhangsan",), ("zhangsan", "lisi", "wangwu", "chen", "sun", "zhao")):
        await weir.sql("update assignment_rule set is_active = false")
        await a_rule(weir, *people, respectWorkHours=True, capacityPerDay=100)
        with counted(monkeypatch) as said:
            await brought(weir, who="moli")
        assert len(said) <= WRITES["createLead"] + 2, said
        (key,) = (await weir.sql("select id from assignment_log where outcome = 'WAITING'"))[0]
        with counted(monkeypatch) as said:
            await one_job(weir, key)
        assert len(said) <= 25, "\n".join(one[:90] for one in said)
