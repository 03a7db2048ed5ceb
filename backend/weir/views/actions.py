"""What can be done with saved views."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.records import create, update
from weir.changing.sharing import share
from weir.errors import Refusal, forbidden
from weir.views.definition import checked, object_named
from weir.views.model import DefaultView, SavedView, ViewObject, ViewShare

MAX_VIEWS = 200


async def create_saved_view(change: Change, given: dict[str, Any]) -> SavedView:
    """A new view of the viewer's own."""
    if change.viewer.user_id is None:
        raise forbidden()
    kind = ViewObject(given["object"])

    async def whole(change: Change, view: SavedView) -> None:
        view.owner_id = change.viewer.user_id
        await _check(change, view, given)

    mine = select(sa.func.count()).where(SavedView.owner_id == change.viewer.user_id)
    if (await change.session.exec(mine)).one() >= MAX_VIEWS:  # type: ignore[attr-defined]
        raise Refusal("LIMIT", (), {"max": MAX_VIEWS})
    view = await create(change, SavedView, given, whole, object=kind)
    await share(change, ViewShare, "saved_view_id", view, given)
    return view


async def update_saved_view(change: Change, given: dict[str, Any]) -> SavedView:
    """Renames a view, changes what it shows or who may open it. Only its owner does."""

    async def whole(change: Change, view: SavedView) -> None:
        await _check(change, view, given)

    view = await update(change, SavedView, given, whole)
    await share(change, ViewShare, "saved_view_id", view, given)
    return view


async def delete_saved_view(change: Change, given: dict[str, Any]) -> SavedView:
    """Deletes a view; whoever used it falls back to the plain list."""
    view = await change.load(SavedView, key_of(given["id"], "saved_view"), version=given.get("version"), action="void")
    await change.session.delete(view)
    change.record(SavedView, view.id, "removed", {"name": [view.name, None]})
    await change.session.flush()
    return view


async def set_default_view(change: Change, given: dict[str, Any]) -> UUID | None:
    """The view the viewer's list or board opens with; none takes the choice back."""
    kind, key = ViewObject(given["object"]), None
    if given.get("viewId"):
        view = await change.see(SavedView, key_of(given["viewId"], "saved_view"), "viewId")
        if view.object is not kind:
            raise Refusal("NOT_FOUND", ("viewId",))
        key = view.id
    mine = {"user_id": change.viewer.user_id, "object": kind.value}
    if key is None:
        await change.session.execute(
            sa.delete(DefaultView).where(
                col(DefaultView.user_id) == mine["user_id"], col(DefaultView.object) == mine["object"]
            )
        )
    else:
        statement = insert(DefaultView).values(**mine, saved_view_id=key)
        await change.session.execute(
            statement.on_conflict_do_update(index_elements=["user_id", "object"], set_={"saved_view_id": key})
        )
    return key


async def _check(change: Change, view: SavedView, given: dict[str, Any]) -> None:
    if "definition" in given:
        view.definition = checked(change.viewer, object_named(view.object.value), given["definition"])
    if given.get("sharedWithAll"):
        change.require("view.publish")
