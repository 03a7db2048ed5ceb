"""What can be done with the doors for leads, and with what came through them."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.changing.records import create, restore, update, void
from weir.errors import Refusal
from weir.intake.calls import FIELDS as CALL_FIELDS
from weir.intake.model import POSTED, IntakePayload, IntakeStatus, LeadSource, SourceKind
from weir.intake.payloads import FIELDS
from weir.intake.signatures import new_secret
from weir.jobs import wake

TAKE_IN = "intake.take_in"
MOST_FIELDS = 40
FORMER_LASTS = timedelta(days=1)
AGAIN = (IntakeStatus.FAILED, IntakeStatus.REFUSED, IntakeStatus.SPAM)


def new_key() -> str:
    """An address nobody guesses."""
    return secrets.token_urlsafe(16)


async def create_lead_source(change: Change, given: dict[str, Any]) -> LeadSource:
    """A new door, with an address of its own."""
    return await create(change, LeadSource, given, _new_source, key=new_key())


async def update_lead_source(change: Change, given: dict[str, Any]) -> LeadSource:
    """Changes a door; what came through it before stays as it is."""
    return await update(change, LeadSource, given, check_source)


async def renew_lead_source_key(change: Change, given: dict[str, Any]) -> LeadSource:
    """Gives a door a new address; the old one is shut at once."""
    source = await change.load(LeadSource, key_of(given["id"], "lead_source"), version=given["version"])
    source.key = new_key()
    await change.save("renewed")
    return source


async def renew_lead_source_secret(change: Change, given: dict[str, Any]) -> tuple[LeadSource, str]:
    """From now on a door takes in only what is signed. The secret is told this once; a former one is good for a day more."""
    source = await change.load(LeadSource, key_of(given["id"], "lead_source"), version=given["version"])
    if source.kind not in POSTED:
        label = {"label": ("类型", "The kind")}
        raise Refusal(
            "INVALID",
            ("id",),
            {**label, "why": ("应为接口、平台回调或电话系统。", "it is no API, webhook or telephone system.")},
        )
    secret = new_secret()
    source.former_sealed, source.former_until = source.signing_sealed, change.now + FORMER_LASTS
    source.signing_sealed = change.app.auth.keys.encrypt(secret)
    change.audit("lead_source.secret_renewed", "lead_source", source.id)
    await change.save("updated")
    return source, secret


async def remove_lead_source_secret(change: Change, given: dict[str, Any]) -> LeadSource:
    """A door takes in what is not signed, too."""
    source = await change.load(LeadSource, key_of(given["id"], "lead_source"), version=given["version"])
    source.signing_sealed = source.former_sealed = source.former_until = None
    change.audit("lead_source.secret_removed", "lead_source", source.id)
    await change.save("updated")
    return source


async def void_lead_source(change: Change, given: dict[str, Any]) -> LeadSource:
    """Shuts a door for good; what came through it is kept."""
    return await void(change, LeadSource, given)


async def restore_lead_source(change: Change, given: dict[str, Any]) -> LeadSource:
    """Opens a voided door again."""
    return await restore(change, LeadSource, given)


async def replay_intake(change: Change, given: dict[str, Any]) -> IntakePayload:
    """Processes once more what was refused or failed, by the door's fields and mapping of today."""
    payload = await change.load(IntakePayload, key_of(given["id"], "intake_payload"))
    if payload.status not in AGAIN:
        raise Refusal("INTAKE_DONE", ("id",), {"status": (payload.status.zh, payload.status.en)})
    payload.status, payload.problems = IntakeStatus.WAITING, []
    change.audit("intake_payload.replayed", "intake_payload", payload.id)
    await change.finish()
    await wake(change.session, TAKE_IN)
    return payload


async def _new_source(change: Change, source: LeadSource) -> None:
    """Whoever telephones comes by the hotline unless the door says otherwise."""
    if source.kind is SourceKind.CALL and source.channel_id is None and source.campaign_id is None:
        found = await change.fetch(
            "select id from channel where code = 'hotline' and is_active and deleted_at is null", {}
        )
        source.channel_id = found[0][0] if found else None
    await check_source(change, source)


async def check_source(change: Change, source: LeadSource) -> None:
    """The fields and paths of a door name what a lead has. Raises `Refusal`."""
    if source.kind is SourceKind.MAIL:
        # A mail carries no consent; whoever writes wants to be answered.
        source.needs_consent = False
    if source.needs_consent and not source.consent_text:
        label = {"label": ("同意条款", "The consent text")}
        raise Refusal("REQUIRED", ("consentText",), label)
    is_call = source.kind is SourceKind.CALL
    # A call is always told with the same fields; a door that became one forgets those of leads.
    source.fields = [] if is_call else [_field(one) for one in _list(source.fields, "fields")]
    known = CALL_FIELDS if is_call else FIELDS
    source.mapping = [_path(one, known) for one in _list(source.mapping, "mapping")]


def _list(value: Any, path: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_FIELDS or not all(isinstance(one, dict) for one in value):
        raise _wrong(path)
    return value


def _field(one: dict[str, Any]) -> dict[str, Any]:
    if one.get("field") not in FIELDS:
        raise _wrong("fields")
    return {"field": one["field"], "required": bool(one.get("required"))}


def _path(one: dict[str, Any], known: Collection[str]) -> dict[str, Any]:
    path = tidy(str(one.get("from") or ""))[:200]
    if one.get("to") not in known or not path:
        raise _wrong("mapping")
    return {"from": path, "to": one["to"]}


def _wrong(path: str) -> Refusal:
    label = {"label": ("字段", "The list of fields")}
    why = ("包含这里没有的字段。", "it names a field that is not taken here.")
    return Refusal("INVALID", (path,), {**label, "why": why})
