"""`undoLeadMerge`: the leads a merge has made one are several again, each with what was its own. What came since stays where it is.

Whatever of the merge was changed since stays as it was changed. It is refused only where it cannot be done.
"""

from datetime import timedelta
from typing import Any

from pydantic import TypeAdapter

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.records import active_user, own
from weir.changing.rows import columns, hold
from weir.errors import Refusal
from weir.leads.kinds import OPEN, LeadStatus
from weir.leads.known import hold_all, known_lead, known_refusal
from weir.leads.merge_choices import SUMS
from weir.leads.merge_model import LeadMerge
from weir.leads.merge_moves import move_back
from weir.leads.merging import WITH_OWNER
from weir.leads.model import Lead
from weir.leads.pooling import disown

UNDO_DAYS = 30
LATER = """
select 1 from lead_merge where lead_id = %(lead)s and undone_at is null and (at, id) > (%(at)s, %(key)s) limit 1
"""
PARTS = f"""
select {columns(Lead, "lead")} from lead
where id in (select merged_id from merged_lead where merge_id = %(key)s and merged_id <> lead_id) order by id
"""


async def undo_lead_merge(change: Change, given: dict[str, Any]) -> Lead:
    """Takes a merge back: one's own, or any by who assigns leads."""
    change.require("lead.merge")
    merge = await change.see(LeadMerge, key_of(given["id"], "lead_merge"))
    parts = [hold(change.session, Lead, row) for row in await change.fetch(PARTS, {"key": merge.id})]
    await hold_all(change, {key for one in parts for key in (one.mobile_key, one.email_key)})
    survivor = await change.load(Lead, merge.lead_id)
    parts = [
        hold(change.session, Lead, row, again=True)
        for row in await change.fetch(f"{PARTS} for update", {"key": merge.id})
    ]
    # Read again behind the lock: of two who undo one merge the second one finds it done.
    ((undone,),) = await change.fetch("select undone_at from lead_merge where id = %(key)s", {"key": merge.id})
    await _possible(change, merge, survivor, undone is not None)
    for one in parts:
        if one.owner_id is not None and one.status in OPEN:
            await active_user(change, one.owner_id, "id")
        one.deleted_at = one.merged_into_id = None
    merge.undone_at, merge.undone_by_id = change.now, change.viewer.user_id
    was = {"was_owner": survivor.owner_id, "was_department": survivor.department_id}
    await _as_before(change, survivor, merge.log)
    await change.save("merge_undone", **was)
    await move_back(change, survivor.id, merge.log)
    await _apart(change, survivor, parts, merge.log["keys"])
    return survivor


async def _possible(change: Change, merge: LeadMerge, survivor: Lead, is_undone: bool) -> None:
    if is_undone:
        raise Refusal("UNDONE_ALREADY", ("id",))
    if merge.by_id != change.viewer.user_id:
        change.require("lead.assign")
    if change.now - merge.at > timedelta(days=UNDO_DAYS):
        raise Refusal("MERGE_UNDO_LATE", ("id",), {"days": UNDO_DAYS})
    if await change.fetch(LATER, {"lead": survivor.id, "at": merge.at, "key": merge.id}):
        raise Refusal("MERGE_UNDO_ORDER", ("id",))
    if survivor.status not in OPEN and merge.log["status"] != survivor.status.value:
        # What a lead was converted into, or that it is none, was said of all of them together.
        raise Refusal("LEAD_CONVERTED" if survivor.status is LeadStatus.CONVERTED else "LEAD_INVALID", ("id",))


async def _as_before(change: Change, survivor: Lead, log: dict[str, Any]) -> None:
    """What the merge wrote and nobody has changed since is as it was; what was counted or followed up since counts."""
    changed = {name: (_value(name, old), _value(name, new)) for name, (old, new) in log["changed"].items()}
    if "owner_id" in changed:
        if survivor.owner_id == changed["owner_id"][1]:
            await _owner_back(change, survivor, {name: _value(name, value) for name, value in log["was"].items()})
        changed = {name: pair for name, pair in changed.items() if name not in WITH_OWNER}
    followed = survivor.last_follow_up_at != changed.get("last_follow_up_at", (None, survivor.last_follow_up_at))[1]
    for name, (old, new) in changed.items():
        if followed and name == "status":
            continue
        if name == "first_response_at" and followed and old is None:
            survivor.first_response_at = survivor.last_follow_up_at
        elif name in SUMS:
            setattr(survivor, name, max(0, getattr(survivor, name) - (new - old)))
        elif getattr(survivor, name) == new:
            setattr(survivor, name, old)
    survivor.updated_at = change.now


async def _owner_back(change: Change, survivor: Lead, was: dict[str, Any]) -> None:
    if was["owner_id"] is None:
        await disown(change, survivor, "merge_undone", pool_id=was["pool_id"])
    else:
        await active_user(change, was["owner_id"], "id")
        await own(change, survivor, was["owner_id"], "merge_undone")
        survivor.owner_since, survivor.assigned_at = was["owner_since"], was["assigned_at"]
    survivor.department_id = was["department_id"]


def _value(name: str, value: Any) -> Any:
    kind: TypeAdapter[Any] = TypeAdapter(Lead.model_fields[name].annotation or Any)
    return kind.validate_python(value)


async def _apart(change: Change, survivor: Lead, parts: list[Lead], keys: dict[str, Any]) -> None:
    """Raises `Refusal` when one of the leads has meanwhile come once more, or the one that stayed has got its number."""
    for one in parts:
        if one.status not in OPEN:
            continue
        for name in ("mobile", "email"):
            column = f"{name}_key"
            key = getattr(one, column)
            if key is None:
                continue
            # Two that had one number before they were merged may have it again.
            shared = [two.id for two in parts if two is not one and getattr(two, column) == key]
            shared += [survivor.id] if keys[column] == key else []
            other = await known_lead(change, {name: getattr(one, name)}, but=one.id, besides=shared)
            if other is not None:
                raise await known_refusal(change, other, name)
