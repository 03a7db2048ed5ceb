"""What customers are worth: the domain's worked figures, and the same numbers as the lists behind them."""

from decimal import Decimal
from typing import Any

import pytest
from cast import Cast

from weir.customers.figures import Rfm, RfmGroup, lifetime_value, retention, rfm

A = """5 12 900000 555 IMPORTANT_VALUE|12 10 700000 554 IMPORTANT_VALUE|20 8 650000 443 GENERAL_VALUE|33 6 300000 433 GENERAL_DEVELOP
40 9 1200000 345 IMPORTANT_KEEP|61 4 150000 322 GENERAL_RESCUE|75 3 90000 221 GENERAL_RESCUE|110 2 200000 212 GENERAL_RESCUE
200 7 800000 134 IMPORTANT_RESCUE|300 1 20000 111 GENERAL_RESCUE"""


def test_the_ten_accounts_of_the_domain() -> None:
    rows = [one.split() for one in A.replace("\n", "|").split("|")]
    days, orders, amounts = ([int(row[n]) for row in rows] for n in range(3))
    found = rfm(days, orders, amounts)
    assert found is not None
    assert [f"{one.recency}{one.frequency}{one.money}" for one in found] == [row[3] for row in rows]
    assert [one.group.value for one in found] == [row[4] for row in rows]
    assert rfm(days[:4], orders[:4], amounts[:4]) is None, "four customers get no scores"
    assert rfm([1] * 6, [2] * 6, [3] * 6) == [Rfm(1, 1, 1)] * 6, "equal customers are equal, in whatever order"
    assert len({Rfm(*scores).group for scores in ((r, f, m) for r in (1, 5) for f in (1, 5) for m in (1, 5))}) == len(
        RfmGroup
    )


def test_retention_of_fifty_customers_and_a_million() -> None:
    logo = retention([(1, 1)] * 45 + [(1, 0)] * 5 + [(0, 9)] * 3)
    assert (logo.start, logo.kept, logo.logo) == (50, 45, 0.9)
    money = retention([(80_000, 0), (120_000, 100_000), (200_000, 350_000), (600_000, 600_000)])
    assert money.gross == pytest.approx(0.9) and money.net == pytest.approx(1.05)
    nothing = retention([(0, 5)])
    assert nothing.logo is nothing.gross is nothing.net is None


def test_lifetime_value() -> None:
    assert lifetime_value(120_000, 0.8) == pytest.approx(600_000)
    assert lifetime_value(120_000, 0.8, 0.1) == pytest.approx(320_000)
    assert lifetime_value(120_000, 1) == 600_000, "five years at most"


SEGMENTS = (
    "query($by: SegmentBy!) { customerSegments(by: $by) { label customers orders revenue customersWhere ordersWhere } }"
)


@pytest.mark.slow
async def test_the_customers_of_a_report_are_those_one_may_see(weir: Cast) -> None:
    query = """query($group: RfmGroup, $size: Int!, $cursor: String) { customerReport(group: $group, size: $size, cursor: $cursor) {
        customers scored groups { group customers amount } rows { accountId name group amount }
        endCursor buyers repeated retention isFew } }"""

    async def told(who: str, **asked: Any) -> dict[str, Any]:
        found: dict[str, Any] = (await weir[who].ask(query, **{"size": 100, **asked}))["customerReport"]
        return found

    whole = await told("zhao")
    bought = "select count(distinct account_id) from deal where status = 'WON' and deleted_at is null and account_id is not null"
    assert whole["customers"] == await weir.one(bought)
    assert whole["scored"] >= 5 and sum(one["customers"] for one in whole["groups"]) == whole["scored"] == len(
        whole["rows"]
    )
    await weir.sql("update account set employees = 40 + 60 * mod(ascii(name), 20) where mod(ascii(name), 3) > 0")
    for by in ("CHANNEL", "INDUSTRY", "SIZE", "REGION", "TIER"):
        parts = (await weir["zhao"].ask(SEGMENTS, by=by))["customerSegments"]
        assert sum(one["customers"] for one in parts) == whole["customers"], by
        assert sum(Decimal(one["revenue"]) for one in parts) == await weir.one(
            "select sum(base_amount) from deal where status = 'WON' and deleted_at is null and account_id is not null"
        )
        for one in parts:
            asked = "query($a: AccountWhere, $d: DealWhere) { accounts(where: $a) { totalCount } deals(where: $d) { totalCount } }"
            lists = await weir["zhao"].ask(asked, a=one["customersWhere"], d=one["ordersWhere"])
            told_of = one["customers"], one["orders"]
            assert (lists["accounts"]["totalCount"], lists["deals"]["totalCount"]) == told_of > (0, 0), (
                by,
                one["label"],
            )
    group = next(one for one in whole["groups"] if one["customers"])
    assert len((await told("zhao", group=group["group"]))["rows"]) == group["customers"]
    seen, cursor = [], None
    while page := await told("zhao", size=2, cursor=cursor):
        seen += [one["accountId"] for one in page["rows"]]
        if not (cursor := page["endCursor"]):
            break
    assert seen == [one["accountId"] for one in whole["rows"]]
    own = await told("wangwu")
    assert own["customers"] < whole["customers"]
    refused = await weir["moli"].reply(query, size=1)
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
