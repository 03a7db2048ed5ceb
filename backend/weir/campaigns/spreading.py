"""What a campaign costs over several days, as one amount for each day."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

MOST_DAYS = 366


def spread(total: Decimal, first: date, last: date, places: int = 2) -> Iterator[tuple[date, Decimal]]:
    """`total` over the days from `first` to `last`, both included: alike to the smallest unit, the earlier days the odd ones.

    The parts always add up to the total; `places` are the decimals of the currency.
    """
    days = (last - first).days + 1
    unit = Decimal(1).scaleb(-places)
    units = int(total / unit)
    each, rest = divmod(units, days)
    for index in range(days):
        yield first + timedelta(days=index), (each + (index < rest)) * unit
