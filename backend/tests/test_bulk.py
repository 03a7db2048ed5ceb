"""Actions on many records: rehearsed without doing, refused row by row, run through the same verbs, undone as one."""

from typing import Any

import pytest
from cast import Cast

from weir.bulk.tasks import run_bulk_job
from weir.catalog.ids import decode
from weir.jobs import Worker

pytestmark = pytest.mark.slow

RUN = "bulkRun { id status total done changed unchanged forbidden refused undone kept error }"


class Bulk:
    """One bulk action of one person; the job is run here instead of by a worker."""

    def __init__(self, cast: Cast, who: str):
        self.cast, self.who, self.id = cast, cast[who], ""

    async def rehearse(self, action: str, kind: str = "DEAL", **given: Any) -> dict[str, Any]:
        found = await self.who.done("rehearseBulk", RUN, object=kind, action=action, **given)
        self.id = found["bulkRun"]["id"]
        return await self.work()

    async def work(self) -> dict[str, Any]:
        key = decode(self.id)[1]  # type: ignore[index]
        await run_bulk_job(Worker(self.cast.app.settings, self.cast.app.database), str(key))
        query = f"query($id: ID!) {{ bulkRun(id: $id) {RUN.removeprefix('bulkRun')} }}"
        found: dict[str, Any] = (await self.who.ask(query, id=self.id))["bulkRun"]
        return found

    async def run(self) -> dict[str, Any]:
        await self.who.done("runBulk", RUN, id=self.id)
        return await self.work()

    async def undo(self) -> dict[str, Any]:
        await self.who.done("undoBulk", RUN, id=self.id)
        return await self.work()

    async def rows(self, *states: str) -> list[dict[str, Any]]:
        query = (
            "query($id: ID!, $states: [BulkRowState!]!) { bulkRows(id: $id, states: $states, first: 100)"
            " { recordId title state message } }"
        )
        found: list[dict[str, Any]] = (await self.who.ask(query, id=self.id, states=list(states)))["bulkRows"]
        return found


def codes(payload: dict[str, Any]) -> list[str]:
    return [error["code"] for error in payload["userErrors"]]


async def deals_of(weir: Cast, who: str, count: int = 3) -> list[str]:
    """Fresh deals of a person, in the first stage of the default pipeline."""
    return [
        (await weir[who].done("createDeal", "deal { id }", name=f"批量 {place}", amount={"amount": "1000"}))["deal"][
            "id"
        ]
        for place in range(count)
    ]


async def owners(weir: Cast, ids: list[str]) -> list[str]:
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Deal { owner { name } } } }"
    return [one["owner"]["name"] for one in (await weir["xiaolin"].ask(query, ids=ids))["nodes"]]


async def test_a_transfer_is_rehearsed_without_doing_then_done_then_undone(weir: Cast) -> None:
    ids = await deals_of(weir, "zhangsan")
    mine = (await weir["lisi"].done("createDeal", "deal { id }", name="已是李四的"))["deal"]["id"]
    bulk = Bulk(weir, "chen")
    preview = await bulk.rehearse("TRANSFER", recordIds=[*ids, mine], ownerId=weir["lisi"].id, reason="调整")
    assert (preview["status"], preview["changed"], preview["unchanged"]) == ("REHEARSED", 3, 1)
    assert await owners(weir, ids) == ["张三"] * 3
    history = "select count(*) from ownership_change where cause = 'transferred'"
    assert await weir.one(history) == 0
    done = await bulk.run()
    assert (done["status"], done["changed"], done["done"], done["total"]) == ("DONE", 3, 4, 4)
    assert await owners(weir, ids) == ["李四"] * 3
    assert await weir.one(history) == 3
    assert await weir.one("select count(*) from audit_entry where action = 'deal.transferred'") == 3
    back = await bulk.undo()
    assert (back["status"], back["undone"], back["kept"]) == ("UNDONE", 3, 0)
    assert await owners(weir, ids) == ["张三"] * 3
    assert codes(await weir["chen"].do("undoBulk", RUN, id=bulk.id)) == ["UNDONE_ALREADY"]


async def test_a_record_changed_since_is_not_undone_and_is_named(weir: Cast) -> None:
    ids = await deals_of(weir, "zhangsan")
    bulk = Bulk(weir, "chen")
    await bulk.rehearse("SET_FIELD", recordIds=ids, field="nextStep", value="寄样品")
    await bulk.run()
    deal = (await weir["zhangsan"].ask("query($id: ID!) { deal(id: $id) { id version nextStep } }", id=ids[0]))["deal"]
    assert deal.pop("nextStep") == "寄样品"
    await weir["zhangsan"].done("updateDeal", "deal { id }", **deal, nextStep="打电话")
    back = await bulk.undo()
    assert (back["undone"], back["kept"]) == (2, 1)
    [kept] = await bulk.rows("KEPT")
    assert kept["recordId"] == ids[0] and kept["title"] == "批量 0" and kept["message"]
    steps = await weir.sql("select next_step from deal where name like '批量%%' order by name")
    assert [row[0] for row in steps] == ["打电话", None, None]


async def test_moves_go_through_the_gate_and_each_refused_deal_is_listed_with_its_reason(weir: Cast) -> None:
    ids = await deals_of(weir, "zhangsan", 2)
    ready = (await weir["zhangsan"].ask("query($id: ID!) { deal(id: $id) { id version } }", id=ids[0]))["deal"]
    pipeline = await weir.one("select pipeline_id from deal where name = '批量 0'")
    stages = await weir.sql(
        "select id, required_fields, entry_criteria from stage where pipeline_id = %s and type = 'OPEN' and deleted_at is null"
        " order by position",
        pipeline,
    )
    await weir.sql(
        "update stage set required_fields = '[]', entry_criteria = '[]', exit_criteria = '[]' where pipeline_id = %s",
        pipeline,
    )
    target = f"stage_{stages[1][0].hex}"
    await weir.sql("update stage set required_fields = '[\"next_step\"]' where id = %s", stages[1][0])
    await weir["zhangsan"].done("updateDeal", "deal { id }", **ready, nextStep="寄样品")
    await weir.sql("update deal set expected_close_date = '2030-01-31' where name like '批量%'")
    bulk = Bulk(weir, "chen")
    preview = await bulk.rehearse("MOVE", recordIds=ids, stageId=target)
    assert (preview["changed"], preview["refused"]) == (1, 1)
    [refused] = await bulk.rows("REFUSED")
    assert refused["recordId"] == ids[1] and "下一步" in refused["message"]
    before = await weir.one("select stage_id from deal where name = '批量 0'")
    done = await bulk.run()
    assert (done["changed"], done["refused"]) == (1, 1)
    assert await weir.one("select stage_id from deal where name = '批量 0'") == stages[1][0]
    assert await weir.one("select stage_id from deal where name = '批量 1'") == before
    visits = "select count(*) from stage_visit v join deal d on d.id = v.deal_id where d.name = '批量 0'"
    assert await weir.one(visits) == 2
    back = await bulk.undo()
    assert (back["undone"], back["kept"]) == (1, 0)
    assert await weir.one("select stage_id from deal where name = '批量 0'") == before


async def test_all_that_match_a_filter_are_meant_as_the_viewer_and_never_more_than_500(weir: Cast) -> None:
    ids = await deals_of(weir, "zhangsan")
    await deals_of(weir, "wangwu")
    bulk = Bulk(weir, "chen")
    preview = await bulk.rehearse("ADD_TAGS", filter={"name": {"contains": "批量"}}, tags=["重点"])
    assert preview["total"] == preview["changed"] == 3
    await bulk.run()
    assert await weir.one("select count(*) from deal where tags @> '{重点}'") == 3
    gone = Bulk(weir, "chen")
    await gone.rehearse("REMOVE_TAGS", recordIds=ids, tags=["重点"])
    assert (await gone.run())["changed"] == 3
    many = [f"deal_{place:032x}" for place in range(501)]
    refused = await weir["chen"].do("rehearseBulk", RUN, object="DEAL", action="VOID", recordIds=many)
    assert codes(refused) == ["BULK_TOO_MANY"] and "501" in refused["userErrors"][0]["message"]
    await weir.sql(
        "insert into deal (name, rank, pipeline_id, stage_id, owner_id, department_id) select '批量很多', 'a0', d.pipeline_id, d.stage_id,"
        " d.owner_id, d.department_id from deal d, generate_series(1, 510) where d.name = '批量 0' and d.owner_id = %s",
        weir["zhangsan"].viewer.user_id,  # type: ignore[union-attr]
    )
    refused = await weir["chen"].do(
        "rehearseBulk", RUN, object="DEAL", action="VOID", filter={"name": {"eq": "批量很多"}}
    )
    assert codes(refused) == ["BULK_TOO_MANY"] and "510" in refused["userErrors"][0]["message"]


async def test_what_is_hidden_or_not_theirs_is_counted_as_not_allowed(weir: Cast) -> None:
    ids = [*await deals_of(weir, "zhangsan", 1), *await deals_of(weir, "wangwu", 1), f"deal_{1:032x}"]
    bulk = Bulk(weir, "chen")
    preview = await bulk.rehearse("SET_FIELD", recordIds=ids, field="source", value="展会")
    assert (preview["changed"], preview["forbidden"]) == (1, 2)
    hidden, never = await bulk.rows("FORBIDDEN")
    assert hidden["title"] is None and hidden["message"] == never["message"]
    await bulk.run()
    assert await weir.one("select count(*) from deal where source = '展会' and name like '批量%%'") == 1


async def test_voiding_is_undone_by_restoring(weir: Cast) -> None:
    await deals_of(weir, "zhangsan", 2)
    bulk = Bulk(weir, "xiaolin")
    await bulk.rehearse("VOID", filter={"name": {"contains": "批量"}})
    assert (await bulk.run())["changed"] == 2
    assert await weir.one("select count(*) from deal where name like '批量%%' and deleted_at is not null") == 2
    assert (await bulk.undo())["undone"] == 2
    assert await weir.one("select count(*) from deal where name like '批量%%' and deleted_at is null") == 2
    as_manager = Bulk(weir, "chen")
    preview = await as_manager.rehearse("VOID", filter={"name": {"contains": "批量"}})
    assert (preview["changed"], preview["forbidden"]) == (0, 2)


async def test_reps_do_not_act_in_bulk_and_nobody_touches_anothers_action(weir: Cast) -> None:
    ids = await deals_of(weir, "zhangsan", 1)
    for who in ("zhangsan", "moli", "kefu", "qian", "hengda", "shenji"):
        refused = await weir[who].do("rehearseBulk", RUN, object="DEAL", action="VOID", recordIds=ids)
        assert codes(refused) == ["FORBIDDEN"], who
    bulk = Bulk(weir, "chen")
    await bulk.rehearse("SET_FIELD", recordIds=ids, field="source", value="展会")
    for verb in ("runBulk", "cancelBulk", "undoBulk"):
        assert codes(await weir["zhao"].do(verb, RUN, id=bulk.id)) == ["NOT_FOUND"], verb
    theirs = Bulk(weir, "zhao")
    theirs.id = bulk.id
    assert await theirs.rows("CHANGES") == []


async def test_a_right_lost_between_preview_and_run_counts(weir: Cast) -> None:
    ids = await deals_of(weir, "zhangsan", 1)
    bulk = Bulk(weir, "chen")
    await bulk.rehearse("SET_FIELD", recordIds=ids, field="source", value="展会")
    await weir["chen"].done("runBulk", RUN, id=bulk.id)
    await weir.sql("update user_role set role = 'REP' where user_id = %s", weir["chen"].viewer.user_id)  # type: ignore[union-attr]
    assert (await bulk.work())["status"] == "FAILED"
    assert await weir.one("select source from deal where name = '批量 0'") is None


async def test_a_cancelled_action_stops_and_what_was_done_can_be_undone(weir: Cast) -> None:
    ids = await deals_of(weir, "zhangsan", 1)
    bulk = Bulk(weir, "chen")
    await bulk.rehearse("SET_FIELD", recordIds=ids, field="source", value="展会")
    await weir["chen"].done("runBulk", RUN, id=bulk.id)
    await weir["chen"].done("cancelBulk", RUN, id=bulk.id)
    assert (await bulk.work())["status"] == "CANCELLED"
    assert await weir.one("select source from deal where name = '批量 0'") is None
    assert (await bulk.run())["status"] == "DONE"


async def test_what_makes_no_sense_is_refused_before_anything_is_tried(weir: Cast) -> None:
    ids = await deals_of(weir, "zhangsan", 1)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"action": "SET_FIELD", "field": "status", "value": "WON"}, "INVALID"),
        ({"action": "SET_FIELD", "field": "amount", "value": "12"}, "INVALID"),
        ({"action": "SET_FIELD", "field": "probability", "value": "x"}, "INVALID"),
        ({"action": "TRANSFER"}, "NOT_FOUND"),
        ({"action": "MOVE", "stageId": "stage_x"}, "NOT_FOUND"),
        ({"action": "ADD_TAGS", "tags": [" "]}, "REQUIRED"),
        ({"action": "VOID", "recordIds": []}, "BULK_NOTHING"),
        ({"action": "VOID", "recordIds": None, "filter": {"nothing": 1}}, "INVALID"),
    ]
    for given, code in wrong:
        answer = await weir["chen"].do("rehearseBulk", RUN, **{"object": "DEAL", "recordIds": ids, **given})
        assert codes(answer) == [code], given
    assert await weir.one("select count(*) from bulk_run") == 0


async def test_tasks_are_given_away_and_cancelled_in_bulk(weir: Cast) -> None:
    task = (await weir["zhangsan"].done("createTask", "task { id }", title="批量任务"))["task"]["id"]
    bulk = Bulk(weir, "chen")
    await bulk.rehearse("TRANSFER", "TASK", recordIds=[task], ownerId=weir["lisi"].id)
    assert (await bulk.run())["changed"] == 1
    assert (await bulk.undo())["undone"] == 1
    gone = Bulk(weir, "chen")
    await gone.rehearse("VOID", "TASK", recordIds=[task])
    assert (await gone.run())["changed"] == 1
    assert await weir.one("select status from task where title = '批量任务'") == "CANCELLED"


async def test_what_was_voided_is_listed_to_who_may_bring_it_back_and_comes_back_in_bulk(weir: Cast) -> None:
    listed = 'query($voided: Boolean) { deals(search: "批量", voided: $voided) { totalCount nodes { id name } } }'
    ids = await deals_of(weir, "zhangsan", 2)
    bulk = Bulk(weir, "xiaolin")
    await bulk.rehearse("VOID", recordIds=ids)
    await bulk.run()
    assert (await weir["xiaolin"].ask(listed))["deals"]["totalCount"] == 0
    assert {one["id"] for one in (await weir["xiaolin"].ask(listed, voided=True))["deals"]["nodes"]} == set(ids)
    for who in ("zhangsan", "chen", "zhao", "shenji", "hengda"):
        assert (await weir[who].ask(listed, voided=True))["deals"] == {"totalCount": 0, "nodes": []}, who
    back = Bulk(weir, "xiaolin")
    # The filter of a restoring action is about what is gone, when that is said; without it nothing voided is found.
    nothing = await weir["xiaolin"].do("rehearseBulk", RUN, object="DEAL", action="RESTORE", search="批量")
    assert codes(nothing) == ["BULK_NOTHING"]
    assert (await back.rehearse("RESTORE", search="批量", voided=True))["changed"] == 2
    assert (await back.run())["changed"] == 2
    assert (await weir["xiaolin"].ask(listed, voided=True))["deals"]["totalCount"] == 0
    assert (await weir["zhangsan"].ask(listed))["deals"]["totalCount"] == 2
    assert (await back.undo())["undone"] == 2
    assert (await weir["xiaolin"].ask(listed, voided=True))["deals"]["totalCount"] == 2


async def test_a_merged_lead_is_not_listed_as_voided(weir: Cast) -> None:
    made = [
        (await weir["xiaolin"].done("createLead", "lead { id version }", name="并入前", wechat=f"wx-{turn}"))["lead"]
        for turn in range(2)
    ]
    await weir["xiaolin"].done("mergeLeads", survivorId=made[0]["id"], version=made[0]["version"], merged=[made[1]])
    assert await weir.one("select count(*) from lead where name = '并入前' and deleted_at is not null") == 1
    listed = 'query { leads(search: "并入前", voided: true) { totalCount } }'
    assert (await weir["xiaolin"].ask(listed))["leads"]["totalCount"] == 0
