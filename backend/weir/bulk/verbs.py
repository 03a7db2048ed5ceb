"""Which verb does an action with one record, and which takes it back: the same ones people use, so every gate and rule holds."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from weir.accounts.actions import restore_account, update_account, void_account
from weir.activities.actions import cancel_task, reopen_task, update_task
from weir.bulk.model import BulkAction, BulkObject
from weir.catalog.declare import Kind
from weir.catalog.ids import encode
from weir.catalog.registry import OBJECTS, CatalogField
from weir.changing.change import Change
from weir.changing.diff import plain
from weir.contacts.actions import restore_contact, update_contact, void_contact
from weir.deals.actions import restore_deal, update_deal, void_deal
from weir.deals.moving import move_deal
from weir.deals.undoing import undo_deal_move
from weir.identity.actions import transfer_owner
from weir.leads.actions import assign_lead, return_lead, update_lead, void_lead
from weir.leads.kinds import ReturnReason
from weir.leads.moving import restore_lead
from weir.leads.pooling import LEADS
from weir.leads.regaining import regain_lead
from weir.leads.waking import unwake_lead, wake_lead
from weir.pools.accounts import ACCOUNTS, regain_account, return_account
from weir.pools.giving_back import standing

Verb = Callable[[Change, dict[str, Any]], Awaitable[Any]]

UPDATE: dict[BulkObject, Verb] = {
    BulkObject.DEAL: update_deal,
    BulkObject.ACCOUNT: update_account,
    BulkObject.CONTACT: update_contact,
    BulkObject.LEAD: update_lead,
    BulkObject.TASK: update_task,
}
VOID: dict[BulkObject, Verb] = {
    BulkObject.DEAL: void_deal,
    BulkObject.ACCOUNT: void_account,
    BulkObject.CONTACT: void_contact,
    BulkObject.LEAD: void_lead,
    BulkObject.TASK: cancel_task,
}
RESTORE: dict[BulkObject, Verb] = {
    BulkObject.DEAL: restore_deal,
    BulkObject.ACCOUNT: restore_account,
    BulkObject.CONTACT: restore_contact,
    BulkObject.LEAD: restore_lead,
    BulkObject.TASK: reopen_task,
}
# What pools hold goes back where it was, with the clock it had.
POOLED = {BulkObject.LEAD: LEADS, BulkObject.ACCOUNT: ACCOUNTS}
RETURN: dict[BulkObject, Verb] = {BulkObject.LEAD: return_lead, BulkObject.ACCOUNT: return_account}
REGAIN = {BulkObject.LEAD: regain_lead, BulkObject.ACCOUNT: regain_account}
# The deals of one action may be many: its undo lasts as long as that of every big action.
UNDO_DAYS = 7


def fields_of(kind: BulkObject) -> dict[str, CatalogField]:
    """The fields of an object that can be set, by their name in its update input."""
    entry = OBJECTS[kind.value.lower()]
    return {one.input_name: one for one in entry.readable() if one.info.writable and one.is_kept}


def api_value(field: CatalogField, row: Any) -> Any:
    """The value of a record's field as its update input takes it."""
    value = field.of(row)
    if value is None:
        return None
    if field.info.kind is Kind.LINK:
        return encode(str(field.info.link), value)
    if field.info.kind is Kind.MONEY:
        return {"amount": str(value), "currency": getattr(row, str(field.info.currency))}
    return plain(value)


def snapshot(kind: BulkObject, action: BulkAction, given: dict[str, Any], row: Any) -> dict[str, Any]:
    """What the undo will need of the record as it is before the action."""
    if kind in POOLED and action in (BulkAction.TRANSFER, BulkAction.SHARE_OUT, BulkAction.RETURN):
        return standing(row)
    if action is BulkAction.TRANSFER:
        owner = row.assignee_id if kind is BulkObject.TASK else row.owner_id
        return {"owner": encode("user", owner) if owner else None}
    if action is BulkAction.SET_FIELD:
        return {"value": api_value(fields_of(kind)[given["field"]], row)}
    if action in (BulkAction.ADD_TAGS, BulkAction.REMOVE_TAGS):
        return {"value": list(row.tags)}
    if action is BulkAction.WAKE:
        return {"nextFollowUpAt": plain(row.next_follow_up_at)}
    return {}


async def do(change: Change, kind: BulkObject, action: BulkAction, given: dict[str, Any], row: Any) -> None:
    """Does the action with one record, as its verb would."""
    named = {"id": encode(kind.value.lower(), row.id), "version": row.version}
    if action in (BulkAction.TRANSFER, BulkAction.SHARE_OUT):
        await _transfer(change, kind, named, given["ownerId"], given.get("reason"))
    elif action is BulkAction.SET_FIELD:
        await UPDATE[kind](change, {**named, given["field"]: given["value"]})
    elif action is BulkAction.ADD_TAGS:
        await UPDATE[kind](
            change, {**named, "tags": [*row.tags, *(one for one in given["tags"] if one not in row.tags)]}
        )
    elif action is BulkAction.REMOVE_TAGS:
        await UPDATE[kind](change, {**named, "tags": [one for one in row.tags if one not in given["tags"]]})
    elif action is BulkAction.MOVE:
        if encode("stage", row.stage_id) != given["stageId"]:
            await move_deal(change, {**named, **given})
    elif action is BulkAction.WAKE:
        await wake_lead(change, {**named, **given})
    elif action is BulkAction.RETURN:
        await RETURN[kind](change, {**named, "reason": ReturnReason.NO_RESPONSE.value})
    elif action is BulkAction.VOID:
        await VOID[kind](change, named)
    else:
        await RESTORE[kind](change, named)


async def take_back(
    change: Change, kind: BulkObject, action: BulkAction, given: dict[str, Any], before: dict[str, Any], row: Any
) -> None:
    """Undoes the action on one record, by the verb that is its opposite."""
    named = {"id": encode(kind.value.lower(), row.id), "version": row.version}
    if "owner_since" in before:
        await REGAIN[kind](change, named, before)
    elif action is BulkAction.TRANSFER:
        await _transfer(change, kind, named, before["owner"], None)
    elif action is BulkAction.SET_FIELD:
        await UPDATE[kind](change, {**named, given["field"]: before["value"]})
    elif action in (BulkAction.ADD_TAGS, BulkAction.REMOVE_TAGS):
        await UPDATE[kind](change, {**named, "tags": before["value"]})
    elif action is BulkAction.MOVE:
        await undo_deal_move(change, named, within=timedelta(days=UNDO_DAYS))
    elif action is BulkAction.WAKE:
        await unwake_lead(change, {**named, "nextFollowUpAt": before["nextFollowUpAt"]})
    elif action is BulkAction.RETURN:
        # One of before its standing was kept.
        await assign_lead(change, {**named, "ownerId": before["owner"]})
    elif action is BulkAction.VOID:
        await RESTORE[kind](change, named)
    else:
        await VOID[kind](change, named)


async def _transfer(
    change: Change, kind: BulkObject, named: dict[str, Any], owner: str | None, reason: str | None
) -> None:
    if kind is BulkObject.TASK:
        await update_task(change, {**named, "assigneeId": owner})
    else:
        await transfer_owner(change, {**named, "ownerId": owner, "reason": reason})
