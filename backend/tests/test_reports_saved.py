"""Saved reports: shared with whom, seen as what, what they were before, and how figures leave the house."""

import base64
import io
from typing import Any

import openpyxl
import pytest
from cast import Cast
from test_reports import AMOUNT, COUNT, result

from weir.reports.definition import defined
from weir.reports.layout import Layout

pytestmark = pytest.mark.slow

SAVED = (
    "report { id version name definition isShared owner { name } shares { nodes { user { name } team { name } role } }"
    " versions { nodes { number definition } } }"
)
MINE: dict[str, Any] = {"source": "deal", "rows": [{"field": "owner"}], "measures": [COUNT], "chart": "BAR"}


async def saved(weir: Cast, who: str, **more: Any) -> dict[str, Any]:
    given_now = {"name": "我的报表", "definition": MINE, **more}
    found: dict[str, Any] = (await weir[who].done("createReport", SAVED, **given_now))["report"]
    return found


async def names(weir: Cast, who: str) -> list[str]:
    return [one["name"] for one in (await weir[who].ask("{ reports { nodes { name } } }"))["reports"]["nodes"]]


async def test_陈经理_shares_a_report_and_everybody_sees_the_figures_of_their_own_records(weir: Cast) -> None:
    report = await saved(weir, "chen", userIds=[weir["zhangsan"].id], roles=["FINANCE"])
    for who in ("zhangsan", "qian", "chen", "shenji"):
        assert await names(weir, who) == ["我的报表"], who
    for who in ("lisi", "wangwu", "sun", "moli", "hengda"):
        assert await names(weir, who) == [], who
        answer = await weir[who].do("updateReport", SAVED, id=report["id"], version=report["version"], name="x")
        # Whoever may not write reports at all is told so without a look at this one.
        assert answer["userErrors"][0]["code"] in ("NOT_FOUND", "FORBIDDEN"), who
    answer = await weir["zhangsan"].do("updateReport", SAVED, id=report["id"], version=report["version"], name="x")
    assert answer["userErrors"][0]["code"] in ("NOT_FOUND", "FORBIDDEN")
    own = (await result(weir, "zhangsan", **report["definition"]))["considered"]
    everything = (await result(weir, "chen", **report["definition"]))["considered"]
    assert own == await weir.one(
        "select count(*) from deal d join \"user\" u on u.id = d.owner_id where u.name = '张三' and d.deleted_at is null"
    )
    assert own < everything


async def test_what_a_report_was_before_is_kept(weir: Cast) -> None:
    report = await saved(weir, "chen")
    other = {**MINE, "chart": "PIE"}
    changed = await weir["chen"].done(
        "updateReport", SAVED, id=report["id"], version=report["version"], definition=other
    )
    assert changed["report"]["versions"]["nodes"] == [{"number": 1, "definition": MINE}]
    again = changed["report"]
    same = await weir["chen"].done("updateReport", SAVED, id=again["id"], version=again["version"], name="新名字")
    assert len(same["report"]["versions"]["nodes"]) == 1, "a new name is no new version"
    stale = await weir["chen"].do("updateReport", SAVED, id=again["id"], version=report["version"], definition=MINE)
    assert stale["userErrors"][0]["code"] == "CONFLICT"
    await weir["chen"].done("deleteReport", id=again["id"], version=same["report"]["version"])
    assert await names(weir, "chen") == []
    assert await weir.one("select count(*) from report_version") == 0


async def test_a_rep_publishes_nothing_and_nobody_saves_what_they_may_not_read(weir: Cast) -> None:
    for part in ({"sharedWithAll": True}, {"roles": ["REP"]}):
        answer = await weir["zhangsan"].do("createReport", SAVED, name="x", definition=MINE, **part)
        assert answer["userErrors"][0]["code"] == "FORBIDDEN", part
    hidden = {**MINE, "measures": [AMOUNT]}
    answer = await weir["moli"].do("createReport", SAVED, name="x", definition=hidden)
    assert answer["userErrors"][0] == {
        "code": "REPORT_HIDDEN_FIELD", "field": ["measures", "0", "field"], "message": answer["userErrors"][0]["message"],
    }  # fmt: skip
    assert await names(weir, "moli") == []


async def test_figures_leave_the_house_as_a_file_only_with_the_right_and_are_audited(weir: Cast) -> None:
    given_now = {"definition": {**MINE, "columns": [{"field": "stage"}]}, "format": "CSV", "name": "=阶段"}
    refused = await weir["zhangsan"].do("exportReport", "content", **given_now)
    assert refused["userErrors"][0]["code"] == "EXPORT_FORBIDDEN" and refused["content"] is None
    file = await weir["chen"].done("exportReport", "fileName content", **given_now)
    lines = base64.b64decode(file["content"]).decode("utf-8-sig").splitlines()
    assert lines[1].startswith("负责人,商机数") and lines[-2].startswith("合计,")
    assert "陈经理" in lines[-1]
    assert await weir.one("select count(*) from audit_entry where action = 'report.exported'") == 1
    assert "截至" in lines[-1] and lines[-1].endswith(" · CNY")
    # In a spreadsheet the picture is a chart of the cells beside it; totals are in none.
    for rows, chart, kinds in (
        (["owner"], "STACKED", ["BarChart"]), (["owner", "status"], "LINE", ["LineChart"]), (["owner"], "COMBO", ["BarChart", "LineChart"]),
    ):  # fmt: skip
        definition = {**given_now["definition"], "rows": [{"field": one} for one in rows], "chart": chart}
        given = {**given_now, "definition": definition, "format": "XLSX"}
        sheet = await weir["chen"].done("exportReport", "fileName content", **given)
        assert sheet["fileName"] == "=阶段.xlsx"
        page = openpyxl.load_workbook(io.BytesIO(base64.b64decode(sheet["content"]))).active
        assert page is not None and not [one for row in page.iter_rows() for one in row if one.data_type == "f"]
        [drawn] = page._charts  # type: ignore[attr-defined]
        assert drawn.title.tx.rich.p[0].r[0].t == "=阶段" and [type(one).__name__ for one in drawn._charts] == kinds
        series = [one for part in drawn._charts for one in part.series]
        stages = [one.value for one in page[1] if one.value and one.value != "合计"]
        assert [of(page, one.tx.strRef.f) for one in series] == [[one] for one in stages[-len(series) :]]
        result_now = await result(weir, "chen", **definition)
        leaves = [" · ".join(key["label"] for key in one["keys"]) for one in result_now["rows"] if not one["isTotal"]]
        at = [n for n, one in enumerate(result_now["rows"]) if not one["isTotal"]]
        numbers = {(row, column): int(number) for row, column, _, number in result_now["cells"]}
        for column, one in enumerate(series):
            assert of(page, one.cat.strRef.f) == leaves
            assert of(page, one.val.numRef.f) == [numbers.get((row, column)) for row in at]


def of(page: Any, reference: str) -> list[Any]:
    """What stands in the cells a chart refers to."""
    found = page[reference.rpartition("!")[2].replace("$", "")]
    return [one[0].value for one in found] if isinstance(found, tuple) else [found.value]


BOARD = "dashboard { id version name layout refreshMinutes isShared shares { nodes { user { name } role } } }"


async def test_a_dashboard_is_kept_as_it_was_laid_out_and_opened_by_whom_it_is_shared_with(weir: Cast) -> None:
    report = await saved(weir, "chen")
    layout = {
        "tiles": [{"id": "a", "report": report["id"], "width": 12, "height": 2}, {"id": "b", "ready": "lost-reasons"}],
        "filters": {"deal": {"ownerId": {"among": "ME"}}},
    }
    made = await weir["chen"].done("createDashboard", BOARD, name="周会", layout=layout, userIds=[weir["lisi"].id])
    board = made["dashboard"]
    assert board["layout"]["tiles"][1] == {"id": "b", "ready": "lost-reasons", "width": 6, "height": 2}
    assert board["isShared"] and [one["user"]["name"] for one in board["shares"]["nodes"]] == ["李四"]
    query = "query($id: ID!) { dashboard(id: $id) { name } }"
    for who, name in (("lisi", "周会"), ("shenji", "周会"), ("zhangsan", None), ("hengda", None), ("nobody", None)):
        answer = await weir[who].reply(query, id=board["id"])
        assert ((answer.get("data") or {}).get("dashboard") or {}).get("name") == name, who
    wrong = await weir["chen"].do("createDashboard", BOARD, name="x", layout={"tiles": [{"id": "a", "width": 40}]})
    assert wrong["userErrors"][0]["code"] == "INVALID" and "tiles.0.width" in wrong["userErrors"][0]["message"]
    for hidden in (
        {"filters": {"deal": {"baseAmount": {"gt": "1"}}}},
        {"controls": [{"source": "deal", "key": "baseAmount"}]},
        {"controls": [{"source": "deal", "key": "gone"}]},
    ):
        refused = await weir["moli"].do("createDashboard", BOARD, name="x", layout=hidden)
        assert refused["userErrors"][0]["code"] == "REPORT_FILTER", hidden
    await weir["chen"].done("deleteDashboard", id=board["id"], version=board["version"])
    assert await names(weir, "chen") == ["我的报表"], "its reports stay"


def test_what_a_dashboard_is_set_to_goes_with_every_report_that_has_the_field() -> None:
    mine = {"source": "deal", "key": "ownerId", "value": {"among": "ME"}}
    layout = Layout.model_validate(
        {"filters": {"deal": {"status": {"eq": "OPEN"}}}, "controls": [mine, {"source": "deal", "key": "tags"}]}
    )
    own = {
        "source": "deal",
        "where": {"isSlipped": {"eq": True}},
        "controls": [{"key": "ownerId", "value": {"among": "MY_TEAM"}}],
    }
    assert defined({**layout.applied(own), "measures": [COUNT]}).whole_where == {
        "and": [{"isSlipped": {"eq": True}}, {"status": {"eq": "OPEN"}}, {"ownerId": {"among": "ME"}}]
    }
    assert layout.applied({"source": "lead"})["where"] == {"ownerId": {"among": "ME"}}, "leads have owners, too"
    assert layout.applied({"source": "task", "where": {"kind": {"eq": "CALL"}}})["where"] == {"kind": {"eq": "CALL"}}, (
        "tasks have none"
    )


FOLDERS = "{ reports { groups(by: [{field: FOLDER}]) { keys { value } count } } dashboards { nodes { name folder } } }"


async def test_a_folder_is_there_for_whoever_sees_what_is_in_it_and_moves_with_what_is_ones_own(weir: Cast) -> None:
    for who, name, folder, receivers in (
        ("chen", "甲", " 销售 / 月报/", ["zhangsan"]), ("chen", "乙", "销售/月报/华南", []), ("zhangsan", "丙", "销售/月报", ["chen"]),
    ):  # fmt: skip
        await saved(weir, who, name=name, folder=folder, userIds=[weir[one].id for one in receivers])
    await weir["chen"].done("createDashboard", BOARD, name="周会", layout={}, folder="销售")

    async def folders(who: str) -> dict[str, int]:
        found = (await weir[who].ask(FOLDERS))["reports"]["groups"]
        return {one["keys"][0]["value"]: one["count"] for one in found}

    assert await folders("zhangsan") == {"销售/月报": 2}, "what is 华南 is not told to who sees nothing in it"
    moved = await weir["chen"].done("moveReportFolder", "moved", folder="销售", to="区域/销售")
    assert moved["moved"] == 3
    assert await folders("chen") == {"区域/销售/月报": 1, "区域/销售/月报/华南": 1, "销售/月报": 1}
    assert (await weir["chen"].ask(FOLDERS))["dashboards"]["nodes"] == [{"name": "周会", "folder": "区域/销售"}]
    await weir["chen"].done("moveReportFolder", "moved", folder="区域", to=None)
    assert await folders("chen") == {"销售/月报": 2, "销售/月报/华南": 1}
    for to, code in (("销售/月报/新", "FOLDER_INTO_ITSELF"), ("一/二/三/四", "FOLDER"), ("x" * 61, "FOLDER")):
        refused = await weir["chen"].do("moveReportFolder", "moved", folder="销售/月报", to=to)
        assert refused["userErrors"][0]["code"] == code, to
    for who, folder in (("lisi", "销售"), ("chen", "没有"), ("chen", "")):
        refused = await weir[who].do("moveReportFolder", "moved", folder=folder, to="x")
        assert refused["userErrors"][0]["code"] == "FOLDER_NOT_YOURS", (who, folder)
    assert await folders("chen") == {"销售/月报": 2, "销售/月报/华南": 1}, "nothing half done"
