"""What can be done with contracts."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from weir.catalog.ids import encode, key_of
from weir.catalog.registry import OBJECTS, camel
from weir.changing.change import Change
from weir.changing.inputs import tidy_lines
from weir.changing.records import DEPENDENTS, Prepare, create, owner_for_new, restore, update, void
from weir.contracts.model import Contract
from weir.deals.model import Deal
from weir.deals.reopening import KEEPS_CLOSED
from weir.errors import Refusal, forbidden
from weir.messages import know
from weir.money.rates import in_base, rate_on

# Rooms above lend what must hold whenever a contract is written: of its payment plan, of what came in.
CHECKS: list[Prepare] = []
# And what goes and comes back with it.
ON_VOID: list[Prepare] = []
# What was signed stays: another paper changes it.
SIGNED = ("account_id", "deal_id", "type", "signer_contact_id", "amount", "currency", "start_date")
MONEY = frozenset({"id", "version", "amount"})

know(
    {
        "CONTRACT_SIGNED": (
            "合同已签署，{label}不能再改。请另建一份补充协议。",
            "This contract is signed; {label} stays as it was signed. Make an amendment instead.",
        ),
        "CONTRACT_SIGNED_ALREADY": ("合同已签署。", "This contract is signed already."),
        "CONTRACT_DRAFT": ("合同尚未签署。请先签署。", "This contract is not signed yet. Sign it first."),
        "CONTRACT_ENDED": ("合同已终止。", "This contract is terminated."),
        "CONTRACT_NO_AMOUNT": ("签署前请填写合同金额。", "Fill in the amount before it is signed."),
        "CONTRACT_KEPT": (
            "只有拟定中的合同可以作废。已签署的请终止。",
            "Only a draft can be voided. Terminate a contract that is signed.",
        ),
        "DEAL_HAS_CONTRACT": (
            "商机已有签署的合同 {number}，不能重开。请先终止合同。",
            "Contract {number} of this deal is signed, so it stays closed. Terminate the contract first.",
        ),
    }
)


async def create_contract(change: Change, given: dict[str, Any]) -> Contract:
    """A new draft. Of a deal it takes over the customer, the amount and the name, where none are given."""
    owner_id = await owner_for_new(change, given)
    deal = await change.see(Deal, key_of(given["dealId"], "deal"), "dealId") if given.get("dealId") else None
    if deal is not None:
        if deal.account_id and not given.get("accountId"):
            given = {**given, "accountId": encode("account", deal.account_id)}
        if not given.get("name"):
            given = {**given, "name": deal.name}
        if "amount" not in given and deal.amount is not None:
            given = {**given, "amount": {"amount": deal.amount, "currency": deal.currency}}
    currency = str((given.get("amount") or {}).get("currency") or change.viewer.base_currency).upper()
    return await create(change, Contract, given, _whole, owner_id=owner_id, currency=currency)


async def update_contract(change: Change, given: dict[str, Any]) -> Contract:
    """Changes a contract. Of a signed one only its end, its words and its tags; finance changes its amount and nothing else."""
    if change.viewer.effective_roles <= {"FINANCE"} and (other := set(given) - MONEY):
        raise forbidden(min(other))
    return await update(change, Contract, given, _whole)


async def _whole(change: Change, contract: Contract) -> None:
    """The rules of one contract."""
    if contract.signed_on is not None:
        _unchanged(contract)
    if contract.start_date and contract.end_date and contract.end_date < contract.start_date:
        label = {"label": ("结束日期", "The end")}
        raise Refusal("INVALID", ("endDate",), {**label, "why": ("早于开始日期。", "it lies before the start.")})
    if contract.deal_id is not None:
        deal = await change.session.get(Deal, contract.deal_id)
        if deal is not None and deal.account_id not in (None, contract.account_id):
            label = {"label": ("商机", "The deal")}
            raise Refusal("INVALID", ("dealId",), {**label, "why": ("属于另一客户。", "it is another customer's.")})
    if contract.renewal_of_id is not None:
        before = await change.session.get(Contract, contract.renewal_of_id)
        if before is not None and before.account_id != contract.account_id:
            label = {"label": ("续签的合同", "The contract it renews")}
            why = ("属于另一客户。", "it is another customer's.")
            raise Refusal("INVALID", ("renewalOfId",), {**label, "why": why})
    if contract.signed_on is None:
        await value(change, contract, change.today)
    for check in CHECKS:
        await check(change, contract)


async def value(change: Change, row: Any, on: date) -> None:
    """Sets rate and base amount of a paper with an amount by the rate of a day."""
    row.fx_rate = await rate_on(change, row.currency, on)
    row.base_amount = in_base(row.amount, row.fx_rate)


def _unchanged(contract: Contract) -> None:
    """Raises `Refusal` when what was signed would change."""
    attributes = sa.inspect(contract).attrs
    for name in SIGNED:
        if attributes[name].history.has_changes():
            field = OBJECTS["contract"].fields.get(name, OBJECTS["contract"].fields["amount"])
            path = camel(name) if name != "currency" else "amount"
            raise Refusal("CONTRACT_SIGNED", (path,), {"label": (field.info.zh, field.info.en.lower())})


async def sign_contract(change: Change, given: dict[str, Any]) -> Contract:
    """Signs a draft, on a day up to today. Needs an amount, and a payment plan, where there is one, that adds up to it."""
    contract = await change.load(Contract, key_of(given["id"], "contract"), version=given["version"])
    change.require("contract.sign")
    if contract.signed_on is not None:
        raise Refusal("CONTRACT_SIGNED_ALREADY", ("id",))
    if contract.amount is None:
        raise Refusal("CONTRACT_NO_AMOUNT", ("amount",))
    on = given.get("signedOn") or change.today
    by_today(change, on, "signedOn", ("签署日期", "The day it was signed"))
    contract.signed_on = on
    contract.owner_at_signing_id = contract.owner_id
    await value(change, contract, on)
    for check in CHECKS:
        await check(change, contract)
    await change.save("signed")
    return contract


async def terminate_contract(change: Change, given: dict[str, Any]) -> Contract:
    """Ends a signed contract before its time; what has not come in by then is not owed any more."""
    contract = await change.load(Contract, key_of(given["id"], "contract"), version=given["version"])
    change.require("contract.terminate")
    reason = reason_of(given, ("终止合同", "terminating a contract"))
    if contract.signed_on is None:
        raise Refusal("CONTRACT_DRAFT", ("id",))
    if contract.terminated_on is not None:
        raise Refusal("CONTRACT_ENDED", ("id",))
    on = given.get("terminatedOn") or change.today
    by_today(change, on, "terminatedOn", ("终止日期", "The day it was terminated"))
    if on < contract.signed_on:
        label = {"label": ("终止日期", "The day it was terminated")}
        raise Refusal("INVALID", ("terminatedOn",), {**label, "why": ("早于签署。", "it was not signed by then.")})
    contract.terminated_on, contract.termination_reason = on, reason
    await change.save("terminated")
    return contract


def reason_of(given: dict[str, Any], what: tuple[str, str]) -> str:
    """The reason a verb cannot do without. Raises `Refusal`."""
    reason = tidy_lines(given.get("reason") or "")[:10_000]
    if not reason:
        raise Refusal("REASON_NEEDED", ("reason",), {"what": what})
    return reason


def by_today(change: Change, on: date, path: str, label: tuple[str, str]) -> None:
    """Raises `Refusal` when what has happened would happen later than today."""
    if on > change.today:
        raise Refusal("INVALID", (path,), {"label": label, "why": ("不能晚于今天。", "it is later than today.")})


async def void_contract(change: Change, given: dict[str, Any]) -> Contract:
    """Voids a draft, with its payment plan."""
    return await void(change, Contract, given)


async def restore_contract(change: Change, given: dict[str, Any]) -> Contract:
    """Restores a voided contract, with its payment plan."""
    contract = await restore(change, Contract, given)
    for lent in ON_VOID:
        await lent(change, contract)
    return contract


async def _is_a_draft(change: Change, contract: Contract) -> None:
    """Only drafts are voided; what hangs on a draft goes with it."""
    if contract.signed_on is not None:
        raise Refusal("CONTRACT_KEPT", ("id",))
    contract.deleted_at = change.now
    for lent in ON_VOID:
        await lent(change, contract)


def _none_of(link: Any) -> Prepare:
    """A record that contracts are about is not voided."""

    async def stands_against(change: Change, row: Any) -> None:
        query = select(sa.func.count()).where(link == row.id, col(Contract.deleted_at).is_(None))
        if count := (await change.session.exec(query)).one():  # type: ignore[attr-defined]
            raise Refusal("IN_USE", ("id",), {"count": count, "what": ("合同", "contracts")})

    return stands_against


async def _is_signed(change: Change, deal: Deal) -> None:
    """A won deal with a signed contract is not opened again."""
    query = select(Contract.number).where(
        Contract.deal_id == deal.id,
        col(Contract.signed_on).is_not(None),
        col(Contract.terminated_on).is_(None),
        col(Contract.deleted_at).is_(None),
    )
    number = (await change.session.exec(query.limit(1))).first()  # type: ignore[attr-defined]
    if number is not None:
        raise Refusal("DEAL_HAS_CONTRACT", ("id",), {"number": number})


DEPENDENTS.setdefault("contract", []).append(_is_a_draft)
for _name, _link in (
    ("account", Contract.account_id),
    ("deal", Contract.deal_id),
    ("contact", Contract.signer_contact_id),
):
    DEPENDENTS.setdefault(_name, []).append(_none_of(_link))
KEEPS_CLOSED.append(_is_signed)
