"""What can be done with activities, tasks, comments, follows and notifications."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from weir.access.belonging import REGARDING
from weir.activities.model import (
    Activity,
    Attachment,
    Comment,
    Follow,
    Notification,
    NotificationKind,
    Task,
    TaskStatus,
)
from weir.activities.regarding import regarded, regarded_by_id, touch
from weir.catalog.ids import decode, key_of
from weir.changing.change import Change
from weir.changing.inputs import is_web_address
from weir.changing.records import active_user, create, update, void
from weir.consents.actions import may_keep
from weir.errors import Refusal, not_found
from weir.identity.model import User

MAX_MENTIONS = 20
SAID = ("transcript", "recording_url")


async def log_activity(change: Change, given: dict[str, Any], *, by: UUID | None = None) -> Activity:
    """Logs a call, mail, meeting, message, visit or note on the records it is about; `by` is whose it was, where not the viewer's."""
    about = await regarded(change, given)
    when = given.get("occurredAt")
    if when is not None and when > change.now:
        label = {"label": ("发生时间", "The time")}
        raise Refusal("INVALID", ("occurredAt",), {**label, "why": ("不能晚于现在。", "it lies in the future.")})
    fixed = {**about, "owner_id": by or change.viewer.user_id}
    row = await create(change, Activity, {**given, "occurredAt": when or change.now}, _recorded(fixed))
    await touch(change, row)
    return row


def _own(fixed: dict[str, Any]) -> Any:
    async def prepare(change: Change, row: Any) -> None:
        for column, value in fixed.items():
            setattr(row, column, value)

    return prepare


def _recorded(fixed: dict[str, Any]) -> Any:
    own = _own(fixed)

    async def prepare(change: Change, row: Activity) -> None:
        await own(change, row)
        await _keepable(change, row)

    return prepare


async def _keepable(change: Change, row: Activity) -> None:
    """Without consent nothing of what was said word for word is kept, only that it was not."""
    new = {name for name in SAID if getattr(row, name) and sa.inspect(row).attrs[name].history.has_changes()}
    if "recording_url" in new and not is_web_address(str(row.recording_url)):
        label = {"label": ("录音地址", "The recording")}
        raise Refusal("INVALID", ("recordingUrl",), {**label, "why": ("应为网址。", "it is a web address.")})
    if new and not await may_keep(change, row):
        for name in new:
            setattr(row, name, None)
        row.recording_refused_at = change.now


async def update_activity(change: Change, given: dict[str, Any]) -> Activity:
    """Corrects an activity."""
    row = await update(change, Activity, given, _keepable)
    await touch(change, row)
    return row


async def void_activity(change: Change, given: dict[str, Any]) -> Activity:
    """Voids an activity: an admin any, its author their own within 24 hours."""
    row = await change.see(Activity, key_of(given["id"], "activity"))
    own = row.owner_id == change.viewer.user_id and (change.now - row.created_at).total_seconds() < 86_400
    if not own:
        return await void(change, Activity, given)
    row = await change.load(Activity, row.id, version=given.get("version"), action="read")
    row.deleted_at = change.now
    await change.save("voided")
    return row


async def create_task(change: Change, given: dict[str, Any], *, dedupe_key: str | None = None) -> Task:
    """A task, about records or about nothing; its assignee is told. No second one can have its `dedupe_key`."""
    about = await regarded(change, given, needed=False)
    key = key_of(given.get("assigneeId"), "user") if given.get("assigneeId") else change.viewer.user_id
    assignee = (await active_user(change, key, "assigneeId")).id if key != change.viewer.user_id else key
    row = await create(change, Task, given, _own({**about, "assignee_id": assignee, "dedupe_key": dedupe_key}))
    await _tell_assignee(change, row)
    return row


async def update_task(change: Change, given: dict[str, Any]) -> Task:
    """Changes a task; a new assignee is told."""
    if given.get("assigneeId"):
        await active_user(change, key_of(given["assigneeId"], "user"), "assigneeId")
    before = await change.see(Task, key_of(given["id"], "task"))
    assignee = before.assignee_id
    row = await update(change, Task, given)
    if row.assignee_id != assignee:
        await _tell_assignee(change, row)
    return row


async def complete_task(change: Change, given: dict[str, Any]) -> Task:
    """Marks a task done. Doing it twice changes nothing."""
    return await _finish(change, given, TaskStatus.DONE)


async def cancel_task(change: Change, given: dict[str, Any]) -> Task:
    """Marks a task as not to be done."""
    return await _finish(change, given, TaskStatus.CANCELLED)


async def reopen_task(change: Change, given: dict[str, Any]) -> Task:
    """Opens a finished task again: the undo of completing it."""
    return await _finish(change, given, TaskStatus.OPEN)


async def _finish(change: Change, given: dict[str, Any], status: TaskStatus) -> Task:
    row = await change.load(Task, key_of(given["id"], "task"), version=given.get("version"))
    if row.status is not status:
        row.status = status
        row.done_at = change.now if status is TaskStatus.DONE else None
        await change.save(status.value.lower())
        if row.deal_id:
            change.tell("deal", row.deal_id, "touched")
    return row


async def remove_task(change: Change, task: Task) -> None:
    """Takes a task away that was made by itself and is undone with what made it, with the notice of it."""
    await change.session.execute(sa.delete(Notification).where(col(Notification.task_id) == task.id))
    await change.session.delete(task)
    change.record(Task, task.id, "removed", {"title": [task.title, None]})


async def _tell_assignee(change: Change, task: Task) -> None:
    if task.deal_id:
        change.tell("deal", task.deal_id, "touched")
    if task.assignee_id and task.assignee_id != change.viewer.user_id:
        notify(change, task.assignee_id, NotificationKind.TASK_ASSIGNED, task_id=task.id, deal_id=task.deal_id)
        await change.session.flush()


def notify(change: Change, user_id: UUID, kind: NotificationKind, **about: Any) -> None:
    """Tells one person one thing, in the same transaction. What it is about is read later, as they may see it."""
    row = Notification(user_id=user_id, kind=kind, actor_id=change.viewer.user_id, created_at=change.now, **about)
    change.session.add(row)
    change.tell("notification", row.id, "added", user=user_id)


async def create_comment(change: Change, given: dict[str, Any]) -> Comment:
    """A remark on a record; mentioned colleagues are told."""
    about = await regarded_by_id(change, given.get("recordId"), "recordId")
    mentions = list(dict.fromkeys(filter(None, (key_of(one, "user") for one in given.get("mentionIds") or []))))
    if len(mentions) > MAX_MENTIONS:
        raise Refusal("LIMIT", ("mentionIds",), {"max": MAX_MENTIONS})
    query = select(User.id).where(col(User.id).in_(mentions), User.is_active)
    known = set((await change.session.exec(query)).all()) if mentions else set()  # type: ignore[attr-defined]
    only = {decode(given["recordId"])[0].name + "_id": decode(given["recordId"])[1]}  # type: ignore[index]
    fixed = {**about, "author_id": change.viewer.user_id, "mentions": [one for one in mentions if one in known]}
    row = await create(change, Comment, given, _own(fixed))
    for user_id in row.mentions:
        if user_id != change.viewer.user_id:
            notify(change, user_id, NotificationKind.MENTION, comment_id=row.id, **only)
    await change.session.flush()
    return row


async def delete_comment(change: Change, given: dict[str, Any]) -> Comment:
    """Voids one's own comment, or anybody's as an admin."""
    row = await change.see(Comment, key_of(given["id"], "comment"))
    if row.author_id != change.viewer.user_id:
        return await void(change, Comment, given)
    row = await change.load(Comment, row.id, action="read")
    row.deleted_at = change.now
    await change.save("voided")
    return row


async def delete_file(change: Change, given: dict[str, Any]) -> Attachment:
    """Voids one's own file, or anybody's as an admin; the bytes stay for the audit."""
    row = await change.see(Attachment, key_of(given["id"], "attachment"))
    if row.uploaded_by_id != change.viewer.user_id:
        return await void(change, Attachment, given)
    row = await change.load(Attachment, row.id, action="read")
    row.deleted_at = change.now
    await change.save("voided")
    return row


async def follow_record(change: Change, given: dict[str, Any]) -> UUID:
    """Follows a record: its changes by others become notifications. Following twice changes nothing."""
    target, about = await _followed(change, given)
    column = getattr(Follow, f"{target}_id")
    query = select(Follow.id).where(Follow.user_id == change.viewer.user_id, column == about)
    if (await change.session.exec(query)).first() is None:  # type: ignore[attr-defined]
        change.session.add(Follow(user_id=change.viewer.user_id, **{f"{target}_id": about}))  # type: ignore[arg-type]
        await change.session.flush()
    return about


async def unfollow_record(change: Change, given: dict[str, Any]) -> UUID:
    """Stops following a record."""
    target, about = await _followed(change, given)
    column = getattr(Follow, f"{target}_id")
    await change.session.execute(sa.delete(Follow).where(col(Follow.user_id) == change.viewer.user_id, column == about))
    return about


async def _followed(change: Change, given: dict[str, Any]) -> tuple[str, UUID]:
    found = decode(given["recordId"])
    if found is None or found[0].name not in REGARDING:
        raise not_found("recordId")
    row = await change.see(found[0].model, found[1], "recordId", besides="Q")
    return found[0].name, row.id


async def mark_notifications_read(change: Change, given: dict[str, Any]) -> int:
    """Marks the named notifications, or all of one's own, as read. Returns how many were unread."""
    keys = [key_of(one, "notification") for one in given.get("ids") or []]
    statement = sa.update(Notification).where(
        col(Notification.user_id) == change.viewer.user_id, col(Notification.read_at).is_(None)
    )
    if given.get("ids") is not None:
        statement = statement.where(col(Notification.id).in_([key for key in keys if key]))
    done = await change.session.execute(statement.values(read_at=change.now))
    return int(done.rowcount)  # type: ignore[attr-defined]
