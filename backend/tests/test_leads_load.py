"""Who has how many leads: each number is the count of its list, and nobody sees further than they see leads."""

from typing import Any

import pytest
from cast import Cast
from test_statements import counted

from weir.leads.loading import is_uneven

pytestmark = pytest.mark.slow

LOAD = "{ leadLoad { asOf since mean people { userId name open newToday overdue capacity free responseMinutes isUneven } } }"


async def load(weir: Cast, who: str) -> dict[str, Any]:
    return (await weir[who].ask(LOAD))["leadLoad"]  # type: ignore[no-any-return]


async def test_chen_sees_his_reps_and_each_number_is_that_of_its_list(weir: Cast) -> None:
    for number in range(3):
        await weir["zhangsan"].done("createLead", "lead { id }", name=f"今天{number}", mobile=f"1355555000{number}")
    await weir.sql(
        "update lead set response_due_at = now() - interval '1 hour' where id in (select id from lead where owner_id = %s"
        " and status = 'PENDING' limit 2)",
        weir["zhangsan"].viewer.user_id,  # type: ignore[union-attr]
    )
    found = await load(weir, "chen")
    assert {"张三", "李四"} <= {one["name"] for one in found["people"]} and "王五" not in str(found)
    mine = next(one for one in found["people"] if one["name"] == "张三")
    assert mine["newToday"] >= 3 and mine["overdue"] >= 2
    assert (mine["capacity"], mine["free"]) == (100, 100 - mine["open"])
    count = "query($where: LeadWhere!) { leads(where: $where) { totalCount } }"
    for person in found["people"]:
        owner = {"ownerId": {"eq": person["userId"]}}
        for number, where in (
            ("open", {"status": {"in": ["PENDING", "WORKING"]}}),
            ("newToday", {"ownerSince": {"gte": found["since"]}}),
            ("overdue", {"responseDueAt": {"lt": found["asOf"]}}),
        ):
            listed = await weir["chen"].ask(count, where={**owner, **where})
            assert listed["leads"]["totalCount"] == person[number], (person["name"], number)
    opens = [one["open"] for one in found["people"]]
    assert opens == sorted(opens, reverse=True) and abs(found["mean"] - sum(opens) / len(opens)) < 0.06


async def test_everybody_sees_as_far_as_they_see_leads(weir: Cast) -> None:
    names = {
        who: {one["name"] for one in (await load(weir, who))["people"]}
        for who in ("zhao", "sun", "zhangsan", "qian", "hengda")
    }
    assert {"张三", "王五"} <= names["zhao"]
    assert "王五" in names["sun"] and not {"张三", "李四"} & names["sun"]
    assert names["zhangsan"] == {"张三"}
    assert names["qian"] == names["hengda"] == set()


async def test_it_is_one_statement_however_many_there_are(weir: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    await load(weir, "chen")
    for who in ("zhangsan", "zhao"):
        with counted(monkeypatch) as said:
            await load(weir, who)
        assert len(said) == 1, said


def test_far_more_than_the_others_is_uneven_one_more_is_not() -> None:
    assert is_uneven(16, 10) and not is_uneven(15, 10)
    assert not is_uneven(2, 0.5) and is_uneven(4, 1) and not is_uneven(0, 0)
