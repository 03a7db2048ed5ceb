"""Signing in: what it gives, what it refuses, and that a refusal tells nothing."""

import asyncio
import statistics
import time

import pytest

from tests.auth_cast import (
    PASSWORD,
    SETTINGS,
    Person,
    address,
    audited,
    auth,
    auth_database,
    browser,
    call,
    me,
    person,
    rows,
    sign_in,
)
from weir.auth.parts import Auth
from weir.auth.passwords import HASHER
from weir.settings import Settings

__all__ = ["auth", "auth_database"]


async def test_a_right_password_opens_a_session(auth: Auth) -> None:
    zhang = await person(auth, name="张三")
    async with browser(auth, **{"user-agent": "Firefox"}) as client:
        assert await me(client) is None
        answer = await sign_in(client, zhang)
        assert (answer.status_code, answer.json()) == (200, {"ok": True})
        assert answer.headers["cache-control"] == "no-store"
        assert await me(client) == {"id": str(zhang.id), "roles": ["REP"]}
    [(agent, ip)] = await rows(auth, "select user_agent, ip from session where user_id = %s", zhang.id)
    assert agent == "Firefox" and ip.startswith("10.")
    [(seen,)] = await rows(auth, 'select last_seen_at from "user" where id = %s', zhang.id)
    assert seen is not None


async def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        cookies = (await sign_in(client, who)).headers.get_list("set-cookie")
    assert {cookie.split("=")[0] for cookie in cookies} == {"weir_access", "weir_refresh"}
    for cookie in cookies:
        parts = [part.strip().lower() for part in cookie.split(";")]
        assert "httponly" in parts and "samesite=lax" in parts and "path=/" in parts
        assert "secure" not in parts and not any(part.startswith("domain") for part in parts)
    assert "max-age=600" in cookies[0].lower()


async def test_over_https_the_cookies_carry_the_host_prefix(auth: Auth) -> None:
    who = await person(auth)
    secure = Settings(origin="https://crm.example.com", secret=SETTINGS.secret)
    async with browser(auth, settings=secure) as client:
        cookies = (await sign_in(client, who)).headers.get_list("set-cookie")
    assert {cookie.split("=")[0] for cookie in cookies} == {"__Host-weir_access", "__Host-weir_refresh"}
    assert all(
        "secure" in cookie.lower() and "path=/" in cookie.lower() and "domain" not in cookie.lower()
        for cookie in cookies
    )


async def test_the_address_may_be_typed_in_capitals(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        assert (await sign_in(client, Person(who.id, f"  {who.email.upper()} "))).status_code == 200


@pytest.mark.parametrize(
    "language, start",
    [("zh-CN,zh;q=0.9,en;q=0.8", "邮箱"), ("en-GB,en;q=0.9,zh;q=0.1", "The e-mail"), ("", "The e-mail")],
)
async def test_refusals_speak_the_language_of_the_browser(auth: Auth, language: str, start: str) -> None:
    who = await person(auth)
    async with browser(auth, **{"accept-language": language}) as client:
        answer = await sign_in(client, who, password="not my password")
    assert answer.status_code == 401 and answer.json()["code"] == "BAD_CREDENTIALS"
    assert answer.json()["message"].startswith(start)


async def test_an_unknown_address_a_wrong_password_and_a_leaver_get_the_same_answer(auth: Auth) -> None:
    known, leaver, silent = (
        await person(auth),
        await person(auth, is_active=False),
        await person(auth, password_hash=None),
    )
    answers = []
    async with browser(auth) as client:
        for email, password in [
            (known.email, "wrong password"),
            ("nobody@example.com", PASSWORD),
            (leaver.email, PASSWORD),
            (silent.email, PASSWORD),
            ("x" * 300 + "@example.com", PASSWORD),
            (known.email, "x" * 5_000),
            ("", ""),
        ]:
            answer = await client.post("/auth/sign-in", json={"email": email, "password": password})
            headers = {name: value for name, value in answer.headers.items() if name != "date"}
            answers.append((answer.status_code, answer.content, headers))
    assert answers[0][0] == 401
    assert all(answer == answers[0] for answer in answers)


async def test_an_unknown_address_takes_as_long_as_a_wrong_password(auth: Auth) -> None:
    known = await person(auth)
    times: dict[str, list[float]] = {known.email: [], "nobody@example.com": []}
    async with browser(auth) as warm:
        await sign_in(warm, known, password="wrong password")
    for _ in range(12):
        for email, taken in times.items():
            async with browser(auth) as client:
                start = time.perf_counter()
                await client.post("/auth/sign-in", json={"email": email, "password": "wrong password"})
                taken.append(time.perf_counter() - start)
    one, other = (statistics.median(taken) for taken in times.values())
    assert min(one, other) > 0.008, "the password was not checked at all"
    assert 0.6 < one / other < 1.6


async def test_failures_are_audited_without_the_address(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        await sign_in(client, who, password="wrong password")
        await sign_in(client, who)
    assert await audited(auth, "SIGN_IN_FAILED", who.id) == 1
    [(session,)] = await rows(auth, "select id from session where user_id = %s", who.id)
    assert await audited(auth, "SIGN_IN", session) == 1
    assert await rows(auth, "select 1 from audit_entry where changes::text like %s", f"%{who.email}%") == []


async def test_an_old_hash_is_renewed_on_sign_in(auth: Auth) -> None:
    from argon2 import PasswordHasher

    who = await person(
        auth, password_hash=PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    )
    async with browser(auth) as client:
        assert (await sign_in(client, who)).status_code == 200
        [(stored,)] = await rows(auth, 'select password_hash from "user" where id = %s', who.id)
        assert "$m=19456,t=2,p=1$" in stored and HASHER.verify(stored, PASSWORD)
        assert (await sign_in(client, who)).status_code == 200


CROSS_SITE = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://localhost:8000.evil.example"},
    {"origin": "http://localhost:8001"},
    {"origin": "https://localhost"},
    {"origin": "http://localhost:8000/"},
    {"origin": ""},
    {"origin": "file://"},
    {"origin": "http://evil.example", "host": "crm.example.com"},
    {"origin": "ftp://crm.example.com", "host": "crm.example.com"},
]


@pytest.mark.parametrize("headers", CROSS_SITE, ids=str)
@pytest.mark.parametrize("door", ["sign-in", "refresh", "sign-out", "sign-out-everywhere"])
async def test_no_door_opens_to_another_site(auth: Auth, headers: dict[str, str], door: str) -> None:
    async with browser(auth) as client:
        answer = await client.post(f"/auth/{door}", json={}, headers=headers)
    assert answer.status_code == 403 and answer.json()["code"] == "WRONG_ORIGIN"
    assert "set-cookie" not in answer.headers


async def test_without_an_origin_the_fetch_site_decides(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        del client.headers["origin"]
        assert (await sign_in(client, who)).status_code == 200
        client.headers["sec-fetch-site"] = "cross-site"
        assert (await sign_in(client, who)).status_code == 403
        client.headers["sec-fetch-site"] = "same-site"
        assert (await sign_in(client, who)).status_code == 403


async def test_both_names_of_the_loopback_and_the_host_one_calls_are_ours(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        for headers in (
            {"origin": "http://127.0.0.1:8000"},
            {"origin": "http://192.168.1.20:8000", "host": "192.168.1.20:8000"},
        ):
            answer = await client.post(
                "/auth/sign-in", json={"email": who.email, "password": who.password}, headers=headers
            )
            assert answer.status_code == 200


@pytest.mark.parametrize("door", ["sign-in", "refresh", "sign-out", "sign-out-everywhere"])
async def test_only_a_post_of_json_is_taken(auth: Auth, door: str) -> None:
    async with browser(auth) as client:
        for method in ("GET", "PUT", "DELETE", "PATCH"):
            assert (await client.request(method, f"/auth/{door}")).status_code == 405
        for kind in (
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/jsonp",
            "",
        ):
            answer = await client.post(f"/auth/{door}", content=b"{}", headers={"content-type": kind})
            assert answer.status_code == 415, kind
        answer = await client.post(f"/auth/{door}", content=b"{}")
        assert answer.status_code == 415


BROKEN = [
    b"[]",
    b'"x"',
    b"null",
    b"{",
    b"\xff\xfe",
    b'{"email": 1, "password": "x"}',
    b'{"email": "a@b.c"}',
    b"{}",
    b"[" * 15_000,
    b'{"email": "a\\u0000@b.c", "password": "x"}',
    b'{"email": "\\ud800@b.c", "password": "x"}',
    b'{"email": "a", "password": "\\ud800"}',
    b'{"email": "a@b.c", "password": "x", "code": 123456}',
    b'{"email": {"a": 1}, "password": []}',
    b'{"x": "' + b"y" * 20_000 + b'"}',
]


@pytest.mark.parametrize("body", BROKEN, ids=range(len(BROKEN)))
async def test_a_broken_body_is_a_clear_400(auth: Auth, body: bytes) -> None:
    async with browser(auth) as client:
        answer = await client.post("/auth/sign-in", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400 and answer.json()["code"] == "BAD_REQUEST"


async def test_a_password_with_a_nul_is_just_wrong(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        assert (await sign_in(client, who, password="a\x00b")).status_code == 401


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


async def test_signing_out_ends_the_session_and_is_never_refused(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        assert (await call(client, "sign-out")).status_code == 204
        await sign_in(client, who)
        kept = dict(client.cookies)
        assert (await call(client, "sign-out")).status_code == 204
        assert "weir_access" not in client.cookies and "weir_refresh" not in client.cookies
        for name, value in kept.items():
            client.cookies.set(name, value)
        assert await me(client) is None
        assert (await call(client, "refresh")).status_code == 401
    [(session,)] = await rows(auth, "select id from session where user_id = %s and revoked_at is not null", who.id)
    assert await audited(auth, "SIGN_OUT", session) == 1
