"""Exports: exactly the rows one may export, masked as one reads them, safe to open, marked, limited, and gone after a day."""

import csv
import io
import stat
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cast import Cast

import weir.access.guard as guard
import weir.exports.actions as actions
import weir.exports.tasks as tasks
from weir.catalog.ids import decode
from weir.jobs import Worker

pytestmark = pytest.mark.slow

RUN = "export { id status total done error url }"
COLUMNS = ["number", "name", "amount", "stage", "status", "owner", "expectedCloseDate", "updatedAt"]


class Made:
    """One export of one person; the job is run here instead of by a worker."""

    def __init__(self, cast: Cast, who: str):
        self.cast, self.who, self.id = cast, cast[who], ""

    async def start(self, columns: list[str] = COLUMNS, **given: Any) -> "Made":
        asked = {"object": "DEAL", "format": "CSV", "reason": "季度复盘", "columns": columns, **given}
        self.id = (await self.who.done("startExport", RUN, **asked))["export"]["id"]
        return self

    async def work(self) -> dict[str, Any]:
        await tasks.run_export(worker(self.cast), str(decode(self.id)[1]))  # type: ignore[index]
        return await self.state()

    async def state(self) -> dict[str, Any]:
        query = f"query($id: ID!) {{ export(id: $id) {RUN.removeprefix('export')} }}"
        found: dict[str, Any] = (await self.who.ask(query, id=self.id))["export"]
        return found

    async def file(self, who: str | None = None) -> Any:
        return await self.cast.http.get(f"/exports/{self.id}", headers={"x-cast": who or self.who.key})

    async def rows(self) -> list[list[str]]:
        got = await self.file()
        assert got.status_code == 200, got.text
        assert got.content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(got.content.decode("utf-8-sig"))))

    async def sheet(self) -> Any:
        return openpyxl.load_workbook(io.BytesIO((await self.file()).content)).active


def worker(cast: Cast) -> Worker:
    return Worker(cast.app.settings, cast.app.database)


def left(cast: Cast) -> list[Path]:
    return [path for path in cast.app.settings.exports.rglob("*") if path.is_file()]


def codes(payload: dict[str, Any]) -> list[str]:
    return [error["code"] for error in payload["userErrors"]]


async def numbers(cast: Cast, who: str) -> list[str]:
    """The deals of somebody's list, in its order."""
    query = (
        "query($after: String) { deals(first: 100, after: $after, orderBy: [{field: NAME, direction: ASC}])"
        " { nodes { number } pageInfo { hasNextPage endCursor } } }"
    )
    found: list[str] = []
    after = None
    while True:
        page = (await cast[who].ask(query, after=after))["deals"]
        found += [one["number"] for one in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]


async def test_chen_gets_exactly_the_deals_of_his_list_in_its_order(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "PAGE", 7)
    wanted = await numbers(weir, "chen")
    assert 7 < len(wanted) < len(await numbers(weir, "xiaolin"))
    made = await Made(weir, "chen").start(orderBy=[{"field": "NAME", "direction": "ASC"}])
    state = await made.work()
    assert (state["status"], state["total"], state["done"]) == ("DONE", len(wanted), len(wanted))
    header, *rows, mark = await made.rows()
    assert header == ["编号", "名称", "金额", "金额币种", "阶段", "状态", "负责人", "预计成交日期", "更新时间"]
    assert [row[0] for row in rows] == wanted
    assert len(mark) == 1 and "陈" in mark[0] and f"共 {len(wanted)} 条" in mark[0] and "Asia/Shanghai" in mark[0]
    assert (await weir.one("select name from organisation")) in mark[0]
    kept = await weir.sql(
        "select d.number, d.name, coalesce(d.amount::text, ''), case when d.amount is null then '' else d.currency end, s.name_zh,"
        " u.name, coalesce(d.expected_close_date::text, '') from deal d join stage s on s.id = d.stage_id"
        ' join "user" u on u.id = d.owner_id where d.number = any(%s) order by d.name, d.id',
        wanted,
    )
    assert [(*row[:5], *row[6:8]) for row in rows] == kept
    assert {row[5] for row in rows} <= {"进行中", "赢单", "输单", "无效"}
    assert all(row[8].endswith("+08:00") for row in rows)


async def test_a_filter_and_a_search_mean_what_they_mean_in_the_list(weir: Cast) -> None:
    for name in ("导出甲", "导出乙"):
        await weir["zhangsan"].done("createDeal", "deal { id }", name=name)
    made = await Made(weir, "chen").start(["name"], where={"name": {"contains": "导出"}}, search="乙")
    await made.work()
    assert [row[0] for row in (await made.rows())[1:-1]] == ["导出乙"]


@pytest.mark.parametrize("start", ["=1+1", "+86 1", "-2", "@a"])
async def test_what_a_spreadsheet_would_take_for_a_formula_is_written_as_text(start: str, weir: Cast) -> None:
    await weir["zhangsan"].done("createDeal", "deal { id }", name=start, amount={"amount": "12.50"})
    where = {"name": {"eq": start}}
    made = await Made(weir, "chen").start(["name", "amount"], where=where)
    await made.work()
    assert (await made.rows())[1] == [f"'{start}", "12.50", "CNY"]
    sheet = await Made(weir, "chen").start(["name", "amount"], where=where, format="XLSX")
    await sheet.work()
    page = await sheet.sheet()
    assert (page["A2"].data_type, page["A2"].value) == ("s", start)
    assert (page["B2"].value, page["C2"].value) == (12.5, "CNY")
    assert page["A1"].value == "名称" and "共 1 条" in page["A3"].value


async def test_an_export_shows_contact_data_only_as_its_maker_reads_it(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await weir["zhangsan"].done("createContact", "contact { id }", name="李华", mobile="13812345678")
    where = {"name": {"eq": "李华"}}
    asked = {"object": "CONTACT", "where": where}
    full = await Made(weir, "zhao").start(["name", "mobile"], **asked)
    await full.work()
    assert (await full.rows())[1] == ["李华", "13812345678"]
    # Nobody who may export is masked today; if the rules change, the export follows them.
    for name in ("FULL_CONTACT", "WORKING_CONTACT"):
        monkeypatch.setattr(guard, name, frozenset())
    masked = await Made(weir, "zhao").start(["name", "mobile"], **asked)
    await masked.work()
    shown = (await masked.rows())[1][1]
    assert "*" in shown and "1234" not in shown


async def test_a_customer_one_only_sees_through_a_deal_is_not_exported(weir: Cast) -> None:
    found = (await weir["chen"].ask("{ accounts(first: 100) { totalCount nodes { number } } }"))["accounts"]
    made = await Made(weir, "chen").start(["number"], object="ACCOUNT")
    await made.work()
    rows = {row[0] for row in (await made.rows())[1:-1]}
    subtree = weir["chen"].viewer.subtree  # type: ignore[union-attr]
    own = await weir.sql(
        "select number from account where deleted_at is null and department_id = any(%s)", list(subtree)
    )
    assert {row[0] for row in own} <= rows <= {one["number"] for one in found["nodes"]}


async def test_who_may_not_export_is_told_whom_to_ask(weir: Cast) -> None:
    asked = {"object": "DEAL", "format": "CSV", "reason": "季度复盘", "columns": ["name"]}
    for who in ("zhangsan", "moli", "kefu"):
        refused = await weir[who].do("startExport", RUN, **asked)
        assert codes(refused) == ["EXPORT_FORBIDDEN"], who
        assert "经理或管理员" in refused["userErrors"][0]["message"]
    assert await weir.one("select count(*) from export") == 0


async def test_what_makes_no_sense_is_refused_before_anything_is_made(weir: Cast) -> None:
    wrong: list[tuple[dict[str, Any], list[str], list[str]]] = [
        ({"reason": "ab"}, ["REASON_TOO_SHORT"], ["reason"]),
        ({"columns": []}, ["REQUIRED"], ["columns"]),
        ({"columns": ["name", "fxRate"]}, ["INVALID"], ["columns"]),
        ({"where": {"nothing": 1}}, ["INVALID"], ["where"]),
        ({"where": []}, ["EXPORT_NOTHING"], ["where"]),
        ({"orderBy": [{"field": "NOTHING"}]}, ["INVALID"], ["orderBy"]),
        ({"orderBy": "NAME"}, ["INVALID"], ["orderBy"]),
        ({"where": {"name": {"eq": "没有这样的商机"}}}, ["EXPORT_NOTHING"], ["where"]),
    ]
    for given, code, path in wrong:
        asked = {"object": "DEAL", "format": "CSV", "reason": "季度复盘", "columns": ["name"], **given}
        if given.get("where") == []:
            asked["where"] = {"and": [{"id": {"eq": "deal_x"}}]}
        answer = await weir["chen"].do("startExport", RUN, **asked)
        assert (codes(answer), answer["userErrors"][0]["field"]) == (code, path), given
    assert await weir.one("select count(*) from export") == 0


async def test_a_field_hidden_from_its_maker_is_refused_like_one_that_is_not_there(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "NO_AMOUNTS", frozenset({"MANAGER"}))
    asked = {"object": "DEAL", "format": "CSV", "reason": "季度复盘"}
    hidden = await weir["chen"].do("startExport", RUN, columns=["amount"], **asked)
    never = await weir["chen"].do("startExport", RUN, columns=["fxRate"], **asked)
    assert hidden == never and codes(hidden) == ["INVALID"]
    by_amount = {"amount": {"gt": "1"}}
    assert codes(await weir["chen"].do("startExport", RUN, columns=["name"], where=by_amount, **asked)) == ["INVALID"]


async def test_the_file_is_its_makers_alone_and_for_a_day(weir: Cast) -> None:
    made = await Made(weir, "chen").start(["name"])
    assert (await made.file()).status_code == 404
    await made.work()
    got = await made.file()
    assert got.status_code == 200
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-disposition"].startswith("attachment; ") and "no-store" in got.headers["cache-control"]
    [path] = left(weir)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    never = await weir.http.get(f"/exports/export_0192{'0' * 28}", headers={"x-cast": "zhao"})
    for who in ("zhao", "xiaolin", "zhangsan", "shenji"):
        other = await made.file(who)
        assert (other.status_code, other.content) == (404, never.content), who
    assert (await made.file("nobody")).status_code == 401
    await tasks.sweep(worker(weir))
    assert (await made.file()).status_code == 200
    await weir.sql("update export set expires_at = now() - interval '1 second'")
    assert ((await made.file()).status_code, (await made.state())["url"]) == (404, None)
    await tasks.sweep(worker(weir))
    assert left(weir) == [] and (await made.state())["status"] == "EXPIRED"


async def test_a_day_has_five_thousand_rows_and_the_refusal_says_how_many_are_left(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = len(await numbers(weir, "chen"))
    monkeypatch.setattr(actions, "MAX_A_DAY", count + 1)
    await (await Made(weir, "chen").start(["name"])).work()
    asked = {"object": "DEAL", "format": "CSV", "reason": "季度复盘", "columns": ["name"]}
    refused = await weir["chen"].do("startExport", RUN, **asked)
    assert codes(refused) == ["EXPORT_TOO_MANY"] and "还可导出 1 条" in refused["userErrors"][0]["message"]
    # Another person has a day of their own, and tomorrow is another day.
    await weir.sql("update export set created_at = created_at - interval '1 day'")
    await Made(weir, "chen").start(["name"])


async def test_the_audit_says_what_left_the_house_and_its_maker_is_told(weir: Cast) -> None:
    await weir["zhangsan"].done("createDeal", "deal { id }", name="导出审计")
    made = await Made(weir, "chen").start(["number", "name"], where={"name": {"eq": "导出审计"}})
    await made.work()
    await made.work()
    [[changes, actor]] = await weir.sql("select changes, actor_id from audit_entry where action = 'export.made'")
    assert {name: value[1] for name, value in changes.items()} == {
        "object": "DEAL",
        "format": "CSV",
        "filter": {"where": {"name": {"eq": "导出审计"}}},
        "columns": ["number", "name"],
        "count": 1,
        "reason": "季度复盘",
    }
    assert actor == weir["chen"].viewer.user_id  # type: ignore[union-attr]
    told = await weir.sql("select user_id from notification where kind = 'EXPORT_DONE'")
    assert told == [(actor,)]


async def test_the_same_key_starts_one_export(weir: Cast) -> None:
    first = await Made(weir, "chen").start(["name"], idempotencyKey="k1")
    again = await Made(weir, "chen").start(["name"], idempotencyKey="k1")
    assert first.id == again.id and await weir.one("select count(*) from export") == 1


async def test_a_stopped_export_leaves_no_file_even_when_the_job_is_at_it(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await Made(weir, "chen").start(["name"])
    real, seen = tasks._goes_on, []

    async def stopped(*given: Any) -> bool:
        seen.extend(left(weir))
        await weir["chen"].done("stopExport", RUN, id=made.id)
        return await real(*given)

    monkeypatch.setattr(tasks, "_goes_on", stopped)
    state = await made.work()
    assert seen and (state["status"], state["url"]) == ("STOPPED", None)
    assert left(weir) == [] and (await made.file()).status_code == 404
    assert await weir.one("select count(*) from audit_entry where action = 'export.made'") == 0
    assert codes(await weir["zhao"].do("stopExport", RUN, id=made.id)) == ["NOT_FOUND"]


async def test_what_a_killed_job_left_is_swept_and_the_job_begins_anew(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await Made(weir, "chen").start(["name"])
    with monkeypatch.context() as patch:

        async def killed(*given: Any) -> bool:
            raise RuntimeError("killed")

        async def nothing(*given: Any) -> None:
            return None

        patch.setattr(tasks, "_goes_on", killed)
        patch.setattr(tasks, "_fail", nothing)
        assert (await made.work())["status"] == "RUNNING"
    assert left(weir) == []
    assert (await made.work())["status"] == "DONE"
    orphan = weir.app.settings.exports / "00" / f"0192{'0' * 28}.part"
    orphan.parent.mkdir(parents=True)
    orphan.write_text("x")
    await tasks.sweep(worker(weir))
    assert len(left(weir)) == 1 and not orphan.exists()


async def test_a_right_lost_between_asking_and_the_job_counts(weir: Cast) -> None:
    made = await Made(weir, "chen").start(["name"])
    await weir.sql("update user_role set role = 'REP' where user_id = %s", weir["chen"].viewer.user_id)  # type: ignore[union-attr]
    state = await made.work()
    assert (state["status"], state["error"]) == ("FAILED", "EXPORT_FORBIDDEN") and left(weir) == []
