"""`/t/{code}` leads on to the page a tracking link names, and nowhere else; `/t/{code}/qr.svg` and `.png` are its pictures."""

import io
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import segno
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from weir.auth.caller import client_ip
from weir.auth.throttle import network_of
from weir.errors import Refusal
from weir.intake.payloads import address_code
from weir.intake.routes import locale_of

STAMPS = ("utm_source", "utm_medium", "utm_campaign", "utm_content")
FIND = f"""
select id, target_url, {", ".join(STAMPS)} from tracking_link where code = %s and is_active and deleted_at is null
"""
# Counted by the organisation's day, without a trace of who it was.
CLICK = """
insert into link_click (link_id, day, times)
values (%s, (now() at time zone coalesce((select time_zone from organisation limit 1), 'Asia/Shanghai'))::date, 1)
on conflict (link_id, day) do update set times = link_click.times + 1
"""
KINDS = {"svg": "image/svg+xml", "png": "image/png"}
PNG_SCALE = 12


def stamped(target: str, stamps: dict[str, str]) -> str:
    """The target with the stamps in its query; what it says itself already is replaced, its host never."""
    parts = urlsplit(target)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in stamps]
    return urlunsplit(parts._replace(query=urlencode([*kept, *stamps.items()])))


def picture(address: str, kind: str) -> bytes:
    """The QR code of an address: sharp at any size, or large enough for a poster's draft."""
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(
        out,
        kind=kind,
        scale=1 if kind == "svg" else PNG_SCALE,
        border=4,
        **({"omitsize": True} if kind == "svg" else {}),
    )
    return out.getvalue()


def link_routes(app: Any) -> list[Route]:
    """The doors of tracking links."""

    async def found(code: str) -> tuple[Any, ...] | None:
        async with app.database.reads.connection() as connection:
            row: tuple[Any, ...] | None = await (await connection.execute(FIND, [address_code(code)])).fetchone()
        return row

    def nowhere(request: Request) -> Response:
        return PlainTextResponse(Refusal("INTAKE_NO_DOOR").message(locale_of(request)), 404)

    async def follow(request: Request) -> Response:
        code = request.path_params["code"]
        row = await found(code)
        if row is None:
            return nowhere(request)
        key, target, *stamps = row
        # A flood of clicks still leads on; it is no longer counted.
        if app.gate.passes(f"click {network_of(client_ip(request, app.settings))}"):
            async with app.database.reads.connection() as connection:
                await connection.execute(CLICK, [key])
        told = {name: value for name, value in zip(STAMPS, stamps, strict=True) if value}
        return RedirectResponse(
            stamped(target, {**told, "wl": address_code(code)}), 302, headers={"cache-control": "no-store"}
        )

    async def show(request: Request) -> Response:
        code, kind = request.path_params["code"], request.path_params["kind"]
        if kind not in KINDS or await found(code) is None:
            return nowhere(request)
        headers = {"cache-control": "private, max-age=3600"}
        if "download" in request.query_params:
            headers["content-disposition"] = f'attachment; filename="{code}.{kind}"'
        return Response(picture(f"{app.settings.origin}/t/{code}", kind), media_type=KINDS[kind], headers=headers)

    return [
        Route("/t/{code}", follow, methods=["GET"]),
        Route("/t/{code}/qr.{kind}", show, methods=["GET"]),
    ]
