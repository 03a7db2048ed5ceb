"""Figures worked out in floating point, as amounts."""

from decimal import Decimal


def cents(value: float) -> Decimal:
    """The amount to the cent."""
    return Decimal(str(round(value, 2)))
