"""The cast in tests: each person asks GraphQL as themselves, through the whole application."""

import contextlib
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from typing import Any, Self
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx2 as httpx
from starlette.applications import Starlette

from weir.access.viewer import Viewer
from weir.app import App, create_app
from weir.catalog.ids import encode
from weir.demo.people import BY_KEY
from weir.settings import Settings

# The zone of the company: its day begins eight hours earlier than by UTC.
SHANGHAI = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """The day it is in the company."""
    return datetime.now(SHANGHAI).date()


def day(days: int) -> str:
    """So many days from today, as YYYY-MM-DD."""
    return (today() + timedelta(days=days)).isoformat()


class Person:
    """Somebody who asks. `ask` returns the data and fails on errors, `reply` returns the whole response."""

    def __init__(self, cast: "Cast", key: str, viewer: Viewer | None):
        self.cast, self.key, self.viewer = cast, key, viewer

    @property
    def id(self) -> str:
        """The person's global id."""
        assert self.viewer is not None and self.viewer.user_id is not None
        return encode("user", self.viewer.user_id)

    async def reply(self, query: str, **variables: Any) -> dict[str, Any]:
        """The response to a query, whatever it is."""
        response = await self.cast.http.post(
            "/graphql", json={"query": query, "variables": variables}, headers={"x-cast": self.key}
        )
        found: dict[str, Any] = response.json()
        return found

    async def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of a query that must succeed."""
        body = await self.reply(query, **variables)
        assert "errors" not in body, body["errors"]
        data: dict[str, Any] = body["data"]
        return data

    async def do(self, verb: str, answer: str = "", **given: Any) -> dict[str, Any]:
        """The payload of a mutation; `answer` is what to select besides the user errors."""
        title = verb[0].upper() + verb[1:]
        query = f"mutation($input: {title}Input!) {{ {verb}(input: $input) {{ {answer} userErrors {{ code field message }} }} }}"
        data = await self.ask(query, input=given)
        payload: dict[str, Any] = data[verb]
        return payload

    async def done(self, verb: str, answer: str = "", **given: Any) -> dict[str, Any]:
        """The same for a mutation that must not be refused."""
        payload = await self.do(verb, answer, **given)
        assert payload["userErrors"] == [], payload["userErrors"]
        return payload


class _Known:
    """Finds the viewer by the test header instead of a cookie: signing in has its own tests."""

    def __init__(self, cast: "Cast", real: Any):
        self.cast, self.real = cast, real

    async def viewer_of(self, connection: Any) -> Viewer | None:
        key = connection.headers.get("x-cast")
        if key is None:
            return await self.real.viewer_of(connection)  # type: ignore[no-any-return]
        return self.cast.people[key].viewer if key in self.cast.people else None

    async def still_valid(self, viewer: Viewer) -> bool:
        return viewer.credential.startswith("cast:") or bool(await self.real.still_valid(viewer))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


class Cast:
    """Everybody, by key: `weir["zhangsan"]`."""

    def __init__(self, app: App, asgi: Starlette, http: httpx.AsyncClient):
        self.app, self.asgi, self.http = app, asgi, http
        self.people: dict[str, Person] = {"nobody": Person(self, "nobody", None)}

    def __getitem__(self, key: str) -> Person:
        return self.people[key]

    @classmethod
    @contextlib.asynccontextmanager
    async def playing(cls, settings: Settings) -> AsyncIterator[Self]:
        """The application running on the settings' database."""
        asgi = create_app(settings)
        app: App = asgi.state.weir
        async with app.running():
            transport = httpx.ASGITransport(app=asgi)
            async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as http:
                cast = cls(app, asgi, http)
                await cast.meet()
                app.viewers = _Known(cast, app.viewers)  # type: ignore[assignment]
                app.budget.burst = 1_000_000
                yield cast

    async def meet(self) -> None:
        """Reads everybody's viewer from the database."""
        from weir.auth.current import ORGANISATION, PERSON, viewer_from

        sql = f'select u.email, {PERSON} from "user" u {ORGANISATION} where u.email = any(%s)'
        rows = await self.sql(sql, [one.email for one in BY_KEY.values()])
        found = {row[0]: row[1:] for row in rows}
        for key, person in BY_KEY.items():
            row = found.get(person.email)
            if row is None:
                continue
            narrowed = {} if person.is_active else {"roles": frozenset()}
            viewer = viewer_from(row, f"cast:{key}", **narrowed)
            self.people[key] = Person(self, key, viewer)

    async def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows straight from the database, past every rule: what a test compares with."""
        async with self.app.database.reads.connection() as connection:
            cursor = await connection.execute(statement, values or None)
            return await cursor.fetchall() if cursor.description else []

    async def one(self, statement: str, *values: Any) -> Any:
        """The single value of such a statement."""
        rows = await self.sql(statement, *values)
        return rows[0][0] if rows else None

    async def id_of(self, name: str, where: str, *values: Any) -> str:
        """The global id of the first row that fits."""
        key: UUID = await self.one(f'select id from "{name}" where {where} order by id limit 1', *values)
        return encode(name, key)
