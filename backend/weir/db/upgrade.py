"""Brings a database to the newest form: Alembic's steps, one process at a time, and only on a database that is ours."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import psycopg

from weir.logs import scrub
from weir.settings import REPOSITORY
from weir.stop import Stop

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = REPOSITORY / "backend" / "migrations"
# Any number will do, as long as every Weir uses the same.
LOCK_KEY = 0x77656972
LOCK_SECONDS = 300


def revisions() -> list[str]:
    """The revisions this Weir knows, the newest last: the numbers its migrations' file names begin with.

    Most starts find nothing to do, and Alembic would read every migration to say so.
    """
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def alembic_config(dsn: str) -> "Config":
    """What Alembic needs to know; `migrations/env.py` reads `sqlalchemy.url`."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    url = dsn.replace("postgresql://", "postgresql+psycopg://", 1)
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def _tables(connection: psycopg.Connection) -> set[str]:
    rows = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'procrastinate')"
    )
    return {str(row[0]) for row in rows}


def _revision(connection: psycopg.Connection, known: list[str]) -> str | None:
    """The revision of the database, None when it is empty; anything else ends with one line."""
    tables = _tables(connection)
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise Stop(
            f"The database holds {len(tables)} tables of another program and no version mark of Weir's; "
            "give Weir an empty one."
        )
    rows = [str(row[0]) for row in connection.execute("SELECT version_num FROM alembic_version")]
    if not rows and tables == {"alembic_version"}:
        return None
    if len(rows) != 1:
        raise Stop("The database is half migrated (its version mark is missing or double); restore a backup.")
    if rows[0] not in known:
        raise Stop(f"The database has version {rows[0]}, which this Weir does not know; start a newer Weir on it.")
    return rows[0]


def is_empty(dsn: str) -> bool:
    """Whether nothing at all is in the database yet."""
    with psycopg.connect(dsn) as connection:
        return not _tables(connection)


def migrate(dsn: str, say: Callable[[str], None]) -> None:
    """Upgrade to the newest version, while no other process does."""
    known = revisions()
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(cast("psycopg.sql.SQL", f"SET lock_timeout = '{LOCK_SECONDS}s'"))
        try:
            connection.execute("SELECT pg_advisory_lock(%s)", [LOCK_KEY])
        except psycopg.errors.LockNotAvailable:
            raise Stop("Another Weir has been migrating this database for too long; stop it first.") from None
        before, head = _revision(connection, known), known[-1]
        if before != head:
            say("Preparing the database…" if before is None else f"Migrating the database from {before} to {head}…")
            from alembic import command

            try:
                command.upgrade(alembic_config(dsn), "head")
            except Exception as error:
                reason = scrub(str(error)).strip().split("\n")[0]
                raise Stop(
                    f"The migration to {head} failed and was undone: {type(error).__name__}: {reason}"
                ) from error
        missing = _table_names() - _tables(connection)
        if missing:
            names = ", ".join(sorted(missing)[:3])
            raise Stop(f"The database is half migrated: it claims version {head} but lacks {names}; restore a backup.")


def _table_names() -> set[str]:
    """Names of all tables the code knows."""
    import weir.rooms  # noqa: F401  (fills the metadata)
    from weir.db.record import Base

    return {table.name for table in Base.metadata.tables.values() if table.schema in (None, "public")}
