"""Reports that go out by themselves: each receiver gets their own figures, once, and whoever may not open it gets nothing."""

import asyncio
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from cast import Cast
from test_mail import Post, carried, set_up
from test_mail import post as post_server
from test_reports import COUNT, result

from weir.jobs import Worker
from weir.reports import sending
from weir.reports.rhythm import Rhythm, following

post = post_server
OPEN: dict[str, Any] = {
    "source": "deal",
    "where": {"status": {"eq": "OPEN"}},
    "rows": [{"field": "stage"}],
    "measures": [COUNT],
}
SCHEDULE = (
    "reportSchedule { id version name isPaused stopped nextAt optedOut owner { name } recipients { nodes { user { name } } }"
    " runs { nodes { dueAt waiting sent skipped failed mails { nodes { state user { name } problems } } } } }"
)
QUERY = f"query($id: ID!) {{ {SCHEDULE.replace('reportSchedule', 'reportSchedule(id: $id)')} }}"


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[misc,arg-type]


def test_the_next_time_is_a_local_time_of_the_organisation_whatever_the_clocks_do() -> None:
    monday = (Rhythm.WEEKLY, [1], 1, "08:30")
    # Monday 2026-11-30, 08:30 in Shanghai.
    assert following(*monday, "Asia/Shanghai", at(2026, 11, 29, 12)) == at(2026, 11, 30, 0, 30)
    assert following(*monday, "Asia/Shanghai", at(2026, 11, 30, 0, 30)) == at(2026, 12, 7, 0, 30), (
        "never the same twice"
    )
    last = (Rhythm.MONTHLY, [], 31, "18:00")
    assert following(*last, "Asia/Shanghai", at(2027, 2, 1)) == at(2027, 2, 28, 10)
    daily = (Rhythm.DAILY, [], 1, "02:30")
    # The night the clocks of Berlin jump from 2 to 3, and the one in which 2:30 comes twice.
    assert following(*daily, "Europe/Berlin", at(2027, 3, 27, 12)) == at(2027, 3, 28, 1, 30)
    assert following(*daily, "Europe/Berlin", at(2027, 10, 30, 12)) == at(2027, 10, 31, 0, 30)
    assert following(*daily, "Europe/Berlin", at(2027, 10, 31, 0, 30)) == at(2027, 11, 1, 1, 30)


async def scheduled(weir: Cast, who: str, **given: Any) -> dict[str, Any]:
    """A daily schedule of a report of the person's own, shared with 张三."""
    report = (
        await weir[who].done(
            "createReport", "report { id version }", name="进行中", definition=OPEN, userIds=[weir["zhangsan"].id]
        )
    )["report"]
    base = {"name": "每日商机", "reportId": report["id"], "rhythm": "DAILY", "at": "08:00"}
    made = await weir[who].done("createReportSchedule", SCHEDULE, **{**base, **given})
    return {**made["reportSchedule"], "report": report}


async def due(weir: Cast, worker: Worker, times: int = 1) -> None:
    """It has been due for some days, and the workers look round, all at once."""
    await weir.sql("update report_schedule set next_at = now() - interval '3 days' where stopped is null")
    await asyncio.gather(*(sending.look_round(worker) for _ in range(times)))


async def test_each_receiver_gets_their_own_figures_and_whoever_may_not_open_it_gets_nothing(
    weir: Cast, post: Post
) -> None:
    worker = await set_up(weir, post)
    left = await weir.id_of("user", "name = '周六'")
    people = [weir[who].id for who in ("zhangsan", "lisi")]
    schedule = await scheduled(weir, "chen", userIds=[*people, left])
    await due(weir, worker, times=3)
    await carried(weir, worker)
    [run] = (await weir["chen"].ask(QUERY, id=schedule["id"]))["reportSchedule"]["runs"]["nodes"]
    # 周六 has left and is not even asked for; 李四 was not given the report.
    assert {one["user"]["name"]: one["state"] for one in run["mails"]["nodes"]} == {
        "陈经理": "SENT", "张三": "SENT", "李四": "SKIPPED",
    }  # fmt: skip
    skipped = next(one for one in run["mails"]["nodes"] if one["state"] == "SKIPPED")
    assert skipped["problems"][0]["code"] == "SCHEDULE_NOT_THEIRS"
    assert (run["sent"], run["skipped"], run["failed"], run["waiting"]) == (2, 1, 0, 0)
    mails = dict(post.taken)
    assert set(mails) == {"chen@weir.example", "zhangsan@weir.example"}
    counts = {who: (await result(weir, who, **OPEN))["considered"] for who in ("chen", "zhangsan")}
    assert counts["zhangsan"] < counts["chen"]
    for who, count in counts.items():
        html = mails[f"{who}@weir.example"].get_body(("html",)).get_content()  # type: ignore[union-attr]
        assert (
            f"{count:,} 条记录" in html
            and "Asia/Shanghai · CNY" in html
            and "截至" in html
            and "状态 为 进行中" in html
        )
        assert f"http://testserver/reports/{schedule['report']['id']}" in html and "/unsubscribe/" in html
        assert "<script" not in html and "<style" not in html
    # A manager may export, a rep may not: and the mail says so.
    [file] = mails["chen@weir.example"].iter_attachments()
    book = openpyxl.load_workbook(io.BytesIO(file.get_payload(decode=True)))
    rows = list(book.active.values)
    assert rows[-2][:2] == ("合计", counts["chen"]) and "陈经理" in rows[-1][0]
    assert list(mails["zhangsan@weir.example"].iter_attachments()) == []
    text = mails["zhangsan@weir.example"].get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "没有导出权限" in text
    trail = "select u.name from audit_entry a join \"user\" u on u.id = a.actor_id where a.action = 'report.exported'"
    assert await weir.sql(trail) == [("陈经理",)]
    # Nobody but its maker and an administrator sees the schedule.
    for who in ("zhangsan", "lisi", "sun", "hengda"):
        assert (await weir[who].ask("{ reportSchedules { totalCount } }"))["reportSchedules"]["totalCount"] == 0, who
    # No longer shared, no longer sent.
    report = schedule["report"]
    await weir["chen"].done("updateReport", "report { id }", id=report["id"], version=report["version"], userIds=[])
    await due(weir, worker)
    await carried(weir, worker)
    assert [to for to, _ in post.taken].count("zhangsan@weir.example") == 1


async def test_what_was_missed_is_sent_once_and_a_schedule_without_its_maker_stops(weir: Cast, post: Post) -> None:
    schedule = await scheduled(weir, "chen")
    worker = Worker(weir.app.settings, weir.app.database)
    # Without a mail server nothing is due.
    await due(weir, worker)
    assert await weir.one("select count(*) from report_run") == 0
    worker = await set_up(weir, post)
    await due(weir, worker, times=4)
    assert await weir.one("select count(*) from report_run") == 1 and await weir.one("select count(*) from mail") == 1
    now = await weir["chen"].ask(QUERY, id=schedule["id"])
    next_at = datetime.fromisoformat(now["reportSchedule"]["nextAt"])
    assert datetime.now(UTC) < next_at <= datetime.now(UTC) + timedelta(days=1)
    version = now["reportSchedule"]["version"]
    paused = await weir["chen"].done(
        "updateReportSchedule", SCHEDULE, id=schedule["id"], version=version, isPaused=True
    )
    await due(weir, worker)
    # And what waits of a schedule that was paused meanwhile is not sent either.
    await carried(weir, worker)
    assert await weir.one("select count(*) from report_run") == 1 and post.taken == []
    version = paused["reportSchedule"]["version"]
    await weir["chen"].done("updateReportSchedule", SCHEDULE, id=schedule["id"], version=version, isPaused=False)
    await weir.sql("update \"user\" set is_active = false where name = '陈经理'")
    await due(weir, worker)
    stopped = (await weir["xiaolin"].ask(QUERY, id=schedule["id"]))["reportSchedule"]
    assert stopped["stopped"] == "OWNER_LEFT" and await weir.one("select count(*) from report_run") == 1
    refused = await weir["zhao"].do("takeOverReportSchedule", id=schedule["id"], version=stopped["version"])
    assert refused["userErrors"][0]["code"] == "FORBIDDEN"
    taken = await weir["xiaolin"].done(
        "takeOverReportSchedule", SCHEDULE, id=schedule["id"], version=stopped["version"]
    )
    assert (taken["reportSchedule"]["stopped"], taken["reportSchedule"]["owner"]["name"]) == (None, "小林")


async def test_one_link_ends_the_mails_of_one_schedule_for_one_person_and_does_nothing_else(
    weir: Cast, post: Post
) -> None:
    worker = await set_up(weir, post)
    schedule = await scheduled(weir, "chen", userIds=[weir["zhangsan"].id])
    await due(weir, worker)
    await carried(weir, worker)
    mail = dict(post.taken)["zhangsan@weir.example"]
    link = str(mail["List-Unsubscribe"]).strip("<>").removeprefix("http://testserver")
    # A program that only looks unsubscribes nobody.
    assert "退订" in (await weir.http.get(link)).text
    assert await weir.one("select count(*) from schedule_opt_out") == 0
    head, _, seal = link.rpartition(".")
    other = weir["chen"].id.removeprefix("user_")
    wrong = [
        f"{head}.{'A' * len(seal)}",
        link[:-1],
        f"{head[:-32]}{other}.{seal}",
        "/unsubscribe/x",
        f"/unsubscribe/{seal}",
    ]
    answers = [await weir.http.post(one) for one in wrong]
    assert {(one.status_code, one.content) for one in answers} == {(404, answers[0].content)}
    assert await weir.one("select count(*) from schedule_opt_out") == 0
    for _ in range(2):
        assert "已退订" in (await weir.http.post(link)).text
    assert (await weir["chen"].ask(QUERY, id=schedule["id"]))["reportSchedule"]["optedOut"] == 1
    await due(weir, worker)
    await carried(weir, worker)
    assert [to for to, _ in post.taken].count("zhangsan@weir.example") == 1
    await weir.http.post(f"{link}?again=1")
    assert await weir.one("select count(*) from schedule_opt_out") == 0
    told = "select count(*) from audit_entry where action in ('report_schedule.opted_out', 'report_schedule.opted_in')"
    assert await weir.one(told) == 2


async def test_a_schedule_is_of_what_its_maker_may_open_and_to_whom_they_may_write(weir: Cast) -> None:
    report = (await weir["chen"].done("createReport", "report { id }", name="x", definition=OPEN))["report"]
    base = {"name": "x", "reportId": report["id"]}
    for who, part, code in (
        ("wangwu", {}, "NOT_FOUND"),
        ("chen", {"reportId": None}, "SCHEDULE_SUBJECT"),
        ("chen", {"ready": "lost-reasons"}, "SCHEDULE_SUBJECT"),
        ("chen", {"reportId": None, "ready": "no-such"}, "NOT_FOUND"),
        ("chen", {"at": "25:00"}, "INVALID"),
        ("chen", {"rhythm": "WEEKLY", "weekdays": [8]}, "INVALID"),
        ("chen", {"rhythm": "MONTHLY", "monthDay": 32}, "INVALID"),
        ("chen", {"toOwner": False}, "SCHEDULE_NOBODY"),
        ("zhangsan", {"reportId": None, "ready": "lost-reasons", "roles": ["REP"]}, "FORBIDDEN"),
        ("hengda", {}, "FORBIDDEN"),
    ):
        refused = await weir[who].do("createReportSchedule", SCHEDULE, **{**base, **part})
        assert [one["code"] for one in refused["userErrors"]] == [code], (who, part)
    assert await weir.one("select count(*) from report_schedule") == 0
    mail = "mail { id }"
    assert (await weir["chen"].do("sendReport", mail, reportId=report["id"]))["userErrors"][0][
        "code"
    ] == "MAIL_NO_SERVER"
    assert (await weir["wangwu"].do("sendReport", mail, reportId=report["id"]))["userErrors"][0]["code"] == "NOT_FOUND"


async def test_the_weekly_digest_of_a_team_tells_of_its_members_and_a_dashboard_comes_whole(
    weir: Cast, post: Post
) -> None:
    worker = await set_up(weir, post)
    team = await weir.id_of("team", "name = '大客户组'")
    given = {
        "ready": "weekly-digest",
        "teamId": team,
        "teamIds": [team],
        "weekdays": [1],
        "at": "08:30",
        "toOwner": False,
    }
    await weir["zhao"].done("createReportSchedule", SCHEDULE, name="大客户组周报", **given)
    await due(weir, worker)
    await carried(weir, worker)
    members = await weir.sql(
        'select u.email, u.name from team_member m join "user" u on u.id = m.user_id where u.is_active'
        " and m.team_id = (select id from team where name = '大客户组')"
    )
    assert {to for to, _ in post.taken} == {email for email, _ in members} and len(members) > 1
    names = {name for _, name in members}
    others = {row[0] for row in await weir.sql('select name from "user"')} - names
    for _, mail in post.taken:
        html = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
        assert ">Open deals<" in html or ">进行中的商机<" in html
        assert not [one for one in others if f">{one}<" in html]
    post.taken.clear()
    tiles = [{"id": "a", "ready": "pipeline-by-stage", "title": "漏斗"}, {"id": "b", "report": f"report_{'0' * 32}"}]
    board = (await weir["sun"].done("createDashboard", "dashboard { id }", name="East", layout={"tiles": tiles}))[
        "dashboard"
    ]
    await weir["sun"].done("sendReport", "mail { id }", dashboardId=board["id"])
    await carried(weir, worker)
    [(to, mail)] = post.taken
    html = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    # In her language; one report that is not there leaves the other standing.
    assert to == "sun@weir.example" and "漏斗" in html and "This report was deleted" in html and "Open in Weir" in html


pytestmark = pytest.mark.slow
