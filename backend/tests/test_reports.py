"""Reports: every number is the list behind it, for whoever looks, and what cannot be reckoned is told."""

from decimal import Decimal
from typing import Any

import pytest
from cast import Cast
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weir.catalog.registry import OBJECTS

pytestmark = pytest.mark.slow

RESULT = (
    "query($d: JSON!) { reportResult(definition: $d) { problem { code field message } source considered currency timeZone where"
    " rowHeads { label kind granularity } columnHeads { label } measures { label isMoney isPercent where } rows columns cells } }"
)
AMOUNT: dict[str, Any] = {"function": "SUM", "field": "baseAmount"}
COUNT: dict[str, Any] = {"function": "COUNT"}


async def result(weir: Cast, who: str, **definition: Any) -> dict[str, Any]:
    """A report as somebody sees it."""
    found: dict[str, Any] = (await weir[who].ask(RESULT, d={"measures": [COUNT], **definition}))["reportResult"]
    return found


def both(*wheres: Any) -> dict[str, Any]:
    """All filters together, as the client opens a list."""
    return {"and": [one for one in wheres if one]}


async def test_the_deals_of_each_person_and_stage_are_the_list_behind_the_number(weir: Cast) -> None:
    told = await result(
        weir, "chen", source="deal", where={"status": {"eq": "OPEN"}}, rows=[{"field": "owner"}],
        columns=[{"field": "stage"}], measures=[COUNT, AMOUNT],
    )  # fmt: skip
    assert told["problem"] is None and told["currency"] == "CNY"
    names = [row["keys"][0]["label"] if row["keys"] else None for row in told["rows"]]
    assert names[-1] is None and {"张三", "李四"} <= set(names)
    assert told["rows"][-1]["isTotal"] and told["columns"][-1]["isTotal"]
    assert len(told["cells"]) > 8
    for row, column, count, number, amount in told["cells"]:
        where = both(told["where"], told["rows"][row]["where"], told["columns"][column]["where"])
        query = "query($w: DealWhere) { deals(where: $w) { totalCount aggregate { sum { baseAmount } } } }"
        found = (await weir["chen"].ask(query, w=where))["deals"]
        assert found["totalCount"] == count == int(number)
        assert Decimal(found["aggregate"]["sum"]["baseAmount"] or 0) == Decimal(amount or 0)


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
}  # fmt: skip
WHERES: dict[str, list[dict[str, Any]]] = {
    "deal": [
        {}, {"status": {"eq": "OPEN"}}, {"createdAt": {"within": "THIS_YEAR"}}, {"ownerId": {"among": "MY_TEAM"}},
        {"not": {"account": {"industry": {"isNull": False}}}}, {"or": [{"isSlipped": {"eq": True}}, {"status": {"in": ["WON"]}}]},
    ],
    "lead": [{}, {"status": {"neq": "INVALID"}}, {"ownerId": {"isNull": True}}],
    "task": [{}, {"status": {"eq": "OPEN"}}],
    "activity": [{}, {"occurredAt": {"within": "LAST_90_DAYS"}}],
}  # fmt: skip
NUMBERS = {"deal": "baseAmount", "lead": "score"}
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
    if made["rows"] and draw(st.booleans()):
        made["top"] = {"first": draw(st.integers(1, 4)), "other": draw(st.booleans()), "smallest": draw(st.booleans())}
    if made["rows"] and draw(st.integers(0, 3)) == 0:
        made["having"] = {"gte": str(draw(st.integers(1, 6)))}
    return made


async def counts(company: Cast, who: str, source: str, wheres: list[dict[str, Any]]) -> list[int]:
    """How many records each filter's list has."""
    entry, found = OBJECTS[source], []
    for start in range(0, len(wheres), 20):
        some = wheres[start : start + 20]
        variables = ", ".join(f"$w{n}: {entry.type_name}Where" for n in range(len(some)))
        asked = " ".join(f"n{n}: {entry.plural}(where: $w{n}) {{ totalCount }}" for n in range(len(some)))
        given_now = {f"w{n}": where for n, where in enumerate(some)}
        answer = await company[who].ask(f"query({variables}) {{ {asked} }}", **given_now)
        found += [answer[f"n{n}"]["totalCount"] for n in range(len(some))]
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(definitions(), st.sampled_from(PEOPLE))
async def test_whatever_is_asked_by_whomever_every_number_is_its_list(
    company: Cast, definition: dict[str, Any], who: str
) -> None:
    source = definition["source"]
    told = (await company[who].ask(RESULT, d=definition))["reportResult"]
    if told["problem"]:
        assert told["problem"]["code"] in ("REPORT_SOURCE", "REPORT_HIDDEN_FIELD", "REPORT_FILTER"), told["problem"]
        assert told["cells"] == [] and told["considered"] == 0
        return
    cells = [one for one in told["cells"] if told["rows"][one[0]]["where"] is not None]
    cells = cells[:: max(1, len(cells) // 40)]
    own = told["measures"][1]["where"]
    wheres = [both(told["where"], told["rows"][r]["where"], told["columns"][c]["where"]) for r, c, *_ in cells]
    pairs = [one for where in wheres for one in (where, both(where, own))]
    lists = await counts(company, who, source, pairs)
    for n, (row, column, rows, number, narrowed) in enumerate(cells):
        place = (who, definition, told["rows"][row], told["columns"][column])
        assert lists[2 * n] == rows == int(number), place
        assert lists[2 * n + 1] == int(narrowed), place
    leaves = [
        rows
        for row, column, rows, *_ in told["cells"]
        if not told["rows"][row]["isTotal"] and not told["columns"][column]["isTotal"]
    ]
    assert sum(leaves) == told["considered"]


async def test_the_managers_table_says_what_the_domain_says(company: Cast) -> None:
    told = await result(
        company, "chen", source="deal", where={"status": {"eq": "OPEN"}}, rows=[{"field": "owner"}], columns=[{"field": "stage"}],
    )  # fmt: skip
    stages = [one["keys"][0]["label"] for one in told["columns"] if one["keys"]]
    names = {one["keys"][0]["label"]: n for n, one in enumerate(told["rows"]) if one["keys"]}
    counted = {(row, column): rows for row, column, rows, *_ in told["cells"]}
    assert stages == ["初步接触", "需求确认", "方案报价", "谈判"]
    assert [counted[names["张三"], n] for n in range(4)] == [15, 8, 5, 3]
    assert [counted[names["李四"], n] for n in range(4)] == [10, 12, 4, 1]
    month = {"status": {"eq": "OPEN"}, "expectedCloseDate": {"within": "THIS_MONTH"}, "isSlipped": {"eq": False}}
    told = await result(company, "chen", source="deal", where=month, rows=[{"field": "owner"}], measures=[AMOUNT])
    expected = {
        told["rows"][row]["keys"][0]["label"]: number
        for row, _, _, number in told["cells"]
        if told["rows"][row]["keys"]
    }
    assert (Decimal(expected["张三"]), Decimal(expected["李四"])) == (480_000, 310_000)


async def test_totals_are_reckoned_from_the_records_and_never_from_the_cells(company: Cast) -> None:
    median: dict[str, Any] = {"function": "MEDIAN", "field": "baseAmount"}
    distinct: dict[str, Any] = {"function": "DISTINCT", "field": "account"}
    told = await result(company, "zhao", source="deal", rows=[{"field": "owner"}], measures=[median, distinct])
    last = told["cells"][-1]
    assert told["rows"][last[0]]["keys"] == []
    raw = (
        "select round(percentile_cont(0.5) within group (order by base_amount)::numeric, 2), count(distinct account_id)"
        " from deal where deleted_at is null"
    )
    whole = (await company.sql(raw))[0]
    assert (Decimal(last[3]), int(last[4])) == whole


async def test_measures_against_each_other(company: Cast) -> None:
    made = [
        {**COUNT, "where": {"status": {"eq": "WON"}}}, {**COUNT, "where": {"status": {"in": ["WON", "LOST"]}}},
        {"function": "FORMULA", "formula": "A / B"}, {"function": "FORMULA", "formula": "(A + B) * 2 - 1"},
        {**COUNT, "show": "SHARE"}, {**COUNT, "show": "RUNNING"}, {**COUNT, "show": "DIFFERENCE"},
    ]  # fmt: skip
    told = await result(company, "chen", source="deal", rows=[{"field": "owner"}], measures=made)
    before, so_far = None, Decimal(0)
    total = told["cells"][-1]
    for row, _, rows, *numbers in told["cells"]:
        won, closed, rate, other, share, running, step = (None if one is None else Decimal(one) for one in numbers)
        assert other == (won + closed) * 2 - 1  # type: ignore[operator]
        assert rate == (round(won / closed, 6) if closed else None)  # type: ignore[operator]
        assert share == round(Decimal(rows) / total[2], 6)
        if told["rows"][row]["isTotal"]:
            continue
        so_far += rows
        assert running == so_far
        assert step == (None if before is None else rows - before)
        before = rows
    assert any(one[3 + 2] is None for one in told["cells"]), "somebody has closed nothing: an empty rate, not 0"


@pytest.mark.parametrize(
    ("who", "definition", "code", "says"),
    [
        ("hengda", {"source": "lead_source"}, "REPORT_SOURCE", "不能做报表"),
        ("qian", {"source": "lead"}, "REPORT_SOURCE", "不能做报表"),
        ("chen", {"source": "deal", "rows": [{"field": "gone"}]}, "REPORT_NO_FIELD", "移除"),
        ("moli", {"source": "deal", "measures": [{"function": "SUM", "field": "baseAmount"}]}, "REPORT_HIDDEN_FIELD", "本位币金额"),
        ("moli", {"source": "deal", "where": {"baseAmount": {"gt": "1"}}}, "REPORT_FILTER", "baseAmount"),
        ("chen", {"source": "deal", "where": {"gone": {"eq": 1}}}, "REPORT_FILTER", "gone"),
        ("chen", {"source": "deal", "measures": [{"function": "SUM", "field": "amount"}]}, "REPORT_MIXED_CURRENCY", "本位币"),
        ("chen", {"source": "deal", "measures": [{"function": "SUM", "field": "account.employees"}]}, "REPORT_SUM_OF_LINKED", "重复"),
        ("chen", {"source": "deal", "measures": [{"function": "FORMULA", "formula": "A +"}]}, "FORMULA", "写法不完整"),
        ("chen", {"source": "deal", "measures": [COUNT, {"function": "FORMULA", "formula": "A + Z"}]}, "FORMULA", "没有度量 Z"),
        ("chen", {"source": "deal", "measures": [COUNT, {"function": "FORMULA", "formula": "__import__('os')"}]}, "FORMULA", "只能使用"),
        ("chen", {"source": "deal", "rows": [{"field": "createdAt"}]}, "INVALID", "按日"),
        ("chen", {"source": "deal", "rows": [{"field": "name", "granularity": "MONTH"}]}, "INVALID", "不能这样分组"),
        ("chen", {"source": "deal", "rows": [{"field": "owner"}] * 4}, "INVALID", "rows"),
        ("chen", {"source": "deal", "chart": "CLOUD"}, "INVALID", "chart"),
        ("chen", {"source": "deal", "rows": [{"field": "baseAmount", "ranges": ["5", "1"]}]}, "INVALID", "rows"),
    ],
)  # fmt: skip
async def test_what_cannot_be_reckoned_says_what_is_wrong_and_what_to_do(
    company: Cast, who: str, definition: dict[str, Any], code: str, says: str
) -> None:
    told = await result(company, who, **definition)
    assert told["problem"]["code"] == code, told["problem"]
    assert says in told["problem"]["message"]
    assert told["cells"] == [] and told["rows"] == [] and told["measures"] == []


async def test_a_report_of_too_many_cells_is_refused_in_words(weir: Cast) -> None:
    await weir.sql(
        "insert into deal (name, pipeline_id, stage_id, status, probability, rank, probability_source, forecast_category)"
        " select 'x' || n, d.pipeline_id, d.stage_id, 'OPEN', d.probability, d.rank, 'STAGE', 'PIPELINE'"
        " from (select * from deal where status = 'OPEN' limit 1) d, generate_series(1, 20001) n"
    )
    told = await result(weir, "xiaolin", source="deal", rows=[{"field": "name"}])
    assert told["problem"]["code"] == "REPORT_TOO_BIG" and "20,000" in told["problem"]["message"]
    told = await result(weir, "xiaolin", source="deal", rows=[{"field": "name"}], top={"first": 5, "other": True})
    assert told["problem"] is None and len(told["rows"]) == 7
