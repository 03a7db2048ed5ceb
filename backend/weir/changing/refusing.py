"""What went wrong with a write, as something a person can act on: one meaning for verbs and for jobs that run them."""

from typing import Any

import psycopg
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from weir.catalog.registry import OBJECTS
from weir.errors import Refusal, Refusals

BUSY = psycopg.errors.DeadlockDetected | psycopg.errors.LockNotAvailable


def refusals_of(error: Exception) -> list[Refusal]:
    """The refusals behind an error of a write; raises it again when it is a fault."""
    if isinstance(error, Refusal):
        return [error]
    if isinstance(error, Refusals):
        return error.refusals
    if isinstance(error, IntegrityError):
        return [constraint_refusal(error)]
    if isinstance(error, StaleDataError) or (isinstance(error, DBAPIError) and isinstance(error.orig, BUSY)):
        path = ("version",) if isinstance(error, StaleDataError) else ()
        return [Refusal("CONFLICT", path, {"who": ("其他人", "Somebody else")})]
    if isinstance(error, DBAPIError) and isinstance(error.orig, psycopg.errors.DataError):
        label = {"label": ("内容", "The content"), "why": ("超出范围。", "it is out of range.")}
        return [Refusal("INVALID", (), label)]
    raise error


def constraint_refusal(error: IntegrityError) -> Refusal:
    """What a violated constraint means to a person; the database is the last wall, not the first answer."""
    diagnostics = error.orig.diag if isinstance(error.orig, psycopg.Error) else None
    name = (diagnostics and diagnostics.constraint_name) or ""
    table = (diagnostics and diagnostics.table_name) or ""
    entry = OBJECTS.get(table)
    label: Any = ("这个值", "This value")
    path: tuple[str, ...] = ()
    if entry is not None:
        for one in entry.readable():
            if one.column and name.endswith(f"_{one.column}"):
                label, path = (one.info.zh, one.info.en), (one.api_name,)
    if isinstance(error.orig, psycopg.errors.UniqueViolation):
        return Refusal("DUPLICATE", path, {"label": label})
    if isinstance(error.orig, psycopg.errors.ForeignKeyViolation):
        return Refusal("NOT_FOUND", path)
    return Refusal("INVALID", path, {"label": label, "why": ("不符合规则。", "it breaks a rule.")})
