"""The rules every pool has, whatever it holds: who claims how much, what is hidden before, when it comes back, and who is in it."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from weir.access.belonging import POOLED
from weir.access.predicate import pools_of
from weir.catalog.declare import REQUIRED, FieldInfo, Kind, boolean, integer, json, string, tags

CLOCKS = ("no_follow_up_days", "no_follow_up_days_high", "no_follow_up_days_low", "no_conversion_days")


class PoolRules(SQLModel):
    """Columns of a pool. What has an owner stays under the rules of the pool it would go back to."""

    name: str = string("名称", "Name", REQUIRED, max_length=100, writable=True)
    position: int = integer("顺序", "Position", 0, writable=True)
    is_default: bool = boolean("默认池", "Takes what fits no region", writable=True)
    regions: list[str] = tags("地区", "Regions", writable=True)
    mask_before_claim: bool = boolean("领取前脱敏", "Masked before claim", True, writable=True)
    daily_claim_limit: int = integer("每日领取上限", "Claims a day", 10, writable=True, maximum=1000)
    holding_limit: int = integer("持有上限", "Held at most", 100, writable=True, maximum=10_000)
    cooldown_days: int = integer(
        "原负责人冷却天数", "Cool-down of a former owner (days)", 7, writable=True, maximum=365
    )
    no_follow_up_days: int = integer("未跟进天数", "Days without follow-up", 15, writable=True, maximum=365)
    remind_days_before: list[int] = json("提前提醒天数", "Reminders before (days)", writable=True)
    protection_days: int = integer("保护天数", "Protection (days)", 30, writable=True, maximum=365)
    protection_limit: int = integer("保护条数上限", "Protected at most", 20, writable=True, maximum=1000)
    return_reason_required: bool = boolean("退回须填原因", "A reason to give back", True, writable=True)
    returns_by_region: bool = boolean("按地区退回", "Back to the pool of its region", writable=True)


class Membership(SQLModel):
    """A person, a team or a department (with those below it) that sees and claims from a pool; admins also deal out what waits."""

    id: UUID = Field(primary_key=True, sa_type=sa.Uuid, sa_column_kwargs={"server_default": sa.func.uuidv7()})
    user_id: UUID | None = Field(default=None, foreign_key="user.id", index=True, nullable=True)
    team_id: UUID | None = Field(default=None, foreign_key="team.id", index=True, nullable=True, ondelete="CASCADE")
    department_id: UUID | None = Field(default=None, foreign_key="department.id", index=True, nullable=True)
    is_admin: bool = Field(default=False, nullable=False, sa_column_kwargs={"server_default": "false"})


def constraints(table: str) -> tuple[Any, ...]:
    """What holds for the rows of every pool."""
    return (
        sa.CheckConstraint("length(btrim(name)) > 0", name="named"),
        sa.CheckConstraint(f"least({', '.join(CLOCKS)}) >= 1", name="clocks_run"),
        sa.Index(f"ix_{table}_default", "is_default", unique=True, postgresql_where=sa.text("is_default and deleted_at is null")),
    )  # fmt: skip


# The business day of the reader's organisation; claims are counted from the ownership history, which nothing takes back.
CLAIMED_TODAY = """(select count(*) from ownership_change c where c.to_owner_id = %(v_user)s and c.cause = 'claimed'
    and c.{thing}_id is not null and c.at >= date_trunc('day', now() at time zone %(v_tz)s) at time zone %(v_tz)s)"""
# Which of those that somebody has (`h`) count as held, under the rules of a pool.
COUNTED = {
    "lead": "h.status in ('PENDING', 'WORKING')",
    "account": "(h.type = 'PROSPECT' or h.type = 'CUSTOMER' and {p}.counts_customers)",
}
HELD = "(select count(*) from {thing} h where h.owner_id = %(v_user)s and h.deleted_at is null and {counts})"
WAITING = """(select count(*) from (select 1 from {thing} w where w.pool_id = {{a}}.id and {waits} and w.deleted_at is null
    limit 10000) w)"""
MEMBERS = """coalesce((select json_agg(json_build_object('kind', k.kind, 'id', k.kind || '_' || replace(k.key::text, '-', ''),
    'name', k.name, 'isAdmin', k.is_admin) order by not k.is_admin, k.kind, k.name) from (
    select case when m.user_id is not null then 'user' when m.team_id is not null then 'team' else 'department' end as kind,
        coalesce(m.user_id, m.team_id, m.department_id) as key, coalesce(mu.name, mt.name, md.name) as name, m.is_admin
    from {thing}_pool_member m left join "user" mu on mu.id = m.user_id left join team mt on mt.id = m.team_id
    left join department md on md.id = m.department_id where m.pool_id = {{a}}.id) k), '[]'::json)"""


def standing(thing: str) -> dict[str, tuple[FieldInfo, str]]:
    """The derived fields of a pool of `thing`: who is in it, what waits, and what the viewer may still take."""
    held = HELD.format(thing=thing, counts=COUNTED[thing].format(p="{a}"))
    return {
        "waiting": (
            _counted("待领取", "Waiting", f"How many {thing}s wait to be claimed; counted up to 10,000."),
            WAITING.format(thing=thing, waits=POOLED[thing].format(a="w")),
        ),
        "claims_left": (
            _counted("今日还可领取", "Claims left today", "How many the viewer may still claim today, were there room for them."),
            f"greatest(0, {{a}}.daily_claim_limit - {CLAIMED_TODAY.format(thing=thing)})",
        ),
        "room_left": (
            _counted("还可持有", "Room left", f"How many more open {thing}s the viewer may hold."),
            f"greatest(0, {{a}}.holding_limit - {held})",
        ),
        "is_mine": (
            FieldInfo("我可领取", "The viewer claims from it", Kind.BOOL, filterable=False, sortable=False, groupable=False),
            f"{{a}}.id in ({pools_of(thing)})",
        ),
        "members": (
            FieldInfo("成员", "Members", Kind.JSON, filterable=False, sortable=False, groupable=False,
                      description="Who sees and claims: `{kind, id, name, isAdmin}` of people, teams and departments."),
            MEMBERS.format(thing=thing),
        ),
    }  # fmt: skip


def _counted(zh: str, en: str, text: str) -> FieldInfo:
    more: dict[str, Any] = {"filterable": False, "sortable": False, "groupable": False, "measured": False}
    return FieldInfo(zh, en, Kind.INT, description=text, **more)
