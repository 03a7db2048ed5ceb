"""Who asks for figures, for what they must have a right, and what a report comes to."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from weir.access.guard import rule_of
from weir.access.viewer import Viewer
from weir.errors import Refusal
from weir.graphql.errors import ApiError
from weir.reports.compile import Plan
from weir.reports.result import Result, made


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


async def worked_out(
    run: Callable[[str, Mapping[str, Any]], Awaitable[list[tuple[Any, ...]]]], compiled: Plan, viewer: Viewer
) -> Result:
    """The report of a plan, whose statement `run` runs in its turn. Raises `Refusal` when it takes too long, or cannot be reckoned."""
    try:
        groups = await run(compiled.sql, compiled.build.params)
    except ApiError as error:
        code = (error.extensions or {}).get("code")
        raise Refusal("REPORT_SLOW" if code == "TIMEOUT" else "REPORT_RANGE") from None
    return made(compiled, viewer, groups)
