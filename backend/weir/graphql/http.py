"""`POST /graphql`: GraphQL over HTTP, JSON only. Cookies count only for requests from our own origin."""

import time
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from weir.graphql.limits import MAX_BODY
from weir.graphql.run import Answer, answer
from weir.metrics import GRAPHQL_SECONDS
from weir.patience import gone

JSON_TYPE = "application/json"
RESPONSE_TYPE = "application/graphql-response+json"


class GraphQLEndpoint:
    """An ASGI application; `page` is our own query page, shown to browsers that open the address."""

    def __init__(self, app: Any, page: str):
        self.app, self.page = app, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._response(Request(scope, receive, send))
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        accept = request.headers.get("accept", "")
        if request.method == "GET" and "text/html" in accept:
            return HTMLResponse(self.page)
        if request.method != "POST":
            return _plain(405, "BAD_REQUEST", "Send a POST request.", accept, {"allow": "POST"})
        content_type = request.headers.get("content-type", "")
        if content_type.split(";")[0].strip().lower() != JSON_TYPE:
            return _plain(415, "BAD_REQUEST", "Send the request as application/json.", accept)
        if not _acceptable(accept):
            return _plain(406, "BAD_REQUEST", "Accept application/json or application/graphql-response+json.", accept)
        try:
            raw = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if raw is None:
            return _plain(413, "BAD_REQUEST", f"A request can have at most {MAX_BODY} bytes.", accept)
        return await _run(self.app, request, raw, accept)


async def _body(request: Request) -> bytes | None:
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MAX_BODY:
        return None
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BODY:
            return None
        parts.append(part)
    return b"".join(parts)


def _acceptable(accept: str) -> bool:
    kinds = {one.split(";")[0].strip().lower() for one in accept.split(",")} - {""}
    return not kinds or bool(kinds & {"*/*", "application/*", JSON_TYPE, RESPONSE_TYPE})


async def _run(app: Any, request: Request, raw: bytes, accept: str) -> Response:
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return _plain(400, "BAD_REQUEST", "The body is not JSON.", accept)
    if problem := _malformed(body):
        # The audit suite of graphql-http wants 400 here; the newest draft says 422.
        return _plain(400, "BAD_REQUEST", problem, accept)
    viewer = await app.viewers.viewer_of(request)
    if viewer is not None:
        wait = app.budget.take(viewer)
        if wait:
            return _plain(
                429, "RATE_LIMITED", f"Too many requests. Try again in {wait} s.", accept, {"retry-after": str(wait)}
            )
    started = time.perf_counter()
    done = await answer(
        app,
        viewer,
        body["query"],
        body.get("variables"),
        body.get("operationName"),
        request.scope.get("request_id", ""),
        lambda: gone(request),
    )
    GRAPHQL_SECONDS.observe(time.perf_counter() - started)
    request.scope["statements"] = done.statements
    return _respond(done, accept, viewer is None)


def _malformed(body: Any) -> str | None:
    if not isinstance(body, dict):
        return "The body must be a JSON object."
    if not isinstance(body.get("query"), str) or not body["query"]:
        return "`query` must be a text."
    for name, kind, text in (
        ("variables", dict, "an object"),
        ("operationName", str, "a text"),
        ("extensions", dict, "an object"),
    ):
        if body.get(name) is not None and not isinstance(body[name], kind):
            return f"`{name}` must be {text}."
    return None


def _respond(done: Answer, accept: str, anonymous: bool) -> Response:
    kind = RESPONSE_TYPE if RESPONSE_TYPE in accept else JSON_TYPE
    status = 200
    if kind == RESPONSE_TYPE and not done.ran:
        codes = {error.get("extensions", {}).get("code") for error in done.body["errors"]}
        status = 401 if codes == {"UNAUTHENTICATED"} and anonymous else 400
    return Response(orjson.dumps(done.body), status, media_type=f"{kind}; charset=utf-8", headers={"vary": "accept"})


def _plain(status: int, code: str, message: str, accept: str, headers: dict[str, str] | None = None) -> Response:
    kind = RESPONSE_TYPE if RESPONSE_TYPE in accept else JSON_TYPE
    body = {"errors": [{"message": message, "extensions": {"code": code}}]}
    return Response(orjson.dumps(body), status, media_type=f"{kind}; charset=utf-8", headers=headers)
