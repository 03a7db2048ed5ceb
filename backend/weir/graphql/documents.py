"""Parsed and validated documents, kept in one bounded dict keyed by the query text; the limits run when it fills."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    parse,
    validate,
)

from weir.graphql.errors import ApiError
from weir.graphql.limits import MAX_TOKENS, Price, price_of


@dataclass
class Known:
    """A document that parsed and validated, with the prices of its operations by their page sizes."""

    document: DocumentNode
    operations: dict[str | None, OperationDefinitionNode]
    prices: dict[tuple[Any, ...], Price] = field(default_factory=dict)


class Documents:
    """The cache. Refused documents are not kept: they are cheap to refuse and would push out good ones."""

    def __init__(self, schema: GraphQLSchema, size: int = 1000):
        self.schema, self.size = schema, size
        self.known: OrderedDict[str, Known] = OrderedDict()

    def find(self, query: str) -> Known:
        """The document of a query text. Raises `GraphQLError`, or `Invalid` with every validation error."""
        known = self.known.get(query)
        if known is not None:
            self.known.move_to_end(query)
            return known
        try:
            document = parse(query, max_tokens=MAX_TOKENS)
        except RecursionError:
            raise ApiError("MAX_COST_EXCEEDED", "The query is nested too deep.") from None
        self.check(query, document)
        operations = {
            (node.name.value if node.name else None): node
            for node in document.definitions
            if isinstance(node, OperationDefinitionNode)
        }
        known = self.known[query] = Known(document, operations)
        if len(self.known) > self.size:
            self.known.popitem(last=False)
        return known

    def check(self, query: str, document: DocumentNode) -> None:
        """Raises `Invalid` when the document of the text does not fit the schema."""
        if errors := validate(self.schema, document, max_errors=20):
            raise Invalid(errors)

    def select(self, known: Known, name: str | None) -> OperationDefinitionNode:
        """The operation to run. Raises `ApiError` when the name fits none."""
        if name is None and len(known.operations) == 1:
            return next(iter(known.operations.values()))
        found = known.operations.get(name)
        if found is None or name is None:
            raise ApiError("BAD_USER_INPUT", "Name the operation to run with `operationName`.")
        return found

    def price(self, known: Known, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> Price:
        """The price of the operation with these variables; only whole numbers among them can change it."""
        sizes = tuple(sorted((name, value) for name, value in variables.items() if type(value) is int))
        key = (operation.name.value if operation.name else None, sizes)
        if key not in known.prices:
            if len(known.prices) > 50:
                known.prices.clear()
            known.prices[key] = price_of(self.schema, known.document, operation, variables)
        return known.prices[key]


class Invalid(Exception):
    """A document that does not fit the schema."""

    def __init__(self, errors: list[GraphQLError]):
        super().__init__("invalid document")
        self.errors = errors
