"""A mailbox as a door for leads: where it is, how it is opened, what was read of it and what is wrong with it."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field
from sqlmodel.sql.sqltypes import UTCDateTime

from weir.catalog.declare import REQUIRED, Labelled, choice, integer, json, link, moment, string
from weir.catalog.registry import expose
from weir.db.record import Record


class MailSecurity(Labelled):
    """How the connection to a mailbox is kept private."""

    TLS = "TLS", "TLS(993)", "TLS (993)"
    STARTTLS = "STARTTLS", "STARTTLS(143)", "STARTTLS (143)"
    NONE = "NONE", "不加密(仅内网)", "None (own network only)"


class LeadMailbox(Record, table=True):
    """The mailbox of a source: every mail that arrives in its folder is taken in once."""

    __tablename__ = "lead_mailbox"
    title_field = "host"
    source_id: UUID = link("来源入口", "Source", "lead_source", required=True, index=False)
    host: str = string("IMAP 服务器", "IMAP server", REQUIRED, max_length=253)
    port: int = integer("端口", "Port", 993)
    security: MailSecurity = choice("加密", "Encryption", MailSecurity, MailSecurity.TLS)
    user_name: str = string("用户名", "User name", REQUIRED, max_length=254)
    folder: str = string("文件夹", "Folder", "INBOX", max_length=200)
    # Encrypted under the secret of this deployment; it never leaves the server.
    password_sealed: str = Field(nullable=False)
    checked_at: datetime | None = moment("上次收取", "Last checked")
    arrived_at: datetime | None = moment("最近来信", "Last mail")
    problems: list[dict] = json("问题", "What is wrong")  # type: ignore[type-arg]
    failures: int = Field(default=0, nullable=False, sa_column_kwargs={"server_default": "0"})
    next_at: datetime = Field(
        default=None, sa_type=UTCDateTime, nullable=False, sa_column_kwargs={"server_default": sa.func.now()}
    )
    # Up to where the folder was read and marked, under the numbering the server calls `uid_validity`.
    uid_validity: int | None = Field(default=None, sa_type=sa.BigInteger, nullable=True)
    last_uid: int = Field(default=0, sa_type=sa.BigInteger, nullable=False, sa_column_kwargs={"server_default": "0"})
    marked_uid: int = Field(default=0, sa_type=sa.BigInteger, nullable=False, sa_column_kwargs={"server_default": "0"})

    __table_args__ = (sa.UniqueConstraint("source_id", name="uq_lead_mailbox_source"),)


expose(
    LeadMailbox,
    zh="线索邮箱",
    en="Lead mailbox",
    plural="leadMailboxes",
    prefix="mailbox",
    order=(("host", False),),
    reverse={"source_id": "mailboxes"},
    root=False,
)
