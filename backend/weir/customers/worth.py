"""What a set of customers is worth: who stays, what one has brought, and what one will."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from weir.customers.figures import FEW, Retention, lifetime_value, retention
from weir.customers.reading import Customer


@dataclass(frozen=True, slots=True)
class Worth:
    """The figures of some customers; means are None of nothing, margins also where the cost of anything sold is unknown."""

    customers: int
    orders: int
    revenue: float
    kept: Retention
    buyers: int
    repeated: int
    revenue_each: float | None
    margin_each: float | None
    annual_margin: float | None
    lifetime: float | None
    discounted: float | None

    @property
    def is_few(self) -> bool:
        """Whether means of them say little."""
        return self.customers < FEW


def worth_of(found: Sequence[Customer], discount: float) -> Worth:
    """The worth of those found."""
    kept = retention([(one.year_before, one.last_year) for one in found])
    buyers = [one for one in found if one.orders_last_year]
    annual = _mean([one.margin_last_year for one in buyers])
    stays = kept.logo
    return Worth(
        customers=len(found),
        orders=sum(one.orders_ever for one in found),
        revenue=sum(one.total for one in found),
        kept=kept,
        buyers=len(buyers),
        repeated=sum(one.orders_last_year > 1 for one in buyers),
        revenue_each=fmean(one.total for one in found) if found else None,
        margin_each=_mean([one.margin for one in found]),
        annual_margin=annual,
        lifetime=None if annual is None or stays is None else lifetime_value(annual, stays),
        discounted=None if annual is None or stays is None else lifetime_value(annual, stays, discount),
    )


def _mean(values: Sequence[float | None]) -> float | None:
    known = [one for one in values if one is not None]
    return fmean(known) if known and len(known) == len(values) else None
