"""Calls a telephone system tells: logged on whom the number belongs to, and nobody outside learns whom we know."""

from typing import Any

import pytest
from cast import Cast
from test_intake import codes, door, log, post, wide, worked  # noqa: F401 - the fixture makes the limits wide

from weir.intake.calls import read_call
from weir.intake.rules import Rules

pytestmark = pytest.mark.slow

ON = (
    "activities { nodes { kind direction outcome durationSec occurredAt recordingUrl recordingRefusedAt owner { name }"
    " account { name } } } tasks { nodes { id title kind status assignee { name } } }"
)


def call(number: str, **told: Any) -> dict[str, Any]:
    """An answered call of a customer, of a minute and a half."""
    return {
        "number": number, "direction": "INBOUND", "startedAt": "2026-01-05T09:30:00+08:00", "seconds": 90, "answered": True,
        **told,
    }  # fmt: skip


async def on(weir: Cast, kind: str, key: str, who: str = "zhangsan", fields: str = ON) -> Any:
    return (await weir[who].ask(f"query($id: ID!) {{ {kind}(id: $id) {{ {fields} }} }}", id=key))[kind]


async def lead_of(weir: Cast, who: str = "zhangsan", **given: Any) -> str:
    return str((await weir[who].done("createLead", "lead { id }", **given))["lead"]["id"])


async def settled(weir: Cast, source: Any) -> list[tuple[str, list[str]]]:
    """What became of what was sent, the latest first."""
    return [(one["status"], [why["code"] for why in one["problems"]]) for one in await log(weir, source)]


async def test_a_stranger_who_calls_becomes_a_lead_with_the_call_on_it(weir: Cast) -> None:
    source = await door(weir, kind="CALL", source="400 电话")
    told = {"calledNumber": "400-800-1234", "recordingUrl": "https://pbx.example/1.wav", "callId": "a-1"}
    assert (await post(weir, source, call("0755-8666 1001", **told))).status_code == 202
    await worked(weir)
    assert await settled(weir, source) == [("CREATED", [])]
    query = (
        '{ leads(where: {source: {eq: "400 电话"}}) { nodes { name phone mobile sourceDetail channel { code }'
        f" activities {{ totalCount }} {ON.replace('activities', 'calls: activities', 1)} }} }} }}"
    )
    (lead,) = (await weir["xiaolin"].ask(query))["leads"]["nodes"]
    assert (lead["name"], lead["phone"], lead["mobile"]) == ("0755-8666 1001", "0755-8666 1001", None)
    assert (lead["sourceDetail"], lead["channel"]["code"]) == ("400-800-1234", "hotline")
    (one,) = lead["calls"]["nodes"]
    assert (one["kind"], one["direction"], one["outcome"], one["durationSec"]) == ("CALL", "INBOUND", "CONNECTED", 90)
    assert one["occurredAt"].startswith("2026-01-05T01:30:00") and one["owner"] is None
    # Nobody has agreed to be recorded: that there was a recording is kept, where it is is not.
    assert one["recordingUrl"] is None and one["recordingRefusedAt"] is not None
    # Calling again, with the number written in another way, makes no second lead.
    await post(weir, source, call("+86 755 86661001", callId="a-2"))
    await worked(weir)
    assert await settled(weir, source) == [("LOGGED", []), ("CREATED", [])]
    assert await weir.one("select count(*) from lead where phone_key = '+8675586661001'") == 1


async def test_a_known_lead_gets_the_call_of_the_colleague_who_had_it(weir: Cast) -> None:
    lead = await lead_of(weir, name="甲", mobile="13822230001")
    user = await weir["xiaolin"].ask("query($id: ID!) { user(id: $id) { version } }", id=weir["zhangsan"].id)
    changed = {"id": weir["zhangsan"].id, "version": user["user"]["version"], "extension": "8017"}
    await weir["xiaolin"].done("updateUser", **changed)
    await weir["zhangsan"].done("recordConsent", leadId=lead, purpose="RECORDING")
    source = await door(weir, kind="CALL", mapping=[{"from": "data.caller", "to": "number"}])
    body = call("", extension="8017", recordingUrl="https://pbx.example/2.wav")
    await post(weir, source, {**body, "data": {"caller": "138 2223 0001"}})
    await worked(weir)
    assert await settled(weir, source) == [("LOGGED", [])]
    found = await on(weir, "lead", lead, fields=f"status firstResponseAt touches {{ totalCount }} {ON}")
    (one,) = found["activities"]["nodes"]
    assert one["owner"]["name"] == "张三" and one["recordingUrl"] == "https://pbx.example/2.wav"
    assert one["recordingRefusedAt"] is None and found["tasks"]["nodes"] == []
    # The colleague has answered: that is the first response, as if they had logged it themselves.
    assert found["status"] == "WORKING" and found["firstResponseAt"] is not None


async def test_of_several_leads_the_one_with_the_newest_activity_has_the_call(weir: Cast) -> None:
    first, second = [await lead_of(weir, name=name, phone="0755-86661002") for name in ("旧", "新")]
    await weir["zhangsan"].done("logActivity", leadId=first, kind="NOTE", summary="刚刚联系过")
    source = await door(weir, kind="CALL")
    await post(weir, source, call("0755-86661002"))
    await worked(weir)
    counts = [len((await on(weir, "lead", one))["activities"]["nodes"]) for one in (first, second)]
    assert counts == [2, 0]


async def test_a_contact_gets_the_call_with_the_account_when_no_lead_is_open(weir: Cast) -> None:
    account = (await weir["zhangsan"].done("createAccount", "account { id }", name="来电公司"))["account"]["id"]
    given = {"name": "乙", "mobile": "13822230002", "accountId": account}
    contact = (await weir["zhangsan"].done("createContact", "contact { id }", **given))["contact"]["id"]
    source = await door(weir, kind="CALL")
    await post(weir, source, call("13822230002", direction="out", userEmail="nobody@weir.example"))
    await worked(weir)
    assert await settled(weir, source) == [("LOGGED", [])]
    (one,) = (await on(weir, "contact", contact))["activities"]["nodes"]
    assert (one["direction"], one["owner"], one["account"]["name"]) == ("OUTBOUND", None, "来电公司")
    assert await weir.one("select count(*) from lead where mobile_key = '+8613822230002'") == 0


async def test_a_call_told_three_times_is_one(weir: Cast) -> None:
    lead = await lead_of(weir, name="丙", mobile="13822230003")
    source = await door(weir, kind="CALL", mapping=[{"from": "cdr.uuid", "to": "callId"}])
    for seconds in (90, 91, 92):
        await post(weir, source, call("13822230003", cdr={"uuid": "c-1"}, seconds=seconds))
    await worked(weir)
    assert len((await on(weir, "lead", lead))["activities"]["nodes"]) == 1
    await post(weir, source, call("13822230003", cdr={"uuid": "c-2"}))
    await worked(weir)
    assert len((await on(weir, "lead", lead))["activities"]["nodes"]) == 2


async def test_missed_calls_make_one_task_until_it_is_done(weir: Cast) -> None:
    lead = await lead_of(weir, name="丁", mobile="13822230004")
    key = weir["zhangsan"].viewer.user_id  # type: ignore[union-attr]
    source = await door(weir, kind="CALL")
    missed = call(
        "13822230004",
        answered=False,
        seconds=0,
        userEmail=await weir.one(f"select email from \"user\" where id = '{key}'"),
    )
    for _ in range(2):
        await post(weir, source, missed)
    await worked(weir)
    found = await on(weir, "lead", lead, fields=f"firstResponseAt {ON}")
    (task,) = found["tasks"]["nodes"]
    assert (task["title"], task["kind"], task["assignee"]["name"]) == ("给丁回电", "CALL", "张三")
    assert [one["outcome"] for one in found["activities"]["nodes"]] == ["NOT_CONNECTED"] * 2
    # Missing a call is no response, whoever's telephone rang.
    assert found["firstResponseAt"] is None and found["activities"]["nodes"][0]["owner"] is None
    told = "select count(*) from notification where kind = 'TASK_ASSIGNED' and task_id is not null and actor_id is null"
    assert await weir.one(told) == 1
    await weir["zhangsan"].done("completeTask", id=task["id"])
    await post(weir, source, missed)
    await worked(weir)
    assert [one["status"] for one in (await on(weir, "lead", lead))["tasks"]["nodes"]].count("OPEN") == 1


async def test_our_call_to_nobody_is_kept_with_the_reason_until_there_is_a_lead(weir: Cast) -> None:
    source = await door(weir, kind="CALL")
    await post(weir, source, call("13822230005", direction="OUTBOUND"))
    await worked(weir)
    assert await settled(weir, source) == [("REFUSED", ["CALL_TO_NOBODY"])]
    assert await weir.one("select count(*) from lead where mobile_key = '+8613822230005'") == 0
    lead = await lead_of(weir, name="戊", mobile="13822230005")
    await weir["moli"].done("replayIntake", id=(await log(weir, source))[0]["id"])
    await worked(weir)
    assert await settled(weir, source) == [("LOGGED", [])]
    assert len((await on(weir, "lead", lead))["activities"]["nodes"]) == 1


async def test_known_or_not_the_answer_is_the_same_to_the_byte(weir: Cast) -> None:
    source = await door(weir, kind="CALL")
    await lead_of(weir, name="己", mobile="13822230006")
    ways = {"13822230006": "INBOUND", "138 2223 0006": "OUTBOUND", "13822230007": "INBOUND", "13822230008": "OUTBOUND"}
    answers = [await post(weir, source, call(number, direction=way)) for number, way in ways.items()]
    told = [(one.status_code, one.content, {**one.headers, "x-request-id": ""}) for one in answers]
    assert all(one == told[0] for one in told) and told[0][0] == 202
    await worked(weir)
    assert [one for one, _ in await settled(weir, source)] == ["REFUSED", "CREATED", "LOGGED", "LOGGED"]


async def test_what_is_no_call_is_refused_field_by_field(weir: Cast) -> None:
    source = await door(weir, kind="CALL")
    wrong = {"number": "8001", "direction": "sideways", "startedAt": "soon", "seconds": -1, "recordingUrl": "file:///x"}
    answer = await post(weir, source, wrong)
    assert answer.status_code == 422
    assert {one["field"]: one["code"] for one in answer.json()["errors"]} == {
        "number": "CALL_NUMBER", **dict.fromkeys(("direction", "startedAt", "seconds", "recordingUrl"), "INVALID"),
    }  # fmt: skip
    mapping = [{"from": "x", "to": "companyName"}]
    assert codes(await weir["moli"].do("createLeadSource", name="x", kind="CALL", mapping=mapping)) == ["INVALID"]


def test_times_are_read_in_the_zone_of_the_organisation_unless_they_name_their_own() -> None:
    rules = Rules([], [], [], needs_consent=False)

    def started(at: Any) -> str:
        found = read_call(rules, call("13822230008", startedAt=at), "Asia/Shanghai")
        assert found.problems == [] and found.started is not None
        return found.started.isoformat()

    same = ("2026-01-05 09:30:00", "2026-01-05T01:30:00Z", 1767576600, "1767576600000")
    assert {started(one) for one in same} == {"2026-01-05T01:30:00+00:00"}
    for at in ("99999999999999999999", "nan", "9999-99-99", "0001-01-01T00:00:00+14:00"):
        assert [one.field for one in read_call(rules, call("13822230008", startedAt=at)).problems] == [("startedAt",)]
