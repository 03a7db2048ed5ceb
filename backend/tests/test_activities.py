"""What goes on around a deal: activities, tasks, remarks with mentions, files, followers."""

from typing import Any

import pytest
from cast import Cast
from test_deals import a_deal

pytestmark = pytest.mark.slow

INBOX = "{ notifications { nodes { kind actor { name } deal { name } readAt } } viewer { unreadNotifications } }"


async def upload(weir: Cast, key: str, record: str, name: str, content: Any) -> Any:
    return await weir.http.post(f"/files?regarding={record}&name={name}", content=content, headers={"x-cast": key})


async def test_a_mention_tells_the_colleague_once_and_nobody_else(weir: Cast) -> None:
    deal = await a_deal(weir)
    await weir["zhangsan"].done(
        "createComment",
        "comment { body }",
        recordId=deal["id"],
        body="@陈经理 请看",
        mentionIds=[weir["chen"].id, weir["chen"].id],
    )
    told = await weir["chen"].ask(INBOX)
    assert told["notifications"]["nodes"] == [
        {"kind": "MENTION", "actor": {"name": "张三"}, "deal": {"name": "产线看板"}, "readAt": None}
    ]
    assert told["viewer"]["unreadNotifications"] == 1
    assert "张三" not in [one["actor"]["name"] for one in (await weir["lisi"].ask(INBOX))["notifications"]["nodes"]]
    assert (await weir["chen"].done("markNotificationsRead", "count"))["count"] == 1
    assert (await weir["chen"].ask(INBOX))["viewer"]["unreadNotifications"] == 0


async def test_who_is_mentioned_on_a_record_they_cannot_see_learns_nothing_of_it(weir: Cast) -> None:
    deal = await a_deal(weir)
    await weir["zhangsan"].done(
        "createComment", "comment { body }", recordId=deal["id"], body="@王五 机密", mentionIds=[weir["wangwu"].id]
    )
    for node in (await weir["wangwu"].ask(INBOX))["notifications"]["nodes"]:
        assert node["deal"] is None
    assert (await weir["wangwu"].ask("{ comments { totalCount } }"))["comments"]["totalCount"] == 0


async def test_a_follower_is_told_of_changes_by_others_until_they_stop_following(weir: Cast) -> None:
    deal = await a_deal(weir)
    await weir["chen"].done("followRecord", "isFollowing", recordId=deal["id"])
    change = {"id": deal["id"], "nextStep": "回访"}
    await weir["zhangsan"].done("updateDeal", "deal { id }", version=deal["version"], **change)
    assert [node["kind"] for node in (await weir["chen"].ask(INBOX))["notifications"]["nodes"]] == ["FOLLOWED_CHANGE"]
    stop = "mutation($id: ID!) { unfollowRecord(input: {recordId: $id}) { isFollowing userErrors { code } } }"
    assert (await weir["chen"].ask(stop, id=deal["id"]))["unfollowRecord"] == {"isFollowing": False, "userErrors": []}
    await weir["chen"].done("markNotificationsRead", "count")
    await weir["zhangsan"].done(
        "updateDeal", "deal { id }", id=deal["id"], version=deal["version"] + 1, nextStep="报价"
    )
    assert (await weir["chen"].ask(INBOX))["viewer"]["unreadNotifications"] == 0


async def test_a_task_for_a_colleague_tells_them_and_counts_as_the_next_step(weir: Cast) -> None:
    deal = await a_deal(weir)
    task = await weir["zhangsan"].done(
        "createTask",
        "task { id isOverdue }",
        title="回访",
        dealId=deal["id"],
        assigneeId=weir["lisi"].id,
        dueAt="2020-01-01T00:00:00Z",
    )
    assert task["task"]["isOverdue"] is True
    assert (await weir["lisi"].ask(INBOX))["notifications"]["nodes"][0]["kind"] == "TASK_ASSIGNED"
    card = "query($id: ID!) { deal(id: $id) { nextActivity } }"
    assert (await weir["zhangsan"].ask(card, id=deal["id"]))["deal"]["nextActivity"] == "OVERDUE"
    done = await weir["lisi"].done("completeTask", "task { status doneAt isOverdue }", id=task["task"]["id"])
    assert done["task"]["status"] == "DONE" and done["task"]["doneAt"] and not done["task"]["isOverdue"]
    assert (await weir["zhangsan"].ask(card, id=deal["id"]))["deal"]["nextActivity"] == "NONE"


async def test_an_activity_moves_the_last_contact_forward_and_an_older_one_never_back(weir: Cast) -> None:
    deal = await a_deal(weir)
    for when in ("2026-03-02T08:00:00Z", "2026-03-01T08:00:00Z"):
        await weir["zhangsan"].done(
            "logActivity", "activity { id }", kind="CALL", summary="通话", dealId=deal["id"], occurredAt=when
        )
    found = await weir["zhangsan"].ask(
        "query($id: ID!) { deal(id: $id) { lastActivityAt activities { totalCount } } }", id=deal["id"]
    )
    assert found["deal"] == {"lastActivityAt": "2026-03-02T08:00:00.000000Z", "activities": {"totalCount": 2}}
    future = await weir["zhangsan"].do(
        "logActivity", "activity { id }", kind="CALL", dealId=deal["id"], occurredAt="2099-01-01T00:00:00Z"
    )
    assert [one["code"] for one in future["userErrors"]] == ["INVALID"]
    nothing = await weir["zhangsan"].do("logActivity", "activity { id }", kind="CALL")
    assert [one["code"] for one in nothing["userErrors"]] == ["NO_RECORD"]


async def test_a_file_comes_back_as_a_download_of_its_own_kind(weir: Cast) -> None:
    deal = await a_deal(weir)
    sent = await upload(weir, "zhangsan", deal["id"], "方案.html", b"%PDF-1.7 hello")
    assert sent.status_code == 201 and sent.json()["mediaType"] == "application/pdf"
    got = await weir.http.get(f"/files/{sent.json()['id']}", headers={"x-cast": "chen"})
    assert got.content == b"%PDF-1.7 hello" and got.headers["content-type"] == "application/pdf"
    assert (
        got.headers["content-disposition"].startswith("attachment;")
        and "sandbox" in got.headers["content-security-policy"]
    )
    assert got.headers["x-content-type-options"] == "nosniff"
    page = await upload(weir, "zhangsan", deal["id"], "a.html", b"<script>alert(1)</script>")
    assert page.json()["mediaType"] == "text/plain", "a page is never served as one"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"MZ\x90\x00", 422, "FILE_PROGRAM"),
        (b"\x7fELF", 422, "FILE_PROGRAM"),
        (b"#!/bin/sh", 422, "FILE_PROGRAM"),
        (b"", 422, "FILE_EMPTY"),
    ],
)
async def test_programs_and_empty_files_are_refused(content: bytes, status: int, code: str, weir: Cast) -> None:
    deal = await a_deal(weir)
    answer = await upload(weir, "zhangsan", deal["id"], "a.pdf", content)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await weir.one("select count(*) from attachment where name = 'a.pdf'") == 0


async def test_twenty_five_megabytes_are_taken_and_one_byte_more_is_not(weir: Cast) -> None:
    deal, limit = await a_deal(weir), 25 * 1024 * 1024
    assert (await upload(weir, "zhangsan", deal["id"], "big.bin", b"\x01" * limit)).status_code == 201
    assert (await upload(weir, "zhangsan", deal["id"], "big.bin", b"\x01" * (limit + 1))).status_code == 413

    async def unsaid() -> Any:
        for _ in range(26):
            yield b"\x01" * 1024 * 1024

    assert (await upload(weir, "zhangsan", deal["id"], "big.bin", unsaid())).status_code == 413
    left = [path for path in weir.app.settings.files.rglob("*") if path.is_file()]
    assert len(left) == 1, "nothing of a refused file stays"


async def test_who_sees_a_customer_only_for_a_deal_of_their_own_sees_nothing_of_the_others_deals(weir: Cast) -> None:
    account = await weir.id_of("account", "owner_id = %s", weir["zhangsan"].viewer.user_id)  # type: ignore[union-attr]
    theirs, his = await a_deal(weir, accountId=account), await a_deal(weir, accountId=account)
    await weir["zhao"].done(
        "transferOwner", "", id=theirs["id"], version=theirs["version"], ownerId=weir["wangwu"].id, reason="华东客户"
    )
    for record in (theirs["id"], his["id"], account):
        await weir["zhangsan" if record != theirs["id"] else "wangwu"].done(
            "createComment", "comment { body }", recordId=record, body=f"关于 {record}"
        )
    query = "query($id: ID!) { account(id: $id) { name comments { nodes { body } } } }"

    async def seen() -> set[str]:
        found = (await weir["wangwu"].ask(query, id=account))["account"]["comments"]["nodes"]
        return {node["body"].split()[1] for node in found}

    assert await seen() == {theirs["id"], account}
    await weir["zhangsan"].done(
        "shareRecord", "account { id }", recordId=account, withId=weir["wangwu"].id, right="READ"
    )
    assert await seen() == {theirs["id"], his["id"], account}
