"""A small piece of work a browser does before it may send a form: nothing for one person, dear for a machine that sends thousands.

The challenge is signed and expires, so the server keeps nothing until it is used; used twice it is taken once.
"""

import hashlib
import secrets
import time
from enum import Enum

from weir.auth.keys import Keys

SECONDS = 600
BITS = 15


class Verdict(Enum):
    """What an answer to a challenge is worth."""

    SOLVED = "solved"
    STALE = "stale"
    WRONG = "wrong"


def challenge(keys: Keys, form: str, now: float | None = None) -> str:
    """A challenge for one form: `id.expires.bits.seal`."""
    expires = int((time.time() if now is None else now) + SECONDS)
    head = f"{secrets.token_hex(12)}.{expires}.{BITS}"
    return f"{head}.{keys.seal(_signed(form, head))}"


def judge(keys: Keys, form: str, given: str, nonce: str, now: float | None = None) -> Verdict:
    """Whether the challenge is ours, for this form, fresh, and solved."""
    head, _, seal = given.rpartition(".")
    parts = head.split(".")
    if len(parts) != 3 or len(nonce) > 20 or not keys.is_sealed(_signed(form, head), seal):
        return Verdict.WRONG
    if int(parts[1]) < (time.time() if now is None else now):
        return Verdict.STALE
    digest = hashlib.sha256(f"{given}:{nonce}".encode("utf-8", "replace")).digest()
    solved = int.from_bytes(digest[:8]) >> (64 - int(parts[2])) == 0
    return Verdict.SOLVED if solved else Verdict.WRONG


def number_of(given: str) -> str:
    """What names a challenge, so that it is used once."""
    return given.partition(".")[0]


def _signed(form: str, head: str) -> str:
    return f"form challenge {form} {head}"
