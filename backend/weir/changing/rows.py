"""Rows read by the driver straight into the session.

Every write begins by reading a row, and for one row the ORM's own query costs more than all the rest of the write. The rows are
ordinary ones of the session afterwards: changes to them are noticed, audited and flushed as those of any other.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from weir.db.record import Row

R = TypeVar("R", bound=Row)


@lru_cache(maxsize=1_000)
def columns(model: type[Row], alias: str) -> str:
    """All columns of a model for a select list, in the order `hold` takes them."""
    return ", ".join(f'{alias}."{column.name}"' for column in _mapper(model).local_table.c)


def hold(session: AsyncSession, model: type[R], values: Sequence[Any], *, again: bool = False) -> R:
    """The session's row with these values of `columns`. What it knows of one already stays, unless that is read `again`."""
    names, enums = _reading(model)
    fields: dict[str, Any] = dict(zip(names, values, strict=False))
    for name, enum in enums:
        if fields[name] is not None:
            fields[name] = enum[fields[name]]
    mapper = _mapper(model)
    known = session.identity_map.get(mapper.identity_key_from_primary_key((fields["id"],)))
    if known is not None:
        for name, value in fields.items():
            if again or name not in known.__dict__:
                set_committed_value(known, name, value)
        return known  # type: ignore[no-any-return]
    row: R = mapper.class_manager.new_instance()
    row.__dict__.update(fields)
    make_transient_to_detached(row)
    session.add(row)
    return row


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
