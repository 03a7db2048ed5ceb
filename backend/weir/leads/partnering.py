"""A lead that a partner is to bring on: their people see it from then on, and are told."""

from uuid import UUID

from weir.activities.actions import notify
from weir.activities.model import NotificationKind
from weir.changing.change import Change
from weir.leads.model import Lead

PEOPLE = 'select u.id from "user" u where u.partner_id = %(partner)s and u.is_active order by u.id'


async def share(change: Change, lead: Lead, partner: UUID) -> None:
    """Shows a lead that no partner has to this one; the caller saves it."""
    lead.partner_id = partner
    for (person,) in await change.fetch(PEOPLE, {"partner": partner}):
        notify(change, person, NotificationKind.LEAD_SHARED, lead_id=lead.id)
