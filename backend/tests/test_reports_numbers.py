"""Whatever report is asked for, by whomever: every number in it is the list behind it."""

from decimal import Decimal
from typing import Any

import pytest
from cast import Cast
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_reports import COUNT, OPEN, RESULT, both

from weir.catalog.registry import OBJECTS

pytestmark = pytest.mark.slow

FIELDS: dict[str, list[dict[str, Any]]] = {
    "deal": [
        {"field": "owner"}, {"field": "stage"}, {"field": "status"}, {"field": "account.industry"}, {"field": "account.owner"},
        {"field": "account.owner.department"}, {"field": "source"}, {"field": "isSlipped"}, {"field": "partner"},
        {"field": "lostReason"}, {"field": "forecastCategory"},
        *({"field": "createdAt", "granularity": one} for one in ("DAY", "WEEK", "MONTH", "QUARTER", "YEAR", "WEEKDAY", "HOUR")),
        *({"field": "expectedCloseDate", "granularity": one} for one in ("DAY", "MONTH", "QUARTER", "WEEKDAY")),
        {"field": "closedAt", "granularity": "MONTH"},
        {"field": "baseAmount", "ranges": ["50000", "100000.5", "300000"]}, {"field": "daysInStage", "ranges": ["7", "30"]},
        {"field": "stage.type", "buckets": [{"label": "开", "values": ["OPEN"]}, {"label": "关", "values": ["WON", "OPEN", "LOST"]}]},
        {"field": "account.industry", "buckets": [{"label": "机械", "values": ["机械制造"]}]},
    ],
    "lead": [
        {"field": "owner"}, {"field": "status"}, {"field": "pool"}, {"field": "campaign"}, {"field": "campaign.channel"},
        {"field": "industry"}, {"field": "intent"}, {"field": "createdAt", "granularity": "WEEK"},
        {"field": "firstResponseAt", "granularity": "DAY"}, {"field": "score", "ranges": ["20", "40"]},
    ],
    "task": [
        {"field": "assignee"}, {"field": "status"}, {"field": "deal"}, {"field": "deal.stage"}, {"field": "lead.owner"},
        {"field": "dueAt", "granularity": "DAY"}, {"field": "account.industry"},
    ],
    "activity": [{"field": "owner"}, {"field": "kind"}, {"field": "deal.stage"}, {"field": "occurredAt", "granularity": "MONTH"}],
    "deal_line": [
        {"field": "product"}, {"field": "deal.owner"}, {"field": "product.family"},
        {"field": "deal.expectedCloseDate", "granularity": "MONTH"},
    ],
    "account": [
        {"field": "industry"}, {"field": "owner"}, {"field": "type"}, {"field": "region"}, {"field": "createdAt", "granularity": "MONTH"},
    ],
}  # fmt: skip
WHERES: dict[str, list[dict[str, Any]]] = {
    "deal": [
        {}, {"status": {"eq": "OPEN"}}, {"createdAt": {"within": "THIS_YEAR"}}, {"ownerId": {"among": "MY_TEAM"}},
        {"not": {"account": {"industry": {"isNull": False}}}}, {"or": [{"isSlipped": {"eq": True}}, {"status": {"in": ["WON"]}}]},
        {"activities": {"none": {"occurredAt": {"within": "LAST_30_DAYS"}}}}, {"account": {"contacts": {"some": {}}}},
    ],
    "lead": [{}, {"status": {"neq": "INVALID"}}, {"ownerId": {"isNull": True}}],
    "task": [{}, {"status": {"eq": "OPEN"}}],
    "activity": [{}, {"occurredAt": {"within": "LAST_90_DAYS"}}],
    "deal_line": [{}, {"deal": OPEN}],
    "account": [{}, {"deals": {"none": OPEN}}, {"deals": {"some": {"lines": {"none": {}}}}}, {"ownerId": {"among": "MY_TEAM"}}],
}  # fmt: skip
CONTROLS: dict[str, list[tuple[str, list[dict[str, Any]]]]] = {
    "deal": [("status", [{"in": ["OPEN", "WON"]}]), ("ownerId", [{"among": "ME"}, {"among": "MY_TEAM"}])],
    "lead": [("createdAt", [{"within": "THIS_YEAR"}])],
}
# What belongs to a record: its filters, and a number of it.
RELATED: dict[str, dict[str, tuple[list[dict[str, Any]], str]]] = {
    "account": {
        "deals": ([{}, OPEN, {"stage": {"type": {"eq": "WON"}}}], "baseAmount"),
        "contacts": ([{}, {"dealRoles": {"some": {}}}], ""),
        "leads": ([{}, {"status": {"neq": "INVALID"}}], "score"),
    },
    "deal": {
        "activities": ([{}, {"kind": {"eq": "CALL"}}], "durationSec"),
        "tasks": ([{}, {"status": {"eq": "OPEN"}}], ""),
        "lines": ([{}], "quantity"),
    },
}
FUNCTIONS = {"SUM": "sum", "AVERAGE": "avg", "MIN": "min", "MAX": "max"}
PEOPLE = ("zhangsan", "chen", "wangwu", "zhao", "moli", "kefu", "shenji", "hengda")


@st.composite
def definitions(draw: st.DrawFn) -> dict[str, Any]:
    """Any report over the demo company that the builder could make."""
    source = draw(st.sampled_from(sorted(FIELDS)))
    fields = draw(st.lists(st.sampled_from(FIELDS[source]), min_size=0, max_size=3, unique_by=str))
    split = draw(st.integers(0, len(fields)))
    split = max(split, len(fields) - 2)
    made: dict[str, Any] = {
        "source": source,
        "where": draw(st.sampled_from(WHERES[source])),
        "rows": fields[:split],
        "columns": fields[split:],
        "totals": draw(st.booleans()),
        "sort": draw(st.sampled_from(["LABEL", "VALUE"])),
        "measures": [COUNT, {**COUNT, "where": draw(st.sampled_from(WHERES[source]))}],
    }
    if source in CONTROLS:
        key, values = draw(st.sampled_from(CONTROLS[source]))
        made["controls"] = [{"key": key, "value": draw(st.sampled_from([None, *values]))}]
    if source == "deal_line":
        made["measures"].append(
            {"function": "SUM", "field": draw(st.sampled_from(["quantity", "baseTotal", "weightedTotal"]))}
        )
    if source in RELATED and draw(st.booleans()):
        made["related"] = []
        for edge in draw(st.lists(st.sampled_from(sorted(RELATED[source])), min_size=1, max_size=2, unique=True)):
            wheres, number = RELATED[source][edge]
            how = draw(st.sampled_from(["WITH", "WITH_OR_WITHOUT", "WITHOUT"]))
            made["related"].append({"edge": edge, "how": how, "where": draw(st.sampled_from(wheres))})
            if how != "WITHOUT":
                made["measures"].append({**COUNT, "of": edge, "where": draw(st.sampled_from(wheres))})
            if how != "WITHOUT" and number and draw(st.booleans()):
                function = draw(st.sampled_from(sorted(FUNCTIONS)))
                made["measures"].append({"function": function, "of": edge, "field": number})
    if made["rows"] and draw(st.booleans()):
        made["top"] = {"first": draw(st.integers(1, 4)), "other": draw(st.booleans()), "smallest": draw(st.booleans())}
    if made["rows"] and draw(st.integers(0, 3)) == 0:
        made["having"] = {"gte": str(draw(st.integers(1, 6)))}
    return made


Lists = list[tuple[str, dict[str, Any], str]]


async def found_in(company: Cast, who: str, lists: Lists) -> list[dict[str, Any]]:
    """How many records each list has: by its object, its filter, and a figure over it."""
    found: list[dict[str, Any]] = []
    for start in range(0, len(lists), 20):
        some = lists[start : start + 20]
        variables = ", ".join(f"$w{n}: {OBJECTS[source].type_name}Where" for n, (source, *_) in enumerate(some))
        asked = " ".join(
            f"n{n}: {OBJECTS[source].plural}(where: $w{n}) {{ totalCount {f'aggregate {{ {figure} }}' if figure else ''} }}"
            for n, (source, _, figure) in enumerate(some)
        )
        answer = await company[who].ask(
            f"query({variables}) {{ {asked} }}", **{f"w{n}": one[1] for n, one in enumerate(some)}
        )
        found += [answer[f"n{n}"] for n in range(len(some))]
    return found


def behind(told: dict[str, Any], cell: list[Any], measure: dict[str, Any]) -> dict[str, Any]:
    """The filter of the list behind a number, as the client opens it."""
    whole = both(told["where"], told["rows"][cell[0]]["where"], told["columns"][cell[1]]["where"])
    return both(measure["where"], {measure["link"]: whole} if measure["link"] else whole)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(definitions(), st.sampled_from(PEOPLE))
async def test_whatever_is_asked_by_whomever_every_number_is_its_list(
    company: Cast, definition: dict[str, Any], who: str
) -> None:
    told = (await company[who].ask(RESULT, d=definition))["reportResult"]
    if told["problem"]:
        assert told["problem"]["code"] in ("REPORT_SOURCE", "REPORT_HIDDEN_FIELD", "REPORT_FILTER"), told["problem"]
        assert told["cells"] == [] and told["considered"] == 0
        return
    cells = [one for one in told["cells"] if told["rows"][one[0]]["where"] is not None]
    cells = cells[:: max(1, len(cells) // 40)]
    asked: Lists = []
    for cell in cells:
        for measure, given_now in zip(told["measures"], definition["measures"], strict=True):
            function = FUNCTIONS.get(given_now["function"])
            figure = f"{function} {{ {given_now['field']} }}" if function else ""
            asked.append((measure["source"], behind(told, cell, measure), figure))
    lists = iter(await found_in(company, who, asked))
    for row, column, rows, *numbers in cells:
        place = (who, definition, told["rows"][row], told["columns"][column])
        assert int(numbers[0]) == rows, place
        for number, given_now in zip(numbers, definition["measures"], strict=True):
            found = next(lists)
            if function := FUNCTIONS.get(given_now["function"]):
                listed = found["aggregate"][function][given_now["field"]]
                assert (number and Decimal(number)) == (listed and Decimal(listed)), (given_now, *place)
            else:
                assert found["totalCount"] == int(number), (given_now, *place)
    leaves = [
        rows
        for row, column, rows, *_ in told["cells"]
        if not told["rows"][row]["isTotal"] and not told["columns"][column]["isTotal"]
    ]
    assert sum(leaves) == told["considered"]
