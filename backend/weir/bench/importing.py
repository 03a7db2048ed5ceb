"""The import of contacts with dedupe on phone and e-mail, against COPY into a staging table and the same dedupe in SQL."""

import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from uuid_utils.compat import uuid7

from weir.access.viewer import Viewer
from weir.imports.acting import connect
from weir.imports.plan import Plan
from weir.imports.running import run as work
from weir.imports.staging import stage

RAW = (
    "create temporary table bench_rows (row_no int, name text, mobile text, email text) on commit drop",
    """insert into contact (name, mobile, mobile_key, email, email_key, owner_id, department_id, created_by_id)
       select r.name, r.mobile, '+86' || r.mobile, r.email, lower(r.email), %(owner)s, %(department)s, %(owner)s
       from (select distinct on (lower(email)) * from (
             select distinct on (mobile) * from bench_rows order by mobile, row_no) one order by lower(email), row_no) r
       where not exists (select 1 from contact c where c.mobile_key = '+86' || r.mobile and c.deleted_at is null)
         and not exists (select 1 from contact c where c.email_key = lower(r.email) and c.deleted_at is null)""",
)


def rows_of(count: int, tag: str, first: int) -> Iterator[tuple[str, str, str]]:
    """Made-up people: name, mobile, e-mail; one in ten stands there twice."""
    for number in range(count):
        person = first + (number - 1 if number % 10 == 9 else number)
        yield f"导入{person}", str(13_000_000_000 + person), f"p{person}@{tag}.example"


def importing(dsn: str, viewer: Viewer, count: int) -> tuple[float, float]:
    """Rows a second: by the import (staging and commit, not the preview between them), and by hand.

    The people stay in the database, as whatever was imported does: every run makes up new ones.
    """
    first = time.time_ns() // 1000 % 6_000_000_000
    with connect(dsn) as connection:
        ours = _import(connection, dsn, viewer, list(rows_of(count, "import", first)))
        raw = _by_hand(connection, viewer, list(rows_of(count, "raw", first + count)))
    return count / ours, count / raw


def _import(connection: Any, dsn: str, viewer: Viewer, rows: list[tuple[str, str, str]]) -> float:
    key = uuid7()
    connection.execute(
        "insert into import_batch (id, name, owner_id, created_by_id, plan) values (%s, 'bench', %s, %s, %s)",
        [key, viewer.user_id, viewer.user_id, orjson.dumps(Plan(currency="CNY").write()).decode()],
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.csv"
        path.write_text("姓名,手机,邮箱\n" + "".join(f"{','.join(row)}\n" for row in rows), encoding="utf-8")
        began = time.perf_counter()
        stage(connection, key, path, path.name, path.stat().st_size)
        staged = time.perf_counter() - began
    for what, status in (("check", "CHECKING"), ("commit", "RUNNING")):
        connection.execute("update import_batch set status = %s where id = %s", [status, key])
        began = time.perf_counter()
        work(dsn, key, what, threading.Event())
    committed = time.perf_counter() - began
    done = connection.execute("select status, created from import_batch where id = %s", [key]).fetchone()
    if done is None or done[0] != "DONE" or done[1] < len(rows) // 2:
        raise RuntimeError(f"The import ended as {done}.")
    for table in ("import_outcome", "import_row"):
        connection.execute(f"delete from {table} where batch_id = %s", [key])
    connection.execute("delete from import_batch where id = %s", [key])
    return staged + committed


def _by_hand(connection: Any, viewer: Viewer, rows: list[tuple[str, str, str]]) -> float:
    began = time.perf_counter()
    with connection.transaction():
        connection.execute(RAW[0])
        with connection.cursor() as cursor, cursor.copy("copy bench_rows from stdin") as copy:
            for number, row in enumerate(rows):
                copy.write_row((number, *row))
        connection.execute(RAW[1], {"owner": viewer.user_id, "department": viewer.department_id})
    return time.perf_counter() - began
