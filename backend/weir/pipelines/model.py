"""The road a deal takes: pipelines and their stages, with what each stage asks for."""

from uuid import UUID

import sqlalchemy as sa

from weir.catalog.declare import REQUIRED, FieldInfo, Kind, Labelled, boolean, choice, integer, json, link, string, text
from weir.catalog.registry import expose
from weir.db.record import Record, Voidable


class StageType(Labelled):
    """What being in a stage means for the deal's status."""

    OPEN = "OPEN", "进行中", "Open"
    WON = "WON", "赢单", "Won"
    LOST = "LOST", "输单", "Lost"
    INVALID = "INVALID", "无效", "Invalid"


class ForecastCategory(Labelled):
    """Where a deal counts in the forecast."""

    PIPELINE = "PIPELINE", "管道", "Pipeline"
    BEST_CASE = "BEST_CASE", "最佳情况", "Best case"
    COMMIT = "COMMIT", "承诺", "Commit"
    CLOSED = "CLOSED", "已成交", "Closed"
    OMITTED = "OMITTED", "不计入", "Omitted"


class Pipeline(Record, Voidable, table=True):
    """An ordered set of stages, such as new business or renewals."""

    title_field = "name_zh"
    code: str = string("代码", "Code", REQUIRED, max_length=40, unique=True, writable=True)
    name_zh: str = string("中文名", "Chinese name", REQUIRED, writable=True)
    name_en: str = string("英文名", "English name", REQUIRED, writable=True)
    position: int = integer("顺序", "Position", 0, writable=True)
    is_active: bool = boolean("启用", "Active", True, writable=True)


class Stage(Record, Voidable, table=True):
    """One step of a pipeline.

    `entry_criteria`, `exit_criteria` and `required_actions` are lists of `{kind, params, labelZh, labelEn, mandatory}`; the
    kinds and how they are checked stand in `weir.deals.gate`. `enter_actions` lists what happens on entry.
    """

    title_field = "name_zh"
    pipeline_id: UUID = link("销售流程", "Pipeline", "pipeline", required=True)
    position: int = integer("顺序", "Position", 0)
    name_zh: str = string("中文名", "Chinese name", REQUIRED, writable=True)
    name_en: str = string("英文名", "English name", REQUIRED, writable=True)
    type: StageType = choice("类型", "Type", StageType, StageType.OPEN, writable=True)
    probability: int = integer("赢单概率", "Probability", 0, writable=True, maximum=100)
    forecast_category: ForecastCategory = choice(
        "预测类别", "Forecast category", ForecastCategory, ForecastCategory.PIPELINE, writable=True
    )
    dwell_limit_days: int | None = integer("停留上限(天)", "Dwell limit (days)", writable=True)
    idle_limit_days: int | None = integer("无跟进上限(天)", "Idle limit (days)", writable=True)
    definition_zh: str | None = text("中文定义", "Chinese definition", writable=True)
    definition_en: str | None = text("英文定义", "English definition", writable=True)
    is_optional: bool = boolean("可选阶段", "Optional", writable=True)
    required_fields: list[str] = json("必填字段", "Required fields", writable=True)
    entry_criteria: list[dict] = json("准入标准", "Entry criteria", writable=True)  # type: ignore[type-arg]
    exit_criteria: list[dict] = json("准出标准", "Exit criteria", writable=True)  # type: ignore[type-arg]
    required_actions: list[dict] = json("必做动作", "Required actions", writable=True)  # type: ignore[type-arg]
    enter_actions: list[dict] = json("进入时动作", "Actions on entry", writable=True)  # type: ignore[type-arg]

    __table_args__ = (sa.CheckConstraint("probability between 0 and 100", name="probability_range"),)


_NAME = FieldInfo("名称", "Name", Kind.STRING, description="The name in the viewer's language.")
_NAME_SQL = "case when %(v_zh)s then {a}.name_zh else {a}.name_en end"

expose(
    Pipeline,
    zh="销售流程",
    en="Pipeline",
    plural="pipelines",
    order=(("position", False),),
    derived={"name": (_NAME, _NAME_SQL)},
)
expose(
    Stage,
    zh="阶段",
    en="Stage",
    plural="stages",
    order=(("position", False),),
    derived={
        "name": (_NAME, _NAME_SQL),
        "definition": (
            FieldInfo("定义", "Definition", Kind.TEXT, sortable=False, groupable=False),
            "case when %(v_zh)s then {a}.definition_zh else {a}.definition_en end",
        ),
    },
    reverse={"pipeline_id": "stages"},
)
