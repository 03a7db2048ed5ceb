"""The payment plan of a contract: its instalments are set together, and add up to what was agreed."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import money_amount, tidy
from weir.contracts.actions import CHECKS, ON_VOID
from weir.contracts.model import Contract
from weir.errors import Refusal
from weir.messages import know
from weir.payments.allocating import allocate, by_hand
from weir.payments.model import PaymentPlan

MAX_PLANS = 120
AMOUNT = {"label": ("计划金额", "The amount")}

know(
    {
        "PLAN_TOO_MUCH": (
            "回款计划合计 {total}，超过合同金额 {amount}。请减少计划金额。",
            "The payment plan adds up to {total}, more than the contract's {amount}. Plan less.",
        ),
        "PLAN_NOT_WHOLE": (
            "回款计划合计 {total}，应等于合同金额 {amount}。请补齐计划，或先删除计划。",
            "The payment plan adds up to {total}; it has to be the contract's {amount}. Complete it, or take it away.",
        ),
        "PLAN_ALLOCATED": (
            "已有 {amount} 指定给这一期，计划金额不能更少。",
            "{amount} was allocated to this instalment by hand; it cannot be less.",
        ),
    }
)


async def set_payment_plans(change: Change, given: dict[str, Any]) -> Contract:
    """Replaces the payment plan of a contract, in the order of its days; what came in is allocated anew."""
    contract = await change.load(
        Contract, key_of(given["contractId"], "contract"), version=given["version"], path="contractId"
    )
    change.allow("create", PaymentPlan)
    if contract.terminated_on is not None:
        raise Refusal("CONTRACT_ENDED", ("contractId",))
    lines = given["plans"]
    if len(lines) > MAX_PLANS:
        raise Refusal("LIMIT", ("plans",), {"max": MAX_PLANS})
    said = await by_hand(change, contract.id)
    known = {row.id: row for row in await plans_of(change, contract)}
    kept: list[PaymentPlan] = []
    for place, one in enumerate(lines):
        row = known.pop(key_of(one.get("id"), "payment_plan") or UUID(int=0), None)
        kept.append(_filled(contract, row, one, place, said))
    for place, row in enumerate(sorted(kept, key=lambda row: row.due_date), 1):
        row.position = place
        change.add(row)
    for row in known.values():
        await change.session.delete(row)
        change.record(PaymentPlan, row.id, "removed", {"due_date": [row.due_date, None], "amount": [row.amount, None]})
    _adds_up(contract, kept)
    contract.updated_at = change.now
    await change.save("planned")
    await allocate(change, contract.id)
    return contract


def _filled(
    contract: Contract, row: PaymentPlan | None, one: dict[str, Any], place: int, said: dict[UUID, Decimal]
) -> PaymentPlan:
    path = ("plans", str(place))
    amount = money_amount({"amount": one["amount"], "currency": contract.currency}, "amount", AMOUNT)
    if amount <= 0:
        raise Refusal("INVALID", (*path, "amount"), {**AMOUNT, "why": ("须大于 0。", "it must be above 0.")})
    row = row or PaymentPlan(contract_id=contract.id, due_date=one["dueDate"], currency=contract.currency)
    row.due_date, row.amount, row.currency = one["dueDate"], amount, contract.currency
    row.condition = tidy(one.get("condition") or "")[:300] or None
    if amount < (told := said.get(row.id, Decimal(0))):
        raise Refusal("PLAN_ALLOCATED", (*path, "amount"), {"amount": f"{told:,}"})
    return row


async def plans_of(change: Change, contract: Contract, *, voided: bool = False) -> list[PaymentPlan]:
    """The instalments of a contract, in the order of their days."""
    gone = col(PaymentPlan.deleted_at)
    query = select(PaymentPlan).where(
        PaymentPlan.contract_id == contract.id, gone.is_not(None) if voided else gone.is_(None)
    )
    order = (col(PaymentPlan.due_date), col(PaymentPlan.position), col(PaymentPlan.id))
    return list((await change.session.exec(query.order_by(*order))).all())  # type: ignore[attr-defined]


def _adds_up(contract: Contract, plans: list[PaymentPlan]) -> None:
    """Never more than the contract's amount; exactly that much once it is signed."""
    total = sum((row.amount or Decimal(0) for row in plans), Decimal(0))
    said = {"total": f"{total:,.2f}", "amount": f"{contract.amount or 0:,.2f}"}
    if contract.amount is not None and total > contract.amount:
        raise Refusal("PLAN_TOO_MUCH", ("plans",), said)
    if contract.signed_on is not None and plans and total != contract.amount:
        raise Refusal("PLAN_NOT_WHOLE", ("plans",), said)


async def _fits(change: Change, contract: Contract) -> None:
    """The plan of a contract that is written: it adds up, in the contract's currency."""
    plans = await plans_of(change, contract)
    for row in plans:
        row.currency = contract.currency
    _adds_up(contract, plans)


async def _follow(change: Change, contract: Contract) -> None:
    """The plan goes and comes back with its contract."""
    for row in await plans_of(change, contract, voided=contract.deleted_at is None):
        row.deleted_at = contract.deleted_at
    await change.save("voided" if contract.deleted_at else "restored")


CHECKS.append(_fits)
ON_VOID.append(_follow)
