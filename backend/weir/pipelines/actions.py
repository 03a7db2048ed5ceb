"""What can be done with pipelines and stages. Editing a stage never rewrites the deals that are in it."""

from decimal import Decimal, InvalidOperation
from typing import Any

import sqlalchemy as sa
from sqlmodel import select

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.changing.records import create, update, void
from weir.errors import Refusal, not_found
from weir.identity.model import Role
from weir.pipelines.model import Pipeline, Stage, StageType
from weir.pipelines.templates import TEMPLATES

CRITERION_KEYS = {"kind", "field", "values", "direction", "inStage", "labelZh", "labelEn", "mandatory", "least"}
# The kinds a gate can check (`weir.deals.gate`) and the deal fields it may name; set by the room above when it is imported.
GATE: dict[str, Any] = {"kinds": frozenset(), "field": lambda name: None, "task_kinds": frozenset()}


async def install_pipeline(change: Change, given: dict[str, Any]) -> Pipeline:
    """Adds one of the template pipelines, with a free code."""
    change.allow("create", Pipeline)
    template = TEMPLATES[given["template"]]
    code = await _free_code(change, template["code"])
    count = (await change.session.execute(sa.select(sa.func.count()).select_from(Pipeline))).scalar() or 0
    pipeline = change.add(Pipeline(code=code, name_zh=template["name_zh"], name_en=template["name_en"], position=count))
    await change.save("installed")
    for position, one in enumerate(template["stages"]):
        change.add(Stage(pipeline_id=pipeline.id, position=position, **_typed(one)))
    await change.save("installed")
    return pipeline


def _typed(one: dict[str, Any]) -> dict[str, Any]:
    stage = Stage.__table__.c  # type: ignore[attr-defined]
    return {
        name: stage[name].type.python_type(value) if isinstance(stage[name].type, sa.Enum) else value
        for name, value in one.items()
    }


async def _free_code(change: Change, code: str) -> str:
    taken = set((await change.session.exec(select(Pipeline.code).where(Pipeline.code.startswith(code)))).all())  # type: ignore[attr-defined]
    if code not in taken:
        return code
    return next(f"{code}-{number}" for number in range(2, 1000) if f"{code}-{number}" not in taken)


async def create_pipeline(change: Change, given: dict[str, Any]) -> Pipeline:
    """A new pipeline with one open stage and the closed ones, ready to be edited."""
    count = (await change.session.execute(sa.select(sa.func.count()).select_from(Pipeline))).scalar() or 0
    pipeline = await create(change, Pipeline, given, position=count)
    first = {"name_zh": "新阶段", "name_en": "New stage", "type": "OPEN", "probability": 10}
    end = TEMPLATES["P_A"]["stages"][-3:]
    for position, one in enumerate([first, *end]):
        change.add(Stage(pipeline_id=pipeline.id, position=position, **_typed(one)))
    await change.save("created")
    return pipeline


async def update_pipeline(change: Change, given: dict[str, Any]) -> Pipeline:
    """Changes a pipeline's names, order or whether it is in use."""
    return await update(change, Pipeline, given)


async def create_stage(change: Change, given: dict[str, Any]) -> Stage:
    """Adds a stage before the closed ones, or at a given place."""
    pipeline = await change.load(Pipeline, key_of(given["pipelineId"], "pipeline"))
    stages = await _stages(change, pipeline)
    given = {**given, "type": given.get("type") or StageType.OPEN}
    last_open = max((one.position for one in stages if one.type is StageType.OPEN), default=-1)
    stage = await create(change, Stage, given, _check, pipeline_id=pipeline.id, position=last_open + 1)
    for one in stages:
        if one.position > last_open:
            one.position += 1
    await change.save("ordered")
    return stage


async def update_stage(change: Change, given: dict[str, Any]) -> Stage:
    """Changes a stage. A new probability counts for deals that enter from now on."""
    if given.get("type") is not None:
        stage = await change.load(Stage, key_of(given["id"], "stage"))
        if stage.type is not StageType(given["type"]):
            await _refuse_used(change, stage, "type")
    return await update(change, Stage, given, _check)


async def void_stage(change: Change, given: dict[str, Any]) -> Stage:
    """Removes a stage that no deal is in; the history of old deals keeps it."""
    stage = await change.load(Stage, key_of(given["id"], "stage"))
    await _refuse_used(change, stage, "id")
    siblings = [one for one in await _stages(change, await _pipeline(change, stage)) if one.id != stage.id]
    for kind in (StageType.OPEN, StageType.WON, StageType.LOST):
        if stage.type is kind and not any(one.type is kind for one in siblings):
            raise Refusal("STAGE_NEEDED", ("id",), {"type": (kind.zh, kind.en)})
    return await void(change, Stage, given)


async def reorder_stages(change: Change, given: dict[str, Any]) -> Pipeline:
    """Puts the stages of a pipeline into a new order; every stage must be named once, open ones before closed ones."""
    pipeline = await change.load(Pipeline, key_of(given["pipelineId"], "pipeline"))
    stages = {one.id: one for one in await _stages(change, pipeline)}
    wanted = [key_of(text, "stage") for text in given["stageIds"]]
    label = {"label": ("阶段顺序", "The order")}
    if set(wanted) != set(stages) or len(wanted) != len(stages):
        raise Refusal("INVALID", ("stageIds",), {**label, "why": ("请包含每个阶段各一次。", "name every stage once.")})
    ordered = [stages[key] for key in wanted if key is not None]
    is_open = [one.type is StageType.OPEN for one in ordered]
    if is_open != sorted(is_open, reverse=True):
        why = ("进行中的阶段须排在关闭阶段之前。", "open stages come before closed ones.")
        raise Refusal("INVALID", ("stageIds",), {**label, "why": why})
    for position, one in enumerate(ordered):
        one.position = position
    await change.save("ordered")
    return pipeline


async def _pipeline(change: Change, stage: Stage) -> Pipeline:
    found = await change.session.get(Pipeline, stage.pipeline_id)
    if found is None:
        raise not_found("pipelineId")
    return found


async def _stages(change: Change, pipeline: Pipeline) -> list[Stage]:
    query = select(Stage).where(Stage.pipeline_id == pipeline.id, Stage.deleted_at.is_(None))  # type: ignore[union-attr]
    return list((await change.session.exec(query.order_by(Stage.position))).all())  # type: ignore[arg-type, attr-defined]


async def _refuse_used(change: Change, stage: Stage, path: str) -> None:
    count = sa.text("select count(*) from deal where stage_id = :stage and deleted_at is null")
    used = (await change.session.execute(count, {"stage": stage.id})).scalar() or 0
    if used:
        raise Refusal("IN_USE", (path,), {"count": used, "what": ("商机", "deals")})


async def _check(change: Change, stage: Stage) -> None:
    """Probability fits the type; criteria name kinds and fields that exist."""
    label = {"label": ("赢单概率", "Probability")}
    if stage.type is StageType.OPEN and stage.probability > 99:
        why = ("进行中的阶段最多 99。", "an open stage has 99 at most.")
        raise Refusal("INVALID", ("probability",), {**label, "why": why})
    if stage.type is not StageType.OPEN:
        stage.probability = 100 if stage.type is StageType.WON else 0
    for name, path in (
        ("entry_criteria", "entryCriteria"),
        ("exit_criteria", "exitCriteria"),
        ("required_actions", "requiredActions"),
    ):
        setattr(stage, name, [_criterion(one, path) for one in _list(getattr(stage, name), path)])
    stage.required_fields = [_field(one, "requiredFields") for one in _list(stage.required_fields, "requiredFields")]
    stage.enter_actions = [_task(one) for one in _list(stage.enter_actions, "enterActions")]


def _list(value: Any, path: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > 20:
        raise _wrong(path)
    return value


def _criterion(one: Any, path: str) -> dict[str, Any]:
    if not isinstance(one, dict) or set(one) - CRITERION_KEYS or str(one.get("kind")) not in GATE["kinds"]:
        raise _wrong(path)
    values = one.get("values") or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise _wrong(path)
    if not isinstance(one.get("direction") or "", str):
        raise _wrong(path)
    found = {**one, "mandatory": bool(one.get("mandatory", True))}
    if one["kind"] == "MIN_AMOUNT":
        found["least"] = _amount(one.get("least"), path)
    if one["kind"] == "FIELD":
        found["field"] = _field(one.get("field"), path)
    for name in ("labelZh", "labelEn"):
        if one.get(name):
            found[name] = tidy(str(one[name]))[:100]
    return found


def _amount(value: Any, path: str) -> str:
    """The least amount in the organisation's currency, as text."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        raise _wrong(path) from None
    if not amount.is_finite() or not 0 < amount < 10**15:
        raise _wrong(path)
    return format(amount, "f")


def _field(name: Any, path: str) -> str:
    if not isinstance(name, str) or GATE["field"](name) is None:
        raise _wrong(path)
    return name


def _task(one: Any) -> dict[str, Any]:
    days = one.get("dueInDays", 1) if isinstance(one, dict) else None
    if not isinstance(one, dict) or one.get("kind") != "TASK" or not isinstance(days, int) or not 0 <= days <= 365:
        raise _wrong("enterActions")
    if not tidy(str(one.get("titleZh") or one.get("titleEn") or "")):
        raise _wrong("enterActions")
    kind, assignee = str(one.get("taskKind") or "TODO"), str(one.get("assignee") or "OWNER")
    if kind not in GATE["task_kinds"] or assignee not in ("OWNER", *(role.value for role in Role)):
        raise _wrong("enterActions")
    return {
        "kind": "TASK",
        "titleZh": tidy(str(one.get("titleZh") or ""))[:200],
        "titleEn": tidy(str(one.get("titleEn") or ""))[:200],
        "dueInDays": days,
        "taskKind": kind,
        "assignee": assignee,
    }


def _wrong(path: str) -> Refusal:
    why = ("包含无法识别的条件。", "it names something that cannot be checked.")
    return Refusal("INVALID", (path,), {"label": ("条件", "The criterion"), "why": why})
