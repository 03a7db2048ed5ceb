"""Folders of reports and dashboards: each is filed under a path of names; a folder is there for whoever may open something in it."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from weir.changing.change import Change
from weir.errors import Refusal
from weir.reports.model import Dashboard, Report

DEEPEST = 4
LONGEST = 60


def filed(path: str | None, at: str = "folder") -> str | None:
    """A path as it is kept: names with slashes between them; None: in no folder. Raises `Refusal` FOLDER."""
    names = [name for one in (path or "").split("/") if (name := " ".join(one.split()))]
    if len(names) > DEEPEST or any(len(one) > LONGEST for one in names):
        raise Refusal("FOLDER", (at,), {"deep": DEEPEST, "long": LONGEST})
    return "/".join(names) or None


async def move_report_folder(change: Change, given: dict[str, Any]) -> int:
    """Gives a folder another name or place, with all that is in it and is the viewer's own; returns how much that was."""
    old, new = filed(given["folder"]), filed(given.get("to"), "to")
    if old is None or old == new:
        raise Refusal("FOLDER_NOT_YOURS", ("folder",))
    if new and new.startswith(f"{old}/"):
        raise Refusal("FOLDER_INTO_ITSELF", ("to",))
    moved = 0
    for model in (Report, Dashboard):
        folder = col(model.folder)
        inside = sa.or_(folder == old, folder.startswith(f"{old}/", autoescape=True))
        own = select(model).where(col(model.owner_id) == change.viewer.user_id, inside).with_for_update()
        for row in (await change.session.exec(own)).all():  # type: ignore[attr-defined]
            rest = str(row.folder)[len(old) + 1 :]
            row.folder = filed("/".join(one for one in (new, rest) if one), "to")
            moved += 1
    if not moved:
        raise Refusal("FOLDER_NOT_YOURS", ("folder",))
    await change.save("filed")
    return moved
