"""What every record can do: be created, updated, voided, restored, given to another owner. Rooms add their rules around it."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from uuid import UUID

from weir.audit.model import OwnershipChange
from weir.catalog.ids import key_of
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.changing.cleaning import clean
from weir.db.record import Record
from weir.errors import Refusal, forbidden, not_found
from weir.identity.model import User

R = TypeVar("R", bound=Record)
Prepare = Callable[[Change, Any], Awaitable[None]]
# Rooms above lend their reasons why a record below them must not be voided: each raises a `Refusal`.
DEPENDENTS: dict[str, list[Prepare]] = {}
# And what else a record goes through when it gets another owner.
ON_OWNER: dict[str, Prepare] = {}


async def create(
    change: Change,
    model: type[R],
    given: dict[str, Any],
    prepare: Prepare | None = None,
    *,
    owner_id: UUID | None = None,
    **fixed: Any,
) -> R:
    """A new record from an input; `fixed` are columns the verb decides, `prepare` checks the whole before it is written."""
    change.allow("create", model)
    values = await clean(change, object_of(model), given)
    row = model(**{**values, **fixed})
    if owner_id is not None:
        row.owner_id, row.department_id = owner_id, await department_of(change, owner_id)
    if prepare:
        await prepare(change, row)
    change.add(row)
    await change.save("created")
    if owner_id is not None:
        change.session.add(_owned(change, row, None, owner_id, "created", None))
    return row


async def update(
    change: Change, model: type[R], given: dict[str, Any], prepare: Prepare | None = None, **fixed: Any
) -> R:
    """Changes the fields an input names, on a row the viewer may update, at the version they saw."""
    entry = object_of(model)
    row = await change.load(model, key_of(given["id"], entry.name), version=given["version"])
    values = await clean(change, entry, given, row=row)
    for column, value in {**values, **fixed}.items():
        if getattr(row, column) != value:
            setattr(row, column, value)
    if prepare:
        await prepare(change, row)
    await change.save("updated")
    return row


async def void(change: Change, model: type[R], given: dict[str, Any]) -> R:
    """Hides a record from lists and figures; it stays in the audit and can be restored."""
    row = await change.load(
        model, key_of(given["id"], object_of(model).name), version=given.get("version"), action="void"
    )
    for stands_against in DEPENDENTS.get(object_of(model).name, []):
        await stands_against(change, row)
    row.deleted_at = change.now
    await change.save("voided")
    return row


async def restore(change: Change, model: type[R], given: dict[str, Any]) -> R:
    """Brings a voided record back, for whoever may void it."""
    entry = object_of(model)
    key = key_of(given["id"], entry.name)
    row = await change.session.get(model, key, with_for_update=True) if key else None
    if row is None or row.deleted_at is None:  # type: ignore[attr-defined]
        raise not_found("id")
    if not change.viewer.may("void", entry.name):
        raise not_found("id")
    row.deleted_at = None
    await change.save("restored")
    # Judged as it is now: who may not void it as a live record may not bring it back either.
    await change.load(model, key, action="void")
    return row


async def own(change: Change, row: Any, owner_id: UUID | None, cause: str, reason: str | None = None) -> None:
    """Gives a record to another owner, with that owner's department, and keeps it in the ownership history."""
    before = row.owner_id
    row.owner_id = owner_id
    row.department_id = await department_of(change, owner_id)
    if lent := ON_OWNER.get(object_of(type(row)).name):
        await lent(change, row)
    change.session.add(_owned(change, row, before, owner_id, cause, reason))


def _owned(
    change: Change, row: Any, before: UUID | None, after: UUID | None, cause: str, reason: str | None
) -> OwnershipChange:
    return OwnershipChange(
        **{f"{object_of(type(row)).name}_id": row.id},
        from_owner_id=before,
        to_owner_id=after,
        actor_id=change.viewer.user_id,
        cause=cause,
        reason=reason,
        at=change.now,
    )


async def department_of(change: Change, user_id: UUID | None) -> UUID | None:
    """The department a user is in now."""
    if user_id is None:
        return None
    sql = 'select department_id from "user" where id = %(key)s'
    rows = await change.once(("user.department", user_id), lambda: change.fetch(sql, {"key": user_id}))
    return rows[0][0] if rows else None


async def owner_for_new(change: Change, given: dict[str, Any]) -> UUID | None:
    """The owner of a new record: the viewer, or a person named by who may transfer records."""
    text = given.get("ownerId")
    if not text:
        return change.viewer.user_id
    key = key_of(text, "user")
    if key == change.viewer.user_id:
        return key
    if not change.viewer.has("record.transfer"):
        raise forbidden("ownerId")
    return (await active_user(change, key, "ownerId")).id


async def active_user(change: Change, key: UUID | None, path: str) -> User:
    """A person who can receive records. Raises `Refusal`."""
    user = await change.see(User, key, path)
    if not user.is_active:
        raise Refusal("INACTIVE_USER", (path,), {"name": user.name})
    return user
