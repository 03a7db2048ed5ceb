"""What can be done with accounts."""

import re
import unicodedata
from typing import Any

from weir.accounts.model import Account
from weir.changing.change import Change
from weir.changing.records import create, owner_for_new, restore, update, void
from weir.errors import Refusal

LEGAL = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|集团|(?<=.)(inc|ltd|llc|co|gmbh|corp|corporation|company|limited)$)",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"[(\[【][^)\]】]*[)\]】]")
PLACES = re.compile(r"^(中国)?(北京|上海|天津|重庆|[一-鿿]{2,3}?省)?([一-鿿]{2,3}?[市区县])?")
CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# GB 32100: position weights are powers of 3 modulo 31.
WEIGHTS = [pow(3, place, 31) for place in range(17)]


def name_key(name: str) -> str:
    """What two spellings of one company have in common: no case, spaces, punctuation, legal form or leading place."""
    text = unicodedata.normalize("NFKC", name).lower()
    text = BRACKETED.sub("", text)
    text = re.sub(r"[^\w]", "", text.replace("_", ""))
    while (shorter := LEGAL.sub("", text)) != text and len(shorter) >= 2:
        text = shorter
    without_place = PLACES.sub("", text, count=1)
    return without_place if len(without_place) >= 2 else text


def is_credit_code(code: str) -> bool:
    """Whether a unified social credit code has the right form and check character (GB 32100)."""
    if not CREDIT_CODE.fullmatch(code):
        return False
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(code, WEIGHTS, strict=False))
    return ALPHABET[(31 - total % 31) % 31] == code[17]


async def prepare(change: Change, account: Account) -> None:
    """The rules of one account: its name key, its credit code, a hierarchy without loops."""
    account.name_key = name_key(account.name)[:200]
    if account.unified_credit_code:
        account.unified_credit_code = account.unified_credit_code.upper()
        if not is_credit_code(account.unified_credit_code):
            label = {"label": ("统一社会信用代码", "Unified credit code")}
            why = ("校验位不正确。", "its check character is wrong.")
            raise Refusal("INVALID", ("unifiedCreditCode",), {**label, "why": why})
    seen, parent = {account.id}, account.parent_id
    while parent is not None:
        if parent in seen:
            raise Refusal("LOOP", ("parentId",))
        seen.add(parent)
        above = await change.session.get(Account, parent)
        parent = above.parent_id if above else None


async def create_account(change: Change, given: dict[str, Any]) -> Account:
    """A new account; its creator owns it unless another owner is named."""
    owner_id = await owner_for_new(change, given)

    return await create(change, Account, given, prepare, owner_id=owner_id)


async def update_account(change: Change, given: dict[str, Any]) -> Account:
    """Changes an account's fields."""
    return await update(change, Account, given, prepare)


async def void_account(change: Change, given: dict[str, Any]) -> Account:
    """Voids an account."""
    return await void(change, Account, given)


async def restore_account(change: Change, given: dict[str, Any]) -> Account:
    """Restores a voided account."""
    return await restore(change, Account, given)
