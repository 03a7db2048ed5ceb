"""What signing in leaves behind: audit entries and security notices. No secret and no e-mail address is in them."""

from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncSession

from weir.access.viewer import Viewer
from weir.activities.model import Notification, NotificationKind
from weir.audit.model import AuditEntry, Event, Outbox
from weir.logs import request_id


def audit(
    db: AsyncSession,
    action: str,
    object_type: str,
    object_id: UUID | None,
    *,
    viewer: Viewer | None = None,
    actor_id: UUID | None = None,
    actor: str | None = None,
    **facts: Any,
) -> None:
    """Adds an entry to the caller's transaction; `facts` appear as changes from nothing."""
    if viewer is not None:
        actor_id = viewer.user_id
        actor = viewer.system or viewer.credential.partition(":")[0] or "user"
    db.add(
        AuditEntry(
            actor_id=actor_id,
            identity=actor or ("user" if actor_id else "anonymous"),
            action=action,
            object_type=object_type,
            object_id=object_id,
            request_id=request_id.get(),
            changes={name: [None, value] for name, value in facts.items() if value is not None},
        )
    )


def warn(db: AsyncSession, user_id: UUID) -> None:
    """Tells a person, live where they are signed in, that something happened to their account; the audit says what."""
    notice = Notification(user_id=user_id, kind=NotificationKind.SECURITY)
    db.add(notice)
    event = Event(type="notification.added", object_type="notification", object_id=notice.id)
    body = {"type": event.type, "object": "notification", "id": str(notice.id), "user": str(user_id)}
    db.add(event)
    db.add(Outbox(event_id=event.id, body=orjson.dumps(body).decode()))
