"""Payment plans and payments: what should come in, what came in, and what is overdue."""

from decimal import Decimal
from typing import Any

import pytest
from cast import Cast, day
from hypothesis import given, settings
from hypothesis import strategies as st
from test_contracts import codes, signed

from weir.payments.allocating import allocated

pytestmark = pytest.mark.slow

PAYMENT = (
    "payment { id version number status amount { amount } baseAmount receivedOn allocated unallocated reason creditedTo: credited { name }"
    " confirmedBy { name } allocations { nodes { amount isGiven plan { position } } } }"
)
PLANS = (
    "query($id: ID!) { contract(id: $id) { version status collected outstanding baseOverdue paymentPlans(first: 20) {"
    " nodes { id position dueDate amount { amount } received status overdueDays overdueBucket paidOn isOnTime } } } }"
)


async def planned(weir: Cast, *plans: tuple[int, str], on: str | None = None) -> dict[str, Any]:
    """A signed contract of 张三, worth 300,000, with these instalments: days from now and amounts."""
    made = await signed(weir, on=on or day(-90))
    given = [{"dueDate": day(due), "amount": amount} for due, amount in plans]
    answer = "contract { id version deal { id version } }"
    done = await weir["qian"].done(
        "setPaymentPlans", answer, contractId=made["id"], version=made["version"], plans=given
    )
    contract: dict[str, Any] = done["contract"]
    return contract


async def recorded(
    weir: Cast, contract: dict[str, Any], amount: str, days: int, who: str = "zhangsan", **more: Any
) -> dict[str, Any]:
    """A payment somebody recorded."""
    given = {"contractId": contract["id"], "amount": {"amount": amount}, "receivedOn": day(days), **more}
    found: dict[str, Any] = (await weir[who].done("createPayment", PAYMENT, **given))["payment"]
    return found


async def came(weir: Cast, contract: dict[str, Any], amount: str, days: int, **more: Any) -> dict[str, Any]:
    """The same, confirmed by finance."""
    made = await recorded(weir, contract, amount, days, **more)
    done = await weir["qian"].done("confirmPayment", PAYMENT, id=made["id"], version=made["version"])
    found: dict[str, Any] = done["payment"]
    return found


async def plans_of(weir: Cast, contract: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    found = (await weir["qian"].ask(PLANS, id=contract["id"]))["contract"]
    return found, found["paymentPlans"]["nodes"]


async def test_the_worked_example_of_receivables(weir: Cast) -> None:
    # As of 03-31: due 01-31, 02-28 and 05-31; received on 02-05 and 03-10.
    contract = await planned(weir, (-59, "100000"), (-31, "150000"), (61, "50000"))
    await came(weir, contract, "100000", -54)
    await came(weir, contract, "60000", -21)
    found, (first, second, third) = await plans_of(weir, contract)
    assert (found["collected"], found["outstanding"], found["baseOverdue"]) == ("160000.00", "140000.00", "90000.00")
    assert (first["status"], first["paidOn"], first["isOnTime"]) == ("PAID", day(-54), False)
    assert (second["status"], second["overdueDays"], second["overdueBucket"]) == ("OVERDUE", 31, "TO_60")
    assert (third["status"], third["received"], third["overdueBucket"]) == ("PENDING", "0", None)
    due = "query($w: PaymentPlanWhere) { paymentPlans(where: $w) { totalCount aggregate { sum { baseAmount baseReceived baseOverdue } } } }"
    where = {"contractId": {"eq": contract["id"]}, "dueDate": {"lt": day(0)}}
    sums = (await weir["chen"].ask(due, w=where))["paymentPlans"]["aggregate"]["sum"]
    assert (
        Decimal(sums["baseReceived"]) / Decimal(sums["baseAmount"]) == Decimal("0.64")
        and sums["baseOverdue"] == "90000.00"
    )


async def test_finance_confirms_and_what_is_too_much_is_prepaid(weir: Cast) -> None:
    contract = await planned(weir, (10, "200000"), (40, "100000"))
    made = await recorded(weir, contract, "250000", 0, bankRef="ICBC-1", payerName="深圳客户")
    assert (made["status"], made["creditedTo"]["name"], made["allocated"]) == ("IN_APPROVAL", "张三", "0")
    by = {"id": made["id"], "version": made["version"]}
    assert codes(await weir["zhangsan"].do("confirmPayment", **by)) == ["FORBIDDEN"]
    assert codes(await weir["lisi"].do("confirmPayment", **by)) == ["NOT_FOUND"]
    assert (await plans_of(weir, contract))[0]["collected"] == "0"
    done = (await weir["qian"].done("confirmPayment", PAYMENT, **by))["payment"]
    assert (done["status"], done["confirmedBy"]["name"], done["unallocated"]) == ("CONFIRMED", "钱会计", "0.00")
    assert [plan["status"] for plan in (await plans_of(weir, contract))[1]] == ["PAID", "PARTIAL"]
    more = await came(weir, contract, "80000", 0)
    assert (more["allocated"], more["unallocated"]) == ("50000.00", "30000.00")
    found, plans = await plans_of(weir, contract)
    assert found["outstanding"] == "0" and [plan["status"] for plan in plans] == ["PAID", "PAID"]
    twice = await weir["qian"].do("confirmPayment", id=done["id"], version=done["version"])
    assert codes(twice) == ["PAYMENT_SETTLED"]


async def test_a_reversal_opens_the_instalments_again(weir: Cast) -> None:
    contract = await planned(weir, (-10, "200000"), (40, "100000"))
    first = await came(weir, contract, "200000", -12, bankRef="ICBC-7")
    second = await came(weir, contract, "60000", -2)
    assert [plan["status"] for plan in (await plans_of(weir, contract))[1]] == ["PAID", "PARTIAL"]
    by = {"id": first["id"], "version": first["version"]}
    assert codes(await weir["qian"].do("reversePayment", **by, reason="")) == ["REASON_NEEDED"]
    done = (await weir["qian"].done("reversePayment", PAYMENT, **by, reason="记错客户"))["payment"]
    assert (done["status"], done["reason"], done["allocations"]["nodes"]) == ("REVERSED", "记错客户", [])
    # What came later is for the oldest now.
    found, plans = await plans_of(weir, contract)
    assert [(plan["status"], plan["received"]) for plan in plans] == [("OVERDUE", "60000.00"), ("PENDING", "0")]
    assert found["collected"] == "60000.00"
    # The bank's number is free for who records it rightly.
    await recorded(weir, contract, "200000", -12, who="qian", bankRef="ICBC-7")
    again = await weir["qian"].do(
        "createPayment", contractId=contract["id"], amount={"amount": "1"}, receivedOn=day(0), bankRef="ICBC-7"
    )
    assert codes(again) == ["DUPLICATE"] and again["userErrors"][0]["field"] == ["bankRef"]
    assert codes(await weir["qian"].do("reversePayment", id=done["id"], version=done["version"], reason="x")) == [
        "PAYMENT_UNCONFIRMED"
    ]
    history = await weir["qian"].ask(
        "query($id: ID!) { payment(id: $id) { history { nodes { action } } } }", id=first["id"]
    )
    assert {one["action"] for one in history["payment"]["history"]["nodes"]} >= {
        "payment.created",
        "payment.confirmed",
        "payment.reversed",
    }
    assert second["status"] == "CONFIRMED"


async def test_what_is_said_to_be_for_an_instalment_stays_there(weir: Cast) -> None:
    contract = await planned(weir, (-40, "100000"), (-20, "100000"), (40, "100000"))
    plans = (await plans_of(weir, contract))[1]
    said = [{"planId": plans[2]["id"], "amount": "50000"}]
    made = await recorded(weir, contract, "120000", 0, allocations=said)
    await weir["qian"].done("confirmPayment", id=made["id"], version=made["version"])
    assert [one["received"] for one in (await plans_of(weir, contract))[1]] == ["70000.00", "0", "50000.00"]
    much = {"contractId": contract["id"], "amount": {"amount": "120000"}, "receivedOn": day(0)}
    over = await weir["zhangsan"].do(
        "createPayment", **much, allocations=[{"planId": plans[2]["id"], "amount": "50000.01"}]
    )
    assert codes(over) == ["ALLOCATED_TOO_MUCH"]
    other = await planned(weir, (5, "300000"))
    wrong = [{"planId": (await plans_of(weir, other))[1][0]["id"], "amount": "1"}]
    assert codes(await weir["zhangsan"].do("createPayment", **much, allocations=wrong)) == ["NOT_FOUND"]


async def test_payments_are_for_signed_contracts_in_their_currency_and_never_of_tomorrow(weir: Cast) -> None:
    contract = await planned(weir, (10, "300000"))
    given = {"contractId": contract["id"], "receivedOn": day(0)}
    for wrong, code in (
        ({"amount": {"amount": "5", "currency": "USD"}}, "PAYMENT_CURRENCY"),
        ({"amount": {"amount": "0"}}, "INVALID"),
        ({"amount": {"amount": "5"}, "receivedOn": day(1)}, "INVALID"),
        ({}, "REQUIRED"),
    ):
        assert codes(await weir["zhangsan"].do("createPayment", **{**given, **wrong})) == [code]
    draft = await weir["zhangsan"].done("createContract", "contract { id }", dealId=contract["deal"]["id"])
    refused = await weir["zhangsan"].do(
        "createPayment", contractId=draft["contract"]["id"], amount={"amount": "5"}, receivedOn=day(0)
    )
    assert codes(refused) == ["CONTRACT_DRAFT"]


async def test_the_same_key_records_a_payment_once_and_a_rep_corrects_it_until_finance_answers(weir: Cast) -> None:
    contract = await planned(weir, (10, "300000"))
    given = {
        "contractId": contract["id"],
        "amount": {"amount": "1000"},
        "receivedOn": day(0),
        "idempotencyKey": "phone-1",
    }
    first, second = [(await weir["zhangsan"].done("createPayment", PAYMENT, **given))["payment"] for _ in range(2)]
    assert first["id"] == second["id"]
    by = {"id": first["id"], "version": first["version"]}
    done = (await weir["zhangsan"].done("updatePayment", PAYMENT, **by, amount={"amount": "1500", "currency": "CNY"}))[
        "payment"
    ]
    assert done["baseAmount"] == "1500.00"
    rejected = await weir["qian"].done(
        "rejectPayment", PAYMENT, id=done["id"], version=done["version"], reason="没有到账"
    )
    late = await weir["zhangsan"].do("updatePayment", id=done["id"], version=rejected["payment"]["version"], note="x")
    assert codes(late) == ["PAYMENT_SETTLED"] and "已驳回" in late["userErrors"][0]["message"]


async def test_confirmed_money_keeps_a_deal_won_also_when_its_contract_has_ended(weir: Cast) -> None:
    contract = await planned(weir, (10, "300000"))
    payment = await came(weir, contract, "1000", 0)
    version = (await weir["chen"].ask(PLANS, id=contract["id"]))["contract"]["version"]
    await weir["chen"].done("terminateContract", id=contract["id"], version=version, reason="提前结束")
    deal = (await weir["chen"].ask("query($id: ID!) { deal(id: $id) { id version } }", id=contract["deal"]["id"]))[
        "deal"
    ]
    reopen = {"id": deal["id"], "version": deal["version"], "reason": "客户要求重新谈判价格"}
    assert codes(await weir["chen"].do("reopenDeal", **reopen)) == ["DEAL_HAS_PAYMENT"]
    await weir["qian"].done("reversePayment", id=payment["id"], version=payment["version"], reason="退款")
    await weir["chen"].done("reopenDeal", **reopen)


async def test_a_plan_that_changes_has_its_money_allocated_anew(weir: Cast) -> None:
    contract = await planned(weir, (-10, "200000"), (40, "100000"))
    await came(weir, contract, "120000", -2)
    found, plans = await plans_of(weir, contract)
    later = [{"id": plans[1]["id"], "dueDate": day(-40), "amount": "100000"}, {"dueDate": day(50), "amount": "200000"}]
    change = {"contractId": contract["id"], "version": found["version"]}
    assert codes(await weir["qian"].do("setPaymentPlans", **change, plans=later[:1])) == ["PLAN_NOT_WHOLE"]
    assert codes(await weir["zhangsan"].do("setPaymentPlans", **change, plans=later)) == ["FORBIDDEN"]
    await weir["qian"].done("setPaymentPlans", **change, plans=later)
    assert [(one["received"], one["position"]) for one in (await plans_of(weir, contract))[1]] == [
        ("100000.00", 1),
        ("20000.00", 2),
    ]


async def test_the_demo_has_contracts_in_every_state_that_add_up(company: Cast) -> None:
    assert await company.one("select count(*) from contract where signed_on is null") > 0
    states = "groups(by: [{field: STATUS}]) { keys { value } }"
    found = await company["zhao"].ask(f"{{ contracts {{ {states} }} paymentPlans {{ {states} }} }}")
    assert {"DRAFT", "ACTIVE", "COMPLETED"} <= {one["keys"][0]["value"] for one in found["contracts"]["groups"]}
    kinds = {one["keys"][0]["value"] for one in found["paymentPlans"]["groups"]}
    assert {"NOT_EFFECTIVE", "PENDING", "PAID", "OVERDUE"} <= kinds
    planned = "(select sum(amount) from payment_plan where contract_id = c.id)"
    wrong = f"select count(*) from contract c where signed_on is not null and amount <> {planned}"
    assert await company.one(wrong) == 0
    over = "select count(*) from payment_plan p where amount < (select sum(a.amount) from payment_allocation a where a.plan_id = p.id)"
    assert await company.one(over) == 0


AMOUNTS = st.lists(st.integers(1, 900).map(Decimal), max_size=6)


@settings(max_examples=200, deadline=None)
@given(AMOUNTS, AMOUNTS, st.data())
def test_what_is_allocated_never_exceeds_either_side_and_the_oldest_come_first(
    plans: list[Decimal], payments: list[Decimal], data: st.DataObject
) -> None:
    given: dict[tuple[int, int], Decimal] = {}
    if plans and payments and data.draw(st.booleans()):
        by, of = data.draw(st.integers(0, len(payments) - 1)), data.draw(st.integers(0, len(plans) - 1))
        given[by, of] = data.draw(st.integers(1, int(min(payments[by], plans[of]))).map(Decimal))
    found = allocated(list(enumerate(plans)), list(enumerate(payments)), given)
    whole = [*found.items(), *given.items()]
    into = [sum((amount for (_, of), amount in whole if of == plan), Decimal(0)) for plan in range(len(plans))]
    out = [sum((amount for (by, _), amount in whole if by == payment), Decimal(0)) for payment in range(len(payments))]
    assert all(amount > 0 for amount in found.values())
    assert all(part <= amount for part, amount in zip(into, plans, strict=True))
    assert all(part <= amount for part, amount in zip(out, payments, strict=True))
    # Either every instalment is full or nothing is left of any payment.
    assert into == plans or out == payments
    # No later one has got what an earlier one misses.
    missing = next((place for place, amount in enumerate(plans) if into[place] < amount), len(plans))
    assert all(of <= missing for _, of in found)
