"""Clocks of leads: whoever came to us is answered in time, or the ladder is climbed, each rung once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cast import Cast

from weir.catalog.ids import key_of
from weir.jobs import Worker
from weir.sla import climbing
from weir.sla.climbing import climb

pytestmark = pytest.mark.slow

POLICY = "slaPolicy { id version minutes isActive rungs }"
CLOCKS = "responseDueAt waitsFor owner { name } clocks { nodes { clock startedAt dueAt stoppedAt isAnswered isKept } }"


def at(text: str) -> datetime:
    """An instant as the wall in 上海 shows it."""
    return datetime.fromisoformat(f"{text}+08:00")


async def tick(weir: Cast, now: datetime) -> int:
    return await climb(Worker(weir.app.settings, weir.app.database), now)


async def always(weir: Cast, *only: str) -> None:
    """These clocks alone are kept, and have always been; nothing else of the company waits."""
    await weir.sql("delete from lead_clock returning 1")
    await weir.sql(
        "update sla_policy set active_since = '2020-01-01', is_active = clock = any(%s) returning 1", list(only)
    )


async def brought(weir: Cast, since: datetime | None = None, **given: Any) -> str:
    """A lead 莫莉 brings and 赵总 gives to 张三, waiting since then."""
    lead = (await weir["moli"].done("createLead", "lead { id version }", name="等人回电", **given))["lead"]
    to = {"ownerId": weir["zhangsan"].id}
    await weir["zhao"].done("assignLead", "lead { id }", id=lead["id"], version=lead["version"], **to)
    if since is not None:
        sql = "update lead set waits_since = %s, owner_since = %s, assigned_at = %s where id = %s returning 1"
        await weir.sql(sql, since, since, since, key_of(lead["id"], "lead"))
        await weir.sql(
            "delete from lead_clock where lead_id = %s and started_at <> %s returning 1",
            key_of(lead["id"], "lead"),
            since,
        )
    return str(lead["id"])


async def seen(weir: Cast, lead: str, who: str = "chen") -> dict[str, Any]:
    found: dict[str, Any] = (await weir[who].ask(f"query($id: ID!) {{ lead(id: $id) {{ {CLOCKS} }} }}", id=lead))[
        "lead"
    ]
    return found


async def clock(weir: Cast, lead: str, kind: str) -> dict[str, Any]:
    """The latest run of one of its clocks."""
    runs = (await seen(weir, lead))["clocks"]["nodes"]
    return next(one for one in runs if one["clock"] == kind)


async def call(weir: Cast, lead: str, when: datetime | None = None, who: str = "zhangsan") -> None:
    given = {"occurredAt": when.isoformat()} if when else {}
    await weir[who].done(
        "logActivity", "activity { id }", kind="CALL", direction="OUTBOUND", summary="回电", leadId=lead, **given
    )


async def told(weir: Cast, who: str, kind: str = "LEAD_WAITS") -> int:
    key = key_of(weir[who].id, "user")
    return int(await weir.one("select count(*) from notification where user_id = %s and kind = %s", key, kind))


@pytest.mark.parametrize(
    ("came", "called", "kept"),
    [
        ("2026-02-14T17:57:00", "2026-02-24T09:02:00", True),
        ("2026-02-14T17:57:00", "2026-02-24T09:02:01", False),
        ("2026-02-13T17:58:00", "2026-02-14T09:03:00", True),
    ],
)
async def test_over_the_spring_festival_five_minutes_are_five_minutes_of_work(
    weir: Cast, came: str, called: str, kept: bool
) -> None:
    await always(weir, "SPEED_TO_LEAD")
    lead = await brought(weir, at(came))
    await weir.sql("update lead set created_at = %s where id = %s returning 1", at(came), key_of(lead, "lead"))
    await tick(weir, at(came) + timedelta(minutes=1))
    running = await seen(weir, lead)
    assert running["waitsFor"] == "SPEED_TO_LEAD"
    whole = at("2026-02-24T09:02:00") if came.startswith("2026-02-14") else at("2026-02-14T09:03:00")
    assert datetime.fromisoformat(running["responseDueAt"]) == whole and running["clocks"]["nodes"][0]["isKept"] in (
        None,
        False,
    )
    await call(weir, lead, at(called))
    one = await clock(weir, lead, "SPEED_TO_LEAD")
    assert (one["isAnswered"], one["isKept"]) == (True, kept)
    assert (await seen(weir, lead))["responseDueAt"] is None


async def test_the_ladder_tells_the_rep_then_the_manager_then_takes_the_lead_away_each_once(weir: Cast) -> None:
    await always(weir, "SPEED_TO_LEAD")
    came = at("2026-03-03T10:00:00")
    lead = await brought(weir, came)
    rep, manager = await told(weir, "zhangsan"), await told(weir, "chen")
    for minutes, expected in ((1, (0, 0)), (3, (1, 0)), (3, (1, 0)), (5, (2, 1)), (29, (2, 1))):
        await tick(weir, came + timedelta(minutes=minutes))
        assert (await told(weir, "zhangsan") - rep, await told(weir, "chen") - manager) == expected, minutes
        assert (await seen(weir, lead))["owner"] == {"name": "张三"}
    await tick(weir, came + timedelta(minutes=30))
    assert (await seen(weir, lead))["owner"] is None
    # It still waits: that the owner went does not start the time of the customer anew.
    assert (await clock(weir, lead, "SPEED_TO_LEAD"))["stoppedAt"] is None
    assert (
        await weir.one(
            "select reason from ownership_change where lead_id = %s order by id desc limit 1", key_of(lead, "lead")
        )
        == "600%"
    )
    assert await tick(weir, came + timedelta(hours=2)) in (0, 1)
    assert (await told(weir, "zhangsan") - rep, await told(weir, "chen") - manager) == (2, 1)


async def test_after_a_long_stop_every_missed_rung_is_climbed_once(weir: Cast) -> None:
    await always(weir, "SPEED_TO_LEAD")
    came = at("2026-03-03T10:00:00")
    lead = await brought(weir, came)
    rep, manager = await told(weir, "zhangsan"), await told(weir, "chen")
    await tick(weir, came + timedelta(days=3))
    await tick(weir, came + timedelta(days=3, seconds=2))
    assert (await told(weir, "zhangsan") - rep, await told(weir, "chen") - manager) == (2, 1)
    assert (await seen(weir, lead))["owner"] is None


async def test_a_worker_that_dies_on_a_rung_has_told_nobody_and_the_next_tells_everybody(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await always(weir, "HIGH_INTENT")
    leads = [await brought(weir, at("2026-03-03T10:00:00"), intent="HIGH", mobile=f"1380000{n:04}") for n in range(3)]
    rep = await told(weir, "zhangsan")
    real, calls = climbing._step, 0

    async def dying(*arguments: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise RuntimeError("killed")
        await real(*arguments)

    monkeypatch.setattr(climbing, "_step", dying)
    with pytest.raises(RuntimeError):
        await tick(weir, at("2026-03-04T10:00:00"))
    assert await told(weir, "zhangsan") == rep
    monkeypatch.undo()
    await tick(weir, at("2026-03-04T10:00:00"))
    assert await told(weir, "zhangsan") == rep + len(leads)


async def test_a_new_owner_has_a_time_of_their_own_and_the_customer_keeps_theirs(weir: Cast) -> None:
    await always(weir, "SPEED_TO_LEAD", "OWNER_RESPONSE")
    lead = await brought(weir)
    await tick(weir, datetime.now(UTC))
    first = await clock(weir, lead, "OWNER_RESPONSE")
    version = (await weir["chen"].ask("query($id: ID!) { lead(id: $id) { version } }", id=lead))["lead"]["version"]
    await weir["chen"].done("assignLead", "lead { id }", id=lead, version=version, ownerId=weir["lisi"].id)
    await tick(weir, datetime.now(UTC) + timedelta(seconds=1))
    runs = [one for one in (await seen(weir, lead))["clocks"]["nodes"] if one["clock"] == "OWNER_RESPONSE"]
    assert len(runs) == 2 and runs[0]["startedAt"] > first["startedAt"]
    assert (runs[1]["isAnswered"], runs[1]["isKept"]) == (False, None)
    assert [one["clock"] for one in (await seen(weir, lead))["clocks"]["nodes"]].count("SPEED_TO_LEAD") == 1
    await call(weir, lead, who="lisi")
    assert (await clock(weir, lead, "OWNER_RESPONSE"))["isKept"] is True


async def test_high_intent_waits_a_day_after_each_follow_up_and_is_told_once_for_each_breach(weir: Cast) -> None:
    await always(weir, "HIGH_INTENT")
    start = datetime.now(UTC) - timedelta(hours=25)
    lead = await brought(weir, start, intent="HIGH")
    rep = await told(weir, "zhangsan")
    await tick(weir, datetime.now(UTC))
    await tick(weir, datetime.now(UTC))
    assert await told(weir, "zhangsan") == rep + 1
    await call(weir, lead)
    await tick(weir, datetime.now(UTC))
    assert (await seen(weir, lead))["waitsFor"] == "HIGH_INTENT"
    assert await told(weir, "zhangsan") == rep + 1
    await tick(weir, datetime.now(UTC) + timedelta(hours=25))
    assert await told(weir, "zhangsan") == rep + 2


async def test_a_lead_of_low_intent_is_revisited_every_30_days_and_never_by_two_tasks(weir: Cast) -> None:
    await always(weir, "REVISIT")
    start = datetime.now(UTC) - timedelta(days=31)
    lead = await brought(weir, start, intent="LOW")
    open_tasks = "select count(*) from task where lead_id = %s and status = 'OPEN'"
    key = key_of(lead, "lead")
    await tick(weir, datetime.now(UTC))
    assert await weir.one(open_tasks, key) == 1
    assert await weir.one("select title from task where lead_id = %s", key) == "回访等人回电"
    later = datetime.now(UTC) + timedelta(days=31)
    await tick(weir, later)
    await tick(weir, later)
    assert await weir.one(open_tasks, key) == 1
    await weir.sql("update task set status = 'DONE' where lead_id = %s returning 1", key)
    await tick(weir, later + timedelta(days=31))
    assert await weir.one(open_tasks, key) == 1


async def test_after_45_silent_days_owner_and_manager_are_told(weir: Cast) -> None:
    await always(weir, "SILENCE")
    await brought(weir, at("2026-03-01T10:00:00"))
    rep, manager = await told(weir, "zhangsan"), await told(weir, "chen")
    await tick(weir, at("2026-04-15T09:59:00"))
    assert (await told(weir, "zhangsan"), await told(weir, "chen")) == (rep, manager)
    await tick(weir, at("2026-04-15T10:00:00"))
    assert (await told(weir, "zhangsan"), await told(weir, "chen")) == (rep + 1, manager + 1)


async def test_what_a_rep_enters_for_themself_and_what_began_before_the_rule_wait_for_nobody(weir: Cast) -> None:
    await weir.sql("update sla_policy set is_active = clock = 'SPEED_TO_LEAD' returning 1")
    own = (await weir["zhangsan"].done("createLead", "lead { id }", name="自己录入"))["lead"]["id"]
    assert (await seen(weir, own))["clocks"]["nodes"] == []
    old = await brought(weir, at("2026-01-05T10:00:00"))
    assert (await seen(weir, old))["clocks"]["nodes"] == []


async def test_an_ended_lead_waits_for_nothing(weir: Cast) -> None:
    await always(weir, "SPEED_TO_LEAD", "SILENCE")
    lead = await brought(weir, at("2026-03-03T10:00:00"))
    await tick(weir, at("2026-03-03T10:01:00"))
    version = (await weir["chen"].ask("query($id: ID!) { lead(id: $id) { version } }", id=lead))["lead"]["version"]
    await weir["chen"].done("invalidateLead", "lead { id }", id=lead, version=version, reason="EMPTY_NUMBER")
    found = await seen(weir, lead)
    assert found["responseDueAt"] is None
    assert all(one["stoppedAt"] and not one["isAnswered"] for one in found["clocks"]["nodes"])


async def policy(weir: Cast, kind: str, who: str = "xiaolin") -> dict[str, Any] | None:
    query = "{ slaPolicies { nodes { id version clock minutes isActive rungs keptPercent late } } }"
    found = (await weir[who].ask(query))["slaPolicies"]["nodes"]
    return next((one for one in found if one["clock"] == kind), None)


async def test_xiaolin_sets_the_target_and_the_ladder_and_what_runs_is_timed_anew(weir: Cast) -> None:
    await always(weir, "SPEED_TO_LEAD")
    came = at("2026-03-03T10:00:00")
    lead = await brought(weir, came)
    await tick(weir, came + timedelta(minutes=1))
    one = await policy(weir, "SPEED_TO_LEAD")
    assert one is not None
    step = {"percent": 100, "manager": True}
    given = {"id": one["id"], "version": one["version"]}
    done = await weir["xiaolin"].done("updateSlaPolicy", POLICY, **given, minutes=20, rungs=[step])
    assert done["slaPolicy"]["rungs"] == [
        {"percent": 100, "owner": False, "manager": True, "task": False, "reassign": False}
    ]
    await tick(weir, datetime.now(UTC))
    assert (await seen(weir, lead))["responseDueAt"] == "2026-03-03T02:20:00.000000Z"
    again = await policy(weir, "SPEED_TO_LEAD")
    assert again is not None and again["late"] == 1 and again["keptPercent"] is None


@pytest.mark.parametrize(
    "rungs",
    [
        [{"percent": 0, "owner": True}],
        [{"percent": 50}],
        [{"percent": 50, "owner": True}, {"percent": 50, "manager": True}],
        [{"percent": "50", "owner": True}],
        {"percent": 50},
        [{"percent": n, "owner": True} for n in range(1, 9)],
    ],
)
async def test_a_ladder_that_cannot_be_climbed_is_refused(company: Cast, rungs: Any) -> None:
    one = await policy(company, "SILENCE")
    assert one is not None
    payload = await company["xiaolin"].do("updateSlaPolicy", POLICY, id=one["id"], version=one["version"], rungs=rungs)
    assert [error["code"] for error in payload["userErrors"]] == ["INVALID"]


async def test_only_who_sees_every_lead_sees_the_figures_and_only_xiaolin_sets_them(company: Cast) -> None:
    for who, may in (("xiaolin", True), ("zhao", True), ("shenji", True), ("chen", False), ("zhangsan", False)):
        assert (await policy(company, "SILENCE", who) is not None) == may, who
    one = await policy(company, "SILENCE")
    assert one is not None
    for who, code in (("zhao", "FORBIDDEN"), ("zhangsan", "NOT_FOUND")):
        payload = await company[who].do("updateSlaPolicy", POLICY, id=one["id"], version=one["version"], minutes=5)
        assert [error["code"] for error in payload["userErrors"]] == [code], who
