"""The special reads of leads in the API: who is known already, what a conversion or another pool setting would meet."""

import datetime as dt
from dataclasses import asdict
from typing import Annotated, Any, Optional

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.auth.throttle import Limit
from weir.catalog.ids import encode, key_of
from weir.changing.change import Change
from weir.errors import Refusal
from weir.graphql.basics import enum_of
from weir.graphql.errors import ApiError
from weir.graphql.inputs import ID, RecordID
from weir.graphql.operation import Operation
from weir.leads import converting, pooling
from weir.leads.known import LastFollowUp, Match, MatchStrength, keys_of, matches

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


def match_of(one: Match) -> LeadMatch:
    """A match as callers see it."""
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
    return LeadConversion(unmet=gaps, matches=[match_of(one) for one in way.matches])


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
        return [match_of(one) for one in await matches(Change(session, viewer), keys)]


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
