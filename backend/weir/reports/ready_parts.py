"""What ready reports are made of: measures and filters that several of them share."""

from dataclasses import dataclass
from typing import Any

from weir.catalog.declare import Labelled


class Topic(Labelled):
    """What a ready report is about."""

    PIPELINE = "PIPELINE", "商机与漏斗", "Pipeline"
    RESULTS = "RESULTS", "业绩与赢单", "Results"
    MONEY = "MONEY", "合同与回款", "Contracts and payments"
    LEADS = "LEADS", "线索与渠道", "Leads and channels"
    ACTIVITY = "ACTIVITY", "跟进与执行", "Activity"
    CUSTOMERS = "CUSTOMERS", "客户", "Customers"


@dataclass(frozen=True, slots=True)
class Ready:
    """One ready report, by its key; texts as (zh-CN, English)."""

    key: str
    topic: Topic
    name: tuple[str, str]
    about: tuple[str, str]
    definition: dict[str, Any]


def count(label: tuple[str, str] | None = None, **where: Any) -> dict[str, Any]:
    """How many records, or those of them that match."""
    return {"function": "COUNT", **({"where": where} if where else {}), **({"label": label} if label else {})}


def of(function: str, field: str, label: tuple[str, str] | None = None, **where: Any) -> dict[str, Any]:
    """A number of a field."""
    return {"field": field, **count(label, **where), "function": function}


def ratio(formula: str, label: tuple[str, str]) -> dict[str, Any]:
    """A share reckoned from the measures before it."""
    return {"function": "FORMULA", "formula": formula, "label": label, "isPercent": True}


def by(field: str, granularity: str | None = None) -> dict[str, Any]:
    """A field to group by."""
    return {"field": field, "granularity": granularity} if granularity else {"field": field}


OPEN = {"status": {"eq": "OPEN"}}
WON = {"status": {"eq": "WON"}}
CLOSED = {"status": {"in": ["WON", "LOST"]}}
YEAR = {"closedAt": {"within": "THIS_YEAR"}}
WIN_RATE = [
    count(("赢单", "Won"), **WON),
    count(("已关闭", "Closed"), **CLOSED),
    ratio("A / B", ("赢单率", "Win rate")),
    of("SUM", "baseAmount", ("赢单金额", "Won amount"), **WON),
    of("SUM", "baseAmount", ("关闭金额", "Closed amount"), **CLOSED),
    ratio("D / E", ("金额赢单率", "Win rate by value")),
]
# What leaderboards rank by: results of who owned the deal when it closed, and what was done. The client turns them by person,
# department and region; the places of the measures are known to it.
RESULTS = [
    of("SUM", "baseAmount", ("赢单金额", "Won amount"), **WON),
    count(("赢单数", "Deals won"), **WON),
    count(("新增客户", "New customers"), isFirstWin={"eq": True}),
    count(("已关闭", "Closed")),
    ratio("B / D", ("赢单率", "Win rate")),
]
ANSWERED = {"kind": {"eq": "CALL"}, "outcome": {"in": ["CONNECTED", "POSITIVE", "NEUTRAL", "NEGATIVE"]}}
PROCESS = [
    count(("有效跟进", "Follow-ups"), isFollowUp={"eq": True}),
    count(("接通电话", "Calls answered"), **ANSWERED),
    count(("有效拜访", "Visits"), kind={"eq": "VISIT"}, durationSec={"gte": 300}),
]
AMOUNT, WEIGHTED = of("SUM", "baseAmount"), of("SUM", "weightedAmount")
