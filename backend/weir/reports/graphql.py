"""Reports in the API: a definition in, its figures out."""

import datetime as dt
from typing import Annotated, Any

import strawberry
from strawberry import Info

from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.errors import Refusal
from weir.exports.model import ExportFormat
from weir.graphql.basics import UserError, enum_of
from weir.graphql.inputs import ID, given_id, needed, optional, small_input
from weir.graphql.nouns import create_verb, simple_verb, update_verb
from weir.graphql.operation import Operation
from weir.graphql.scalars import Json
from weir.graphql.verbs import Outcome, payload_type, verb
from weir.identity.model import Role
from weir.reports import actions
from weir.reports.asking import worked_out
from weir.reports.compile import Plan, plan
from weir.reports.definition import defined
from weir.reports.filing import export_report
from weir.reports.folders import move_report_folder
from weir.reports.keys import Key
from weir.reports.model import Dashboard, Report
from weir.reports.naming import key_name, measure_name
from weir.reports.ready import READY, spoken
from weir.reports.ready_parts import Topic
from weir.reports.result import Result
from weir.reports.sources import SOURCES

enum_of(Topic)


@strawberry.type(description="One field a report groups by.")
class ReportHead:
    """One field a report groups by."""

    label: str = strawberry.field(description="Its name, in the viewer's language.")
    kind: str = strawberry.field(
        description="The kind of its values: STRING, ENUM, BOOL, LINK, INT, DECIMAL, DATE or DATETIME."
    )
    granularity: str | None = strawberry.field(
        description="DAY to YEAR: values are first days; WEEKDAY: 1 (Monday) to 7; HOUR: 0 to 23."
    )
    is_named: bool = strawberry.field(description="Whether every value comes with its label.")


@strawberry.type(description="One measure of a report.")
class ReportMeasure:
    """One measure of a report."""

    label: str = strawberry.field(description="Its name, in the viewer's language.")
    is_money: bool = strawberry.field(description="Whether it is in the report's currency.")
    is_percent: bool = strawberry.field(description="Whether it is a share: 0.25 is 25%.")
    where: Json | None = strawberry.field(description="The filter of its own, on its `source`.")
    source: str = strawberry.field(description="The object whose records it is made of.")
    link: str | None = strawberry.field(
        description="Of related records: their link to the report's, by which the list behind it is filtered."
    )


@strawberry.type(
    description="A report as the viewer may see it. Every number is that of the list behind it: all its filters together."
)
class ReportResult:
    """A report as the viewer may see it."""

    problem: UserError | None = strawberry.field(description="Why there is no result, and what to do.")
    source: str = strawberry.field(description="The object whose records are counted.")
    considered: int = strawberry.field(description="How many records it is made of.")
    as_of: dt.datetime = strawberry.field(description="When it was worked out.")
    time_zone: str = strawberry.field(description="The zone its days are reckoned in.")
    currency: str = strawberry.field(description="The currency of its amounts.")
    where: Json = strawberry.field(description="The filter of all its records.")
    row_heads: list[ReportHead] = strawberry.field(description="What the rows are grouped by.")
    column_heads: list[ReportHead] = strawberry.field(description="What the columns are grouped by.")
    measures: list[ReportMeasure] = strawberry.field(description="The numbers in each cell.")
    rows: Json = strawberry.field(
        description="The rows in order: `{keys: [{value label isOther}] isTotal where}`; a total has fewer keys, and follows what it"
        " totals. `where` is null when no filter can name it."
    )
    columns: Json = strawberry.field(description="The columns, like the rows.")
    cells: Json = strawberry.field(
        description="The cells: `[row, column, records, number…]`, rows and columns by their place, numbers as decimal strings or"
        " null. What is not there is empty."
    )


@strawberry.type(description="A report that comes with Weir.")
class ReadyReport:
    """A report that comes with Weir."""

    key: str = strawberry.field(description="What it is called in addresses and on dashboards.")
    topic: Topic = strawberry.field(description="What it is about.")
    name: str = strawberry.field(description="Its name, in the viewer's language.")
    about: str = strawberry.field(description="What it answers.")
    definition: Json = strawberry.field(description="How it is made.")


async def ready_reports(root: Any, info: Info) -> list[ReadyReport]:
    """The ready reports about what the viewer may read."""
    viewer = info.context.viewer
    chinese = viewer.is_chinese
    return [
        ReadyReport(
            key=one.key,
            topic=one.topic,
            name=one.name[0 if chinese else 1],
            about=one.about[0 if chinese else 1],
            definition=Json(spoken(one.definition, chinese)),
        )
        for one in READY
        if viewer.may("read", one.definition["source"])
    ]


async def report_sources(root: Any, info: Info) -> list[str]:
    """The objects that reports can be about, as far as the viewer may read them."""
    return [one for one in SOURCES if info.context.viewer.may("read", one)]


@strawberry.type(description="How far a report is that is being asked for.")
class ReportProgress:
    """How far a report is that is being asked for."""

    ahead: int = strawberry.field(description="How many reports are begun before it.")


async def report_progress(
    root: Any,
    info: Info,
    request_id: Annotated[str, strawberry.argument(description="The `x-request-id` it was asked with.")],
) -> ReportProgress | None:
    """Where a report of the viewer's own waits."""
    operation: Operation = info.context
    ahead = operation.database.turns.ahead((operation.viewer.user_id, request_id))
    return None if ahead is None else ReportProgress(ahead=ahead)


Asked = Annotated[Json, strawberry.argument(description="The definition; see the guide for partners.")]


async def report_result(root: Any, info: Info, definition: Asked) -> ReportResult:
    """The figures of a definition, as the viewer."""
    operation: Operation = info.context
    viewer = operation.viewer
    try:
        compiled = plan(viewer, defined(definition))
        return _told(operation, await worked_out(operation.report, compiled, viewer))
    except Refusal as refusal:
        return _refused(operation, refusal)


def _told(operation: Operation, result: Result) -> ReportResult:
    compiled: Plan = result.plan
    chinese = operation.viewer.is_chinese
    split = len(compiled.definition.rows)
    return ReportResult(
        problem=None,
        source=compiled.entry.name,
        considered=result.considered,
        as_of=result.as_of or dt.datetime.now(dt.UTC),
        time_zone=operation.viewer.time_zone,
        currency=operation.viewer.base_currency,
        where=Json(compiled.definition.whole_where),
        row_heads=[_head(key, chinese) for key in compiled.keys[:split]],
        column_heads=[_head(key, chinese) for key in compiled.keys[split:]],
        measures=[
            ReportMeasure(
                label=measure_name(compiled.entry, one, chinese),
                is_money=one.is_money,
                is_percent=one.is_percent,
                where=Json(one.where) if one.where else None,
                source=one.edge.many.target if one.edge else compiled.entry.name,
                link=one.edge.link if one.edge else None,
            )
            for one in compiled.figures
        ],
        rows=Json(result.rows.written()),
        columns=Json(result.columns.written()),
        cells=Json(result.written()),
    )


def _head(key: Key, chinese: bool) -> ReportHead:
    grain = key.dimension.granularity
    return ReportHead(
        label=key_name(key, chinese),
        kind=key.kind.value,
        granularity=grain.value if grain else None,
        is_named=key.is_named,
    )


def _refused(operation: Operation, refusal: Refusal) -> ReportResult:
    viewer = operation.viewer
    problem = UserError(code=refusal.code, field=list(refusal.field), message=refusal.message(viewer.locale))
    empty: Any = Json([])
    return ReportResult(
        problem=problem, source="", considered=0, as_of=dt.datetime.now(dt.UTC), time_zone=viewer.time_zone,
        currency=viewer.base_currency, where=Json({}), row_heads=[], column_heads=[], measures=[], rows=empty, columns=empty, cells=empty,
    )  # fmt: skip


def queries() -> dict[str, Any]:
    """The figures of a report."""
    text = "The figures of a report, worked out now, as the viewer may see them."
    ready = "The reports that come with Weir, about what the viewer may read."
    progress = (
        "Where a report stands that the viewer has asked for and that waits for its turn; null when it is worked on already, or there is"
        " none. Leaving (closing the request) gives it up."
    )
    return {
        "report_progress": strawberry.field(resolver=report_progress, description=progress),
        "report_result": strawberry.field(resolver=report_result, description=text),
        "ready_reports": strawberry.field(resolver=ready_reports, description=ready),
        "report_sources": strawberry.field(
            resolver=report_sources, description="What reports can be about, in the order people think of it."
        ),
    }


def mutations() -> dict[str, Any]:
    """The verbs of reports and dashboards."""
    shares = {
        "user_ids": optional(list[ID], "The people who may open it besides; replaces who could."),
        "team_ids": optional(list[ID], "The teams whose members may open it; replaces which could."),
        "roles": optional(list[enum_of(Role)], "The roles who may open it; replaces which could."),  # type: ignore[misc]
    }
    report, dashboard = object_of(Report), object_of(Dashboard)
    taken = small_input(
        "ExportReportInput",
        "Which figures, as which file.",
        {
            "definition": needed(Json, "The definition."),
            "format": needed(enum_of(ExportFormat), "What the file is."),
            "name": needed(str, "What the file is called."),
        },
    )
    file = {
        "file_name": (str | None, strawberry.field(default=None, description="What the file is called.")),
        "content": (str | None, strawberry.field(default=None, description="The file, in base64.")),
    }
    return {
        "exportReport": verb(
            "exportReport",
            _export,
            taken,
            payload_type("ExportReportPayload", None, file),
            "The figures of a report as a file, for who may export its records. (导出)",
            defaults={"file_name": None, "content": None},
        ),
        "moveReportFolder": verb(
            "moveReportFolder",
            _move_folder,
            small_input(
                "MoveReportFolderInput",
                "Which folder of reports and dashboards, and what it is from now on.",
                {
                    "folder": needed(str, "The folder: names with slashes between them."),
                    "to": optional(str, "Its new path; null: what is in it stands in no folder."),
                },
            ),
            payload_type(
                "MoveReportFolderPayload",
                None,
                {"moved": (int | None, strawberry.field(default=None, description="How many reports and dashboards."))},
            ),
            "Renames or moves a folder, with what is the viewer's own in it. (移动文件夹)",
            defaults={"moved": None},
        ),
        **create_verb(report, actions.create_report, shares),
        **update_verb(report, actions.update_report, shares),
        **simple_verb(
            "deleteReport", report, actions.delete_report, "Deletes a report for everybody. (删除)", given_id("report")
        ),
        **create_verb(dashboard, actions.create_dashboard, shares),
        **update_verb(dashboard, actions.update_dashboard, shares),
        **simple_verb(
            "deleteDashboard",
            dashboard,
            actions.delete_dashboard,
            "Deletes a dashboard for everybody; its reports stay. (删除)",
            given_id("dashboard"),
        ),
    }


async def _move_folder(change: Change, given: dict[str, Any]) -> Outcome:
    return Outcome(None, {"moved": await move_report_folder(change, given)})


async def _export(change: Change, given: dict[str, Any]) -> Outcome:
    filed = await export_report(change, given)
    return Outcome(None, {"file_name": filed.name, "content": filed.content})
