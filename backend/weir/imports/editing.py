"""What the wizard sends, made into a plan: every name is checked against the files, the objects and what the person may fill."""

from typing import Any
from zoneinfo import ZoneInfo

from weir.access.viewer import Viewer
from weir.changing.inputs import tidy
from weir.errors import Refusal
from weir.imports.guessing import complete, guess_values, match_columns
from weir.imports.objects import KEYS, NOTES, OFFERED, Target, offered
from weir.imports.plan import EMPTY, REJECT, ColumnPlan, FilePlan, Plan
from weir.imports.values import Wrong, converter
from weir.money.currencies import CURRENCIES
from weir.pipelines.model import StageType

MAX_VALUES, MAX_STAGES = 5_000, 30


def wrong(path: tuple[str, ...], zh: str, en: str) -> Refusal:
    """A value of the plan that cannot be."""
    return Refusal("INVALID", path, {"label": ("导入方案", "The plan"), "why": (zh, en)})


class Editor:
    """Applies the input of `updateImport` to a plan."""

    def __init__(self, viewer: Viewer, plan: Plan, facts: dict[int, dict[str, Any]], pipelines: list[dict[str, Any]]):
        self.viewer = viewer
        self.plan = plan
        self.facts = facts
        self.pipelines = pipelines

    def apply(self, given: dict[str, Any], suggestions: dict[str, dict[str, Any]]) -> None:
        """Changes the plan. Raises `Refusal` naming what is wrong; nothing is kept then."""
        if "currency" in given:
            currency = (given["currency"] or self.viewer.base_currency).upper()
            if currency not in CURRENCIES:
                raise wrong(("currency",), "币种代码无效。", "it has no such currency.")
            self.plan.currency = currency
        if "departmentId" in given:
            self.plan.department_id = given["departmentId"]
        for index, one in enumerate(given.get("files") or []):
            self._file(one, ("files", str(index)))
        for one in given.get("decisions") or []:
            self._decide(one, suggestions)

    def _file(self, given: dict[str, Any], path: tuple[str, ...]) -> None:
        plan, facts = self.plan.files.get(given["fileNo"]), self.facts.get(given["fileNo"])
        if plan is None or facts is None or plan.derived_from is not None:
            raise wrong((*path, "fileNo"), "没有这个文件。", "there is no such file.")
        if "object" in given and given["object"] != plan.object:
            plan = self._other_object(plan, facts, given["object"], path)
        if given.get("columns") is not None:
            plan.columns = self._columns(plan, facts, given["columns"], (*path, "columns"))
            plan.match_by = [one for one in plan.match_by if one in plan.sources()]
        if given.get("constants") is not None:
            plan.constants = self._constants(plan, given["constants"], (*path, "constants"))
        if "system" in given:
            plan.system = tidy(given["system"] or "")[:100]
        if "newPipeline" in given or "pipelineId" in given:
            plan.new_pipeline = self._pipeline(given.get("newPipeline"), (*path, "newPipeline"))
            plan.pipeline_id = None if plan.new_pipeline else given.get("pipelineId")
        if given.get("matchBy") is not None:
            known = KEYS.get(str(plan.object), ())
            if any(one not in known or one not in plan.sources() for one in given["matchBy"]):
                raise wrong(
                    (*path, "matchBy"),
                    "只能按已映射的唯一字段匹配。",
                    "rows match by unique fields that have a column.",
                )
            plan.match_by = list(dict.fromkeys(given["matchBy"]))
        self.plan.files[plan.no] = plan

    def _other_object(self, plan: FilePlan, facts: dict[str, Any], name: str | None, path: tuple[str, ...]) -> FilePlan:
        if name is None:
            return FilePlan(plan.no, None, [ColumnPlan(one.column) for one in plan.columns])
        if name not in OFFERED:
            raise wrong((*path, "object"), "不能导入这种对象。", "this object cannot be imported.")
        columns, _ = match_columns(name, facts["columns"])
        return complete(FilePlan(plan.no, name, columns), facts, self.pipelines)

    def _targets(self, plan: FilePlan) -> dict[str, Target]:
        return {one.name: one for one in offered(plan.object, self.viewer)} if plan.object else {}

    def _columns(
        self, plan: FilePlan, facts: dict[str, Any], given: list[dict[str, Any]], path: tuple[str, ...]
    ) -> list[ColumnPlan]:
        known = self._targets(plan)
        before = {one.column: one for one in plan.columns}
        found = {index: ColumnPlan(index) for index in range(len(facts["columns"]))}
        taken: set[str] = set()
        for index, one in enumerate(given):
            here = (*path, str(index))
            if one["column"] not in found:
                raise wrong((*here, "column"), "没有这一列。", "there is no such column.")
            field = one.get("field")
            if field is None:
                continue
            if field not in known or field in taken:
                raise wrong((*here, "field"), "没有这个字段，或已被选用。", "there is no such field, or it is taken.")
            if field != NOTES:
                taken.add(field)
            target = known[field]
            by = one.get("by") or (target.by[0] if target.by else None)
            if by is not None and by not in target.by:
                raise wrong((*here, "by"), "不能按此字段查找。", "records are not found by this.")
            old = before.get(one["column"])
            same = old is not None and old.field == field
            values = (
                self._values(one["values"], here)
                if one.get("values") or (same and one.get("values") is not None)
                else old.values
                if same and old
                else guess_values(target, facts["columns"][one["column"]])
            )
            missing = one.get("whenMissing") or (old.when_missing if same and old else REJECT)
            found[one["column"]] = ColumnPlan(
                one["column"], field, by, missing if missing in (REJECT, EMPTY) else REJECT, values,
                old.day_order if old else None,
            )  # fmt: skip
        return list(found.values())

    def _values(self, given: list[dict[str, Any]], path: tuple[str, ...]) -> dict[str, str | None]:
        if len(given) > MAX_VALUES:
            raise Refusal("LIMIT", (*path, "values"), {"max": MAX_VALUES})
        return {one["raw"][:200]: (one.get("value") or None) and one["value"][:300] for one in given}

    def _constants(self, plan: FilePlan, given: list[dict[str, Any]], path: tuple[str, ...]) -> dict[str, str]:
        known, found = self._targets(plan), {}
        for index, one in enumerate(given):
            target = known.get(one["field"])
            if target is None or target.kind == "KEY":
                raise wrong((*path, str(index), "field"), "没有这个字段。", "there is no such field.")
            try:
                converter(target, ZoneInfo(self.viewer.time_zone), self.plan.currency or self.viewer.base_currency)(
                    one["value"]
                )
            except Wrong:
                raise wrong(
                    (*path, str(index), "value"), "值与字段类型不符。", "the value does not fit the field."
                ) from None
            found[one["field"]] = one["value"][:1000]
        return found

    def _pipeline(self, given: dict[str, Any] | None, path: tuple[str, ...]) -> dict[str, Any] | None:
        if given is None:
            return None
        name = tidy(given["name"])[:100]
        stages = [
            {
                "name": tidy(one["name"])[:100],
                "type": str(getattr(one["type"], "value", one["type"])),
                "probability": one.get("probability") or 0,
            }
            for one in given["stages"]
        ]
        names = [str(one["name"]).casefold() for one in stages]
        types = [one["type"] for one in stages]
        if not name or not all(names) or len(set(names)) < len(names) or len(stages) > MAX_STAGES:
            raise wrong(
                path, "流程和阶段都要有不重复的名称。", "pipeline and stages need names, no two stages the same."
            )
        if "OPEN" not in types or any(not 0 <= int(one["probability"]) <= 100 for one in stages):
            raise wrong(
                path,
                "至少需要一个进行中阶段，概率在 0 到 100 之间。",
                "it needs an open stage, and probabilities of 0 to 100.",
            )
        order = [one.value for one in StageType]
        return {"name": name, "stages": sorted(stages, key=lambda one: order.index(one["type"]) > 0)}

    def _decide(self, given: dict[str, Any], suggestions: dict[str, dict[str, Any]]) -> None:
        """An accepted suggestion becomes a replacement of its value, for this file only."""
        one = suggestions.get(given["key"])
        if one is None:
            raise wrong(("decisions",), "没有这条建议。", "there is no such suggestion.")
        self.plan.decisions[given["key"]] = bool(given["accept"])
        column = next(each for each in self.plan.files[one["file"]].columns if each.column == one["column"])
        if given["accept"]:
            column.values[one["from"]] = one["to"]
        elif column.values.get(one["from"]) == one["to"]:
            del column.values[one["from"]]
