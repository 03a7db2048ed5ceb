"""A transfer of a lead taken back: it stands where it stood, and no clock has gained or lost by it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from weir.catalog.ids import key_of
from weir.changing.change import Change, plain
from weir.changing.records import active_user, own
from weir.leads.actions import disown
from weir.leads.kinds import LeadStatus
from weir.leads.model import Lead

# Who had a lead only until a transfer was taken back has lost nothing: the cool-down of pools does not count it.
CAUSE = "transfer_undone"
# A new owner is protected by nobody: that comes back afterwards, and a day to follow up, should the time have passed meanwhile.
AS_BEFORE = (
    "update lead set protected_until = %(until)s::timestamptz, recycle_not_before = %(soon)s where id = %(lead)s"
)
KEPT = ("owner_id", "department_id", "pool_id", "status", "owner_since", "assigned_at", "protected_until")


def standing(lead: Lead) -> dict[str, Any]:
    """Where a lead stands, as JSON: what `regain_lead` needs of it afterwards."""
    return {name: plain(getattr(lead, name)) for name in KEPT}


async def regain_lead(change: Change, given: dict[str, Any], was: dict[str, Any]) -> Lead:
    """Gives a lead back to whom it was taken from, or to the pool it waited in; `was` is its `standing` before."""
    lead = await change.load(Lead, key_of(given["id"], "lead"), version=given["version"])
    change.require("record.transfer")
    told = {"was_owner": lead.owner_id, "was_department": lead.department_id}
    if was["owner_id"] is None:
        await disown(change, lead, CAUSE, pool_id=_key(was["pool_id"]))
        lead.status, lead.department_id = LeadStatus(was["status"]), _key(was["department_id"])
        await change.save("transferred", **told)
        return lead
    user = await active_user(change, _key(was["owner_id"]), "ownerId")
    lead.pool_id = _key(was["pool_id"])
    await own(change, lead, user.id, CAUSE)
    lead.owner_since, lead.assigned_at = _moment(was["owner_since"]), _moment(was["assigned_at"])
    # Who was given it may have begun: that stays.
    if lead.status is LeadStatus.PENDING:
        lead.status = LeadStatus(was["status"])
    await change.save("transferred", **told)
    values = {"lead": lead.id, "soon": change.now + timedelta(days=1), "until": _moment(was["protected_until"])}
    await change.fetch(AS_BEFORE, values)
    return lead


def _key(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
