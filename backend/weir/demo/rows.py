"""Collects rows by table and writes them with COPY, parents before children."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

ORDER = (
    "work_calendar",
    "calendar_day",
    "organisation",
    "department",
    "user",
    "user_role",
    "team",
    "team_member",
    "quota",
    "leave",
    "pipeline",
    "stage",
    "product",
    "exchange_rate",
    "account_pool",
    "account_pool_member",
    "account",
    "assignment_rule",
    "contact",
    "deal",
    "contract",
    "payment_plan",
    "payment",
    "payment_allocation",
    "campaign",
    "campaign_cost",
    "tracking_link",
    "lead_source",
    "web_form",
    "problem_entry",
    "success_case",
    "case_problem",
    "value_entry",
    "lead_pool",
    "lead_pool_member",
    "lead",
    "lead_touch",
    "assignment_log",
    "campaign_member",
    "deal_line",
    "deal_contact",
    "stage_visit",
    "activity",
    "lead_evidence",
    "task",
    "comment",
    "record_share",
    "ownership_change",
    "notification",
)


class Rows:
    """Rows waiting to be written; every dict of one table has the same keys."""

    def __init__(self, now: datetime | None = None):
        self.now = now or datetime.now(UTC)
        self.tables: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def add(self, table: str, **values: Any) -> UUID:
        """Adds a row and returns its id."""
        key: UUID = values.setdefault("id", uuid7())
        self.tables[table].append(values)
        return key

    def link(self, table: str, **values: Any) -> None:
        """Adds a row of a table without an id."""
        self.tables[table].append(values)

    def ago(self, days: float) -> datetime:
        """A time in the past."""
        return self.now - timedelta(days=days)

    def write(self, connection: psycopg.Connection[Any]) -> None:
        """Writes all rows in the connection's transaction and forgets them."""
        for table in ORDER:
            rows = self.tables.pop(table, [])
            if not rows:
                continue
            columns = list(rows[0])
            statement = sql.SQL("copy {} ({}) from stdin").format(
                sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
            )
            with connection.cursor().copy(statement) as copy:
                for row in rows:
                    copy.write_row([_plain(row[name]) for name in columns])
        if self.tables:
            raise ValueError(f"No place for rows of {sorted(self.tables)}")


def _plain(value: Any) -> Any:
    if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
        return Jsonb(value)
    return value
