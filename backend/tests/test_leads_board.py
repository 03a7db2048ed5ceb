"""The board of leads: its columns in one statement, its counts those of the lists, its pages by cursor."""

from pathlib import Path
from typing import Any

import pytest
from cast import Cast
from test_statements import counted

pytestmark = pytest.mark.slow

DOCUMENT = (Path(__file__).parents[2] / "frontend" / "src" / "leads" / "board.graphql").read_text()
BOARD, _, REST = DOCUMENT.partition("query LeadColumnPage")
PAGE = REST.partition("subscription")[0]
FRAGMENTS = BOARD.partition("# The first")[0]
STATUSES = ("UNASSIGNED", "PENDING", "WORKING", "NURTURING", "CONVERTED", "INVALID")
ORDER = [{"field": "RESPONSE_DUE_AT", "direction": "ASC"}, {"field": "CREATED_AT", "direction": "DESC"}]


def wheres(**narrowed: Any) -> dict[str, Any]:
    return {status.lower(): {"and": [narrowed, {"status": {"eq": status}}]} for status in STATUSES}


@pytest.mark.parametrize("key", ["zhangsan", "chen", "xiaolin", "hengda"])
async def test_the_board_is_one_statement_and_every_column_counts_what_its_list_counts(
    key: str, weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for first in (1, 30):
        with counted(monkeypatch) as said:
            board = await weir[key].ask(BOARD, first=first, orderBy=ORDER, **wheres())
        assert len(said) == 1
    groups = await weir[key].ask("{ leads { groups(by: [{field: STATUS}]) { keys { value } count } } }")
    counts = {one["keys"][0]["value"]: one["count"] for one in groups["leads"]["groups"]}
    assert {
        status: board[status.lower()]["totalCount"] for status in STATUSES if board[status.lower()]["totalCount"]
    } == counts


async def test_a_column_is_paged_by_cursor_each_lead_once_in_the_order_of_what_is_due(weir: Cast) -> None:
    await weir.sql(
        "update lead set response_due_at = case when number like '%%1' then now() + random() * interval '1 day' end"
        " where status = 'WORKING' returning 1"
    )
    seen: list[tuple[Any, Any]] = []
    after, pages = None, 0
    while True:
        given = {"first": 2, "after": after, "orderBy": ORDER, "where": {"status": {"eq": "WORKING"}}}
        page = (await weir["xiaolin"].ask(FRAGMENTS + "query LeadColumnPage" + PAGE, **given))["leads"]
        seen += [(one["responseDueAt"], one["id"]) for one in page["nodes"]]
        after, pages = page["pageInfo"]["endCursor"], pages + 1
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert len(seen) == len(set(seen)) == page["totalCount"] and pages > 2
    due = [one for one, _ in seen if one]
    assert due == sorted(due) and [one for one, _ in seen][len(due) :] == [None] * (len(seen) - len(due))


async def test_a_column_of_a_large_company_is_read_by_its_index(weir: Cast) -> None:
    await weir.sql(
        "insert into lead (name, status, owner_id) select 'x' || g, 'NURTURING',"
        " (select id from \"user\" where name = '张三') from generate_series(1, 4000) g returning 1"
    )
    await weir.sql("analyze lead")
    plan = await weir.sql(
        "explain select id from lead where status = 'NURTURING' and deleted_at is null"
        " order by response_due_at asc nulls last, created_at desc, id desc limit 30"
    )
    assert any("ix_lead_board" in row[0] for row in plan), plan
