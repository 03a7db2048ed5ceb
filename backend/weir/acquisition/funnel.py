"""From a lead to its money: how many leads of a period got how far along one pipeline, how long each step took, and what it is worth."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from weir.access.guard import rule_of
from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.catalog.declare import Labelled
from weir.catalog.ids import encode
from weir.deals.visit_model import COUNTS

# Whoever got further has passed a step, also where it was skipped: a deal was contacted, a won one was in every stage. A contract signed
# before its deal was won got that far when it was won. A day counts at its end: what was signed on the day of winning came after that.
_DAY = "least(now(), (min({day}) + 1)::timestamp at time zone %(v_tz)s)"
SQL = """
with stages as (select s.id, s.position, row_number() over (order by s.position) as n from stage s
    where s.pipeline_id = %(pipeline)s and s.deleted_at is null and s.type = 'OPEN' and {stages}),
cohort as (select l.id, l.created_at as came, l.first_response_at as heard, d.id as deal, d.created_at as made, d.status, d.closed_at,
    d.base_amount as worth
    from lead l left join deal d on d.id = l.deal_id and d.pipeline_id = %(pipeline)s and d.status <> 'INVALID' and {deals}
    where {leads} and l.created_at >= %(since)s and l.created_at < %(until)s),
visits as (select v.deal_id, f.position, v.entered_at from stage_visit v join stage f on f.id = v.stage_id and f.type = 'OPEN'
    where v.deal_id in (select c.deal from cohort c) and {counts}),
signed as (select k.deal_id, {day_of_signing} as at, sum(k.base_amount) as worth from contract k
    where k.signed_on is not null and k.deal_id in (select c.deal from cohort c where c.status = 'WON') and {contracts} group by k.deal_id),
paid as (select k.deal_id, {day_of_payment} as at, sum(p.base_amount) as worth from payment p join contract k on k.id = p.contract_id
    where p.status = 'CONFIRMED' and k.signed_on is not null and k.deal_id in (select s.deal_id from signed s)
    and {contracts} and {payments}
    group by k.deal_id),
times as (
    select c.id, 'LEAD' as step, 0 as n, null::uuid as stage_id, c.came as at, null::numeric as worth from cohort c
    union all select c.id, 'CONTACTED', 1, null, least(c.heard, c.made), null from cohort c where coalesce(c.heard, c.made) is not null
    union all select c.id, 'DEAL', 2, null, c.made, c.worth from cohort c where c.deal is not null
    union all select c.id, 'STAGE', 1 + s.n, s.id, coalesce(min(v.entered_at), c.closed_at), c.worth from cohort c
        join stages s on s.n > 1 left join visits v on v.deal_id = c.deal and v.position >= s.position
        where c.deal is not null group by c.id, s.n, s.id, c.status, c.closed_at, c.worth
        having count(v.entered_at) > 0 or c.status = 'WON'
    union all select c.id, 'WON', 1000, null, c.closed_at, c.worth from cohort c where c.status = 'WON'
    union all select c.id, 'CONTRACT', 1001, null, greatest(c.closed_at, s.at), s.worth from cohort c join signed s on s.deal_id = c.deal
    union all select c.id, 'PAYMENT', 1002, null, greatest(c.closed_at, s.at, p.at), p.worth from cohort c
        join signed s on s.deal_id = c.deal join paid p on p.deal_id = c.deal),
taken as (select t.step, t.n, t.worth, extract(epoch from t.at - c.came) / 86400 as days,
    extract(epoch from t.at - lag(t.at) over (partition by t.id order by t.n)) / 86400 as own from times t join cohort c on c.id = t.id),
steps as (select 'LEAD' as step, 0 as n, null::uuid as stage_id, 0 as position union all select 'CONTACTED', 1, null, 0
    union all select 'DEAL', 2, null, 0 union all select 'STAGE', 1 + s.n, s.id, s.position from stages s where s.n > 1
    union all select 'WON', 1000, null, 0 union all select 'CONTRACT', 1001, null, 0 where {with_contracts}
    union all select 'PAYMENT', 1002, null, 0 where {with_payments})
select s.step, s.stage_id, s.position, count(t.n)::int, {worth},
    percentile_cont(0.5) within group (order by t.days) filter (where t.days >= 0),
    percentile_cont(0.5) within group (order by t.own) filter (where t.own >= 0)
from steps s left join taken t on t.n = s.n group by s.step, s.n, s.stage_id, s.position order by s.n
"""


WON = {"status": {"eq": "WON"}}
SIGNED = {"signedOn": {"isNull": False}}


class Step(Labelled):
    """How far a lead got."""

    LEAD = "LEAD", "新线索", "New lead"
    CONTACTED = "CONTACTED", "已联系", "Contacted"
    DEAL = "DEAL", "成为商机", "Became a deal"
    STAGE = "STAGE", "到达阶段", "Reached a stage"
    WON = "WON", "赢单", "Won"
    CONTRACT = "CONTRACT", "签订合同", "Contract signed"
    PAYMENT = "PAYMENT", "首笔回款", "First payment"


@dataclass(frozen=True, slots=True)
class Reached:
    """Those who got so far: how many, what they are worth, the median of days since they came and since the step before, and their filter.

    They are worth what their deals are, from the contract on what was signed, and at the end what came in; None where that is not told.
    """

    step: Step
    stage_id: UUID | None
    leads: int
    amount: Decimal | None
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
        contracts=visible("contract", "k", viewer),
        payments=visible("payment", "p", viewer),
        day_of_signing=_DAY.format(day="k.signed_on"),
        day_of_payment=_DAY.format(day="p.received_on"),
        with_contracts=str(viewer.may("read", "contract")).lower(),
        with_payments=str(viewer.may("read", "payment")).lower(),
        worth="null" if rule_of("deal_amount", "deal", "base_amount", "d", viewer).hidden else "sum(t.worth)",
    )


def steps_of(rows: list[tuple[Any, ...]], pipeline: UUID | None, since: datetime, until: datetime) -> list[Reached]:
    """The steps in their order, of what the statement found."""
    came = {"createdAt": {"gte": since.isoformat(), "lt": until.isoformat()}}
    found = []
    for name, stage, position, leads, worth, days, own in rows:
        step = Step(name)
        where = {**came, **_where(step, encode("pipeline", pipeline or UUID(int=0)), position)}
        found.append(Reached(step, stage, leads, worth, days and float(days), own and float(own), where))
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
            return {"deal": {**deal, **WON}}
        case Step.CONTRACT:
            return {"deal": {**deal, **WON, "contracts": {"some": SIGNED}}}
        case Step.PAYMENT:
            paid = {**SIGNED, "payments": {"some": {"status": {"eq": "CONFIRMED"}}}}
            return {"deal": {**deal, **WON, "contracts": {"some": paid}}}
