"""One embedded server for the test run, one database with the demo company as the template, a fresh copy where a test writes."""

import contextlib
import gc
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import psycopg
import pytest

from weir.db.embedded import EmbeddedServer
from weir.settings import Settings

if TYPE_CHECKING:
    from cast import Cast

# The application takes seconds to import. What hands the files out to the workers needs none of it: the fixtures import it.


def pytest_collectstart() -> None:
    """Nothing that is imported is garbage: the schema lives as long as the run."""
    gc.disable()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where the slow tests are left out, a file that has no others is not imported for nothing."""
    is_fast = config.option.markexpr == "not slow" and collection_path.suffix == ".py"
    return True if is_fast and "\npytestmark = pytest.mark.slow\n" in collection_path.read_text() else None


def pytest_collection_finish() -> None:
    """What is garbage comes from here on: no collection need walk over the schema again, nor over a crawl's documents every second."""
    gc.freeze()
    gc.set_threshold(7_000)
    gc.enable()


TEMPLATE = "weir_template"
CLERKS: dict[str, psycopg.Connection[Any]] = {}
# A copy of the template for each test that writes is hundreds of small files: where memory can hold them, the disk need not.
_SHM = Path("/dev/shm")
MEMORY = _SHM if os.access(_SHM, os.W_OK) and shutil.disk_usage(_SHM).free > 4 * 1024**3 else None


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """A throw-away PostgreSQL."""
    with (
        tempfile.TemporaryDirectory(prefix="weir-tests-", dir=MEMORY) as folder,
        EmbeddedServer(Path(folder), fsync=False) as server,
    ):
        yield server


def dsn_of(server: EmbeddedServer, name: str) -> str:
    """The address of another database on the same server."""
    head, _, tail = server.dsn.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{tail}" if tail else "")


@pytest.fixture(scope="session")
def template(server: EmbeddedServer) -> str:
    """A migrated database with the demo company; copied, never used."""
    from weir.db.upgrade import migrate
    from weir.demo.load import seed

    with psycopg.connect(server.dsn, autocommit=True) as connection:
        connection.execute(f"create database {TEMPLATE}")
    dsn = dsn_of(server, TEMPLATE)
    migrate(dsn, lambda _: None)
    with psycopg.connect(dsn, options="-c timezone=UTC") as connection:
        seed(connection)
    return TEMPLATE


def name_of(dsn: str) -> str:
    """The name of the database at an address."""
    return dsn.partition("?")[0].rsplit("/", 1)[1]


def order(dsn: str, statement: str) -> None:
    """Has databases made and dropped over one connection that is kept: signing in costs as much as a small test."""
    with contextlib.suppress(KeyError, psycopg.OperationalError):
        CLERKS[dsn].execute(statement)
        return
    # The first time, or the server was restarted by a test.
    CLERKS[dsn] = psycopg.connect(dsn, autocommit=True)
    CLERKS[dsn].execute(statement)


def copy_of(server: EmbeddedServer, template: str) -> str:
    """A fresh database with the demo company."""
    name = f"t_{uuid4().hex[:12]}"
    order(server.dsn, f"create database {name} template {template} strategy file_copy")
    return dsn_of(server, name)


def drop(server: EmbeddedServer, dsn: str) -> None:
    """Drops a copy."""
    # As the superuser: an autovacuum worker in the copy is not ours to end otherwise.
    order(server.admin_dsn, f"drop database if exists {name_of(dsn)} with (force)")


def settings_for(dsn: str, folder: Path) -> Settings:
    """Settings of a test application."""
    return Settings(data=folder, database_url=dsn, secret="s" * 48, client=folder / "none", origin="http://testserver")


@pytest.fixture
async def weir(server: EmbeddedServer, template: str, tmp_path: Path) -> AsyncIterator["Cast"]:
    """The application on its own copy of the demo company, with everybody of the cast ready to ask."""
    from cast import Cast

    dsn = copy_of(server, template)
    try:
        async with Cast.playing(settings_for(dsn, tmp_path)) as cast:
            yield cast
    finally:
        drop(server, dsn)


@pytest.fixture(scope="module")
async def company(server: EmbeddedServer, template: str, tmp_path_factory: Any) -> AsyncIterator["Cast"]:
    """The same for tests that only read; one copy for a whole file."""
    from cast import Cast

    dsn = copy_of(server, template)
    try:
        async with Cast.playing(settings_for(dsn, tmp_path_factory.mktemp("data"))) as cast:
            yield cast
    finally:
        drop(server, dsn)


@pytest.fixture(scope="session")
async def house(server: EmbeddedServer, template: str, tmp_path_factory: Any) -> AsyncIterator[str]:
    """The name of a database in which everybody of the cast has something of every kind; a template, never used itself."""
    from cast import Cast
    from worlds import full_house

    dsn = copy_of(server, template)
    async with Cast.playing(settings_for(dsn, tmp_path_factory.mktemp("files"))) as cast:
        await full_house(cast)
    yield name_of(dsn)
    drop(server, dsn)


os.environ.setdefault("WEIR_LOG_LEVEL", "warning")
