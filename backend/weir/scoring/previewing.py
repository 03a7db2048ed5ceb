"""What other rules would do to the open leads in sight, and why one lead has the score it has. Nothing is written."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.changing.change import Change
from weir.leads.kinds import OPEN, IntentCause, IntentLevel, LeadGrade
from weir.scoring.actions import current
from weir.scoring.facts import facts_of, facts_sql
from weir.scoring.judging import Facts, Score, intent_of, judge, ripe
from weir.scoring.model import ScoreModel

MOST_LEADS = 10_000
BINS = 10
# The facts are looked up for everybody's rules: as the system sees them, of leads the viewer sees.
SYSTEM = Viewer.named_system("lead-scores")


@dataclass(slots=True)
class Spread:
    """How the leads are spread: by grade, and by tens of points of fit and engagement."""

    grades: Counter[LeadGrade] = field(default_factory=Counter)
    fit: list[int] = field(default_factory=lambda: [0] * BINS)
    engagement: list[int] = field(default_factory=lambda: [0] * BINS)

    # How many have what it takes to be handed to sales, whoever has them.
    ripe: int = 0
    intents: Counter[IntentLevel | None] = field(default_factory=Counter)

    def count(self, model: ScoreModel, score: Score, intent: IntentLevel | None) -> None:
        """Adds one lead."""
        self.intents[intent] += 1
        self.ripe += ripe(model, score) is not None
        self.grades[score.grade] += 1
        self.fit[_bin(score.fit)] += 1
        self.engagement[_bin(float(score.engagement))] += 1


@dataclass(frozen=True, slots=True)
class Said:
    """How much a lead wants to buy as it is now, why, and since when."""

    level: IntentLevel | None
    cause: str | None
    at: datetime | None

    def holds(self, model: ScoreModel, now: datetime) -> bool:
        """Whether a person or a source said so of late: the grade leaves it."""
        stands = self.at is not None and self.at + timedelta(days=model.intent_hold_days) > now
        return stands and self.cause in (IntentCause.MANUAL, IntentCause.SOURCE)


@dataclass(slots=True)
class Preview:
    """The whole: how the leads are and would be spread, and how many would have another grade."""

    leads: int = 0
    is_capped: bool = False
    changed: int = 0
    # How many would have another intent at once, and how many only once what was said of them no longer holds.
    intent_changed: int = 0
    intent_held: int = 0
    now: Spread = field(default_factory=Spread)
    would: Spread = field(default_factory=Spread)


@dataclass(frozen=True, slots=True)
class Explained:
    """A lead's score with the rules it comes from, as of `at`."""

    score: Score
    model: ScoreModel
    at: datetime


async def preview(change: Change, draft: ScoreModel) -> Preview:
    """Scores the newest 10,000 open leads in sight by the rules in force and by the draft, at this moment."""
    model = await current(change)
    now, would = await _scores(change, model), await _scores(change, draft)
    return await asyncio.to_thread(_compare, model, draft, now, would, change.now)


async def _scores(change: Change, model: ScoreModel) -> list[tuple[Score, Said]]:
    told, joins, params = facts_sql(model, SYSTEM)
    rows = await change.fetch(
        f"select {told}, x.intent, x.intent_cause, x.intent_at from (select x.* from lead x where x.status = any(%(open)s)"
        f" and {visible('lead', 'x', change.viewer)} order by x.created_at desc, x.id desc limit {MOST_LEADS + 1}) x {joins}"
        " order by x.created_at desc, x.id desc",
        {**params, **change.viewer.params, "open": [one.value for one in OPEN]},
    )
    # Thousands of scores are a second of arithmetic: others are served meanwhile.
    return await asyncio.to_thread(_judged, model, rows, change.now)


def _judged(model: ScoreModel, rows: Sequence[tuple[Any, ...]], at: datetime) -> list[tuple[Score, Said]]:
    return [
        (judge(model, Facts(fits, facts_of(places, times)), at), Said(level and IntentLevel(level), cause, since))
        for fits, places, times, level, cause, since in rows
    ]


def _compare(
    model: ScoreModel,
    draft: ScoreModel,
    now: Sequence[tuple[Score, Said]],
    would: Sequence[tuple[Score, Said]],
    at: datetime,
) -> Preview:
    found = Preview(min(len(now), MOST_LEADS), len(now) > MOST_LEADS)
    for (before, said), (after, _) in zip(now[:MOST_LEADS], would[:MOST_LEADS], strict=True):
        wanted = intent_of(draft, after, at)[0] if draft.intent_is_derived else said.level
        holds = said.holds(draft, at)
        found.now.count(model, before, said.level)
        found.would.count(draft, after, said.level if holds else wanted)
        found.changed += before.grade is not after.grade
        found.intent_changed += not holds and wanted is not said.level
        found.intent_held += holds and wanted is not said.level
    return found


def _bin(points: float) -> int:
    return min(BINS - 1, int(points) // 10)


async def explain(change: Change, key: UUID | None) -> Explained | None:
    """Why a lead the viewer sees has its score: as of when it was stored, while the rules are the same. None when it is hidden."""
    model = await current(change)
    told, joins, params = facts_sql(model, SYSTEM)
    rows = await change.fetch(
        f"select x.scored_at, x.score_version, {told} from lead x {joins}"
        f" where x.id = %(key)s and {visible('lead', 'x', change.viewer)}",
        {**params, **change.viewer.params, "key": key},
    )
    if not rows:
        return None
    scored_at, version, fits, places, times = rows[0]
    at = scored_at if scored_at is not None and version == model.version else change.now
    return Explained(judge(model, Facts(fits, facts_of(places, times)), at), model, at)
