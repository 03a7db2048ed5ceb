"""The doors for leads from outside: kept as sent, made into leads once, and nobody outside learns whom we know."""

import asyncio
import json
from typing import Any

import psycopg
import pytest
from cast import Cast
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weir.auth.throttle import Limit
from weir.intake import flood, routes, tasks
from weir.intake.gate import Gate
from weir.intake.payloads import MAX_BYTES, Unreadable, at_path, parse, read
from weir.intake.rules import Rules
from weir.jobs import Worker

pytestmark = pytest.mark.slow

SOURCE = "leadSource { id version key path }"


def codes(payload: dict[str, Any]) -> list[str]:
    return [one["code"] for one in payload["userErrors"]]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests send more in a minute than a stranger may; the limits have a test of their own."""
    monkeypatch.setattr(routes, "ADDRESS", Limit("intake address", 10_000, 60))


async def door(weir: Cast, **given: Any) -> Any:
    """A source 莫莉 of marketing makes."""
    weir.app.gate.burst, weir.app.doors.seconds = 1_000_000, 0  # type: ignore[attr-defined]
    return (await weir["moli"].done("createLeadSource", SOURCE, **{"name": "官网", **given}))["leadSource"]


async def post(weir: Cast, source: Any, body: Any, **headers: str) -> Any:
    return await weir.http.post(source["path"], json=body, headers=headers)


async def worked(weir: Cast) -> None:
    """What the worker does with everything that waits."""
    await tasks.take_in(Worker(weir.app.settings, weir.app.database))


async def log(weir: Cast, source: Any, who: str = "moli", fields: str = "status problems lead { name source }") -> Any:
    query = f"query($id: ID!) {{ leadSource(id: $id) {{ payloads {{ nodes {{ id {fields} }} }} }} }}"
    return (await weir[who].ask(query, id=source["id"]))["leadSource"]["payloads"]["nodes"]


async def test_a_lead_comes_in_is_normalised_and_waits_to_be_assigned(weir: Cast) -> None:
    (show,) = await weir.sql("select id from campaign where type = 'WEBINAR'")
    source = await door(weir, source="官网表单", campaignId=f"campaign_{show[0].hex}")
    body = {
        "name": "石磊",
        "mobile": "１３８ ２２２２-０００１",
        "companyName": "甲 公司",
        "utm": {"utm_source": "baidu"},
    }
    answer = await post(weir, source, body)
    assert (answer.status_code, answer.json()) == (202, {"status": "accepted"})
    assert answer.headers["access-control-allow-origin"] == "*"
    await worked(weir)
    (kept,) = await log(weir, source)
    assert kept["status"] == "CREATED" and kept["lead"] == {"name": "石磊", "source": "官网表单"}
    query = (
        '{ leads(where: {name: {eq: "石磊"}}) { nodes { status owner { name } campaign { type } channel { name }'
        " memberships { totalCount } touches { nodes { isFirst utm by { name } } } } } }"
    )
    (lead,) = (await weir["xiaolin"].ask(query))["leads"]["nodes"]
    assert (lead["status"], lead["owner"], lead["campaign"]["type"]) == ("UNASSIGNED", None, "WEBINAR")
    assert lead["channel"]["name"] == "线上研讨会" and lead["memberships"]["totalCount"] == 1
    assert lead["touches"]["nodes"] == [{"isFirst": True, "utm": {"utm_source": "baidu"}, "by": None}]
    assert await weir.one("select mobile_key from lead where name = '石磊'") == "+8613822220001"
    assert (
        await weir.one("select identity from audit_entry where action = 'lead.created' order by at desc limit 1")
        == "intake"
    )


async def test_known_or_new_the_answer_is_the_same_to_the_byte(weir: Cast) -> None:
    source = await door(weir)
    await weir["zhangsan"].done("createLead", name="甲", email="known@a.example", mobile="13822220002")
    known = await post(weir, source, {"name": "乙", "email": "known@a.example"})
    fresh = await post(weir, source, {"name": "乙", "email": "fresh@a.example"})
    told = [(one.status_code, one.content, {**one.headers, "x-request-id": ""}) for one in (known, fresh)]
    assert told[0] == told[1]
    await worked(weir)
    assert {one["status"] for one in await log(weir, source)} == {"CREATED", "ATTACHED"}
    assert await weir.one("select count(*) from lead where email_key = 'known@a.example'") == 1
    assert await weir.one("select count(*) from notification where kind = 'LEAD_TOUCHED'") == 1


async def test_a_platform_that_sends_three_times_makes_one_lead(weir: Cast) -> None:
    mapping = [{"from": "data.user.phone", "to": "mobile"}, {"from": "data.answers.0.value", "to": "name"}]
    source = await door(weir, kind="WEBHOOK", mapping=mapping)
    body = {"data": {"user": {"phone": "13822220003"}, "answers": [{"value": "丙"}]}}
    answers = await asyncio.gather(*(post(weir, source, body, **{"idempotency-key": "evt-1"}) for _ in range(3)))
    assert {(one.status_code, one.content) for one in answers} == {(202, b'{"status":"accepted"}')}
    await worked(weir)
    (kept,) = await log(weir, source, fields="status sentKeys attempts")
    assert kept["sentKeys"] == ["data.user", "data.answers"] and (kept["status"], kept["attempts"]) == ("CREATED", 1)
    assert await weir.one("select count(*) from lead where mobile_key = '+8613822220003'") == 1


async def test_what_is_taken_in_by_three_at_once_makes_one_lead(weir: Cast) -> None:
    source = await door(weir)
    await post(weir, source, {"mobile": "13822220004"})
    await asyncio.gather(*(worked(weir) for _ in range(3)))
    assert await weir.one("select count(*) from lead where mobile_key = '+8613822220004'") == 1
    # Who is known by number alone is called by it until somebody knows better.
    assert await weir.one("select name from lead where mobile_key = '+8613822220004'") == "13822220004"


async def test_a_failed_one_is_kept_and_replayed_by_todays_mapping(weir: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    source = await door(weir, fields=[{"field": "name", "required": True}])
    refused = await post(weir, source, {"tel": "13822220005"}, **{"accept-language": "en-US"})
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"field": "name", "code": "REQUIRED", "message": "Fill in Name."}]
    (kept,) = await log(weir, source)
    assert kept["status"] == "REFUSED"
    assert kept["problems"] == [{"code": "REQUIRED", "field": "name", "zh": "请填写姓名。", "en": "Fill in Name."}]
    wider = {"fields": [], "mapping": [{"from": "tel", "to": "mobile"}]}
    await weir["moli"].done("updateLeadSource", id=source["id"], version=source["version"], **wider)
    await weir["moli"].done("replayIntake", "intakePayload { status }", id=kept["id"])
    with monkeypatch.context() as patch:

        async def broken(*_: Any) -> Any:
            raise RuntimeError("downstream is off")

        patch.setattr(tasks, "create_lead", broken)
        await worked(weir)
    assert [one["status"] for one in await log(weir, source)] == ["FAILED"]
    await weir["moli"].done("replayIntake", id=kept["id"])
    await worked(weir)
    assert [one["status"] for one in await log(weir, source)] == ["CREATED"]
    assert codes(await weir["moli"].do("replayIntake", id=kept["id"])) == ["INTAKE_DONE"]


async def test_what_was_sent_is_never_changed_and_only_an_administrator_reads_it(weir: Cast) -> None:
    source = await door(weir)
    await post(weir, source, {"name": "丁", "mobile": "13822220006"})
    with pytest.raises(psycopg.errors.RaiseException):
        await weir.sql("update intake_payload set payload = '{}'::jsonb where true returning id")
    assert (await log(weir, source, "xiaolin", "payload"))[0]["payload"] == {"name": "丁", "mobile": "13822220006"}
    assert (await log(weir, source, "moli", "payload"))[0]["payload"] is None
    assert (await weir["zhangsan"].ask("{ leadSources { totalCount } }"))["leadSources"]["totalCount"] == 0
    assert codes(await weir["zhangsan"].do("createLeadSource", name="x")) == ["FORBIDDEN"]


async def test_duplicates_may_be_kept_in_the_log_alone(weir: Cast) -> None:
    source = await door(weir, duplicatePolicy="LOG_ONLY")
    await weir["zhangsan"].done("createLead", name="甲", mobile="13822220007")
    before = await weir.one("select count(*) from lead_touch")
    await post(weir, source, {"name": "甲", "mobile": "13822220007"})
    await worked(weir)
    assert [one["status"] for one in await log(weir, source)] == ["DUPLICATE"]
    assert await weir.one("select count(*) from lead_touch") == before


async def test_consent_is_asked_for_and_its_text_is_kept(weir: Cast) -> None:
    assert codes(await weir["moli"].do("createLeadSource", name="x", needsConsent=True)) == ["REQUIRED"]
    source = await door(weir, needsConsent=True, consentText="同意为回复咨询而使用我的信息。")
    assert (await post(weir, source, {"name": "甲"})).json()["errors"][0]["code"] == "CONSENT_NEEDED"
    assert (await post(weir, source, {"name": "甲", "consent": "on"})).status_code == 202
    assert (await log(weir, source, fields="consent"))[0]["consent"] == "同意为回复咨询而使用我的信息。"


async def test_a_shut_door_a_wrong_one_and_a_voided_one_are_alike(weir: Cast) -> None:
    source = await door(weir)
    wrong = await weir.http.post("/in/nothing", json={"name": "x"})
    assert (await weir.http.post("/in/%00", json={"name": "x"})).content == wrong.content
    await weir["moli"].done("updateLeadSource", id=source["id"], version=source["version"], isActive=False)
    shut = await post(weir, source, {"name": "x"})
    assert (shut.status_code, shut.content) == (wrong.status_code, wrong.content) == (404, wrong.content)
    renewed = await weir["moli"].done("renewLeadSourceKey", SOURCE, id=source["id"], version=source["version"] + 1)
    assert renewed["leadSource"]["key"] != source["key"]


async def test_a_flood_from_one_address_is_stopped_and_others_come_in(
    weir: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = await door(weir)
    weir.app.gate = Gate(burst=5, per_second=0.001)  # type: ignore[attr-defined]
    for place in (routes, flood):
        monkeypatch.setattr(place, "client_ip", lambda request, _: request.headers.get("x-from", "1.1.1.1"))
    answers = [await post(weir, source, {"junk": "x"}) for _ in range(8)]
    assert [one.status_code for one in answers] == [422] * 5 + [429] * 3
    # Of a flood from everywhere a sample is kept; what is no lead uses up nothing of what leads may.
    for turn in range(8):
        assert (await post(weir, source, {"junk": "x"}, **{"x-from": f"5.5.5.{turn}"})).status_code == 422
    assert await weir.one("select count(*) from intake_payload where status = 'REFUSED'") == 5
    assert answers[-1].headers["retry-after"]
    assert (await post(weir, source, {"name": "好人"}, **{"x-from": "2.2.2.2"})).status_code == 202
    # And by all processes together.
    weir.app.gate = Gate(burst=100)  # type: ignore[attr-defined]
    monkeypatch.setattr(routes, "ADDRESS", Limit("intake address", 2, 600))
    assert [(await post(weir, source, {"name": "x"}, **{"x-from": "3.3.3.3"})).status_code for _ in range(3)] == [
        202,
        202,
        429,
    ]


async def test_forms_are_taken_too_and_what_is_neither_is_kept_and_refused(weir: Cast) -> None:
    source = await door(weir)
    form = await weir.http.post(source["path"], data={"name": "戊", "email": "wu@a.example"})
    assert form.status_code == 202
    for body in (b"{", b"[1]", b'"x"', b"\xff\xfe", b'{"a":' * 200):
        answer = await weir.http.post(source["path"], content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 400, body
    assert await weir.one("select count(*) from intake_payload where payload ? 'raw'") == 5
    assert (await weir.http.post(source["path"], content=b"x" * (MAX_BYTES + 1))).status_code == 413

    async def parts() -> Any:
        for _ in range(20):
            yield b"y" * 5_000

    assert (await weir.http.post(source["path"], content=parts())).status_code == 413
    assert (await weir.http.options(source["path"])).status_code == 204


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40)
NAMES = st.sampled_from(["name", "mobile", "email", "employees", "utm", "consent", "visits", "phone"]) | st.text(
    max_size=8
)
BODIES = st.dictionaries(
    NAMES,
    st.recursive(SCALARS, lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=5), one, max_size=3), max_leaves=8),
    max_size=6,
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=BODIES)
async def test_whatever_json_strangers_send_is_taken_or_refused_and_never_a_fault(
    weir: Cast, body: dict[str, Any]
) -> None:
    source = await door(weir)
    answer = await weir.http.post(
        source["path"], content=json.dumps(body), headers={"content-type": "application/json"}
    )
    assert answer.status_code in (202, 400, 422)
    assert set(answer.json()) <= {"status", "errors"}
    await worked(weir)
    left = await weir.sql("select status, problems from intake_payload where status in ('WAITING', 'FAILED')")
    assert left == []


@settings(max_examples=60, deadline=None)
@given(
    body=st.binary(max_size=200),
    kind=st.sampled_from(["application/json", "", "application/x-www-form-urlencoded", "x"]),
)
def test_any_bytes_are_read_or_called_unreadable(body: bytes, kind: str) -> None:
    try:
        found = parse(body, kind)
    except Unreadable:
        return
    assert isinstance(found, dict)


def test_a_path_leads_to_a_value_or_to_nothing() -> None:
    sent = {"a": [{"b": "x"}]}
    assert [at_path(sent, path) for path in ("a.0.b", "a.1.b", "a.b", "c", "a.0.b.c")] == ["x", None, None, None, None]


def test_visits_and_tracking_are_short_and_plain() -> None:
    sent = {
        "name": "甲",
        "utm_source": "x" * 999,
        "visits": json.dumps([{"url": "/p", "title": "价格", "evil": 1}] * 50),
    }
    found = read(Rules([], [], [], False), sent).given
    assert len(found["utm"]["utm_source"]) == 300 and found["visits"] == [{"title": "价格", "url": "/p"}] * 30


async def test_the_leads_of_a_source_wait_in_its_pool_to_be_claimed_and_no_rule_gives_them_away(weir: Cast) -> None:
    pool = await weir.id_of("lead_pool", "name = '华东线索池'")
    source = await door(weir, poolId=pool)
    body = {"name": "池中来客", "mobile": "13811118801", "region": "广东省深圳市"}
    await post(weir, source, body)
    await worked(weir)
    fields = "name status owner { name } pool { name } assignments { totalCount }"
    lead = f'{{ leads(where: {{name: {{startsWith: "池中来客"}}}}) {{ nodes {{ {fields} }} }} }}'
    (one,) = (await weir["xiaolin"].ask(lead))["leads"]["nodes"]
    assert (one["status"], one["owner"], one["pool"]["name"]) == ("UNASSIGNED", None, "华东线索池")
    assert one["assignments"]["totalCount"] == 0
    # A pool that is gone holds nobody up: the lead goes the way of every other.
    await weir.sql("update lead_pool set deleted_at = now() where id = %s", pool.removeprefix("pool_"))
    await post(weir, source, {**body, "name": "池中来客二", "mobile": "13811118802"})
    await worked(weir)
    found = {each["name"]: each for each in (await weir["xiaolin"].ask(lead))["leads"]["nodes"]}
    assert found["池中来客二"]["assignments"]["totalCount"] == 1
