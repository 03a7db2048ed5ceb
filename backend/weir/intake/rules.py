"""What a payload is read by: a source's own fields and mapping, or those of the form in front of it."""

from dataclasses import dataclass
from typing import Any

from weir.intake.payloads import FIELDS


@dataclass(frozen=True, slots=True)
class Rules:
    """Fields of the lead, paths they are found at, the form's own questions, and whether consent is needed."""

    fields: list[dict[str, Any]]
    mapping: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    needs_consent: bool


def rules_of(source: Any, form: Any = None) -> Rules:
    """The rules of a source; with a form in front of it, the form's."""
    if form is None:
        return Rules(source.fields, source.mapping, [], source.needs_consent)
    return Rules(
        [{"field": one["name"], "required": one["required"]} for one in form.fields if one["name"] in FIELDS],
        [],
        [
            {"name": one["name"], "label": one["labelZh"] or one["labelEn"], "required": one["required"]}
            for one in form.fields
            if one["name"] not in FIELDS
        ],
        source.needs_consent,
    )
