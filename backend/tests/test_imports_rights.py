"""Who may import what, and what an import of one person tells another: nothing."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from cast import Cast
from test_imports import DATA, FILES, Importing, file_of, whole

from weir.graphql.operation import Operation
from weir.imports.graphql import import_progress
from weir.imports.shapes import ImportProgress

pytestmark = pytest.mark.slow


def csv(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


async def test_a_rep_cannot_import(weir: Cast) -> None:
    for who in ("zhangsan", "moli", "kefu", "qian", "falv", "shenji", "hengda"):
        answer = await weir[who].do("createImport", "importBatch { id }", name="x")
        assert [error["code"] for error in answer["userErrors"]] == ["FORBIDDEN"], who
    assert (await weir["zhangsan"].ask("{ importObjects { name } }"))["importObjects"] == []


async def test_nobody_uploads_without_signing_in(weir: Cast) -> None:
    response = await weir.http.post("/imports/files", params={"import": "x", "name": "a.csv"}, content=b"a,b\n1,2\n")
    assert response.status_code == 401


async def test_a_peer_neither_sees_nor_touches_an_import(weir: Cast) -> None:
    mine = await Importing(weir, "chen").begin(DATA / "accounts.csv")
    sun = weir["sun"]
    assert (
        await sun.ask("query($id: ID!) { importPlan(id: $id) { id } importBatch(id: $id) { id } }", id=mine.id)
    ) == {
        "importPlan": None,
        "importBatch": None,
    }
    assert (await sun.ask("query($id: ID!) { importRows(id: $id, fileNo: 1) { hasMore } }", id=mine.id))[
        "importRows"
    ] is None
    for verb in ("checkImport", "commitImport", "cancelImport", "undoImport"):
        answer = await sun.do(verb, "importBatch { id }", id=mine.id)
        assert [error["code"] for error in answer["userErrors"]] == ["NOT_FOUND"], verb
    theirs = Importing(weir, "sun")
    theirs.id = mine.id
    assert (await theirs.upload("x.csv", b"a,b\n1,2\n"))[0] == 404
    response = await weir.http.get(f"/imports/{mine.id}/rejects.csv", headers={"x-cast": "sun"})
    assert response.status_code == 404


async def test_a_manager_cannot_make_people_products_or_pipelines_by_file(weir: Cast) -> None:
    one = await Importing(weir, "chen").begin(*(DATA / name for name in FILES))
    plan = await one.check()
    blocked = {problem["code"] for problem in plan["problems"]}
    assert blocked == {"PLAN_FORBIDDEN"} and len(plan["problems"]) == 5
    answer = await one.person.do("commitImport", "importBatch { id }", id=one.id)
    assert [error["code"] for error in answer["userErrors"]] == ["IMPORT_BLOCKED"]


async def test_a_manager_imports_accounts_of_their_own(weir: Cast) -> None:
    one = await Importing(weir, "chen").begin(DATA / "accounts.csv")
    await one.check()
    state = await one.commit()
    assert (state["status"], state["created"]) == ("DONE", 5)
    owner = await weir.one(
        "select distinct u.name from account a join \"user\" u on u.id = a.owner_id where a.name = 'Acme Works'"
    )
    assert owner == "陈经理"


async def test_a_row_that_matches_anothers_record_is_rejected_without_telling(weir: Cast, tmp_path: Path) -> None:
    name = await weir.one(
        'select a.name from account a join "user" u on u.id = a.owner_id where u.name = %s order by a.id limit 1',
        "王五",
    )
    one = await Importing(weir, "chen").begin(
        csv(tmp_path, "accounts.csv", f"account,sector\n{name},新行业\nNew Company,retail\n")
    )
    plan = await one.check()
    accounts = file_of(plan, "accounts.csv")
    assert (accounts["counts"]["create"], accounts["counts"]["reject"]) == (1, 1)
    assert [problem["code"] for problem in accounts["problems"]] == ["ROW_NOT_YOURS"]
    assert "王五" not in str(plan)
    await one.commit()
    assert await weir.one("select count(*) from account where industry = '新行业'") == 0


async def test_rights_lost_before_the_job_runs_stop_it(weir: Cast) -> None:
    one = await Importing(weir, "chen").begin(DATA / "accounts.csv")
    await one.check()
    await one.person.done("commitImport", "importBatch { status }", id=one.id)
    async with weir.app.database.reads.connection() as connection:
        await connection.execute(
            "delete from user_role where user_id = (select id from \"user\" where name = '陈经理')"
        )
    assert one.work("commit") == "FAILED"
    assert await weir.one("select count(*) from account where name = 'Acme Works'") == 0


async def test_the_gate_of_a_stage_holds_for_imported_deals(weir: Cast, tmp_path: Path) -> None:
    text = "商机名称,销售阶段,成交金额,预计成交日期\n有日期,需求分析,100,2027-01-01\n没有日期,需求分析,100,\n刚开始,首次联系,5,\n"
    one = await Importing(weir).begin(csv(tmp_path, "商机.csv", text))
    plan = await one.plan()
    pipeline = await weir.id_of("pipeline", "code = 'P-B'")
    deals = file_of(plan, "商机.csv")
    given = [{"fileNo": deals["fileNo"], "pipelineId": pipeline}]
    await one.person.done("updateImport", "importBatch { id }", id=one.id, version=plan["version"], files=given)
    deals = file_of(await one.check(), "商机.csv")
    gate = [problem for problem in deals["problems"] if problem["code"] == "ROW_GATE"]
    assert (deals["counts"]["create"], deals["counts"]["reject"]) == (1, 2)
    assert {problem["message"] for problem in gate} == {
        "还不能进入「需求分析」，缺少：需求",
        "还不能进入「需求分析」，缺少：需求、预计成交日期",
    }


async def test_rejected_rows_come_back_with_reasons_and_no_formulas(weir: Cast, tmp_path: Path) -> None:
    text = "account,sector,employees\n=cmd|x,retail,12\n+Plus Co,retail,abc\n,retail,3\nGood,retail,=1+1\n"
    one = await Importing(weir).begin(csv(tmp_path, "accounts.csv", text))
    plan = await one.check()
    assert file_of(plan, "accounts.csv")["counts"]["reject"] == 3
    response = await weir.http.get(f"/imports/{one.id}/rejects.csv", headers={"x-cast": "xiaolin"})
    lines = response.text.removeprefix("\ufeff").splitlines()
    assert lines[0] == "文件,行,原因,account,sector,employees"
    assert lines[1:] == [
        "accounts.csv,3,「员工数」不是数字：abc,'+Plus Co,retail,abc",
        "accounts.csv,4,缺少「名称」,,retail,3",
        "accounts.csv,5,「员工数」是公式，不会计算：=1+1,Good,retail,'=1+1",
    ]
    await one.commit()
    # What begins like a formula is a name like any other.
    assert await weir.one("select name from account where name like '=%%'") == "=cmd|x"


async def test_contacts_are_matched_by_mobile_and_mail(weir: Cast, tmp_path: Path) -> None:
    first = "姓名,手机号,邮箱,公司名称\n王一,138 0013 9991,wang@one.example,Acme Works\n李二,13800139992,li@two.example,Acme Works\n"
    await whole(weir)
    one = await Importing(weir).begin(csv(tmp_path, "通讯录.csv", first))
    await one.check()
    assert (await one.commit())["created"] == 2
    again = (
        "姓名,手机号,邮箱\n王一,+86 13800139991,new@one.example\n李二,,LI@two.example\n"
        "赵三,13800139991,li@two.example\n王一,13800139991,\n"
    )
    two = await Importing(weir).begin(csv(tmp_path, "通讯录.csv", again))
    plan = await two.check()
    contacts = file_of(plan, "通讯录.csv")
    assert contacts["matchBy"] == ["email", "mobile"]
    assert {problem["code"] for problem in contacts["problems"]} >= {"ROW_SAME_KEY"}
    await two.commit()
    rows = await weir.sql("select name, email from contact where mobile_key = '+8613800139991'")
    assert rows == [("王一", "new@one.example")]
    assert await weir.one("select count(*) from contact where name in ('王一', '李二', '赵三')") == 2


async def test_an_auditor_sees_that_there_was_an_import_but_not_its_cells(weir: Cast) -> None:
    one = await whole(weir)
    found = await weir["shenji"].ask(
        "query($id: ID!) { importBatch(id: $id) { created } importPlan(id: $id) { id } importRows(id: $id, fileNo: 1) { hasMore } }",
        id=one.id,
    )
    assert found == {"importBatch": {"created": 81}, "importPlan": None, "importRows": None}
    response = await weir.http.get(f"/imports/{one.id}/rejects.csv", headers={"x-cast": "shenji"})
    assert response.status_code == 404


async def test_activities_move_the_time_of_the_last_contact(weir: Cast, tmp_path: Path) -> None:
    await whole(weir)
    text = (
        "跟进方式,跟进时间,跟进内容,客户名称\n电话,2026-01-05 09:30,聊过,Acme Works\n"
        "拜访,2026-02-01,去过,Acme Works\n电话,2026-01-01,无,没有这家\n"
    )
    one = await Importing(weir).begin(csv(tmp_path, "跟进.csv", text))
    await one.check()
    state = await one.commit()
    assert (state["created"], state["rejected"]) == (2, 1)
    last = await weir.one("select last_interaction_at::text from account where name = 'Acme Works'")
    assert last == "2026-02-01 04:00:00+00"


async def test_an_account_keeps_one_primary_contact(weir: Cast, tmp_path: Path) -> None:
    await whole(weir)
    text = "姓名,公司名称,主要联系人\n甲,Acme Works,是\n乙,Acme Works,是\n"
    one = await Importing(weir).begin(csv(tmp_path, "联系人.csv", text))
    plan = await one.check()
    assert file_of(plan, "联系人.csv")["counts"]["warn"] == 1
    await one.commit()
    assert await weir.sql("select name from contact where is_primary and name in ('甲', '乙')") == [("甲",)]


async def test_progress_is_told_until_the_end(weir: Cast) -> None:
    one = await Importing(weir).begin(DATA / "accounts.csv")
    told = [shown async for shown in progress_of(weir, one)]
    assert [shown.status for shown in told] == ["MAPPING"]
    await one.person.done("checkImport", "importBatch { status }", id=one.id)
    stream = progress_of(weir, one)
    assert (await anext(stream)).status == "CHECKING"
    await asyncio.to_thread(one.work, "check")
    last = await asyncio.wait_for(anext(stream), 10)
    assert (last.status, last.total) == ("CHECKED", 5)
    assert [shown async for shown in stream] == []
    assert [shown async for shown in progress_of(weir, one, "sun")] == []


def progress_of(weir: Cast, one: Importing, who: str = "xiaolin") -> AsyncIterator[ImportProgress]:
    operation = SimpleNamespace(
        context=SimpleNamespace(
            viewer=weir[who].viewer,
            app=weir.app,
            fetch=Operation(weir.app, weir[who].viewer, "test").fetch,  # type: ignore[arg-type]
        )
    )
    return import_progress(None, operation, one.id)  # type: ignore[arg-type]
