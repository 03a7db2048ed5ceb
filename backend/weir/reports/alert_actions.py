"""What can be done with alerts: make, change, pause and delete them."""

from decimal import Decimal
from typing import Any

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.errors import Refusal, forbidden
from weir.jobs import wake
from weir.reports import sending_texts  # noqa: F401 (what its refusals say)
from weir.reports.alert_model import AlertBeat, AlertTest, ReportAlert
from weir.reports.definition import Show, defined
from weir.reports.model import Report

ALERTS = "reports.alerts"
MAX_OWN = 100
MOST = Decimal(10) ** 13
OWN = "select count(*) from report_alert where owner_id = %(user)s"


async def create_report_alert(change: Change, given: dict[str, Any]) -> ReportAlert:
    """An alert of the viewer's own, on a report they may open. It is looked at for the first time at once."""
    change.allow("create", ReportAlert)
    if change.viewer.user_id is None:
        raise forbidden()
    report = await change.see(Report, key_of(given["reportId"], "report"), "reportId")
    [[count]] = await change.fetch(OWN, {"user": change.viewer.user_id})
    if count >= MAX_OWN:
        raise Refusal("LIMIT", (), {"max": MAX_OWN})
    row = ReportAlert(
        name="", report_id=report.id, owner_id=change.viewer.user_id, threshold=Decimal(0), next_at=change.now
    )
    _set(change, row, report, given)
    change.add(row)
    await change.save("created")
    await wake(change.session, ALERTS)
    return row


async def update_report_alert(change: Change, given: dict[str, Any]) -> ReportAlert:
    """Changes an alert. With another border it is looked at anew, as if nothing had been told."""
    row = await change.load(ReportAlert, key_of(given["id"], "report_alert"), version=given["version"])
    report = await change.see(Report, row.report_id, "id")
    _set(change, row, report, given)
    await change.save("updated")
    await wake(change.session, ALERTS)
    return row


async def delete_report_alert(change: Change, given: dict[str, Any]) -> ReportAlert:
    """Deletes an alert."""
    row = await change.load(ReportAlert, key_of(given["id"], "report_alert"), version=given["version"], action="void")
    await change.session.delete(row)
    change.record(ReportAlert, row.id, "removed", {"name": [row.name, None]})
    await change.session.flush()
    return row


def _set(change: Change, row: ReportAlert, report: Report, given: dict[str, Any]) -> None:
    """The columns an input names. Raises `Refusal`."""
    before = (row.measure, row.test, row.threshold)
    if "name" in given:
        row.name = tidy(given["name"] or "")[:80]
        if not row.name:
            raise Refusal("REQUIRED", ("name",), {"label": ("名称", "The name")})
    for name, kind in (("test", AlertTest), ("every", AlertBeat)):
        if given.get(name):
            setattr(row, name, kind(given[name]))
    if given.get("measure") is not None:
        row.measure = given["measure"]
    if given.get("threshold") is not None:
        row.threshold = round(Decimal(given["threshold"]), 4)
    if given.get("isPaused") is not None:
        row.is_paused = given["isPaused"]
    measures = defined(report.definition).measures
    if not 0 <= row.measure < len(measures):
        raise Refusal("ALERT_NO_MEASURE", ("measure",))
    if measures[row.measure].show is not Show.VALUE:
        raise Refusal("ALERT_RELATIVE", ("measure",))
    if (
        not row.threshold.is_finite()
        or abs(row.threshold) >= MOST
        or (row.test is AlertTest.CHANGE and row.threshold <= 0)
    ):
        why = ("变化幅度须大于 0，且数值不能过大。", "a change is more than 0, and no number is that large.")
        raise Refusal("INVALID", ("threshold",), {"label": ("界限", "The threshold"), "why": why})
    if (row.measure, row.test, row.threshold) != before:
        row.is_over, row.crossed_at, row.value = False, None, None
    row.problems, row.next_at = [], change.now
