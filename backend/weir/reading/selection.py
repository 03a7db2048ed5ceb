"""A GraphQL selection as the compiler sees it: response keys in order, duplicates merged, fragments and directives applied."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    SelectionSetNode,
    get_argument_values,
    is_abstract_type,
)
from graphql.execution.values import VariableValues, get_directive_values

from weir.reading.build import MAX_KEY, BadRead


class Selection:
    """What one operation may refer to: the schema, its fragments and its variables."""

    def __init__(self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode], variables: VariableValues):
        self.schema = schema
        self.fragments = fragments
        self.variables = variables

    def fields(self, nodes: Iterable[FieldNode], type_name: str) -> dict[str, list[FieldNode]]:
        """The fields selected below `nodes` for the concrete type, by response key, in the order GraphQL demands."""
        found: dict[str, list[FieldNode]] = {}
        runtime = cast(GraphQLObjectType, self.schema.get_type(type_name))
        seen: set[str] = set()
        for node in nodes:
            if node.selection_set:
                self._collect(node.selection_set, runtime, found, seen)
        return found

    def arguments(self, type_name: str, node: FieldNode) -> dict[str, Any]:
        """The coerced arguments of a field node, by their API names."""
        definition = cast(GraphQLObjectType, self.schema.get_type(type_name)).fields[node.name.value]
        return get_argument_values(definition, node, self.variables)

    def _collect(
        self,
        selections: SelectionSetNode,
        runtime: GraphQLObjectType,
        found: dict[str, list[FieldNode]],
        seen: set[str],
    ) -> None:
        for node in selections.selections:
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                key = (node.alias or node.name).value
                if len(key) > MAX_KEY:
                    raise BadRead(f"A response key can have at most {MAX_KEY} characters.")
                found.setdefault(key, []).append(node)
            elif isinstance(node, FragmentSpreadNode):
                name = node.name.value
                fragment = self.fragments[name]
                if name not in seen and self._applies(fragment.type_condition.name.value, runtime):
                    seen.add(name)
                    self._collect(fragment.selection_set, runtime, found, seen)
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                if condition is None or self._applies(condition.name.value, runtime):
                    self._collect(node.selection_set, runtime, found, seen)

    def _included(self, node: Any) -> bool:
        if not node.directives:
            return True
        skip = get_directive_values(GraphQLSkipDirective, node, self.variables)
        if skip and skip["if"]:
            return False
        include = get_directive_values(GraphQLIncludeDirective, node, self.variables)
        return not (include and not include["if"])

    def _applies(self, condition: str, runtime: GraphQLObjectType) -> bool:
        if condition == runtime.name:
            return True
        kind = self.schema.get_type(condition)
        return kind is not None and is_abstract_type(kind) and self.schema.is_sub_type(kind, runtime)


def first_name(nodes: Sequence[FieldNode]) -> str:
    """The field that merged nodes select."""
    return nodes[0].name.value
