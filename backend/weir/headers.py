"""Security headers on every answer: nothing but our own scripts runs, and no other site may frame us."""

from typing import Any

from starlette.datastructures import MutableHeaders

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self';"
    " connect-src 'self' ws: wss:; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
FIXED = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(self)",
}


class SecurityHeaders:
    """Pure ASGI, so that WebSockets and streams pass untouched. An endpoint's own header wins."""

    def __init__(self, app: Any, secure: bool):
        self.app = app
        self.fixed = dict(FIXED)
        if secure:
            self.fixed["strict-transport-security"] = "max-age=31536000; includeSubDomains"

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.fixed.items():
                    headers.setdefault(name, value)
                if "frame-ancestors 'none'" not in headers["content-security-policy"]:
                    # Its older form knows no list of sites, and would refuse those the policy names.
                    del headers["x-frame-options"]
            await send(message)

        await self.app(scope, receive, with_headers)
