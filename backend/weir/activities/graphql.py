"""Activities, tasks, comments, files, follows and notifications in the API."""

from collections.abc import AsyncIterator
from typing import Any, Optional
from uuid import UUID

import strawberry
from strawberry import Info

from weir.access.belonging import REGARDING
from weir.activities import actions, stage_tasks  # noqa: F401  (lends its tasks to `moveDeal`)
from weir.activities.model import Activity, Attachment, Comment, Notification, NotificationKind, Task
from weir.activities.silencing import FIXED, SILENCED, kinds_for, silence_notifications
from weir.catalog.ids import decode
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.graphql.basics import enum_of
from weir.graphql.errors import ApiError
from weir.graphql.inputs import ID, KEY, RecordID, given_id, needed, optional, small_input
from weir.graphql.kinds import KINDS
from weir.graphql.nouns import answered, create_verb, simple_verb, update_verb
from weir.graphql.operation import Operation
from weir.graphql.record_inputs import input_type
from weir.graphql.verbs import Outcome, payload_type, verb

ABOUT = {
    "account_id": optional(ID, "The account it is about."),
    "contact_id": optional(ID, "The contact it is about."),
    "deal_id": optional(ID, "The deal it is about."),
    "contract_id": optional(ID, "The contract it is about."),
    "lead_id": optional(ID, "The lead it is about."),
}


WRITTEN = "select true from notification where id = %(key)s"


@strawberry.type(description="Whether the viewer is told of one kind of thing.")
class NotificationSwitch:
    """One kind of notices."""

    kind: enum_of(NotificationKind) = strawberry.field(description="What is told of.")  # type: ignore[valid-type]
    is_on: bool = strawberry.field(description="Whether the viewer is told.")
    is_fixed: bool = strawberry.field(description="Whether it cannot be switched off: somebody waits for them.")


def mutations() -> dict[str, Any]:
    """The verbs of activities and what belongs to them."""
    return {**_activities(), **_tasks(), **_comments(), **_follows()}


def _activities() -> dict[str, Any]:
    entry = object_of(Activity)
    log = verb(
        "logActivity",
        answered(actions.log_activity),
        input_type("LogActivityInput", entry, update=False, extra=ABOUT),
        payload_type("LogActivityPayload", entry),
        "Logs a call, mail, meeting, message, visit or note. (跟进)",
        entry=entry,
    )
    return {
        "logActivity": log,
        **update_verb(entry, actions.update_activity),
        **simple_verb("voidActivity", entry, actions.void_activity, "Voids an activity; one's own within 24 hours."),
    }


def _tasks() -> dict[str, Any]:
    entry = object_of(Task)
    by_id = given_id("task", version=False)
    return {
        **create_verb(entry, actions.create_task, ABOUT),
        **update_verb(entry, actions.update_task),
        **simple_verb("completeTask", entry, actions.complete_task, "Marks a task done.", by_id),
        **simple_verb("cancelTask", entry, actions.cancel_task, "Marks a task as not to be done.", by_id),
        **simple_verb("reopenTask", entry, actions.reopen_task, "Opens a finished task again.", by_id),
    }


def _comments() -> dict[str, Any]:
    comment, file = object_of(Comment), object_of(Attachment)
    fields = {
        "record_id": needed(ID, "The account, contact, deal, contract or lead."),
        "body": needed(str, "What is said."),
        "mention_ids": optional(list[ID], "Colleagues who are told."),
        "idempotency_key": KEY,
    }
    return {
        **simple_verb(
            "createComment", comment, actions.create_comment, "A remark on a record; mentions are told.", fields
        ),
        **simple_verb(
            "deleteComment", comment, actions.delete_comment, "Voids a comment.", given_id("comment", version=False)
        ),
        **simple_verb("deleteFile", file, actions.delete_file, "Voids a file.", given_id("file", version=False)),
    }


def _follows() -> dict[str, Any]:
    fields = small_input("FollowRecordInput", "A record to follow.", {"record_id": needed(ID, "The record.")})
    done = payload_type(
        "FollowRecordPayload",
        None,
        {"is_following": (bool, strawberry.field(description="Whether the viewer follows it now."))},
    )
    read = small_input(
        "MarkNotificationsReadInput",
        "Which notifications were read.",
        {"ids": optional(list[ID], "These; all of one's own when left out.")},
    )
    silenced = small_input(
        "SilenceNotificationsInput",
        "What one does not want to be told of.",
        {"kinds": needed(list[enum_of(NotificationKind)], "These kinds and no others.")},  # type: ignore[misc]
    )
    count = payload_type(
        "MarkNotificationsReadPayload", None, {"count": (int, strawberry.field(description="How many were unread."))}
    )
    return {
        "followRecord": verb(
            "followRecord", _follow, fields, done, "Follows a record. (关注)", defaults={"is_following": False}
        ),
        "unfollowRecord": verb(
            "unfollowRecord", _unfollow, fields, done, "Stops following a record.", defaults={"is_following": False}
        ),
        "silenceNotifications": verb(
            "silenceNotifications",
            _silence,
            silenced,
            payload_type(
                "SilenceNotificationsPayload",
                None,
                {"silenced": (list[enum_of(NotificationKind)], strawberry.field(description="What is not told now."))},  # type: ignore[misc]
            ),
            "Says which kinds of notices one does not want. (通知设置)",
            defaults={"silenced": []},
        ),
        "markNotificationsRead": verb(
            "markNotificationsRead", _read, read, count, "Marks notifications as read.", defaults={"count": 0}
        ),
    }


async def _follow(change: Change, given: dict[str, Any]) -> Outcome:
    await actions.follow_record(change, given)
    return Outcome(None, {"is_following": True})


async def _unfollow(change: Change, given: dict[str, Any]) -> Outcome:
    await actions.unfollow_record(change, given)
    return Outcome(None, {"is_following": False})


async def _silence(change: Change, given: dict[str, Any]) -> Outcome:
    return Outcome(None, {"silenced": await silence_notifications(change, given)})


async def _read(change: Change, given: dict[str, Any]) -> Outcome:
    return Outcome(None, {"count": await actions.mark_notifications_read(change, given)})


async def is_following(root: Any, info: Info, id: RecordID) -> bool:
    """Whether the viewer follows a record."""
    operation: Operation = info.context
    found = decode(id)
    if found is None or found[0].name not in REGARDING:
        return False
    sql = f"select exists (select 1 from follow where user_id = %(user)s and {found[0].name}_id = %(key)s)"
    row = await operation.fetch(sql, {"user": operation.viewer.user_id, "key": found[1]})
    return bool(row and row[0])


async def notification_switches(root: Any, info: Info) -> list[NotificationSwitch]:
    """What the viewer is told of."""
    operation: Operation = info.context
    row = await operation.fetch(SILENCED, {"key": operation.viewer.user_id})
    silenced = set(row[0]) if row else set()
    return [
        NotificationSwitch(kind=kind, is_on=kind.value not in silenced, is_fixed=kind in FIXED)
        for kind in kinds_for(operation.viewer)
    ]


def queries() -> dict[str, Any]:
    """The special reads."""
    text = "The kinds of notices the viewer may get, and which of them they have switched off."
    return {
        "is_following": strawberry.field(resolver=is_following, description="Whether the viewer follows a record."),
        "notification_switches": strawberry.field(resolver=notification_switches, description=text),
    }


def subscriptions() -> dict[str, Any]:
    """The live feed of one's own notifications."""
    output = KINDS["notification"].output
    entry = object_of(Notification)

    async def notification(self: Any, info: Info) -> Any:
        operation: Operation = info.context
        return await operation.one(entry, self.key, info._raw_info.field_nodes)

    class NotificationAdded:
        """A new notification."""

    NotificationAdded.notification = strawberry.field(  # type: ignore[attr-defined]
        resolver=notification,
        graphql_type=Optional[output],
        description="The notification; null after a gap: fetch anew.",
    )
    kind = strawberry.type(NotificationAdded, description="A new notification of the viewer.")

    async def added(root: Any, info: Info) -> AsyncIterator[kind]:  # type: ignore[valid-type]
        operation: Operation = info.context
        async with operation.app.hub.subscribe() as queue:
            while True:
                event = await queue.get()
                mine = event.get("object") == entry.name and event.get("user") == str(operation.viewer.user_id)
                if mine and not await operation.app.viewers.still_valid(operation.viewer):
                    raise ApiError("UNAUTHENTICATED", "Sign in again.")
                # What its receiver has silenced was never written.
                if mine and not await operation.fetch(WRITTEN, {"key": event["id"]}):
                    continue
                if mine or event["type"] == "resync":
                    yield _Added(UUID(event["id"]) if mine else None)

    return {
        "notification_added": strawberry.subscription(resolver=added, description="New notifications of the viewer.")
    }


class _Added:
    def __init__(self, key: UUID | None):
        self.key = key
