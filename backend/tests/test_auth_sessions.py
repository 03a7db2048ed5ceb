"""Sessions: rotation, theft, parallel tabs, and how fast an end is an end."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import HTTPConnection

from tests.auth_cast import (
    ORIGIN,
    PASSWORD,
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
from weir.auth.account import change_password, revoke_session, sign_out_everywhere
from weir.auth.parts import Auth
from weir.auth.tokens import issue_access
from weir.errors import Refusal
from weir.identity.model import Role

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
    async with browser(auth, **{"accept-language": "zh-CN"}) as client:
        for cookie in ("", "rubbish", "a.b.c", "x" * 4_000):
            client.cookies.set("weir_refresh", cookie)
            answer = await call(client, "refresh")
            assert answer.status_code == 401
            assert answer.json() == {"code": "SESSION_EXPIRED", "message": "登录已过期,请重新登录。"}
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


Ending = Callable[[Auth, UUID], Awaitable[Any]]
ENDINGS: dict[str, Ending] = {
    "session revoked": lambda auth, who: rows(auth, "update session set revoked_at = now() where user_id = %s", who),
    "session expired": lambda auth, who: rows(auth, "update session set expires_at = now() where user_id = %s", who),
    "token version raised": lambda auth, who: rows(
        auth, 'update "user" set token_version = token_version + 1 where id = %s', who
    ),
    "user deactivated": lambda auth, who: rows(auth, 'update "user" set is_active = false where id = %s', who),
}


@pytest.mark.parametrize("end", ENDINGS.values(), ids=ENDINGS.keys())
async def test_an_end_takes_effect_within_a_second_on_requests_and_sockets(auth: Auth, end: Ending) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        await sign_in(client, who)
        assert await me(client) is not None
        viewer = await signed_in(auth, who)
        assert await auth.viewers.still_valid(viewer)
        await end(auth, who.id)
        start = time.monotonic()
        while await me(client) is not None or await auth.viewers.still_valid(viewer):
            assert time.monotonic() - start < 1
            await asyncio.sleep(0.02)
        assert (await call(client, "refresh")).status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        "insert into user_role (user_id, role) values (%s, 'ADMIN')",
        "delete from user_role where user_id = %s",
        "with t as (insert into team (name) values ('华南') returning id)"
        " insert into team_member select t.id, %s from t",
    ],
)
async def test_a_subscription_ends_when_the_sight_of_its_viewer_changes(auth: Auth, change: str) -> None:
    viewer = await signed_in(auth, who := await person(auth))
    await rows(auth, change, who.id)
    await asyncio.sleep(0.6)
    assert not await auth.viewers.still_valid(viewer)


async def test_a_role_taken_away_is_gone_within_a_second(auth: Auth) -> None:
    who = await person(auth, Role.MANAGER, Role.REP)
    async with browser(auth) as client:
        await sign_in(client, who)
        assert (await me(client) or {})["roles"] == ["MANAGER", "REP"]
        await rows(auth, "delete from user_role where user_id = %s and role = 'MANAGER'", who.id)
        await asyncio.sleep(0.6)
        assert (await me(client) or {})["roles"] == ["REP"]


async def test_signing_out_everywhere_ends_every_browser(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as desk, browser(auth) as phone:
        await sign_in(desk, who)
        await sign_in(phone, who)
        kept = desk.cookies["weir_access"]
        assert (await call(desk, "sign-out-everywhere")).status_code == 204
        assert await me(phone) is None
        assert (await call(phone, "refresh")).status_code == 401
        desk.cookies.set("weir_access", kept)
        assert await me(desk) is None
        assert (await call(desk, "sign-out-everywhere")).status_code == 401
        assert (await sign_in(desk, who)).status_code == 200
    assert await audited(auth, "SIGN_OUT_EVERYWHERE", who.id) == 1


async def test_one_signs_out_ones_own_browsers_and_nobody_elses(auth: Auth) -> None:
    zhang, li = await person(auth), await person(auth)
    viewer = await signed_in(auth, zhang)
    await signed_in(auth, li)
    [(theirs,)] = await rows(auth, "select id from session where user_id = %s", li.id)
    [(mine,)] = await rows(auth, "select id from session where user_id = %s", zhang.id)
    for session in (theirs, UUID(int=5)):
        with pytest.raises(Refusal, match="NOT_FOUND"):
            async with AsyncSession(auth.database.engine) as db, db.begin():
                await revoke_session(db, viewer, session)
    async with AsyncSession(auth.database.engine) as db, db.begin():
        await revoke_session(db, viewer, mine)
    assert await rows(
        auth, "select revoked_at is not null, user_id from session where id = any(%s) order by 1", [mine, theirs]
    ) == [
        (False, li.id),
        (True, zhang.id),
    ]


async def test_a_new_password_ends_the_other_browsers_and_this_one_goes_on(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as here, browser(auth) as there:
        await sign_in(here, who)
        await sign_in(there, who)
        request = HTTPConnection(
            {
                "type": "http",
                "method": "GET",
                "headers": [(b"cookie", f"weir_access={here.cookies['weir_access']}".encode())],
            }
        )
        viewer = await auth.viewers.viewer_of(request)
        assert viewer is not None
        async with AsyncSession(auth.database.engine) as db, db.begin():
            await change_password(db, auth, viewer, PASSWORD, "a better one than before")
        assert (await call(there, "refresh")).status_code == 401
        assert (await call(here, "refresh")).status_code == 200
        await asyncio.sleep(0.6)
        assert await me(here) is not None and await me(there) is None
        assert await auth.viewers.still_valid(viewer)
        assert (await sign_in(there, who)).status_code == 401
        assert (await sign_in(there, who, password="a better one than before")).status_code == 200
    assert await audited(auth, "PASSWORD_CHANGED", who.id) == 1


async def test_a_wrong_current_password_is_refused_and_counted(auth: Auth) -> None:
    viewer = await signed_in(auth, await person(auth))
    codes = []
    for number in range(12):
        with pytest.raises(Refusal) as refused:
            async with AsyncSession(auth.database.engine) as db, db.begin():
                await change_password(db, auth, viewer, f"guess {number}", "a better one than before")
        codes.append((refused.value.code, tuple(refused.value.field)))
    assert codes == [("PASSWORD_WRONG", ("currentPassword",))] * 10 + [("THROTTLED", ())] * 2


async def test_credentials_are_out_of_reach_without_a_session(auth: Auth) -> None:
    from weir.access.viewer import Viewer

    who = await person(auth, Role.ADMIN)
    for viewer in (
        Viewer.named_system("relay"),
        Viewer(who.id, frozenset({"ADMIN"}), credential="token:x"),
        Viewer(who.id, frozenset({"ADMIN"})),
    ):
        with pytest.raises(Refusal, match="FORBIDDEN"):
            async with AsyncSession(auth.database.engine) as db, db.begin():
                await sign_out_everywhere(db, viewer)


async def test_a_socket_or_a_write_from_another_site_is_nobody_though_the_cookie_is_good(auth: Auth) -> None:
    who = await person(auth)
    async with browser(auth) as client:
        await sign_in(client, who)
        assert (await client.post("/me", json={})).json() is not None
        assert (await client.post("/me", json={}, headers={"origin": "https://evil.example"})).json() is None
        cookie = f"weir_access={client.cookies['weir_access']}"

    async def over_socket(origin: str) -> object:
        headers = [(b"cookie", cookie.encode()), (b"origin", origin.encode()), (b"host", b"localhost:8000")]
        return await auth.viewers.viewer_of(HTTPConnection({"type": "websocket", "headers": headers}))

    assert await over_socket(ORIGIN) is not None
    assert await over_socket("https://evil.example") is None


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
