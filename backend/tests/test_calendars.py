"""Calendars, their days and leave: who may change them, and whose calendar counts."""

from datetime import UTC, datetime
from typing import Any

import pytest
from cast import Cast
from sqlmodel.ext.asyncio.session import AsyncSession
from test_leads import codes

from weir.access.viewer import Viewer
from weir.calendars.team_hours import TeamHours, team_hours
from weir.calendars.worktime import is_open
from weir.changing.change import Change

pytestmark = pytest.mark.slow

CALENDAR = "workCalendar { id version name hours days(first: 100) { nodes { id version day kind name hours } } }"
WEEK = [[["09:00", "12:00"], ["13:00", "18:00"]]] * 5 + [[], []]


async def hours_of(weir: Cast, *keys: str) -> TeamHours:
    people = [weir[key].viewer.user_id for key in keys]  # type: ignore[union-attr]
    async with AsyncSession(weir.app.database.engine) as session:
        return await team_hours(Change(session, Viewer.named_system("test")), [one for one in people if one])


async def test_xiaolin_makes_a_calendar_installs_a_year_and_corrects_a_day(weir: Cast) -> None:
    admin = weir["xiaolin"]
    made = (await admin.done("createWorkCalendar", CALENDAR, name="华东", hours=WEEK))["workCalendar"]
    assert made["hours"] == WEEK
    year = {"id": made["id"], "year": 2026}
    filled = (await admin.done("installCalendarYear", CALENDAR, **year))["workCalendar"]
    days = {one["day"]: one for one in filled["days"]["nodes"]}
    assert days["2026-02-14"]["kind"] == "WORKDAY" and days["2026-02-15"]["kind"] == "DAY_OFF"
    first = days["2026-02-28"]
    day = {"id": first["id"], "version": first["version"]}
    changed = await admin.done("updateCalendarDay", "calendarDay { hours }", **day, hours=[["09:00", "12:00"]])
    assert changed["calendarDay"]["hours"] == [["09:00", "12:00"]]
    again = (await admin.done("installCalendarYear", CALENDAR, **year))["workCalendar"]
    assert len(again["days"]["nodes"]) == len(days)
    assert codes(await admin.do("installCalendarYear", CALENDAR, id=made["id"], year=2099)) == ["INVALID"]
    double = {"calendarId": made["id"], "day": "2026-02-15", "kind": "DAY_OFF", "name": "又一次"}
    assert codes(await admin.do("createCalendarDay", "calendarDay { id }", **double)) == ["DUPLICATE"]
    gone = days["2026-01-01"]
    await admin.done("voidCalendarDay", "calendarDay { id }", id=gone["id"], version=gone["version"])
    assert codes(await admin.do("createWorkCalendar", CALENDAR, name="x", hours=[[]] * 7)) == ["INVALID"]


async def test_everybody_reads_calendars_and_only_the_admin_writes_them(weir: Cast) -> None:
    query = "{ workCalendars { nodes { id version name } } }"
    ((one,),) = [(await weir["zhangsan"].ask(query))["workCalendars"]["nodes"]]
    for key in ("zhangsan", "chen", "zhao"):
        assert codes(await weir[key].do("createWorkCalendar", CALENDAR, name="x", hours=WEEK)) == ["FORBIDDEN"]
        given = {"id": one["id"], "version": one["version"], "name": "x"}
        assert codes(await weir[key].do("updateWorkCalendar", CALENDAR, **given)) == ["FORBIDDEN"]
    assert (await weir["hengda"].reply(query))["data"]["workCalendars"]["nodes"] == []
    used = await weir["xiaolin"].do("voidWorkCalendar", CALENDAR, id=one["id"], version=one["version"])
    assert codes(used) == ["IN_USE"]


async def test_a_team_works_by_its_own_calendar_and_the_others_by_the_organisations(weir: Cast) -> None:
    saturday = datetime(2026, 11, 28, 3, tzinfo=UTC)
    admin = weir["xiaolin"]
    hours: list[Any] = [[["10:00", "20:00"]]] * 7
    made = (await admin.done("createWorkCalendar", CALENDAR, name="门店", hours=hours))["workCalendar"]
    ((team,),) = [(await admin.ask("{ teams { nodes { id version } } }"))["teams"]["nodes"]]
    before = await hours_of(weir, "zhangsan", "lisi")
    assert not is_open(before.of(weir["zhangsan"].viewer.user_id), saturday)  # type: ignore[union-attr]
    named = {"id": team["id"], "version": team["version"]}
    done = await admin.done("updateTeam", "team { calendar { name } }", **named, calendarId=made["id"])
    assert done["team"]["calendar"]["name"] == "门店"
    after = await hours_of(weir, "zhangsan", "lisi")
    assert is_open(after.of(weir["zhangsan"].viewer.user_id), saturday)  # type: ignore[union-attr]
    assert not is_open(after.of(weir["lisi"].viewer.user_id), saturday)  # type: ignore[union-attr]
    assert not is_open(after.of(None), saturday)


async def leave(weir: Cast, who: str, of: str, **given: Any) -> dict[str, Any]:
    times = {"startsAt": "2026-12-01T01:00:00Z", "endsAt": "2026-12-03T10:00:00Z"}
    return await weir[who].do(
        "createLeave", "leave { id version user { name } }", **{**times, "userId": weir[of].id, **given}
    )


async def test_people_enter_their_own_leave_and_managers_that_of_their_people(weir: Cast) -> None:
    mine = await leave(weir, "zhangsan", "zhangsan", coverUserId=weir["lisi"].id)
    assert mine["userErrors"] == []
    assert codes(await leave(weir, "zhangsan", "lisi")) == ["FORBIDDEN"]
    assert codes(await leave(weir, "sun", "lisi")) == ["FORBIDDEN"]
    assert (await leave(weir, "chen", "lisi"))["userErrors"] == []
    query = "{ leaves { nodes { user { name } } } }"
    seen = {key: (await weir[key].ask(query))["leaves"]["nodes"] for key in ("zhangsan", "wangwu", "chen", "shenji")}
    assert {one["user"]["name"] for one in seen["zhangsan"]} == {"张三"}
    assert seen["wangwu"] == []
    assert {one["user"]["name"] for one in seen["chen"]} == {"张三", "李四"}
    key = {"id": mine["leave"]["id"], "version": mine["leave"]["version"]}
    assert codes(await weir["lisi"].do("voidLeave", "leave { id }", **key)) == ["NOT_FOUND"]
    moved = await weir["zhangsan"].do("updateLeave", "leave { id }", **key, userId=weir["lisi"].id, coverUserId=None)
    assert codes(moved) == ["FORBIDDEN"]
    await weir["chen"].done("voidLeave", "leave { id }", **key)
    assert codes(await leave(weir, "zhangsan", "zhangsan", endsAt="2026-11-01T00:00:00Z")) == ["INVALID"]
    assert codes(await leave(weir, "zhangsan", "zhangsan", coverUserId=weir["zhangsan"].id)) == ["INVALID"]
    assert codes(await leave(weir, "zhangsan", "zhangsan", coverUserId=weir["zhouliu"].id)) == ["INACTIVE_USER"]
