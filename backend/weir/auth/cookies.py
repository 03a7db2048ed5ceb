"""The two cookies of a signed-in browser. Scripts never see them."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from weir.auth.tokens import LIFETIME
from weir.settings import Settings

ACCESS, REFRESH = "weir_access", "weir_refresh"


def cookie_name(settings: Settings, name: str) -> str:
    """With https the name carries `__Host-`: the browser then refuses one set by a subdomain or over http."""
    return f"__Host-{name}" if settings.is_secure else name


def read_cookie(connection: HTTPConnection, settings: Settings, name: str) -> str | None:
    """The value of one of our cookies, under the name this deployment uses and no other."""
    return connection.cookies.get(cookie_name(settings, name)) or None


def set_cookies(
    response: Response, settings: Settings, *, access: str, refresh: str | None, refresh_seconds: int = 0
) -> None:
    """Hands out the tokens; without a refresh token the browser keeps the one it has."""
    _set(response, settings, ACCESS, access, LIFETIME)
    if refresh is not None:
        _set(response, settings, REFRESH, refresh, refresh_seconds)


def clear_cookies(response: Response, settings: Settings) -> None:
    """Takes both tokens back."""
    for name in (ACCESS, REFRESH):
        _set(response, settings, name, "", 0)


def _set(response: Response, settings: Settings, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        cookie_name(settings, name),
        value,
        max_age=seconds,
        path="/",
        secure=settings.is_secure,
        httponly=True,
        samesite="lax",
    )
