"""Scores of leads in the API: the model, what another would do, and why a lead has the score it has."""

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.catalog.ids import key_of
from weir.catalog.registry import camel, object_of
from weir.changing.change import Change
from weir.errors import Refusal, Refusals
from weir.graphql.basics import enum_of
from weir.graphql.inputs import RecordID
from weir.graphql.nouns import update_verb
from weir.graphql.operation import Operation
from weir.graphql.record_inputs import input_type
from weir.leads.kinds import IntentLevel, LeadGrade
from weir.messages import is_chinese
from weir.scoring import actions
from weir.scoring.judging import Cut, Part, tenth
from weir.scoring.model import ScoreModel
from weir.scoring.previewing import Explained, Preview, Spread, explain, preview

SHOWN = 5
enum_of(LeadGrade)
DRAFT = input_type("ScoreModelDraftInput", object_of(ScoreModel), update=False)
Draft = Annotated[DRAFT, strawberry.argument(description="As it would be saved; what is left out stays.")]  # type: ignore[valid-type]


@strawberry.type(description="What one rule gave a lead, before its group was capped.")
class ScoreContribution:
    """One contribution."""

    is_fit: bool = strawberry.field(description="Whether it counts for fit, or for engagement.")
    rule: str = strawberry.field(description="The rule, in the viewer's language.")
    group: str = strawberry.field(description="Its group.")
    points: Decimal = strawberry.field(description="The points it gave; what has faded is taken off.")
    times: int | None = strawberry.field(description="How often it happened; null for fit.")
    at: dt.datetime | None = strawberry.field(description="When it happened last; null for fit.")


@strawberry.type(description="A group of rules that gave no more than its cap.")
class ScoreCut:
    """A capped group."""

    is_fit: bool = strawberry.field(description="Whether it counts for fit, or for engagement.")
    group: str = strawberry.field(description="The group, in the viewer's language.")
    points: Decimal = strawberry.field(description="What its rules came to.")
    cap: int = strawberry.field(description="What it gave.")


@strawberry.type(description="A lead's score and why it is so.")
class LeadScore:
    """A score with its reasons."""

    fit: int = strawberry.field(description="0 to 100.")
    engagement: Decimal = strawberry.field(description="0 to 100.")
    grade: LeadGrade = strawberry.field(description="A to C by fit, 1 to 3 by engagement.")
    at: dt.datetime = strawberry.field(description="The instant the score is of.")
    contributions: list[ScoreContribution] = strawberry.field(description="The five that count most.")
    others: int = strawberry.field(description="How many more there are.")
    cuts: list[ScoreCut] = strawberry.field(description="Groups that gave no more than their cap.")


@strawberry.type(description="How leads are spread.")
class ScoreSpread:
    """How leads are spread."""

    grades: list[int] = strawberry.field(description="How many have A1, A2, A3, B1 … C3, in this order.")
    fit: list[int] = strawberry.field(description="How many have a fit of 0 to 9, 10 to 19 … 90 to 100.")
    engagement: list[int] = strawberry.field(description="The same of engagement.")
    ripe: int = strawberry.field(description="How many have what it takes to be handed to sales.")
    intents: list[int] = strawberry.field(
        description="How many are HIGH, MEDIUM, LOW and of unknown intent, in this order."
    )


@strawberry.type(description="What a model would do to the open leads in sight; nothing is changed by it.")
class ScorePreview:
    """A preview."""

    leads: int = strawberry.field(description="How many open leads were looked at.")
    is_capped: bool = strawberry.field(description="Whether there were more; the newest 10,000 count.")
    changed: int = strawberry.field(description="How many would have another grade.")
    intent_changed: int = strawberry.field(description="How many would have another intent at once.")
    intent_held: int = strawberry.field(
        description="How many more would have one when what a person or a source said holds no longer."
    )
    now: ScoreSpread = strawberry.field(description="By the rules in force.")
    would: ScoreSpread = strawberry.field(description="By the rules of the draft.")
    problem: str | None = strawberry.field(description="Why the rules cannot be used, in the viewer's language.")


async def lead_score(root: Any, info: Info, id: RecordID) -> LeadScore | None:
    """Why a lead has its score; null when it does not exist for the viewer, and for partners."""
    operation: Operation = info.context
    if operation.viewer.partner_id is not None:
        return None
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        found = await explain(Change(session, operation.viewer), key_of(id, "lead"))
    return None if found is None else _explained(found, operation.viewer.locale)


async def score_preview(root: Any, info: Info, draft: Draft) -> ScorePreview | None:
    """What a model, saved or not, would do; for administrators."""
    operation: Operation = info.context
    if not operation.viewer.may("update", "score_model"):
        return None
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        change = Change(session, operation.viewer)
        try:
            made = await actions.draft(change, _given(draft))
        except (Refusal, Refusals) as refused:
            told = refused.refusals if isinstance(refused, Refusals) else [refused]
            return _previewed(Preview(), " ".join(one.message(operation.viewer.locale) for one in told))
        return _previewed(await preview(change, made))


def _given(draft: Any) -> dict[str, Any]:
    """The input as the actions take it: API names, without what was left out."""
    given = {camel(one.name): getattr(draft, one.name) for one in dataclasses.fields(draft)}
    return {name: value for name, value in given.items() if value is not strawberry.UNSET}


def _explained(found: Explained, locale: str) -> LeadScore:
    name = "zh" if is_chinese(locale) else "en"

    def group(one: Part | Cut) -> dict[str, Any]:
        return (found.model.fit if one.is_fit else found.model.engagement)[one.group]

    parts = found.score.parts
    return LeadScore(
        fit=found.score.fit,
        engagement=found.score.engagement,
        grade=found.score.grade,
        at=found.at,
        contributions=[
            ScoreContribution(
                is_fit=one.is_fit,
                rule=group(one)["rules"][one.rule][name],
                group=group(one)[name],
                points=tenth(one.points),
                times=one.times,
                at=one.at,
            )
            for one in parts[:SHOWN]
        ],
        others=max(0, len(parts) - SHOWN),
        cuts=[
            ScoreCut(is_fit=one.is_fit, group=group(one)[name], points=tenth(one.points), cap=group(one)["cap"])
            for one in found.score.cuts
        ],
    )


def _previewed(found: Preview, problem: str | None = None) -> ScorePreview:
    return ScorePreview(
        leads=found.leads,
        is_capped=found.is_capped,
        changed=found.changed,
        intent_changed=found.intent_changed,
        intent_held=found.intent_held,
        now=_spread(found.now),
        would=_spread(found.would),
        problem=problem,
    )


def _spread(one: Spread) -> ScoreSpread:
    return ScoreSpread(
        grades=[one.grades[grade] for grade in LeadGrade],
        fit=one.fit,
        engagement=one.engagement,
        ripe=one.ripe,
        intents=[one.intents[level] for level in (*IntentLevel, None)],
    )


def queries() -> dict[str, Any]:
    """The special reads of scores."""
    return {
        "lead_score": strawberry.field(
            resolver=lead_score,
            description="Why a lead has its score; null when it does not exist for the viewer, and for partners.",
        ),
        "score_preview": strawberry.field(
            resolver=score_preview,
            description="What a score model, saved or not, would do to the open leads; for administrators, null for others.",
        ),
    }


def mutations() -> dict[str, Any]:
    """The verb of the score model."""
    return update_verb(object_of(ScoreModel), actions.update_score_model)
