"""What callers send, made into column values: checked against the catalog, every wrong field named at once."""

from typing import Any

from weir.catalog.declare import Kind
from weir.catalog.registry import OBJECTS, CatalogField, CatalogObject
from weir.changing.change import Change
from weir.changing.custom import custom_value, knows
from weir.changing.inputs import clean_tags, clean_text, linked, money_amount, money_currency
from weir.db.record import Row
from weir.errors import Refusal, Refusals, forbidden


def demand(change: Change, entry: CatalogObject, given: dict[str, Any]) -> None:
    """Raises `Refusals` for the custom fields a person who fills in a new record must give.

    A lead that comes by itself and what another record is made into bring what they have: nothing is lost for want of a field.
    """
    missing = [
        Refusal("REQUIRED", (one.api_name,), {"label": (one.info.zh, one.info.en)})
        for one in entry.readable()
        if one.key is not None and one.info.required and knows(change.viewer, entry, one) and one.api_name not in given
    ]
    if missing:
        raise Refusals(missing)


async def clean(
    change: Change, entry: CatalogObject, given: dict[str, Any], *, row: Row | None = None
) -> dict[str, Any]:
    """Column values for the writable fields in `given` (API names). Raises `Refusals` naming every wrong field.

    `row` is the record they are for; without one, whatever Weir itself requires must be given.
    """
    if row is not None and not given:
        return {}
    values: dict[str, Any] = {}
    problems: list[Refusal] = []
    custom = dict(getattr(row, "custom", {}))
    for field in entry.readable():
        if not field.info.writable or not field.is_kept:
            continue
        name = field.input_name
        if name not in given:
            if row is None and field.info.required and field.key is None:
                problems.append(Refusal("REQUIRED", (name,), {"label": (field.info.zh, field.info.en)}))
            continue
        try:
            if field.key is not None:
                if not knows(change.viewer, entry, field):
                    raise forbidden(name)
                value = custom_value(field, given[name], custom.pop(field.key, None))
                if value is not None:
                    custom[field.key] = value
            else:
                values.update(await _clean_one(change, field, name, given[name]))
        except Refusal as refusal:
            problems.append(refusal)
    if problems:
        raise Refusals(problems)
    if custom != getattr(row, "custom", {}):
        values["custom"] = custom
    return values


async def _clean_one(change: Change, field: CatalogField, name: str, value: Any) -> dict[str, Any]:
    info, column = field.info, str(field.column)
    label = {"label": (info.zh, info.en)}
    if info.kind in (Kind.STRING, Kind.TEXT) and value is not None:
        value = clean_text(info, value, name, label)
    if value is None:
        if info.required:
            raise Refusal("REQUIRED", (name,), label)
        return {column: _empty(field), **({info.currency: None} if info.currency and _currency_optional(field) else {})}
    if info.kind is Kind.MONEY:
        return {column: money_amount(value, name, label), **money_currency(change, field, value, name, label)}
    if info.kind is Kind.TAGS:
        return {column: clean_tags(value, name, label)}
    if info.kind is Kind.LINK:
        return {column: await linked(change, str(info.link), value, name)}
    if info.kind is Kind.INT and value < 0:
        raise Refusal("INVALID", (name,), {**label, "why": ("不能为负数。", "it cannot be negative.")})
    if info.maximum is not None and value > info.maximum:
        raise Refusal(
            "INVALID", (name,), {**label, "why": (f"应在 0 到 {info.maximum} 之间。", f"it is 0 to {info.maximum}.")}
        )
    return {column: value}


def _empty(field: CatalogField) -> Any:
    """What "nothing" is for a field: null where the column may be empty, its default otherwise."""
    for entry in OBJECTS.values():
        if entry.fields.get(field.name) is field:
            if entry.model.__table__.c[field.column].nullable:  # type: ignore[attr-defined]
                return None
            return entry.model.model_fields[str(field.column)].get_default(call_default_factory=True)
    return None


def _currency_optional(field: CatalogField) -> bool:
    return field.info.currency != "currency"
