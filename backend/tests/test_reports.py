"""Reports: every number is the list behind it, for whoever looks, and what cannot be reckoned is told."""

from decimal import Decimal
from typing import Any

import pytest
from cast import Cast

pytestmark = pytest.mark.slow

RESULT = (
    "query($d: JSON!) { reportResult(definition: $d) { problem { code field message } source considered currency timeZone where"
    " rowHeads { label kind granularity } columnHeads { label } measures { label isMoney isPercent where source link }"
    " rows columns cells } }"
)
AMOUNT: dict[str, Any] = {"function": "SUM", "field": "baseAmount"}
COUNT: dict[str, Any] = {"function": "COUNT"}
OPEN: dict[str, Any] = {"status": {"eq": "OPEN"}}


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
    names = [one["label"] for one in told["measures"]]
    assert names[:2] == ["商机数（状态 为 赢单）", "商机数（状态 属于 赢单、输单）"]
    assert names[4:] == ["商机数，占总计比例", "商机数，累计", "商机数，与上期之差"]
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
        ("moli", {"source": "deal", "where": {"baseAmount": {"gt": "1"}}}, "REPORT_FILTER", "无权按「本位币金额」"),
        ("chen", {"source": "deal", "where": {"gone": {"eq": 1}}}, "REPORT_FILTER", "「gone」不存在"),
        ("chen", {"source": "deal", "where": {"status": {"in": ["GONE"]}}}, "REPORT_FILTER", "「状态」的条件"),
        ("chen", {"source": "deal", "measures": [{"function": "SUM", "field": "amount"}]}, "REPORT_MIXED_CURRENCY", "本位币"),
        ("chen", {"source": "deal", "measures": [{"function": "SUM", "field": "account.employees"}]}, "REPORT_SUM_OF_LINKED", "重复"),
        (
            "chen",
            {"source": "account", "related": [{"edge": "deals"}], "measures": [{**AMOUNT, "of": "deals", "field": "account.employees"}]},
            "REPORT_SUM_OF_LINKED", "重复",
        ),
        (
            "chen",
            {"source": "account", "related": [{"edge": "deals"}], "measures": [{**AMOUNT, "of": "deals", "function": "MEDIAN"}]},
            "INVALID", "关联记录只能",
        ),
        ("chen", {"source": "account", "measures": [{"function": "COUNT", "of": "deals"}]}, "INVALID", "互相不符"),
        ("chen", {"source": "account", "related": [{"edge": "gone"}]}, "REPORT_NO_FIELD", "移除"),
        ("qian", {"source": "account", "related": [{"edge": "leads"}]}, "REPORT_SOURCE", "不能做报表"),
        ("chen", {"source": "deal", "measures": [{"function": "FORMULA", "formula": "A +"}]}, "FORMULA", "写法不完整"),
        ("chen", {"source": "deal", "measures": [COUNT, {"function": "FORMULA", "formula": "A + Z"}]}, "FORMULA", "没有度量 Z"),
        ("chen", {"source": "deal", "measures": [COUNT, {"function": "FORMULA", "formula": "? / A"}]}, "FORMULA", "已被移除"),
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
    # In parts: what a read may take is the limit of such a statement, too.
    for part in range(4):
        await weir.sql(
            "insert into deal (name, pipeline_id, stage_id, status, probability, rank, probability_source, forecast_category)"
            " select 'x' || n, d.pipeline_id, d.stage_id, 'OPEN', d.probability, d.rank, 'STAGE', 'PIPELINE'"
            " from (select * from deal where status = 'OPEN' limit 1) d, generate_series(%s::int, %s::int) n",
            part * 5_001,
            part * 5_001 + 5_000,
        )
    told = await result(weir, "xiaolin", source="deal", rows=[{"field": "name"}])
    assert told["problem"]["code"] == "REPORT_TOO_BIG" and "20,000" in told["problem"]["message"]
    told = await result(weir, "xiaolin", source="deal", rows=[{"field": "name"}], top={"first": 5, "other": True})
    assert told["problem"] is None and len(told["rows"]) == 7


async def test_accounts_without_an_open_deal_and_what_those_with_deals_are_worth(company: Cast) -> None:
    by = {"source": "account", "rows": [{"field": "industry"}]}
    related = {"edge": "deals", "where": OPEN}
    counted = {}
    for how in ("WITH", "WITHOUT", "WITH_OR_WITHOUT"):
        told = await result(company, "zhao", **by, related=[{**related, "how": how}])
        counted[how] = told["considered"]
    assert counted["WITH"] > 0 and counted["WITHOUT"] > 0
    assert counted["WITH"] + counted["WITHOUT"] == counted["WITH_OR_WITHOUT"]
    measures = [COUNT, {**COUNT, "of": "deals"}, {**AMOUNT, "of": "deals"}, {"function": "FORMULA", "formula": "C / B"}]
    told = await result(company, "zhao", **by, related=[related], measures=measures, having={"by": 2, "gte": "1"})
    assert [one["label"] for one in told["measures"]] == ["客户数", "商机数", "商机 · 本位币金额合计", "C / B"]
    assert [(one["source"], one["link"]) for one in told["measures"][1:3]] == [("deal", "account")] * 2
    last = told["cells"][-1]
    raw = (
        "select count(*), sum(base_amount) from deal d where status = 'OPEN' and d.deleted_at is null"
        " and exists (select 1 from account a where a.id = d.account_id and a.deleted_at is null)"
    )
    deals, worth = (await company.sql(raw))[0]
    assert (int(last[4]), Decimal(last[5])) == (deals, worth)
    assert Decimal(last[6]) == round(worth / deals, 6)


async def test_a_deal_out_of_sight_makes_no_account_match(weir: Cast) -> None:
    account = (await weir["zhangsan"].done("createAccount", "account { id }", name="只有王五有商机"))["account"]["id"]
    await weir.sql(
        "insert into deal (name, account_id, owner_id, pipeline_id, stage_id, status, probability, rank, probability_source,"
        " forecast_category) select 'x', a.id, u.id, d.pipeline_id, d.stage_id, 'OPEN', d.probability, d.rank, 'STAGE', 'PIPELINE'"
        " from (select * from deal where status = 'OPEN' limit 1) d, \"user\" u, account a"
        " where u.name = '王五' and a.name = '只有王五有商机'"
    )
    query = "query($w: AccountWhere) { accounts(where: $w) { totalCount } }"
    for who, some, none in (("zhangsan", 0, 1), ("zhao", 1, 0)):
        for quantifier, expected in (("some", some), ("none", none)):
            where = {"id": {"eq": account}, "deals": {quantifier: OPEN}}
            assert (await weir[who].ask(query, w=where))["accounts"]["totalCount"] == expected, (who, quantifier)
            told = await result(weir, who, source="account", where=where)
            assert told["considered"] == expected, (who, quantifier)
    hidden = {"deals": {"some": {"baseAmount": {"gt": "1"}}}}
    assert (await result(weir, "moli", source="account", where=hidden))["problem"]["code"] == "REPORT_FILTER"
