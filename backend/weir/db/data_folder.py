"""The data folder of an embedded server: who holds it, where things lie in it, how to connect.

`lock` (held by whoever runs here), `pg/` (the cluster), `run/` (the socket), `log/`, `files/` (uploads),
`database-password`, `secret` (signs sessions), `demo` (whether the demo company was loaded).
"""

import fcntl
import os
import socket
import time
from pathlib import Path
from typing import IO
from urllib.parse import quote

from weir.settings import kept_secret
from weir.stop import Stop

ADMIN, APP = "postgres", "weir"
STOPPING = "stopping"
# How long a start waits for a Weir that is on its way out (it was told to stop, or its parent died a moment ago).
PATIENCE = 20.0
# The kernel's limit for the path of a socket file is 107 bytes.
SOCKET_PATH_LIMIT = 103


class DataFolder:
    """One data folder, whether its server runs here, elsewhere or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder).absolute()
        self.cluster = self.folder / "pg"
        self.run = self.folder / "run"
        self.port: int | None = None
        self._lock: IO[str] | None = None

    @property
    def dsn(self) -> str:
        """For the application: owner of its database, not a superuser."""
        return self._dsn(APP, APP)

    @property
    def admin_dsn(self) -> str:
        """The superuser on the application's database, for backups and repairs."""
        return self._dsn(ADMIN, APP)

    @property
    def maintenance_dsn(self) -> str:
        """The superuser on a database that always exists."""
        return self._dsn(ADMIN, "postgres")

    def _dsn(self, user: str, database: str) -> str:
        password = quote(self.password(), safe="")
        port = self.port or self._recorded_port()
        if port:
            return f"postgresql://{user}:{password}@127.0.0.1:{port}/{database}"
        return f"postgresql://{user}:{password}@/{database}?host={quote(str(self.run))}"

    def password(self) -> str:
        """Of both database roles; made on the first call."""
        return kept_secret(self.folder / "database-password", 24)

    @property
    def uses_socket(self) -> bool:
        """Whether the path of the socket file is short enough for the kernel."""
        return len(os.fsencode(self.run / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT

    def choose_port(self) -> None:
        """A free port on the loopback, where a socket file is out of the question; kept over restarts of the server."""
        if self.uses_socket or self.port:
            return
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    def _recorded_port(self) -> int | None:
        """Port of a server that another process started on the loopback."""
        if self.uses_socket:
            return None
        try:
            return int((self.cluster / "postmaster.pid").read_text().splitlines()[3])
        except (OSError, ValueError, IndexError):
            return None

    @property
    def is_held(self) -> bool:
        """Whether this process holds the folder."""
        return self._lock is not None

    def held_by_other(self) -> str | None:
        """A line that says who runs on this folder, None if nobody does."""
        if self._lock is not None:
            return None
        try:
            with (self.folder / "lock").open() as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    return self._held(file.read())
        except FileNotFoundError:
            pass
        except OSError as error:
            raise Stop(f"Cannot read the data folder {self.folder}: {error.strerror}.") from error
        return None

    def _held(self, text: str) -> str:
        return (
            f"Weir is already running on {self.folder} (process {text.strip() or 'unknown'}). "
            "Stop that one first, or set WEIR_DATA to another folder."
        )

    def take_lock(self) -> None:
        """Hold the folder for the life of this process; the kernel lets it go even after kill -9."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = (self.folder / "lock").open("a+")
        except OSError as error:
            raise Stop(f"Cannot write in the data folder {self.folder}: {error.strerror}.") from error
        end = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                file.seek(0)
                text = file.read()
                if STOPPING not in text or time.monotonic() > end:
                    file.close()
                    raise Stop(self._held(text)) from None
                time.sleep(0.05)
        self._lock = file
        self._note(str(os.getpid()))

    def tell_stopping(self) -> None:
        """Let a start that comes now wait for us instead of giving up."""
        if self._lock is not None:
            self._note(f"{os.getpid()} {STOPPING}")

    def _note(self, text: str) -> None:
        assert self._lock is not None
        self._lock.truncate(0)
        self._lock.write(text)
        self._lock.flush()

    def release_lock(self) -> None:
        """Let the folder go."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
