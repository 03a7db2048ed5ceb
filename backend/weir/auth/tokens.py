"""The two tokens of a signed-in browser: a short-lived signed access token and an opaque refresh token that rotates."""

import hashlib
import re
import secrets
import time
from dataclasses import dataclass
from uuid import UUID

import jwt

from weir.auth.keys import Keys

ALGORITHM = "HS256"
PARTY = "weir"  # issuer and audience: the deployment talks to itself only
KIND = "access"
LIFETIME = 600  # seconds
LONGEST = 2_000  # characters
CLAIMS = ("exp", "iat", "sub", "jti", "aud", "iss", "typ", "sid", "tv")
HEADER = {"alg", "typ", "kid"}
HEX_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Access:
    """What a good access token says: who, in which session, at which token version, until when (epoch seconds)."""

    user_id: UUID
    session_id: UUID
    token_version: int
    expires_at: int


def issue_access(keys: Keys, user_id: UUID, session_id: UUID, token_version: int, now: int | None = None) -> str:
    """A signed access token of ten minutes."""
    issued = int(time.time()) if now is None else now
    claims = {
        "iss": PARTY,
        "aud": PARTY,
        "sub": user_id.hex,
        "sid": session_id.hex,
        "tv": token_version,
        "typ": KIND,
        "jti": secrets.token_hex(8),
        "iat": issued,
        "exp": issued + LIFETIME,
    }
    return jwt.encode(claims, keys.ring[keys.signing_id], algorithm=ALGORITHM, headers={"kid": keys.signing_id})


def read_access(keys: Keys, text: str) -> Access | None:
    """The claims of an access token that we signed and that still runs; None for anything else."""
    if len(text) > LONGEST:
        return None
    try:
        header = jwt.get_unverified_header(text)
        # No header we did not write (jku, jwk, x5u, crit, b64 …) is ever looked at: its presence is enough to refuse.
        if set(header) != HEADER or header["alg"] != ALGORITHM or header["typ"] != "JWT":
            return None
        key = keys.ring.get(header["kid"])
        if key is None:
            return None
        claims = jwt.decode(
            text, key, algorithms=[ALGORITHM], audience=PARTY, issuer=PARTY, options={"require": list(CLAIMS)}
        )
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        return None
    user, session, version = claims["sub"], claims["sid"], claims["tv"]
    expires, issued = claims["exp"], claims["iat"]
    numbers = (version, expires, issued)
    if claims["typ"] != KIND or claims["aud"] != PARTY or any(type(number) is not int for number in numbers):
        return None
    if expires - issued > LIFETIME or not all(
        isinstance(text, str) and HEX_ID.fullmatch(text) for text in (user, session)
    ):
        return None
    return Access(UUID(user), UUID(session), version, expires)


def issue_refresh(keys: Keys, session_id: UUID) -> str:
    """A new refresh token: the session, 256 random bits, and our seal.

    The seal makes any old token of a session recognisable as ours without keeping the old ones, so a replay of whatever
    age is noticed, while a made-up token with a known session id harms nobody.
    """
    body = f"{session_id.hex}.{secrets.token_urlsafe(32)}"
    return f"{body}.{keys.seal(body)}"


def read_refresh(keys: Keys, text: str) -> UUID | None:
    """The session a refresh token of ours belongs to; whether it is the current one is for the session row to say."""
    if len(text) > 200:
        return None
    body, _, seal = text.rpartition(".")
    session, _, _ = body.partition(".")
    if not HEX_ID.fullmatch(session) or not keys.is_sealed(body, seal):
        return None
    return UUID(session)


def fingerprint(text: str) -> bytes:
    """What is stored of a secret with full entropy."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
