"""From a lead to what was won: how many leads of a period got how far along one pipeline, and how long each step took."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.catalog.declare import Labelled
from weir.catalog.ids import encode
from weir.deals.visit_model import COUNTS

# Whoever got further has passed a step, also where it was skipped: a deal was contacted, a won one was in every stage.
SQL = """
with stages as (select s.id, s.position, row_number() over (order by s.position) as n from stage s
    where s.pipeline_id = %(pipeline)s and s.deleted_at is null and s.type = 'OPEN' and {stages}),
cohort as (select l.id, l.created_at as came, l.first_response_at as heard, d.id as deal, d.created_at as made, d.status, d.closed_at
    from lead l left join deal d on d.id = l.deal_id and d.pipeline_id = %(pipeline)s and d.status <> 'INVALID' and {deals}
    where {leads} and l.created_at >= %(since)s and l.created_at < %(until)s),
visits as (select v.deal_id, f.position, v.entered_at from stage_visit v join stage f on f.id = v.stage_id and f.type = 'OPEN'
    where v.deal_id in (select c.deal from cohort c) and {counts}),
times as (
    select c.id, 'LEAD' as step, 0 as n, null::uuid as stage_id, c.came as at from cohort c
    union all select c.id, 'CONTACTED', 1, null, least(c.heard, c.made) from cohort c where coalesce(c.heard, c.made) is not null
    union all select c.id, 'DEAL', 2, null, c.made from cohort c where c.deal is not null
    union all select c.id, 'STAGE', 1 + s.n, s.id, coalesce(min(v.entered_at), c.closed_at) from cohort c join stages s on s.n > 1
        left join visits v on v.deal_id = c.deal and v.position >= s.position
        where c.deal is not null group by c.id, s.n, s.id, c.status, c.closed_at having count(v.entered_at) > 0 or c.status = 'WON'
    union all select c.id, 'WON', 1000, null, c.closed_at from cohort c where c.status = 'WON'),
taken as (select t.step, t.n, extract(epoch from t.at - c.came) / 86400 as days,
    extract(epoch from t.at - lag(t.at) over (partition by t.id order by t.n)) / 86400 as own from times t join cohort c on c.id = t.id),
steps as (select 'LEAD' as step, 0 as n, null::uuid as stage_id, 0 as position union all select 'CONTACTED', 1, null, 0
    union all select 'DEAL', 2, null, 0 union all select 'STAGE', 1 + s.n, s.id, s.position from stages s where s.n > 1
    union all select 'WON', 1000, null, 0)
select s.step, s.stage_id, s.position, count(t.n)::int, percentile_cont(0.5) within group (order by t.days) filter (where t.days >= 0),
    percentile_cont(0.5) within group (order by t.own) filter (where t.own >= 0)
from steps s left join taken t on t.n = s.n group by s.step, s.n, s.stage_id, s.position order by s.n
"""


class Step(Labelled):
    """How far a lead got."""

    LEAD = "LEAD", "新线索", "New lead"
    CONTACTED = "CONTACTED", "已联系", "Contacted"
    DEAL = "DEAL", "成为商机", "Became a deal"
    STAGE = "STAGE", "到达阶段", "Reached a stage"
    WON = "WON", "赢单", "Won"


@dataclass(frozen=True, slots=True)
class Reached:
    """Those who got so far: how many, the median of days since they came and since the step before, and the filter of their list."""

    step: Step
    stage_id: UUID | None
    leads: int
    days: float | None
    step_days: float | None
    where: dict[str, Any]


def statement(viewer: Viewer) -> str:
    """The SQL, as one viewer sees leads and deals."""
    return SQL.format(
        leads=visible("lead", "l", viewer),
        deals=visible("deal", "d", viewer),
        stages=visible("stage", "s", viewer),
        counts=COUNTS.format(v="v"),
    )


def steps_of(rows: list[tuple[Any, ...]], pipeline: UUID | None, since: datetime, until: datetime) -> list[Reached]:
    """The steps in their order, of what the statement found."""
    came = {"createdAt": {"gte": since.isoformat(), "lt": until.isoformat()}}
    found = []
    for name, stage, position, leads, days, own in rows:
        step = Step(name)
        where = {**came, **_where(step, encode("pipeline", pipeline or UUID(int=0)), position)}
        found.append(Reached(step, stage, leads, days and float(days), own and float(own), where))
    return found


def _where(step: Step, pipeline: str, position: int) -> dict[str, Any]:
    deal: dict[str, Any] = {"pipelineId": {"eq": pipeline}, "status": {"neq": "INVALID"}}
    match step:
        case Step.LEAD:
            return {}
        case Step.CONTACTED:
            return {"or": [{"firstResponseAt": {"isNull": False}}, {"deal": deal}]}
        case Step.DEAL:
            return {"deal": deal}
        case Step.STAGE:
            return {"deal": {**deal, "furthestPosition": {"gte": position}}}
        case Step.WON:
            return {"deal": {**deal, "status": {"eq": "WON"}}}
