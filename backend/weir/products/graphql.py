"""Products in the API."""

from typing import Any

from weir.catalog.registry import object_of
from weir.graphql.nouns import create_verb, update_verb
from weir.products import actions
from weir.products.model import Product


def mutations() -> dict[str, Any]:
    """The verbs of products."""
    entry = object_of(Product)
    return {**create_verb(entry, actions.create_product), **update_verb(entry, actions.update_product)}
