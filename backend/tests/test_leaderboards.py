"""Leaderboards: one set of figures by person, department and region, with equal sums; each number as the list behind it."""

from decimal import Decimal
from typing import Any

import pytest
from cast import Cast
from crawl_reports import RESULT, literal

from weir.reports.ready import READY, spoken

pytestmark = pytest.mark.slow

BOARDS = {
    "results-by-person": ("ownerAtClose", "ownerAtClose.department", "account.region"),
    "process-by-person": ("owner", "owner.department", "account.region"),
}
LIST = {
    "deal": "query($w: DealWhere!) { deals(where: $w) { totalCount aggregate { sum { baseAmount } } } }",
    "activity": "query($w: ActivityWhere!) { activities(where: $w) { totalCount } }",
}


async def board(company: Cast, who: str, key: str, field: str) -> dict[str, Any]:
    ready = next(one for one in READY if one.key == key)
    definition = {**spoken(ready.definition, True), "where": {}, "rows": [{"field": field}]}
    found: dict[str, Any] = (await company[who].ask("{ r: " + RESULT % literal(definition) + " }"))["r"]
    assert found["problem"] is None, found["problem"]
    return found


@pytest.mark.parametrize("key", BOARDS)
@pytest.mark.parametrize("who", ["zhao", "chen", "zhangsan"])
async def test_person_department_and_region_have_equal_sums(key: str, who: str, company: Cast) -> None:
    totals = []
    for field in BOARDS[key]:
        found = await board(company, who, key, field)
        added = [n for n, one in enumerate(found["measures"]) if not one["isPercent"]]
        whole = next(place for place, row in enumerate(found["rows"]) if not row["keys"])
        cells = {cell[0]: cell[3:] for cell in found["cells"]}
        total = [Decimal(cells[whole][n] or 0) for n in added]
        rows = [cells[place] for place in cells if place != whole]
        assert [sum(Decimal(row[n] or 0) for row in rows) for n in added] == total, field
        totals.append(total)
    assert totals[0] == totals[1] == totals[2] and totals[0][0] > 0


async def test_every_number_is_that_of_its_list(company: Cast) -> None:
    for key, (field, *_) in BOARDS.items():
        found = await board(company, "chen", key, field)
        source = found["source"]
        for row, _, _, *numbers in found["cells"]:
            for number, measure in zip(numbers, found["measures"], strict=True):
                if measure["isPercent"]:
                    continue
                where = {"and": [found["where"], measure["where"] or {}, found["rows"][row]["where"]]}
                listed = next(iter((await company["chen"].ask(LIST[source], w=where)).values()))
                is_sum = measure["isMoney"]
                count = listed["aggregate"]["sum"]["baseAmount"] if is_sum else listed["totalCount"]
                assert Decimal(count or 0) == Decimal(number or 0), (key, measure["label"], row)
