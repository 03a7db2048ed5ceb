"""The figures of a forecast: by method with their range, by category, by person; and how good it was in months that are over."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from weir.forecasts.methods import ForecastMethod, OpenDeal, StagePast, chances, spread
from weir.forecasts.reading import Found

# From the surest to all: each holds those before it. A deal that is left out counts in none.
LEVELS = ("CLOSED", "COMMIT", "BEST_CASE", "PIPELINE")
LEFT_OUT = "OMITTED"
PROBABLE = (ForecastMethod.WEIGHTED, ForecastMethod.HISTORICAL, ForecastMethod.SURVIVAL)


@dataclass(slots=True)
class PersonFigures:
    """One owner's part; amounts in base currency. `open` is what each method expects of open deals, `levels` the plain sums by category."""

    owner_id: UUID | None
    won: float = 0.0
    won_deals: int = 0
    deals: int = 0
    open: dict[ForecastMethod, float] = field(default_factory=lambda: defaultdict(float))
    levels: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def up_to(self, level: str) -> float:
        """What was won, and open deals of this level and those surer."""
        reached = LEVELS[: LEVELS.index(level) + 1]
        return self.won + sum(self.levels[one] for one in reached)


@dataclass(frozen=True, slots=True)
class MethodFigures:
    """What a method expects: of open deals, with what was won, and the range of nine in ten and one in ten."""

    method: ForecastMethod
    open: float
    total: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ForecastFigures:
    """A period's forecast."""

    whole: PersonFigures
    people: list[PersonFigures]
    methods: list[MethodFigures]


def figures(
    found: Found, past: dict[UUID, StagePast], within: float, *, steady: bool, ranges: bool = True
) -> ForecastFigures:
    """The forecast of a period that ends in `within` days; `steady` evens out stages of which few deals are known."""
    people: dict[UUID | None, PersonFigures] = {}
    whole = PersonFigures(None)

    def both(owner: UUID | None) -> tuple[PersonFigures, PersonFigures]:
        return whole, people.setdefault(owner, PersonFigures(owner))

    for owner, count, amount in found.won:
        for one in both(owner):
            one.won += amount
            one.won_deals += count
    counted = [deal for deal in found.deals if deal.category != LEFT_OUT]
    for deal in counted:
        for one in both(deal.owner_id):
            one.deals += 1
            one.levels[deal.category] += deal.amount
    methods = []
    for method in PROBABLE:
        odds = chances(method, counted, past, within, steady=steady)
        for deal, chance in zip(counted, odds, strict=True):
            for one in both(deal.owner_id):
                one.open[method] += deal.amount * chance
        expected = whole.open[method]
        low, high = spread([deal.amount for deal in counted], odds) if ranges else (None, None)
        reach = [None if one is None else whole.won + one for one in (low, high)]
        methods.append(MethodFigures(method, expected, whole.won + expected, *reach))
    committed = whole.up_to("COMMIT")
    methods.insert(1, MethodFigures(ForecastMethod.CATEGORY, committed - whole.won, committed, None, None))
    ranked = sorted(people.values(), key=lambda one: (-one.won - one.open[ForecastMethod.WEIGHTED], str(one.owner_id)))
    return ForecastFigures(whole, ranked, methods)


def accuracy(actual: float, forecast: float) -> float | None:
    """1 less the share it was off, which may be below 0; None when nothing was won."""
    return 1 - abs(actual - forecast) / actual if actual else None


def bias(actual: float, forecast: float) -> float | None:
    """By which share it promised too much (above 0) or too little; None when nothing was won."""
    return (forecast - actual) / actual if actual else None


def stage_chances(
    deals: list[OpenDeal], past: dict[UUID, StagePast], *, steady: bool
) -> list[tuple[StagePast, int, float | None]]:
    """For each stage: its past, how many open deals of the period are in it, and the share of its closed deals that was won."""
    count: dict[UUID, int] = defaultdict(int)
    for deal in deals:
        count[deal.stage_id] += 1
    return [(one, count[one.stage_id], one.chance(steady)) for one in past.values()]
