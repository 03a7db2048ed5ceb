"""What happened with a customer and what is to be done: activities, tasks, comments, and the files that belong to them."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from weir.catalog.declare import REQUIRED, FieldInfo, Kind, Labelled, choice, integer, link, moment, string, text
from weir.catalog.registry import expose
from weir.db.record import Record, Row, Voidable


class ActivityKind(Labelled):
    """How we were in touch."""

    CALL = "CALL", "电话", "Call"
    MAIL = "MAIL", "邮件", "Mail"
    MEETING = "MEETING", "会议", "Meeting"
    MESSAGE = "MESSAGE", "消息", "Message"
    VISIT = "VISIT", "拜访", "Visit"
    NOTE = "NOTE", "备注", "Note"


class Direction(Labelled):
    """Who reached out."""

    OUTBOUND = "OUTBOUND", "我方发起", "Outbound"
    INBOUND = "INBOUND", "客户发起", "Inbound"
    NONE = "NONE", "不适用", "None"


class Outcome(Labelled):
    """What came of it."""

    CONNECTED = "CONNECTED", "已接通", "Connected"
    NOT_CONNECTED = "NOT_CONNECTED", "未接通", "Not connected"
    POSITIVE = "POSITIVE", "积极", "Positive"
    NEUTRAL = "NEUTRAL", "一般", "Neutral"
    NEGATIVE = "NEGATIVE", "消极", "Negative"


class TaskKind(Labelled):
    """What kind of to-do."""

    CALL = "CALL", "电话", "Call"
    MAIL = "MAIL", "邮件", "Mail"
    MEETING = "MEETING", "会议", "Meeting"
    VISIT = "VISIT", "拜访", "Visit"
    DOCUMENT = "DOCUMENT", "文档", "Document"
    TODO = "TODO", "待办", "To-do"


class TaskPriority(Labelled):
    """How urgent."""

    LOW = "LOW", "低", "Low"
    NORMAL = "NORMAL", "普通", "Normal"
    HIGH = "HIGH", "高", "High"


class TaskStatus(Labelled):
    """OVERDUE is derived from the due time, never stored."""

    OPEN = "OPEN", "待办", "Open"
    IN_PROGRESS = "IN_PROGRESS", "进行中", "In progress"
    DONE = "DONE", "完成", "Done"
    CANCELLED = "CANCELLED", "取消", "Cancelled"


class NotificationKind(Labelled):
    """Why somebody is told."""

    MENTION = "MENTION", "提到了你", "Mention"
    TASK_ASSIGNED = "TASK_ASSIGNED", "分配给你的任务", "Task assigned"
    OWNER_CHANGED = "OWNER_CHANGED", "负责人变更", "Owner changed"
    FOLLOWED_CHANGE = "FOLLOWED_CHANGE", "关注的记录有更新", "Followed record changed"
    DEAL_CLOSED = "DEAL_CLOSED", "商机关闭", "Deal closed"
    LEAD_WAITS = "LEAD_WAITS", "线索等待跟进", "Lead is waiting"
    LEAD_TOUCHED = "LEAD_TOUCHED", "线索再次到访", "Lead came again"
    LEAD_UNASSIGNED = "LEAD_UNASSIGNED", "线索无人可分", "Nobody could get a lead"
    LEAD_RECYCLES = "LEAD_RECYCLES", "线索即将回收", "Lead goes back to the pool soon"
    LEAD_RECYCLED = "LEAD_RECYCLED", "线索已回收", "Lead went back to the pool"
    ACCOUNT_RECYCLES = "ACCOUNT_RECYCLES", "客户即将回收", "Account goes back to the pool soon"
    ACCOUNT_RECYCLED = "ACCOUNT_RECYCLED", "客户已回收", "Account went back to the pool"
    LOAD_UNEVEN = "LOAD_UNEVEN", "团队负载失衡", "Uneven load in the team"
    LEAD_SHARED = "LEAD_SHARED", "伙伴收到线索", "A lead for the partner"
    LEAD_MERGED = "LEAD_MERGED", "线索已合并", "Leads merged"
    REPORT_ALERT = "REPORT_ALERT", "报表提醒", "Alert of a report"
    IMPORT_DONE = "IMPORT_DONE", "导入完成", "Import finished"
    EXPORT_DONE = "EXPORT_DONE", "导出完成", "Export ready"
    SECURITY = "SECURITY", "安全提醒", "Security notice"


class Regarding(SQLModel):
    """The records a row is about; several at once are allowed (a call with a contact about a deal of an account)."""

    account_id: UUID | None = link("客户", "Account", "account")
    contact_id: UUID | None = link("联系人", "Contact", "contact")
    deal_id: UUID | None = link("商机", "Deal", "deal")
    contract_id: UUID | None = link("合同", "Contract", "contract")
    lead_id: UUID | None = link("线索", "Lead", "lead")


class Activity(Record, Regarding, Voidable, table=True):
    """A call, mail, meeting, message, visit or note, with the records it regards."""

    title_field = "summary"
    kind: ActivityKind = choice("类型", "Kind", ActivityKind, REQUIRED, writable=True)
    direction: Direction = choice("方向", "Direction", Direction, Direction.OUTBOUND, writable=True)
    occurred_at: datetime = moment("发生时间", "Happened", now=True, writable=True)
    duration_sec: int | None = integer("时长(秒)", "Duration (seconds)", writable=True)
    outcome: Outcome | None = choice("结果", "Outcome", Outcome, writable=True)
    summary: str = text("内容", "Summary", "", writable=True)
    # Kept with a consent to recording only; without it the time of the refusal is.
    transcript: str | None = text(
        "聊天或录音文字", "Chat or transcript", max_length=50_000, writable=True, guard="recording"
    )
    recording_url: str | None = string("录音地址", "Recording", max_length=500, writable=True, guard="recording")
    recording_refused_at: datetime | None = moment("因无授权未存", "Not kept for want of consent")
    owner_id: UUID | None = link("记录人", "Logged by", "user")

    __table_args__ = (
        sa.Index("ix_activity_occurred", "occurred_at", "id"),
        sa.Index("ix_activity_account_time", "account_id", "occurred_at", "id"),
        sa.Index("ix_activity_deal_time", "deal_id", "occurred_at", "id"),
        sa.Index("ix_activity_contact_time", "contact_id", "occurred_at", "id"),
        sa.Index("ix_activity_lead_time", "lead_id", "occurred_at", "id"),
        sa.CheckConstraint("num_nonnulls(account_id, contact_id, deal_id, lead_id) > 0", name="regards_something"),
    )


class Task(Record, Regarding, table=True):
    """Something to do by a time, by a person."""

    title_field = "title"
    title: str = string("标题", "Title", REQUIRED, writable=True, searchable=True)
    kind: TaskKind = choice("类型", "Kind", TaskKind, TaskKind.TODO, writable=True)
    assignee_id: UUID | None = link("执行人", "Assignee", "user", writable=True)
    due_at: datetime | None = moment("截止时间", "Due", writable=True)
    remind_at: datetime | None = moment("提醒时间", "Remind", writable=True)
    priority: TaskPriority = choice("优先级", "Priority", TaskPriority, TaskPriority.NORMAL, writable=True)
    status: TaskStatus = choice("状态", "Status", TaskStatus, TaskStatus.OPEN)
    done_at: datetime | None = moment("完成时间", "Done")
    description: str | None = text("说明", "Description", writable=True)
    # A required action of a stage, so that its completion can be recognised; unique so that a rerun never doubles it.
    dedupe_key: str | None = Field(default=None, max_length=200, unique=True, nullable=True)

    __table_args__ = (
        sa.Index(
            "ix_task_assignee_due",
            "assignee_id",
            "due_at",
            postgresql_where=sa.text("status in ('OPEN','IN_PROGRESS')"),
        ),
        sa.Index(
            "ix_task_deal_open", "deal_id", "due_at", postgresql_where=sa.text("status in ('OPEN','IN_PROGRESS')")
        ),
        sa.Index("ix_task_due", "due_at", "id"),
    )


class Comment(Record, Regarding, Voidable, table=True):
    """A remark among colleagues; `mentions` are told at once if they may see the record."""

    title_field = "body"
    body: str = text("内容", "Body", REQUIRED, writable=True)
    author_id: UUID | None = link("作者", "Author", "user")
    mentions: list[UUID] = Field(
        default_factory=list, sa_type=ARRAY(sa.Uuid()), sa_column_kwargs={"server_default": "{}"}
    )

    __table_args__ = (
        sa.CheckConstraint("num_nonnulls(account_id, contact_id, deal_id, lead_id) > 0", name="regards_something"),
    )


class Attachment(Record, Regarding, Voidable, table=True):
    """A file on a record: at most 25 MB, its type sniffed from the content, always served as a download."""

    title_field = "name"
    name: str = string("文件名", "Name", REQUIRED, max_length=255)
    size_bytes: int = integer("大小(字节)", "Size (bytes)", 0)
    media_type: str = string("类型", "Media type", "application/octet-stream", max_length=120)
    category: str | None = string("类别", "Category", max_length=60)
    uploaded_by_id: UUID | None = link("上传人", "Uploaded by", "user")
    digest: bytes = Field(nullable=False)

    __table_args__ = (
        sa.CheckConstraint("num_nonnulls(account_id, contact_id, deal_id, lead_id) > 0", name="regards_something"),
    )


class Notification(Row, table=True):
    """One thing one person is told. Holds ids only; what it is about is read as the receiver."""

    title_field = "kind"
    user_id: UUID = link("接收人", "Receiver", "user", required=True)
    kind: NotificationKind = choice("类型", "Kind", NotificationKind, REQUIRED)
    actor_id: UUID | None = link("发起人", "By", "user", index=False)
    account_id: UUID | None = link("客户", "Account", "account", index=False)
    contact_id: UUID | None = link("联系人", "Contact", "contact", index=False)
    deal_id: UUID | None = link("商机", "Deal", "deal", index=False)
    contract_id: UUID | None = link("合同", "Contract", "contract", index=False)
    lead_id: UUID | None = link("线索", "Lead", "lead", index=False)
    task_id: UUID | None = link("任务", "Task", "task", index=False)
    comment_id: UUID | None = link("评论", "Comment", "comment", index=False)
    report_id: UUID | None = link("报表", "Report", "report", index=False, ondelete="CASCADE")
    created_at: datetime = moment("时间", "Time", now=True)
    read_at: datetime | None = moment("已读时间", "Read")

    __table_args__ = (sa.Index("ix_notification_inbox", "user_id", "created_at", "id"),)


class Follow(Row, Regarding, table=True):
    """A person follows a record and is told of its changes."""

    user_id: UUID = Field(foreign_key="user.id", index=True)
    created_at: datetime = moment("时间", "Time", now=True)


def _about(edge: str) -> dict[str, str]:
    return {f"{name}_id": edge for name in ("account", "contact", "deal", "contract", "lead")}


# Whether somebody of ours turned to the customer, in SQL; `weir.activities.following` says it of a row at hand.
FOLLOW_UP = (
    "(case {a}.kind when 'NOTE' then length({a}.summary) > 10 and {a}.outcome is not null when 'MAIL' then"
    " {a}.direction = 'OUTBOUND' when 'MESSAGE' then {a}.direction = 'OUTBOUND' else true end)"
)

expose(
    Activity,
    zh="销售记录",
    en="Activity",
    plural="activities",
    order=(("occurred_at", True),),
    derived={
        "is_follow_up": (
            FieldInfo(
                "有效跟进",
                "Follow-up",
                Kind.BOOL,
                description="Whether somebody of ours turned to the customer: an attempt counts, their mail or a short note does not.",
            ),
            FOLLOW_UP,
        )
    },
    reverse=_about("activities"),
)
expose(
    Task,
    zh="任务",
    en="Task",
    plural="tasks",
    order=(("due_at", False),),
    derived={
        "is_overdue": (
            FieldInfo("逾期", "Overdue", Kind.BOOL),
            "coalesce({a}.status in ('OPEN', 'IN_PROGRESS') and {a}.due_at < now(), false)",
        )
    },
    reverse=_about("tasks"),
)
expose(Comment, zh="评论", en="Comment", plural="comments", order=(("created_at", True),), reverse=_about("comments"))
expose(
    Attachment,
    zh="附件",
    en="File",
    plural="files",
    prefix="file",
    order=(("created_at", True),),
    derived={
        "url": (
            FieldInfo("下载地址", "Download address", Kind.STRING, filterable=False, sortable=False, groupable=False),
            "'/files/file_' || replace({a}.id::text, '-', '')",
        )
    },
    reverse=_about("files"),
)
expose(Notification, zh="通知", en="Notification", plural="notifications", order=(("created_at", True),))
