"""What a lead made of several says: whose value stays in each field, by rule and by choice. Nothing here reaches the database."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from weir.catalog.registry import CatalogField, object_of
from weir.errors import Refusal
from weir.leads.kinds import OPEN, LeadStage, LeadStatus
from weir.leads.model import Lead

MOST = 5
# The first touch is the earliest of all, and what it told goes with it.
FIRST_TOUCH = ("source", "source_detail", "channel_id", "campaign_id")
# Whoever referred the person that came first, else any of the others.
REFERRER = ("referrer_account_id", "referrer_contact_id")
UNITED = ("problems", "tags")
# Fields that mean something only together, and the keys a field is recognised by.
TOGETHER = {
    "company_name": ("company_name", "company_key"),
    "mobile": ("mobile", "mobile_key"),
    "phone": ("phone", "phone_key"),
    "email": ("email", "email_key"),
    "intent": ("intent", "intent_cause", "intent_at", "intent_by_id", "intent_since"),
    "budget": ("budget", "budget_currency", "budget_approved"),
}
SUMS = ("claim_count", "return_count", "recycle_count")
EARLIEST = ("created_at", "waits_since", "first_response_at", "mql_at", "accepted_at", "sql_at")
LATEST = ("last_follow_up_at", "revisited_at")
RIPENESS = (LeadStage.RAW, LeadStage.MQL, LeadStage.SQL)
_NOT_CHOSEN = {*FIRST_TOUCH, *REFERRER, *UNITED, "do_not_contact", "budget_approved"}

Choices = dict[str, UUID]


def choosable() -> dict[str, CatalogField]:
    """The fields of which one value stays, by API name: what people write, and the owner."""
    fields = object_of(Lead).fields
    found = [one for name, one in fields.items() if one.info.writable and one.column and name not in _NOT_CHOSEN]
    return {one.api_name: one for one in [*found, fields["owner_id"]]}


def survivor_of(leads: Iterable[Lead]) -> Lead:
    """The lead that stays unless somebody chooses: the converted one, else the open one that was there first."""
    rank = {LeadStatus.CONVERTED: 0, LeadStatus.INVALID: 2}
    return min(leads, key=lambda one: (rank.get(one.status, 1), one.created_at, one.id))


def check(survivor: Lead, losers: Sequence[Lead]) -> None:
    """Raises `Refusal` when these leads cannot become one."""
    if any(one.status is LeadStatus.CONVERTED for one in losers):
        # What a lead was converted into counts from it: it stays.
        both = survivor.status is LeadStatus.CONVERTED
        raise Refusal("MERGE_BOTH_CONVERTED" if both else "MERGE_CONVERTED_STAYS", ("survivorId",))
    if survivor.status is LeadStatus.INVALID and any(one.status in OPEN for one in losers):
        raise Refusal("MERGE_INVALID_STAYS", ("survivorId",))


def chosen(survivor: Lead, losers: Sequence[Lead], wanted: Mapping[str, UUID]) -> Choices:
    """Whose value stays in each field, by column: whose was wanted, else the survivor's, else the newest one there is."""
    newest = sorted(losers, key=lambda one: (one.updated_at, one.id), reverse=True)
    found: Choices = {}
    for name, field in choosable().items():
        column = str(field.column)
        by_rule = next((one for one in (survivor, *newest) if says(one, column)), survivor)
        found[column] = wanted.get(name, by_rule.id)
    return found


def says(lead: Lead, column: str) -> bool:
    """Whether a lead says anything in a field."""
    return any(
        value not in (None, "", [], False) for value in map(lead.__getattribute__, TOGETHER.get(column, (column,)))
    )


def merged_values(survivor: Lead, losers: Sequence[Lead], choices: Choices, first: UUID) -> dict[str, Any]:
    """The columns of the lead that stays, besides its owner. A converted one says what it said when it was converted."""
    leads = [survivor, *losers]
    if survivor.status is LeadStatus.CONVERTED:
        return {}
    by_key = {one.id: one for one in leads}
    values: dict[str, Any] = {
        name: getattr(by_key[key], name)
        for column, key in choices.items()
        if column != "owner_id"
        for name in TOGETHER.get(column, (column,))
    }
    # What the organisation asks besides is taken from whoever says it, the lead that stays before the newest.
    for one in (*sorted(losers, key=lambda one: (one.updated_at, one.id)), survivor):
        values["custom"] = {**values.get("custom", {}), **one.custom}
    values |= {name: getattr(by_key[first], name) for name in FIRST_TOUCH}
    by = next((one for one in (by_key[first], *leads) if one.referrer_account_id or one.referrer_contact_id), survivor)
    values |= {name: getattr(by, name) for name in REFERRER}
    values |= {name: list(dict.fromkeys(tag for one in leads for tag in getattr(one, name)))[:30] for name in UNITED}
    values |= {name: sum(getattr(one, name) for one in leads) for name in SUMS}
    for names, pick in ((EARLIEST, min), (LATEST, max)):
        for name in names:
            told: list[datetime] = [value for one in leads if (value := getattr(one, name)) is not None]
            values[name] = pick(told) if told else None
    values["stage"] = max((one.stage for one in leads), key=RIPENESS.index)
    values["do_not_contact"] = any(one.do_not_contact for one in leads)
    return values


def owner_since(leads: Sequence[Lead], owner: UUID | None) -> datetime | None:
    """Since when the owner has had any of the leads: a merge begins no clock anew."""
    told = [one.owner_since for one in leads if one.owner_id == owner and one.owner_since is not None]
    return min(told) if owner is not None and told else None


def worked(lead: Lead) -> bool:
    """Whether somebody has turned to the customer and nobody else was to begin anew."""
    return lead.status is LeadStatus.WORKING or (
        lead.status is LeadStatus.INVALID and lead.last_follow_up_at is not None
    )
