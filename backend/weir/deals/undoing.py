"""`undoDealMove`: takes one's own last move of a deal back, as long as nothing else has happened to the deal.

The audit entry of the move holds what every field was. Nothing is deleted from the history: the way back is a stay of its own, marked
as an undo, so that a slip of the hand counts in no funnel.
"""

from datetime import datetime, timedelta
from typing import Any, NoReturn
from uuid import UUID

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlmodel import col, select

from weir.accounts.model import Account, AccountType
from weir.activities.model import Task, TaskStatus
from weir.audit.model import AuditEntry
from weir.catalog.ids import encode, key_of
from weir.changing.change import Change
from weir.deals.model import Deal, DealStatus, StageVisit
from weir.errors import Refusal
from weir.identity.model import User
from weir.pipelines.model import Stage, StageType

UNDO_MINUTES = 10
MOVES = ("deal.moved", "deal.ranked")


async def undo_deal_move(change: Change, given: dict[str, Any]) -> tuple[Deal, list[UUID]]:
    """The deal as it was before the viewer's last move, and the stages whose columns changed."""
    deal = await change.load(Deal, key_of(given["id"], "deal"), version=given["version"])
    move = await _last_move(change, deal)
    current = deal.stage_id
    for column, (old, new) in move.changes.items():
        kind: TypeAdapter[Any] = TypeAdapter(Deal.model_fields[column].annotation or Any)
        # What no audit entry tells of, such as a new exchange rate, is no less of a change.
        if getattr(deal, column) != kind.validate_python(new):
            raise Refusal("UNDO_CHANGED", ("id",), {"who": ("其他人", "Somebody else")})
        setattr(deal, column, kind.validate_python(old))
    if deal.stage_id != current:
        await _go_back(change, deal, current)
        await _remove_tasks(change, deal, current, move.at)
        await _forget_customer(change, deal, move)
    await change.save("move_undone", stage=encode("stage", deal.stage_id), **{"from": encode("stage", current)})
    return deal, list(dict.fromkeys([current, deal.stage_id]))


async def _last_move(change: Change, deal: Deal) -> AuditEntry:
    """The audit entry of the move. Raises `Refusal` when the last thing that happened to the deal is not the viewer's, or no move."""
    query = select(AuditEntry).where(AuditEntry.object_id == deal.id, AuditEntry.object_type == "deal")
    last = (await change.session.exec(query.order_by(col(AuditEntry.at).desc(), col(AuditEntry.id).desc()))).first()  # type: ignore[attr-defined]
    if last is None or last.action not in MOVES:
        if last is not None and last.action == "deal.move_undone" and last.actor_id == change.viewer.user_id:
            raise Refusal("UNDONE_ALREADY", ("id",))
        await _changed(change, last)
    if last.actor_id != change.viewer.user_id:
        await _changed(change, last)
    if last.at < change.now - timedelta(minutes=UNDO_MINUTES):
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
    await change.session.execute(
        sa.update(StageVisit)
        .where(col(StageVisit.deal_id) == deal.id, col(StageVisit.exited_at).is_(None))
        .values(exited_at=change.now)
    )
    change.add(
        StageVisit(
            deal_id=deal.id,
            from_stage_id=current,
            stage_id=deal.stage_id,
            entered_at=change.now,
            amount_at=deal.base_amount,
            probability_at=deal.probability,
            owner_id=deal.owner_id,
            actor_id=change.viewer.user_id,
            is_back=True,
            is_undo=True,
        )
    )


async def _remove_tasks(change: Change, deal: Deal, stage: UUID, at: datetime) -> None:
    """Removes the tasks the move made, where nobody has touched them."""
    made = select(AuditEntry.object_id).where(AuditEntry.object_type == "task", AuditEntry.at == at)
    query = select(Task).where(
        Task.deal_id == deal.id,
        col(Task.dedupe_key).startswith(f"enter:{deal.id}:{stage}:", autoescape=True),
        col(Task.id).in_(made),
        Task.version == 1,
        Task.status == TaskStatus.OPEN,
    )
    for task in (await change.session.exec(query.with_for_update())).all():  # type: ignore[attr-defined]
        await change.session.delete(task)
        change.record(Task, task.id, "removed", {"title": [task.title, None]})


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
