"""What becomes of a call: it is logged on whom the number belongs to, by the same verb as everybody's calls. Who calls us and is
nobody's becomes a lead; who is called by us and is nobody's does not.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from weir.activities.actions import create_task, log_activity
from weir.activities.model import ActivityKind, Outcome, TaskKind, TaskPriority
from weir.catalog.ids import encode
from weir.changing.change import Change
from weir.intake.calls import Call
from weir.leads.kinds import OPEN_STATUSES
from weir.leads.known import hold_all
from weir.messages import is_chinese

CALL_BACK_WITHIN = timedelta(hours=1)
# An open lead before a contact; of several whoever we were in touch with last. A merged lead's number is that of the one it is part of.
WHOSE = f"""
select 'lead', l.id, null::uuid from (
    select id from lead where mobile_key = %(key)s or phone_key = %(key)s
    union
    select coalesce(m.merged_into_id, m.id) from merged_lead p join lead_merge g on g.id = p.merge_id and g.undone_at is null
    join lead m on m.id = p.lead_id where p.mobile_key = %(key)s
) k join lead l on l.id = k.id
where l.deleted_at is null and l.status in ({OPEN_STATUSES})
order by (select max(a.occurred_at) from activity a where a.lead_id = l.id and a.deleted_at is null) desc nulls last,
    l.created_at desc, l.id desc limit 1 for update of l
"""
CONTACT = """
select 'contact', c.id, (select a.id from account a where a.id = c.account_id and a.deleted_at is null)
from contact c where c.mobile_key = %(key)s and c.deleted_at is null
order by (select max(a.occurred_at) from activity a where a.contact_id = c.id and a.deleted_at is null) desc nulls last,
    c.created_at desc, c.id desc limit 1
"""
# An extension two people have is nobody's.
COLLEAGUE = """
select (array_agg(u.id order by u.id))[1] from "user" u where u.is_active and u.partner_id is null
    and (u.email = %(email)s::text or (%(email)s::text is null and u.extension = %(extension)s::text)) having count(*) = 1
"""
OPEN_ONE = """
select 1 from task where status in ('OPEN', 'IN_PROGRESS') and dedupe_key like %(like)s and {column} = %(about)s
"""
READER = 'select locale from "user" where id = %(key)s and is_active'


async def hold_caller(change: Change, call: Call) -> None:
    """Two calls of one number wait for each other, so that the second finds what the first has made."""
    await hold_all(change, {call.key})


async def caller(change: Change, call: Call) -> tuple[str, UUID, UUID | None] | None:
    """Whose number it is: `lead` or `contact`, its id, and the account. None for nobody's."""
    found = await change.fetch(WHOSE, {"key": call.key}) or await change.fetch(CONTACT, {"key": call.key})
    return found[0] if found else None


async def log_call(
    change: Change, call: Call, kind: str, key: UUID, account: UUID | None, *, came: datetime, once: UUID
) -> None:
    """The call on a lead or a contact, and for one we missed a task to call back. `came` is when we were told, `once` by what."""
    about: dict[str, Any] = {f"{kind}Id": encode(kind, key)}
    if account is not None:
        about["accountId"] = encode("account", account)
    given = {
        **about,
        "kind": ActivityKind.CALL,
        "direction": call.direction,
        # The clock of a telephone system may run ahead of ours.
        "occurredAt": min(call.started or came, change.now),
        "durationSec": call.seconds,
        "outcome": Outcome.CONNECTED if call.is_answered else Outcome.NOT_CONNECTED,
        "recordingUrl": call.recording,
    }
    # Nobody has answered what was missed, though it rang at somebody's.
    by = None if call.is_missed else await _colleague(change, call)
    await log_activity(change, given, by=by)
    if call.is_missed:
        await _call_back(change, kind, key, about, once)


async def _colleague(change: Change, call: Call) -> UUID | None:
    """The one of ours who was on the telephone, by e-mail, else by extension."""
    if not call.email and not call.extension:
        return None
    found = await change.fetch(COLLEAGUE, {"email": call.email, "extension": call.extension})
    return found[0][0] if found else None


async def _call_back(change: Change, kind: str, key: UUID, about: dict[str, Any], once: UUID) -> None:
    """A task for whoever has the lead or the contact by now; one is enough until it is done."""
    ((name, owner),) = await change.fetch(f"select name, owner_id from {kind} where id = %(key)s", {"key": key})
    reader = await change.fetch(READER, {"key": owner}) if owner else []
    like = f"missed:{kind}:{key}:%"
    if not reader or await change.fetch(OPEN_ONE.format(column=f"{kind}_id"), {"like": like, "about": key}):
        return
    title = f"给{name}回电" if is_chinese(reader[0][0]) else f"Call back: {name}"
    given = {
        **about,
        "title": title,
        "kind": TaskKind.CALL,
        "priority": TaskPriority.HIGH,
        "assigneeId": encode("user", owner),
        "dueAt": change.now + CALL_BACK_WITHIN,
    }
    await create_task(change, given, dedupe_key=f"{like[:-1]}{once}")
