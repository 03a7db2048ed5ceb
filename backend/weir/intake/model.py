"""Intake: the doors through which leads come from outside, and everything that was ever put through them, as it was sent."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field
from sqlmodel.sql.sqltypes import UTCDateTime

from weir.catalog.declare import (
    REQUIRED,
    FieldInfo,
    Kind,
    Labelled,
    boolean,
    choice,
    integer,
    json,
    link,
    moment,
    string,
    tags,
    text,
)
from weir.catalog.registry import expose
from weir.consents.model import ConsentPurpose
from weir.db.record import Record, Row, Voidable


class SourceKind(Labelled):
    """Who puts leads through a door."""

    API = "API", "接口", "API"
    WEBHOOK = "WEBHOOK", "平台回调", "Webhook of a platform"
    FORM = "FORM", "网页表单", "Web form"
    MAIL = "MAIL", "邮箱", "Mailbox"
    CALL = "CALL", "电话系统", "Telephone system"


# What is posted to `/in/{key}` by a machine, signed if that is asked for.
POSTED = (SourceKind.API, SourceKind.WEBHOOK, SourceKind.CALL)


class DuplicatePolicy(Labelled):
    """What becomes of somebody an open lead has already."""

    ATTACH = "ATTACH", "并入已有线索", "Add to the lead"
    LOG_ONLY = "LOG_ONLY", "仅留记录", "Keep in the log only"


class CustomerPolicy(Labelled):
    """What becomes of somebody who is a customer's contact and no open lead."""

    TASK = "TASK", "记在联系人上并提醒负责人", "Kept on the contact, a task for the owner"
    LEAD = "LEAD", "新建线索", "A new lead"


class IntakeStatus(Labelled):
    """What became of what was sent."""

    WAITING = "WAITING", "待处理", "Waiting"
    CREATED = "CREATED", "已建线索", "Lead created"
    ATTACHED = "ATTACHED", "已并入线索", "Added to a lead"
    LOGGED = "LOGGED", "已记通话", "Call logged"
    CUSTOMER = "CUSTOMER", "老客户来访", "A customer's touch"
    DUPLICATE = "DUPLICATE", "重复", "Duplicate"
    REFUSED = "REFUSED", "内容不合格", "Refused"
    SPAM = "SPAM", "垃圾", "Spam"
    FAILED = "FAILED", "处理失败", "Failed"


class LeadSource(Record, Voidable, table=True):
    """A door for leads: its address, what may be sent, and what a lead that comes through it is given.

    `fields` lists `{field, required}`; empty means every field a lead may be sent with. `mapping` lists `{from, to}`: the path of
    a value in what a platform sends, such as `data.user.phone`, and the field of the lead, or of the call, it goes to.
    """

    __tablename__ = "lead_source"
    name: str = string("名称", "Name", REQUIRED, max_length=100, writable=True, searchable=True)
    key: str = string("地址码", "Address", REQUIRED, max_length=40, unique=True)
    kind: SourceKind = choice("类型", "Kind", SourceKind, SourceKind.API, writable=True)
    is_active: bool = boolean("启用", "Active", True, writable=True)
    fields: list[dict] = json("字段", "Fields", writable=True)  # type: ignore[type-arg]
    mapping: list[dict] = json("映射", "Mapping", writable=True)  # type: ignore[type-arg]
    duplicate_policy: DuplicatePolicy = choice(
        "重复处理", "Duplicates", DuplicatePolicy, DuplicatePolicy.ATTACH, writable=True
    )
    customer_policy: CustomerPolicy = choice(
        "老客户来访", "Customers", CustomerPolicy, CustomerPolicy.TASK, writable=True
    )
    source: str | None = string("线索来源", "Source of its leads", max_length=100, writable=True)
    channel_id: UUID | None = link("渠道", "Channel", "channel", writable=True)
    campaign_id: UUID | None = link("市场活动", "Campaign", "campaign", writable=True)
    pool_id: UUID | None = link("线索池", "Lead pool", "lead_pool", writable=True)
    needs_consent: bool = boolean("须同意", "Consent needed", writable=True)
    consent_text: str | None = text("同意条款", "Consent text", max_length=2_000, writable=True)
    consent_purpose: ConsentPurpose = choice(
        "同意的用途", "Consent to", ConsentPurpose, ConsentPurpose.SERVICE, writable=True
    )
    event_path: str | None = string("事件编号路径", "Path of the event's id", max_length=200, writable=True)
    # Encrypted under the secret of this deployment. The former one is good for a day, until the platform has the new one.
    signing_sealed: str | None = Field(default=None, nullable=True)
    former_sealed: str | None = Field(default=None, nullable=True)
    former_until: datetime | None = Field(default=None, sa_type=UTCDateTime, nullable=True)


class IntakePayload(Row, table=True):
    """One thing that was sent, as it was sent, and what became of it. What was sent is never changed.

    `problems` lists `{code, field, zh, en}`: why there is no lead of it.
    """

    is_history = True
    __tablename__ = "intake_payload"
    title_field = "status"
    source_id: UUID = link("来源入口", "Source", "lead_source", required=True)
    at: datetime = moment("收到时间", "Received", now=True)
    payload: dict[str, Any] = json("原始内容", "As it was sent", default=dict, guard="raw_payload")
    sent_keys: list[str] = tags("字段名", "Names of what was sent")
    status: IntakeStatus = choice("结果", "Result", IntakeStatus, IntakeStatus.WAITING)
    problems: list[dict] = json("原因", "Why")  # type: ignore[type-arg]
    attempts: int = integer("处理次数", "Attempts", 0)
    processed_at: datetime | None = moment("处理时间", "Processed")
    consent: str | None = text("同意的条款", "Consented to", max_length=2_000)
    lead_id: UUID | None = link("线索", "Lead", "lead", ondelete="SET NULL")
    contact_id: UUID | None = link("联系人", "Contact", "contact", ondelete="SET NULL")
    idempotency_key: str | None = Field(default=None, max_length=255, nullable=True)

    __table_args__ = (
        sa.UniqueConstraint("source_id", "idempotency_key", name="uq_intake_payload_once"),
        sa.Index("ix_intake_payload_source_at", "source_id", "at", "id"),
        sa.Index("ix_intake_payload_spam", "at", postgresql_where=sa.text("status = 'SPAM'")),
    )


expose(
    LeadSource,
    zh="线索入口",
    en="Lead source",
    plural="leadSources",
    prefix="source",
    order=(("name", False),),
    derived={
        "path": (
            FieldInfo("接收地址", "Path", Kind.STRING, description="Where leads are posted to.", filterable=False,
                      sortable=False, groupable=False),
            "'/in/' || {a}.key",
        ),
        "is_signed": (
            FieldInfo("须签名", "Signed", Kind.BOOL, description="Whether only what carries a signature is taken in."),
            "{a}.signing_sealed is not null",
        ),
    },
)  # fmt: skip
expose(
    IntakePayload,
    zh="接收记录",
    en="Intake",
    plural="intakePayloads",
    prefix="intake",
    order=(("at", True),),
    reverse={"source_id": "payloads", "lead_id": "intakes", "contact_id": "intakes"},
    root=False,
)
