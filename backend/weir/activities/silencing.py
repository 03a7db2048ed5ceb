"""What a person does not want to be told of: the kinds of notices they have switched off, and those that nobody can."""

from typing import Any

from weir.access.viewer import Viewer
from weir.activities.model import NotificationKind
from weir.changing.change import Change
from weir.errors import Refusal, forbidden
from weir.identity.model import User

K = NotificationKind
# Somebody is waiting, or something may be wrong: whoever switched these off would let others down without knowing.
FIXED = (K.MENTION, K.LEAD_WAITS, K.SECURITY)
# Nobody else is ever told of these.
ONLY_FOR = {
    K.LEAD_SHARED: frozenset({"PARTNER"}),
    K.LOAD_UNEVEN: frozenset({"MANAGER"}),
    K.LEAD_UNASSIGNED: frozenset({"ADMIN", "MANAGER"}),
}
# The trigger `notification_silenced` keeps what is in this column from being written, however it comes about.
SILENCED = 'select silenced from "user" where id = %(key)s'


def kinds_for(viewer: Viewer) -> list[NotificationKind]:
    """The kinds of notices this person may get, in the order they are declared."""
    return [kind for kind in K if kind not in ONLY_FOR or ONLY_FOR[kind] & viewer.roles]


async def silence_notifications(change: Change, given: dict[str, Any]) -> list[NotificationKind]:
    """Says which kinds of notices one does not want, in place of what one said before."""
    key = change.viewer.user_id
    user = await change.session.get(User, key, with_for_update=True) if key else None
    if user is None:
        raise forbidden()
    kinds = sorted({K(one) for one in given["kinds"]})
    if fixed := [kind for kind in kinds if kind in FIXED]:
        names = ("、".join(one.zh for one in fixed), ", ".join(one.en for one in fixed))
        raise Refusal("NOTICE_FIXED", ("kinds",), {"kind": names})
    user.silenced = [kind.value for kind in kinds]
    await change.save("updated")
    return kinds
