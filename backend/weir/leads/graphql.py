"""Leads in the API."""

import datetime as dt
from dataclasses import asdict
from typing import Annotated, Any, Optional

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.auth.throttle import Limit
from weir.catalog.ids import encode, key_of
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.deals.model import BuyingRole
from weir.errors import Refusal
from weir.graphql.basics import MoneyInput, enum_of
from weir.graphql.errors import ApiError
from weir.graphql.inputs import ID, KEY, RecordID, given_id, needed, optional, small_input
from weir.graphql.nouns import simple_verb, update_verb, void_verbs
from weir.graphql.operation import Operation
from weir.graphql.record_inputs import input_type
from weir.graphql.verbs import Outcome, payload_type, verb
from weir.leads import actions, bant, claiming, converting, moving, pooling, protecting, qualifying
from weir.leads import following as following  # lends `logActivity` what a follow-up does to its lead
from weir.leads.kinds import BantItem, HandoffReason, LeadInvalidReason, ReturnReason
from weir.leads.known import LastFollowUp, Match, MatchStrength, keys_of, matches
from weir.leads.model import Lead

enum_of(MatchStrength)
enum_of(LastFollowUp)
MAX_TEXT = 300
# Who types a lead asks a few times; who tries one number after the other to complete a masked one asks thousands of times.
ASKED = Limit("known lead", 500, 86_400)
Text = Annotated[Optional[str], strawberry.argument(description="As it is typed.")]


@strawberry.type(
    description="A record that is, or may be, the same as a lead. Of a hidden one only who has it is told."
)
class LeadMatch:
    """A record that is, or may be, the same."""

    object: str = strawberry.field(description="lead, contact or account.")
    id: ID | None = strawberry.field(description="The record; null when the viewer may not see it.")
    title: str | None = strawberry.field(description="Its name; null when the viewer may not see it.")
    owner: str | None = strawberry.field(description="Who has it; of a hidden record the family name only.")
    strength: MatchStrength = strawberry.field(description="How sure it is.")
    matched_by: str = strawberry.field(description="mobile, email, phone or company.")
    last_follow_up: LastFollowUp = strawberry.field(description="How long ago somebody followed up.")


@strawberry.type(description="One thing that stands in the way of converting a lead.")
class ConversionGap:
    """One thing that stands in the way."""

    code: str = strawberry.field(description="What it is.")
    message: str = strawberry.field(description="What to do about it, in the viewer's language.")


@strawberry.type(description="What converting a lead would meet, without doing it.")
class LeadConversion:
    """What converting would meet."""

    unmet: list[ConversionGap] = strawberry.field(description="Everything that is missing; empty when it can be done.")
    matches: list[LeadMatch] = strawberry.field(description="Accounts and contacts the lead may already be.")


@strawberry.type(
    description="What other clocks would do to the open leads under a pool's rules, as far as they are in sight."
)
class LeadPoolEffect:
    """What other clocks would do."""

    leads: int = strawberry.field(description="Leads with an owner that have a clock of this pool.")
    changed: int = strawberry.field(description="How many would go back at another time.")
    sooner: int = strawberry.field(description="How many of these earlier; never before a day has passed.")
    within_three_days: int = strawberry.field(description="How many of these within 3 days.")
    earliest: dt.datetime | None = strawberry.field(description="When the first of them would.")


def _match(one: Match) -> LeadMatch:
    return LeadMatch(
        object=one.object,
        id=ID(encode(one.object, one.key)) if one.key else None,
        title=one.title,
        owner=one.owner,
        strength=one.strength,
        matched_by=one.by,
        last_follow_up=one.last,
    )


async def lead_conversion(root: Any, info: Info, id: RecordID) -> LeadConversion | None:
    """What converting a lead would meet; null when it does not exist for the viewer, or is not theirs to convert."""
    operation: Operation = info.context
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        way = await converting.way_of(Change(session, operation.viewer), id)
    if way is None:
        return None
    gaps = [ConversionGap(code=one.code, message=one.message(operation.viewer.locale)) for one in way.unmet]
    return LeadConversion(unmet=gaps, matches=[_match(one) for one in way.matches])


async def lead_matches(
    root: Any,
    info: Info,
    mobile: Text = None,
    phone: Text = None,
    email: Text = None,
    company_name: Text = None,
    region: Text = None,
) -> list[LeadMatch]:
    """Who is known already, of a lead that is being typed; nothing for partners, who are not told what others have."""
    operation: Operation = info.context
    viewer = operation.viewer
    given = {"mobile": mobile, "phone": phone, "email": email, "companyName": company_name, "region": region}
    if any(len(value or "") > MAX_TEXT for value in given.values()):
        raise ApiError("BAD_USER_INPUT", f"A text has at most {MAX_TEXT} characters.")
    if not viewer.may("create", "lead") or viewer.partner_id is not None:
        return []
    keys = keys_of(given)
    if keys.mobile or keys.email or keys.phone:
        await _counted(operation)
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        return [_match(one) for one in await matches(Change(session, viewer), keys)]


async def _counted(operation: Operation) -> None:
    try:
        await operation.app.auth.throttle.take(ASKED, str(operation.viewer.user_id))
    except Refusal as refusal:
        raise ApiError("RATE_LIMITED", refusal.message(operation.viewer.locale), **refusal.data) from None


Days = Annotated[Optional[int], strawberry.argument(description="Days, 1 to 1000; as they are when left out.")]


async def lead_pool_effect(
    root: Any,
    info: Info,
    id: RecordID,
    no_follow_up_days: Days = None,
    no_follow_up_days_high: Days = None,
    no_follow_up_days_low: Days = None,
    no_conversion_days: Days = None,
) -> LeadPoolEffect | None:
    """What other clocks would do to the open leads under a pool's rules; null when it does not exist for the viewer."""
    operation: Operation = info.context
    given = {
        "no_follow_up_days": no_follow_up_days,
        "no_follow_up_days_high": no_follow_up_days_high,
        "no_follow_up_days_low": no_follow_up_days_low,
        "no_conversion_days": no_conversion_days,
    }
    if any(days is not None and not 1 <= days <= 1000 for days in given.values()):
        raise ApiError("BAD_USER_INPUT", "Days are 1 to 1000.")
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        effect = await pooling.effect_of(Change(session, operation.viewer), key_of(id, "lead_pool"), given)
    return None if effect is None else LeadPoolEffect(**asdict(effect))


def queries() -> dict[str, Any]:
    """The special reads of leads."""
    return {
        "lead_pool_effect": strawberry.field(
            resolver=lead_pool_effect,
            description="What other clocks of a pool would do to the open leads in sight, without setting them.",
        ),
        "lead_conversion": strawberry.field(
            resolver=lead_conversion,
            description="What converting a lead would meet; null when it does not exist for the viewer, or is not theirs to convert.",
        ),
        "lead_matches": strawberry.field(
            resolver=lead_matches,
            description="Who is known already, of a lead that is being typed. Of hidden records only who has them is told.",
        ),
    }


async def _create(change: Change, given: dict[str, Any]) -> Outcome:
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
    }


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
    rest = {**given_id("lead"), "next_follow_up_at": optional(dt.datetime, "When to look at it again.")}
    gone = {
        **given_id("lead"),
        "reason": needed(enum_of(LeadInvalidReason), "Why."),
        "note": optional(str, "More; needed for OTHER."),
    }
    return {
        **simple_verb("assignLead", entry, actions.assign_lead, "Gives a lead an owner, who is told. (分配)", assign),
        **simple_verb("returnLead", entry, actions.return_lead, "Gives a lead back to its pool. (退回)", back),
        **simple_verb(
            "claimLead",
            entry,
            claiming.claim_lead,
            "Takes a lead that waits in a pool. (领取)",
            given_id("lead", version=False),
        ),
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
        **simple_verb("nurtureLead", entry, moving.nurture_lead, "Puts a lead aside that is not ripe. (培育)", rest),
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
