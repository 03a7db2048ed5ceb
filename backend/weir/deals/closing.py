"""What closing a deal needs and does: its reasons, its time, and a customer won."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from weir.accounts.model import Account, AccountType
from weir.changing.change import Change
from weir.deals.gate import Unmet
from weir.deals.kinds import LostReason
from weir.deals.model import Deal
from weir.errors import Refusal, forbidden
from weir.pipelines.model import Stage, StageType


def closing_items(deal: Deal, target: Stage) -> list[Unmet]:
    """What winning or losing needs: a reason, the competitor or a note where the reason asks for it."""

    def item(field: str, zh: str, en: str) -> Unmet:
        return Unmet("FIELD", field, (zh, en), True, target)

    found = []
    if target.type is StageType.WON:
        if deal.won_reason is None:
            found.append(item("won_reason", "赢单原因", "Won reason"))
        if deal.amount is None:
            found.append(item("amount", "金额", "Amount"))
    if target.type is StageType.LOST:
        if deal.lost_reason is None:
            found.append(item("lost_reason", "输单原因", "Lost reason"))
        if deal.lost_reason is LostReason.COMPETITOR and not deal.competitor:
            found.append(item("competitor", "竞争对手", "Competitor"))
        if deal.lost_reason is LostReason.OTHER and not deal.lost_note:
            found.append(item("lost_note", "输单说明", "Lost note"))
    if target.type is StageType.INVALID and not deal.lost_note:
        found.append(item("lost_note", "无效说明", "Why it is invalid"))
    return found


def closing_time(change: Change, given: datetime | None) -> datetime:
    """Now, or a day back to the start of the current month for who may back-date; never the future."""
    if given is None:
        return change.now
    at = given.astimezone(UTC)
    month = datetime.combine(change.today.replace(day=1), time(), ZoneInfo(change.viewer.time_zone))
    label = {"label": ("关闭时间", "Closed")}
    if at > change.now:
        raise Refusal("INVALID", ("closedAt",), {**label, "why": ("不能晚于现在。", "it lies in the future.")})
    if at < change.now - timedelta(minutes=5):
        if not change.viewer.has("deal.backdate"):
            raise forbidden("closedAt")
        if at < month:
            raise Refusal(
                "INVALID", ("closedAt",), {**label, "why": ("不能早于本月初。", "it lies before this month.")}
            )
    return at


async def make_customer(change: Change, deal: Deal) -> None:
    """A won deal makes its account a customer."""
    if deal.account_id is None:
        return
    account = await change.session.get(Account, deal.account_id, with_for_update=True)
    if account is not None and account.type is AccountType.PROSPECT:
        account.type = AccountType.CUSTOMER
