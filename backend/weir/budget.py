"""How many requests a credential may send: a token bucket in memory, in front of the price limit of each query."""

import math
import time

from weir.access.viewer import Viewer

# A person's screens burst; a partner's script is steady.
BURST = 300
PER_SECOND = 50.0


class Budget:
    """Token buckets by credential; a bucket that is full again is forgotten."""

    def __init__(self, burst: int = BURST, per_second: float = PER_SECOND):
        self.burst, self.per_second = burst, per_second
        self.buckets: dict[str, tuple[float, float]] = {}

    def take(self, viewer: Viewer) -> int:
        """0 when the request may go on, else the seconds to wait."""
        now = time.monotonic()
        key = viewer.credential or str(viewer.user_id)
        left, at = self.buckets.get(key, (float(self.burst), now))
        left = min(self.burst, left + (now - at) * self.per_second)
        if left < 1:
            return math.ceil((1 - left) / self.per_second)
        self.buckets[key] = (left - 1, now)
        if len(self.buckets) > 10_000:
            self.buckets.clear()
        return 0
