"""Signing in: what it gives, what it refuses, and that a refusal tells nothing."""

import statistics
import time

import pytest
from auth_cast import (
    PASSWORD,
    SETTINGS,
    Person,
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
    async with browser(auth, headers={"user-agent": "Firefox"}) as client:
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
    async with browser(auth, headers={"accept-language": language}) as client:
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


async def test_signing_in_again_ends_the_browsers_former_session(auth: Auth) -> None:
    zhang, li = await person(auth), await person(auth)
    async with browser(auth) as client:
        await sign_in(client, zhang)
        await sign_in(client, li)
        assert (await me(client) or {})["id"] == str(li.id)
    open_sessions = "select 1 from session where user_id = %s and revoked_at is null"
    assert await rows(auth, open_sessions, zhang.id) == [] and len(await rows(auth, open_sessions, li.id)) == 1
