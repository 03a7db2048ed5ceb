"""The values callers send, each made into what is kept: texts tidied, amounts rounded, links looked up as the viewer."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar
from uuid import UUID

from weir.access.belonging import POOLED
from weir.catalog.declare import FieldInfo, Kind
from weir.catalog.ids import decode
from weir.catalog.registry import CatalogField, CatalogObject, object_of
from weir.changing.change import Change
from weir.db.record import Row
from weir.errors import Refusal
from weir.money.currencies import CURRENCIES

R = TypeVar("R", bound=Row)
_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
MAX_TAGS = 30


def is_web_address(text: str) -> bool:
    """Whether it is an address a browser opens as a page, and nothing that would run."""
    return text.lower().startswith(("https://", "http://"))


def tidy(text: str) -> str:
    """One line of text as it is kept: NFKC (full-width becomes half-width), no invisible characters, single spaces."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).split())


def tidy_lines(text: str) -> str:
    """Several lines of text as they are kept: invisible characters removed, line ends unified, nothing else touched."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n")).strip()


def clean_text(info: FieldInfo, value: str, name: str, label: dict[str, Any]) -> str | None:
    """The text of a field as it is kept, None when nothing is left of it. Raises `Refusal` when it is too long."""
    text = (tidy_lines(value) if info.kind is Kind.TEXT else tidy(value)) or None
    if text and info.max_length and len(text) > info.max_length:
        raise Refusal("TOO_LONG", (name,), {**label, "max": info.max_length})
    return text


def unmasked(entry: CatalogObject, given: dict[str, Any]) -> dict[str, Any]:
    """The input without masked values that came back: they are not written over the real ones."""
    masked = {field.api_name for field in entry.readable() if field.info.guard}
    return {
        name: value
        for name, value in given.items()
        if not (name in masked and isinstance(value, str) and "***" in value)
    }


def money_amount(value: dict[str, Any], name: str, label: dict[str, Any]) -> Decimal:
    """The amount rounded half up to the currency's decimals; never negative."""
    places = CURRENCIES.get((value.get("currency") or "CNY").upper(), 2)
    amount = Decimal(value["amount"]).quantize(Decimal(1).scaleb(-min(places, 2)), ROUND_HALF_UP)
    if amount < 0:
        raise Refusal("INVALID", (name, "amount"), {**label, "why": ("不能为负数。", "it cannot be negative.")})
    return amount


def money_currency(
    change: Change, field: CatalogField, value: dict[str, Any], name: str, label: dict[str, Any]
) -> dict[str, Any]:
    """The currency column's value; the organisation's currency when none is given."""
    currency = (value.get("currency") or change.viewer.base_currency).upper()
    if currency not in CURRENCIES:
        why = ("不是有效的币种代码。", "it is not a currency code.")
        raise Refusal("INVALID", (name, "currency"), {**label, "why": why})
    return {str(field.info.currency): currency}


def clean_tags(value: list[str], name: str, label: dict[str, Any]) -> list[str]:
    """Tidied, without doubles, at most 30 of at most 60 characters."""
    found = list(dict.fromkeys(filter(None, (tidy(one) for one in value))))
    if len(found) > MAX_TAGS:
        raise Refusal("LIMIT", (name,), {"max": MAX_TAGS})
    if any(len(one) > 60 for one in found):
        raise Refusal("TOO_LONG", (name,), {**label, "max": 60})
    return found


async def linked(change: Change, target: str, value: str, name: str) -> UUID:
    """The key of a linked record, which the viewer must be able to see. Raises `Refusal` NOT_FOUND."""
    found = decode(value)
    if found is None or found[0].name != target:
        raise Refusal("NOT_FOUND", (name,))
    await linkable(change, found[0].model, found[1], name)
    return found[1]


async def linkable(change: Change, model: type[R], key: UUID | None, path: str) -> R:
    """A record in sight that others may be linked to. Raises `Refusal`: what waits in a pool is claimed first."""
    row: Any = await change.see(model, key, path)
    if object_of(model).name in POOLED and row.owner_id is None and row.pool_id is not None:
        try:
            await change.see(model, key, path, besides="Q")
        except Refusal:
            raise Refusal("IN_POOL", (path,)) from None
    return row  # type: ignore[no-any-return]
