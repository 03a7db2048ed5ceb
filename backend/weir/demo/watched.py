"""What the demo company has sent and watched by itself: a report of the manager's every Monday, and a border on what is stuck."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from weir.demo.company import Company
from weir.reports.rhythm import Rhythm, following

STUCK = {
    "source": "deal",
    "where": {"status": {"eq": "OPEN"}, "isDwelling": {"eq": True}},
    "rows": [{"field": "owner"}],
    "measures": [{"function": "COUNT"}, {"function": "SUM", "field": "baseAmount"}],
    "sort": "VALUE",
    "chart": "BAR",
}
REPORT = """
insert into report (name, description, folder, definition, owner_id) values
    ('停留超限的商机', '超过阶段停留上限的进行中商机，按负责人。', '每周例会', %s, %s) returning id
"""
SCHEDULE = """
insert into report_schedule (name, report_id, owner_id, rhythm, weekdays, at, next_at) values ('每周一：停留超限的商机', %s, %s, 'WEEKLY',
    '[1]', '08:30', %s) returning id
"""
ALERT = """
insert into report_alert (name, report_id, owner_id, measure, test, threshold, every, next_at) values ('停留超限超过 3 个', %s, %s, 0,
    'ABOVE', 3, 'DAILY', %s)
"""


def fill_watched(connection: psycopg.Connection[Any], company: Company) -> None:
    """Writes the report with its schedule, which also goes to both reps, and its alert, which is looked at soon."""
    chen, now = company.people["chen"], datetime.now(UTC)
    report = _made(connection, REPORT, Jsonb(STUCK), chen)
    monday = following(Rhythm.WEEKLY, [1], 1, "08:30", "Asia/Shanghai", now)
    schedule = _made(connection, SCHEDULE, report, chen, monday)
    for key in ("zhangsan", "lisi"):
        connection.execute(
            "insert into report_share (report_id, user_id) values (%s, %s)", [report, company.people[key]]
        )
        connection.execute(
            "insert into schedule_recipient (report_schedule_id, user_id) values (%s, %s)",
            [schedule, company.people[key]],
        )
    connection.execute(ALERT, [report, chen, now])


def _made(connection: psycopg.Connection[Any], statement: str, *values: Any) -> UUID:
    row = connection.execute(statement, values).fetchone()
    assert row is not None
    key: UUID = row[0]
    return key
