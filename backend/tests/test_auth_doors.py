"""The doors take JSON from our own page and nothing else."""

import pytest
from auth_cast import (
    auth,
    auth_database,
    browser,
    person,
    sign_in,
)

from weir.auth.parts import Auth

pytestmark = pytest.mark.slow

__all__ = ["auth", "auth_database"]


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
