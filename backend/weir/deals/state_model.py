"""What a deal was worth, when it was expected and whose it was, at any instant: what forecasts and waterfalls are read from."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field
from sqlmodel.sql.sqltypes import UTCDateTime

from weir.db.record import Base


class DealState(Base, table=True):
    """What a deal was from `since` on, until before `until`: its last one has no end, and between two there is no gap.

    A trigger on the deal writes it, on every path. A deal that comes in closed was open from its creation to its closing; a closing
    that is dated back ends what came after it. Amounts are in the organisation's currency. `probability` and `category` are null
    where only the stage of then tells them. Not a catalog object: it is read together with the deal, by who may read the deal.
    """

    __tablename__ = "deal_state"
    deal_id: UUID = Field(primary_key=True, foreign_key="deal.id", ondelete="CASCADE")
    since: datetime = Field(primary_key=True, sa_type=UTCDateTime)
    until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    status: str = Field(max_length=20)
    amount: Decimal | None = Field(default=None, max_digits=18, decimal_places=2)
    probability: int | None = None
    category: str | None = Field(default=None, max_length=20)
    expected_close_date: date | None = None
    # No foreign key: who owned it stays even when nobody looks them up any more.
    owner_id: UUID | None = None

    __table_args__ = (
        sa.Index("ix_deal_state_expected", "expected_close_date", postgresql_where=sa.text("status = 'OPEN'")),
        sa.CheckConstraint("until > since", name="lasts"),
    )


# States for deals whose stays were written without the trigger watching: one for each stay, as it was entered with. What changed
# meanwhile without a move nobody knows: it is as it is now. Before the first stay a deal was open since its creation.
FROM_STAYS = """
with stays as (
    select distinct on (d.id, v.entered_at) d.id as deal_id, v.entered_at as since, s.type as status,
        case when v.last then d.base_amount else coalesce(v.amount_at, d.base_amount) end as amount,
        case when v.last then d.probability else v.probability_at end as probability,
        case when v.last then d.forecast_category else s.forecast_category end as category,
        d.expected_close_date, coalesce(v.owner_id, d.owner_id) as owner_id
    from deal d join (select *, row_number() over (partition by deal_id order by entered_at desc, exited_at desc nulls first, id desc) = 1
        as last from stage_visit) v on v.deal_id = d.id join stage s on s.id = v.stage_id
    order by d.id, v.entered_at, v.exited_at desc nulls first, v.id desc),
starts as (
    select * from stays union all
    select d.id, d.created_at, 'OPEN', d.base_amount, null, null, d.expected_close_date, d.owner_id from deal d
    where d.created_at < (select min(since) from stays where deal_id = d.id))
insert into deal_state (deal_id, since, until, status, amount, probability, category, expected_close_date, owner_id)
select deal_id, since, lead(since) over (partition by deal_id order by since), status, amount, probability, category,
    expected_close_date, owner_id from starts
"""
