"""The ratios of acquisition: everything is worked out from sums, so a total is the ratio of the totals, never a mean of ratios."""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ChannelSums:
    """What came by a channel in a period and became of it: leads first seen in the period, deals made of them, and its cost.

    Amounts are in the organisation's currency; `revenue`, `margin` and `cost` are None where the viewer may not know them or nothing was
    booked. `duplicates` are people who came again and were put to a lead there was. `cycle_days` is the sum over `won` deals, from the
    lead's first day. `margin` is None unless the cost of every won deal's lines is known.
    """

    leads: int = 0
    duplicates: int = 0
    valid: int = 0
    mql: int = 0
    sql: int = 0
    deals: int = 0
    won: int = 0
    cycle_days: Decimal = Decimal(0)
    revenue: Decimal | None = None
    margin: Decimal | None = None
    cost: Decimal | None = None

    def __add__(self, other: "ChannelSums") -> "ChannelSums":
        parts: dict[str, Any] = {
            one.name: _sum(getattr(self, one.name), getattr(other, one.name)) for one in fields(self)
        }
        return ChannelSums(**parts)

    @property
    def conversion(self) -> Decimal | None:
        """Customers won of leads, between 0 and 1."""
        return ratio(self.won, self.leads)

    @property
    def opportunity_rate(self) -> Decimal | None:
        """Leads a deal was made of, of the valid ones."""
        return ratio(self.deals, self.valid)

    @property
    def mean_cycle(self) -> Decimal | None:
        """Days from a lead's first day until its deal was won, on average."""
        return ratio(self.cycle_days, self.won)

    @property
    def mean_amount(self) -> Decimal | None:
        """What a won deal came to on average."""
        return ratio(self.revenue, self.won)

    def cost_of(self, count: int) -> Decimal | None:
        """The cost of one of so many."""
        return ratio(self.cost, count)

    @property
    def roi(self) -> Decimal | None:
        """What came back beyond the cost, in times the cost: 1 is twice the money."""
        return None if self.cost is None or self.revenue is None else ratio(self.revenue - self.cost, self.cost)

    @property
    def margin_roi(self) -> Decimal | None:
        """The same of the gross margin."""
        return None if self.cost is None or self.margin is None else ratio(self.margin - self.cost, self.cost)


def _sum(one: Any, other: Any) -> Any:
    if one is None or other is None:
        # Nothing known of a part is nothing added; nothing known of either is nothing.
        return other if one is None else one
    return one + other


def ratio(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    """A share; None of nothing."""
    return Decimal(part) / Decimal(whole) if part is not None and whole else None


class Weights:
    """How the four models divide a deal among the touches before it was made, in the order they happened."""

    @staticmethod
    def first(count: int) -> list[int]:
        """All to the first."""
        return [1] + [0] * (count - 1)

    @staticmethod
    def last(count: int) -> list[int]:
        """All to the last before the deal was made."""
        return [0] * (count - 1) + [1]

    @staticmethod
    def linear(count: int) -> list[int]:
        """Alike to each."""
        return [1] * count

    @staticmethod
    def u_shaped(count: int) -> list[int]:
        """Two fifths to the first, two fifths to the last, one fifth among those between; of two, half each."""
        if count < 3:
            return [1] * count
        between = count - 2
        return [2 * between] + [1] * between + [2 * between]


MODELS = {"FIRST": Weights.first, "LAST": Weights.last, "LINEAR": Weights.linear, "U_SHAPED": Weights.u_shaped}


def divide(amount: Decimal, weights: list[int]) -> list[Decimal]:
    """The amount by weights, to the cent: the cents left over go to the largest remainders, the earlier first. The parts sum to it."""
    cents, whole = int((amount * 100).to_integral_value()), sum(weights)
    parts = [cents * weight // whole for weight in weights]
    rests = sorted(range(len(weights)), key=lambda n: (-(cents * weights[n] % whole), n))
    for n in rests[: cents - sum(parts)]:
        parts[n] += 1
    return [Decimal(part) / 100 for part in parts]


@dataclass(frozen=True, slots=True)
class Credit:
    """What a channel is credited with of the deals won, by each model. None as channel: no touch is known."""

    channel_id: UUID | None
    amounts: dict[str, Decimal]
