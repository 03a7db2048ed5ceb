"""`POST /files?regarding=<id>&name=<name>` stores a file on a record; `GET /files/<id>` serves it as a download."""

import asyncio
import hashlib
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route
from uuid_utils.compat import uuid7

from weir.access.viewer import Viewer
from weir.activities.model import Attachment
from weir.activities.regarding import regarded_by_id
from weir.catalog.ids import encode, key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.errors import Refusal
from weir.files.sniff import media_type

MAX_BYTES = 25 * 1024 * 1024
HEAD = 4096
STATUS = {"FILE_TOO_BIG": 413, "NOT_FOUND": 404, "FORBIDDEN": 403}


def file_routes(app: Any) -> list[Route]:
    """The two doors of files."""

    async def upload(request: Request) -> Response:
        viewer = await app.viewers.viewer_of(request)
        if viewer is None:
            return refused(Refusal("UNAUTHENTICATED"), "ZH_CN", 401)
        try:
            return await _store(app, request, viewer)
        except Refusal as refusal:
            return refused(refusal, viewer.locale, STATUS.get(refusal.code, 422))

    async def download(request: Request) -> Response:
        viewer = await app.viewers.viewer_of(request)
        if viewer is None:
            return refused(Refusal("UNAUTHENTICATED"), "ZH_CN", 401)
        async with AsyncSession(app.database.engine) as session:
            try:
                row = await Change(session, viewer).see(Attachment, key_of(request.path_params["id"], "attachment"))
            except Refusal as refusal:
                return refused(refusal, viewer.locale, 404)
        path = place(app.settings.files, row.id.hex)
        if not path.is_file():
            return refused(Refusal("NOT_FOUND"), viewer.locale, 404)
        return as_download(path, row.name, row.media_type)

    return [Route("/files", upload, methods=["POST"]), Route("/files/{id}", download, methods=["GET"])]


def as_download(path: Path, name: str, kind: str) -> Response:
    """A file as a download, whatever is in it."""
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": "sandbox; default-src 'none'",
        "cache-control": "private, no-store",
    }
    return FileResponse(path, media_type=kind, headers=headers)


def place(folder: Path, key: str) -> Path:
    """Where the bytes of a file lie."""
    return folder / key[-2:] / key


async def _store(app: Any, request: Request, viewer: Viewer) -> Response:
    """Streams the body to disk, then writes the row; a row without its bytes never exists."""
    name = tidy(Path(request.query_params.get("name", "")).name)[:255]
    if not name:
        raise Refusal("REQUIRED", ("name",), {"label": ("文件名", "A file name")})
    key = uuid7()
    path = place(app.settings.files, key.hex)
    async with AsyncSession(app.database.engine, expire_on_commit=False, autoflush=False) as session:
        change = Change(session, viewer, request.scope.get("request_id", ""))
        change.allow("create", Attachment)
        about = await regarded_by_id(change, request.query_params.get("regarding"), "regarding")
        size, digest, kind = await receive(request, path)
        try:
            row = Attachment(
                id=key,
                name=name,
                size_bytes=size,
                media_type=kind,
                category=tidy(request.query_params.get("category", ""))[:60] or None,
                uploaded_by_id=viewer.user_id,
                digest=digest,
                **about,  # type: ignore[arg-type]
            )
            change.add(row)
            await change.save("uploaded")
            for column, value in about.items():
                if value:
                    change.tell(column.removesuffix("_id"), value, "touched")
            await change.finish()
            await session.commit()
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    app.relay.poke()
    return JSONResponse({"id": encode("attachment", key), "mediaType": kind, "sizeBytes": size}, 201)


async def receive(request: Request, path: Path) -> tuple[int, bytes, str]:
    """Streams a body to a place on disk; its size, digest and media type. Raises `Refusal` when it is none we keep."""
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > MAX_BYTES:
        raise Refusal("FILE_TOO_BIG", ("file",), {"max": MAX_BYTES // 1024 // 1024})
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    size, digest, head = 0, hashlib.sha256(), b""
    try:
        with draft.open("wb") as file:
            async for part in request.stream():
                size += len(part)
                if size > MAX_BYTES:
                    raise Refusal("FILE_TOO_BIG", ("file",), {"max": MAX_BYTES // 1024 // 1024})
                head += part[: HEAD - len(head)]
                digest.update(part)
                await asyncio.to_thread(file.write, part)
            file.flush()
            await asyncio.to_thread(os.fsync, file.fileno())
        if size == 0:
            raise Refusal("FILE_EMPTY", ("file",))
        kind = media_type(head)
        if kind is None:
            raise Refusal("FILE_PROGRAM", ("file",))
        draft.rename(path)
        return size, digest.digest(), kind
    finally:
        draft.unlink(missing_ok=True)


def refused(refusal: Refusal, locale: str, status: int) -> Response:
    """A "no" of a door that is not GraphQL."""
    return JSONResponse({"code": refusal.code, "message": refusal.message(locale)}, status)
