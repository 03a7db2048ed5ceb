"""The application: routes, middleware, lifespan. The only place where everything is put together."""

import asyncio
import contextlib
import os
from collections import OrderedDict
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from weir.auth.current import Viewers
from weir.auth.parts import Auth
from weir.auth.routes import auth_routes
from weir.budget import Budget
from weir.catalog.custom import ON_CHANGE, read
from weir.db.engine import Database, open_database
from weir.events import Hub, Relay
from weir.exports.routes import export_routes
from weir.files.routes import file_routes
from weir.graphql.documents import Documents
from weir.graphql.http import GraphQLEndpoint
from weir.graphql.socket import graphql_socket
from weir.headers import SecurityHeaders
from weir.imports.routes import import_routes
from weir.intake.flood import Floodgate
from weir.intake.form_routes import form_routes
from weir.intake.link_routes import link_routes
from weir.intake.routes import intake_routes
from weir.reports.embed_routes import embed_routes
from weir.reports.unsubscribing import unsubscribe_routes
from weir.requests import RequestLog
from weir.schema import SCHEMA
from weir.selling.file_routes import case_file_routes
from weir.settings import Settings

STOP_SECONDS = 3
PAGE = Path(__file__).parent / "graphql" / "page.html"


class App:
    """What the parts of one process share; resolvers reach it through their operation."""

    database: Database
    auth: Auth
    viewers: Viewers
    relay: Relay
    hub: Hub

    def __init__(self, settings: Settings):
        self.settings = settings
        self.graphql_schema = SCHEMA._schema
        self.documents = Documents(self.graphql_schema)
        self.budget = Budget()
        # Compiled reads, by what was asked and by the shape of who asked.
        self.plans: OrderedDict[Any, tuple[str, dict[str, Any]]] = OrderedDict()
        # Whole queries made of them, for those who ask again.
        self.replays: OrderedDict[Any, list[tuple[str, str, dict[str, Any]]]] = OrderedDict()
        # Whole answers that nothing but the words and the shape decide.
        self.answers: OrderedDict[Any, dict[str, Any]] = OrderedDict()

    def forget_plans(self) -> None:
        """The catalog has other fields now: what was checked and compiled for the former ones is done anew."""
        self.documents.known.clear()
        self.plans.clear()
        self.replays.clear()
        self.answers.clear()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Opens the database and runs relay and hub for as long as the application serves."""
        dsn = self.settings.database_url
        if not dsn:
            raise RuntimeError("No database: the settings carry no database_url.")
        self.database = await open_database(dsn)
        ON_CHANGE.append(self.forget_plans)
        await read(self.database)
        self.auth = Auth.of(self.database, self.settings)
        self.viewers = self.auth.viewers
        self.relay, self.hub = Relay(dsn), Hub(dsn)
        tasks = [asyncio.create_task(self.relay.run()), asyncio.create_task(self.hub.run())]
        try:
            yield
        finally:
            ON_CHANGE.remove(self.forget_plans)
            for task in tasks:
                task.cancel()
            # Bounded: a connection that hangs in the network must not keep the process from stopping.
            await asyncio.wait(tasks, timeout=STOP_SECONDS)
            await self.database.close()


# The codings the client's build packs its files in, the smaller first.
PACKED = (("br", ".br"), ("gzip", ".gz"))
# The script that draws the pictures of embedded pages.
EMBEDDED = "embed.js"


class Client(StaticFiles):
    """The built client; unknown paths are its own routes and get its page."""

    async def get_response(self, path: str, scope: Any) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or path.startswith("assets/"):
                raise
            response = await super().get_response("index.html", scope)
        if path == EMBEDDED:
            # Its page may stand in a frame that counts as a site of its own, which takes nothing of ours unasked.
            response.headers["cross-origin-resource-policy"] = "cross-origin"
        lasting = path.startswith("assets/")
        response.headers["cache-control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
        return response

    def file_response(
        self, full_path: Any, stat_result: os.stat_result, scope: Any, status_code: int = 200
    ) -> Response:
        """The file as the build packed it, where the browser takes that."""
        accepted = {one.partition(";")[0].strip() for one in Headers(scope=scope).get("accept-encoding", "").split(",")}
        for coding, suffix in PACKED:
            packed = Path(f"{os.fspath(full_path)}{suffix}")
            if coding in accepted and packed.is_file():
                response = super().file_response(packed, packed.stat(), scope, status_code)
                response.headers["content-encoding"] = coding
                response.headers.add_vary_header("accept-encoding")
                return response
        return super().file_response(full_path, stat_result, scope, status_code)


def create_app(settings: Settings) -> Starlette:
    """The ASGI application of one process."""
    app = App(settings)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Any]]:
        async with app.running():
            yield {"weir": app}

    async def alive(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(_: Request) -> Response:
        try:
            async with asyncio.timeout(2), app.database.reads.connection() as connection:
                await connection.execute("select 1 from organisation")
        except Exception:
            return JSONResponse({"ready": False}, 503)
        return JSONResponse({"ready": True})

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    routes = [
        Route("/graphql", GraphQLEndpoint(app, PAGE.read_text())),
        WebSocketRoute("/graphql", graphql_socket(app)),
        *auth_routes(lambda _: app.auth),
        *file_routes(app),
        *case_file_routes(app),
        *import_routes(app),
        *export_routes(app),
        *intake_routes(app),
        *form_routes(app),
        *link_routes(app),
        *unsubscribe_routes(app),
        *embed_routes(app),
        Mount("/graphql-page", StaticFiles(directory=PAGE.parent / "page")),
        Route("/healthz", alive),
        Route("/readyz", ready),
        Route("/metrics", metrics),
    ]
    if settings.client.is_dir():
        routes.append(Mount("/", Client(directory=settings.client, html=True)))
    starlette = Starlette(
        routes=routes,
        middleware=[
            Middleware(Floodgate, weir=app),
            Middleware(RequestLog),
            Middleware(SecurityHeaders, secure=settings.is_secure),
            Middleware(GZipMiddleware, minimum_size=1024, compresslevel=4),
        ],
        lifespan=lifespan,
    )
    starlette.state.weir = app
    return starlette
