"""Imports in the API: the verbs, the plan, the rows, the progress."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import orjson
import strawberry
from strawberry import Info

from weir.access.predicate import visible
from weir.catalog.ids import encode, key_of
from weir.catalog.registry import OBJECTS, object_of
from weir.graphql.basics import enum_of
from weir.graphql.errors import ApiError
from weir.graphql.inputs import ID, KEY, VERSION, needed, optional, small_input
from weir.graphql.nouns import answered
from weir.graphql.operation import Operation
from weir.graphql.verbs import payload_type, verb
from weir.imports import actions
from weir.imports.model import ImportBatch
from weir.imports.objects import OFFERED, is_key, offered
from weir.imports.shapes import (
    ImportField,
    ImportObject,
    ImportOption,
    ImportPlan,
    ImportProgress,
    ImportRowPage,
    ImportRowState,
    WhenMissing,
)
from weir.imports.showing import plan_shape, row_shape
from weir.pipelines.model import StageType

MAX_ROWS = 200
RUNNING = ("CHECKING", "RUNNING", "UNDOING")


def mutations() -> dict[str, Any]:
    """The verbs of imports."""
    entry = object_of(ImportBatch)

    def one(name: str, action: Any, text: str, fields: dict[str, Any]) -> dict[str, Any]:
        title = name[0].upper() + name[1:]
        kind = small_input(f"{title}Input", f"What {name} takes.", fields)
        return {name: verb(name, answered(action), kind, payload_type(f"{title}Payload", entry), text, entry=entry)}

    given = {"id": needed(ID, "The import.")}
    begin = {"name": optional(str, "What to call it; the first file's name when left out."), "idempotency_key": KEY}
    gone = {**given, "file_no": needed(int, "The file.")}
    return {
        **one("createImport", actions.create_import, "Begins an import; files are uploaded to it. (新建导入)", begin),
        **one("removeImportFile", actions.remove_import_file, "Takes a file out of an import.", gone),
        **one(
            "updateImport", actions.update_import, "Changes what becomes of the files. (修改导入方案)", _plan_fields()
        ),
        **one("checkImport", actions.check_import, "Rehearses an import; nothing is written. (检查)", given),
        **one("commitImport", actions.commit_import, "Imports, or goes on with a stopped import. (导入)", given),
        **one("cancelImport", actions.cancel_import, "Stops an import after the rows being written. (取消)", given),
        **one("undoImport", actions.undo_import, "Takes a whole import back, within 7 days. (撤销)", given),
    }


def _plan_fields() -> dict[str, Any]:
    value = small_input(
        "ImportValueInput",
        "A cell text and what replaces it.",
        {
            "raw": needed(str, "The text in the file."),
            "value": optional(str, "What it is read as; null leaves it empty."),
        },
    )
    column = small_input(
        "ImportColumnInput",
        "What a column becomes.",
        {
            "column": needed(int, "The column, counted from 0."),
            "field": optional(str, "The field; null leaves the column out."),
            "by": optional(str, "How the linked record is found."),
            "when_missing": optional(WhenMissing, "What becomes of a value that names no record."),
            "values": optional(list[value], "Values that are replaced."),  # type: ignore[valid-type]
        },
    )
    constant = small_input(
        "ImportConstantInput",
        "A value every row gets.",
        {"field": needed(str, "The field."), "value": needed(str, "The value, as a cell would hold it.")},
    )
    stage = small_input(
        "ImportStageInput",
        "A stage of the pipeline to be made.",
        {
            "name": needed(str, "The name."),
            "type": needed(enum_of(StageType), "What being in it means."),
            "probability": optional(int, "The probability of an open stage, 0 to 99."),
        },
    )
    pipeline = small_input(
        "ImportPipelineInput",
        "A pipeline to be made for the deals, without gates.",
        {"name": needed(str, "The name."), "stages": needed(list[stage], "The stages in order.")},  # type: ignore[valid-type]
    )
    file = small_input(
        "ImportFileInput",
        "What a file becomes; a field left out stays as it is.",
        {
            "file_no": needed(int, "The file."),
            "object": optional(str, "The object; null leaves the file out. Another object guesses the columns anew."),
            "columns": optional(list[column], "All columns that become something."),  # type: ignore[valid-type]
            "constants": optional(list[constant], "Values every row gets."),  # type: ignore[valid-type]
            "match_by": optional(list[str], "The fields by which a row finds the record it updates."),
            "system": optional(str, "The other system whose ids `externalId` holds."),
            "pipeline_id": optional(ID, "The pipeline of the deals."),
            "new_pipeline": optional(pipeline, "Or the pipeline to make."),
        },
    )
    decision = small_input(
        "ImportDecisionInput",
        "An answer to a suggestion.",
        {"key": needed(str, "The suggestion."), "accept": needed(bool, "Whether the value is replaced.")},
    )
    return {
        "id": needed(ID, "The import."),
        "version": VERSION,
        "name": optional(str, "What to call it."),
        "currency": optional(str, "The currency of the amounts in the files (ISO 4217)."),
        "department_id": optional(ID, "Where new departments hang."),
        "files": optional(list[file], "The files that change."),  # type: ignore[valid-type]
        "decisions": optional(list[decision], "Answers to suggestions."),  # type: ignore[valid-type]
    }


ImportID = Annotated[ID, strawberry.argument(description="The import.")]


async def import_objects(root: Any, info: Info) -> list[ImportObject]:
    """What the viewer can import, and the fields a column can become."""
    viewer = info.context.viewer
    chinese = viewer.is_chinese
    if not viewer.may("create", "import_batch"):
        return []
    return [
        ImportObject(
            name=name,
            label=OBJECTS[name].zh if chinese else OBJECTS[name].en,
            may_create=viewer.may("create", name),
            fields=[
                ImportField(
                    name=one.name,
                    label=one.zh if chinese else one.en,
                    kind=one.kind,
                    required=one.required,
                    is_key=is_key(name, one.name),
                    link=one.link,
                    by=list(one.by),
                    options=[
                        ImportOption(value=str(each.value), label=each.zh if chinese else each.en)
                        for each in one.enum or ()
                    ],
                )
                for one in offered(name, viewer)
            ],
        )
        for name in OFFERED
    ]


async def _row(operation: Operation, id: str, columns: str, action: str = "read") -> tuple[Any, ...] | None:
    """Columns of an import the viewer may see, or change: only who may change it looks into its files."""
    test = visible("import_batch", "b", operation.viewer, action)
    params = {**operation.viewer.params, "key": key_of(id, "import_batch")}
    return await operation.fetch(f"select {columns} from import_batch b where b.id = %(key)s and {test}", params)


async def import_plan(root: Any, info: Info, id: ImportID) -> ImportPlan | None:
    """The plan of an import; null when it does not exist for the viewer."""
    operation: Operation = info.context
    columns = "b.id, b.version, b.status, b.plan, b.files, b.report, b.created + b.updated, b.undo_until"
    row = await _row(operation, id, columns, "update")
    return plan_shape(row, operation.viewer) if row else None


async def import_rows(
    root: Any,
    info: Info,
    id: ImportID,
    file_no: Annotated[int, strawberry.argument(description="The file's number in the import, from 0.")],
    state: Annotated[ImportRowState, strawberry.argument(description="Which rows.")] = ImportRowState.ALL,
    first: Annotated[int, strawberry.argument(description="How many rows.")] = 50,
    after: Annotated[int, strawberry.argument(description="Only rows after this row number.")] = 0,
) -> ImportRowPage | None:
    """Rows of a file with what is wrong with them or what they became; null when the import does not exist for the viewer."""
    operation: Operation = info.context
    if not 1 <= first <= MAX_ROWS:
        raise ApiError("BAD_USER_INPUT", f"`first` is 1 to {MAX_ROWS}.")
    found = await _row(operation, id, f"b.id, b.plan -> 'files' -> '{int(file_no)}' ->> 'object'", "update")
    if found is None:
        return None
    wanted = "" if state is ImportRowState.ALL else " and o.state = %(state)s"
    join = "left join" if state is ImportRowState.ALL else "join"
    sql = (
        "select coalesce(json_agg(json_build_array(row_no, cells, state, problems, record_id) order by row_no), '[]')::text from ("
        f"select r.row_no, r.cells, o.state, o.problems, o.record_id from import_row r {join} import_outcome o"
        " on o.batch_id = r.batch_id and o.file_no = r.file_no and o.row_no = r.row_no"
        " where r.batch_id = %(batch)s and r.file_no = %(file)s and r.row_no > %(after)s"
        f"{wanted} order by r.row_no limit %(limit)s) x"
    )
    params = {"batch": found[0], "file": file_no, "after": after, "state": state.value, "limit": first + 1}
    row = await operation.fetch(sql, params)
    rows = orjson.loads(row[0]) if row else []
    shapes = [row_shape(one, found[1], operation.viewer) for one in rows[:first]]
    return ImportRowPage(rows=shapes, has_more=len(rows) > first)


async def _progress(operation: Operation, id: str) -> ImportProgress | None:
    row = await _row(operation, id, "b.id, b.status, b.total, b.done, b.created, b.updated, b.rejected")
    if row is None:
        return None
    key, status, total, done, created, updated, rejected = row
    return ImportProgress(
        id=ID(encode("import_batch", key)),
        status=status,
        total=total,
        done=min(done, total),
        created=created,
        updated=updated,
        rejected=rejected,
    )


async def import_progress(root: Any, info: Info, id: ImportID) -> AsyncIterator[ImportProgress]:
    """How far an import is: at once, on every change, until its job has ended."""
    operation: Operation = info.context
    key = key_of(id, "import_batch")
    async with operation.app.hub.subscribe() as queue:
        shown = await _progress(operation, id)
        while shown is not None:
            yield shown
            if shown.status not in RUNNING:
                return
            while True:
                event = await queue.get()
                mine = event.get("object") == "import_batch" and key is not None and event.get("id") == str(key)
                if mine or event["type"] == "resync":
                    break
            if not await operation.app.viewers.still_valid(operation.viewer):
                raise ApiError("UNAUTHENTICATED", "Sign in again.")
            shown = await _progress(operation, id)


def queries() -> dict[str, Any]:
    """The reads of the import wizard."""
    return {
        "import_objects": strawberry.field(resolver=import_objects, description=(import_objects.__doc__ or "").strip()),
        "import_plan": strawberry.field(resolver=import_plan, description=(import_plan.__doc__ or "").strip()),
        "import_rows": strawberry.field(resolver=import_rows, description=(import_rows.__doc__ or "").strip()),
    }


def subscriptions() -> dict[str, Any]:
    """The progress of an import."""
    text = (import_progress.__doc__ or "").strip()
    return {"import_progress": strawberry.subscription(resolver=import_progress, description=text)}
