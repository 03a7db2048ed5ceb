"""`POST /in/{key}`: a lead from outside, as JSON or as a form. The answer is the same whether we know the person or not."""

from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from weir.auth.caller import client_ip
from weir.auth.throttle import network_of
from weir.errors import Refusal
from weir.intake.gate import ADDRESS, SOURCE, Gate
from weir.intake.model import IntakeStatus
from weir.intake.payloads import MAX_BYTES, Unreadable, parse, read
from weir.intake.rules import rules_of
from weir.intake.taking import Doors, keep

# Any page may send: nothing is read with a cookie and nothing is told.
OPEN = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "POST, OPTIONS",
    "access-control-allow-headers": "content-type, idempotency-key",
    "access-control-max-age": "86400",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
}


class TooMuch(Exception):
    """More than a lead can be."""


def intake_routes(app: Any) -> list[Route]:
    """The doors for leads."""
    app.gate, app.doors = Gate(), Doors()

    async def take(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=OPEN)
        try:
            body = await received(request)
            source = await app.doors.at(app.database, request.path_params["key"])
            if source is None:
                return no(request, Refusal("INTAKE_NO_DOOR"), 404)
        except TooMuch:
            return no(request, Refusal("INTAKE_TOO_BIG", params={"max": MAX_BYTES // 1024}), 413)
        once = request.headers.get("idempotency-key", "")[:255].replace("\0", "") or None
        try:
            payload = parse(body, request.headers.get("content-type", ""))
        except Unreadable:
            unreadable = Refusal("INTAKE_UNREADABLE")
            raw = {"raw": body[:4_000].decode(errors="replace").replace("\0", "")}
            await keep_refused(app, source.id, raw, [unreadable])
            return no(request, unreadable, 400)
        found = read(rules_of(source), payload)
        if found.problems:
            await keep_refused(app, source.id, payload, found.problems)
            return _refused(request, found.problems)
        try:
            await counted(app, request, source.id)
        except Refusal as refusal:
            return no(request, refusal, 429)
        consent = source.consent_text if found.is_consented else None
        await keep(app.database, source.id, payload, consent=consent, once=once)
        return JSONResponse({"status": "accepted"}, 202, headers=OPEN)

    return [Route("/in/{key}", take, methods=["POST", "OPTIONS"])]


async def counted(app: Any, request: Request, source_id: UUID) -> None:
    """Counts what would become a lead, for all processes together: junk uses up nothing of it. Raises `Refusal` THROTTLED."""
    await app.auth.throttle.take(ADDRESS, network_of(client_ip(request, app.settings)))
    await app.auth.throttle.take(SOURCE, str(source_id))


async def keep_refused(app: Any, source_id: UUID, payload: dict[str, Any], problems: list[Refusal]) -> None:
    """Keeps what is no lead, to be mended and processed again; of a flood a sample."""
    if app.gate.passes(f"refused {source_id}"):
        await keep(app.database, source_id, payload, status=IntakeStatus.REFUSED, problems=problems)


async def received(request: Request) -> bytes:
    """The body, of which no more is read than a lead can be. Raises `TooMuch`."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MAX_BYTES:
        raise TooMuch
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_BYTES:
            raise TooMuch
    return bytes(body)


def locale_of(request: Request) -> str:
    """The language a stranger reads: Chinese unless their browser asks for another first."""
    asked = request.headers.get("accept-language", "").strip().lower()
    return "ZH_CN" if not asked or asked.startswith(("zh", "*")) else "EN"


def _refused(request: Request, problems: list[Refusal]) -> Response:
    locale = locale_of(request)
    errors = [{"field": one.field[0], "code": one.code, "message": one.message(locale)} for one in problems]
    return JSONResponse({"status": "refused", "errors": errors}, 422, headers=OPEN)


def no(request: Request, refusal: Refusal, status: int) -> Response:
    """A refusal as strangers get it, in the language their browser asks for."""
    headers = dict(OPEN)
    if "retryAfter" in refusal.data:
        headers["retry-after"] = str(refusal.data["retryAfter"])
    errors = [{"field": None, "code": refusal.code, "message": refusal.message(locale_of(request))}]
    return JSONResponse({"status": "refused", "errors": errors}, status, headers=headers)
