"""The score itself, as arithmetic: from what is so and what happened to points, a grade, and why.

Fit is the sum of the points of the rules that hold; engagement the sum of p x 0.5^(age / half-life) over everything that happened.
Each group gives its cap at most, the whole is 0 to 100. The same facts at the same instant always give the same score.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from weir.leads.kinds import IntentCause, IntentLevel, LeadGrade, MqlCause
from weir.scoring.model import ScoreModel

HIGHEST = 100
DAY = 86_400.0
# A stored score is looked at again before it can have moved by more than this.
DRIFT = 0.5
# What is less than this of all points together is nothing any more.
GONE = 0.05


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask of one lead: which of fit hold, in order; which of engagement happened when."""

    fits: Sequence[bool]
    events: Sequence[tuple[int, datetime]] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one rule gave, before its group was capped: `times` it happened, last `at`. Both are empty for fit."""

    is_fit: bool
    group: int
    rule: int
    points: float
    times: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A group that gave its cap, and what its rules came to."""

    is_fit: bool
    group: int
    points: float


@dataclass(slots=True)
class Score:
    """A lead's score at an instant. `parts` are all contributions, the largest first; `due_at` is when to look again."""

    fit: int
    engagement: Decimal
    grade: LeadGrade
    parts: list[Part] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    due_at: datetime | None = None

    @property
    def whole(self) -> Decimal:
        """One number to sort by: the mean of fit and engagement."""
        return tenth((self.fit + float(self.engagement)) / 2)


def judge(model: ScoreModel, facts: Facts, at: datetime) -> Score:
    """The score of one lead at an instant."""
    fits = list(_fits(model, facts.fits))
    happened = list(_happened(model, facts.events, at))
    cuts: list[Cut] = []
    fit = round(_total(fits, model.fit, cuts))
    exact = _total(happened, model.engagement, cuts)
    engagement = tenth(exact)
    parts = sorted((*fits, *happened), key=lambda one: (-abs(one.points), not one.is_fit, one.group, one.rule))
    due = _due(model, sum(abs(one.points) for one in happened), at)
    return Score(fit, engagement, grade_of(model, fit, engagement), parts, cuts, due)


def grade_of(model: ScoreModel, fit: int, engagement: Decimal) -> LeadGrade:
    """The place in the grid: A to C by fit, 1 to 3 by engagement."""
    letter = "A" if fit >= model.fit_a else "B" if fit >= model.fit_b else "C"
    digit = "1" if engagement >= model.engagement_1 else "2" if engagement >= model.engagement_2 else "3"
    return LeadGrade(letter + digit)


def ripe(model: ScoreModel, score: Score, since: datetime | None = None) -> MqlCause | None:
    """Why a lead with this score is to be handed to sales, None when it is not; what was before `since` does not count."""
    happened = [
        one for one in score.parts if one.at is not None and one.points > 0 and (since is None or one.at >= since)
    ]
    if any(_raises(model, one) for one in happened):
        return MqlCause.HAND_RAISE
    enough = score.fit >= model.mql_fit and score.engagement >= model.mql_engagement
    return MqlCause.SCORE if enough and (happened or since is None) else None


def intent_of(model: ScoreModel, score: Score, at: datetime) -> tuple[IntentLevel, IntentCause]:
    """How much a lead wants to buy, by who asked for us of late and else by the grade."""
    if (until := asking_until(model, score)) is not None and until > at:
        return IntentLevel.HIGH, IntentCause.REQUEST
    return IntentLevel(model.intent_grid[score.grade.value]), IntentCause.GRADE


def asking_until(model: ScoreModel, score: Score) -> datetime | None:
    """Until when a raised hand counts as asking for us; None when nobody raised one."""
    raised = [one.at for one in score.parts if one.at is not None and one.points > 0 and _raises(model, one)]
    return max(raised) + timedelta(days=model.intent_hold_days) if raised else None


def _raises(model: ScoreModel, part: Part) -> bool:
    return not part.is_fit and bool(model.engagement[part.group]["rules"][part.rule].get("handRaise"))


def tenth(value: float) -> Decimal:
    """Rounded half up to one decimal; what floats leave beyond the ninth digit does not decide."""
    return Decimal(f"{value:.9f}").quantize(Decimal("0.1"), ROUND_HALF_UP)


def weight(model: ScoreModel, happened: datetime, at: datetime) -> float:
    """What is left of the points of something that happened then: a half after each half-life."""
    age = max(0.0, (at - happened).total_seconds())
    return float(0.5 ** (age / (DAY * model.half_life_days)))


def _fits(model: ScoreModel, holds: Sequence[bool]) -> Iterable[Part]:
    for (group, rule, points), does in zip(places(model.fit), holds, strict=True):
        if does:
            yield Part(True, group, rule, float(points))


def _happened(model: ScoreModel, events: Sequence[tuple[int, datetime]], at: datetime) -> Iterable[Part]:
    times: dict[int, list[datetime]] = defaultdict(list)
    for place, when in events:
        times[place].append(when)
    for place, (group, rule, points) in enumerate(places(model.engagement)):
        if whens := times.get(place):
            # Summed in one order, so that the order in which things were found changes nothing.
            left = math.fsum(weight(model, when, at) for when in whens)
            yield Part(False, group, rule, points * left, len(whens), max(whens))


def places(groups: Sequence[dict[str, Any]]) -> list[tuple[int, int, int]]:
    """All rules of some groups in order: (group, rule, points)."""
    return [(group, rule, one["points"]) for group, told in enumerate(groups) for rule, one in enumerate(told["rules"])]


def _total(parts: Sequence[Part], groups: Sequence[dict[str, Any]], cuts: list[Cut]) -> float:
    sums: dict[int, list[float]] = defaultdict(list)
    for one in parts:
        sums[one.group].append(one.points)
    given = []
    for group, points in sums.items():
        cap, total = int(groups[group]["cap"]), math.fsum(points)
        if total > cap:
            cuts.append(Cut(parts[0].is_fit, group, total))
        given.append(min(cap, total))
    return min(float(HIGHEST), max(0.0, math.fsum(given)))


def _due(model: ScoreModel, moving: float, at: datetime) -> datetime | None:
    """When the points that fade, all together, will have lost as much as a stored score may lag behind."""
    if moving < GONE:
        return None
    lives = math.log2(moving / max(moving - DRIFT, GONE))
    return at + timedelta(days=max(1 / 24, lives * model.half_life_days))
