"""Scores of leads: what fits and what happened, fading by halves, explained by the rules that gave the points."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from cast import Cast
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel.ext.asyncio.session import AsyncSession

from weir.access.viewer import Viewer
from weir.catalog.ids import key_of
from weir.catalog.registry import OBJECTS
from weir.changing.change import Change
from weir.jobs import Worker
from weir.leads.kinds import LeadGrade
from weir.scoring import keeping
from weir.scoring.facts import OPEN_GUARDS
from weir.scoring.judging import Facts, grade_of, judge
from weir.scoring.keeping import rescore, score_what_faded, score_what_happened
from weir.scoring.model import ScoreModel

NOW = datetime(2026, 3, 31, 2, tzinfo=UTC)
SCORE = "fit engagement grade at others contributions { isFit rule group points times } cuts { group points cap }"
MODEL = "scoreModel { id version fit engagement halfLifeDays fitA }"


def model(*engagement: dict[str, Any], fit: tuple[dict[str, Any], ...] = (), half_life: int = 30) -> ScoreModel:
    """A model of some groups."""
    borders = {"fit_a": 70, "fit_b": 40, "engagement_1": 60, "engagement_2": 30}
    return ScoreModel(fit=list(fit), engagement=list(engagement), half_life_days=half_life, **borders)


def group(*points: int, cap: int = 100) -> dict[str, Any]:
    return {"cap": cap, "rules": [{"points": one} for one in points]}


def test_a_pricing_page_today_a_white_paper_last_month_and_a_webinar_before_that_are_twenty_five() -> None:
    events = [(0, NOW), (1, NOW - timedelta(days=30)), (2, NOW - timedelta(days=60))]
    found = judge(model(group(15, 10, 20)), Facts([], events), NOW)
    assert (found.engagement, found.grade, [one.points for one in found.parts]) == (
        Decimal("25.0"), LeadGrade.C3, [15, 5, 5],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fit", "engagement", "grade"),
    [(70, 60, "A1"), (69, 60, "B1"), (40, 30, "B2"), (39, 30, "C2"), (100, 0, "A3"), (0, 100, "C1")],
)
def test_the_grid_has_its_borders(fit: int, engagement: int, grade: str) -> None:
    assert grade_of(model(), fit, Decimal(engagement)) == LeadGrade(grade)


EVENTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 400)), max_size=12)


@settings(max_examples=60, deadline=None)
@given(EVENTS, st.integers(0, 500), st.randoms(use_true_random=False))
def test_points_only_fade_whatever_the_order_and_are_the_sum_of_their_parts(
    given_events: list[tuple[int, int]], later: int, chance: Any
) -> None:
    rules = model(group(15, 10), group(20, 5))
    events = [(place, NOW - timedelta(days=days)) for place, days in given_events]
    mixed = list(events)
    chance.shuffle(mixed)
    one, other = judge(rules, Facts([], events), NOW), judge(rules, Facts([], mixed), NOW)
    assert one == other
    assert judge(rules, Facts([], events), NOW + timedelta(days=later)).engagement <= one.engagement
    # Before any cap the score is the sum of what the rules gave.
    if not one.cuts and (total := sum(part.points for part in one.parts)) <= 100:
        assert abs(float(one.engagement) - total) <= 0.05 + 1e-9
    if one.due_at is not None:
        # Looked at again before the stored score is far from the true one.
        then = judge(rules, Facts([], events), one.due_at).engagement
        assert one.engagement - then <= Decimal("0.7") or one.due_at - NOW <= timedelta(hours=1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.booleans(), min_size=5, max_size=5), EVENTS)
def test_a_group_gives_its_cap_at_most_and_nothing_goes_below_zero(holds: list[bool], given_events: Any) -> None:
    rules = model(group(80, 60, cap=90), group(20, -70), fit=(group(30, 20, cap=40), group(50, 20, -90)))
    found = judge(rules, Facts(holds, [(place, NOW) for place, _ in given_events]), NOW)
    assert 0 <= found.fit <= 100 and 0 <= found.engagement <= 100
    assert all(cut.points > (rules.fit if cut.is_fit else rules.engagement)[cut.group]["cap"] for cut in found.cuts)


@pytest.mark.slow
async def test_what_happens_with_a_lead_is_scored_soon_after_and_explained_to_who_sees_it(weir: Cast) -> None:
    """小林 keeps the rules, 张三 works the lead, 王五 of another team and the partner are told nothing."""
    worker = Worker(weir.app.settings, weir.app.database)
    rep = weir["zhangsan"]
    given = {"name": "评分客户", "industry": "制造业", "title": "总经理", "mobile": "13955550001", "source": "内容下载"}
    lead = (await rep.done("createLead", "lead { id }", **given))["lead"]["id"]
    key = key_of(lead, "lead")
    await rep.done("logActivity", "activity { id }", kind="MESSAGE", direction="INBOUND", summary="来信", leadId=lead)
    await weir.sql("update activity set occurred_at = now() - interval '30 days' where lead_id = %s returning 1", key)
    assert await score_what_happened(worker) > 0
    seen = (await rep.ask("query($id: ID!) { lead(id: $id) { fitScore engagementScore score grade } }", id=lead))[
        "lead"
    ]
    # Manufacturing 20 and 10, manages 15, a general manager 10; a white paper 10, and half of 25 for the call.
    assert seen == {"fitScore": 55, "engagementScore": "22.5", "score": "38.8", "grade": "B3"}
    ask = f"query($id: ID!) {{ leadScore(id: $id) {{ {SCORE} }} }}"
    why = (await rep.ask(ask, id=lead))["leadScore"]
    assert (why["fit"], why["engagement"], why["grade"], why["others"], why["cuts"]) == (55, "22.5", "B3", 1, [])
    told = [(one["rule"], one["points"], one["times"]) for one in why["contributions"]]
    assert told == [
        ("制造业", "20.0", None), ("有管理职务", "15.0", None), ("客户主动联系", "12.5", 1), ("行业已知", "10.0", None),
        ("总经理、总监或厂长", "10.0", None),
    ]  # fmt: skip
    for stranger in ("wangwu", "hengda", "qian"):
        assert (await weir[stranger].ask(ask, id=lead))["leadScore"] is None

    # Nothing happens, and it fades: the sweep finds it, once.
    due = await weir.one("select score_due_at from lead where id = %s", key)
    await score_what_faded(worker, due + timedelta(seconds=1))
    faded = await weir.one("select engagement_score from lead where id = %s", key)
    assert Decimal("21.7") <= faded < Decimal("22.5")
    # A change of the lead, a voided activity: scored anew. A closed lead keeps its score.
    await weir.sql("update activity set deleted_at = now() where lead_id = %s returning 1", key)
    await weir.sql("update lead set attitude = 'REFUSING' where id = %s returning 1", key)
    await score_what_happened(worker)
    assert (
        await weir.one("select (fit_score, engagement_score, grade)::text from lead where id = %s", key)
        == "(15,10.0,C3)"
    )
    assert await weir.one(
        "select changes->'grade' from audit_entry where action = 'lead.graded' and object_id = %s", key
    ) == ["B3", "C3"]
    await weir.sql(
        "update lead set status = 'INVALID', invalid_reason = 'SPAM', attitude = null where id = %s returning 1", key
    )
    await score_what_happened(worker)
    assert await weir.one("select fit_score from lead where id = %s", key) == 15


@pytest.mark.slow
async def test_the_rules_are_previewed_before_they_are_saved_and_then_every_open_lead_is_scored(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Worker(weir.app.settings, weir.app.database)
    admin = weir["xiaolin"]
    await score_what_happened(worker)
    before = (await admin.ask("{ scoreModels { nodes { id version fit engagement } } }"))["scoreModels"]["nodes"][0]
    everybody = [
        {"zh": "全部", "cap": 100, "rules": [{"zh": "每条线索", "en": "Every lead", "points": 100, "condition": {}}]}
    ]
    ask = (
        "query($draft: ScoreModelDraftInput!) { scorePreview(draft: $draft)"
        " { leads changed problem isCapped now { grades fit engagement } would { grades fit } } }"
    )
    seen = (await admin.ask(ask, draft={"fit": everybody}))["scorePreview"]
    grades = dict(await weir.sql("select grade, count(*) from lead where grade is not null group by 1"))
    assert seen["now"]["grades"] == [grades.get(one.value, 0) for one in LeadGrade]
    assert sum(seen["would"]["grades"][:3]) == seen["leads"] == seen["would"]["fit"][9]
    assert seen["changed"] == seen["leads"] - sum(seen["now"]["grades"][:3]) > 0
    for wrong in (
        {"fit": [{"zh": "空", "cap": 10, "rules": [{"zh": "坏", "points": 5, "condition": {"nothing": {"eq": 1}}}]}]},
        # A score would tell what the field keeps from those who may not read it.
        {"fit": [{"zh": "预算", "cap": 10, "rules": [{"zh": "大", "points": 5, "condition": {"budget": {"gt": "1"}}}]}]},
        {"fit": [{"zh": "循环", "cap": 10, "rules": [{"zh": "评级", "points": 5, "condition": {"grade": {"eq": "A1"}}}]}]},
        {"engagement": [{"zh": "页", "cap": 10, "rules": [{"zh": "页", "points": 5, "on": "VISIT", "page": " "}]}]},
        {"fitA": 30}, {"halfLifeDays": 0},
    ):  # fmt: skip
        assert (await admin.ask(ask, draft=wrong))["scorePreview"]["problem"]
        assert (await admin.do("updateScoreModel", MODEL, id=before["id"], version=before["version"], **wrong))[
            "userErrors"
        ]
    for key in ("zhangsan", "moli", "chen"):
        assert (await weir[key].ask(ask, draft={}))["scorePreview"] is None
        refused = await weir[key].do("updateScoreModel", MODEL, id=before["id"], version=before["version"], fitA=80)
        assert refused["userErrors"][0]["code"] in ("FORBIDDEN", "NOT_FOUND")

    saved = (await admin.done("updateScoreModel", MODEL, id=before["id"], version=before["version"], fit=everybody))[
        "scoreModel"
    ]
    assert saved["fit"][0]["en"] == "全部"
    # The worker dies after the first hundred; the next one goes on, and a further run finds nothing to do.
    monkeypatch.setattr(keeping, "NEXT", keeping.NEXT.replace("limit 200", "limit 3"))
    monkeypatch.setattr(keeping, "BATCH", 3)
    real, calls = keeping.score, 0

    async def dying(*arguments: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise ConnectionError
        await real(*arguments)

    monkeypatch.setattr(keeping, "score", dying)
    with pytest.raises(ConnectionError):
        await rescore(worker)
    left = "select count(*) from lead where status not in ('INVALID', 'CONVERTED') and grade not like 'A%%'"
    assert await weir.one(left) > 0
    await rescore(worker)
    assert await weir.one(left) == 0
    assert await weir.one("select max(fit_score) from lead where status = 'INVALID'") != 100


@pytest.mark.slow
async def test_lists_are_sorted_by_what_is_due_and_then_by_score_and_no_lead_somebody_holds_is_waited_for(
    weir: Cast,
) -> None:
    worker = Worker(weir.app.settings, weir.app.database)
    await score_what_happened(worker)
    order = "orderBy: [{field: RESPONSE_DUE_AT, direction: ASC}, {field: SCORE, direction: DESC}]"
    page = (
        "query($after: String) { leads(first: 4, after: $after, ORDER)"
        " { pageInfo { hasNextPage endCursor } nodes { id responseDueAt score } } }"
    ).replace("ORDER", order)
    rows, after = [], None
    while after or not rows:
        found = (await weir["zhao"].ask(page, after=after))["leads"]
        rows += found["nodes"]
        after = found["pageInfo"]["endCursor"] if found["pageInfo"]["hasNextPage"] else None
    keys = [(one["responseDueAt"] or "~", -Decimal(one["score"] or "-1")) for one in rows]
    assert keys == sorted(keys) and len({one["id"] for one in rows}) == len(rows) > 8

    lead = key_of(rows[0]["id"], "lead")
    held = AsyncSession(weir.app.database.engine, autoflush=False)
    async with held, held.begin():
        await Change(held, Viewer.named_system("test")).fetch(
            "update lead set title = '总监' where id = %(key)s", {"key": lead}
        )
        await weir.sql("insert into lead_to_score (lead_id) values (%s) returning 1", lead)
        await score_what_happened(worker)
        assert await weir.one("select count(*) from lead_to_score where lead_id = %s", lead) == 1
    await score_what_happened(worker)
    assert await weir.one("select count(*) from lead_to_score") == 0


@pytest.mark.slow
async def test_every_field_a_condition_may_ask_of_a_lead_brings_it_to_be_scored(weir: Cast) -> None:
    watched = await weir.sql(
        "select a.attname from pg_trigger t, unnest(t.tgattr::int2[]) n join pg_attribute a on a.attnum = n"
        " where t.tgname = 'lead_to_score' and t.tgrelid = 'lead'::regclass and a.attrelid = t.tgrelid"
    )
    still = {"created_at", "updated_at", "converted_at", "account_id", "contact_id", "deal_id"}
    asked = {
        one.column
        for one in OBJECTS["lead"].readable()
        if one.column and one.info.filterable and one.info.guard in (None, *OPEN_GUARDS)
    }
    assert asked - still == {name for (name,) in watched}


@pytest.mark.slow
async def test_a_white_paper_and_a_webinar_hand_a_lead_to_sales_and_after_a_rejection_only_something_new_does(
    weir: Cast,
) -> None:
    """莫莉's lead crosses the threshold; 张三 sends it back, it calls; what 李四 entered is theirs already."""
    worker = Worker(weir.app.settings, weir.app.database)
    admin, moli, rep = weir["xiaolin"], weir["moli"], weir["zhangsan"]
    rules = (await admin.ask("{ scoreModels { nodes { id version } } }"))["scoreModels"]["nodes"][0]
    await admin.done("updateScoreModel", MODEL, **rules, mqlFit=50, mqlEngagement=30)
    given = {"industry": "制造业", "title": "总经理", "source": "内容下载"}
    lead = (await moli.done("createLead", "lead { id }", name="白皮书客户", mobile="13955550002", **given))["lead"][
        "id"
    ]
    state = (
        "query($id: ID!) { lead(id: $id)"
        " { version status stage mqlAt mqlCause isAwaitingSales grade clocks { nodes { clock stoppedAt } } } }"
    )

    async def seen() -> dict[str, Any]:
        await score_what_happened(worker)
        found: dict[str, Any] = (await moli.ask(state, id=lead))["lead"]
        return found

    one = await seen()
    assert (one["stage"], one["mqlAt"], one["grade"]) == ("RAW", None, "B3")
    campaign = (await moli.done("createCampaign", "campaign { id }", name="阈值研讨会", type="WEBINAR"))["campaign"][
        "id"
    ]
    members = {"campaignId": campaign, "leadIds": [lead], "status": "ATTENDED"}
    await moli.done("addCampaignMembers", "campaign { id }", **members)
    one = await seen()
    assert (one["stage"], one["mqlCause"], one["isAwaitingSales"]) == ("MQL", "SCORE", True)
    assert one["mqlAt"] and ("HANDOFF", None) in [
        (clock["clock"], clock["stoppedAt"]) for clock in one["clocks"]["nodes"]
    ]
    # Seen by who is on watch, as every change: by whom it was handed over, and that once.
    handed = "select count(*) from audit_entry where action = 'lead.handed_off' and identity = 'lead-scores' and object_id = %s"
    assert await weir.one(handed, key_of(lead, "lead")) == 1
    await weir["zhao"].done("assignLead", "lead { id }", id=lead, version=one["version"], ownerId=rep.id)
    version = (await rep.ask(state, id=lead))["lead"]["version"]
    await rep.done("rejectLead", "lead { id }", id=lead, version=version, reason="TOO_EARLY")
    await weir.sql("update lead set title = '总监' where id = %s returning 1", key_of(lead, "lead"))
    one = await seen()
    assert (one["stage"], one["status"]) == ("RAW", "NURTURING")
    await rep.done("logActivity", "activity { id }", kind="CALL", direction="INBOUND", summary="客户来电", leadId=lead)
    one = await seen()
    assert (one["stage"], one["status"], one["mqlCause"]) == ("MQL", "PENDING", "HAND_RAISE")

    own = (await weir["lisi"].done("createLead", "lead { id }", name="自建客户", mobile="13955550003", **given))[
        "lead"
    ]["id"]
    await weir["lisi"].done(
        "logActivity", "activity { id }", kind="CALL", direction="INBOUND", summary="来电", leadId=own
    )
    await score_what_happened(worker)
    assert await weir.one("select stage from lead where id = %s", key_of(own, "lead")) == "RAW"
    # By hand it goes as before, and the draft tells how many there would be.
    other = (await moli.done("createLead", "lead { id version }", name="人工移交"))["lead"]
    by_hand = (await moli.done("handOffLead", "lead { stage mqlCause }", **other))["lead"]
    assert by_hand == {"stage": "MQL", "mqlCause": "PERSON"}
    ask = "query($draft: ScoreModelDraftInput!) { scorePreview(draft: $draft) { leads now { ripe } would { ripe } } }"
    told = (await admin.ask(ask, draft={"mqlFit": 0, "mqlEngagement": 0}))["scorePreview"]
    assert told["now"]["ripe"] < told["would"]["ripe"] == told["leads"]
