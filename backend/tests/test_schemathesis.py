"""Schemathesis writes queries and mutations for every root field, and somebody of every role sends them.

Whatever comes, the answer is data, user errors or one of the known codes; never a masked bug, never a 5xx.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from cast import Cast, _Known
from conftest import copy_of, drop, settings_for
from graphql import ExecutableDefinitionNode, parse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes
from hypothesis_graphql import strategies as written

from weir.app import create_app
from weir.db.embedded import EmbeddedServer
from weir.demo.people import CAST
from weir.schema import SCHEMA

KNOWN = {
    "BAD_USER_INPUT", "BAD_REQUEST", "FORBIDDEN", "MAX_COST_EXCEEDED", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED",
    "UNAUTHENTICATED", "TIMEOUT",
}  # fmt: skip
EXAMPLES = 4
# It asks for every field of every object at once, each of which has examples of its own.
FEW = {"node": 2}
# One person of each role in turn, and somebody who is not signed in.
PEOPLE = [*dict.fromkeys({one.roles: one.key for one in reversed(CAST) if one.is_active}.values()), "nobody"]

text = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**13), max_value=10**13).map(str),
    st.sampled_from(
        ["0E+999999", "1E+13", "-0", "NaN", "Infinity", "1e-9", "", "１２", "0.000000001", "99999999999999.99"]
    ),
)
schemathesis.graphql.scalar("Decimal", text.map(nodes.String))
schemathesis.graphql.scalar(
    "DateTime",
    st.one_of(
        st.datetimes().map(lambda one: one.isoformat()),
        st.datetimes(timezones=st.just(dt.UTC)).map(lambda one: one.isoformat()),
        st.sampled_from(["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-02-30T00:00:00Z", "now", ""]),
    ).map(nodes.String),
)
schemathesis.graphql.scalar(
    "Date",
    st.one_of(st.dates().map(str), st.sampled_from(["2026-02-30", "0001-01-01", "9999-12-31", "20260101", ""])).map(
        nodes.String
    ),
)
schemathesis.graphql.scalar(
    "JSON", st.sampled_from(["[]", "{}", "[1]", '["\\u0000"]', "null"]).map(lambda one: parse_value(one))
)


def parse_value(text: str) -> Any:
    """A JSON text as a GraphQL literal."""
    document = parse(f"{{ f(a: {text}) }}")
    definition = document.definitions[0]
    assert isinstance(definition, ExecutableDefinitionNode)
    return definition.selection_set.selections[0].arguments[0].value  # type: ignore[attr-defined, union-attr]


def kept(make: Callable[..., Any]) -> Callable[..., Any]:
    """What writes the queries of a root field is made once: schemathesis makes it anew for each example, a quarter of the time."""
    made: dict[tuple[str, ...], Any] = {}

    def strategy(schema: Any, *, fields: list[str], **more: Any) -> Any:
        if tuple(fields) not in made:
            made[tuple(fields)] = make(schema, fields=fields, **more)
        return made[tuple(fields)]

    return strategy


written.queries = kept(written.queries)
written.mutations = kept(written.mutations)


class Fuzzed:
    """The application in the loop schemathesis runs it in; the header `x-cast` says who asks."""

    def __init__(self, asgi: Any):
        self.asgi = asgi
        self.known = False

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and not self.known:
            app = self.asgi.state.weir
            cast = Cast(app, self.asgi, None)  # type: ignore[arg-type]
            await cast.meet()
            app.viewers = _Known(cast, app.viewers)
            app.budget.burst = 1_000_000
            self.known = True
        await self.asgi(scope, receive, send)


@pytest.fixture(scope="module")
def fuzzed(server: EmbeddedServer, house: str, tmp_path_factory: Any) -> Iterator[Any]:
    """The schema as schemathesis found it by introspection."""
    dsn = copy_of(server, house)
    app = Fuzzed(create_app(settings_for(dsn, tmp_path_factory.mktemp("fuzz"))))
    yield schemathesis.graphql.from_asgi("/graphql", app=app, headers={"x-cast": "xiaolin"})
    drop(server, dsn)


@schemathesis.check
def only_known_codes(context: Any, response: Any, case: Any) -> None:
    """Errors carry a code callers know, and the answer is a GraphQL response."""
    body = response.json()
    assert set(body) <= {"data", "errors", "extensions"}
    assert response.status_code == 200
    for error in body.get("errors") or []:
        assert error.get("extensions", {}).get("code") in KNOWN, error
    told = response.content
    for trace in (b"Traceback", b"psycopg", b"sqlalchemy", b"/weir/", b"SELECT ", b"select "):
        assert trace not in told, trace


TURN = itertools.cycle(PEOPLE)
ROOTS = [
    (kind.name, name)
    for kind in (SCHEMA._schema.query_type, SCHEMA._schema.mutation_type)
    if kind
    for name in kind.fields
]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "name"), ROOTS, ids=[name for _, name in ROOTS])
def test_every_root_field_answers_whatever_comes(kind: str, name: str, fuzzed: Any) -> None:
    @settings(
        max_examples=FEW.get(name, EXAMPLES),
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=fuzzed[kind][name].as_strategy())
    def answered(case: Any) -> None:
        case.call_and_validate(headers={"x-cast": next(TURN)}, checks=[only_known_codes])

    answered()


def test_somebody_of_every_role_takes_part() -> None:
    assert {role for one in CAST if one.key in PEOPLE for role in one.roles} == {
        role for one in CAST for role in one.roles
    }
