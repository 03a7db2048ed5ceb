"""What happened to the pipeline between two instants: how the open deals of the first became those of the second, step by step.

Every deal's amounts in the steps sum to what it is worth at the end less what it was worth at the beginning, so the steps lead from
one pipeline to the other without a rest. Two things change no amount and stand beside: deals moved back a stage, and deals whose
date slipped but which still belong to the pipeline looked at.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.catalog.declare import Labelled
from weir.forecasts.reading import Choice
from weir.reports.asking import Asks


class PipelineStep(Labelled):
    """What happened to deals between two instants."""

    ADDED = "ADDED", "新增", "Added"
    REOPENED = "REOPENED", "重新打开", "Reopened"
    PULLED_IN = "PULLED_IN", "移入本期", "Moved into the period"
    GROWN = "GROWN", "金额增加", "Grown"
    SHRUNK = "SHRUNK", "金额减少", "Shrunk"
    SLIPPED = "SLIPPED", "移出本期", "Slipped out of the period"
    WON = "WON", "赢单", "Won"
    LOST = "LOST", "输单", "Lost"
    INVALID = "INVALID", "无效", "Invalid"
    SLIPPED_WITHIN = "SLIPPED_WITHIN", "预计日期推迟", "Put off"
    MOVED_BACK = "MOVED_BACK", "阶段后退", "Moved back"


# These stand beside: they change no sum.
BESIDE = (PipelineStep.SLIPPED_WITHIN, PipelineStep.MOVED_BACK)

# A deal as it was at the first instant (a) and at the second (b); at the second, a closed one is as it was when it closed. It belongs to
# the pipeline while it is open and expected within the days asked for; what was won counts as expected when it was won, too.
WITHIN = "(%(first)s::date is null or ({expected} >= %(first)s and {expected} < %(after)s))"
# Stays of a deal never overlap: at an instant it has one stage, or none yet.
STAGE = (
    "left join stage_visit v{end} on v{end}.deal_id = m.id and v{end}.entered_at <= %({at})s"
    " and (v{end}.exited_at is null or v{end}.exited_at > %({at})s) left join stage s{end} on s{end}.id = v{end}.stage_id"
)
# What deals are now stands in themselves.
NOW = "left join stage sb on sb.id = m.stage_id and m.status = 'OPEN'"
THEN = "join deal_state b on b.deal_id = m.id and b.since <= %(until)s and (b.until is null or b.until > %(until)s)"
CHANGES = """
with mine as (select d.id, d.created_at, (d.closed_at at time zone %(v_tz)s)::date as won_on, d.status, d.base_amount as amount,
        d.expected_close_date, d.owner_id, d.stage_id
    from deal d where {deals} and (%(pipeline)s::uuid is null or d.pipeline_id = %(pipeline)s) and d.created_at <= %(until)s),
ends as (
    select m.id, m.stage_id, m.created_at > %(since)s as is_new, coalesce(a.status = 'OPEN', false) as was_open, {b}.status,
        coalesce(a.amount, 0) as amount_a, coalesce({b}.amount, 0) as amount_b,
        a.expected_close_date as day_a, {b}.expected_close_date as day_b,
        coalesce(a.status = 'OPEN' and {within_a}, false) as in_a,
        coalesce({within_b} or ({b}.status = 'WON' and {won_within}), false) as in_b
    from mine m left join deal_state a on a.deal_id = m.id and a.since <= %(since)s and (a.until is null or a.until > %(since)s) {then}
    where (%(owner)s::uuid is null or {b}.owner_id = %(owner)s) and (%(department)s::uuid is null or exists (select 1 from "user" u
        join department p on p.id = u.department_id where u.id = {b}.owner_id and %(department)s = any(p.path)))),
moved as (select m.*, sa.id as stage_a, sb.id as stage_b, sb.position < sa.position as is_back,
        sign(m.amount_b - m.amount_a) as way, m.day_b > m.day_a as is_later
    from ends m {stage_a} {stage_b} where (m.in_a or m.in_b) and (m.is_new or m.was_open or m.status = 'OPEN')),
"""
# The steps of deals, or of deals that went the same way taken together.
STEPS = """
steps as (select m.*, t.step, t.stage, t.change from {rows} m cross join lateral (values
    (case when m.in_a then null when m.is_new then 'ADDED' when m.was_open then 'PULLED_IN' else 'REOPENED' end, null::uuid, m.amount_b),
    (case when m.in_a then case m.way when 1 then 'GROWN' when -1 then 'SHRUNK' end end, null, m.amount_b - m.amount_a),
    (case when m.status <> 'OPEN' then m.status when m.in_a and not m.in_b then 'SLIPPED' end, null, -m.amount_b),
    (case when m.in_a and m.in_b and m.status = 'OPEN' and m.is_later then 'SLIPPED_WITHIN' end, null, m.amount_b),
    (case when m.in_a and m.in_b and m.status = 'OPEN' and m.is_back then 'MOVED_BACK' end, null, m.amount_b),
    (case when m.in_a then 'START' end, m.stage_a, m.amount_a),
    (case when m.in_b and m.status = 'OPEN' then 'END' end, m.stage_b, m.amount_b)) t(step, stage, change)
    where t.step is not null)
"""
# Each deal is looked at once; the steps are then taken by the few ways there are, not by every deal.
SUMS = f"""
ways as (select is_new, was_open, status, in_a, in_b, way, is_later, is_back, stage_a, stage_b, count(*) as deals,
    sum(amount_a) as amount_a, sum(amount_b) as amount_b from moved group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
{STEPS.format(rows="ways")}
select s.step, s.stage, sum(s.deals)::bigint, sum(s.change) from steps s group by 1, 2
"""
LIST = f"""
{STEPS.format(rows="moved")}
select s.id, (select d.name from deal d where d.id = s.id), s.step, s.change, s.amount_a, s.amount_b, s.day_a, s.day_b,
    s.stage_a, s.stage_b, s.in_a
from steps s where s.step not in ('START', 'END') and (%(step)s::text is null or s.step = %(step)s)
    and (%(size)s::numeric is null or (abs(s.change), s.id, s.step) < (%(size)s, %(key)s::uuid, %(past)s::text))
order by abs(s.change) desc, s.id desc, s.step desc limit %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Span:
    """Two instants (`is_now`: the second is now), and the days deals must be expected in to belong (None: any day, or none at all), of
    which deals."""

    since: datetime
    until: datetime
    is_now: bool
    first: date | None
    after: date | None
    choice: Choice


@dataclass(frozen=True, slots=True)
class Sum:
    """So many deals and what they come to, in base currency."""

    deals: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The pipeline at both ends by stage, and the steps between."""

    start: dict[UUID | None, Sum]
    end: dict[UUID | None, Sum]
    steps: dict[PipelineStep, Sum]


@dataclass(frozen=True, slots=True)
class Changed:
    """One deal in one step; `amount_before` is null for what did not belong before."""

    id: UUID
    name: str
    step: PipelineStep
    change: Decimal
    amount_before: Decimal | None
    amount_after: Decimal
    day_before: date | None
    day_after: date | None
    stage_before: UUID | None
    stage_after: UUID | None


Place = tuple[Decimal, UUID, str]


def _sql(viewer: Viewer, span: Span, asked: str) -> str:
    """What happened to each deal, and what is asked of it."""
    last = "m" if span.is_now else "b"
    changes = CHANGES.format(
        deals=visible("deal", "d", viewer),
        b=last,
        then="" if span.is_now else THEN,
        within_a=WITHIN.format(expected="a.expected_close_date"),
        within_b=WITHIN.format(expected=f"{last}.expected_close_date"),
        won_within=WITHIN.format(expected="m.won_on"),
        stage_a=STAGE.format(at="since", end="a"),
        stage_b=NOW if span.is_now else STAGE.format(at="until", end="b"),
    )
    return changes + asked


def _params(viewer: Viewer, span: Span) -> dict[str, Any]:
    choice = span.choice
    asked = {"pipeline": choice.pipeline, "owner": choice.owner, "department": choice.department}
    days = {"since": span.since, "until": span.until, "first": span.first, "after": span.after}
    return {**viewer.params, **asked, **days}


async def waterfall(asks: Asks, span: Span) -> Waterfall:
    """The steps from one pipeline to the other, as far as the viewer sees deals. One statement."""
    rows = await asks.report(_sql(asks.viewer, span, SUMS), _params(asks.viewer, span))
    start: dict[UUID | None, Sum] = {}
    end: dict[UUID | None, Sum] = {}
    steps: dict[PipelineStep, Sum] = {}
    ends = {"START": start, "END": end}
    for step, stage, deals, amount in rows:
        if step in ends:
            ends[step][stage] = Sum(deals, amount)
        else:
            steps[PipelineStep(step)] = Sum(deals, amount)
    return Waterfall(start, end, steps)


async def changed(asks: Asks, span: Span, step: PipelineStep | None, limit: int, past: Place | None) -> list[Changed]:
    """The deals of a step, or of all, the largest change first, from behind a place in this order. One statement."""
    size, key, name = past or (None, None, None)
    params = {"step": step and step.value, "limit": limit, "size": size, "key": key, "past": name}
    rows = await asks.report(_sql(asks.viewer, span, LIST), {**_params(asks.viewer, span), **params})
    return [
        Changed(
            key, name, PipelineStep(kind), change, before if belonged else None, after, day_a, day_b, stage_a, stage_b
        )
        for key, name, kind, change, before, after, day_a, day_b, stage_a, stage_b, belonged in rows
    ]
