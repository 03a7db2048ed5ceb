"""`/graphql` over WebSocket: graphql-transport-ws, subscriptions only, Origin checked, the viewer asked for anew at every event."""

from collections.abc import AsyncIterator, Mapping
from inspect import isawaitable
from typing import Any

import orjson
from graphql import ExecutionResult as CoreResult
from graphql import GraphQLError, OperationType, subscribe
from starlette.requests import HTTPConnection
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.schema import BaseSchema
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types.execution import ExecutionResult, PreExecutionError

from weir.access.viewer import Viewer
from weir.graphql.documents import Invalid
from weir.graphql.errors import ApiError, coded
from weir.graphql.executor import WeirExecutor
from weir.graphql.operation import Operation
from weir.metrics import SOCKETS


class SocketContext:
    """What one socket carries: its connection, its viewer, and the parameters it opened with."""

    def __init__(self, app: Any, connection: HTTPConnection):
        self.app = app
        self.connection = connection
        self.viewer: Viewer | None = None
        self.connection_params: dict[str, Any] | None = None


class _Streams:
    """The part of a schema that the WebSocket handler uses: one stream of results for each operation."""

    def __init__(self, app: Any):
        self.app = app

    async def stream(
        self,
        query: str | None,
        variable_values: Mapping[str, Any] | None = None,
        context_value: Any = None,
        root_value: Any = None,
        operation_name: str | None = None,
    ) -> AsyncIterator[ExecutionResult]:
        return self._results(query or "", dict(variable_values or {}), context_value, operation_name)

    async def _results(
        self, query: str, variables: dict[str, Any], socket: SocketContext, name: str | None
    ) -> AsyncIterator[ExecutionResult]:
        app = self.app
        try:
            known = app.documents.find(query)
            operation = app.documents.select(known, name)
            app.documents.price(known, operation, variables)
            if operation.operation is not OperationType.SUBSCRIPTION:
                raise ApiError("BAD_REQUEST", "Only subscriptions are served here; POST queries and mutations.")
            if socket.viewer is None:
                raise ApiError("UNAUTHENTICATED", "Sign in, or send a valid API token.")
        except Invalid as invalid:
            yield PreExecutionError(data=None, errors=[coded(error) for error in invalid.errors])
            return
        except GraphQLError as error:
            yield PreExecutionError(data=None, errors=[coded(error)])
            return
        context = Operation(app, socket.viewer, "")
        source = subscribe(
            app.graphql_schema,
            known.document,
            context_value=context,
            variable_values=variables,
            operation_name=name,
            executor_class=WeirExecutor,
        )
        source = await source if isawaitable(source) else source
        if isinstance(source, CoreResult):
            yield PreExecutionError(data=None, errors=[coded(error) for error in source.errors or []])
            return
        async for result in source:
            errors = [coded(error) for error in result.errors] if result.errors else None
            yield ExecutionResult(data=result.data, errors=errors)


class _View(GraphQL):
    def __init__(self, app: Any):
        self.app = app
        super().__init__(
            _schema_of(app),
            graphql_ide=None,
            allow_queries_via_get=False,
            subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL],
            max_subscriptions_per_connection=20,
            allowed_origins=sorted(app.settings.origins),
        )

    async def get_context(self, request: Any, response: Any) -> SocketContext:  # type: ignore[override]
        return SocketContext(self.app, request)

    async def on_ws_connect(self, context: SocketContext) -> Any:  # type: ignore[override]
        """The cookie or Bearer header of the handshake counts, else a token in the connection parameters."""
        viewers = self.app.viewers
        viewer = await viewers.viewer_of(context.connection)
        token = (context.connection_params or {}).get("authorization")
        if viewer is None and isinstance(token, str):
            text = token.removeprefix("Bearer ").strip()
            viewer = await viewers.viewer_of_token(text, viewers.ip_of(context.connection))
        if viewer is None:
            raise ConnectionRejectionError({"code": "UNAUTHENTICATED"})
        context.viewer = viewer
        return await super().on_ws_connect(context)  # type: ignore[arg-type]

    def encode_json(self, data: object) -> str:
        # Text, not bytes: bytes would go out as binary frames, which clients refuse.
        return orjson.dumps(data).decode()


def _schema_of(app: Any) -> BaseSchema:
    return _Streams(app)  # type: ignore[return-value]


def graphql_socket(app: Any) -> Any:
    """The WebSocket endpoint."""
    view = _View(app)

    async def endpoint(socket: WebSocket) -> None:
        SOCKETS.inc()
        try:
            await view(socket.scope, socket.receive, socket.send)
        finally:
            SOCKETS.dec()

    return endpoint
