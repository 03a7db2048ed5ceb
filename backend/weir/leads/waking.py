"""Waking a lead that sleeps: whoever has it gets a task to look again, and a day to do it."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from weir.activities.actions import notify, remove_task
from weir.activities.model import NotificationKind, Task, TaskKind, TaskStatus
from weir.changing.change import Change
from weir.errors import Refusal
from weir.leads.actions import open_lead
from weir.leads.model import Lead

MOST_DAYS = 365
MARK = "lead-wake:"


def checked_days(days: Any) -> int:
    """In how many days the lead is looked at again. Raises `Refusal`."""
    if type(days) is not int or not 0 <= days <= MOST_DAYS:
        why = (f"应在 0 到 {MOST_DAYS} 天之间。", f"it is 0 to {MOST_DAYS} days.")
        raise Refusal("INVALID", ("dueInDays",), {"label": ("期限", "The time"), "why": why})
    return days


async def wake_lead(change: Change, given: dict[str, Any]) -> Lead:
    """A task for the owner, who is told. A lead that is being woken already gets no second one, only the new day."""
    days = checked_days(1 if given.get("dueInDays") is None else given["dueInDays"])
    lead = await open_lead(change, given)
    if lead.owner_id is None:
        raise Refusal("LEAD_UNASSIGNED", ("id",))
    due = change.now + timedelta(days=days)
    lead.next_follow_up_at = due
    task = await _open_task(change, lead)
    if task is None:
        zh = change.viewer.is_chinese
        task = change.add(
            Task(
                title=(f"唤醒 {lead.name}" if zh else f"Wake up {lead.name}")[:200],
                kind=TaskKind.CALL,
                assignee_id=lead.owner_id,
                due_at=due,
                lead_id=lead.id,
                dedupe_key=f"{MARK}{lead.id}:{change.now.isoformat()}",
            )
        )
        await change.save("woken")
        if lead.owner_id != change.viewer.user_id:
            notify(change, lead.owner_id, NotificationKind.TASK_ASSIGNED, task_id=task.id, lead_id=lead.id)
            await change.finish()
        return lead
    task.due_at = due
    await change.save("woken")
    return lead


async def unwake_lead(change: Change, given: dict[str, Any]) -> Lead:
    """Takes that back: the day as it was before, and the task, where nobody has touched it."""
    lead = await open_lead(change, given)
    before = given.get("nextFollowUpAt")
    lead.next_follow_up_at = datetime.fromisoformat(before) if before else None
    task = await _open_task(change, lead)
    if task is not None and task.version == 1 and task.status is TaskStatus.OPEN:
        await remove_task(change, task)
    await change.save("left_asleep")
    return lead


async def _open_task(change: Change, lead: Lead) -> Task | None:
    still = (TaskStatus.OPEN, TaskStatus.IN_PROGRESS)
    query = select(Task).where(
        Task.lead_id == lead.id, col(Task.dedupe_key).startswith(MARK), col(Task.status).in_(still)
    )
    return (await change.session.exec(query)).first()  # type: ignore[attr-defined, no-any-return]
