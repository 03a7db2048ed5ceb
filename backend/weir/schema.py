"""The schema: the one module that names every domain."""

import strawberry

import weir.rooms  # noqa: F401  (fills the catalog)
from weir.graphql.build import KINDS, build_all, check_compiled
from weir.graphql.executor import WeirExecutor
from weir.graphql.roots import NodeQuery, add_roots
from weir.graphql.scalars import CONFIG

build_all()


class Query(NodeQuery):
    """All that can be read."""


add_roots(Query)
Query = strawberry.type(Query, description="All that can be read.")  # type: ignore[misc]

SCHEMA = strawberry.Schema(
    query=Query,
    types=[kinds.output for kinds in KINDS.values()],
    config=CONFIG,
    execution_context_class=WeirExecutor,
)
check_compiled(SCHEMA._schema)


def print_schema() -> str:
    """The SDL, as committed in `backend/schema.graphql`."""
    return SCHEMA.as_str() + "\n"
