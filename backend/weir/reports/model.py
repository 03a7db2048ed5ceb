"""Saved reports and dashboards: what they show, who may open them, and what they showed before."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from weir.catalog.declare import REQUIRED, FieldInfo, Kind, boolean, choice, integer, json, link, string
from weir.catalog.registry import expose
from weir.db.record import Record
from weir.identity.model import Role


class Report(Record, table=True):
    """A report by its definition. It holds no figures: everybody who opens it sees those of their own records."""

    name: str = string("名称", "Name", REQUIRED, max_length=80, writable=True)
    description: str | None = string("说明", "Description", max_length=300, writable=True)
    folder: str | None = string("文件夹", "Folder", max_length=200, writable=True)
    definition: dict[str, Any] = json("定义", "Definition", default=dict, writable=True)
    owner_id: UUID | None = link("创建人", "Owner", "user")
    shared_with_all: bool = boolean("共享给所有人", "Shared with everyone", writable=True)

    __table_args__ = (sa.CheckConstraint("length(btrim(name)) > 0", name="named"),)


class ReportShare(Record, table=True):
    """Lets a person, the members of a team or everybody of a role open a report."""

    __tablename__ = "report_share"
    title_field = "created_at"
    report_id: UUID = link("报表", "Report", "report", required=True, ondelete="CASCADE")
    user_id: UUID | None = link("用户", "User", "user")
    team_id: UUID | None = link("团队", "Team", "team")
    role: Role | None = choice("角色", "Role", Role)

    __table_args__ = (sa.CheckConstraint("num_nonnulls(user_id, team_id, role) = 1", name="one_receiver"),)


class ReportVersion(Record, table=True):
    """A definition a report had before, kept when it was changed."""

    __tablename__ = "report_version"
    title_field = "number"
    report_id: UUID = link("报表", "Report", "report", required=True, ondelete="CASCADE")
    number: int = integer("版本号", "Number", REQUIRED, measured=False)
    definition: dict[str, Any] = json("定义", "Definition", default=dict)
    replaced_by_id: UUID | None = link("修改人", "Changed by", "user", index=False)

    __table_args__ = (sa.UniqueConstraint("report_id", "number", name="uq_report_version_number"),)


class Dashboard(Record, table=True):
    """Several reports side by side, with filters they share. `refreshMinutes` is how often an open one asks again; 0: never."""

    name: str = string("名称", "Name", REQUIRED, max_length=80, writable=True)
    folder: str | None = string("文件夹", "Folder", max_length=200, writable=True)
    layout: dict[str, Any] = json("布局", "Layout", default=dict, writable=True)
    refresh_minutes: int = integer("刷新间隔(分钟)", "Refresh (minutes)", 0, writable=True, maximum=1440)
    owner_id: UUID | None = link("创建人", "Owner", "user")
    shared_with_all: bool = boolean("共享给所有人", "Shared with everyone", writable=True)

    __table_args__ = (sa.CheckConstraint("length(btrim(name)) > 0", name="named"),)


class DashboardShare(Record, table=True):
    """Lets a person, the members of a team or everybody of a role open a dashboard."""

    __tablename__ = "dashboard_share"
    title_field = "created_at"
    dashboard_id: UUID = link("数据看板", "Dashboard", "dashboard", required=True, ondelete="CASCADE")
    user_id: UUID | None = link("用户", "User", "user")
    team_id: UUID | None = link("团队", "Team", "team")
    role: Role | None = choice("角色", "Role", Role)

    __table_args__ = (sa.CheckConstraint("num_nonnulls(user_id, team_id, role) = 1", name="one_receiver"),)


def _is_shared(table: str, column: str) -> dict[str, tuple[FieldInfo, str]]:
    shares = f"exists (select 1 from {table} s where s.{column} = {{a}}.id)"
    return {"is_shared": (FieldInfo("已共享", "Shared", Kind.BOOL), f"{{a}}.shared_with_all or {shares}")}


expose(
    Report,
    zh="报表",
    en="Report",
    plural="reports",
    prefix="report",
    order=(("name", False),),
    derived=_is_shared("report_share", "report_id"),
)
expose(
    ReportShare,
    zh="报表共享",
    en="Report share",
    plural="reportShares",
    order=(("created_at", False),),
    reverse={"report_id": "shares"},
    root=False,
)
expose(
    ReportVersion,
    zh="报表历史版本",
    en="Report version",
    plural="reportVersions",
    order=(("number", True),),
    reverse={"report_id": "versions"},
    root=False,
)
expose(
    Dashboard,
    zh="数据看板",
    en="Dashboard",
    plural="dashboards",
    order=(("name", False),),
    derived=_is_shared("dashboard_share", "dashboard_id"),
)
expose(
    DashboardShare,
    zh="数据看板共享",
    en="Dashboard share",
    plural="dashboardShares",
    order=(("created_at", False),),
    reverse={"dashboard_id": "shares"},
    root=False,
)
