"""Reports beside a store by columns: the very statements on the same rows in DuckDB, which knows nothing of Weir's rights or writes.

DuckDB is no part of Weir: `pip install 'weir[bench]'` brings it.
"""

import importlib
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from weir.db.engine import REPORT_OPTIONS

TYPES = {
    "uuid": "uuid",
    "timestamptz": "timestamptz",
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "bool": "boolean",
    "date": "date",
    "numeric": "decimal(18,2)",
    "float8": "double",
}
# Functions of PostgreSQL that our statements use and DuckDB has under another name.
MACROS = ("create macro make_interval(days) as to_days(days)",)
TRIES = 3


def beside(dsn: str, statements: dict[str, tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, float, float]]:
    """For each statement the seconds PostgreSQL takes and those DuckDB takes, the best of three, nobody else asking."""
    try:
        duckdb = importlib.import_module("duckdb")
    except ImportError:
        raise SystemExit("DuckDB is not installed: pip install 'weir[bench]'.") from None
    store = duckdb.connect()
    for macro in MACROS:
        store.execute(macro)
    with psycopg.connect(dsn, autocommit=True, options=REPORT_OPTIONS) as connection:
        found = connection.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        waiting = {str(row[0]) for row in found}
        for name, (statement, params) in statements.items():
            for table in sorted(one for one in waiting if re.search(rf'(from|join) "?{one}"? ', statement)):
                _copy(connection, store, table)
                waiting.discard(table)
            asked = re.sub(r"%\((\w+)\)s", r"$\1", statement)
            values = {key: value for key, value in params.items() if re.search(rf"\${key}\b", asked)}
            yield (
                name,
                _best(lambda: connection.execute(statement, params).fetchall()),  # noqa: B023
                _best(lambda: store.execute(asked, values).fetchall()),  # noqa: B023
            )


def _best(run: Callable[[], Any]) -> float:
    taken = []
    for _ in range(TRIES):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return min(taken)


def _copy(connection: psycopg.Connection[Any], store: Any, table: str) -> None:
    """A table with its rows; lists in it stay empty, as no report asks for them."""
    columns = connection.execute(
        "select attname, typname from pg_attribute join pg_type on pg_type.oid = atttypid"
        " where attrelid = format('%%I', %s::text)::regclass and attnum > 0 and not attisdropped order by attnum",
        [table],
    ).fetchall()
    kinds = {name: "varchar[]" if kind.startswith("_") else TYPES.get(kind, "varchar") for name, kind in columns}
    store.execute(f'create table "{table}" ({", ".join(f""""{name}" {kind}""" for name, kind in kinds.items())})')
    plain = [name for name, kind in kinds.items() if not kind.endswith("[]")]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.csv"
        wanted = sql.SQL(", ").join(map(sql.Identifier, plain))
        copy = sql.SQL("copy (select {} from {}) to stdout csv header").format(wanted, sql.Identifier(table))
        with file.open("wb") as into, connection.cursor().copy(copy) as rows:
            for block in rows:
                into.write(block)
        store.execute(
            f"insert into \"{table}\" by name select * from read_csv('{file}', header = true, all_varchar = true)"
        )
