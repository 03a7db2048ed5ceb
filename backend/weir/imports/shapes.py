"""The types of imports in the API."""

from enum import Enum

import strawberry
from strawberry import ID


@strawberry.enum(description="What becomes of a value that names no record.")
class WhenMissing(Enum):
    """What becomes of a value that names no record."""

    REJECT = strawberry.enum_value("REJECT", description="The row is rejected.")
    EMPTY = strawberry.enum_value("EMPTY", description="The field is left empty.")


@strawberry.enum(description="Which rows of a file to show.")
class ImportRowState(Enum):
    """Which rows of a file to show."""

    ALL = strawberry.enum_value("ALL", description="All rows.")
    REJECT = strawberry.enum_value("REJECT", description="Rejected rows.")
    WARN = strawberry.enum_value("WARN", description="Rows with a warning.")
    CREATE = strawberry.enum_value("CREATE", description="Rows that made a record.")
    UPDATE = strawberry.enum_value("UPDATE", description="Rows that changed a record.")
    SAME = strawberry.enum_value("SAME", description="Rows that changed nothing.")
    KEPT = strawberry.enum_value("KEPT", description="Rows whose record an undo left, because somebody changed it.")
    UNDONE = strawberry.enum_value("UNDONE", description="Rows that an undo took back.")


@strawberry.enum(description="What was decided about a suggestion.")
class ImportDecision(Enum):
    """What was decided about a suggestion."""

    OPEN = strawberry.enum_value("OPEN", description="Nothing yet.")
    ACCEPTED = strawberry.enum_value("ACCEPTED", description="It is done as suggested.")
    DECLINED = strawberry.enum_value("DECLINED", description="The value stays as it is.")


@strawberry.type(description="A reason: what is wrong, with which column, in how many rows.")
class ImportProblem:
    """A reason: what is wrong, with which column, in how many rows."""

    code: str = strawberry.field(description="The rule.")
    message: str = strawberry.field(description="The reason in the viewer's language.")
    column: int | None = strawberry.field(description="The column, counted from 0.")
    field: str | None = strawberry.field(description="The field it would have become.")
    count: int = strawberry.field(description="How many rows.")
    file_no: int | None = strawberry.field(description="The file, for a problem of the whole import.")


@strawberry.type(description="One choice of an enum field.")
class ImportOption:
    """One choice of an enum field."""

    value: str = strawberry.field(description="The value.")
    label: str = strawberry.field(description="Its label in the viewer's language.")


@strawberry.type(description="A field a column can become.")
class ImportField:
    """A field a column can become."""

    name: str = strawberry.field(description="The name to map to.")
    label: str = strawberry.field(description="The label in the viewer's language.")
    kind: str = strawberry.field(
        description="STRING, TEXT, INT, DECIMAL, MONEY, BOOL, DATE, DATETIME, ENUM, LINK, TAGS, STAGE or KEY."
    )
    required: bool = strawberry.field(description="Whether a new record needs it.")
    is_key: bool = strawberry.field(description="Whether rows can be matched by it.")
    link: str | None = strawberry.field(description="The object a link points at.")
    by: list[str] = strawberry.field(description="How a linked record can be found, the usual way first.")
    options: list[ImportOption] = strawberry.field(description="The choices of an enum.")


@strawberry.type(description="An object that can be imported.")
class ImportObject:
    """An object that can be imported."""

    name: str = strawberry.field(description="The catalog name.")
    label: str = strawberry.field(description="The label in the viewer's language.")
    may_create: bool = strawberry.field(description="Whether the viewer may create such records.")
    fields: list[ImportField] = strawberry.field(description="The fields the viewer may fill.")


@strawberry.type(description="A cell text and what replaces it.")
class ImportValue:
    """A cell text and what replaces it."""

    raw: str = strawberry.field(description="The text in the file.")
    value: str | None = strawberry.field(description="What it is read as; null leaves it empty.")


@strawberry.type(description="A value of a column with its frequency.")
class ImportCount:
    """A value of a column with its frequency."""

    raw: str = strawberry.field(description="The text in the file.")
    count: int = strawberry.field(description="In how many rows.")


@strawberry.type(description="A column of a file and what it becomes.")
class ImportColumn:
    """A column of a file and what it becomes."""

    column: int = strawberry.field(description="The column, counted from 0.")
    name: str = strawberry.field(description="Its name in the header.")
    samples: list[str] = strawberry.field(description="Its first different values.")
    filled: int = strawberry.field(description="In how many rows it holds something.")
    distinct: int = strawberry.field(description="How many different values it holds, counted up to 2,000.")
    field: str | None = strawberry.field(description="The field it becomes; null when it is left out.")
    by: str | None = strawberry.field(description="How the linked record is found.")
    when_missing: WhenMissing = strawberry.field(description="What becomes of a value that names no record.")
    values: list[ImportValue] = strawberry.field(description="Values that are replaced.")
    distinct_values: list[ImportCount] = strawberry.field(description="Its 50 most frequent values.")


@strawberry.type(description="A value every row gets.")
class ImportConstant:
    """A value every row gets."""

    field: str = strawberry.field(description="The field.")
    value: str = strawberry.field(description="The value.")


@strawberry.type(description="A stage of a pipeline to be made.")
class ImportStage:
    """A stage of a pipeline to be made."""

    name: str = strawberry.field(description="The name.")
    type: str = strawberry.field(description="OPEN, WON, LOST or INVALID.")
    probability: int = strawberry.field(description="The probability of an open stage.")


@strawberry.type(description="A pipeline the import makes, without gates.")
class ImportPipeline:
    """A pipeline the import makes, without gates."""

    name: str = strawberry.field(description="The name.")
    stages: list[ImportStage] = strawberry.field(description="The stages in order.")


@strawberry.type(description="How many rows come to what.")
class ImportCounts:
    """How many rows come to what."""

    create: int = strawberry.field(description="New records.")
    update: int = strawberry.field(description="Changed records.")
    same: int = strawberry.field(description="Records that are like the row already.")
    reject: int = strawberry.field(description="Rejected rows.")
    warn: int = strawberry.field(description="Rows that come in with a warning.")


@strawberry.type(description="A near-miss: a value that names nothing, and what it was probably meant to be.")
class ImportSuggestion:
    """A near-miss: a value that names nothing, and what it was probably meant to be."""

    key: str = strawberry.field(description="Names it in `decisions`.")
    column: int = strawberry.field(description="The column.")
    field: str = strawberry.field(description="The field.")
    from_: str = strawberry.field(name="from", description="The value in the file.")
    to: str = strawberry.field(description="What is suggested instead.")
    count: int = strawberry.field(description="In how many rows.")
    reason: str = strawberry.field(description="SAME_LETTERS or SPELLING.")
    decision: ImportDecision = strawberry.field(description="What was decided.")
    message: str = strawberry.field(description="The question in the viewer's language.")


@strawberry.type(description="A file of an import: what was read, what is planned, what the check found.")
class ImportFile:
    """A file of an import: what was read, what is planned, what the check found."""

    file_no: int = strawberry.field(description="The file's number.")
    name: str = strawberry.field(description="The file's name.")
    object: str | None = strawberry.field(description="The object its rows become; null leaves the file out.")
    label: str | None = strawberry.field(description="The object's label.")
    rows: int = strawberry.field(description="How many rows it has.")
    encoding: str = strawberry.field(description="utf-8, utf-16, gb18030 or xlsx.")
    delimiter: str = strawberry.field(description="What separates its cells.")
    derived_from: int | None = strawberry.field(
        description="The file from whose values these rows were made; they cannot be edited."
    )
    columns: list[ImportColumn] = strawberry.field(description="The columns.")
    constants: list[ImportConstant] = strawberry.field(description="Values every row gets.")
    match_by: list[str] = strawberry.field(description="The fields by which a row finds the record it updates.")
    system: str = strawberry.field(description="The other system whose ids `externalId` holds.")
    pipeline_id: ID | None = strawberry.field(description="The pipeline of its deals.")
    new_pipeline: ImportPipeline | None = strawberry.field(description="The pipeline to be made for its deals.")
    counts: ImportCounts | None = strawberry.field(description="What its rows come to; null before the check.")
    problems: list[ImportProblem] = strawberry.field(description="What is wrong with its rows, the frequent first.")
    suggestions: list[ImportSuggestion] = strawberry.field(description="Near-misses, each once.")


@strawberry.type(description="The plan of an import and what the check found.")
class ImportPlan:
    """The plan of an import and what the check found."""

    id: ID = strawberry.field(description="The import.")
    version: int = strawberry.field(description="The version to name in updateImport.")
    status: str = strawberry.field(description="The status of the import.")
    currency: str = strawberry.field(description="The currency of the amounts in the files.")
    department_id: ID | None = strawberry.field(description="Where new departments hang; the viewer's own when null.")
    can_commit: bool = strawberry.field(description="Whether it was checked and nothing blocks it.")
    can_undo: bool = strawberry.field(description="Whether it can be undone now.")
    problems: list[ImportProblem] = strawberry.field(description="What blocks the whole import.")
    files: list[ImportFile] = strawberry.field(description="The files in the order of the import; those left out last.")


@strawberry.type(description="A row of a file and what becomes of it.")
class ImportRowShape:
    """A row of a file and what becomes of it."""

    row_no: int = strawberry.field(description="The row's number in the file.")
    cells: list[str | None] = strawberry.field(description="The cells as they were read.")
    state: str | None = strawberry.field(description="REJECT, WARN, CREATE, UPDATE, SAME, UNDONE or KEPT; null before.")
    problems: list[ImportProblem] = strawberry.field(description="Why.")
    record_id: ID | None = strawberry.field(description="The record it became, if the viewer may look.")


@strawberry.type(description="Some rows of a file.")
class ImportRowPage:
    """Some rows of a file."""

    rows: list[ImportRowShape] = strawberry.field(description="The rows.")
    has_more: bool = strawberry.field(description="Whether more follow.")


@strawberry.type(description="How far an import is.")
class ImportProgress:
    """How far an import is."""

    id: ID = strawberry.field(description="The import.")
    status: str = strawberry.field(description="The status.")
    total: int = strawberry.field(description="Rows in all.")
    done: int = strawberry.field(description="Rows done.")
    created: int = strawberry.field(description="Records made.")
    updated: int = strawberry.field(description="Records changed.")
    rejected: int = strawberry.field(description="Rows rejected.")
