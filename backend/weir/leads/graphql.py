"""Leads in the API."""

import datetime as dt
from typing import Any, Optional

import strawberry

from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.changing.cleaning import demand
from weir.deals.kinds import BuyingRole
from weir.graphql.basics import MoneyInput, enum_of
from weir.graphql.inputs import ID, KEY, given_id, needed, optional, small_input
from weir.graphql.nouns import simple_verb, update_verb, void_verbs
from weir.graphql.record_inputs import input_type
from weir.graphql.verbs import Outcome, payload_type, verb
from weir.leads import actions, bant, converting, feed, moving, partnering, pooling, protecting, qualifying, waking
from weir.leads import following as following  # lends `logActivity` what a follow-up does to its lead
from weir.leads import queries as reads
from weir.leads.kinds import BantItem, HandoffReason, IntentLevel, LeadInvalidReason, ReturnReason
from weir.leads.load_graphql import load_queries
from weir.leads.merge_graphql import merge_queries, merge_verbs
from weir.leads.missed_graphql import missed_queries
from weir.leads.model import Lead
from weir.pools.claim_graphql import claim_verbs


async def _create(change: Change, given: dict[str, Any]) -> Outcome:
    demand(change, object_of(Lead), given)
    lead, attached = await actions.create_lead(change, given)
    # Whose number it is that waits in a pool is told to whom has claimed it.
    hidden = attached and lead.owner_id is None and not await change.permits(Lead, lead.id, "update")
    return Outcome(None if hidden else lead.id, {"is_attached": attached})


def mutations() -> dict[str, Any]:
    """The verbs of leads."""
    entry = object_of(Lead)
    attached = strawberry.field(
        description="Whether an open lead has this mobile or e-mail already: no second one was made, the touch was added to it."
    )
    told = {
        "owner_id": optional(ID, "The owner; null leaves the lead to be assigned. Sales itself when left out."),
        "campaign_id": optional(ID, "The campaign that brought it; it becomes a member. It does not change later."),
        "channel_id": optional(ID, "The channel it came by; the campaign's when left out. It does not change later."),
    }
    create = verb(
        "createLead",
        _create,
        input_type("CreateLeadInput", entry, update=False, extra=told),
        payload_type("CreateLeadPayload", entry, {"is_attached": (bool, attached)}),
        "Creates a lead, or adds a touch to the open lead that has its mobile or e-mail; `lead` is null when that one is hidden. (线索)",
        entry=entry,
        defaults={"is_attached": False},
    )
    return {
        "createLead": create,
        **update_verb(entry, actions.update_lead),
        **void_verbs(entry, actions.void_lead, moving.restore_lead),
        **_moves(),
        **_qualifying(),
        "convertLead": _convert_verb(),
        **merge_verbs(),
    }


def queries() -> dict[str, Any]:
    """The special reads of leads."""
    return {**reads.queries(), **merge_queries(), **missed_queries(), **load_queries()}


def subscriptions() -> dict[str, Any]:
    """The live feed of leads."""
    return feed.subscriptions()


def _moves() -> dict[str, Any]:
    entry = object_of(Lead)
    assign = {**given_id("lead"), "owner_id": needed(ID, "Who gets it."), "reason": optional(str, "Why.")}
    back = {
        **given_id("lead"),
        "reason": optional(enum_of(ReturnReason), "Why; needed unless its pool asks for none."),
        "note": optional(str, "More; needed for OTHER."),
    }
    to_pool = {
        **given_id("lead"),
        "pool_id": (Optional[ID], strawberry.field(description="The pool; null takes it out of all.")),
    }
    to_partner = {
        **given_id("lead"),
        "partner_id": (Optional[ID], strawberry.field(description="The partner company; null shows it to none.")),
    }
    rest = {**given_id("lead"), "next_follow_up_at": optional(dt.datetime, "When to look at it again.")}
    again = {**given_id("lead"), "due_in_days": optional(int, "In how many days, 0 to 365; 1 when left out.")}
    gone = {
        **given_id("lead"),
        "reason": needed(enum_of(LeadInvalidReason), "Why."),
        "note": optional(str, "More; needed for OTHER."),
    }
    return {
        **simple_verb("assignLead", entry, actions.assign_lead, "Gives a lead an owner, who is told. (分配)", assign),
        **simple_verb("returnLead", entry, actions.return_lead, "Gives a lead back to its pool. (退回)", back),
        **claim_verbs(pooling.LEADS),
        **simple_verb(
            "protectLead", entry, protecting.protect_lead, "Keeps a lead from going back to its pool. (保护)"
        ),
        **simple_verb("unprotectLead", entry, protecting.unprotect_lead, "Lets its clock run again. (取消保护)"),
        **simple_verb(
            "moveLeadToPool",
            entry,
            pooling.move_lead_to_pool,
            "Puts a lead nobody has into another pool. (移动到线索池)",
            to_pool,
        ),
        **simple_verb(
            "setLeadPartner",
            entry,
            partnering.set_lead_partner,
            "Shows a lead to another partner, whose people are told, or to none. (更换渠道伙伴)",
            to_partner,
        ),
        **simple_verb("nurtureLead", entry, moving.nurture_lead, "Puts a lead aside that is not ripe. (培育)", rest),
        **simple_verb(
            "wakeLead",
            entry,
            waking.wake_lead,
            "Gives the owner of a lead that sleeps a task to look again. (唤醒)",
            again,
        ),
        **simple_verb("reactivateLead", entry, moving.reactivate_lead, "Takes a lead out of nurturing."),
        **simple_verb("invalidateLead", entry, moving.invalidate_lead, "Says that a lead is none. (标记无效)", gone),
    }


def _qualifying() -> dict[str, Any]:
    entry = object_of(Lead)
    reject = {
        **given_id("lead"),
        "reason": needed(enum_of(HandoffReason), "Why."),
        "note": optional(str, "More; needed for OTHER."),
    }
    intent = {
        **given_id("lead"),
        "intent": optional(
            enum_of(IntentLevel), "How much; null or left out where nobody knows, or the grade is to say it."
        ),
    }
    item = {**given_id("lead"), "item": needed(enum_of(BantItem), "Which of the four.")}
    confirm = {
        **item,
        "activity_id": needed(ID, "The activity on this lead in which it was learned."),
        "budget": optional(MoneyInput, "For BUDGET: how much."),
        "budget_approved": optional(bool, "For BUDGET: whether it is approved."),
        "buying_role": optional(enum_of(BuyingRole), "For AUTHORITY: decision maker or economic buyer."),
        "problems": optional(list[str], "For NEED: one at least."),
        "purchase_by": optional(dt.date, "For TIMELINE: the day."),
    }
    return {
        **simple_verb(
            "handOffLead", entry, qualifying.hand_off_lead, "Marketing hands a lead to sales: MQL. (移交销售)"
        ),
        **simple_verb("acceptLead", entry, qualifying.accept_lead, "Sales takes a handed-off lead over. (认可)"),
        **simple_verb("rejectLead", entry, qualifying.reject_lead, "Sales does not take it over. (拒绝)", reject),
        **simple_verb(
            "qualifyLead", entry, qualifying.qualify_lead, "Sales qualified: SQL, with all four BANT items. (销售认可)"
        ),
        **simple_verb(
            "setLeadIntent",
            entry,
            qualifying.set_lead_intent,
            "Says how much they want to buy; said again, it holds anew. (判断意向)",
            intent,
        ),
        **simple_verb(
            "confirmBant", entry, bant.confirm_bant, "Settles a BANT item: its value and its evidence.", confirm
        ),
        **simple_verb("clearBant", entry, bant.clear_bant, "Takes the confirmation of a BANT item back.", item),
    }


def _convert_verb() -> Any:
    fields = {
        **given_id("lead"),
        "account_id": optional(ID, "The account; the contact's, or a new one of the lead's company, when left out."),
        "contact_id": optional(ID, "The contact; a new one when left out."),
        "acknowledge_duplicates": optional(bool, "New records are wanted although there may be some already."),
        "buying_role": optional(enum_of(BuyingRole), "The person's buying role; the lead's when left out."),
        "create_deal": optional(bool, "Whether a deal is made as well."),
        "deal_name": optional(str, "Its name; the account's when left out."),
        "pipeline_id": optional(ID, "Its pipeline; the first active one when left out."),
        "amount": optional(MoneyInput, "Its amount; the lead's budget when left out."),
        "expected_close_date": optional(dt.date, "The day the lead plans to buy by when left out."),
        "idempotency_key": KEY,
    }
    payload = payload_type(
        "ConvertLeadPayload",
        object_of(Lead),
    )
    text = "Converts a lead to an account, a contact and perhaps a deal, in one step. A second call answers the same. (转换)"
    kind = small_input("ConvertLeadInput", "What convertLead takes.", fields)
    return verb("convertLead", _convert, kind, payload, text, entry=object_of(Lead))


async def _convert(change: Change, given: dict[str, Any]) -> Outcome:
    return Outcome((await converting.convert_lead(change, given)).id)
