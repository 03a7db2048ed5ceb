"""Actions on many records at once: rehearsed first, run by a job, undone as one."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from weir.catalog.declare import REQUIRED, Labelled, choice, integer, link, moment, string
from weir.catalog.registry import expose
from weir.db.record import Base, Record

EMPTY = sa.text("'{}'::jsonb")


class BulkObject(Labelled):
    """The kind of records an action is about."""

    DEAL = "DEAL", "商机", "Deals"
    ACCOUNT = "ACCOUNT", "客户", "Accounts"
    CONTACT = "CONTACT", "联系人", "Contacts"
    LEAD = "LEAD", "线索", "Leads"
    TASK = "TASK", "任务", "Tasks"


class BulkAction(Labelled):
    """What is done with each of the records; each through the verb that does it with one."""

    TRANSFER = "TRANSFER", "转移负责人", "Transfer the owner"
    SHARE_OUT = "SHARE_OUT", "分给多人", "Share out among several"
    SET_FIELD = "SET_FIELD", "修改字段", "Set a field"
    ADD_TAGS = "ADD_TAGS", "添加标签", "Add tags"
    REMOVE_TAGS = "REMOVE_TAGS", "移除标签", "Remove tags"
    MOVE = "MOVE", "移动到阶段", "Move to a stage"
    WAKE = "WAKE", "唤醒", "Wake up"
    RETURN = "RETURN", "退回池中", "Send to the pool"
    VOID = "VOID", "作废", "Void"
    RESTORE = "RESTORE", "恢复", "Restore"


class BulkStatus(Labelled):
    """Where an action stands."""

    REHEARSING = "REHEARSING", "预览中", "Being rehearsed"
    REHEARSED = "REHEARSED", "已预览", "Rehearsed"
    RUNNING = "RUNNING", "执行中", "Running"
    DONE = "DONE", "已完成", "Done"
    CANCELLED = "CANCELLED", "已取消", "Cancelled"
    FAILED = "FAILED", "失败", "Failed"
    UNDOING = "UNDOING", "撤销中", "Being undone"
    UNDONE = "UNDONE", "已撤销", "Undone"


class BulkRowState(Labelled):
    """What became of one record, or will."""

    WAITING = "WAITING", "等待中", "Waiting"
    CHANGES = "CHANGES", "将更改", "Will change"
    UNCHANGED = "UNCHANGED", "无变化", "Unchanged"
    FORBIDDEN = "FORBIDDEN", "无权限", "Not allowed"
    REFUSED = "REFUSED", "被拒绝", "Refused"
    CHANGED = "CHANGED", "已更改", "Changed"
    UNDONE = "UNDONE", "已撤销", "Undone"
    KEPT = "KEPT", "未撤销", "Not undone"


class BulkRun(Record, table=True):
    """One action on many records, with its preview and its result."""

    __tablename__ = "bulk_run"
    title_field = "action"
    object: BulkObject = choice("对象", "Object", BulkObject, REQUIRED)
    action: BulkAction = choice("操作", "Action", BulkAction, REQUIRED)
    status: BulkStatus = choice("状态", "Status", BulkStatus, BulkStatus.REHEARSING)
    # What the verb of each record is given besides the record.
    given: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSONB, nullable=False, sa_column_kwargs={"server_default": EMPTY}
    )
    owner_id: UUID | None = link("操作人", "By", "user")
    total: int = integer("总数", "Records", 0)
    done: int = integer("已处理", "Processed", 0)
    changed: int = integer("更改", "Changed", 0)
    unchanged: int = integer("未变", "Unchanged", 0)
    forbidden: int = integer("无权限", "Not allowed", 0)
    refused: int = integer("被拒绝", "Refused", 0)
    undone: int = integer("已撤销", "Undone", 0)
    kept: int = integer("未撤销", "Not undone", 0)
    finished_at: datetime | None = moment("完成时间", "Finished")
    undo_until: datetime | None = moment("可撤销至", "Undo until")
    error: str | None = string("错误", "Error", max_length=500)


class BulkRow(Base, table=True):
    """One record of a run. Its state is written in the transaction of its change, so a rerun knows exactly what is left."""

    __tablename__ = "bulk_row"
    run_id: UUID = Field(foreign_key="bulk_run.id", primary_key=True, ondelete="CASCADE")
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    record_id: UUID = Field(nullable=False)
    state: str = Field(default="WAITING", max_length=12, nullable=False)
    message: str | None = Field(default=None, nullable=True)
    # What the record was before, as its verb takes it, and the version the change left it at.
    # Sharing out: who gets it, chosen when it was rehearsed.
    receiver_id: UUID | None = Field(default=None, nullable=True)
    before: dict[str, Any] | None = Field(default=None, sa_type=JSONB, nullable=True)
    version_after: int | None = Field(default=None, nullable=True)


expose(BulkRun, zh="批量操作", en="Bulk action", plural="bulkRuns", prefix="bulk", order=(("created_at", True),))
