"""One chunk of an import: a transaction that writes records, their trails and their outcomes together, on one connection."""

import psycopg

from weir.imports.acting import Acting
from weir.imports.batches import tell
from weir.imports.drafting import Draft, problem
from weir.imports.plan import FilePlan
from weir.imports.ranks import Ranks
from weir.imports.steps import Rows, Steps
from weir.imports.writing import Writer

# The database said no to a row that looked right: somebody else was faster, or a rule only the database knows.
REFUSED = (psycopg.errors.IntegrityError, psycopg.errors.DataError)
TRIES = 3


class Stopped(Exception):
    """The import was cancelled, or the worker must end."""


def hold(acting: Acting) -> None:
    """Keeps the import as it is for this transaction: a cancel waits for it, or is seen by it. Raises `Stopped`."""
    # Two chunks may be written at a time; only who changes the status has to wait for both.
    sql = "select status from import_batch where id = %s for key share"
    if acting.rows(sql, [acting.batch_id]) != [("RUNNING",)]:
        raise Stopped


class ChunkWriter:
    """Writes the chunks of one file through one connection."""

    def __init__(self, acting: Acting, plan: FilePlan, steps: Steps):
        self.acting = acting
        self.steps = steps
        self.writer = Writer(acting, steps.finisher, Ranks(acting) if plan.object == "deal" else None)

    def write(self, rows: Rows, drafts: list[Draft] | None = None) -> None:
        """Writes some rows; when the database refuses them, the halves, until the row it meant stands alone."""
        for attempt in range(TRIES):
            try:
                self._once(rows, drafts)
                return
            except REFUSED as error:
                self._refused(rows, error)
                return
            except psycopg.errors.DeadlockDetected:
                if attempt == TRIES - 1:
                    raise
                drafts = None

    def _once(self, rows: Rows, drafts: list[Draft] | None) -> None:
        with self.acting.connection.transaction():
            hold(self.acting)
            self._count(self.writer.write(self.steps.finished(drafts or self.steps.begun(rows))))

    def _refused(self, rows: Rows, error: psycopg.Error) -> None:
        if len(rows) > 1:
            middle = len(rows) // 2
            self.write(rows[:middle])
            self.write(rows[middle:])
            return
        code = "ROW_TAKEN" if isinstance(error, psycopg.errors.UniqueViolation) else "ROW_REFUSED"
        draft = Draft(*rows[0], problems=[problem(code, rule=error.diag.constraint_name or "")])
        with self.acting.connection.transaction():
            hold(self.acting)
            self._count(self.writer.write([draft]))

    def _count(self, counts: dict[str, int]) -> None:
        """Last in the transaction: the other writer waits for this row only as long as a commit takes."""
        tell(self.acting.connection, self.acting.batch_id, "progress")
        self.acting.connection.execute(
            "update import_batch set done = done + %s, created = created + %s, updated = updated + %s,"
            " unchanged = unchanged + %s, rejected = rejected + %s where id = %s",
            [
                sum(counts.values()),
                *(counts[one] for one in ("CREATE", "UPDATE", "SAME", "REJECT")),
                self.acting.batch_id,
            ],
        )
