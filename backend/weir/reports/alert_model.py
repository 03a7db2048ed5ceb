"""Alerts on a number of a report: when it is told, and where it stands."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from weir.catalog.declare import REQUIRED, Labelled, boolean, choice, decimal, integer, json, link, moment, string
from weir.catalog.registry import expose
from weir.db.record import Record


class AlertTest(Labelled):
    """What a number has to do to be told."""

    ABOVE = "ABOVE", "高于", "Above"
    BELOW = "BELOW", "低于", "Below"
    CHANGE = "CHANGE", "较上次检查变化(%)", "Changed since the last check (%)"


class AlertBeat(Labelled):
    """How often a number is looked at."""

    HOURLY = "HOURLY", "每小时", "Every hour"
    DAILY = "DAILY", "每天 08:00", "Every day at 08:00"


class ReportAlert(Record, table=True):
    """Watches the total of one measure of a report, as its owner may see it.

    It tells when the number crosses the border, and again only after it has come back. `value` is what it was when last looked at.
    """

    __tablename__ = "report_alert"
    name: str = string("名称", "Name", REQUIRED, max_length=80)
    report_id: UUID = link("报表", "Report", "report", required=True, ondelete="CASCADE")
    owner_id: UUID | None = link("创建人", "Owner", "user")
    measure: int = integer("第几个数值", "Measure", 0, measured=False)
    test: AlertTest = choice("条件", "Test", AlertTest, AlertTest.ABOVE)
    threshold: Decimal = decimal("界限", "Threshold", REQUIRED, places=4, measured=False)
    every: AlertBeat = choice("检查频率", "How often", AlertBeat, AlertBeat.HOURLY)
    is_paused: bool = boolean("已暂停", "Paused")
    is_over: bool = boolean("已越界", "Beyond the border")
    value: Decimal | None = decimal("当前数值", "Value", digits=26, places=6, measured=False)
    checked_at: datetime | None = moment("上次检查", "Last looked at")
    crossed_at: datetime | None = moment("越界时间", "Crossed")
    problems: list[dict[str, Any]] = json("问题", "What is wrong")
    next_at: datetime = moment("下次检查", "Next look", REQUIRED)

    __table_args__ = (sa.Index("ix_report_alert_due", "next_at", postgresql_where=sa.text("not is_paused")),)


expose(
    ReportAlert,
    zh="报表提醒",
    en="Alert",
    plural="reportAlerts",
    prefix="alert",
    order=(("name", False),),
    reverse={"report_id": "alerts"},
)
