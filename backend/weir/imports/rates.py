"""Dated exchange rates of one import's currency."""

from bisect import bisect_right
from datetime import date
from decimal import Decimal

from weir.imports.acting import Acting


class Rates:
    """Units of the organisation's currency for one unit of the import's, by day; None before the first known day."""

    def __init__(self, acting: Acting):
        self.is_base = acting.currency == acting.viewer.base_currency
        sql = "select valid_from, rate from exchange_rate where currency = %s order by valid_from"
        known = [] if self.is_base else acting.rows(sql, [acting.currency])
        self.days: list[date] = [row[0] for row in known]
        self.values: list[Decimal] = [row[1] for row in known]

    def on(self, day: date) -> Decimal | None:
        """The last rate on or before the day."""
        if self.is_base:
            return Decimal(1)
        place = bisect_right(self.days, day)
        return self.values[place - 1] if place else None
