"""One error policy: every top-level error has `extensions.code`; the unexpected is masked and logged under an id."""

import logging
import secrets
from typing import Any

import psycopg_pool
import sqlalchemy as sa
from graphql import GraphQLError, GraphQLSyntaxError

# No connection to the database came free in time.
CROWDED = (psycopg_pool.PoolTimeout, sa.exc.TimeoutError)

log = logging.getLogger("weir.graphql")

PUBLIC = frozenset(
    {
        "UNAUTHENTICATED",
        "FORBIDDEN",
        "BAD_USER_INPUT",
        "BAD_REQUEST",
        "GRAPHQL_VALIDATION_FAILED",
        "GRAPHQL_PARSE_FAILED",
        "MAX_COST_EXCEEDED",
        "RATE_LIMITED",
        "TIMEOUT",
        "INTERNAL_SERVER_ERROR",
    }
)


class ApiError(GraphQLError):
    """An error a caller may see as it is."""

    def __init__(self, code: str, message: str, **extensions: Any):
        super().__init__(message, extensions={"code": code, **extensions})


def coded(error: GraphQLError, request_id: str = "") -> GraphQLError:
    """The error as callers see it."""
    code = (error.extensions or {}).get("code")
    original = error.original_error
    if code is None and isinstance(original, GraphQLError):
        code = (original.extensions or {}).get("code")
    if code in PUBLIC:
        return _copy(error, error.message, {**(error.extensions or {}), "code": code})
    if isinstance(error, GraphQLSyntaxError):
        return _copy(error, error.message, {"code": "GRAPHQL_PARSE_FAILED"})
    if isinstance(original, CROWDED):
        return _copy(error, "Too much is asked at once; nothing was done. Ask again in a moment.", {"code": "TIMEOUT"})
    # What a variable may not be is told by an error of its own inside: nothing was done yet, and nothing of ours is in it.
    inner = isinstance(original, GraphQLError) and original.original_error is None
    if error.path is None and (original is None or inner):
        return _copy(error, error.message, {"code": "GRAPHQL_VALIDATION_FAILED"})
    number = secrets.token_hex(6)
    log.error("masked error %s in request %s at %s", number, request_id, error.path, exc_info=original or error)
    return _copy(error, "Internal error", {"code": "INTERNAL_SERVER_ERROR", "errorId": number})


def _copy(error: GraphQLError, message: str, extensions: dict[str, Any]) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )
