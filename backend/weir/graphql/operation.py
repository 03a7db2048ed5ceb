"""The context of one GraphQL operation: who asks, and how its reads and writes reach the database.

The compiled reads of one operation are gathered and sent as ONE statement. A mutation runs in one transaction which only
`run_mutation` commits; its answer is read back inside it, so it is never older than the write.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import orjson
import psycopg
from graphql import FieldNode, FragmentDefinitionNode, GraphQLSchema
from graphql.execution.values import VariableValues
from sqlalchemy.ext.asyncio import AsyncSession

from weir.access.viewer import Viewer
from weir.catalog.registry import CatalogObject
from weir.db.engine import Database, execute
from weir.graphql.errors import ApiError
from weir.graphql.executor import Finished
from weir.patience import Patience
from weir.reading.build import BadRead, Build
from weir.reading.compile import Compiler
from weir.reading.selection import Selection

log = logging.getLogger("weir.graphql")
MAX_PLANS = 2_000
MAX_ANSWERS = 50


class Operation:
    """One operation by one viewer. `request_id` names it in logs and audit entries."""

    def __init__(
        self,
        app: Any,
        viewer: Viewer,
        request_id: str,
        session: AsyncSession | None = None,
        said: tuple[Any, ...] | None = None,
        patience: Patience | None = None,
    ):
        self.app = app
        self.patience = patience
        # What was asked, word for word, when the compiled SQL may be used again for the next who asks the same.
        self.said = said
        self.database: Database = app.database
        self.viewer = viewer
        self.request_id = request_id
        self.session = session
        self.statements = 0
        # A mutation with one root field needs no savepoint: what it refuses, the whole transaction undoes.
        self.is_single = False
        self.selection: Selection | None = None
        # The compiled root fields in the order of the answer: (response key, SQL, parameters).
        self.roots: list[tuple[str, str, dict[str, Any]]] = []
        # How many root fields answered what the words and the viewer's shape alone decide, until the catalog changes.
        self.settled = 0
        # What the verbs leave to be done when their transaction is committed.
        self.afterwards: list[Callable[[], Awaitable[None]]] = []
        self._lock = asyncio.Lock()
        self._waiting: list[tuple[str, dict[str, Any], asyncio.Future[Any]]] = []
        self._counter = 0

    def begin(
        self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode], variables: VariableValues
    ) -> None:
        """Called by the executor when the variables have been coerced."""
        self.selection = Selection(schema, fragments, variables)

    async def one(
        self,
        entry: CatalogObject,
        key: UUID | None,
        nodes: list[FieldNode],
        *,
        said: bool = False,
        at: str | None = None,
    ) -> Finished | None:
        """A record as the viewer, in the shape the nodes select; None when it does not exist for the viewer.

        `said` means that the key stands in the query's words, so that the same words mean the same record again. The key of a
        record that was worked out (the viewer's own, a new record's) is no part of the plan: it goes along as a parameter.
        """
        if key is None:
            return None
        name = f"k{self._counter + 1}"
        text = await self.read(
            *self._compiled(
                lambda compiler: compiler.one(entry, name, nodes),
                at if said else None,
                (entry.name, _place(nodes)),
                {name: key},
            )
        )
        return Finished(text) if text is not None else None

    async def first(self, entry: CatalogObject, nodes: list[FieldNode]) -> Finished | None:
        """The oldest record the viewer may see: for objects of which there is one."""
        text = await self.read(*self._compiled(lambda compiler: compiler.first(entry, nodes), None, (_place(nodes),)))
        return Finished(text) if text is not None else None

    async def connection(
        self, entry: CatalogObject, arguments: dict[str, Any], nodes: list[FieldNode], at: str | None = None
    ) -> Finished:
        """A root list, in the shape the nodes select."""
        text = await self.read(
            *self._compiled(lambda compiler: compiler.connection(entry, arguments, nodes), at, (_place(nodes),))
        )
        return Finished(text or "null")

    def _compiled(
        self,
        compile_with: Callable[[Compiler], str],
        at: str | None,
        place: tuple[Any, ...],
        keys: dict[str, Any] | None = None,
    ) -> tuple[str, dict[str, Any]]:
        """SQL and parameters. The text depends on the words, their place and the viewer's shape only, so it is kept for these.

        `at`: the response key of a root field that may be answered by its statement alone the next time. `keys`: parameters
        that are no part of the words.
        """
        self._counter += 1
        key = None if self.said is None else (*self.said, self.viewer.shape, self._counter, *place)
        plan = self.app.plans.get(key) if key else None
        if plan is None:
            with refused():
                assert self.selection is not None
                compiler = Compiler(Build(self.viewer, self._counter * 10_000), self.selection)
                sql = compile_with(compiler)
            own = {name: value for name, value in compiler.build.params.items() if not name.startswith("v_")}
            plan = (sql, own)
            if key:
                keep(self.app.plans, key, plan)
        own = {**plan[1], **(keys or {})}
        if key and at is not None:
            self.roots.append((at, plan[0], own))
        return plan[0], {**own, **self.viewer.params}

    async def replay(self, roots: list[tuple[str, str, dict[str, Any]]]) -> dict[str, Any]:
        """The data of a query whose every root field is compiled and was compiled before: one statement and nothing else."""
        sql = "select " + ", ".join(f"({one})::text" for _, one, _ in roots)
        params = {name: value for _, _, own in roots for name, value in own.items()} | self.viewer.params
        row = await self.fetch(sql, params) or ()
        return {
            key: orjson.Fragment(text) if text is not None else None
            for (key, _, _), text in zip(roots, row, strict=True)
        }

    async def read(self, sql: str, params: Mapping[str, Any]) -> Any:
        """Runs a scalar SELECT expression; those of sibling fields travel together as one statement. Returns JSON text."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        self._waiting.append((sql, dict(params), future))
        if len(self._waiting) == 1:
            loop.call_soon(lambda: loop.create_task(self._flush()))
        return await future

    async def _flush(self) -> None:
        batch, self._waiting = self._waiting, []
        sql = "select " + ", ".join(f"({one})::text" for one, _, _ in batch)
        params: dict[str, Any] = {}
        for _, each, _ in batch:
            params.update(each)
        try:
            values = await self.fetch(sql, params)
        except BaseException as error:
            for _, _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        for (_, _, future), value in zip(batch, values or (), strict=True):
            if not future.done():
                future.set_result(value)

    async def fetch(self, sql: str, params: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The first row of a statement: in the open transaction of a mutation, else on the reading pool."""
        self.statements += 1
        with answering():
            if self.session is not None:
                async with self._lock:
                    return await (await execute(self.session, sql, params)).fetchone()
            async with self.database.reads.connection() as connection:
                return await (await connection.execute(sql, params)).fetchone()

    async def report(self, sql: str, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Every row of a report's statement, when its turn has come; given up when the asker leaves."""
        self.statements += 1
        if self.patience is not None:
            self.patience.with_report()
        with answering():
            async with self.database.reporting((self.viewer.user_id, self.request_id)) as connection:
                return await (await connection.execute(sql, params)).fetchall()


def _place(nodes: list[FieldNode]) -> int:
    """Where in the query's text a field stands."""
    return nodes[0].loc.start if nodes[0].loc else -1


def keep(kept: OrderedDict[Any, Any], key: Any, value: Any, most: int = MAX_PLANS) -> None:
    """Puts a value into a memory for so many; the one kept longest makes room."""
    kept[key] = value
    if len(kept) > most:
        kept.popitem(last=False)


@contextmanager
def answering() -> Iterator[None]:
    """Turns what a statement may fail with by the caller's doing into a coded GraphQL error."""
    try:
        yield
    except psycopg.errors.QueryCanceled:
        raise ApiError("TIMEOUT", "The query took too long. Ask for less, or filter more.") from None
    except psycopg.errors.DataError as error:
        # A value the comparison cannot take, such as a number beyond its column's range.
        raise ApiError("BAD_USER_INPUT", "A value is out of range.") from error


class refused:
    """Turns a read that cannot be compiled into a coded GraphQL error."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, BadRead):
            raise ApiError(error.code, str(error)) from None
