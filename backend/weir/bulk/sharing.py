"""Sharing records out among several people: equally or by weight, one after the other, so that nobody is far ahead at any moment."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.errors import Refusal
from weir.pools.holding import Holding, receiver

MOST = 50
HEAVIEST = 100
LABEL = {"label": ("接收人", "The receivers")}
# What each has got or will get; what is refused counts for nobody.
TAKEN = """
select receiver_id, count(*) from bulk_row
where run_id = %(run)s and receiver_id is not null and state not in ('WAITING', 'FORBIDDEN', 'REFUSED') group by 1
"""


async def receivers(change: Change, holding: Holding, given: dict[str, Any]) -> dict[str, Any]:
    """The receivers with their weights, as a run keeps them: people who can work what is shared out. Raises `Refusal`."""
    change.require("record.transfer")
    ids = list(given.get("receiverIds") or [])
    weights = list(given.get("weights") or [1] * len(ids))
    if not 1 <= len(ids) <= MOST or len(set(ids)) != len(ids):
        raise _wrong("receiverIds", f"请选择 1 至 {MOST} 位不同的同事。", f"name 1 to {MOST} different people.")
    if len(weights) != len(ids) or not all(1 <= one <= HEAVIEST for one in weights):
        raise _wrong("weights", "每人的权重应在 1 到 100 之间。", "give each a weight of 1 to 100.")
    for one in ids:
        await receiver(change, holding, key_of(one, "user"), "receiverIds")
    return {"receivers": [list(pair) for pair in zip(ids, weights, strict=True)], "reason": given.get("reason")}


def _wrong(path: str, zh: str, en: str) -> Refusal:
    return Refusal("INVALID", (path,), {**LABEL, "why": (zh, en)})


class Shares:
    """Who is next: whoever is furthest behind their part of what has been given so far. A2 B1 gives A, B, A."""

    def __init__(self, weights: Mapping[UUID, int], taken: Mapping[UUID, int]):
        self._weights, self._taken = dict(weights), Counter(taken)

    @classmethod
    async def of(cls, change: Change, run: UUID, given: dict[str, Any]) -> "Shares":
        """Of a run, as far as it is."""
        named = ((key_of(one, "user"), weight) for one, weight in given["receivers"])
        weights = {key: weight for key, weight in named if key is not None}
        rows: Iterable[tuple[UUID, int]] = await change.fetch(TAKEN, {"run": run})
        return cls(weights, dict(rows))

    def next(self) -> UUID:
        """Who gets the next one; of equals the first as they were named."""
        whole, given = sum(self._weights.values()), self._taken.total() + 1
        return max(self._weights, key=lambda one: self._weights[one] * given - self._taken[one] * whole)

    def take(self, key: UUID) -> None:
        """Somebody has got one."""
        self._taken[key] += 1
