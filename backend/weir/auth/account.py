"""What a signed-in person does with their own credentials. Each function works in the caller's transaction."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from weir.access.viewer import Viewer
from weir.auth.parts import Auth
from weir.auth.passwords import checked_hash, password_matches
from weir.auth.rights import own_row, person_of, session_of
from weir.auth.sessions import end_all_sessions, end_session
from weir.auth.throttle import PASSWORD_USER, TOTP_USER
from weir.auth.totp import Enrolment, new_enrolment, use_code
from weir.auth.trail import audit, warn
from weir.errors import Refusal, forbidden, not_found
from weir.identity.model import User


async def change_password(db: AsyncSession, auth: Auth, viewer: Viewer, current: str, new: str) -> User:
    """A new password; every other session of the person ends, this one goes on (after a refresh)."""
    user = await own_row(db, viewer)
    await _prove(auth, user, current, "currentPassword")
    if current == new:
        raise Refusal("PASSWORD_SAME", ("newPassword",))
    stored = await checked_hash(new, user.email, user.name, field="newPassword")
    await _set(db, user.id, password_hash=stored)
    await end_all_sessions(db, user.id, keep=session_of(viewer))
    warn(db, user.id)
    audit(db, "PASSWORD_CHANGED", "user", user.id, viewer=viewer)
    return user


async def start_totp(db: AsyncSession, auth: Auth, viewer: Viewer) -> Enrolment:
    """A secret for the authenticator; it protects nothing until `confirm_totp`."""
    user = await own_row(db, viewer)
    if user.totp_confirmed_at is not None:
        raise Refusal("TOTP_ALREADY_ON")
    enrolment = new_enrolment(user.email or user.name)
    await _set(db, user.id, totp_secret=auth.keys.encrypt(enrolment.secret))
    return enrolment


async def confirm_totp(db: AsyncSession, auth: Auth, viewer: Viewer, code: str) -> User:
    """Switches the second factor on with the first code of the authenticator."""
    user = await own_row(db, viewer)
    if user.totp_confirmed_at is not None:
        raise Refusal("TOTP_ALREADY_ON")
    if user.totp_secret is None:
        raise Refusal("TOTP_NOT_STARTED")
    await auth.throttle.take(TOTP_USER, user.id.hex)
    if not await use_code(db, auth.keys, user.id, user.totp_secret, code):
        raise Refusal("TOTP_INVALID", ("code",))
    await _set(db, user.id, totp_confirmed_at=sa.func.clock_timestamp())
    warn(db, user.id)
    audit(db, "TOTP_ENABLED", "user", user.id, viewer=viewer)
    return user


async def disable_totp(db: AsyncSession, auth: Auth, viewer: Viewer, password: str) -> User:
    """Switches the second factor off; needs the password, for an open screen must not be enough."""
    user = await own_row(db, viewer)
    await _prove(auth, user, password, "password")
    was_on = user.totp_confirmed_at is not None
    await _set(db, user.id, totp_secret=None, totp_confirmed_at=None)
    if was_on:
        warn(db, user.id)
        audit(db, "TOTP_DISABLED", "user", user.id, viewer=viewer)
    return user


async def reset_totp(db: AsyncSession, viewer: Viewer, user_id: UUID) -> User:
    """For a lost phone: an administrator takes the second factor off somebody, who is told."""
    person_of(viewer)
    if not viewer.has("users.admin"):
        raise forbidden()
    user = await db.get(User, user_id)
    if user is None:
        raise not_found("userId")
    await _set(db, user.id, totp_secret=None, totp_confirmed_at=None)
    warn(db, user.id)
    audit(db, "TOTP_RESET", "user", user.id, viewer=viewer)
    return user


async def revoke_session(db: AsyncSession, viewer: Viewer, session_id: UUID) -> None:
    """Signs one of the person's own browsers out."""
    if not await end_session(db, session_id, person_of(viewer)):
        raise not_found()
    audit(db, "SESSION_REVOKED", "session", session_id, viewer=viewer)


async def sign_out_everywhere(db: AsyncSession, viewer: Viewer) -> None:
    """Ends every session of the person, this one included. API tokens have their own end."""
    user_id = person_of(viewer)
    await end_all_sessions(db, user_id)
    audit(db, "SIGN_OUT_EVERYWHERE", "user", user_id, viewer=viewer)


async def _prove(auth: Auth, user: User, password: str, field: str) -> None:
    """The person types the password again; guesses are counted although the transaction is rolled back."""
    await auth.throttle.take(PASSWORD_USER, user.id.hex)
    if not await password_matches(user.password_hash, password):
        raise Refusal("PASSWORD_WRONG", (field,))
    await auth.throttle.give_back(PASSWORD_USER, user.id.hex)


async def _set(db: AsyncSession, user_id: UUID, **values: object) -> None:
    # Past the version column: a form of the profile that is open elsewhere is not made stale by a new password.
    await db.execute(
        sa.update(User).where(col(User.id) == user_id).values(values).execution_options(synchronize_session=False)
    )
