"""People and structure: the organisation, departments (a tree), teams, users and the roles they hold."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from weir.catalog.declare import (
    REQUIRED,
    FieldInfo,
    Kind,
    Labelled,
    boolean,
    choice,
    day,
    integer,
    link,
    moment,
    string,
    tags,
)
from weir.catalog.registry import expose
from weir.db.record import Base, Record, Row


class Role(Labelled):
    """The ten roles of the permission matrix."""

    ADMIN = "ADMIN", "管理员", "Admin"
    DIRECTOR = "DIRECTOR", "销售总监", "Director"
    MANAGER = "MANAGER", "销售经理", "Manager"
    REP = "REP", "销售", "Rep"
    MARKETING = "MARKETING", "市场", "Marketing"
    SERVICE = "SERVICE", "客服", "Service"
    FINANCE = "FINANCE", "财务", "Finance"
    LEGAL = "LEGAL", "法务", "Legal"
    PARTNER = "PARTNER", "渠道伙伴", "Partner"
    AUDITOR = "AUDITOR", "审计", "Auditor"


class Locale(Labelled):
    """The languages the product speaks."""

    ZH_CN = "ZH_CN", "简体中文", "Simplified Chinese"
    EN = "EN", "英语", "English"


class Theme(Labelled):
    """How a person wants the screen to look."""

    SYSTEM = "SYSTEM", "跟随系统", "System"
    LIGHT = "LIGHT", "浅色", "Light"
    DARK = "DARK", "深色", "Dark"


class Organisation(Record, table=True):
    """The one organisation of this deployment; holds the currency of totals and the business time zone."""

    name: str = string("名称", "Name", REQUIRED, writable=True)
    base_currency: str = string("本位币", "Base currency", "CNY", max_length=3, writable=True)
    time_zone: str = string("时区", "Time zone", "Asia/Shanghai", max_length=60, writable=True)
    locale: Locale = choice("默认语言", "Default language", Locale, Locale.ZH_CN, writable=True)
    fiscal_year_start: int = integer("财年起始月", "Fiscal year starts in month", 1, writable=True)
    calendar_id: UUID | None = link("工作日历", "Work calendar", "work_calendar", writable=True)
    # Which custom fields there are: another value tells every process to read them again (`weir.catalog.custom`).
    fields_version: UUID | None = Field(default=None, nullable=True)
    require_customer_evidence: bool = boolean(
        "转换线索须有客户依据", "Converting a lead needs the customer's evidence", True, writable=True
    )


# SQL of the organisation's time zone.
ZONE = "coalesce((select o.time_zone from organisation o order by o.created_at, o.id limit 1), 'Asia/Shanghai')"


class Department(Record, table=True):
    """A node of the department tree; `path` lists its ancestors and itself, root first."""

    name: str = string("名称", "Name", REQUIRED, writable=True)
    parent_id: UUID | None = link("上级部门", "Parent department", "department", writable=True)
    path: list[UUID] = Field(default_factory=list, sa_type=ARRAY(sa.Uuid()), sa_column_kwargs={"server_default": "{}"})


class User(Record, table=True):
    """A person who works in Weir, or did: a leaver is inactive, never deleted."""

    email: str | None = string("邮箱", "E-mail", max_length=254, index=True, unique=True, writable=True)
    name: str = string("姓名", "Name", REQUIRED, max_length=100, writable=True, searchable=True)
    title: str | None = string("职务", "Title", max_length=100, writable=True)
    department_id: UUID | None = link("部门", "Department", "department", writable=True)
    manager_id: UUID | None = link("上级", "Manager", "user", writable=True)
    partner_id: UUID | None = Field(
        default=None,
        sa_type=sa.Uuid,
        index=True,
        nullable=True,
        # Accounts have owners and partner users have an account: this constraint is added after both tables.
        sa_column_args=[sa.ForeignKey("account.id", use_alter=True, name="fk_user_partner_id_account")],
    )
    skills: list[str] = tags("技能", "Skills", writable=True)
    extension: str | None = string("分机", "Extension", max_length=20, writable=True)
    locale: Locale = choice("语言", "Language", Locale, Locale.ZH_CN, writable=True)
    theme: Theme = choice("外观", "Theme", Theme, Theme.SYSTEM, writable=True)
    # Targets of the month somebody came in, or left in, count by the days they were with us.
    joined_on: date | None = day("入职日期", "Joined", writable=True)
    is_active: bool = boolean("启用", "Active", True)
    deactivated_at: datetime | None = moment("停用时间", "Deactivated")
    last_seen_at: datetime | None = moment("最近登录", "Last seen")
    # Kinds of notices the person does not want; the database writes none of them. Read by the person alone.
    silenced: list[str] = Field(
        default_factory=list, sa_type=ARRAY(sa.String(40)), sa_column_kwargs={"server_default": "{}"}
    )
    # Never exposed: secrets and the counter that kills every token of the person at once.
    password_hash: str | None = Field(default=None, nullable=True)
    totp_secret: str | None = Field(default=None, nullable=True)
    totp_confirmed_at: datetime | None = Field(default=None, nullable=True)
    totp_last_step: int = Field(default=0, nullable=False, sa_column_kwargs={"server_default": "0"})
    token_version: int = Field(default=0, nullable=False, sa_column_kwargs={"server_default": "0"})


class UserRole(Base, table=True):
    """A role held by a user; grants add up, except that PARTNER and AUDITOR are ceilings."""

    __tablename__ = "user_role"
    user_id: UUID = Field(foreign_key="user.id", primary_key=True, ondelete="CASCADE")
    role: Role = Field(
        primary_key=True, sa_type=sa.Enum(Role, native_enum=False, length=40, create_constraint=True, name="role")
    )


class Team(Record, table=True):
    """A group across departments, for sharing and territories."""

    name: str = string("名称", "Name", REQUIRED, writable=True)
    region: str | None = string("区域", "Region", max_length=100, writable=True)
    # Empty, the organisation's calendar counts.
    calendar_id: UUID | None = link("工作日历", "Work calendar", "work_calendar", writable=True)


class TeamMember(Base, table=True):
    """A user in a team."""

    __tablename__ = "team_member"
    team_id: UUID = Field(foreign_key="team.id", primary_key=True, ondelete="CASCADE")
    user_id: UUID = Field(foreign_key="user.id", primary_key=True, index=True, ondelete="CASCADE")


class Session(Row, table=True):
    """One signed-in browser. The refresh token is stored hashed and rotates; its reuse kills the whole session."""

    user_id: UUID = Field(foreign_key="user.id", index=True)
    refresh_hash: bytes = Field(nullable=False)
    previous_hash: bytes | None = Field(default=None, nullable=True)
    rotated_at: datetime | None = Field(default=None, nullable=True)
    created_at: datetime = moment("登录时间", "Signed in", now=True)
    last_used_at: datetime = moment("最近使用", "Last used", now=True)
    expires_at: datetime = moment("过期时间", "Expires", REQUIRED)
    revoked_at: datetime | None = moment("撤销时间", "Revoked")
    user_agent: str | None = string("设备", "Device", max_length=300)
    ip: str | None = string("IP 地址", "IP address", max_length=45)
    token_version: int = Field(default=0, nullable=False)


class ApiToken(Record, table=True):
    """A partner's or a script's key: opaque, stored hashed, bound to a user and one of the roles, expiring, with an optional IP list."""

    __tablename__ = "api_token"
    name: str = string("名称", "Name", REQUIRED, max_length=100, writable=True)
    user_id: UUID = link("代表用户", "Acts as", "user", required=True)
    role: Role = choice("角色", "Role", Role, REQUIRED)
    prefix: str = string("前缀", "Prefix", REQUIRED, max_length=16, unique=True)
    secret_hash: bytes = Field(nullable=False)
    expires_at: datetime = moment("过期时间", "Expires", REQUIRED)
    revoked_at: datetime | None = moment("撤销时间", "Revoked")
    last_used_at: datetime | None = moment("最近使用", "Last used")
    allowed_ips: list[str] = Field(
        default_factory=list, sa_type=ARRAY(sa.String(50)), sa_column_kwargs={"server_default": "{}"}
    )


expose(
    Organisation,
    zh="组织",
    en="Organisation",
    plural="organisations",
    prefix="org",
    order=(("name", False),),
    derived={
        "sends_mail": (
            FieldInfo("可发送邮件", "Sends mail", Kind.BOOL, filterable=False, sortable=False, groupable=False),
            "exists (select 1 from mail_server)",
        ),
    },
    root=False,
)
expose(
    Department,
    zh="部门",
    en="Department",
    plural="departments",
    order=(("name", False),),
    reverse={"parent_id": "children"},
)
expose(
    User,
    zh="用户",
    en="User",
    plural="users",
    order=(("name", False),),
    derived={
        "roles": (
            FieldInfo("角色", "Roles", Kind.TAGS, sortable=False, groupable=False),
            "array(select ur.role from user_role ur where ur.user_id = {a}.id order by ur.role)",
        ),
        "has_totp": (FieldInfo("两步验证", "Two-step sign-in", Kind.BOOL), "{a}.totp_confirmed_at is not null"),
    },
    reverse={"department_id": "users", "manager_id": "reports"},
)
expose(
    Team,
    zh="团队",
    en="Team",
    plural="teams",
    order=(("name", False),),
    derived={
        "member_names": (
            FieldInfo("成员", "Members", Kind.TAGS, sortable=False, groupable=False, filterable=False),
            'array(select tu.name from team_member tm join "user" tu on tu.id = tm.user_id'
            " where tm.team_id = {a}.id order by tu.name)",
        ),
        "members": (
            FieldInfo(
                "成员及编号",
                "Members with ids",
                Kind.JSON,
                sortable=False,
                groupable=False,
                filterable=False,
                description="`[{id name}]`, what memberIds takes.",
            ),
            "(select coalesce(json_agg(json_build_object('id', 'user_' || replace(tu.id::text, '-', ''), 'name', tu.name)"
            " order by tu.name), '[]') from team_member tm join \"user\" tu on tu.id = tm.user_id where tm.team_id = {a}.id)",
        ),
    },
)
expose(Session, zh="登录会话", en="Session", plural="sessions", order=(("last_used_at", True),))
expose(ApiToken, zh="API 令牌", en="API token", plural="apiTokens", prefix="token", order=(("created_at", True),))
