"""What can be done with contacts."""

import re
import unicodedata
from typing import Any

import sqlalchemy as sa

from weir.accounts.model import Account
from weir.catalog.ids import decode, key_of
from weir.catalog.registry import camel, object_of
from weir.changing.change import Change
from weir.changing.inputs import unmasked
from weir.changing.records import create, owner_for_new, restore, update, void
from weir.contacts.model import Contact
from weir.contacts.phones import phone_key
from weir.db.record import Record
from weir.errors import Refusal

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
REVEALABLE = ("mobile", "phone", "email", "wechat", "birthday")
# What can be shown of other records than contacts.
REVEALED = {"account": ("phone",), "lead": ("mobile", "phone", "email", "wechat")}
REVEALS_A_DAY = 50


def email_key(text: str | None) -> str | None:
    """An e-mail address as it is compared: lower case, no `+tag`."""
    if not text:
        return None
    name, _, domain = unicodedata.normalize("NFKC", text).strip().lower().rpartition("@")
    return f"{name.split('+')[0]}@{domain}" if name else None


def plausible(email: str | None) -> None:
    """Raises `Refusal` when this is no e-mail address."""
    if email and not EMAIL.fullmatch(email):
        why = ("格式应为 name@example.com。", "write it as name@example.com.")
        raise Refusal("INVALID", ("email",), {"label": ("邮箱", "E-mail"), "why": why})


async def prepare(change: Change, contact: Contact) -> None:
    """The rules of one contact: keys for matching, a plausible e-mail, one primary contact for an account."""
    plausible(contact.email)
    contact.mobile_key, contact.email_key = phone_key(contact.mobile), email_key(contact.email)
    if contact.is_primary and contact.account_id:
        others = sa.update(Contact).where(
            Contact.account_id == contact.account_id,  # type: ignore[arg-type]
            Contact.id != contact.id,  # type: ignore[arg-type]
            Contact.is_primary,  # type: ignore[arg-type]
        )
        await change.session.execute(others.values(is_primary=False, version=Contact.version + 1))


async def create_contact(change: Change, given: dict[str, Any]) -> Contact:
    """A new contact; at an account it belongs to who owns the account when the creator may not choose."""
    owner_id = await owner_for_new(change, given)
    account_key = key_of(given.get("accountId"), "account")
    if account_key and "ownerId" not in given:
        account = await change.session.get(Account, account_key)
        owner_id = account.owner_id if account and account.owner_id else owner_id

    return await create(change, Contact, given, prepare, owner_id=owner_id)


async def update_contact(change: Change, given: dict[str, Any]) -> Contact:
    """Changes a contact's fields. A masked value that comes back is not written over the real one."""
    return await update(change, Contact, unmasked(object_of(Contact), given), prepare)


async def void_contact(change: Change, given: dict[str, Any]) -> Contact:
    """Voids a contact."""
    return await void(change, Contact, given)


async def restore_contact(change: Change, given: dict[str, Any]) -> Contact:
    """Restores a voided contact."""
    return await restore(change, Contact, given)


async def reveal_field(change: Change, given: dict[str, Any]) -> tuple[Record, str | None, int]:
    """The full value of a masked field of a contact, account or lead, and how many may follow.

    Every reveal is written to the audit; 50 a day are allowed.
    """
    change.require("record.reveal")
    found = decode(given["id"])
    row: Any
    if found and found[0].name in REVEALED:
        row, names = (
            await change.see(found[0].model, found[1], besides="Q"),
            {one: one for one in REVEALED[found[0].name]},
        )
    else:
        row, names = await change.see(Contact, key_of(given["id"], "contact")), {camel(one): one for one in REVEALABLE}
    name = names.get(given["field"])
    if name is None:
        label = {"label": ("字段", "The field")}
        raise Refusal("INVALID", ("field",), {**label, "why": ("它没有被隐藏。", "it is not masked.")})
    count = sa.text(
        "select count(*) from audit_entry where actor_id = :who and action like '%.revealed'"
        " and at > now() - interval '1 day'"
    )
    done = (await change.session.execute(count, {"who": change.viewer.user_id})).scalar() or 0
    if done >= REVEALS_A_DAY:
        raise Refusal("REVEAL_LIMIT", ("field",), {"max": REVEALS_A_DAY})
    kind = object_of(type(row)).name
    change.audit(f"{kind}.revealed", kind, row.id, {"field": [None, name]})
    value = getattr(row, name)
    return row, None if value is None else str(value), REVEALS_A_DAY - done - 1
