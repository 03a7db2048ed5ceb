"""The command line answers help at once, and everything from outside with one line and exit code 2."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest
from alembic.script import ScriptDirectory

from tests.waiting import wait_until
from weir.cli import parser
from weir.db.embedded import EmbeddedServer
from weir.db.leftovers import leftover_pids
from weir.db.upgrade import alembic_config, revisions
from weir.settings import read_settings
from weir.stop import Stop

pytestmark = pytest.mark.slow

BACKEND = Path(__file__).resolve().parents[1]
COMMANDS = [
    "serve",
    "worker",
    "migrate",
    "demo",
    "import",
    "bench",
    "backup",
    "restore",
    "verify-audit",
    "create-admin",
    "schema",
]


def weir(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "weir.cli", *arguments]
    return subprocess.run(command, env=clean(environment), capture_output=True, text=True, timeout=60, check=False)


def clean(environment: dict[str, str]) -> dict[str, str]:
    """Our environment without what a person set for their own Weir."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("WEIR_") and name != "DATABASE_URL"}
    return kept | {"PYTHONPATH": str(BACKEND), "WEIR_LOG_FORMAT": "plain"} | environment


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2, done
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    done = weir(command, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"usage: weir {command}")
    assert command in parser().format_help()


def test_an_unknown_command_is_refused() -> None:
    assert weir("fly").returncode == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("WEIR_PORT", "eight"),
        ("WEIR_PORT", "70000"),
        ("WEIR_ORIGIN", "crm.example.com"),
        ("WEIR_ORIGIN", "https://crm.example.com/app"),
        ("WEIR_SECRET", "short"),
        ("WEIR_WORKER", "maybe"),
        ("WEIR_DEMO_SIZE", "xl"),
        ("WEIR_LOG_FORMAT", "xml"),
        ("DATABASE_URL", "mysql://localhost/weir"),
    ],
)
def test_a_wrong_setting_is_named(name: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(Stop, match=name):
        read_settings({"WEIR_DATA": str(tmp_path), name: text})


def test_settings_have_sensible_defaults(tmp_path: Path) -> None:
    settings = read_settings({"WEIR_DATA": str(tmp_path), "WEIR_PORT": "8123"})
    assert settings.origins == {"http://localhost:8123", "http://127.0.0.1:8123"}
    assert (settings.worker, settings.demo, settings.is_secure) == (True, True, False)
    assert len(settings.secret) >= 32
    assert settings.secret == read_settings({"WEIR_DATA": str(tmp_path)}).secret
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    outside = read_settings({"WEIR_DATA": str(tmp_path), "DATABASE_URL": "postgres://h/weir"})
    assert (outside.database_url, outside.demo) == ("postgresql://h/weir", False)


def test_an_unreachable_server_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"postgresql://weir:geheim@127.0.0.1:{taken.getsockname()[1]}/weir"
        line = one_line(weir("migrate", DATABASE_URL=url, WEIR_DATA=str(tmp_path)))
    assert line.startswith("weir: Cannot connect to the database at DATABASE_URL: ")
    assert "geheim" not in line


def test_another_version_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=pretend_to_be_16, args=(listener,), daemon=True).start()
        url = f"postgresql://weir@127.0.0.1:{listener.getsockname()[1]}/weir?sslmode=disable"
        line = one_line(weir("migrate", DATABASE_URL=url, WEIR_DATA=str(tmp_path)))
    assert line == "weir: Weir needs PostgreSQL 18; the server at DATABASE_URL is 16.4."


def pretend_to_be_16(listener: socket.socket) -> None:
    """Speaks just enough of the protocol to be let in and asked for the version."""
    peer, _ = listener.accept()
    with peer:
        peer.recv(4096)
        message = b"".join(
            kind + (len(body) + 4).to_bytes(4, "big") + body
            for kind, body in (
                (b"R", bytes(4)),
                (b"S", b"server_version\0" + b"16.4\0"),
                (b"S", b"client_encoding\0" + b"UTF8\0"),
                (b"K", bytes(8)),
                (b"Z", b"I"),
            )
        )
        peer.sendall(message)
        peer.recv(4096)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    with EmbeddedServer(tmp_path_factory.mktemp("cli") / "data", fsync=False) as running:
        yield running


def test_the_migrations_are_known_by_the_numbers_of_their_files() -> None:
    scripts = ScriptDirectory.from_config(alembic_config("postgresql://nowhere"))
    assert [script.revision for script in reversed(list(scripts.walk_revisions()))] == revisions()
    assert scripts.get_heads() == [revisions()[-1]]


@pytest.mark.parametrize(
    ("statements", "complaint"),
    [
        (["CREATE TABLE wp_posts (id int)"], "1 tables of another program"),
        (["CREATE TABLE alembic_version (version_num text)", "CREATE TABLE deal (id int)"], "half migrated"),
        (
            ["CREATE TABLE alembic_version (version_num text)", "INSERT INTO alembic_version VALUES ('a'), ('b')"],
            "half migrated",
        ),
        (
            ["CREATE TABLE alembic_version (version_num text)", "INSERT INTO alembic_version VALUES ('9999')"],
            "version 9999, which this Weir does not know",
        ),
        (["ALTER DATABASE {} SET default_transaction_read_only = on"], "read-only"),
    ],
)
def test_a_strange_database_is_one_line(
    server: EmbeddedServer, tmp_path: Path, statements: list[str], complaint: str
) -> None:
    url = fresh_database(server, tmp_path)
    name = url.split("?")[0].rsplit("/", 1)[1]
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.format(name).encode())
    assert complaint in one_line(weir("migrate", DATABASE_URL=url, WEIR_DATA=str(tmp_path)))


def test_a_database_that_lost_a_table_is_one_line(server: EmbeddedServer, tmp_path: Path) -> None:
    url = fresh_database(server, tmp_path)
    assert weir("migrate", DATABASE_URL=url, WEIR_DATA=str(tmp_path)).returncode == 0
    again = weir("migrate", DATABASE_URL=url, WEIR_DATA=str(tmp_path))
    assert (again.returncode, again.stdout) == (0, "The database is up to date.\n")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP TABLE task CASCADE")
    line = one_line(weir("migrate", DATABASE_URL=url, WEIR_DATA=str(tmp_path)))
    assert "half migrated" in line
    assert "lacks task" in line


def fresh_database(server: EmbeddedServer, tmp_path: Path) -> str:
    name = "db" + "".join(letter for letter in tmp_path.name if letter.isalnum())[:40].lower()
    with psycopg.connect(server.dsn, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.dsn.replace("/weir?", f"/{name}?")


class Running:
    """A `weir serve` of its own, on a free port and an empty data folder."""

    def __init__(self, data: Path, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.data = data
        self.log = data.with_name("log")
        self.lifeline, inherited = os.pipe()[::-1]
        given = {"WEIR_DATA": str(data), "WEIR_PORT": str(self.port), "WEIR_DEMO": "0", "WEIR_LIFELINE": str(inherited)}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-u", "-m", "weir.cli", "serve"],
                env=clean(given | environment),
                stdout=log,
                stderr=log,
                pass_fds=[inherited],
                start_new_session=True,
            )
        os.close(inherited)

    def ready(self) -> "Running":
        wait_until(lambda: "Weir is ready" in self.log.read_text() or self.process.poll() is not None, 60)
        assert self.process.poll() is None, self.log.read_text()
        with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
            assert answer.status == 200
        return self

    def gone(self) -> int:
        code = self.process.wait(20)
        wait_until(lambda: not leftover_pids(self.data / "pg"))
        return code


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that whoever starts on it first fills, and the next ones find."""
    return tmp_path_factory.mktemp("lived-in") / "data"


@pytest.mark.parametrize("how", ["SIGTERM", "SIGINT", "lifeline"])
def test_serve_stops_cleanly(lived_in: Path, how: str) -> None:
    weir = Running(lived_in).ready()
    if how == "lifeline":
        os.close(weir.lifeline)
    else:
        os.killpg(weir.process.pid, signal.Signals[how])
    assert weir.gone() == 0
    assert weir.log.read_text().endswith("Stopped.\n")


def test_serve_stops_while_it_is_still_starting(tmp_path: Path) -> None:
    weir = Running(tmp_path / "data")
    wait_until(lambda: (tmp_path / "data" / "pg.new").exists() or weir.process.poll() is not None)
    weir.process.send_signal(signal.SIGTERM)
    assert weir.gone() == 0


def test_serve_starts_again_after_kill_9_and_refuses_a_second_start(lived_in: Path, tmp_path: Path) -> None:
    first = Running(lived_in).ready()
    first.process.kill()
    first.process.wait()
    second = Running(lived_in).ready()
    third = weir("serve", WEIR_DATA=str(lived_in), WEIR_PORT=str(second.port))
    assert f"already running on {lived_in} (process {second.process.pid})" in one_line(third)
    elsewhere = weir("serve", WEIR_DATA=str(tmp_path / "other"), WEIR_PORT=str(second.port))
    assert "Set WEIR_PORT to another port" in one_line(elsewhere)
    second.process.terminate()
    assert second.gone() == 0
