"""The second factor: six digits from an authenticator (RFC 6238), each good once. The secret is stored encrypted."""

import hmac
import time
from dataclasses import dataclass
from uuid import UUID

import pyotp
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from weir.auth.keys import Keys
from weir.identity.model import User

STEP = 30  # seconds
ISSUER = "Weir"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the authenticator needs: the secret to type and the address for the QR code."""

    secret: str
    uri: str


def new_enrolment(account: str) -> Enrolment:
    """A fresh secret for an account name."""
    secret = pyotp.random_base32()
    return Enrolment(secret, pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=account, issuer_name=ISSUER))


def matching_step(secret: str, code: str, now: float | None = None) -> int | None:
    """The time step whose code this is; the neighbours count too, for clocks that are a little off."""
    digits = "".join(code.split())
    if len(digits) != 6 or not (digits.isascii() and digits.isdigit()):
        return None
    totp = pyotp.TOTP(secret, interval=STEP)
    current = int(time.time() if now is None else now) // STEP
    found = None
    for step in (current - 1, current, current + 1):
        if hmac.compare_digest(totp.generate_otp(step), digits):
            found = step
    return found


async def use_code(db: AsyncSession, keys: Keys, user_id: UUID, sealed_secret: str, code: str) -> bool:
    """Whether the code is right and new. The guard is one UPDATE: of any number of parallel tries one wins."""
    secret = keys.decrypt(sealed_secret)
    step = matching_step(secret, code) if secret else None
    if step is None:
        return False
    used = await db.execute(
        sa.update(User)
        .where(col(User.id) == user_id, col(User.totp_last_step) < step)
        .values(totp_last_step=step)
        .returning(col(User.id))
        .execution_options(synchronize_session=False)
    )
    return used.scalar_one_or_none() is not None
