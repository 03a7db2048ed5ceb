"""The past of the demo's deals: what they were worth and when they were expected before, so that the pipeline has a history."""

from typing import Any

import psycopg

from weir.deals.state_model import FROM_STAYS

# Of every three open deals one was worth less before, one was worth more, and one was expected sooner; some days ago that changed.
CHANGED = """
with last as (
    select s.*, abs(hashtext(d.name)) as n from deal_state s join deal d on d.id = s.deal_id
    where s.until is null and s.status = 'OPEN' and s.since < now() - interval '3 days'),
later as (
    update deal_state s set since = l.since + (now() - l.since) * (0.4 + l.n % 50 / 100.0) from last l
    where s.deal_id = l.deal_id and s.since = l.since returning s.deal_id, s.since as moment)
insert into deal_state (deal_id, since, until, status, amount, probability, category, expected_close_date, owner_id)
select l.deal_id, l.since, r.moment, l.status, case l.n % 3 when 0 then round(l.amount * 0.8, -3) when 1 then round(l.amount * 1.15, -3)
    else l.amount end, l.probability, l.category, l.expected_close_date - case l.n % 3 when 2 then 35 else 0 end, l.owner_id
from last l join later r on r.deal_id = l.deal_id
"""
# A closed deal was expected about when it closed; half of them a month sooner at first.
EXPECTED = """
update deal_state s set expected_close_date = d.closed_at::date - case when abs(hashtext(d.name)) % 2 = 0 then 0 else 30 end
from deal d where d.id = s.deal_id and d.closed_at is not null and s.status = 'OPEN'
"""


def fill_states(connection: psycopg.Connection[Any]) -> None:
    """Writes the states anew: the demo's stays were written after its deals."""
    connection.execute("delete from deal_state")
    connection.execute(FROM_STAYS)
    connection.execute(CHANGED)
    connection.execute(EXPECTED)
