"""Forged, stale and misused tokens: none of them is anybody."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any
from uuid import UUID, uuid4

import jwt
import pytest
from auth_cast import SETTINGS

from weir.auth.keys import Keys
from weir.auth.tokens import Access, issue_access, issue_refresh, read_access, read_refresh

KEYS = Keys(SETTINGS.secret)
KEY = KEYS.ring[KEYS.signing_id]
USER, SESSION = uuid4(), uuid4()
NOW = int(time.time())
GOOD: dict[str, Any] = {
    "iss": "weir",
    "aud": "weir",
    "sub": USER.hex,
    "sid": SESSION.hex,
    "tv": 0,
    "typ": "access",
    "jti": "0011223344556677",
    "iat": NOW,
    "exp": NOW + 600,
}


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def forge(
    header: dict[str, Any] | None = None, *, key: bytes = KEY, digest: str = "sha256", drop: str = "", **claims: Any
) -> str:
    """A token signed by hand, so that the library's own scruples do not get in the way."""
    head = {"alg": "HS256", "typ": "JWT", "kid": KEYS.signing_id, **(header or {})}
    head = {name: value for name, value in head.items() if value is not ...}
    body = {name: value for name, value in {**GOOD, **claims}.items() if name != drop}
    text = f"{b64(json.dumps(head).encode())}.{b64(json.dumps(body).encode())}"
    return f"{text}.{b64(hmac.digest(key, text.encode(), digest))}"


def unsigned(algorithm: str) -> str:
    head, body, _ = forge({"alg": algorithm}).split(".")
    return f"{head}.{body}."


good = issue_access(KEYS, USER, SESSION, 0)
head, body, signature = good.split(".")
flipped = "A" if signature[0] != "A" else "B"
FORGED: dict[str, str] = {
    "empty": "",
    "one dot": ".",
    "two dots": "..",
    "three dots": "...",
    "word": "token",
    "binary": "\x00\x01.\x02.\x03",
    "not ascii": "鱼梁.鱼梁.鱼梁",
    "half a character": "\ud800.a.b",
    "four parts": good + ".x",
    "no signature": f"{head}.{body}.",
    "signature cut": good[:-1],
    "signature changed": f"{head}.{body}.{flipped}{signature[1:]}",
    "body changed": f"{head}.{b64(json.dumps({**GOOD, 'tv': 1}).encode())}.{signature}",
    "too long": good + "A" * 5_000,
    "deep json": f"{head}.{b64(b'[' * 1_000)}.{signature}",
    "alg none": unsigned("none"),
    "alg None": unsigned("None"),
    "alg NONE": unsigned("NONE"),
    "alg nOnE": unsigned("nOnE"),
    "alg empty": unsigned(""),
    "alg none, signed": forge({"alg": "none"}),
    "alg missing": forge({"alg": ...}),
    "alg null": forge({"alg": None}),
    "alg a list": forge({"alg": ["HS256"]}),
    "alg hs256": forge({"alg": "hs256"}),
    "alg HS384": forge({"alg": "HS384"}, digest="sha384"),
    "alg HS512": forge({"alg": "HS512"}, digest="sha512"),
    "alg RS256": forge({"alg": "RS256"}),
    "alg ES256": forge({"alg": "ES256"}),
    "alg EdDSA": forge({"alg": "EdDSA"}),
    "alg PS256": forge({"alg": "PS256"}),
    "wrong key": forge(key=b"x" * 32),
    "empty key": forge(key=b""),
    "key is the secret itself": forge(key=SETTINGS.secret.encode()),
    "key is the key id": forge(key=KEYS.signing_id.encode()),
    "key of another deployment": issue_access(Keys("another secret, just as long as the first"), USER, SESSION, 0),
    "other deployment, our key id": forge(
        key=next(iter(Keys("another secret, just as long as the first").ring.values()))
    ),
    "kid missing": forge({"kid": ...}),
    "kid null": forge({"kid": None}),
    "kid empty": forge({"kid": ""}, key=b""),
    "kid traversal": forge({"kid": "../../../../dev/null"}, key=b""),
    "kid file": forge({"kid": "/proc/sys/kernel/random/boot_id"}, key=b""),
    "kid SQL": forge({"kid": "x' UNION SELECT 'key"}, key=b"key"),
    "kid number": forge({"kid": 0}),
    "kid list": forge({"kid": [KEYS.signing_id]}),
    "kid object": forge({"kid": {"a": 1}}),
    "jku": forge({"jku": "https://evil.example/keys"}),
    "jwk": forge({"jwk": {"kty": "oct", "k": b64(KEY)}}),
    "x5u": forge({"x5u": "https://evil.example/cert"}),
    "x5c": forge({"x5c": ["AAAA"]}),
    "crit unknown": forge({"crit": ["bork"], "bork": True}),
    "crit empty": forge({"crit": []}),
    "b64 false": forge({"b64": False, "crit": ["b64"]}),
    "zip": forge({"zip": "DEF"}),
    "typ JWE": forge({"typ": "JWE"}),
    "expired": forge(iat=NOW - 700, exp=NOW - 100),
    "expired just now": forge(iat=NOW - 600, exp=NOW - 1),
    "lives too long": forge(exp=NOW + 86_400),
    "lives for ever": forge(exp=2**53),
    "exp a string": forge(exp=str(NOW + 600)),
    "exp a fraction": forge(exp=NOW + 600.5),
    "exp null": forge(exp=None),
    "exp infinite": forge(exp=float("inf")),
    "from the future": forge(iat=NOW + 300, exp=NOW + 600),
    "not yet": forge(nbf=NOW + 300),
    "other audience": forge(aud="reports"),
    "audience list": forge(aud=["weir", "reports"]),
    "audience null": forge(aud=None),
    "other issuer": forge(iss="evil"),
    "refresh as access": forge(typ="refresh"),
    "no typ value": forge(typ=None),
    "opaque refresh token": issue_refresh(KEYS, SESSION),
    "an API token": "weir_aaaaaaaaaa_" + "A" * 43,
    "sub a number": forge(sub=1),
    "sub not an id": forge(sub="admin"),
    "sub with dashes": forge(sub=str(USER)),
    "sub in capitals": forge(sub="ABCDEF" + USER.hex[6:]),
    "sid a number": forge(sid=1),
    "sid SQL": forge(sid="' or true --"),
    "tv a string": forge(tv="0"),
    "tv true": forge(tv=True),
    "tv null": forge(tv=None),
    "jti a number": forge(jti=1),
    **{f"no {name}": forge(drop=name) for name in GOOD},
}


def test_our_own_token_is_read() -> None:
    assert read_access(KEYS, good) == Access(
        USER, SESSION, 0, jwt.decode(good, options={"verify_signature": False})["exp"]
    )
    assert read_access(KEYS, forge()) is not None, "the forge makes good tokens, so what it breaks is what is refused"


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED.keys())
def test_a_forged_token_is_nobody(token: str) -> None:
    assert read_access(KEYS, token) is None


def test_there_are_at_least_sixty_forgeries() -> None:
    assert len(FORGED) >= 60


def test_a_former_secret_still_reads_and_no_longer_signs() -> None:
    new = Keys("the new secret, which is long enough as well", former=[SETTINGS.secret])
    assert read_access(new, good) is not None
    assert read_access(KEYS, issue_access(new, USER, SESSION, 0)) is None
    assert read_refresh(new, issue_refresh(KEYS, SESSION)) == SESSION
    assert new.decrypt(KEYS.encrypt("JBSWY3DP")) == "JBSWY3DP"
    assert KEYS.decrypt(new.encrypt("JBSWY3DP")) is None


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="32 characters"):
        Keys("short")


def test_a_refresh_token_names_its_session_and_cannot_be_made_up() -> None:
    token = issue_refresh(KEYS, SESSION)
    assert read_refresh(KEYS, token) == SESSION
    session, secret, seal = token.split(".")
    others = [
        f"{UUID(int=1).hex}.{secret}.{seal}",
        f"{session}.{'A' * 43}.{seal}",
        f"{session}.{secret}",
        f"{session}.{secret}.",
        f"{session}..{seal}",
        "",
        ".",
        "..",
        token + "=",
        good,
        "鱼" * 40,
        "\ud800",
        "x" * 300,
        token.upper(),
    ]
    assert [read_refresh(KEYS, other) for other in others] == [None] * len(others)


def test_every_purpose_has_its_own_key() -> None:
    derived = {KEY, KEYS.blind("a"), hashlib.sha256(SETTINGS.secret.encode()).digest(), KEYS.seal("a").encode()}
    assert len(derived) == 4
