"""Reports and dashboards that are sent regularly: when, to whom, and what became of each time."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from weir.catalog.declare import (
    REQUIRED,
    FieldInfo,
    Kind,
    Labelled,
    boolean,
    choice,
    integer,
    json,
    link,
    moment,
    string,
)
from weir.catalog.registry import expose
from weir.db.record import Base, Record, Row
from weir.identity.model import Role
from weir.reports.rhythm import Rhythm


class StopReason(Labelled):
    """Why a schedule has stopped by itself."""

    OWNER_LEFT = "OWNER_LEFT", "创建人已离职", "Its maker no longer works here"


class ReportSchedule(Record, table=True):
    """A report, a dashboard or something that comes with Weir, sent at its times to people, teams and roles.

    Each receiver gets what they may see themselves at that moment. `nextAt` is when it is due; a schedule whose maker has left
    stops, until an administrator takes it over.
    """

    __tablename__ = "report_schedule"
    name: str = string("主题", "Subject", REQUIRED, max_length=80)
    report_id: UUID | None = link("报表", "Report", "report", ondelete="CASCADE")
    dashboard_id: UUID | None = link("数据看板", "Dashboard", "dashboard", ondelete="CASCADE")
    ready: str | None = string("内置报表", "Ready report", max_length=60)
    team_id: UUID | None = link("团队", "Team", "team")
    owner_id: UUID | None = link("创建人", "Owner", "user")
    rhythm: Rhythm = choice("频率", "Rhythm", Rhythm, Rhythm.WEEKLY)
    weekdays: list[int] = json("星期", "Weekdays")
    month_day: int = integer("每月几日", "Day of the month", 1, measured=False)
    at: str = string("时间", "Time of day", "08:30", max_length=5)
    with_file: bool = boolean("附上 XLSX", "With XLSX", True)
    to_owner: bool = boolean("也发给创建人", "Also to its owner", True)
    is_paused: bool = boolean("已暂停", "Paused")
    stopped: StopReason | None = choice("停止原因", "Why it stopped", StopReason)
    next_at: datetime = moment("下次发送", "Next", REQUIRED)

    __table_args__ = (
        sa.CheckConstraint("num_nonnulls(report_id, dashboard_id, ready) = 1", name="one_subject"),
        sa.Index("ix_report_schedule_due", "next_at", postgresql_where=sa.text("not is_paused and stopped is null")),
    )


class ScheduleRecipient(Record, table=True):
    """A person, the members of a team or everybody of a role gets what a schedule sends."""

    __tablename__ = "schedule_recipient"
    title_field = "created_at"
    report_schedule_id: UUID = link("定期发送", "Schedule", "report_schedule", required=True, ondelete="CASCADE")
    user_id: UUID | None = link("用户", "User", "user")
    team_id: UUID | None = link("团队", "Team", "team")
    role: Role | None = choice("角色", "Role", Role)

    __table_args__ = (sa.CheckConstraint("num_nonnulls(user_id, team_id, role) = 1", name="one_receiver"),)


class ScheduleOptOut(Base, table=True):
    """Somebody who no longer wants what a schedule sends."""

    __tablename__ = "schedule_opt_out"
    report_schedule_id: UUID = Field(foreign_key="report_schedule.id", primary_key=True, ondelete="CASCADE")
    user_id: UUID = Field(foreign_key="user.id", primary_key=True, ondelete="CASCADE")


class ReportRun(Row, table=True):
    """One time a schedule was due; its mails say who got it and who did not."""

    __tablename__ = "report_run"
    title_field = "due_at"
    is_history = True
    report_schedule_id: UUID = link(
        "定期发送", "Schedule", "report_schedule", required=True, index=False, ondelete="CASCADE"
    )
    due_at: datetime = moment("应发时间", "Due", REQUIRED)
    created_at: datetime = moment("开始时间", "Begun", now=True)

    __table_args__ = (sa.UniqueConstraint("report_schedule_id", "due_at", name="uq_report_run_due"),)


def _counted(zh: str, en: str, states: str) -> tuple[FieldInfo, str]:
    info = FieldInfo(zh, en, Kind.INT, filterable=False, sortable=False, groupable=False, measured=False)
    return info, f"(select count(*)::int from mail cm where cm.report_run_id = {{a}}.id and cm.state in ({states}))"


expose(
    ReportSchedule,
    zh="定期发送",
    en="Schedule",
    plural="reportSchedules",
    prefix="schedule",
    order=(("name", False),),
    derived={
        "opted_out": (
            FieldInfo(
                "已退订", "Opted out", Kind.INT, filterable=False, sortable=False, groupable=False, measured=False
            ),
            "(select count(*)::int from schedule_opt_out oo where oo.report_schedule_id = {a}.id)",
        )
    },
    reverse={"report_id": "schedules", "dashboard_id": "schedules"},
)
expose(
    ScheduleRecipient,
    zh="收件人",
    en="Recipient",
    plural="scheduleRecipients",
    prefix="recipient",
    order=(("created_at", False),),
    reverse={"report_schedule_id": "recipients"},
    root=False,
)
expose(
    ReportRun,
    zh="发送记录",
    en="Run",
    plural="reportRuns",
    prefix="run",
    order=(("due_at", True),),
    derived={
        "waiting": _counted("等待", "Waiting", "'WAITING', 'SENDING'"),
        "sent": _counted("已发送", "Sent", "'SENT'"),
        "skipped": _counted("未发送", "Not sent", "'SKIPPED'"),
        "failed": _counted("失败", "Failed", "'FAILED'"),
    },
    reverse={"report_schedule_id": "runs"},
    root=False,
)
