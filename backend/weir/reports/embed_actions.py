"""What can be done with embedded pages: make one, say where it may stand, revoke it. For administrators only."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from weir.access.viewer import Viewer
from weir.auth.keys import Keys
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.changing.records import active_user
from weir.db.engine import Database
from weir.errors import Refusal
from weir.identity.model import Role
from weir.jobs import person
from weir.reports import sending_texts  # noqa: F401 (what its refusals say)
from weir.reports.actions import opened
from weir.reports.embed_model import ReportEmbed
from weir.reports.sheet import About, sheet_of

ORIGIN = re.compile(r"^https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$")
MOST_ORIGINS, MOST_DAYS = 10, 366


async def create_report_embed(change: Change, given: dict[str, Any]) -> ReportEmbed:
    """A page with the access of one person in one of their roles, who must be able to open what it shows."""
    change.require("settings.admin")
    about = await _about(change, given)
    user = await active_user(change, key_of(given["userId"], "user"), "userId")
    role = Role(given["role"])
    days = given["days"]
    if not 1 <= days <= MOST_DAYS:
        why = (f"应在 1 到 {MOST_DAYS} 天之间。", f"it is 1 to {MOST_DAYS} days.")
        raise Refusal("INVALID", ("days",), {"label": ("有效期", "The time"), "why": why})
    database: Database = change.app.database
    viewer = await seen_as(database, user.id, role)
    if viewer is None:
        raise Refusal("EMBED_ROLE", ("role",), {"name": user.name})
    try:
        await sheet_of(database, viewer, About(about.get("report_id"), about.get("dashboard_id")))
    except Refusal:
        raise Refusal("EMBED_NOT_THEIRS", ("userId",), {"name": user.name}) from None
    row = ReportEmbed(
        name=_name(given), user_id=user.id, role=role, origins=origins_of(given.get("origins") or []),
        expires_at=change.now + timedelta(days=days), **about,
    )  # fmt: skip
    change.add(row)
    await change.save("created")
    return row


async def update_report_embed(change: Change, given: dict[str, Any]) -> ReportEmbed:
    """Another name, or other sites; whose access it has and how long it lasts is for a new one."""
    row = await change.load(ReportEmbed, key_of(given["id"], "report_embed"), version=given["version"])
    if "name" in given:
        row.name = _name(given)
    if given.get("origins") is not None:
        row.origins = origins_of(given["origins"])
    await change.save("updated")
    return row


async def revoke_report_embed(change: Change, given: dict[str, Any]) -> ReportEmbed:
    """Ends a page at once and for good."""
    row = await change.load(ReportEmbed, key_of(given["id"], "report_embed"), version=given["version"])
    row.revoked_at = row.revoked_at or change.now
    await change.save("revoked")
    return row


async def seen_as(database: Database, user_id: UUID, role: Role) -> Viewer | None:
    """The person as they are now in one role alone; None when they have left or do not hold it. Ceilings count."""
    viewer = await person(database, user_id)
    if viewer is None or role.value not in viewer.effective_roles:
        return None
    return replace(viewer, roles=frozenset({role.value}))


def link_of(keys: Keys, key: UUID) -> str:
    """The path of a page; only this deployment can make it."""
    return f"/embed/{key.hex}.{keys.seal(f'embed:{key.hex}')}"


def read_link(keys: Keys, token: str) -> UUID | None:
    """The page a link means; None for any other text."""
    text, _, seal = token.partition(".")
    if len(text) != 32 or not keys.is_sealed(f"embed:{text}", seal):
        return None
    return UUID(hex=text)


def origins_of(given: Sequence[str]) -> list[str]:
    """Origins as browsers compare them. Raises `Refusal`."""
    found = list(dict.fromkeys(tidy(one).lower().rstrip("/") for one in given if tidy(one)))
    if len(found) > MOST_ORIGINS:
        raise Refusal("LIMIT", ("origins",), {"max": MOST_ORIGINS})
    for one in found:
        if not ORIGIN.match(one):
            raise Refusal("EMBED_ORIGIN", ("origins",), {"text": one[:80]})
    return found


def _name(given: dict[str, Any]) -> str:
    name = tidy(given["name"] or "")[:80]
    if not name:
        raise Refusal("REQUIRED", ("name",), {"label": ("名称", "The name")})
    return name


async def _about(change: Change, given: dict[str, Any]) -> dict[str, Any]:
    named = [name for name in ("reportId", "dashboardId") if given.get(name)]
    if len(named) != 1:
        raise Refusal("EMBED_SUBJECT", ("reportId",))
    return await opened(change, given)
