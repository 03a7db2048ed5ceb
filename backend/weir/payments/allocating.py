"""Which instalments a contract's payments are for: as somebody said, and what is left of them for the oldest that are still open."""

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from weir.changing.change import Change
from weir.payments.kinds import PaymentStatus
from weir.payments.model import Payment, PaymentAllocation, PaymentPlan

P = TypeVar("P", bound=Hashable)
Q = TypeVar("Q", bound=Hashable)
ZERO = Decimal(0)


def allocated(
    plans: Iterable[tuple[Q, Decimal]], payments: Iterable[tuple[P, Decimal]], given: Mapping[tuple[P, Q], Decimal]
) -> dict[tuple[P, Q], Decimal]:
    """What is for what besides what was said. Plans in the order of their days, payments in that of theirs; what is left is prepaid."""
    open_plans = [
        (plan, amount - sum((one for (_, of), one in given.items() if of == plan), ZERO)) for plan, amount in plans
    ]
    found: dict[tuple[P, Q], Decimal] = {}
    place = 0
    for payment, amount in payments:
        left = amount - sum((one for (by, _), one in given.items() if by == payment), ZERO)
        while left > 0 and place < len(open_plans):
            plan, missing = open_plans[place]
            if part := min(left, missing):
                found[payment, plan] = part
            open_plans[place] = (plan, missing - part)
            left -= part
            place += missing == part
    return found


async def by_hand(change: Change, contract_id: UUID | None) -> dict[UUID, Decimal]:
    """How much was said to be for each instalment of a contract. What was rejected or reversed says nothing any more."""
    total = sa.func.sum(PaymentAllocation.amount)
    said = (
        select(PaymentAllocation.plan_id, total)
        .join(PaymentPlan, col(PaymentPlan.id) == PaymentAllocation.plan_id)
        .where(PaymentPlan.contract_id == contract_id, PaymentAllocation.is_given)
        .group_by(col(PaymentAllocation.plan_id))
    )
    return dict((await change.session.exec(said)).all())  # type: ignore[attr-defined]


async def allocate(change: Change, contract_id: UUID) -> None:
    """Allocates what was confirmed for a contract anew; what somebody said stays."""
    await change.session.flush()
    of_contract = select(Payment.id).where(Payment.contract_id == contract_id)
    gone = sa.delete(PaymentAllocation).where(
        col(PaymentAllocation.payment_id).in_(of_contract), sa.not_(col(PaymentAllocation.is_given))
    )
    await change.session.execute(gone)
    plans = select(PaymentPlan.id, col(PaymentPlan.amount)).where(
        PaymentPlan.contract_id == contract_id, col(PaymentPlan.deleted_at).is_(None)
    )
    payments = select(Payment.id, col(Payment.amount)).where(
        Payment.contract_id == contract_id, Payment.status == PaymentStatus.CONFIRMED
    )
    said = (
        select(PaymentAllocation.payment_id, PaymentAllocation.plan_id, col(PaymentAllocation.amount))
        .join(Payment, col(Payment.id) == PaymentAllocation.payment_id)
        .where(Payment.contract_id == contract_id, Payment.status == PaymentStatus.CONFIRMED)
    )
    run = change.session.exec  # type: ignore[attr-defined]
    given = {(payment, plan): amount for payment, plan, amount in (await run(said)).all()}
    found = allocated(
        (await run(plans.order_by(col(PaymentPlan.due_date), col(PaymentPlan.position), col(PaymentPlan.id)))).all(),
        (await run(payments.order_by(col(Payment.received_on), col(Payment.id)))).all(),
        given,
    )
    for (payment, plan), amount in found.items():
        change.session.add(PaymentAllocation(payment_id=payment, plan_id=plan, amount=amount))
    await change.session.flush()
