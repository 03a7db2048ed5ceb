"""`POST /files/cases/<id>?name=<name>` gives a success case its file, `DELETE` takes it away, `GET` serves it as a download."""

from pathlib import Path
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from uuid_utils.compat import uuid7

from weir.access.viewer import Viewer
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.errors import Refusal, not_found
from weir.files.routes import STATUS, as_download, place, receive, refused
from weir.selling.model import SuccessCase


def case_file_routes(app: Any) -> list[Route]:
    """The door of the files of success cases."""

    async def answer(request: Request) -> Response:
        viewer = await app.viewers.viewer_of(request)
        if viewer is None:
            return refused(Refusal("UNAUTHENTICATED"), "ZH_CN", 401)
        try:
            if request.method == "POST":
                return await _store(app, request, viewer)
            return await (_remove if request.method == "DELETE" else _serve)(app, request, viewer)
        except Refusal as refusal:
            return refused(refusal, viewer.locale, STATUS.get(refusal.code, 422))

    return [Route("/files/cases/{id}", answer, methods=["GET", "POST", "DELETE"])]


def _change(app: Any, session: AsyncSession, request: Request, viewer: Viewer) -> tuple[Change, Any]:
    change = Change(session, viewer, request.scope.get("request_id", ""))
    return change, key_of(request.path_params["id"], "success_case")


async def _serve(app: Any, request: Request, viewer: Viewer) -> Response:
    async with AsyncSession(app.database.engine) as session:
        change, key = _change(app, session, request, viewer)
        case = await change.see(SuccessCase, key)
    path = place(app.settings.files, case.file_id.hex) if case.file_id else None
    if path is None or not path.is_file():
        raise not_found()
    return as_download(path, case.file_name or "", case.file_type or "")


async def _store(app: Any, request: Request, viewer: Viewer) -> Response:
    """Judges first, then streams, then writes the row. The bytes of a file that was replaced stay for the audit, as those of any other."""
    name = tidy(Path(request.query_params.get("name", "")).name)[:255]
    if not name:
        raise Refusal("REQUIRED", ("name",), {"label": ("文件名", "A file name")})
    fresh = uuid7()
    path = place(app.settings.files, fresh.hex)
    async with AsyncSession(app.database.engine, expire_on_commit=False, autoflush=False) as session:
        change, key = _change(app, session, request, viewer)
        case = await change.load(SuccessCase, key)
        case.file_bytes, _, case.file_type = await receive(request, path)
        case.file_id, case.file_name = fresh, name
        try:
            await change.save("file_added")
            await session.commit()
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return JSONResponse({"id": request.path_params["id"], "sizeBytes": case.file_bytes}, 201)


async def _remove(app: Any, request: Request, viewer: Viewer) -> Response:
    async with AsyncSession(app.database.engine, expire_on_commit=False, autoflush=False) as session:
        change, key = _change(app, session, request, viewer)
        case = await change.load(SuccessCase, key)
        case.file_id = case.file_name = case.file_bytes = case.file_type = None
        await change.save("file_removed")
        await session.commit()
    return Response(status_code=204)
