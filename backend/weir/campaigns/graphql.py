"""Channels and campaigns in the API."""

import datetime as dt
from typing import Any

from weir.campaigns import actions
from weir.campaigns.model import Campaign, CampaignMember, Channel, MemberStatus
from weir.catalog.registry import object_of
from weir.graphql.basics import MoneyInput, enum_of
from weir.graphql.inputs import ID, KEY, given_id, needed, optional
from weir.graphql.nouns import create_verb, simple_verb, update_verb, void_verbs


def mutations() -> dict[str, Any]:
    """The verbs of channels and campaigns."""
    channel, campaign = object_of(Channel), object_of(Campaign)
    return {
        **create_verb(channel, actions.create_channel),
        **update_verb(channel, actions.update_channel),
        **simple_verb("voidChannel", channel, actions.void_channel, "Removes a channel nothing has come by. (作废)"),
        **create_verb(campaign, actions.create_campaign),
        **update_verb(campaign, actions.update_campaign),
        **void_verbs(campaign, actions.void_campaign, actions.restore_campaign),
        **_costs(),
        **_members(),
    }


def _costs() -> dict[str, Any]:
    cost = {
        "campaign_id": needed(ID, "The campaign."),
        "spent": needed(MoneyInput, "How much in all."),
        "first_day": optional(dt.date, "The first day; today when left out."),
        "last_day": optional(dt.date, "The last day; the first when left out. The cost is spread over the days."),
        "note": optional(str, "What for."),
        "idempotency_key": KEY,
    }
    gone = given_id("cost", version=False)
    entry = object_of(Campaign)
    return {
        **simple_verb("addCampaignCost", entry, actions.add_campaign_cost, "Books a cost of a campaign.", cost),
        **simple_verb("removeCampaignCost", entry, actions.remove_campaign_cost, "Takes a booked cost back.", gone),
    }


def _members() -> dict[str, Any]:
    entry, status = object_of(Campaign), enum_of(MemberStatus)
    several = {
        "campaign_id": needed(ID, "The campaign."),
        "lead_ids": optional(list[ID], f"Leads, at most {actions.MOST_MEMBERS}."),
        "contact_ids": optional(list[ID], f"Contacts, at most {actions.MOST_MEMBERS}."),
        "status": optional(status, "Their status; INVITED when left out."),
    }
    one = {**given_id("member"), "status": needed(status, "How far they went along.")}
    text = "Says how far a member of a campaign went along."
    gone = given_id("member", version=False)
    return {
        **simple_verb(
            "addCampaignMembers",
            entry,
            actions.add_campaign_members,
            "Puts leads and contacts into a campaign.",
            several,
        ),
        **simple_verb("updateCampaignMember", object_of(CampaignMember), actions.update_campaign_member, text, one),
        **simple_verb(
            "removeCampaignMember", entry, actions.remove_campaign_member, "Takes somebody out of a campaign.", gone
        ),
    }
