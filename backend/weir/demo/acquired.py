"""The leads the demo's deals were made of, so that channels can be followed to what was won."""

from typing import Any

import psycopg

# One lead for every second deal that says where it came from, a week to a month older than the deal. Some came again in between.
LEADS = """
with sources(source, code) as (
    values ('行业展会', 'trade_show'), ('线上研讨会', 'webinar'), ('口碑推荐', 'referral'), ('官网注册', 'website')),
picked as (select d.*, s.source as came_by, h.id as channel, row_number() over (order by d.created_at, d.id) as row
    from deal d join sources s on s.source = d.source join channel h on h.code = s.code where d.account_id is not null),
made as (
    insert into lead (name, company_name, title, mobile, mobile_key, industry, region, source, channel_id, status, stage, owner_id,
        department_id, owner_since, assigned_at, first_response_at, last_follow_up_at, mql_at, accepted_at, sql_at, converted_at,
        created_at, updated_at, account_id, contact_id, deal_id)
    select c.name, a.name, c.title, c.mobile, c.mobile_key, a.industry, a.region, p.came_by, p.channel, 'CONVERTED', 'SQL', p.owner_id,
        p.department_id, b.at, b.at, b.at + make_interval(mins => 3 + p.row::int * 7 % 200), p.created_at, b.at, b.at + interval '1 hour',
        p.created_at, p.created_at, b.at, p.created_at, p.account_id, c.id, p.id
    from picked p join account a on a.id = p.account_id
    cross join lateral (select * from contact c where c.account_id = p.account_id order by c.is_primary desc, c.id limit 1) c
    cross join lateral (select p.created_at - make_interval(days => 7 + p.row::int * 5 % 24) as at) b
    where p.row % 2 = 0
    returning id, name, company_name, source, channel_id, owner_id, created_at, converted_at),
numbered as (select *, row_number() over (order by created_at, name) as n from made)
insert into lead_touch (lead_id, is_first, at, source, channel_id, company_name, name, by_id)
select id, true, created_at, source, channel_id, company_name, name, owner_id from numbered
union all
select m.id, false, m.created_at + (m.converted_at - m.created_at) / 2, s.source, h.id, m.company_name, m.name, m.owner_id
from numbered m join sources s on s.code = case m.n % 3 when 0 then 'website' else 'webinar' end join channel h on h.code = s.code
where m.n % 4 <> 0
"""


def fill_acquired(connection: psycopg.Connection[Any]) -> None:
    """Writes these leads and their touches."""
    connection.execute(LEADS)
