"""What helps to win a lead: the problems we solve, the cases and figures that prove it, and the play for each kind of lead."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from weir.catalog.declare import REQUIRED, FieldInfo, Kind, boolean, choice, integer, json, link, string, tags, text
from weir.catalog.registry import edge, expose
from weir.db.record import Base, Record, Voidable
from weir.leads.kinds import LeadState


class Aimed(SQLModel):
    """Whom a row is for. What is left empty is for everybody; how a lead is matched stands in `weir.selling.ranking`."""

    industry: str | None = string("行业", "Industry", max_length=100, writable=True)
    role: str | None = string("角色", "Role", max_length=100, writable=True)
    traits: list[str] = tags("特性", "Traits", writable=True)
    is_active: bool = boolean("启用", "Active", True, writable=True)


class ProblemEntry(Record, Aimed, Voidable, table=True):
    """A problem of an industry and a role: the harm it does, and our answer. A lead has it when its `problems` name it."""

    __tablename__ = "problem_entry"
    # As long as a tag: leads name their problems in words, and this is one of them.
    name: str = string("问题", "Problem", REQUIRED, max_length=60, writable=True, searchable=True)
    harm: str | None = text("危害", "Harm", max_length=2000, writable=True)
    answer: str | None = text("我们的答案", "Our answer", max_length=2000, writable=True)

    __table_args__ = (
        sa.CheckConstraint("length(btrim(name)) > 0", name="named"),
        sa.Index("uq_problem_entry_name", "name", unique=True, postgresql_where=sa.text("deleted_at is null")),
    )


class SuccessCase(Record, Aimed, Voidable, table=True):
    """How a customer like the lead solved such a problem with us. Its `story` is what a rep sends; it may carry a file."""

    __tablename__ = "success_case"
    title_field = "title"
    title: str = string("标题", "Title", REQUIRED, writable=True, searchable=True)
    customer: str | None = string("客户", "Customer", writable=True)
    story: str | None = text("案例正文", "Story", max_length=4000, writable=True)
    result: str | None = string("成果", "Result", writable=True)
    file_name: str | None = string("文件名", "File", max_length=255)
    file_bytes: int | None = integer("文件大小(字节)", "File size (bytes)")
    file_type: str | None = string("文件类型", "Type of the file", max_length=120)
    # Where its bytes lie; another file is another place.
    file_id: UUID | None = Field(default=None, nullable=True)

    __table_args__ = (sa.CheckConstraint("length(btrim(title)) > 0", name="titled"),)


class CaseProblem(Base, table=True):
    """A problem that a success case shows solved."""

    __tablename__ = "case_problem"
    case_id: UUID = Field(foreign_key="success_case.id", primary_key=True, ondelete="CASCADE")
    problem_id: UUID = Field(foreign_key="problem_entry.id", primary_key=True, index=True, ondelete="CASCADE")


class ValueEntry(Record, Aimed, Voidable, table=True):
    """What solving a problem is worth: the benefit, its number, and the proof of it."""

    __tablename__ = "value_entry"
    title_field = "benefit"
    problem_id: UUID = link("问题", "Problem", "problem_entry", required=True, writable=True)
    benefit: str = string("收益", "Benefit", REQUIRED, writable=True, searchable=True)
    number: str | None = string("数字", "Number", max_length=60, writable=True)
    proof: str | None = text("证据", "Proof", max_length=2000, writable=True)

    __table_args__ = (sa.CheckConstraint("length(btrim(benefit)) > 0", name="said"),)


class Play(Record, Aimed, Voidable, table=True):
    """The strategy for one kind of lead, and the tasks it makes: a list of `{titleZh, titleEn, dueInDays, taskKind}`."""

    title_field = "name_zh"
    lead_state: LeadState = choice("线索状态类型", "Lead state", LeadState, REQUIRED, writable=True)
    name_zh: str = string("中文名", "Chinese name", REQUIRED, max_length=100, writable=True)
    name_en: str = string("英文名", "English name", REQUIRED, max_length=100, writable=True)
    strategy_zh: str | None = text("中文策略", "Strategy in Chinese", max_length=2000, writable=True)
    strategy_en: str | None = text("英文策略", "Strategy in English", max_length=2000, writable=True)
    tasks: list[dict[str, Any]] = json("任务模板", "Tasks", writable=True)
    position: int = integer("顺序", "Position", 0)


class LeadPlay(Record, table=True):
    """A play that was started on a lead, each once."""

    __tablename__ = "lead_play"
    title_field = "play_name"
    lead_id: UUID = link("线索", "Lead", "lead", required=True, ondelete="CASCADE")
    play_id: UUID = link("打法", "Play", "play", required=True)
    started_by_id: UUID | None = link("发起人", "Started by", "user", index=False)

    __table_args__ = (sa.UniqueConstraint("lead_id", "play_id", name="uq_lead_play_once"),)


class CaseUse(Record, table=True):
    """A success case that was told to a customer, with the activity in which it was."""

    __tablename__ = "case_use"
    title_field = "case_title"
    case_id: UUID = link("成功案例", "Success case", "success_case", required=True)
    activity_id: UUID = link("销售记录", "Activity", "activity", required=True, ondelete="CASCADE")
    used_by_id: UUID | None = link("使用人", "Used by", "user", index=False)

    __table_args__ = (sa.UniqueConstraint("case_id", "activity_id", name="uq_case_use_once"),)


_NAME = FieldInfo("名称", "Name", Kind.STRING, description="The name in the viewer's language.")
_STRATEGY = FieldInfo(
    "策略", "Strategy", Kind.TEXT, sortable=False, groupable=False, description="In the viewer's language."
)
_PROBLEMS = """coalesce((select json_agg(
    json_build_object('id', 'problem_' || replace(p.id::text, '-', ''), 'name', p.name) order by p.name)
    from case_problem cp join problem_entry p on p.id = cp.problem_id and p.deleted_at is null where cp.case_id = {a}.id), '[]'::json)"""
_LINKED = FieldInfo(
    "问题", "Problems", Kind.JSON, filterable=False, sortable=False, groupable=False,
    description="The problems it shows solved: a list of `{id, name}`.",
)  # fmt: skip
_FILE = FieldInfo(
    "文件地址", "Address of the file", Kind.STRING, filterable=False, sortable=False, groupable=False,
    description="Where its file is downloaded; null when it has none.",
)  # fmt: skip

expose(
    ProblemEntry,
    zh="问题",
    en="Problem",
    plural="problemEntries",
    prefix="problem",
    order=(("name", False),),
)
expose(
    SuccessCase,
    zh="成功案例",
    en="Success case",
    plural="successCases",
    prefix="case",
    order=(("title", False),),
    derived={
        "problems": (_LINKED, _PROBLEMS),
        "file_url": (
            _FILE,
            "case when {a}.file_id is not null then '/files/cases/case_' || replace({a}.id::text, '-', '') end",
        ),
    },
)
expose(
    ValueEntry,
    zh="价值",
    en="Value",
    plural="valueEntries",
    prefix="value",
    order=(("benefit", False),),
    reverse={"problem_id": "values"},
)
expose(
    Play,
    zh="打法",
    en="Play",
    plural="plays",
    order=(("position", False),),
    derived={
        "name": (_NAME, "case when %(v_zh)s then {a}.name_zh else {a}.name_en end"),
        "strategy": (_STRATEGY, "case when %(v_zh)s then {a}.strategy_zh else {a}.strategy_en end"),
    },
)
expose(
    LeadPlay,
    zh="已启动打法",
    en="Started play",
    plural="leadPlays",
    prefix="leadplay",
    order=(("created_at", True),),
    derived={
        "play_name": (
            _NAME,
            "select case when %(v_zh)s then pn.name_zh else pn.name_en end from play pn where pn.id = {a}.play_id",
        )
    },
    reverse={"lead_id": "plays", "play_id": "starts"},
    root=False,
)
expose(
    CaseUse,
    zh="案例使用",
    en="Use of a case",
    plural="caseUses",
    prefix="caseuse",
    order=(("created_at", True),),
    derived={"case_title": (_NAME, "select ct.title from success_case ct where ct.id = {a}.case_id")},
    reverse={"case_id": "uses", "activity_id": "caseUses"},
    root=False,
)
# The words of leads and the rows of the table are one vocabulary.
edge(
    "problem_entry", "leads", "lead", "{t}.problems @> array[{a}.name]::varchar[]", "The leads that have this problem."
)
