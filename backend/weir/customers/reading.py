"""Who has bought what, as far as the viewer sees accounts and deals. A won deal stands for an order."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from weir.access.guard import rule_of
from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.reports.asking import Asks

# Orders of so many days make a customer's scores; a customer is active for so many days after one.
WINDOW_DAYS, ACTIVE_DAYS = 730, 365

# What a deal brought beyond its cost is known when the cost of each of its lines is.
ORDERS = """
with orders as (select d.account_id, d.closed_at, coalesce(d.base_amount, 0) as amount, case when {costs} then (
        select case when bool_and(p.cost is not null and p.currency = k.currency) then sum((k.total - p.cost * k.quantity) * d.fx_rate) end
        from deal_line k left join product p on p.id = k.product_id where k.deal_id = d.id) end as margin
    from deal d where {deals} and d.status = 'WON' and d.closed_at <= %(at)s)
select a.id, a.name, extract(epoch from %(at)s - max(o.closed_at)) / 86400, count(*) filter (where o.closed_at > %(window)s),
    coalesce(sum(o.amount) filter (where o.closed_at > %(window)s), 0), coalesce(sum(o.amount) filter (where o.closed_at > %(year)s), 0),
    coalesce(sum(o.amount) filter (where o.closed_at > %(before)s and o.closed_at <= %(year)s), 0),
    count(*) filter (where o.closed_at > %(year)s), sum(o.amount),
    case when bool_and(o.margin is not null) then sum(o.margin) end, min(o.closed_at),
    case when bool_and(o.margin is not null) filter (where o.closed_at > %(year)s)
        then sum(o.margin) filter (where o.closed_at > %(year)s) end, count(*), {segment}
from orders o join account a on a.id = o.account_id where {accounts} group by a.id, a.name
"""


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who has bought: days since the last order; orders and amount of the window; amounts of the last and the year before."""

    id: UUID
    name: str
    days: float
    orders: int
    amount: float
    last_year: float
    year_before: float
    orders_last_year: int
    total: float
    margin: float | None
    since: datetime
    margin_last_year: float | None
    orders_ever: int
    segment: Any


async def customers(asks: Asks, at: datetime, segment: str = "null") -> list[Customer]:
    """Everybody who has bought by an instant; `segment` is SQL that says of the account `a` where it belongs. One statement."""
    viewer: Viewer = asks.viewer
    known = not rule_of("cost", "product", "cost", "p", viewer).hidden
    sql = ORDERS.format(
        deals=visible("deal", "d", viewer),
        accounts=visible("account", "a", viewer),
        costs=str(known).lower(),
        segment=segment,
    )
    year = at - timedelta(days=ACTIVE_DAYS)
    times: dict[str, Any] = {
        "at": at,
        "window": at - timedelta(days=WINDOW_DAYS),
        "year": year,
        "before": year - timedelta(days=ACTIVE_DAYS),
    }
    rows = await asks.report(sql, {**viewer.params, **times})
    return [
        Customer(
            key, name, float(days), orders, float(amount), float(last), float(before), often, float(total),
            None if margin is None else float(margin), since, None if recent is None else float(recent),
            ever, part,
        )
        for key, name, days, orders, amount, last, before, often, total, margin, since, recent, ever, part in rows
    ]  # fmt: skip
