"""Log lines with the request's id and without personal data: one JSON object a line, or plain text for a terminal.

Code logs with `log.info("what happened", extra={"fields": {"ms": 12}})`. Field values are ids, codes and
numbers; names, addresses, phone numbers and free text stay out. What slips into an exception's text is struck out here.
"""

import json
import logging
import re
import sys
import time
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import IO, Any

from weir.settings import Settings

# Set by the HTTP layer for the time of one request, or by the worker for one job.
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
NUMBER = re.compile(r"(?<![\w-])(?!\d{4}-\d\d-\d\d)\+?\d[\d\s-]{6,}\d(?![\w-])")
KEY_VALUES = re.compile(r"(Key \(.*?\))=\(.*?\)(?= |$)")
# PostgreSQL's details and SQLAlchemy's parameters quote the row.
QUOTED_ROWS = re.compile(r"(DETAIL:|\[SQL:|\[parameters:|CONTEXT:).*", re.DOTALL)
SECRET_URL = re.compile(r"(://[^:/@\s]*):[^@\s]*@")


def scrub(text: str) -> str:
    """`text` without mail addresses, long numbers, passwords in URLs and quoted rows."""
    text = QUOTED_ROWS.sub(r"\1 …", text)
    text = SECRET_URL.sub(r"\1:…@", text)
    text = KEY_VALUES.sub(r"\1=(…)", text)
    return NUMBER.sub("[number]", EMAIL.sub("[email]", text))


def _exception(error: BaseException) -> dict[str, Any]:
    """Type, scrubbed text and places in the code; never a frame's values."""
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    return {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "text": scrub(str(error))[:500],
        "at": [f"{frame.filename.rsplit('/site-packages/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _parts(record: logging.LogRecord) -> dict[str, Any]:
    parts: dict[str, Any] = {"message": scrub(record.getMessage())}
    if request := request_id.get():
        parts["request"] = request
    fields = getattr(record, "fields", None)
    if isinstance(fields, dict):
        parts |= fields
    if record.exc_info and record.exc_info[1] is not None:
        parts["error"] = _exception(record.exc_info[1])
    return parts


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {"at": at, "level": record.levelname.lower(), "logger": record.name, **_parts(record)}
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """Time, level, message, then the fields."""

    def format(self, record: logging.LogRecord) -> str:
        parts = _parts(record)
        message, error = parts.pop("message"), parts.pop("error", None)
        told = "".join(f" {name}={value}" for name, value in parts.items())
        line = (
            f"{time.strftime('%H:%M:%S', time.localtime(record.created))} {record.levelname.lower():7} {message}{told}"
        )
        if error:
            line += f"\n  {error['type']}: {error['text']}" + "".join(f"\n    {place}" for place in error["at"])
        return line


def set_up_logs(settings: Settings, stream: IO[str] | None = None) -> None:
    """Send every log of this process to stderr in the chosen form."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if settings.log_format == "json" else PlainLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    # These tell every step; their warnings are wanted, their progress is not.
    for name in ("uvicorn.error", "alembic", "procrastinate", "psycopg.pool", "asyncio"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
    # Its lines hold whole addresses with their query; the HTTP layer logs route, status and time itself.
    logging.getLogger("uvicorn.access").disabled = True
