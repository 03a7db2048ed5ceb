"""File imports: a batch, its files' rows in staging, and what each row became."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from weir.catalog.declare import Labelled, choice, integer, json, link, moment, string
from weir.catalog.registry import expose
from weir.db.record import Base, Record


class ImportStatus(Labelled):
    """Where an import stands."""

    MAPPING = "MAPPING", "映射中", "Mapping"
    CHECKED = "CHECKED", "已预览", "Checked"
    RUNNING = "RUNNING", "导入中", "Importing"
    DONE = "DONE", "已完成", "Done"
    CANCELLED = "CANCELLED", "已取消", "Cancelled"
    FAILED = "FAILED", "失败", "Failed"
    UNDOING = "UNDOING", "撤销中", "Undoing"
    UNDONE = "UNDONE", "已撤销", "Undone"


class ImportBatch(Record, table=True):
    """One import of one or more files. `plan` holds, per file, the object, the column mapping, the match keys and the value fixes."""

    __tablename__ = "import_batch"
    name: str = string("名称", "Name", "", max_length=255)
    status: ImportStatus = choice("状态", "Status", ImportStatus, ImportStatus.MAPPING)
    plan: dict[str, Any] = json("方案", "Plan", default=dict)
    report: dict[str, Any] = json("结果", "Report", default=dict)
    owner_id: UUID | None = link("导入人", "Imported by", "user")
    total: int = integer("总行数", "Rows", 0)
    done: int = integer("已处理", "Processed", 0)
    created: int = integer("新建", "Created", 0)
    updated: int = integer("更新", "Updated", 0)
    rejected: int = integer("拒绝", "Rejected", 0)
    finished_at: datetime | None = moment("完成时间", "Finished")
    undo_until: datetime | None = moment("可撤销至", "Undo until")
    error: str | None = string("错误", "Error", max_length=500)


class ImportRow(Base, table=True):
    """One row of an imported file and what became of it; the pair (batch, file, number) makes a rerun harmless."""

    __tablename__ = "import_row"
    batch_id: UUID = Field(foreign_key="import_batch.id", primary_key=True, ondelete="CASCADE")
    file_no: int = Field(primary_key=True, sa_type=sa.SmallInteger, sa_column_kwargs={"autoincrement": False})
    row_no: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    cells: list[Any] = Field(default_factory=list, sa_type=JSONB, nullable=False)
    state: str = Field(default="NEW", max_length=12, nullable=False, sa_column_kwargs={"server_default": "NEW"})
    record_id: UUID | None = Field(default=None, nullable=True)
    problems: list[Any] | None = Field(default=None, sa_type=JSONB, nullable=True)
    before: dict[str, Any] | None = Field(default=None, sa_type=JSONB, nullable=True)


expose(ImportBatch, zh="导入批次", en="Import", plural="importBatches", prefix="import", order=(("created_at", True),))
