"""What can be done with exchange rates."""

from typing import Any

from sqlmodel import select

from weir.changing.change import Change
from weir.errors import Refusal
from weir.money.currencies import CURRENCIES
from weir.money.model import ExchangeRate


async def set_exchange_rate(change: Change, given: dict[str, Any]) -> ExchangeRate:
    """The rate of a currency from a day on; a rate of the same day is replaced. Closed deals keep theirs."""
    change.allow("create", ExchangeRate)
    currency = given["currency"].strip().upper()
    if currency not in CURRENCIES or currency == change.viewer.base_currency:
        why = ("应为本位币以外的币种代码。", "it must be a currency other than the organisation's.")
        raise Refusal("INVALID", ("currency",), {"label": ("币种", "The currency"), "why": why})
    if not 0 < given["rate"] < 10**9:
        raise Refusal(
            "INVALID", ("rate",), {"label": ("汇率", "The rate"), "why": ("须大于 0。", "it must be above 0.")}
        )
    day = given.get("validFrom") or change.today
    query = select(ExchangeRate).where(ExchangeRate.currency == currency, ExchangeRate.valid_from == day)
    row = (await change.session.exec(query)).first()  # type: ignore[attr-defined]
    if row is None:
        row = change.add(ExchangeRate(currency=currency, rate=given["rate"], valid_from=day))
    row.rate = given["rate"]
    await change.save("set")
    return row  # type: ignore[no-any-return]
