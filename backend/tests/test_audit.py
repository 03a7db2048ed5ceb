"""The audit: who changed what, sealed so that tampering shows."""

from typing import Any

import psycopg
import pytest
from cast import Cast

pytestmark = pytest.mark.slow

VERDICT = "{ verifyAudit { isIntact entries head brokenId reason } }"


async def verdict(weir: Cast) -> dict[str, Any]:
    found: dict[str, Any] = (await weir["xiaolin"].ask(VERDICT))["verifyAudit"]
    return found


async def some_changes(weir: Cast) -> None:
    for number in range(6):
        made = await weir["zhangsan"].done("createAccount", "account { id version }", name=f"审计客户 {number}")
        account = made["account"]
        await weir["zhangsan"].done("updateAccount", id=account["id"], version=account["version"], industry="制造业")


def tampered(weir: Cast, statement: str) -> None:
    """Past the triggers, as somebody with the database in their hands."""
    with psycopg.connect(weir.app.database.dsn) as connection:
        connection.execute("alter table audit_entry disable trigger append_only")
        connection.execute(statement)  # type: ignore[call-overload]
        connection.execute("alter table audit_entry enable trigger append_only")


async def test_an_untouched_audit_is_intact_and_tells_its_head(weir: Cast) -> None:
    await some_changes(weir)
    found = await verdict(weir)
    assert found["isIntact"] and found["entries"] == 12 and len(found["head"]) == 64
    assert (await verdict(weir))["head"] == found["head"]


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (
            "update audit_entry set changes = '{}' where id = (select entry_id from audit_seal where position = 5)",
            "changed",
        ),
        (
            "update audit_entry set actor_id = null where id = (select entry_id from audit_seal where position = 5)",
            "changed",
        ),
        ("delete from audit_entry where id = (select entry_id from audit_seal where position = 5)", "removed"),
    ],
)
async def test_a_touched_row_is_named(weir: Cast, statement: str, reason: str) -> None:
    await some_changes(weir)
    await verdict(weir)
    fifth = await weir.one("select entry_id from audit_seal where position = 5")
    tampered(weir, statement)
    found = await verdict(weir)
    assert not found["isIntact"]
    assert found["entries"] == 4
    assert found["brokenId"] == f"audit_{fifth.hex}"
    assert reason in found["reason"]


async def test_a_row_slipped_in_among_older_ones_is_named(weir: Cast) -> None:
    await some_changes(weir)
    await verdict(weir)
    tampered(
        weir,
        "insert into audit_entry (id, action, identity, object_type, xid)"
        " select uuidv7(), 'deal.moved', 'user', 'deal', min(xid) from audit_entry",
    )
    found = await verdict(weir)
    assert not found["isIntact"] and "slipped in" in found["reason"]


@pytest.mark.parametrize("table", ["audit_entry", "audit_seal", "event", "ownership_change"])
@pytest.mark.parametrize("statement", ["update {} set {} = {}", "delete from {}", "truncate {} cascade"])
async def test_histories_refuse_to_be_changed(weir: Cast, table: str, statement: str) -> None:
    column = {"audit_seal": "position"}.get(table, "id")
    with psycopg.connect(weir.app.database.dsn) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.format(table, column, column))  # type: ignore[call-overload]


async def test_a_diff_leaves_out_what_the_reader_may_not_read(weir: Cast) -> None:
    made = await weir["zhangsan"].done("createDeal", "deal { id version }", name="审计商机", amount={"amount": "5000"})
    deal = made["deal"]
    await weir["zhangsan"].done(
        "updateDeal", id=deal["id"], version=deal["version"], amount={"amount": "9000"}, name="改名"
    )
    query = "query($id: ID!) { deal(id: $id) { history { nodes { action changes } } } }"
    full = (await weir["chen"].ask(query, id=deal["id"]))["deal"]["history"]["nodes"]
    assert {"amount", "base_amount", "name"} <= set(full[0]["changes"])
    less = (await weir["moli"].ask(query, id=deal["id"]))["deal"]["history"]["nodes"]
    assert "name" in less[0]["changes"] and not {"amount", "base_amount"} & set(less[0]["changes"])
    assert "9000" not in str(less)


async def test_only_administrators_and_auditors_verify(weir: Cast) -> None:
    for key in ("chen", "zhangsan", "moli", "hengda"):
        errors = (await weir[key].reply(VERDICT))["errors"]
        assert [error["extensions"]["code"] for error in errors] == ["FORBIDDEN"]
    assert (await weir["shenji"].ask(VERDICT))["verifyAudit"]["isIntact"]
