"""What can be done with tracking links."""

import secrets
from typing import Any

from weir.changing.change import Change
from weir.changing.records import create, restore, update, void
from weir.intake.form_actions import checked_address
from weir.intake.links import TrackingLink

# Without the signs that look alike on a poster.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 9


async def create_tracking_link(change: Change, given: dict[str, Any]) -> TrackingLink:
    """A new short address."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return await create(change, TrackingLink, given, _check, code=code)


async def update_tracking_link(change: Change, given: dict[str, Any]) -> TrackingLink:
    """Changes where a link leads or what it stamps; printed codes stay good."""
    return await update(change, TrackingLink, given, _check)


async def void_tracking_link(change: Change, given: dict[str, Any]) -> TrackingLink:
    """Takes a link away: its address leads nowhere."""
    return await void(change, TrackingLink, given)


async def restore_tracking_link(change: Change, given: dict[str, Any]) -> TrackingLink:
    """Brings a voided link back."""
    return await restore(change, TrackingLink, given)


async def _check(change: Change, link: TrackingLink) -> None:
    link.target_url = checked_address(link.target_url, "targetUrl")
