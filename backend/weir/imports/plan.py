"""The plan of an import: for each file its object, what each column becomes, how rows are matched, which values are replaced."""

from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from weir.imports.objects import ORDER, Target, targets

REJECT, EMPTY = "REJECT", "EMPTY"


@dataclass
class ColumnPlan:
    """What one column becomes. `values` replaces cell texts (None empties them); `by` finds the linked record."""

    column: int
    field: str | None = None
    by: str | None = None
    when_missing: str = REJECT
    values: dict[str, str | None] = made(default_factory=dict)
    day_order: str | None = None

    @classmethod
    def read(cls, data: dict[str, Any]) -> "ColumnPlan":
        """From its stored form."""
        return cls(**data)

    def write(self) -> dict[str, Any]:
        """Its stored form."""
        return dict(vars(self))


@dataclass
class FilePlan:
    """What one file becomes; `object` None leaves it out. `pipeline_id` or `new_pipeline` say where deals go."""

    no: int
    object: str | None = None
    columns: list[ColumnPlan] = made(default_factory=list)
    constants: dict[str, str] = made(default_factory=dict)
    match_by: list[str] = made(default_factory=list)
    system: str = ""
    pipeline_id: str | None = None
    new_pipeline: dict[str, Any] | None = None
    # The file whose values these rows were derived from, and the role of the people in it.
    derived_from: int | None = None
    role: str | None = None

    @classmethod
    def read(cls, data: dict[str, Any]) -> "FilePlan":
        """From its stored form."""
        return cls(**{**data, "columns": [ColumnPlan.read(one) for one in data.get("columns", [])]})

    def write(self) -> dict[str, Any]:
        """Its stored form."""
        return {**vars(self), "columns": [one.write() for one in self.columns]}

    def mapped(self) -> list[tuple[ColumnPlan, Target]]:
        """The columns that become something, with what they become."""
        known = targets(self.object) if self.object else {}
        return [(one, known[one.field]) for one in self.columns if one.field in known]

    def column_of(self, name: str) -> ColumnPlan | None:
        """The column mapped to a field."""
        return next((one for one in self.columns if one.field == name), None)

    def sources(self) -> set[str]:
        """The fields that get a value, from a column or as a constant."""
        return {str(one.field) for one in self.columns if one.field} | set(self.constants)


@dataclass
class Plan:
    """The whole import."""

    files: dict[int, FilePlan] = made(default_factory=dict)
    currency: str | None = None
    department_id: str | None = None
    decisions: dict[str, bool] = made(default_factory=dict)

    @classmethod
    def read(cls, data: dict[str, Any]) -> "Plan":
        """From its stored form."""
        return cls(
            files={int(no): FilePlan.read(one) for no, one in data.get("files", {}).items()},
            currency=data.get("currency"),
            department_id=data.get("department_id"),
            decisions=dict(data.get("decisions", {})),
        )

    def write(self) -> dict[str, Any]:
        """Its stored form."""
        return {**vars(self), "files": {str(no): one.write() for no, one in self.files.items()}}

    def ordered(self) -> list[FilePlan]:
        """The files that are imported, those others refer to first; derived rows before the file they come from."""
        wanted = [one for one in self.files.values() if one.object]
        return sorted(wanted, key=lambda one: (ORDER.index(str(one.object)), one.derived_from is None, one.no))


def suggestion_key(file_no: int, column: int, value: str) -> str:
    """Names a suggestion for as long as the import lives."""
    return f"{file_no}:{column}:{value}"
