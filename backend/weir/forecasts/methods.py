"""The arithmetic of a forecast: how likely each open deal is to be won in the period, by each method, and what that comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from weir.catalog.declare import Labelled
from weir.reports.survival import Incidence

# A stage with fewer closed deals than this is steadied by its own probability, which counts as so many deals.
STEADY_BELOW, STEADY_BY = 20, 10
RUNS, SEED = 10_000, 20_260_401
# Above this many deals the sum is as good as normal, and costs nothing.
MANY_DEALS = 1_000
Z_90 = 1.281552


class ForecastMethod(Labelled):
    """How the open deals of a period are weighed."""

    WEIGHTED = "WEIGHTED", "加权", "Weighted"
    CATEGORY = "CATEGORY", "承诺", "Committed"
    HISTORICAL = "HISTORICAL", "历史赢率", "Historical win rate"
    SURVIVAL = "SURVIVAL", "停留时间", "Time in stage"


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """An open deal expected in the period: amount in base currency, probability in percent, days since it first entered its stage."""

    owner_id: UUID | None
    stage_id: UUID
    category: str
    amount: float
    probability: int
    days: float


@dataclass(frozen=True, slots=True)
class StagePast:
    """What became of deals that reached a stage: won and closed of the last year, and the whole fate of who entered it."""

    stage_id: UUID
    probability: int
    won: int
    closed: int
    fate: Incidence

    def chance(self, steady: bool) -> float | None:
        """The share of closed deals that was won; steadied by the stage's own probability where few are known."""
        if steady and self.closed < STEADY_BELOW:
            return (self.won + STEADY_BY * self.probability / 100) / (self.closed + STEADY_BY)
        return self.won / self.closed if self.closed else None

    def chance_in(self, days: float, within: float) -> float | None:
        """How likely a deal that was `days` in the stage is won within so many days more; None when nobody was there so long."""
        alive = self.fate.alive(days)
        return (self.fate.won_by(days + within) - self.fate.won_by(days)) / alive if alive > 1e-9 else None


def chances(
    method: ForecastMethod, deals: Sequence[OpenDeal], past: dict[UUID, StagePast], within: float, *, steady: bool
) -> list[float]:
    """How likely each deal is to be won in the period, between 0 and 1, by one of the methods that give a probability."""
    if method is ForecastMethod.WEIGHTED:
        return [one.probability / 100 for one in deals]
    found = []
    for one in deals:
        there = past.get(one.stage_id)
        plain = one.probability / 100
        if there is None:
            found.append(plain)
            continue
        usual = there.chance(steady)
        chance = usual if method is ForecastMethod.HISTORICAL else there.chance_in(one.days, within)
        found.append(plain if chance is None else chance)
    return found


def spread(amounts: Sequence[float], odds: Sequence[float]) -> tuple[float, float]:
    """Where the sum of the deals won lies in the worst and the best tenth (P10, P90), each deal won by itself.

    Drawn from a fixed seed: the same deals give the same range.
    """
    if not amounts:
        return 0.0, 0.0
    # Here, not above: nothing else needs it, and it takes its time to load.
    import numpy as np

    sizes, share = np.asarray(amounts), np.clip(np.asarray(odds), 0, 1)
    if len(amounts) > MANY_DEALS:
        middle, wide = float(sizes @ share), float(np.sqrt((sizes**2) @ (share * (1 - share))))
        return max(0.0, middle - Z_90 * wide), min(float(sizes.sum()), middle + Z_90 * wide)
    draws = np.random.default_rng(SEED).random((RUNS, len(amounts))) < share
    low, high = np.quantile(draws @ sizes, (0.1, 0.9))
    return float(low), float(high)
