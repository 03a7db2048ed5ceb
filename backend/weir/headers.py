"""Security headers on every answer: nothing but our own scripts runs, and no other site may frame us."""

from typing import Any

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
        fixed = dict(FIXED)
        if secure:
            fixed["strict-transport-security"] = "max-age=31536000; includeSubDomains"
        self.fixed = [(name.encode(), value.encode()) for name, value in fixed.items()]
        self.policy = POLICY.encode()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                own = dict(message["headers"])
                headers = [*message["headers"], *(one for one in self.fixed if one[0] not in own)]
                if b"frame-ancestors 'none'" not in own.get(b"content-security-policy", self.policy):
                    # Its older form knows no list of sites, and would refuse those the policy names.
                    headers = [one for one in headers if one[0] != b"x-frame-options"]
                message["headers"] = headers
            await send(message)

        await self.app(scope, receive, with_headers)
