"""How much somebody wants to buy, as it is said. What the grade makes of it is written by `scoring`."""

import sqlalchemy as sa

from weir.changing.change import Change
from weir.leads.kinds import IntentCause
from weir.leads.model import Lead


def say_intent(change: Change, lead: Lead) -> None:
    """Keeps who says the intent, where it is another one now; any other change of the lead leaves what was said, and since when."""
    if sa.inspect(lead).attrs.intent.history.has_changes():
        lead.intent_since = None
        stated(change, lead)


def stated(change: Change, lead: Lead) -> None:
    """A person says the intent now. What a door or a partner brings came with the lead."""
    person = change.viewer.user_id
    is_ours = person is not None and change.viewer.partner_id is None
    if lead.intent is None:
        lead.intent_cause, lead.intent_at, lead.intent_by_id = None, None, None
        return
    lead.intent_cause = IntentCause.MANUAL if is_ours else IntentCause.SOURCE
    lead.intent_at, lead.intent_by_id = change.now, person if is_ours else None
