"""One's own password, second factor, sessions and API tokens in the API."""

import datetime as dt
from typing import Any, Optional
from uuid import UUID

import strawberry

from weir.auth import account, api_tokens
from weir.catalog.ids import key_of
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.errors import not_found
from weir.graphql.basics import enum_of
from weir.graphql.inputs import ID, needed, optional, small_input
from weir.graphql.verbs import Outcome, payload_type, verb
from weir.identity.model import ApiToken, Role, User


def mutations() -> dict[str, Any]:
    """The verbs of credentials. A session may use them; an API token may not."""
    return {**_own(), **_tokens()}


def _own() -> dict[str, Any]:
    user = object_of(User)
    text = Optional[str]
    started = {
        "secret": (text, strawberry.field(description="The secret to type into an authenticator.")),
        "uri": (text, strawberry.field(description="The otpauth:// address for a QR code.")),
    }
    password = {
        "current_password": needed(str, "The password until now."),
        "new_password": needed(str, "The new one: 10 characters or more."),
    }

    def one(name: str, action: Any, fields: dict[str, Any], about: str, extra: Any = None, defaults: Any = None) -> Any:
        title = name[0].upper() + name[1:]
        kind = small_input(f"{title}Input", f"What {name} takes.", fields)
        return verb(
            name, action, kind, payload_type(f"{title}Payload", user, extra), about, entry=user, defaults=defaults
        )

    empty = {"confirm": optional(bool, "Nothing needs to be given.")}
    return {
        "changePassword": one("changePassword", _change_password, password, "A new password; other sessions end."),
        "startTotp": one(
            "startTotp",
            _start_totp,
            empty,
            "Begins two-step sign-in; nothing changes until it is confirmed.",
            started,
            {"secret": None, "uri": None},
        ),
        "confirmTotp": one(
            "confirmTotp", _confirm_totp, {"code": needed(str, "The first code.")}, "Switches two-step sign-in on."
        ),
        "disableTotp": one(
            "disableTotp", _disable_totp, {"password": needed(str, "The password.")}, "Switches two-step sign-in off."
        ),
        "resetTotp": one(
            "resetTotp",
            _reset_totp,
            {"id": needed(ID, "The person.")},
            "For a lost phone: an administrator switches it off.",
        ),
        "revokeSession": one(
            "revokeSession", _revoke_session, {"id": needed(ID, "The session.")}, "Signs one of one's own browsers out."
        ),
    }


async def _change_password(change: Change, given: dict[str, Any]) -> Outcome:
    row = await account.change_password(
        change.session, change.app.auth, change.viewer, given["currentPassword"], given["newPassword"]
    )
    return Outcome(row.id)


async def _start_totp(change: Change, given: dict[str, Any]) -> Outcome:
    enrolment = await account.start_totp(change.session, change.app.auth, change.viewer)
    return Outcome(change.viewer.user_id, {"secret": enrolment.secret, "uri": enrolment.uri})


async def _confirm_totp(change: Change, given: dict[str, Any]) -> Outcome:
    return Outcome((await account.confirm_totp(change.session, change.app.auth, change.viewer, given["code"])).id)


async def _disable_totp(change: Change, given: dict[str, Any]) -> Outcome:
    return Outcome((await account.disable_totp(change.session, change.app.auth, change.viewer, given["password"])).id)


async def _reset_totp(change: Change, given: dict[str, Any]) -> Outcome:
    key = key_of(given["id"], "user")
    if key is None:
        raise not_found("id")
    return Outcome((await account.reset_totp(change.session, change.viewer, key)).id)


async def _revoke_session(change: Change, given: dict[str, Any]) -> Outcome:
    await account.revoke_session(change.session, change.viewer, _key(given["id"], "session"))
    return Outcome(change.viewer.user_id)


def _key(text: str, name: str) -> UUID:
    key = key_of(text, name)
    if key is None:
        raise not_found("id")
    return key


def _tokens() -> dict[str, Any]:
    entry = object_of(ApiToken)
    fields = small_input(
        "CreateApiTokenInput",
        "A new API token.",
        {
            "name": needed(str, "What it is for."),
            "role": needed(enum_of(Role), "The one role it has; never more than its user holds."),
            "expires_at": needed(dt.datetime, "When it ends; within a year."),
            "allowed_ips": optional(list[str], "Addresses or networks it may be used from; everywhere when left out."),
            "user_id": optional(ID, "Whom it acts as; oneself when left out."),
        },
    )
    made = payload_type(
        "CreateApiTokenPayload",
        entry,
        {"secret": (Optional[str], strawberry.field(description="The token. It is never shown again."))},
    )
    gone = small_input("RevokeApiTokenInput", "A token to end.", {"id": needed(ID, "The token.")})
    return {
        "createApiToken": verb(
            "createApiToken", _create_token, fields, made, "Makes an API token.", entry=entry, defaults={"secret": None}
        ),
        "revokeApiToken": verb(
            "revokeApiToken",
            _revoke_token,
            gone,
            payload_type("RevokeApiTokenPayload", entry),
            "Ends a token within a second.",
            entry=entry,
        ),
    }


async def _create_token(change: Change, given: dict[str, Any]) -> Outcome:
    user_id = _key(given["userId"], "user") if given.get("userId") else None
    created = await api_tokens.create_api_token(
        change.session,
        change.viewer,
        name=given["name"],
        role=Role(given["role"]),
        expires_at=given["expiresAt"],
        allowed_ips=given.get("allowedIps"),
        user_id=user_id,
    )
    await change.session.flush()
    return Outcome(created.token.id, {"secret": created.secret})


async def _revoke_token(change: Change, given: dict[str, Any]) -> Outcome:
    return Outcome(
        (await api_tokens.revoke_api_token(change.session, change.viewer, _key(given["id"], "api_token"))).id
    )
