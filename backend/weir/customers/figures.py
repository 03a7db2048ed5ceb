"""The arithmetic of customer value: RFM scores and groups, retention, repurchase and lifetime value."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from weir.catalog.declare import Labelled

# Fewer customers than this get no scores: a fifth of them would be nobody.
FEWEST = 5
HIGH = 4
# Lifetimes beyond this are guesses: value is counted for so many years at most.
HORIZON_YEARS = 5
# Fewer customers than this say little about a mean.
FEW = 20


class RfmGroup(Labelled):
    """Whether a customer bought lately, often and much: the eight groups of RFM."""

    IMPORTANT_VALUE = "IMPORTANT_VALUE", "重要价值", "Champions"
    IMPORTANT_DEVELOP = "IMPORTANT_DEVELOP", "重要发展", "Big but rare"
    IMPORTANT_KEEP = "IMPORTANT_KEEP", "重要保持", "Loyal, gone quiet"
    IMPORTANT_RESCUE = "IMPORTANT_RESCUE", "重要挽留", "Big, going away"
    GENERAL_VALUE = "GENERAL_VALUE", "一般价值", "Loyal, small"
    GENERAL_DEVELOP = "GENERAL_DEVELOP", "一般发展", "New, small"
    GENERAL_KEEP = "GENERAL_KEEP", "一般保持", "Frequent, gone quiet"
    GENERAL_RESCUE = "GENERAL_RESCUE", "一般挽留", "Small, going away"


GROUPS = {
    (True, True, True): RfmGroup.IMPORTANT_VALUE,
    (True, False, True): RfmGroup.IMPORTANT_DEVELOP,
    (False, True, True): RfmGroup.IMPORTANT_KEEP,
    (False, False, True): RfmGroup.IMPORTANT_RESCUE,
    (True, True, False): RfmGroup.GENERAL_VALUE,
    (True, False, False): RfmGroup.GENERAL_DEVELOP,
    (False, True, False): RfmGroup.GENERAL_KEEP,
    (False, False, False): RfmGroup.GENERAL_RESCUE,
}


@dataclass(frozen=True, slots=True)
class Rfm:
    """Scores of 1 to 5 for how lately, how often and how much, and the group they make."""

    recency: int
    frequency: int
    money: int

    @property
    def group(self) -> RfmGroup:
        """High is a score of 4 or 5."""
        return GROUPS[self.recency >= HIGH, self.frequency >= HIGH, self.money >= HIGH]


def scores(values: Sequence[float], *, smaller_is_better: bool = False) -> list[int]:
    """For each value 1 to 5, by the share of values that are strictly worse; equal values have equal scores."""
    better = [-one if smaller_is_better else one for one in values]
    ranked = sorted(better)
    return [min(5, 5 * bisect_left(ranked, one) // len(ranked) + 1) for one in better]


def rfm(days: Sequence[float], orders: Sequence[int], amounts: Sequence[float]) -> list[Rfm] | None:
    """The scores of customers by days since the last order, orders and amount; None when they are too few."""
    if len(days) < FEWEST:
        return None
    parts = scores(days, smaller_is_better=True), scores(orders), scores(amounts)
    return [Rfm(*three) for three in zip(*parts, strict=True)]


@dataclass(frozen=True, slots=True)
class Retention:
    """Customers and their amounts of the twelve months before two instants: who stayed, and how their buying changed."""

    start: int
    kept: int
    start_amount: float
    churned: float
    contracted: float
    expanded: float

    @property
    def logo(self) -> float | None:
        """Customers active at the start that are active at the end."""
        return self.kept / self.start if self.start else None

    @property
    def gross(self) -> float | None:
        """What is left of the amount at the start, without what grew (GRR)."""
        return (self.start_amount - self.churned - self.contracted) / self.start_amount if self.start_amount else None

    @property
    def net(self) -> float | None:
        """The same with what grew (NRR)."""
        gross = self.gross
        return None if gross is None else gross + self.expanded / self.start_amount


def retention(pairs: Sequence[tuple[float, float]]) -> Retention:
    """Of (amount before the start, amount before the end) of each customer; new ones do not count."""
    old = [(before, after) for before, after in pairs if before > 0]
    return Retention(
        start=len(old),
        kept=sum(after > 0 for _, after in old),
        start_amount=sum(before for before, _ in old),
        churned=sum(before for before, after in old if after <= 0),
        contracted=sum(before - after for before, after in old if 0 < after < before),
        expanded=sum(after - before for before, after in old if after > before),
    )


def lifetime_value(annual_margin: float, kept: float, discount: float | None = None) -> float:
    """What a customer brings: m / (1 - r), or discounted m r / (1 + d - r); never more than five years' margin."""
    most = annual_margin * HORIZON_YEARS
    if discount is None:
        return most if kept >= 1 else min(most, annual_margin / (1 - kept))
    if kept >= 1:
        return sum(annual_margin / (1 + discount) ** year for year in range(1, HORIZON_YEARS + 1))
    return annual_margin * kept / (1 + discount - kept)
