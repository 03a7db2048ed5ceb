"""Everything a person can ask, made from the schema: so a new field, filter or list is asked about without anybody thinking of it."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from typing import Any

from cast import Cast
from crawl_reports import ADOPTION, BACK_TEST, LEAD_FUNNEL, STAGES, report_requests
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLList, get_named_type
from worlds import CANARY

from weir.access.guard import PLAIN, rule_of
from weir.access.viewer import Viewer
from weir.catalog.declare import Kind
from weir.catalog.ids import encode
from weir.catalog.registry import OBJECTS, CatalogObject
from weir.quotas.model import QuotaMetric
from weir.reading.aggregate import FUNCTIONS, groupable, measures
from weir.reading.where import filters_of
from weir.schema import SCHEMA

Request = tuple[str, str]
NEVER = "0192" + "0" * 28
QUERY = SCHEMA._schema.query_type
assert QUERY is not None
# Root fields that are not made from the catalog; each has its own requests below. A new one fails until it is added.
SPECIAL = {
    "node", "nodes", "dealGate", "isFollowing", "handOverPreview", "viewer", "me", "currentOrganisation", "explainAccess",
    "catalog", "search", "verifyAudit", "importPlan", "importRows", "importObjects", "permissionMatrix",
    "bulkRows", "bulkShares", "leadConversion", "leadMatches", "assignmentRehearsal", "leadPoolEffect", "leadAdvice", "missedBusiness",
    "leadLoad", "notificationSwitches", "leadMergePlan", "leadDuplicates",
    "leadScore", "scorePreview", "leadPrediction", "predictionFeatures", "reportResult", "reportProgress", "readyReports", "reportSources",
    "pipelineReport", "stageBackTest", "leadFunnel",
    "forecastReport", "forecastHistory", "forecastAccuracy", "pipelineWaterfall", "changedDeals", "acquisitionReport", "customerReport",
    "customerSegments",
    "quotaAttainment", "quotaPlan", "adoptionReport",
    "reportEmbedLink", "accountPoolEffect",
}  # fmt: skip
CONVERSION = '{ leadConversion(id: "$ID") { unmet { code message } matches { id title owner strength matchedBy lastFollowUp } } }'
_WHY = "why { points industry role traits problems }"
ADVICE = (
    f'{{ leadAdvice(id: "$ID") {{ problems {{ id name harm answer isKnown {_WHY} }} cases {{ id title story file {_WHY} }}'
    f" values {{ id problem benefit number proof {_WHY} }} plays {{ id name strategy tasks startedAt made done {_WHY} }} }} }}"
)
DUPLICATES = '{ leadDuplicates(id: "$ID") { id title owner strength matchedBy lastFollowUp } }'
MERGE = '{ leadMergePlan(ids: ["%s", "$ID"]) { survivorId unmet activities tasks comments files touches fields { field leadId } } }'
# Without the instant: a lead that was never scored has its score of now.
SCORE = '{ leadScore(id: "$ID") { fit engagement grade others contributions { isFit rule group points times } cuts { group points } } }'
PREDICTION = '{ leadPrediction(id: "$ID") { chance topPercent modelNumber reasons { feature value points } } }'
# Its `earliest` is a day from now at the soonest: no two answers are alike.
EFFECTS = {
    f"{held}_pool": f'{{ {held}PoolEffect(id: "$ID", noFollowUpDays: 2) {{ {held}s changed sooner withinThreeDays }} }}'
    for held in ("lead", "account")
}
QUOTAS = (
    '{ quotaAttainment(metric: METRIC, from: "2026-01-01", months: 24) { currency workingDays standings { kind placeId name parentId'
    ' source quota members actual attainment isMet rank open coverage wonWhere openWhere } } quotaPlan(metric: METRIC, from: "2026-01-01",'
    " months: 24) { months currency lines { kind placeId name parentId mayPlan targets actuals } } }"
)
SAMPLES: dict[str, tuple[str, ...]] = {
    "String": ('"canary7q0"', '"%"', '"a"', '"有限"', '""'),
    "Int": ("0", "7", "30"),
    "Decimal": ('"51000"', '"121000"'),
    "Boolean": ("true", "false"),
    "Date": ('"2026-06-01"', '"1980-01-01"', '"2026-12-01"'),
    "DateTime": ('"2026-06-01T00:00:00Z"', '"2026-11-20T00:00:00Z"'),
}

# What is asked of every field of every list: most of the requests.
MANIFOLD = ("sort", "group", "where")


class Crawler:
    """The requests of one viewer, who sees and does not see certain rows of each object.

    `turn`: the viewer's place among those who share what is alike for all of them; None for somebody who asks by themselves.
    """

    def __init__(
        self,
        viewer: Viewer,
        rows: dict[str, tuple[set[Any], set[Any]]],
        manifold: Sequence[str] = MANIFOLD,
        turn: int | None = None,
    ):
        self.viewer, self.rows, self.manifold = viewer, rows, manifold
        # Whoever shares passes by every other thing; of what they ask they choose by how many before them asked it.
        self.turn, self.choice = turn, (turn or 0) // 2

    def ids(self, name: str, *, seen: bool, count: int = 2) -> list[str]:
        """Some global ids of rows in or out of sight."""
        return [encode(name, key) for key in sorted(self.rows[name][0 if seen else 1])[:count]]

    def one(self, name: str, *, seen: bool) -> list[str]:
        """One of these, if there is any: not the same for every viewer."""
        known = self.ids(name, seen=seen)
        return (known[self.choice % 2 :] or known)[:1]

    def pair(self, name: str) -> list[str]:
        """An id out of sight and one in sight."""
        return [*self.one(name, seen=False), *self.ids(name, seen=True, count=1)]

    def passes(self, place: int) -> bool:
        """Whether what stands at a place is for the next viewer to ask about."""
        return self.turn is not None and (place + self.turn) % 2 == 1

    def requests(self) -> Iterator[Request]:
        """All of them, as (label, document)."""
        for entry in OBJECTS.values():
            if entry.root:
                yield from self.of_list(entry, entry.plural)
            yield from self.singles(entry)
        yield from self.specials()

    def of_list(self, entry: CatalogObject, field: str) -> Iterator[Request]:
        """A list: its rows, every measure, cursor, sort, group, filter and search."""
        if not self.viewer.may("read", entry.name):
            yield f"{field} list", f"{{ {field} {{ totalCount nodes {{ id }} }} }}"
            return
        yield (
            f"{field} list",
            f"{{ {field}(first: 60) {{ totalCount totalCountCapped nodes {{ {self.fields(entry)} }} }} }}",
        )
        if entry.keeps_voided:
            yield (
                f"{field} voided",
                f"{{ {field}(voided: true, first: 60) {{ totalCount nodes {{ {self.fields(entry)} }} }} }}",
            )
        yield (
            f"{field} edges",
            f"{{ {field}(first: 3) {{ edges {{ cursor node {{ id }} }} pageInfo {{ hasNextPage endCursor }} }} }}",
        )
        yield f"{field} last", f"{{ {field}(last: 3) {{ nodes {{ id }} pageInfo {{ hasPreviousPage startCursor }} }} }}"
        yield f"{field} figures", f"{{ {field} {{ aggregate {{ {self.figures(entry)} }} }} }}"
        # What belongs to a record is seen as what stands in a list of its own.
        for edge in (edge for place, edge in enumerate(entry.many.values()) if not self.passes(place)):
            yield (
                f"{field}.{edge.name}",
                f"{{ {field}(first: 12) {{ nodes {{ id {self.nested(edge.name, edge.target)} }} }} }}",
            )
        texts = ("canary7q", "有限", "a", "1", "138", "example")
        found = {text: f'{field}(search: "{text}", first: 9) {{ totalCount nodes {{ id }} }}' for text in texts}
        yield from self.batch(f"{field} search", found, entry)
        # Where nothing is kept from the viewer but rows, all of it is compiled alike for everybody.
        if not self.is_guarded(entry) and self.passes(list(OBJECTS).index(entry.name)):
            return
        for kind in self.manifold:
            if kind != "where" or self.may_differ(entry):
                yield from self.batch(f"{field} {kind}", getattr(self, f"{kind}s")(entry, field), entry)

    def sorts(self, entry: CatalogObject, field: str) -> dict[str, str]:
        """Each sort, by column."""
        return {
            one.name: f"{field}(first: 30, orderBy: [{{field: {one.order_name}, direction: DESC}}]) {{ edges {{ cursor }} }}"
            for one in entry.readable()
            if one.info.sortable
        }

    def groups(self, entry: CatalogObject, field: str) -> dict[str, str]:
        """Each group with its sums, by column."""
        groups = {}
        for name, one in groupable(entry).items():
            grain = ", granularity: MONTH" if one.info.kind in (Kind.DATE, Kind.DATETIME) else ""
            sums = f"sum {{ {' '.join(measures(entry))} }}" if measures(entry) else ""
            by = f"by: [{{field: {name}{grain}}}], first: 300"
            groups[one.name] = f"{field} {{ groups({by}) {{ keys {{ field value label }} count {sums} }} }}"
        return groups

    def batch(self, label: str, parts: dict[str, str], entry: CatalogObject, size: int = 15) -> Iterator[Request]:
        """Root fields asked together; those on a field the viewer may not read by themselves, because they are refused."""
        alone = {name for name in parts if self.is_hidden(entry, name.split(" ")[0])}
        for name in sorted(alone):
            yield f"{label} {name}", f"{{ {parts[name]} }}"
        open_ones = [text for name, text in parts.items() if name not in alone]
        for start in range(0, len(open_ones), size):
            chunk = open_ones[start : start + size]
            yield label, "{ " + " ".join(f"f{index}: {text}" for index, text in enumerate(chunk)) + " }"

    def may_differ(self, entry: CatalogObject) -> bool:
        """Whether something of it, or of what a filter reaches from it, is out of the viewer's sight: else both worlds filter the same."""
        links = (OBJECTS[str(one.info.link)] for one in entry.readable() if one.info.kind is Kind.LINK)
        near = [entry, *links, *(OBJECTS[edge.target] for edge in entry.many.values())]
        return any(self.rows[other.name][1] or self.is_guarded(other) for other in near)

    def is_guarded(self, entry: CatalogObject) -> bool:
        """Whether the viewer does not read some field of it, or not on every row."""
        rules = (rule_of(one.info.guard, entry.name, one.column, "x", self.viewer) for one in entry.readable())
        return any(rule.hidden or rule.condition for rule in rules)

    def is_hidden(self, entry: CatalogObject, name: str) -> bool:
        """Whether the viewer never reads the field."""
        one = entry.fields.get(name)
        return bool(one and rule_of(one.info.guard, entry.name, one.column, "x", self.viewer).hidden)

    def is_plain(self, entry: CatalogObject, name: str | None) -> bool:
        """Whether it is a column that leads nowhere and that the viewer reads on every row in sight."""
        one = entry.fields.get(name or "")
        if one is None or one.column in (None, "id") or one.info.kind is Kind.LINK:
            return False
        return rule_of(one.info.guard, entry.name, one.column, "x", self.viewer) == PLAIN

    def figures(self, entry: CatalogObject) -> str:
        """`count` and every function over every measure."""
        names = " ".join(measures(entry))
        return "count " + " ".join(f"{function} {{ {names} }}" for function in FUNCTIONS if names)

    def fields(self, entry: CatalogObject) -> str:
        """Every field of an object; links with their id and every plain field of the record behind them."""
        found = ["id"]
        kind = SCHEMA._schema.type_map[entry.type_name]
        for name in ("viewerCan", "maskedFields"):
            if name in kind.fields:
                found.append("viewerCan { update void transfer share }" if name == "viewerCan" else name)
        for one in entry.readable():
            if one.info.kind is Kind.LINK:
                found.append(f"{one.api_name} {{ id {self.plain(OBJECTS[str(one.info.link)])} }}")
        return " ".join([*found, self.plain(entry)])

    def plain(self, entry: CatalogObject) -> str:
        """The fields of an object that are not links."""
        money = "{ amount currency }"
        fields = [one for one in entry.readable() if one.info.kind is not Kind.LINK]
        return " ".join(f"{one.api_name} {money if one.info.kind is Kind.MONEY else ''}" for one in fields)

    def nested(self, name: str, target: str) -> str:
        """A list inside a record."""
        return f"{name}(first: 4) {{ totalCount nodes {{ id {self.plain(OBJECTS[target])} }} aggregate {{ count }} }}"

    def wheres(self, entry: CatalogObject, field: str) -> dict[str, str]:
        """Each filter with each operator and a value or two, by column and number. What is plain to the viewer tells by the rows of the
        list alone, whatever it is compared with: of its comparisons each viewer makes one, the next viewer the next.
        """
        where = SCHEMA._schema.type_map[f"{entry.type_name}Where"]
        assert isinstance(where, GraphQLInputObjectType)
        assert set(where.fields) == {"and", "or", "not", *filters_of(entry)}
        columns = {one.api_name: one.name for one in entry.readable()}
        found = {}
        for place, (name, given) in enumerate(where.fields.items(), self.choice):
            kind = get_named_type(given.type)
            if name in ("and", "or", "not") or not isinstance(kind, GraphQLInputObjectType):
                continue
            tests = list(enumerate(self.comparisons(kind, name, entry)))
            if self.is_plain(entry, columns.get(name)):
                tests = [tests[place % len(tests)]]
            for index, test in tests:
                found[f"{columns.get(name, name)} {index}"] = f"{field}(where: {{{name}: {test}}}) {{ totalCount }}"
        return found

    def comparisons(self, kind: GraphQLInputObjectType, name: str, entry: CatalogObject) -> Iterator[str]:
        """The values to try for one filter input."""
        if kind.name.endswith("Where"):
            target = next(one for one in OBJECTS.values() if f"{one.type_name}Where" == kind.name)
            title = "name" if "name" in kind.fields else None
            yield "{id: {isNull: false}}"
            for key in self.pair(target.name):
                yield f'{{id: {{eq: "{key}"}}}}'
            if title:
                yield f'{{{title}: {{contains: "canary7q0"}}}}'
            return
        if kind.name.endswith("Related"):
            # What "some" does not tell, "none" tells: both of the widest test, one and the other of the rest. What comes before a
            # record one sees, "first" tells.
            tests = list(self.comparisons(get_named_type(kind.fields["some"].type), name, entry))  # type: ignore[arg-type]
            yield f"{{some: {tests[0]}}}"
            for place, test in enumerate(tests, self.choice):
                yield f"{{{'some' if place % 2 and test != tests[0] else 'none'}: {test}}}"
            for test in [one for one in tests if "eq" in one][-1:]:
                yield f"{{first: {test}}}"
            return
        for operator, given in kind.fields.items():
            if operator in ("neq", "notIn", "lte", "gte") or (kind.name == "IDComparison" and operator != "eq"):
                continue
            values = self.values(get_named_type(given.type), name, entry)
            for value in values[: 4 if kind.name == "IDComparison" else 2 if operator == "contains" else 1]:
                yield f"{{{operator}: {f'[{value}]' if isinstance(given.type, GraphQLList) else value}}}"

    def values(self, kind: Any, name: str, entry: CatalogObject) -> list[str]:
        """Values of one scalar or enum."""
        if isinstance(kind, GraphQLEnumType):
            return list(kind.values)[:3]
        if kind.name == "ID":
            target = entry.name if name == "id" else name.removesuffix("Id")
            link = next((one.info.link for one in entry.readable() if one.api_name == target and one.info.link), target)
            if link not in OBJECTS:
                return ['"x"']
            return [f'"{key}"' for key in self.pair(str(link))] or [f'"{OBJECTS[str(link)].prefix}_{NEVER}"']
        return list(SAMPLES[kind.name])

    def singles(self, entry: CatalogObject) -> Iterator[Request]:
        """One record by its own field, by `node` and by `nodes`. A hidden one is answered like one never made, as `existence` tells."""
        single = {"attachment": "file"}.get(entry.name, entry.type_name[0].lower() + entry.type_name[1:])
        parts = {}
        for key in self.one(entry.name, seen=True) or [f"{entry.prefix}_{NEVER}"]:
            parts |= {
                f"one {key}": f'{single}(id: "{key}") {{ id {self.plain(entry)} }}',
                f"node {key}": f'node(id: "{key}") {{ id __typename ... on {entry.type_name} {{ {self.plain(entry)} }} }}',
                f"nodes {key}": f'nodes(ids: ["{key}", "nothing"]) {{ id }}',
                f"explain {key}": f'explainAccess(id: "{key}") {{ role scope actions text }}',
                f"following {key}": f'isFollowing(id: "{key}")',
            }
        yield from self.batch(f"{single} one", parts, entry)

    def existence(self) -> Iterator[tuple[str, str, str]]:
        """Documents that take one id, a hidden id and one that was never made."""
        for entry in OBJECTS.values():
            single = {"attachment": "file"}.get(entry.name, entry.type_name[0].lower() + entry.type_name[1:])
            for hidden in self.ids(entry.name, seen=False):
                document = (
                    f'{{ {single}(id: "$ID") {{ id }} node(id: "$ID") {{ id }} nodes(ids: ["$ID"]) {{ id }}'
                    ' explainAccess(id: "$ID") { role } isFollowing(id: "$ID") }'
                )
                yield document, hidden, f"{entry.prefix}_{NEVER}"
        stage = self.ids("stage", seen=True, count=1) or [f"stage_{NEVER}"]
        for hidden in self.ids("deal", seen=False, count=4):
            document = f'{{ dealGate(dealId: "$ID", stageId: "{stage[0]}") {{ isAllowed unmet {{ code }} }} }}'
            yield document, hidden, f"deal_{NEVER}"
        for hidden in self.ids("lead", seen=False, count=4):
            yield CONVERSION, hidden, f"lead_{NEVER}"
            yield ADVICE, hidden, f"lead_{NEVER}"
            yield SCORE, hidden, f"lead_{NEVER}"
            yield PREDICTION, hidden, f"lead_{NEVER}"
        for hidden in self.ids("import_batch", seen=False):
            document = (
                '{ importPlan(id: "$ID") { id version status canCommit } importRows(id: "$ID", fileNo: 0) { hasMore } }'
            )
            yield document, hidden, f"import_{NEVER}"
        for hidden in self.ids("bulk_run", seen=False):
            yield (
                '{ bulkRows(id: "$ID", states: [WAITING]) { recordId title message } bulkShares(id: "$ID") { userId } }',
                hidden,
                f"bulk_{NEVER}",
            )
        for hidden in self.ids("report_embed", seen=False):
            yield '{ reportEmbedLink(id: "$ID") }', hidden, f"embed_{NEVER}"
        counts = "{ account contact deal task }"
        for pool, effect in EFFECTS.items():
            for hidden in self.ids(pool, seen=False):
                yield effect, hidden, f"{OBJECTS[pool].prefix}_{NEVER}"
        for hidden in self.ids("user", seen=False):
            yield f'{{ handOverPreview(userId: "$ID") {counts} }}', hidden, f"user_{NEVER}"

    def specials(self) -> Iterator[Request]:
        """The root fields that are written by hand."""
        yield "viewer", "{ viewer { roles permissions unreadNotifications organisationName baseCurrency timeZone } }"
        yield "switches", "{ notificationSwitches { kind isOn isFixed } }"
        yield "me", "{ me { id name email } currentOrganisation { id name } }"
        yield (
            "matrix",
            "{ permissionMatrix { roles ceilings objects { name cells { role grants { scope } } } rights { name } } }",
        )
        yield "imports", "{ importObjects { name label mayCreate fields { name } } }"
        for batch in (*self.ids("import_batch", seen=True), *self.ids("import_batch", seen=False), f"import_{NEVER}"):
            plan = f'importPlan(id: "{batch}") {{ id version status currency departmentId canCommit }}'
            yield "import", f'{{ {plan} importRows(id: "{batch}", fileNo: 0) {{ hasMore }} }}'
        for run in (*self.ids("bulk_run", seen=True), *self.ids("bulk_run", seen=False), f"bulk_{NEVER}"):
            yield (
                "bulk",
                f'{{ bulkRows(id: "{run}", states: [WAITING, CHANGED, REFUSED]) {{ recordId title state message }}'
                f' bulkShares(id: "{run}") {{ userId name count held }} }}',
            )
        yield (
            "load",
            "{ leadLoad { since mean people { userId name open newToday overdue capacity free responseMinutes isUneven } } }",
        )
        for page in (*self.ids("report_embed", seen=True), *self.ids("report_embed", seen=False), f"embed_{NEVER}"):
            yield "embed", f'{{ reportEmbedLink(id: "{page}") }}'
        yield "reports", '{ reportProgress(requestId: "somebody-elses") { ahead } }'
        yield "reports", "{ reportSources readyReports { key topic name about definition } }"
        for pipeline in (*self.ids("pipeline", seen=True), f"pipeline_{NEVER}"):
            yield "stages", STAGES % pipeline
            yield "back-test", BACK_TEST % pipeline
            yield "lead-funnel", LEAD_FUNNEL % pipeline
        yield "adoption", ADOPTION
        for metric in QuotaMetric.__members__:
            yield "quotas", QUOTAS.replace("METRIC", metric)
        for document in report_requests(self.viewer):
            yield "reports", document
        yield "missed", "{ missedBusiness { since averageWon cells { kind startsAt endsAt leads withBudget worth } } }"
        for lead in (*self.ids("lead", seen=True, count=3), *self.ids("lead", seen=False), f"lead_{NEVER}"):
            yield "conversion", CONVERSION.replace("$ID", lead)
            yield "advice", ADVICE.replace("$ID", lead)
            yield "score", SCORE.replace("$ID", lead)
            yield "prediction", PREDICTION.replace("$ID", lead)
        # Who is known is told on purpose, of hidden records too: what of it is told has its own tests. Nobody has these.
        yield (
            "matches",
            '{ leadMatches(mobile: "13800000000", email: "never@never.example", companyName: "从未有过的公司") { id title owner } }',
        )
        yield (
            "rehearsal",
            '{ assignmentRehearsal(days: 90, rules: [{name: "all", target: MEMBERS, strategy: ROUND_ROBIN, members: [{userId: "'
            + (self.ids("user", seen=True, count=1) or ["nobody"])[0]
            + '", weight: 1}]}]) { leads isCapped changed problem shares { userId name would was } pools { poolId name would }'
            " partners { partnerId name would } rows { leadId number name was would rule outcome pool partner } } }",
        )
        yield (
            "score preview",
            "{ scorePreview(draft: {halfLifeDays: 7}) { leads changed problem now { grades fit engagement } would { grades } } }",
        )
        yield "features", "{ predictionFeatures { name label } }"
        if not self.viewer.has("audit.verify"):
            yield "verify", "{ verifyAudit { isIntact entries head } }"
        yield (
            "catalog",
            "{ catalog { name actions fields { name read isFilterable isSortable isGroupable } edges { name target link } } }",
        )
        for text in ("canary7q", "有限", "a", "1", "设备", "138", "@example", "zhang"):
            yield "search", f'{{ search(text: "{text}", first: 50) {{ id object title subtitle }} }}'
        stages = self.ids("stage", seen=True, count=99) + self.ids("stage", seen=False, count=3) + [f"stage_{NEVER}"]
        deals = self.ids("deal", seen=False, count=1) + self.ids("deal", seen=True, count=3) + [f"deal_{NEVER}"]
        for deal in deals:
            yield "gate", "{ " + " ".join(
                f'g{index}: dealGate(dealId: "{deal}", stageId: "{stage}")'
                " { isAllowed canOverride needsReason unmet { code field message mandatory stageId } }"
                for index, stage in enumerate(stages[:8])
            ) + " }"  # fmt: skip
        people = self.ids("user", seen=True, count=3) + self.ids("user", seen=False, count=2) + [f"user_{NEVER}"]
        for kind, effect in EFFECTS.items():
            for pool in self.ids(kind, seen=True):
                yield "pool effect", effect.replace("$ID", pool)
        for person in people:
            counts = SCHEMA._schema.type_map["HandOverCounts"].fields
            plain = " ".join(name for name, one in counts.items() if not hasattr(get_named_type(one.type), "fields"))
            yield "handover", f'{{ handOverPreview(userId: "{person}") {{ {plain} }} }}'


def left_out() -> set[str]:
    """Root fields nobody asks about."""
    made = {entry.plural for entry in OBJECTS.values() if entry.root}
    made |= {
        {"attachment": "file"}.get(one.name, one.type_name[0].lower() + one.type_name[1:]) for one in OBJECTS.values()
    }
    assert QUERY is not None
    return set(QUERY.fields) - made - SPECIAL


# Answers that compare equal because nothing was looked at.
BLIND = re.compile(
    rb"INTERNAL_SERVER_ERROR|MAX_COST_EXCEEDED|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|RATE_LIMITED|TIMEOUT"
)
NOISE = re.compile(rb'"(requestId|errorId)":"[0-9a-f]+"')


async def asked(cast: Cast, key: str, document: str) -> bytes:
    """Every byte of an answer that could tell something, without what differs by nature."""
    response = await cast.http.post("/graphql", json={"query": document}, headers={"x-cast": key})
    return b"%d %s" % (response.status_code, NOISE.sub(b"", response.content))


async def oracles(cast: Cast, key: str, pairs: Any) -> list[str]:
    """The requests that answer differently for a hidden id than for one that was never made."""
    found = []
    told: dict[tuple[str, str], bytes] = {}
    for document, hidden, never in pairs:
        if (document, never) not in told:
            told[document, never] = await asked(cast, key, document.replace("$ID", never))
        one, two = await asked(cast, key, document.replace("$ID", hidden)), told[document, never]
        if one.replace(hidden.encode(), b"") != two.replace(never.encode(), b""):
            found.append(f"{document} for {hidden}: {one[:200]!r} / {two[:200]!r}")
        elif BLIND.search(one):
            found.append(f"nothing was asked in {document}: {one[:200]!r}")
    return found


async def leaks(first: Cast, second: Cast, key: str, requests: Any) -> list[str]:
    """The requests that were answered differently in the two worlds, or with something out of sight."""
    found = []
    todo = iter(requests)

    async def ask() -> None:
        for label, document in todo:
            # One after the other: what was compiled for the first is not compiled again for the second.
            one, two = await asked(first, key, document), await asked(second, key, document)
            told = document.encode()
            if one != two:
                found.append(f"{label}: {document}\n   {_difference(one, two)}")
            elif CANARY.encode() in one and CANARY.encode() not in told:
                found.append(f"canary in {label}: {document}")
            elif BLIND.search(one):
                found.append(f"nothing was asked in {label}: {document}\n   {one[:300]!r}")

    # While one waits for its database the other works.
    await asyncio.gather(ask(), ask())
    return found


def _difference(one: bytes, two: bytes) -> str:
    place = next((index for index, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return f"{one[max(0, place - 60) : place + 60]!r} / {two[max(0, place - 60) : place + 60]!r}"
