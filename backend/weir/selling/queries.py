"""The advice for one lead in the API."""

import datetime as dt
from typing import Any

import strawberry
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry import Info

from weir.catalog.ids import encode, key_of
from weir.changing.change import Change
from weir.graphql.inputs import ID, RecordID
from weir.graphql.operation import Operation
from weir.graphql.scalars import Json
from weir.selling.advice import advice_of


@strawberry.type(description="Why a row is advised for a lead: what of it matched, and how many points that makes.")
class AdviceReason:
    """Why a row is advised."""

    points: int = strawberry.field(description="Industry 3, role 2, each trait 1, a problem the lead has 4.")
    industry: str | None = strawberry.field(description="The industry, when it is the lead's.")
    role: str | None = strawberry.field(description="The role, when it stands in the lead's title.")
    traits: list[str] = strawberry.field(description="The traits that are tags of the lead.")
    problems: list[str] = strawberry.field(description="The problems of the lead it is about.")


@strawberry.type(description="A problem a lead has, or may have.")
class AdvisedProblem:
    """A problem a lead has, or may have."""

    id: ID = strawberry.field(description="The problem.")
    why: AdviceReason = strawberry.field(description="Why this one.")
    name: str = strawberry.field(description="What it is; the lead has it when its problems name it.")
    harm: str | None = strawberry.field(description="The harm it does.")
    answer: str | None = strawberry.field(description="Our answer.")
    is_known: bool = strawberry.field(description="Whether the lead has it already.")


@strawberry.type(description="A success case that fits a lead.")
class AdvisedCase:
    """A success case that fits a lead."""

    id: ID = strawberry.field(description="The case.")
    why: AdviceReason = strawberry.field(description="Why this one.")
    title: str = strawberry.field(description="Its title.")
    customer: str | None = strawberry.field(description="Whose case it is.")
    story: str | None = strawberry.field(description="What is told.")
    result: str | None = strawberry.field(description="What came of it.")
    file: str | None = strawberry.field(description="The name of its file, when it has one.")


@strawberry.type(description="What solving a problem is worth, for a lead.")
class AdvisedValue:
    """What solving a problem is worth."""

    id: ID = strawberry.field(description="The value.")
    why: AdviceReason = strawberry.field(description="Why this one.")
    problem: str = strawberry.field(description="The problem.")
    benefit: str = strawberry.field(description="What is better without it.")
    number: str | None = strawberry.field(description="By how much.")
    proof: str | None = strawberry.field(description="How that is known.")


@strawberry.type(description="A play for a lead: of its kind, or one that was started.")
class AdvisedPlay:
    """A play for a lead."""

    id: ID = strawberry.field(description="The play.")
    why: AdviceReason = strawberry.field(description="Why this one.")
    name: str = strawberry.field(description="Its name, in the viewer's language.")
    strategy: str | None = strawberry.field(description="What to do, in the viewer's language.")
    tasks: Json = strawberry.field(description="What it makes: a list of `{titleZh, titleEn, dueInDays, taskKind}`.")
    started_at: dt.datetime | None = strawberry.field(
        description="When it was started on this lead; null when it was not."
    )
    made: int = strawberry.field(description="How many of its tasks there are.")
    done: int = strawberry.field(description="How many of these are done.")


@strawberry.type(
    description="What the tables say about a lead, the best first: at most 5 of each, 3 cases, and what it has."
)
class LeadAdvice:
    """What the tables say about a lead."""

    problems: list[AdvisedProblem] = strawberry.field(description="Problems it has, then those it may have.")
    cases: list[AdvisedCase] = strawberry.field(description="What was solved for others like it.")
    values: list[AdvisedValue] = strawberry.field(description="What solving its problems is worth.")
    plays: list[AdvisedPlay] = strawberry.field(description="Plays that were started, then those for its kind.")


KINDS: dict[str, tuple[str, type]] = {
    "problem": ("problem_entry", AdvisedProblem),
    "case": ("success_case", AdvisedCase),
    "value": ("value_entry", AdvisedValue),
    "play": ("play", AdvisedPlay),
}
SNAKE = {"isKnown": "is_known", "startedAt": "started_at"}


async def lead_advice(root: Any, info: Info, id: RecordID) -> LeadAdvice | None:
    """What the tables say about a lead; null when it does not exist for the viewer."""
    operation: Operation = info.context
    async with AsyncSession(operation.database.engine, autoflush=False) as session:
        rows = await advice_of(Change(session, operation.viewer), key_of(id, "lead"))
    if rows is None:
        return None
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for kind, key, why, data in rows:
        name, cls = KINDS[kind]
        told = {SNAKE.get(field, field): value for field, value in data.items()}
        if told.get("started_at"):
            told["started_at"] = dt.datetime.fromisoformat(told["started_at"])
        found[kind].append(cls(id=ID(encode(name, key)), why=AdviceReason(**why), **told))
    return LeadAdvice(problems=found["problem"], cases=found["case"], values=found["value"], plays=found["play"])


def queries() -> dict[str, Any]:
    """The reads of this room that no list gives."""
    return {
        "lead_advice": strawberry.field(
            resolver=lead_advice,
            description="What the tables say about a lead: problems, cases, values and plays, and why these.",
        )
    }
