"""Gives one waiting lead its owner, in one transaction: decided, written down and told together, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import orjson

from weir.access.matrix import RIGHTS
from weir.activities.actions import notify
from weir.activities.model import NotificationKind
from weir.assignment.choosing import Rotation
from weir.assignment.conditions import tests
from weir.assignment.deciding import Decision, Staff, decide, is_valid
from weir.assignment.model import AssignmentOutcome, AssignmentRule, AssignmentTarget
from weir.assignment.staffing import staff_of
from weir.changing.change import Change
from weir.changing.records import own
from weir.changing.rows import columns, hold
from weir.leads.kinds import LeadStatus
from weir.leads.model import Lead
from weir.leads.partnering import share

HOLD = "select lead_id from assignment_log where id = %(key)s and outcome in ('WAITING', 'QUEUED') for update"
LOCK_LEAD = f"select {columns(Lead, 'x')} from lead x where x.id = %(key)s for update"
RULES = (
    f"select {columns(AssignmentRule, 'r')} from assignment_rule r where r.is_active and r.deleted_at is null"
    " order by r.position, r.id"
)
# One after the other through a rule: whoever comes second sees the turn the first has taken.
LOCK = "select id from assignment_rule where id = any(%(keys)s) order by position, id for no key update"
# Limits hold across rules: where one is set, decisions are made one by one.
LOCK_LIMITS = "select pg_advisory_xact_lock(hashtextextended('weir.assignment.limits', 0))"
TURNS = "select rule_id, user_id, turn, current from assignment_turn where rule_id = any(%(keys)s)"
KEEP_TURNS = """
insert into assignment_turn (rule_id, user_id, turn, current)
select %(rule)s, x.user_id, x.turn, x.current from jsonb_to_recordset(%(turns)s::jsonb) x(user_id uuid, turn bigint, current int)
on conflict (rule_id, user_id) do update set turn = excluded.turn, current = excluded.current
"""
WRITE = """
update assignment_log set outcome = %(outcome)s, owner_id = %(owner)s::uuid, pool_id = %(pool)s::uuid,
    rule_id = %(rule)s::uuid, rule_name = %(name)s, rule_version = %(version)s::int,
    wake_at = %(wake)s::timestamptz, tried = %(tried)s::jsonb, decided_at = %(now)s,
    latency_ms = greatest(0, extract(epoch from clock_timestamp() - captured_at) * 1000)::int
where id = %(key)s
"""
# Who has this very person, or this very company, as theirs already; the owner of their open deal when they have none themselves.
KNOWN = """
select u.id, u.name, k.kind, k.title from (
    select 1 as rank, 'contact' as kind, c.name as title, c.created_at, coalesce(c.owner_id, (
        select d.owner_id from deal d where d.account_id = c.account_id and d.status = 'OPEN' and d.deleted_at is null
        order by d.updated_at desc limit 1)) as owner_id
    from contact c where c.deleted_at is null and (c.mobile_key = %(mobile)s::text or c.email_key = %(email)s::text)
    union all
    select 2, 'account', a.name, a.created_at, coalesce(a.owner_id, (
        select d.owner_id from deal d where d.account_id = a.id and d.status = 'OPEN' and d.deleted_at is null
        order by d.updated_at desc limit 1))
    from account a where a.deleted_at is null and a.type <> 'PARTNER' and a.name_key = %(company)s::text and a.name_key <> ''
) k join "user" u on u.id = k.owner_id and u.is_active
where exists (select 1 from user_role r where r.user_id = u.id and r.role = any(%(sellers)s))
  and not exists (select 1 from leave l where l.user_id = u.id and l.deleted_at is null and l.starts_at <= %(now)s
    and coalesce(l.ends_at, 'infinity') > %(now)s)
order by k.rank, k.created_at limit 1
"""
SELLERS = sorted(RIGHTS["lead.own"])
# Administrators, and the managers of who was asked; nobody who has such a notice unread already.
ALERTED = """
select u.id from "user" u where u.is_active and (
    exists (select 1 from user_role r where r.user_id = u.id and r.role = 'ADMIN')
    or u.id in (select manager_id from "user" where id = any(%(asked)s)))
  and not exists (select 1 from notification n where n.user_id = u.id and n.kind = 'LEAD_UNASSIGNED' and n.read_at is null)
order by u.id
"""
RECENT = timedelta(days=1)


async def assign(change: Change, key: UUID) -> Decision | None:
    """Decides for the lead of one log row. None when that was done before; run again, it does nothing."""
    held = await change.fetch(HOLD, {"key": key})
    if not held:
        return None
    found = await change.fetch(LOCK_LEAD, {"key": held[0][0]})
    lead = hold(change.session, Lead, found[0], again=True)
    if lead.owner_id is not None or lead.status is not LeadStatus.UNASSIGNED or lead.deleted_at is not None:
        return await _write(change, key, Decision(AssignmentOutcome.KEPT, lead.owner_id))
    return await decide_for(change, key, lead)


async def decide_for(change: Change, key: UUID, lead: Lead) -> Decision:
    """Decides for a lead that this transaction holds and nobody has; `key` is the row of the log that waits."""
    decision = await _known(change, lead) or await _by_rules(change, lead)
    if decision.owner is not None:
        reason = decision.rule.name if decision.rule else None
        was = {"was_owner": None, "was_department": lead.department_id}
        if decision.partner is not None and lead.partner_id is None:
            await share(change, lead, decision.partner)
        await own(change, lead, decision.owner, "assigned", reason)
        await change.save("assigned", **was)
    elif decision.outcome is not AssignmentOutcome.QUEUED:
        # Put where a rule says, it has found its place; else somebody has to look at it.
        if decision.outcome is not AssignmentOutcome.POOLED:
            for (person,) in await change.fetch(ALERTED, {"asked": sorted(decision.asked)}):
                notify(change, person, NotificationKind.LEAD_UNASSIGNED, lead_id=lead.id)
        if decision.pool is not None and decision.pool != lead.pool_id:
            was_pool, lead.pool_id = lead.pool_id, decision.pool
            await change.save("moved_to_pool", was_pool=was_pool)
        else:
            await change.finish()
    return await _write(change, key, decision)


async def _known(change: Change, lead: Lead) -> Decision | None:
    keys = {"mobile": lead.mobile_key, "email": lead.email_key, "company": lead.company_key}
    found = await change.fetch(KNOWN, {**keys, "sellers": SELLERS, "now": change.now})
    if not found:
        return None
    owner, name, kind, title = found[0]
    tried = [{"known": kind, "title": title, "chosen": name}]
    return Decision(AssignmentOutcome.KNOWN, owner, tried=tried)


@dataclass(slots=True)
class Table:
    """What a decision is made with: the people, and whose turn it is by each rule. Locked until the transaction ends."""

    staff: Staff
    rotations: dict[UUID, Rotation]


async def _by_rules(change: Change, lead: Lead) -> Decision:
    rules, sql, params = await change.once("assignment.rules", partial(_rules, change))
    ((holds,),) = await change.fetch(f"select {sql} from lead x where x.id = %(lead)s", {**params, "lead": lead.id})
    matching = [rule for rule, does in zip(rules, holds, strict=True) if does]
    # One part does not know which rules the next will need, and must take its locks in the same order.
    needed = rules if change.is_part else matching
    table = await change.once("assignment.table", partial(_table, change, needed))
    decision = decide(matching, table.staff, lambda rule: table.rotations[rule.id], change.now, lead.partner_id)
    if decision.rule is not None and decision.owner is not None:
        await _keep(change, decision.rule, table.rotations[decision.rule.id])
    return decision


async def _rules(change: Change) -> tuple[list[AssignmentRule], str, dict[str, Any]]:
    """The rules in force in their order, and SQL that tells which of them hold for the lead `x`."""
    rows = await change.fetch(RULES, {})
    rules = [rule for row in rows if is_valid(rule := hold(change.session, AssignmentRule, row), change.now)]
    return rules, *tests(rules, change.viewer)


async def _table(change: Change, rules: Sequence[AssignmentRule]) -> Table:
    # One that puts leads into a pool chooses nobody, whatever limits are left from when it did.
    rules = [rule for rule in rules if rule.target is not AssignmentTarget.POOL]
    if any(rule.capacity_per_day is not None or rule.holding_limit is not None for rule in rules):
        await change.fetch(LOCK_LIMITS, {})
    keys = {"keys": [rule.id for rule in rules]}
    await change.fetch(LOCK, keys)
    rotations = {rule.id: Rotation() for rule in rules}
    for rule, user, turn, current in await change.fetch(TURNS, keys):
        rotations[rule].current[user] = current
        if turn is not None:
            rotations[rule].turns[user] = turn
    return Table(await staff_of(change, rules, change.now - RECENT), rotations)


async def _keep(change: Change, rule: AssignmentRule, rotation: Rotation) -> None:
    keys = {*rotation.turns, *rotation.current}
    turns = [
        {"user_id": str(key), "turn": rotation.turns.get(key), "current": rotation.current.get(key, 0)} for key in keys
    ]
    await change.fetch(KEEP_TURNS, {"rule": rule.id, "turns": orjson.dumps(turns).decode()})


async def _write(change: Change, key: UUID, decision: Decision) -> Decision:
    rule: Any = decision.rule
    await change.fetch(
        WRITE,
        {
            "key": key,
            "outcome": decision.outcome.value,
            "owner": decision.owner,
            "pool": decision.pool,
            "rule": rule.id if rule else None,
            "name": rule.name if rule else None,
            "version": rule.version if rule else None,
            "wake": decision.wake_at,
            "tried": orjson.dumps(decision.tried).decode(),
            "now": change.now,
        },
    )
    return decision
