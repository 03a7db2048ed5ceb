"""A deal's moves in the API: what a gate would ask, the move itself, taking it back, and opening a closed deal again."""

import datetime as dt
from typing import Any

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.catalog.ids import encode
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.deals import actions, moving, reopening, undoing
from weir.deals.kinds import LostReason, WonReason
from weir.deals.model import Deal
from weir.graphql.basics import MoneyInput, enum_of
from weir.graphql.inputs import ID, KEY, RecordID, given_id, needed, optional, small_input
from weir.graphql.operation import Operation
from weir.graphql.record_inputs import INPUTS
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


def move_verbs() -> dict[str, Any]:
    """The verbs that change a deal's stage."""
    return {"moveDeal": _move_verb(), "reopenDeal": _reopen_verb(), "undoDealMove": _undo_verb()}


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
    # A gate may ask for what the organisation added, too.
    INPUTS["MoveDealFields"] = entry.name
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
        stages=_stages(),
    )
    text = "The one way to change a deal's stage or its place in the column. (移动阶段)"
    return verb("moveDeal", _move, move, payload, text, entry=entry, defaults={"unmet": [], "can_override": False})


def _stages() -> Any:
    return record_field(object_of(Stage), "The stages whose columns changed.", several=True, name="stages")


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
    text = (
        f"Takes one's own last move of a deal back, within {undoing.UNDO_MINUTES} minutes and while nothing else has changed"
        " the deal. (撤销移动)"
    )
    payload = payload_type("UndoDealMovePayload", entry, stages=_stages())
    return verb("undoDealMove", _undo, kind, payload, text, entry=entry)
