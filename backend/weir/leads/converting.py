"""`convertLead`: a lead becomes an account, a contact and perhaps a deal, in one transaction; what is known of it goes along.

Nobody converts a lead because they feel like it: the customer has to have shown something (`requireCustomerEvidence`).
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import select

from weir.accounts.actions import prepare as account_rules
from weir.accounts.model import Account
from weir.activities.model import FOLLOW_UP
from weir.activities.regarding import REGARDED
from weir.catalog.custom import fill_alike
from weir.catalog.ids import encode, key_of
from weir.changing.change import Change
from weir.changing.inputs import linkable
from weir.changing.records import create, own
from weir.contacts.actions import prepare as contact_rules
from weir.contacts.model import Contact
from weir.deals.actions import add_deal_contact, create_deal
from weir.deals.kinds import BuyingRole
from weir.deals.model import Deal
from weir.errors import Refusal, Refusals
from weir.identity.model import Organisation
from weir.leads.actions import still_open
from weir.leads.kinds import LeadStatus
from weir.leads.known import Keys, Match, MatchStrength, keys_of, matches
from weir.leads.model import Lead

READY = (LeadStatus.PENDING, LeadStatus.WORKING, LeadStatus.NURTURING)
# The customer came to us, or there were two who spoke.
EVIDENCE = """
select exists (select 1 from activity where lead_id = :lead and deleted_at is null and kind <> 'NOTE' and (direction = 'INBOUND'
    or kind in ('MEETING', 'VISIT') or (kind = 'CALL' and outcome is not null and outcome <> 'NOT_CONNECTED')))
"""
ACCOUNT_FIELDS = ("industry", "region", "employees", "source")
CONTACT_FIELDS = ("title", "mobile", "phone", "email", "wechat")


@dataclass
class Way:
    """What converting a lead would meet: what is missing, and which records it could become part of."""

    unmet: list[Refusal] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)


async def convert_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Converts a lead. A second call answers what the first one did."""
    lead = await change.load(Lead, key_of(given["id"], "lead"))
    if lead.status is LeadStatus.CONVERTED:
        return lead
    lead = await change.load(Lead, lead.id, version=given["version"])
    role = BuyingRole(given["buyingRole"]) if given.get("buyingRole") else lead.buying_role
    if unmet := await _unmet(change, lead, role):
        raise Refusals(unmet)
    change.allow("create", Contact)
    lead.buying_role = role
    contact = await _known_contact(change, given)
    await _acknowledged(change, lead, given, contact)
    account = await _account(change, lead, given, contact)
    contact = await _contact(change, lead, account, contact)
    deal = await _deal(change, lead, account, contact, given) if given.get("createDeal") else None
    lead.account_id, lead.contact_id, lead.deal_id = account.id, contact.id, deal.id if deal else None
    lead.status, lead.converted_at, lead.next_follow_up_at = LeadStatus.CONVERTED, change.now, None
    lead.accepted_at = lead.accepted_at or change.now
    await change.save("converted")
    await _carry(change, lead)
    return lead


async def way_of(change: Change, lead_id: str) -> Way | None:
    """What converting would meet, without doing it; None when the lead is not the viewer's to convert."""
    try:
        lead = await change.load(Lead, key_of(lead_id, "lead"))
    except Refusal:
        return None
    return Way(await _unmet(change, lead, lead.buying_role, asking=True), await _matches(change, lead))


async def _unmet(change: Change, lead: Lead, role: BuyingRole | None, *, asking: bool = False) -> list[Refusal]:
    """Everything that stands in the way, each with what to do about it."""
    try:
        still_open(lead)
    except Refusal as refusal:
        return [refusal]
    if lead.status not in READY:
        return [Refusal("LEAD_UNASSIGNED", ("id",))]
    found = []
    if (await change.session.exec(select(Organisation.require_customer_evidence))).first() is not False:  # type: ignore[attr-defined]
        if not (await change.session.execute(sa.text(EVIDENCE), {"lead": lead.id})).scalar():
            found.append(Refusal("EVIDENCE_NEEDED", ("id",)))
        # Whoever asks what is missing may still name the role when converting.
        if role is None and not asking:
            found.append(Refusal("ROLE_NEEDED", ("buyingRole",)))
    return found


async def _matches(change: Change, lead: Lead) -> list[Match]:
    """Accounts and contacts the lead may already be."""
    keys = keys_of({"companyName": lead.company_name, "region": lead.region})
    known = Keys(lead.mobile_key, lead.email_key, None, keys.company, keys.region)
    return await matches(change, known, kinds=("contact", "account"))


async def _acknowledged(change: Change, lead: Lead, given: dict[str, Any], contact: Contact | None) -> None:
    """A second record of somebody we know is made on purpose only."""
    is_new = {
        "contact": contact is None,
        "account": not given.get("accountId") and (contact is None or contact.account_id is None),
    }
    if given.get("acknowledgeDuplicates") or not any(is_new.values()):
        return
    if found := [one for one in await _matches(change, lead) if is_new[one.object]]:
        exact = any(one.strength is MatchStrength.EXACT for one in found)
        code = "CONVERT_KNOWN_PERSON" if exact else "CONVERT_KNOWN_COMPANY"
        raise Refusal(code, ("accountId",), {"count": len(found)})


async def _known_contact(change: Change, given: dict[str, Any]) -> Contact | None:
    if not given.get("contactId"):
        return None
    contact = await change.see(Contact, key_of(given["contactId"], "contact"), "contactId")
    account_id = key_of(given.get("accountId"), "account")
    if account_id and contact.account_id and contact.account_id != account_id:
        raise Refusal("CONTACT_ELSEWHERE", ("contactId",), {"name": contact.name})
    return contact


async def _account(change: Change, lead: Lead, given: dict[str, Any], contact: Contact | None) -> Account:
    """The account that was chosen, or the one of the contact that was chosen, or a new one of the lead's company."""
    chosen = contact.account_id if contact is not None else None
    if given.get("accountId"):
        chosen = key_of(given["accountId"], "account")
    if given.get("accountId") or chosen:
        account = await linkable(change, Account, chosen, "accountId")
        if await change.permits(Account, account.id, "update"):
            _fill(account, lead, ACCOUNT_FIELDS)
        return account
    if not lead.company_name:
        raise Refusal("REQUIRED", ("companyName",), {"label": ("公司", "The company")})
    change.allow("create", Account)
    account = await create(change, Account, {"name": lead.company_name}, account_rules, owner_id=_owner(change, lead))
    _fill(account, lead, ACCOUNT_FIELDS)
    account.description, account.partner_id = lead.description, lead.partner_id
    return account


async def _contact(change: Change, lead: Lead, account: Account, contact: Contact | None) -> Contact:
    if contact is None:
        contact = await create(change, Contact, {"name": lead.name}, None, owner_id=_owner(change, lead))
        contact.account_id = account.id
    elif not await change.permits(Contact, contact.id, "update"):
        return contact
    contact.account_id = contact.account_id or account.id
    _fill(contact, lead, CONTACT_FIELDS)
    contact.do_not_call = contact.do_not_call or lead.do_not_contact
    contact.do_not_email = contact.do_not_email or lead.do_not_contact
    await contact_rules(change, contact)
    return contact


async def _deal(change: Change, lead: Lead, account: Account, contact: Contact, given: dict[str, Any]) -> Deal:
    """The deal of the lead's company and budget; its problems are the deal's need."""
    await change.save("updated")
    named = {"accountId": encode("account", account.id), "source": lead.source, "competitor": lead.incumbent}
    wanted: dict[str, Any] = {
        "name": given.get("dealName") or account.name,
        **{name: value for name, value in named.items() if value},
        **({"pipelineId": given["pipelineId"]} if given.get("pipelineId") else {}),
    }
    if lead.problems:
        wanted["need"] = "\n".join(lead.problems)
    if amount := given.get("amount") or _budget(lead):
        wanted["amount"] = amount
    if close := given.get("expectedCloseDate") or lead.purchase_by:
        wanted["expectedCloseDate"] = close
    deal = await create_deal(change, wanted)
    role = (lead.buying_role or BuyingRole.INFLUENCER).value
    await _with_contact(change, deal, contact, role)
    owner = _owner(change, lead)
    if deal.owner_id != owner:
        # Whoever converts for somebody else leaves the deal with them.
        await own(change, deal, owner, "converted")
    deal.partner_id = lead.partner_id
    fill_alike(deal, lead)
    return deal


async def _with_contact(change: Change, deal: Deal, contact: Contact, role: str) -> None:
    given = {
        "dealId": encode("deal", deal.id),
        "contactId": encode("contact", contact.id),
        "role": role,
        "isPrimary": True,
    }
    await add_deal_contact(change, given)


def _budget(lead: Lead) -> dict[str, Any] | None:
    return None if lead.budget is None else {"amount": lead.budget, "currency": lead.budget_currency}


def _owner(change: Change, lead: Lead) -> UUID | None:
    return lead.owner_id or change.viewer.user_id


def _fill(row: Any, lead: Lead, names: tuple[str, ...]) -> None:
    """Only what is empty: what people wrote on the record stays."""
    for name in names:
        if not getattr(row, name) and getattr(lead, name):
            setattr(row, name, getattr(lead, name))
    fill_alike(row, lead)


async def _carry(change: Change, lead: Lead) -> None:
    """Activities, tasks, comments, files, consents and campaigns are about the new records too; they stay with the lead as well."""
    values = {"lead": lead.id, "account": lead.account_id, "contact": lead.contact_id, "deal": lead.deal_id}
    for table in REGARDED:
        await change.fetch(
            f"update {table} set account_id = coalesce(account_id, %(account)s::uuid),"
            " contact_id = coalesce(contact_id, %(contact)s::uuid), deal_id = coalesce(deal_id, %(deal)s::uuid)"
            " where lead_id = %(lead)s",
            values,
        )
    await change.fetch(
        "update campaign_member m set contact_id = %(contact)s::uuid, version = version + 1 where m.lead_id = %(lead)s and not exists"
        " (select 1 from campaign_member o where o.campaign_id = m.campaign_id and o.contact_id = %(contact)s::uuid)",
        values,
    )
    await change.fetch(
        "update consent_record set contact_id = %(contact)s::uuid, version = version + 1 where lead_id = %(lead)s"
        " and contact_id is null",
        values,
    )
    followed = FOLLOW_UP.format(a="activity")
    await change.fetch(
        "update account set last_follow_up_at = greatest(last_follow_up_at, (select max(occurred_at) from activity"
        f" where lead_id = %(lead)s and deleted_at is null and {followed})) where id = %(account)s::uuid",
        values,
    )
    for table, column in (
        ("account", "last_interaction_at"),
        ("contact", "last_interaction_at"),
        ("deal", "last_activity_at"),
    ):
        if values[table]:
            await change.fetch(
                f"update {table} set {column} = greatest({column}, (select max(occurred_at) from activity"
                f" where lead_id = %(lead)s and deleted_at is null)) where id = %(key)s",
                {"lead": lead.id, "key": values[table]},
            )
