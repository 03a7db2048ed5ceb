"""The reports about contracts and their money that come with Weir."""

from weir.reports.ready_parts import Ready, Topic, by, count, of, ratio

# What was signed and what came in, for whom that counts.
SIGNED = {"signedOn": {"isNull": False}}
PAID = {"status": {"eq": "CONFIRMED"}}
IN_FORCE = {"status": {"notIn": ["NOT_EFFECTIVE", "VOID"]}}
CONTRACTS = [of("SUM", "baseAmount", ("合同金额", "Contract amount")), count(("合同数", "Contracts signed"))]
PAYMENTS = [of("SUM", "baseAmount", ("回款额", "Collected"))]
RECEIVABLES = [
    of("SUM", "baseOutstanding", ("未回款", "Outstanding")),
    of("SUM", "baseOverdue", ("逾期", "Overdue")),
    of("SUM", "baseReceived", ("已回款", "Collected")),
    of("SUM", "baseReceived", ("到期已回款", "Collected of what was due"), isDue={"eq": True}),
    of("SUM", "baseAmount", ("到期应回款", "Due by now"), isDue={"eq": True}),
    ratio("D / E", ("到期回款率", "Collection rate")),
]
MONEY = (
    Ready(
        "receivables", Topic.MONEY, ("应收款", "Receivables"),
        (
            "每个客户的计划回款：已回款、未回款、逾期，以及到期款的回款率。",
            "What each customer was to pay: what came in, what is outstanding or overdue, and how much of what was due was collected.",
        ),
        {
            "source": "payment_plan", "where": IN_FORCE, "rows": [by("contract.account")], "measures": RECEIVABLES, "sort": "VALUE",
            "chart": "TABLE",
        },
    ),
    Ready(
        "receivables-by-age", Topic.MONEY, ("逾期账龄", "Overdue by age"),
        ("逾期的款项逾期了多久：1–30、31–60、61–90 与 90 天以上。", "What is overdue, by how long: up to 30, 60, 90 days, and longer."),
        {
            "source": "payment_plan", "where": {"overdueDays": {"isNull": False}}, "rows": [by("overdueBucket")],
            "measures": [of("SUM", "baseOverdue"), count(), of("MAX", "overdueDays")], "chart": "COLUMN",
        },
    ),
    Ready(
        "receivables-by-month", Topic.MONEY, ("回款计划按月", "Payment plan by month"),
        ("每个月应回多少、已回多少、还差多少。", "How much should come in each month, how much has, and what is missing."),
        {
            "source": "payment_plan", "where": IN_FORCE, "rows": [by("dueDate", "MONTH")],
            "measures": [
                of("SUM", "baseAmount", ("计划", "Planned")), of("SUM", "baseReceived", ("已回款", "Collected")),
                of("SUM", "baseOutstanding", ("未回款", "Outstanding")),
            ],
            "chart": "COLUMN",
        },
    ),
    Ready(
        "collected-by-month", Topic.MONEY, ("回款按月", "Collected by month"),
        ("财务确认的回款，按到账月份。冲销的不计。", "What finance confirmed, by the month it came in, without what was reversed."),
        {
            "source": "payment", "where": PAID, "rows": [by("receivedOn", "MONTH")],
            "measures": [*PAYMENTS, {**PAYMENTS[0], "show": "RUNNING", "label": ("累计", "So far")}, count()], "chart": "COMBO",
        },
    ),
    Ready(
        "contracts-by-month", Topic.MONEY, ("合同按月", "Contracts by month"),
        ("每月签署的合同金额与份数。", "The amount and number of the contracts signed in each month."),
        {"source": "contract", "where": SIGNED, "rows": [by("signedOn", "MONTH")], "measures": CONTRACTS, "chart": "COMBO"},
    ),
    Ready(
        "contracts-by-person", Topic.MONEY, ("合同金额榜", "Contracts by person"),
        ("今年每人签署的合同，算给签署时的负责人。", "The contracts signed this year; for who had them when they were signed."),
        {
            "source": "contract", "where": {"signedOn": {"within": "THIS_YEAR"}}, "rows": [by("ownerAtSigning")],
            "measures": CONTRACTS, "sort": "VALUE", "chart": "BAR",
        },
    ),
    Ready(
        "payments-by-person", Topic.MONEY, ("回款榜", "Collected by person"),
        ("今年每人的回款额，算给登记时合同的负责人。", "What came in this year; for who had the contract when it was recorded."),
        {
            "source": "payment", "where": {**PAID, "receivedOn": {"within": "THIS_YEAR"}}, "rows": [by("credited")],
            "measures": PAYMENTS, "sort": "VALUE", "chart": "BAR",
        },
    ),
)  # fmt: skip
