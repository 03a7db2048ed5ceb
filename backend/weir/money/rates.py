"""What an amount is worth in the organisation's currency on a day."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import sqlalchemy as sa

from weir.changing.change import Change
from weir.errors import Refusal
from weir.money.model import ExchangeRate


async def rate_on(change: Change, currency: str, day: date) -> Decimal:
    """Units of the organisation's currency for one unit of `currency`, by the last rate on or before `day`.

    Raises `Refusal` NO_RATE when there is none: currencies are never mixed silently.
    """
    if currency == change.viewer.base_currency:
        return Decimal(1)
    query = (
        sa.select(ExchangeRate.rate)  # type: ignore[call-overload]
        .where(ExchangeRate.currency == currency, ExchangeRate.valid_from <= day)
        .order_by(sa.desc(ExchangeRate.valid_from))  # type: ignore[call-overload]
        .limit(1)
    )
    rate: Decimal | None = (await change.session.execute(query)).scalar()
    if rate is None:
        raise Refusal("NO_RATE", ("amount", "currency"), {"currency": currency, "day": day.isoformat()})
    return rate


def in_base(amount: Decimal | None, rate: Decimal) -> Decimal | None:
    """The amount in the organisation's currency, rounded half up to cents."""
    return None if amount is None else (amount * rate).quantize(Decimal("0.01"), ROUND_HALF_UP)
