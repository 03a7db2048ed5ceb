"""The stages deals are imported into: those of a chosen pipeline, or of one that the import makes."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from weir.catalog.ids import encode, key_of
from weir.changing.inputs import tidy
from weir.deals.gate import FIELD, filled, gate_field
from weir.imports.acting import Acting
from weir.imports.plan import FilePlan
from weir.imports.synonyms import STAGE_WORDS


@dataclass
class Goal:
    """A stage as an import needs it. `id` is None while its pipeline is still to be made."""

    id: UUID | None
    names: tuple[str, ...]
    type: str
    probability: int
    category: str
    position: int
    required_fields: list[str] = field(default_factory=list)
    entry_criteria: list[dict[str, Any]] = field(default_factory=list)

    @property
    def pair(self) -> list[str]:
        """The name in Chinese and in English."""
        return [self.names[0], self.names[-1]]

    @property
    def has_gate(self) -> bool:
        """Whether the stage asks for anything."""
        return bool(self.required_fields or self.entry_criteria)


CATEGORIES = {"OPEN": "PIPELINE", "WON": "CLOSED", "LOST": "OMITTED", "INVALID": "OMITTED"}


class Goals:
    """The stages of one file's deals, found by name in either language, by id, or by what they mean."""

    def __init__(self, stages: list[Goal], pipeline_id: UUID | None):
        self.stages = stages
        self.pipeline_id = pipeline_id
        self._by_name = {key: one for one in reversed(self.stages) for key in _keys(one)}

    @classmethod
    def planned(cls, acting: Acting, plan: FilePlan) -> "Goals":
        """Those new deals of the file are for: of the chosen pipeline, of the one that was made, or of the one to be made."""
        pipeline_id = key_of(plan.pipeline_id, "pipeline")
        made = acting.made.get(str(plan.no))
        if plan.new_pipeline and made:
            pipeline_id = UUID(made)
        return cls.of(acting, pipeline_id) if pipeline_id else cls(new_goals(plan.new_pipeline or {}), None)

    @classmethod
    def of(cls, acting: Acting, pipeline_id: UUID) -> "Goals":
        """Those of a pipeline: a deal that is there already moves in its own."""
        return cls(_read(acting, pipeline_id), pipeline_id)

    def named(self, text: str) -> Goal | None:
        """The stage a value names."""
        return self._by_name.get(tidy(text).casefold())

    @property
    def last_open(self) -> Goal | None:
        """Where a closed deal spent its life, as far as the file tells: the last open stage."""
        return next((one for one in reversed(self.stages) if one.type == "OPEN"), None)


def _keys(goal: Goal) -> set[str]:
    found = {name.casefold() for name in goal.names}
    return found | ({encode("stage", goal.id)} if goal.id else set())


def _read(acting: Acting, pipeline_id: UUID) -> list[Goal]:
    sql = (
        "select id, name_zh, name_en, type, probability, forecast_category, position, required_fields, entry_criteria"
        " from stage where pipeline_id = %s and deleted_at is null order by position"
    )
    return [Goal(row[0], (row[1], row[2]), *row[3:]) for row in acting.rows(sql, [pipeline_id])]


def new_goals(pipeline: dict[str, Any]) -> list[Goal]:
    """The stages of a pipeline to be made, in order."""
    return [
        Goal(
            None,
            (one["name"],),
            one["type"],
            {"WON": 100, "OPEN": min(int(one.get("probability") or 0), 99)}.get(one["type"], 0),
            CATEGORIES[one["type"]],
            position,
        )
        for position, one in enumerate(pipeline.get("stages", []))
    ]


# What a new deal can have of the things gates ask for, besides fields.
def unmet(goal: Goal, columns: dict[str, Any], has_line: bool, chinese: bool) -> list[str]:
    """The labels of what an open deal lacks to enter the stage: the gate holds on every path."""
    if goal.position == 0 or not goal.has_gate:
        return []
    missing: dict[str, None] = {}
    wanted = [{"kind": FIELD, "field": name} for name in goal.required_fields]
    wanted += [*goal.entry_criteria, {"kind": FIELD, "field": "expected_close_date"}]
    for one in wanted:
        if one["kind"] == FIELD:
            field = gate_field(one["field"])
            if field is None:
                continue
            said = columns.get("custom", {}).get(field.key) if field.key else columns.get(field.name)
            met, label = filled(said), (field.info.zh, field.info.en)
        else:
            met = {"HAS_ACCOUNT": columns.get("account_id") is not None, "HAS_LINES": has_line}.get(one["kind"], False)
            label = (one.get("labelZh") or one["kind"], one.get("labelEn") or one["kind"])
        if not met:
            missing.setdefault(label[0] if chinese else label[1])
    return list(missing)


__all__ = ["STAGE_WORDS", "Goal", "Goals", "new_goals", "unmet"]
