"""Deals of the demo company. The open ones of 张三 and 李四 reproduce the manager's table (fixture F2 of the domain)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from weir.deals.rank import spread
from weir.demo.company import Company
from weir.demo.market import Market

# Rep: deals in 初步接触, 需求确认, 方案报价, 谈判; then (stage index, amount) of the deals dated this month.
F2: dict[str, tuple[tuple[int, int, int, int], tuple[tuple[int, int], ...]]] = {
    "zhangsan": ((15, 8, 5, 3), ((3, 100_000), (3, 80_000), (3, 60_000), (2, 150_000), (2, 90_000))),
    "lisi": ((10, 12, 4, 1), ((3, 150_000), (2, 160_000))),
}
# How everybody's last five deals ended: 4 won, 5 lost.
ENDS = {"zhangsan": (4, 4, 4, 5, 5), "lisi": (4, 5, 4, 5, 5), "wangwu": (4, 4, 4, 4, 5)}
# (rep, stage, how manieth there): days it has stayed, beyond the stage's limit; and what 陈经理 remarks on it.
STUCK: dict[tuple[str, int, int], tuple[int, str | None]] = {
    ("zhangsan", 1, 7): (23, None),
    ("zhangsan", 3, 2): (19, "@张三 停在谈判快三周了，这周约对方采购负责人见一面，需要我一起去就说。"),
    ("lisi", 1, 11): (26, "@李四 需求一直没有确认，先把预算范围问清楚。"),
    ("lisi", 2, 3): (30, None),
}


def fill(company: Company) -> Market:
    """The customers and deals of the small demo."""
    market, rows = Market(company), company.rows
    today = rows.now.astimezone(ZoneInfo("Asia/Shanghai")).date()
    month_end = (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    for owner, count in (("zhangsan", 9), ("lisi", 8), ("wangwu", 6), ("zhouliu", 2)):
        for _ in range(count):
            market.customer(owner)
    ranks = iter(spread(120))
    for owner, (counts, dated) in F2.items():
        wanted = list(dated)
        for stage, count in enumerate(counts):
            for place in range(count):
                stay, remark = STUCK.get((owner, stage, place), (None, None))
                this_month = next((one for one in wanted if one[0] == stage), None)
                if this_month:
                    wanted.remove(this_month)
                    amount, close = this_month[1], month_end
                else:
                    later = month_end + timedelta(days=market.random.randint(10, 120))
                    amount, close = market.random.randint(2, 30) * 10_000, later
                deal = market.deal(owner, stage, amount, close if stage else None, next(ranks), stay=stay)
                if remark:
                    _remark(market, owner, deal, remark)
    for owner, count in (("wangwu", 14), ("zhouliu", 3)):
        for _ in range(count):
            stage = market.random.randint(0, 3)
            market.deal(
                owner,
                stage,
                market.random.randint(3, 40) * 10_000,
                today + timedelta(days=market.random.randint(-10, 90)),
                next(ranks),
            )
    for owner, ends in ENDS.items():
        for stage in ends:
            market.deal(owner, stage, market.random.randint(3, 30) * 10_000, today, next(ranks))
    _partners(market, month_end, ranks)
    return market


def _remark(market: Market, owner: str, deal: UUID, body: str) -> None:
    """陈经理 mentions the owner of a deal, who has not read it yet."""
    company, rows = market.company, market.company.rows
    told, by, at = company.people[owner], company.people["chen"], rows.ago(0.15)
    comment = rows.add("comment", body=body, author_id=by, mentions=[told], deal_id=deal, created_at=at)
    rows.add("notification", user_id=told, kind="MENTION", actor_id=by, deal_id=deal, comment_id=comment, created_at=at)


def _partners(market: Market, close: date, ranks: Any) -> None:
    """Each partner's end customer with one deal."""
    company = market.company
    for key, owner in (("hengda", "wangwu"), ("lantian", "zhao")):
        customer = market.customer(owner, partner_id=company.partners[key])
        market.deal(
            owner, 1, 120_000, close + timedelta(days=30), next(ranks), at=customer, partner_id=company.partners[key]
        )
