"""`/f/{key}` is a form for strangers. A machine gets the same answer as a person; what it sent is kept as spam."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from weir.errors import Refusal
from weir.intake.form_page import POLICY, page
from weir.intake.forms import FormAccent, FormTheme, WebForm, words
from weir.intake.model import IntakeStatus, LeadSource
from weir.intake.payloads import MAX_BYTES, UTM, Unreadable, address_code, parse, read
from weir.intake.puzzle import Verdict, challenge, judge, number_of
from weir.intake.routes import TooMuch, counted, locale_of, received
from weir.intake.rules import rules_of
from weir.intake.taking import keep

PAGE = Path(__file__).parent / "page"
FORM = (
    "key", "name", "fields", "title_zh", "title_en", "intro_zh", "intro_en", "button_zh", "button_en", "thanks_zh", "thanks_en",
    "redirect_url", "returns",
)  # fmt: skip
FIND = f"""
select {", ".join(f"f.{name}" for name in FORM)}, f.theme, f.accent, s.id, s.needs_consent, s.consent_text
from web_form f join lead_source s on s.id = f.source_id
where f.key = %s and f.status = 'PUBLISHED' and f.deleted_at is null and s.is_active and s.deleted_at is null
"""
TRAP = "website"
OURS = (TRAP, "challenge", "nonce", "return")


class Shared(StaticFiles):
    """Files that pages of others load."""

    async def get_response(self, path: str, scope: Any) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cross-origin-resource-policy"] = "cross-origin"
        response.headers["cache-control"] = "public, max-age=3600"
        return response


async def form_at(app: Any, key: str) -> tuple[WebForm, LeadSource] | None:
    """The published form at an address, and its open source."""
    async with app.database.reads.connection() as connection:
        row = await (await connection.execute(FIND, [address_code(key)])).fetchone()
    if row is None:
        return None
    *values, theme, accent, source_id, needs_consent, consent_text = row
    form = WebForm(
        **dict(zip(FORM, values, strict=True)), theme=FormTheme(theme), accent=FormAccent(accent), source_id=source_id
    )
    source = LeadSource(id=source_id, name="", key="", needs_consent=needs_consent, consent_text=consent_text)
    return form, source


def form_routes(app: Any) -> list[Route | Mount]:
    """The pages of forms, what they send, and their two files."""

    async def show(request: Request) -> Response:
        found = await form_at(app, request.path_params["key"])
        if found is None:
            return PlainTextResponse(Refusal("INTAKE_NO_DOOR").message(locale_of(request)), 404)
        asked = request.query_params
        locale = {"zh": "ZH_CN", "en": "EN"}.get(asked.get("lang", ""), locale_of(request))
        passed = {name: asked[name][:300] for name in (*UTM, "wl", "return") if asked.get(name)}
        html = page(*found, locale, passed, embedded="embed" in asked)
        return HTMLResponse(html, headers={"content-security-policy": POLICY, "cache-control": "no-store"})

    async def puzzle(request: Request) -> Response:
        return JSONResponse(
            {"challenge": challenge(app.auth.keys, request.path_params["key"])}, headers={"cache-control": "no-store"}
        )

    async def take(request: Request) -> Response:
        try:
            body = await received(request)
            found = await form_at(app, request.path_params["key"])
            if found is None:
                return _no(request, Refusal("INTAKE_NO_DOOR"), 404)
            sent = parse(body, request.headers.get("content-type", ""))
        except TooMuch:
            return _no(request, Refusal("INTAKE_TOO_BIG", params={"max": MAX_BYTES // 1024}), 413)
        except Unreadable:
            return _no(request, Refusal("INTAKE_UNREADABLE"), 400)
        return await _take(app, request, *found, sent)

    return [
        Route("/f/{key}", show, methods=["GET"]),
        Route("/f/{key}", take, methods=["POST"]),
        Route("/f/{key}/challenge", puzzle, methods=["GET"]),
        Mount("/forms", Shared(directory=PAGE)),
    ]


async def _take(app: Any, request: Request, form: WebForm, source: LeadSource, sent: dict[str, Any]) -> Response:
    given, nonce = str(sent.get("challenge") or ""), str(sent.get("nonce") or "")
    verdict = judge(app.auth.keys, form.key, given, nonce)
    if verdict is Verdict.STALE:
        return JSONResponse({"status": "again"}, 409)
    payload = {name: value for name, value in sent.items() if name not in OURS}
    if verdict is Verdict.WRONG or sent.get(TRAP):
        # As if it were taken: a machine learns nothing by trying.
        if app.gate.passes(f"spam {source.id}"):
            await keep(app.database, source.id, payload, status=IntakeStatus.SPAM)
        return _thanks(request, form, sent)
    found = read(rules_of(source, form), payload)
    if found.problems:
        locale = locale_of(request)
        errors = [{"field": one.field[0], "message": one.message(locale)} for one in found.problems]
        return JSONResponse({"status": "refused", "errors": errors}, 422)
    try:
        await counted(app, request, source.id)
    except Refusal as refusal:
        return _no(request, refusal, 429)
    consent = source.consent_text if found.is_consented else None
    await keep(app.database, source.id, payload, consent=consent, once=f"form:{number_of(given)}")
    return _thanks(request, form, sent)


def _thanks(request: Request, form: WebForm, sent: dict[str, Any]) -> Response:
    wanted = sent.get("return")
    to = wanted if wanted in form.returns else form.redirect_url
    return JSONResponse({"status": "accepted", "thanks": words(form, _language(request))["thanks"], "to": to}, 202)


def _language(request: Request) -> str:
    asked = dict(parse_qsl(request.url.query)).get("lang", "")
    return {"zh": "ZH_CN", "en": "EN"}.get(asked, locale_of(request))


def _no(request: Request, refusal: Refusal, status: int) -> Response:
    errors = [{"field": None, "message": refusal.message(locale_of(request))}]
    headers = {"retry-after": str(refusal.data["retryAfter"])} if "retryAfter" in refusal.data else None
    return JSONResponse({"status": "refused", "errors": errors}, status, headers=headers)
