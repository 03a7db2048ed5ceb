"""The special reads of leads in the API: who is known already, what a conversion would meet."""

from typing import Annotated, Any, Optional

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.auth.throttle import Limit
from weir.catalog.ids import encode
from weir.changing.change import Change
from weir.errors import Refusal
from weir.graphql.basics import enum_of
from weir.graphql.errors import ApiError
from weir.graphql.inputs import ID, RecordID
from weir.graphql.operation import Operation
from weir.leads import converting
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


def queries() -> dict[str, Any]:
    """The special reads of leads."""
    return {
        "lead_conversion": strawberry.field(
            resolver=lead_conversion,
            description="What converting a lead would meet; null when it does not exist for the viewer, or is not theirs to convert.",
        ),
        "lead_matches": strawberry.field(
            resolver=lead_matches,
            description="Who is known already, of a lead that is being typed. Of hidden records only who has them is told.",
        ),
    }
