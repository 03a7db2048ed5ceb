"""Nothing leaves with a person: all they own goes to others in one action, with a preview of counts, and can be undone."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from weir.audit.model import Event
from weir.catalog.declare import Labelled
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.diff import plain
from weir.changing.records import active_user
from weir.errors import Refusal, not_found
from weir.identity.model import User

# What goes over: the object, its owner column, and which of the rows. Closed deals stay with who closed them.
PARTS: dict[str, tuple[str, str]] = {
    "account": ("owner_id", "deleted_at is null"),
    "contact": ("owner_id", "deleted_at is null"),
    "deal": ("owner_id", "deleted_at is null and status = 'OPEN'"),
    "contract": ("owner_id", "deleted_at is null and terminated_on is null"),
    "lead": ("owner_id", "deleted_at is null and status in ('PENDING', 'WORKING', 'NURTURING')"),
    "task": ("assignee_id", "status in ('OPEN', 'IN_PROGRESS')"),
}
# What else changes with the owner.
MOVED = {
    **dict.fromkeys(("contact", "deal", "contract"), ", department_id = u.department_id"),
    "account": ", department_id = u.department_id, owner_since = :now",
    "lead": ", department_id = u.department_id, owner_since = :now, assigned_at = :now",
}
EVENT = "user.handed_over"
UNDONE = "user.hand_over_undone"
UNDO_DAYS = 7
MOST = 20


class HandOverObject(Labelled):
    """What a hand-over deals out."""

    ACCOUNT = "ACCOUNT", "客户", "Accounts"
    CONTACT = "CONTACT", "联系人", "Contacts"
    DEAL = "DEAL", "商机", "Open deals"
    CONTRACT = "CONTRACT", "合同", "Contracts"
    LEAD = "LEAD", "线索", "Open leads"
    TASK = "TASK", "任务", "Open tasks"


async def preview(change: Change, user_id: UUID) -> dict[str, int]:
    """How many records of each kind would go over."""
    counts = ", ".join(
        f"(select count(*) from {name} where {column} = :user and {test}) as {name}"
        for name, (column, test) in PARTS.items()
    )
    found = await change.session.execute(sa.text(f"select {counts}"), {"user": user_id})
    return {name: int(value) for name, value in found.mappings().one().items()}


async def hand_over(change: Change, given: dict[str, Any]) -> tuple[User, dict[str, int], UUID]:
    """Moves all a person owns to the receivers, dealt out in turn so that each account goes with its contacts and deals.

    `parts` gives one kind of record to receivers of its own, whoever gets its account. Returns the person, the counts and the key
    that `undo_hand_over` takes.
    """
    change.require("users.admin")
    leaver = await change.see(User, key_of(given["userId"], "user"), "userId")
    everything = await _receivers(change, leaver, given["receiverIds"])
    parts = {
        HandOverObject(part["object"]).value.lower(): await _receivers(change, leaver, part["receiverIds"])
        for part in given.get("parts") or []
    }
    moved = await _deal_out(change, leaver.id, everything, parts)
    counts = {name: len(rows) for name, rows in moved.items()}
    event = Event(
        type=EVENT,
        object_type="user",
        object_id=leaver.id,
        actor_id=change.viewer.user_id,
        at=change.now,
        payload=plain({"moved": moved, "department": leaver.department_id}),
    )
    change.session.add(event)
    change.audit("user.handed_over", "user", leaver.id, {name: [count, 0] for name, count in counts.items()})
    await change.session.flush()
    return leaver, counts, event.id


async def _receivers(change: Change, leaver: User, ids: list[str]) -> list[UUID]:
    """The people who receive, each once: active, and not the leaver."""
    found: list[UUID] = []
    for text in ids:
        receiver = await active_user(change, key_of(text, "user"), "receiverIds")
        if receiver.id == leaver.id:
            raise Refusal("SAME_PERSON", ("receiverIds",))
        if receiver.id not in found:
            found.append(receiver.id)
    if not 1 <= len(found) <= MOST:
        raise Refusal("LIMIT", ("receiverIds",), {"max": MOST})
    return found


async def _deal_out(
    change: Change, leaver: UUID, everything: list[UUID], parts: dict[str, list[UUID]]
) -> dict[str, dict[str, str]]:
    """`{object: {record id: new owner}}`. What belongs to an account follows its new owner, unless it has receivers of its own."""
    moved: dict[str, dict[str, str]] = {}
    for name, (column, test) in PARTS.items():
        receivers = parts.get(name, everything)
        place = "(row_number() over (order by id) - 1) % :count + 1"
        follow = (
            "null::uuid"
            if name == "account" or name in parts
            else "(select a.owner_id from account a where a.id = r.account_id and a.owner_id = any(:receivers))"
        )
        rows = await change.session.execute(
            sa.text(
                f"with mine as (select r.id, coalesce({follow}, (cast(:receivers as uuid[]))[{place}]) as receiver"
                f" from {name} r where r.{column} = :leaver and {test})"
                f" update {name} t set {column} = m.receiver, version = t.version + 1, updated_at = :now"
                + MOVED.get(name, "")
                + ' from mine m join "user" u on u.id = m.receiver where t.id = m.id returning t.id, m.receiver'
            ).bindparams(sa.bindparam("receivers", type_=sa.ARRAY(sa.Uuid)), sa.bindparam("leaver", type_=sa.Uuid)),
            {"receivers": receivers, "leaver": leaver, "count": len(receivers), "now": change.now},
        )
        moved[name] = {str(key): str(receiver) for key, receiver in rows.all()}
        await _trace(change, name, moved[name], leaver, "handed_over")
    return moved


async def _trace(change: Change, name: str, moved: dict[str, str], before: UUID | None, verb: str) -> None:
    """One audit entry for each record, its ownership history, and one event for the screens."""
    if not moved:
        return
    values = {
        "keys": [UUID(key) for key in moved],
        "owners": [UUID(owner) for owner in moved.values()],
        "before": before,
        "actor": change.viewer.user_id,
        "now": change.now,
        "request": change.request_id or None,
        "action": f"{name}.{verb}",
        "cause": verb,
        "identity": change.viewer.credential.split(":")[0] or "user",
        "object": name,
        "column": PARTS[name][0],
    }
    typed = [sa.bindparam(one, type_=sa.ARRAY(sa.Uuid)) for one in ("keys", "owners")]
    single = [sa.bindparam(one, type_=sa.Uuid) for one in ("before", "actor")]
    pairs = "unnest(cast(:keys as uuid[]), cast(:owners as uuid[])) as x(key, owner)"
    await change.session.execute(
        sa.text(
            "insert into audit_entry (at, actor_id, identity, action, object_type, object_id, changes, request_id)"
            " select :now, cast(:actor as uuid), :identity, :action, :object, x.key,"
            " jsonb_build_object(cast(:column as text), jsonb_build_array(cast(:before as uuid), x.owner)), cast(:request as text)"
            f" from {pairs}"
        ).bindparams(*typed, *single),
        {
            name: values[name]
            for name in (
                "now",
                "actor",
                "identity",
                "action",
                "object",
                "column",
                "before",
                "request",
                "keys",
                "owners",
            )
        },
    )
    if name != "task":
        await change.session.execute(
            sa.text(
                f"insert into ownership_change ({name}_id, from_owner_id, to_owner_id, actor_id, cause, at)"
                f" select x.key, cast(:before as uuid), x.owner, cast(:actor as uuid), :cause, :now from {pairs}"
            ).bindparams(*typed, *single),
            {name: values[name] for name in ("before", "actor", "cause", "now", "keys", "owners")},
        )
    for key in list(moved)[:200] if name in ("account", "deal", "contract", "lead") else []:
        change.tell(name, UUID(key), verb, was_owner=before)


async def undo_hand_over(change: Change, given: dict[str, Any]) -> tuple[User, dict[str, int]]:
    """Gives everything back that still belongs to its receiver, within 7 days. Once only."""
    change.require("users.admin")
    key = UUID(given["handOverId"]) if _is_uuid(given["handOverId"]) else None
    event = await change.session.get(Event, key) if key else None
    if event is None or event.type != EVENT:
        raise not_found("handOverId")
    if (change.now - event.at).days >= UNDO_DAYS:
        raise Refusal("UNDO_TOO_LATE", ("handOverId",), {"days": UNDO_DAYS})
    done = await change.session.execute(
        sa.text("select 1 from event where type = :type and object_id = :user and payload->>'of' = :of"),
        {"type": UNDONE, "user": event.object_id, "of": str(event.id)},
    )
    if done.first():
        raise Refusal("UNDONE_ALREADY", ("handOverId",))
    counts = {}
    for name, moved in event.payload["moved"].items():
        counts[name] = await _give_back(change, name, moved, event.object_id)
    change.session.add(
        Event(
            type=UNDONE,
            object_type="user",
            object_id=event.object_id,
            actor_id=change.viewer.user_id,
            at=change.now,
            payload={"of": str(event.id)},
        )
    )
    change.audit("user.hand_over_undone", "user", event.object_id, {name: [0, count] for name, count in counts.items()})
    await change.session.flush()
    return await change.see(User, event.object_id), counts


async def _give_back(change: Change, name: str, moved: dict[str, str], leaver: UUID) -> int:
    column = PARTS[name][0]
    rows = await change.session.execute(
        sa.text(
            f"update {name} t set {column} = :leaver, version = t.version + 1, updated_at = :now"
            + MOVED.get(name, "")
            + ' from unnest(cast(:keys as uuid[]), cast(:owners as uuid[])) as x(key, owner), "user" u'
            f" where t.id = x.key and t.{column} = x.owner and u.id = :leaver returning t.id"
        ).bindparams(
            sa.bindparam("leaver", type_=sa.Uuid),
            sa.bindparam("keys", type_=sa.ARRAY(sa.Uuid)),
            sa.bindparam("owners", type_=sa.ARRAY(sa.Uuid)),
        ),
        {
            "leaver": leaver,
            "now": change.now,
            "keys": [UUID(one) for one in moved],
            "owners": [UUID(one) for one in moved.values()],
        },
    )
    back = {str(row[0]): str(leaver) for row in rows.all()}
    await _trace(change, name, back, None, "handed_back")
    return len(back)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
