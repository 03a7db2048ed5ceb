"""The oracle: whatever the compiler answers, ordinary GraphQL execution over the same data must answer too, byte for byte.

The response is taken as the data; the same document is run by plain graphql-core on the printed schema, with a resolver that reads the
response keys. Fragments, aliases, directives, merged duplicates, `__typename`, nulls and the order of keys must come out the same.
"""

import json
from typing import Any

import pytest
from cast import Cast
from crawl import Crawler
from graphql import DocumentNode, GraphQLObjectType, GraphQLScalarType, build_schema, execute
from test_leaks_doors import rows_of

from weir.demo.people import CAST
from weir.graphql.documents import Documents
from weir.schema import SCHEMA, print_schema

pytestmark = pytest.mark.slow


class Written(Documents):
    """The documents of a crawl, which the leak tests find to fit the schema."""

    def check(self, query: str, document: DocumentNode) -> None:
        """Not once more: that takes as long as everything here."""


DOCUMENTS = Written(SCHEMA._schema, 3000)
PLAIN = build_schema(print_schema())
for kind in PLAIN.type_map.values():
    if isinstance(kind, GraphQLScalarType) and kind.name in ("DateTime", "Date", "Decimal", "JSON"):
        kind.serialize = lambda value: value  # type: ignore[method-assign, assignment]

ASKING = ["chen", "moli", "hengda", "shenji"]
TRICKS = """
query Tricks($yes: Boolean! = true, $no: Boolean! = false, $first: Int = 3) {
  again: deals(first: $first) { ...Page totalCount }
  deals(first: 2) { nodes { ... on Node { id } name } nodes { name stage { id } stage { name } } }
  deals(first: 2) { nodes { __typename owner { __typename name email @skip(if: $yes) } } }
  left: deals(first: 1) @skip(if: $yes) { totalCount }
  kept: deals(first: 1) @include(if: $yes) { totalCount @include(if: $no) edges { cursor node { id } } }
  pipelines { __typename nodes { ... @include(if: $yes) { name } stages { nodes { name s: deals(first: 2) { ...Page } } } } }
  contacts(first: 3) { nodes { maskedFields mobile email account { ...Company } viewerCan { __typename a: update void } } }
  node(id: "deal_0192") { id } nobody: nodes(ids: ["x", "user_1"]) { id __typename }
  accounts(first: 2) { nodes { parent { parent { name } } history(first: 2) { nodes { changes at actor { name } } } } }
  money: deals(first: 2) { nodes { amount { currency amount __typename } m: amount { c: currency } } }
  sums: deals { aggregate { __typename count sum { a: baseAmount __typename } avg { probability } } }
  grouped: deals { groups(by: [{field: STAGE}, {field: STATUS}]) { __typename k: keys { label field __typename } n: count } }
}
fragment Page on DealConnection { pageInfo { hasNextPage hasNextPage end: endCursor __typename } nodes { ...Card } }
fragment Card on Deal { stage { position } ...Inner name account { ...Company } }
fragment Inner on Deal { id status stage { name position } tags lostReason isDwelling nextFollowUpAt }
fragment Company on Account { name number type __typename }
"""


def completed(document: str, data: dict[str, Any]) -> Any:
    """The document run in the ordinary way over the data."""
    result = execute(
        PLAIN,
        DOCUMENTS.find(document).document,
        root_value=data,
        variable_values={},
        field_resolver=lambda source, info, **_: source[info.path.key],
        type_resolver=lambda value, info, kind: type_name(value, info),
    )
    assert not hasattr(result, "__await__")
    assert result.errors is None, result.errors  # type: ignore[union-attr]
    return result.data  # type: ignore[union-attr]


def type_name(value: dict[str, Any], info: Any) -> str:
    """What a `Node` is, by its id."""
    prefix = value["id"].partition("_")[0]
    from weir.catalog.registry import BY_PREFIX

    name = BY_PREFIX[prefix].type_name
    assert isinstance(PLAIN.type_map[name], GraphQLObjectType)
    return name


async def same(cast: Cast, key: str, document: str) -> bool:
    """Whether the answer is what ordinary completion makes of it; False when there was nothing to compare."""
    body = await cast[key].reply(document)
    if not body.get("data") or "errors" in body:
        return False
    expected = completed(document, body["data"])
    assert json.dumps(body["data"]) == json.dumps(expected), document
    return True


@pytest.mark.parametrize("key", [one.key for one in CAST])
async def test_fragments_aliases_and_directives_come_out_as_graphql_says_for(key: str, company: Cast) -> None:
    assert await same(company, key, TRICKS)


@pytest.mark.parametrize("key", ASKING)
async def test_every_compiled_field_comes_out_as_graphql_says_for(key: str, company: Cast) -> None:
    company.app.documents = DOCUMENTS
    crawler = Crawler(company[key].viewer, rows_of(company, key), ("sort", "group"), ASKING.index(key))  # type: ignore[arg-type]
    compared = 0
    for label, document in crawler.requests():
        if not label.startswith(("search", "gate", "handover", "verify")):
            compared += await same(company, key, document)
    assert compared > 100


async def test_the_oracle_sees_a_missing_key_and_a_wrong_type(company: Cast) -> None:
    document = "{ deals(first: 1) { nodes { id stage { position } } } }"
    data = (await company["chen"].ask(document))["deals"]
    with pytest.raises(AssertionError):
        completed(document, {"deals": {"nodes": [{"id": data["nodes"][0]["id"]}]}})
    with pytest.raises(AssertionError):
        completed(document, {"deals": {"nodes": [{"id": "deal_1", "stage": {"position": "first"}}]}})
    swapped = {"deals": {"nodes": [{"stage": {"position": 1}, "id": "deal_1"}]}}
    assert json.dumps(completed(document, swapped)) != json.dumps(swapped), "the order of keys counts"
