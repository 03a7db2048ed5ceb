"""What can be done with assignment rules."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import select

from weir.accounts.model import Account, AccountType
from weir.assignment.conditions import checked
from weir.assignment.model import AssignmentRule, AssignmentTarget
from weir.calendars.model import WorkCalendar
from weir.catalog.ids import encode, key_of
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.changing.cleaning import clean
from weir.changing.records import DEPENDENTS, create, update, void
from weir.errors import Refusal
from weir.identity.model import User
from weir.pools.model import LeadPool

MOST_MEMBERS = 100
MOST_RULES = 100
HEAVIEST = 100
LABEL = {"label": ("成员", "The members")}


async def create_assignment_rule(change: Change, given: dict[str, Any]) -> AssignmentRule:
    """A new rule, after all others."""
    count = (await change.session.execute(sa.select(sa.func.count()).select_from(AssignmentRule))).scalar() or 0
    if len(await _live(change)) >= MOST_RULES:
        raise Refusal("LIMIT", (), {"max": MOST_RULES})
    return await create(change, AssignmentRule, given, _check, position=count)


async def update_assignment_rule(change: Change, given: dict[str, Any]) -> AssignmentRule:
    """Changes a rule; leads that come in from now on are judged by it. Whose turn it is stays."""
    return await update(change, AssignmentRule, given, _check)


async def void_assignment_rule(change: Change, given: dict[str, Any]) -> AssignmentRule:
    """Removes a rule; the log keeps its name."""
    return await void(change, AssignmentRule, given)


async def reorder_assignment_rules(change: Change, given: dict[str, Any]) -> AssignmentRule:
    """Puts the rules into a new order; every rule must be named once."""
    change.allow("update", AssignmentRule)
    rules = {one.id: one for one in await _live(change)}
    wanted = [key_of(text, "assignment_rule") for text in given["ruleIds"]]
    if not wanted or set(wanted) != set(rules) or len(wanted) != len(rules):
        why = ("请包含每条规则各一次。", "name every rule once.")
        raise Refusal("INVALID", ("ruleIds",), {"label": ("规则顺序", "The order"), "why": why})
    for position, key in enumerate(wanted):
        if key is not None:
            rules[key].position = position
    await change.save("ordered")
    return rules[wanted[0]]  # type: ignore[index]


async def draft(change: Change, given: dict[str, Any]) -> AssignmentRule:
    """A rule as it would be saved, of the same checks and never written. Raises `Refusal`."""
    values = await clean(change, object_of(AssignmentRule), given)
    rule = AssignmentRule(**values)
    await _check(change, rule)
    return rule


async def _live(change: Change) -> list[AssignmentRule]:
    query = select(AssignmentRule).where(AssignmentRule.deleted_at.is_(None))  # type: ignore[union-attr]
    return list((await change.session.exec(query.order_by(AssignmentRule.position, AssignmentRule.id))).all())  # type: ignore[arg-type, attr-defined]


async def _check(change: Change, rule: AssignmentRule) -> None:
    """A condition that can be evaluated, people who exist, an end after the beginning."""
    rule.condition = await checked(change, rule.condition)
    if rule.valid_from and rule.valid_until and rule.valid_until <= rule.valid_from:
        why = ("应晚于生效时间。", "it is after the beginning.")
        raise Refusal("INVALID", ("validUntil",), {"label": ("失效时间", "The end"), "why": why})
    target = AssignmentTarget(rule.target)
    if target is AssignmentTarget.PARTNER:
        await _partner(change, rule)
        return
    rule.partner_id = None
    if target is AssignmentTarget.MEMBERS:
        rule.team_id = rule.pool_id = None
        rule.members = await _members(change, rule.members)
        return
    rule.members = []
    if target is AssignmentTarget.TEAM:
        rule.pool_id = None
        if rule.team_id is None:
            raise Refusal("REQUIRED", ("teamId",), {"label": ("团队", "Team")})
        return
    rule.team_id = None
    if rule.pool_id is None:
        raise Refusal("REQUIRED", ("poolId",), {"label": ("线索池", "Lead pool")})
    pool = await change.see(LeadPool, rule.pool_id, "poolId")
    if pool.deleted_at is not None:
        raise Refusal("NOT_FOUND", ("poolId",))


async def _partner(change: Change, rule: AssignmentRule) -> None:
    """A partner company that somebody of ours looks after: they get its leads."""
    rule.team_id = rule.pool_id = None
    rule.members = []
    if rule.partner_id is None:
        raise Refusal("REQUIRED", ("partnerId",), {"label": ("渠道伙伴", "Partner")})
    account = await change.see(Account, rule.partner_id, "partnerId")
    if account.type is not AccountType.PARTNER or account.owner_id is None:
        why = ("请选择有负责人的伙伴公司。", "choose a partner company that has an owner.")
        raise Refusal("INVALID", ("partnerId",), {"label": ("渠道伙伴", "The partner"), "why": why})


async def _members(change: Change, given: Any) -> list[dict[str, Any]]:
    if not isinstance(given, list) or not given or len(given) > MOST_MEMBERS:
        raise _wrong("请选择 1 至 100 位成员。", "name 1 to 100 people.")
    made: dict[str, dict[str, Any]] = {}
    for one in given:
        weight = one.get("weight", 1) if isinstance(one, dict) else None
        if not isinstance(weight, int) or isinstance(weight, bool) or not 1 <= weight <= HEAVIEST:
            raise _wrong("权重应在 1 到 100 之间。", "a weight is 1 to 100.")
        key = key_of(str(one.get("userId")), "user")
        await change.see(User, key, "members")
        made[str(one["userId"])] = {"userId": str(one["userId"]), "weight": weight}
    return list(made.values())


def _wrong(zh: str, en: str) -> Refusal:
    return Refusal("INVALID", ("members",), {**LABEL, "why": (zh, en)})


async def _names_it(change: Change, row: LeadPool | Account | WorkCalendar) -> None:
    """What a rule gives leads to, or asks about, is not taken out of use before the rule is."""
    text = encode(object_of(type(row)).name, row.id)
    asked = [
        one for one in await _live(change) if row.id in (one.pool_id, one.partner_id) or text in str(one.condition)
    ]
    if asked:
        raise Refusal("IN_USE", ("id",), {"count": len(asked), "what": ("分配规则", "assignment rules")})


for named in ("lead_pool", "account", "work_calendar"):
    DEPENDENTS.setdefault(named, []).append(_names_it)
