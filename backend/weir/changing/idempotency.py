"""The same key gives the same answer: the answer is stored in the transaction of the write it belongs to."""

import hashlib
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from weir.audit.model import IdempotencyKey
from weir.changing.change import Change
from weir.changing.diff import plain
from weir.errors import Refusal


async def recall(change: Change, key: str | None, verb: str, given: dict[str, Any]) -> dict[str, Any] | None:
    """The stored answer of an earlier call with this key, or None when this call is the first.

    A second call waits for the first to commit. Raises `Refusal` IDEMPOTENCY_KEY_REUSED when the content differs.
    """
    if not key:
        return None
    if len(key) > 255:
        raise Refusal("TOO_LONG", ("idempotencyKey",), {"label": "idempotencyKey", "max": 255})
    digest = fingerprint(verb, given)
    actor = change.viewer.user_id
    statement = insert(IdempotencyKey).values(actor_id=actor, key=key, request_hash=digest, answer={})
    done = await change.session.execute(
        statement.on_conflict_do_nothing().returning(IdempotencyKey.key)  # type: ignore[call-overload]
    )
    if done.first() is not None:
        return None
    query = sa.select(IdempotencyKey.request_hash, IdempotencyKey.answer).where(  # type: ignore[call-overload]
        IdempotencyKey.actor_id == actor, IdempotencyKey.key == key
    )
    stored, answer = (await change.session.execute(query)).one()
    if bytes(stored) != digest:
        raise Refusal("IDEMPOTENCY_KEY_REUSED", ("idempotencyKey",))
    return dict(answer)


async def remember(change: Change, key: str | None, answer: dict[str, Any]) -> None:
    """Stores the answer of the call that `recall` let through."""
    if key:
        await change.session.execute(
            sa.update(IdempotencyKey)
            .where(IdempotencyKey.actor_id == change.viewer.user_id, IdempotencyKey.key == key)  # type: ignore[arg-type]
            .values(answer=plain(answer))
        )


def fingerprint(verb: str, given: dict[str, Any]) -> bytes:
    """A digest of the verb and its content, without the key itself."""
    content = {name: plain(value) for name, value in given.items() if name != "idempotencyKey"}
    return hashlib.sha256(orjson.dumps([verb, content], option=orjson.OPT_SORT_KEYS)).digest()
