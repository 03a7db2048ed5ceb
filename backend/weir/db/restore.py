"""`weir restore`: puts a backup into an empty data folder, starts it once and compares the rows."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import psycopg
from psycopg import sql

from weir.db import binaries
from weir.db.backup import FORMAT, KEYS, MANIFEST, copy_files, embedded_only, table_counts
from weir.db.base_backup_check import check_base_backup
from weir.db.embedded import EmbeddedServer
from weir.settings import Settings
from weir.stop import Stop

Say = Callable[[str], None]


def restore_into(settings: Settings, folder: Path, say: Say, *, archive: Path | None, until: str | None) -> int:
    """Put the backup in `folder` into the empty data folder, start it once and compare the rows."""
    embedded_only(settings)
    if until and not archive:
        raise Stop("--until needs --archive, the folder that `weir backup --follow` streams into.")
    folder = folder.absolute()
    manifest = _read_manifest(folder)
    server = EmbeddedServer(settings.data, say=say)
    server.take_lock()
    try:
        if server.cluster.exists():
            raise Stop(f"{settings.data} already holds a database; restore into an empty data folder (WEIR_DATA).")
        say("Checking the backup…")
        check_base_backup(folder / "pg")
        say("Copying…")
        _place(server, folder, manifest, archive, until)
        server.start()
        _finish_recovery(server)
        _compare(table_counts(server.admin_dsn), manifest, exact=archive is None, say=say)
    finally:
        server.stop()
        shutil.rmtree(server.folder / "replay", ignore_errors=True)
    say(f"Restored into {settings.data}. Start Weir as usual.")
    return 0


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError):
        raise Stop(f"{folder} is no finished backup ({MANIFEST} is missing or broken).") from None
    if manifest.get("format") != FORMAT:
        raise Stop(f"{folder} was made by another version of Weir (format {manifest.get('format')}).")
    return cast("dict[str, Any]", manifest)


def _place(
    server: EmbeddedServer, folder: Path, manifest: dict[str, Any], archive: Path | None, until: str | None
) -> None:
    identity = binaries.server_identity(server.cluster)
    draft = server.cluster.with_name("pg.new")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(folder / "pg", draft, symlinks=True)
    if archive is not None:
        _place_archive(draft, server.folder / "replay", archive, until)
        _give(server.folder / "replay", identity)
    draft.chmod(0o700)
    _give(draft, identity)
    found = copy_files(folder / "files", server.folder / "files")
    if found != manifest["files"]:
        changed = sorted(set(found.items()) ^ set(manifest["files"].items()))[0][0]
        raise Stop(f"The backup's files are damaged, first {changed}; restore from another backup.")
    for name in KEYS:
        if (folder / name).exists():
            shutil.copy2(folder / name, server.folder / name)
    draft.rename(server.cluster)


def _place_archive(cluster: Path, replay: Path, archive: Path, until: str | None) -> None:
    """Have the next start replay what `--follow` kept; the segment it was in the middle of ends in `.partial`."""
    if until:
        try:
            datetime.fromisoformat(until)
        except ValueError:
            raise Stop(f"--until must be a time such as '2026-05-01 12:00:00+08', not {until!r}.") from None
    shutil.copytree(archive, replay)
    lines = ["restore_command = 'cp ../replay/%f %p || cp ../replay/%f.partial %p'"]
    if until:
        lines += [f"recovery_target_time = '{until}'", "recovery_target_action = 'promote'"]
    with (cluster / "postgresql.auto.conf").open("a") as file:
        file.write("\n".join(lines) + "\n")
    (cluster / "recovery.signal").touch()


def _finish_recovery(server: EmbeddedServer) -> None:
    def is_done() -> bool:
        with psycopg.connect(server.maintenance_dsn) as connection:
            return connection.execute("SELECT pg_is_in_recovery()").fetchone() == (False,)

    server.wait_for(is_done, "did not finish replaying the changes")
    with psycopg.connect(server.maintenance_dsn, autocommit=True) as connection:
        for name in ("restore_command", "recovery_target_time", "recovery_target_action"):
            connection.execute(sql.SQL("ALTER SYSTEM RESET {}").format(sql.Identifier(name)))


def _compare(rows: dict[str, int], manifest: dict[str, Any], *, exact: bool, say: Say) -> None:
    """Row counts must be those of the backup; of a table written to meanwhile, one between before and after."""
    before, after = manifest["rowsBefore"], manifest["rowsAfter"]
    wrong = []
    for table, low in before.items():
        bounds = sorted((low, after.get(table, low)))
        if exact and not bounds[0] <= rows.get(table, -1) <= bounds[1]:
            wrong.append(f"{table} has {rows.get(table, 'no')} rows instead of {after.get(table, low)}")
    if wrong:
        raise Stop(f"The restored database differs: {'; '.join(wrong[:5])}.", 1)
    say(f"{sum(rows.values()):,} rows in {len(rows)} tables{', as many as were backed up' if exact else ''}.")


def _give(folder: Path, identity: binaries.Identity) -> None:
    if not identity.is_other:
        return
    os.chown(folder, identity.uid, identity.gid)
    for place, names, files in os.walk(folder):
        for name in (*names, *files):
            os.chown(Path(place, name), identity.uid, identity.gid, follow_symlinks=False)
