"""The other ways out of the house: verbs with foreign ids, files, live events, credentials of somebody else."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from cast import Cast
from conftest import copy_of, drop, settings_for
from crawl import NEVER
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    get_nullable_type,
)
from worlds import sight

import weir.changing.change as changing
import weir.graphql.run as running
from weir.catalog.ids import encode
from weir.catalog.registry import OBJECTS
from weir.db.embedded import EmbeddedServer
from weir.deals.feed import FEED as DEALS
from weir.graphql.feed import Feed
from weir.graphql.operation import Operation
from weir.leads.feed import FEED as LEADS
from weir.pools.account_feed import FEED as ACCOUNTS
from weir.schema import SCHEMA

pytestmark = pytest.mark.slow

MUTATION = SCHEMA._schema.mutation_type
assert MUTATION is not None
# What an id of an input refers to, where its name does not say it.
TARGETS = {
    "recordId": "deal", "withId": "user", "ownerId": "user", "managerId": "user", "assigneeId": "user", "memberIds": "user",
    "mentionIds": "user", "receiverIds": "user", "afterId": "deal", "beforeId": "deal", "stageIds": "stage", "ids": "notification",
    "partnerId": "account", "fileId": "attachment", "handOverId": "", "poolId": "lead_pool", "targetPoolId": "lead_pool",
    "adminIds": "user", "viewId": "saved_view", "survivorId": "lead", "sourceId": "lead_source",
    "calendarId": "work_calendar", "coverUserId": "user", "ruleIds": "assignment_rule", "recordIds": "deal",
    "referrerAccountId": "account", "referrerContactId": "contact", "signerContactId": "contact", "renewalOfId": "contract",
    "planId": "payment_plan",
    "problemIds": "problem_entry", "problemId": "problem_entry", "playIds": "play",
}  # fmt: skip
IDS = {
    "removeDealContact": "deal_contact", "unshareRecord": "record_share", "deleteFile": "attachment", "transferOwner": "deal",
    "revokeSession": "session", "revokeApiToken": "api_token", "revealField": "contact", "setUserRoles": "user",
    "removeCampaignCost": "campaign_cost", "removeCampaignMember": "campaign_member", "updateCampaignMember": "campaign_member",
    "renewLeadSourceKey": "lead_source", "withdrawConsent": "consent_record", "replayIntake": "intake_payload",
    "renewLeadSourceSecret": "lead_source", "removeLeadSourceSecret": "lead_source",
    "moveLeadToPool": "lead", "runBulk": "bulk_run", "cancelBulk": "bulk_run", "undoBulk": "bulk_run",
    "installCalendarYear": "work_calendar", "mergeLeads": "lead", "claimLeads": "lead", "checkLeadMailbox": "lead_mailbox",
    "startPlay": "lead", "undoPlay": "lead", "attachCase": "success_case", "detachCase": "success_case",
    "takeOverReportSchedule": "report_schedule",
}  # fmt: skip
VALUES = {
    "Int": 1, "String": "because it is so", "Boolean": True, "Decimal": "1", "Date": "2031-01-01",
    "DateTime": "2031-01-01T00:00:00Z", "JSON": [], "ID": "nothing",
}  # fmt: skip
PEOPLE = ("zhangsan", "chen", "wangwu", "kefu", "hengda")


@pytest.fixture(scope="module")
async def full(server: EmbeddedServer, house: str, tmp_path_factory: Any) -> AsyncIterator[Cast]:
    """The company with something of every kind."""
    dsn = copy_of(server, house)
    async with Cast.playing(settings_for(dsn, tmp_path_factory.mktemp("full"))) as cast:
        yield cast
    drop(server, dsn)


class Probe:
    """Inputs for every verb as one person, in which exactly one id is foreign."""

    def __init__(self, cast: Cast, rows: dict[str, tuple[set[Any], set[Any]]]):
        self.cast, self.rows = cast, rows

    def target(self, verb: str, name: str) -> str:
        if name == "id":
            noun = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in verb).partition("_")[2]
            return IDS.get(verb) or (noun if noun in OBJECTS else "deal")
        stem = "".join(
            f"_{letter.lower()}" if letter.isupper() else letter
            for letter in name.removesuffix("Id").removesuffix("Ids")
        )
        target = (IDS.get(verb) if name == "ids" else None) or TARGETS.get(name, stem)
        return "account" if target == "parent" and "Account" in verb else "department" if target == "parent" else target

    def own(self, name: str) -> str:
        seen = sorted(self.rows[name][0]) if name in self.rows else []
        return encode(name, seen[0]) if seen else f"{OBJECTS[name].prefix}_{NEVER}" if name in OBJECTS else "nothing"

    def places(self, verb: str, kind: GraphQLInputObjectType, trail: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
        """The paths of every id in an input."""
        for name, given in kind.fields.items():
            inner = get_named_type(given.type)
            if isinstance(inner, GraphQLInputObjectType):
                yield from self.places(verb, inner, (*trail, name))
            elif inner.name == "ID" and name not in ("handOverId",):
                yield (*trail, name)

    def value(self, verb: str, kind: GraphQLInputObjectType, foreign: tuple[str, ...], key: str) -> dict[str, Any]:
        """The input: what must be given, and the path to the foreign id."""
        made: dict[str, Any] = {}
        for name, given in kind.fields.items():
            here = foreign[0] if foreign else None
            if not isinstance(given.type, GraphQLNonNull) and name != here:
                continue
            inner = get_named_type(given.type)
            if isinstance(inner, GraphQLInputObjectType):
                one: Any = self.value(verb, inner, foreign[1:] if name == here else (), key)
            elif isinstance(inner, GraphQLEnumType):
                one = next(iter(inner.values))
            elif inner.name == "ID":
                one = key if (name,) == foreign else self.own(self.target(verb, name))
            else:
                one = "mobile" if name == "field" else VALUES[inner.name]
            made[name] = [one] if isinstance(get_nullable_type(given.type), GraphQLList) else one
        return made

    def inputs(self) -> Iterator[tuple[str, Any, Any, str, str]]:
        """(verb, input with a hidden id, the same with an id never made, the hidden id, the other)."""
        assert MUTATION is not None
        for verb, field in MUTATION.fields.items():
            kind = get_named_type(field.args["input"].type)
            assert isinstance(kind, GraphQLInputObjectType)
            for place in self.places(verb, kind):
                target = self.target(verb, place[-1])
                assert target in OBJECTS, f"{verb}.{'.'.join(place)}: say in TARGETS what it refers to"
                for hidden_key in sorted(self.rows[target][1])[:2]:
                    hidden, never = encode(target, hidden_key), f"{OBJECTS[target].prefix}_{NEVER}"
                    yield (
                        verb,
                        self.value(verb, kind, place, hidden),
                        self.value(verb, kind, place, never),
                        hidden,
                        never,
                    )


async def told(cast: Cast, key: str, verb: str, given: Any) -> Any:
    title = get_named_type(MUTATION.fields[verb].args["input"].type).name  # type: ignore[union-attr]
    query = (
        f"mutation($input: {title}!) {{ {verb}(input: $input) {{ __typename userErrors {{ code field message }} }} }}"
    )
    body = await cast[key].reply(query, input=given)
    body.pop("extensions", None)
    return body


async def sums(cast: Cast) -> dict[str, Any]:
    """A checksum of every table."""
    names = [row[0] for row in await cast.sql("select tablename from pg_tables where schemaname = 'public'")]
    return {
        name: await cast.one(f"select md5(string_agg(x::text, '|' order by x::text)) from \"{name}\" x")
        for name in names
    }


async def rolled_back(context: Any, document: Any, variables: Any, name: Any) -> Any:
    """A mutation that is never committed, so that probes that go through leave no trace for the next."""
    async with running.AsyncSession(context.database.engine, expire_on_commit=False, autoflush=False) as session:
        await session.begin()
        context.session = session
        result = await running._execute(context, document, variables, name)
        await session.rollback()
    context.session = None
    return result


def rows_of(cast: Cast, key: str) -> dict[str, Any]:
    import psycopg

    with psycopg.connect(cast.app.settings.database_url, options="-c timezone=UTC") as connection:  # type: ignore[arg-type]
        return {name: sight(connection, cast[key].viewer, entry) for name, entry in OBJECTS.items()}  # type: ignore[arg-type]


@pytest.mark.parametrize("key", PEOPLE)
async def test_a_verb_on_a_foreign_id_is_refused_like_one_never_made_and_writes_nothing(
    key: str, full: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = Probe(full, rows_of(full, key))
    probes = list(probe.inputs())
    assert len(probes) > 60
    refused = []
    with monkeypatch.context() as patch:
        patch.setattr(running, "_mutate", rolled_back)
        for verb, with_hidden, with_never, hidden, never in probes:
            one, two = await told(full, key, verb, with_hidden), await told(full, key, verb, with_never)
            assert str(one).replace(hidden, "") == str(two).replace(never, ""), (verb, with_hidden, one, two)
            assert "INTERNAL_SERVER_ERROR" not in str(one), (verb, with_hidden, one)
            assert "GRAPHQL_VALIDATION_FAILED" not in str(one) and "BAD_USER_INPUT" not in str(one), (
                verb,
                with_hidden,
                one,
            )
            if one["data"][verb]["userErrors"]:
                refused.append((verb, with_hidden))
    assert len(refused) > 40
    before = await sums(full)
    for verb, given in refused:
        await told(full, key, verb, given)
    after = await sums(full)
    assert {name: total for name, total in after.items() if before[name] != total} == {}


async def test_the_probes_see_a_verb_that_loads_without_asking(full: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    probe = Probe(full, rows_of(full, "zhangsan"))
    monkeypatch.setattr(running, "_mutate", rolled_back)
    monkeypatch.setattr(changing, "visible", lambda *_, **__: "true")
    differing = set()
    for verb, with_hidden, with_never, hidden, never in probe.inputs():
        one, two = await told(full, "zhangsan", verb, with_hidden), await told(full, "zhangsan", verb, with_never)
        if str(one).replace(hidden, "") != str(two).replace(never, ""):
            differing.add(verb)
    assert {"moveDeal", "updateDeal", "voidAccount", "createComment", "followRecord", "deleteFile"} <= differing


async def test_a_file_on_a_hidden_record_is_downloaded_by_nobody_else(
    full: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def get(key: str, file: str) -> tuple[int, bytes]:
        response = await full.http.get(f"/files/{file}", headers={"x-cast": key})
        return response.status_code, response.content

    mine, theirs = rows_of(full, "wangwu"), rows_of(full, "zhangsan")
    alone = sorted(mine["account"][0] & theirs["account"][1])
    key = await full.one(
        "select id from deal where account_id = any(%s) and deleted_at is null order by id limit 1", alone
    )
    deal = encode("deal", key)
    sent = await full.http.post(f"/files?regarding={deal}&name=a.txt", content=b"hello", headers={"x-cast": "wangwu"})
    hidden = sent.json()["id"]
    assert await get("zhangsan", hidden) == await get("zhangsan", f"file_{NEVER}")
    assert (await get("zhangsan", hidden))[0] == 404
    assert (await get("nobody", hidden))[0] == 401
    assert await get("xiaolin", hidden) == (200, b"hello")
    monkeypatch.setattr(changing, "visible", lambda *_, **__: "true")
    assert (await get("zhangsan", hidden))[0] == 200, "the test must see a door left open"


async def test_uploading_to_a_hidden_record_is_refused_like_to_one_never_made(full: Cast) -> None:
    hidden = encode("deal", sorted(rows_of(full, "wangwu")["deal"][1])[0])
    answers = [
        await full.http.post(f"/files?regarding={deal}&name=a.txt", content=b"x", headers={"x-cast": "wangwu"})
        for deal in (hidden, f"deal_{NEVER}")
    ]
    assert answers[0].status_code == answers[1].status_code == 404
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("who", ["zhangsan", "moli", "hengda"])
@pytest.mark.parametrize(
    ("feed", "watched"), [(DEALS, {"pipeline": None}), (LEADS, {"pool": None}), (ACCOUNTS, {"pool": None})]
)
async def test_events_reach_only_who_may_see_the_record(
    who: str, feed: Feed, watched: dict[str, Any], full: Cast
) -> None:
    seen, hidden = rows_of(full, who)[feed.object]
    watcher = Operation(full.app, full[who].viewer, "")  # type: ignore[arg-type]
    for key in sorted(seen)[:5]:
        assert await feed.sees(watcher, key, **watched)
    for key in sorted(hidden)[:20]:
        assert not await feed.sees(watcher, key, **watched)


async def test_a_plan_compiled_for_one_rep_gives_the_next_rep_their_own_rows(full: Cast) -> None:
    query = "{ deals(first: 100) { totalCount nodes { id owner { name } } } me { name } }"
    answers = {key: await full[key].ask(query) for key in ("zhangsan", "lisi", "wangwu", "zhangsan")}
    assert {key: body["me"]["name"] for key, body in answers.items()} == {
        "zhangsan": "张三",
        "lisi": "李四",
        "wangwu": "王五",
    }
    found = {key: {node["id"] for node in body["deals"]["nodes"]} for key, body in answers.items()}
    for key, ids in found.items():
        assert ids == {encode("deal", one) for one in rows_of(full, key)["deal"][0]}


async def test_cursors_of_one_person_show_another_nothing(full: Cast) -> None:
    chen = await full["chen"].ask("{ deals(first: 30) { pageInfo { endCursor } } }")
    query = "query($after: String) { deals(first: 100, after: $after) { nodes { id } } }"
    found = await full["wangwu"].ask(query, after=chen["deals"]["pageInfo"]["endCursor"])
    assert {node["id"] for node in found["deals"]["nodes"]} <= {
        encode("deal", one) for one in rows_of(full, "wangwu")["deal"][0]
    }


async def test_whoever_is_not_signed_in_learns_nothing(full: Cast) -> None:
    for query in (
        "{ viewer { roles } }",
        "{ deals { totalCount } }",
        '{ node(id: "deal_1") { id } }',
        "{ catalog { name } }",
    ):
        body = await full["nobody"].reply(query)
        assert [error["extensions"]["code"] for error in body["errors"]] == ["UNAUTHENTICATED"]
        assert "data" not in body
