"""What went wrong with a write, as something a person can act on: one meaning for verbs and for jobs that run them."""

from typing import Any

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from weir.catalog.registry import OBJECTS
from weir.errors import Refusal, Refusals

BUSY = psycopg.errors.DeadlockDetected | psycopg.errors.LockNotAvailable
# What a write may end with: refused by a rule, overtaken, or refused by the database, told by the ORM or by the driver itself.
UNDONE = (Refusal, Refusals, StaleDataError, DBAPIError, psycopg.Error)


def refusals_of(error: Exception) -> list[Refusal]:
    """The refusals behind an error of a write; raises it again when it is a fault."""
    if isinstance(error, Refusal):
        return [error]
    if isinstance(error, Refusals):
        return error.refusals
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, psycopg.IntegrityError):
        return [constraint_refusal(cause)]
    if isinstance(cause, StaleDataError | BUSY):
        path = ("version",) if isinstance(error, StaleDataError) else ()
        return [Refusal("CONFLICT", path, {"who": ("其他人", "Somebody else")})]
    if isinstance(cause, psycopg.DataError):
        label = {"label": ("内容", "The content"), "why": ("超出范围。", "it is out of range.")}
        return [Refusal("INVALID", (), label)]
    raise error


def constraint_refusal(error: psycopg.IntegrityError) -> Refusal:
    """What a violated constraint means to a person; the database is the last wall, not the first answer."""
    name = error.diag.constraint_name or ""
    entry = OBJECTS.get(error.diag.table_name or "")
    label: Any = ("这个值", "This value")
    path: tuple[str, ...] = ()
    if entry is not None:
        for one in entry.readable():
            if one.column and name.endswith(f"_{one.column}"):
                label, path = (one.info.zh, one.info.en), (one.api_name,)
    if isinstance(error, psycopg.errors.UniqueViolation):
        return Refusal("DUPLICATE", path, {"label": label})
    if isinstance(error, psycopg.errors.ForeignKeyViolation):
        return Refusal("NOT_FOUND", path)
    return Refusal("INVALID", path, {"label": label, "why": ("不符合规则。", "it breaks a rule.")})
