"""One clock for every path of ownership: when a lead or an account goes back to its pool, who is told, and what does not move it."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cast import Cast
from conftest import copy_of, drop
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_imports import Importing
from test_leads import called
from test_pools import ANSWER, BOTH, LEAD, SOUTH, claim, claimed, codes, of_id, pool, seen, settle, waiting

import weir.pools.recycling as recycling
from weir.db.embedded import EmbeddedServer
from weir.jobs import Worker

pytestmark = pytest.mark.slow

CLOCK = "owner { name } ownerSince lastFollowUpAt protectedUntil recycleDueAt recycleCount pool { name } version"
MARCH = datetime(2026, 3, 1, 2, tzinfo=UTC)  # 10:00 in Shanghai


def worker(weir: Cast) -> Worker:
    return Worker(weir.app.settings, weir.app.database)


def day(number: float, hours: float = 0) -> datetime:
    """10:00 of a day in March, Shanghai time."""
    return MARCH + timedelta(days=number - 1, hours=hours)


async def clock(weir: Cast, lead: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = await seen(weir, lead, "xiaolin", CLOCK)
    return found


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


async def told(weir: Cast, who: str, kind: str) -> int:
    query = "{ notifications(first: 50) { nodes { kind } } }"
    return [one["kind"] for one in (await weir[who].ask(query))["notifications"]["nodes"]].count(kind)


async def since(weir: Cast, row: dict[str, Any], **times: datetime) -> None:
    """Moves a record's times to where the story has them."""
    sets, kind = ", ".join(f"{name} = %s" for name in times), of_id(row)
    await weir.sql(f"update {kind} set {sets} where id = %s", *times.values(), row["id"].removeprefix(f"{kind}_"))


@BOTH
async def test_the_story_of_march(weir: Cast, of: str) -> None:
    """Claimed 03-01 10:00, followed up 03-05 10:00, 15 days: reminders 03-17 and 03-19, back on 03-20, again from 03-27."""
    await settle(weir, of, noFollowUpDays=15)
    lead = await claimed(weir, await waiting(weir, of=of))
    await since(weir, lead, owner_since=day(1), last_follow_up_at=day(5))
    soon, gone = f"{of.upper()}_RECYCLES", f"{of.upper()}_RECYCLED"
    assert moment((await clock(weir, lead))["recycleDueAt"]) == day(20)
    for when, count in ((16.9, 0), (17, 1), (17.5, 1), (18.9, 1), (19, 2), (19.5, 2)):
        await recycling.remind(worker(weir), day(when))
        assert await told(weir, "zhangsan", soon) == count, when
    assert await recycling.recycle_due(worker(weir), day(19.99)) == 0
    assert await recycling.recycle_due(worker(weir), day(20)) == 1
    assert await recycling.recycle_due(worker(weir), day(20)) == 0
    found = await clock(weir, lead)
    assert (found["owner"], found["recycleDueAt"], found["recycleCount"]) == (None, None, 1)
    assert found["pool"] == {"name": SOUTH[of]}
    assert (await told(weir, "zhangsan", gone), await told(weir, "chen", gone)) == (1, 1)
    ledger = f"select cause, reason, actor_id from ownership_change where {of}_id = %s"
    # What happened in March is long ago: 张三 may claim it again, and the ledger keeps it all.
    assert ("recycled", "NO_FOLLOW_UP 15", None) in await weir.sql(ledger, lead["id"].removeprefix(f"{of}_"))
    assert codes(await claim(weir, lead)) == []


@BOTH
async def test_a_fresh_claim_starts_anew_and_an_edit_moves_no_clock(weir: Cast, of: str) -> None:
    """Also of what lay in the pool for long: 张三 has his days from the claim on."""
    row = await waiting(weir, of=of)
    await since(weir, row, last_follow_up_at=datetime.now(UTC) - timedelta(days=300))
    row = await claimed(weir, row)
    assert await recycling.recycle_due(worker(weir)) == 0
    first = await clock(weir, row)
    assert moment(first["recycleDueAt"]) - moment(first["ownerSince"]) > timedelta(days=14)
    for name, value in (("tags", ["热"]), ("region", "广东省广州市"), ("industry", "制造业")):
        changed = {"id": row["id"], "version": row["version"], name: value}
        row = (await weir["zhangsan"].done(f"update{of.title()}", ANSWER[of], **changed))[of]
    assert (await clock(weir, row))["recycleDueAt"] == first["recycleDueAt"]
    note = {f"{of}Id": row["id"], "kind": "NOTE", "summary": "记一下"}
    await weir["zhangsan"].done("logActivity", "activity { id }", **note)
    assert (await clock(weir, row))["recycleDueAt"] == first["recycleDueAt"]
    await weir["zhangsan"].done("logActivity", "activity { id }", **{**note, "kind": "CALL"})
    assert moment((await clock(weir, row))["recycleDueAt"]) > moment(first["recycleDueAt"])


async def test_the_intent_of_a_lead_moves_its_clock_and_leaves_a_day(weir: Cast) -> None:
    lead = (await claim(weir, await waiting(weir, intent="HIGH")))["lead"]
    assert await recycling.recycle_due(worker(weir)) == 0
    first = await clock(weir, lead)
    assert moment(first["recycleDueAt"]) - moment(first["ownerSince"]) == timedelta(days=10)
    edited = await weir["zhangsan"].done(
        "updateLead", LEAD, id=lead["id"], version=lead["version"], title="厂长", tags=["热"]
    )
    assert (await clock(weir, lead))["recycleDueAt"] == first["recycleDueAt"]
    # Saying that they want less gives the days of who wants less; a note to oneself gives none.
    less = await weir["zhangsan"].done(
        "updateLead", LEAD, id=lead["id"], version=edited["lead"]["version"], intent="LOW"
    )
    assert moment((await clock(weir, lead))["recycleDueAt"]) - moment(first["ownerSince"]) == timedelta(days=45)
    await called(weir, lead, kind="NOTE", outcome=None, summary="记一下")
    assert moment((await clock(weir, lead))["recycleDueAt"]) - moment(first["ownerSince"]) == timedelta(days=45)
    # Back to high, long after: the day that is left is a whole one.
    await since(weir, lead, owner_since=datetime.now(UTC) - timedelta(days=30))
    await weir["zhangsan"].done("updateLead", LEAD, id=lead["id"], version=less["lead"]["version"], intent="HIGH")
    left = moment((await clock(weir, lead))["recycleDueAt"]) - datetime.now(UTC)
    assert timedelta(hours=23, minutes=59) < left <= timedelta(hours=24)


async def test_a_call_dated_for_next_year_holds_nothing(weir: Cast) -> None:
    lead = (await claim(weir, await waiting(weir)))["lead"]
    activity = await called(weir, lead)
    row = await weir["zhangsan"].ask("query($id: ID!) { activity(id: $id) { version } }", id=activity)
    later = (datetime.now(UTC) + timedelta(days=300)).isoformat()
    await weir["zhangsan"].do("updateActivity", id=activity, version=row["activity"]["version"], occurredAt=later)
    assert moment((await clock(weir, lead))["recycleDueAt"]) < datetime.now(UTC) + timedelta(days=16)


async def test_every_way_to_an_owner_starts_the_same_clock(weir: Cast, tmp_path: Path) -> None:
    zhangsan, lisi, number = weir["zhangsan"], weir["lisi"], iter(range(100))

    async def assigned() -> dict[str, Any]:
        lead = await waiting(weir, next(number))
        return (
            await weir["chen"].done("assignLead", LEAD, id=lead["id"], version=lead["version"], ownerId=zhangsan.id)
        )["lead"]  # type: ignore[no-any-return]

    async def transferred() -> dict[str, Any]:
        lead = await assigned()
        given = {"id": lead["id"], "version": lead["version"], "ownerId": lisi.id}
        await weir["chen"].done("transferOwner", **given)
        return lead

    async def entered() -> dict[str, Any]:
        return (await zhangsan.done("createLead", LEAD, name="自己录入", mobile=f"1387778{next(number):04}"))["lead"]  # type: ignore[no-any-return]

    async def entered_for() -> dict[str, Any]:
        made = await weir["chen"].done(
            "createLead", LEAD, name="为李四录入", mobile=f"1387778{next(number):04}", ownerId=lisi.id
        )
        return made["lead"]  # type: ignore[no-any-return]

    async def claimed() -> dict[str, Any]:
        return (await claim(weir, await waiting(weir, next(number))))["lead"]  # type: ignore[no-any-return]

    async def handed_over() -> dict[str, Any]:
        lead = await entered()
        await since(weir, lead, owner_since=datetime.now(UTC) - timedelta(days=9))
        await weir["xiaolin"].done("handOver", userId=zhangsan.id, receiverIds=[lisi.id])
        return lead

    async def imported() -> dict[str, Any]:
        path = tmp_path / "线索名单.csv"
        path.write_text("姓名,公司,手机,来源\n雷军工,雷工电气,13877790001,展会\n", encoding="utf-8")
        run = await Importing(weir, "chen").begin(path)
        await run.plan()
        await run.check()
        await run.commit()
        return {"id": await weir.id_of("lead", "name = '雷军工'")}

    for way in (imported, assigned, transferred, entered, entered_for, claimed, handed_over):
        lead = await way()
        found = await clock(weir, lead)
        assert found["pool"] == {"name": "华南线索池"}, way.__name__
        assert datetime.now(UTC) - moment(found["ownerSince"]) < timedelta(minutes=1), way.__name__
        assert moment(found["recycleDueAt"]) - moment(found["ownerSince"]) == timedelta(days=15), way.__name__
        owner = await weir.one("select owner_id from lead where id = %s", lead["id"].removeprefix("lead_"))
        ledger = "select to_owner_id from ownership_change where lead_id = %s order by at desc, id desc limit 1"
        assert await weir.one(ledger, lead["id"].removeprefix("lead_")) == owner, way.__name__


async def test_protection_holds_for_its_days_and_for_twenty_leads(weir: Cast) -> None:
    await settle(weir, protectionLimit=2)
    leads = [(await claim(weir, await waiting(weir, number)))["lead"] for number in range(3)]
    given = [{"id": one["id"], "version": one["version"]} for one in leads]
    for one in given[:2]:
        await weir["zhangsan"].done("protectLead", LEAD, **one)
    third = await weir["zhangsan"].do("protectLead", LEAD, **given[2])
    assert codes(third) == ["POOL_PROTECTION_LIMIT"] and "2 条" in third["userErrors"][0]["message"]
    found = await clock(weir, leads[0])
    assert found["recycleDueAt"] == found["protectedUntil"]
    assert await recycling.recycle_due(worker(weir), datetime.now(UTC) + timedelta(days=29)) >= 1
    assert (await clock(weir, leads[0]))["owner"] == {"name": "张三"} and (await clock(weir, leads[2]))["owner"] is None
    await since(weir, leads[1], owner_since=datetime.now(UTC) - timedelta(days=20))
    version = (await clock(weir, leads[1]))["version"]
    await weir["zhangsan"].done("unprotectLead", LEAD, id=leads[1]["id"], version=version)
    left = moment((await clock(weir, leads[1]))["recycleDueAt"]) - datetime.now(UTC)
    assert timedelta(hours=23) < left <= timedelta(hours=24)


async def test_what_is_nurtured_closed_or_voided_does_not_go_back(weir: Cast) -> None:
    leads = [(await claim(weir, await waiting(weir, number)))["lead"] for number in range(3)]
    given = [{"id": one["id"], "version": one["version"]} for one in leads]
    await weir["zhangsan"].done("nurtureLead", LEAD, **given[0])
    await weir["zhangsan"].done("invalidateLead", LEAD, **given[1], reason="SPAM")
    await weir["xiaolin"].done("voidLead", "lead { id }", **given[2])
    long_after = datetime.now(UTC) + timedelta(days=400)
    await recycling.recycle_due(worker(weir), long_after)
    counts = "select sum(recycle_count) from lead where id = any(%s::uuid[])"
    assert await weir.one(counts, [one["id"].removeprefix("lead_") for one in leads]) == 0


async def test_another_setting_is_rehearsed_and_leaves_a_day(weir: Cast) -> None:
    one = await pool(weir)
    lead = (await claim(weir, await waiting(weir)))["lead"]
    await since(weir, lead, owner_since=datetime.now(UTC) - timedelta(days=10))
    ask = "query($id: ID!, $n: Int) { leadPoolEffect(id: $id, noFollowUpDays: $n) { leads changed sooner withinThreeDays earliest } }"
    same = (await weir["xiaolin"].ask(ask, id=one["id"]))["leadPoolEffect"]
    assert (same["changed"], same["sooner"], same["earliest"]) == (0, 0, None)
    effect = (await weir["xiaolin"].ask(ask, id=one["id"], n=2))["leadPoolEffect"]
    due = "select id, recycle_due_at from lead where recycle_due_at is not null order by id"
    before = dict(await weir.sql(due))
    await settle(weir, noFollowUpDays=2)
    after = dict(await weir.sql(due))
    moved = [key for key in before if before[key] != after[key]]
    assert len(moved) == effect["changed"] == effect["sooner"] > 0
    floor = datetime.now(UTC) + timedelta(hours=23, minutes=59)
    assert all(after[key] > min(before[key], floor) for key in moved)
    assert (await weir["wangwu"].ask(ask, id=one["id"]))["leadPoolEffect"] is None
    await settle(weir, noFollowUpDays=30)
    assert moment((await clock(weir, lead))["recycleDueAt"]) > datetime.now(UTC) + timedelta(days=15)


async def test_a_worker_that_dies_leaves_nothing_half_done_and_two_do_nothing_twice(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    leads = [(await claim(weir, await waiting(weir, number)))["lead"] for number in range(5)]
    soon = datetime.now(UTC) + timedelta(days=16)
    real, calls = recycling.notify, iter(range(100))

    def dying(*args: Any, **more: Any) -> None:
        if next(calls) == 3:
            raise KeyboardInterrupt
        real(*args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(recycling, "notify", dying)
        with pytest.raises(KeyboardInterrupt):
            await recycling.recycle_due(worker(weir), soon)
    of_leads = "select count(*) from ownership_change where cause = 'recycled' and lead_id is not null"
    assert await weir.one(of_leads) == 0
    before = await weir.one("select count(*) from lead where recycle_due_at <= %s", soon)
    accounts = await weir.one("select count(*) from account where recycle_due_at <= %s", soon)
    done = await asyncio.gather(*(recycling.recycle_due(worker(weir), soon) for _ in range(2)))
    assert sum(done) - accounts == before >= len(leads)
    assert await weir.one(of_leads) == before
    assert await weir.one("select count(*) from lead where recycle_due_at <= %s", soon) == 0


async def test_people_without_a_pool_get_one_and_none_of_their_leads_is_overdue(weir: Cast) -> None:
    key = weir["moli"].viewer.user_id  # type: ignore[union-attr]
    old = "insert into lead (name, owner_id, owner_since, status) values ('旧线索', %s, now() - interval '90 days', 'WORKING') returning id"
    lead = {"id": f"lead_{(await weir.one(old, key)).hex}"}
    assert (await clock(weir, lead))["recycleDueAt"] is None
    await weir["xiaolin"].done("createLeadPool", "leadPool { id }", name="市场池", memberIds=[weir["moli"].id])
    left = moment((await clock(weir, lead))["recycleDueAt"]) - datetime.now(UTC)
    assert timedelta(days=14, hours=23) < left <= timedelta(days=15)


HOURS = st.integers(0, 60 * 24)
EVENTS = st.one_of(
    st.tuples(st.just("own"), st.sampled_from([0, 1]), HOURS),
    st.tuples(st.just("follow"), HOURS, st.none()),
    st.tuples(st.just("protect"), st.integers(1, 40), st.none()),
    st.tuples(
        st.sampled_from(["unprotect", "edit", "lose", "nurture", "reactivate", "void", "restore"]), st.none(), st.none()
    ),
    st.tuples(st.just("intent"), st.sampled_from(["HIGH", "LOW", None]), st.none()),
    st.tuples(st.just("settings"), st.integers(1, 90), st.integers(1, 120)),
)


@given(events=st.lists(EVENTS, min_size=1, max_size=14))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_the_clock_is_the_formula_and_leaves_a_day(
    story: psycopg.Connection[Any], events: Any
) -> None:
    """Random lives of one lead: own, follow up, protect, edit, lose, nurture, void, other settings, in any order."""
    run = story.execute

    def one_row(sql: str, values: Any = None) -> Any:
        return run(sql, values).fetchone()

    with story.transaction(force_rollback=True):
        now, key, people, pool_id = one_row(
            "select now(), (select id from lead where owner_id is null and pool_id is not null order by id limit 1),"
            " array(select id from \"user\" where email in ('zhangsan@weir.example', 'lisi@weir.example') order by email),"
            " (select id from lead_pool where name = '华南线索池')"
        )
        run("update lead set pool_id = %s where id = %s", [pool_id, key])
        state = "owner_id, owner_since, last_follow_up_at, protected_until, recycle_not_before, recycle_due_at, intent, status, deleted_at"
        days, conversion = 15, 60
        for name, one, two in events:
            before = one_row(f"select {state} from lead where id = %s", [key])
            was_owner, was_since, was_due = before[0], before[1], before[5]
            if name == "settings":
                days, conversion = one, two
                run(
                    "update lead_pool set no_follow_up_days = %s, no_conversion_days = %s where id = %s",
                    [one, two, pool_id],
                )
                run("update lead set pool_id = pool_id where id = %s", [key])
            else:
                text, values = _lived(name, one, two, now, people)
                run(f"update lead set {text} where id = %s", [*values, key])
            after = one_row(f"select {state} from lead where id = %s", [key])
            owner, began, followed, protected, floor, due, intent, status, gone = after
            if owner is None or gone is not None or status not in ("PENDING", "WORKING"):
                assert due is None
                continue
            span = timedelta(days={"HIGH": 10, "LOW": 45}.get(intent, days))
            plain = min(max(began, followed or began) + span, began + timedelta(days=conversion))
            assert due == max(one for one in (plain, protected, floor) if one is not None)
            if name == "edit":
                assert due == was_due
            if (owner, began) == (was_owner, was_since):
                day_left = now + timedelta(days=1)
                assert due >= min(was_due or day_left, day_left)
            else:
                assert owner == was_owner or (protected is None and floor is None)


def _lived(name: str, one: Any, two: Any, now: datetime, people: list[Any]) -> tuple[str, list[Any]]:
    """What an event writes to the lead, as the verbs do."""
    if name == "own":
        status = "case when status = 'UNASSIGNED' then 'PENDING' else status end"
        return f"owner_id = %s, owner_since = %s, status = {status}", [people[one], now - timedelta(hours=two)]
    if name == "follow":
        return "last_follow_up_at = greatest(last_follow_up_at, %s)", [now - timedelta(hours=one)]
    if name == "protect":
        return "protected_until = case when owner_id is not null then %s end", [now + timedelta(days=one)]
    if name == "intent":
        return "intent = %s", [one]
    return {
        "unprotect": "protected_until = null",
        "edit": "title = 'x', updated_at = now()",
        "lose": "owner_id = null, status = 'UNASSIGNED'",
        "nurture": "status = case when status in ('PENDING', 'WORKING') then 'NURTURING' else status end",
        "reactivate": "status = case when status = 'NURTURING' then 'PENDING' else status end",
        "void": "deleted_at = now()",
        "restore": "deleted_at = null",
    }[name], []


@pytest.fixture(scope="module")
def story(server: EmbeddedServer, template: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the demo company; what happens in it is rolled back."""
    dsn = copy_of(server, template)
    with psycopg.connect(dsn, autocommit=True, options="-c timezone=UTC") as connection:
        yield connection
    drop(server, dsn)
