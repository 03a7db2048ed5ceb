"""API tokens: shown once, one role and never more than their maker's, an end, an address list, and a quick death."""

import asyncio
import time
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from auth_cast import Person, audited, auth, auth_database, browser, later, me, person, rows, sign_in, signed_in
from sqlalchemy.ext.asyncio import AsyncSession

from weir.access.matrix import CEILINGS
from weir.access.viewer import Viewer
from weir.auth.api_tokens import Created, create_api_token, revoke_api_token
from weir.auth.parts import Auth
from weir.auth.rights import covers
from weir.errors import Refusal
from weir.identity.model import Role

pytestmark = pytest.mark.slow

__all__ = ["auth", "auth_database"]


async def made(auth: Auth, viewer: Viewer, **more: Any) -> Created:
    """A token of the viewer's, committed."""
    values: dict[str, Any] = {"name": "report script", "role": Role.REP, "expires_at": later(days=30), **more}
    async with AsyncSession(auth.database.engine, expire_on_commit=False) as db, db.begin():
        return await create_api_token(db, viewer, **values)


async def revoked(auth: Auth, viewer: Viewer, token: Created) -> None:
    async with AsyncSession(auth.database.engine) as db, db.begin():
        await revoke_api_token(db, viewer, token.token.id)


async def seen(auth: Auth, secret: str, *, ip: str | None = None) -> dict[str, Any] | None:
    """Whom the server takes the bearer for."""
    async with browser(auth, ip=ip) as client:
        return await me(client, authorization=f"Bearer {secret}")


async def test_a_token_acts_as_its_user_in_its_one_role(auth: Auth) -> None:
    who = await person(auth, Role.MANAGER, Role.REP)
    token = await made(auth, await signed_in(auth, who))
    assert token.secret.startswith(f"{token.token.prefix}_") and token.secret.startswith("weir_")
    assert await seen(auth, token.secret) == {"id": str(who.id), "roles": ["REP"]}
    [(stored,)] = await rows(auth, "select t::text from api_token t where id = %s", token.token.id)
    assert token.secret.partition("_")[2].partition("_")[2] not in stored, "only the hash is kept"
    assert await audited(auth, "TOKEN_CREATED", token.token.id) == 1
    assert await rows(auth, "select 1 from audit_entry where changes::text like %s", f"%{token.secret}%") == []


async def test_a_wrong_token_is_nobody_and_never_falls_back_to_the_cookie(auth: Auth) -> None:
    who = await person(auth)
    token = await made(auth, await signed_in(auth, who))
    last = "A" if token.secret[-1] != "A" else "B"
    async with browser(auth) as client:
        await sign_in(client, who)
        access = client.cookies["weir_access"]
        for wrong in (
            token.secret[:-1] + last,
            token.secret[:-1],
            token.secret + "A",
            token.token.prefix,
            f"{token.token.prefix}_",
            "weir_",
            "",
            "weir_zzzzzzzzzz_" + "A" * 43,
            token.secret.upper(),
            access,
            client.cookies["weir_refresh"],
            f"{token.secret} {token.secret}",
        ):
            assert await me(client, authorization=f"Bearer {wrong}") is None, wrong
            assert await me(client, authorization=f"bearer {wrong}") is None, wrong
        assert await me(client, authorization=f"Bearer {token.secret}") == {"id": str(who.id), "roles": ["REP"]}
        client.cookies.clear()
        client.cookies.set("weir_access", token.secret)
        assert await me(client) is None, "a token is no cookie"
        both = [("authorization", f"Bearer {token.secret}"), ("authorization", "Bearer x")]
        assert (await client.get("/me", headers=both)).json() is None


async def test_a_token_needs_no_origin(auth: Auth) -> None:
    token = await made(auth, await signed_in(auth, await person(auth)))
    async with browser(
        auth, headers={"origin": "https://partner.example", "authorization": f"Bearer {token.secret}"}
    ) as client:
        assert (await client.post("/me", json={})).json() is not None


@pytest.mark.parametrize(
    "end",
    [
        "update api_token set revoked_at = now() where user_id = %s",
        "update api_token set expires_at = now() where user_id = %s",
        'update "user" set is_active = false where id = %s',
        "delete from user_role where role = 'REP' and user_id = %s",
        "insert into user_role (user_id, role) values (%s, 'AUDITOR')",
    ],
)
async def test_a_token_dies_within_a_second_with_what_it_stands_on(auth: Auth, end: str) -> None:
    who = await person(auth)
    token = await made(auth, await signed_in(auth, who))
    viewer = await auth.viewers.viewer_of_token(token.secret, "10.9.9.9")
    assert viewer is not None and await auth.viewers.still_valid(viewer)
    await rows(auth, end, who.id)
    start = time.monotonic()
    while await seen(auth, token.secret) or await auth.viewers.still_valid(viewer):
        assert time.monotonic() - start < 1
        await asyncio.sleep(0.02)


async def test_an_expired_token_is_dead_even_while_it_is_remembered(auth: Auth) -> None:
    token = await made(auth, await signed_in(auth, await person(auth)), expires_at=later(seconds=0.3))
    assert await seen(auth, token.secret) is not None
    await asyncio.sleep(0.3)
    assert await seen(auth, token.secret) is None


async def test_revoking_is_for_the_owner_and_the_administrator(auth: Auth) -> None:
    owner = await signed_in(auth, await person(auth))
    stranger = await signed_in(auth, await person(auth, Role.DIRECTOR))
    admin = await signed_in(auth, await person(auth, Role.ADMIN))
    one, two = await made(auth, owner), await made(auth, owner)
    with pytest.raises(Refusal, match="NOT_FOUND"):
        await revoked(auth, stranger, one)
    await revoked(auth, owner, one)
    await revoked(auth, owner, one)
    await revoked(auth, admin, two)
    await asyncio.sleep(0.6)
    assert await seen(auth, one.secret) is None and await seen(auth, two.secret) is None
    assert await audited(auth, "TOKEN_REVOKED", one.token.id) == 1


@pytest.mark.parametrize(
    "allowed, good, bad",
    [
        (["203.0.113.7"], ["203.0.113.7"], ["203.0.113.8", "2001:db8::1"]),
        (
            ["203.0.113.0/24", "2001:db8::/32"],
            ["203.0.113.200", "2001:db8:1::1", "::ffff:203.0.113.1"],
            ["203.0.114.1", "2001:db9::1"],
        ),
        ([], ["203.0.113.7", "2001:db8::1"], []),
    ],
)
async def test_a_token_works_only_from_its_addresses(
    auth: Auth, allowed: list[str], good: list[str], bad: list[str]
) -> None:
    token = await made(auth, await signed_in(auth, await person(auth)), allowed_ips=allowed)
    for ip in good:
        assert await seen(auth, token.secret, ip=ip) is not None, ip
    for ip in bad:
        assert await seen(auth, token.secret, ip=ip) is None, ip


async def test_a_bad_token_request_names_the_field(auth: Auth) -> None:
    viewer = await signed_in(auth, await person(auth))
    cases: list[tuple[dict[str, Any], str, str]] = [
        ({"name": "  "}, "REQUIRED", "name"),
        ({"name": "x" * 101}, "TOO_LONG", "name"),
        ({"expires_at": later(seconds=-1)}, "INVALID", "expiresAt"),
        ({"expires_at": later(days=367)}, "INVALID", "expiresAt"),
        ({"expires_at": datetime(2099, 1, 1)}, "INVALID", "expiresAt"),
        ({"allowed_ips": ["300.1.1.1"]}, "INVALID", "allowedIps"),
        ({"allowed_ips": ["example.com"]}, "INVALID", "allowedIps"),
        ({"allowed_ips": ["10.0.0.1"] * 21}, "LIMIT", "allowedIps"),
        ({"role": Role.ADMIN}, "TOKEN_ROLE", "role"),
    ]
    for more, code, field in cases:
        with pytest.raises(Refusal) as refused:
            await made(auth, viewer, **more)
        assert (refused.value.code, tuple(refused.value.field)) == (code, (field,))
        assert refused.value.message("zh-CN") != refused.value.message("en")


@pytest.mark.parametrize("role", Role)
async def test_nobody_makes_a_token_above_their_own_roles(auth: Auth, role: Role) -> None:
    viewer = await signed_in(auth, await person(auth, Role.REP, Role.SERVICE))
    if role in (Role.REP, Role.SERVICE):
        assert (await made(auth, viewer, role=role)).token.role == role
        return
    with pytest.raises(Refusal, match="TOKEN_ROLE"):
        await made(auth, viewer, role=role)


async def test_the_creator_must_hold_the_role_and_not_only_the_user(auth: Auth) -> None:
    viewer = await signed_in(auth, await person(auth, Role.MANAGER, Role.REP))
    narrowed = replace(viewer, roles=frozenset({"REP"}))
    with pytest.raises(Refusal, match="TOKEN_ROLE"):
        await made(auth, narrowed, role=Role.MANAGER)
    assert (await made(auth, narrowed, role=Role.REP)).token.role == Role.REP


async def test_a_ceiling_holds_for_tokens_too(auth: Auth) -> None:
    both = await person(auth, Role.PARTNER, Role.ADMIN)
    with pytest.raises(Refusal, match="FORBIDDEN"):
        await made(auth, await signed_in(auth, both), role=Role.ADMIN)
    admin = await signed_in(auth, await person(auth, Role.ADMIN))
    with pytest.raises(Refusal, match="TOKEN_ROLE"):
        await made(auth, admin, user_id=both.id, role=Role.ADMIN)
    token = await made(auth, admin, user_id=both.id, role=Role.PARTNER)
    assert (await seen(auth, token.secret) or {})["roles"] == ["PARTNER"]
    auditor = await signed_in(auth, await person(auth, Role.AUDITOR))
    with pytest.raises(Refusal, match="FORBIDDEN"):
        await made(auth, auditor, role=Role.AUDITOR)


async def test_only_an_administrator_makes_tokens_for_others_and_only_in_a_role_they_hold(auth: Auth) -> None:
    partner: Person = await person(auth, Role.PARTNER, name="恒达")
    [(account,)] = await rows(auth, "insert into account (name, type) values ('恒达', 'PARTNER') returning id")
    await rows(auth, 'update "user" set partner_id = %s where id = %s', account, partner.id)
    admin = await signed_in(auth, await person(auth, Role.ADMIN))
    director = await signed_in(auth, await person(auth, Role.DIRECTOR))
    with pytest.raises(Refusal, match="NOT_FOUND"):
        await made(auth, director, user_id=partner.id, role=Role.PARTNER)
    with pytest.raises(Refusal, match="TOKEN_ROLE"):
        await made(auth, admin, user_id=partner.id, role=Role.ADMIN)
    token = await made(auth, admin, user_id=partner.id, role=Role.PARTNER)
    viewer = await auth.viewers.viewer_of_token(token.secret, "10.9.9.9")
    assert viewer is not None
    assert (viewer.user_id, viewer.partner_id, viewer.roles) == (partner.id, account, frozenset({"PARTNER"}))
    leaver = await person(auth, is_active=False)
    with pytest.raises(Refusal, match="NOT_FOUND"):
        await made(auth, admin, user_id=leaver.id)


async def test_a_token_cannot_make_or_end_tokens(auth: Auth) -> None:
    admin = await signed_in(auth, await person(auth, Role.ADMIN))
    token = await made(auth, admin, role=Role.ADMIN)
    viewer = await auth.viewers.viewer_of_token(token.secret, "10.9.9.9")
    assert viewer is not None
    with pytest.raises(Refusal, match="FORBIDDEN"):
        await made(auth, viewer, role=Role.ADMIN)
    with pytest.raises(Refusal, match="FORBIDDEN"):
        await revoked(auth, viewer, token)


def test_a_role_covers_another_only_if_everything_in_it_is_covered() -> None:
    for role in Role:
        assert covers(frozenset({role.value}), role.value)
        if role.value not in CEILINGS | {"ADMIN"}:
            assert not covers(frozenset({role.value}), "ADMIN")
    assert covers(frozenset({"ADMIN"}), "PARTNER")
    assert not covers(frozenset({"REP"}), "MANAGER") and not covers(frozenset({"AUDITOR"}), "REP")


async def test_the_time_of_use_is_written_once_a_minute(auth: Auth) -> None:
    token = await made(auth, await signed_in(auth, await person(auth)))
    used = "select last_used_at, version from api_token where id = %s"
    assert await rows(auth, used, token.token.id) == [(None, 1)]
    await seen(auth, token.secret)
    [(first, version)] = await rows(auth, used, token.token.id)
    assert first is not None and version == 1
    auth.viewers.forget(token.token.user_id)
    await seen(auth, token.secret)
    assert await rows(auth, used, token.token.id) == [(first, 1)]
    await rows(auth, "update api_token set last_used_at = now() - interval '2 minutes' where id = %s", token.token.id)
    auth.viewers.forget(token.token.user_id)
    await seen(auth, token.secret)
    assert (await rows(auth, used, token.token.id))[0][0] >= first


async def test_fifty_live_tokens_are_enough(auth: Auth) -> None:
    who = await person(auth)
    viewer = await signed_in(auth, who)
    await made(auth, viewer)
    await rows(
        auth,
        "insert into api_token (name, user_id, role, prefix, secret_hash, expires_at, version)"
        " select 'x', %s, 'REP', 'p' || n || %s, '', now() + interval '1 day', 1 from generate_series(1, 49) n",
        who.id,
        who.id.hex[-8:],
    )
    with pytest.raises(Refusal, match="LIMIT"):
        await made(auth, viewer)
