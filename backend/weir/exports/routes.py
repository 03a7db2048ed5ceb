"""`GET /exports/<id>`: the file of an export, for who made it, for a day. To everybody else, and later, there is none."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.errors import Refusal, not_found
from weir.exports.model import Export, ExportFormat, ExportStatus
from weir.exports.writing import Tongue
from weir.files.routes import place

MEDIA = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export_routes(app: Any) -> list[Route]:
    """The one door of exports."""

    async def download(request: Request) -> Response:
        viewer = await app.viewers.viewer_of(request)
        if viewer is None:
            return JSONResponse(
                {"code": "UNAUTHENTICATED", "message": Refusal("UNAUTHENTICATED").message("ZH_CN")}, 401
            )
        try:
            async with AsyncSession(app.database.engine) as session:
                row = await Change(session, viewer).see(Export, key_of(request.path_params["id"], "export"))
            path = place(app.settings.exports, row.id.hex)
            living = (
                row.status is ExportStatus.DONE and row.expires_at is not None and row.expires_at > datetime.now(UTC)
            )
            if row.owner_id != viewer.user_id or not living or not path.is_file():
                raise not_found()
        except Refusal as refusal:
            return JSONResponse({"code": refusal.code, "message": refusal.message(viewer.locale)}, 404)
        tongue = Tongue(viewer.locale, viewer.time_zone)
        made = f"{row.created_at.astimezone(tongue.zone):%Y%m%d-%H%M}"
        name = f"{tongue.say(row.object.zh, row.object.en)}-{made}.{row.format.value.lower()}"
        headers = {
            "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
            "content-security-policy": "sandbox; default-src 'none'",
            "x-content-type-options": "nosniff",
            "cache-control": "private, no-store",
        }
        return FileResponse(path, media_type=MEDIA[row.format], headers=headers)

    return [Route("/exports/{id}", download, methods=["GET"])]
