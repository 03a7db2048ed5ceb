"""What a bulk action is given, checked once for all of its records: the field, its value, the receiver, the stage."""

from decimal import InvalidOperation
from typing import Any

from weir.bulk.model import BulkAction, BulkObject
from weir.bulk.sharing import receivers
from weir.bulk.verbs import POOLED, fields_of
from weir.catalog.declare import Kind
from weir.catalog.ids import key_of
from weir.catalog.registry import OBJECTS, CatalogField
from weir.changing.change import Change
from weir.changing.inputs import clean_tags, linked
from weir.changing.records import active_user
from weir.deals.moving import stage_of
from weir.errors import Refusal
from weir.leads.waking import checked_days
from weir.reading.build import Build
from weir.reading.given import reader

CLOSING = ("wonReason", "lostReason", "lostNote", "competitor")


async def checked(change: Change, kind: BulkObject, action: BulkAction, given: dict[str, Any]) -> dict[str, Any]:
    """The part of the input the verbs need, as JSON. Raises `Refusal` naming what is wrong."""
    if action is BulkAction.TRANSFER:
        change.require("record.transfer")
        await active_user(change, key_of(given.get("ownerId"), "user"), "ownerId")
        return {"ownerId": given["ownerId"], "reason": (given.get("reason") or "")[:500] or None}
    if action is BulkAction.SHARE_OUT:
        if kind not in POOLED:
            raise Refusal("FORBIDDEN", ("action",))
        return await receivers(change, POOLED[kind], given)
    if action is BulkAction.SET_FIELD:
        return await _field(change, kind, given)
    if action in (BulkAction.ADD_TAGS, BulkAction.REMOVE_TAGS):
        label = {"label": ("标签", "Tags")}
        if kind is BulkObject.TASK:
            raise Refusal("FORBIDDEN", ("action",))
        tags = clean_tags(given.get("tags") or [], "tags", label)
        if not tags:
            raise Refusal("REQUIRED", ("tags",), label)
        return {"tags": tags}
    if action is BulkAction.MOVE:
        if kind is not BulkObject.DEAL:
            raise Refusal("FORBIDDEN", ("action",))
        await stage_of(change, key_of(given.get("stageId"), "stage"), "stageId")
        fields = {name: given[name] for name in CLOSING if given.get(name)}
        return {"stageId": given["stageId"], "reason": given.get("reason"), "fields": fields}
    if action is BulkAction.WAKE:
        if kind is not BulkObject.LEAD:
            raise Refusal("FORBIDDEN", ("action",))
        days = given.get("dueInDays")
        return {"dueInDays": checked_days(1 if days is None else days)}
    if action is BulkAction.RETURN and kind not in POOLED:
        raise Refusal("FORBIDDEN", ("action",))
    return {}


async def _field(change: Change, kind: BulkObject, given: dict[str, Any]) -> dict[str, Any]:
    field = fields_of(kind).get(given.get("field") or "")
    if field is None or Build(change.viewer).rule(OBJECTS[kind.value.lower()], field, "x").hidden:
        why = ("没有这个可修改的字段。", "there is no such field to set.")
        raise Refusal("INVALID", ("field",), {"label": ("字段", "The field"), "why": why})
    value = given.get("value")
    try:
        value = _typed(field, value)
    except (ValueError, TypeError, InvalidOperation):
        label = {"label": (field.info.zh, field.info.en)}
        raise Refusal(
            "INVALID", ("value",), {**label, "why": ("值的类型不对。", "the value is of the wrong kind.")}
        ) from None
    if field.info.kind is Kind.LINK and value is not None:
        await linked(change, str(field.info.link), value, "value")
    return {"field": given["field"], "value": given.get("value")}


def _typed(field: CatalogField, value: Any) -> Any:
    """The JSON value in the type its verb takes."""
    if value is None:
        return None
    if field.info.kind is Kind.MONEY:
        if not isinstance(value, dict) or set(value) - {"amount", "currency"}:
            raise TypeError
        amount = reader(Kind.DECIMAL, None)(value.get("amount"))
        currency = value.get("currency")
        return {"amount": amount, **({"currency": reader(Kind.STRING, None)(currency)} if currency else {})}
    if field.info.kind is Kind.TAGS:
        if not isinstance(value, list):
            raise TypeError
        return [reader(Kind.STRING, None)(one) for one in value]
    return reader(field.info.kind, field.info.enum)(value)


def typed(kind: BulkObject, action: BulkAction, given: dict[str, Any]) -> dict[str, Any]:
    """What is kept as JSON, as the verbs take it."""
    if action is not BulkAction.SET_FIELD:
        return given
    return {**given, "value": _typed(fields_of(kind)[given["field"]], given["value"])}


def typed_before(kind: BulkObject, action: BulkAction, given: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """What was kept of the record, as the verbs take it."""
    if action is not BulkAction.SET_FIELD:
        return before
    return {**before, "value": _typed(fields_of(kind)[given["field"]], before["value"])}
