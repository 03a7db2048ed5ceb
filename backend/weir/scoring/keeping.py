"""The scores on the leads are kept: soon after something happened, as points fade, and whole when the rules change.

The trigger `lead_to_score` notes what happened in the transaction it happened in. Run again, all of this does no harm.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from weir.activities.actions import notify
from weir.activities.model import NotificationKind
from weir.changing.change import Change
from weir.jobs import PERIODIC, Periodic, Worker, job
from weir.leads.kinds import OPEN_STATUSES
from weir.leads.model import Lead
from weir.leads.qualifying import become_mql
from weir.scoring.actions import RESCORE, current
from weir.scoring.facts import facts_of, facts_sql
from weir.scoring.judging import Facts, Score, asking_until, intent_of, judge, ripe
from weir.scoring.model import ScoreModel
from weir.scoring.training import in_use, predict
from weir.sweeping import pass_over, sweep

EVERY_SECONDS = 2
BATCH = 200
SYSTEM = "lead-scores"
TAKE = f"""
delete from lead_to_score where id in (select id from lead_to_score order by id limit {BATCH} for update skip locked)
returning lead_id
"""
# Whoever works a lead at this moment is not waited for: the lead stays noted.
HOLD = f"""
with wanted as (select distinct unnest(%(keys)s::uuid[]) as id),
held as (select l.id from lead l join wanted w on w.id = l.id
    where l.status in ({OPEN_STATUSES}) order by l.id for no key update of l skip locked),
later as (insert into lead_to_score (lead_id) select w.id from wanted w join lead l on l.id = w.id
    where l.status in ({OPEN_STATUSES}) and w.id not in (select id from held))
select id from held
"""
DUE = f"""
select id from lead where score_due_at <= %(now)s and status in ({OPEN_STATUSES})
order by score_due_at limit {BATCH} for no key update skip locked
"""
NEXT = f"""
select id from lead where (%(after)s::uuid is null or id > %(after)s) and score_version is distinct from %(version)s
    and status in ({OPEN_STATUSES}) order by id limit {BATCH} for no key update
"""
WRITE = """
update lead l set fit_score = s.fit, engagement_score = s.engagement, score = s.score, grade = s.grade, scored_at = %(now)s,
    score_due_at = least(s.due, case when l.intent_cause in ('MANUAL', 'SOURCE') and l.intent_at + %(hold)s::interval > %(now)s
        then l.intent_at + %(hold)s::interval end), score_version = %(version)s
from jsonb_to_recordset(%(scores)s::jsonb) s(id uuid, fit int, engagement numeric, score numeric, grade text, due timestamptz)
where l.id = s.id returning l.id, old.grade, new.grade
"""
# What a person or a source said holds for a time; when it ends on the same level, it stays theirs. Only what is another one is
# written: naming the column notes the lead to be scored again.
DERIVE = """
update lead l set intent = s.intent, intent_cause = s.cause,
    intent_at = case when l.intent is distinct from s.intent then %(now)s else l.intent_at end,
    intent_since = case when l.intent is distinct from s.intent then %(now)s else l.intent_since end, intent_by_id = null
from jsonb_to_recordset(%(scores)s::jsonb) s(id uuid, intent text, cause text)
where l.id = s.id and (l.intent is distinct from s.intent or l.intent_cause in ('GRADE', 'REQUEST') and l.intent_cause <> s.cause)
    and not coalesce(l.intent_cause in ('MANUAL', 'SOURCE') and l.intent_at + %(hold)s::interval > %(now)s, false)
returning l.id, old.intent, new.intent, old.intent_cause, new.intent_cause
"""
# Nobody in sales has taken these over: what a rep has entered or accepted is theirs already.
OFFERED = """
select id, rejected_at from lead where id = any(%(keys)s) and stage = 'RAW' and status in ('UNASSIGNED', 'PENDING', 'NURTURING')
    and deleted_at is null and not coalesce(accepted_at > coalesce(rejected_at, '-infinity'), false)
"""


async def keep_scores(worker: Worker) -> None:
    """What the worker does every few seconds."""
    await score_what_happened(worker)
    await score_what_faded(worker)


async def score_what_happened(worker: Worker, now: datetime | None = None) -> int:
    """Scores the leads something happened with. Returns how many were noted."""
    return await sweep(worker, SYSTEM, _happened, BATCH, now)


async def score_what_faded(worker: Worker, now: datetime | None = None) -> int:
    """Scores the leads whose points have faded by half a point since. Returns how many."""
    return await sweep(worker, SYSTEM, _faded, BATCH, now)


async def _happened(change: Change) -> int:
    noted = await change.fetch(TAKE, {})
    if noted:
        held = await change.fetch(HOLD, {"keys": [key for (key,) in noted]})
        keys = [key for (key,) in held]
        await score(change, await current(change), keys)
        if (learnt := await in_use(change)) is not None:
            await predict(change, learnt, keys)
    return len(noted)


async def _faded(change: Change) -> int:
    due = await change.fetch(DUE, {"now": change.now})
    if due:
        await score(change, await current(change), [key for (key,) in due])
    return len(due)


async def score(change: Change, model: ScoreModel, keys: Sequence[UUID]) -> None:
    """Writes the scores of some leads that are locked, and their intent where it follows; what is another one is audited and told."""
    if not keys:
        return
    told, joins, params = facts_sql(model, change.viewer)
    sql = f"select x.id, {told} from lead x {joins} where x.id = any(%(keys)s)"
    made = []
    scores: dict[UUID, Score] = {}
    for key, fits, places, times in await change.fetch(sql, {**params, "keys": list(keys)}):
        one = scores[key] = judge(model, Facts(fits, facts_of(places, times)), change.now)
        made.append(
            {
                "id": str(key),
                "fit": one.fit,
                "engagement": str(one.engagement),
                "score": str(one.whole),
                "grade": one.grade.value,
                "due": (due := _due(change, model, one)) and due.isoformat(),
            }
        )
        if model.intent_is_derived:
            level, cause = intent_of(model, one, change.now)
            made[-1] |= {"intent": level.value, "cause": cause.value}
    hold = timedelta(days=model.intent_hold_days) if model.intent_is_derived else None
    told_of = orjson.dumps(made).decode()
    values: dict[str, Any] = {"scores": told_of, "now": change.now, "version": model.version, "hold": hold}
    for key, before, after in await change.fetch(WRITE, values):
        if before == after:
            continue
        if before is not None:
            change.audit("lead.graded", "lead", key, {"grade": [before, after]})
        change.tell("lead", key, "graded", fields=["grade"])
    if model.intent_is_derived:
        for key, *levels, was, cause in await change.fetch(DERIVE, values):
            change.audit("lead.intent_derived", "lead", key, {"intent": levels, "intent_cause": [was, cause]})
            change.tell("lead", key, "intent_derived", fields=["intent"])
    await change.finish()
    if model.mql_is_active:
        await _hand_over(change, model, scores)


def _due(change: Change, model: ScoreModel, one: Score) -> datetime | None:
    """When to look again: as points fade, or when somebody who asked has not for long."""
    asking = asking_until(model, one) if model.intent_is_derived else None
    return min((at for at in (one.due_at, asking) if at is not None and at > change.now), default=None)


async def _hand_over(change: Change, model: ScoreModel, scores: dict[UUID, Score]) -> None:
    """Hands to sales what is ripe and not theirs yet. After a rejection something new must have happened."""
    ripening = [key for key, one in scores.items() if ripe(model, one, model.mql_since)]
    if not ripening:
        return
    for key, rejected in await change.fetch(OFFERED, {"keys": ripening}):
        cause = ripe(model, scores[key], max(model.mql_since, rejected or model.mql_since))
        if cause is None:
            continue
        lead = await change.load(Lead, key)
        await become_mql(change, lead, cause)
        if lead.owner_id is not None:
            notify(change, lead.owner_id, NotificationKind.LEAD_WAITS, lead_id=lead.id)
    await change.finish()


@job(RESCORE)
async def rescore(worker: Worker) -> None:
    """Scores every open lead by the rules as they are now, some in each transaction; a run that was cut off goes on."""
    await pass_over(worker, SYSTEM, _rescored, BATCH)


async def _rescored(change: Change, after: UUID | None) -> Sequence[UUID]:
    model = await current(change)
    keys = [key for (key,) in await change.fetch(NEXT, {"after": after, "version": model.version})]
    await score(change, model, keys)
    return keys


PERIODIC.append(Periodic("leads.scores", EVERY_SECONDS, keep_scores))
