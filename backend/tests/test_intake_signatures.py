"""What a platform sends is taken in when it is signed, and once, however often it is sent."""

import asyncio
import base64
import hmac
import json
import time
from hashlib import sha256
from typing import Any

import pytest
from cast import Cast
from test_intake import codes, door, log, worked

from weir.intake.signatures import TOLERANCE, fault, key_of_secret, new_secret

SOURCE = "leadSource { id version isSigned }"
BODY = b'{"event_type":"ping","data":{"success":true}}'
# The example of the standard's own text.
EXAMPLE = {
    "webhook-id": "msg_loFOjxBNrRLzqYUf", "webhook-timestamp": "1731705121",
    "webhook-signature": "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
}  # fmt: skip
KNOWN = "whsec_plJ3nmyCDGBKInavdOK15jsl"


def signed(secret: str, body: bytes, at: float | None = None, identity: str = "msg_1") -> dict[str, str]:
    moment = str(int(time.time() if at is None else at))
    mac = hmac.digest(key_of_secret(secret), f"{identity}.{moment}.".encode() + body, sha256)
    return {
        "webhook-id": identity,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{base64.b64encode(mac).decode()}",
    }


def test_a_signature_holds_for_its_body_its_time_and_its_secret_only() -> None:
    assert fault([KNOWN], EXAMPLE, BODY, 1731705121 + TOLERANCE) is None
    assert fault([new_secret(), KNOWN], EXAMPLE, BODY, 1731705121 - TOLERANCE) is None
    assert fault([KNOWN], EXAMPLE, BODY, 1731705121 + TOLERANCE + 1) == "STALE"
    assert fault([KNOWN], EXAMPLE, BODY, 1731705121 - TOLERANCE - 1) == "STALE"
    assert fault([KNOWN], EXAMPLE, BODY + b" ", 1731705121) == "WRONG"
    assert fault([new_secret()], EXAMPLE, BODY, 1731705121) == "WRONG"
    assert fault([], EXAMPLE, BODY, 1731705121) == "WRONG"
    assert fault([KNOWN], {**EXAMPLE, "webhook-id": "msg_other"}, BODY, 1731705121) == "WRONG"
    several = {**EXAMPLE, "webhook-signature": f"v1,bm9uZQ== v1a,xyz {EXAMPLE['webhook-signature']}"}
    assert fault([KNOWN], several, BODY, 1731705121) is None
    assert fault([KNOWN], {}, BODY, 1731705121) == "MISSING"
    mac = hmac.digest(key_of_secret(KNOWN), b"1731705121." + BODY, sha256).hex()
    assert (
        fault([KNOWN], {"x-timestamp": "1731705121", "x-signature": f"sha256={mac.upper()}"}, BODY, 1731705121) is None
    )
    for odd in ("", "abc", "-5", "9" * 30, "１７３１７０５１２１", "1731705121.0"):
        made = hmac.digest(key_of_secret(KNOWN), f"{odd}.".encode() + BODY, sha256).hex()
        assert fault([KNOWN], {"x-timestamp": odd, "x-signature": made}, BODY, 1731705121) is not None


@pytest.mark.slow
async def test_an_advertisement_s_lead_arrives_once_though_it_is_sent_three_times(weir: Cast) -> None:
    source = await door(weir, name="广告平台", kind="WEBHOOK", eventPath="event.id",
                        mapping=[{"from": "event.tel", "to": "mobile"}, {"from": "event.who", "to": "name"}])  # fmt: skip
    made = await weir["moli"].done(
        "renewLeadSourceSecret", f"secret {SOURCE}", id=source["id"], version=source["version"]
    )
    secret, now = made["secret"], made["leadSource"]
    assert now["isSigned"] and secret.startswith("whsec_")
    assert await weir.one("select count(*) from lead_source where signing_sealed like %s", f"%{secret[6:20]}%") == 0
    told = "select count(*) from audit_entry where changes::text like %s or changes ? 'signing_sealed'"
    assert await weir.one(told, f"%{secret[6:20]}%") == 0
    assert codes(await weir["zhangsan"].do("renewLeadSourceSecret", SOURCE, id=now["id"], version=now["version"])) == [
        "NOT_FOUND"
    ]

    async def sent(body: bytes, headers: dict[str, str]) -> Any:
        answer = await weir.http.post(
            source["path"], content=body, headers={"content-type": "application/json", **headers}
        )
        return answer.status_code, (answer.json().get("errors") or [{"code": None}])[0]["code"]

    body = json.dumps({"event": {"id": 77, "who": "广告客户", "tel": "13811119911"}}).encode()
    # The platform tries again with another message id, because our answer came too late: it is still the same event.
    answers = await asyncio.gather(*(sent(body, signed(secret, body, identity=f"msg_{n}")) for n in range(3)))
    assert answers == [(202, None)] * 3
    assert await sent(body, {}) == (401, "INTAKE_SIGNATURE_MISSING")
    assert await sent(body, signed(new_secret(), body)) == (401, "INTAKE_SIGNATURE_WRONG")
    assert await sent(body, signed(secret, body, time.time() - 400)) == (401, "INTAKE_SIGNATURE_STALE")
    await worked(weir)
    kept = await log(weir, source, fields="status lead { name } problems")
    assert [one["status"] for one in kept].count("CREATED") == 1 and len(kept) == 4
    # What nobody has signed is not kept: processing it again makes no lead.
    assert await weir.one("select count(*) from intake_payload where status = 'REFUSED' and payload <> '{}'") == 0

    # A new secret: the former one is good until the platform has the new one, for a day.
    again = await weir["moli"].done("renewLeadSourceSecret", f"secret {SOURCE}", id=now["id"], version=now["version"])
    other = json.dumps({"event": {"id": 78, "who": "另一位", "tel": "13811119912"}}).encode()
    assert await sent(other, signed(secret, other)) == (202, None)
    assert await sent(other, signed(again["secret"], other)) == (202, None)
    await weir.sql(
        "update lead_source set former_until = now() - interval '1 second' where id = %s",
        source["id"].removeprefix("source_"),
    )
    assert await sent(other, signed(secret, other)) == (401, "INTAKE_SIGNATURE_WRONG")
    last = again["leadSource"]
    gone = await weir["moli"].done("removeLeadSourceSecret", SOURCE, id=last["id"], version=last["version"])
    assert not gone["leadSource"]["isSigned"] and await sent(other, {}) == (202, None)
    await worked(weir)
    assert await weir.one("select count(*) from lead where mobile in ('13811119911', '13811119912')") == 2
