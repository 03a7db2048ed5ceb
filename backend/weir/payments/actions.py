"""What can be done with payments: recorded by who hears of the money, confirmed, rejected and reversed by finance."""

from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.records import DEPENDENTS, create, update
from weir.contracts.actions import by_today, reason_of, value
from weir.contracts.model import Contract
from weir.deals.model import Deal
from weir.deals.reopening import KEEPS_CLOSED
from weir.errors import Refusal
from weir.messages import know
from weir.payments.allocating import allocate, by_hand
from weir.payments.kinds import PaymentStatus
from weir.payments.model import Payment, PaymentAllocation, PaymentPlan

COUNTING = (PaymentStatus.IN_APPROVAL, PaymentStatus.CONFIRMED)
ZERO = Decimal(0)

know(
    {
        "PAYMENT_SETTLED": (
            "这笔回款{status}，不能再改。",
            "This payment is {status}; it cannot be changed any more.",
        ),
        "PAYMENT_UNCONFIRMED": ("只有已确认的回款可以冲销。", "Only a confirmed payment can be reversed."),
        "PAYMENT_CURRENCY": (
            "合同以 {currency} 计价，请按该币种登记。",
            "The contract is in {currency}: record what came in that currency.",
        ),
        "ALLOCATED_TOO_MUCH": (
            "核销合计 {total}，超过 {amount}。请减少核销金额。",
            "{total} would be allocated, more than {amount}. Allocate less.",
        ),
        "DEAL_HAS_PAYMENT": (
            "商机已有确认的回款 {number}，不能重开。请先由财务冲销。",
            "Payment {number} of this deal is confirmed, so it stays closed. Have finance reverse it first.",
        ),
    }
)


async def create_payment(change: Change, given: dict[str, Any]) -> Payment:
    """Records money that came in for a signed contract. It counts once finance has confirmed it."""
    contract = await change.see(Contract, key_of(given.get("contractId"), "contract"), "contractId")
    if contract.signed_on is None:
        raise Refusal("CONTRACT_DRAFT", ("contractId",))
    currency = str((given.get("amount") or {}).get("currency") or contract.currency).upper()
    if given.get("amount"):
        given = {**given, "amount": {**given["amount"], "currency": currency}}
    payment = await create(
        change,
        Payment,
        given,
        _whole,
        contract_id=contract.id,
        account_id=contract.account_id,
        currency=currency,
        credited_id=contract.owner_id,
        recorded_by_id=change.viewer.user_id,
    )
    await _say(change, payment, given)
    change.tell("contract", contract.id, "touched")
    return payment


async def update_payment(change: Change, given: dict[str, Any]) -> Payment:
    """Corrects a payment that waits for finance."""
    payment = await update(change, Payment, given, _whole)
    await _say(change, payment, given)
    change.tell("contract", payment.contract_id, "touched")  # type: ignore[arg-type]
    return payment


async def _whole(change: Change, payment: Payment) -> None:
    """The rules of one payment."""
    if payment.status is not PaymentStatus.IN_APPROVAL:
        raise Refusal("PAYMENT_SETTLED", ("id",), {"status": (payment.status.zh, payment.status.en.lower())})
    amount = {"label": ("回款金额", "The amount")}
    if payment.amount is None:
        raise Refusal("REQUIRED", ("amount",), amount)
    if payment.amount <= 0:
        raise Refusal("INVALID", ("amount",), {**amount, "why": ("须大于 0。", "it must be above 0.")})
    by_today(change, payment.received_on, "receivedOn", ("到账日期", "The day"))
    contract = await change.session.get(Contract, payment.contract_id)
    if contract is not None and contract.currency != payment.currency:
        raise Refusal("PAYMENT_CURRENCY", ("amount",), {"currency": contract.currency})
    await value(change, payment, payment.received_on)


async def _say(change: Change, payment: Payment, given: dict[str, Any]) -> None:
    """Keeps what was said about which instalments it is for, in place of what was said before."""
    if given.get("allocations") is None:
        return
    await change.session.execute(sa.delete(PaymentAllocation).where(col(PaymentAllocation.payment_id) == payment.id))
    said = await by_hand(change, payment.contract_id)
    total = ZERO
    for place, one in enumerate(given["allocations"]):
        path = ("allocations", str(place))
        plan = await change.see(PaymentPlan, key_of(one["planId"], "payment_plan"), ".".join((*path, "planId")))
        if plan.contract_id != payment.contract_id:
            raise Refusal("NOT_FOUND", (*path, "planId"))
        amount = Decimal(one["amount"])
        if amount <= 0:
            label = {"label": ("核销金额", "The amount")}
            raise Refusal("INVALID", (*path, "amount"), {**label, "why": ("须大于 0。", "it must be above 0.")})
        said[plan.id] = said.get(plan.id, ZERO) + amount
        _within(said[plan.id], plan.amount, (*path, "amount"))
        total += amount
        change.session.add(PaymentAllocation(payment_id=payment.id, plan_id=plan.id, amount=amount, is_given=True))
        await change.session.flush()
    _within(total, payment.amount, ("allocations",))


def _within(total: Decimal, amount: Decimal | None, path: tuple[str, ...]) -> None:
    if total > (amount or ZERO):
        raise Refusal("ALLOCATED_TOO_MUCH", path, {"total": f"{total:,.2f}", "amount": f"{amount or 0:,.2f}"})


async def confirm_payment(change: Change, given: dict[str, Any]) -> Payment:
    """Finance has seen the money: it counts, and is allocated to the instalments."""
    payment = await _waiting(change, given)
    await _say(change, payment, given)
    payment.status, payment.confirmed_at = PaymentStatus.CONFIRMED, change.now
    payment.confirmed_by_id = change.viewer.user_id
    await _done(change, payment, "confirmed")
    return payment


async def reject_payment(change: Change, given: dict[str, Any]) -> Payment:
    """Finance does not find the money; with a reason."""
    payment = await _waiting(change, given)
    payment.reason = reason_of(given, ("驳回回款", "rejecting a payment"))
    payment.status = PaymentStatus.REJECTED
    await _done(change, payment, "rejected")
    return payment


async def reverse_payment(change: Change, given: dict[str, Any]) -> Payment:
    """Takes a confirmed payment back; its instalments are open again."""
    payment = await _held(change, given)
    if payment.status is not PaymentStatus.CONFIRMED:
        raise Refusal("PAYMENT_UNCONFIRMED", ("id",))
    payment.reason = reason_of(given, ("冲销回款", "reversing a payment"))
    payment.status, payment.reversed_at = PaymentStatus.REVERSED, change.now
    await _done(change, payment, "reversed")
    return payment


async def _held(change: Change, given: dict[str, Any]) -> Payment:
    """The payment, with its contract locked first: whoever allocates works alone on a contract."""
    key = key_of(given["id"], "payment")
    seen = await change.see(Payment, key)
    if seen.contract_id is not None:
        await change.session.get(Contract, seen.contract_id, with_for_update=True)
    payment = await change.load(Payment, key, version=given["version"])
    change.require("payment.confirm")
    return payment


async def _waiting(change: Change, given: dict[str, Any]) -> Payment:
    payment = await _held(change, given)
    if payment.status is not PaymentStatus.IN_APPROVAL:
        raise Refusal("PAYMENT_SETTLED", ("id",), {"status": (payment.status.zh, payment.status.en.lower())})
    return payment


async def _done(change: Change, payment: Payment, verb: str) -> None:
    await change.save(verb)
    if payment.status is not PaymentStatus.CONFIRMED:
        mine = col(PaymentAllocation.payment_id) == payment.id
        await change.session.execute(sa.delete(PaymentAllocation).where(mine))
    if payment.contract_id is not None:
        await allocate(change, payment.contract_id)
        change.tell("contract", payment.contract_id, "touched")


async def _has_payments(change: Change, contract: Contract) -> None:
    """A contract with payments is not voided."""
    query = select(sa.func.count()).where(Payment.contract_id == contract.id, col(Payment.status).in_(COUNTING))
    if count := (await change.session.exec(query)).one():  # type: ignore[attr-defined]
        raise Refusal("IN_USE", ("id",), {"count": count, "what": ("回款", "payments")})


async def _is_paid(change: Change, deal: Deal) -> None:
    """A won deal that money came in for is not opened again."""
    of_deal = select(Contract.id).where(Contract.deal_id == deal.id)
    query = select(Payment.number).where(
        col(Payment.contract_id).in_(of_deal), Payment.status == PaymentStatus.CONFIRMED
    )
    number = (await change.session.exec(query.limit(1))).first()  # type: ignore[attr-defined]
    if number is not None:
        raise Refusal("DEAL_HAS_PAYMENT", ("id",), {"number": number})


DEPENDENTS.setdefault("contract", []).insert(0, _has_payments)
KEEPS_CLOSED.append(_is_paid)
