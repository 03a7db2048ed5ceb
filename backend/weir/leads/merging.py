"""`mergeLeads`: up to five leads about one person become one of them, in one transaction. What hung on the others goes along.

A merge tells nobody more than they may read: only who may change every one of the leads, and reads each in full, merges them.
"""

from typing import Any
from uuid import UUID

from weir.access.predicate import visible
from weir.activities.actions import notify
from weir.activities.model import NotificationKind
from weir.catalog.ids import encode, key_of
from weir.changing.change import Change
from weir.changing.diff import plain
from weir.changing.records import own
from weir.changing.rows import columns, hold
from weir.errors import Refusal, forbidden, not_found
from weir.leads.kinds import OPEN, LeadStatus
from weir.leads.known import hold_all, known_lead, known_refusal
from weir.leads.merge_choices import MOST, Choices, check, choosable, chosen, merged_values, owner_since, worked
from weir.leads.merge_model import LeadMerge, MergedLead
from weir.leads.merge_moves import first_of, move_all
from weir.leads.model import Lead

AS_IT_WAS = ("number", "name", "company_name", "mobile", "phone", "email", "wechat", "mobile_key", "email_key")
# What follows from the owner, by trigger and by rule, and goes back with them.
WITH_OWNER = ("owner_id", "department_id", "pool_id", "status", "owner_since", "assigned_at")


async def merge_leads(change: Change, given: dict[str, Any]) -> tuple[Lead, LeadMerge]:
    """Merges leads into one of them, and keeps how to part them again."""
    change.require("lead.merge")
    survivor_key = key_of(given["survivorId"], "lead")
    versions = {key_of(one["id"], "lead"): one["version"] for one in given["merged"]}
    if survivor_key in versions or not 1 <= len(versions) < MOST or len(versions) != len(given["merged"]):
        raise Refusal("MERGE_COUNT", ("merged",), {"max": MOST})
    keys = [survivor_key, *versions]
    before = await leads_to_merge(change, keys)
    await hold_all(change, {key for one in before for key in (one.mobile_key, one.email_key)})
    found = {one.id: one for one in await leads_to_merge(change, keys, lock=True)}
    for key, version in {survivor_key: given["version"], **versions}.items():
        if found[key].version != version:  # type: ignore[index]
            await change.load(Lead, key, version=version)
    survivor, losers = found[survivor_key], [found[key] for key in versions]  # type: ignore[index]
    check(survivor, losers)
    choices = chosen(survivor, losers, _wanted(given.get("fields") or [], found))
    return survivor, await _merge(change, survivor, losers, choices)


async def leads_to_merge(change: Change, keys: list[UUID | None], *, lock: bool = False) -> list[Lead]:
    """The leads, if the viewer may change all of them and reads each in full. Raises `Refusal` NOT_FOUND and FORBIDDEN."""
    may_see = visible("lead", "lead", change.viewer)
    # What waits in a pool is masked even for those who look after the pool.
    may_do = visible("lead", "lead", change.viewer, "update", besides="Q")
    sql = (
        f"select {columns(Lead, 'lead')}, coalesce({may_do}, false) from lead where lead.id = any(%(keys)s) and ({may_see})"
        f" order by lead.id{' for update of lead' if lock else ''}"
    )
    rows = await change.fetch(sql, {**change.viewer.params, "keys": keys})
    if len(rows) != len(keys):
        raise not_found("merged")
    if not all(row[-1] for row in rows):
        raise forbidden("merged")
    return [hold(change.session, Lead, row, again=True) for row in rows]


def _wanted(fields: list[dict[str, Any]], leads: dict[UUID, Lead]) -> Choices:
    """Whose value is wanted in which field. Raises `Refusal` for a field that is none, or a lead that is not among them."""
    known, found = choosable(), {}
    for one in fields:
        key = key_of(one["leadId"], "lead")
        if one["field"] not in known or key not in leads:
            label = {"label": ("字段选择", "The choice of a field")}
            why = ("没有这个字段或这条线索。", "there is no such field or lead.")
            raise Refusal("INVALID", ("fields",), {**label, "why": why})
        found[one["field"]] = key
    return found


async def _merge(change: Change, survivor: Lead, losers: list[Lead], choices: Choices) -> LeadMerge:
    leads = [survivor, *losers]
    owner = next(one.owner_id for one in leads if one.id == choices["owner_id"])
    if survivor.status not in OPEN:
        owner = survivor.owner_id
    told = {one.owner_id for one in leads if one.owner_id not in (None, change.viewer.user_id)}
    if told - {owner}:
        # Somebody no longer has a lead they had.
        change.require("lead.assign")
    first, later = await first_of(change, leads, survivor)
    values = merged_values(survivor, losers, choices, first)
    since, is_worked = owner_since(leads, owner), any(map(worked, losers))
    keys = {name: getattr(survivor, name) for name in ("mobile_key", "email_key")}
    merge = change.add(LeadMerge(lead_id=survivor.id, at=change.now, by_id=change.viewer.user_id))
    for one in leads:
        was = {name: getattr(one, name) for name in AS_IT_WAS}
        change.add(MergedLead(merge_id=merge.id, lead_id=survivor.id, merged_id=one.id, **was))
    for one in losers:
        one.deleted_at, one.merged_into_id = change.now, survivor.id
    await change.save("merged_away", into=encode("lead", survivor.id))
    log = await move_all(change, survivor, losers, choices, later)
    log["was"] = {name: plain(getattr(survivor, name)) for name in WITH_OWNER}
    log["changed"] = await _become(change, survivor, values, owner, since, is_worked)
    # The state it was merged in: one it comes into later may stand against parting.
    merge.log = {**log, "keys": keys, "status": survivor.status.value}
    for person in filter(None, told):
        notify(change, person, NotificationKind.LEAD_MERGED, lead_id=survivor.id)
    await change.finish()
    return merge


async def _become(
    change: Change, survivor: Lead, values: dict[str, Any], owner: UUID | None, since: Any, is_worked: bool
) -> dict[str, list[Any]]:
    """Writes what the lead that stays says from now on. Returns what was written over: `{column: [old, new]}`."""
    names = {*values, *WITH_OWNER}
    old = {name: getattr(survivor, name) for name in names}
    if owner is not None and owner != survivor.owner_id:
        await own(change, survivor, owner, "merged")
    for name, value in values.items():
        setattr(survivor, name, value)
    if survivor.status in OPEN and since is not None:
        survivor.owner_since = since
    if survivor.status is LeadStatus.PENDING and is_worked:
        survivor.status = LeadStatus.WORKING
    # Whatever else stays as it was: the lead is another one than its readers have seen.
    survivor.updated_at = change.now
    for name in ("mobile", "email"):
        if name in values and old[name] != values[name]:
            other = await known_lead(change, {name: values[name]}, but=survivor.id)
            if other is not None:
                raise await known_refusal(change, other, name)
    await change.save("merged", was_owner=old["owner_id"], was_department=old["department_id"])
    pairs = {name: [plain(old[name]), plain(getattr(survivor, name))] for name in sorted(names)}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
