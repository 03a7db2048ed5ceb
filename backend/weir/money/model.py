"""Exchange rates by date: how much one unit of a currency is worth in the organisation's currency."""

from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from weir.catalog.declare import REQUIRED, day, decimal, string
from weir.catalog.registry import expose
from weir.db.record import Record


class ExchangeRate(Record, table=True):
    """From `valid_from` on, one unit of `currency` is `rate` units of the organisation's currency."""

    __tablename__ = "exchange_rate"
    title_field = "currency"
    currency: str = string("币种", "Currency", REQUIRED, max_length=3)
    rate: Decimal = decimal("汇率", "Rate", REQUIRED, places=8)
    valid_from: date = day("生效日期", "Valid from", REQUIRED)

    __table_args__ = (
        sa.UniqueConstraint("currency", "valid_from", name="uq_exchange_rate_day"),
        sa.CheckConstraint("rate > 0", name="positive"),
    )


expose(
    ExchangeRate, zh="汇率", en="Exchange rate", plural="exchangeRates", prefix="rate", order=(("valid_from", True),)
)
