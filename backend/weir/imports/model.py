"""File imports: a batch, its files' rows in staging, what became of each row, and the ids records have elsewhere."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from weir.catalog.declare import Labelled, choice, integer, link, moment, string
from weir.catalog.registry import expose
from weir.db.record import Base, Record

EMPTY = sa.text("'{}'::jsonb")


class ImportStatus(Labelled):
    """Where an import stands."""

    MAPPING = "MAPPING", "映射中", "Mapping"
    CHECKING = "CHECKING", "检查中", "Checking"
    CHECKED = "CHECKED", "已预览", "Checked"
    RUNNING = "RUNNING", "导入中", "Importing"
    DONE = "DONE", "已完成", "Done"
    CANCELLED = "CANCELLED", "已取消", "Cancelled"
    FAILED = "FAILED", "失败", "Failed"
    UNDOING = "UNDOING", "撤销中", "Undoing"
    UNDONE = "UNDONE", "已撤销", "Undone"


class ImportBatch(Record, table=True):
    """One import of one or more files. `files` is what was read from them, `plan` what is to become of them."""

    __tablename__ = "import_batch"
    name: str = string("名称", "Name", "", max_length=255)
    status: ImportStatus = choice("状态", "Status", ImportStatus, ImportStatus.MAPPING)
    # Cells of the files stand in these three: they are shown by `importPlan` to who may change the import, not by lists.
    plan: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSONB, nullable=False, sa_column_kwargs={"server_default": EMPTY}
    )
    report: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSONB, nullable=False, sa_column_kwargs={"server_default": EMPTY}
    )
    files: list[Any] = Field(
        default_factory=list, sa_type=JSONB, nullable=False, sa_column_kwargs={"server_default": sa.text("'[]'::jsonb")}
    )
    owner_id: UUID | None = link("导入人", "Imported by", "user")
    total: int = integer("总行数", "Rows", 0)
    done: int = integer("已处理", "Processed", 0)
    created: int = integer("新建", "Created", 0)
    updated: int = integer("更新", "Updated", 0)
    unchanged: int = integer("未变", "Unchanged", 0)
    rejected: int = integer("拒绝", "Rejected", 0)
    finished_at: datetime | None = moment("完成时间", "Finished")
    undo_until: datetime | None = moment("可撤销至", "Undo until")
    error: str | None = string("错误", "Error", max_length=500)


class ImportRow(Base, table=True):
    """One row of an imported file as it was read. `level` puts a row after the row of the same file it refers to."""

    __tablename__ = "import_row"
    # Rows come by the hundred thousand: a foreign key, checked for each, would cost more than writing them.
    batch_id: UUID = Field(primary_key=True)
    file_no: int = Field(primary_key=True, sa_type=sa.SmallInteger, sa_column_kwargs={"autoincrement": False})
    row_no: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    cells: list[Any] = Field(default_factory=list, sa_type=JSONB, nullable=False)
    level: int = Field(default=0, sa_type=sa.SmallInteger, nullable=False, sa_column_kwargs={"server_default": "0"})


class ImportOutcome(Base, table=True):
    """What became of a row. Written in the transaction that wrote the record, so a rerun knows exactly what is left."""

    __tablename__ = "import_outcome"
    batch_id: UUID = Field(primary_key=True)
    file_no: int = Field(primary_key=True, sa_type=sa.SmallInteger, sa_column_kwargs={"autoincrement": False})
    row_no: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    state: str = Field(max_length=12, nullable=False)
    record_id: UUID | None = Field(default=None, nullable=True)
    problems: list[Any] | None = Field(default=None, sa_type=JSONB, nullable=True)
    # The values an update replaced, and what was added to the record, for the undo.
    before: dict[str, Any] | None = Field(default=None, sa_type=JSONB, nullable=True)


class ExternalRef(Base, table=True):
    """The id a record has in another system: the same row imported again updates the same record."""

    __tablename__ = "external_ref"
    object_type: str = Field(primary_key=True, max_length=40)
    system: str = Field(primary_key=True, max_length=100)
    external_id: str = Field(primary_key=True, max_length=200)
    object_id: UUID = Field(nullable=False, index=True)


expose(ImportBatch, zh="导入批次", en="Import", plural="importBatches", prefix="import", order=(("created_at", True),))
