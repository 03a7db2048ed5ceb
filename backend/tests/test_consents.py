"""Consents: what people agreed to and how we know; what was said word for word is kept with consent only."""

from typing import Any

import pytest
from cast import Cast
from test_intake import door, log, post, worked

pytestmark = pytest.mark.slow

CONSENTS = "consents { nodes { id version purpose way wording textVersion isInForce withdrawnAt by { name } withdrawnBy { name } } }"
SAID = "activity { id summary transcript recordingUrl recordingRefusedAt }"


def codes(payload: dict[str, Any]) -> list[str]:
    return [one["code"] for one in payload["userErrors"]]


async def of(weir: Cast, kind: str, key: str, fields: str = CONSENTS, who: str = "zhangsan") -> Any:
    return (await weir[who].ask(f"query($id: ID!) {{ {kind}(id: $id) {{ {fields} }} }}", id=key))[kind]


async def lead_of(weir: Cast, name: str = "周敏", **given: Any) -> Any:
    values = {"name": name, "companyName": "敏行机电有限公司", **given}
    return (await weir["zhangsan"].done("createLead", "lead { id version }", **values))["lead"]


async def test_without_consent_the_chat_is_not_kept_but_the_refusal_is_and_with_it_it_is(weir: Cast) -> None:
    lead = await lead_of(weir)
    chat = {"kind": "MESSAGE", "summary": "问了交期", "transcript": "周敏:交期多久?", "leadId": lead["id"]}
    refused = (await weir["zhangsan"].done("logActivity", SAID, **chat))["activity"]
    assert refused["summary"] == "问了交期" and refused["recordingRefusedAt"]
    assert await weir.sql("select 1 from activity where transcript is not null or recording_url is not null") == []
    trail = "select 1 from audit_entry where changes::text like '%%交期多久%%'"
    assert await weir.sql(trail) == []

    given = {"leadId": lead["id"], "purpose": "RECORDING", "way": "SPOKEN", "activityId": refused["id"]}
    record = (await weir["zhangsan"].done("recordConsent", "consentRecord { id version activity { id } }", **given))[
        "consentRecord"
    ]
    assert record["activity"]["id"] == refused["id"]
    kept = (await weir["zhangsan"].done("logActivity", SAID, recordingUrl="https://pbx.example/1.mp3", **chat))[
        "activity"
    ]
    assert (kept["transcript"], kept["recordingUrl"], kept["recordingRefusedAt"]) == (
        chat["transcript"],
        "https://pbx.example/1.mp3",
        None,
    )
    assert codes(await weir["zhangsan"].do("logActivity", SAID, **{**chat, "recordingUrl": "javascript:alert(1)"})) == [
        "INVALID"
    ]

    # The manager reads it, a colleague who sees the lead reads the summary only, and cannot look for words in it.
    await weir["zhangsan"].done("shareRecord", recordId=lead["id"], withId=weir["lisi"].id, right="READ")
    ask = "query($where: ActivityWhere) { activities(where: $where) { nodes { summary transcript recordingUrl } } }"
    where = {"lead": {"name": {"eq": "周敏"}}, "transcript": {"contains": "交期多久"}}
    assert len((await weir["chen"].ask(ask, where=where))["activities"]["nodes"]) == 1
    assert (await weir["lisi"].ask(ask, where=where))["activities"]["nodes"] == []
    seen = (await weir["lisi"].ask(ask, where={"lead": where["lead"]}))["activities"]["nodes"]
    assert [one["transcript"] or one["recordingUrl"] for one in seen] == [None, None] and seen[0][
        "summary"
    ] == "问了交期"

    # Taken back, it holds from then on; what was kept before stays. Neither does a correction bring words in.
    await weir["zhangsan"].done("withdrawConsent", id=record["id"], version=record["version"])
    again = (await weir["zhangsan"].done("logActivity", SAID, **chat))["activity"]
    assert again["transcript"] is None and again["recordingRefusedAt"]
    changed = {"id": refused["id"], "version": 1, "transcript": "后来补记的原话"}
    mended = (await weir["zhangsan"].done("updateActivity", SAID, **changed))["activity"]
    assert mended["transcript"] is None
    # Of nobody in particular nobody has consented.
    account = await weir.one("select id from account where owner_id = %s limit 1", weir["zhangsan"].viewer.user_id)  # type: ignore[union-attr]
    company = {**chat, "leadId": None, "accountId": f"account_{account.hex}"}
    assert (await weir["zhangsan"].done("logActivity", SAID, **company))["activity"]["recordingRefusedAt"]


async def test_a_form_or_a_platform_brings_consents_along_with_the_words_that_were_shown(weir: Cast) -> None:
    terms = {"needsConsent": True, "consentText": "我同意接收产品资讯。", "consentPurpose": "MARKETING"}
    source = await door(weir, **terms)
    body = {
        "name": "邹琴",
        "mobile": "13911117701",
        "consent": "yes",
        "consents": ["RECORDING", "nonsense", "marketing"],
    }
    for _ in range(2):
        await post(weir, source, body)
    await worked(weir)
    (entry, _) = await log(weir, source, fields="lead { id } status")
    lead = entry["lead"]["id"]
    found = (await of(weir, "lead", lead, who="moli"))["consents"]["nodes"]
    assert {(one["purpose"], one["way"], one["wording"], one["isInForce"]) for one in found} == {
        (name, "API", terms["consentText"], True) for name in ("MARKETING", "RECORDING")
    }
    assert len(found) == 2 and len({one["textVersion"] for one in found}) == 1

    # The text changes: it is another version, and the old proof stays as it was.
    (version,) = await weir.sql("select version from lead_source where name = '官网' order by id desc limit 1")
    await weir["moli"].done(
        "updateLeadSource", id=source["id"], version=version[0], consentText="我同意接收资讯与邀请。"
    )
    await post(weir, source, body)
    await worked(weir)
    later = (await of(weir, "lead", lead, who="moli"))["consents"]["nodes"]
    assert len({one["textVersion"] for one in later}) == 2 and len(later) == 4
    # One withdrawal is of all that was agreed to for the purpose.
    one = next(row for row in later if row["purpose"] == "MARKETING")
    await weir["moli"].done("withdrawConsent", id=one["id"], version=one["version"])
    left = (await of(weir, "lead", lead, who="moli"))["consents"]["nodes"]
    assert {row["purpose"] for row in left if row["isInForce"]} == {"RECORDING"}
    assert {row["withdrawnBy"]["name"] for row in left if not row["isInForce"]} == {"莫莉"}
    ask = "query($where: LeadWhere) { leads(where: $where) { nodes { id hasMarketingConsent hasRecordingConsent } } }"
    where = {"name": {"eq": "邹琴"}, "hasRecordingConsent": {"eq": True}, "hasMarketingConsent": {"eq": False}}
    assert (await weir["moli"].ask(ask, where=where))["leads"]["nodes"] == [
        {"id": lead, "hasMarketingConsent": False, "hasRecordingConsent": True}
    ]


async def test_merging_and_converting_carry_consents_and_parting_gives_them_back(weir: Cast) -> None:
    first, second = await lead_of(weir, "孙立", mobile="13911117711"), await lead_of(weir, "孙总", mobile="13911117712")
    for one, purpose in ((first, "MARKETING"), (second, "RECORDING")):
        await weir["zhangsan"].done("recordConsent", leadId=one["id"], purpose=purpose, wording="口头说明")
    merged = await weir["zhangsan"].done("mergeLeads", "mergeId lead { version }", survivorId=first["id"],
                                         version=first["version"], merged=[second])  # fmt: skip

    async def purposes(kind: str, key: str) -> set[str]:
        return {row["purpose"] for row in (await of(weir, kind, key))["consents"]["nodes"]}

    assert await purposes("lead", first["id"]) == {"MARKETING", "RECORDING"}
    await weir["zhangsan"].done("undoLeadMerge", id=merged["mergeId"])
    assert await purposes("lead", first["id"]) == {"MARKETING"} and await purposes("lead", second["id"]) == {
        "RECORDING"
    }

    visit = {"kind": "VISIT", "summary": "到访", "leadId": second["id"]}
    version = (await weir["zhangsan"].done("logActivity", "activity { lead { version } }", **visit))["activity"][
        "lead"
    ]["version"]
    done = await weir["zhangsan"].done("convertLead", "lead { contact { id } }", id=second["id"], version=version,
                                       buyingRole="DECISION_MAKER", acknowledgeDuplicates=True)  # fmt: skip
    contact = done["lead"]["contact"]["id"]
    assert await purposes("contact", contact) == {"RECORDING"}
    call = {"kind": "CALL", "summary": "确认", "transcript": "原话", "contactId": contact}
    assert (await weir["zhangsan"].done("logActivity", SAID, **call))["activity"]["transcript"] == "原话"
    # Another owner changes nothing about what the person agreed to.
    row = await of(weir, "contact", contact, "version")
    await weir["chen"].done("transferOwner", id=contact, version=row["version"], ownerId=weir["lisi"].id)
    found = (await of(weir, "contact", contact, who="lisi"))["consents"]["nodes"]
    assert [(one["purpose"], one["by"]["name"]) for one in found] == [("RECORDING", "张三")]


async def test_consent_is_of_one_person_one_may_see(weir: Cast) -> None:
    lead = await lead_of(weir, "何平")
    assert codes(await weir["zhangsan"].do("recordConsent", purpose="MARKETING")) == ["CONSENT_OF_ONE"]
    for who, code in (("wangwu", "NOT_FOUND"), ("shenji", "FORBIDDEN"), ("hengda", "FORBIDDEN")):
        assert codes(await weir[who].do("recordConsent", leadId=lead["id"], purpose="MARKETING")) == [code], who
    later = {"leadId": lead["id"], "purpose": "MARKETING", "givenAt": "2100-01-01T00:00:00Z"}
    assert codes(await weir["zhangsan"].do("recordConsent", **later)) == ["INVALID"]
    other = await lead_of(weir, "别人")
    call = await weir["zhangsan"].done("logActivity", "activity { id }", kind="CALL", summary="x", leadId=other["id"])
    told = {"leadId": lead["id"], "purpose": "MARKETING", "activityId": call["activity"]["id"]}
    assert codes(await weir["zhangsan"].do("recordConsent", **told)) == ["CONSENT_ELSEWHERE"]
