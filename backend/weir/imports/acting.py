"""Whose import it is and by which clock: what every step of an import needs to know."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
import psycopg
from psycopg.types.json import set_json_dumps, set_json_loads

from weir.access.viewer import Viewer
from weir.catalog.ids import encode, key_of
from weir.imports.plan import Plan

# A chunk is one transaction; it may take longer than a request may.
OPTIONS = (
    "-c statement_timeout=300000 -c lock_timeout=15000 -c timezone=UTC -c jit=off -c search_path=public,procrastinate"
)
Connection = psycopg.Connection[tuple[Any, ...]]


def connect(dsn: str) -> Connection:
    """A connection of an import: it does its work in a thread, so it needs no event loop."""
    connection = psycopg.connect(dsn, options=OPTIONS, autocommit=True)
    set_json_loads(orjson.loads, connection)
    set_json_dumps(orjson.dumps, connection)
    return connection


@dataclass
class Acting:
    """The person, their plan and the connection. `made` maps a file to the pipeline the import made for it."""

    connection: Connection
    viewer: Viewer
    batch_id: UUID
    plan: Plan
    files: dict[int, dict[str, Any]]
    made: dict[str, str] = field(default_factory=dict)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @cached_property
    def zone(self) -> ZoneInfo:
        """The organisation's time zone."""
        return ZoneInfo(self.viewer.time_zone)

    @property
    def today(self) -> date:
        """The organisation's day."""
        return self.now.astimezone(self.zone).date()

    @property
    def currency(self) -> str:
        """The currency of the amounts in the files."""
        return self.plan.currency or self.viewer.base_currency

    @property
    def chinese(self) -> bool:
        """Whether the person reads Chinese."""
        return self.viewer.is_chinese

    @property
    def mark(self) -> str:
        """How audit entries of this import are known."""
        return f"import:{self.batch_id.hex}"

    @cached_property
    def department_id(self) -> UUID | None:
        """Where new departments hang: the one the plan names, else the person's own."""
        return key_of(self.plan.department_id, "department") or self.viewer.department_id

    def rows(self, sql: str, params: dict[str, Any] | Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement."""
        return self.connection.execute(sql, params).fetchall()  # type: ignore[arg-type]


def batch_gid(batch_id: UUID) -> str:
    """The global id of an import."""
    return encode("import_batch", batch_id)
