"""The import itself: chunk by chunk, each a transaction that writes records and outcomes together.

A row with an outcome is done; a rerun takes what is left. Killed at any moment, nothing is lost and nothing is there twice.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import orjson
import psycopg
from uuid_utils.compat import uuid7

from weir.imports.acting import Acting
from weir.imports.batches import tell, tell_end
from weir.imports.checking import chunks, finished
from weir.imports.drafting import Draft, problem
from weir.imports.lookup import Lookup
from weir.imports.plan import FilePlan
from weir.imports.ranks import Ranks
from weir.imports.stages import new_goals
from weir.imports.steps import Rows, Steps
from weir.imports.trails import write_audit
from weir.imports.writing import Writer

# The database said no to a row that looked right: somebody else was faster, or a rule only the database knows.
REFUSED = (psycopg.errors.IntegrityError, psycopg.errors.DataError)
MAX_LEVELS = 200


class Stopped(Exception):
    """The import was cancelled, or the worker must end."""


class Commit:
    """One run over all files. While the database writes a chunk, the next one is being drafted on the `reading` connection."""

    def __init__(self, acting: Acting, reading: Acting, stop: threading.Event):
        self.acting = acting
        self.reading = reading
        self.stop = stop

    def run(self) -> None:
        """Imports what is left. Raises `Stopped` between two chunks."""
        acting = self.acting
        # A chunk the machine loses by a power cut is simply done again; the end of the import is written to disk for sure.
        acting.connection.execute("set synchronous_commit = off")
        lookup = Lookup(self.reading)
        with ThreadPoolExecutor(1, "drafting") as ahead:
            for plan in acting.plan.ordered():
                self._make_pipeline(plan)
                steps = Steps(acting, plan, lookup, self.reading)
                writer = Writer(acting, steps.finisher, Ranks(acting) if plan.object == "deal" else None)
                done = finished(acting, plan.no)
                for level in self._levels(plan.no):
                    for rows, drafts in self._ahead(ahead, steps, chunks(self.reading, plan.no, level, done)):
                        if self.stop.is_set():
                            raise Stopped
                        self._chunk(steps, writer, rows, drafts)
        acting.connection.execute("set synchronous_commit = on")

    def _ahead(
        self, ahead: ThreadPoolExecutor, steps: Steps, source: Iterator[Rows]
    ) -> Iterator[tuple[Rows, list[Draft]]]:
        """The chunks with their drafts, one ahead of the caller. A level ends before the next begins: it may refer to it."""

        def begin() -> tuple[Rows, list[Draft]] | None:
            rows = next(source, None)
            return (rows, steps.begun(rows)) if rows else None

        waiting = ahead.submit(begin)
        while found := waiting.result():
            waiting = ahead.submit(begin)
            yield found

    def _levels(self, file_no: int) -> list[int]:
        sql = "select distinct level from import_row where batch_id = %s and file_no = %s order by 1"
        return [row[0] for row in self.acting.rows(sql, [self.acting.batch_id, file_no])]

    def _chunk(self, steps: Steps, writer: Writer, rows: Rows, drafts: list[Draft] | None = None) -> None:
        """Writes some rows; when the database refuses them, the halves, until the row it meant stands alone."""
        try:
            with self.acting.connection.transaction():
                self._hold()
                self._count(writer.write(steps.finished(drafts or steps.begun(rows))))
        except REFUSED as error:
            if len(rows) == 1:
                self._reject(writer, rows[0], error)
                return
            middle = len(rows) // 2
            self._chunk(steps, writer, rows[:middle])
            self._chunk(steps, writer, rows[middle:])

    def _hold(self) -> None:
        """Locks the import for this chunk: a cancel waits for it, or is seen by it."""
        sql = "select status from import_batch where id = %s for update"
        if self.acting.rows(sql, [self.acting.batch_id]) != [("RUNNING",)]:
            raise Stopped

    def _reject(self, writer: Writer, row: tuple[int, list[str | None]], error: psycopg.Error) -> None:
        code = "ROW_TAKEN" if isinstance(error, psycopg.errors.UniqueViolation) else "ROW_REFUSED"
        with self.acting.connection.transaction():
            self._hold()
            draft = Draft(*row, problems=[problem(code, rule=error.diag.constraint_name or "")])
            self._count(writer.write([draft]))

    def _count(self, counts: dict[str, int]) -> None:
        self.acting.connection.execute(
            "update import_batch set done = done + %s, created = created + %s, updated = updated + %s,"
            " unchanged = unchanged + %s, rejected = rejected + %s where id = %s",
            [
                sum(counts.values()),
                *(counts[one] for one in ("CREATE", "UPDATE", "SAME", "REJECT")),
                self.acting.batch_id,
            ],
        )
        tell(self.acting.connection, self.acting.batch_id, "progress")

    def _make_pipeline(self, plan: FilePlan) -> None:
        """The pipeline the wizard asked for, once, without gates: what entered its stages did so by the file."""
        acting = self.acting
        if plan.object != "deal" or plan.pipeline_id or not plan.new_pipeline or str(plan.no) in acting.made:
            return
        me, key, name = acting.viewer.user_id, uuid7(), str(plan.new_pipeline["name"])
        with acting.connection.transaction():
            self._hold()
            place = acting.rows("select count(*) from pipeline")[0][0]
            acting.connection.execute(
                "insert into pipeline (id, code, name_zh, name_en, position, is_active, created_by_id)"
                " values (%s, %s, %s, %s, %s, true, %s)",
                [key, self._free_code(name), name, name, place, me],
            )
            entries: list[tuple[str, str, UUID | None, dict[str, Any]]] = [
                ("pipeline.imported", "pipeline", key, {"name_en": [None, name]})
            ]
            for goal in new_goals(plan.new_pipeline):
                stage = uuid7()
                acting.connection.execute(
                    "insert into stage (id, pipeline_id, position, name_zh, name_en, type, probability,"
                    " forecast_category, created_by_id) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
                    [stage, key, goal.position, *goal.names * 2, goal.type, goal.probability, goal.category, me],
                )
                entries.append(("stage.imported", "stage", stage, {"name_en": [None, goal.names[0]]}))
            write_audit(acting, entries)
            acting.made[str(plan.no)] = key.hex
            acting.connection.execute(
                "update import_batch set report = report || %s::jsonb where id = %s",
                [orjson.dumps({"made": acting.made}).decode(), acting.batch_id],
            )

    def _free_code(self, name: str) -> str:
        head = "".join(word[:1] for word in name.split()).upper()[:10] or "IMP"
        taken = {row[0] for row in self.acting.rows("select code from pipeline")}
        return next(code for number in range(1, 10_000) if (code := f"{head}-{number}") not in taken)


def finish(acting: Acting) -> dict[str, int]:
    """The end of a complete run: the figures, one event, a notice for the person."""
    names = ("created", "updated", "unchanged", "rejected")
    row = acting.rows(f"select {', '.join(names)} from import_batch where id = %s", [acting.batch_id])[0]
    counts: Counter[str] = Counter(dict(zip(names, row, strict=True)))
    with acting.connection.transaction():
        tell_end(acting, "done", dict(counts))
        write_audit(
            acting, [("import_batch.done", "import_batch", acting.batch_id, {k: [None, v] for k, v in counts.items()})]
        )
        acting.connection.execute(
            "insert into notification (id, user_id, kind, actor_id) values (%s, %s, 'IMPORT_DONE', %s)",
            [uuid7(), acting.viewer.user_id, acting.viewer.user_id],
        )
    return dict(counts)
