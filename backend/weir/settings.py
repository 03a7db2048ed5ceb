"""Everything the environment can tell Weir, read once at start into one frozen value.

| variable          | default                | meaning                                                                |
| ----------------- | ---------------------- | ---------------------------------------------------------------------- |
| `WEIR_HOST`       | `127.0.0.1`            | where to listen (`0.0.0.0` behind a proxy or in a container)           |
| `WEIR_PORT`       | `8000`                 | the one port for client, API and files                                 |
| `WEIR_ORIGIN`     | `http://localhost:PORT` | the address people type; `https://…` turns `__Host-` cookies on        |
| `WEIR_DATA`       | `./data`               | folder for the embedded database, uploads and generated keys           |
| `DATABASE_URL`    | none                   | any PostgreSQL 18 instead of the embedded one                          |
| `WEIR_SECRET`     | kept in `data/secret`  | signs sessions; 32 characters or more, equal on all app processes |
| `WEIR_WORKER`     | `1`                    | `0`: no background jobs in this process (`weir worker` runs them) |
| `WEIR_DEMO`       | `1` embedded, `0` else | fill an empty database with the demo company              |
| `WEIR_DEMO_SIZE`  | `s`                    | `s`, `m` or `l`                                                        |
| `WEIR_LOG_FORMAT` | `plain` on a terminal  | `plain` or `json`                                                      |
| `WEIR_LOG_LEVEL`  | `info`                 | `debug`, `info`, `warning` or `error`                                  |
| `WEIR_CLIENT`     | `frontend/dist`        | folder of the built client                                             |
| `WEIR_PROXIES`    | none                   | proxies whose `X-Forwarded-For` is believed, separated by commas |
| `WEIR_PRIVATE_HOSTS` | none               | hosts of your own network Weir may call (a mail server), separated by commas |
| `WEIR_DB_USER`    | `postgres` or `nobody` | the embedded database's user when Weir is started by root |
"""

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from weir.stop import Stop

REPOSITORY = Path(__file__).resolve().parents[2]
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What one process runs with. `database_url` is filled in once the embedded server is up."""

    host: str = "127.0.0.1"
    port: int = 8000
    origin: str = "http://localhost:8000"
    data: Path = Path("data")
    database_url: str | None = None
    secret: str = ""
    worker: bool = True
    demo: bool = False
    demo_size: str = "s"
    log_format: str = "plain"
    log_level: str = "info"
    client: Path = REPOSITORY / "frontend" / "dist"
    proxies: tuple[str, ...] = ()
    private_hosts: tuple[str, ...] = ()

    @property
    def is_secure(self) -> bool:
        """People reach this deployment by https, so cookies may carry the `__Host-` prefix."""
        return self.origin.startswith("https://")

    @property
    def origins(self) -> frozenset[str]:
        """Origins a browser may call from; on a developer's machine both names of the loopback."""
        parts = urlsplit(self.origin)
        found = {self.origin}
        if parts.hostname in {"localhost", "127.0.0.1"}:
            port = f":{parts.port}" if parts.port else ""
            found |= {f"{parts.scheme}://{name}{port}" for name in ("localhost", "127.0.0.1")}
        return frozenset(found)

    @property
    def files(self) -> Path:
        """Where uploads lie."""
        return self.data / "files"

    @property
    def exports(self) -> Path:
        """Where exports lie, each for a day; no part of a backup."""
        return self.data / "exports"


def _flag(env: Mapping[str, str], name: str, default: bool) -> bool:
    text = env.get(name, "").strip().lower()
    if not text:
        return default
    if text in TRUE | FALSE:
        return text in TRUE
    raise Stop(f"{name} must be 1 or 0, not {text!r}.")


def _choice(env: Mapping[str, str], name: str, default: str, choices: tuple[str, ...]) -> str:
    text = env.get(name, "").strip().lower() or default
    if text not in choices:
        raise Stop(f"{name} must be one of {', '.join(choices)}, not {text!r}.")
    return text


def _port(env: Mapping[str, str]) -> int:
    text = env.get("WEIR_PORT", "").strip() or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Stop(f"WEIR_PORT must be a port number, not {text!r}.")
    return int(text)


def _origin(env: Mapping[str, str], port: int) -> str:
    text = (env.get("WEIR_ORIGIN", "").strip() or f"http://localhost:{port}").rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise Stop(f"WEIR_ORIGIN must look like https://crm.example.com, not {text!r}.")
    return text


def kept_secret(path: Path, size: int = 48) -> str:
    """The random text in `path`, made on the first call; readable by the owner only."""
    try:
        text = path.read_text().strip()
        if text:
            return text
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = secrets.token_urlsafe(size)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(fd, "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link, not a rename: of two first starts only one wins, and both then read the same key.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()


def read_settings(env: Mapping[str, str] | None = None, *, with_secret: bool = True) -> Settings:
    """The settings of this process; a wrong value ends it with one line. `with_secret=False` writes nothing."""
    env = os.environ if env is None else env
    port = _port(env)
    data = Path(env.get("WEIR_DATA", "").strip() or "data").expanduser().absolute()
    url = env.get("DATABASE_URL", "").strip() or None
    if url and urlsplit(url).scheme not in {"postgres", "postgresql", "postgresql+psycopg"}:
        raise Stop("DATABASE_URL must begin with postgresql://")
    if url:
        url = "postgresql://" + url.split("://", 1)[1]
    secret = env.get("WEIR_SECRET", "").strip()
    if secret and len(secret) < 32:
        raise Stop("WEIR_SECRET must have at least 32 characters.")
    if not secret and with_secret:
        try:
            secret = kept_secret(data / "secret")
        except OSError as error:
            raise Stop(f"Cannot write in the data folder {data}: {error.strerror}.") from error
    client = env.get("WEIR_CLIENT", "").strip()
    return Settings(
        host=env.get("WEIR_HOST", "").strip() or "127.0.0.1",
        port=port,
        origin=_origin(env, port),
        data=data,
        database_url=url,
        secret=secret,
        worker=_flag(env, "WEIR_WORKER", True),
        demo=_flag(env, "WEIR_DEMO", url is None),
        demo_size=_choice(env, "WEIR_DEMO_SIZE", "s", ("s", "m", "l")),
        log_format=_choice(env, "WEIR_LOG_FORMAT", "plain" if sys.stderr.isatty() else "json", ("plain", "json")),
        log_level=_choice(env, "WEIR_LOG_LEVEL", "info", ("debug", "info", "warning", "error")),
        client=Path(client).absolute() if client else Settings.client,
        proxies=tuple(part.strip() for part in env.get("WEIR_PROXIES", "").split(",") if part.strip()),
        private_hosts=tuple(
            part.strip().lower() for part in env.get("WEIR_PRIVATE_HOSTS", "").split(",") if part.strip()
        ),
    )
