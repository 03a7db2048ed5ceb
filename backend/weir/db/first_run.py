"""What happens between a running database and a serving application: migration, and the demo company once."""

from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import sql

from weir.db.data_folder import APP
from weir.db.embedded import EmbeddedServer
from weir.db.upgrade import is_empty, migrate
from weir.settings import Settings
from weir.stop import Stop

LOADING, LOADED = "loading", "loaded"


def prepare(settings: Settings, server: EmbeddedServer | None, say: Callable[[str], None]) -> list[str]:
    """Migrate; fill an empty database with the demo company if wanted. Returns what to tell about logins."""
    assert settings.database_url is not None
    mark = settings.data / "demo"
    state = mark.read_text().strip() if mark.exists() else ""
    if state == LOADING:
        if server is None:
            raise Stop(
                "Loading the demo data was interrupted: empty the database at DATABASE_URL and delete data/demo."
            )
        # A first start was killed while loading. Nobody could have signed in yet, so nothing of value is lost.
        say("The demo data of an interrupted first start is removed…")
        _empty(server)
        mark.unlink()
        state = ""
    wants_demo = settings.demo and is_empty(settings.database_url)
    if wants_demo:
        # Before the migration: if this start is killed from here on, the next one begins anew.
        _write(mark, LOADING)
    migrate(settings.database_url, say)
    if wants_demo:
        _load_demo(settings, say)
        _write(mark, LOADED)
        state = LOADED
    settings.files.mkdir(mode=0o700, parents=True, exist_ok=True)
    return _logins() if state == LOADED else []


def _load_demo(settings: Settings, say: Callable[[str], None]) -> None:
    from weir import demo

    say(f"Loading the demo company (size {settings.demo_size})…")
    demo.load(settings, settings.demo_size)


def _logins() -> list[str]:
    from weir import demo

    logins = getattr(demo, "LOGINS", ())
    return ["Demo sign-ins:", *(f"  {'  '.join(str(part) for part in login)}" for login in logins)] if logins else []


def _empty(server: EmbeddedServer) -> None:
    with psycopg.connect(server.maintenance_dsn, autocommit=True) as connection:
        name = sql.Identifier(APP)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, name))


def _write(mark: Path, state: str) -> None:
    mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = mark.with_suffix(".new")
    draft.write_text(state + "\n")
    draft.replace(mark)
