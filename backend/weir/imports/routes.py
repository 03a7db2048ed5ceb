"""`POST /imports/files?import=<id>&name=<name>` adds a file to an import; `GET /imports/<id>/rejects.csv` is what was refused."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from uuid_utils.compat import uuid7

from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.catalog.ids import encode, key_of
from weir.changing.inputs import tidy
from weir.errors import Refusal, not_found
from weir.imports.acting import connect
from weir.imports.plan import Plan
from weir.imports.reading import MAX_BYTES
from weir.imports.rejects import reject_lines
from weir.imports.staging import stage

PAGE = 1_000
STATUS = {"FILE_TOO_BIG": 413, "NOT_FOUND": 404, "FORBIDDEN": 403, "IMPORT_BUSY": 409}


def import_routes(app: Any) -> list[Route]:
    """The doors of imports."""

    async def upload(request: Request) -> Response:
        viewer = await app.viewers.viewer_of(request)
        if viewer is None:
            return _no(Refusal("UNAUTHENTICATED"), "ZH_CN", 401)
        try:
            return await _upload(app, request, viewer)
        except Refusal as refusal:
            return _no(refusal, viewer.locale, STATUS.get(refusal.code, 422))

    async def rejects(request: Request) -> Response:
        viewer = await app.viewers.viewer_of(request)
        if viewer is None:
            return _no(Refusal("UNAUTHENTICATED"), "ZH_CN", 401)
        try:
            return await _rejects(app, request, viewer)
        except Refusal as refusal:
            return _no(refusal, viewer.locale, STATUS.get(refusal.code, 422))

    return [
        Route("/imports/files", upload, methods=["POST"]),
        Route("/imports/{id}/rejects.csv", rejects, methods=["GET"]),
    ]


async def _batch(app: Any, viewer: Viewer, text: str | None, action: str, columns: str) -> tuple[Any, ...]:
    test = visible("import_batch", "b", viewer, action)
    params = {**viewer.params, "key": key_of(text, "import_batch")}
    async with app.database.reads.connection() as connection:
        sql = f"select {columns} from import_batch b where b.id = %(key)s and {test}"
        row: tuple[Any, ...] | None = await (await connection.execute(sql, params)).fetchone()
    if row is None:
        raise not_found("import")
    return row


async def _upload(app: Any, request: Request, viewer: Viewer) -> Response:
    name = tidy(Path(request.query_params.get("name", "").replace("\\", "/")).name)[:255]
    if not name:
        raise Refusal("REQUIRED", ("name",), {"label": ("文件名", "A file name")})
    if not viewer.may("create", "import_batch"):
        raise Refusal("FORBIDDEN")
    (batch_id,) = await _batch(app, viewer, request.query_params.get("import"), "update", "b.id")
    path = app.settings.data / "imports" / f"{uuid7().hex}.part"
    try:
        size = await _receive(request, path)
        facts = await asyncio.to_thread(_stage, app.database.dsn, batch_id, path, name, size)
    finally:
        path.unlink(missing_ok=True)
    (plan,) = await _batch(app, viewer, request.query_params.get("import"), "read", "b.plan")
    return JSONResponse(
        {
            "import": encode("import_batch", batch_id),
            "fileNo": facts["no"],
            "name": name,
            "rows": facts["rows"],
            "columns": [one["name"] for one in facts["columns"]],
            "object": Plan.read(plan).files[facts["no"]].object,
        },
        201,
    )


def _stage(dsn: str, batch_id: UUID, path: Path, name: str, size: int) -> dict[str, Any]:
    with connect(dsn) as connection:
        return stage(connection, batch_id, path, name, size)


async def _receive(request: Request, path: Path) -> int:
    """Streams the body to disk; the file lives only until its rows are in staging."""
    too_big = Refusal("FILE_TOO_BIG", ("file",), {"max": MAX_BYTES // 1024 // 1024})
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > MAX_BYTES:
        raise too_big
    path.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        async for part in request.stream():
            size += len(part)
            if size > MAX_BYTES:
                raise too_big
            await asyncio.to_thread(file.write, part)
    if size == 0:
        raise Refusal("FILE_EMPTY", ("file",))
    return size


async def _rejects(app: Any, request: Request, viewer: Viewer) -> Response:
    batch_id, name, plan_data, files = await _batch(
        app, viewer, request.path_params["id"], "update", "b.id, b.name, b.plan, b.files"
    )
    wanted = request.query_params.get("file")
    plan = Plan.read(plan_data)
    chosen = [one for one in files if wanted in (None, str(one["no"]))]
    chinese = viewer.is_chinese

    async def lines() -> AsyncIterator[str]:
        yield "\ufeff"
        for file in chosen:
            last, header = 0, True
            while rows := await _page(app, batch_id, file["no"], last):
                for text in reject_lines(file, plan.files[file["no"]].object, rows, chinese, header):
                    yield text
                last, header = rows[-1][0], False

    title = quote(f"{name or 'import'}-rejects.csv", safe="")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{title}", "cache-control": "private, no-store"}
    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8", headers=headers)


async def _page(app: Any, batch_id: UUID, file_no: int, last: int) -> list[tuple[Any, ...]]:
    sql = (
        "select r.row_no, r.cells, o.problems from import_outcome o join import_row r using (batch_id, file_no, row_no)"
        f" where o.batch_id = %s and o.file_no = %s and o.state = 'REJECT' and o.row_no > %s order by o.row_no limit {PAGE}"
    )
    async with app.database.reads.connection() as connection:
        return await (await connection.execute(sql, [batch_id, file_no, last])).fetchall()  # type: ignore[no-any-return]


def _no(refusal: Refusal, locale: str, status: int) -> Response:
    return JSONResponse({"code": refusal.code, "message": refusal.message(locale)}, status)
