"""Somebody a customer's contact is known by comes again: what they said is kept on the contact, and whoever has the customer gets a
task. No lead is made of it, unless the door says so or nobody has the customer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from weir.activities.actions import create_task, log_activity
from weir.activities.model import ActivityKind, Direction, TaskKind, TaskPriority
from weir.campaigns.actions import join
from weir.catalog.ids import encode, key_of
from weir.changing.change import Change
from weir.intake.model import LeadSource, SourceKind
from weir.leads.known import keys_of
from weir.messages import is_chinese

ANSWER_WITHIN = timedelta(days=1)
MOST_TEXT = 4_000
# Whoever has the customer, else whoever has the contact.
WHOSE = """
select c.id, c.name, a.id, o.id, o.locale from contact c
join account a on a.id = c.account_id and a.type = 'CUSTOMER' and a.deleted_at is null
cross join lateral (select u.id, u.locale from "user" u where u.id in (a.owner_id, c.owner_id) and u.is_active and u.partner_id is null
    order by u.id = a.owner_id desc nulls last limit 1) o
where c.deleted_at is null and (c.mobile_key = %(mobile)s::text or c.email_key = %(email)s::text)
order by c.mobile_key = %(mobile)s::text desc nulls last, c.last_interaction_at desc nulls last, c.id limit 1
"""
# Held, so that two touches of one person make one task.
HOLD = "select 1 from contact where id = %(contact)s for no key update"
OPEN_ONE = "select 1 from task where status in ('OPEN', 'IN_PROGRESS') and contact_id = %(contact)s and dedupe_key like %(like)s"


@dataclass(frozen=True, slots=True)
class Customer:
    """A contact of a customer, and who is to turn to them."""

    contact: UUID
    name: str
    account: UUID
    owner: UUID
    locale: str


async def customer(change: Change, given: Mapping[str, Any]) -> Customer | None:
    """The contact of a customer with this mobile or e-mail; None where there is none, or nobody who has them."""
    keys = keys_of(dict(given))
    if not keys.mobile and not keys.email:
        return None
    found = await change.fetch(WHOSE, {"mobile": keys.mobile, "email": keys.email})
    return Customer(*found[0]) if found else None


async def asked_again(change: Change, who: Customer, source: LeadSource, given: Mapping[str, Any], once: UUID) -> None:
    """Their touch on the contact and the account, and a task for who has them; one is enough until it is done. `once` is the payload."""
    await change.fetch(HOLD, {"contact": who.contact})
    about = {"contactId": encode("contact", who.contact), "accountId": encode("account", who.account)}
    told = [given.get("source"), given.get("sourceDetail"), given.get("description")]
    activity = {
        **about,
        "kind": ActivityKind.MAIL if source.kind is SourceKind.MAIL else ActivityKind.MESSAGE,
        "direction": Direction.INBOUND,
        "summary": "\n".join(str(one) for one in told if one)[:MOST_TEXT],
    }
    await log_activity(change, activity)
    if campaign := key_of(given.get("campaignId"), "campaign"):
        await join(change, campaign, who.contact, "contact")
    like = f"asked:{who.contact}:%"
    if await change.fetch(OPEN_ONE, {"contact": who.contact, "like": like}):
        return
    task = {
        **about,
        "title": (f"老客户{who.name}再次来访" if is_chinese(who.locale) else f"{who.name}, a customer, asked again")[
            :200
        ],
        "kind": TaskKind.TODO,
        "priority": TaskPriority.HIGH,
        "assigneeId": encode("user", who.owner),
        "dueAt": change.now + ANSWER_WITHIN,
    }
    await create_task(change, task, dedupe_key=f"{like[:-1]}{once}")
