"""Reports and dashboards shown inside other pages by a signed link: with whose access, where, and until when."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from weir.catalog.declare import REQUIRED, choice, integer, json, link, moment, string
from weir.catalog.registry import expose
from weir.db.record import Record
from weir.identity.model import Role


class ReportEmbed(Record, table=True):
    """A read-only page of one report or dashboard, for whoever has its link.

    It shows what `user` may see in `role` alone, at the moment it is opened: nothing when they have left, lost the role, or may not
    open it any more. It ends at `expiresAt`, or when it is revoked.
    """

    __tablename__ = "report_embed"
    name: str = string("名称", "Name", REQUIRED, max_length=80)
    report_id: UUID | None = link("报表", "Report", "report", ondelete="CASCADE")
    dashboard_id: UUID | None = link("数据看板", "Dashboard", "dashboard", ondelete="CASCADE")
    user_id: UUID = link("以谁的权限", "With whose access", "user", required=True)
    role: Role = choice("角色", "Role", Role, REQUIRED)
    # Where it may be framed; empty: nowhere, the page stands by itself.
    origins: list[str] = json("可嵌入的网站", "Sites that may embed it")
    expires_at: datetime = moment("有效期至", "Expires", REQUIRED)
    revoked_at: datetime | None = moment("撤销时间", "Revoked")
    opened: int = integer("打开次数", "Opened", 0, measured=False)
    opened_at: datetime | None = moment("最近打开", "Last opened")

    __table_args__ = (sa.CheckConstraint("num_nonnulls(report_id, dashboard_id) = 1", name="one_subject"),)


expose(
    ReportEmbed,
    zh="嵌入链接",
    en="Embedded page",
    plural="reportEmbeds",
    prefix="embed",
    order=(("created_at", True),),
    reverse={"report_id": "embeds", "dashboard_id": "embeds"},
)
