"""Into the outbox, in the transaction of what causes the mail; a job takes it from there."""

from typing import Any
from uuid import UUID

from weir.changing.change import Change
from weir.errors import Refusal
from weir.jobs import wake
from weir.mail import texts  # noqa: F401 (what its refusals say)
from weir.mail.model import Mail, MailKind

DUE = "mail.due"
# What one person may have sent to themselves in a day, tests included.
MOST_A_DAY = 50
ASKED = """
select (select email from "user" where id = %(user)s), exists (select 1 from mail_server),
    (select count(*) from mail where user_id = %(user)s and once is null and created_at > now() - interval '1 day')
"""


async def put_out(change: Change, kind: MailKind, **given: Any) -> Mail:
    """A mail the viewer asks for, to themselves. Raises `Refusal` where it could not go out."""
    [[address, is_set, today]] = await change.fetch(ASKED, {"user": change.viewer.user_id})
    if not is_set:
        raise Refusal("MAIL_NO_SERVER")
    if not address:
        raise Refusal("MAIL_NO_ADDRESS", params={"name": change.viewer.name})
    if today >= MOST_A_DAY:
        raise Refusal("MAIL_DAILY_LIMIT", params={"max": MOST_A_DAY})
    mail = change.add(Mail(kind=kind, user_id=_person(change), given=given, next_at=change.now))
    await change.save("put_out")
    await wake(change.session, DUE)
    return mail


def _person(change: Change) -> UUID:
    if change.viewer.user_id is None:
        raise Refusal("FORBIDDEN")
    return change.viewer.user_id
