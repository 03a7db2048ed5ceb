"""What happened, kept for good: audit entries, their seal, events and the outbox, ownership history, idempotency keys."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from weir.catalog.declare import FieldInfo, Kind, json, link, moment, string
from weir.catalog.registry import expose, history
from weir.db.record import Base, Row


class AuditEntry(Row, table=True):
    """One change, sign-in, export or reveal. Append-only by trigger; sealed into a hash chain in batches.

    `changes` maps a field name to `[old, new]`; `xid` is the writing transaction, by which the sealer knows that no
    earlier entry can still appear.
    """

    is_history = True
    __tablename__ = "audit_entry"
    title_field = "action"
    at: datetime = moment("时间", "Time", now=True)
    actor_id: UUID | None = link("操作人", "By", "user")
    identity: str = string("身份", "Identity", "user", max_length=60)
    action: str = string("动作", "Action", "", max_length=60)
    object_type: str = string("对象", "Object", "", max_length=40)
    object_id: UUID | None = Field(default=None, nullable=True)
    changes: dict[str, Any] = json("变更", "Changes", default=dict)
    request_id: str | None = Field(default=None, max_length=64, nullable=True)
    xid: int = Field(
        default=None,
        sa_type=sa.BigInteger,
        sa_column_kwargs={"server_default": sa.text("(pg_current_xact_id()::text::bigint)")},
        nullable=False,
    )

    __table_args__ = (
        sa.Index("ix_audit_entry_record", "object_id", "at", "id"),
        sa.Index("ix_audit_entry_xid", "xid", "id"),
        sa.Index("ix_audit_entry_at", "at", "id"),
    )


class AuditSeal(Base, table=True):
    """The hash chain: `hash = sha256(previous hash || canonical JSON of the entry)` at each position."""

    __tablename__ = "audit_seal"
    position: int = Field(primary_key=True, sa_type=sa.BigInteger, sa_column_kwargs={"autoincrement": False})
    entry_id: UUID = Field(unique=True, nullable=False)
    hash: bytes = Field(nullable=False)
    sealed_at: datetime = moment("封存时间", "Sealed", now=True)


class Event(Row, table=True):
    """A past-tense fact about a record, written with the change itself. Append-only; the outbox points at it."""

    is_history = True

    type: str = Field(max_length=60, nullable=False)
    object_type: str = Field(max_length=40, nullable=False)
    object_id: UUID = Field(nullable=False, index=True)
    actor_id: UUID | None = Field(default=None, nullable=True)
    at: datetime = moment("时间", "Time", now=True)
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB, sa_column_kwargs={"server_default": "{}"})


class Outbox(Base, table=True):
    """Events not yet told to the other processes; the relay deletes a row when it has notified."""

    event_id: UUID = Field(primary_key=True)
    body: str = Field(nullable=False)


class OwnershipChange(Row, table=True):
    """One change of a record's owner, with its cause. Append-only."""

    is_history = True
    __tablename__ = "ownership_change"
    title_field = "cause"
    account_id: UUID | None = link("客户", "Account", "account")
    contact_id: UUID | None = link("联系人", "Contact", "contact")
    deal_id: UUID | None = link("商机", "Deal", "deal")
    contract_id: UUID | None = link("合同", "Contract", "contract")
    lead_id: UUID | None = link("线索", "Lead", "lead")
    from_owner_id: UUID | None = link("原负责人", "From", "user", index=False)
    to_owner_id: UUID | None = link("新负责人", "To", "user", index=False)
    actor_id: UUID | None = link("操作人", "By", "user", index=False)
    cause: str = string("原因", "Cause", "", max_length=60)
    reason: str | None = string("说明", "Reason", max_length=500)
    at: datetime = moment("时间", "Time", now=True)

    # Claims of a day are counted here.
    __table_args__ = (
        sa.Index("ix_ownership_change_claimed", "to_owner_id", "at", postgresql_where=sa.text("cause = 'claimed'")),
    )


class IdempotencyKey(Base, table=True):
    """The stored answer of a create, kept 30 days: the same key gives the same answer, another body is refused."""

    __tablename__ = "idempotency_key"
    actor_id: UUID = Field(primary_key=True)
    key: str = Field(primary_key=True, max_length=255)
    request_hash: bytes = Field(nullable=False)
    answer: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    created_at: datetime = moment("时间", "Time", now=True)


def _told(zh: str, en: str, description: str) -> tuple[FieldInfo, str]:
    """A field written by `weir.reading.trail`: what a key means to a reader depends on who reads."""
    plain = FieldInfo(zh, en, Kind.JSON, filterable=False, sortable=False, groupable=False, description=description)
    return plain, "null"


expose(
    AuditEntry,
    zh="审计日志",
    en="Audit entry",
    plural="auditEntries",
    prefix="audit",
    order=(("at", True),),
    derived={
        "names": _told("名称", "Names", "Names of the keys in `changes`."),
        "record": _told("记录", "Record", "`{id name}` of what it is about."),
    },
)
expose(
    OwnershipChange,
    zh="负责人变更",
    en="Ownership change",
    plural="ownershipChanges",
    prefix="ownership",
    order=(("at", True),),
    reverse={f"{name}_id": "ownershipChanges" for name in ("account", "contact", "deal", "contract", "lead")},
)
history("account", "contact", "deal", "lead")
