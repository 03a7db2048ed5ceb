"""Whether an activity is a follow-up: somebody of ours has turned to the customer. `FOLLOW_UP` of the model says it in SQL."""

from weir.activities.model import Activity, ActivityKind, Direction

NOTE_LENGTH = 10
OUTBOUND_ONLY = (ActivityKind.MAIL, ActivityKind.MESSAGE)


def is_follow_up(row: Activity) -> bool:
    """An attempt counts, a mail of theirs or a short note does not."""
    if row.kind is ActivityKind.NOTE:
        return len(row.summary) > NOTE_LENGTH and row.outcome is not None
    return row.kind not in OUTBOUND_ONLY or row.direction is Direction.OUTBOUND
