"""What changes in a row, as the audit keeps it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm.base import NO_VALUE

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
    before, now = state.committed_state, state.dict
    for key, name in _told(type(row)):
        if key not in (now if is_new else before):
            continue
        was, is_now = None if is_new else before[key], now.get(key)
        if not is_new and was == is_now:
            continue
        old = None if was is NO_VALUE else plain(was)
        new = plain(is_now)
        if name == "custom":
            diff |= custom_diff(old or {}, new or {})
        elif old != new and not (is_new and new in (None, [], {}, "")):
            diff[name] = [old, new]
    return diff


@lru_cache(maxsize=1_000)
def _told(model: type[Row]) -> tuple[tuple[str, str], ...]:
    """The attributes whose changes are kept, with their columns."""
    columns = sa.inspect(model).local_table.c
    untold = UNTOLD | {"id", "created_at", "created_by_id"}
    return tuple((column.key, column.name) for column in columns if column.name not in untold)


def plain(value: Any) -> Any:
    """The value as JSON keeps it: ids and decimals as text, instants in ISO form."""
    if value is None or type(value) in (str, int, bool):
        return value
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
