"""How fast leads are answered, in the working time of whoever has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from statistics import median


@dataclass(frozen=True, slots=True)
class Responses:
    """First responses of a period: seconds of working time; those never answered whose time is over count as breaches, in no median."""

    answered: int
    met: int
    breaches: int
    median_seconds: float | None
    p90_seconds: float | None

    @property
    def met_share(self) -> float | None:
        """Answered in time, of all that were answered or should have been."""
        whole = self.answered + self.breaches
        return self.met / whole if whole else None


def responses(answered: Sequence[tuple[float, datetime, datetime | None]], breaches: int) -> Responses:
    """The figures of (seconds, answered at, due at) and of so many that were never answered in time."""
    seconds = sorted(one for one, _, _ in answered)
    met = sum(1 for _, at, due in answered if due is None or at <= due)
    # The nearest rank: nine of ten took no longer.
    p90 = seconds[ceil(0.9 * len(seconds)) - 1] if seconds else None
    return Responses(len(seconds), met, breaches, median(seconds) if seconds else None, p90)
