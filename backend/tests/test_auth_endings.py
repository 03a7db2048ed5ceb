"""How fast an end is an end, and who may cause it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from auth_cast import (
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
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import HTTPConnection

from weir.auth.account import change_password, revoke_session, sign_out_everywhere
from weir.auth.parts import Auth
from weir.errors import Refusal
from weir.identity.model import Role

pytestmark = pytest.mark.slow

__all__ = ["auth", "auth_database"]


Ending = Callable[[Auth, UUID], Awaitable[Any]]
ENDINGS: dict[str, Ending] = {
    "session revoked": lambda auth, who: rows(auth, "update session set revoked_at = now() where user_id = %s", who),
    "session expired": lambda auth, who: rows(auth, "update session set expires_at = now() where user_id = %s", who),
    "token version raised": lambda auth, who: rows(
        auth, 'update "user" set token_version = token_version + 1 where id = %s', who
    ),
    "user deactivated": lambda auth, who: rows(auth, 'update "user" set is_active = false where id = %s', who),
}


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
