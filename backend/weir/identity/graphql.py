"""People and structure in the API."""

import datetime as dt
from typing import Any, Optional

import orjson
import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.access.belonging import SHARED
from weir.access.explain import explain
from weir.access.matrix import ACTIONS, OBJECTS, RIGHTS
from weir.access.model import ShareRight
from weir.catalog.ids import decode, key_of
from weir.catalog.registry import OBJECTS as CATALOG
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.graphql.basics import enum_of
from weir.graphql.inputs import ID, RecordID, given_id, needed, optional, small_input
from weir.graphql.kinds import KINDS
from weir.graphql.nouns import create_verb, simple_verb, update_verb
from weir.graphql.operation import Operation
from weir.graphql.verbs import Outcome, payload_type, record_field, verb
from weir.identity import actions, handover, rights
from weir.identity.model import Department, Organisation, Role, Team, User


def mutations() -> dict[str, Any]:
    """The verbs of people and structure."""
    user = object_of(User)
    roles = list[enum_of(Role)]  # type: ignore[misc, valid-type]
    by_id = given_id("user", version=False)
    members = {"member_ids": optional(list[ID], "Who is in it.")}
    return {
        **create_verb(
            user,
            actions.create_user,
            {"roles": optional(roles, "The roles; REP when left out."), "password": optional(str, "A first password.")},
        ),
        **update_verb(user, actions.update_user),
        **simple_verb(
            "setUserRoles",
            user,
            actions.set_user_roles,
            "Replaces a person's roles.",
            {**by_id, "roles": needed(roles, "The roles.")},
        ),
        **simple_verb(
            "deactivateUser", user, actions.deactivate_user, "Ends a person's access; their records stay.", by_id
        ),
        **simple_verb("reactivateUser", user, actions.reactivate_user, "Lets a person sign in again.", by_id),
        **simple_verb(
            "updateProfile",
            user,
            actions.update_profile,
            "Changes one's own name, title, language or theme.",
            _profile(),
        ),
        **create_verb(object_of(Department), actions.create_department),
        **update_verb(object_of(Department), actions.update_department),
        **create_verb(object_of(Team), actions.create_team, members),
        **update_verb(object_of(Team), actions.update_team, members),
        **update_verb(object_of(Organisation), actions.update_organisation),
        **_records(),
        **_hand_over(),
        **rights.mutations(),
    }


def _profile() -> dict[str, Any]:
    fields = object_of(User).fields
    return {
        "name": optional(str, "Name."),
        "title": optional(str, "Title."),
        "locale": optional(enum_of(fields["locale"].info.enum), "Language."),
        "theme": optional(enum_of(fields["theme"].info.enum), "How the screen looks."),
    }


def _records() -> dict[str, Any]:
    """Verbs on any record: transfer, share."""
    transfer = small_input(
        "TransferOwnerInput",
        "Who gets a record.",
        {**given_id("record"), "owner_id": needed(ID, "The new owner."), "reason": optional(str, "Why.")},
    )
    share = small_input(
        "ShareRecordInput",
        "Who may see a record besides.",
        {
            "record_id": needed(ID, "The account, contact or deal."),
            "with_id": needed(ID, "A user or a team."),
            "right": optional(enum_of(ShareRight), "READ when left out."),
            "role": optional(str, "The part they play in the record's team."),
            "expires_at": optional(dt.datetime, "Until when."),
        },
    )
    gone = small_input("UnshareRecordInput", "A share to take back.", {"id": needed(ID, "The share.")})
    return {
        "transferOwner": verb(
            "transferOwner",
            _pair(actions.transfer_owner),
            transfer,
            _any("TransferOwnerPayload"),
            "Gives a record to another person. (转移负责人)",
        ),
        "shareRecord": verb(
            "shareRecord",
            _pair(actions.share_record),
            share,
            _any("ShareRecordPayload"),
            "Lets a person or team see or edit a record.",
        ),
        "unshareRecord": verb(
            "unshareRecord", _pair(actions.unshare_record), gone, _any("UnshareRecordPayload"), "Takes a share back."
        ),
    }


@strawberry.type(description="How many records of each kind go over.")
class HandOverCounts:
    """How many records of each kind go over."""

    account: int = strawberry.field(description="Accounts.")
    contact: int = strawberry.field(description="Contacts.")
    deal: int = strawberry.field(description="Open deals.")
    lead: int = strawberry.field(description="Open leads.")
    task: int = strawberry.field(description="Open tasks.")
    contract: int = strawberry.field(default=0, description="Contracts that have not been terminated.")


def _hand_over() -> dict[str, Any]:
    user = object_of(User)
    counts = {"counts": (Optional[HandOverCounts], strawberry.field(description="What went over."))}
    done = {**counts, "hand_over_id": (Optional[ID], strawberry.field(description="What undoHandOver takes."))}
    part = small_input(
        "HandOverPartInput",
        "Who receives one kind of record.",
        {
            "object": needed(enum_of(handover.HandOverObject), "The kind of record."),
            "receiver_ids": needed(list[ID], "Who receives it, in turn."),
        },
    )
    over = small_input(
        "HandOverInput",
        "Who leaves and who receives.",
        {
            "user_id": needed(ID, "The person who leaves."),
            "receiver_ids": needed(list[ID], "Who receives, in turn."),
            "parts": optional(list[part], "Kinds of records that go to receivers of their own."),  # type: ignore[valid-type]
        },
    )
    undo = small_input("UndoHandOverInput", "Which hand-over.", {"hand_over_id": needed(ID, "What handOver answered.")})
    return {
        "handOver": verb(
            "handOver",
            _give,
            over,
            payload_type("HandOverPayload", user, done),
            "Moves all a person owns to others, in one action that can be undone. (离职交接)",
            entry=user,
            defaults={"counts": None, "hand_over_id": None},
        ),
        "undoHandOver": verb(
            "undoHandOver",
            _give_back,
            undo,
            payload_type("UndoHandOverPayload", user, counts),
            "Gives back what still belongs to its receiver, within 7 days.",
            entry=user,
            defaults={"counts": None},
        ),
    }


async def _give(change: Change, given: dict[str, Any]) -> Outcome:
    user, counts, key = await handover.hand_over(change, given)
    return Outcome(user.id, {"counts": HandOverCounts(**counts), "hand_over_id": ID(str(key))})


async def _give_back(change: Change, given: dict[str, Any]) -> Outcome:
    user, counts = await handover.undo_hand_over(change, given)
    return Outcome(user.id, {"counts": HandOverCounts(**counts)})


async def hand_over_preview(root: Any, info: Info, user_id: RecordID) -> Optional[HandOverCounts]:
    """How many records would go over."""
    operation: Operation = info.context
    key = key_of(user_id, "user")
    if key is None or not operation.viewer.has("users.admin"):
        return None
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        return HandOverCounts(**await handover.preview(Change(session, operation.viewer), key))


def _any(name: str) -> type:
    """A payload that holds whichever of the records the verb was about."""
    fields = {one: record_field(CATALOG[one], f"The {one}, when it was one.", only=True) for one in SHARED}
    return payload_type(name, None, None, **fields)


def _pair(action: Any) -> Any:
    async def run(change: Change, given: dict[str, Any]) -> Outcome:
        name, key = await action(change, given)
        return Outcome(key, {"about": name})

    return run


@strawberry.type(description="Who is asking, and what they may do.")
class Viewer:
    """Who is asking, and what they may do."""

    roles: list[str] = strawberry.field(description="The roles that count.")
    permissions: list[str] = strawberry.field(
        description="What the roles allow: `deal.update`, `deal.override`, `users.admin`…"
    )
    unread_notifications: int = strawberry.field(description="How many notifications are unread.")
    organisation_name: str = strawberry.field(description="The organisation's name.")
    base_currency: str = strawberry.field(description="The currency of totals.")
    time_zone: str = strawberry.field(description="The time zone of business days.")


async def viewer(root: Any, info: Info) -> Viewer:
    """Who is asking."""
    operation: Operation = info.context
    who = operation.viewer
    sql = (
        "(select json_build_array((select count(*) from notification where user_id = %(v_user)s and read_at is null),"
        " coalesce((select name from organisation order by created_at limit 1), '')))"
    )
    unread, organisation_name = orjson.loads(await operation.read(sql, {"v_user": who.user_id}))
    allowed = [f"{name}.{action}" for name in OBJECTS for action in ACTIONS.values() if who.may(action, name)]
    return Viewer(
        roles=sorted(who.effective_roles),
        permissions=allowed + [right for right in RIGHTS if who.has(right)],
        unread_notifications=unread,
        organisation_name=organisation_name if who.may("read", "organisation") else "",
        base_currency=who.base_currency,
        time_zone=who.time_zone,
    )


@strawberry.type(description="One reason why the viewer sees a record.")
class AccessReason:
    """One reason why the viewer sees a record."""

    role: str = strawberry.field(description="The role that gives it.")
    scope: str = strawberry.field(description="OWN, SHARED, TEAM, SUBTREE, ALL, PARTNER or LINKED.")
    actions: list[str] = strawberry.field(description="What it allows on this record.")
    text: str = strawberry.field(description="The reason in the viewer's language.")


async def explain_access(root: Any, info: Info, id: RecordID) -> list[AccessReason]:
    """Which grants let the viewer see a record; empty for a hidden one as for one that does not exist."""
    operation: Operation = info.context
    found = decode(id)
    if found is None:
        return []
    return [AccessReason(**reason) for reason in await explain(operation, found[0], found[1])]


def queries() -> dict[str, Any]:
    """The special reads of people and rights."""
    output = KINDS["user"].output

    async def me(self: Any, info: Info) -> Any:
        operation: Operation = info.context
        return await operation.one(object_of(User), operation.viewer.user_id, info._raw_info.field_nodes)

    async def organisation(self: Any, info: Info) -> Any:
        operation: Operation = info.context
        return await operation.first(object_of(Organisation), info._raw_info.field_nodes)

    return {
        **rights.queries(),
        "viewer": strawberry.field(resolver=viewer, description="Who is asking, and what they may do."),
        "me": strawberry.field(resolver=me, graphql_type=Optional[output], description="The viewer as a user."),
        "current_organisation": strawberry.field(
            resolver=organisation, graphql_type=Optional[KINDS["organisation"].output], description="The organisation."
        ),
        "hand_over_preview": strawberry.field(
            resolver=hand_over_preview, description="How many records a hand-over would move; for administrators."
        ),
        "explain_access": strawberry.field(
            resolver=explain_access,
            description="Which grants let the viewer see a record; empty for a hidden one as for one that does not exist.",
        ),
    }
