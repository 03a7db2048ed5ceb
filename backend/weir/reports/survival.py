"""How long things last and what becomes of them, with what is still going on counted rightly.

Both are the standard estimators: Kaplan and Meier's for one kind of end, Aalen and Johansen's for competing ones. Times are in days.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from math import sqrt

# The quantile of the normal distribution for an interval of 95%.
Z = 1.959964


def median_survival(ended: Iterable[float], going_on: Iterable[float]) -> float | None:
    """The time by which half have ended; None when fewer than half ever do within what was watched."""
    ends, censored = sorted(ended), sorted(going_on)
    at, alive = 0, 1.0
    while at < len(ends):
        time, after = ends[at], bisect_right(ends, ends[at], at)
        alive *= 1 - (after - at) / (len(ends) - at + len(censored) - bisect_left(censored, time))
        # Sums of fractions miss a half by a hair.
        if alive <= 0.5 + 1e-9:
            return time
        at = after
    return None


class Incidence:
    """What becomes of who enters, day by day: won, lost, or still going on. Aalen and Johansen's estimator as two step functions."""

    def __init__(self, wins: Iterable[float], losses: Iterable[float], going_on: Iterable[float]):
        won_at, lost_at, censored = sorted(wins), sorted(losses), sorted(going_on)
        self.entries = len(won_at) + len(lost_at) + len(censored)
        # What goes on changes nothing at its own time but how many are left afterwards.
        self.times = sorted({*won_at, *lost_at})
        self._won, self._alive = [0.0], [1.0]
        before_won = before_lost = 0
        alive, won = 1.0, 0.0
        for time in self.times:
            left = self.entries - before_won - before_lost - bisect_left(censored, time)
            wins_now = bisect_right(won_at, time, before_won) - before_won
            losses_now = bisect_right(lost_at, time, before_lost) - before_lost
            won += alive * wins_now / left
            alive *= 1 - (wins_now + losses_now) / left
            before_won += wins_now
            before_lost += losses_now
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
