"""What people forecast: a rep's word for a month, and a manager's beside it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa

from weir.catalog.declare import REQUIRED, Labelled, choice, day, decimal, link, string
from weir.catalog.registry import expose
from weir.db.record import Record


class ForecastLevel(Labelled):
    """How sure: what is committed, or what is possible at best."""

    COMMIT = "COMMIT", "承诺", "Commit"
    BEST_CASE = "BEST_CASE", "最佳情况", "Best case"


class ForecastVoice(Labelled):
    """Who says it: the owner of the figure, or a manager who judges it otherwise."""

    OWN = "OWN", "本人", "Own"
    MANAGER = "MANAGER", "经理调整", "Manager"


class Forecast(Record, table=True):
    """What somebody says will be won in a month at a level, closed deals included, in the organisation's currency.

    It stands beside the computed figure and changes nothing of it. The owner's word and a manager's are two rows; a word taken back
    has no amount.
    """

    title_field = "month"
    owner_id: UUID = link("负责人", "Owner", "user", required=True)
    month: date = day("月份", "Month", REQUIRED)
    level: ForecastLevel = choice("档位", "Level", ForecastLevel, REQUIRED)
    voice: ForecastVoice = choice("来源", "Said by", ForecastVoice, ForecastVoice.OWN)
    amount: Decimal | None = decimal("金额", "Amount", None, is_amount=True, guard="deal_amount")
    note: str | None = string("说明", "Note", max_length=300)
    said_by_id: UUID | None = link("提交人", "Said by", "user", index=False)

    __table_args__ = (
        sa.UniqueConstraint("owner_id", "month", "level", "voice", name="uq_forecast_word"),
        sa.CheckConstraint("amount >= 0", name="not_negative"),
        sa.CheckConstraint("extract(day from month) = 1", name="whole_month"),
    )


expose(Forecast, zh="预测", en="Forecast", plural="forecasts", order=(("month", True),))
