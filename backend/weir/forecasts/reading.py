"""What a forecast is worked out from: the open deals of a period as they were at an instant, what was won, and the past of the stages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.calendars.months import earlier
from weir.deals.visit_model import COUNTS
from weir.forecasts.methods import OpenDeal, StagePast
from weir.reports.asking import Asks
from weir.reports.survival import Incidence

# How far back closed deals tell of a stage, and entries of its fate.
PAST_MONTHS, FATE_MONTHS = 12, 24

# The deals in question. A person counts with what they owned at the instant, and with what they owned when it was won.
MINE = """
stages as (
    select s.id, s.pipeline_id, s.probability, s.forecast_category, row_number() over (partition by s.pipeline_id order by s.position) as n,
        count(*) over (partition by s.pipeline_id) as most
    from stage s where {stages} and s.type = 'OPEN' and s.deleted_at is null
        and (%(pipeline)s::uuid is null or s.pipeline_id = %(pipeline)s)),
mine as (select d.* from deal d where {deals} and d.created_at <= %(at)s and d.status <> 'INVALID'
    and (%(pipeline)s::uuid is null or d.pipeline_id = %(pipeline)s)),
people as (select u.id, {users} as is_seen from "user" u left join department p on p.id = u.department_id
    where (%(owner)s::uuid is null or u.id = %(owner)s) and (%(department)s::uuid is null or %(department)s = any(p.path)))
"""
OPEN = """
with {mine}
select case when p.is_seen then p.id end, g.id, coalesce(s.category, g.forecast_category), s.amount, coalesce(s.probability,
    v.probability_at), extract(epoch from %(at)s - (select min(f.entered_at) from stage_visit f where f.deal_id = d.id
        and f.stage_id = v.stage_id)) / 86400.0
from mine d join deal_state s on s.deal_id = d.id
cross join lateral (select w.stage_id, w.probability_at from stage_visit w where w.deal_id = d.id and w.entered_at <= %(at)s
    and (w.exited_at is null or w.exited_at > %(at)s) order by w.entered_at desc limit 1) v
join stages g on g.id = v.stage_id {people} join people p on p.id = s.owner_id
where s.status = 'OPEN' and s.since <= %(at)s and (s.until is null or s.until > %(at)s)
    and s.expected_close_date >= %(first)s and s.expected_close_date < %(after)s
order by d.id
"""
WON = """
with {mine}
select case when p.is_seen then p.id end, count(*), coalesce(sum(d.base_amount), 0) from mine d
{people} join people p on p.id = d.owner_at_close_id
where d.status = 'WON' and d.closed_at <= %(at)s and d.closed_at >= %(since)s and d.closed_at < %(until)s
group by 1
"""
PAST = """
with {mine},
visits as (select v.deal_id, g.n, v.entered_at from stage_visit v join mine d on d.id = v.deal_id join stages g on g.id = v.stage_id
    where v.entered_at <= %(at)s and {counts}),
ends as (select d.id, d.pipeline_id, case when d.closed_at <= %(at)s then d.status else 'OPEN' end as status, d.closed_at from mine d),
reach as (select e.pipeline_id, e.status, case when e.status = 'WON' then 1000 else (select max(v.n) from visits v where v.deal_id = e.id)
    end as furthest from ends e where e.status <> 'OPEN' and e.closed_at >= %(past)s),
firsts as (select v.deal_id, v.n, min(v.entered_at) as at from visits v group by 1, 2 having min(v.entered_at) >= %(fate)s),
fates as (select e.pipeline_id, f.n,
    array_agg(extract(epoch from e.closed_at - f.at) / 86400.0) filter (where e.status = 'WON') as wins,
    array_agg(extract(epoch from e.closed_at - f.at) / 86400.0) filter (where e.status = 'LOST') as losses,
    array_agg(extract(epoch from %(at)s - f.at) / 86400.0) filter (where e.status = 'OPEN') as going_on
    from firsts f join ends e on e.id = f.deal_id group by 1, 2),
counted as (select g.id, count(r.status) filter (where r.status = 'WON') as won, count(r.status) as closed
    from stages g left join reach r on r.pipeline_id = g.pipeline_id and r.furthest >= g.n group by 1)
select g.id, g.probability, c.won, c.closed, f.wins, f.losses, f.going_on
from stages g join counted c on c.id = g.id left join fates f on f.pipeline_id = g.pipeline_id and f.n = g.n order by g.pipeline_id, g.n
"""


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days in the organisation's zone, from `first` until before `after`; the same as instants."""

    first: date
    after: date
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """Which deals: of one pipeline, one owner, one department and those below it; None is all."""

    pipeline: UUID | None = None
    owner: UUID | None = None
    department: UUID | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The open deals of the period, those among them without an amount, and what was won: owner, deals, amount."""

    deals: list[OpenDeal]
    without_amount: int
    won: list[tuple[UUID | None, int, float]]


def _sql(text: str, viewer: Viewer, choice: Choice) -> str:
    mine = MINE.format(
        stages=visible("stage", "s", viewer), deals=visible("deal", "d", viewer), users=visible("user", "u", viewer)
    )
    # A deal nobody owns counts unless a person or a department is asked for.
    people = "" if choice.owner or choice.department else "left"
    return text.format(mine=mine, people=people, counts=COUNTS.format(v="v"))


def _params(viewer: Viewer, choice: Choice, at: datetime) -> dict[str, Any]:
    asked = {"pipeline": choice.pipeline, "owner": choice.owner, "department": choice.department}
    return {**viewer.params, **asked, "at": at}


async def found_in(asks: Asks, period: Period, choice: Choice, at: datetime, *, won_only: bool = False) -> Found:
    """The deals of a period as of an instant, as far as the viewer sees deals. Two statements, or one for what was won alone."""
    params = _params(asks.viewer, choice, at)
    days = {"first": period.first, "after": period.after}
    rows = [] if won_only else await asks.report(_sql(OPEN, asks.viewer, choice), {**params, **days})
    won = await asks.report(_sql(WON, asks.viewer, choice), {**params, "since": period.since, "until": period.until})
    deals = [
        OpenDeal(owner, stage, category, float(amount or 0), probability, max(0.0, float(days)))
        for owner, stage, category, amount, probability, days in rows
    ]
    empty = sum(1 for row in rows if row[3] is None)
    return Found(deals, empty, [(owner, count, float(amount)) for owner, count, amount in won])


async def past_of(asks: Asks, pipeline: UUID | None, at: datetime) -> dict[UUID, StagePast]:
    """What is known at an instant of what becomes of deals in each stage, as far as the viewer sees deals. One statement."""
    everybody = Choice(pipeline)
    months = {"past": earlier(at, PAST_MONTHS), "fate": earlier(at, FATE_MONTHS)}
    rows = await asks.report(_sql(PAST, asks.viewer, everybody), {**_params(asks.viewer, everybody, at), **months})
    return {
        stage: StagePast(
            stage, probability, won, closed, Incidence(*([float(x) for x in part or ()] for part in parts))
        )
        for stage, probability, won, closed, *parts in rows
    }


async def names_of(asks: Asks, people: list[UUID]) -> dict[UUID | None, str]:
    """The names of people, as far as the viewer sees them. One statement."""
    sql = f'select u.id, u.name from "user" u where u.id = any(%(people)s) and {visible("user", "u", asks.viewer)}'
    return dict(await asks.report(sql, {**asks.viewer.params, "people": people}))
