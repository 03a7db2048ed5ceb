"""Sessions: rotation, theft, parallel tabs, and how fast an end is an end."""

import asyncio
import time
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from auth_cast import (
    audited,
    auth,
    auth_database,
    browser,
    call,
    me,
    person,
    rows,
    sign_in,
    signed_in,
)
from sqlalchemy.ext.asyncio import AsyncSession

from weir.auth.parts import Auth
from weir.auth.sessions import Opened, open_session, rotate
from weir.auth.tokens import issue_access
from weir.identity.model import Role

pytestmark = pytest.mark.slow

__all__ = ["auth", "auth_database"]


async def test_a_refresh_gives_new_tokens_and_the_session_goes_on(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        await sign_in(client, who)
        before = dict(client.cookies)
        client.cookies.delete("weir_access")
        assert await me(client) is None
        answer = await call(client, "refresh")
        assert (answer.status_code, answer.json()) == (200, {"ok": True})
        assert dict(client.cookies)["weir_refresh"] != before["weir_refresh"]
        assert (await me(client) or {})["id"] == str(who.id)
        for _ in range(5):
            assert (await call(client, "refresh")).status_code == 200


async def test_without_a_token_there_is_nothing_to_refresh(auth: Auth) -> None:
    async with browser(auth, headers={"accept-language": "zh-CN"}) as client:
        for cookie in ("", "rubbish", "a.b.c", "x" * 4_000):
            client.cookies.set("weir_refresh", cookie)
            answer = await call(client, "refresh")
            assert answer.status_code == 401
            assert answer.json() == {"code": "SESSION_EXPIRED", "message": "登录已过期，请重新登录。"}
            client.cookies.clear()


async def test_a_stolen_refresh_token_ends_the_session_for_both(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as owner, browser(auth) as thief:
        await sign_in(owner, who)
        stolen = owner.cookies["weir_refresh"]
        assert (await call(owner, "refresh")).status_code == 200
        await _age(auth, who.id)
        thief.cookies.set("weir_refresh", stolen)
        answer = await call(thief, "refresh")
        assert answer.status_code == 401 and answer.json()["code"] == "SESSION_EXPIRED"
        assert (await call(owner, "refresh")).status_code == 401
        await asyncio.sleep(0.6)
        assert await me(owner) is None
    [(session,)] = await rows(auth, "select id from session where user_id = %s and revoked_at is not null", who.id)
    assert await audited(auth, "REFRESH_REUSED", session) == 1
    assert await rows(auth, "select kind from notification where user_id = %s", who.id) == [("SECURITY",)]
    told = "select 1 from outbox o join notification n on o.body::jsonb ->> 'id' = n.id::text where n.user_id = %s"
    assert len(await rows(auth, told, who.id)) == 1, "an open page hears of it at once"


async def test_a_token_of_long_ago_is_recognised_as_stolen_too(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as owner, browser(auth) as thief:
        await sign_in(owner, who)
        stolen = owner.cookies["weir_refresh"]
        for _ in range(3):
            assert (await call(owner, "refresh")).status_code == 200
        thief.cookies.set("weir_refresh", stolen)
        assert (await call(thief, "refresh")).status_code == 401
        assert (await call(owner, "refresh")).status_code == 401


async def test_a_made_up_token_for_a_known_session_harms_nobody(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as owner, browser(auth) as stranger:
        await sign_in(owner, who)
        session, _, seal = owner.cookies["weir_refresh"].split(".")
        stranger.cookies.set("weir_refresh", f"{session}.{'A' * 43}.{seal}")
        assert (await call(stranger, "refresh")).status_code == 401
        assert (await call(owner, "refresh")).status_code == 200


async def test_five_tabs_that_wake_up_together_stay_signed_in(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        await sign_in(client, who)
        shared = client.cookies["weir_refresh"]
        tabs = [browser(auth) for _ in range(5)]
        for tab in tabs:
            tab.cookies.set("weir_refresh", shared)
        answers = await asyncio.gather(*(call(tab, "refresh") for tab in tabs))
        assert [answer.status_code for answer in answers] == [200] * 5
        replaced = [
            answer
            for answer in answers
            if any("weir_refresh=" in line for line in answer.headers.get_list("set-cookie"))
        ]
        assert len(replaced) == 1, "the token is replaced once; the others find the new one in the jar they share"
        assert all([(await me(tab) or {}).get("id") == str(who.id) for tab in tabs])
        client.cookies.delete("weir_refresh")
        client.cookies.set("weir_refresh", replaced[0].cookies["weir_refresh"])
        assert (await call(client, "refresh")).status_code == 200
        for tab in tabs:
            await tab.aclose()


async def test_a_tab_that_had_no_session_takes_none_from_whoever_signs_in_beside_it(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as empty, browser(auth) as client:
        answer = await call(empty, "refresh")
        assert (answer.status_code, answer.headers.get_list("set-cookie")) == (401, [])
        # What is no good any more is taken back.
        await sign_in(client, who)
        empty.cookies.set("weir_refresh", "weir-of-before")
        answer = await call(empty, "refresh")
        assert answer.status_code == 401
        assert [line.partition("=")[0] for line in answer.headers.get_list("set-cookie")] == [
            "weir_access",
            "weir_refresh",
        ]
        assert (await me(client) or {})["id"] == str(who.id)


async def test_of_six_uses_at_the_same_instant_one_replaces_the_token(auth: Auth) -> None:
    who = await person(auth)
    async with AsyncSession(auth.database.engine) as db, db.begin():
        token = (await open_session(db, auth.keys, who.id, 0, ip=None, agent=None)).refresh or ""
    ready = asyncio.Barrier(6)

    async def use() -> Opened | None:
        async with AsyncSession(auth.database.engine) as db, db.begin():
            await db.execute(sa.select(1))
            await ready.wait()
            return await rotate(db, auth.keys, token)

    for _ in range(3):
        opened = await asyncio.gather(*(use() for _ in range(6)))
        fresh = [one.refresh for one in opened if one and one.refresh]
        assert all(opened) and len(fresh) == 1
        token = fresh[0]


async def test_after_ten_seconds_a_second_use_is_theft(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client, browser(auth) as tab, browser(auth) as late:
        await sign_in(client, who)
        for other in (tab, late):
            other.cookies.set("weir_refresh", client.cookies["weir_refresh"])
        await call(client, "refresh")
        assert (await call(tab, "refresh")).status_code == 200
        await _age(auth, who.id)
        assert (await call(late, "refresh")).status_code == 401
        assert (await call(client, "refresh")).status_code == 401
    assert await rows(auth, "select 1 from session where user_id = %s and revoked_at is null", who.id) == []


@pytest.mark.parametrize(
    "end",
    [
        "expires_at = now() - interval '1 second'",
        "last_used_at = now() - interval '15 days'",
        "revoked_at = now()",
        "token_version = 7",
    ],
)
async def test_a_session_that_is_over_is_not_refreshed(auth: Auth, end: str) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        await sign_in(client, who)
        await rows(auth, f"update session set {end} where user_id = %s", who.id)
        answer = await call(client, "refresh")
        assert answer.status_code == 401
        assert "weir_refresh" not in client.cookies and "weir_access" not in client.cookies
    assert await rows(auth, "select 1 from notification where user_id = %s", who.id) == []


async def test_an_access_token_fits_only_its_own_user_session_and_version(auth: Auth) -> None:
    zhang, li = await person(auth), await person(auth, Role.ADMIN)
    await signed_in(auth, zhang)
    [(session,)] = await rows(auth, "select id from session where user_id = %s", zhang.id)
    async with browser(auth) as client:
        for user, sid, version, expected in [
            (zhang.id, session, 0, True),
            (li.id, session, 0, False),
            (zhang.id, UUID(int=9), 0, False),
            (zhang.id, session, 1, False),
        ]:
            client.cookies.set("weir_access", issue_access(auth.keys, user, sid, version))
            assert (await me(client) is not None) is expected


async def test_a_burst_of_requests_costs_one_statement(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        await sign_in(client, who)
        asked = 0
        plain = auth.database.reads.connection

        def counted(*args: Any, **kwargs: Any) -> Any:
            nonlocal asked
            asked += 1
            return plain(*args, **kwargs)

        auth.database.reads.connection = counted  # type: ignore[method-assign]
        try:
            start = time.monotonic()
            for _ in range(20):
                assert await me(client) is not None
            assert asked <= 1 + (time.monotonic() - start) / 0.5
        finally:
            auth.database.reads.connection = plain  # type: ignore[method-assign]


async def _age(auth: Auth, user_id: UUID) -> None:
    """Eleven seconds pass."""
    await rows(auth, "update session set rotated_at = rotated_at - interval '11 seconds' where user_id = %s", user_id)
