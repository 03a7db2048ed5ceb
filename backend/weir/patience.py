"""How long a request is worked on: until its clock runs out, or, for a report, until nobody waits for it any more."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Self

from starlette.requests import Request

# A report may wait for its turn and be made of several statements, each with a clock of its own in the database.
REPORT_SECONDS = 300
Gone = Callable[[], Awaitable[None]]


async def gone(request: Request) -> None:
    """Returns when the asker has hung up. The body has been read by then."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


class Patience:
    """The clock of one request: raises `TimeoutError` when it runs out, and what is under way in the database is cancelled there."""

    def __init__(self, seconds: int, gone: Gone | None = None):
        self.seconds = seconds
        self._gone = gone
        self._clock = asyncio.timeout(seconds)
        self._is_report = False
        self._watch: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self._clock.__aenter__()
        return self

    async def __aexit__(self, *error: Any) -> None:
        if self._watch is not None:
            self._watch.cancel()
        await self._clock.__aexit__(*error)

    def with_report(self) -> None:
        """A report has more time than other requests, and none once its asker has left: they change nothing, so nothing is lost."""
        if self._is_report:
            return
        self._is_report, self.seconds = True, REPORT_SECONDS
        self._clock.reschedule(asyncio.get_running_loop().time() + REPORT_SECONDS)
        if self._gone is not None:
            self._watch = asyncio.create_task(self._leave(self._gone))

    async def _leave(self, gone: Gone) -> None:
        await gone()
        if not self._clock.expired():
            self._clock.reschedule(asyncio.get_running_loop().time())
