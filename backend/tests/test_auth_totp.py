"""The second factor: switched on with a code, asked for at sign-in, each code good once."""

import asyncio
import time
from urllib.parse import parse_qs, unquote, urlsplit

import pyotp
import pytest
from auth_cast import (
    PASSWORD,
    Person,
    audited,
    auth,
    auth_database,
    browser,
    me,
    person,
    rows,
    sign_in,
    signed_in,
)
from sqlalchemy.ext.asyncio import AsyncSession

from weir.access.viewer import Viewer
from weir.auth.account import confirm_totp, disable_totp, reset_totp, start_totp
from weir.auth.parts import Auth
from weir.auth.totp import STEP, matching_step, use_code
from weir.errors import Refusal
from weir.identity.model import Role

pytestmark = pytest.mark.slow

__all__ = ["auth", "auth_database"]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret: str, steps: int = 0) -> str:
    """The digits the authenticator shows, some steps from now."""
    return pyotp.TOTP(secret).generate_otp(int(time.time()) // STEP + steps)


async def enrolled(auth: Auth) -> tuple[Person, Viewer, str]:
    """Somebody whose second factor is on, and who has not used a code since."""
    who = await person(auth)
    viewer = await signed_in(auth, who)
    async with AsyncSession(auth.database.engine) as db, db.begin():
        secret = (await start_totp(db, auth, viewer)).secret
    async with AsyncSession(auth.database.engine) as db, db.begin():
        await confirm_totp(db, auth, viewer, code(secret))
    await rows(auth, 'update "user" set totp_last_step = 0 where id = %s', who.id)
    return who, viewer, secret


async def test_it_is_on_from_the_first_right_code_and_asked_for_ever_after(auth: Auth) -> None:
    who = await person(auth)
    viewer = await signed_in(auth, who)
    async with AsyncSession(auth.database.engine) as db, db.begin():
        enrolment = await start_totp(db, auth, viewer)
    link = urlsplit(enrolment.uri)
    assert (link.scheme, link.netloc) == ("otpauth", "totp") and unquote(link.path) == f"/Weir:{who.email}"
    assert parse_qs(link.query)["secret"] == [enrolment.secret] and len(enrolment.secret) == 32
    [(stored,)] = await rows(auth, 'select totp_secret from "user" where id = %s', who.id)
    assert enrolment.secret not in stored and auth.keys.decrypt(stored) == enrolment.secret
    async with browser(auth) as client:
        assert (await sign_in(client, who)).status_code == 200, "not confirmed yet"
    with pytest.raises(Refusal, match="TOTP_INVALID"):
        async with AsyncSession(auth.database.engine) as db, db.begin():
            await confirm_totp(db, auth, viewer, "000000")
    async with AsyncSession(auth.database.engine) as db, db.begin():
        await confirm_totp(db, auth, viewer, code(enrolment.secret, -1))
    async with browser(auth, headers={"accept-language": "zh"}) as client:
        answer = await sign_in(client, who)
        assert (answer.status_code, answer.json()["code"]) == (401, "TOTP_REQUIRED") and "验证码" in answer.json()[
            "message"
        ]
        assert (await sign_in(client, who, code="  ")).json()["code"] == "TOTP_REQUIRED"
        assert await me(client) is None
        digits = code(enrolment.secret)
        assert (await sign_in(client, who, code=f"{digits[:3]} {digits[3:]}")).status_code == 200
        assert await me(client) is not None
    assert await audited(auth, "TOTP_ENABLED", who.id) == 1


async def test_the_code_that_switched_it_on_is_used_up(auth: Auth) -> None:
    viewer = await signed_in(auth, who := await person(auth))
    async with AsyncSession(auth.database.engine) as db, db.begin():
        secret = (await start_totp(db, auth, viewer)).secret
        digits = code(secret)
        await confirm_totp(db, auth, viewer, digits)
    async with browser(auth) as client:
        assert (await sign_in(client, who, code=digits)).json()["code"] == "TOTP_INVALID"


async def test_a_wrong_code_with_a_right_password_opens_nothing(auth: Auth) -> None:
    who, _, secret = await enrolled(auth)
    async with browser(auth) as client:
        for wrong in (
            "000000",
            code(secret, -5),
            code(secret, 5),
            "12345",
            "1234567",
            "abcdef",
            "１２３４５６",
            "'; --",
        ):
            answer = await sign_in(client, who, code=wrong)
            assert answer.status_code in (401, 429) and "set-cookie" not in answer.headers
    assert await audited(auth, "SIGN_IN_FAILED", who.id) == 5


async def test_a_right_code_with_a_wrong_password_is_a_wrong_password(auth: Auth) -> None:
    who, _, secret = await enrolled(auth)
    async with browser(auth) as client:
        answer = await sign_in(client, who, password="wrong password", code=code(secret))
        assert answer.json()["code"] == "BAD_CREDENTIALS"
        assert (await sign_in(client, who, code=code(secret))).status_code == 200, "the code was not used up"


async def test_of_twenty_parallel_uses_of_a_code_one_wins(auth: Auth) -> None:
    who, _, secret = await enrolled(auth)
    digits = code(secret)
    [(stored,)] = await rows(auth, 'select totp_secret from "user" where id = %s', who.id)

    async def attempt() -> bool:
        async with AsyncSession(auth.database.engine) as db, db.begin():
            return await use_code(db, auth.keys, who.id, stored, digits)

    assert sum(await asyncio.gather(*(attempt() for _ in range(20)))) == 1


async def test_of_parallel_sign_ins_with_one_code_one_wins(auth: Auth) -> None:
    who, _, secret = await enrolled(auth)
    before = len(await rows(auth, "select 1 from session where user_id = %s", who.id))
    digits = code(secret)
    clients = [browser(auth) for _ in range(20)]
    answers = await asyncio.gather(*(sign_in(client, who, code=digits) for client in clients))
    assert sorted(answer.status_code for answer in answers).count(200) == 1
    assert len(await rows(auth, "select 1 from session where user_id = %s", who.id)) == before + 1
    for client in clients:
        await client.aclose()


async def test_an_earlier_code_is_no_good_after_a_later_one(auth: Auth) -> None:
    who, _, secret = await enrolled(auth)
    async with browser(auth) as client:
        early = code(secret, -1)
        assert (await sign_in(client, who, code=code(secret))).status_code == 200
        assert (await sign_in(client, who, code=early)).json()["code"] == "TOTP_INVALID"


async def test_five_wrong_codes_then_wait_though_the_password_is_right(auth: Auth) -> None:
    who, _, secret = await enrolled(auth)
    async with browser(auth) as client:
        codes = [(await sign_in(client, who, code=f"{number:06}")).status_code for number in range(7)]
        assert codes == [401] * 5 + [429] * 2
        refused = await sign_in(client, who, code=code(secret))
        assert refused.status_code == 429 and 30 <= int(refused.headers["retry-after"]) <= 60
    async with browser(auth) as elsewhere:
        assert (await sign_in(elsewhere, who, code=code(secret))).status_code == 200


async def test_switching_it_off_needs_the_password(auth: Auth) -> None:
    who, viewer, _ = await enrolled(auth)
    with pytest.raises(Refusal) as refused:
        async with AsyncSession(auth.database.engine) as db, db.begin():
            await disable_totp(db, auth, viewer, "wrong password")
    assert (refused.value.code, refused.value.field) == ("PASSWORD_WRONG", ("password",))
    async with AsyncSession(auth.database.engine) as db, db.begin():
        await disable_totp(db, auth, viewer, PASSWORD)
    async with browser(auth) as client:
        assert (await sign_in(client, who)).status_code == 200
    assert await audited(auth, "TOTP_DISABLED", who.id) == 1
    assert await rows(auth, 'select totp_secret, totp_confirmed_at from "user" where id = %s', who.id) == [(None, None)]


async def test_a_new_secret_cannot_replace_one_that_is_in_use(auth: Auth) -> None:
    _, viewer, secret = await enrolled(auth)
    for refused in (start_totp, confirm_totp):
        with pytest.raises(Refusal, match="TOTP_ALREADY_ON"):
            async with AsyncSession(auth.database.engine) as db, db.begin():
                await (
                    refused(db, auth, viewer) if refused is start_totp else confirm_totp(db, auth, viewer, code(secret))
                )
    fresh = await signed_in(auth, await person(auth))
    with pytest.raises(Refusal, match="TOTP_NOT_STARTED"):
        async with AsyncSession(auth.database.engine) as db, db.begin():
            await confirm_totp(db, auth, fresh, "123456")


async def test_an_administrator_helps_after_a_lost_phone_and_nobody_else_can(auth: Auth) -> None:
    who, viewer, _ = await enrolled(auth)
    with pytest.raises(Refusal, match="FORBIDDEN"):
        async with AsyncSession(auth.database.engine) as db, db.begin():
            await reset_totp(db, viewer, who.id)
    admin = await signed_in(auth, await person(auth, Role.ADMIN))
    async with AsyncSession(auth.database.engine) as db, db.begin():
        await reset_totp(db, admin, who.id)
    async with browser(auth) as client:
        assert (await sign_in(client, who)).status_code == 200
    assert await audited(auth, "TOTP_RESET", who.id) == 1


def test_a_clock_may_be_one_step_off_and_no_more() -> None:
    now = 1_900_000_000.0
    for steps, expected in [(-2, None), (-1, -1), (0, 0), (1, 1), (2, None)]:
        step = int(now) // STEP
        found = matching_step(SECRET, pyotp.TOTP(SECRET).generate_otp(step + steps), now)
        assert found == (None if expected is None else step + expected)
