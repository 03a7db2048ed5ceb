"""What the tests of signing in share: a database, people made on the spot, browsers with their own cookies."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx2 as httpx
import psycopg
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from weir.access.viewer import Viewer
from weir.auth.parts import Auth
from weir.auth.passwords import hash_password
from weir.auth.routes import auth_routes
from weir.db.embedded import EmbeddedServer
from weir.db.engine import Database, open_database
from weir.db.upgrade import migrate
from weir.identity.model import Role, User, UserRole
from weir.settings import Settings

ORIGIN = "http://localhost:8000"
PASSWORD = "stillwater-runs-deep"
SETTINGS = Settings(origin=ORIGIN, secret="a secret of the tests, long enough to sign with")
_count = itertools.count(1)


_shared: list[Database] = []


@pytest_asyncio.fixture(scope="session")
async def auth_database(server: EmbeddedServer) -> AsyncIterator[Database]:
    """One empty database for all tests of signing in: each makes its own people, and none counts the others' rows.

    A fixture imported by several modules is several fixtures to pytest; the first one makes the database.
    """
    if _shared:
        yield _shared[0]
        return
    with psycopg.connect(server.dsn, autocommit=True) as connection:
        connection.execute("create database auth_tests")
    head, _, tail = server.dsn.partition("?")
    dsn = f"{head.rsplit('/', 1)[0]}/auth_tests" + (f"?{tail}" if tail else "")
    await asyncio.to_thread(migrate, dsn, lambda _: None)
    database = await open_database(dsn)
    _shared.append(database)
    yield database
    _shared.clear()
    await database.close()


@pytest_asyncio.fixture
async def auth(auth_database: Database) -> Auth:
    return Auth.of(auth_database, SETTINGS)


@dataclass
class Person:
    """Somebody with a password, made for one test."""

    id: UUID
    email: str
    password: str = PASSWORD


_hash = ""


async def person(auth: Auth, *roles: Role, name: str = "李四", **more: Any) -> Person:
    """A user nobody else in the tests touches."""
    global _hash
    _hash = _hash or await hash_password(PASSWORD)
    email = f"person{next(_count)}@example.com"
    async with AsyncSession(auth.database.engine, expire_on_commit=False) as db, db.begin():
        user = User(email=email, name=name, **{"password_hash": _hash, **more})
        db.add(user)
        await db.flush()
        db.add_all([UserRole(user_id=user.id, role=role) for role in roles or (Role.REP,)])
    return Person(user.id, email)


def address() -> str:
    """An address no other test uses."""
    number = next(_count)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def browser(
    auth: Auth, *, ip: str | None = None, settings: Settings | None = None, headers: dict[str, str] | None = None
) -> httpx.AsyncClient:
    """A browser with its own cookie jar, in front of the four doors and a page that says who one is."""
    here = auth if settings is None else replace(auth, settings=settings)

    async def me(request: Request) -> JSONResponse:
        viewer = await auth.viewers.viewer_of(request)
        return JSONResponse(viewer and {"id": str(viewer.user_id), "roles": sorted(viewer.roles)})

    app = Starlette(routes=[*auth_routes(lambda _: here), Route("/me", me, methods=["GET", "POST"])])
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app, client=(ip or address(), 4711)),
        base_url=here.settings.origin,
        headers={"origin": here.settings.origin, **(headers or {})},
    )


async def sign_in(client: httpx.AsyncClient, who: Person, **more: Any) -> httpx.Response:
    """The sign-in request of the client."""
    body = {"email": who.email, "password": who.password, **more}
    return await client.post("/auth/sign-in", json={name: value for name, value in body.items() if value is not None})


async def call(client: httpx.AsyncClient, door: str) -> httpx.Response:
    """One of the doors that need no body."""
    return await client.post(f"/auth/{door}", json={})


async def me(client: httpx.AsyncClient, **headers: str) -> dict[str, Any] | None:
    """Who the server thinks the browser is."""
    answer: dict[str, Any] | None = (await client.get("/me", headers=headers)).json()
    return answer


async def signed_in(auth: Auth, who: Person) -> Viewer:
    """The viewer of a fresh session, as the GraphQL layer gets it."""
    async with browser(auth) as client:
        assert (await sign_in(client, who)).status_code == 200
        token = client.cookies["weir_access"]
    request = Request({"type": "http", "method": "GET", "headers": [(b"cookie", f"weir_access={token}".encode())]})
    viewer = await auth.viewers.viewer_of(request)
    assert viewer is not None
    return viewer


async def rows(auth: Auth, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """What the database says."""
    async with auth.database.reads.connection() as connection:
        cursor: psycopg.AsyncCursor[tuple[Any, ...]] = await connection.execute(statement.encode(), values)
        return await cursor.fetchall() if cursor.description else []


async def audited(auth: Auth, action: str, object_id: UUID) -> int:
    """How many audit entries of an action a record has."""
    return int(
        (await rows(auth, "select count(*) from audit_entry where action = %s and object_id = %s", action, object_id))[
            0
        ][0]
    )


def later(**span: float) -> datetime:
    """Now plus a span."""
    return datetime.now(UTC) + timedelta(**span)
