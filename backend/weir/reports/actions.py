"""What can be done with saved reports and dashboards."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from weir.catalog.ids import key_of
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.changing.records import create, update
from weir.changing.sharing import share
from weir.db.record import Record
from weir.errors import Refusal, forbidden
from weir.reports.compile import plan
from weir.reports.definition import defined
from weir.reports.folders import filed
from weir.reports.layout import laid_out
from weir.reports.model import Dashboard, DashboardShare, Report, ReportShare, ReportVersion

MAX_OWN = 500
# A report remembers this many definitions it had.
MAX_VERSIONS = 50


async def create_report(change: Change, given: dict[str, Any]) -> Report:
    """A new report of the viewer's own."""
    await _room_for(change, Report)
    report = await create(change, Report, given, _whole_report(given))
    await share(change, ReportShare, "report_id", report, given)
    return report


async def update_report(change: Change, given: dict[str, Any]) -> Report:
    """Changes a report; the definition it had is kept as a version. Only its owner does."""
    loaded = await change.load(Report, key_of(given["id"], "report"), version=given["version"])
    before = dict(loaded.definition)
    report = await update(change, Report, given, _whole_report(given))
    if report.definition != before:
        await _keep_version(change, report.id, before)
    await share(change, ReportShare, "report_id", report, given)
    return report


async def delete_report(change: Change, given: dict[str, Any]) -> Report:
    """Deletes a report for everybody."""
    report: Report = await _delete(change, Report, given)
    return report


async def create_dashboard(change: Change, given: dict[str, Any]) -> Dashboard:
    """A new dashboard of the viewer's own."""
    await _room_for(change, Dashboard)
    dashboard = await create(change, Dashboard, given, _whole_dashboard(given))
    await share(change, DashboardShare, "dashboard_id", dashboard, given)
    return dashboard


async def update_dashboard(change: Change, given: dict[str, Any]) -> Dashboard:
    """Changes a dashboard or who may open it. Only its owner does."""
    dashboard = await update(change, Dashboard, given, _whole_dashboard(given))
    await share(change, DashboardShare, "dashboard_id", dashboard, given)
    return dashboard


async def delete_dashboard(change: Change, given: dict[str, Any]) -> Dashboard:
    """Deletes a dashboard for everybody; its reports stay."""
    dashboard: Dashboard = await _delete(change, Dashboard, given)
    return dashboard


def _whole_report(given: dict[str, Any]) -> Any:
    async def whole(change: Change, report: Report) -> None:
        if report.owner_id is None:
            report.owner_id = change.viewer.user_id
        if "definition" in given:
            # What the viewer may not read is in no report of theirs.
            plan(change.viewer, defined(given["definition"], "definition"))
            report.definition = given["definition"]
        report.folder = filed(report.folder)
        _publish(change, given)

    return whole


def _whole_dashboard(given: dict[str, Any]) -> Any:
    async def whole(change: Change, dashboard: Dashboard) -> None:
        if dashboard.owner_id is None:
            dashboard.owner_id = change.viewer.user_id
        if "layout" in given:
            dashboard.layout = laid_out(change.viewer, given["layout"])
        dashboard.folder = filed(dashboard.folder)
        _publish(change, given)

    return whole


def _publish(change: Change, given: dict[str, Any]) -> None:
    if given.get("sharedWithAll") or given.get("roles"):
        change.require("view.publish")


async def _room_for(change: Change, model: type[Report] | type[Dashboard]) -> None:
    if change.viewer.user_id is None:
        raise forbidden()
    mine = select(sa.func.count()).where(col(model.owner_id) == change.viewer.user_id)
    if (await change.session.exec(mine)).one() >= MAX_OWN:  # type: ignore[attr-defined]
        raise Refusal("LIMIT", (), {"max": MAX_OWN})


async def _keep_version(change: Change, report_id: UUID, definition: dict[str, Any]) -> None:
    numbers = select(sa.func.max(ReportVersion.number)).where(ReportVersion.report_id == report_id)
    number = ((await change.session.exec(numbers)).one() or 0) + 1  # type: ignore[attr-defined]
    change.add(
        ReportVersion(report_id=report_id, number=number, definition=definition, replaced_by_id=change.viewer.user_id)
    )
    old = col(ReportVersion.number) <= number - MAX_VERSIONS
    await change.session.execute(sa.delete(ReportVersion).where(ReportVersion.report_id == report_id, old))  # type: ignore[arg-type]
    await change.save("kept")


async def _delete(change: Change, model: type[Any], given: dict[str, Any]) -> Any:
    row: Record = await change.load(
        model, key_of(given["id"], object_of(model).name), version=given.get("version"), action="void"
    )
    await change.session.delete(row)
    change.record(model, row.id, "removed", {"name": [getattr(row, "name", None), None]})
    await change.session.flush()
    return row


async def opened(change: Change, given: dict[str, Any]) -> dict[str, Any]:
    """The column and the key of the report or the dashboard an input names, which the viewer may open. Raises `Refusal`."""
    if given.get("reportId"):
        return {"report_id": (await change.see(Report, key_of(given["reportId"], "report"), "reportId")).id}
    return {"dashboard_id": (await change.see(Dashboard, key_of(given["dashboardId"], "dashboard"), "dashboardId")).id}
