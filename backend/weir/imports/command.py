"""`weir import FILE…`: the wizard at the terminal. What would be asked there is an option or a question here."""

import argparse
import json
import sys
import threading
import time
from pathlib import Path

from uuid_utils.compat import uuid7

from weir.access.viewer import Viewer
from weir.catalog.ids import encode
from weir.errors import Refusal
from weir.imports.acting import Connection, connect
from weir.imports.batches import Batch, open_batch, viewer_now
from weir.imports.messages import TEXTS, text_of
from weir.imports.plan import Plan
from weir.imports.reading import MAX_BYTES
from weir.imports.rejects import reject_lines
from weir.imports.running import run as work
from weir.imports.staging import stage
from weir.settings import Settings
from weir.stop import Stop

SHOWN = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="CSV or XLSX; files that refer to each other together"
    )
    parser.add_argument(
        "--as", dest="email", metavar="EMAIL", help="in whose name, with whose rights (first administrator)"
    )
    parser.add_argument("--pipeline", metavar="NAME", help="where deals go; it is made when there is none of this name")
    parser.add_argument("--currency", metavar="CODE", help="currency of the amounts (the organisation's)")
    parser.add_argument("--accept-suggestions", action="store_true", help="replace misspelt values as suggested")
    parser.add_argument("--dry-run", action="store_true", help="check only")
    parser.add_argument("--rejects", type=Path, metavar="FILE", help="write the rejected rows with reasons here")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Imports the files; 1 when rows were rejected."""
    import weir.rooms  # noqa: F401  (fills the catalog)

    assert settings.database_url
    with connect(settings.database_url) as connection:
        viewer = _person(connection, args.email)
        terminal = Terminal(settings.database_url, connection, viewer)
        try:
            return terminal.run(args)
        except Refusal as refusal:
            raise Stop(refusal.message("en")) from None


def _person(connection: Connection, email: str | None) -> Viewer:
    if email:
        sql, params = 'select id from "user" where lower(email) = lower(%s) and is_active', [email]
    else:
        sql = (
            'select u.id from "user" u join user_role r on r.user_id = u.id where u.is_active and r.role = %s'
            " order by u.created_at, u.id limit 1"
        )
        params = ["ADMIN"]
    row = connection.execute(sql, params).fetchone()
    viewer = viewer_now(connection, row[0]) if row else None
    if viewer is None or not viewer.may("create", "import_batch"):
        raise Stop(f"{email or 'Nobody here'} may not import; name an administrator, director or manager with --as.")
    return viewer


class Terminal:
    """One import, told line by line."""

    def __init__(self, dsn: str, connection: Connection, viewer: Viewer):
        self.dsn = dsn
        self.connection = connection
        self.viewer = viewer
        self.id = uuid7()

    def run(self, args: argparse.Namespace) -> int:
        """Stages, checks, asks, imports."""
        self._begin(args)
        batch = self._check()
        if self._decide(batch, accept=args.accept_suggestions):
            batch = self._check()
        rejected = self._tell(batch)
        blocking = batch.report["problems"]
        for one in blocking:
            print(f"  ! {text_of(one, None, chinese=False)}")
        if not args.dry_run and not blocking:
            rejected = self._commit()
        if args.rejects and rejected:
            self._write_rejects(args.rejects, batch)
        if args.dry_run or blocking:
            self._forget()
        return 1 if rejected or blocking else 0

    def _begin(self, args: argparse.Namespace) -> None:
        plan = Plan(currency=(args.currency or self.viewer.base_currency).upper())
        self.connection.execute(
            "insert into import_batch (id, name, owner_id, created_by_id, plan) values (%s, %s, %s, %s, %s)",
            [self.id, args.files[0].name[:255], self.viewer.user_id, self.viewer.user_id, json.dumps(plan.write())],
        )
        try:
            for path in args.files:
                self._stage(path)
        except (Refusal, Stop):
            self._forget()
            raise
        if args.pipeline:
            self._pipeline(args.pipeline)

    def _stage(self, path: Path) -> None:
        try:
            size = path.stat().st_size
        except OSError as error:
            raise Stop(f"{path}: {error.strerror}") from None
        if size > MAX_BYTES:
            raise Stop(f"{path}: {Refusal('FILE_TOO_BIG', params={'max': MAX_BYTES // 1024 // 1024}).message('en')}")
        try:
            facts = stage(self.connection, self.id, path, path.name, size)
        except Refusal as refusal:
            raise Stop(f"{path}: {refusal.message('en')}") from None
        batch = self._batch()
        plan = batch.plan.files[facts["no"]]
        columns = ", ".join(
            f"{facts['columns'][one.column]['name']} → {one.field}" for one in plan.columns if one.field
        )
        print(f"{path.name}: {facts['rows']:,} rows as {plan.object or 'nothing known'} ({columns})")

    def _forget(self) -> None:
        """Nothing stays of an import that was only looked at."""
        for statement in FORGET:
            self.connection.execute(statement, [self.id])

    def _batch(self) -> Batch:
        opened = open_batch(self.connection, self.id)
        assert opened is not None
        return opened[0]

    def _save(self, plan: Plan) -> None:
        self.connection.execute("update import_batch set plan = %s where id = %s", [json.dumps(plan.write()), self.id])

    def _pipeline(self, name: str) -> None:
        sql = "select id from pipeline where deleted_at is null and %s in (code, name_zh, name_en) order by position limit 1"
        row = self.connection.execute(sql, [name]).fetchone()
        plan = self._batch().plan
        for one in plan.files.values():
            if one.object == "deal" and row:
                one.pipeline_id, one.new_pipeline = encode("pipeline", row[0]), None
            elif one.object == "deal" and one.new_pipeline:
                one.new_pipeline["name"] = name
            elif one.object == "deal":
                raise Stop(f"There is no pipeline {name!r}, and the file's stages are those of another one.")
        self._save(plan)

    def _work(self, what: str, status: str) -> None:
        self.connection.execute("update import_batch set status = %s where id = %s", [status, self.id])
        work(self.dsn, self.id, what, threading.Event())

    def _check(self) -> Batch:
        self._work("check", "CHECKING")
        return self._batch()

    def _decide(self, batch: Batch, *, accept: bool) -> bool:
        """Offers each near-miss once; whether anything was accepted."""
        changed = False
        for no, one in batch.report["files"].items():
            for each in one["suggestions"]:
                text = TEXTS[f"SUGGEST_{each['reason']}"][1]
                question = text.format(value=each["from"], to=each["to"], count=f"{each['count']:,}")
                if not _yes(question, accept):
                    continue
                column = next(c for c in batch.plan.files[int(no)].columns if c.column == each["column"])
                column.values[each["from"]] = each["to"]
                changed = True
        if changed:
            self._save(batch.plan)
        return changed

    def _tell(self, batch: Batch) -> int:
        rejected = 0
        for one in batch.plan.ordered():
            found = batch.report["files"][str(one.no)]
            counts: dict[str, int] = found["counts"]
            rejected += counts["reject"]
            parts = [f"{counts[name]:,} {text}" for name, text in WORDS.items() if counts[name]]
            print(f"{one.object}: {', '.join(parts) or 'nothing'}")
            for each in found["problems"][:SHOWN]:
                print(f"  {each['count']:>7,}  {text_of(each, one.object, chinese=False)}")
        return rejected

    def _commit(self) -> int:
        started = time.monotonic()
        sql = "update import_batch set status = 'RUNNING', done = rejected where id = %s returning total"
        row = self.connection.execute(sql, [self.id]).fetchone()
        stop, thread_error = threading.Event(), []

        def go() -> None:
            try:
                work(self.dsn, self.id, "commit", stop)
            except BaseException as error:
                thread_error.append(error)

        thread = threading.Thread(target=go)
        thread.start()
        try:
            while thread.is_alive():
                thread.join(0.5)
                self._progress(int(row[0]) if row else 0)
        except KeyboardInterrupt:
            self.connection.execute(
                "update import_batch set status = 'CANCELLED' where id = %s and status = 'RUNNING'", [self.id]
            )
            thread.join()
        if thread_error:
            raise thread_error[0]
        names = "status, created, updated, unchanged, rejected, done"
        done = self.connection.execute(f"select {names} from import_batch where id = %s", [self.id]).fetchone()
        assert done is not None
        seconds = max(time.monotonic() - started, 0.001)
        print(
            f"{done[0].capitalize()}: {done[1]:,} created, {done[2]:,} updated, {done[3]:,} unchanged, {done[4]:,} rejected"
            f" in {seconds:.1f} s ({done[5] / seconds:,.0f} rows/s). Undo within 7 days: import {encode('import_batch', self.id)}"
        )
        return int(done[4])

    def _progress(self, total: int) -> None:
        if sys.stdout.isatty():
            row = self.connection.execute("select done from import_batch where id = %s", [self.id]).fetchone()
            print(f"\r{int(row[0]) if row else 0:,} of {total:,}", end="\r", flush=True)

    def _write_rejects(self, path: Path, batch: Batch) -> None:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            for no, facts in batch.files.items():
                rows = self.connection.execute(REJECTS, [self.id, no]).fetchall()
                if rows:
                    file.writelines(reject_lines(facts, batch.plan.files[no].object, rows, False, True))
        print(f"The rejected rows are in {path}.")


FORGET = (
    "delete from import_outcome where batch_id = %s",
    "delete from import_row where batch_id = %s",
    "delete from import_batch where id = %s",
)
WORDS = {"create": "new", "update": "changed", "same": "unchanged", "reject": "rejected", "warn": "with a warning"}
REJECTS = (
    "select r.row_no, r.cells, o.problems from import_outcome o join import_row r using (batch_id, file_no, row_no)"
    " where o.batch_id = %s and o.file_no = %s and o.state = 'REJECT' order by o.row_no"
)


def _yes(question: str, accept: bool) -> bool:
    if accept:
        print(f"{question} yes")
        return True
    if not sys.stdin.isatty():
        print(f"{question} no (--accept-suggestions takes it)")
        return False
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes", "是")
