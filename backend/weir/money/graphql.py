"""Exchange rates in the API."""

import datetime as dt
from decimal import Decimal
from typing import Any

from weir.catalog.registry import object_of
from weir.graphql.inputs import needed, optional
from weir.graphql.nouns import simple_verb
from weir.money import actions
from weir.money.model import ExchangeRate


def mutations() -> dict[str, Any]:
    """The verb of exchange rates."""
    fields = {
        "currency": needed(str, "ISO 4217 code."),
        "rate": needed(Decimal, "What one unit is worth in the organisation's currency."),
        "valid_from": optional(dt.date, "From when on; today when left out."),
    }
    text = "The rate of a currency from a day on. (汇率)"
    return simple_verb("setExchangeRate", object_of(ExchangeRate), actions.set_exchange_rate, text, fields)
