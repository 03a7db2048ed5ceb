"""What the reports of acquisition are read from, as far as the viewer sees leads, deals and costs."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from weir.access.guard import rule_of
from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.acquisition.figures import MODELS, ChannelSums, Credit, divide
from weir.reports.asking import Asks

# Within so many days somebody must have followed a lead up, or it leaked.
LEAK_DAYS = 7

# A channel the viewer may not see is none: to group by it would tell which leads share one.
# Leads by the channel they first came by. A deal is won when it is won by now, whenever that was: late wins change old cohorts.
CHANNELS = """
with cohort as (select l.id, c.id as channel_id, l.created_at, l.status, l.invalid_reason, l.mql_at, l.sql_at, l.deal_id from lead l
    left join channel c on c.id = l.channel_id and {channels} where {leads} and l.created_at >= %(since)s and l.created_at < %(until)s),
deals as (select d.id, d.status, d.closed_at, case when {amounts} then d.base_amount end as amount, case when {costs} then (
        select case when bool_and(p.cost is not null and p.currency = k.currency) then sum((k.total - p.cost * k.quantity) * d.fx_rate) end
        from deal_line k left join product p on p.id = k.product_id where k.deal_id = d.id) end as margin
    from deal d where {deals} and d.id in (select c.deal_id from cohort c)),
parts as (
    select c.channel_id, count(*) as leads, 0 as again, count(*) filter (where c.status <> 'INVALID') as valid, count(c.mql_at) as mql,
        count(c.sql_at) as sql, count(d.id) as deals, count(*) filter (where d.status = 'WON') as won,
        coalesce(sum(extract(epoch from d.closed_at - c.created_at) / 86400) filter (where d.status = 'WON'), 0) as days,
        sum(d.amount) filter (where d.status = 'WON') as revenue, case when bool_and(d.margin is not null) filter (where d.status = 'WON')
            then sum(d.margin) filter (where d.status = 'WON') end as margin, null::numeric as cost
        from cohort c left join deals d on d.id = c.deal_id group by 1
    union all select c.id, 0, count(*), 0, 0, 0, 0, 0, 0, null, null, null from lead_touch t join lead l on l.id = t.lead_id
        left join channel c on c.id = t.channel_id and {channels}
        where {leads} and not t.is_first and t.at >= %(since)s and t.at < %(until)s group by 1
    union all select c.id, 0, 0, 0, 0, 0, 0, 0, 0, null, null, sum(s.base_spent) from campaign_cost s
        join campaign m on m.id = s.campaign_id left join channel c on c.id = m.channel_id and {channels}
        where {spent} and {campaigns} and s.day >= %(first)s and s.day < %(after)s group by 1)
select channel_id, sum(leads)::int, sum(again)::int, sum(valid)::int, sum(mql)::int, sum(sql)::int, sum(deals)::int, sum(won)::int,
    sum(days), sum(revenue), sum(margin), sum(cost) from parts group by 1
"""
# The touches of everybody who had to do with a won deal, before it was made: the leads it was made of, and those that are its people.
TOUCHES = """
with won as (select d.id, d.base_amount, d.created_at from deal d where {deals} and d.status = 'WON' and d.closed_at >= %(since)s
    and d.closed_at < %(until)s),
people as (select w.id as deal_id, l.id as lead_id from won w join lead l on l.deal_id = w.id where {leads}
    union select w.id, l.id from won w join deal_contact c on c.deal_id = w.id join lead l on l.contact_id = c.contact_id where {leads})
select w.base_amount, array_agg(c.id order by t.at, t.id) filter (where t.id is not null) from won w
left join people p on p.deal_id = w.id left join lead_touch t on t.lead_id = p.lead_id and t.at <= w.created_at
left join channel c on c.id = t.channel_id and {channels}
where w.base_amount is not null group by w.id, w.base_amount
"""
QUALITY = """
select count(*), count(*) filter (where l.status <> 'INVALID' and l.created_at <= now() - interval '{days} days'),
    count(*) filter (where l.status <> 'INVALID' and l.created_at <= now() - interval '{days} days'
        and coalesce(l.first_response_at > l.created_at + interval '{days} days', true)),
    count(*) filter (where l.sql_at is not null or exists (select 1 from deal d where d.id = l.deal_id and {deals})),
    count(l.accepted_at), count(l.rejected_at),
    count(*) filter (where l.stage = 'MQL' and l.accepted_at is null and l.rejected_at is null
        and l.status not in ('CONVERTED', 'INVALID')),
    count(*) filter (where l.recycle_count > 0), count(*) filter (where l.claim_count > 0),
    count(*) filter (where l.claim_count > 0 and l.status = 'CONVERTED')
from lead l where {leads} and l.created_at >= %(since)s and l.created_at < %(until)s
"""
CLOCKS = """
select k.owner_id, k.started_at, k.stopped_at, k.is_answered, k.due_at from lead_clock k join lead l on l.id = k.lead_id
where {leads} and {clocks} and k.clock = 'SPEED_TO_LEAD' and k.started_at >= %(since)s and k.started_at < %(until)s
    and (k.is_answered or k.due_at < now()) order by k.started_at, k.id
"""
NAMES = "select c.id, case when %(v_zh)s then c.name_zh else c.name_en end from channel c where {channels} order by c.position, c.id"


@dataclass(frozen=True, slots=True)
class Quality:
    """How well the leads of a period are worked: counts, of which the shares are made."""

    leads: int
    old_enough: int
    leaked: int
    effective: int
    accepted: int
    rejected: int
    pending: int
    recycled: int
    claimed: int
    claimed_converted: int


@dataclass(frozen=True, slots=True)
class Clock:
    """One first response: whose, since when, until when (None: never), and by when it was due."""

    owner_id: UUID | None
    started_at: datetime
    stopped_at: datetime | None
    due_at: datetime | None


def _params(viewer: Viewer, period: tuple[date, date, datetime, datetime]) -> dict[str, Any]:
    first, after, since, until = period
    return {**viewer.params, "first": first, "after": after, "since": since, "until": until}


Window = tuple[date, date, datetime, datetime]


async def channel_names(asks: Asks) -> dict[UUID, str]:
    """The channels in their order, in the viewer's language. One statement."""
    rows = await asks.report(NAMES.format(channels=visible("channel", "c", asks.viewer)), asks.viewer.params)
    return dict(rows)


async def channel_sums(asks: Asks, period: Window) -> dict[UUID | None, ChannelSums]:
    """What came by each channel. One statement."""
    viewer = asks.viewer
    amounts = not rule_of("deal_amount", "deal", "base_amount", "d", viewer).hidden
    costs = amounts and not rule_of("cost", "product", "cost", "p", viewer).hidden
    sql = CHANNELS.format(
        leads=visible("lead", "l", viewer), deals=visible("deal", "d", viewer),
        channels=visible("channel", "c", viewer), spent=visible("campaign_cost", "s", viewer),
        campaigns=visible("campaign", "m", viewer), amounts=str(amounts).lower(), costs=str(costs).lower(),
    )  # fmt: skip
    return {channel: ChannelSums(*sums) for channel, *sums in await asks.report(sql, _params(viewer, period))}


async def credits(asks: Asks, period: Window) -> list[Credit] | None:
    """What each channel is credited with of the deals won in the period; None for who may not see amounts. One statement."""
    viewer = asks.viewer
    if rule_of("deal_amount", "deal", "base_amount", "d", viewer).hidden:
        return None
    sql = TOUCHES.format(
        leads=visible("lead", "l", viewer), deals=visible("deal", "d", viewer), channels=visible("channel", "c", viewer)
    )
    found: dict[UUID | None, dict[str, Decimal]] = defaultdict(lambda: dict.fromkeys(MODELS, Decimal(0)))
    for amount, touches in await asks.report(sql, _params(viewer, period)):
        channels = touches or [None]
        for model, weights in MODELS.items():
            for channel, part in zip(channels, divide(amount, weights(len(channels))), strict=True):
                found[channel][model] += part
    return [Credit(channel, amounts) for channel, amounts in found.items()]


async def quality(asks: Asks, period: Window) -> Quality:
    """How well leads are worked. One statement."""
    sql = QUALITY.format(
        leads=visible("lead", "l", asks.viewer), deals=visible("deal", "d", asks.viewer), days=LEAK_DAYS
    )
    rows = await asks.report(sql, _params(asks.viewer, period))
    return Quality(*rows[0])


async def first_responses(asks: Asks, period: Window) -> list[Clock]:
    """The first responses that are there or overdue; nothing for who may not see clocks. One statement."""
    viewer = asks.viewer
    sql = CLOCKS.format(leads=visible("lead", "l", viewer), clocks=visible("lead_clock", "k", viewer))
    return [
        Clock(owner, started, stopped if answered else None, due)
        for owner, started, stopped, answered, due in await asks.report(sql, _params(viewer, period))
    ]
