"""Saying what will be won in a month: for oneself, or as a manager beside somebody's own word."""

from typing import Any

from sqlmodel import col, select

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.records import active_user
from weir.errors import Refusal, forbidden
from weir.forecasts.model import Forecast, ForecastVoice

# Two who say something of the same person wait for each other.
LOCK = 'select 1 from "user" where id = %(owner)s for no key update'


async def submit_forecast(change: Change, given: dict[str, Any]) -> Forecast:
    """Writes a word down or replaces it; without an amount it is taken back. Every word before stays in the audit."""
    change.allow("create", Forecast)
    owner = key_of(given["ownerId"], "user") if given.get("ownerId") else change.viewer.user_id
    month, amount = given["month"], given.get("amount")
    if month.day != 1:
        why = ("请给出当月的第一天。", "give the first day of the month.")
        raise Refusal("INVALID", ("month",), {"label": ("月份", "The month"), "why": why})
    if amount is not None and not 0 <= amount < 10**16:
        why = ("不能是负数或过大。", "it is neither negative nor huge.")
        raise Refusal(
            "INVALID",
            ("amount",),
            {"label": ("金额", "The amount"), "why": why},
        )
    if owner is None:
        raise forbidden("ownerId")
    if owner != change.viewer.user_id:
        await active_user(change, owner, "ownerId")
    await change.fetch(LOCK, {"owner": owner})
    voice = ForecastVoice.OWN if owner == change.viewer.user_id else ForecastVoice.MANAGER
    same = (
        Forecast.owner_id == owner,
        Forecast.month == month,
        Forecast.level == given["level"],
        Forecast.voice == voice,
    )
    query = select(Forecast).where(*same).order_by(col(Forecast.id))
    there: Forecast | None = (await change.session.exec(query)).one_or_none()  # type: ignore[attr-defined]
    if there is None:
        row = change.add(Forecast(owner_id=owner, month=month, level=given["level"], voice=voice))
    else:
        row = await change.load(Forecast, there.id, version=given.get("version"), path="ownerId")
    row.amount, row.note, row.said_by_id = amount, given.get("note") or None, change.viewer.user_id
    await change.save("updated" if there else "created")
    if not await change.permits(Forecast, row.id, "update"):
        raise forbidden("ownerId")
    return row
