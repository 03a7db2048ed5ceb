"""The stages of a pipeline: how many get how far, how long they stay, and what becomes of who enters; as of any instant."""

from dataclasses import dataclass
from statistics import fmean, median
from typing import Any
from uuid import UUID

from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.deals.visit_model import COUNTS
from weir.reports.survival import cumulative_incidence, interval, median_survival

# Fewer entries than this say little: the client greys them out.
FEW_ENTRIES = 20
# The stage whose rate fell most behind its own mean of this many months is the bottleneck.
MEAN_MONTHS = 6

# What a deal was at the instant: closed later is open then. Stages are numbered along the pipeline; a won deal has passed them all.
VISITS = """
with stages as (
    select id, type, dwell_limit_days, row_number() over (order by position) as n from stage s
    where s.pipeline_id = %(pipeline)s and s.deleted_at is null and s.type = 'OPEN' and {stages}),
deals as (
    select d.id, d.created_at, case when d.closed_at <= %(as_of)s then d.status else 'OPEN' end as status,
        case when d.closed_at <= %(as_of)s then d.closed_at end as closed_at
    from deal d where {deals} and d.pipeline_id = %(pipeline)s and d.created_at <= %(as_of)s and d.status <> 'INVALID'),
visits as (
    select v.deal_id, d.status, d.closed_at, s.n, s.dwell_limit_days as most, v.entered_at,
        case when v.exited_at <= %(as_of)s then v.exited_at end as exited_at
    from stage_visit v join deals d on d.id = v.deal_id join stages s on s.id = v.stage_id
    where v.entered_at <= %(as_of)s and {counts}),
"""
SQL = (
    VISITS
    + """
reach as (
    select d.id, d.status, d.created_at, case when d.status = 'WON' then (select count(*) from stages) else max(v.n) end as furthest
    from deals d left join visits v on v.deal_id = d.id group by d.id, d.status, d.created_at),
present as (select * from visits v where v.entered_at < %(until)s and coalesce(v.exited_at, %(as_of)s) >= %(since)s),
progressed as (
    select p.n, p.deal_id from present p join visits w on w.deal_id = p.deal_id and w.n > p.n and w.entered_at >= p.entered_at
        and w.entered_at >= %(since)s and w.entered_at < %(until)s
    union select p.n, p.deal_id from present p where p.status = 'WON' and p.closed_at >= %(since)s and p.closed_at < %(until)s),
firsts as (
    select v.deal_id, v.n, v.status, v.closed_at, min(v.entered_at) as at from visits v group by 1, 2, 3, 4
    having min(v.entered_at) >= %(since)s and min(v.entered_at) < %(until)s)
select s.id, s.n,
    (select count(*) from reach r where r.furthest >= s.n and r.created_at >= %(since)s and r.created_at < %(until)s),
    (select count(*) from reach r where r.furthest >= s.n and r.created_at >= %(before)s and r.created_at < %(since)s),
    (select count(distinct v.deal_id) from visits v join deals d on d.id = v.deal_id
        where v.n = s.n and d.created_at >= %(since)s and d.created_at < %(until)s),
    (select count(distinct v.deal_id) from visits v where v.n = s.n and v.entered_at < %(until)s
        and coalesce(v.exited_at, %(as_of)s) >= %(since)s),
    (select count(*) from progressed p where p.n = s.n),
    (select array_agg(extract(epoch from v.exited_at - v.entered_at) / 86400.0) from visits v
        where v.n = s.n and v.exited_at is not null and v.entered_at >= %(since)s and v.entered_at < %(until)s),
    (select array_agg(extract(epoch from %(as_of)s - v.entered_at) / 86400.0) from visits v
        where v.n = s.n and v.exited_at is null and v.entered_at >= %(since)s and v.entered_at < %(until)s),
    (select count(*) from visits v where v.n = s.n and v.entered_at >= %(since)s and v.entered_at < %(until)s
        and extract(epoch from coalesce(v.exited_at, %(as_of)s) - v.entered_at) / 86400.0 > v.most),
    (select array_agg(extract(epoch from f.closed_at - f.at) / 86400.0) from firsts f
        where f.n = s.n and f.status = 'WON'),
    (select array_agg(extract(epoch from f.closed_at - f.at) / 86400.0) from firsts f
        where f.n = s.n and f.status = 'LOST'),
    (select array_agg(extract(epoch from %(as_of)s - f.at) / 86400.0) from firsts f
        where f.n = s.n and f.status = 'OPEN'),
    (select count(*) from firsts f where f.n = s.n and f.at <= %(as_of)s - make_interval(days => %(days)s)),
    (select count(*) from firsts f where f.n = s.n and f.status = 'WON'
        and f.at <= %(as_of)s - make_interval(days => %(days)s) and f.closed_at <= f.at + make_interval(days => %(days)s)),
    (select count(*) from deals d where d.created_at >= %(since)s and d.created_at < %(until)s),
    (select count(*) from deals d where d.created_at >= %(since)s and d.created_at < %(until)s and d.status = 'WON'),
    (select count(*) from deals d where d.created_at >= %(since)s and d.created_at < %(until)s and d.closed_at is not null),
    (select count(*) from deals d where d.created_at >= %(before)s and d.created_at < %(since)s),
    (select count(*) from deals d where d.created_at >= %(before)s and d.created_at < %(since)s and d.status = 'WON')
from stages s order by s.n
"""
)


@dataclass(frozen=True, slots=True)
class StageFigures:
    """One stage. Shares are between 0 and 1, times in days; None where nothing can be said."""

    stage_id: UUID
    reached: int
    rate: float | None
    mean_rate: float | None
    touched: int
    present: int
    progressed: int
    stays: int
    staying: int
    mean_days: float | None
    median_days: float | None
    survival_days: float | None
    over_limit: int
    entries: int
    entries_old_enough: int
    won_in_time: int
    won_share: float | None
    won_low: float | None
    won_high: float | None
    won_incidence: float | None


@dataclass(frozen=True, slots=True)
class PipelineFigures:
    """A pipeline: how many deals were created in the period, how many of them are won, how many closed; its stages in order."""

    created: int
    won: int
    matured: int
    stages: list[StageFigures]
    bottleneck: UUID | None


def statement(viewer: Viewer, sql: str = SQL) -> str:
    """The SQL, as one viewer sees deals and stages."""
    return sql.format(
        deals=visible("deal", "d", viewer), stages=visible("stage", "s", viewer), counts=COUNTS.format(v="v")
    )


def figures_of(rows: list[tuple[Any, ...]], days: int) -> PipelineFigures:
    """The figures of what the statement found; `rate` of a stage is how many of those who reached it went on."""
    if not rows:
        return PipelineFigures(0, 0, 0, [], None)
    created, won, matured, _, won_before = rows[0][15:20]
    reached = [row[2] for row in rows] + [won]
    before = [row[3] for row in rows] + [won_before]
    stages = [
        _stage(row, days, _share(reached[n + 1], reached[n]), _share(before[n + 1], before[n]))
        for n, row in enumerate(rows)
    ]
    return PipelineFigures(created, won, matured, stages, _bottleneck(stages))


def _stage(row: tuple[Any, ...], days: int, rate: float | None, mean_rate: float | None) -> StageFigures:
    ended, staying, wins, losses, going_on = ([float(one) for one in part or ()] for part in (*row[7:9], *row[10:13]))
    old_enough, in_time = row[13:15]
    reach = interval(in_time, old_enough)
    return StageFigures(
        stage_id=row[0], reached=row[2], rate=rate, mean_rate=mean_rate, touched=row[4], present=row[5], progressed=row[6],
        stays=len(ended), staying=len(staying), mean_days=fmean(ended) if ended else None, median_days=median(ended) if ended else None,
        survival_days=median_survival(ended, staying), over_limit=row[9], entries=len(wins) + len(losses) + len(going_on),
        entries_old_enough=old_enough, won_in_time=in_time, won_share=_share(in_time, old_enough),
        won_low=reach and reach[0], won_high=reach and reach[1], won_incidence=cumulative_incidence(wins, losses, going_on, days),
    )  # fmt: skip


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _bottleneck(stages: list[StageFigures]) -> UUID | None:
    """The stage that lost most against its own mean; nothing when all hold."""
    behind = [
        (one.rate - one.mean_rate, one.stage_id) for one in stages if one.rate is not None and one.mean_rate is not None
    ]
    worst = min(behind, default=None, key=lambda pair: pair[0])
    return worst[1] if worst and worst[0] < 0 else None
