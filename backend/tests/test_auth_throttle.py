"""How many attempts there are, for whom, and that nobody uses up somebody else's."""

import asyncio
import time

import pytest
from auth_cast import (
    SETTINGS,
    Person,
    address,
    auth,
    auth_database,
    browser,
    person,
    rows,
    sign_in,
)

from weir.auth.parts import Auth
from weir.settings import Settings

pytestmark = pytest.mark.slow

__all__ = ["auth", "auth_database"]


async def test_ten_attempts_then_wait_and_only_for_that_address(auth: Auth) -> None:
    who, office = await person(auth), address()
    async with browser(auth, ip=office) as client:
        codes = [(await sign_in(client, who, password=f"guess {number}")).status_code for number in range(10)]
        assert codes == [401] * 10
        refused = await sign_in(client, who)
        assert refused.status_code == 429 and refused.json()["code"] == "THROTTLED"
        assert 1 <= refused.json()["retryAfter"] <= 30 and refused.headers["retry-after"] == str(
            refused.json()["retryAfter"]
        )
        assert "weir_access" not in client.cookies
        # Another person in the same office still signs in …
        assert (await sign_in(client, await person(auth))).status_code == 200
    # … and so does the person themselves from elsewhere: a stranger locks nobody out.
    async with browser(auth) as client:
        assert (await sign_in(client, who)).status_code == 200


async def test_an_unknown_address_is_throttled_like_a_known_one(auth: Auth) -> None:
    answers = {}
    for email in ((await person(auth)).email, f"nobody-{address()}@example.com"):
        async with browser(auth) as client:
            answers[email] = [
                (await client.post("/auth/sign-in", json={"email": email, "password": "wrong"})).status_code
                for _ in range(11)
            ]
    assert len({tuple(codes) for codes in answers.values()}) == 1


async def test_parallel_guesses_count_each(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        answers = await asyncio.gather(*(sign_in(client, who, password=f"guess {number}") for number in range(30)))
    assert sorted(answer.status_code for answer in answers) == [401] * 10 + [429] * 20


async def test_signing_in_rightly_uses_up_nothing(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        assert {(await sign_in(client, who)).status_code for _ in range(14)} == {200}


async def test_one_address_cannot_try_everybody(auth: Auth) -> None:
    from weir.auth.throttle import SIGN_IN_ADDRESS
    from weir.errors import Refusal

    home = address()
    for _ in range(SIGN_IN_ADDRESS.size):
        await auth.throttle.take(SIGN_IN_ADDRESS, home)
    with pytest.raises(Refusal, match="THROTTLED"):
        await auth.throttle.take(SIGN_IN_ADDRESS, home)
    async with browser(auth, ip=home) as client:
        assert (await sign_in(client, await person(auth))).status_code == 429


async def test_a_bucket_fills_again_with_time(auth: Auth) -> None:
    from weir.auth.throttle import SWEEP, TOTP_PAIR
    from weir.errors import Refusal

    who = address()
    for _ in range(5):
        await auth.throttle.take(TOTP_PAIR, who)
    with pytest.raises(Refusal) as refused:
        await auth.throttle.take(TOTP_PAIR, who)
    assert 55 <= refused.value.params["seconds"] <= 60
    key = auth.keys.blind(TOTP_PAIR.name, who)
    await rows(auth, "update throttle set full_at = full_at - interval '61 seconds' where key = %s", key)
    await auth.throttle.take(TOTP_PAIR, who)
    with pytest.raises(Refusal):
        await auth.throttle.take(TOTP_PAIR, who)
    await rows(auth, "update throttle set full_at = now() - interval '1 second' where key = %s", key)
    await rows(auth, SWEEP)
    assert await rows(auth, "select 1 from throttle where key = %s", key) == []
    for _ in range(5):
        await auth.throttle.take(TOTP_PAIR, who)


async def test_the_throttle_keeps_no_address_in_clear(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth, ip="198.51.100.77") as client:
        await sign_in(client, who, password="wrong password")
    kept = b"".join(bytes(key) for (key,) in await rows(auth, "select key from throttle"))
    assert kept and who.email.encode() not in kept and b"198.51.100.77" not in kept


async def test_a_flood_of_sign_ins_does_not_stop_the_others(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client, browser(auth) as calm:
        assert (await sign_in(calm, who)).status_code == 200
        flood = [asyncio.create_task(sign_in(client, Person(who.id, f"{number}@example.com"))) for number in range(40)]
        slowest = 0.0
        while not all(task.done() for task in flood):
            start = time.perf_counter()
            await asyncio.sleep(0)
            slowest = max(slowest, time.perf_counter() - start)
            await asyncio.sleep(0.005)
        assert {task.result().status_code for task in flood} == {401}
    assert slowest < 0.5


async def test_forwarded_addresses_count_only_from_a_configured_proxy(auth: Auth) -> None:
    from starlette.requests import Request

    from weir.auth.caller import client_ip

    def seen(peer: str, forwarded: str, *proxies: str) -> str:
        scope = {"type": "http", "client": (peer, 1), "headers": [(b"x-forwarded-for", forwarded.encode())]}
        return client_ip(Request(scope), Settings(secret=SETTINGS.secret, proxies=proxies))

    assert seen("203.0.113.9", "1.1.1.1") == "203.0.113.9"
    assert seen("203.0.113.9", "1.1.1.1", "10.0.0.0/8") == "203.0.113.9"
    assert seen("10.0.0.2", "6.6.6.6, 1.1.1.1, 10.0.0.3", "10.0.0.0/8") == "1.1.1.1"
    assert seen("10.0.0.2", "rubbish", "10.0.0.0/8") == "10.0.0.2"
    assert seen("::ffff:203.0.113.9", "") == "203.0.113.9"
