"""Who gets a lead that nobody has, and why: the rules, whose turn it is, and the log of every decision."""

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
from weir.db.record import Base, Record, Row, Voidable


class AssignmentTarget(Labelled):
    """Among whom a rule chooses."""

    MEMBERS = "MEMBERS", "指定成员", "Named people"
    TEAM = "TEAM", "团队成员", "Members of a team"
    POOL = "POOL", "线索池", "A lead pool"
    PARTNER = "PARTNER", "渠道伙伴", "A partner"


class AssignmentStrategy(Labelled):
    """How a rule chooses among those who can get the lead."""

    FIXED = "FIXED", "固定顺序", "The first who can"
    ROUND_ROBIN = "ROUND_ROBIN", "轮流分配", "In turn"
    WEIGHTED = "WEIGHTED", "按权重", "By weight"
    LEAST_LOADED = "LEAST_LOADED", "负载最少", "Whoever has least"


class AssignmentOutcome(Labelled):
    """What became of a lead that waited for an owner."""

    WAITING = "WAITING", "等待分配", "Waiting"
    QUEUED = "QUEUED", "等待上班", "Waiting for opening"
    ASSIGNED = "ASSIGNED", "按规则分配", "Assigned by rule"
    KNOWN = "KNOWN", "归原负责人", "To whoever knows them"
    POOLED = "POOLED", "放入线索池", "Put into a pool"
    KEPT = "KEPT", "已由人处理", "Settled by a person"
    NOBODY = "NOBODY", "无人可分", "Nobody could get it"
    UNMATCHED = "UNMATCHED", "没有匹配的规则", "No rule matched"


class AssignmentRule(Record, Voidable, table=True):
    """Which leads go to whom: of the active rules in order, the first whose condition holds and that finds somebody.

    `condition` is a filter on leads, as in `where`; empty, it holds for all. `members` are `{userId, weight}` in order, of MEMBERS.
    A person can get a lead when active, not on leave (if that counts), at work (if that counts), below the daily capacity and the
    holding limit, and skilled if a skill is asked for. Of POOL nobody is chosen: the lead waits in `pool_id` to be claimed. Of PARTNER
    the company `partner_id` sees the lead from then on, and whoever looks after that partner, its account's owner, has it.
    """

    __tablename__ = "assignment_rule"
    name: str = string("名称", "Name", REQUIRED, max_length=100, writable=True)
    position: int = integer("顺序", "Order", 0)
    is_active: bool = boolean("启用", "Active", True, writable=True)
    valid_from: datetime | None = moment("生效时间", "Valid from", writable=True)
    valid_until: datetime | None = moment("失效时间", "Valid until", writable=True)
    condition: dict = json("条件", "Condition", default=dict, writable=True)  # type: ignore[type-arg]
    target: AssignmentTarget = choice(
        "分配对象", "Among", AssignmentTarget, AssignmentTarget.MEMBERS, writable=True, required=True
    )
    team_id: UUID | None = link("团队", "Team", "team", writable=True)
    pool_id: UUID | None = link("线索池", "Lead pool", "lead_pool", writable=True)
    partner_id: UUID | None = link("渠道伙伴", "Partner", "account", writable=True)
    members: list[dict] = json("成员与权重", "Members and weights", writable=True)  # type: ignore[type-arg]
    strategy: AssignmentStrategy = choice(
        "分配方式", "How", AssignmentStrategy, AssignmentStrategy.ROUND_ROBIN, writable=True, required=True
    )
    respect_leave: bool = boolean("跳过请假者", "Not to who is on leave", True, writable=True)
    respect_work_hours: bool = boolean("仅工作时间", "Only in working hours", False, writable=True)
    queue_until_open: bool = boolean("下班后等到上班", "Wait for opening", False, writable=True)
    capacity_per_day: int | None = integer("每人每日上限", "Most a day for each", writable=True, maximum=10_000)
    holding_limit: int | None = integer("每人持有上限", "Most open leads for each", writable=True, maximum=100_000)
    skill: str | None = string("所需技能", "Skill needed", max_length=60, writable=True)


class AssignmentTurn(Base, table=True):
    """Where somebody stands in the rotation of a rule: when they were chosen last, and their current weight."""

    __tablename__ = "assignment_turn"
    rule_id: UUID = Field(foreign_key="assignment_rule.id", primary_key=True, ondelete="CASCADE")
    user_id: UUID = Field(foreign_key="user.id", primary_key=True, ondelete="CASCADE")
    turn: int | None = Field(default=None, sa_type=sa.BigInteger, nullable=True)
    current: int = Field(default=0, nullable=False, sa_column_kwargs={"server_default": "0"})


class AssignmentLog(Row, table=True):
    """Why a lead has the owner it has: one row for each time a lead waited for an owner (`cycle`).

    `tried` lists the rules whose condition held: `{rule, reason?, partner?, chosen?, candidates: [{name, reason?, by?}]}`; reasons stand
    in `weir.assignment.eligible` and, of a whole rule, `weir.assignment.deciding`.
    """

    is_history = True
    __tablename__ = "assignment_log"
    title_field = "rule_name"
    lead_id: UUID = link("线索", "Lead", "lead", required=True, ondelete="CASCADE", index=False)
    cycle: int = integer("轮次", "Cycle", 1)
    outcome: AssignmentOutcome = choice("结果", "Outcome", AssignmentOutcome, AssignmentOutcome.WAITING)
    rule_id: UUID | None = link("规则", "Rule", "assignment_rule", index=False)
    rule_name: str | None = string("规则名称", "Rule's name", max_length=100)
    rule_version: int | None = integer("规则版本", "Rule's version")
    owner_id: UUID | None = link("分给", "Given to", "user")
    # Nobody was chosen: where it waits by this decision.
    pool_id: UUID | None = link("放入线索池", "Put into", "lead_pool", index=False)
    captured_at: datetime = moment("进入时间", "Came in", now=True)
    decided_at: datetime | None = moment("决定时间", "Decided")
    wake_at: datetime | None = moment("等待至", "Waits until")
    latency_ms: int | None = integer("用时(毫秒)", "Took (ms)")
    tried: list[dict] = json("经过", "What was tried", guard="assignment_trace")  # type: ignore[type-arg]

    __table_args__ = (
        sa.UniqueConstraint("lead_id", "cycle"),
        sa.Index(
            "ix_assignment_log_waiting",
            "captured_at",
            postgresql_where=sa.text("outcome in ('WAITING', 'QUEUED')"),
        ),
        sa.Index("ix_assignment_log_decided", "decided_at", "owner_id"),
    )


expose(
    AssignmentRule,
    zh="分配规则",
    en="Assignment rule",
    plural="assignmentRules",
    prefix="rule",
    order=(("position", False),),
    derived={
        "named_members": (
            FieldInfo(
                "成员",
                "Members by name",
                Kind.JSON,
                sortable=False,
                groupable=False,
                filterable=False,
                description="`[{userId name isActive weight}]`, in order.",
            ),
            "(select coalesce(json_agg(json_build_object('userId', e.m->>'userId', 'name', mu.name, 'isActive', mu.is_active,"
            " 'weight', (e.m->>'weight')::int) order by e.ord), '[]') from jsonb_array_elements({a}.members) with ordinality e(m, ord)"
            " left join \"user\" mu on mu.id = substr(e.m->>'userId', 6)::uuid)",
        ),
    },
)
expose(
    AssignmentLog,
    zh="分配日志",
    en="Assignment log",
    plural="assignmentLogs",
    prefix="assignment",
    order=(("captured_at", True),),
    reverse={"lead_id": "assignments"},
)
