"""What can be done with the score model: change it, whole, and have every open lead scored by it."""

from typing import Any

from sqlmodel import select

from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.changing.cleaning import clean
from weir.changing.inputs import tidy
from weir.changing.records import update
from weir.errors import Refusal
from weir.jobs import defer_in
from weir.leads.kinds import IntentLevel, LeadGrade
from weir.leads.model import Lead
from weir.scoring.facts import EVENTS, VISIT, asks_intent, checked
from weir.scoring.judging import HIGHEST
from weir.scoring.model import ScoreModel

RESCORE = "scoring.rescore"
MOST_GROUPS = 12
MOST_RULES = 20
WORDS = {"fit": ("匹配度规则", "The rules of fit"), "engagement": ("参与度规则", "The rules of engagement")}
LEVELS = tuple(one.value for one in IntentLevel)
MOST_TEXT = 80
MOST_PAGE = 200


async def update_score_model(change: Change, given: dict[str, Any]) -> ScoreModel:
    """Changes the rules; every open lead is scored by them soon after."""
    was_active = (await current(change)).mql_is_active

    async def whole(change: Change, model: ScoreModel) -> None:
        await _check(change, model)
        if model.mql_is_active and not was_active:
            model.mql_since = change.now

    model = await update(change, ScoreModel, given, whole)
    await defer_in(change.session, RESCORE, lock=RESCORE)
    return model


async def draft(change: Change, given: dict[str, Any]) -> ScoreModel:
    """A model as it would be saved, of the same checks and never written. Raises `Refusal`."""
    now = await current(change)
    values = await clean(change, object_of(ScoreModel), given, row=now)
    written = [str(one.column) for one in object_of(ScoreModel).readable() if one.info.writable]
    model = ScoreModel(**{**{name: getattr(now, name) for name in written}, **values})
    await _check(change, model)
    return model


async def current(change: Change) -> ScoreModel:
    """The model in force."""
    return (await change.session.exec(select(ScoreModel))).one()  # type: ignore[attr-defined, no-any-return]


async def _check(change: Change, model: ScoreModel) -> None:
    """Groups and rules that mean something, borders in order."""
    model.fit = await _groups(change, "fit", model.fit)
    model.engagement = await _groups(change, "engagement", model.engagement)
    model.intent_grid = _grid(model.intent_grid)
    if model.intent_is_derived:
        _not_in_circles(change, model)
    if model.half_life_days < 1:
        raise _wrong("halfLifeDays", ("半衰期", "The half-life"), "至少 1 天。", "it is at least 1 day.")
    if model.fit_a <= model.fit_b:
        raise _wrong("fitA", ("A 级起点", "The border of A"), "须高于 B 级起点。", "it is above that of B.")
    if model.engagement_1 <= model.engagement_2:
        raise _wrong("engagement1", ("1 级起点", "The border of 1"), "须高于 2 级起点。", "it is above that of 2.")


def _grid(grid: Any) -> dict[str, str]:
    """The grid, whole: for every grade an intent."""
    told = grid if isinstance(grid, dict) else {}
    if any(told.get(grade.value) not in LEVELS for grade in LeadGrade):
        raise _wrong(
            "intentGrid", ("评级对应的意向", "The grid"), "每个评级须对应一个意向。", "every grade has its intent."
        )
    return {grade.value: told[grade.value] for grade in LeadGrade}


def _not_in_circles(change: Change, model: ScoreModel) -> None:
    """Raises `Refusal` for a rule by which the grade would follow from the intent that follows from the grade."""
    for path, groups in (("fit", model.fit), ("engagement", model.engagement)):
        for rule in (rule for group in groups for rule in group["rules"] if rule.get("on") != VISIT):
            about = Lead if path == "fit" else EVENTS[rule["on"]][0]
            if asks_intent(change.viewer, about, rule.get("condition")):
                raise Refusal("SCORE_IN_CIRCLES", (path,), {"rule": (rule["zh"], rule["en"])})


async def _groups(change: Change, path: str, groups: Any) -> list[dict[str, Any]]:
    if not isinstance(groups, list) or len(groups) > MOST_GROUPS:
        raise _wrong(path, WORDS[path], f"最多 {MOST_GROUPS} 组。", f"there are at most {MOST_GROUPS} groups.")
    made = []
    for one in groups:
        if not isinstance(one, dict) or not isinstance(one.get("rules"), list) or len(one["rules"]) > MOST_RULES:
            raise _wrong(
                path, WORDS[path], f"每组最多 {MOST_RULES} 条规则。", f"a group has at most {MOST_RULES} rules."
            )
        cap = one.get("cap")
        if type(cap) is not int or not 0 <= cap <= HIGHEST:
            raise _wrong(path, WORDS[path], "每组上限为 0 至 100 分。", "a group gives 0 to 100 points at most.")
        rules = [await _rule(change, path, rule) for rule in one["rules"]]
        made.append({**_named(path, one), "cap": cap, "rules": rules})
    return made


async def _rule(change: Change, path: str, rule: Any) -> dict[str, Any]:
    if not isinstance(rule, dict):
        raise _wrong(path, WORDS[path], "规则格式有误。", "a rule is an object.")
    points = rule.get("points")
    if type(points) is not int or points == 0 or abs(points) > HIGHEST:
        raise _wrong(path, WORDS[path], "分值为 -100 至 100，且不为 0。", "points are -100 to 100, and not 0.")
    made = {**_named(path, rule), "points": points}
    if path == "fit":
        return {**made, "condition": await checked(change, Lead, rule.get("condition"), path)}
    kind = rule.get("on")
    if rule.get("handRaise") is True:
        made["handRaise"] = True
    if kind == VISIT:
        page = tidy(str(rule.get("page") or ""))[:MOST_PAGE]
        if not page:
            raise _wrong(path, WORDS[path], "请填写网页地址的一部分。", "name a part of the page's address.")
        return {**made, "on": kind, "page": page}
    if kind not in EVENTS:
        raise _wrong(path, WORDS[path], "请选择行为类型。", "say what happens.")
    return {**made, "on": kind, "condition": await checked(change, EVENTS[kind][0], rule.get("condition"), path)}


def _named(path: str, one: dict[str, Any]) -> dict[str, str]:
    """The names in both languages; one that is missing is the other."""
    zh, en = (tidy(str(one.get(name) or ""))[:MOST_TEXT] for name in ("zh", "en"))
    if not zh and not en:
        raise _wrong(path, WORDS[path], "每组和每条规则都要有名称。", "every group and every rule has a name.")
    return {"zh": zh or en, "en": en or zh}


def _wrong(path: str, label: tuple[str, str], zh: str, en: str) -> Refusal:
    return Refusal("INVALID", (path,), {"label": label, "why": (zh, en)})
