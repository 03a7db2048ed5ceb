"""What other rules would do to the open leads in sight, and why one lead has the score it has. Nothing is written."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.changing.change import Change
from weir.leads.kinds import OPEN, LeadGrade
from weir.scoring.actions import current
from weir.scoring.facts import facts_of, facts_sql
from weir.scoring.judging import Facts, Score, judge, ripe
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

    def count(self, model: ScoreModel, score: Score) -> None:
        """Adds one lead."""
        self.ripe += ripe(model, score) is not None
        self.grades[score.grade] += 1
        self.fit[_bin(score.fit)] += 1
        self.engagement[_bin(float(score.engagement))] += 1


@dataclass(slots=True)
class Preview:
    """The whole: how the leads are and would be spread, and how many would have another grade."""

    leads: int = 0
    is_capped: bool = False
    changed: int = 0
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
    return await asyncio.to_thread(_compare, model, draft, now, would)


async def _scores(change: Change, model: ScoreModel) -> list[Score]:
    told, joins, params = facts_sql(model, SYSTEM)
    rows = await change.fetch(
        f"select {told} from (select x.* from lead x where x.status = any(%(open)s) and {visible('lead', 'x', change.viewer)}"
        f" order by x.created_at desc, x.id desc limit {MOST_LEADS + 1}) x {joins} order by x.created_at desc, x.id desc",
        {**params, **change.viewer.params, "open": [one.value for one in OPEN]},
    )
    # Thousands of scores are a second of arithmetic: others are served meanwhile.
    return await asyncio.to_thread(_judged, model, rows, change.now)


def _judged(model: ScoreModel, rows: Sequence[tuple[Any, ...]], at: datetime) -> list[Score]:
    return [judge(model, Facts(fits, facts_of(places, times)), at) for fits, places, times in rows]


def _compare(model: ScoreModel, draft: ScoreModel, now: Sequence[Score], would: Sequence[Score]) -> Preview:
    found = Preview(min(len(now), MOST_LEADS), len(now) > MOST_LEADS)
    for before, after in zip(now[:MOST_LEADS], would[:MOST_LEADS], strict=True):
        found.now.count(model, before)
        found.would.count(draft, after)
        found.changed += before.grade is not after.grade
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
