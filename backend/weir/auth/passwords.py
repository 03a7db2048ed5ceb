"""Passwords: how they are stored and checked (argon2id, off the event loop), and which ones are refused."""

import asyncio
import base64
import os
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from weir.auth.common_passwords import COMMON
from weir.auth.throttle import throttled
from weir.errors import Refusal

T = TypeVar("T")

SHORTEST, LONGEST = 10, 128
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, salt_len=16, type=Type.ID)

# Two threads are the semaphore: each check costs 19 MiB and a core, and the rest of the process has to go on. A longer
# queue than this would only make people wait for an answer they no longer want.
WORKERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="password")
LONGEST_QUEUE = 64
_waiting = 0


def _dummy() -> str:
    salt, digest = (base64.b64encode(os.urandom(size)).decode().rstrip("=") for size in (16, 32))
    return f"$argon2id$v=19$m={19 * 1024},t=2,p=1${salt}${digest}"


# Checked when there is no such user, so that the answer takes as long as for a wrong password. Nothing matches it.
DUMMY = _dummy()


async def hash_password(password: str) -> str:
    """The PHC string to store."""
    return await _run(lambda: HASHER.hash(_normal(password)))


async def checked_hash(password: str, *personal: str | None, field: str = "password") -> str:
    """What to store of a new password, after the rules: for a person an administrator creates."""
    check_password_rules(password, *personal, field=field)
    return await hash_password(password)


async def password_matches(stored: str | None, password: str) -> bool:
    """Whether `password` is the stored one. Without a stored one it works as long and says no."""
    return await _run(lambda: _matches(stored, password))


def needs_rehash(stored: str) -> bool:
    """Whether the stored hash was made with other costs than today's."""
    try:
        return HASHER.check_needs_rehash(stored)
    except InvalidHashError:
        return False


def check_password_rules(password: str, *personal: str | None, field: str = "newPassword") -> None:
    """Refuses a password that is too short, too long, everybody's first guess, or made of the person's name.

    Length and a list of the commonest, no rules about digits and signs: those make passwords alike, not strong.
    """
    text = _normal(password)
    if len(text) < SHORTEST:
        raise Refusal("PASSWORD_TOO_SHORT", (field,), {"min": SHORTEST})
    if len(text) > LONGEST:
        raise Refusal("PASSWORD_TOO_LONG", (field,), {"max": LONGEST})
    if not _is_text(text):
        raise Refusal("PASSWORD_COMMON", (field,))
    plain = text.casefold()
    if len(set(plain)) < 4 or plain in COMMON or plain.strip("0123456789!@#$%^&*?._-+= ") in COMMON:
        raise Refusal("PASSWORD_COMMON", (field,))
    # What is left beside the name or the address must still be worth something.
    for word in _words(personal):
        if word in plain and len(plain.replace(word, "")) < 8:
            raise Refusal("PASSWORD_PERSONAL", (field,))


async def _run(work: Callable[[], T]) -> T:
    global _waiting
    if _waiting >= LONGEST_QUEUE:
        raise throttled(2)
    _waiting += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(WORKERS, work)
    finally:
        _waiting -= 1


def _matches(stored: str | None, password: str) -> bool:
    text = _normal(password)
    usable = len(text) <= LONGEST and _is_text(text)
    try:
        return HASHER.verify(stored or DUMMY, text if usable else "") and usable and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def _normal(password: str) -> str:
    # The same password typed on another keyboard may arrive in another normal form.
    return unicodedata.normalize("NFKC", password)


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def _words(personal: tuple[str | None, ...]) -> list[str]:
    found: list[str] = []
    for value in personal:
        plain = _normal(value or "").casefold().strip()
        found += [plain, *plain.split("@")[:1], *plain.replace("@", " ").replace(".", " ").split()]
    return sorted({word for word in found if len(word) >= 3}, key=len, reverse=True)
