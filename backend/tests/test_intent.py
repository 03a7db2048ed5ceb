"""Intent of leads: a person or a source says it, or it follows from the grade; clocks begin and end with it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cast import Cast
from sqlmodel.ext.asyncio.session import AsyncSession
from test_scoring import NOW, group, model

from weir.access.viewer import Viewer
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.jobs import Worker
from weir.leads.kinds import IntentCause, IntentLevel, LeadGrade
from weir.scoring.judging import Facts, asking_until, intent_of, judge
from weir.scoring.keeping import rescore, score_what_faded, score_what_happened
from weir.sla.climbing import climb

GRID = {grade.value: "HIGH" if grade.value < "A3" else "LOW" for grade in LeadGrade}
LEAD = "lead { id version intent intentCause intentAt intentHoldsUntil }"
SEEN = """query($id: ID!) { lead(id: $id) { id version grade intent intentCause intentAt intentBy { name } intentHoldsUntil responseDueAt
    waitsFor clocks { nodes { clock startedAt stoppedAt isAnswered } } } }"""
PREVIEW = """query($draft: ScoreModelDraftInput!) { scorePreview(draft: $draft)
    { leads problem intentChanged intentHeld now { intents } would { intents } } }"""


def test_whoever_asked_for_us_is_high_for_as_long_as_a_word_holds_and_then_the_grade_says() -> None:
    raised = group(10)
    raised["rules"][0]["handRaise"] = True
    rules = model(raised)
    rules.intent_hold_days, rules.intent_grid = 14, GRID
    asked = judge(rules, Facts([], [(0, NOW)]), NOW)
    assert intent_of(rules, asked, NOW) == (IntentLevel.HIGH, IntentCause.REQUEST)
    assert asking_until(rules, asked) == NOW + timedelta(days=14)
    later = NOW + timedelta(days=14)
    assert intent_of(rules, judge(rules, Facts([], [(0, NOW)]), later), later) == (IntentLevel.LOW, IntentCause.GRADE)
    assert asking_until(rules, judge(rules, Facts([], []), NOW)) is None


async def rules_of(weir: Cast) -> dict[str, Any]:
    found = (await weir["xiaolin"].ask("{ scoreModels { nodes { id version } } }"))["scoreModels"]["nodes"][0]
    return dict(found)


async def derived(weir: Cast, **more: Any) -> Worker:
    """小林 lets the intent follow the grade: 100 points for every 总监 and a visit, or none."""
    fit = [{"zh": "职务", "cap": 100, "rules": [{"zh": "总监", "points": 100, "condition": {"title": {"eq": "总监"}}}]}]
    engagement = [{"zh": "往来", "cap": 100, "rules": [
        {"zh": "拜访", "points": 100, "on": "ACTIVITY", "condition": {"kind": {"eq": "VISIT"}}}]}]  # fmt: skip
    given = {"intentIsDerived": True, "fit": fit, "engagement": engagement, **more}
    await weir["xiaolin"].done("updateScoreModel", "scoreModel { id }", **await rules_of(weir), **given)
    worker = Worker(weir.app.settings, weir.app.database)
    await rescore(worker)
    await score_what_happened(worker)
    return worker


async def a_lead(weir: Cast, **given: Any) -> str:
    made = await weir["zhangsan"].done("createLead", LEAD, name="意向客户", **given)
    return str(made["lead"]["id"])


async def seen(weir: Cast, lead: str, who: str = "zhangsan") -> dict[str, Any]:
    found: dict[str, Any] = (await weir[who].ask(SEEN, id=lead))["lead"]
    return found


@pytest.mark.slow
async def test_what_zhangsan_says_holds_whatever_else_he_edits_and_then_the_grade_says_it(weir: Cast) -> None:
    worker, rep = await derived(weir), weir["zhangsan"]
    lead = await a_lead(weir, intent="HIGH")
    key = key_of(lead, "lead")
    await score_what_happened(worker)
    one = await seen(weir, lead)
    assert (one["grade"], one["intent"], one["intentCause"], one["intentBy"]) == (
        "C3",
        "HIGH",
        "MANUAL",
        {"name": "张三"},
    )
    until = datetime.fromisoformat(one["intentHoldsUntil"])
    assert until - datetime.fromisoformat(one["intentAt"]) == timedelta(days=14)

    # Nothing else that is written begins the time anew: another field, the same intent in a form, a touch, a bulk change of tags.
    await weir.sql("update lead set intent_at = now() - interval '13 days' where id = %s returning 1", key)
    before = (await seen(weir, lead))["intentHoldsUntil"]
    for given in ({"title": "经理"}, {"intent": "HIGH", "title": "主任"}, {"tags": ["重点"]}):
        version = (await seen(weir, lead))["version"]
        await rep.done("updateLead", LEAD, id=lead, version=version, **given)
    await rep.done("logActivity", "activity { id }", kind="NOTE", summary="写一笔", leadId=lead)
    await score_what_happened(worker)
    one = await seen(weir, lead)
    assert (one["intent"], one["intentHoldsUntil"]) == ("HIGH", before)

    # Said again on purpose, it holds anew; with a version somebody else has passed, nothing is said.
    said = await rep.done("setLeadIntent", LEAD, id=lead, version=one["version"], intent="HIGH")
    assert said["lead"]["intentHoldsUntil"] > before
    stale = await weir["chen"].do("setLeadIntent", LEAD, id=lead, version=one["version"], intent="LOW")
    assert stale["userErrors"][0]["code"] == "CONFLICT"
    assert (await weir["wangwu"].do("setLeadIntent", LEAD, id=lead, version=1))["userErrors"][0]["code"] == "NOT_FOUND"

    # The sweep looks when the first word would have ended, and comes back when the second has, not a moment earlier.
    await score_what_faded(worker, await weir.one("select score_due_at from lead where id = %s", key))
    assert (await seen(weir, lead))["intentCause"] == "MANUAL"
    ends = await weir.one("select score_due_at from lead where id = %s", key)
    assert ends.isoformat() == datetime.fromisoformat(said["lead"]["intentHoldsUntil"]).isoformat()
    await score_what_faded(worker, ends - timedelta(seconds=1))
    assert (await seen(weir, lead))["intentCause"] == "MANUAL"
    await score_what_faded(worker, ends + timedelta(seconds=1))
    one = await seen(weir, lead)
    assert (one["intent"], one["intentCause"], one["intentBy"], one["intentHoldsUntil"]) == ("LOW", "GRADE", None, None)
    told = "select changes from audit_entry where action = 'lead.intent_derived' and object_id = %s"
    assert await weir.one(told, key) == {"intent": ["HIGH", "LOW"], "intent_cause": ["MANUAL", "GRADE"]}
    # Left to the grade at once.
    await rep.done("setLeadIntent", LEAD, id=lead, version=one["version"], intent="MEDIUM")
    version = (await seen(weir, lead))["version"]
    await rep.done("setLeadIntent", LEAD, id=lead, version=version)
    await score_what_happened(worker)
    assert (await seen(weir, lead))["intent"] == "LOW"


@pytest.mark.slow
async def test_a_lead_that_becomes_high_by_grade_has_its_whole_day_and_one_that_cools_down_stops_waiting(
    weir: Cast,
) -> None:
    """Entered weeks ago, it is not overdue as it becomes HIGH; neither is it revisited at once when it becomes LOW."""
    worker = await derived(weir, intentGrid=GRID)
    await weir.sql("update sla_policy set active_since = '2020-01-01' returning 1")
    lead = await a_lead(weir)
    key = key_of(lead, "lead")
    await weir.sql("update lead set owner_since = now() - interval '20 days' where id = %s returning 1", key)
    await score_what_happened(worker)
    assert (await seen(weir, lead))["intent"] == "LOW"
    visit = await weir["chen"].done("logActivity", "activity { id }", kind="VISIT", summary="到访展台", leadId=lead,
                                    occurredAt=(datetime.now(UTC) - timedelta(days=3)).isoformat())  # fmt: skip
    version = (await seen(weir, lead))["version"]
    await weir["zhangsan"].done("updateLead", LEAD, id=lead, version=version, title="总监")
    await score_what_happened(worker)
    now = datetime.now(UTC)
    await climb(worker, now)
    one = await seen(weir, lead)
    assert (one["grade"], one["intent"], one["intentCause"]) == ("A1", "HIGH", "GRADE")
    running = {c["clock"]: c for c in one["clocks"]["nodes"] if c["stoppedAt"] is None}
    began = datetime.fromisoformat(running["HIGH_INTENT"]["startedAt"])
    assert now - began < timedelta(minutes=1) and "REVISIT" not in running
    assert (one["waitsFor"], datetime.fromisoformat(one["responseDueAt"])) == (
        "HIGH_INTENT",
        began + timedelta(hours=24),
    )
    # Confirmed by hand the clock runs on as it was; taken down and up again by hand it is no younger for it.
    said = (await weir["zhangsan"].done("setLeadIntent", LEAD, id=lead, version=one["version"], intent="HIGH"))["lead"]
    again = {c["clock"]: c["startedAt"] for c in (await seen(weir, lead))["clocks"]["nodes"] if not c["stoppedAt"]}
    assert again["HIGH_INTENT"] == running["HIGH_INTENT"]["startedAt"] and said["intentCause"] == "MANUAL"

    await weir.sql("update lead set intent_at = now() - interval '30 days' where id = %s returning 1", key)
    await weir.sql(
        "update activity set deleted_at = now() where id = %s returning 1", key_of(visit["activity"]["id"], "activity")
    )
    await score_what_happened(worker)
    one = await seen(weir, lead)
    assert (one["grade"], one["intent"]) == ("A3", "LOW")
    high = next(c for c in one["clocks"]["nodes"] if c["clock"] == "HIGH_INTENT")
    assert high["stoppedAt"] and not high["isAnswered"] and one["waitsFor"] != "HIGH_INTENT"
    await climb(worker, datetime.now(UTC))
    assert await weir.one("select count(*) from task where lead_id = %s", key) == 0


@pytest.mark.slow
async def test_a_rule_that_scores_by_the_intent_and_an_intent_by_the_grade_are_refused_together(weir: Cast) -> None:
    admin, state = weir["xiaolin"], await rules_of(weir)

    def by(condition: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
        return [{"zh": "组", "cap": 10, "rules": [{"zh": "绕圈", "points": 5, "condition": condition, **more}]}]

    circles = (
        {"fit": by({"or": [{"title": {"eq": "总监"}}, {"not": {"intent": {"eq": "HIGH"}}}]})},
        {"fit": by({"waitsFor": {"eq": "HIGH_INTENT"}})},
        {"fit": by({"recycleDueAt": {"isNull": False}})},
        {"engagement": by({"lead": {"intent": {"eq": "LOW"}}}, on="ACTIVITY")},
    )  # fmt: skip
    for circle in circles:
        refused = await admin.do("updateScoreModel", "scoreModel { id }", **state, intentIsDerived=True, **circle)
        (told,) = refused["userErrors"]
        assert told["code"] == "SCORE_IN_CIRCLES" and "绕圈" in told["message"]
        assert (await admin.ask(PREVIEW, draft={"intentIsDerived": True, **circle}))["scorePreview"]["problem"]
        # By itself it stays a rule as good as any; then it is the switch that is refused.
        saved = await admin.done("updateScoreModel", "scoreModel { id version }", **state, **circle)
        state = saved["scoreModel"]
        (told,) = (await admin.do("updateScoreModel", "scoreModel { id }", **state, intentIsDerived=True))["userErrors"]
        assert told["code"] == "SCORE_IN_CIRCLES"
        cleared = {name: [] for name in circle}
        state = (await admin.done("updateScoreModel", "scoreModel { id version }", **state, **cleared))["scoreModel"]
    for wrong in ({}, {"A1": "HIGH"}, {**GRID, "A1": "HOT"}, [1]):
        refused = await admin.do("updateScoreModel", "scoreModel { id }", **state, intentGrid=wrong)
        assert refused["userErrors"][0]["code"] == "INVALID"


@pytest.mark.slow
async def test_xiaolin_sees_how_many_leads_change_their_intent_before_it_is_so(weir: Cast) -> None:
    """Nothing is written by looking; who said something of late is counted apart."""
    worker = Worker(weir.app.settings, weir.app.database)
    await score_what_happened(worker)
    count = dict(await weir.sql("select intent, count(*) from lead where status in"
                                " ('UNASSIGNED', 'PENDING', 'WORKING', 'NURTURING') and deleted_at is null group by 1"))  # fmt: skip
    draft = {"intentIsDerived": True, "intentGrid": {grade.value: "MEDIUM" for grade in LeadGrade}}
    found = (await weir["xiaolin"].ask(PREVIEW, draft=draft))["scorePreview"]
    assert found["now"]["intents"] == [count.get(one, 0) for one in ("HIGH", "MEDIUM", "LOW", None)]
    # All of the demo's were said by somebody when they came; whoever asked for us of late stays out of MEDIUM.
    assert found["intentHeld"] + found["intentChanged"] > 0
    nobody = (await weir["xiaolin"].ask(PREVIEW, draft={**draft, "intentHoldDays": 0}))["scorePreview"]
    assert nobody["intentHeld"] == 0 and nobody["would"]["intents"] == [0, nobody["leads"], 0, 0]
    assert nobody["intentChanged"] == nobody["leads"] - count.get("MEDIUM", 0)
    off = (await weir["xiaolin"].ask(PREVIEW, draft={**draft, "intentIsDerived": False}))["scorePreview"]
    assert (off["intentChanged"], off["intentHeld"], off["would"]) == (0, 0, off["now"])
    assert await weir.one("select count(*) from lead where intent_cause = 'GRADE'") == 0
    # Then it is so, and a lead somebody holds at that moment is left for later, not overtaken.
    lead = await a_lead(weir, intent="LOW")
    worker = await derived(weir, intentGrid=draft["intentGrid"], intentHoldDays=0)
    wrong = "select count(*) from lead where intent is distinct from 'MEDIUM' and deleted_at is null and status in %s"
    open_ones = "('UNASSIGNED', 'PENDING', 'WORKING', 'NURTURING')"
    assert await weir.one(wrong.replace("%s", open_ones)) == 0
    held = AsyncSession(weir.app.database.engine, autoflush=False)
    async with held, held.begin():
        own = "update lead set intent = 'HIGH', intent_cause = 'MANUAL', intent_at = now() where id = %(key)s"
        await Change(held, Viewer.named_system("test")).fetch(own, {"key": key_of(lead, "lead")})
        await weir.sql("insert into lead_to_score (lead_id) values (%s) returning 1", key_of(lead, "lead"))
        await score_what_happened(worker)
    assert (await seen(weir, lead))["intent"] == "HIGH"


@pytest.mark.slow
async def test_a_partner_learns_nothing_of_the_grade_by_the_intent_nor_by_what_the_lead_waits_for(weir: Cast) -> None:
    worker = await derived(weir)
    lead = (await weir["hengda"].done("createLead", "lead { id }", name="恒达的客户", title="总监", intent="LOW"))[
        "lead"
    ]["id"]
    key = key_of(lead, "lead")
    whole = "query($id: ID!) { lead(id: $id) { intent intentCause intentAt intentHoldsUntil responseDueAt waitsFor recycleDueAt } }"
    blank = dict.fromkeys(("intentCause", "intentAt", "intentHoldsUntil", "responseDueAt", "waitsFor", "recycleDueAt"))
    assert (await weir["hengda"].ask(whole, id=lead))["lead"] == {"intent": "LOW", **blank}
    assert await weir.one("select intent_cause from lead where id = %s", key) == "SOURCE"
    await weir["xiaolin"].done("logActivity", "activity { id }", kind="VISIT", summary="拜访", leadId=lead)
    await weir.sql("update lead set intent_at = now() - interval '30 days' where id = %s returning 1", key)
    await score_what_happened(worker)
    assert (await seen(weir, lead, "zhao"))["intent"] == "HIGH"
    assert (await weir["hengda"].ask(whole, id=lead))["lead"] == {"intent": None, **blank}
    found = "query($where: LeadWhere) { leads(where: $where) { totalCount } }"
    both = {"and": [{"id": {"eq": lead}}, {"intent": {"eq": "HIGH"}}]}
    assert (await weir["hengda"].ask(found, where=both))["leads"]["totalCount"] == 0
    assert (await weir["zhao"].ask(found, where=both))["leads"]["totalCount"] == 1
    waits = {"and": [{"id": {"eq": lead}}, {"waitsFor": {"isNull": False}}]}
    assert (await weir["hengda"].ask(found, where=waits))["leads"]["totalCount"] == 0
    for probe in ({"intentCause": {"eq": "GRADE"}}, {"intentAt": {"isNull": False}}):
        assert "errors" in await weir["hengda"].reply(found, where=probe)
