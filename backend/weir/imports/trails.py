"""What a written record leaves behind: audit entries in the person's name, and who owns it since when."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa
from uuid_utils.compat import uuid7

from weir.audit.model import AuditEntry
from weir.catalog.custom import PREFIX, custom_diff
from weir.catalog.registry import OBJECTS
from weir.changing.diff import UNTOLD, plain
from weir.imports.acting import Acting
from weir.imports.copying import copy_rows

# Told by other columns already, or known from the entry itself.
QUIET = UNTOLD | {
    "id",
    "created_at",
    "created_by_id",
    "name_key",
    "mobile_key",
    "email_key",
    "path",
    "rank",
    "deactivated_at",
}
# The custom fields of a new record, each by its name in the catalog.
CUSTOM = (
    f"(select coalesce(jsonb_object_agg('{PREFIX}' || c.key, jsonb_build_array(null, c.value)), '{{}}')"
    " from jsonb_each(x.custom) c)"
)
Entry = tuple[str, str, UUID | None, dict[str, Any]]


def write_audit(acting: Acting, entries: Iterable[Entry]) -> None:
    """Audit entries (action, object, id, changes), marked with the import."""
    names = ("id", "at", "actor_id", "identity", "action", "object_type", "object_id", "changes", "request_id")
    who = acting.viewer
    copy_rows(acting, AuditEntry.__tablename__, names, (
        (uuid7(), acting.now, who.user_id, who.system or "user", action, name, key, as_json(diff) or "{}", acting.mark)
        for action, name, key, diff in entries
    ))  # fmt: skip


def audit_new(acting: Acting, object_name: str, names: Iterable[str], keys: Sequence[UUID]) -> None:
    """The audit entries of new records, made by the database of the columns that were just written."""
    entry = OBJECTS[object_name]
    model: sa.Table = entry.model.__table__  # type: ignore[attr-defined]
    told = [name for name in names if name not in QUIET]
    pairs = ", ".join(f"'{name}', {_change(model.c[name])}" for name in told if name != "custom")
    custom = f" || {CUSTOM}" if "custom" in told else ""
    acting.connection.execute(
        "insert into audit_entry (at, actor_id, identity, action, object_type, object_id, changes, request_id)"
        f" select %(now)s, %(who)s, %(identity)s, '{object_name}.imported', '{object_name}', x.id,"
        f" jsonb_strip_nulls(jsonb_build_object({pairs})){custom}, %(mark)s from {entry.table} x where x.id = any(%(keys)s::uuid[])",
        {
            "now": acting.now,
            "who": acting.viewer.user_id,
            "identity": acting.viewer.system or "user",
            "mark": acting.mark,
            "keys": key_array(keys),
        },
    )


def diff_of(before: dict[str, Any], columns: dict[str, Any]) -> dict[str, Any]:
    """What an update changed, `{field: [old, new]}`."""
    pairs = {name: [plain(before.get(name)), plain(new)] for name, new in columns.items() if name not in QUIET}
    old, new = pairs.pop("custom", ({}, {}))
    return pairs | custom_diff(old or {}, new)


def _change(column: "sa.Column[Any]") -> str:
    """`[null, value]`, or nothing where there is no value."""
    name = f'x."{column.name}"'
    value = f"{name}::text" if isinstance(column.type, sa.Numeric) else name
    test = f"{name} <> '{{}}'" if isinstance(column.type, sa.ARRAY) else f"{name} is not null"
    return f"case when {test} then jsonb_build_array(null, {value}) end"


def own_new(acting: Acting, object_name: str, keys: Sequence[UUID]) -> None:
    """New records belong to their owner since they were created."""
    acting.connection.execute(
        f"insert into ownership_change ({object_name}_id, to_owner_id, actor_id, cause, at)"
        f" select x.id, x.owner_id, %s, 'imported', x.created_at from {OBJECTS[object_name].table} x"
        " where x.id = any(%s::uuid[])",
        [acting.viewer.user_id, key_array(keys)],
    )


def key_array(keys: Iterable[UUID]) -> str:
    """Keys as the text of an array."""
    return "{" + ",".join(key.hex for key in keys) + "}"


def as_json(value: Any) -> str | None:
    """JSON text for COPY; nothing for nothing."""
    return orjson.dumps(value).decode() if value else None
