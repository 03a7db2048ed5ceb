"""Merging leads in the API: the verbs, what a merge would do, and who may be the same as a lead one works."""

from typing import Annotated, Any, Optional

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.access.guard import rule_of
from weir.catalog.ids import encode, key_of
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.errors import Refusal
from weir.graphql.errors import ApiError
from weir.graphql.inputs import ID, KEY, VERSION, RecordID, given_id, needed, optional, small_input
from weir.graphql.operation import Operation
from weir.graphql.verbs import Outcome, payload_type, verb
from weir.leads import parting
from weir.leads.known import Keys, matches
from weir.leads.merge_choices import MOST, check, choosable, chosen, survivor_of
from weir.leads.merging import leads_to_merge, merge_leads
from weir.leads.model import Lead
from weir.leads.queries import LeadMatch, match_of

COUNTED = ("activity", "task", "comment", "attachment", "lead_touch")
COUNTS = ", ".join(
    f"(select count(*) from {name} x where x.lead_id = any(%(keys)s) {'and x.deleted_at is null' if voids else ''})"
    for name, voids in zip(COUNTED, (True, False, True, True, False), strict=True)
)


@strawberry.type(description="Whose value stays in one field when leads are merged.")
class LeadMergeField:
    """Whose value stays in one field."""

    field: str = strawberry.field(description="The field, as `lead` calls it.")
    lead_id: ID = strawberry.field(description="The lead whose value stays unless another is chosen.")


@strawberry.type(description="What merging leads would do, without doing it.")
class LeadMergePlan:
    """What merging leads would do."""

    survivor_id: ID = strawberry.field(
        description="The lead that stays: the one asked for, else the one that was there first."
    )
    fields: list[LeadMergeField] = strawberry.field(description="The fields of which one value stays.")
    unmet: list[str] = strawberry.field(description="What stands in the way, in the viewer's language.")
    activities: int = strawberry.field(description="Activities of the other leads that go along.")
    tasks: int = strawberry.field(description="Their tasks.")
    comments: int = strawberry.field(description="Their comments.")
    files: int = strawberry.field(description="Their files.")
    touches: int = strawberry.field(description="How often they came to us.")


async def lead_merge_plan(
    root: Any,
    info: Info,
    ids: Annotated[list[ID], strawberry.argument(description=f"The leads, 2 to {MOST}.")],
    survivor_id: Annotated[Optional[ID], strawberry.argument(description="Which one stays.")] = None,
) -> LeadMergePlan | None:
    """What merging would do; null unless the viewer may merge and may change every one of them."""
    operation: Operation = info.context
    viewer, keys = operation.viewer, [key_of(one, "lead") for one in dict.fromkeys(ids)]
    if not 2 <= len(keys) <= MOST:
        raise ApiError("BAD_USER_INPUT", f"2 to {MOST} leads are merged.")
    if not viewer.has("lead.merge"):
        return None
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        change = Change(session, viewer)
        try:
            leads = await leads_to_merge(change, keys)
        except Refusal:
            return None
        wanted = key_of(survivor_id, "lead") if survivor_id else None
        survivor = next((one for one in leads if one.id == wanted), None) or survivor_of(leads)
        losers = [one for one in leads if one is not survivor]
        ((activities, tasks, comments, files, touches),) = await change.fetch(
            f"select {COUNTS}", {"keys": [one.id for one in losers]}
        )
    unmet = []
    try:
        check(survivor, losers)
    except Refusal as refusal:
        unmet.append(refusal.message(viewer.locale))
    taken = chosen(survivor, losers, {})
    fields = [
        LeadMergeField(field=name, lead_id=ID(encode("lead", taken[str(one.column)])))
        for name, one in choosable().items()
        if not rule_of(one.info.guard, "lead", one.column, "x", viewer).hidden
    ]
    return LeadMergePlan(
        survivor_id=ID(encode("lead", survivor.id)), fields=fields, unmet=unmet,
        activities=activities, tasks=tasks, comments=comments, files=files, touches=touches,
    )  # fmt: skip


async def lead_duplicates(root: Any, info: Info, id: RecordID) -> list[LeadMatch]:
    """Who may be the same as a lead one works; nothing when it is not the viewer's to change."""
    operation: Operation = info.context
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        change = Change(session, operation.viewer)
        try:
            (lead,) = await leads_to_merge(change, [key_of(id, "lead")])
        except Refusal:
            return []
        keys = Keys(lead.mobile_key, lead.email_key, lead.phone_key, lead.company_key or None, lead.region)
        return [match_of(one) for one in await matches(change, keys, but=lead.id, kinds=("lead",))]


def merge_queries() -> dict[str, Any]:
    """The reads of a merge."""
    return {
        "lead_merge_plan": strawberry.field(
            resolver=lead_merge_plan,
            description="What merging leads would do; null unless the viewer may merge and may change every one of them.",
        ),
        "lead_duplicates": strawberry.field(
            resolver=lead_duplicates,
            description="Open leads that may be the same as one the viewer works. Of hidden ones only who has them is told.",
        ),
    }


def merge_verbs() -> dict[str, Any]:
    """`mergeLeads` and `undoLeadMerge`."""
    entry = object_of(Lead)
    part = small_input("LeadToMerge", "A lead and the version of it the caller saw.", given_id("lead"))
    choice = {
        "field": needed(str, "The field, as `leadMergePlan` names it."),
        "lead_id": needed(ID, "The lead whose value stays."),
    }
    fields = small_input("LeadMergeChoice", "Whose value stays in one field.", choice)
    given = {
        "survivor_id": needed(ID, "The lead that stays."),
        "version": VERSION,
        "merged": needed(list[part], f"The others, at most {MOST - 1}."),  # type: ignore[valid-type]
        "fields": optional(list[fields], "Where not the rule is to decide whose value stays."),  # type: ignore[valid-type]
        "idempotency_key": KEY,
    }
    merge_id = strawberry.field(description="The merge, to take it back.")
    return {
        "mergeLeads": verb(
            "mergeLeads",
            _merge,
            small_input("MergeLeadsInput", "What mergeLeads takes.", given),
            payload_type("MergeLeadsPayload", entry, {"merge_id": (Optional[ID], merge_id)}),
            "Makes several leads about one person one of them; all that hung on the others goes along. (合并)",
            entry=entry,
            defaults={"merge_id": None},
        ),
        "undoLeadMerge": verb(
            "undoLeadMerge",
            _undo,
            small_input("UndoLeadMergeInput", "What undoLeadMerge takes.", {"id": needed(ID, "The merge.")}),
            payload_type("UndoLeadMergePayload", entry),
            f"Parts merged leads again, within {parting.UNDO_DAYS} days; what came since stays with the one that stayed. (撤销合并)",
            entry=entry,
        ),
    }


async def _merge(change: Change, given: dict[str, Any]) -> Outcome:
    survivor, merge = await merge_leads(change, given)
    return Outcome(survivor.id, {"merge_id": encode("lead_merge", merge.id)})


async def _undo(change: Change, given: dict[str, Any]) -> Outcome:
    return Outcome((await parting.undo_lead_merge(change, given)).id)
