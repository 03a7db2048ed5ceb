"""The one change to GraphQL execution: a value that is already in its final JSON form is passed through.

`complete_value` is not public API of graphql-core: the version is pinned and the oracle test compares with ordinary completion.
"""

from typing import Any

import orjson
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext


class Finished:
    """A value already in its final JSON form, as text."""

    __slots__ = ("json",)

    def __init__(self, json: str):
        self.json = json


class WeirExecutor(StrawberryGraphQLCoreExecutionContext):
    """Completes `Finished` values as they are and hands the coerced variables to the operation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        operation = self.context_value
        if operation is not None:
            operation.begin(self.schema, self.fragment_definitions, self.variable_values)

    def complete_value(
        self, return_type: Any, field_details_list: Any, info: Any, path: Any, result: Any, position_context: Any
    ) -> Any:
        if type(result) is Finished:
            return orjson.Fragment(result.json) if result.json is not None else None
        return super().complete_value(return_type, field_details_list, info, path, result, position_context)
