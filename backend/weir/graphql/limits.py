"""What a document may cost. Linear in the size of the document, so that the check itself is no weapon."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
    value_from_ast_untyped,
)

from weir.graphql.errors import ApiError

MAX_BODY = 64 * 1024
MAX_TOKENS = 2000
MAX_DEPTH = 12
MAX_COST = 30_000
MAX_ROOT_FIELDS = 20
MAX_MUTATIONS = 5
MAX_ALIASES = 60
DEFAULT_PAGE = 50
# Fields with a scan behind them cost more than a column.
DEAR = {"totalCount": 20, "totalCountCapped": 20, "aggregate": 20, "groups": 50}


@dataclass(slots=True)
class Price:
    """The requested cost and depth of an operation."""

    cost: int
    depth: int


class _Meter:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]):
        self.schema, self.variables = schema, variables
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self.memo: dict[tuple[str, int], Price] = {}
        self.aliases = 0

    def measure(self, selections: SelectionSetNode, parent: Any, page: int = 1) -> Price:
        """The price of a selection; `page` is how many rows the connection it belongs to may have."""
        cost, depth = 0, 0
        for node in selections.selections:
            if isinstance(node, FieldNode):
                price = self._field(node, parent, page)
            elif isinstance(node, FragmentSpreadNode):
                price = self._fragment(node.name.value, page)
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                kind = self.schema.get_type(condition.name.value) if condition else parent
                price = self.measure(node.selection_set, kind, page)
            else:
                continue
            cost, depth = cost + price.cost, max(depth, price.depth)
        return Price(cost, depth)

    def _field(self, node: FieldNode, parent: Any, page: int) -> Price:
        definition = getattr(parent, "fields", {}).get(node.name.value)
        if node.alias is not None:
            self.aliases += 1
        if definition is None:
            return Price(0, 0)
        name = node.name.value
        own = DEAR.get(name, 0)
        if not node.selection_set:
            return Price(own, 0)
        # The rows of a page cost their selection each; what is told about the whole list costs once.
        times = page if name in ("nodes", "edges") else 1
        size = self._size(node, definition) if "after" in definition.args else 1
        inner = self.measure(node.selection_set, get_named_type(definition.type), size)
        return Price(own + times * (1 + inner.cost), inner.depth + 1)

    def _size(self, node: FieldNode, definition: Any) -> int:
        given = {
            one.name.value: value_from_ast_untyped(one.value, dict(self.variables)) for one in node.arguments or ()
        }
        sizes = [given.get(name) for name in ("first", "last")]
        return next((size for size in sizes if isinstance(size, int) and size > 0), DEFAULT_PAGE)

    def _fragment(self, name: str, page: int) -> Price:
        if (name, page) not in self.memo:
            self.memo[name, page] = Price(0, 0)
            node = self.fragments[name]
            kind = self.schema.get_type(node.type_condition.name.value)
            self.memo[name, page] = self.measure(node.selection_set, kind, page)
        return self.memo[name, page]


def price_of(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]
) -> Price:
    """What the operation asks for. Raises `ApiError` when it asks for too much."""
    meter = _Meter(schema, document, variables)
    price = meter.measure(operation.selection_set, schema.get_root_type(operation.operation))
    roots = len(operation.selection_set.selections)
    allowed = MAX_MUTATIONS if operation.operation is OperationType.MUTATION else MAX_ROOT_FIELDS
    told = {"cost": {"requested": price.cost, "max": MAX_COST}}
    if roots > allowed:
        raise ApiError("MAX_COST_EXCEEDED", f"At most {allowed} root fields are allowed, got {roots}.", **told)
    if meter.aliases > MAX_ALIASES:
        raise ApiError("MAX_COST_EXCEEDED", f"At most {MAX_ALIASES} aliases are allowed, got {meter.aliases}.", **told)
    if price.depth > MAX_DEPTH:
        raise ApiError("MAX_COST_EXCEEDED", f"The query is {price.depth} deep, {MAX_DEPTH} is allowed.", **told)
    if price.cost > MAX_COST:
        message = f"The query costs {price.cost}, {MAX_COST} is allowed. Ask for smaller pages or fewer nested lists."
        raise ApiError("MAX_COST_EXCEEDED", message, **told)
    return price
