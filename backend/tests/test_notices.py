"""What people are told, and what they have switched off; managers hear of an uneven load once a day."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from cast import Cast
from test_leads import codes

from weir.jobs import Worker
from weir.leads.unevenness import tell_managers

pytestmark = pytest.mark.slow

SWITCHES = "{ notificationSwitches { kind isOn isFixed } }"
# A Wednesday at ten, and in the evening, in Shanghai.
AT_WORK = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


async def kinds_of(weir: Cast, who: str) -> list[str]:
    found = await weir[who].ask("{ notifications(first: 100) { nodes { kind } } }")
    return [one["kind"] for one in found["notifications"]["nodes"]]


async def silence(weir: Cast, who: str, *kinds: str) -> Any:
    return await weir[who].do("silenceNotifications", "silenced", kinds=list(kinds))


async def test_what_zhangsan_has_silenced_is_not_written_by_any_path(weir: Cast) -> None:
    me, worker = weir["zhangsan"].id, Worker(weir.app.settings, weir.app.database)
    assert (await silence(weir, "zhangsan", "OWNER_CHANGED", "FOLLOWED_CHANGE"))["silenced"] == [
        "FOLLOWED_CHANGE",
        "OWNER_CHANGED",
    ]
    told = {one["kind"]: one for one in (await weir["zhangsan"].ask(SWITCHES))["notificationSwitches"]}
    assert not told["OWNER_CHANGED"]["isOn"] and told["MENTION"] == {"kind": "MENTION", "isOn": True, "isFixed": True}
    assert "LOAD_UNEVEN" not in told and "LEAD_SHARED" not in told
    before = len(await kinds_of(weir, "zhangsan"))
    deal = (await weir["lisi"].done("createDeal", "deal { id version }", name="静音"))["deal"]
    await weir["lisi"].done("shareRecord", recordId=deal["id"], withId=me, right="READ")
    await weir["zhangsan"].done("followRecord", "isFollowing", recordId=deal["id"])
    await weir["lisi"].done("updateDeal", "deal { id }", id=deal["id"], version=deal["version"], name="静音二")
    lead = (await weir["chen"].done("createLead", "lead { id version }", name="静音", ownerId=me))["lead"]
    assert lead and len(await kinds_of(weir, "zhangsan")) == before
    # 李四 is told as ever, and 张三 of what he has not silenced.
    await weir["chen"].done("createLead", "lead { id }", name="有声", ownerId=weir["lisi"].id)
    assert "OWNER_CHANGED" in await kinds_of(weir, "lisi")
    await weir["chen"].done("createTask", "task { id }", title="有声", assigneeId=me)
    assert len(await kinds_of(weir, "zhangsan")) == before + 1
    await silence(weir, "zhangsan")
    await weir["chen"].done("createLead", "lead { id }", name="又有声", ownerId=me)
    assert len(await kinds_of(weir, "zhangsan")) == before + 2 and worker


async def test_what_others_wait_for_cannot_be_silenced(weir: Cast) -> None:
    for kind in ("MENTION", "LEAD_WAITS", "SECURITY"):
        refused = await silence(weir, "zhangsan", "TASK_ASSIGNED", kind)
        assert codes(refused) == ["NOTICE_FIXED"] and "不能关闭" in refused["userErrors"][0]["message"]
    assert all(one["isOn"] for one in (await weir["zhangsan"].ask(SWITCHES))["notificationSwitches"])


async def test_a_manager_hears_of_an_uneven_load_once_a_day_in_working_hours(weir: Cast) -> None:
    worker = Worker(weir.app.settings, weir.app.database)
    await weir.sql("delete from notification where kind = 'LOAD_UNEVEN' returning 1")
    await weir.sql(
        "update lead set status = 'WORKING', deleted_at = null where owner_id = %s and status in ('PENDING', 'WORKING') returning 1",
        weir["zhangsan"].viewer.user_id,  # type: ignore[union-attr]
    )
    for place in range(30):
        await weir["zhangsan"].done("createLead", "lead { id }", name="满了", mobile=f"138111166{place:02}")
    page = (await weir["chen"].ask("{ leadLoad { people { name isUneven } } }"))["leadLoad"]
    assert {"name": "张三", "isUneven": True} in page["people"]
    sun = (await weir["sun"].ask("{ leadLoad { people { isUneven } } }"))["leadLoad"]["people"]
    expected = 1 + any(one["isUneven"] for one in sun)
    assert await tell_managers(worker, AT_WORK.replace(hour=22)) == 0
    assert await tell_managers(worker, AT_WORK) == expected
    assert (await kinds_of(weir, "chen")).count("LOAD_UNEVEN") == 1
    assert await tell_managers(worker, AT_WORK + timedelta(hours=3)) == 0
    assert await tell_managers(worker, AT_WORK + timedelta(days=1)) == expected
    assert (await kinds_of(weir, "chen")).count("LOAD_UNEVEN") == 2
    assert "LOAD_UNEVEN" not in await kinds_of(weir, "zhangsan")
    # A holiday is none of their working hours: the third of October.
    assert await tell_managers(worker, datetime(2026, 10, 3, 2, tzinfo=UTC)) == 0
    await silence(weir, "chen", "LOAD_UNEVEN")
    await tell_managers(worker, AT_WORK + timedelta(days=2))
    assert (await kinds_of(weir, "chen")).count("LOAD_UNEVEN") == 2
