"""Clocks of leads: how long each may wait for what, who is told on the way, and how each clock ended."""

import datetime as dt
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field
from sqlmodel.sql.sqltypes import UTCDateTime

from weir.catalog.declare import REQUIRED, FieldInfo, Kind, boolean, choice, integer, json, link, moment
from weir.catalog.registry import expose
from weir.db.record import Record, Row
from weir.leads.kinds import LeadClockKind


class SlaPolicy(Record, table=True):
    """How long leads may wait for one thing.

    `rungs` are the ladder, in order: at `percent` of the time, `owner` and `manager` are told, a `task` is given to the owner, or the
    lead is taken away and assigned anew (`reassign`). Each happens once for each run of a clock.
    """

    __tablename__ = "sla_policy"
    title_field = "clock"
    clock: LeadClockKind = choice("时限", "Clock", LeadClockKind, REQUIRED)
    minutes: int = integer("目标(分钟)", "Target (minutes)", REQUIRED, writable=True, maximum=525_600)
    in_working_time: bool = boolean("按工作时间", "In working time", writable=True)
    is_active: bool = boolean("启用", "Active", True, writable=True)
    # Clocks that would have begun before are not started: a rule is no verdict on the past.
    active_since: dt.datetime = moment("启用于", "Active since", now=True)
    rungs: list[dict[str, Any]] = json("升级步骤", "Ladder", writable=True)

    __table_args__ = (
        sa.UniqueConstraint("clock", name="uq_sla_policy_clock"),
        sa.CheckConstraint("minutes >= 1", name="lasts"),
    )


class LeadClock(Row, table=True):
    """One run of a clock of a lead, from what started it to the answer or to what made it pointless."""

    is_history = True
    __tablename__ = "lead_clock"
    title_field = "clock"
    lead_id: UUID = link("线索", "Lead", "lead", required=True, ondelete="CASCADE")
    clock: LeadClockKind = choice("时限", "Clock", LeadClockKind, REQUIRED)
    owner_id: UUID | None = link("负责人", "Owner", "user", index=False)
    started_at: dt.datetime = moment("开始", "Started", now=True)
    due_at: dt.datetime | None = moment("截止", "Due")
    stopped_at: dt.datetime | None = moment("结束", "Stopped")
    is_answered: bool = boolean("已响应", "Answered")
    rung: int = Field(default=0, nullable=False, sa_column_kwargs={"server_default": "0"})
    # When there is something to do for it: time it, or climb the next rung.
    wake_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime, nullable=True)

    __table_args__ = (
        sa.Index("ix_lead_clock_wake", "wake_at", postgresql_where=sa.text("wake_at is not null")),
        sa.Index("uq_lead_clock_runs", "lead_id", "clock", unique=True, postgresql_where=sa.text("stopped_at is null")),
        sa.Index("ix_lead_clock_stopped", "stopped_at", postgresql_where=sa.text("stopped_at is not null")),
    )


# Of the last 30 days, what was answered in time among all that was answered or is overdue; empty when there is none.
KEPT = """(select case when count(*) > 0
    then round(100.0 * count(*) filter (where k.is_answered and k.stopped_at <= k.due_at) / count(*), 1) end
    from lead_clock k where k.clock = {a}.clock and k.due_at >= now() - interval '30 days'
        and (k.is_answered or (k.stopped_at is null and k.due_at < now())))"""
LATE = """(select count(*) from (select 1 from lead_clock k where k.clock = {a}.clock and k.stopped_at is null
    and k.due_at < now() limit 10000) o)"""


def _figure(zh: str, en: str, kind: Kind, text: str) -> FieldInfo:
    return FieldInfo(zh, en, kind, description=text, filterable=False, sortable=False, groupable=False, measured=False)


expose(
    SlaPolicy,
    zh="响应时限",
    en="Response time",
    plural="slaPolicies",
    prefix="sla",
    order=(("minutes", False),),
    derived={
        "kept_percent": (
            _figure(
                "30 天达成率(%)", "Kept in 30 days (%)", Kind.DECIMAL,
                "Percent answered in time of all that was answered or is overdue, of the last 30 days; over all leads.",
            ),
            KEPT,
        ),
        "late": (_figure("现逾期", "Overdue now", Kind.INT, "Leads that wait too long now; counted up to 10,000."), LATE),
    },
)  # fmt: skip
expose(
    LeadClock,
    zh="时限记录",
    en="Clock",
    plural="leadClocks",
    prefix="clock",
    order=(("started_at", True),),
    derived={
        "is_kept": (
            FieldInfo(
                "按时", "In time", Kind.BOOL, description="Null while it runs, and when it ended without an answer."
            ),
            "case when {a}.is_answered then {a}.stopped_at <= {a}.due_at"
            " when {a}.stopped_at is null and {a}.due_at < now() then false end",
        ),
    },
    reverse={"lead_id": "clocks"},
    root=False,
)
