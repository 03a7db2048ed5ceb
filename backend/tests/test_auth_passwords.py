"""Which passwords are refused, and how they are kept."""

import asyncio
import unicodedata

import pytest

from weir.auth.passwords import (
    DUMMY,
    HASHER,
    check_password_rules,
    checked_hash,
    hash_password,
    needs_rehash,
    password_matches,
)
from weir.errors import Refusal

pytestmark = pytest.mark.slow

BAD = {
    "": "PASSWORD_TOO_SHORT",
    "kestrel-9": "PASSWORD_TOO_SHORT",
    "x" * 40 + "yzab" * 30: "PASSWORD_TOO_LONG",
    "1234567890": "PASSWORD_COMMON",
    "Password123!": "PASSWORD_COMMON",
    "PASSWORD2026": "PASSWORD_COMMON",
    "qwertyuiop": "PASSWORD_COMMON",
    "!!!iloveyou!!!": "PASSWORD_COMMON",
    "woaini1314520": "PASSWORD_COMMON",
    "aaaaaaaaaaaaaaaa": "PASSWORD_COMMON",
    "121212121212": "PASSWORD_COMMON",
    "with\x00a nul inside": "PASSWORD_COMMON",
    "half \ud800 character": "PASSWORD_COMMON",
    "zhang.san@example.com": "PASSWORD_PERSONAL",
    "zhang.san123": "PASSWORD_PERSONAL",
    "Zhang San 1": "PASSWORD_PERSONAL",
}


@pytest.mark.parametrize("password, code", BAD.items(), ids=range(len(BAD)))
def test_a_bad_password_is_refused_with_its_reason_in_both_languages(password: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_password_rules(password, "zhang.san@example.com", "Zhang San")
    assert (refused.value.code, refused.value.field) == (code, ("newPassword",))
    assert refused.value.message("zh-CN") != refused.value.message("en") != code


@pytest.mark.parametrize(
    "password",
    [
        "stillwater-runs-deep",
        "correct horse battery",
        "从海里赶到江里再赶到塘里",
        "Tr0ub4dor&3x",
        "zhang likes kestrels",
    ],
)
def test_a_long_enough_password_needs_no_digits_or_signs(password: str) -> None:
    check_password_rules(password, "zhang.san@example.com", "Zhang San", None)


async def test_a_password_is_kept_as_argon2id_with_the_stated_costs() -> None:
    stored = await hash_password("stillwater-runs-deep")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await password_matches(stored, "stillwater-runs-deep")
    assert not await password_matches(stored, "stillwater-runs-deeP")
    assert stored != await hash_password("stillwater-runs-deep")
    assert not needs_rehash(stored) and not needs_rehash("rubbish")


async def test_a_new_password_is_checked_before_it_is_kept() -> None:
    with pytest.raises(Refusal) as refused:
        await checked_hash("lin-lin-lin", "lin@example.com", "小林")
    assert (refused.value.code, refused.value.field) == ("PASSWORD_PERSONAL", ("password",))
    assert await password_matches(await checked_hash("stillwater-runs-deep", None, "小林"), "stillwater-runs-deep")


async def test_the_same_letters_in_another_normal_form_are_the_same_password() -> None:
    stored = await hash_password(unicodedata.normalize("NFC", "Über den Fluß é"))
    assert await password_matches(stored, unicodedata.normalize("NFD", "Über den Fluß é"))


async def test_nothing_matches_where_there_is_no_password() -> None:
    for guess in ("", DUMMY, "x", "y" * 5_000, "\x00", "\ud800"):
        assert not await password_matches(None, guess)
        assert not await password_matches("rubbish", guess)
    empty = HASHER.hash("")
    assert not await password_matches(empty, "y" * 5_000), "an over-long guess is not taken for an empty one"


async def test_too_long_a_queue_is_turned_away() -> None:
    answers = await asyncio.gather(*(password_matches(None, "x") for _ in range(80)), return_exceptions=True)
    turned_away = [answer for answer in answers if isinstance(answer, Refusal)]
    assert len(turned_away) == 16 and {answer.code for answer in turned_away} == {"THROTTLED"}
    assert not await password_matches(None, "x"), "and afterwards it works again"
