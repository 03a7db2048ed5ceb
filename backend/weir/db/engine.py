"""The two ways to the database: an autocommit psycopg pool for compiled reads, a SQLAlchemy engine for writes."""

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

# Reads answer or fail; a report gets its own pool and a longer clock.
READ_OPTIONS = "-c statement_timeout=15000 -c timezone=UTC -c jit=off"
WRITE_OPTIONS = (
    "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000 -c timezone=UTC -c jit=off"
    " -c search_path=public,procrastinate"
)


@dataclass(frozen=True, slots=True)
class Database:
    """Both ways to one PostgreSQL database, opened and closed together."""

    dsn: str
    reads: AsyncConnectionPool[psycopg.AsyncConnection[tuple[Any, ...]]]
    engine: AsyncEngine

    async def close(self) -> None:
        await self.reads.close(timeout=3)
        await self.engine.dispose()


async def open_database(dsn: str, *, reads: int = 8, writes: int = 8) -> Database:
    """Connects to `dsn` (any libpq URL). Raises `psycopg.OperationalError` when the server cannot be reached."""
    pool: AsyncConnectionPool[psycopg.AsyncConnection[tuple[Any, ...]]] = AsyncConnectionPool(
        dsn, min_size=1, max_size=reads, open=False, kwargs={"autocommit": True, "options": READ_OPTIONS}, timeout=10
    )
    await pool.open(wait=True, timeout=15)
    engine = create_async_engine(
        dsn.replace("postgresql://", "postgresql+psycopg://", 1),
        pool_size=writes,
        max_overflow=0,
        pool_timeout=10,
        pool_pre_ping=False,
        connect_args={"options": WRITE_OPTIONS},
    )
    return Database(dsn, pool, engine)


async def driver_of(session: AsyncSession) -> psycopg.AsyncConnection[tuple[Any, ...]]:
    """The driver's connection of a session's open transaction, found once for each transaction."""
    known: tuple[Any, Any] = session.info.get("driver", (None, None))
    if known[0] is None or known[0] is not session.sync_session.get_transaction():
        raw = await (await session.connection()).get_raw_connection()
        known = session.info["driver"] = (session.sync_session.get_transaction(), raw.driver_connection)
    return known[1]  # type: ignore[no-any-return]
