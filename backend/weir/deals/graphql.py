"""Deals in the API."""

import datetime as dt
from decimal import Decimal
from typing import Any

import strawberry

from weir.catalog.registry import object_of
from weir.deals import actions, feed
from weir.deals.kinds import BuyingRole
from weir.deals.model import Deal
from weir.deals.move_verbs import deal_gate, move_verbs
from weir.graphql.basics import enum_of
from weir.graphql.inputs import ID, VERSION, given_id, needed, optional, small_input
from weir.graphql.nouns import create_verb, simple_verb, update_verb, void_verbs


def queries() -> dict[str, Any]:
    """The special reads of deals."""
    text = "What is missing to move a deal into a stage; null when either does not exist for the viewer, or is not theirs to move."
    return {"deal_gate": strawberry.field(resolver=deal_gate, description=text)}


def mutations() -> dict[str, Any]:
    """The verbs of deals."""
    entry = object_of(Deal)
    return {
        **_plain(),
        **_details(),
        **move_verbs(),
        **update_verb(
            entry,
            actions.update_deal,
            {"reset_probability": optional(bool, "Give probability and category back to the stage.")},
        ),
    }


def _plain() -> dict[str, Any]:
    entry = object_of(Deal)
    contact = small_input("DealContactInput", "A contact and its buying role.", _role())
    new = {
        "pipeline_id": optional(ID, "The pipeline; the first active one when left out."),
        "stage_id": optional(ID, "The open stage to start in; the first one when left out."),
        "owner_id": optional(ID, "The owner; the creator when left out."),
        "contacts": optional(list[contact], "Contacts with their buying roles."),  # type: ignore[valid-type]
    }
    pause = {**given_id("deal"), "until": needed(dt.date, "The last day of the pause.")}
    return {
        **create_verb(entry, actions.create_deal, new),
        **void_verbs(entry, actions.void_deal, actions.restore_deal),
        **simple_verb("pauseDeal", entry, actions.pause_deal, "Pauses the alerts of a deal until a day. (暂停)", pause),
        **simple_verb("resumeDeal", entry, actions.resume_deal, "Ends a pause now."),
    }


def _role() -> dict[str, Any]:
    return {
        "contact_id": needed(ID, "The contact."),
        "role": needed(enum_of(BuyingRole), "The buying role."),
        "is_primary": optional(bool, "The main contact of the deal."),
    }


def _details() -> dict[str, Any]:
    entry = object_of(Deal)
    line = small_input(
        "DealLineInput",
        "One line of a deal.",
        {
            "quantity": needed(Decimal, "How many; more than 0."),
            "id": optional(ID, "The line that is changed; a new one when left out."),
            "product_id": optional(ID, "The product."),
            "description": optional(str, "What it is; the product's name when left out."),
            "unit_price": optional(Decimal, "In the deal's currency; the product's list price when left out."),
            "discount": optional(Decimal, "Percent, 0 to 100."),
        },
    )
    lines = {
        "deal_id": needed(ID, "The deal."),
        "version": VERSION,
        "lines": needed(list[line], "All lines, in order; those left out are removed."),  # type: ignore[valid-type]
    }
    role = {"deal_id": needed(ID, "The deal."), **_role()}
    gone = {"id": needed(ID, "The deal contact.")}
    return {
        **simple_verb(
            "setDealLines", entry, actions.set_deal_lines, "Replaces a deal's lines; the amount is their sum.", lines
        ),
        **simple_verb("addDealContact", entry, actions.add_deal_contact, "Gives a contact a buying role.", role),
        **simple_verb("removeDealContact", entry, actions.remove_deal_contact, "Takes a contact out of a deal.", gone),
    }


def subscriptions() -> dict[str, Any]:
    """The live feed of deals."""
    return feed.subscriptions()
