"""The first plan of a file, from the names of its columns and the look of its values. A guess is shown, never acted upon."""

import re
from pathlib import Path
from typing import Any

from weir.catalog.registry import camel
from weir.changing.inputs import tidy
from weir.imports.objects import EXTERNAL, KEYS, OFFERED, Target, targets
from weir.imports.plan import ColumnPlan, FilePlan
from weir.imports.synonyms import FILE_WORDS, STAGE_ORDER, STAGE_WORDS, SYNONYMS
from weir.imports.values import day_order
from weir.imports.words import option_words

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
FULL_NAME = frozenset({"firstName", "lastName"})
MOBILE = re.compile(r"(\+?86|0086)?[- ]?1[3-9]\d[- ]?\d{4}[- ]?\d{4}")


def plain(name: str) -> str:
    """A column name as it is compared: words in lower case, `deal_stage`, `DealStage` and `Deal stage` alike."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", tidy(name))
    return " ".join(re.sub(r"[\W_]+", " ", spaced).casefold().split())


def _names(object_name: str) -> dict[str, tuple[int, str]]:
    """Every name a field of the object answers to, with its weight: labels count more than synonyms."""
    found: dict[str, tuple[int, str]] = {}
    for one in targets(object_name).values():
        own = (one.name, one.zh, one.en, camel(one.column or one.name), (one.column or one.name).removesuffix("_id"))
        for name in own:
            found.setdefault(plain(name), (3, one.name))
    for field, words in SYNONYMS.get(object_name, {}).items():
        for word in words.split(","):
            current = found.get(plain(word))
            # A synonym may take a name over from a label of a lesser field ("region" of a team is its department).
            if current is None or current[0] < 3:
                found[plain(word)] = (2, field)
    return found


def match_columns(object_name: str, columns: list[dict[str, Any]]) -> tuple[list[ColumnPlan], int]:
    """What each column would become as this object, and how well that fits."""
    names, known = _names(object_name), targets(object_name)
    taken: set[str] = set()
    plans: list[ColumnPlan] = []
    score = 0
    for index, column in enumerate(columns):
        weight, field = names.get(plain(column["name"]), (0, ""))
        if field == EXTERNAL and field in taken:
            # Of two ids the one people can read: a number before a key of machines.
            first = next(one for one in plans if one.field == EXTERNAL)
            if _length(column) < _length(columns[first.column]):
                plans[first.column] = ColumnPlan(first.column)
                taken.discard(EXTERNAL)
        if not field or field in taken:
            weight, field = _by_values(known, taken, column)
        plans.append(_column(index, known.get(field), column))
        if field:
            taken.add(field)
            score += weight
    missing = {one.name for one in known.values() if one.required and one.name not in taken}
    if taken & FULL_NAME:
        missing.discard("name")
    # A lead can do without a name, though it seldom has none.
    nameless = object_name == "lead" and not taken & {"name", *FULL_NAME}
    return plans, score - 4 * len(missing) - 2 * nameless


def _length(column: dict[str, Any]) -> int:
    return max((len(text) for text, _ in column["top"]), default=0)


def _by_values(known: dict[str, Target], taken: set[str], column: dict[str, Any]) -> tuple[int, str]:
    samples = [text for text, _ in column["top"]][:50]
    for field, pattern in (("email", EMAIL), ("mobile", MOBILE)):
        fitting = sum(bool(pattern.fullmatch(text.strip())) for text in samples)
        if field in known and field not in taken and samples and fitting >= 0.8 * len(samples):
            return 2, field
    return 0, ""


def _column(index: int, target: Target | None, column: dict[str, Any]) -> ColumnPlan:
    plan = ColumnPlan(index, target.name if target else None)
    if target and target.by:
        samples = [text for text, _ in column["top"]][:20]
        emails = samples and all(EMAIL.fullmatch(text.strip()) for text in samples)
        plan.by = "email" if emails and "email" in target.by else target.by[0]
    if target and target.kind in ("DATE", "DATETIME"):
        plan.day_order = day_order([text for text, _ in column["top"]])
    plan.values = guess_values(target, column)
    return plan


def guess_values(target: Target | None, column: dict[str, Any]) -> dict[str, str | None]:
    """What the values of a column of options stand for, where others call them by another word."""
    if target is None or target.kind != "ENUM":
        return {}
    return option_words(target, [text for text, _ in column["top"]], plain)


def guess_file(facts: dict[str, Any], pipelines: list[dict[str, Any]]) -> FilePlan:
    """The object whose fields fit best, with its columns."""
    best: tuple[int, str, list[ColumnPlan]] | None = None
    title = Path(facts["name"]).stem.casefold()
    for name in OFFERED:
        columns, score = match_columns(name, facts["columns"])
        hints = sum(3 for word in FILE_WORDS[name] if word in title)
        # "Lead Source", "Lead Quality": a file whose columns keep saying what it is of.
        saying = [one for one in facts["columns"] if set(plain(one["name"]).split()) & set(FILE_WORDS[name])]
        total = score + min(hints, 3) + (3 if len(saying) > 2 else 0)
        if best is None or total > best[0]:
            best = (total, name, columns)
    assert best is not None
    if best[0] <= 0:
        return FilePlan(facts["no"], None, [ColumnPlan(index) for index in range(len(facts["columns"]))])
    return complete(FilePlan(facts["no"], best[1], best[2]), facts, pipelines)


def complete(plan: FilePlan, facts: dict[str, Any], pipelines: list[dict[str, Any]]) -> FilePlan:
    """Match keys, the other system's name and the pipeline, for a plan whose columns are chosen."""
    sources = plan.sources()
    external = plan.column_of(EXTERNAL)
    keys = [one for one in KEYS[str(plan.object)] if one in sources]
    if external is not None:
        plan.system = plan.system or plain(facts["columns"][external.column]["name"]).replace(" ", "_")
        keys = [EXTERNAL]
    elif "name" in keys and plan.object == "contact" and len(keys) > 1:
        keys.remove("name")
    elif plan.object == "deal" and "number" not in keys:
        keys = []
    plan.match_by = plan.match_by or keys
    stage = plan.column_of("stage")
    if plan.object == "deal" and stage is not None and not plan.pipeline_id and not plan.new_pipeline:
        _pipeline(plan, stage, facts, pipelines)
    return plan


def _pipeline(plan: FilePlan, stage: ColumnPlan, facts: dict[str, Any], pipelines: list[dict[str, Any]]) -> None:
    """The pipeline that has all the stages of the file, or a new one made of them."""
    values = [text for text, _ in facts["columns"][stage.column]["top"]]
    title = plain(Path(facts["name"]).stem)
    for one in sorted(pipelines, key=lambda one: title not in (plain(one["name_en"]), plain(one["name_zh"]))):
        known = {plain(name): each["name_en"] for each in one["stages"] for name in (each["name_zh"], each["name_en"])}
        if values and all(plain(text) in known for text in values):
            plan.pipeline_id = one["id"]
            return
    title = tidy(re.sub(r"[_-]+", " ", Path(facts["name"]).stem)).capitalize()
    plan.new_pipeline = {"name": title[:100] or "Imported", "stages": stages_from(values)}


def stages_from(values: list[str]) -> list[dict[str, Any]]:
    """Stages named like the values of a column: open ones in their usual order, then won, lost and invalid."""
    closed: dict[str, list[str]] = {"WON": [], "LOST": [], "INVALID": []}
    opened: list[str] = []
    for text in dict.fromkeys(tidy(one) for one in values):
        kind = next((kind for kind, words in STAGE_WORDS.items() if plain(text) in words), None)
        (closed[kind] if kind else opened).append(text)

    def place(text: str) -> int:
        return next((index for index, word in enumerate(STAGE_ORDER) if plain(text).startswith(word)), len(STAGE_ORDER))

    opened = sorted(opened[:20], key=place) or ["Open"]
    made: list[dict[str, Any]] = [
        {"name": text, "type": "OPEN", "probability": 20 + 60 * index // len(opened)}
        for index, text in enumerate(opened)
    ]
    for kind, usual, chance in (("WON", "Won", 100), ("LOST", "Lost", 0), ("INVALID", "Invalid", 0)):
        made += [{"name": text, "type": kind, "probability": chance} for text in closed[kind] or [usual]]
    return made
