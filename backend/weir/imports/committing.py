"""The import itself: chunk by chunk, each a transaction that writes records and outcomes together.

A row with an outcome is done; a rerun takes what is left. Killed at any moment, nothing is lost and nothing is there twice.
"""

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any
from uuid import UUID

import orjson
from uuid_utils.compat import uuid7

from weir.imports.acting import Acting
from weir.imports.batches import tell_end
from weir.imports.checking import chunks, finished
from weir.imports.chunk import ChunkWriter, Stopped, hold
from weir.imports.drafting import Draft
from weir.imports.lookup import Lookup
from weir.imports.plan import FilePlan
from weir.imports.stages import new_goals
from weir.imports.steps import Rows, Steps
from weir.imports.trails import write_audit

# Objects whose rows touch nothing but themselves: two chunks of them can be written at the same time.
ALONE = ("contact", "account", "product")
TOGETHER = {"isPrimary", "parent"}


class Commit:
    """One run over all files. While the database writes chunks, the next one is being drafted on the `reading` connection."""

    def __init__(self, writing: Sequence[Acting], reading: Acting, stop: threading.Event):
        self.acting = writing[0]
        self.writing = writing
        self.reading = reading
        self.stop = stop

    def run(self) -> None:
        """Imports what is left. Raises `Stopped` between two chunks."""
        for one in self.writing:
            # A chunk the machine loses by a power cut is simply done again; the end is written to disk for sure.
            one.connection.execute("set synchronous_commit = off")
        lookup = Lookup(self.reading)
        with ThreadPoolExecutor(1, "drafting") as ahead, ThreadPoolExecutor(len(self.writing), "writing") as writers:
            for plan in self.acting.plan.ordered():
                self._make_pipeline(plan)
                steps = Steps(self.acting, plan, lookup, self.reading)
                done = finished(self.acting, plan.no)
                for level in self._levels(plan.no):
                    source = self._ahead(ahead, steps, chunks(self.reading, plan.no, level, done))
                    self._write(writers, plan, steps, source)
        self.acting.connection.execute("set synchronous_commit = on")

    def _write(
        self, pool: ThreadPoolExecutor, plan: FilePlan, steps: Steps, source: Iterator[tuple[Rows, list[Draft]]]
    ) -> None:
        """Gives each chunk to the connection that is free."""
        is_alone = plan.object in ALONE and not TOGETHER & plan.sources()
        free: list[ChunkWriter] = [
            ChunkWriter(one, plan, steps.on(one)) for one in (self.writing if is_alone else self.writing[:1])
        ]
        busy: dict[Future[None], ChunkWriter] = {}
        try:
            for rows, drafts in source:
                if not free:
                    self._settle(busy, free, wait(busy, return_when=FIRST_COMPLETED).done)
                if self.stop.is_set():
                    raise Stopped
                writer = free.pop()
                busy[pool.submit(writer.write, rows, drafts)] = writer
        finally:
            ended = wait(busy).done
        self._settle(busy, free, ended)

    def _settle(self, busy: dict[Future[None], ChunkWriter], free: list[ChunkWriter], ended: set[Future[None]]) -> None:
        for one in ended:
            free.append(busy.pop(one))
            one.result()

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

    def _make_pipeline(self, plan: FilePlan) -> None:
        """The pipeline the wizard asked for, once, without gates: what entered its stages did so by the file."""
        acting = self.acting
        if plan.object != "deal" or plan.pipeline_id or not plan.new_pipeline or str(plan.no) in acting.made:
            return
        me, key, name = acting.viewer.user_id, uuid7(), str(plan.new_pipeline["name"])
        with acting.connection.transaction():
            hold(acting)
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
