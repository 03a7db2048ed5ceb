"""Gives every request an id and logs it: method, route, status, time and statements, never what it said."""

import logging
import re
import time
from typing import Any

from starlette.datastructures import Headers
from uuid_utils.compat import uuid7

from weir.logs import request_id
from weir.metrics import REQUESTS

log = logging.getLogger("weir.requests")
# A caller's own id is taken over when it is harmless.
HARMLESS = re.compile(r"[A-Za-z0-9-]{8,64}")
QUIET = ("/healthz", "/readyz", "/metrics", "/assets/")


class RequestLog:
    """Pure ASGI middleware; the outermost one."""

    def __init__(self, app: Any):
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        number = given if HARMLESS.fullmatch(given) else uuid7().hex
        scope["request_id"] = number
        token = request_id.set(number)
        started, status = time.perf_counter(), 0

        async def noting(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", number.encode())]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            request_id.reset(token)
            if scope["type"] == "http":
                self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Any, status: int, seconds: float) -> None:
        REQUESTS.labels(scope["method"], str(status)).inc()
        if not scope["path"].startswith(QUIET):
            fields = {
                "method": scope["method"],
                "path": "/" + scope["path"].lstrip("/").split("/")[0],
                "status": status,
                "ms": round(seconds * 1000, 1),
                "statements": scope.get("statements"),
                "request": scope["request_id"],
            }
            log.info("request", extra={"fields": fields})
