"""What the demo's won deals became: contracts with payment plans, and what came in for them, on time, late, or not yet."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
from psycopg.rows import dict_row

from weir.demo.company import Company
from weir.payments.allocating import allocated

# Of the amount and days after signing: how contracts are paid.
TERMS: tuple[tuple[tuple[int, int, str], ...], ...] = (
    ((30, 10, "合同签订后"), (60, 45, "验收后"), (10, 180, "质保期满")),
    ((50, 7, "合同签订后"), (50, 60, "交付后")),
    ((100, 30, "收到发票后"),),
)
# Of each five instalments that are due: days after their day the money came; None: not yet, a half came.
HABITS = (0, -3, 12, 5, None)
METHODS = ("TRANSFER", "TRANSFER", "DRAFT", "ONLINE")
DRAFTS = 3
WON = """
select d.*, a.name as payer, (select c.id from contact c where c.account_id = a.id order by c.is_primary desc, c.id limit 1) as contact_id
from deal d join account a on a.id = d.account_id where d.status = 'WON' and d.amount > 0 order by d.closed_at, d.number
"""


def fill_contracts(company: Company, connection: psycopg.Connection[Any]) -> None:
    """Adds a contract of each won deal to the rows that wait to be written; the last ones won are still drafts."""
    rows = company.rows
    today = rows.now.astimezone(ZoneInfo("Asia/Shanghai")).date()
    won = connection.cursor(row_factory=dict_row).execute(WON).fetchall()
    for turn, deal in enumerate(won):
        closed = deal["closed_at"].astimezone(ZoneInfo("Asia/Shanghai")).date()
        signed = closed + timedelta(days=(3, 0, 6, 2)[turn % 4])
        is_draft = signed > today or turn >= len(won) - DRAFTS
        key = _contract(company, deal, None if is_draft else signed, turn)
        plans = _plans(rows, key, deal["amount"], signed, turn)
        if not is_draft:
            _payments(company, deal, key, plans, today, turn)


def _contract(company: Company, deal: dict[str, Any], signed: date | None, turn: int) -> UUID:
    years = timedelta(days=365)
    at = deal["closed_at"]
    return company.rows.add(
        "contract",
        name=f"{deal['name']}合同",
        account_id=deal["account_id"],
        deal_id=deal["id"],
        type=("SALES", "SALES", "SERVICE")[turn % 3],
        signer_contact_id=deal["contact_id"],
        amount=deal["amount"],
        currency="CNY",
        fx_rate=Decimal(1),
        base_amount=deal["amount"],
        start_date=signed,
        end_date=signed + years if signed else None,
        signed_on=signed,
        owner_at_signing_id=deal["owner_id"] if signed else None,
        owner_id=deal["owner_id"],
        department_id=deal["department_id"],
        tags=[],
        created_at=at,
        updated_at=at,
        created_by_id=deal["owner_id"],
    )


def _plans(rows: Any, contract: UUID, amount: Decimal, signed: date, turn: int) -> list[tuple[UUID, date, Decimal]]:
    found = []
    for place, (share, days, condition) in enumerate(TERMS[turn % len(TERMS)], 1):
        part, due = amount * share / 100, signed + timedelta(days=days)
        key = rows.add(
            "payment_plan",
            contract_id=contract,
            position=place,
            due_date=due,
            amount=part,
            currency="CNY",
            condition=condition,
        )
        found.append((key, due, part))
    return found


def _payments(
    company: Company,
    deal: dict[str, Any],
    contract: UUID,
    plans: list[tuple[UUID, date, Decimal]],
    today: date,
    turn: int,
) -> None:
    rows, qian = company.rows, company.people["qian"]
    came: list[tuple[UUID, Decimal]] = []
    for place, (_, due, amount) in enumerate(plans):
        habit = HABITS[(turn * 2 + place) % len(HABITS)]
        is_old = (today - due).days > 120
        on = due + timedelta(days=20 if habit is None else habit)
        if on > today:
            break
        part = amount if habit is not None or is_old else amount / 2
        # What came in the last weeks is recorded by sales and waits for finance.
        is_seen = (today - on).days > 20
        at = rows.ago((today - on).days)
        key = rows.add(
            "payment",
            contract_id=contract,
            account_id=deal["account_id"],
            amount=part,
            currency="CNY",
            fx_rate=Decimal(1),
            base_amount=part,
            received_on=on,
            method=METHODS[(turn + place) % len(METHODS)],
            payer_name=deal["payer"],
            bank_ref=f"{on:%Y%m%d}{turn:04d}{place}",
            status="CONFIRMED" if is_seen else "IN_APPROVAL",
            credited_id=deal["owner_id"],
            recorded_by_id=qian if is_seen else deal["owner_id"],
            created_by_id=qian if is_seen else deal["owner_id"],
            confirmed_by_id=qian if is_seen else None,
            confirmed_at=at if is_seen else None,
            created_at=at,
            updated_at=at,
        )
        if is_seen:
            came.append((key, part))
    for (payment, plan), part in allocated([(key, amount) for key, _, amount in plans], came, {}).items():
        rows.add("payment_allocation", payment_id=payment, plan_id=plan, amount=part, is_given=False)
