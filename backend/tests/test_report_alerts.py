"""Alerts on a report's number: told once for each crossing, with the number of whoever it is told to."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from cast import Cast
from test_mail import Post, carried, set_up
from test_mail import post as post_server
from test_reports import COUNT, result

from weir.jobs import JOBS, Worker
from weir.reports import alerting
from weir.reports.alert_model import AlertBeat, AlertTest, ReportAlert

pytestmark = pytest.mark.slow
post = post_server
OPEN: dict[str, Any] = {
    "source": "deal",
    "where": {"status": {"eq": "OPEN"}},
    "rows": [{"field": "stage"}],
    "measures": [COUNT],
}
ALERT = "reportAlert { id version isOver isPaused value crossedAt checkedAt problems }"
QUERY = f"query($id: ID!) {{ {ALERT.replace('reportAlert', 'reportAlert(id: $id)')} }}"
NOTICES = "{ notifications(where: {kind: {eq: REPORT_ALERT}}) { nodes { kind report { id name } actor { name } } } }"


@pytest.mark.parametrize(
    ("test", "threshold", "before", "value", "beyond"),
    [
        ("ABOVE", "10", None, "10", False), ("ABOVE", "10", None, "10.01", True), ("BELOW", "10", None, "9", True),
        ("BELOW", "10", None, "10", False), ("CHANGE", "10", "100", "110", True), ("CHANGE", "10", "100", "90", True),
        ("CHANGE", "10", "-100", "-109", False), ("CHANGE", "10", None, "5", False), ("CHANGE", "10", "0", "5", False),
    ],
)  # fmt: skip
def test_what_counts_as_beyond_the_border(
    test: str, threshold: str, before: str | None, value: str, beyond: bool
) -> None:
    alert = ReportAlert(
        name="x", test=AlertTest(test), threshold=Decimal(threshold), value=Decimal(before) if before else None
    )
    assert alerting.is_beyond(alert, Decimal(value)) is beyond
    # Without a number nothing is crossed and nothing comes back.
    alert.is_over = True
    assert alerting.is_beyond(alert, None) is True


def test_a_number_is_looked_at_every_hour_or_every_morning() -> None:
    now = datetime(2026, 11, 29, 10, 59, tzinfo=UTC)
    assert alerting.next_look(AlertBeat.HOURLY, "Asia/Shanghai", now) == datetime(2026, 11, 29, 11, tzinfo=UTC)
    assert alerting.next_look(AlertBeat.DAILY, "Asia/Shanghai", now) == datetime(2026, 11, 30, 0, tzinfo=UTC)


async def looked(weir: Cast, worker: Worker, key: str) -> dict[str, Any]:
    await weir.sql("update report_alert set next_at = now() - interval '1 minute'")
    await alerting.look_round(worker)
    for (one,) in await weir.sql("select id from report_alert where not is_paused"):
        await JOBS[alerting.CHECK](worker, alert=str(one))
    return dict((await weir["xiaolin"].ask(QUERY, id=key))["reportAlert"])


async def test_each_is_told_of_their_own_number_once_until_it_has_come_back(weir: Cast, post: Post) -> None:
    worker = await set_up(weir, post)
    given = {"name": "进行中", "definition": OPEN, "userIds": [weir["zhangsan"].id]}
    report = (await weir["chen"].done("createReport", "report { id version }", **given))["report"]
    chen, own = [(await result(weir, who, **OPEN))["considered"] for who in ("chen", "zhangsan")]
    border = {"reportId": report["id"], "name": "太多了", "test": "ABOVE", "threshold": str(own)}
    # 陈经理 sees more than 张三, and is told; 张三 is exactly at the border.
    first = (await weir["chen"].done("createReportAlert", ALERT, **border))["reportAlert"]
    mine = (await weir["zhangsan"].done("createReportAlert", ALERT, **border))["reportAlert"]
    for _ in range(3):
        seen = await looked(weir, worker, first["id"])
    assert seen["isOver"] and Decimal(seen["value"]) == chen > own
    assert Decimal((await weir["zhangsan"].ask(QUERY, id=mine["id"]))["reportAlert"]["value"]) == own
    [notice] = (await weir["chen"].ask(NOTICES))["notifications"]["nodes"]
    assert notice["report"] == {"id": report["id"], "name": "进行中"} and notice["actor"] is None
    assert (await weir["zhangsan"].ask(NOTICES))["notifications"]["nodes"] == []
    await carried(weir, worker)
    [(to, mail)] = post.taken
    html = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert to == "chen@weir.example" and f">{chen}<" in html and f"http://testserver/reports/{report['id']}" in html
    # It comes back, and crosses once more.
    hidden = "update deal set deleted_at = now() where deleted_at is null and owner_id <> %s returning id"
    gone = await weir.sql(hidden, weir["zhangsan"].viewer.user_id)  # type: ignore[union-attr]
    assert not (await looked(weir, worker, first["id"]))["isOver"]
    await weir.sql("update deal set deleted_at = null where id = any(%s)", [row[0] for row in gone])
    assert (await looked(weir, worker, first["id"]))["isOver"]
    assert len((await weir["chen"].ask(NOTICES))["notifications"]["nodes"]) == 2
    # Paused, nobody looks; with another border it begins anew; what is no longer shared is not looked at.
    version = (await weir["chen"].ask(QUERY, id=first["id"]))["reportAlert"]["version"]
    paused = await weir["chen"].done("updateReportAlert", ALERT, id=first["id"], version=version, isPaused=True)
    before = paused["reportAlert"]["checkedAt"]
    assert (await looked(weir, worker, first["id"]))["checkedAt"] == before
    version = paused["reportAlert"]["version"]
    await weir["chen"].done("updateReportAlert", ALERT, id=first["id"], version=version, isPaused=False, threshold="0")
    assert (await looked(weir, worker, first["id"]))["isOver"]
    assert len((await weir["chen"].ask(NOTICES))["notifications"]["nodes"]) == 3
    await weir["chen"].done("updateReport", "report { id }", id=report["id"], version=report["version"], userIds=[])
    lost = await looked(weir, worker, mine["id"])
    assert lost["value"] is None and lost["problems"][0]["code"] == "ALERT_NOT_THEIRS"


async def test_an_alert_is_on_a_number_there_is_of_a_report_one_may_open(weir: Cast) -> None:
    share = {"function": "COUNT", "show": "SHARE"}
    definition = {**OPEN, "measures": [COUNT, share]}
    report = (await weir["chen"].done("createReport", "report { id }", name="x", definition=definition))["report"]
    base = {"reportId": report["id"], "name": "x", "threshold": "1"}
    for who, part, code in (
        ("wangwu", {}, "NOT_FOUND"), ("hengda", {}, "FORBIDDEN"), ("chen", {"measure": 2}, "ALERT_NO_MEASURE"),
        ("chen", {"measure": 1}, "ALERT_RELATIVE"), ("chen", {"test": "CHANGE", "threshold": "0"}, "INVALID"),
        ("chen", {"threshold": "99999999999999"}, "INVALID"), ("chen", {"name": " "}, "REQUIRED"),
    ):  # fmt: skip
        refused = await weir[who].do("createReportAlert", ALERT, **{**base, **part})
        assert [one["code"] for one in refused["userErrors"]] == [code], (who, part)
    made = (await weir["chen"].done("createReportAlert", ALERT, **base))["reportAlert"]
    for who in ("zhangsan", "zhao"):
        assert (await weir[who].ask(QUERY, id=made["id"]))["reportAlert"] is None
    await weir["chen"].done("deleteReportAlert", id=made["id"], version=made["version"])
