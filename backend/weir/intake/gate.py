"""How much may come through the public doors: counted in this process first, so that a flood of junk never reaches the database."""

import time
from collections import OrderedDict
from dataclasses import dataclass, field

from weir.auth.throttle import Limit

# Shared by all processes, in the database.
ADDRESS = Limit("intake address", 60, 60)
SOURCE = Limit("intake source", 3_000, 60)
REMEMBERED = 20_000


@dataclass
class Gate:
    """A bucket for each address: `burst` at once, `per_second` come back. The oldest addresses are forgotten."""

    burst: float = 60
    per_second: float = 1
    _seen: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def passes(self, address: str, now: float | None = None) -> bool:
        """Takes one from the bucket of an address; False when it is empty."""
        now = time.monotonic() if now is None else now
        left, at = self._seen.pop(address, (self.burst, now))
        left = min(self.burst, left + (now - at) * self.per_second)
        self._seen[address] = (left - 1 if left >= 1 else left, now)
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return left >= 1
