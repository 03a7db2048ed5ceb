"""`POST /in/{key}`: a lead from outside, as JSON or as a form. The answer is the same whether we know the person or not."""

import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from weir.auth.caller import client_ip
from weir.auth.throttle import network_of
from weir.changing.inputs import tidy
from weir.errors import Refusal
from weir.intake.calls import path_of
from weir.intake.gate import ADDRESS, SOURCE, Gate
from weir.intake.model import IntakeStatus, LeadSource, SourceKind
from weir.intake.payloads import MAX_BYTES, Unreadable, at_path, parse
from weir.intake.rules import reading
from weir.intake.signatures import TOLERANCE, event_of, fault
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
        if source.signing_sealed is not None and (wrong := _wrongly_signed(app, source, request, body)) is not None:
            # What nobody has signed is not kept, only that it came.
            await keep_refused(app, source.id, {}, [wrong])
            return no(request, wrong, 401)
        try:
            payload = parse(body, request.headers.get("content-type", ""))
        except Unreadable:
            unreadable = Refusal("INTAKE_UNREADABLE")
            raw = {"raw": body[:4_000].decode(errors="replace").replace("\0", "")}
            await keep_refused(app, source.id, raw, [unreadable])
            return no(request, unreadable, 400)
        found = reading(source, payload)
        if found.problems:
            await keep_refused(app, source.id, payload, found.problems)
            return _refused(request, found.problems)
        try:
            await counted(app, request, source.id)
        except Refusal as refusal:
            return no(request, refusal, 429)
        consent = source.consent_text if found.is_consented else None
        await keep(app.database, source.id, payload, consent=consent, once=_once(source, request, payload))
        return JSONResponse({"status": "accepted"}, 202, headers=OPEN)

    return [Route("/in/{key}", take, methods=["POST", "OPTIONS"])]


def _wrongly_signed(app: Any, source: LeadSource, request: Request, body: bytes) -> Refusal | None:
    """Why the signature of a message is not that of its platform."""
    sealed = [source.signing_sealed]
    if source.former_until is not None and source.former_until > datetime.now(UTC):
        sealed.append(source.former_sealed)
    known = [secret for one in sealed if one and (secret := app.auth.keys.decrypt(one))]
    wrong = fault(known, request.headers, body, time.time())
    return None if wrong is None else Refusal(f"INTAKE_SIGNATURE_{wrong}", params={"minutes": TOLERANCE // 60})


def _once(source: LeadSource, request: Request, payload: dict[str, Any]) -> str | None:
    """What names this very message, so that it is taken in once however often it is sent: the event's own id before the headers."""
    path = source.event_path or (path_of(source.mapping, "callId") if source.kind is SourceKind.CALL else None)
    event = at_path(payload, path) if path else None
    if isinstance(event, str | int) and not isinstance(event, bool) and str(event).strip():
        return f"event:{tidy(str(event))[:200]}"
    once = event_of(request.headers)
    return once.replace("\0", "") or None if once else None


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
