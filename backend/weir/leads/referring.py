"""Who told somebody of us: a contact, or a customer as a whole."""

import sqlalchemy as sa

from weir.changing.change import Change
from weir.errors import Refusal
from weir.leads.model import Lead

ACCOUNT_OF = "select account_id from contact where id = %(key)s"


async def refer(change: Change, lead: Lead) -> None:
    """A contact refers for their customer: that one is named by itself. Raises `Refusal` when it is another's contact."""
    told = sa.inspect(lead).attrs
    if not told.referrer_account_id.history.has_changes() and not told.referrer_contact_id.history.has_changes():
        return
    if lead.referrer_contact_id is None:
        return
    ((account,),) = await change.fetch(ACCOUNT_OF, {"key": lead.referrer_contact_id})
    if lead.referrer_account_id is None:
        lead.referrer_account_id = account
    elif account != lead.referrer_account_id:
        raise Refusal("REFERRER_ELSEWHERE", ("referrerContactId",))
