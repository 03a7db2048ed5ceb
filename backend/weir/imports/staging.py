"""Puts the rows of an uploaded file into staging with COPY, and notes what its columns look like."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from weir.errors import Refusal
from weir.imports.acting import Connection
from weir.imports.copying import line
from weir.imports.guessing import guess_file
from weir.imports.plan import Plan
from weir.imports.reading import Cells, Table, read_table

MAX_FILES = 20
# Values counted for each column; beyond these only how many are filled is known.
MAX_DISTINCT = 2_000
SHOWN = 50
# The pipelines in use with the names of their stages.
PIPELINES = """
select coalesce(json_agg(json_build_object('id', 'pipeline_' || replace(p.id::text, '-', ''), 'name_zh', p.name_zh,
       'name_en', p.name_en, 'stages', (select json_agg(json_build_object('name_zh', s.name_zh, 'name_en', s.name_en)
           order by s.position) from stage s where s.pipeline_id = p.id and s.deleted_at is null)) order by p.position), '[]')
  from pipeline p where p.deleted_at is null and p.is_active
"""


def stage(connection: Connection, batch_id: UUID, path: Path, name: str, size: int) -> dict[str, Any]:
    """Reads a file into the batch, in one transaction, and guesses what it is. Returns its facts. Raises `Refusal`."""
    with connection.transaction():
        row = connection.execute(
            "select status, files, plan from import_batch where id = %s for update", [batch_id]
        ).fetchone()
        if row is None:
            raise Refusal("NOT_FOUND")
        status, files, plan_data = row
        if status not in ("MAPPING", "CHECKED"):
            raise Refusal("IMPORT_BUSY")
        own = [one for one in files if "derived" not in one]
        if len(own) >= MAX_FILES:
            raise Refusal("IMPORT_TOO_MANY", ("file",), {"max": MAX_FILES, "what": ("个文件", "files")})
        no = max((one["no"] for one in own), default=0) + 1
        table = read_table(path)
        counting = Counting(table)
        _copy(connection, batch_id, no, counting.rows())
        if counting.count == 0:
            raise Refusal("FILE_EMPTY", ("file",))
        facts = {
            "no": no,
            "name": name,
            "rows": counting.count,
            "size": size,
            "digest": hashlib.file_digest(path.open("rb"), "sha256").hexdigest(),
            "encoding": table.encoding,
            "delimiter": table.delimiter,
            "sheet": table.sheet,
            "columns": counting.columns(),
        }
        plan = Plan.read(plan_data)
        plan.files[no] = guess_file(facts, pipelines(connection))
        connection.execute(
            "update import_batch set files = %s, plan = %s, status = 'MAPPING', report = '{}', total = total + %s,"
            " version = version + 1, updated_at = now(), name = case when name = '' then %s else name end where id = %s",
            [
                orjson.dumps([*files, facts]).decode(),
                orjson.dumps(plan.write()).decode(),
                counting.count,
                name[:255],
                batch_id,
            ],
        )
    # The planner must know that the table has grown by this file.
    connection.execute("analyze import_row")
    return facts


def _copy(connection: Connection, batch_id: UUID, no: int, rows: Iterator[tuple[int, Cells]]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy("copy import_row (batch_id, file_no, row_no, cells) from stdin") as copy,
    ):
        for row_no, cells in rows:
            copy.write(line((batch_id, no, row_no, orjson.dumps(cells).decode())) + "\n")


class Counting:
    """Counts what passes by: rows, filled cells, distinct values."""

    def __init__(self, table: Table):
        self.table = table
        self.count = 0
        self.filled = [0] * len(table.columns)
        self.seen: list[Counter[str]] = [Counter() for _ in table.columns]

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """The rows, unchanged."""
        pairs = list(enumerate(self.seen))
        for row_no, cells in self.table.rows:
            self.count += 1
            for index, seen in pairs:
                text = cells[index]
                if text is not None:
                    self.filled[index] += 1
                    if text in seen or len(seen) < MAX_DISTINCT:
                        seen[text] += 1
            yield row_no, cells

    def columns(self) -> list[dict[str, Any]]:
        """What the plan and the wizard need to know of each column."""
        return [
            {
                "name": name,
                "filled": filled,
                "distinct": len(seen),
                "samples": [text[:200] for text in list(seen)[:5]],
                "top": [[text[:200], count] for text, count in seen.most_common(SHOWN)],
            }
            for name, filled, seen in zip(self.table.columns, self.filled, self.seen, strict=True)
        ]


def pipelines(connection: Connection) -> list[dict[str, Any]]:
    """The pipelines in use with the names of their stages, to recognise them in a file."""
    return connection.execute(PIPELINES).fetchone()[0]  # type: ignore[index, no-any-return]
