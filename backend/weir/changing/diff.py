"""What changes in a row, as the audit keeps it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from weir.catalog.custom import custom_diff
from weir.db.record import Row

# Columns that say nothing about what a person changed, secrets, and keys that repeat a guarded value in another form.
UNTOLD = frozenset(
    {"updated_at", "version", "password_hash", "totp_secret", "secret_hash", "refresh_hash", "digest", "xid"}
    | {"password_sealed", "signing_sealed", "former_sealed", "former_until"}
    | {"mobile_key", "phone_key", "email_key", "name_key", "company_key"}
)


def row_diff(row: Row, *, is_new: bool) -> dict[str, Any]:
    """`{field: [old, new]}` of what the flush will write of a row of the session."""
    diff: dict[str, Any] = {}
    state = sa.inspect(row)
    touched = state.committed_state
    for column in row.__table__.c:  # type: ignore[attr-defined]
        if column.name in UNTOLD or column.name in ("id", "created_at", "created_by_id"):
            continue
        if column.key not in touched and not is_new:
            continue
        history = state.attrs[column.key].history
        if not history.has_changes():
            continue
        old = plain(history.deleted[0]) if history.deleted else None
        new = plain(history.added[0]) if history.added else None
        if column.name == "custom":
            diff |= custom_diff(old or {}, new or {})
            continue
        if old != new and not (is_new and new in (None, [], {}, "")):
            diff[column.name] = [old, new]
    return diff


def plain(value: Any) -> Any:
    """The value as JSON keeps it: ids and decimals as text, instants in ISO form."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return "…"
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(one) for one in value]
    return value
