"""The tasks a stage makes when a deal enters it, each once for each deal and stage; they go with an undone move."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from weir.activities.model import Task, TaskKind, TaskStatus
from weir.audit.model import AuditEntry
from weir.changing.change import Change
from weir.deals.model import Deal
from weir.deals.moving import ON_ENTER
from weir.deals.undoing import ON_UNDO
from weir.identity.model import User, UserRole
from weir.pipelines.actions import GATE
from weir.pipelines.model import Stage

# The kinds of task a stage may make on entry; the rooms below check what admins write.
GATE.update(task_kinds=frozenset(kind.value for kind in TaskKind))


async def make_tasks(change: Change, deal: Deal, target: Stage) -> None:
    """The tasks of the stage entered."""
    for index, action in enumerate(target.enter_actions):
        if action.get("kind") != "TASK":
            continue
        key = f"enter:{deal.id}:{target.id}:{index}"
        known = sa.select(sa.exists().where(Task.dedupe_key == key))  # type: ignore[arg-type]
        if (await change.session.execute(known)).scalar():
            continue
        zh, en = action.get("titleZh", ""), action.get("titleEn", "")
        change.add(
            Task(
                title=zh if change.viewer.is_chinese else en or zh,
                kind=TaskKind(action.get("taskKind", "TODO")),
                assignee_id=await _assignee(change, deal, action.get("assignee", "OWNER")),
                due_at=change.now + timedelta(days=int(action.get("dueInDays", 1))),
                deal_id=deal.id,
                account_id=deal.account_id,
                dedupe_key=key,
            )
        )


async def _assignee(change: Change, deal: Deal, who: str) -> Any:
    """The deal's owner, or the first active person with the named role."""
    if who == "OWNER":
        return deal.owner_id
    query = (
        select(User.id)
        .join(UserRole, UserRole.user_id == User.id)  # type: ignore[arg-type]
        .where(UserRole.role == who, User.is_active)
        .order_by(User.created_at, User.id)  # type: ignore[arg-type]
    )
    return (await change.session.exec(query)).first() or deal.owner_id  # type: ignore[attr-defined]


async def remove_tasks(change: Change, deal: Deal, stage: UUID, at: datetime) -> None:
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


ON_ENTER.append(make_tasks)
ON_UNDO.append(remove_tasks)
