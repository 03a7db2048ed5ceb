"""The ways to the database: autocommit psycopg pools for compiled reads and for reports, a SQLAlchemy engine for writes."""

from collections.abc import AsyncIterator, Hashable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
import psycopg
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from weir.db.turns import Turns

# Reads answer or fail; a report gets a pool of its own, so that it never waits in the way of a board, and a longer clock.
READ_OPTIONS = "-c statement_timeout=15000 -c timezone=UTC -c jit=off"
# A report's statement is planned for the values it is asked with: a plan made once for any value joined a pipeline's
# stages in 12 s instead of 0.1 s. Groups are few and rows many, so several workers pay sooner than PostgreSQL expects.
REPORT_OPTIONS = (
    "-c statement_timeout=60000 -c timezone=UTC -c jit=off -c work_mem=64MB -c default_transaction_read_only=on"
    " -c plan_cache_mode=force_custom_plan -c parallel_tuple_cost=0.01"
)
WRITE_OPTIONS = (
    "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000 -c timezone=UTC -c jit=off"
    " -c search_path=public,procrastinate"
)

# So many reports are worked out at once; further ones wait their turn.
REPORTS = 3


@dataclass(frozen=True, slots=True)
class Database:
    """The ways to one PostgreSQL database, opened and closed together; `reports` connects when it is first asked, by `reporting`."""

    dsn: str
    reads: AsyncConnectionPool[psycopg.AsyncConnection[tuple[Any, ...]]]
    reports: AsyncConnectionPool[psycopg.AsyncConnection[tuple[Any, ...]]]
    engine: AsyncEngine
    turns: Turns = field(default_factory=lambda: Turns(REPORTS))

    @asynccontextmanager
    async def reporting(self, whose: Hashable = None) -> AsyncIterator[psycopg.AsyncConnection[tuple[Any, ...]]]:
        """A connection for a report, when its turn has come."""
        async with self.turns.take(whose), self.reports.connection() as connection:
            yield connection

    async def close(self) -> None:
        await self.reads.close(timeout=3)
        await self.reports.close(timeout=3)
        await self.engine.dispose()


async def open_database(dsn: str, *, reads: int = 8, writes: int = 8) -> Database:
    """Connects to `dsn` (any libpq URL). Raises `psycopg.OperationalError` when the server cannot be reached."""
    pool = _pool(dsn, READ_OPTIONS, 1, reads, timeout=10)
    await pool.open(wait=True, timeout=15)
    reporting = _pool(dsn, REPORT_OPTIONS, 0, REPORTS, timeout=30)
    await reporting.open()
    engine = create_async_engine(
        dsn.replace("postgresql://", "postgresql+psycopg://", 1),
        pool_size=writes,
        max_overflow=0,
        pool_timeout=10,
        pool_pre_ping=False,
        connect_args={"options": WRITE_OPTIONS},
        json_deserializer=orjson.loads,
    )
    return Database(dsn, pool, reporting, engine)


def _pool(
    dsn: str, options: str, least: int, most: int, timeout: float
) -> AsyncConnectionPool[psycopg.AsyncConnection[tuple[Any, ...]]]:
    settings = {"autocommit": True, "options": options}
    return AsyncConnectionPool(dsn, min_size=least, max_size=most, open=False, kwargs=settings, timeout=timeout)


async def driver_of(session: AsyncSession) -> psycopg.AsyncConnection[tuple[Any, ...]]:
    """The driver's connection of a session's open transaction."""
    return (await _cursor_of(session)).connection


async def execute(session: AsyncSession, sql: str, params: Mapping[str, Any]) -> psycopg.AsyncCursor[tuple[Any, ...]]:
    """Sends a statement straight to the driver, in the session's open transaction. Its rows are to be fetched before the next.

    All of a transaction share a cursor: it knows by now how values of their types are written and read.
    """
    return await (await _cursor_of(session)).execute(sql, params)


async def execute_all(
    session: AsyncSession, statements: Sequence[tuple[str, Mapping[str, Any]]]
) -> list[psycopg.AsyncCursor[tuple[Any, ...]]]:
    """The same for several that do not wait for each other's answers: they travel together, in their order.

    The first that fails is raised when all have been sent; nothing after it was done.
    """
    cursor = await _cursor_of(session)
    if len(statements) == 1:
        return [await cursor.execute(*statements[0])]
    connection = cursor.connection
    async with connection.pipeline():
        return [await connection.execute(sql, params) for sql, params in statements]


async def _cursor_of(session: AsyncSession) -> psycopg.AsyncCursor[tuple[Any, ...]]:
    """Found once for each transaction and for each savepoint in it.

    A savepoint is set when its connection is asked for, and not before: what the driver did by then, its rollback would leave.
    """
    known: tuple[Any, Any] = session.info.get("cursor", (None, None))
    if known[0] is None or known[0] is not _innermost(session):
        connection = (await session.connection()).sync_connection
        driver: Any = connection and connection.connection.driver_connection
        known = session.info["cursor"] = (_innermost(session), driver.cursor())
    return known[1]  # type: ignore[no-any-return]


def _innermost(session: AsyncSession) -> Any:
    """The savepoint a session is in, else its transaction, if there is one."""
    return session.sync_session.get_nested_transaction() or session.sync_session.get_transaction()
