"""Takes in what was sent: kept as it is, and put into the queue, in one transaction. What becomes of it is told to nobody outside."""

import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from psycopg.types.json import Jsonb
from sqlalchemy.ext.asyncio import AsyncSession

from weir.db.engine import Database, execute
from weir.errors import Refusal
from weir.intake.actions import TAKE_IN
from weir.intake.model import POSTED, IntakeStatus, LeadSource, SourceKind
from weir.intake.payloads import address_code, names_of, told
from weir.jobs import wake

MOST_DOORS = 1_000
KEEP = """
insert into intake_payload (source_id, payload, sent_keys, status, problems, consent, idempotency_key)
values (%(source)s, %(payload)s, %(keys)s, %(status)s, %(problems)s, %(consent)s, %(once)s)
on conflict (source_id, idempotency_key) do nothing returning id
"""
FIND = f"""
select s.id, s.kind, s.fields, s.mapping, s.needs_consent, s.consent_text, s.event_path, s.signing_sealed, s.former_sealed,
    s.former_until from lead_source s
where s.key = %s and s.kind in ({", ".join(f"'{one.value}'" for one in POSTED)}) and s.is_active and s.deleted_at is null
"""


async def source_at(database: Database, key: str) -> LeadSource | None:
    """The open door at an address."""
    async with database.reads.connection() as connection:
        row = await (await connection.execute(FIND, [address_code(key)])).fetchone()
    if row is None:
        return None
    names = ("id", "kind", "fields", "mapping", "needs_consent", "consent_text", "event_path", "signing_sealed", "former_sealed",
             "former_until")  # fmt: skip
    found = dict(zip(names, row, strict=True))
    return LeadSource(name="", key=key, **{**found, "kind": SourceKind(found["kind"])})


class Doors:
    """Doors by address, each remembered for a moment, so that a flood at one asks the database once a second."""

    def __init__(self, seconds: float = 1.0):
        self.seconds = seconds
        self._known: OrderedDict[str, tuple[float, LeadSource | None]] = OrderedDict()

    async def at(self, database: Database, key: str) -> LeadSource | None:
        """The open door at an address."""
        code, now = address_code(key), time.monotonic()
        at, source = self._known.get(code, (-self.seconds, None))
        if now - at < self.seconds:
            return source
        source = await source_at(database, code)
        self._known.pop(code, None)
        self._known[code] = (now, source)
        if len(self._known) > MOST_DOORS:
            self._known.popitem(last=False)
        return source


async def keep(
    database: Database,
    source_id: UUID,
    payload: dict[str, Any],
    *,
    status: IntakeStatus = IntakeStatus.WAITING,
    problems: Sequence[Refusal] = (),
    consent: str | None = None,
    once: str | None = None,
) -> None:
    """Keeps a payload; one that waits is put into the queue with it. The same `once` is kept a single time."""
    values = {
        "source": source_id, "payload": Jsonb(payload, dumps=orjson.dumps), "keys": names_of(payload), "status": status.value,
        "problems": Jsonb(told(list(problems)), dumps=orjson.dumps), "consent": consent, "once": once,
    }  # fmt: skip
    async with AsyncSession(database.engine) as session, session.begin():
        row = await (await execute(session, KEEP, values)).fetchone()
        if row is not None and status is IntakeStatus.WAITING:
            await wake(session, TAKE_IN)
