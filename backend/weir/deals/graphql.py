"""Deals in the API."""

import datetime as dt
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Annotated, Any, Optional
from uuid import UUID

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.access.predicate import visible
from weir.catalog.declare import Labelled
from weir.catalog.ids import encode, key_of
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.deals import actions, moving, reopening, undoing
from weir.deals.model import BuyingRole, Deal, LostReason, WonReason
from weir.graphql.basics import MoneyInput, enum_of
from weir.graphql.build import KINDS
from weir.graphql.errors import ApiError
from weir.graphql.inputs import ID, KEY, VERSION, RecordID, given_id, needed, optional, small_input
from weir.graphql.nouns import create_verb, simple_verb, update_verb, void_verbs
from weir.graphql.operation import Operation
from weir.graphql.verbs import Outcome, payload_type, record_field, verb
from weir.pipelines.model import Stage


@strawberry.type(description="One thing that is missing to enter a stage.")
class UnmetItem:
    """One thing that is missing to enter a stage."""

    code: str = strawberry.field(description="The kind of criterion: FIELD, HAS_FILE, HAS_ROLE…")
    field: str | None = strawberry.field(description="The deal field that settles it, when it is a field.")
    message: str = strawberry.field(description="What is missing, in the viewer's language.")
    mandatory: bool = strawberry.field(description="Whether it also counts when the stage is skipped.")
    stage_id: ID = strawberry.field(description="The stage that asks for it.")


@strawberry.type(description="What a move would meet, without making it.")
class DealGate:
    """What a move would meet, without making it."""

    is_allowed: bool = strawberry.field(description="Whether the move would go through as things stand.")
    can_override: bool = strawberry.field(description="Whether the viewer may override the gate with a reason.")
    needs_reason: bool = strawberry.field(description="Whether the move needs a reason (moving back).")
    unmet: list[UnmetItem] = strawberry.field(description="Everything missing.")


@enum_of
class DealChangeKind(Labelled):
    """What happened to a deal."""

    CREATED = "CREATED", "新建", "Created or restored"
    UPDATED = "UPDATED", "更新", "Updated"
    MOVED = "MOVED", "移动", "Moved to a stage or a place"
    REMOVED = "REMOVED", "移除", "Voided, or out of sight"
    RESYNC = "RESYNC", "重新获取", "There was a gap: fetch anew"


Watched = Annotated[Optional[ID], strawberry.argument(description="Only deals of this pipeline.")]


KIND_OF = {
    "created": DealChangeKind.CREATED,
    "opened": DealChangeKind.CREATED,
    "restored": DealChangeKind.CREATED,
    "moved": DealChangeKind.MOVED,
    "ranked": DealChangeKind.MOVED,
    "move_undone": DealChangeKind.MOVED,
    "reopened": DealChangeKind.MOVED,
    "voided": DealChangeKind.REMOVED,
}


# After these a viewer may have lost sight of the deal.
LOSING = ("voided", "transferred", "unshared", "handed_over")


def _unmet(data: list[dict[str, Any]]) -> list[UnmetItem]:
    return [
        UnmetItem(
            code=one["code"],
            field=one["field"],
            message=one["message"],
            mandatory=one["mandatory"],
            stage_id=ID(encode("stage", one["stage_key"])),
        )
        for one in data
    ]


async def _move(change: Change, given: dict[str, Any]) -> Outcome:
    try:
        deal, stages = await moving.move_deal(change, given)
    except Exception as error:
        data = getattr(error, "data", None)
        if data and "unmet" in data:
            data["unmet"] = _unmet(data["unmet"])
        raise
    return Outcome(deal.id, {"stages_keys": stages})


async def _undo(change: Change, given: dict[str, Any]) -> Outcome:
    deal, stages = await undoing.undo_deal_move(change, given)
    return Outcome(deal.id, {"stages_keys": stages})


async def _reopen(change: Change, given: dict[str, Any]) -> Outcome:
    return Outcome((await reopening.reopen_deal(change, given)).id)


async def deal_gate(root: Any, info: Info, deal_id: RecordID, stage_id: RecordID) -> DealGate | None:
    """What is missing to move a deal into a stage; null when either does not exist for the viewer, or is not theirs to move."""
    operation: Operation = info.context
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        found = await actions.gate(Change(session, operation.viewer), deal_id, stage_id)
    return DealGate(**{**found, "unmet": _unmet(found["unmet"])}) if found else None


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
        "moveDeal": _move_verb(),
        "reopenDeal": _reopen_verb(),
        "undoDealMove": _undo_verb(),
        **update_verb(
            entry,
            actions.update_deal,
            {"reset_probability": optional(bool, "Give probability and category back to the stage.")},
        ),
    }


def _plain() -> dict[str, Any]:
    entry = object_of(Deal)
    contact = small_input(
        "DealContactInput",
        "A contact and its buying role.",
        {
            "contact_id": needed(ID, "The contact."),
            "role": needed(enum_of(BuyingRole), "The buying role."),
            "is_primary": optional(bool, "The main contact of the deal."),
        },
    )
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
    role = {
        "deal_id": needed(ID, "The deal."),
        "contact_id": needed(ID, "The contact."),
        "role": needed(enum_of(BuyingRole), "The buying role."),
        "is_primary": optional(bool, "The main contact of the deal."),
    }
    gone = {"id": needed(ID, "The deal contact.")}
    return {
        **simple_verb(
            "setDealLines", entry, actions.set_deal_lines, "Replaces a deal's lines; the amount is their sum.", lines
        ),
        **simple_verb("addDealContact", entry, actions.add_deal_contact, "Gives a contact a buying role.", role),
        **simple_verb("removeDealContact", entry, actions.remove_deal_contact, "Takes a contact out of a deal.", gone),
    }


def _move_verb() -> Any:
    entry = object_of(Deal)
    fields = small_input(
        "MoveDealFields",
        "The fields a gate asks for; they are written with the move, or not at all.",
        {
            "name": optional(str, "Name."),
            "amount": optional(MoneyInput, "Amount."),
            "account_id": optional(ID, "Account."),
            "expected_close_date": optional(dt.date, "Expected close date."),
            "need": optional(str, "Need."),
            "budget_range": optional(str, "Budget range."),
            "next_step": optional(str, "Next step."),
            "next_follow_up_at": optional(dt.datetime, "Next follow-up."),
            "competitor": optional(str, "Competitor."),
            "source": optional(str, "Source."),
            "description": optional(str, "Description."),
            "won_reason": optional(enum_of(WonReason), "Why we won."),
            "lost_reason": optional(enum_of(LostReason), "Why we lost."),
            "lost_note": optional(str, "More on why we lost, or why it is invalid."),
        },
    )
    move = small_input(
        "MoveDealInput",
        "Where a deal goes, and what comes with it.",
        {
            **given_id("deal"),
            "stage_id": needed(ID, "The stage; its own for a new place in the column."),
            "after_id": optional(ID, "The card above."),
            "before_id": optional(ID, "The card below."),
            "reason": optional(str, "Why; needed to move back, to skip and to override."),
            "override": optional(
                bool, "Move although the gate is not met; needs the right and a reason, and is counted."
            ),
            "closed_at": optional(dt.datetime, "When it closed; a manager may name a day of this month."),
            "fields": optional(fields, "What the gate asks for."),
            "idempotency_key": KEY,
        },
    )
    payload = payload_type(
        "MoveDealPayload",
        entry,
        {
            "unmet": (
                list[UnmetItem],
                strawberry.field(description="Everything missing; empty when the move was made."),
            ),
            "can_override": (bool, strawberry.field(description="Whether the viewer may override the gate.")),
        },
        stages=record_field(object_of(Stage), "The stages whose columns changed.", several=True, name="stages"),
    )
    text = "The one way to change a deal's stage or its place in the column. (移动阶段)"
    return verb("moveDeal", _move, move, payload, text, entry=entry, defaults={"unmet": [], "can_override": False})


def _reopen_verb() -> Any:
    entry = object_of(Deal)
    fields = {
        **given_id("deal"),
        "reason": needed(str, "Why; 10 characters at least."),
        "stage_id": optional(ID, "The open stage; the last open one when left out."),
    }
    kind = small_input("ReopenDealInput", "What reopenDeal takes.", fields)
    return verb(
        "reopenDeal",
        _reopen,
        kind,
        payload_type("ReopenDealPayload", entry),
        "Opens a closed deal again. (重开)",
        entry=entry,
    )


def _undo_verb() -> Any:
    entry = object_of(Deal)
    kind = small_input("UndoDealMoveInput", "What undoDealMove takes.", given_id("deal"))
    stages = record_field(object_of(Stage), "The stages whose columns changed.", several=True, name="stages")
    text = (
        f"Takes one's own last move of a deal back, within {undoing.UNDO_MINUTES} minutes and while nothing else has changed"
        " the deal. (撤销移动)"
    )
    payload = payload_type("UndoDealMovePayload", entry, stages=stages)
    return verb("undoDealMove", _undo, kind, payload, text, entry=entry)


class DealEvent:
    """The value behind `DealChange`."""

    def __init__(self, kind: DealChangeKind, key: UUID | None, actor: str | None):
        self.kind = kind
        self.key = key
        self.id = encode("deal", key) if key else None
        self.actor_id = encode("user", UUID(actor)) if actor and actor != "None" else None


def subscriptions() -> dict[str, Any]:
    """The live feed of deals."""
    output = KINDS["deal"].output

    async def deal(self: Any, info: Info) -> Any:
        operation: Operation = info.context
        return await operation.one(object_of(Deal), self.key, info._raw_info.field_nodes)

    class DealChange:
        """A change of a deal, as its receiver may see it."""

        kind: DealChangeKind = strawberry.field(description="What happened; RESYNC means: fetch anew.")
        id: ID | None = strawberry.field(description="The deal.")
        actor_id: ID | None = strawberry.field(description="Who did it.")

    DealChange.deal = strawberry.field(  # type: ignore[attr-defined]
        resolver=deal,
        graphql_type=Optional[output],
        description="The deal as it is now; null when it is gone for the viewer.",
    )
    kind = strawberry.type(DealChange, description="A change of a deal, told only to those who may see the deal.")

    async def deal_changed(root: Any, info: Info, pipeline_id: Watched = None) -> AsyncIterator[kind]:  # type: ignore[valid-type]
        operation: Operation = info.context
        entry = object_of(Deal)
        wanted = key_of(pipeline_id, "pipeline")
        async with operation.app.hub.subscribe() as queue:
            while True:
                event = await queue.get()
                # Partners see no users but their own.
                actor = event.get("actor") if visible("user", "u", operation.viewer) == "true" else None
                if event["type"] == "resync":
                    yield DealEvent(DealChangeKind.RESYNC, None, None)
                elif event.get("object") == entry.name:
                    if not await operation.app.viewers.still_valid(operation.viewer):
                        raise ApiError("UNAUTHENTICATED", "Sign in again.")
                    key = UUID(event["id"])
                    verb_name = event["type"].partition(".")[2]
                    if await sees(operation, key, wanted):
                        yield DealEvent(KIND_OF.get(verb_name, DealChangeKind.UPDATED), key, actor)
                    elif verb_name in LOSING and await saw(operation, key, wanted, event):
                        yield DealEvent(DealChangeKind.REMOVED, key, actor)

    text = "Changes of deals the viewer may see, of one pipeline or all."
    return {"deal_changed": strawberry.subscription(resolver=deal_changed, description=text)}


async def sees(operation: Operation, key: UUID, pipeline: UUID | None) -> bool:
    """Whether the viewer may see the deal (and it is of the pipeline they watch)."""
    return await _visible(operation, "deal", key, pipeline, {})


async def saw(operation: Operation, key: UUID, pipeline: UUID | None, event: dict[str, Any]) -> bool:
    """Whether the viewer could see the deal before the event: only then may they learn that it is gone for them."""
    if event.get("was_shared_with") == str(operation.viewer.user_id):
        return True
    before = {"was_owner": event.get("was_owner"), "was_department": event.get("was_department")}
    source = (
        "(select id, pipeline_id, account_id, partner_id, null::timestamptz as deleted_at,"
        " coalesce(%(was_owner)s::uuid, owner_id) as owner_id,"
        " coalesce(%(was_department)s::uuid, department_id) as department_id from deal)"
    )
    return await _visible(operation, source, key, pipeline, before)


async def _visible(operation: Operation, source: str, key: UUID, pipeline: UUID | None, more: dict[str, Any]) -> bool:
    test = visible("deal", "d", operation.viewer)
    params = {**operation.viewer.params, "key": key, "pipeline": pipeline, **more}
    wanted = "(%(pipeline)s::uuid is null or d.pipeline_id = %(pipeline)s::uuid)"
    sql = f"select exists (select 1 from {source} d where d.id = %(key)s and {wanted} and {test})"
    row = await operation.fetch(sql, params)
    return bool(row and row[0])
