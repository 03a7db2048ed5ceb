"""Who asks for figures, and for what they must have a right."""

from typing import Any, Protocol

from weir.access.guard import rule_of
from weir.access.viewer import Viewer


class Asks(Protocol):
    """Whoever can run a report's statement, such as an operation."""

    @property
    def viewer(self) -> Viewer:
        """As whom."""

    async def report(self, sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
        """Every row of it."""


def sees_amounts(viewer: Viewer) -> bool:
    """Whether the viewer may read deals, and what they are worth."""
    return viewer.may("read", "deal") and not rule_of("deal_amount", "deal", "base_amount", "d", viewer).hidden
