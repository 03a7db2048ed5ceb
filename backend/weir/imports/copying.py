"""COPY into a table, with the text of the rows made here: for wide rows this is several times faster than row by row."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from psycopg import sql
from psycopg.types.json import Jsonb

from weir.imports.acting import Acting

SPECIAL = re.compile(r"[\\\n\r\t]")
ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
EMPTY = "\\N"
BLOCK = 500


def _escaped(text: str) -> str:
    return SPECIAL.sub(lambda match: ESCAPES[match[0]], text)


def _text(value: str) -> str:
    return _escaped(value) if SPECIAL.search(value) else value


def _array(values: list[Any]) -> str:
    inner = (str(one).replace("\\", "\\\\").replace('"', '\\"') for one in values)
    return _escaped("{" + ",".join(f'"{one}"' for one in inner) + "}")


WRITERS: dict[type, Any] = {
    str: _text,
    type(None): lambda value: EMPTY,
    UUID: lambda value: value.hex,
    int: str,
    bool: lambda value: "t" if value else "f",
    datetime: str,
    date: str,
    Decimal: str,
    list: _array,
    dict: lambda value: _escaped(orjson.dumps(value).decode()),
}


def line(values: Sequence[Any]) -> str:
    """One row in COPY's text format."""
    return "\t".join([WRITERS[type(value)](value) for value in values])


def copy_rows(acting: Acting, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY into a table, in the open transaction."""
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with acting.connection.cursor() as cursor, cursor.copy(statement) as copy:
        block: list[str] = []
        for row in rows:
            block.append(line(row))
            if len(block) == BLOCK:
                copy.write("\n".join(block) + "\n")
                block.clear()
        if block:
            copy.write("\n".join(block) + "\n")


def kept(value: Any) -> Any:
    """A value as a parameter of a statement: an object is JSON."""
    return Jsonb(value) if isinstance(value, dict) else value
