"""Checks a base backup against its manifest, file by file, and reads through the WAL it needs.

It does what `pg_verifybackup` does, since the one in the wheel crashes on every backup.
"""

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

from weir.db import binaries
from weir.stop import Stop

# Not part of the base backup as it was taken, or allowed to change afterwards.
IGNORED = {"backup_manifest", "postgresql.auto.conf", "recovery.signal", "standby.signal"}


def check_base_backup(copy: Path) -> None:
    """End with one line that names the first thing wrong."""
    manifest = _manifest(copy)
    listed = {_path(entry): entry for entry in manifest["Files"]}
    for name, entry in listed.items():
        if name not in IGNORED:
            _check_file(copy, name, entry)
    for path in copy.rglob("*"):
        name = str(path.relative_to(copy))
        if path.is_file() and name not in listed and name not in IGNORED and not name.startswith("pg_wal/"):
            raise _damaged(copy, f"{name} does not belong to it")
    for wal in manifest["WAL-Ranges"]:
        _check_wal(copy, wal)


def _manifest(copy: Path) -> dict[str, Any]:
    try:
        raw = (copy / "backup_manifest").read_bytes()
        manifest: dict[str, Any] = json.loads(raw)
    except (OSError, ValueError):
        raise _damaged(copy, "its manifest is missing or broken") from None
    body = raw[: raw.rindex(b'"Manifest-Checksum"')]
    if hashlib.sha256(body).hexdigest() != manifest["Manifest-Checksum"]:
        raise _damaged(copy, "its manifest was changed")
    return manifest


def _path(entry: dict[str, Any]) -> str:
    if "Path" in entry:
        return str(entry["Path"])
    return bytes.fromhex(entry["Encoded-Path"]).decode(errors="surrogateescape")


def _check_file(copy: Path, name: str, entry: dict[str, Any]) -> None:
    try:
        with (copy / name).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        raise _damaged(copy, f"{name} cannot be read ({error.strerror})") from None
    if size != entry["Size"] or entry.get("Checksum-Algorithm") != "SHA256" or found != entry["Checksum"]:
        raise _damaged(copy, f"{name} is not what was backed up")


def _check_wal(copy: Path, wal: dict[str, Any]) -> None:
    arguments = ["--quiet", f"--path={copy / 'pg_wal'}", f"--timeline={wal['Timeline']}"]
    arguments += [f"--start={wal['Start-LSN']}", f"--end={wal['End-LSN']}"]
    program = binaries.installed() / "pg_waldump"
    read = subprocess.run(
        [program, *arguments], env=binaries.environment(), capture_output=True, text=True, check=False
    )
    if read.returncode != 0:
        raise _damaged(copy, f"its WAL is incomplete ({read.stderr.strip()[:200]})")


def _damaged(copy: Path, what: str) -> Stop:
    return Stop(f"The backup in {copy} is damaged: {what}.", 1)
