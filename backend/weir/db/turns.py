"""Reports take turns: so many are worked out at once, the rest wait in the order they came, and each can be told how many are before it."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass


@dataclass(eq=False, slots=True)
class Turn:
    """One statement that waits or runs, and for whom."""

    whose: Hashable
    has_begun: bool = False


class Turns:
    """The places of one process. Whoever is cancelled while they wait or run gives theirs up."""

    def __init__(self, most: int):
        self._places = asyncio.Semaphore(most)
        self._turns: list[Turn] = []

    @asynccontextmanager
    async def take(self, whose: Hashable) -> AsyncIterator[None]:
        """Waits for a place and keeps it for as long as the block runs."""
        turn = Turn(whose)
        self._turns.append(turn)
        try:
            async with self._places:
                turn.has_begun = True
                yield
        finally:
            self._turns.remove(turn)

    def ahead(self, whose: Hashable) -> int | None:
        """How many wait before theirs, 0 for the next one; None when theirs is worked on, or there is none."""
        waiting = [turn for turn in self._turns if not turn.has_begun]
        return next((n for n, turn in enumerate(waiting) if turn.whose == whose), None)
