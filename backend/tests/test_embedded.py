"""The embedded server survives what happens to servers: kills, stale files, two starts, closed folders."""

import os
import pwd
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.waiting import wait_until
from weir.db import binaries
from weir.db.embedded import EmbeddedServer
from weir.db.first_run import prepare
from weir.db.leftovers import leftover_pids, recorded_pid
from weir.settings import Settings
from weir.stop import Stop

pytestmark = pytest.mark.slow
BACKEND = Path(__file__).resolve().parents[1]
is_root = os.geteuid() == 0

# Runs a server, writes a row, says so, then waits to be killed.
HOLDER = """
import sys, time, psycopg
from pathlib import Path
from weir.db.embedded import EmbeddedServer
with EmbeddedServer(Path(sys.argv[1])) as server:
    with psycopg.connect(server.dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
        connection.execute("INSERT INTO kept VALUES (1)")
    print("acknowledged", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def server(folder: Path) -> Iterator[EmbeddedServer]:
    with EmbeddedServer(folder, fsync=False) as running:
        yield running


def count(server: EmbeddedServer) -> int:
    with psycopg.connect(server.dsn) as connection:
        row = connection.execute("SELECT count(*) FROM kept").fetchone()
    assert row is not None
    return int(row[0])


def keep(server: EmbeddedServer) -> None:
    with psycopg.connect(server.dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 100) AS n")


def test_the_cluster_is_made_as_wanted(server: EmbeddedServer) -> None:
    with psycopg.connect(server.dsn) as connection:
        row = connection.execute(
            "SELECT current_setting('server_version_num')::int / 10000, current_setting('data_checksums'),"
            " current_setting('TimeZone'), rolsuper, rolcreatedb, datlocprovider, datlocale, datcollate"
            " FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()"
        ).fetchone()
    assert row == (18, "on", "UTC", False, True, "b", "C.UTF-8", "C.UTF-8")


def test_nobody_else_can_connect_or_read(server: EmbeddedServer) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.dsn.replace(server.password(), "guess"))
    for path in (server.cluster, server.run):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert stat.S_IMODE((server.folder / "database-password").stat().st_mode) == 0o600


def test_the_second_start_says_who_was_first(server: EmbeddedServer) -> None:
    with pytest.raises(Stop, match=rf"already running on .* \(process {os.getpid()}\)"):
        EmbeddedServer(server.folder).start()
    assert EmbeddedServer(server.folder).attach()
    with psycopg.connect(EmbeddedServer(server.folder).dsn) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_start_waits_for_a_server_that_is_stopping(folder: Path) -> None:
    first = EmbeddedServer(folder, fsync=False)
    first.start()
    first.tell_stopping()
    code = (
        "import sys; from pathlib import Path; from weir.db.embedded import EmbeddedServer\n"
        "with EmbeddedServer(Path(sys.argv[1])): print('started')"
    )
    second = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], env=python_env(), stdout=subprocess.PIPE, text=True
    )
    time.sleep(1)
    assert second.poll() is None
    first.stop()
    out, _ = second.communicate(timeout=30)
    assert "started" in out


def test_a_killed_postmaster_comes_back_while_we_run(server: EmbeddedServer) -> None:
    keep(server)
    postmaster = recorded_pid(server.cluster)
    assert postmaster is not None
    busy = psycopg.connect(server.dsn)
    busy.execute("SELECT 1")
    os.kill(postmaster, signal.SIGKILL)
    wait_until(lambda: recorded_pid(server.cluster) not in (None, postmaster) and answers(server))
    busy.close()
    assert count(server) == 100


def test_a_server_that_keeps_dying_is_given_up(server: EmbeddedServer) -> None:
    told: list[int] = []
    earlier = signal.signal(signal.SIGTERM, lambda number, _: told.append(number))
    try:
        while not told:
            wait_until(lambda: bool(told) or answers(server))
            if (postmaster := recorded_pid(server.cluster)) and not told:
                os.kill(postmaster, signal.SIGKILL)
    finally:
        signal.signal(signal.SIGTERM, earlier)


def test_kill_9_of_the_owner_loses_nothing_and_leaves_nothing(folder: Path) -> None:
    for round_ in (1, 2):
        holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], env=python_env(), stdout=subprocess.PIPE)
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"acknowledged\n"
        holder.kill()
        holder.wait()
        with EmbeddedServer(folder) as server:
            assert count(server) == round_
    wait_until(lambda: not leftover_pids(folder / "pg"))


def test_an_orphaned_server_is_ended_first(folder: Path) -> None:
    with EmbeddedServer(folder, fsync=False) as server:
        keep(server)
        line = binaries.command(server.identity, server.cluster, server.programs / "postgres", "-D", server._place())
    orphan = subprocess.Popen(line, env=binaries.environment(), stderr=subprocess.DEVNULL, start_new_session=True)
    wait_until(lambda: recorded_pid(folder / "pg") is not None)
    with EmbeddedServer(folder, fsync=False) as server:
        assert count(server) == 100
    assert orphan.wait(10) == 0


@pytest.mark.parametrize("whose", ["ours", "init", "zombie", "nonsense"])
def test_a_stale_pid_file_is_no_obstacle(folder: Path, whose: str) -> None:
    with EmbeddedServer(folder, fsync=False) as server:
        keep(server)
        text = (server.cluster / "postmaster.pid").read_text().split("\n", 1)[1]
    zombie = subprocess.Popen([sys.executable, "-c", ""])
    time.sleep(0.2)
    pid = {"ours": os.getpid(), "init": 1, "zombie": zombie.pid, "nonsense": "x"}[whose]
    stale = folder / "pg" / "postmaster.pid"
    stale.write_text(f"{pid}\n{text}")
    (folder / "run" / ".s.PGSQL.5432.lock").write_text(f"{pid}\n")
    if is_root:
        os.chown(stale, (folder / "pg").stat().st_uid, -1)
    with EmbeddedServer(folder, fsync=False) as server:
        assert count(server) == 100
    zombie.wait()


def test_initdb_killed_in_the_middle_is_forgotten(folder: Path) -> None:
    (folder / "pg.new" / "base").mkdir(parents=True)
    with EmbeddedServer(folder, fsync=False) as server:
        assert server.is_new
        assert not (folder / "pg.new").exists()


def test_a_path_too_long_for_a_socket_uses_the_loopback(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / ("x" * 100) / "data", fsync=False) as server:
        assert "@127.0.0.1:" in server.dsn
        assert EmbeddedServer(server.folder).attach()
        assert EmbeddedServer(server.folder).dsn == server.dsn


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Stop, match="Cannot write in the data folder"):
        EmbeddedServer(tmp_path / "file" / "data").start()


def test_a_lost_password_is_one_line(folder: Path) -> None:
    with EmbeddedServer(folder, fsync=False):
        pass
    (folder / "database-password").write_text("other\n")
    with pytest.raises(Stop, match="does not fit the database"):
        EmbeddedServer(folder, fsync=False).start()
    wait_until(lambda: not leftover_pids(folder / "pg"))


@pytest.mark.skipif(not is_root, reason="only root has to hand over")
def test_root_hands_over_and_touches_no_parent(tmp_path: Path) -> None:
    parent = tmp_path / "closed"
    parent.mkdir(mode=0o700)
    with EmbeddedServer(parent / "data", fsync=False) as server:
        postmaster = recorded_pid(server.cluster)
        assert Path(f"/proc/{postmaster}").stat().st_uid != 0
        assert answers(server)
    assert stat.S_IMODE(parent.stat().st_mode) == 0o700
    assert parent.stat().st_uid == 0


@pytest.mark.skipif(not is_root, reason="only root can become someone else")
def test_it_runs_as_an_ordinary_user() -> None:
    python = python_for_everybody()
    if python is None:
        pytest.skip("no Python here that another user may run")
    nobody = pwd.getpwnam("nobody")
    code = HOLDER.replace("time.sleep(60)", "import os; print(os.getuid())")
    with tempfile.TemporaryDirectory() as home:
        os.chown(home, nobody.pw_uid, nobody.pw_gid)
        done = subprocess.run(
            [python, "-c", code, f"{home}/data"],
            env=python_env(),
            user=nobody.pw_uid,
            group=nobody.pw_gid,
            extra_groups=[],
            cwd="/",
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.stdout.split() == ["acknowledged", str(nobody.pw_uid)], done.stderr
        assert Path(home, "data", "pg").stat().st_uid == nobody.pw_uid


def python_env() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(BACKEND), *(p for p in sys.path if "site-packages" in p)])}


def python_for_everybody() -> str | None:
    """This version of Python, at a place that is not inside somebody's home."""
    name = f"python3.{sys.version_info.minor}"
    other = binaries.Identity(pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("nobody").pw_gid)
    places = [Path(sys.base_prefix) / "bin" / name, Path("/usr/bin") / name, Path("/usr/local/bin") / name]
    reachable = binaries.can_read(other, binaries.installed() / "postgres") and binaries.can_read(other, BACKEND)
    found = [str(place) for place in places if place.exists() and binaries.can_read(other, place.resolve())]
    return found[0] if found and reachable else None


def answers(server: EmbeddedServer) -> bool:
    try:
        psycopg.connect(server.dsn, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def test_a_first_start_killed_while_loading_the_demo_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[str] = []

    def load(settings: Settings, size: str) -> None:
        loads.append(size)
        assert settings.database_url is not None
        with psycopg.connect(settings.database_url) as connection:
            connection.execute("CREATE TABLE half ()")
        if len(loads) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr("weir.demo.load", load, raising=False)
    with EmbeddedServer(tmp_path / "data", fsync=False) as server:
        settings = Settings(data=tmp_path / "data", database_url=server.dsn, demo=True)
        with pytest.raises(KeyboardInterrupt):
            prepare(settings, server, lambda _: None)
        for _ in range(2):
            prepare(settings, server, lambda _: None)
    assert loads == ["s", "s"]
    assert (tmp_path / "data" / "demo").read_text() == "loaded\n"
