"""How good "who enters this stage wins within so many days" was: what it said on past days against what became of who entered next."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from weir.reports.stages import VISITS
from weir.reports.survival import Incidence, interval

DAY = 86_400.0
BINS = 10

# The first entries of each deal to each stage, the earliest first: when, when the deal closed, and whether it was won.
SQL = (
    VISITS
    + """
firsts as (select v.deal_id, v.n, v.status, v.closed_at, min(v.entered_at) as at from visits v group by 1, 2, 3, 4)
select s.id, array_agg(extract(epoch from f.at)::float8 order by f.at, f.deal_id),
    array_agg(extract(epoch from f.closed_at)::float8 order by f.at, f.deal_id),
    array_agg(f.status = 'WON' order by f.at, f.deal_id)
from stages s join firsts f on f.n = s.n group by s.id, s.n order by s.n
"""
)


@dataclass(frozen=True, slots=True)
class Entries:
    """Who entered one stage, the earliest first. Instants are in seconds; `closed` is None of what goes on."""

    stage_id: UUID
    at: Sequence[float]
    closed: Sequence[float | None]
    won: Sequence[bool]

    def between(self, since: float, until: float) -> range:
        """The places of those who entered from `since` on and before `until`."""
        return range(bisect_left(self.at, since), bisect_left(self.at, until))


@dataclass(frozen=True, slots=True)
class Estimate:
    """What was said on one day of one stage, from how many entries, and what became of the entries that came next."""

    stage_id: UUID
    predicted: float
    known: int
    entries: int
    won: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Several estimates together: what they said on average, each entry counted once, and what came."""

    entries: int
    won: int
    predicted: float
    share: float
    low: float
    high: float
    brier: float


@dataclass(frozen=True, slots=True)
class BackTest:
    """All of it: together, by how much was promised (the tenths that were), and by stage."""

    whole: Tally | None
    bins: list[tuple[int, Tally]]
    stages: list[tuple[UUID, Tally]]
    left_out: int


def entries_of(rows: list[tuple[Any, ...]]) -> list[Entries]:
    """What the statement found."""
    return [Entries(*row) for row in rows]


def back_test(
    stages: list[Entries], cuts: list[datetime], starts: list[datetime], until: datetime, days: int, least: int
) -> BackTest:
    """Asks on each of the `cuts` with what was known then of the entries since its start, and looks at those who entered after it and
    before the next, and not after `until`: these are old enough to know. Estimates of fewer than `least` entries are left out."""
    marks = [*(cut.timestamp() for cut in cuts), until.timestamp()]
    told: list[Estimate] = []
    for stage in stages:
        for (cut, then), start in zip(pairwise(marks), starts, strict=True):
            known, next_ones = stage.between(start.timestamp(), cut), stage.between(cut, then)
            if known and next_ones:
                won = sum(_is_won(stage, n, days) for n in next_ones)
                told.append(Estimate(stage.stage_id, _said(stage, known, cut, days), len(known), len(next_ones), won))
    taken = [one for one in told if one.known >= least]
    tenths = sorted({tenth(one.predicted) for one in taken})
    places = list(dict.fromkeys(one.stage_id for one in taken))
    return BackTest(
        whole=_tally(taken) if taken else None,
        bins=[(n, _tally(one for one in taken if tenth(one.predicted) == n)) for n in tenths],
        stages=[(key, _tally(one for one in taken if one.stage_id == key)) for key in places],
        left_out=sum(one.entries for one in told if one.known < least),
    )


def tenth(share: float) -> int:
    """Which tenth a share lies in; all of it lies in the last."""
    return min(BINS - 1, int(share * BINS + 1e-9))


def _is_won(stage: Entries, n: int, days: int) -> bool:
    closed = stage.closed[n]
    return stage.won[n] and closed is not None and closed - stage.at[n] <= days * DAY


def _said(stage: Entries, known: range, cut: float, days: int) -> float:
    """The estimate on the day of the cut: a deal that closed later was open then."""
    wins: list[float] = []
    losses: list[float] = []
    going_on: list[float] = []
    for n in known:
        closed = stage.closed[n]
        has_ended = closed is not None and closed <= cut
        lasted = ((closed if closed is not None and has_ended else cut) - stage.at[n]) / DAY
        # What comes after the days asked for changes nothing.
        if lasted > days:
            going_on.append(days + 1.0)
        else:
            (going_on if not has_ended else wins if stage.won[n] else losses).append(lasted)
    return Incidence(wins, losses, going_on).won_by(days)


def _tally(several: Iterable[Estimate]) -> Tally:
    estimates = list(several)
    entries, won = sum(one.entries for one in estimates), sum(one.won for one in estimates)
    low, high = interval(won, entries) or (0.0, 1.0)
    missed = sum(one.won * (1 - one.predicted) ** 2 + (one.entries - one.won) * one.predicted**2 for one in estimates)
    said = sum(one.predicted * one.entries for one in estimates)
    return Tally(entries, won, said / entries, won / entries, low, high, missed / entries)
