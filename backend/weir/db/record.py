"""The base of every business table: identity, times, version, and the mixins for owning, voiding and regarding."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel
from uuid_utils.compat import uuid7

from weir.catalog.declare import integer, link, moment

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel):
    """Every table of Weir; carries the one metadata with its naming convention."""

    metadata = sa.MetaData(naming_convention=NAMING)


class Row(Base):
    """A row with a UUIDv7 id (sortable by creation, never reused), made by the server or the database."""

    id: UUID = Field(default_factory=uuid7, primary_key=True, sa_column_kwargs={"server_default": sa.func.uuidv7()})

    # Names the record in titles, search results and group labels.
    title_field: ClassVar[str] = "name"
    # Rows that are themselves the record of a change: writing one is not audited again.
    is_history: ClassVar[bool] = False


class Record(Row):
    """A business record: created, updated, versioned. A write with a stale `version` is a CONFLICT."""

    created_at: datetime = moment("创建时间", "Created", now=True)
    updated_at: datetime = moment("更新时间", "Updated", now=True)
    # No foreign key: it would tie every table, departments included, into one cycle with users (who are never deleted).
    created_by_id: UUID | None = Field(default=None, nullable=True)
    version: int = integer("版本", "Version", 1, filterable=False, sortable=False, groupable=False, measured=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version, "eager_defaults": True}  # type: ignore[attr-defined]


class Owned(SQLModel):
    """Belongs to a person, and to the department that person was in when they got it."""

    owner_id: UUID | None = link("负责人", "Owner", "user")
    department_id: UUID | None = link("部门", "Department", "department")


class Voidable(SQLModel):
    """Can be voided (作废): hidden from lists and figures, kept in the audit, restorable."""

    deleted_at: datetime | None = moment("作废时间", "Voided", filterable=False, sortable=False, groupable=False)


class Customizable(SQLModel):
    """Takes the fields an organisation adds (`weir.catalog.custom`): their values by key, as JSON keeps them."""

    custom: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSONB, nullable=False, sa_column_kwargs={"server_default": sa.text("'{}'::jsonb")}
    )
