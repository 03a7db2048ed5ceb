"""Ends what a killed server left running on a cluster, before a new one starts on it.

`postmaster.pid` alone proves nothing: after a crash its number may belong to any other process. On Linux the question
is asked of the system: which PostgreSQL processes have this very folder as their working directory?
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from weir.stop import Stop

# How long each way of asking is given, in seconds: shut down cleanly, abort, die.
CLEAN, ABORT, DIE = 60.0, 10.0, 10.0
ORPHANS = (1.0, 1.0, 10.0)


def recorded_pid(cluster: Path) -> int | None:
    """The number in the first line of postmaster.pid, whoever has it now."""
    try:
        return int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def leftover_pids(cluster: Path) -> list[int]:
    """Live PostgreSQL processes working in `cluster`; a zombie works nowhere and is not among them."""
    return list(_by_folder(cluster) if sys.platform == "linux" else _by_record(cluster))


def _by_folder(cluster: Path) -> Iterator[int]:
    try:
        wanted = cluster.stat()
    except FileNotFoundError:
        return
    for name in os.listdir("/proc"):  # noqa: PTH208  (only the names are needed, hundreds of them)
        if not name.isdecimal():
            continue
        try:
            found = os.stat(f"/proc/{name}/cwd")  # noqa: PTH116
            program = os.readlink(f"/proc/{name}/exe")  # noqa: PTH115
        except OSError:
            continue
        is_here = (found.st_dev, found.st_ino) == (wanted.st_dev, wanted.st_ino)
        if is_here and Path(program.removesuffix(" (deleted)")).name == "postgres":
            yield int(name)


def _by_record(cluster: Path) -> Iterator[int]:
    pid = recorded_pid(cluster)
    if pid is None:
        return
    told = subprocess.run(["ps", "-p", str(pid), "-o", "stat=,command="], capture_output=True, text=True, check=False)
    if "postgres" in told.stdout and str(cluster) in told.stdout and not told.stdout.lstrip().startswith("Z"):
        yield pid


def _signal(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def _all_gone(cluster: Path, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while leftover_pids(cluster):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def end_leftovers(cluster: Path, say: Callable[[str], None]) -> None:
    """Return once nothing of an earlier server runs; then its stale lock file goes too."""
    pids = leftover_pids(cluster)
    if pids:
        postmaster = recorded_pid(cluster)
        if postmaster in pids:
            say("Waiting for the database of an earlier run to finish…")
            _signal([postmaster], signal.SIGINT)
            # Somebody may have frozen it.
            _signal([postmaster], signal.SIGCONT)
        # Without a postmaster its children notice by themselves, unless they are in the middle of something.
        ways = (CLEAN, ABORT, DIE) if postmaster in pids else ORPHANS
        for seconds, then in zip(ways, (signal.SIGQUIT, signal.SIGKILL, None), strict=True):
            if _all_gone(cluster, seconds):
                break
            if then is None:
                raise Stop(f"A database process of an earlier run cannot be ended: {leftover_pids(cluster)}")
            _signal(leftover_pids(cluster), then)
    (cluster / "postmaster.pid").unlink(missing_ok=True)
