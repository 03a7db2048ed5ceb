"""Quotas: the domain's worked figures, who may plan and see what, and each number as the list behind it."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from cast import SHANGHAI, Cast
from test_statements import counted

from weir.catalog.ids import encode
from weir.quotas.ranking import Standing, places

pytestmark = pytest.mark.slow

STANDINGS = (
    "query($m: QuotaMetric!, $f: Date!, $n: Int!) { quotaAttainment(metric: $m, from: $f, months: $n) { currency workingDays"
    " workingDaysPassed standings { kind placeId name parentId quota members actual attainment isMet rank pace open coverage wonWhere"
    " openWhere } } }"
)
PLAN = (
    "query($m: QuotaMetric!, $f: Date!, $n: Int!) { quotaPlan(metric: $m, from: $f, months: $n) { months lines { kind placeId name mayPlan"
    " targets actuals } } }"
)
# Far from the demo's own deals.
JUNE = date(2031, 6, 1)


async def standing(
    weir: Cast, who: str, month: date = JUNE, months: int = 1, metric: str = "WON_AMOUNT"
) -> dict[str, Any]:
    found = (await weir[who].ask(STANDINGS, m=metric, f=month.isoformat(), n=months))["quotaAttainment"]
    return {(one["name"] or "公司"): one for one in found["standings"]}


async def plan(weir: Cast, who: str, cells: list[dict[str, Any]], metric: str = "WON_AMOUNT") -> Any:
    return await weir[who].do("setQuotas", "changed", metric=metric, cells=cells)


def cell(weir: Cast, who: str, amount: int | None, month: date = JUNE, was: int | None = None) -> dict[str, Any]:
    return {
        "month": month.isoformat(), "userId": weir[who].id, "amount": amount if amount is None else str(amount),
        "was": was if was is None else str(was),
    }  # fmt: skip


async def department(weir: Cast, name: str) -> str:
    return encode("department", await weir.one("select id from department where name = %s", name))


async def a_deal(
    weir: Cast, who: str, amount: int, closed: datetime | None, due: date | None = None, **more: Any
) -> Any:
    """A deal of somebody's own: won at that time, or open."""
    return await weir.one(
        "insert into deal (name, pipeline_id, stage_id, status, probability, probability_source, forecast_category, rank, amount,"
        " base_amount, owner_id, department_id, closed_at, expected_close_date, account_id) select 'Q', s.pipeline_id, s.id,"
        " s.type, x.p, 'STAGE', 'PIPELINE', 'a1', x.amount, x.amount, u.id, u.department_id, x.closed, x.due, x.account"
        " from (values (%s::int, %s::numeric, %s::timestamptz, %s::date, %s::uuid, %s, %s)) x(p, amount, closed, due, account, type, who)"
        " join \"user\" u on u.name = x.who"
        " join lateral (select * from stage where stage.type = x.type order by pipeline_id, position limit 1) s on true returning id",
        100 if closed else 30, amount, closed, due, more.get("account"), "WON" if closed else "OPEN", who,
    )  # fmt: skip


async def june(weir: Cast) -> None:
    """The domain's month: 李四 380,000 of 400,000, 张三 420,000 of 500,000; 王五 without a target."""
    noon = datetime(2031, 6, 10, 12, tzinfo=SHANGHAI)
    for who, amounts in (("李四", (200_000, 180_000)), ("张三", (420_000,)), ("王五", (900_000,))):
        for amount in amounts:
            await a_deal(weir, who, amount, noon)
    await a_deal(weir, "张三", 240_000, None, date(2031, 6, 30))
    south = await department(weir, "华南区")
    team = {"month": JUNE.isoformat(), "departmentId": south, "amount": "1000000"}
    house = {"month": JUNE.isoformat(), "amount": "2000000"}
    own = [cell(weir, "lisi", 400_000), cell(weir, "zhangsan", 500_000)]
    assert (await plan(weir, "zhao", [*own, team, house]))["changed"] == 4


def test_places_and_pace_are_the_domains() -> None:
    def of(quota: int | None, actual: int) -> Standing:
        return Standing(None if quota is None else Decimal(quota), Decimal(actual))

    lisi, zhangsan = of(400_000, 380_000), of(500_000, 420_000)
    assert (lisi.attainment, zhangsan.attainment) == (Decimal("0.95"), Decimal("0.84"))
    pace = zhangsan.pace(14, 21)
    assert pace is not None and round(pace, 2) == Decimal("1.26")
    assert places({"李四": lisi, "张三": zhangsan}) == {"李四": 1, "张三": 2}
    tied = {
        "a": of(10, 9),
        "b": of(10, 5),
        "c": of(20, 10),
        "d": of(10, 1),
        "e": of(None, 3),
        "f": of(0, 8),
        "g": of(None, 3),
    }
    assert places(tied) == {"a": 1, "b": 2, "c": 2, "d": 4, "f": 5, "e": 6, "g": 6}, (
        "without a target: by what they won"
    )
    ahead = Standing(Decimal(100), Decimal(40), Decimal(90))
    assert ahead.coverage == Decimal("1.5") and not ahead.is_met
    met = Standing(Decimal(100), Decimal(100), Decimal(90))
    assert met.is_met and met.coverage is None
    assert of(0, 5).attainment is None and of(None, 5).pace(1, 2) is None and of(10, 5).pace(0, 20) is None


async def test_the_month_stands_as_the_domain_says(weir: Cast) -> None:
    await june(weir)
    all_ = await standing(weir, "zhao")
    assert [(name, one["rank"]) for name, one in all_.items() if one["rank"]][:3] == [
        ("李四", 1),
        ("张三", 2),
        ("王五", 3),
    ]
    assert (all_["李四"]["attainment"], all_["张三"]["attainment"], all_["王五"]["attainment"]) == (0.95, 0.84, None)
    assert (all_["张三"]["open"], all_["张三"]["coverage"]) == ("240000.00", 3.0)
    south = all_["华南区"]
    assert (south["quota"], south["members"], south["actual"]) == ("1000000.00", "900000.00", "800000.00")
    assert all_["公司"]["actual"] == "1700000.00" and all_["销售部"]["actual"] == "1700000.00"
    lists = "query($w: DealWhere!) { deals(where: $w) { totalCount aggregate { sum { baseAmount } } } }"
    for one in all_.values():
        if Decimal(one["actual"]):
            found = (await weir["zhao"].ask(lists, w=one["wonWhere"]))["deals"]
            assert Decimal(found["aggregate"]["sum"]["baseAmount"]) == Decimal(one["actual"]), one["name"]
    found = (await weir["zhao"].ask(lists, w=all_["张三"]["openWhere"]))["deals"]
    assert found["totalCount"] == 1


async def test_a_deal_counts_for_who_owned_it_when_it_closed(weir: Cast) -> None:
    deal = await a_deal(weir, "张三", 70_000, datetime(2031, 6, 30, 23, 30, tzinfo=SHANGHAI))
    await a_deal(weir, "张三", 1, datetime(2031, 7, 1, tzinfo=SHANGHAI))
    version = await weir.one("select version from deal where id = %s", deal)
    given = {"id": encode("deal", deal), "version": version, "ownerId": weir["lisi"].id}
    await weir["chen"].done("transferOwner", id=given["id"], ownerId=given["ownerId"], version=version)
    team = await standing(weir, "chen")
    assert (team["张三"]["actual"], team["李四"]["actual"]) == ("70000.00", "0"), "and the first of July is July's"
    assert await weir.one("select owner_at_close_id from deal where status = 'OPEN' limit 1") is None


async def test_who_sees_and_sets_which_targets(weir: Cast) -> None:
    await june(weir)
    own = await standing(weir, "zhangsan")
    assert own["张三"]["openWhere"] and list(own) == ["张三"] and own["张三"]["quota"] == "500000.00", (
        "a rep sees their own, and nobody else's"
    )
    team = await standing(weir, "chen")
    assert "王五" not in team and "公司" not in team and {"李四", "张三", "华南区"} <= set(team)
    assert await standing(weir, "moli") == {} and await standing(weir, "hengda") == {}
    assert "公司" in await standing(weir, "qian"), "finance reads all"

    async def code(who: str, one: dict[str, Any]) -> str:
        return str((await plan(weir, who, [one]))["userErrors"][0]["code"])

    assert await code("zhangsan", cell(weir, "zhangsan", 1, was=500_000)) == "FORBIDDEN"
    assert await code("qian", cell(weir, "zhangsan", 1, was=500_000)) == "FORBIDDEN"
    assert await code("chen", cell(weir, "wangwu", 1)) == "FORBIDDEN"
    assert await code("chen", {"month": JUNE.isoformat(), "amount": "1", "was": "2000000"}) == "FORBIDDEN"
    assert await code("chen", cell(weir, "zhangsan", 1, was=400_000)) == "QUOTA_CHANGED"
    assert await code("chen", cell(weir, "zhangsan", 1, date(2031, 6, 2))) == "QUOTA_MONTH"
    assert await code("chen", {**cell(weir, "zhangsan", 1, was=500_000), "amount": "-1"}) == "QUOTA_AMOUNT"
    assert await code("zhao", {**cell(weir, "zhangsan", 1), "userId": weir["hengda"].id}) == "NOT_FOUND"
    assert (await plan(weir, "chen", [cell(weir, "zhangsan", 510_000, was=500_000)]))["changed"] == 1
    sheet = (await weir["chen"].ask(PLAN, m="WON_AMOUNT", f="2031-05-01", n=2))["quotaPlan"]
    line = next(one for one in sheet["lines"] if one["name"] == "张三")
    assert (line["targets"], line["actuals"], line["mayPlan"]) == ([None, "510000.00"], ["0", "420000.00"], True)
    trail = await weir["chen"].ask(
        "query($w: QuotaWhere!) { quotas(where: $w) { nodes { history { nodes { actor { name } changes } } } } }",
        w={"userId": {"eq": weir["zhangsan"].id}, "month": {"eq": JUNE.isoformat()}},
    )
    changes = trail["quotas"]["nodes"][0]["history"]["nodes"]
    assert [one["actor"]["name"] for one in changes] == ["陈经理", "赵总"]
    assert [Decimal(str(one)) for one in changes[0]["changes"]["target"]] == [500_000, 510_000]


async def test_who_joins_in_the_middle_of_a_month_has_part_of_its_target(weir: Cast) -> None:
    await plan(
        weir, "zhao", [cell(weir, "zhangsan", 300_000), cell(weir, "lisi", 300_000), cell(weir, "zhouliu", 300_000)]
    )
    await weir.sql("update \"user\" set joined_on = '2031-06-16' where name = '张三'")
    await weir.sql("update \"user\" set deactivated_at = '2031-06-10T12:00:00+08:00' where name = '周六'")
    team = await standing(weir, "chen")
    assert (team["张三"]["quota"], team["李四"]["quota"], team["周六"]["quota"]) == (
        "150000.00",
        "300000.00",
        "100000.00",
    )
    assert team["华南区"]["members"] == "550000.00" and team["华南区"]["quota"] is None


async def test_a_new_customer_is_won_once(weir: Cast) -> None:
    account = await weir.one(
        "insert into account (name, name_key, owner_id) select 'Neu', 'neu', id from \"user\" where name = '张三' returning id"
    )
    for who, day in (("李四", 20), ("张三", 5), ("张三", 6)):
        await a_deal(weir, who, 10, datetime(2031, 6, day, tzinfo=SHANGHAI), account=account)
    await plan(weir, "chen", [cell(weir, "zhangsan", 2)], "NEW_CUSTOMERS")
    found = await standing(weir, "chen", metric="NEW_CUSTOMERS")
    assert (found["张三"]["actual"], found["张三"]["attainment"], found["李四"]["actual"]) == ("1", 0.5, "0")
    assert found["张三"]["open"] is None
    count = await weir["chen"].ask(
        "query($w: DealWhere!) { deals(where: $w) { totalCount } }", w=found["张三"]["wonWhere"]
    )
    assert count["deals"]["totalCount"] == 1


async def test_contracts_count_by_the_day_they_were_signed_and_payments_by_the_day_they_came(weir: Cast) -> None:
    account = await weir.one("select id from account where owner_id = %s", weir["zhangsan"].viewer.user_id)  # type: ignore[union-attr]
    for who, amount, day in (
        ("张三", 420_000, "2031-06-30"),
        ("张三", 1, "2031-07-01"),
        ("李四", 380_000, "2031-06-01"),
    ):
        contract = await weir.one(
            "insert into contract (name, account_id, amount, base_amount, currency, signed_on, owner_id, owner_at_signing_id)"
            " select 'Q', %s, x.amount, x.amount, 'CNY', %s, u.id, u.id from (values (%s::numeric)) x(amount), \"user\" u where u.name = %s"
            " returning id",
            account, day, amount, who,
        )  # fmt: skip
        # One half of it came on that day, as much again was reversed, and some finance has not seen.
        for status in ("CONFIRMED", "REVERSED", "IN_APPROVAL"):
            await weir.sql(
                "insert into payment (contract_id, account_id, amount, base_amount, received_on, status, reversed_at, credited_id)"
                " select c.id, c.account_id, greatest(c.amount / 2, 1), greatest(c.amount / 2, 1), c.signed_on, x.status,"
                " case when x.status = 'REVERSED' then now() end, c.owner_id from contract c, (values (%s)) x(status) where c.id = %s",
                status, contract,
            )  # fmt: skip
    await plan(weir, "zhao", [cell(weir, "lisi", 400_000), cell(weir, "zhangsan", 500_000)], "CONTRACT_AMOUNT")
    await plan(weir, "zhao", [cell(weir, "zhangsan", 210_000)], "PAYMENT_AMOUNT")
    signed, came = [await standing(weir, "zhao", metric=one) for one in ("CONTRACT_AMOUNT", "PAYMENT_AMOUNT")]
    assert [(signed[name]["attainment"], signed[name]["rank"]) for name in ("李四", "张三")] == [(0.95, 1), (0.84, 2)]
    assert (came["张三"]["actual"], came["张三"]["attainment"], came["张三"]["isMet"]) == ("210000.00", 1.0, True)
    assert (signed["华南区"]["actual"], came["公司"]["actual"]) == ("800000.00", "400000.00")
    sum_of = "{ aggregate { sum { baseAmount } } }"
    for found, kind in ((signed, "Contract"), (came, "Payment")):
        for one in found.values():
            if Decimal(one["actual"]):
                asked = f"query($w: {kind}Where!) {{ r: {kind.lower()}s(where: $w) {sum_of} }}"
                listed = (await weir["zhao"].ask(asked, w=one["wonWhere"]))["r"]["aggregate"]["sum"]["baseAmount"]
                assert Decimal(listed) == Decimal(one["actual"]), (kind, one["name"])
    sheet = (await weir["zhao"].ask(PLAN, m="PAYMENT_AMOUNT", f="2031-06-01", n=2))["quotaPlan"]
    line = next(one for one in sheet["lines"] if one["name"] == "张三")
    assert line["actuals"] == ["210000.00", "1.00"]


async def test_pace_is_by_the_working_days_of_the_calendar(weir: Cast) -> None:
    today = datetime.now(SHANGHAI).date()
    first = today.replace(day=1)
    told = (await weir["chen"].ask(STANDINGS, m="WON_AMOUNT", f=first.isoformat(), n=1))["quotaAttainment"]
    days = [first + timedelta(days=n) for n in range(31) if (first + timedelta(days=n)).month == first.month]
    weekdays = sum(one.weekday() < 5 for one in days)
    assert abs(told["workingDays"] - weekdays) <= 8 and told["workingDaysPassed"] <= told["workingDays"]
    await weir.sql('update work_calendar set hours = \'[[],[],[],[],[],[],[["09:00", "18:00"]]]\'')
    await weir.sql("delete from calendar_day")
    told = (await weir["chen"].ask(STANDINGS, m="WON_AMOUNT", f=first.isoformat(), n=1))["quotaAttainment"]
    sundays = [one for one in days if one.weekday() == 6]
    assert (told["workingDays"], told["workingDaysPassed"]) == (len(sundays), sum(one <= today for one in sundays))


async def test_standings_cost_the_same_for_one_person_and_for_fifty(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = []
    await standing(weir, "chen")
    for more in (0, 50):
        await weir.sql(
            'with made as (insert into "user" (name, department_id) select \'U\' || n, (select department_id from "user" where name ='
            " '张三') from generate_series(1, %s) n returning id) insert into user_role select id, 'REP' from made",
            more,
        )
        with counted(monkeypatch) as said:
            told = await weir["chen"].ask(STANDINGS, m="WON_AMOUNT", f=JUNE.isoformat(), n=1)
            await weir["chen"].ask(PLAN, m="WON_AMOUNT", f=JUNE.isoformat(), n=12)
        costs.append(len(said))
        assert len(told["quotaAttainment"]["standings"]) > more
    assert costs[0] == costs[1] <= 9, costs
