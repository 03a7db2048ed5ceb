"""Reports for the crawl: every ready one, and one by each field of each source, over every filter and measure that could tell."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from weir.access.guard import rule_of
from weir.access.viewer import Viewer
from weir.catalog.declare import Kind
from weir.catalog.registry import OBJECTS, CatalogField, CatalogObject
from weir.reading.aggregate import MEASURED
from weir.reports.ready import READY, spoken
from weir.reports.sources import SOURCES

RESULT = (
    "reportResult(definition: %s) { problem { code message } source considered currency timeZone where rowHeads { label kind }"
    " columnHeads { label } measures { label isMoney isPercent where source link } rows columns cells }"
)
FEW, MOST = 15, 8
COUNT = {"function": "COUNT"}


# One instant for every world: how long something goes on by then is the same in all.
NOW = datetime.now(UTC).isoformat()
STAGES = (
    '{ pipelineReport(pipelineId: "%s", asOf: "'
    + NOW
    + '", days: 60) { created won matured bottleneck stages { stageId reached rate'
    " meanRate touched present progressed stays staying meanDays medianDays survivalDays overLimit entries entriesOldEnough wonInTime"
    " wonShare wonLow wonHigh wonIncidence isFew } } }"
)
BACK_TEST = (
    '{ stageBackTest(pipelineId: "%s", asOf: "'
    + NOW
    + '", leastEntries: 1) { leftOut whole { entries won predicted share brier }'
    " bins { from tally { entries won } } stages { stageId tally { entries won predicted } } } }"
)
LEAD_FUNNEL = (
    '{ leadFunnel(pipelineId: "%s", first: "2024-01-01", after: "2027-01-01") { steps { step stageId leads share shareOfAll stepDays days'
    " amount where } } }"
)

_METHODS = "methods { method open total low high }"
_PART = "ownerId won wonDeals deals commit bestCase pipeline weighted historical survival"
# Months that are over and an instant that is one for every world: nothing depends on when it is asked.
FORECASTS = (
    f'{{ forecastReport(asOf: "{NOW}", months: 6) {{ withoutAmount whole {{ {_PART} }} {_METHODS} people {{ {_PART} }}'
    " stages { stageId deals probability won closed chance entries isFew } } }",
    f'{{ forecastHistory(first: "2026-08-01") {{ asOf won {_METHODS} }} }}',
    "{ forecastAccuracy(months: 3) { month actual methods { method forecast accuracy bias } } }",
    f'{{ pipelineWaterfall(since: "2026-06-01T00:00:00Z", until: "{NOW}") {{ startDeals startAmount endDeals endAmount'
    " steps { step deals change } stages { stageId dealsBefore amountBefore dealsAfter amountAfter } } }",
    f'{{ pipelineWaterfall(since: "2026-06-01T00:00:00Z", until: "{NOW}", first: "2026-01-01", after: "2027-01-01") {{ startAmount'
    " endAmount steps { step deals change } } }",
    f'{{ customerReport(asOf: "{NOW}", size: 100) {{ customers scored groups {{ group customers amount }} rows {{ accountId name group'
    " recency frequency money days orders amount } endCursor activeBefore kept retention grossRetention netRetention buyers repeated"
    " revenuePerCustomer marginPerCustomer annualMargin lifetimeValue discountedValue } }",
    *(
        f'{{ customerSegments(by: {by}, asOf: "{NOW}") {{ channelId label customers orders revenue revenuePerCustomer marginPerCustomer'
        " retention lifetimeValue ordersWhere } }"
        for by in ("CHANNEL", "INDUSTRY", "SIZE", "REGION", "TIER")
    ),
    '{ acquisitionReport(first: "2024-01-01", after: "2027-01-01") { channels { channelId name leads duplicates valid mql sql deals won'
    " conversion meanCycleDays revenue cost costPerLead costPerCustomer roi marginRoi } total { leads duplicates revenue cost }"
    " credits { channelId name first last linear uShaped } responses { answered met breaches medianSeconds p90Seconds }"
    " quality { oldEnough leaked effective accepted rejected pending recycled claimed claimConversion } } }",
    f'{{ changedDeals(since: "2026-06-01T00:00:00Z", until: "{NOW}", size: 200) {{ rows {{ dealId name step change amountBefore amountAfter'
    " dayBefore dayAfter stageBefore stageAfter } endCursor } }",
)


ADOPTION = (
    '{ adoptionReport(days: 90, asOf: "'
    + NOW
    + '") { people { userId name isActive activeDays entered activities openDeals planned'
    " slipped leads reachable doubles } } }"
)


def report_requests(viewer: Viewer) -> Iterator[str]:
    """Documents with a few reports each; a viewer who may not have one of them is told so, the same in every world."""
    yield from FORECASTS
    several = [spoken(one.definition, True) for one in READY]
    for name in SOURCES:
        several += list(_by_each_field(name, viewer))
    for start in range(0, len(several), FEW):
        parts = [f"r{n}: {RESULT % literal(one)}" for n, one in enumerate(several[start : start + FEW])]
        yield f"{{ {' '.join(parts)} }}"


def _by_each_field(name: str, viewer: Viewer) -> Iterator[dict[str, Any]]:
    """By each link, whose names are told; of the other fields how many values there are; of numbers their sum."""
    entry = OBJECTS[name]
    fields = [one for one in entry.readable() if _dimension(one)]
    links = [one for one in fields if one.info.kind is Kind.LINK and one.info.link in OBJECTS]
    numbers = [one for one in entry.readable() if one.info.kind in MEASURED and one.info.measured]
    measured = [("DISTINCT", one) for one in fields if one.info.kind is not Kind.DATETIME]
    measured += [("SUM", one) for one in numbers]
    open_ones: list[dict[str, Any]] = []
    for function, field in measured:
        measure = {"function": function, "field": field.api_name}
        if rule_of(field.info.guard, name, field.column, "x", viewer).hidden:
            # By itself: a report with a field that the viewer may not read is refused as a whole.
            yield {"source": name, "measures": [measure]}
        else:
            open_ones.append(measure)
    for start in range(0, len(open_ones), MOST):
        yield {"source": name, "measures": open_ones[start : start + MOST]}
    for edge in entry.edges().values():
        if edge.target in SOURCES:
            measures = [COUNT, {**COUNT, "of": edge.name}, *_of_edge(edge.name, OBJECTS[edge.target], viewer)]
            for how in ("WITH", "WITH_OR_WITHOUT"):
                yield {"source": name, "related": [{"edge": edge.name, "how": how}], "measures": measures}
            yield {"source": name, "related": [{"edge": edge.name, "how": "WITHOUT"}], "measures": [COUNT]}
    for link in links:
        there = OBJECTS[str(link.info.link)]
        title = f"{link.api_name}.{next(one.api_name for one in there.readable() if _dimension(one))}"
        yield {"source": name, "rows": [{"field": link.api_name}], "columns": [{"field": title}], "measures": [COUNT]}


def _of_edge(edge: str, there: CatalogObject, viewer: Viewer) -> Iterator[dict[str, Any]]:
    """Of the numbers of related records their sum, as far as the viewer may read them."""
    numbers = [one for one in there.readable() if one.info.kind in MEASURED and one.info.measured]
    for field in numbers[:5]:
        if not rule_of(field.info.guard, there.name, field.column, "x", viewer).hidden:
            yield {"function": "SUM", "of": edge, "field": field.api_name}


def _dimension(field: CatalogField) -> dict[str, Any] | None:
    if field.info.kind in (Kind.DATE, Kind.DATETIME):
        return {"field": field.api_name, "granularity": "YEAR"}
    plain = (Kind.STRING, Kind.ENUM, Kind.BOOL, Kind.LINK, Kind.INT)
    return {"field": field.api_name} if field.info.kind in plain and field.info.groupable else None


def literal(value: Any) -> str:
    """A JSON value as it is written in a GraphQL document."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {literal(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(literal(one) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else "null" if value is None else str(value)
