"""Signing in by e-mail, password and, where it is on, a code. Every wrong pair takes as long and says the same."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from weir.auth.parts import Auth
from weir.auth.passwords import hash_password, needs_rehash, password_matches
from weir.auth.sessions import Opened, open_session
from weir.auth.throttle import SIGN_IN_ADDRESS, SIGN_IN_ALL, SIGN_IN_PAIR, TOTP_PAIR, TOTP_USER, network_of
from weir.auth.totp import use_code
from weir.auth.trail import audit
from weir.errors import Refusal
from weir.identity.model import User

# Addresses are kept in lower case; an older row that is not still signs in, after an exact match.
FIND = """
select id, password_hash, totp_secret, totp_confirmed_at is not null, is_active, token_version
  from "user" where lower(email) = %(email)s order by email = %(email)s desc, id limit 1
"""


@dataclass(frozen=True, slots=True)
class Found:
    """The row behind an e-mail address, as far as signing in needs it."""

    id: UUID
    password_hash: str | None
    totp_secret: str | None
    has_totp: bool
    is_active: bool
    token_version: int


def normal_email(email: str) -> str:
    """How addresses are stored and compared."""
    return email.strip().lower()


async def sign_in(auth: Auth, email: str, password: str, code: str | None, *, ip: str, agent: str | None) -> Opened:
    """Opens a session, or raises BAD_CREDENTIALS, TOTP_REQUIRED, TOTP_INVALID or THROTTLED."""
    name, network = normal_email(email), network_of(ip)
    # From narrow to wide, the address first: what a flood from one address is refused never reaches the other buckets.
    await auth.throttle.take(SIGN_IN_ADDRESS, network)
    await auth.throttle.take(SIGN_IN_PAIR, network, name)
    await auth.throttle.take(SIGN_IN_ALL)
    found = await _find(auth, name)
    # No transaction is open while the password is checked: a queue here must not use up the connections.
    right = await password_matches(found.password_hash if found else None, password)
    if not (found and found.is_active and right):
        await _fail(auth, found, "password", ip)
        raise Refusal("BAD_CREDENTIALS")
    # The password is known: it is no guess, so it does not count as one.
    await auth.throttle.give_back(SIGN_IN_PAIR, network, name)
    await auth.throttle.give_back(SIGN_IN_ADDRESS, network)
    if found.has_totp:
        if not code or not code.strip():
            raise Refusal("TOTP_REQUIRED", ("code",))
        await auth.throttle.take(TOTP_PAIR, network, found.id.hex)
        await auth.throttle.take(TOTP_USER, found.id.hex)
    fresh = await hash_password(password) if found.password_hash and needs_rehash(found.password_hash) else None
    opened = await _open(auth, found, code, fresh, ip, agent)
    if opened is None:
        await _fail(auth, found, "code", ip)
        raise Refusal("TOTP_INVALID", ("code",))
    if found.has_totp:
        await auth.throttle.give_back(TOTP_PAIR, network, found.id.hex)
        await auth.throttle.give_back(TOTP_USER, found.id.hex)
    return opened


async def _find(auth: Auth, email: str) -> Found | None:
    if not email or len(email) > 254:
        email = ""  # asked all the same: the time must not tell
    async with auth.database.reads.connection() as connection:
        row = await (await connection.execute(FIND, {"email": email})).fetchone()
    return Found(*row) if row else None


async def _open(
    auth: Auth, found: Found, code: str | None, fresh: str | None, ip: str, agent: str | None
) -> Opened | None:
    """The session, in one transaction with the use of the code; None when the code is wrong or was used."""
    async with AsyncSession(auth.database.engine, expire_on_commit=False) as db, db.begin():
        if found.has_totp and not await use_code(db, auth.keys, found.id, found.totp_secret or "", code or ""):
            return None
        changes: dict[str, object] = {"last_seen_at": sa.func.clock_timestamp()}
        if fresh:
            # Unless the password was changed meanwhile.
            changes["password_hash"] = sa.case(
                (col(User.password_hash) == found.password_hash, fresh), else_=col(User.password_hash)
            )
        await db.execute(
            sa.update(User).where(col(User.id) == found.id).values(changes).execution_options(synchronize_session=False)
        )
        # The version read with the password: if it has been raised since, this session is dead from the start.
        return await open_session(db, auth.keys, found.id, found.token_version, ip=ip, agent=agent)


async def _fail(auth: Auth, found: Found | None, factor: str, ip: str) -> None:
    async with AsyncSession(auth.database.engine) as db, db.begin():
        audit(db, "SIGN_IN_FAILED", "user", found.id if found else None, factor=factor, ip=ip)
