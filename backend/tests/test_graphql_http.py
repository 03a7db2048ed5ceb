"""GraphQL over HTTP: the audits of the reference implementation, and the limits that keep a request small."""

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from cast import Cast, _Known
from conftest import copy_of, drop, settings_for

from weir.app import create_app
from weir.db.embedded import EmbeddedServer
from weir.graphql.limits import MAX_ALIASES, MAX_BODY, MAX_COST, MAX_DEPTH, MAX_MUTATIONS, MAX_ROOT_FIELDS, MAX_TOKENS
from weir.graphql.operation import Operation

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
JSON = {"content-type": "application/json", "x-cast": "chen"}


class Served(uvicorn.Server):
    """The application on a free port, in a thread of its own."""

    def __init__(self, asgi: Any):
        super().__init__(uvicorn.Config(asgi, port=0, log_level="warning", lifespan="on"))

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        app = self.config.app.state.weir  # type: ignore[union-attr]
        cast = Cast(app, self.config.app, None)  # type: ignore[arg-type]
        await cast.meet()
        app.viewers = _Known(cast, app.viewers)


@pytest.fixture(scope="module")
def address(server: EmbeddedServer, template: str, tmp_path_factory: Any) -> Iterator[str]:
    """Where a live server listens."""
    dsn = copy_of(server, template)
    served = Served(create_app(settings_for(dsn, tmp_path_factory.mktemp("live"))))
    thread = threading.Thread(target=served.run, daemon=True)
    thread.start()
    while not served.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{served.servers[0].sockets[0].getsockname()[1]}/graphql"
    served.should_exit = True
    thread.join(10)
    drop(server, dsn)


async def test_every_must_and_should_of_the_graphql_http_audits_holds(address: str) -> None:
    process = await asyncio.create_subprocess_exec(
        "node", "audit.mjs", address, "x-cast=chen", cwd=ROOT / "e2e", stdout=asyncio.subprocess.PIPE
    )
    out, _ = await asyncio.wait_for(process.communicate(), 60)
    results = json.loads(out)
    assert len(results) > 50
    failed = [one for one in results if one["status"] != "ok" and not one["name"].startswith("MAY")]
    assert failed == []


async def post(cast: Cast, body: Any, **headers: str) -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return await cast.http.post("/graphql", content=content, headers={**JSON, **headers})


def code_of(response: Any) -> str:
    """The one code of a refusal."""
    codes = {error["extensions"]["code"] for error in response.json()["errors"]}
    assert len(codes) == 1
    return str(codes.pop())


async def test_another_method_is_405_and_a_browser_gets_the_query_page(company: Cast) -> None:
    for method in ("GET", "PUT", "DELETE", "PATCH"):
        response = await company.http.request(method, "/graphql", headers=JSON)
        assert response.status_code == 405 and response.headers["allow"] == "POST"
    page = await company.http.get("/graphql", headers={"accept": "text/html"})
    assert page.status_code == 200 and "<html" in page.text
    assert "http://" not in page.text.replace("http://www.w3.org", "") and "https://" not in page.text, "no CDN"


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
async def test_a_form_or_text_is_415(kind: str, company: Cast) -> None:
    assert (await post(company, {"query": "{ __typename }"}, **{"content-type": kind})).status_code == 415


async def test_an_unknown_accept_is_406(company: Cast) -> None:
    assert (await post(company, {"query": "{ __typename }"}, accept="text/csv")).status_code == 406


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b'{"query": 1}',
        b'{"query": ""}',
        b'{"query": "{a}", "variables": []}',
        b"\xff\xfe",
    ],
)
async def test_a_malformed_request_is_400(body: bytes, company: Cast) -> None:
    assert (await post(company, body)).status_code == 400


async def test_a_batch_is_refused(company: Cast) -> None:
    assert (await post(company, [{"query": "{ __typename }"}] * 2)).status_code == 400


async def test_a_body_over_64_kib_is_413_whether_it_says_its_length_or_not(company: Cast) -> None:
    fitting = json.dumps({"query": "{ __typename }"}).encode().ljust(MAX_BODY)
    assert (await post(company, fitting)).status_code == 200
    assert (await post(company, fitting + b" ")).status_code == 413

    async def parts() -> Any:
        for _ in range(70):
            yield b" " * 1024

    assert (await company.http.post("/graphql", content=parts(), headers=JSON)).status_code == 413


async def test_too_many_tokens_are_refused(company: Cast) -> None:
    response = await post(company, {"query": "{ " + "a " * (MAX_TOKENS + 1) + "}"})
    assert code_of(response) == "GRAPHQL_PARSE_FAILED"


async def refusal(cast: Cast, query: str) -> tuple[str, dict[str, Any]]:
    body = await cast["chen"].reply(query)
    error = body["errors"][0]
    assert "data" not in body, "nothing is run"
    return error["extensions"]["code"], error["extensions"]


async def test_too_deep_too_many_aliases_and_too_many_root_fields_are_refused_with_the_price(company: Cast) -> None:
    deep = "{ departments(first: 1) { nodes { " + "parent { " * MAX_DEPTH + "id" + " }" * MAX_DEPTH + " } } }"
    aliases = "{ me { " + " ".join(f"a{index}: name" for index in range(MAX_ALIASES + 1)) + " } }"
    roots = "{ " + " ".join("me { id }" for _ in range(MAX_ROOT_FIELDS + 1)) + " }"
    verbs = " ".join('m: completeTask(input: {id: "x"}) { task { id } }' for _ in range(MAX_MUTATIONS + 1))
    for query in (deep, aliases, roots, f"mutation {{ {verbs} }}"):
        code, extensions = await refusal(company, query)
        assert code == "MAX_COST_EXCEEDED"
        assert extensions["cost"]["max"] == MAX_COST


async def test_a_query_too_costly_says_what_it_costs_and_an_honest_one_too(company: Cast) -> None:
    inner = "contacts(first: 100) { nodes { activities(first: 100) { nodes { id } } } }"
    code, extensions = await refusal(company, f"{{ accounts(first: 100) {{ nodes {{ {inner} }} }} }}")
    assert code == "MAX_COST_EXCEEDED"
    assert extensions["cost"]["requested"] > MAX_COST
    body = await company["chen"].reply("{ deals(first: 10) { nodes { id } } }")
    assert 10 <= body["extensions"]["cost"]["requested"] < 200


async def test_a_page_size_in_a_variable_counts_in_the_price(company: Cast) -> None:
    query = (
        "query($n: Int) { accounts(first: $n) { nodes { contacts(first: $n) { nodes { deals: account { id } } } } } }"
    )
    small = await company["chen"].reply(query, n=1)
    large = await company["chen"].reply(query, n=100)
    assert large["extensions"]["cost"]["requested"] > 50 * small["extensions"]["cost"]["requested"]


@pytest.mark.parametrize("size", [-1, 101, 2**31 - 1])
async def test_an_impossible_page_is_bad_input(size: int, company: Cast) -> None:
    body = await company["chen"].reply(f"{{ deals(first: {size}) {{ nodes {{ id }} }} }}")
    assert {error["extensions"]["code"] for error in body["errors"]} <= {"BAD_USER_INPUT", "MAX_COST_EXCEEDED"}


async def test_a_fragment_bomb_is_measured_in_linear_time(company: Cast) -> None:
    bomb = "{ me { ...f0 } } " + " ".join(
        f"fragment f{index} on User {{ a: manager {{ ...f{index + 1} }} b: manager {{ ...f{index + 1} }} }}"
        for index in range(60)
    )
    started = time.perf_counter()
    body = await company["chen"].reply(bomb + " fragment f60 on User { id }")
    assert body["errors"][0]["extensions"]["code"] in ("MAX_COST_EXCEEDED", "GRAPHQL_VALIDATION_FAILED")
    assert time.perf_counter() - started < 3


async def test_a_fragment_cycle_is_refused(company: Cast) -> None:
    body = await company["chen"].reply("{ me { ...a } } fragment a on User { ...b } fragment b on User { ...a }")
    assert {error["extensions"]["code"] for error in body["errors"]} == {"GRAPHQL_VALIDATION_FAILED"}


@pytest.mark.parametrize(("name", "value"), [("locale", "FR"), ("theme", 3)])
async def test_a_word_that_is_none_of_an_enum_is_refused_and_is_no_bug(name: str, value: Any, company: Cast) -> None:
    query = "mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { user { id } } }"
    (told,) = (await company["zhangsan"].reply(query, input={name: value}))["errors"]
    assert told["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED" and str(value) in told["message"]


async def test_a_bug_is_masked_under_a_number_and_nothing_of_it_is_told(
    company: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> Any:
        raise RuntimeError("select secret from vault")

    monkeypatch.setattr(Operation, "fetch", broken)
    response = await post(company, {"query": "{ deals { totalCount } }"})
    error = response.json()["errors"][0]
    assert error["message"] == "Internal error"
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR" and len(error["extensions"]["errorId"]) == 12
    assert "secret" not in response.text and "RuntimeError" not in response.text


async def test_a_cookie_from_another_site_is_nobody(company: Cast) -> None:
    signed = await company.http.post(
        "/auth/sign-in",
        json={"email": "chen@weir.example", "password": "yuliang-2026"},
        headers={"origin": "http://testserver", "content-type": "application/json"},
    )
    assert signed.status_code == 200, signed.text
    try:
        asked = {"query": "{ me { name } }"}
        plain = {"content-type": "application/json"}
        own = await company.http.post("/graphql", json=asked, headers={**plain, "origin": "http://testserver"})
        assert own.json()["data"]["me"]["name"] == "陈经理"
        for origin in ("https://evil.example", "null", "http://testserver.evil.example"):
            foreign = await company.http.post("/graphql", json=asked, headers={**plain, "origin": origin})
            assert code_of(foreign) == "UNAUTHENTICATED"
    finally:
        company.http.cookies.clear()


async def test_unauthenticated_is_200_in_json_and_401_in_the_response_type(company: Cast) -> None:
    for accept, status in (("application/json", 200), ("application/graphql-response+json", 401)):
        response = await post(company, {"query": "{ me { id } }"}, accept=accept, **{"x-cast": "nobody"})
        assert response.status_code == status and code_of(response) == "UNAUTHENTICATED"


async def test_whoever_asks_too_often_is_told_when_to_come_back(company: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(company.app.budget, "take", lambda viewer: 3)
    response = await post(company, {"query": "{ me { id } }"})
    assert (
        response.status_code == 429 and response.headers["retry-after"] == "3" and code_of(response) == "RATE_LIMITED"
    )


async def test_unknown_fields_are_not_guessed_from_hidden_names(company: Cast) -> None:
    response = await post(company, {"query": "{ users { nodes { passwordHas } } }"})
    assert code_of(response) == "GRAPHQL_VALIDATION_FAILED"
    assert "passwordHash" not in response.text


async def test_a_crowd_is_told_to_come_again_and_not_that_something_broke(weir: Cast) -> None:
    reads = weir.app.database.reads
    reads.timeout = 0.2
    async with contextlib.AsyncExitStack() as taken:
        for _ in range(reads.max_size):
            await taken.enter_async_context(reads.connection())
        answer = await weir["chen"].reply("{ deals { totalCount } }")
    assert [one["extensions"]["code"] for one in answer["errors"]] == ["TIMEOUT"]
    assert "again" in answer["errors"][0]["message"]
    assert (await weir["chen"].ask("{ deals { totalCount } }"))["deals"]["totalCount"] > 0
