"""The reports that come with Weir, made by the same engine as one's own: open one, look at how it is made, change it, keep it."""

from dataclasses import dataclass
from typing import Any

from weir.catalog.declare import Labelled


class Topic(Labelled):
    """What a ready report is about."""

    PIPELINE = "PIPELINE", "商机与漏斗", "Pipeline"
    RESULTS = "RESULTS", "业绩与赢单", "Results"
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


def _count(label: tuple[str, str] | None = None, **where: Any) -> dict[str, Any]:
    return {"function": "COUNT", **({"where": where} if where else {}), **({"label": label} if label else {})}


def _of(function: str, field: str, label: tuple[str, str] | None = None, **where: Any) -> dict[str, Any]:
    return {"field": field, **_count(label, **where), "function": function}


def _ratio(formula: str, label: tuple[str, str]) -> dict[str, Any]:
    return {"function": "FORMULA", "formula": formula, "label": label, "isPercent": True}


def _by(field: str, granularity: str | None = None) -> dict[str, Any]:
    return {"field": field, "granularity": granularity} if granularity else {"field": field}


OPEN = {"status": {"eq": "OPEN"}}
WON = {"status": {"eq": "WON"}}
CLOSED = {"status": {"in": ["WON", "LOST"]}}
YEAR = {"closedAt": {"within": "THIS_YEAR"}}
WIN_RATE = [
    _count(("赢单", "Won"), **WON),
    _count(("已关闭", "Closed"), **CLOSED),
    _ratio("A / B", ("赢单率", "Win rate")),
    _of("SUM", "baseAmount", ("赢单金额", "Won amount"), **WON),
    _of("SUM", "baseAmount", ("关闭金额", "Closed amount"), **CLOSED),
    _ratio("D / E", ("金额赢单率", "Win rate by value")),
]
# What leaderboards rank by: results of who owned the deal when it closed, and what was done. The client turns them by person,
# department and region; the places of the measures are known to it.
RESULTS = [
    _of("SUM", "baseAmount", ("赢单金额", "Won amount"), **WON),
    _count(("赢单数", "Deals won"), **WON),
    _count(("新增客户", "New customers"), isFirstWin={"eq": True}),
    _count(("已关闭", "Closed")),
    _ratio("B / D", ("赢单率", "Win rate")),
]
ANSWERED = {"kind": {"eq": "CALL"}, "outcome": {"in": ["CONNECTED", "POSITIVE", "NEUTRAL", "NEGATIVE"]}}
PROCESS = [
    _count(("有效跟进", "Follow-ups"), isFollowUp={"eq": True}),
    _count(("接通电话", "Calls answered"), **ANSWERED),
    _count(("有效拜访", "Visits"), kind={"eq": "VISIT"}, durationSec={"gte": 300}),
]
AMOUNT, WEIGHTED = _of("SUM", "baseAmount"), _of("SUM", "weightedAmount")

READY = (
    Ready(
        "pipeline-by-stage", Topic.PIPELINE, ("各阶段的商机", "Open deals by stage"),
        ("现在每个阶段有多少商机、多少金额。", "How many deals, and how much, stand in each stage now."),
        {"source": "deal", "where": OPEN, "rows": [_by("stage")], "measures": [_count(), AMOUNT, WEIGHTED], "chart": "FUNNEL"},
    ),
    Ready(
        "owner-by-stage", Topic.PIPELINE, ("销售 × 阶段", "People by stage"),
        ("每个人的商机在哪些阶段，谁的哪个阶段堆积。", "Where everybody's deals stand, and whose pile up."),
        {"source": "deal", "where": OPEN, "rows": [_by("owner")], "columns": [_by("stage")], "measures": [_count()], "chart": "HEAT"},
    ),
    Ready(
        "expected-this-month", Topic.PIPELINE, ("本月预计成交", "Expected this month"),
        ("预计本月成交的进行中商机，按负责人。", "Open deals dated this month, by owner."),
        {
            "source": "deal", "where": {**OPEN, "expectedCloseDate": {"within": "THIS_MONTH"}, "isSlipped": {"eq": False}},
            "rows": [_by("owner")], "measures": [AMOUNT, WEIGHTED, _count()], "sort": "VALUE", "chart": "BAR",
        },
    ),
    Ready(
        "pipeline-by-month", Topic.PIPELINE, ("商机按预计成交月份", "Pipeline by expected month"),
        ("每个月预计成交多少，处在哪个阶段。", "How much is expected in each month, by stage."),
        {
            "source": "deal", "where": OPEN, "rows": [_by("expectedCloseDate", "MONTH")], "columns": [_by("stage")],
            "measures": [AMOUNT], "chart": "STACKED",
        },
    ),
    Ready(
        "slipped", Topic.PIPELINE, ("逾期未成交", "Past their close date"),
        ("预计成交日期已过、仍在进行中的商机。", "Open deals whose expected date has passed."),
        {
            "source": "deal", "where": {"isSlipped": {"eq": True}}, "rows": [_by("owner")],
            "measures": [_count(), AMOUNT, _of("MAX", "daysInStage")], "sort": "VALUE", "chart": "BAR",
        },
    ),
    Ready(
        "won-by-month", Topic.RESULTS, ("赢单金额按月", "Won by month"),
        ("每月赢单金额与累计。", "What was won each month, and so far."),
        {
            "source": "deal", "where": WON, "rows": [_by("closedAt", "MONTH")],
            "measures": [AMOUNT, {**AMOUNT, "show": "RUNNING", "label": ("累计", "So far")}, _count()], "chart": "COMBO",
        },
    ),
    Ready(
        "won-by-quarter-region", Topic.RESULTS, ("赢单按季度与地区", "Won by quarter and region"),
        ("每个季度各地区客户的赢单金额。", "What customers of each region brought, quarter by quarter."),
        {
            "source": "deal", "where": WON, "rows": [_by("closedAt", "QUARTER")], "columns": [_by("account.region")],
            "measures": [AMOUNT], "chart": "STACKED",
        },
    ),
    Ready(
        "win-rate-by-owner", Topic.RESULTS, ("赢单率按销售", "Win rate by person"),
        ("今年关闭的商机：数量与金额赢单率。无效商机不计。", "Deals closed this year, by number and by value. Invalid ones do not count."),
        {"source": "deal", "where": {**YEAR, **CLOSED}, "rows": [_by("ownerAtClose")], "measures": WIN_RATE, "chart": "TABLE"},
    ),
    Ready(
        "results-by-person", Topic.RESULTS, ("业绩榜", "Results by person"),
        ("今年每人的赢单金额、赢单数与新增客户，算给关闭时的负责人。", "What everybody won this year; for who owned deals as they closed."),
        {
            "source": "deal", "where": {**YEAR, **CLOSED}, "rows": [_by("ownerAtClose")], "measures": RESULTS, "sort": "VALUE",
            "chart": "BAR",
        },
    ),
    Ready(
        "win-rate-by-month", Topic.RESULTS, ("赢单率按月", "Win rate by month"),
        ("按关闭月份的赢单率。", "The win rate of the deals closed in each month."),
        {
            "source": "deal", "where": CLOSED, "rows": [_by("closedAt", "MONTH")],
            "measures": [WIN_RATE[0], WIN_RATE[1], WIN_RATE[2]], "chart": "COMBO",
        },
    ),
    Ready(
        "win-rate-by-competitor", Topic.RESULTS, ("对竞争对手的赢单率", "Win rate by competitor"),
        ("遇到每个竞争对手时赢了多少。", "How often we win against each competitor."),
        {
            "source": "deal", "where": {**CLOSED, "competitor": {"isNull": False}}, "rows": [_by("competitor")],
            "measures": WIN_RATE, "sort": "VALUE", "chart": "TABLE",
        },
    ),
    Ready(
        "lost-reasons", Topic.RESULTS, ("输单原因", "Why we lose"),
        ("今年输掉的商机，按原因。", "Deals lost this year, by reason."),
        {
            "source": "deal", "where": {**YEAR, "status": {"eq": "LOST"}}, "rows": [_by("lostReason")],
            "measures": [_count(), AMOUNT], "sort": "VALUE", "chart": "DONUT",
        },
    ),
    Ready(
        "cycle-by-owner", Topic.RESULTS, ("成交周期", "Sales cycle"),
        ("赢单从创建到成交用了多少天。", "How many days won deals took from creation to closing."),
        {
            "source": "deal", "where": {**WON, "cycleDays": {"gt": "0"}}, "rows": [_by("ownerAtClose")],
            "measures": [
                _of("MEDIAN", "cycleDays"), _of("AVERAGE", "cycleDays"),
                {"function": "PERCENTILE", "percent": 90, "field": "cycleDays"}, _count(),
            ],
            "chart": "BAR",
        },
    ),
    Ready(
        "leads-by-channel", Topic.LEADS, ("线索按渠道", "Leads by channel"),
        ("今年每个渠道带来多少线索，多少有效，多少成为商机。", "What each channel brought this year, how much was valid, what came of it."),
        {
            "source": "lead", "where": {"createdAt": {"within": "THIS_YEAR"}}, "rows": [_by("channel")],
            "measures": [
                _count(), _count(("有效", "Valid"), status={"neq": "INVALID"}), _count(("成为商机", "With deal"), dealId={"isNull": False}),
                _ratio("C / B", ("线索→商机", "Lead to deal")),
            ],
            "sort": "VALUE", "chart": "BAR",
        },
    ),
    Ready(
        "leads-by-week", Topic.LEADS, ("线索按周与状态", "Leads by week and status"),
        ("每周来了多少线索，现在怎样了。", "How many leads came each week, and where they are now."),
        {
            "source": "lead", "where": {"createdAt": {"within": "LAST_90_DAYS"}}, "rows": [_by("createdAt", "WEEK")],
            "columns": [_by("status")], "measures": [_count()], "chart": "STACKED",
        },
    ),
    Ready(
        "leads-by-hour", Topic.LEADS, ("线索来的时间", "When leads come"),
        ("星期几、几点来的线索最多，排班可以参考。", "On which day and at which hour leads come: for planning who is there."),
        {
            "source": "lead", "where": {"createdAt": {"within": "LAST_90_DAYS"}}, "rows": [_by("createdAt", "WEEKDAY")],
            "columns": [_by("createdAt", "HOUR")], "measures": [_count()], "chart": "HEAT",
        },
    ),
    Ready(
        "invalid-reasons", Topic.LEADS, ("无效线索的原因", "Why leads are invalid"),
        ("按渠道与原因，告诉市场哪些钱白花了。", "By channel and reason: where marketing's money is wasted."),
        {
            "source": "lead", "where": {"status": {"eq": "INVALID"}}, "rows": [_by("channel")], "columns": [_by("invalidReason")],
            "measures": [_count()], "sort": "VALUE", "chart": "STACKED",
        },
    ),
    Ready(
        "activity-by-person", Topic.ACTIVITY, ("跟进次数按人", "Activities by person"),
        ("过去 30 天每人的电话、拜访与消息。", "Calls, visits and messages of the last 30 days."),
        {
            "source": "activity", "where": {"occurredAt": {"within": "LAST_30_DAYS"}}, "rows": [_by("owner")],
            "columns": [_by("kind")], "measures": [_count()], "sort": "VALUE", "chart": "STACKED",
        },
    ),
    Ready(
        "process-by-person", Topic.ACTIVITY, ("过程榜", "Process by person"),
        ("过去 30 天每人的有效跟进、接通电话与有效拜访（5 分钟及以上）。", "Follow-ups, calls answered and visits of the last 30 days."),
        {
            "source": "activity", "where": {"occurredAt": {"within": "LAST_30_DAYS"}}, "rows": [_by("owner")], "measures": PROCESS,
            "sort": "VALUE", "chart": "BAR",
        },
    ),
    Ready(
        "tasks-by-person", Topic.ACTIVITY, ("任务完成情况", "Tasks by person"),
        ("每人还有多少任务，多少已逾期。", "Who has how many tasks left, and how many are overdue."),
        {
            "source": "task", "where": {"status": {"in": ["OPEN", "IN_PROGRESS"]}}, "rows": [_by("assignee")],
            "measures": [_count(), _count(("逾期", "Overdue"), isOverdue={"eq": True})], "sort": "VALUE", "chart": "BAR",
        },
    ),
    Ready(
        "customers-by-industry", Topic.CUSTOMERS, ("客户行业分布", "Customers by industry"),
        ("客户集中在哪些行业。", "In which industries our customers are."),
        {
            "source": "account", "rows": [_by("industry")], "measures": [_count(), {**_count(("占比", "Share")), "show": "SHARE"}],
            "top": {"first": 8, "other": True}, "chart": "DONUT",
        },
    ),
    Ready(
        "won-by-industry", Topic.CUSTOMERS, ("赢单按客户行业", "Won by industry"),
        ("哪些行业买得最多，赢单率如何。", "Which industries buy most, and how often we win there."),
        {"source": "deal", "where": CLOSED, "rows": [_by("account.industry")], "measures": WIN_RATE, "sort": "VALUE", "chart": "TABLE"},
    ),
)  # fmt: skip


def spoken(definition: Any, chinese: bool) -> Any:
    """The definition with its labels in one language."""
    if isinstance(definition, dict):
        return {key: _said(key, value, chinese) for key, value in definition.items()}
    if isinstance(definition, list):
        return [spoken(one, chinese) for one in definition]
    return definition


def _said(key: str, value: Any, chinese: bool) -> Any:
    if key == "label" and isinstance(value, tuple):
        return value[0 if chinese else 1]
    return spoken(value, chinese)
