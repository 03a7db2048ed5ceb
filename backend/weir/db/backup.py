"""`weir backup`: a verified copy of the embedded database and of the uploads beside it.

A backup is a folder: `pg/` (a base backup with the WAL it needs, checked), `files/`, the keys, and
`manifest.json`, written last: a folder without it is not a backup.
"""

import hashlib
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from weir.db import binaries
from weir.db.base_backup_check import check_base_backup
from weir.db.data_folder import DataFolder
from weir.db.embedded import EmbeddedServer
from weir.db.target import open_target
from weir.settings import Settings
from weir.stop import Stop

Say = Callable[[str], None]
MANIFEST, FORMAT = "manifest.json", 1
KEYS = ("secret", "database-password", "demo")
SLOT = "weir_archive"


def table_counts(dsn: str) -> dict[str, int]:
    """Rows of every table, all of one moment."""
    with psycopg.connect(dsn) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        tables = connection.execute(
            "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1, 2"
        ).fetchall()
        counts = {}
        for schema, table in tables:
            row = connection.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))
            ).fetchone()
            assert row is not None
            counts[f"{schema}.{table}"] = int(row[0])
        return counts


def back_up(settings: Settings, folder: Path, say: Say, *, wal_archive: Path | None = None) -> int:
    """Write a backup into `folder`; with `wal_archive`, then stream every further change there until a signal."""
    embedded_only(settings)
    folder = folder.absolute()
    if not (settings.data / "pg" / "PG_VERSION").exists():
        raise Stop(f"There is no database in {settings.data} to back up.")
    with open_target(settings, say=say) as (_, server):
        assert server is not None
        if wal_archive is not None:
            if server.is_held:
                raise Stop("--follow needs a running Weir: start it first.")
            _receive(server, wal_archive, "--create-slot", "--if-not-exists")
        if wal_archive is not None and (folder / MANIFEST).exists():
            say(f"{folder} holds a base backup already.")
        else:
            _base_backup(server, folder, say)
        if wal_archive is not None:
            say(f"Streaming every change into {wal_archive} until stopped…")
            _receive(server, wal_archive, "--synchronous")
    return 0


def _base_backup(server: EmbeddedServer, folder: Path, say: Say) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise Stop(f"{folder} is not empty; a backup needs a folder of its own.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = table_counts(server.admin_dsn)
    say("Copying the database…")
    copied = folder / "pg"
    options = ["--wal-method=stream", "--checkpoint=fast", "--manifest-checksums=SHA256", "--no-password"]
    _client(server, "pg_basebackup", f"--pgdata={copied}", *options)
    after = table_counts(server.admin_dsn)
    # After the database, so that every upload it knows is there.
    say("Copying the files…")
    files = copy_files(server.folder / "files", folder / "files")
    for name in KEYS:
        if (server.folder / name).exists():
            shutil.copy2(server.folder / name, folder / name)
    say("Checking the copy…")
    check_base_backup(copied)
    manifest = {
        "format": FORMAT,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "rowsBefore": before,
        "rowsAfter": after,
        "files": files,
    }
    _write_durably(folder / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
    say(f"Backed up {sum(after.values()):,} rows in {len(after)} tables and {len(files):,} files to {folder}.")


def embedded_only(settings: Settings) -> None:
    """Another server has its own tools and its own keeper."""
    if settings.database_url:
        raise Stop("DATABASE_URL is set: back up that server with its own tools (pg_basebackup, pg_dump).")


def _receive(server: DataFolder, archive: Path, *options: str) -> None:
    archive.mkdir(mode=0o700, parents=True, exist_ok=True)
    _client(server, "pg_receivewal", f"--directory={archive.absolute()}", f"--slot={SLOT}", "--no-password", *options)


def _client(server: DataFolder, program: str, *arguments: str) -> None:
    """Run a client program of PostgreSQL; the password goes by the environment, where `ps` does not show it."""
    where = conninfo_to_dict(server.maintenance_dsn)
    password = str(where.pop("password"))
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER"}
    env = binaries.environment() | {"PGPASSWORD": password}
    env |= {names[key]: str(value) for key, value in where.items() if key in names}
    process = subprocess.Popen(
        [binaries.installed() / program, *arguments],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    asked_to_stop = False

    def pass_on(*_: object) -> None:
        nonlocal asked_to_stop
        asked_to_stop = True
        process.send_signal(signal.SIGINT)

    earlier = {number: signal.signal(number, pass_on) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        _, errors = process.communicate()
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)
    if process.returncode != 0 and not asked_to_stop:
        raise Stop(f"{program} failed: {errors.strip()[-400:]}", 1)
    if asked_to_stop and program != "pg_receivewal":
        raise Stop(f"{program} was interrupted.", 130)


def copy_files(source: Path, target: Path) -> dict[str, str]:
    """Copy a folder of uploads; path and SHA-256 of each."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = {}
    for path in sorted(source.rglob("*")) if source.exists() else ():
        name = path.relative_to(source)
        if path.is_dir():
            (target / name).mkdir(mode=0o700, exist_ok=True)
        elif path.is_file():
            (target / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                shutil.copy2(path, target / name)
            except FileNotFoundError:
                # Deleted while we were on our way.
                continue
            with (target / name).open("rb") as file:
                found[str(name)] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _write_durably(path: Path, text: str) -> None:
    draft = path.with_suffix(".new")
    with draft.open("w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
