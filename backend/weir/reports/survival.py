"""How long things last and what becomes of them, with what is still going on counted rightly.

Both are the standard estimators: Kaplan and Meier's for one kind of end, Aalen and Johansen's for competing ones. Times are in days.
"""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import groupby
from math import sqrt

# The quantile of the normal distribution for an interval of 95%.
Z = 1.959964


def median_survival(ended: Iterable[float], going_on: Iterable[float]) -> float | None:
    """The time by which half have ended; None when fewer than half ever do within what was watched."""
    marks: list[tuple[float, int]] = [*((one, 1) for one in ended), *((one, 0) for one in going_on)]
    marks.sort()
    left, alive = len(marks), 1.0
    time: float
    for time, group in groupby(marks, key=lambda mark: mark[0]):
        kinds = [kind for _, kind in group]
        alive *= 1 - sum(kinds) / left
        # Sums of fractions miss a half by a hair.
        if alive <= 0.5 + 1e-9:
            return time
        left -= len(kinds)
    return None


class Incidence:
    """What becomes of who enters, day by day: won, lost, or still going on. Aalen and Johansen's estimator as two step functions."""

    def __init__(self, wins: Iterable[float], losses: Iterable[float], going_on: Iterable[float]):
        marks = sorted([(one, "w") for one in wins] + [(one, "l") for one in losses] + [(one, "o") for one in going_on])
        self.entries = len(marks)
        self.times: list[float] = []
        self._won, self._alive = [0.0], [1.0]
        left, alive, won = len(marks), 1.0, 0.0
        for time, group in groupby(marks, key=lambda mark: mark[0]):
            kinds = [kind for _, kind in group]
            ends = sum(kind != "o" for kind in kinds)
            won += alive * kinds.count("w") / left
            alive *= 1 - ends / left
            left -= len(kinds)
            self.times.append(time)
            self._won.append(won)
            self._alive.append(alive)

    def won_by(self, days: float) -> float:
        """The share that has won by then: a loss ends the chance to win, what goes on counts as long as it was watched."""
        return self._won[bisect_right(self.times, days)]

    def alive(self, days: float) -> float:
        """The share that is neither won nor lost by then."""
        return self._alive[bisect_right(self.times, days)]


def cumulative_incidence(
    wins: Iterable[float], losses: Iterable[float], going_on: Iterable[float], until: float
) -> float | None:
    """The share that has won by `until` days; None when nobody entered."""
    fate = Incidence(wins, losses, going_on)
    return fate.won_by(until) if fate.entries else None


def interval(hits: int, of: int) -> tuple[float, float] | None:
    """Wilson's interval of 95% for a share; None of nothing."""
    if of == 0:
        return None
    share, spread = hits / of, Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    reach = Z / (1 + spread) * sqrt(share * (1 - share) / of + spread / of / 4)
    return max(0.0, middle - reach), min(1.0, middle + reach)
