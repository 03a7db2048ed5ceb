"""Values of custom fields: checked against their definition and made into what the record's JSON keeps."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from weir.access.guard import rule_of
from weir.access.viewer import Viewer
from weir.catalog.declare import Kind
from weir.catalog.registry import CatalogField, CatalogObject
from weir.changing.inputs import clean_tags, clean_text
from weir.errors import Refusal


def knows(viewer: Viewer, entry: CatalogObject, field: CatalogField) -> bool:
    """Whether the viewer may know of a custom field at all; who may not cannot set it and need not."""
    return not rule_of(field.info.guard, entry.name, None, "x", viewer).hidden


def custom_value(field: CatalogField, value: Any, before: Any = None) -> Any:
    """The value as JSON, None when it is empty. `before` may stay though it would not be taken today. Raises `Refusal`."""
    name, info = field.api_name, field.info
    label = {"label": (info.zh, info.en)}
    if value is not None and info.kind in (Kind.STRING, Kind.TEXT):
        value = clean_text(info, value, name, label)
    if info.kind is Kind.TAGS and value is not None:
        value = clean_tags(value, name, label) or None
    if info.kind is Kind.ENUM and value is not None:
        value = getattr(value, "value", value) or None
    if value is None:
        if info.required:
            raise Refusal("REQUIRED", (name,), label)
        return None
    if info.kind in (Kind.INT, Kind.DECIMAL):
        _within(field, Decimal(value), label)
    elif info.kind in (Kind.ENUM, Kind.TAGS):
        _offered(field, value, before, label)
    return _plain(value)


def _within(field: CatalogField, value: Decimal, label: dict[str, Any]) -> None:
    least, most = field.info.least, field.info.most
    if least is not None and value < least:
        bound = f"{least.normalize():f}"
        why = f"不能小于 {bound}。", f"it is at least {bound}."
    elif most is not None and value > most:
        bound = f"{most.normalize():f}"
        why = f"不能大于 {bound}。", f"it is at most {bound}."
    else:
        return
    raise Refusal("INVALID", (field.api_name,), {**label, "why": why})


def _offered(field: CatalogField, value: Any, before: Any, label: dict[str, Any]) -> None:
    """Choices are of those on offer; one that was chosen before may stay."""
    known = {str(one.value) for one in field.info.enum or ()} - field.info.retired
    chosen, former = ([one] if isinstance(one, str) else list(one or ()) for one in (value, before))
    if not set(chosen) <= known | set(former):
        why = "请从选项中选择。", "choose one of the choices."
        raise Refusal("INVALID", (field.api_name,), {**label, "why": why})


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
