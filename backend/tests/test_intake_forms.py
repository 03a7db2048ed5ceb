"""Web forms: published in a minute, filled in by people, wasted on machines."""

import hashlib
import json
import re
from typing import Any

import pytest
from cast import Cast
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_intake import codes, wide, worked

from weir.auth.keys import Keys
from weir.intake.puzzle import BITS, SECONDS, Verdict, challenge, judge

pytestmark = pytest.mark.slow
__all__ = ["wide"]

FORM = "webForm { id version key status fields source { id version } }"


async def form(weir: Cast, *, published: bool = True, **given: Any) -> Any:
    """A form 莫莉 of marketing makes."""
    weir.app.gate.burst = 1_000_000  # type: ignore[attr-defined]
    made = (await weir["moli"].done("createWebForm", FORM, **{"name": "预约演示", **given}))["webForm"]
    if not published:
        return made
    return (await weir["moli"].done("publishWebForm", FORM, id=made["id"], version=made["version"]))["webForm"]


def solve(text: str) -> str:
    """What the page's script does."""
    nonce = 0
    while int.from_bytes(hashlib.sha256(f"{text}:{nonce}".encode()).digest()[:8]) >> (64 - BITS):
        nonce += 1
    return str(nonce)


async def solved(weir: Cast, made: Any) -> dict[str, str]:
    text = (await weir.http.get(f"/f/{made['key']}/challenge")).json()["challenge"]
    return {"challenge": text, "nonce": solve(text)}


async def send(weir: Cast, made: Any, **values: str) -> Any:
    if "challenge" not in values:
        values = {**values, **await solved(weir, made)}
    return await weir.http.post(f"/f/{made['key']}", data=values)


async def kept(weir: Cast) -> list[tuple[str, dict[str, Any]]]:
    rows = await weir.sql("select status, payload from intake_payload order by at, id")
    return [(status, payload) for status, payload in rows]


async def test_a_form_is_published_with_two_calls_and_its_lead_waits_to_be_assigned(weir: Cast) -> None:
    (show,) = await weir.sql("select id from campaign where type = 'TRADE_SHOW'")
    made = await form(weir, campaignId=f"campaign_{show[0].hex}")
    page = await weir.http.get(f"/f/{made['key']}?utm_source=baidu&wl=x&evil=1")
    assert page.status_code == 200 and 'name="mobile"' in page.text and "evil" not in page.text
    assert 'name="utm_source" value="baidu"' in page.text
    answer = await send(weir, made, name="石磊", mobile="13833330001", description="想看演示", utm_source="baidu")
    assert answer.status_code == 202
    assert answer.json() == {"status": "accepted", "thanks": "谢谢，我们会尽快与你联系。", "to": None}
    await worked(weir)
    query = '{ leads(where: {name: {eq: "石磊"}}) { nodes { status description source campaign { type } touches { nodes { utm } } } } }'
    (lead,) = (await weir["xiaolin"].ask(query))["leads"]["nodes"]
    assert (lead["status"], lead["description"], lead["source"]) == ("UNASSIGNED", "想看演示", "预约演示")
    assert lead["campaign"]["type"] == "TRADE_SHOW" and lead["touches"]["nodes"][0]["utm"] == {"utm_source": "baidu"}


async def test_machines_get_the_same_answer_and_no_lead(weir: Cast) -> None:
    made = await form(weir)
    person = await send(weir, made, name="甲", mobile="13833330002")
    trapped = await send(weir, made, name="乙", mobile="13833330003", website="http://spam")
    unsolved = await send(weir, made, name="丙", mobile="13833330004", challenge="x", nonce="1")
    text = (await weir.http.get(f"/f/{made['key']}/challenge")).json()["challenge"]
    lazy = await send(weir, made, name="丁", mobile="13833330005", challenge=text, nonce="not")
    other = await form(weir, name="另一个")
    foreign = await send(weir, made, name="戊", mobile="13833330006", **await solved(weir, other))
    answers = {(one.status_code, one.content) for one in (person, trapped, unsolved, lazy, foreign)}
    assert len(answers) == 1
    await worked(weir)
    assert [status for status, _ in await kept(weir)] == ["CREATED", "SPAM", "SPAM", "SPAM", "SPAM"]
    assert await weir.one("select count(*) from lead where mobile_key like '+861383333000_'") == 1


async def test_a_solved_puzzle_is_good_for_one_form_sent_once(weir: Cast) -> None:
    made = await form(weir)
    answer = await solved(weir, made)
    for name in ("甲", "乙"):
        assert (await send(weir, made, name=name, mobile="13833330007", **answer)).status_code == 202
    assert [payload["name"] for _, payload in await kept(weir)] == ["甲"]


def test_a_puzzle_grows_old_and_cannot_be_made_easier() -> None:
    keys = Keys("s" * 48)
    text = challenge(keys, "k", now=1_000)
    nonce = solve(text)
    assert judge(keys, "k", text, nonce, now=1_001) is Verdict.SOLVED
    assert judge(keys, "k", text, nonce, now=1_001 + SECONDS) is Verdict.STALE
    assert judge(Keys("t" * 48), "k", text, nonce, now=1_001) is Verdict.WRONG
    head, _, seal = text.rpartition(".")
    easier = f"{head.rpartition('.')[0]}.0.{seal}"
    assert judge(keys, "k", easier, "1", now=1_001) is Verdict.WRONG


async def test_whom_we_know_is_not_told_and_what_is_missing_is(weir: Cast) -> None:
    await weir["zhangsan"].done("createLead", name="甲", mobile="13833330008")
    made = await form(weir)
    known = await send(weir, made, name="甲", mobile="13833330008")
    fresh = await send(weir, made, name="甲", mobile="13833330009")
    assert (known.status_code, known.content) == (fresh.status_code, fresh.content)
    missing = await send(weir, made, name="", mobile="13833330008")
    assert missing.status_code == 422
    assert missing.json()["errors"] == [{"field": "name", "message": "请填写姓名。"}]


async def test_questions_of_its_own_are_answered_in_the_description(weir: Cast) -> None:
    fields = [
        {"name": "name", "labelZh": "您的称呼", "labelEn": "Your name", "required": True},
        {"name": "q1", "labelZh": "设备数量", "labelEn": "Machines", "required": True, "kind": "CHOICE", "options": ["<10", "10-50"]},
    ]  # fmt: skip
    made = await form(weir, fields=fields)
    page = (await weir.http.get(f"/f/{made['key']}?lang=en")).text
    assert "Your name" in page and "<option>&lt;10</option>" in page and 'lang="en"' in page
    assert (await send(weir, made, name="己")).json()["errors"][0]["field"] == "q1"
    assert (await send(weir, made, name="己", q1="10-50")).status_code == 202
    await worked(weir)
    assert await weir.one("select description from lead where name = '己'") == "设备数量: 10-50"


async def test_it_leads_only_where_the_form_says(weir: Cast) -> None:
    made = await form(weir, redirectUrl="https://a.example/thanks", returns=["https://b.example/"])
    wanted = {"https://b.example/": "https://b.example/", "https://evil.example/": "https://a.example/thanks"}
    for asked, to in wanted.items():
        answer = await send(weir, made, name="甲", mobile="13833330010", **{"return": asked})
        assert answer.json()["to"] == to
    for wrong in (
        "javascript:alert(1)",
        "http://a.example",
        "https://u@a.example",
        "//a.example",
        "https://a.example\\@b",
    ):
        refused = await weir["moli"].do("createWebForm", name="x", redirectUrl=wrong)
        assert codes(refused) == ["INVALID"], wrong


async def test_a_draft_a_hidden_one_and_a_wrong_address_are_alike_and_a_form_has_no_side_door(weir: Cast) -> None:
    draft = await form(weir, published=False)
    shown = await form(weir)
    source = await weir.one(
        "select s.key from lead_source s join web_form f on f.source_id = s.id where f.key = %s", shown["key"]
    )
    hidden = await weir["moli"].done("unpublishWebForm", FORM, id=shown["id"], version=shown["version"])
    pages = [await weir.http.get(f"/f/{key}") for key in (draft["key"], hidden["webForm"]["key"], "nothing", "%00")]
    assert {(one.status_code, one.content) for one in pages} == {(404, pages[0].content)}
    assert (await weir.http.post(f"/in/{source}", json={"name": "x"})).status_code == 404
    assert codes(await weir["zhangsan"].do("createWebForm", name="x")) == ["FORBIDDEN"]


async def test_the_page_runs_no_script_but_ours_and_may_stand_in_other_pages(weir: Cast) -> None:
    evil = "<script>alert(1)</script>"
    made = await form(weir, titleZh=evil, introZh=evil, thanksZh=evil, buttonZh='"><img src=x>')
    page = await weir.http.get(f"/f/{made['key']}", params={"utm_source": '"><script>'})
    assert evil not in page.text and '"><script>' not in page.text and "<img" not in page.text
    assert re.findall(r"<script[^>]*>", page.text) == ['<script src="/forms/form.js" defer>']
    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy and "frame-ancestors *" in policy and "script-src 'self'" in policy
    for name in ("form.js", "form.css", "embed.js"):
        file = await weir.http.get(f"/forms/{name}")
        assert file.status_code == 200 and file.headers["cross-origin-resource-policy"] == "cross-origin"


async def test_consent_is_a_box_and_its_text_is_kept(weir: Cast) -> None:
    made = await form(weir)
    given = {
        "id": made["source"]["id"],
        "version": made["source"]["version"],
        "needsConsent": True,
        "consentText": "同意联系我",
    }
    await weir["moli"].done("updateLeadSource", **given)
    assert "同意联系我" in (await weir.http.get(f"/f/{made['key']}")).text
    refused = await send(weir, made, name="甲", mobile="13833330011")
    assert refused.json()["errors"][0]["field"] == "consent"
    visits = json.dumps([{"at": "2026-11-01T00:00:00Z", "kind": "page", "title": "价格", "url": "/pricing"}])
    assert (await send(weir, made, name="甲", mobile="13833330011", consent="on", visits=visits)).status_code == 202
    assert await weir.one("select consent from intake_payload") == "同意联系我"
    await worked(weir)
    assert (await weir.one("select visits from lead_touch order by at desc limit 1"))[0]["url"] == "/pricing"


VALUES = st.dictionaries(
    st.sampled_from(
        ["name", "mobile", "email", "challenge", "nonce", "website", "return", "visits", "employees", "q1"]
    ),
    st.text(max_size=60),
    max_size=8,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=VALUES, honest=st.booleans())
async def test_whatever_strangers_put_into_a_form_is_taken_or_refused(
    weir: Cast, values: dict[str, str], honest: bool
) -> None:
    made = await form(weir)
    answer = await send(
        weir, made, **{**values, **(await solved(weir, made) if honest else {"challenge": values.get("challenge", "")})}
    )
    assert answer.status_code in (202, 400, 422)
    await worked(weir)
    assert await weir.one("select count(*) from intake_payload where status in ('WAITING', 'FAILED')") == 0
