"""Queries have a budget: one statement for a read, whatever its depth and however many rows; a fixed few for a write."""

import contextlib
import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from cast import Cast
from test_deals import SOON, a_deal, stages_of

pytestmark = pytest.mark.slow

CARD = "id name stage { name } owner { name manager { name } } account { name contacts(first: 3) { nodes { name } } } tags nextActivity"
READS = {
    "list": f"query($n: Int) {{ deals(first: $n) {{ totalCount pageInfo {{ hasNextPage }} nodes {{ {CARD} }} }} }}",
    "board": "query($n: Int) { pipelines(first: 1) { nodes { stages(first: 7) { nodes { name deals(first: $n) { nodes { " + CARD
    + " } aggregate { count sum { baseAmount weightedAmount } } } } } } } }",
    "several": f"query($n: Int) {{ deals(first: $n) {{ nodes {{ {CARD} }} }} accounts(first: 2) {{ totalCount }} tasks {{ totalCount }} }}",
    "groups": "query($n: Int) { deals { groups(by: [{field: OWNER}, {field: STAGE}], first: $n) { keys { label } count } } }",
    "timeline": "query($n: Int) { accounts(first: $n) { nodes { activities(first: 20) { nodes { summary owner { name } } } } } }",
    "filter": "query($n: Int) { deals(first: $n, where: {account: {name: {contains: \"有限\"}}}, search: \"设备\") { totalCount } }",
}  # fmt: skip


OWN = re.compile(r"outbox|^listen ", re.IGNORECASE)


@contextlib.contextmanager
def counted(patch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every statement that reaches the driver, but for what a process says by itself while it listens for events."""
    said: list[str] = []
    real = psycopg.AsyncCursor.execute

    async def noting(self: Any, query: Any, *args: Any, **more: Any) -> Any:
        if not OWN.search(str(query)):
            said.append(str(query))
        return await real(self, query, *args, **more)

    with patch.context() as inner:
        inner.setattr(psycopg.AsyncCursor, "execute", noting)
        yield said


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("key", ["chen", "moli", "hengda"])
async def test_a_read_is_one_statement_for_one_row_and_for_fifty(
    name: str, key: str, company: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for rows in (1, 50):
        with counted(monkeypatch) as said:
            await company[key].ask(READS[name], n=rows)
        assert len(said) == 1, said


async def test_node_and_nodes_are_one_statement_together(company: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = await company.sql("select 'deal_' || replace(id::text, '-', '') from deal order by id limit 20")
    with counted(monkeypatch) as said:
        await company["zhao"].ask(
            "query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Deal { name } } me { name } }",
            ids=[row[0] for row in rows],
        )
    assert len(said) == 1


WRITES = {
    "updateDeal": 4,
    "moveDeal": 7,
    "createDeal": 9,
    "createTask": 8,
    "createComment": 6,
    "logActivity": 8,
    "createLead": 9,
    "claimLead": 11,
    "createCampaign": 5,
}


@pytest.mark.parametrize("verb", WRITES)
async def test_a_write_is_a_fixed_few_statements(verb: str, weir: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    stages, deal = await stages_of(weir), await a_deal(weir, expectedCloseDate=SOON)
    given: dict[str, dict[str, Any]] = {
        "updateDeal": {"id": deal["id"], "version": deal["version"], "nextStep": "回访"},
        "moveDeal": {"id": deal["id"], "version": deal["version"], "stageId": stages["需求确认"]},
        "createDeal": {"name": "新商机", "amount": {"amount": "1"}},
        "createTask": {"title": "回访", "dealId": deal["id"], "assigneeId": weir["lisi"].id},
        "createComment": {"recordId": deal["id"], "body": "请看", "mentionIds": [weir["lisi"].id, weir["chen"].id]},
        "createLead": {"name": "新线索", "mobile": "13811110000", "companyName": "新公司"},
        "logActivity": {"kind": "CALL", "dealId": deal["id"], "summary": "聊过了"},
        "createCampaign": {"name": "新活动"},
        "claimLead": {"id": await weir.id_of("lead", "name = '谭丽华'")},
    }
    payload = {
        "createTask": "task",
        "createComment": "comment",
        "logActivity": "activity",
        "createLead": "lead",
        "claimLead": "lead",
    }
    who, payload["createCampaign"] = "moli" if verb == "createCampaign" else "zhangsan", "campaign"
    with counted(monkeypatch) as said:
        await weir[who].done(verb, f"{payload.get(verb, 'deal')} {{ id }}", **given[verb])
    own = [one for one in said if "outbox where" not in one and "delete from outbox" not in one]
    assert len(own) <= WRITES[verb], f"{len(own)} statements:\n" + "\n".join(one[:110] for one in own)


POOLED = {
    "lead": "insert into lead (name, status, pool_id) select '第' || n, 'UNASSIGNED', p.id from lead_pool p, generate_series(1, %s) n"
    " where p.name = '华南线索池' returning id",
    "account": "insert into account (name, pool_id) select '第' || n, p.id from account_pool p, generate_series(1, %s) n"
    " where p.name = '华南客户公海' returning id",
}


@pytest.mark.parametrize("of", POOLED)
async def test_claiming_another_one_is_one_more_statement(weir: Cast, monkeypatch: pytest.MonkeyPatch, of: str) -> None:
    await weir.sql(f"update {of}_pool set daily_claim_limit = 100")
    # The first one opens connections.
    for count in (1, 3, 30):
        ids = [f"{of}_{key.hex}" for (key,) in await weir.sql(POOLED[of], count)]
        with counted(monkeypatch) as said:
            done = await weir["zhangsan"].done(f"claim{of.title()}s", "claims { isClaimed }", ids=ids)
        assert done["claims"] == [{"isClaimed": True}] * count
        own = [one for one in said if "outbox where" not in one and "delete from outbox" not in one]
        assert count == 1 or len(own) <= 9 + count, f"{len(own)} statements:\n" + "\n".join(one[:110] for one in own)


async def test_a_follow_up_and_a_conversion_are_a_fixed_few_statements(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much hangs on the lead: its activities go along as a set."""
    for calls in (1, 6):
        made = await weir["zhangsan"].done(
            "createLead",
            "lead { id }",
            name="甲",
            companyName=f"第{calls}家公司",
            mobile=f"1381111000{calls}",
            buyingRole="USER",
        )
        for _ in range(calls):
            with counted(monkeypatch) as said:
                done = await weir["zhangsan"].done(
                    "logActivity", "activity { lead { id version } }", kind="VISIT", leadId=made["lead"]["id"]
                )
            assert len(said) <= 9, said
        with counted(monkeypatch) as said:
            await weir["zhangsan"].done("convertLead", "lead { id }", **done["activity"]["lead"], createDeal=True)
        own = [one for one in said if "outbox where" not in one and "delete from outbox" not in one]
        assert len(own) <= 60, f"{len(own)} statements:\n" + "\n".join(one[:110] for one in own)
