"""Whose turn it is: the strategies, as arithmetic on a rotation. Who is away misses turns and gets none back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from weir.assignment.eligible import Candidate, Loads
from weir.assignment.model import AssignmentStrategy

NEVER = -1


@dataclass(slots=True)
class Rotation:
    """The state of one rule: the number of everybody's last turn, and their current weight."""

    turns: dict[UUID, int] = field(default_factory=dict)
    current: dict[UUID, int] = field(default_factory=dict)

    def last(self, key: UUID) -> int:
        """Whoever never had a turn comes first."""
        return self.turns.get(key, NEVER)


def choose(strategy: AssignmentStrategy, able: Sequence[Candidate], rotation: Rotation, loads: Loads) -> Candidate:
    """The one of `able` (not empty) who gets the lead; the rotation moves on."""
    if strategy is AssignmentStrategy.FIXED:
        chosen = able[0]
    elif strategy is AssignmentStrategy.WEIGHTED:
        chosen = _smoothly(able, rotation)
    elif strategy is AssignmentStrategy.LEAST_LOADED:
        chosen = min(able, key=lambda one: (_load(one, loads), rotation.last(one.member), one.member))
    else:
        chosen = min(able, key=lambda one: (rotation.last(one.member), one.member))
    rotation.turns[chosen.member] = max(rotation.turns.values(), default=NEVER) + 1
    return chosen


def _load(one: Candidate, loads: Loads) -> int:
    return loads.open.get(one.receiver, 0) if one.receiver else 0


def _smoothly(able: Sequence[Candidate], rotation: Rotation) -> Candidate:
    """Everybody gains their weight, the heaviest is chosen and gives back what all have gained: A2 B1 gives A, B, A."""
    for one in able:
        rotation.current[one.member] = rotation.current.get(one.member, 0) + one.weight
    # `max` keeps the first of equals: the order of the members.
    chosen = max(able, key=lambda one: rotation.current[one.member])
    rotation.current[chosen.member] -= sum(one.weight for one in able)
    return chosen
