"""A stored plan and its report as the wizard shows them, in the viewer's language."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from strawberry import ID

from weir.access.viewer import Viewer
from weir.catalog.ids import encode
from weir.catalog.registry import OBJECTS
from weir.imports.messages import TEXTS, text_of
from weir.imports.objects import ORDER
from weir.imports.plan import FilePlan, Plan
from weir.imports.shapes import (
    ImportColumn,
    ImportConstant,
    ImportCount,
    ImportCounts,
    ImportDecision,
    ImportFile,
    ImportPipeline,
    ImportPlan,
    ImportProblem,
    ImportRowShape,
    ImportStage,
    ImportSuggestion,
    ImportValue,
    WhenMissing,
)


def plan_shape(row: tuple[Any, ...], viewer: Viewer) -> ImportPlan:
    """The plan from the columns `importPlan` reads."""
    key, version, status, plan_data, files, report, written, undo_until = row
    plan, chinese = Plan.read(plan_data), viewer.is_chinese
    facts = {one["no"]: one for one in files}
    order = [one.no for one in plan.ordered()]
    order += [no for no in plan.files if no not in order]
    blocking = report.get("problems")
    in_time = undo_until is None or undo_until > datetime.now(UTC)
    return ImportPlan(
        id=ID(encode("import_batch", key)),
        version=version,
        status=status,
        currency=plan.currency or viewer.base_currency,
        department_id=ID(plan.department_id) if plan.department_id else None,
        can_commit=status in ("CHECKED", "CANCELLED", "FAILED") and blocking == [],
        can_undo=status in ("DONE", "CANCELLED", "FAILED") and bool(written) and in_time,
        problems=[_problem(one, None, chinese) for one in blocking or []],
        files=[_file(plan, plan.files[no], facts[no], report, chinese) for no in order if no in facts],
    )


def _problem(one: dict[str, Any], object_name: str | None, chinese: bool) -> ImportProblem:
    return ImportProblem(
        code=one["code"],
        message=text_of(one, object_name, chinese),
        column=one.get("column"),
        field=one.get("field"),
        count=one.get("count", 1),
        file_no=one.get("params", {}).get("file") if object_name is None else None,
    )


def _file(plan: Plan, one: FilePlan, facts: dict[str, Any], report: dict[str, Any], chinese: bool) -> ImportFile:
    checked = report.get("files", {}).get(str(one.no))
    entry = OBJECTS[one.object] if one.object in ORDER else None
    return ImportFile(
        file_no=one.no,
        name=facts["name"],
        object=one.object,
        label=(entry.zh if chinese else entry.en) if entry else None,
        rows=facts["rows"],
        encoding=facts.get("encoding", ""),
        delimiter=facts.get("delimiter", ""),
        derived_from=one.derived_from,
        columns=[
            ImportColumn(
                column=each.column,
                name=facts["columns"][each.column]["name"],
                samples=facts["columns"][each.column]["samples"],
                filled=facts["columns"][each.column]["filled"],
                distinct=facts["columns"][each.column]["distinct"],
                field=each.field,
                by=each.by,
                when_missing=WhenMissing(each.when_missing),
                values=[ImportValue(raw=raw, value=value) for raw, value in each.values.items()],
                distinct_values=[
                    ImportCount(raw=raw, count=count) for raw, count in facts["columns"][each.column]["top"]
                ],
            )
            for each in one.columns
        ],
        constants=[ImportConstant(field=name, value=value) for name, value in one.constants.items()],
        match_by=one.match_by,
        system=one.system,
        pipeline_id=ID(one.pipeline_id) if one.pipeline_id else None,
        new_pipeline=_pipeline(one.new_pipeline),
        counts=ImportCounts(**checked["counts"]) if checked else None,
        problems=[_problem(each, one.object, chinese) for each in checked["problems"]] if checked else [],
        suggestions=[_suggestion(each, plan, chinese) for each in checked["suggestions"]] if checked else [],
    )


def _pipeline(data: dict[str, Any] | None) -> ImportPipeline | None:
    if not data:
        return None
    return ImportPipeline(name=data["name"], stages=[ImportStage(**one) for one in data["stages"]])


def _suggestion(one: dict[str, Any], plan: Plan, chinese: bool) -> ImportSuggestion:
    decided = plan.decisions.get(one["key"])
    decision = {None: ImportDecision.OPEN, True: ImportDecision.ACCEPTED, False: ImportDecision.DECLINED}[decided]
    text = TEXTS[f"SUGGEST_{one['reason']}"][not chinese]
    return ImportSuggestion(
        key=one["key"],
        column=one["column"],
        field=one["field"],
        from_=one["from"],
        to=one["to"],
        count=one["count"],
        reason=one["reason"],
        decision=decision,
        message=text.format(value=one["from"], to=one["to"], count=f"{one['count']:,}"),
    )


def row_shape(row: list[Any], object_name: str | None, viewer: Viewer) -> ImportRowShape:
    """A staged row with its outcome."""
    row_no, cells, state, problems, record = row
    chinese = viewer.is_chinese
    known = object_name in ORDER and record
    return ImportRowShape(
        row_no=row_no,
        cells=cells,
        state=state,
        problems=[_problem(one, object_name or "", chinese) for one in problems or []],
        record_id=ID(encode(str(object_name), UUID(record))) if known else None,
    )
