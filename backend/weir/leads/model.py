"""Leads: people or companies with a problem we may solve, before there is a deal."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field
from sqlmodel.sql.sqltypes import UTCDateTime

from weir.catalog.declare import (
    REQUIRED,
    FieldInfo,
    Kind,
    boolean,
    choice,
    day,
    decimal,
    integer,
    link,
    moment,
    money,
    number,
    string,
    tags,
    text,
)
from weir.catalog.registry import expose
from weir.consents.model import consent_fields
from weir.db.record import Customizable, Owned, Record, Voidable
from weir.deals.kinds import BuyingRole
from weir.leads.coming import COMING
from weir.leads.kinds import (
    OPEN_STATUSES,
    Attitude,
    AwarenessStage,
    HandoffReason,
    IntentCause,
    IntentLevel,
    LeadClockKind,
    LeadGrade,
    LeadInvalidReason,
    LeadStage,
    LeadState,
    LeadStatus,
    MissedAs,
    MqlCause,
)


class Lead(Record, Owned, Voidable, Customizable, table=True):
    """A person, usually of a company, with a suspected problem we may solve. Converted, it is read-only for ever."""

    number: str = number("L", "lead_number")
    name: str = string("姓名", "Name", REQUIRED, max_length=100, writable=True, searchable=True)
    company_name: str | None = string("公司", "Company", writable=True, searchable=True)
    company_key: str = Field(default="", nullable=False, index=True, sa_column_kwargs={"server_default": ""})
    title: str | None = string("职务", "Title", max_length=100, writable=True)
    buying_role: BuyingRole | None = choice("采购角色", "Buying role", BuyingRole, writable=True)
    mobile: str | None = string("手机", "Mobile", max_length=40, writable=True, guard="contact_data")
    mobile_key: str | None = Field(default=None, max_length=40, index=True, nullable=True)
    phone: str | None = string("电话", "Phone", max_length=40, writable=True, guard="contact_data")
    phone_key: str | None = Field(default=None, max_length=60, index=True, nullable=True)
    email: str | None = string("邮箱", "E-mail", max_length=254, writable=True, guard="contact_data")
    email_key: str | None = Field(default=None, max_length=254, index=True, nullable=True)
    wechat: str | None = string("微信", "WeChat", max_length=60, writable=True, guard="contact_data")
    industry: str | None = string("行业", "Industry", max_length=100, index=True, writable=True)
    region: str | None = string("地区", "Region", max_length=100, index=True, writable=True)
    employees: int | None = integer("员工数", "Employees", writable=True)
    source: str | None = string("来源", "Source", max_length=100, index=True, writable=True)
    source_detail: str | None = string("来源明细", "Source detail", max_length=300, writable=True)
    channel_id: UUID | None = link("渠道", "Channel", "channel")
    campaign_id: UUID | None = link("首次市场活动", "First campaign", "campaign")
    referrer_account_id: UUID | None = link("推荐客户", "Referred by account", "account", writable=True)
    referrer_contact_id: UUID | None = link("推荐人", "Referred by", "contact", writable=True)
    status: LeadStatus = choice("状态", "Status", LeadStatus, LeadStatus.PENDING, index=True)
    stage: LeadStage = choice("认可阶段", "Stage", LeadStage, LeadStage.RAW)
    intent: IntentLevel | None = choice("意向", "Intent", IntentLevel, writable=True, guard="lead_intent")
    intent_cause: IntentCause | None = choice("意向依据", "Why this intent", IntentCause, guard="lead_score")
    intent_at: datetime | None = moment("意向判定时间", "Intent since", guard="lead_score")
    intent_by_id: UUID | None = link("意向判定人", "Who says the intent", "user", index=False, guard="lead_score")
    # When the grade made it what it is: clocks that wait because of it begin then, not before.
    intent_since: datetime | None = Field(default=None, sa_type=UTCDateTime, nullable=True)
    awareness_stage: AwarenessStage | None = choice("认知阶段", "Awareness", AwarenessStage, writable=True)
    attitude: Attitude | None = choice("对我方的态度", "Attitude", Attitude, writable=True)
    incumbent: str | None = string("现有供应商/竞品", "Incumbent or competitor", max_length=200, writable=True)
    lead_state: LeadState | None = choice("线索状态类型", "Lead state", LeadState, writable=True)
    problems: list[str] = tags("问题", "Problems", writable=True)
    budget: Decimal | None = money("预算", "Budget", currency="budget_currency", writable=True, guard="deal_amount")
    budget_currency: str | None = Field(default=None, max_length=3, nullable=True)
    budget_approved: bool = boolean("预算已批准", "Budget approved", writable=True)
    purchase_by: date | None = day("计划采购日期", "Plans to buy by", writable=True)
    next_follow_up_at: datetime | None = moment("下次跟进", "Next follow-up", writable=True)
    description: str | None = text("备注", "Notes", writable=True)
    tags: list[str] = tags("标签", "Tags", writable=True)
    do_not_contact: bool = boolean("请勿联系", "Do not contact", writable=True)
    partner_id: UUID | None = link("渠道伙伴", "Partner", "account")
    pool_id: UUID | None = link("线索池", "Lead pool", "lead_pool")
    pooled_at: datetime | None = moment("进入线索池", "In the pool since")
    owner_since: datetime | None = moment("归属起始", "Owner since")
    protected_until: datetime | None = moment("保护至", "Protected until")
    recycle_due_at: datetime | None = moment("回收时间", "Goes back to the pool", guard="lead_wait")
    # Whatever moves the clock of a lead but a new owner leaves a day to follow up; the trigger `lead_clock` keeps these.
    recycle_not_before: datetime | None = Field(default=None, sa_type=UTCDateTime, nullable=True)
    # The reminder told last: for which moment, how many days before.
    reminded_for: datetime | None = Field(default=None, sa_type=UTCDateTime, nullable=True)
    reminded_days: int | None = Field(default=None, nullable=True)
    assigned_at: datetime | None = moment("分配时间", "Assigned")
    # When somebody came to us who is to be answered; empty for what a file brings or a rep enters for themself.
    waits_since: datetime | None = Field(default=None, sa_type=UTCDateTime, nullable=True)
    response_due_at: datetime | None = moment("响应截止", "Response due", guard="lead_wait")
    waits_for: LeadClockKind | None = choice("待办时限", "Waits for", LeadClockKind, guard="lead_wait")
    revisited_at: datetime | None = Field(default=None, sa_type=UTCDateTime, nullable=True)
    first_response_at: datetime | None = moment("首次响应", "First response")
    last_follow_up_at: datetime | None = moment("最近跟进", "Last follow-up")
    # Written by `scoring` alone; a closed lead keeps its last.
    fit_score: int | None = integer("匹配度", "Fit", guard="lead_score")
    engagement_score: Decimal | None = decimal("参与度", "Engagement", digits=4, places=1, guard="lead_score")
    score: Decimal | None = decimal("评分", "Score", digits=4, places=1, guard="lead_score")
    grade: LeadGrade | None = choice("评级", "Grade", LeadGrade, guard="lead_score")
    scored_at: datetime | None = moment("评分时间", "Scored", guard="lead_score")
    # What the leads closed before say, in percent: beside the rules, never part of them.
    chance: Decimal | None = decimal(
        "预测转化率(%)", "Predicted conversion (%)", digits=4, places=1, guard="lead_score"
    )
    chance_at: datetime | None = moment("预测时间", "Predicted", guard="lead_score")
    chance_version: int | None = Field(default=None, nullable=True)
    score_due_at: datetime | None = Field(default=None, sa_type=UTCDateTime, nullable=True)
    score_version: int | None = Field(default=None, nullable=True)
    mql_at: datetime | None = moment("市场认可时间", "Marketing qualified at")
    mql_cause: MqlCause | None = choice("市场认可方式", "Why marketing qualified", MqlCause, guard="lead_score")
    accepted_at: datetime | None = moment("销售接受时间", "Accepted by sales")
    rejected_at: datetime | None = moment("退回市场时间", "Rejected by sales")
    reject_reason: HandoffReason | None = choice("退回市场原因", "Reason of rejection", HandoffReason)
    sql_at: datetime | None = moment("销售认可时间", "Sales qualified at")
    invalid_reason: LeadInvalidReason | None = choice("无效原因", "Invalid reason", LeadInvalidReason)
    invalid_note: str | None = string("无效说明", "Why it is invalid", max_length=500)
    restored_at: datetime | None = moment("恢复时间", "Restored")
    claim_count: int = integer("领取次数", "Times claimed", 0)
    return_count: int = integer("退回次数", "Times returned", 0)
    recycle_count: int = integer("回收次数", "Times recycled", 0)
    converted_at: datetime | None = moment("转换时间", "Converted at")
    account_id: UUID | None = link("转换客户", "Account", "account")
    contact_id: UUID | None = link("转换联系人", "Contact", "contact")
    deal_id: UUID | None = link("转换商机", "Deal", "deal")
    # The lead it is part of now; such a lead is voided, and its id leads on to that one.
    merged_into_id: UUID | None = Field(
        default=None, foreign_key="lead.id", ondelete="SET NULL", index=True, nullable=True
    )

    __table_args__ = (
        sa.Index("ix_lead_updated", "updated_at", "id"),
        sa.Index("ix_lead_created", "created_at", "id"),
        sa.Index("ix_lead_name_id", "name", "id"),
        # A column of the board, in the order of what is due.
        sa.Index(
            "ix_lead_board",
            "status",
            "response_due_at",
            sa.text("created_at desc"),
            sa.text("id desc"),
            postgresql_where=sa.text("deleted_at is null"),
        ),
        sa.Index("ix_lead_waiting", "pool_id", "pooled_at", "id", postgresql_where=sa.text("owner_id is null")),
        sa.Index("ix_lead_problems", "problems", postgresql_using="gin"),
        sa.Index("ix_lead_due", "recycle_due_at", postgresql_where=sa.text("recycle_due_at is not null")),
        sa.Index(
            "ix_lead_response_due", "response_due_at", "id", postgresql_where=sa.text("response_due_at is not null")
        ),
        # As lists of work are sorted: what is due first, then the best.
        sa.Index("ix_lead_work", "response_due_at", sa.text("score desc nulls last"), sa.text("id desc")),
        sa.Index("ix_lead_score", sa.text("score desc nulls last"), sa.text("id desc")),
        sa.Index("ix_lead_chance", sa.text("chance desc nulls last"), sa.text("id desc")),
        sa.Index("ix_lead_score_due", "score_due_at", postgresql_where=sa.text("score_due_at is not null")),
        sa.CheckConstraint("length(btrim(name)) > 0", name="named"),
        sa.CheckConstraint("(status = 'CONVERTED') = (converted_at is not null)", name="converted"),
        sa.CheckConstraint("status <> 'PENDING' or owner_id is not null", name="pending_is_owned"),
    )


SUGGESTED = """case
    when {a}.awareness_stage in ('HESITATING', 'SEEKING_NOT_US') and {a}.attitude = 'INTERESTED' then 'OPPORTUNITY'
    when {a}.awareness_stage = 'SEEKING_NOT_US' and {a}.attitude = 'REFUSING' then 'REPELLENT'
    when {a}.awareness_stage = 'SEEKING_NOT_US' and {a}.incumbent is not null then 'COMPETITIVE'
    when {a}.awareness_stage = 'UNAWARE' then 'PROBLEM'
    when {a}.awareness_stage in ('AWARE_NO_ACTION', 'HESITATING') then 'PAIN' end"""

DORMANT_DAYS, WAITED_DAYS = 90, 7
DORMANT = f"""{{a}}.status in ({OPEN_STATUSES})
    and greatest({{a}}.created_at, {{a}}.last_follow_up_at) < now() - interval '{DORMANT_DAYS} days'"""
# What never was business is not missed: wrong numbers, the same person twice, competitors, junk.
MISSED = f"""case when {{a}}.status = 'CONVERTED'
        or {{a}}.status = 'INVALID' and {{a}}.invalid_reason
            in ('EMPTY_NUMBER', 'WRONG_PERSON', 'DUPLICATE', 'COMPETITOR', 'SPAM') then null
    when {{a}}.status <> 'NURTURING' and {{a}}.first_response_at is null and {{a}}.last_follow_up_at is null
        and {{a}}.created_at < now() - interval '{WAITED_DAYS} days' then 'NEVER_CONTACTED'
    when {{a}}.status = 'INVALID' then 'DISQUALIFIED'
    when {{a}}.recycle_count + {{a}}.return_count >= 2 then 'RECYCLED_TWICE' end"""

# Only while the grade decides is there anything to hold against.
HELD_UNTIL = """(select {a}.intent_at + make_interval(days => m.intent_hold_days) from score_model m
    where m.intent_is_derived and {a}.intent_cause in ('MANUAL', 'SOURCE'))"""

expose(
    Lead,
    zh="线索",
    en="Lead",
    plural="leads",
    derived={
        "suggested_state": (
            FieldInfo(
                "建议类型",
                "Suggested state",
                Kind.ENUM,
                enum=LeadState,
                description="What awareness and attitude suggest; `leadState` stays what people set.",
            ),
            SUGGESTED,
        ),
        "is_dormant": (
            FieldInfo(
                "沉寂", "Dormant", Kind.BOOL, description=f"Open, and nobody has followed up for {DORMANT_DAYS} days."
            ),
            DORMANT,
        ),
        "missed_as": (
            FieldInfo(
                "流失类型",
                "Missed as",
                Kind.ENUM,
                enum=MissedAs,
                description=f"Never contacted within {WAITED_DAYS} days, called invalid though it was one, or back in the pool twice.",
            ),
            MISSED,
        ),
        "is_awaiting_sales": (
            FieldInfo("待销售接受", "Awaiting sales", Kind.BOOL),
            "{a}.stage = 'MQL' and {a}.accepted_at is null and {a}.status not in ('CONVERTED', 'INVALID')",
        ),
        "is_unmatched": (
            FieldInfo("未匹配问题", "No problem known", Kind.BOOL),
            "cardinality({a}.problems) = 0 and {a}.status not in ('CONVERTED', 'INVALID')",
        ),
        "intent_holds_until": (
            FieldInfo(
                "意向保持至",
                "Intent holds until",
                Kind.DATETIME,
                guard="lead_score",
                description="Until when the grade leaves the intent as a person or a source gave it; null where it does not decide.",
            ),
            HELD_UNTIL,
        ),
        **COMING,
        **consent_fields("lead_id"),
    },
    reverse={
        "account_id": "leads",
        "contact_id": "leads",
        "deal_id": "leads",
        "owner_id": "leads",
        "channel_id": "leads",
        "campaign_id": "leads",
        "referrer_account_id": "referrals",
        "referrer_contact_id": "referrals",
        "pool_id": "leads",
    },
)
