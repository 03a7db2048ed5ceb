"""`undoDealMove`: takes one's own last move of a deal back, as long as nothing else has happened to the deal.

The audit entry of the move holds what every field was. Nothing is deleted from the history: the way back is a stay of its own, marked
as an undo, so that a slip of the hand counts in no funnel.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, NoReturn
from uuid import UUID

from pydantic import TypeAdapter
from sqlmodel import col, select

from weir.accounts.model import Account, AccountType
from weir.audit.model import AuditEntry
from weir.catalog.ids import encode, key_of
from weir.changing.change import Change
from weir.deals.kinds import DealStatus
from weir.deals.model import Deal
from weir.deals.reopening import may_open
from weir.deals.visits import visit
from weir.errors import Refusal
from weir.identity.model import User
from weir.pipelines.model import Stage, StageType

UNDO_MINUTES = 10
# Rooms above lend how what they made with a move is taken back: the deal, the stage it had entered, and when.
ON_UNDO: list[Callable[[Change, Deal, UUID, datetime], Awaitable[None]]] = []
MOVES = ("deal.moved", "deal.ranked")


async def undo_deal_move(
    change: Change, given: dict[str, Any], *, within: timedelta | None = None
) -> tuple[Deal, list[UUID]]:
    """The deal as it was before the viewer's last move, and the stages whose columns changed.

    A slip of the hand is taken back within UNDO_MINUTES; a move that was part of a big action as long as that can be.
    """
    deal = await change.load(Deal, key_of(given["id"], "deal"), version=given["version"])
    move = await _last_move(change, deal, within or timedelta(minutes=UNDO_MINUTES))
    await may_open(change, deal)
    current = deal.stage_id
    for column, (old, new) in move.changes.items():
        kind: TypeAdapter[Any] = TypeAdapter(Deal.model_fields[column].annotation or Any)
        # What no audit entry tells of, such as a new exchange rate, is no less of a change.
        if getattr(deal, column) != kind.validate_python(new):
            raise Refusal("UNDO_CHANGED", ("id",), {"who": ("其他人", "Somebody else")})
        setattr(deal, column, kind.validate_python(old))
    if deal.stage_id != current:
        await _go_back(change, deal, current)
        for lent in ON_UNDO:
            await lent(change, deal, current, move.at)
        await _forget_customer(change, deal, move)
    await change.save("move_undone", stage=encode("stage", deal.stage_id), **{"from": encode("stage", current)})
    return deal, list(dict.fromkeys([current, deal.stage_id]))


async def _last_move(change: Change, deal: Deal, within: timedelta) -> AuditEntry:
    """The audit entry of the move. Raises `Refusal` when the last thing that happened to the deal is not the viewer's, or no move."""
    query = select(AuditEntry).where(AuditEntry.object_id == deal.id, AuditEntry.object_type == "deal")
    last = (await change.session.exec(query.order_by(col(AuditEntry.at).desc(), col(AuditEntry.id).desc()))).first()  # type: ignore[attr-defined]
    if last is None or last.action not in MOVES:
        if last is not None and last.action == "deal.move_undone" and last.actor_id == change.viewer.user_id:
            raise Refusal("UNDONE_ALREADY", ("id",))
        await _changed(change, last)
    if last.actor_id != change.viewer.user_id:
        await _changed(change, last)
    if last.at < change.now - within:
        raise Refusal("MOVE_UNDO_LATE", ("id",), {"minutes": UNDO_MINUTES})
    return last  # type: ignore[no-any-return]


async def _changed(change: Change, last: AuditEntry | None) -> NoReturn:
    """Says who has changed the deal since; the viewer themselves is named, too."""
    name = None
    if last is not None and last.actor_id is not None:
        name = (await change.session.exec(select(User.name).where(User.id == last.actor_id))).first()  # type: ignore[attr-defined]
    raise Refusal("UNDO_CHANGED", ("id",), {"who": name or ("其他人", "Somebody else")})


async def _go_back(change: Change, deal: Deal, current: UUID) -> None:
    """Ends the stay in the stage that was entered by mistake and opens another one in the stage before it."""
    stage = await change.session.get(Stage, deal.stage_id)
    if stage is None or stage.deleted_at is not None or stage.type is not StageType.OPEN:
        raise Refusal("OTHER_PIPELINE", ("id",))
    # The stay goes on from when it first began: the fields of the deal say so already.
    entered = deal.stage_entered_at
    left = await change.session.get(Stage, current)
    visit(change, deal, left, stage, None, at=change.now, back=True, undo=True)
    deal.stage_entered_at = entered


async def _forget_customer(change: Change, deal: Deal, move: AuditEntry) -> None:
    """An account that the undone winning has made a customer is a prospect again, unless another deal was won."""
    if deal.account_id is None or move.changes.get("status", [None, None])[1] != DealStatus.WON.value:
        return
    made = select(AuditEntry.id).where(
        AuditEntry.object_id == deal.account_id,
        AuditEntry.at == move.at,
        col(AuditEntry.changes)["type"].astext == '["PROSPECT", "CUSTOMER"]',
    )
    won = select(Deal.id).where(
        Deal.account_id == deal.account_id,
        Deal.id != deal.id,
        Deal.status == DealStatus.WON,
        col(Deal.deleted_at).is_(None),
    )
    if (await change.session.exec(made)).first() is None or (await change.session.exec(won)).first() is not None:  # type: ignore[attr-defined]
        return
    account = await change.session.get(Account, deal.account_id, with_for_update=True)
    if account is not None and account.type is AccountType.CUSTOMER:
        account.type = AccountType.PROSPECT
