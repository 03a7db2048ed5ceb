"""From a request's text to its answer: find the document, price it, run it as the viewer, commit a mutation, mask errors."""

from collections.abc import Mapping
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

import orjson
from graphql import (
    ExecutionResult,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    execute,
)
from sqlmodel.ext.asyncio.session import AsyncSession

from weir.access.viewer import Viewer
from weir.graphql.documents import Invalid
from weir.graphql.errors import ApiError, coded
from weir.graphql.executor import WeirExecutor
from weir.graphql.operation import MAX_ANSWERS, Operation, keep
from weir.patience import Gone, Patience

CLOCK_SECONDS = 30
MAX_KEPT_VARIABLES = 2_000


@dataclass
class Answer:
    """What goes back: the GraphQL response and whether anything was run at all."""

    body: dict[str, Any]
    ran: bool
    statements: int = 0


async def answer(
    app: Any,
    viewer: Viewer | None,
    query: str,
    variables: Mapping[str, Any] | None,
    name: str | None,
    request_id: str,
    gone: Gone | None = None,
) -> Answer:
    """Runs one query or mutation. Introspection alone needs no viewer. `gone` returns when nobody waits for the answer any more."""
    try:
        known = app.documents.find(query)
        operation = app.documents.select(known, name)
        price = app.documents.price(known, operation, variables or {})
        if operation.operation is OperationType.SUBSCRIPTION:
            raise ApiError("BAD_REQUEST", "Subscriptions are served over WebSocket (graphql-transport-ws).")
        if viewer is None and not _is_introspection(operation):
            raise ApiError("UNAUTHENTICATED", "Sign in, or send a valid API token.")
    except Invalid as invalid:
        return _refused(invalid.errors, request_id)
    except GraphQLError as error:
        return _refused([error], request_id)
    is_mutation = operation.operation is OperationType.MUTATION
    said = _said(query, name, _outside(operation, variables or {}) if is_mutation else variables)
    patience = Patience(CLOCK_SECONDS, gone)
    context = Operation(app, viewer or Viewer(None, frozenset()), request_id, said=said, patience=patience)
    context.is_single = len(operation.selection_set.selections) == 1
    run = _mutate if is_mutation else _read
    try:
        async with patience:
            result = await run(context, known.document, variables, name)
    except TimeoutError:
        return _refused(
            [ApiError("TIMEOUT", f"Not done within {patience.seconds} seconds; nothing was saved.")], request_id
        )
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = [coded(error, request_id).formatted for error in result.errors]
    ran = result.data is not None or not result.errors or any(error.path for error in result.errors)
    if ran:
        body["data"] = result.data
    body["extensions"] = {"cost": {"requested": price.cost}, "requestId": request_id}
    return Answer(body, ran, context.statements)


def _refused(errors: list[GraphQLError], request_id: str) -> Answer:
    body = {"errors": [coded(error, request_id).formatted for error in errors], "extensions": {"requestId": request_id}}
    return Answer(body, False)


def _outside(operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The variables of a mutation besides those that are a verb's whole input: what is read back does not depend on these."""
    inputs = {
        argument.value.name.value
        for node in operation.selection_set.selections
        for argument in getattr(node, "arguments", ())
        if isinstance(argument.value, VariableNode)
    }
    return {name: value for name, value in variables.items() if name not in inputs}


def _said(query: str, name: str | None, variables: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    """The words of a query with its variables; None when they are too long to be worth keeping."""
    values = orjson.dumps(variables or {})
    return (query, name, values) if len(values) <= MAX_KEPT_VARIABLES else None


def _is_introspection(operation: Any) -> bool:
    names = [getattr(getattr(node, "name", None), "value", "") for node in operation.selection_set.selections]
    return operation.operation is OperationType.QUERY and all(
        name in ("__schema", "__type", "__typename") for name in names
    )


async def _read(
    context: Operation, document: Any, variables: Mapping[str, Any] | None, name: str | None
) -> ExecutionResult:
    """A query. One that was answered by compiled root fields alone is not executed again, only its statement is; what is settled by
    its words and the viewer's shape is not even made again.
    """
    key = None if context.said is None else (*context.said, context.viewer.shape)
    settled = context.app.answers.get(key) if key else None
    if settled is not None:
        return ExecutionResult(settled, None)
    roots = context.app.replays.get(key) if key else None
    if roots is not None:
        try:
            return ExecutionResult(await context.replay(roots), None)
        except GraphQLError:
            # The ordinary way says where in the query it went wrong.
            pass
    result = await _execute(context, document, variables, name)
    if not key or result.errors or not result.data:
        return result
    if [one[0] for one in context.roots] == list(result.data):
        keep(context.app.replays, key, context.roots)
    elif context.settled == len(result.data):
        made = {name: orjson.Fragment(orjson.dumps(value)) for name, value in result.data.items()}
        keep(context.app.answers, key, made, MAX_ANSWERS)
        return ExecutionResult(made, None)
    return result


async def _execute(
    context: Operation, document: Any, variables: Mapping[str, Any] | None, name: str | None
) -> ExecutionResult:
    result = execute(
        context.app.graphql_schema,
        document,
        context_value=context,
        variable_values=dict(variables or {}),
        operation_name=name,
        executor_class=WeirExecutor,
    )
    done: ExecutionResult = await result if isawaitable(result) else result
    return done


async def _mutate(
    context: Operation, document: Any, variables: Mapping[str, Any] | None, name: str | None
) -> ExecutionResult:
    """One transaction: committed before the answer is sent, rolled back as a whole when anything failed."""
    # Rows are flushed when an action saves, not when it looks something up: one change is one diff.
    async with AsyncSession(context.database.engine, expire_on_commit=False, autoflush=False) as session:
        context.session = session
        try:
            result = await _execute(context, document, variables, name)
            if result.errors:
                await session.rollback()
                return ExecutionResult(None, result.errors)
            await session.commit()
        finally:
            context.session = None
    context.app.relay.poke()
    for follow in context.afterwards:
        await follow()
    return result
