"""The embedded PostgreSQL 18: makes its cluster, starts it, watches it and stops it with us.

Its folder is described in `data_folder`.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import psycopg
from psycopg import sql

from weir.db import binaries
from weir.db.data_folder import ADMIN, APP, DataFolder
from weir.db.leftovers import end_leftovers
from weir.db.server_config import MAIN, configuration
from weir.stop import Stop

START_SECONDS, STOP_SECONDS = 120.0, 60.0
# A server that dies this often within five minutes is not started again.
DEATHS = 3


class EmbeddedServer(DataFolder):
    """One PostgreSQL on one data folder, for as long as this process lives. `fsync=False` is for tests only."""

    def __init__(self, folder: Path, *, fsync: bool = True, say: Callable[[str], None] = lambda _: None) -> None:
        super().__init__(folder)
        self.fsync = fsync
        self.say = say
        self.is_new = False
        self._process: subprocess.Popen[bytes] | None = None
        self._watcher: threading.Thread | None = None
        self._is_stopping = False
        self._started = threading.Event()
        self._failure: BaseException | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> str:
        """Start the server, making its cluster on the first run; the DSN comes back when it answers."""
        if not self.is_held:
            self.take_lock()
        try:
            self.identity = binaries.server_identity(self.cluster)
            self.programs = binaries.server_programs(self.identity)
            self._make_folders()
            if not (self.cluster / "PG_VERSION").exists():
                self._make_cluster()
            self._is_stopping, self._failure = False, None
            self._started.clear()
            # The thread that starts the server must outlive it: the parent-death signal comes when that *thread* ends.
            self._watcher = threading.Thread(target=self._watch, name="database", daemon=True)
            self._watcher.start()
            self._started.wait()
            if self._failure is not None:
                raise self._failure
            self._make_database()
        except BaseException:
            self.stop()
            raise
        return self.dsn

    def stop(self) -> None:
        """Shut down fast (connections are cut, everything acknowledged is on disk) and let the folder go."""
        self._is_stopping = True
        process = self._process
        for number, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
            if process is None or process.poll() is not None:
                break
            process.send_signal(number)
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                continue
        if self._watcher is not None and self._watcher is not threading.current_thread():
            self._watcher.join(STOP_SECONDS)
        self._process = self._watcher = None
        self.release_lock()

    def attach(self) -> bool:
        """Whether another process runs the server on this folder; afterwards `dsn` leads to it."""
        if self.held_by_other() is None:
            return False
        self.wait_for(self._answers, "that another process is starting does not answer")
        return True

    def _make_folders(self) -> None:
        self._own(self.run)
        (self.folder / "log").mkdir(mode=0o700, exist_ok=True)
        if self.identity.is_other and not binaries.can_read(self.identity, self.run):
            # Let it through our own folder (never one above): everything inside is closed for itself.
            self.folder.chmod(self.folder.stat().st_mode | 0o001)
        for stale in self.run.iterdir():
            stale.unlink()

    def _own(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.identity.is_other:
            os.chown(folder, self.identity.uid, self.identity.gid)

    def _place(self) -> str:
        """The cluster as the server may call it: by name if it can get there, else as "where I already am"."""
        is_reachable = not self.identity.is_other or binaries.can_read(self.identity, self.cluster)
        return str(self.cluster) if is_reachable else "/proc/self/cwd"

    def _make_cluster(self) -> None:
        self.say("Making the database…")
        draft = self.cluster.with_name("pg.new")
        if self.cluster.exists():
            raise Stop(f"{self.cluster} is there but holds no database cluster; move it away or restore a backup.")
        shutil.rmtree(draft, ignore_errors=True)
        self._own(draft)
        password = self.run / "password"
        password.write_text(self.password() + "\n")
        if self.identity.is_other:
            os.chown(password, self.identity.uid, self.identity.gid)
        arguments = [
            "--pgdata=/proc/self/cwd" if sys.platform == "linux" else f"--pgdata={draft}",
            *("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            f"--locale={'C.UTF-8' if sys.platform == 'linux' else 'C'}",
            *("--auth=scram-sha-256", f"--username={ADMIN}", "--pwfile=../run/password", "--data-checksums"),
            *(() if self.fsync else ("--no-sync",)),
        ]
        line = binaries.command(self.identity, draft, self.programs / "initdb", *arguments, dies_with_us=True)
        made = subprocess.run(line, env=binaries.environment(), capture_output=True, text=True, check=False)
        password.unlink()
        if made.returncode != 0:
            raise Stop(f"The database could not be made: {(made.stderr or made.stdout).strip()[-400:]}")
        (draft / "postgresql.conf").write_text(MAIN)
        draft.rename(self.cluster)
        self.is_new = True

    # --- the server

    def _watch(self) -> None:
        """Keep the server running until `stop`; if it dies (kill -9, out of memory), start it again."""
        deaths: list[float] = []
        while len(deaths) < DEATHS:
            try:
                self._spawn()
                self.wait_for(self._answers, "did not start")
            except BaseException as error:
                if not self._started.is_set():
                    self._failure = error
                    self._started.set()
                    return
                ending = f"The database cannot be started again: {error}"
            else:
                self._started.set()
                assert self._process is not None
                ending = f"The database ended unexpectedly ({self._process.wait()})."
            if self._is_stopping:
                return
            self.say(ending)
            now = time.monotonic()
            deaths = [*(then for then in deaths if now - then < 300), now]
        self.say(f"The database is down for good; see {self.folder / 'log'}.")
        os.kill(os.getpid(), signal.SIGTERM)

    def _spawn(self) -> None:
        end_leftovers(self.cluster, self.say)
        for stale in self.run.iterdir():
            stale.unlink()
        self.choose_port()
        config = self.cluster / "weir.conf"
        config.write_text(configuration(port=self.port, fsync=self.fsync))
        if self.identity.is_other:
            for path in (config, self.cluster / "postgresql.conf"):
                os.chown(path, self.identity.uid, self.identity.gid)
        log = self.folder / "log" / "postgresql.log"
        if log.exists() and log.stat().st_size > 8 * 2**20:
            log.replace(log.with_name("postgresql.log.1"))
        line = binaries.command(
            self.identity, self.cluster, self.programs / "postgres", "-D", self._place(), dies_with_us=True
        )
        with log.open("ab") as output:
            self._log_start = output.tell()
            # Its own session: Ctrl-C in a terminal reaches us first, and we stop it last.
            self._process = subprocess.Popen(
                line,
                env=binaries.environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.maintenance_dsn, connect_timeout=3).close()
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise Stop(
                    f"{self.folder / 'database-password'} does not fit the database in {self.cluster}."
                ) from error
            return False
        return True

    def wait_for(self, is_ready: Callable[[], bool], complaint: str) -> None:
        """Poll until ready; a dead server, a stop or too long a wait end it."""
        end, told = time.monotonic() + START_SECONDS, time.monotonic() + 3
        while not is_ready():
            if self._is_stopping:
                raise Stop("Stopped while the database was starting.")
            if self._process is not None and self._process.poll() is not None:
                raise Stop(f"The database {complaint}: {self._last_line()}")
            if time.monotonic() > end:
                raise Stop(f"The database {complaint} within {START_SECONDS:.0f} s; see {self.folder / 'log'}.")
            if time.monotonic() > told:
                self.say("The database is recovering…")
                told += 10
            time.sleep(0.02)

    def _last_line(self) -> str:
        with (self.folder / "log" / "postgresql.log").open("rb") as log:
            log.seek(self._log_start)
            lines = log.read().decode(errors="replace").strip().splitlines()
        fatal = [line for line in lines if "FATAL" in line or "PANIC" in line]
        return (fatal or lines or ["no reason given"])[-1]

    def _make_database(self) -> None:
        with psycopg.connect(self.maintenance_dsn, autocommit=True) as connection:
            if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [APP]).rowcount:
                name, password = sql.Identifier(APP), sql.Literal(self.password())
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(name, password))
            if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [APP]).rowcount:
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(APP), sql.Identifier(APP))
                )
