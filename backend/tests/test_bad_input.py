"""Values that break things elsewhere: NUL characters, numbers and days at the edge, wrong ids, cursors of another list."""

import base64
from typing import Any

import pytest
from cast import Cast

pytestmark = pytest.mark.slow

CALM = {"BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "MAX_COST_EXCEEDED"}
WHERES = [
    '{name: {contains: "\\u0000"}}', '{name: {eq: "\\u0000"}}', '{name: {startsWith: "%_\\\\"}}', '{name: {in: []}}', '{name: {in: null}}',
    '{name: {contains: null}}', '{probability: {eq: 2147483647}}', '{probability: {gt: -2147483648}}', '{baseAmount: {gt: "1e13"}}',
    '{baseAmount: {eq: "NaN"}}', '{baseAmount: {lt: "Infinity"}}', '{baseAmount: {eq: "0E+999999"}}', '{baseAmount: {eq: "1E-9"}}',
    '{expectedCloseDate: {eq: "0001-01-01"}}', '{expectedCloseDate: {eq: "9999-12-31"}}', '{expectedCloseDate: {eq: "2026-02-30"}}',
    '{createdAt: {gt: "0001-01-01T00:00:00+14:00"}}', '{createdAt: {lt: "9999-12-31T23:59:59-14:00"}}', '{createdAt: {lt: "2026-01-01"}}',
    '{id: {eq: "x"}}', '{id: {in: ["deal_zzz", ""]}}', '{id: {in: null}}', '{ownerId: {eq: "deal_0192"}}', '{tags: {has: []}}',
    '{tags: {has: null}}', '{tags: {has: ["\\u0000"]}}', "{and: []}", "{or: []}", "{not: {}}", "{and: null}", "{account: {}}",
    '{name: {isNull: null}}', "{not: {not: {not: {not: {not: {not: {not: {not: {not: {not: {}}}}}}}}}}}",
]  # fmt: skip


def calm(body: dict[str, Any]) -> None:
    """An answer, or a refusal that is no bug."""
    for error in body.get("errors") or []:
        assert error["extensions"]["code"] in CALM, error


@pytest.mark.parametrize("where", WHERES)
async def test_a_filter_is_answered_or_refused_calmly(where: str, company: Cast) -> None:
    calm(await company["chen"].reply(f"{{ deals(where: {where}) {{ totalCount nodes {{ id }} }} }}"))


@pytest.mark.parametrize(
    "text",
    ["\x00", "%", "_", "\\", "'", '"', "' or 1=1 --", "%(v_user)s", "{a}", ":name", "a" * 201, "𠮷", " ", "\u202e"],
)
async def test_a_search_is_answered_or_refused_calmly(text: str, company: Cast) -> None:
    calm(
        await company["chen"].reply(
            "query($t: String!) { search(text: $t) { id } deals(search: $t) { totalCount } }", t=text
        )
    )
    calm(
        await company["chen"].reply(
            "query($t: String!) { deals(where: {name: {contains: $t}}) { totalCount } }", t=text
        )
    )


async def test_percent_and_underscore_are_letters_like_any_other(company: Cast) -> None:
    for text in ("%", "_", "%%"):
        found = await company["chen"].ask(
            "query($t: String!) { deals(where: {name: {contains: $t}}) { totalCount } }", t=text
        )
        assert found["deals"]["totalCount"] == 0


def cursors() -> list[str]:
    import json

    made = ["", "x", "!!!!", base64.b64encode(b"{}").decode(), base64.b64encode(b"[1]").decode(), "A" * 5000]
    lists = [
        ["-updated_at,-id"],
        ["-updated_at,-id", "2026-01-01", "x"],
        ["-updated_at,-id", None, None],
        ["name,id", "a", "b"],
    ]
    lists += [
        ["-updated_at,-id", "infinity", "0192" + "0" * 28],
        ["-updated_at,-id", {}, []],
        ["-updated_at,-id", "\x00", "\x00"],
    ]
    return made + [base64.b64encode(json.dumps(one).encode()).decode() for one in lists]


@pytest.mark.parametrize("cursor", cursors())
async def test_a_cursor_of_another_list_is_refused_calmly(cursor: str, company: Cast) -> None:
    calm(await company["chen"].reply("query($c: String) { deals(first: 2, after: $c) { nodes { id } } }", c=cursor))
    calm(await company["chen"].reply("query($c: String) { deals(last: 2, before: $c) { nodes { id } } }", c=cursor))


VALUES: list[dict[str, Any]] = [
    {"name": "\x00"}, {"name": "\x00a\x00"}, {"name": "   "}, {"name": "\u200b"}, {"name": "长" * 201}, {"name": "a" * 200},
    {"name": "n", "amount": {"amount": "99999999999999.99"}}, {"name": "n", "amount": {"amount": "0E+999999"}},
    {"name": "n", "amount": {"amount": "1E+13"}}, {"name": "n", "amount": {"amount": "1", "currency": "xx"}},
    {"name": "n", "amount": {"amount": "1", "currency": "\x00"}}, {"name": "n", "amount": {"amount": "-0.001"}},
    {"name": "n", "amount": {"amount": "0.004"}}, {"name": "n", "expectedCloseDate": "9999-12-31"},
    {"name": "n", "nextFollowUpAt": "9999-12-31T23:59:59.999999Z"}, {"name": "n", "nextFollowUpAt": "0001-01-01T00:00:00Z"},
    {"name": "n", "tags": ["\x00"]}, {"name": "n", "tags": ["a"] * 100}, {"name": "n", "tags": [str(n) for n in range(40)]},
    {"name": "n", "tags": ["长" * 61]}, {"name": "n", "accountId": "deal_0192"}, {"name": "n", "accountId": ""},
    {"name": "n", "idempotencyKey": "\x00"}, {"name": "n", "idempotencyKey": "k" * 300}, {"name": "n", "ownerId": "x"},
    {"name": "n", "need": "\x00" * 10}, {"name": "n", "need": "长" * 10_001}, {"name": "n", "budgetRange": "💰" * 100},
    {"name": "n", "contacts": [{"contactId": "x", "role": "USER"}]}, {"name": "n", "pipelineId": "x"}, {"name": "n", "stageId": "x"},
]  # fmt: skip


@pytest.mark.parametrize("given", VALUES, ids=range(len(VALUES)))
async def test_a_new_deal_is_made_or_refused_in_place(given: dict[str, Any], company: Cast) -> None:
    body = await company["chen"].reply(
        "mutation($input: CreateDealInput!) { createDeal(input: $input) { deal { id } userErrors { code field message } } }",
        input=given,
    )
    calm(body)
    if "errors" not in body:
        payload = body["data"]["createDeal"]
        assert (payload["deal"] is None) == bool(payload["userErrors"])
        for error in payload["userErrors"]:
            assert error["message"] and error["code"] != error["message"]


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("updateDeal", {"id": "deal_0192", "version": -1}),
        ("updateDeal", {"id": "", "version": 2**31 - 1, "probability": 2**31 - 1}),
        ("logActivity", {"kind": "CALL", "summary": "\x00", "durationSec": 2**31 - 1}),
        ("createTask", {"title": "\x00", "dueAt": "9999-12-31T23:59:59Z"}),
        ("createProduct", {"name": "p", "code": "\x00", "listPrice": {"amount": "99999999999999"}}),
        ("createStage", {"pipelineId": "x", "nameZh": "a", "nameEn": "b", "entryCriteria": ["\x00", {"kind": None}]}),
        (
            "createStage",
            {"pipelineId": "x", "nameZh": "a", "nameEn": "b", "requiredFields": [{"a": 1}], "enterActions": "x"},
        ),
        ("createUser", {"name": "a", "email": "a@b.cd\x00"}),
        ("shareRecord", {"recordId": "deal_x", "withId": "user_x", "expiresAt": "0001-01-01T00:00:00Z"}),
        ("setDealLines", {"dealId": "deal_x", "version": 1, "lines": [{"quantity": "0E+999999"}]}),
    ],
)
async def test_other_verbs_refuse_calmly(verb: str, given: dict[str, Any], company: Cast) -> None:
    title = verb[0].upper() + verb[1:]
    body = await company["xiaolin"].reply(
        f"mutation($input: {title}Input!) {{ {verb}(input: $input) {{ userErrors {{ code message }} }} }}", input=given
    )
    calm(body)


async def test_stage_criteria_of_any_shape_are_refused_calmly(weir: Cast) -> None:
    pipeline = await weir.id_of("pipeline", "code = 'P-C'")
    odd: list[Any] = ["x", 7, {}, [[]], ["\x00"], [{"kind": None}], [{"kind": ["FIELD"]}], [{"kind": "FIELD"}]]
    odd += [
        [{"kind": "FIELD", "field": ["x"]}],
        [{"kind": "HAS_ROLE", "values": 3}],
        [{"kind": "TASK", "titleZh": "t", "taskKind": "NO"}],
    ]
    for criteria in odd:
        for name in ("entryCriteria", "requiredFields", "requiredActions", "enterActions"):
            body = await weir["xiaolin"].reply(
                "mutation($input: CreateStageInput!) { createStage(input: $input) { stage { id } userErrors { code message } } }",
                input={"pipelineId": pipeline, "nameZh": "新阶段", "nameEn": "New", name: criteria},
            )
            calm(body)
            assert body["data"]["createStage"]["stage"] is None, f"{name} took {criteria!r}"


async def test_lines_at_the_edge_are_refused_calmly(weir: Cast) -> None:
    from test_deals import a_deal

    deal = await a_deal(weir)
    for line in ({"quantity": "999999999.9", "unitPrice": "9999999999999"}, {"quantity": "0"}, {"quantity": "1", "unitPrice": "0E+999999"},
                 {"quantity": "1E-8", "unitPrice": "1"}, {"quantity": "1", "unitPrice": "1", "discount": "100.001"}):  # fmt: skip
        query = "mutation($input: SetDealLinesInput!) { setDealLines(input: $input) { userErrors { code message } } }"
        calm(
            await weir["zhangsan"].reply(
                query, input={"dealId": deal["id"], "version": deal["version"], "lines": [line]}
            )
        )
