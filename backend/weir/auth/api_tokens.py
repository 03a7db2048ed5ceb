"""API tokens: opaque keys for scripts and partners, shown once, stored hashed, with one role, an end and an IP list."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from weir.access.viewer import Viewer
from weir.auth.caller import parse_networks
from weir.auth.current import TOKEN_START
from weir.auth.rights import covers, person_of, refuse_role
from weir.auth.tokens import fingerprint
from weir.auth.trail import audit
from weir.errors import Refusal, forbidden, not_found
from weir.identity.model import ApiToken, Role, User, UserRole

LONGEST = timedelta(days=366)
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that is read as something else
MOST_PER_USER = 50
MOST_ADDRESSES = 20


@dataclass(frozen=True, slots=True)
class Created:
    """A new token row, and the text that is never shown again."""

    token: ApiToken
    secret: str


async def create_api_token(
    db: AsyncSession,
    viewer: Viewer,
    *,
    name: str,
    role: Role,
    expires_at: datetime,
    allowed_ips: list[str] | None = None,
    user_id: UUID | None = None,
) -> Created:
    """Makes a token that acts as `user_id` (the viewer by default) in one role.

    The user must hold the role. The creator must hold it too or, for somebody else's token, be an administrator whose
    own rights include all of the role's: nobody gets more out of a token than they put in.
    """
    creator = person_of(viewer)
    owner = user_id or creator
    if not viewer.may("create", "api_token"):
        raise forbidden()
    if owner != creator and not viewer.has("users.admin"):
        raise not_found("userId")
    label = name.strip()
    if not label:
        raise Refusal("REQUIRED", ("name",), {"label": ("名称", "Name")})
    if len(label) > 100:
        raise Refusal("TOO_LONG", ("name",), {"label": ("名称", "Name"), "max": 100})
    _check_expiry(expires_at)
    addresses = _checked_addresses(allowed_ips or [])
    # The row is locked so that two parallel creations count each other.
    user = (
        await db.execute(
            sa.select(User).where(col(User.id) == owner, col(User.is_active)).with_for_update(key_share=True)
        )
    ).scalar_one_or_none()
    if user is None:
        raise not_found("userId")
    held = Viewer(user_id=None, roles=frozenset(one.value for one in await _roles(db, owner))).effective_roles
    may_give = role.value in viewer.effective_roles or (owner != creator and covers(viewer.effective_roles, role.value))
    if role.value not in held or not may_give:
        raise refuse_role()
    live = sa.select(sa.func.count()).where(
        col(ApiToken.user_id) == owner, col(ApiToken.revoked_at).is_(None), col(ApiToken.expires_at) > sa.func.now()
    )
    if (await db.execute(live)).scalar_one() >= MOST_PER_USER:
        raise Refusal("LIMIT", (), {"max": MOST_PER_USER})
    prefix = TOKEN_START + "".join(secrets.choice(ALPHABET) for _ in range(10))
    secret = f"{prefix}_{secrets.token_urlsafe(32)}"
    token = ApiToken(
        name=label,
        user_id=owner,
        role=role,
        prefix=prefix,
        secret_hash=fingerprint(secret),
        expires_at=expires_at,
        allowed_ips=addresses,
        created_by_id=creator,
    )
    db.add(token)
    audit(
        db,
        "TOKEN_CREATED",
        "api_token",
        token.id,
        viewer=viewer,
        prefix=prefix,
        role=role.value,
        user_id=str(owner),
        expires_at=expires_at.isoformat(),
        allowed_ips=addresses or None,
    )
    await db.flush()
    return Created(token, secret)


async def revoke_api_token(db: AsyncSession, viewer: Viewer, token_id: UUID) -> ApiToken:
    """Ends a token of one's own, or as an administrator anybody's. Ending it twice is no error."""
    person = person_of(viewer)
    token = (
        await db.execute(sa.select(ApiToken).where(col(ApiToken.id) == token_id).with_for_update())
    ).scalar_one_or_none()
    if token is None or not (person in (token.user_id, token.created_by_id) or viewer.has("users.admin")):
        raise not_found()
    if not viewer.may("void", "api_token"):
        raise forbidden()
    if token.revoked_at is None:
        token.revoked_at = datetime.now(UTC)
        audit(db, "TOKEN_REVOKED", "api_token", token.id, viewer=viewer, prefix=token.prefix)
        await db.flush()
    return token


async def _roles(db: AsyncSession, user_id: UUID) -> list[Role]:
    return list((await db.execute(sa.select(col(UserRole.role)).where(col(UserRole.user_id) == user_id))).scalars())


def _check_expiry(expires_at: datetime) -> None:
    label = ("过期时间", "Expiry")
    if expires_at.tzinfo is None or expires_at <= datetime.now(UTC):
        raise Refusal(
            "INVALID", ("expiresAt",), {"label": label, "why": ("必须是将来的时间", "it must lie in the future")}
        )
    if expires_at > datetime.now(UTC) + LONGEST:
        raise Refusal("INVALID", ("expiresAt",), {"label": label, "why": ("最长一年", "at most one year ahead")})


def _checked_addresses(texts: list[str]) -> list[str]:
    if len(texts) > MOST_ADDRESSES:
        raise Refusal("LIMIT", ("allowedIps",), {"max": MOST_ADDRESSES})
    try:
        return [str(network) for network in parse_networks(tuple(texts))]
    except ValueError as error:
        why = ("请填写 IP 地址或 CIDR 网段", "use addresses or CIDR blocks such as 203.0.113.0/24")
        raise Refusal("INVALID", ("allowedIps",), {"label": ("IP 列表", "IP list"), "why": why}) from error
