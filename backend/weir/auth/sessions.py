"""Signed-in browsers: opening a session, rotating its refresh token, noticing a stolen one, ending it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from weir.auth.keys import Keys
from weir.auth.tokens import fingerprint, issue_access, issue_refresh, read_refresh
from weir.auth.trail import audit, warn
from weir.identity.model import Session, User

LONGEST = timedelta(days=30)
IDLE = timedelta(days=14)
# Two tabs wake up at once and both send the same refresh token; the second is not a thief.
GRACE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Opened:
    """The tokens a browser gets. `refresh` is None when it keeps the one it has."""

    session_id: UUID
    access: str
    refresh: str | None
    seconds: int


async def open_session(
    db: AsyncSession, keys: Keys, user_id: UUID, token_version: int, *, ip: str | None, agent: str | None
) -> Opened:
    """A new session of a person who has proved who they are."""
    session = Session(
        user_id=user_id,
        refresh_hash=b"",
        expires_at=datetime.now(UTC) + LONGEST,
        user_agent=(agent or "")[:300] or None,
        ip=(ip or "")[:45] or None,
        token_version=token_version,
    )
    refresh = issue_refresh(keys, session.id)
    session.refresh_hash = fingerprint(refresh)
    db.add(session)
    audit(db, "SIGN_IN", "session", session.id, actor_id=user_id)
    access = issue_access(keys, user_id, session.id, token_version)
    return Opened(session.id, access, refresh, int(LONGEST.total_seconds()))


async def rotate(db: AsyncSession, keys: Keys, token: str) -> Opened | None:
    """A fresh access token for a refresh token, which is replaced; None when the session is over.

    A token of ours that is neither the current one nor its predecessor of the last ten seconds was used by two parties,
    and nobody can tell which one is the thief: the session ends for both.
    """
    session_id = read_refresh(keys, token)
    if session_id is None:
        return None
    clock = sa.func.clock_timestamp()
    alive = sa.and_(
        col(Session.revoked_at).is_(None),
        col(Session.expires_at) > clock,
        col(Session.last_used_at) > clock - IDLE,
        col(Session.token_version) == col(User.token_version),
        col(User.is_active),
    )
    row = (
        await db.execute(
            sa.select(
                Session,
                alive.label("alive"),
                (col(Session.rotated_at) > clock - GRACE).label("fresh"),
                clock.label("now"),
            )
            .join(User, col(User.id) == col(Session.user_id))
            .where(col(Session.id) == session_id)
            .with_for_update(of=Session)
        )
    ).one_or_none()
    if row is None or not row.alive:
        return None
    session: Session = row.Session
    given = fingerprint(token)
    access = issue_access(keys, session.user_id, session.id, session.token_version)
    if given == session.refresh_hash:
        refresh = issue_refresh(keys, session.id)
        session.previous_hash, session.refresh_hash = given, fingerprint(refresh)
        session.rotated_at = session.last_used_at = row.now
        left = int((session.expires_at - row.now).total_seconds())
        return Opened(session.id, access, refresh, left)
    if given == session.previous_hash and row.fresh:
        return Opened(session.id, access, None, 0)
    session.revoked_at = row.now
    warn(db, session.user_id)
    audit(db, "REFRESH_REUSED", "session", session.id, actor="system")
    return None


async def end_session(db: AsyncSession, session_id: UUID, user_id: UUID) -> bool:
    """Revokes one session of a person; False when it is not theirs or was over already."""
    ended = await db.execute(
        sa.update(Session)
        .where(col(Session.id) == session_id, col(Session.user_id) == user_id, col(Session.revoked_at).is_(None))
        .values(revoked_at=sa.func.clock_timestamp())
        .returning(col(Session.id))
        .execution_options(synchronize_session=False)
    )
    return ended.scalar_one_or_none() is not None


async def end_all_sessions(db: AsyncSession, user_id: UUID, *, keep: UUID | None = None) -> int:
    """Ends every session of a person at once by the next token version, which is returned; `keep` lives on under it."""
    version = (
        await db.execute(
            sa.update(User)
            .where(col(User.id) == user_id)
            .values(token_version=col(User.token_version) + 1)
            .returning(col(User.token_version))
            .execution_options(synchronize_session=False)
        )
    ).scalar_one()
    others = sa.update(Session).where(col(Session.user_id) == user_id, col(Session.revoked_at).is_(None))
    if keep is not None:
        await db.execute(
            sa.update(Session)
            .where(col(Session.id) == keep, col(Session.user_id) == user_id, col(Session.revoked_at).is_(None))
            .values(token_version=version)
            .execution_options(synchronize_session=False)
        )
        others = others.where(col(Session.id) != keep)
    await db.execute(others.values(revoked_at=sa.func.clock_timestamp()).execution_options(synchronize_session=False))
    return version


async def session_of_refresh(db: AsyncSession, keys: Keys, token: str) -> Session | None:
    """The session whose current refresh token this is; for signing out when the access token has run out."""
    session_id = read_refresh(keys, token)
    session = await db.get(Session, session_id) if session_id else None
    if session is None or fingerprint(token) not in (session.refresh_hash, session.previous_hash):
        return None
    return session
