"""Grows the demo company to the size of a real one, by SQL: what a benchmark and a load test run on."""

from typing import Any

import psycopg

from weir.demo.company import Company
from weir.demo.market import Market

# size: accounts, contacts, deals, activities, users
SIZES = {
    "m": (2_000, 6_000, 20_000, 100_000, 50),
    "l": (20_000, 60_000, 200_000, 1_000_000, 50),
    "xl": (20_000, 60_000, 2_000_000, 1_000_000, 50),
}

USERS = """
insert into "user" (name, email, title, department_id, manager_id, locale, is_active)
select '销售' || n, 'rep' || n || '@weir.example', '销售代表',
       (array[%(south)s, %(east)s])[n %% 2 + 1], (array[%(chen)s, %(sun)s])[n %% 2 + 1], 'ZH_CN', true
from generate_series(1, %(count)s) n;
"""
ROLES = """
insert into user_role (user_id, role)
select id, 'REP' from "user" u where not exists (select 1 from user_role r where r.user_id = u.id);
"""
# Every rep by number, so that rows can be dealt out evenly.
REPS = """
create temporary table rep on commit drop as
select row_number() over (order by u.created_at, u.id) - 1 as n, u.id, u.department_id
from "user" u join user_role r on r.user_id = u.id where r.role = 'REP' and u.is_active;
"""
ACCOUNTS = """
insert into account (name, name_key, type, industry, region, owner_id, department_id, employees, tags, created_at, updated_at)
select c || i || '有限公司', c || i, case when i %% 5 = 0 then 'CUSTOMER' else 'PROSPECT' end,
       (array['制造业','软件','医疗','零售','物流','能源','教育','金融'])[i %% 8 + 1],
       (array['广东省深圳市','广东省广州市','上海市','江苏省苏州市','浙江省杭州市'])[i %% 5 + 1],
       r.id, r.department_id, 20 + i %% 2000, '{}', now() - (i %% 700) * interval '1 day', now() - (i %% 90) * interval '1 day'
from (select i, (array['华创','鼎盛','恒通','中科','瑞丰','金辉','博远','天合','新宇','海纳'])[i %% 10 + 1]
      || (array['科技','制造','电子','能源','软件','自动化','光电'])[i %% 7 + 1] as c
      from generate_series(1, %(count)s) i) a
join rep r on r.n = a.i %% (select count(*) from rep);
"""
NUMBERED = """
create temporary table big_account on commit drop as
select row_number() over (order by id) - 1 as n, id, owner_id, department_id from account where deleted_at is null;
create unique index on big_account (n);
"""
CONTACTS = """
insert into contact (name, title, account_id, mobile, mobile_key, email, email_key, is_primary, owner_id, department_id, created_at)
select (array['王','李','张','刘','陈','杨','黄','赵','吴','周'])[i %% 10 + 1] || (array['伟','芳','娜','敏','静','磊','洋'])[i %% 7 + 1] || i,
       (array['生产总监','采购经理','总经理','IT 经理'])[i %% 4 + 1], a.id,
       '139' || lpad(i::text, 8, '0'), '+86139' || lpad(i::text, 8, '0'), 'c' || i || '@example.cn', 'c' || i || '@example.cn',
       i < %(accounts)s, a.owner_id, a.department_id, now() - (i %% 700) * interval '1 day'
from generate_series(1, %(count)s) i join big_account a on a.n = i %% %(accounts)s;
"""
DEALS = """
insert into deal (name, account_id, pipeline_id, stage_id, status, amount, currency, fx_rate, base_amount, probability,
                  forecast_category, expected_close_date, closed_at, won_reason, lost_reason, source, stage_entered_at,
                  last_activity_at, rank, owner_id, department_id, created_at, updated_at)
select (array['设备联网改造','预测性维护','产线看板','数据平台升级','网关采购','二期扩容','年度运维'])[i %% 7 + 1] || ' ' || i,
       a.id, %(pipeline)s, (%(stages)s::uuid[])[s.n], s.status, m.amount, 'CNY', 1, m.amount, s.probability, s.category,
       (now() + ((i %% 120) - 20) * interval '1 day')::date,
       case when s.status <> 'OPEN' then t.entered end,
       case when s.status = 'WON' then 'FIT' end, case when s.status = 'LOST' then 'PRICE' end,
       (array['行业展会','线上研讨会','口碑推荐','官网注册'])[i %% 4 + 1],
       t.entered,
       now() - (i %% 20) * interval '1 day', 'f' || lpad(to_hex(i), 6, '0'), a.owner_id, a.department_id,
       t.entered - case when s.n > 1 then 10 + i %% 170 else 0 end * interval '1 day', now() - i * interval '7 second'
from generate_series(1, %(count)s) i
join big_account a on a.n = i %% %(accounts)s
cross join lateral (select ((i * 37 %% 97) + 3) * 1000 as amount) m
cross join lateral (
    select case when k < 40 then 1 when k < 55 then 2 when k < 63 then 3 when k < 68 then 4 when k < 86 then 5 else 6 end as n,
           case when k < 68 then 'OPEN' when k < 86 then 'WON' else 'LOST' end as status,
           case when k < 40 then 10 when k < 55 then 30 when k < 63 then 50 when k < 68 then 80 when k < 86 then 100 else 0 end as probability,
           case when k < 55 then 'PIPELINE' when k < 63 then 'BEST_CASE' when k < 68 then 'COMMIT' when k < 86 then 'CLOSED' else 'OMITTED' end as category
    from (select i * 61 %% 100 as k) p) s
cross join lateral (select now() - (i %% case when s.status = 'OPEN' then 30 else 500 end) * interval '1 day' as entered) t;
"""
# The open stages before the one it is in, in equal parts of its time; a lost deal was lost at any of them.
VISITS = """
insert into stage_visit (deal_id, from_stage_id, stage_id, entered_at, exited_at, amount_at, probability_at, owner_id, actor_id)
select d.id, case when n > 1 then path[n - 1] end, path[n], d.created_at + (n - 1) * part,
       case when n < last then d.created_at + n * part when d.status <> 'OPEN' then d.stage_entered_at end,
       d.base_amount, d.probability, d.owner_id, d.owner_id
from (select d.*, case d.status when 'OPEN' then (%(stages)s::uuid[])[:array_position(%(stages)s, d.stage_id)]
          else (%(stages)s::uuid[])[:case d.status when 'WON' then 4 else 1 + hashtext(d.rank) & 3 end] || d.stage_id end as path
      from deal d where not exists (select 1 from stage_visit v where v.deal_id = d.id)) d
cross join lateral (select cardinality(path) as last) l
cross join lateral (select (d.stage_entered_at - d.created_at) / greatest(last - 1, 1) as part) t
cross join generate_series(1, last) n;
"""
ACTIVITIES = """
create temporary table big_deal on commit drop as
select row_number() over (order by id) - 1 as n, id, account_id, owner_id from deal;
create unique index on big_deal (n);
"""
MORE_ACTIVITIES = """
insert into activity (kind, direction, occurred_at, outcome, summary, owner_id, account_id, deal_id)
select (array['CALL','MAIL','MEETING','VISIT','MESSAGE'])[i %% 5 + 1], (array['OUTBOUND','INBOUND'])[i %% 2 + 1],
       now() - i * interval '40 second', 'CONNECTED', '第 ' || i || ' 次沟通', d.owner_id, d.account_id, d.id
from generate_series(1, %(count)s) i join big_deal d on d.n = i %% %(deals)s;
"""


def enlarge(connection: psycopg.Connection[Any], company: Company, market: Market, size: str) -> None:
    """Adds users, accounts, contacts, deals with a stage visit each, and activities, up to the named size."""
    accounts, contacts, deals, activities, users = SIZES[size]
    people = {**company.people, **{key: company.departments[key] for key in ("south", "east")}}
    run = connection.execute
    run(USERS, {**people, "count": users})
    run(ROLES)
    run(REPS)
    run(ACCOUNTS, {"count": accounts})
    for statement in NUMBERED.strip().split(";")[:-1]:
        run(statement)
    row = run("select count(*) from big_account").fetchone()
    known = row[0] if row else accounts
    # Triggers of what comes next look into these; planned for an empty table, each row would read all of it.
    run("analyze account, big_account")
    run(CONTACTS, {"count": contacts, "accounts": known})
    stages = company.stages["P_A"]
    run(DEALS, {"count": deals, "accounts": known, "pipeline": company.pipelines["P_A"], "stages": stages})
    run(VISITS, {"stages": stages})
    for statement in ACTIVITIES.strip().split(";")[:-1]:
        run(statement)
    row = run("select count(*) from big_deal").fetchone()
    run(MORE_ACTIVITIES, {"count": activities, "deals": row[0] if row else deals})
