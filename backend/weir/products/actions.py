"""What can be done with products."""

from typing import Any

from weir.changing.change import Change
from weir.changing.records import create, update
from weir.products.model import Product


async def create_product(change: Change, given: dict[str, Any]) -> Product:
    """A new product."""
    return await create(change, Product, given)


async def update_product(change: Change, given: dict[str, Any]) -> Product:
    """Changes a product's fields; deals keep the prices they were given."""
    return await update(change, Product, given)
