"""Payment plans and payments in the API."""

import datetime as dt
from decimal import Decimal
from typing import Any

from weir.catalog.registry import object_of
from weir.contracts.model import Contract
from weir.graphql.inputs import ID, VERSION, given_id, needed, optional, small_input
from weir.graphql.nouns import create_verb, simple_verb, update_verb
from weir.payments import actions, planning
from weir.payments.model import Payment


def mutations() -> dict[str, Any]:
    """The verbs of payment plans and payments."""
    return {**_plans(), **_payments()}


def _plans() -> dict[str, Any]:
    plan = small_input(
        "PaymentPlanInput",
        "One instalment.",
        {
            "due_date": needed(dt.date, "The day by which it should come in."),
            "amount": needed(Decimal, "In the contract's currency; more than 0."),
            "id": optional(ID, "The instalment that is changed; a new one when left out."),
            "condition": optional(str, "What it depends on."),
        },
    )
    fields = {
        "contract_id": needed(ID, "The contract."),
        "version": VERSION,
        "plans": needed(list[plan], "All instalments; those left out are removed."),  # type: ignore[valid-type]
    }
    text = "Replaces the payment plan of a contract; it adds up to its amount when that is signed."
    return simple_verb("setPaymentPlans", object_of(Contract), planning.set_payment_plans, text, fields)


def _payments() -> dict[str, Any]:
    entry = object_of(Payment)
    allocation = small_input(
        "PaymentAllocationInput",
        "So much of a payment is for this instalment.",
        {
            "plan_id": needed(ID, "The instalment, of the same contract."),
            "amount": needed(Decimal, "In the contract's currency; more than 0."),
        },
    )
    text = "Which instalments it is for; what is not said is for the oldest that are open, and what is left then is prepaid."
    said = {"allocations": optional(list[allocation], text)}  # type: ignore[valid-type]
    why = {**given_id("payment"), "reason": needed(str, "Why.")}
    return {
        **create_verb(
            entry, actions.create_payment, {"contract_id": needed(ID, "The signed contract it is for."), **said}
        ),
        **update_verb(entry, actions.update_payment, said),
        **simple_verb(
            "confirmPayment",
            entry,
            actions.confirm_payment,
            "The money is there: it counts. (确认)",
            {**given_id("payment"), **said},
        ),
        **simple_verb("rejectPayment", entry, actions.reject_payment, "The money is not there. (驳回)", why),
        **simple_verb("reversePayment", entry, actions.reverse_payment, "Takes a confirmed payment back. (冲销)", why),
    }
