"""Assignment rules and their rehearsal in the API."""

import dataclasses
from typing import Annotated, Any, Optional

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.assignment import actions
from weir.assignment import waiting as waiting  # lends `createLead` what happens to a lead without an owner
from weir.assignment.model import AssignmentOutcome, AssignmentRule
from weir.assignment.rehearsing import MOST_DAYS, Rehearsal, rehearse
from weir.catalog.ids import encode
from weir.catalog.registry import camel, object_of
from weir.changing.change import Change
from weir.errors import Refusal, Refusals
from weir.graphql.basics import enum_of
from weir.graphql.errors import ApiError
from weir.graphql.inputs import ID, needed
from weir.graphql.nouns import create_verb, simple_verb, update_verb
from weir.graphql.operation import Operation
from weir.graphql.record_inputs import input_type

enum_of(AssignmentOutcome)
DRAFT = input_type("AssignmentRuleDraftInput", object_of(AssignmentRule), update=False)
Rules = Annotated[list[DRAFT], strawberry.argument(description="The rules in order, as they would be saved.")]  # type: ignore[valid-type]
Days = Annotated[Optional[int], strawberry.argument(description=f"How many days back: 1 to {MOST_DAYS}.")]


@strawberry.type(description="How many leads one person would have got in a rehearsal, and has.")
class RehearsalShare:
    """One person's part."""

    user_id: ID | None = strawberry.field(description="The person; null for leads without an owner.")
    name: str | None = strawberry.field(description="Their name.")
    would: int = strawberry.field(description="Leads the rules would have given them.")
    was: int = strawberry.field(description="Leads of these days that they have.")


@strawberry.type(description="How many leads the rules would have put into a pool.")
class RehearsalPool:
    """One pool's part."""

    pool_id: ID = strawberry.field(description="The pool.")
    name: str = strawberry.field(description="Its name.")
    would: int = strawberry.field(
        description="Leads the rules, or the lack of anybody who could get them, would have put there."
    )


@strawberry.type(description="How many leads the rules would have shown to a partner.")
class RehearsalPartner:
    """One partner's part."""

    partner_id: ID = strawberry.field(description="The partner company.")
    name: str = strawberry.field(description="Its name.")
    would: int = strawberry.field(description="Leads the rules would have given to whoever looks after it.")


@strawberry.type(description="A lead that the rules would have given to somebody else.")
class RehearsedLead:
    """One lead with another owner."""

    lead_id: ID = strawberry.field(description="The lead.")
    number: str = strawberry.field(description="Its number.")
    name: str = strawberry.field(description="Who it is.")
    was: str | None = strawberry.field(description="Who has it.")
    would: str | None = strawberry.field(description="Who would have got it.")
    rule: str | None = strawberry.field(description="By which rule.")
    outcome: AssignmentOutcome = strawberry.field(description="How it would have been decided.")
    pool: str | None = strawberry.field(description="The pool it would have been put into, when nobody was chosen.")
    partner: str | None = strawberry.field(description="The partner it would have been shown to.")


@strawberry.type(description="What rules would have done with the leads of the last days; nothing is changed by it.")
class AssignmentRehearsal:
    """A rehearsal."""

    leads: int = strawberry.field(description="How many leads were looked at.")
    is_capped: bool = strawberry.field(description="Whether there were more; the newest 2,000 count.")
    changed: int = strawberry.field(description="How many would have another owner.")
    shares: list[RehearsalShare] = strawberry.field(description="Who would have got how many; the most first.")
    pools: list[RehearsalPool] = strawberry.field(description="Which pools would have got how many; the most first.")
    partners: list[RehearsalPartner] = strawberry.field(
        description="Which partners would have got how many; the most first."
    )
    rows: list[RehearsedLead] = strawberry.field(description="Those that would have another owner, the newest 100.")
    problem: str | None = strawberry.field(description="Why the rules cannot be used, in the viewer's language.")


async def assignment_rehearsal(root: Any, info: Info, rules: Rules, days: Days = None) -> AssignmentRehearsal | None:
    """What these rules, saved or not, would have done; for administrators."""
    operation: Operation = info.context
    if not operation.viewer.may("update", "assignment_rule"):
        return None
    span = 30 if days is None else days
    if len(rules) > actions.MOST_RULES or not 1 <= span <= MOST_DAYS:
        raise ApiError("BAD_USER_INPUT", f"At most {actions.MOST_RULES} rules and 1 to {MOST_DAYS} days.")
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        change = Change(session, operation.viewer)
        try:
            drafts = [await actions.draft(change, _given(one)) for one in rules]
        except (Refusal, Refusals) as refused:
            told = refused.refusals if isinstance(refused, Refusals) else [refused]
            text = " ".join(one.message(operation.viewer.locale) for one in told)
            return _answer(Rehearsal(), text)
        return _answer(await rehearse(change, drafts, span))


def _given(draft: Any) -> dict[str, Any]:
    """The input as the actions take it: API names, without what was left out."""
    given = {camel(one.name): getattr(draft, one.name) for one in dataclasses.fields(draft)}
    return {name: value for name, value in given.items() if value is not strawberry.UNSET}


def _answer(found: Rehearsal, problem: str | None = None) -> AssignmentRehearsal:
    keys = sorted({*found.would, *found.was}, key=lambda one: (-found.would[one], -found.was[one], str(one)))
    shares = [
        RehearsalShare(
            user_id=ID(encode("user", key)) if key else None,
            name=found.names.get(key) if key else None,
            would=found.would[key],
            was=found.was[key],
        )
        for key in keys
    ]
    rows = [
        RehearsedLead(
            lead_id=ID(encode("lead", one.lead)),
            number=one.number,
            name=one.name,
            was=found.names.get(one.was) if one.was else None,
            would=found.names.get(one.would) if one.would else None,
            rule=one.rule,
            outcome=AssignmentOutcome(one.outcome),
            pool=found.pools.get(one.pool) if one.pool else None,
            partner=one.partner,
        )
        for one in found.rows
    ]
    pools = [
        RehearsalPool(pool_id=ID(encode("lead_pool", key)), name=found.pools[key], would=count)
        for key, count in found.pooled.most_common()
    ]
    partners = [
        RehearsalPartner(partner_id=ID(encode("account", key)), name=found.partners[key], would=count)
        for key, count in found.partnered.most_common()
    ]
    return AssignmentRehearsal(
        leads=found.leads,
        is_capped=found.is_capped,
        changed=found.changed,
        shares=shares,
        pools=pools,
        partners=partners,
        rows=rows,
        problem=problem,
    )


def queries() -> dict[str, Any]:
    """The special reads of assignment."""
    text = "What rules, saved or not, would have done with the leads of the last days; for administrators, null for others."
    return {"assignment_rehearsal": strawberry.field(resolver=assignment_rehearsal, description=text)}


def mutations() -> dict[str, Any]:
    """The verbs of assignment rules."""
    rule = object_of(AssignmentRule)
    return {
        **create_verb(rule, actions.create_assignment_rule),
        **update_verb(rule, actions.update_assignment_rule),
        **simple_verb("voidAssignmentRule", rule, actions.void_assignment_rule, "Removes a rule. (作废)"),
        **simple_verb(
            "reorderAssignmentRules",
            rule,
            actions.reorder_assignment_rules,
            "Puts the rules into a new order; answers with the first.",
            {"rule_ids": needed(list[ID], "Every rule once, in the new order.")},
        ),
    }
