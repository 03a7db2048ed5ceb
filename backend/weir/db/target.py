"""The database a command works on: `DATABASE_URL` after a check, or the embedded one, started or joined."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg

from weir.db.binaries import MAJOR
from weir.db.embedded import EmbeddedServer
from weir.logs import scrub
from weir.settings import Settings
from weir.stop import Stop

Say = Callable[[str], None]


def check_server(dsn: str) -> None:
    """End with one line unless `dsn` leads to a writable PostgreSQL 18 in UTF-8."""
    try:
        connection = psycopg.connect(dsn, connect_timeout=5, autocommit=True)
    except (psycopg.Error, UnicodeError) as error:
        reason = scrub(str(error)).strip().split("\n")[0] or type(error).__name__
        raise Stop(f"Cannot connect to the database at DATABASE_URL: {reason}") from None
    with connection:
        version = connection.info.server_version
        if version // 10000 != MAJOR:
            raise Stop(
                f"Weir needs PostgreSQL {MAJOR}; the server at DATABASE_URL is {version // 10000}.{version % 10000}."
            )
        row = connection.execute(
            "SELECT current_setting('server_encoding'), pg_is_in_recovery(),"
            " current_setting('default_transaction_read_only'), has_schema_privilege('public', 'CREATE')"
        ).fetchone()
        assert row is not None
        encoding, is_standby, is_read_only, may_create = row
        if encoding != "UTF8":
            raise Stop(f"The database at DATABASE_URL is encoded in {encoding}; Weir needs UTF8.")
        if is_standby or is_read_only == "on":
            raise Stop("The database at DATABASE_URL is read-only (a standby?); Weir needs the primary.")
        if not may_create:
            raise Stop("The user in DATABASE_URL may not create tables; make it the owner of the database.")


@contextmanager
def open_target(
    settings: Settings, *, say: Say, held: EmbeddedServer | None = None
) -> Iterator[tuple[Settings, EmbeddedServer | None]]:
    """Settings with `database_url` filled in. `held`: a server whose folder we hold already."""
    if settings.database_url:
        check_server(settings.database_url)
        yield settings, None
        return
    server = held or EmbeddedServer(settings.data, say=say)
    if held is None and server.attach():
        yield replace(settings, database_url=server.dsn), server
        return
    with server:
        yield replace(settings, database_url=server.dsn), server
