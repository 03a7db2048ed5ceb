"""Rows read by the driver straight into the session, and written by it.

Every write begins by reading a row, and for one row the ORM's own query costs more than all the rest of the write; its flush of one
changed row costs as much again. The rows are ordinary ones of the session all the while: changes to them are noticed, audited and, in
whatever else is to be written beside them, flushed as those of any other.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from weir.db.engine import execute_all
from weir.db.record import Record, Row

R = TypeVar("R", bound=Row)
# SQL for the driver, and its values.
Statement = tuple[str, dict[str, Any]]


@lru_cache(maxsize=1_000)
def columns(model: type[Row], alias: str) -> str:
    """All columns of a model for a select list, in the order `hold` takes them."""
    return ", ".join(f'{alias}."{column.name}"' for column in _mapper(model).local_table.c)


def hold(session: AsyncSession, model: type[R], values: Sequence[Any], *, again: bool = False) -> R:
    """The session's row with these values of `columns`. What it knows of one already stays, unless that is read `again`."""
    fields = _fields(model, values)
    mapper = _mapper(model)
    known = session.identity_map.get(mapper.identity_key_from_primary_key((fields["id"],)))
    if known is not None:
        for name, value in fields.items():
            if again or name not in known.__dict__:
                set_committed_value(known, name, value)
        return known  # type: ignore[no-any-return]
    row = _made(model, fields)
    make_transient_to_detached(row)
    session.add(row)
    return row


def look(model: type[R], values: Sequence[Any]) -> R:
    """A row with these values of `columns` that no session knows: for what is only read, half the work of `hold`."""
    return _made(model, _fields(model, values))


def _made(model: type[R], fields: dict[str, Any]) -> R:
    row: R = _mapper(model).class_manager.new_instance()
    row.__dict__.update(fields)
    return row


def _fields(model: type[Row], values: Sequence[Any]) -> dict[str, Any]:
    """The attributes of a row by name."""
    names, enums = _reading(model)
    fields: dict[str, Any] = dict(zip(names, values, strict=False))
    for name, enum in enums:
        if fields[name] is not None:
            fields[name] = enum[fields[name]]
    return fields


async def flush(session: AsyncSession, besides: Sequence[Statement] = ()) -> None:
    """Writes what the session holds: changed rows of one table by the driver, anything else by the ORM; then what is `besides`.

    What the driver writes travels together. Raises what the ORM would, `StaleDataError` when somebody was faster, or the driver's
    own error.
    """
    sync = session.sync_session
    changed = list(sync.dirty)
    if sync.new or sync.deleted or len({type(row) for row in changed}) > 1 or not all(map(_is_plain, changed)):
        await session.flush()
        changed = []
    # In the order of their keys, as the ORM has it: two writers of the same rows wait for each other, and neither for ever.
    updates = [(row, made) for row in sorted(changed, key=lambda row: row.id) if (made := _update(session, row))]
    statements = [*(made for _, made in updates), *besides]
    cursors = await execute_all(session, statements) if statements else []
    for (row, (sql, _)), cursor in zip(updates, cursors, strict=False):
        if cursor.rowcount != 1:
            raise StaleDataError(f"{sql}: the row is gone or has another version.")
        if isinstance(row, Record):
            row.version += 1
    # What a flush ends with: the rows are as the database has them, and a savepoint that is rolled back forgets them.
    if changed:
        sync._register_persistent({sa.inspect(row) for row in changed})


def _is_plain(row: Any) -> bool:
    """Whether the changes of a row are values, and none is left to the database."""
    state = sa.inspect(row)
    return isinstance(row, Row) and not any(
        isinstance(state.dict.get(name), sa.ClauseElement) for name in state.committed_state
    )


def _update(session: AsyncSession, row: Row) -> Statement | None:
    """What writes the changes of a row; None when they are none."""
    state = sa.inspect(row)
    writing = _writing(type(row), session.get_bind().dialect)
    before, now = state.committed_state, state.dict
    values = {name: writing[name][1](now[name]) for name in before if name in writing and before[name] != now[name]}
    if not values:
        return None
    sets = [f'"{writing[name][0]}" = %({name})s' for name in values]
    test, values["id"] = "id = %(id)s", row.id
    if isinstance(row, Record):
        sets.append("version = version + 1")
        test += " and version = %(version)s"
        values["version"] = row.version
    return f'update "{_mapper(type(row)).local_table.name}" set {", ".join(sets)} where {test}', values  # type: ignore[attr-defined]


@lru_cache(maxsize=1_000)
def _writing(model: type[Row], dialect: sa.Dialect) -> dict[str, tuple[str, Callable[[Any], Any]]]:
    """By attribute its column, and what makes the driver's value of it."""
    mapper = _mapper(model)
    found = {}
    for column in mapper.local_table.c:
        made = column.type.dialect_impl(dialect).bind_processor(dialect)
        found[mapper.get_property_by_column(column).key] = (column.name, made or (lambda value: value))
    return found


def _mapper(model: type[Row]) -> sa.orm.Mapper[Any]:
    mapper: sa.orm.Mapper[Any] = sa.inspect(model)
    return mapper


@lru_cache(maxsize=1_000)
def _reading(model: type[Row]) -> tuple[tuple[str, ...], tuple[tuple[str, dict[str, Any]], ...]]:
    """The attributes in the order of the columns, and what turns the driver's text into an enum; all else comes as it is kept."""
    sa.orm.configure_mappers()
    mapper = _mapper(model)
    names = {column: mapper.get_property_by_column(column).key for column in mapper.local_table.c}
    enums = [(name, column.type) for column, name in names.items() if isinstance(column.type, sa.Enum)]
    return tuple(names.values()), tuple((name, _members(kind)) for name, kind in enums)


def _members(kind: sa.Enum) -> dict[str, Any]:
    assert kind.enum_class is not None
    return dict(zip(kind.enums, kind.enum_class, strict=True))
