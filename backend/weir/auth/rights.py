"""Who may touch credentials: a signed-in person, never an API token, or a stolen token could make itself permanent."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from weir.access.matrix import ACTIONS, OBJECTS, RIGHTS, grants_of
from weir.access.viewer import Viewer
from weir.errors import Refusal, forbidden, not_found
from weir.identity.model import User

WIDER = {
    "A": set("ASTOPLH"),
    "S": set("STO"),
    "T": set("TO"),
    "O": set("OH"),
    "P": set("P"),
    "L": set("L"),
    "H": set("H"),
}


def person_of(viewer: Viewer) -> UUID:
    """The user behind a signed-in browser; FORBIDDEN for tokens and system viewers."""
    if viewer.user_id is None or not viewer.credential.startswith("session:"):
        raise forbidden()
    return viewer.user_id


def session_of(viewer: Viewer) -> UUID:
    """The session a viewer is signed in with."""
    person_of(viewer)
    return UUID(viewer.credential.partition(":")[2])


async def own_row(db: AsyncSession, viewer: Viewer) -> User:
    """The viewer's own user row."""
    user = await db.get(User, person_of(viewer))
    if user is None or not user.is_active:
        raise not_found()
    return user


def covers(creator: frozenset[str], role: str) -> bool:
    """Whether everything `role` allows is allowed to the creator as well, object by object."""
    if role in creator:
        return True
    if not all(role not in holders or holders & creator for holders in RIGHTS.values()):
        return False
    return all(
        any(action in mine.actions and grant.scope in WIDER[mine.scope] for mine in grants_of(creator, name))
        for name in OBJECTS
        for grant in grants_of(frozenset({role}), name)
        for action in ACTIONS.values()
        if action in grant.actions
    )


def refuse_role() -> Refusal:
    """The role asked for a token is more than its user or its creator has."""
    return Refusal("TOKEN_ROLE", ("role",))
