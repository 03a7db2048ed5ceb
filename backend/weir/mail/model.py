"""The server mail goes out through, and the outbox: one row for each mail to one person, whatever becomes of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field
from sqlmodel.sql.sqltypes import UTCDateTime

from weir.catalog.declare import REQUIRED, Labelled, choice, integer, json, link, moment, string
from weir.catalog.registry import expose
from weir.db.record import Record, Row


class SmtpSecurity(Labelled):
    """How the connection to the server is kept private."""

    TLS = "TLS", "TLS(465)", "TLS (465)"
    STARTTLS = "STARTTLS", "STARTTLS(587)", "STARTTLS (587)"
    NONE = "NONE", "不加密(仅内网)", "None (own network only)"


class MailKind(Labelled):
    """Why a mail is sent."""

    TEST = "TEST", "测试邮件", "Test mail"
    REPORT = "REPORT", "报表", "Report"
    ALERT = "ALERT", "报表提醒", "Alert"


class MailState(Labelled):
    """Where a mail stands. A mail that may have been taken by the server is never handed over again."""

    WAITING = "WAITING", "等待发送", "Waiting"
    SENDING = "SENDING", "发送中", "Being sent"
    SENT = "SENT", "已发送", "Sent"
    SKIPPED = "SKIPPED", "未发送", "Not sent"
    FAILED = "FAILED", "失败", "Failed"


class MailServer(Record, table=True):
    """The SMTP server of the organisation. There is one; without it no mail is sent."""

    __tablename__ = "mail_server"
    title_field = "host"
    host: str = string("SMTP 服务器", "SMTP server", REQUIRED, max_length=253)
    port: int = integer("端口", "Port", 465)
    security: SmtpSecurity = choice("加密", "Encryption", SmtpSecurity, SmtpSecurity.TLS)
    # Empty: the server takes mail from this machine without a sign-in.
    user_name: str | None = string("用户名", "User name", max_length=254)
    # Encrypted under the secret of this deployment; it never leaves the server.
    password_sealed: str | None = Field(default=None, nullable=True)
    from_address: str = string("发件地址", "From address", REQUIRED, max_length=254)
    from_name: str | None = string("发件人名称", "From name", max_length=100)
    checked_at: datetime | None = moment("上次连接", "Last tried")
    problems: list[dict[str, Any]] = json("问题", "What is wrong")


class Mail(Row, table=True):
    """One mail to one person. What is in it is made when it is sent, as that person may see it then; it is not kept."""

    title_field = "subject"
    is_history = True
    kind: MailKind = choice("类型", "Kind", MailKind, REQUIRED)
    user_id: UUID = link("收件人", "Receiver", "user", required=True)
    state: MailState = choice("状态", "State", MailState, MailState.WAITING)
    subject: str | None = string("主题", "Subject", max_length=200)
    attempts: int = integer("尝试次数", "Attempts", 0)
    problems: list[dict[str, Any]] = json("问题", "What is wrong")
    created_at: datetime = moment("创建时间", "Created", now=True)
    sent_at: datetime | None = moment("发送时间", "Sent")
    # The run of a schedule it belongs to.
    report_run_id: UUID | None = link("发送记录", "Run", "report_run", ondelete="CASCADE")
    # What it is about, for whoever composes it; ids only.
    given: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=JSONB,
        nullable=False,
        sa_column_kwargs={"server_default": sa.text("'{}'::jsonb")},
    )
    # Two mails of one name are one mail: a person gets one of each run, whoever is killed meanwhile.
    once: str | None = Field(default=None, max_length=120, unique=True, nullable=True)
    next_at: datetime = Field(
        default=None, sa_type=UTCDateTime, nullable=False, sa_column_kwargs={"server_default": sa.func.now()}
    )
    begun_at: datetime | None = Field(default=None, sa_type=UTCDateTime, nullable=True)

    __table_args__ = (
        sa.Index("ix_mail_due", "next_at", postgresql_where=sa.text("state in ('WAITING', 'SENDING')")),
        sa.Index("ix_mail_created", "created_at", "id"),
    )


expose(
    MailServer,
    zh="发件服务器",
    en="Mail server",
    plural="mailServers",
    order=(("host", False),),
)
expose(Mail, zh="邮件", en="Mail", plural="mails", order=(("created_at", True),), reverse={"report_run_id": "mails"})
