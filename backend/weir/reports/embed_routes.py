"""`/embed/{token}`: figures for a frame on somebody's page. No cookie is read or set, nothing leads further.

The one script there is draws pictures from the figures of the page itself: it may ask nobody for anything.
Expired, revoked, tampered with, never made: there is one answer to all of them.
"""

from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from weir.auth.caller import client_ip
from weir.auth.throttle import Limit, network_of
from weir.errors import Refusal
from weir.identity.model import Role
from weir.intake.routes import locale_of
from weir.messages import is_chinese
from weir.patience import REPORT_SECONDS, Patience, gone
from weir.reports.embed_actions import read_link, seen_as
from weir.reports.pictures import is_drawn
from weir.reports.printing import Printer
from weir.reports.sheet import About, Sheet, sheet_of

# A wall of screens behind one address asks some times a minute; who guesses is slowed down by the same bucket.
PAGE = Limit("embedded page", 120, 60)
ADDRESS = Limit("embedded pages", 240, 60)
LONGEST_REFRESH = 1_440
FIND = """
select e.report_id, e.dashboard_id, e.user_id, e.role, e.origins from report_embed e
where e.id = %(key)s and e.revoked_at is null and e.expires_at > now()
"""
# Every opening is counted; the audit says once in an hour that it is in use.
OPENED = """
with old as (select id, opened_at from report_embed where id = %(key)s for update),
told as (insert into audit_entry (at, identity, action, object_type, object_id, changes)
    select now(), 'link', 'report_embed.opened', 'report_embed', id,
        jsonb_build_object('network', jsonb_build_array(null, %(from)s::text))
    from old where opened_at is null or opened_at < now() - interval '1 hour')
update report_embed e set opened = e.opened + 1, opened_at = now() from old where e.id = old.id
"""
POLICY = "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors {sites}"
# Part of the client's build; without it the tables stand alone.
SCRIPT = '<script src="/embed.js" defer></script>'
STYLE = (Path(__file__).parent / "embed.css").read_text()
THEMES = ("light", "dark", "auto")


def embed_routes(app: Any) -> list[Route]:
    """The page of an embedded report or dashboard."""

    async def show(request: Request) -> Response:
        network = network_of(client_ip(request, app.settings))
        key = read_link(app.auth.keys, request.path_params["token"])
        try:
            await app.auth.throttle.take(ADDRESS, network)
            if key is not None:
                await app.auth.throttle.take(PAGE, key.hex)
        except Refusal as refusal:
            seconds = str(refusal.data.get("retryAfter", 60))
            return _answer(request, refusal, 429, {"retry-after": seconds})
        try:
            async with Patience(REPORT_SECONDS, lambda: gone(request)) as patience:
                patience.with_report()
                found = await _found(app, request, key) if key is not None else None
        except TimeoutError:
            return _answer(request, Refusal("REPORT_SLOW"), 503)
        if key is None or found is None:
            return _answer(request, Refusal("EMBED_GONE"), 404)
        sheet, origins, printer = found
        async with app.database.reads.connection() as connection:
            await connection.execute(OPENED, {"key": key, "from": network})
        script = SCRIPT if any(is_drawn(one.result) for one in sheet.pieces) else ""
        body = f"<h1>{escape(sheet.title)}</h1>{printer.pieces(sheet)}{script}"
        return _page(request, sheet.title, body, 200, " ".join(origins) or "'none'")

    return [Route("/embed/{token}", show, methods=["GET"])]


async def _found(app: Any, request: Request, key: UUID) -> tuple[Sheet, list[str], Printer] | None:
    """What the page shows, where it may stand, and who writes it; None when it shows nothing any more."""
    async with app.database.reads.connection() as connection:
        row = await (await connection.execute(FIND, {"key": key})).fetchone()
    if row is None:
        return None
    report, dashboard, user, role, origins = row
    viewer = await seen_as(app.database, user, Role(role))
    if viewer is None:
        return None
    viewer = replace(viewer, locale=_language(request))
    try:
        sheet = await sheet_of(app.database, viewer, About(report, dashboard))
    except Refusal:
        return None
    return sheet, origins, Printer(viewer, is_mail=False)


def _language(request: Request) -> str:
    return {"zh": "ZH_CN", "en": "EN"}.get(request.query_params.get("lang", ""), locale_of(request))


def _answer(request: Request, refusal: Refusal, status: int, more: dict[str, str] | None = None) -> Response:
    text = refusal.message(_language(request))
    # Shown inside whatever page has the frame: it says nothing that the address does not.
    return _page(request, "Weir", f'<p class="none">{escape(text)}</p>', status, "*", more)


def _refresh(request: Request) -> str:
    """A screen on the wall asks for it, in minutes; whoever reads the page is not interrupted."""
    minutes = request.query_params.get("refresh", "")
    if not (minutes.isascii() and minutes.isdecimal() and 1 <= int(minutes[:5]) <= LONGEST_REFRESH):
        return ""
    return f'<meta http-equiv="refresh" content="{int(minutes) * 60}">'


def _page(
    request: Request, title: str, body: str, status: int, sites: str, more: dict[str, str] | None = None
) -> Response:
    theme = request.query_params.get("theme", "auto")
    lang = "zh-CN" if is_chinese(_language(request)) else "en"
    html = (
        f'<!doctype html><html lang="{lang}" data-theme="{theme if theme in THEMES else "auto"}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"{_refresh(request)}<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>"
    )
    headers = {
        "content-security-policy": POLICY.format(scripts="'self'" if SCRIPT in body else "'none'", sites=sites),
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "cross-origin",
        **(more or {}),
    }
    return HTMLResponse(html, status, headers=headers)
