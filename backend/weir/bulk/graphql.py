"""Bulk actions in the API."""

from typing import Annotated, Any
from uuid import UUID

import orjson
import strawberry
from strawberry import Info

from weir.access.predicate import visible
from weir.bulk import actions
from weir.bulk.model import BulkAction, BulkObject, BulkRowState, BulkRun
from weir.bulk.sharing import MOST
from weir.catalog.ids import encode, key_of
from weir.catalog.registry import OBJECTS, object_of
from weir.graphql.basics import enum_of
from weir.graphql.errors import ApiError
from weir.graphql.inputs import ID, given_id, needed, optional
from weir.graphql.nouns import simple_verb
from weir.graphql.operation import Operation
from weir.graphql.scalars import Json

MAX_ROWS = 100
RunID = Annotated[strawberry.ID, strawberry.argument(description="The bulk action.")]
enum_of(BulkRowState)


@strawberry.type(description="What became of one record of a bulk action, or will.")
class BulkOutcome:
    """What became of one record."""

    record_id: strawberry.ID = strawberry.field(description="The record.")
    title: str | None = strawberry.field(description="Its name, for who may see it.")
    state: BulkRowState = strawberry.field(description="What became of it.")
    message: str | None = strawberry.field(description="Why it was refused.")


@strawberry.type(description="How many records of a bulk action one person gets.")
class BulkShare:
    """One receiver's part."""

    user_id: strawberry.ID = strawberry.field(description="The receiver.")
    name: str = strawberry.field(description="Their name.")
    count: int = strawberry.field(description="How many they get, with those they have already.")
    held: int = strawberry.field(description="How many of these they have already.")


def mutations() -> dict[str, Any]:
    """The verbs of bulk actions."""
    entry = object_of(BulkRun)
    rehearse = {
        "object": needed(enum_of(BulkObject), "The kind of records."),
        "action": needed(enum_of(BulkAction), "What is done with each."),
        "record_ids": optional(list[ID], f"The records, at most {actions.MAX_RECORDS}; or a filter instead."),
        "filter": optional(Json, "All that match this `where`, as JSON."),
        "search": optional(str, "And hold every word."),
        "voided": optional(bool, "RESTORE: the filter is about voided records."),
        "owner_id": optional(ID, "TRANSFER: who gets them."),
        "receiver_ids": optional(list[ID], f"SHARE_OUT: among whom, at most {MOST}."),
        "weights": optional(
            list[int],
            "SHARE_OUT: how much each gets against the others, in the order of receiverIds; equal when left out.",
        ),
        "reason": optional(str, "TRANSFER, SHARE_OUT and MOVE: why."),
        "field": optional(str, "SET_FIELD: the field, as the update input calls it."),
        "value": optional(Json, "SET_FIELD: its new value, as the update input takes it; null empties it."),
        "tags": optional(list[str], "ADD_TAGS and REMOVE_TAGS: which."),
        "stage_id": optional(ID, "MOVE: where to."),
        "won_reason": optional(str, "MOVE to a won stage: why."),
        "lost_reason": optional(str, "MOVE to a lost stage: why."),
        "lost_note": optional(str, "MOVE to a lost stage: more about it."),
        "due_in_days": optional(int, "WAKE: in how many days the owner looks at each again; 1 when left out."),
        "competitor": optional(str, "MOVE to a lost stage: to whom."),
    }
    by_id = given_id("bulk action", version=False)
    return {
        **simple_verb(
            "rehearseBulk",
            entry,
            actions.rehearse_bulk,
            "Tries an action on many records without doing it, and says what would become of each. (批量操作预览)",
            rehearse,
        ),
        **simple_verb("runBulk", entry, actions.run_bulk, "Does what was rehearsed.", by_id),
        **simple_verb("cancelBulk", entry, actions.cancel_bulk, "Stops; what was done stays and can be undone.", by_id),
        **simple_verb(
            "undoBulk",
            entry,
            actions.undo_bulk,
            "Takes a whole action back, within 7 days; records changed since stay and are listed.",
            by_id,
        ),
    }


async def bulk_rows(
    root: Any,
    info: Info,
    id: RunID,
    states: Annotated[list[BulkRowState], strawberry.argument(description="Only records in these states.")],
    first: Annotated[int, strawberry.argument(description=f"How many: 1 to {MAX_ROWS}.")] = 50,
    after: Annotated[int, strawberry.argument(description="Leave out so many.")] = 0,
) -> list[BulkOutcome]:
    """The records of a bulk action; none when it does not exist for the viewer."""
    operation: Operation = info.context
    if not 1 <= first <= MAX_ROWS or not 0 <= after <= actions.MAX_RECORDS:
        raise ApiError("BAD_USER_INPUT", f"`first` is 1 to {MAX_ROWS}, `after` 0 to {actions.MAX_RECORDS}.")
    viewer, key = operation.viewer, key_of(id, "bulk_run")
    titles = " ".join(
        f"when '{kind.value}' then (select ({entry.title_sql.format(a='n')})::text from {entry.table} n"
        f" where n.id = r.record_id and {visible(entry.name, 'n', viewer)})"
        for kind in BulkObject
        for entry in (OBJECTS[kind.value.lower()],)
    )
    rows = (
        f"select b.object, r.record_id, case b.object {titles} end as title, r.state, r.message from bulk_row r"
        f" join bulk_run b on b.id = r.run_id where b.id = %(run)s::uuid and {visible('bulk_run', 'b', viewer)}"
        " and r.state = any(%(states)s) order by r.position limit %(first)s offset %(after)s"
    )
    params = {**viewer.params, "run": key, "states": [one.value for one in states], "first": first, "after": after}
    found = await operation.fetch(f"select coalesce(json_agg(row_to_json(x)), '[]')::text from ({rows}) x", params)
    return [
        BulkOutcome(
            record_id=strawberry.ID(encode(one["object"].lower(), UUID(one["record_id"]))),
            title=one["title"],
            state=BulkRowState(one["state"]),
            message=one["message"],
        )
        for one in orjson.loads(found[0] if found else "[]")
    ]


async def bulk_shares(root: Any, info: Info, id: RunID) -> list[BulkShare]:
    """How many records of a bulk action each receiver gets, the most first; none when it does not exist for the viewer."""
    operation: Operation = info.context
    viewer, key = operation.viewer, key_of(id, "bulk_run")
    rows = (
        "select u.id, u.name, count(*) as count, count(*) filter (where r.state = 'UNCHANGED') as held from bulk_row r"
        ' join bulk_run b on b.id = r.run_id join "user" u on u.id = r.receiver_id'
        f" where b.id = %(run)s::uuid and {visible('bulk_run', 'b', viewer)} and {visible('user', 'u', viewer)}"
        " and r.state not in ('WAITING', 'FORBIDDEN', 'REFUSED') group by u.id, u.name order by 3 desc, u.name, u.id"
    )
    found = await operation.fetch(
        f"select coalesce(json_agg(row_to_json(x)), '[]')::text from ({rows}) x", {**viewer.params, "run": key}
    )
    return [
        BulkShare(
            user_id=strawberry.ID(encode("user", UUID(one["id"]))),
            name=one["name"],
            count=one["count"],
            held=one["held"],
        )
        for one in orjson.loads(found[0] if found else "[]")
    ]


def queries() -> dict[str, Any]:
    """The records of a bulk action, and who gets how many of them."""
    return {
        "bulk_shares": strawberry.field(
            resolver=bulk_shares,
            description="How many records of a SHARE_OUT each receiver gets; none when it does not exist for the viewer.",
        ),
        "bulk_rows": strawberry.field(
            resolver=bulk_rows,
            description="The records of a bulk action and what becomes of each; none when it does not exist for the viewer.",
        ),
    }
