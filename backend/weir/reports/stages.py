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
# Nothing is set aside for later parts of a statement: what is read where it is used, several workers of the database read together.
VISITS = """
with stages as not materialized (
    select id, type, dwell_limit_days, position as n from stage s
    where s.pipeline_id = %(pipeline)s and s.deleted_at is null and s.type = 'OPEN' and {stages}),
deals as not materialized (
    select d.id, d.created_at, case when d.closed_at <= %(as_of)s then d.status else 'OPEN' end as status,
        case when d.closed_at <= %(as_of)s then d.closed_at end as closed_at
    from deal d where {deals} and d.pipeline_id = %(pipeline)s and d.created_at <= %(as_of)s and d.status <> 'INVALID'),
visits as (
    select v.deal_id, d.status, d.created_at, d.closed_at, s.n, s.dwell_limit_days as most, v.entered_at,
        case when v.exited_at <= %(as_of)s then v.exited_at end as exited_at
    from stage_visit v join deals d on d.id = v.deal_id join stages s on s.id = v.stage_id
    where v.entered_at <= %(as_of)s and {counts}),
"""
# Every stay is gone through once, beside the other stays of its deal: whether it is the first in its stage, whether the deal was there
# in the period, when it last came further in the period. `lasted` and `fate` are in days: of the stay, and until the deal closed.
SQL = (
    VISITS
    + """
stays as (
    select v.n, v.most, v.status, v.created_at, v.closed_at, v.entered_at, v.exited_at is not null as is_over,
        v.is_new, v.is_there, lag(v.is_there, 1, false) over stage as was_there,
        row_number() over stage = 1 as is_first, max(v.n) over further is null and v.status <> 'WON' as is_furthest,
        max(case when v.is_new then v.entered_at end) over further as later,
        date_part('epoch', coalesce(v.exited_at, %(as_of)s) - v.entered_at) / 86400 as lasted,
        date_part('epoch', coalesce(v.closed_at, %(as_of)s) - v.entered_at) / 86400 as fate
    from (select v.*, v.entered_at >= %(since)s and v.entered_at < %(until)s as is_new,
        v.entered_at < %(until)s and coalesce(v.exited_at, %(as_of)s) >= %(since)s as is_there from visits v) v
    window stage as (partition by v.deal_id, v.n order by v.entered_at),
        further as (partition by v.deal_id order by v.n groups between 1 following and unbounded following)),
figures as (
    select v.n,
        count(*) filter (where v.is_first and v.is_furthest and v.created_at >= %(since)s and v.created_at < %(until)s) as furthest,
        count(*) filter (where v.is_first and v.is_furthest and v.created_at >= %(before)s and v.created_at < %(since)s) as furthest_before,
        count(*) filter (where v.is_first and v.created_at >= %(since)s and v.created_at < %(until)s) as touched,
        count(*) filter (where v.is_there and not v.was_there) as present,
        count(*) filter (where v.is_there and not v.was_there and (v.later >= v.entered_at
            or (v.status = 'WON' and v.closed_at >= %(since)s and v.closed_at < %(until)s))) as progressed,
        array_agg(v.lasted) filter (where v.is_new and v.is_over) as ended,
        array_agg(v.lasted) filter (where v.is_new and not v.is_over) as staying,
        count(*) filter (where v.is_new and v.lasted > v.most) as over_limit,
        array_agg(v.fate) filter (where v.is_first and v.is_new and v.status = 'WON') as wins,
        array_agg(v.fate) filter (where v.is_first and v.is_new and v.status = 'LOST') as losses,
        array_agg(v.fate) filter (where v.is_first and v.is_new and v.status = 'OPEN') as going_on,
        count(*) filter (where v.is_first and v.is_new and v.entered_at <= %(old)s) as old,
        count(*) filter (where v.is_first and v.is_new and v.entered_at <= %(old)s and v.status = 'WON' and v.fate <= %(days)s) as won
    from stays v group by v.n),
whole as (
    select count(*) filter (where d.created_at >= %(since)s) as created,
        count(*) filter (where d.created_at >= %(since)s and d.status = 'WON') as won,
        count(*) filter (where d.created_at >= %(since)s and d.closed_at is not null) as closed,
        count(*) filter (where d.created_at < %(since)s and d.status = 'WON') as won_before
    from deals d where d.created_at >= %(before)s and d.created_at < %(until)s)
select s.id, coalesce(f.furthest, 0), coalesce(f.furthest_before, 0), coalesce(f.touched, 0), coalesce(f.present, 0),
    coalesce(f.progressed, 0), f.ended, f.staying, coalesce(f.over_limit, 0), f.wins, f.losses, f.going_on, coalesce(f.old, 0),
    coalesce(f.won, 0), w.created, w.won, w.closed, w.won_before
from stages s cross join whole w left join figures f on f.n = s.n order by s.n
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
    created, won, matured, won_before = rows[0][14:]
    reached = _reached([row[1] for row in rows], won)
    before = _reached([row[2] for row in rows], won_before)
    stages = [
        _stage(row, days, reached[n], _share(reached[n + 1], reached[n]), _share(before[n + 1], before[n]))
        for n, row in enumerate(rows)
    ]
    return PipelineFigures(created, won, matured, stages, _bottleneck(stages))


def _reached(furthest: list[int], won: int) -> list[int]:
    """How many reached each stage and the end: all whose furthest it is, or one further on; a won deal has passed them all."""
    return [won + sum(furthest[n:]) for n in range(len(furthest) + 1)]


def _stage(row: tuple[Any, ...], days: int, reached: int, rate: float | None, mean_rate: float | None) -> StageFigures:
    stage_id, _, _, touched, present, progressed, *lengths, old_enough, in_time = row[:14]
    over_limit = lengths.pop(2)
    ended, staying, wins, losses, going_on = (part or [] for part in lengths)
    reach = interval(in_time, old_enough)
    return StageFigures(
        stage_id=stage_id, reached=reached, rate=rate, mean_rate=mean_rate, touched=touched, present=present, progressed=progressed,
        stays=len(ended), staying=len(staying), mean_days=fmean(ended) if ended else None, median_days=median(ended) if ended else None,
        survival_days=median_survival(ended, staying), over_limit=over_limit, entries=len(wins) + len(losses) + len(going_on),
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
