"""Business that was missed: leads nobody called, lost before a quote, or back in the pool twice, and what they may have been worth."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from weir.access.guard import rule_of
from weir.access.predicate import visible
from weir.changing.change import Change
from weir.leads.kinds import MissedAs
from weir.leads.model import MISSED

# A lead is worth its budget at the last known rate; without one, what won deals of the last year came to on average.
# Months are those of the organisation, from the one so many before this.
REPORT = """
with span as (select date_trunc('month', now() at time zone %(v_tz)s) - make_interval(months => %(months)s - 1) as first),
won as (select round(avg(d.base_amount), 2) as worth from deal d
    where {deals} and d.status = 'WON' and d.closed_at > now() - interval '365 days' and {amounts}),
missed as (
    select {missed} as kind, date_trunc('month', l.created_at at time zone %(v_tz)s) as month,
        case when {budgets} then l.budget * case when l.budget_currency = %(base)s then 1 else (select r.rate from exchange_rate r
            where r.currency = l.budget_currency and r.valid_from <= current_date order by r.valid_from desc limit 1) end end as budget
    from lead l, span where {leads} and l.created_at >= span.first at time zone %(v_tz)s)
select m.kind, m.month at time zone %(v_tz)s, (m.month + interval '1 month') at time zone %(v_tz)s, count(*), count(m.budget),
    round(sum(coalesce(m.budget, w.worth)), 2), max(w.worth), min(s.first at time zone %(v_tz)s)
from span s cross join won w left join missed m on m.kind is not null group by 1, 2, 3 order by 2, 1
"""


@dataclass(frozen=True, slots=True)
class Missed:
    """One kind in one month: how many leads, of how many the budget is known, and what all were worth (null: not for the viewer)."""

    kind: MissedAs
    starts_at: datetime
    ends_at: datetime
    leads: int
    with_budget: int
    worth: Decimal | None


async def missed_business(change: Change, months: int) -> tuple[list[Missed], datetime, Decimal | None]:
    """The cells, when the first month began, and what a won deal is worth, as the viewer sees leads and deals."""
    viewer = change.viewer
    budget, amount = (
        rule_of("deal_amount", "lead", "budget", "l", viewer),
        rule_of("deal_amount", "deal", "base_amount", "d", viewer),
    )
    sql = REPORT.format(
        missed=MISSED.format(a="l"), leads=visible("lead", "l", viewer), deals=visible("deal", "d", viewer),
        budgets="false" if budget.hidden else "true", amounts="false" if amount.hidden else "true",
    )  # fmt: skip
    rows = await change.fetch(sql, {**viewer.params, "months": months, "base": viewer.base_currency})
    cells = [
        Missed(MissedAs(kind), starts, ends, count, known, None if budget.hidden else worth)
        for kind, starts, ends, count, known, worth, _, _ in rows
        if kind
    ]
    return cells, rows[0][7], rows[0][6]
