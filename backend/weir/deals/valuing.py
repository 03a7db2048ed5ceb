"""What a deal is worth: the sum of its lines when it has any, else the typed amount; in the organisation's currency by dated rate."""

from decimal import ROUND_HALF_UP, Decimal

import sqlalchemy as sa

from weir.changing.change import Change
from weir.deals.model import Deal, DealLine
from weir.money.currencies import CURRENCIES
from weir.money.rates import in_base, rate_on


def line_total(quantity: Decimal, unit_price: Decimal, discount: Decimal, currency: str) -> Decimal:
    """quantity x unit price x (1 - discount%), rounded half up to the currency's decimals (2 at most)."""
    places = min(CURRENCIES.get(currency, 2), 2)
    exact = quantity * unit_price * (Decimal(100) - discount) / Decimal(100)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


async def revalue(change: Change, deal: Deal) -> None:
    """Sets amount, rate and base amount. The rate is that of the last change while the deal is open, frozen when it closes."""
    if not sa.inspect(deal).transient and not sa.inspect(deal).pending:
        query = sa.select(sa.func.sum(DealLine.total)).where(DealLine.deal_id == deal.id)  # type: ignore[arg-type]
        total: Decimal | None = (await change.session.execute(query)).scalar()
        if total is not None:
            deal.amount = total
    if deal.closed_at is None:
        deal.fx_rate = await rate_on(change, deal.currency, change.today)
    deal.base_amount = in_base(deal.amount, deal.fx_rate)
