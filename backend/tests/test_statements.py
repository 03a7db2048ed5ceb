"""What a request costs in statements: one for a read, a fixed few for a write, for 1 row as for 50."""

from typing import Any

import pytest
import sqlalchemy as sa
from cast import Cast

from weir.graphql.run import Answer, answer

SCREEN = """{ viewer { roles unreadNotifications organisationName } me { name } currentOrganisation { id name }
  deals(first: 2) { nodes { id } } accounts(first: 1) { totalCount } hits: search(text: "科技") { id title } }"""
DEEP = """query($size: Int!) { accounts(first: $size) { totalCount nodes { name owner { name department { name } }
  contacts(first: 3) { nodes { name mobile } } deals(first: 3) { aggregate { count sum { baseAmount } }
  nodes { name stage { name } activities(first: 2) { nodes { summary owner { name } } } } } } } }"""


async def asked(company: Cast, query: str, **variables: Any) -> Answer:
    done = await answer(company.app, company["chen"].viewer, query, variables, None, "test")
    assert "errors" not in done.body, done.body
    return done


@pytest.mark.parametrize("size", [1, 50])
async def test_a_read_is_one_statement_whatever_its_depth_and_length(company: Cast, size: int) -> None:
    assert (await asked(company, DEEP, size=size)).statements == 1


async def test_all_that_a_screen_asks_for_travels_in_one_statement(company: Cast) -> None:
    assert (await asked(company, SCREEN)).statements == 1


async def test_a_move_is_a_fixed_few_statements(weir: Cast) -> None:
    made = await weir["zhangsan"].done(
        "createDeal", "deal { id version }", name="数语句的商机", expectedCloseDate="2027-01-31"
    )
    stages = (await weir["zhangsan"].ask("{ pipelines(first: 1) { nodes { stages(first: 12) { nodes { id } } } } }"))[
        "pipelines"
    ]
    second = stages["nodes"][0]["stages"]["nodes"][1]["id"]
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    engine = weir.app.database.engine.sync_engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        deal = made["deal"]
        await weir["zhangsan"].done(
            "moveDeal", "deal { id stage { name } }", id=deal["id"], version=deal["version"], stageId=second
        )
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    # Load and lock, the pipeline, close the visit, the rank, the deal, the new visit, and the trail.
    assert len(seen) == 7, seen


async def test_the_same_words_by_another_person_give_another_answer(company: Cast) -> None:
    """Compiled reads are kept by what was asked; who asked must never be kept with them."""
    names = [(await company[key].ask("{ me { name } }"))["me"]["name"] for key in ("zhangsan", "lisi", "zhangsan")]
    assert names == ["张三", "李四", "张三"]
    mine = "{ deals(first: 100) { nodes { owner { name } } } }"
    for key, name in (("zhangsan", "张三"), ("lisi", "李四")):
        owners = {one["owner"]["name"] for one in (await company[key].ask(mine))["deals"]["nodes"]}
        assert owners == {name}
