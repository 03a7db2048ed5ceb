"""What a payload is read by: a source's own fields and mapping, or those of the form in front of it."""

from dataclasses import dataclass
from typing import Any

from weir.intake.calls import Call, read_call
from weir.intake.model import SourceKind
from weir.intake.payloads import FIELDS, Reading, read


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


def reading(source: Any, payload: dict[str, Any], form: Any = None, zone: str = "UTC") -> Reading | Call:
    """What was sent through a door, as a lead or as a call. Depends on nothing but its rules, the payload and the time zone."""
    rules = rules_of(source, form)
    return read_call(rules, payload, zone) if source.kind is SourceKind.CALL else read(rules, payload)
