"""`/auth/*`: signing in and out and refreshing, as JSON from our own page. The only requests that set cookies."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from weir.auth.account import sign_out_everywhere
from weir.auth.caller import accepted_locale, is_same_origin
from weir.auth.cookies import ACCESS, REFRESH, clear_cookies, read_cookie, set_cookies
from weir.auth.parts import Auth
from weir.auth.sessions import Opened, end_session, rotate, session_of_refresh
from weir.auth.sign_in import sign_in
from weir.auth.tokens import read_access
from weir.auth.trail import audit
from weir.errors import Refusal
from weir.messages import say

LONGEST_BODY = 16_384
Handler = Callable[[Request, Auth, dict[str, Any]], Awaitable[Response]]


def auth_routes(auth_of: Callable[[Request], Auth]) -> list[Route]:
    """The four doors. `auth_of` finds the parts at request time, since the database opens after the routes are made."""
    doors: dict[str, Handler] = {
        "sign-in": _sign_in,
        "refresh": _refresh,
        "sign-out": _sign_out,
        "sign-out-everywhere": _sign_out_everywhere,
    }
    return [Route(f"/auth/{name}", _guarded(auth_of, door), methods=["POST"]) for name, door in doors.items()]


def _guarded(auth_of: Callable[[Request], Auth], door: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        auth = auth_of(request)
        # A form or a page of another site can send neither this type nor our origin.
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return _no(415, "NOT_JSON", request)
        if not is_same_origin(request, auth.settings):
            return _no(403, "WRONG_ORIGIN", request)
        body = await _body(request)
        if body is None:
            return _no(400, "BAD_REQUEST", request)
        response = await door(request, auth, body)
        response.headers["cache-control"] = "no-store"
        return response

    return endpoint


async def _sign_in(request: Request, auth: Auth, body: dict[str, Any]) -> Response:
    email, password, code = body.get("email"), body.get("password"), body.get("code")
    if not isinstance(email, str) or not isinstance(password, str) or not isinstance(code, str | None):
        return _no(400, "BAD_REQUEST", request)
    if "\x00" in email:
        return _no(400, "BAD_REQUEST", request)
    ip, agent = auth.viewers.ip_of(request), request.headers.get("user-agent")
    try:
        opened = await sign_in(auth, email, password, code, ip=ip, agent=agent)
    except Refusal as refusal:
        return _refused(request, refusal)
    await _end_former(request, auth)
    return _opened(auth, opened)


async def _end_former(request: Request, auth: Auth) -> None:
    """A browser has one session: the one whose cookies are being replaced would live on with nobody to end it."""
    if former := read_cookie(request, auth.settings, REFRESH):
        async with AsyncSession(auth.database.engine, expire_on_commit=False) as db, db.begin():
            if session := await session_of_refresh(db, auth.keys, former):
                await end_session(db, session.id, session.user_id)


async def _refresh(request: Request, auth: Auth, body: dict[str, Any]) -> Response:
    token = read_cookie(request, auth.settings, REFRESH)
    opened = None
    if token is not None:
        async with AsyncSession(auth.database.engine, expire_on_commit=False) as db, db.begin():
            opened = await rotate(db, auth.keys, token)
    if opened is not None:
        return _opened(auth, opened)
    response = _no(401, "SESSION_EXPIRED", request)
    if token is not None:
        # Of whoever sent none, there is none to take back: by now another window of the browser may have signed in.
        clear_cookies(response, auth.settings)
    return response


async def _sign_out(request: Request, auth: Auth, body: dict[str, Any]) -> Response:
    """Ends the session of either cookie. Without a session there is nothing to end, and that is what was wanted."""
    access = read_access(auth.keys, read_cookie(request, auth.settings, ACCESS) or "")
    refresh = read_cookie(request, auth.settings, REFRESH)
    async with AsyncSession(auth.database.engine, expire_on_commit=False) as db, db.begin():
        ids = [(access.session_id, access.user_id)] if access else []
        if refresh is not None and (session := await session_of_refresh(db, auth.keys, refresh)):
            ids.append((session.id, session.user_id))
        for session_id, user_id in dict.fromkeys(ids):
            if await end_session(db, session_id, user_id):
                audit(db, "SIGN_OUT", "session", session_id, actor_id=user_id)
    for _, user_id in ids:
        auth.viewers.forget(user_id)
    response = Response(status_code=204)
    clear_cookies(response, auth.settings)
    return response


async def _sign_out_everywhere(request: Request, auth: Auth, body: dict[str, Any]) -> Response:
    viewer = await auth.viewers.viewer_of(request)
    if viewer is None or not viewer.credential.startswith("session:"):
        return _no(401, "UNAUTHENTICATED", request)
    async with AsyncSession(auth.database.engine, expire_on_commit=False) as db, db.begin():
        await sign_out_everywhere(db, viewer)
    auth.viewers.forget(viewer.user_id)
    response = Response(status_code=204)
    clear_cookies(response, auth.settings)
    return response


async def _body(request: Request) -> dict[str, Any] | None:
    """The JSON object of the request; an empty body is an empty object, anything else is None."""
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > LONGEST_BODY:
            return None
    if not data.strip():
        return {}
    try:
        value = json.loads(data)
        json.dumps(value, ensure_ascii=False).encode()  # half a character pair cannot be stored
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _opened(auth: Auth, opened: Opened) -> Response:
    response = JSONResponse({"ok": True})
    set_cookies(response, auth.settings, access=opened.access, refresh=opened.refresh, refresh_seconds=opened.seconds)
    return response


def _refused(request: Request, refusal: Refusal) -> Response:
    # Always in the browser's language: the user's own would tell a known address from an unknown one.
    if refusal.code == "THROTTLED":
        response = _no(429, refusal.code, request, refusal.params, **refusal.data)
        response.headers["retry-after"] = str(refusal.params["seconds"])
        return response
    return _no(401, refusal.code, request, refusal.params)


def _no(status: int, code: str, request: Request, params: dict[str, Any] | None = None, **more: Any) -> Response:
    message = say(code, accepted_locale(request), params)
    return JSONResponse({"code": code, **more, "message": message}, status, {"cache-control": "no-store"})
