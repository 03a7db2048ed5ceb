"""A backup comes back as it was; a damaged one is refused with one line."""

import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from tests.waiting import wait_until
from weir.db.backup import back_up, table_counts
from weir.db.embedded import EmbeddedServer
from weir.db.restore import restore_into
from weir.settings import Settings
from weir.stop import Stop

pytestmark = pytest.mark.slow


def quiet(_: str) -> None:
    """Tests need no progress."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `data` (a stopped cluster with rows and an upload) and `backup` of it."""
    base = tmp_path_factory.mktemp("world")
    with EmbeddedServer(base / "data", fsync=False) as server:
        fill(server)
    upload = base / "data" / "files" / "01" / "quote.pdf"
    upload.parent.mkdir(parents=True)
    upload.write_bytes(b"%PDF-1.7")
    assert back_up(Settings(data=base / "data"), base / "backup", quiet) == 0
    return base


def fill(server: EmbeddedServer) -> None:
    with psycopg.connect(server.dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE deal AS SELECT n, repeat('鱼', 50) AS name FROM generate_series(1, 20000) n")
        connection.execute("CREATE TABLE note (n int)")


def rows(folder: Path, table: str) -> int:
    with EmbeddedServer(folder, fsync=False) as server:
        return table_counts(server.dsn)[f"public.{table}"]


def test_a_backup_comes_back_as_it_was(world: Path, tmp_path: Path) -> None:
    data = tmp_path / "restored"
    told: list[str] = []
    assert restore_into(Settings(data=data), world / "backup", told.append, archive=None, until=None) == 0
    assert any("20,000 rows in 2 tables, as many as were backed up" in line for line in told)
    assert (data / "files" / "01" / "quote.pdf").read_bytes() == b"%PDF-1.7"
    with EmbeddedServer(data, fsync=False) as server, psycopg.connect(server.dsn) as connection:
        sums = connection.execute("SELECT count(*), sum(n), min(name) FROM deal").fetchone()
    assert sums == (20000, 200010000, "鱼" * 50)


def test_a_running_server_is_backed_up_and_goes_on(world: Path, tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / "data", fsync=False) as server:
        fill(server)
        code = "import sys; from weir.cli import main; sys.exit(main(['backup', sys.argv[1]]))"
        environment = {"WEIR_DATA": str(server.folder), "PATH": "/usr/bin:/bin"}
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "backup")],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert table_counts(server.dsn)["public.deal"] == 20000
    assert restore_into(Settings(data=tmp_path / "b"), tmp_path / "backup", quiet, archive=None, until=None) == 0


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (lambda copy: (copy / "manifest.json").unlink(), "no finished backup"),
        (lambda copy: (copy / "manifest.json").write_text("{"), "no finished backup"),
        (lambda copy: (copy / "manifest.json").write_text('{"format": 99}'), "another version"),
        (lambda copy: flip(copy / "pg" / "global" / "pg_control"), "pg_control is not what was backed up"),
        (lambda copy: (copy / "pg" / "PG_VERSION").unlink(), "PG_VERSION cannot be read"),
        (lambda copy: (copy / "pg" / "base" / "extra").write_text(""), "extra does not belong"),
        (lambda copy: [path.unlink() for path in (copy / "pg" / "pg_wal").glob("0*")], "WAL is incomplete"),
        (lambda copy: flip(copy / "pg" / "backup_manifest", 2000), "manifest"),
        (
            lambda copy: (copy / "files" / "01" / "quote.pdf").write_text("other"),
            "files are damaged, first 01/quote.pdf",
        ),
    ],
)
def test_a_damaged_backup_is_refused(world: Path, tmp_path: Path, damage, complaint: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(world / "backup", copy)
    damage(copy)
    with pytest.raises(Stop, match=complaint):
        restore_into(Settings(data=tmp_path / "data"), copy, quiet, archive=None, until=None)
    assert not (tmp_path / "data" / "pg").exists()


def flip(path: Path, at: int = 100) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def test_nothing_is_overwritten(world: Path, tmp_path: Path) -> None:
    with pytest.raises(Stop, match="already holds a database"):
        restore_into(Settings(data=world / "data"), world / "backup", quiet, archive=None, until=None)
    with pytest.raises(Stop, match="is not empty"):
        back_up(Settings(data=world / "data"), world / "backup", quiet)
    with pytest.raises(Stop, match="no database"):
        back_up(Settings(data=tmp_path), tmp_path / "backup", quiet)
    with pytest.raises(Stop, match="DATABASE_URL"):
        back_up(Settings(data=world / "data", database_url="postgresql://x"), tmp_path / "backup", quiet)
    with pytest.raises(Stop, match="--until needs --archive"):
        restore_into(Settings(data=tmp_path), world / "backup", quiet, archive=None, until="2026-01-01")
    with pytest.raises(Stop, match="needs a running Weir"):
        back_up(Settings(data=world / "data"), tmp_path / "backup", quiet, wal_archive=tmp_path / "archive")


def test_a_restore_to_a_moment_stops_there(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with EmbeddedServer(tmp_path / "data") as server:
        fill(server)
        code = "import sys; from weir.cli import main; sys.exit(main(['backup', sys.argv[1], '--follow', sys.argv[2]]))"
        follower = subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "backup"), str(archive)],
            env={"WEIR_DATA": str(server.folder), "PATH": "/usr/bin:/bin"},
            stdout=subprocess.PIPE,
            text=True,
        )
        wait_until(lambda: archive.exists() and any(archive.iterdir()))
        with psycopg.connect(server.dsn, autocommit=True) as connection:
            connection.execute("INSERT INTO note SELECT generate_series(1, 10)")
            time.sleep(0.2)
            moment = datetime.now(UTC).isoformat()
            time.sleep(0.2)
            connection.execute("DROP TABLE deal")
            row = connection.execute("SELECT pg_current_wal_flush_lsn()").fetchone()
            assert row is not None
            lsn = row[0]
        wait_until(lambda: has_streamed(server, lsn))
        follower.send_signal(signal.SIGTERM)
        assert follower.wait(10) == 0
    data = tmp_path / "then"
    assert restore_into(Settings(data=data), tmp_path / "backup", quiet, archive=archive, until=moment) == 0
    assert rows(data, "deal") == 20000
    assert rows(data, "note") == 10
    assert not (data / "replay").exists()


def has_streamed(server: EmbeddedServer, lsn: str) -> bool:
    with psycopg.connect(server.admin_dsn) as connection:
        found = connection.execute("SELECT bool_or(flush_lsn >= %s::pg_lsn) FROM pg_stat_replication", [lsn]).fetchone()
    return found == (True,)
