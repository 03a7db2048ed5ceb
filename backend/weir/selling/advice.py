"""What the tables say about one lead: the problems it may have, what proves that we solve them, and the play to make next."""

from typing import Any
from uuid import UUID

import orjson

from weir.access.predicate import visible
from weir.changing.change import Change
from weir.leads.model import SUGGESTED
from weir.selling.ranking import FITS, WHY, ranked

MOST = {"problem": 5, "case": 3, "value": 5, "play": 5}
OF_CASE = """array(select cn.name from case_problem cp
    join problem_entry cn on cn.id = cp.problem_id and cn.deleted_at is null where cp.case_id = x.id)"""
OF_VALUE = "array[v.name]"
# What the lead has already stands first, whatever else matches.
PROBLEMS = """
select 'problem', x.id, {why}, json_build_object('name', x.name, 'harm', x.harm, 'answer', x.answer, 'isKnown', h.known), h.known,
    row_number() over (partition by h.known order by k.points desc, x.name, x.id)
from l cross join problem_entry x {ranked} cross join lateral (select x.name = any(l.problems) as known) h
where {seen} and (h.known or ({fits}))"""
CASES = """
select 'case', x.id, {why}, json_build_object('title', x.title, 'customer', x.customer, 'story', x.story, 'result', x.result,
    'file', case when x.file_id is not null then x.file_name end), false, row_number() over (order by k.points desc, x.title, x.id)
from l cross join success_case x {ranked} where {seen} and {fits}"""
VALUES = """
select 'value', x.id, {why}, json_build_object('problem', v.name, 'benefit', x.benefit, 'number', x.number, 'proof', x.proof), false,
    row_number() over (order by k.points desc, x.benefit, x.id)
from l cross join value_entry x join problem_entry v on v.id = x.problem_id and v.deleted_at is null {ranked} where {seen} and {fits}"""
# A play that was started stays in sight, with how far its tasks are.
PLAYS = """
select 'play', x.id, {why}, json_build_object('name', case when %(v_zh)s then x.name_zh else x.name_en end,
    'strategy', case when %(v_zh)s then x.strategy_zh else x.strategy_en end, 'tasks', x.tasks,
    'startedAt', s.created_at, 'made', coalesce(d.made, 0), 'done', coalesce(d.done, 0)), s.id is not null,
    row_number() over (partition by s.id is not null order by k.points desc, x.position, x.id)
from l cross join play x {ranked}
cross join lateral (select x.lead_state = l.state as state) o
left join lead_play s on s.lead_id = l.id and s.play_id = x.id and {started}
left join lateral (select count(*) as made, count(*) filter (where t.status = 'DONE') as done from task t
    where t.lead_id = l.id and t.dedupe_key like 'play:' || s.id || ':%%' and {tasks}) d on s.id is not null
where {seen} and (s.id is not null or (o.state and {fits}))"""


async def advice_of(change: Change, key: UUID | None) -> list[tuple[str, UUID, dict[str, Any], dict[str, Any]]] | None:
    """The rows for a lead, the best first, as (kind, id, why, data); None when it does not exist for the viewer."""
    viewer = change.viewer
    parts = [
        PROBLEMS.format(why=WHY, ranked=ranked(), fits=FITS, seen=visible("problem_entry", "x", viewer)),
        CASES.format(why=WHY, ranked=ranked(OF_CASE), fits=FITS, seen=visible("success_case", "x", viewer)),
        VALUES.format(why=WHY, ranked=ranked(OF_VALUE), fits=FITS, seen=visible("value_entry", "x", viewer)),
        PLAYS.format(
            why=WHY, ranked=ranked(), fits=FITS, seen=visible("play", "x", viewer),
            started=visible("lead_play", "s", viewer), tasks=visible("task", "t", viewer),
        ),
    ]  # fmt: skip
    sql = (
        f"with l as (select l.*, coalesce(l.lead_state, {SUGGESTED.format(a='l')}) as state from lead l"
        f" where l.id = %(key)s and {visible('lead', 'l', viewer)}),"
        f" a(kind, id, why, data, first, place) as ({' union all '.join(parts)})"
        " select a.kind, a.id, a.why, a.data from l left join a on a.first or a.place <= (%(most)s::jsonb->>a.kind)::int"
        " order by a.kind, a.first desc, a.place"
    )
    rows = await change.fetch(sql, {**viewer.params, "key": key, "most": orjson.dumps(MOST).decode()})
    if not rows:
        return None
    return [(kind, one, why, data) for kind, one, why, data in rows if kind]
