"""The reports that come with Weir, made by the same engine as one's own: open one, look at how it is made, change it, keep it."""

from typing import Any

from weir.reports.ready_money import MONEY
from weir.reports.ready_parts import (
    AMOUNT,
    CLOSED,
    OPEN,
    PROCESS,
    RESULTS,
    WEIGHTED,
    WIN_RATE,
    WON,
    YEAR,
    Ready,
    Topic,
    by,
    count,
    of,
    ratio,
)

READY = (
    Ready(
        "pipeline-by-stage", Topic.PIPELINE, ("各阶段的商机", "Open deals by stage"),
        ("现在每个阶段有多少商机、多少金额。", "How many deals, and how much, stand in each stage now."),
        {"source": "deal", "where": OPEN, "rows": [by("stage")], "measures": [count(), AMOUNT, WEIGHTED], "chart": "FUNNEL"},
    ),
    Ready(
        "forecast-by-product", Topic.PIPELINE, ("按产品与月份预测", "Forecast by product and month"),
        (
            "进行中商机的明细，按预计成交月份，供备货与财务规划。没有明细的商机不计。",
            "Lines of open deals by expected month, for stock and finance. Deals without lines are left out.",
        ),
        {
            "source": "deal_line", "where": {"deal": {**OPEN, "isSlipped": {"eq": False}}}, "rows": [by("product")],
            "columns": [by("deal.expectedCloseDate", "MONTH")],
            "measures": [
                of("SUM", "quantity", ("数量", "Quantity")), of("SUM", "baseTotal", ("金额", "Amount")),
                of("SUM", "weightedTotal", ("加权金额", "Weighted amount")),
            ],
            "chart": "TABLE",
        },
    ),
    Ready(
        "owner-by-stage", Topic.PIPELINE, ("销售 × 阶段", "People by stage"),
        ("每个人的商机在哪些阶段，谁的哪个阶段堆积。", "Where everybody's deals stand, and whose pile up."),
        {"source": "deal", "where": OPEN, "rows": [by("owner")], "columns": [by("stage")], "measures": [count()], "chart": "HEAT"},
    ),
    Ready(
        "expected-this-month", Topic.PIPELINE, ("本月预计成交", "Expected this month"),
        ("预计本月成交的进行中商机，按负责人。", "Open deals dated this month, by owner."),
        {
            "source": "deal", "where": {**OPEN, "expectedCloseDate": {"within": "THIS_MONTH"}, "isSlipped": {"eq": False}},
            "rows": [by("owner")], "measures": [AMOUNT, WEIGHTED, count()], "sort": "VALUE", "chart": "BAR",
        },
    ),
    Ready(
        "pipeline-by-month", Topic.PIPELINE, ("商机按预计成交月份", "Pipeline by expected month"),
        ("每个月预计成交多少，处在哪个阶段。", "How much is expected in each month, by stage."),
        {
            "source": "deal", "where": OPEN, "rows": [by("expectedCloseDate", "MONTH")], "columns": [by("stage")],
            "measures": [AMOUNT], "chart": "STACKED",
        },
    ),
    Ready(
        "slipped", Topic.PIPELINE, ("逾期未成交", "Past their close date"),
        ("预计成交日期已过、仍在进行中的商机。", "Open deals whose expected date has passed."),
        {
            "source": "deal", "where": {"isSlipped": {"eq": True}}, "rows": [by("owner")],
            "measures": [count(), AMOUNT, of("MAX", "daysInStage")], "sort": "VALUE", "chart": "BAR",
        },
    ),
    Ready(
        "won-by-month", Topic.RESULTS, ("赢单金额按月", "Won by month"),
        ("每月赢单金额与累计。", "What was won each month, and so far."),
        {
            "source": "deal", "where": WON, "rows": [by("closedAt", "MONTH")],
            "measures": [AMOUNT, {**AMOUNT, "show": "RUNNING", "label": ("累计", "So far")}, count()], "chart": "COMBO",
        },
    ),
    Ready(
        "won-by-quarter-region", Topic.RESULTS, ("赢单按季度与地区", "Won by quarter and region"),
        ("每个季度各地区客户的赢单金额。", "What customers of each region brought, quarter by quarter."),
        {
            "source": "deal", "where": WON, "rows": [by("closedAt", "QUARTER")], "columns": [by("account.region")],
            "measures": [AMOUNT], "chart": "STACKED",
        },
    ),
    Ready(
        "win-rate-by-owner", Topic.RESULTS, ("赢单率按销售", "Win rate by person"),
        ("今年关闭的商机：数量与金额赢单率。无效商机不计。", "Deals closed this year, by number and by value. Invalid ones do not count."),
        {"source": "deal", "where": {**YEAR, **CLOSED}, "rows": [by("ownerAtClose")], "measures": WIN_RATE, "chart": "TABLE"},
    ),
    Ready(
        "results-by-person", Topic.RESULTS, ("业绩榜", "Results by person"),
        ("今年每人的赢单金额、赢单数与新增客户，算给关闭时的负责人。", "What everybody won this year; for who owned deals as they closed."),
        {
            "source": "deal", "where": {**YEAR, **CLOSED}, "rows": [by("ownerAtClose")], "measures": RESULTS, "sort": "VALUE",
            "chart": "BAR",
        },
    ),
    Ready(
        "win-rate-by-month", Topic.RESULTS, ("赢单率按月", "Win rate by month"),
        ("按关闭月份的赢单率。", "The win rate of the deals closed in each month."),
        {
            "source": "deal", "where": CLOSED, "rows": [by("closedAt", "MONTH")],
            "measures": [WIN_RATE[0], WIN_RATE[1], WIN_RATE[2]], "chart": "COMBO",
        },
    ),
    Ready(
        "win-rate-by-competitor", Topic.RESULTS, ("对竞争对手的赢单率", "Win rate by competitor"),
        ("遇到每个竞争对手时赢了多少。", "How often we win against each competitor."),
        {
            "source": "deal", "where": {**CLOSED, "competitor": {"isNull": False}}, "rows": [by("competitor")],
            "measures": WIN_RATE, "sort": "VALUE", "chart": "TABLE",
        },
    ),
    Ready(
        "lost-reasons", Topic.RESULTS, ("输单原因", "Why we lose"),
        ("今年输掉的商机，按原因。", "Deals lost this year, by reason."),
        {
            "source": "deal", "where": {**YEAR, "status": {"eq": "LOST"}}, "rows": [by("lostReason")],
            "measures": [count(), AMOUNT], "sort": "VALUE", "chart": "DONUT",
        },
    ),
    Ready(
        "cycle-by-owner", Topic.RESULTS, ("成交周期", "Sales cycle"),
        ("赢单从创建到成交用了多少天。", "How many days won deals took from creation to closing."),
        {
            "source": "deal", "where": {**WON, "cycleDays": {"gt": "0"}}, "rows": [by("ownerAtClose")],
            "measures": [
                of("MEDIAN", "cycleDays"), of("AVERAGE", "cycleDays"),
                {"function": "PERCENTILE", "percent": 90, "field": "cycleDays"}, count(),
            ],
            "chart": "BAR",
        },
    ),
    *MONEY,
    Ready(
        "leads-by-channel", Topic.LEADS, ("线索按渠道", "Leads by channel"),
        ("今年每个渠道带来多少线索，多少有效，多少成为商机。", "What each channel brought this year, how much was valid, what came of it."),
        {
            "source": "lead", "where": {"createdAt": {"within": "THIS_YEAR"}}, "rows": [by("channel")],
            "measures": [
                count(), count(("有效", "Valid"), status={"neq": "INVALID"}), count(("成为商机", "With deal"), dealId={"isNull": False}),
                ratio("C / B", ("线索→商机", "Lead to deal")),
            ],
            "sort": "VALUE", "chart": "BAR",
        },
    ),
    Ready(
        "leads-by-week", Topic.LEADS, ("线索按周与状态", "Leads by week and status"),
        ("每周来了多少线索，现在怎样了。", "How many leads came each week, and where they are now."),
        {
            "source": "lead", "where": {"createdAt": {"within": "LAST_90_DAYS"}}, "rows": [by("createdAt", "WEEK")],
            "columns": [by("status")], "measures": [count()], "chart": "STACKED",
        },
    ),
    Ready(
        "leads-by-hour", Topic.LEADS, ("线索来的时间", "When leads come"),
        ("星期几、几点来的线索最多，排班可以参考。", "On which day and at which hour leads come: for planning who is there."),
        {
            "source": "lead", "where": {"createdAt": {"within": "LAST_90_DAYS"}}, "rows": [by("createdAt", "WEEKDAY")],
            "columns": [by("createdAt", "HOUR")], "measures": [count()], "chart": "HEAT",
        },
    ),
    Ready(
        "invalid-reasons", Topic.LEADS, ("无效线索的原因", "Why leads are invalid"),
        ("按渠道与原因，告诉市场哪些钱白花了。", "By channel and reason: where marketing's money is wasted."),
        {
            "source": "lead", "where": {"status": {"eq": "INVALID"}}, "rows": [by("channel")], "columns": [by("invalidReason")],
            "measures": [count()], "sort": "VALUE", "chart": "STACKED",
        },
    ),
    Ready(
        "activity-by-person", Topic.ACTIVITY, ("跟进次数按人", "Activities by person"),
        ("过去 30 天每人的电话、拜访与消息。", "Calls, visits and messages of the last 30 days."),
        {
            "source": "activity", "where": {"occurredAt": {"within": "LAST_30_DAYS"}}, "rows": [by("owner")],
            "columns": [by("kind")], "measures": [count()], "sort": "VALUE", "chart": "STACKED",
        },
    ),
    Ready(
        "process-by-person", Topic.ACTIVITY, ("过程榜", "Process by person"),
        ("过去 30 天每人的有效跟进、接通电话与有效拜访（5 分钟及以上）。", "Follow-ups, calls answered and visits of the last 30 days."),
        {
            "source": "activity", "where": {"occurredAt": {"within": "LAST_30_DAYS"}}, "rows": [by("owner")], "measures": PROCESS,
            "sort": "VALUE", "chart": "BAR",
        },
    ),
    Ready(
        "tasks-by-person", Topic.ACTIVITY, ("任务完成情况", "Tasks by person"),
        ("每人还有多少任务，多少已逾期。", "Who has how many tasks left, and how many are overdue."),
        {
            "source": "task", "where": {"status": {"in": ["OPEN", "IN_PROGRESS"]}}, "rows": [by("assignee")],
            "measures": [count(), count(("逾期", "Overdue"), isOverdue={"eq": True})], "sort": "VALUE", "chart": "BAR",
        },
    ),
    Ready(
        "customers-by-industry", Topic.CUSTOMERS, ("客户行业分布", "Customers by industry"),
        ("客户集中在哪些行业。", "In which industries our customers are."),
        {
            "source": "account", "rows": [by("industry")], "measures": [count(), {**count(("占比", "Share")), "show": "SHARE"}],
            "top": {"first": 8, "other": True}, "chart": "DONUT",
        },
    ),
    Ready(
        "accounts-without-open-deal", Topic.CUSTOMERS, ("没有进行中商机的客户", "Accounts without an open deal"),
        ("每位负责人有多少客户没有进行中的商机，其中多少 90 天无联系。", "Whose accounts have no open deal, and which are silent."),
        {
            "source": "account", "related": [{"edge": "deals", "how": "WITHOUT", "where": OPEN}], "rows": [by("owner")],
            "columns": [by("type")],
            "measures": [
                count(), count(("90 天无联系", "Silent for 90 days"), activities={"none": {"occurredAt": {"within": "LAST_90_DAYS"}}}),
            ],
            "sort": "VALUE", "chart": "TABLE",
        },
    ),
    Ready(
        "accounts-with-deals", Topic.CUSTOMERS, ("客户与其商机", "Accounts and their deals"),
        ("每个行业的客户与其进行中商机；没有商机的客户也算。", "Accounts of each industry and their open deals; also those without."),
        {
            "source": "account", "related": [{"edge": "deals", "how": "WITH_OR_WITHOUT", "where": OPEN}], "rows": [by("industry")],
            "measures": [
                count(), {**count(), "of": "deals"}, {**of("SUM", "baseAmount"), "of": "deals"},
                {"function": "FORMULA", "formula": "B / A", "label": ("每客户商机数", "Deals per account")},
            ],
            "sort": "VALUE", "chart": "TABLE",
        },
    ),
    Ready(
        "won-by-industry", Topic.CUSTOMERS, ("赢单按客户行业", "Won by industry"),
        ("哪些行业买得最多，赢单率如何。", "Which industries buy most, and how often we win there."),
        {"source": "deal", "where": CLOSED, "rows": [by("account.industry")], "measures": WIN_RATE, "sort": "VALUE", "chart": "TABLE"},
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
