"""A lead that a partner is to bring on: their people see it from then on, and are told."""

from typing import Any
from uuid import UUID

from weir.accounts.model import Account, AccountType
from weir.activities.actions import notify
from weir.activities.model import NotificationKind
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.errors import Refusal
from weir.leads.actions import open_lead
from weir.leads.model import Lead

PEOPLE = 'select u.id from "user" u where u.partner_id = %(partner)s and u.is_active order by u.id'
BROUGHT = (
    'select a.name from "user" u join account a on a.id = u.partner_id where u.id = %(person)s and a.id = %(partner)s'
)


async def share(change: Change, lead: Lead, partner: UUID) -> None:
    """Shows a lead to this partner; the caller saves it."""
    lead.partner_id = partner
    for (person,) in await change.fetch(PEOPLE, {"partner": partner}):
        notify(change, person, NotificationKind.LEAD_SHARED, lead_id=lead.id)


async def set_lead_partner(change: Change, given: dict[str, Any]) -> Lead:
    """Shows an open lead to another partner, or to none, by who assigns leads. What a partner brought stays theirs."""
    lead = await open_lead(change, given)
    change.require("lead.assign")
    partner = None
    if given.get("partnerId"):
        account = await change.see(Account, key_of(given["partnerId"], "account"), "partnerId")
        if account.type is not AccountType.PARTNER:
            why = ("请选择伙伴公司。", "choose a partner company.")
            raise Refusal("INVALID", ("partnerId",), {"label": ("渠道伙伴", "The partner"), "why": why})
        partner = account.id
    was = lead.partner_id
    if partner == was:
        return lead
    for (name,) in await change.fetch(BROUGHT, {"person": lead.created_by_id, "partner": was}):
        raise Refusal("LEAD_BROUGHT", ("partnerId",), {"name": name})
    if partner is None:
        lead.partner_id = None
    else:
        await share(change, lead, partner)
    await change.save("partner_set", was_partner=was)
    return lead
