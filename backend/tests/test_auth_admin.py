"""`weir create-admin`: the first administrator, and the way back in."""

import argparse
import io
from dataclasses import replace
from typing import Any

import pytest
from auth_cast import SETTINGS, Person, audited, auth, auth_database, browser, call, me, person, rows, sign_in

from weir.auth.parts import Auth
from weir.identity.command import add_arguments, create_admin
from weir.identity.model import Role
from weir.stop import Stop

__all__ = ["auth", "auth_database"]


async def run(auth: Auth, monkeypatch: Any, password: str, *words: str) -> int:
    """The command as typed, the password on standard input."""
    import asyncio

    parser = argparse.ArgumentParser()
    add_arguments(parser)
    args = parser.parse_args(list(words))
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    settings = replace(SETTINGS, database_url=auth.database.dsn)
    return await asyncio.to_thread(create_admin, args, settings)


async def test_it_makes_somebody_who_can_sign_in(auth: Auth, monkeypatch: Any, capsys: Any) -> None:
    assert await run(auth, monkeypatch, "a weir across the river", "Lin@Example.com", "--name", "小林") == 0
    assert "a weir across" not in (said := capsys.readouterr().out) and "lin@example.com" in said
    [(user,)] = await rows(auth, "select id from \"user\" where email = 'lin@example.com'")
    async with browser(auth) as client:
        assert (await sign_in(client, Person(user, "lin@example.com", "a weir across the river"))).status_code == 200
        assert await me(client) == {"id": str(user), "roles": ["ADMIN"]}
    assert await audited(auth, "ADMIN_CREATED", user) == 1
    assert len(await rows(auth, "select 1 from organisation")) == 1


async def test_it_lets_a_locked_out_administrator_in_again_and_ends_their_sessions(
    auth: Auth, monkeypatch: Any
) -> None:
    who = await person(auth, Role.REP, is_active=False, totp_secret="lost", totp_confirmed_at=None)
    async with browser(auth) as client:
        await rows(auth, 'update "user" set is_active = true where id = %s', who.id)
        await sign_in(client, who)
        await rows(auth, 'update "user" set is_active = false where id = %s', who.id)
        assert await run(auth, monkeypatch, "the river finds its way", who.email, "--reset-totp") == 0
        assert (await call(client, "refresh")).status_code == 401
        assert (await sign_in(client, who)).status_code == 401
        assert (await sign_in(client, who, password="the river finds its way")).status_code == 200
        assert (await me(client) or {})["roles"] == ["ADMIN", "REP"]
    assert await audited(auth, "ADMIN_RESTORED", who.id) == 1


@pytest.mark.parametrize(
    "email, password",
    [("nobody", "a weir across the river"), ("a b@c.d", "a weir across the river"), ("x@example.com", "short")],
)
async def test_bad_input_is_one_line(auth: Auth, monkeypatch: Any, email: str, password: str) -> None:
    with pytest.raises(Stop):
        await run(auth, monkeypatch, password, email)
    assert await rows(auth, 'select 1 from "user" where email = %s', email) == []


async def test_a_partner_cannot_be_raised(auth: Auth, monkeypatch: Any) -> None:
    who = await person(auth, Role.PARTNER)
    with pytest.raises(Stop, match="PARTNER"):
        await run(auth, monkeypatch, "a weir across the river", who.email)
