"""Giving back: by the owner or by who assigns, with a reason unless the pool asks for none. And a transfer taken back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from weir.catalog.declare import Labelled
from weir.changing.change import Change
from weir.changing.diff import plain
from weir.changing.inputs import tidy
from weir.changing.records import active_user, own
from weir.errors import Refusal
from weir.pools.holding import Holding

REASON = "select 1 from {pool} where id = %(pool)s and not return_reason_required"
# Who had something only until a transfer was taken back has lost nothing: the cool-down of pools does not count it.
CAUSE = "transfer_undone"
# A new owner is protected by nobody: that comes back afterwards, and a day to follow up, should the time have passed meanwhile.
AS_BEFORE = (
    "update {thing} set protected_until = %(until)s::timestamptz, recycle_not_before = %(soon)s where id = %(key)s"
)
KEPT = ("owner_id", "department_id", "pool_id", "status", "owner_since", "assigned_at", "protected_until")


async def give_back(
    change: Change, holding: Holding, row: Any, given: dict[str, Any], reasons: type[Labelled], pool_id: UUID | None
) -> Any:
    """Gives something back: it waits for another in the pool, and in sight of the manager."""
    if row.owner_id != change.viewer.user_id:
        change.require(holding.assign)
    reason, note = await _reason(change, holding, row, given, reasons), tidy(given.get("note") or "")[:400]
    if reason is not None and reason.value == "OTHER" and not note:
        raise Refusal("REASON_NEEDED", ("note",), {"what": ("退回", "giving it back")})
    was = {"was_owner": row.owner_id, "was_department": row.department_id}
    row.return_count += 1
    text = f"{reason.value if reason else ''} {note}".strip() or None
    await holding.disown(change, row, "returned", text, pool_id=pool_id)
    await change.save("returned", **was)
    return row


async def _reason(
    change: Change, holding: Holding, row: Any, given: dict[str, Any], reasons: type[Labelled]
) -> Labelled | None:
    if given.get("reason") is not None:
        return reasons(given["reason"])
    if not await change.fetch(holding.sql(REASON), {"pool": row.pool_id}):
        raise Refusal("REQUIRED", ("reason",), {"label": ("退回原因", "The reason")})
    return None


def standing(row: Any) -> dict[str, Any]:
    """Where something stands, as JSON: what `regain` needs of it afterwards."""
    return {name: plain(getattr(row, name)) for name in KEPT if name in type(row).model_fields}


async def regain(
    change: Change, holding: Holding, row: Any, was: dict[str, Any], resume: Callable[[Any, str], None] | None = None
) -> Any:
    """Gives something back to whom it was taken from, or to the pool it waited in; `was` is its `standing` before.

    It stands where it stood, and no clock has gained or lost by it. `resume` is told the status it had.
    """
    change.require("record.transfer")
    told = {"was_owner": row.owner_id, "was_department": row.department_id}
    if was["owner_id"] is None:
        await holding.disown(change, row, CAUSE, None, pool_id=_key(was["pool_id"]))
        row.department_id = _key(was["department_id"])
        if resume:
            resume(row, was["status"])
        await change.save("transferred", **told)
        return row
    user = await active_user(change, _key(was["owner_id"]), "ownerId")
    row.pool_id = _key(was["pool_id"])
    await own(change, row, user.id, CAUSE)
    for name in ("owner_since", "assigned_at"):
        if name in was:
            setattr(row, name, _moment(was[name]))
    if resume:
        resume(row, was["status"])
    await change.save("transferred", **told)
    values = {"key": row.id, "soon": change.now + timedelta(days=1), "until": _moment(was["protected_until"])}
    await change.fetch(holding.sql(AS_BEFORE), values)
    return row


def _key(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
