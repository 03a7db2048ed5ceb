"""Whether a platform has sent what it says: HMAC-SHA256 over time and body, in two forms. Depends on nothing but what is given.

The first is that of Standard Webhooks: `webhook-id`, `webhook-timestamp` and `webhook-signature: v1,<base64>` over `id.timestamp.body`.
The second is for scripts: `x-timestamp` and `x-signature: <hex>` over `timestamp.body`.
"""

import base64
import binascii
import hmac
import secrets
from collections.abc import Mapping, Sequence
from hashlib import sha256

START = "whsec_"
# Seconds by which the sender's clock may differ from ours, and a message may be old.
TOLERANCE = 300
MOST_SIGNATURES = 10


def new_secret() -> str:
    """A secret as platforms take it."""
    return START + base64.b64encode(secrets.token_bytes(32)).decode()


def key_of_secret(secret: str) -> bytes:
    """The bytes behind a secret; one that is not of this form counts as it stands."""
    try:
        return base64.b64decode(secret.removeprefix(START), validate=True)
    except (binascii.Error, ValueError):
        return secret.encode()


def fault(secrets_: Sequence[str], headers: Mapping[str, str], body: bytes, now: float) -> str | None:
    """What is wrong with a signature: `MISSING`, `STALE` or `WRONG`; None when nothing is. Takes the same time for all that are wrong."""
    identity, time = headers.get("webhook-id"), headers.get("webhook-timestamp")
    given = headers.get("webhook-signature", "")
    if identity is not None and time is not None and given:
        signed = f"{identity}.{time}.".encode() + body
        told = [one.removeprefix("v1,") for one in given.split(" ")[:MOST_SIGNATURES] if one.startswith("v1,")]
        made = [base64.b64encode(_mac(one, signed)).decode() for one in secrets_]
    else:
        time, given = headers.get("x-timestamp"), headers.get("x-signature", "")
        if time is None or not given:
            return "MISSING"
        told = [given.removeprefix("sha256=").lower()]
        made = [_mac(one, f"{time}.".encode() + body).hex() for one in secrets_]
    # Every pair is compared, whichever fits: how many there are is no secret.
    is_right = sum(hmac.compare_digest(one.encode(), two.encode()) for one in told for two in made) > 0
    if not is_right:
        return "WRONG"
    return (
        None
        if time.isascii() and time.isdecimal() and len(time) < 12 and abs(now - int(time)) <= TOLERANCE
        else "STALE"
    )


def _mac(secret: str, signed: bytes) -> bytes:
    return hmac.digest(key_of_secret(secret), signed, sha256)


def event_of(headers: Mapping[str, str]) -> str | None:
    """What names this very message, by its headers: it is taken in once."""
    if identity := headers.get("webhook-id"):
        return f"event:{identity[:200]}"
    if once := headers.get("idempotency-key"):
        return once[:255]
    # The same signature is the same message sent once more.
    if signature := headers.get("x-signature"):
        return f"signature:{sha256(signature.encode()).hexdigest()}"
    return None
