"""Turns a flood at the public doors away before anything else is done for it: no log line, no routing, no question to the database."""

from typing import Any

from starlette.requests import Request

from weir.auth.caller import client_ip
from weir.auth.throttle import network_of
from weir.errors import Refusal
from weir.intake.routes import no

DOORS = ("/in/", "/f/")


class Floodgate:
    """Pure ASGI middleware; the outermost one."""

    def __init__(self, app: Any, weir: Any):
        self.app, self.weir = app, weir

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["method"] == "POST" and scope["path"].startswith(DOORS):
            request = Request(scope)
            if not self.weir.gate.passes(network_of(client_ip(request, self.weir.settings))):
                refusal = Refusal("THROTTLED", params={"seconds": 60}, data={"retryAfter": 60})
                await no(request, refusal, 429)(scope, receive, send)
                return
        await self.app(scope, receive, send)
