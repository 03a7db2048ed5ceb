"""The keys of this deployment, one per purpose, all derived from the one secret of the settings."""

import base64
import hashlib
import hmac
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

SHORTEST = 32


class Keys:
    """Signing, sealing and encrypting under keys derived from the secret; `former` secrets still read, never write."""

    def __init__(self, secret: str, former: Sequence[str] = ()) -> None:
        if any(len(text) < SHORTEST for text in (secret, *former)):
            raise ValueError(f"A secret must have at least {SHORTEST} characters.")
        signing = [_derive(text, "access token") for text in (secret, *former)]
        # The key id is looked up in this dict and nowhere else, so a forged `kid` can name no file and no address.
        self.ring = {_name(key): key for key in signing}
        self.signing_id = _name(signing[0])
        self._seal = [_derive(text, "refresh token") for text in (secret, *former)]
        self._blind = _derive(secret, "throttle key")
        self._vault = MultiFernet(
            [Fernet(base64.urlsafe_b64encode(_derive(text, "field encryption"))) for text in (secret, *former)]
        )

    def seal(self, text: str) -> str:
        """A short proof that this deployment made `text`."""
        return _sealed(self._seal[0], text)

    def is_sealed(self, text: str, seal: str) -> bool:
        """Whether `seal` is the proof of `text`; in constant time."""
        given = seal.encode("utf-8", "surrogatepass")
        return any(hmac.compare_digest(_sealed(key, text).encode(), given) for key in self._seal)

    def blind(self, *parts: str) -> bytes:
        """A stand-in for `parts` from which nobody without the secret can learn them."""
        text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
        return hmac.digest(self._blind, text, hashlib.sha256)

    def encrypt(self, text: str) -> str:
        """`text`, unreadable in a copy of the database."""
        return self._vault.encrypt(text.encode()).decode()

    def decrypt(self, text: str) -> str | None:
        """What `encrypt` was given, or None when it was encrypted under another secret."""
        try:
            return self._vault.decrypt(text.encode()).decode()
        except InvalidToken:
            return None


def _derive(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), f"weir {purpose} v1".encode(), hashlib.sha256)


def _name(key: bytes) -> str:
    return hashlib.sha256(b"weir key id" + key).hexdigest()[:12]


def _sealed(key: bytes, text: str) -> str:
    return (
        base64.urlsafe_b64encode(hmac.digest(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256)[:16])
        .decode()
        .rstrip("=")
    )
