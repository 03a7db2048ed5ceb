"""What a row is about: finds the records an input names, as the viewer, and tells them that they were touched."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from weir.access.belonging import REGARDING
from weir.catalog.ids import decode, key_of
from weir.catalog.registry import OBJECTS
from weir.changing.change import Change
from weir.contracts.model import Contract
from weir.deals.model import Deal
from weir.errors import Refusal

# What is about records.
REGARDED = ("activity", "task", "comment", "attachment")
# Rooms above lend what an activity does to their records, and which of them can be worked with no more.
ON_TOUCH: dict[str, Callable[[Change, Any], Awaitable[None]]] = {}
CHECKS: dict[str, Callable[[Any], None]] = {}


async def regarded(change: Change, given: dict[str, Any], *, needed: bool = True) -> dict[str, UUID | None]:
    """The columns `account_id`, `deal_id` and so on of an input. A deal and a contract bring their account along.

    Raises `Refusal` NOT_FOUND for a hidden record and NO_RECORD when none is named.
    """
    found: dict[str, UUID | None] = {}
    for name in REGARDING:
        text = given.get(f"{name}Id")
        if text:
            # Nobody works what waits in a pool: it is claimed first.
            row = await change.see(OBJECTS[name].model, key_of(text, name), f"{name}Id", besides="Q")
            if name in CHECKS:
                CHECKS[name](row)
            found[f"{name}_id"] = row.id
            if isinstance(row, Deal | Contract) and row.account_id and not given.get("accountId"):
                found["account_id"] = row.account_id
    if needed and not found:
        raise Refusal("NO_RECORD", ("dealId",))
    return found


async def regarded_by_id(change: Change, text: str | None, path: str) -> dict[str, UUID | None]:
    """The same for one global id of any of these objects."""
    target = decode(text or "")
    if target is None or target[0].name not in REGARDING:
        raise Refusal("NOT_FOUND", (path,))
    return await regarded(change, {f"{target[0].name}Id": text})


async def touch(change: Change, row: Any) -> None:
    """Moves the last-activity times of what an activity is about; an older activity never moves them back."""
    for name, column in (
        ("deal", "last_activity_at"),
        ("account", "last_interaction_at"),
        ("contact", "last_interaction_at"),
    ):
        key = getattr(row, f"{name}_id")
        if key is not None:
            statement = sa.text(
                f"update {OBJECTS[name].table} set {column} = greatest({column}, :at) where id = :key"
                f" and ({column} is null or {column} < :at)"
            )
            await change.session.execute(statement, {"at": row.occurred_at, "key": key})
            change.tell(name, key, "touched")
    for name, lent in ON_TOUCH.items():
        if getattr(row, f"{name}_id") is not None:
            await lent(change, row)
