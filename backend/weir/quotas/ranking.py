"""Attainment as arithmetic: shares, pace, coverage, places. Exact numbers in, exact numbers out; None where nothing can be said."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands: what they were to reach (None: no target), what they reached, what is open and dated in the period."""

    quota: Decimal | None
    actual: Decimal
    open: Decimal | None = None

    @property
    def attainment(self) -> Decimal | None:
        """The share reached; None without a target, or with one of 0."""
        return self.actual / self.quota if self.quota else None

    @property
    def is_met(self) -> bool:
        """Whether nothing is left to reach."""
        return bool(self.quota) and self.actual >= (self.quota or 0)

    @property
    def coverage(self) -> Decimal | None:
        """What is open against what is left to reach; None without a target, and when it is met, since then any amount is enough."""
        if not self.quota or self.is_met or self.open is None:
            return None
        return self.open / (self.quota - self.actual)

    def pace(self, passed: int, total: int) -> Decimal | None:
        """The share reached against the share of working days that have passed: above 1 is ahead."""
        return self.attainment * total / passed if self.attainment is not None and passed else None


def places(standings: Mapping[K, Standing]) -> dict[K, int]:
    """Competition places (1, 2, 2, 4): by attainment; who has no target stands below those who have, by what they reached."""

    def worth(one: Standing) -> tuple[bool, Decimal]:
        return (one.attainment is not None, one.actual if one.attainment is None else one.attainment)

    ordered = sorted(standings, key=lambda key: worth(standings[key]), reverse=True)
    found: dict[K, int] = {}
    for place, key in enumerate(ordered, 1):
        before = ordered[place - 2] if place > 1 else None
        same = before is not None and worth(standings[before]) == worth(standings[key])
        found[key] = found[before] if same and before is not None else place
    return found
