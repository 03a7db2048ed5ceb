"""The seller's tables: what a lead's problem is, what proves that we solve it, and the play that is made, once."""

import asyncio
from typing import Any

import pytest
from cast import Cast
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_leads import codes
from test_statements import counted

pytestmark = pytest.mark.slow

WHY = "why { points industry role traits problems }"
ADVICE = f"""query($id: ID!) {{ leadAdvice(id: $id) {{
    problems {{ id name isKnown {WHY} }} cases {{ id title file {WHY} }} values {{ problem benefit number {WHY} }}
    plays {{ id name startedAt made done tasks {WHY} }} }} }}"""
TASKS = "query($id: ID!) { lead(id: $id) { version tasks(first: 20) { nodes { id title kind dueAt status version assignee { name } } } } }"


async def a_lead(weir: Cast, who: str = "zhangsan", **given: Any) -> str:
    whole = {"name": "何志强", "industry": "制造业", "title": "生产总监", **given}
    return str((await weir[who].done("createLead", "lead { id }", **whole))["lead"]["id"])


async def advice(weir: Cast, lead: str, who: str = "zhangsan") -> Any:
    return (await weir[who].ask(ADVICE, id=lead))["leadAdvice"]


async def tasks_of(weir: Cast, lead: str) -> list[dict[str, Any]]:
    return list((await weir["zhangsan"].ask(TASKS, id=lead))["lead"]["tasks"]["nodes"])


async def changed(weir: Cast, lead: str, **given: Any) -> None:
    version = (await weir["zhangsan"].ask(TASKS, id=lead))["lead"]["version"]
    await weir["zhangsan"].done("updateLead", id=lead, version=version, **given)


async def test_a_production_director_of_industry_is_told_of_their_problems_best_first_and_why(weir: Cast) -> None:
    lead = await a_lead(weir, tags=["连续生产"])
    found = (await advice(weir, lead))["problems"]
    first = found[0]
    assert (first["name"], first["isKnown"]) == ("设备停机时间长", False)
    assert first["why"] == {
        "points": 6,
        "industry": "制造业",
        "role": "生产总监",
        "traits": ["连续生产"],
        "problems": [],
    }
    assert [one["why"]["points"] for one in found] == sorted((one["why"]["points"] for one in found), reverse=True)
    assert "冷链温度无法追溯" not in {one["name"] for one in found}, "of another industry"
    assert (await advice(weir, lead))["cases"][0]["title"] == "精密零件厂：停机时间减少 38%"
    # What the lead has stands first, and decides about cases and values.
    await changed(weir, lead, problems=["能耗成本上升"])
    now = await advice(weir, lead)
    assert (now["problems"][0]["name"], now["problems"][0]["isKnown"]) == ("能耗成本上升", True)
    energy = next(one for one in now["values"] if one["problem"] == "能耗成本上升")
    assert energy["why"] == {"points": 4, "industry": None, "role": None, "traits": [], "problems": ["能耗成本上升"]}
    where = {"isUnmatched": {"eq": True}, "name": {"eq": "何志强"}}
    unmatched = "query($w: LeadWhere) { leads(where: $w) { totalCount } }"
    assert (await weir["zhangsan"].ask(unmatched, w=where))["leads"]["totalCount"] == 0
    await changed(weir, lead, problems=[])
    assert (await weir["zhangsan"].ask(unmatched, w=where))["leads"]["totalCount"] == 1


async def test_calling_a_lead_competitive_proposes_the_play_and_one_tap_makes_its_three_tasks_once(weir: Cast) -> None:
    lead = await a_lead(weir)
    assert (await advice(weir, lead))["plays"] == []
    await changed(weir, lead, leadState="COMPETITIVE")
    (play,) = (await advice(weir, lead))["plays"]
    assert (play["name"], len(play["tasks"]), play["startedAt"]) == ("重塑评估标准", 3, None)
    start = {"id": lead, "playId": play["id"]}
    await asyncio.gather(*(weir["zhangsan"].do("startPlay", "lead { id }", **start) for _ in range(4)))
    made = await tasks_of(weir, lead)
    assert [one["title"] for one in made] == ["了解竞品与评估标准", "发送差异对比与同行案例", "向决策人演示关键差异"]
    assert {one["assignee"]["name"] for one in made} == {"张三"} and [one["kind"] for one in made] == [
        "CALL",
        "DOCUMENT",
        "MEETING",
    ]
    (play,) = (await advice(weir, lead))["plays"]
    assert play["startedAt"] and (play["made"], play["done"]) == (3, 0)
    # Undone while nobody has touched it; started again it makes the same three.
    await weir["zhangsan"].done("undoPlay", "lead { id }", **start)
    assert await tasks_of(weir, lead) == []
    await weir["zhangsan"].done("undoPlay", "lead { id }", **start)
    # A manager starts it for the owner, who is told.
    before = await weir.one("select count(*) from notification where kind = 'TASK_ASSIGNED'")
    await weir["chen"].done("startPlay", "lead { id }", **start)
    await weir["chen"].done("undoPlay", "lead { id }", **start)
    assert await weir.one("select count(*) from notification where kind = 'TASK_ASSIGNED'") == before
    await weir["chen"].done("startPlay", "lead { id }", **start)
    assert await weir.one("select count(*) from notification where kind = 'TASK_ASSIGNED'") == before + 3
    first = (await tasks_of(weir, lead))[0]
    await weir["zhangsan"].done("completeTask", id=first["id"])
    assert (await advice(weir, lead))["plays"][0]["done"] == 1
    assert codes(await weir["zhangsan"].do("undoPlay", "lead { id }", **start)) == ["PLAY_UNDER_WAY"]
    # Of another kind now: what was started stays in sight, behind it stands what to do next.
    await changed(weir, lead, leadState="PAIN")
    assert [bool(one["startedAt"]) for one in (await advice(weir, lead))["plays"]] == [True, False]


async def test_a_play_is_started_only_by_who_works_the_lead_and_only_on_one_that_is_worked(weir: Cast) -> None:
    lead = await a_lead(weir, leadState="PAIN")
    play = (await advice(weir, lead))["plays"][0]["id"]
    for who, code in (("wangwu", "NOT_FOUND"), ("hengda", "NOT_FOUND"), ("shenji", "FORBIDDEN")):
        if who in weir.people:
            assert codes(await weir[who].do("startPlay", id=lead, playId=play)) == [code], who
    waiting = await weir.id_of("lead", "name = '谭丽华'")
    assert codes(await weir["chen"].do("startPlay", id=waiting, playId=play)) == ["LEAD_STATUS"]
    version = (await weir["zhangsan"].ask(TASKS, id=lead))["lead"]["version"]
    await weir["zhangsan"].done("invalidateLead", id=lead, version=version, reason="NO_NEED")
    assert codes(await weir["zhangsan"].do("startPlay", id=lead, playId=play)) == ["LEAD_INVALID"]
    assert (await advice(weir, lead, "wangwu")) is None
    # A partner sees their lead, and nothing of the house's tables.
    theirs = await weir.id_of("lead", "partner_id is not null")
    assert await advice(weir, theirs, "hengda") == {"problems": [], "cases": [], "values": [], "plays": []}


async def test_marketing_keeps_the_tables_and_a_rep_only_reads_them(weir: Cast) -> None:
    moli, lead = weir["moli"], await a_lead(weir, problems=["设备停机时间长"])
    assert codes(await weir["zhangsan"].do("createProblemEntry", name="我的问题")) == ["FORBIDDEN"]
    assert codes(await moli.do("createProblemEntry", name="设备停机时间长")) == ["DUPLICATE"]
    assert codes(await moli.do("createProblemEntry", name="停机长，交期乱")) == ["INVALID"]
    problem = await weir.id_of("problem_entry", "name = '设备停机时间长'")
    # Under another name it is still the lead's problem.
    done = await moli.done(
        "updateProblemEntry", "problemEntry { version leads { totalCount } }", id=problem, version=1, name="非计划停机"
    )
    assert done["problemEntry"]["leads"]["totalCount"] >= 2
    assert (await advice(weir, lead))["problems"][0]["name"] == "非计划停机"
    own = "query($id: ID!) { problemEntry(id: $id) { leads(first: 50) { totalCount nodes { owner { name } } } } }"
    seen = (await weir["zhangsan"].ask(own, id=problem))["problemEntry"]["leads"]
    assert {one["owner"]["name"] for one in seen["nodes"]} == {"张三"} and seen["totalCount"] == len(seen["nodes"])
    case = (
        await moli.done(
            "createSuccessCase", "successCase { id version problems }", title="新案例", problemIds=[problem]
        )
    )["successCase"]
    assert [one["name"] for one in case["problems"]] == ["非计划停机"]
    assert codes(
        await moli.do(
            "createSuccessCase",
            title="x",
            problemIds=[problem] * 2 + [f"problem_{number:032x}" for number in range(21)],
        )
    ) == ["LIMIT"]
    plays = await moli.ask("{ plays { nodes { id name version } } }")
    ids = [one["id"] for one in plays["plays"]["nodes"]]
    await moli.done("reorderPlays", "play { id }", playIds=ids[::-1])
    assert [one["id"] for one in (await moli.ask("{ plays { nodes { id } } }"))["plays"]["nodes"]] == ids[::-1]
    assert codes(await moli.do("reorderPlays", playIds=ids[1:])) == ["INVALID"]
    for bad in (
        [{"titleZh": ""}],
        [{"titleZh": "x", "dueInDays": 400}],
        [{"titleZh": "x", "taskKind": "SLEEP"}],
        ["x"],
        [{"titleZh": "x"}] * 11,
    ):
        assert codes(await moli.do("updatePlay", id=ids[0], version=2, tasks=bad)) == ["INVALID"], bad


async def test_a_case_carries_a_file_and_is_told_in_an_activity_once(weir: Cast) -> None:
    lead = await a_lead(weir)
    case = (await advice(weir, lead))["cases"][0]["id"]
    as_of = lambda who: {"x-cast": who}  # noqa: E731
    put = await weir.http.post(f"/files/cases/{case}?name=案例.pdf", content=b"%PDF-1.7 story", headers=as_of("moli"))
    assert put.status_code == 201, put.text
    assert (await advice(weir, lead))["cases"][0]["file"] == "案例.pdf"
    got = await weir.http.get(f"/files/cases/{case}", headers=as_of("zhangsan"))
    assert (got.status_code, got.content) == (200, b"%PDF-1.7 story") and got.headers["content-disposition"].startswith(
        "attachment"
    )
    statuses = [
        (await weir.http.post(f"/files/cases/{case}?name=x.pdf", content=b"x", headers=as_of("zhangsan"))).status_code,
        (await weir.http.get(f"/files/cases/{case}", headers=as_of("hengda"))).status_code,
        (await weir.http.get(f"/files/cases/{case}", headers=as_of("nobody"))).status_code,
        (
            await weir.http.post(f"/files/cases/{case}?name=x.exe", content=b"MZ" + b"\0" * 60, headers=as_of("moli"))
        ).status_code,
        (await weir.http.delete(f"/files/cases/{case}", headers=as_of("moli"))).status_code,
        (await weir.http.get(f"/files/cases/{case}", headers=as_of("zhangsan"))).status_code,
    ]
    assert statuses == [403, 404, 401, 422, 204, 404]
    made = await weir["zhangsan"].done(
        "logActivity", "activity { id }", kind="MESSAGE", direction="OUTBOUND", summary="发了案例", leadId=lead
    )
    told = {"id": case, "activityId": made["activity"]["id"]}
    uses = "activity { caseUses { nodes { case { title } usedBy { name } } } }"
    for _ in range(2):
        done = await weir["zhangsan"].done("attachCase", uses, **told)
        assert [one["usedBy"]["name"] for one in done["activity"]["caseUses"]["nodes"]] == ["张三"]
    assert codes(await weir["wangwu"].do("attachCase", **told)) == ["NOT_FOUND"]
    assert (await weir["zhangsan"].done("detachCase", uses, **told))["activity"]["caseUses"]["nodes"] == []


async def test_the_advice_is_one_statement_and_starting_a_play_is_a_fixed_few(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = await a_lead(weir, leadState="PAIN", problems=["设备停机时间长"])
    with counted(monkeypatch) as said:
        play = (await advice(weir, lead))["plays"][0]["id"]
    assert len(said) == 1, said
    with counted(monkeypatch) as said:
        await weir["zhangsan"].done("startPlay", "lead { id }", id=lead, playId=play)
    own = [one for one in said if "outbox where" not in one and "delete from outbox" not in one]
    assert len(own) <= 9, f"{len(own)} statements:\n" + "\n".join(one[:110] for one in own)


WORDS = st.sampled_from(["制造业", "医疗", None])
TAGS = st.lists(st.sampled_from(["连续生产", "多工厂", "夜班"]), unique=True)


async def test_the_ranking_gives_what_its_rule_says_whatever_is_in_the_table(weir: Cast) -> None:
    await weir.sql("update problem_entry set is_active = false returning 1")
    key = await weir.id_of("problem_entry", "name = '设备停机时间长'")

    async def tried(
        industry: str | None, role: str | None, traits: list[str], lead_industry: str | None, tags: list[str]
    ) -> None:
        await weir.sql(
            "update problem_entry set is_active = true, industry = %s, role = %s, traits = %s where name = '设备停机时间长' returning 1",
            industry, role, traits,
        )  # fmt: skip
        await weir.sql(
            "update lead set industry = %s, title = '生产总监', tags = %s where name = '罗启明' returning 1",
            lead_industry,
            tags,
        )
        found = (await advice(weir, await weir.id_of("lead", "name = '罗启明'")))["problems"]
        points = (
            3 * (industry is not None and industry == lead_industry)
            + 2 * (role == "生产")
            + len(set(traits) & set(tags))
        )
        names_nothing = industry is None and role is None and not traits
        other = industry is not None and lead_industry is not None and industry != lead_industry
        expected = [points] if not other and (points or names_nothing) else []
        assert [one["why"]["points"] for one in found if one["id"] == key] == expected

    loop = asyncio.get_running_loop()

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.tuples(WORDS, st.sampled_from(["生产", "采购", None]), TAGS, WORDS, TAGS))
    def holds(case: Any) -> None:
        asyncio.run_coroutine_threadsafe(tried(*case), loop).result(20)

    await asyncio.to_thread(holds)
