"""The hash chain over the audit: sealing in batches, and verifying from the first entry to the last.

A row is sealed when no earlier transaction can still add one (its `xid` lies below every running transaction). A change, a
removal, an insertion or a reordering of sealed rows breaks the chain at the first row it touches. The chain makes tampering
evident, not impossible: who can rewrite the seals too can rewrite history, so keep the head elsewhere (`weir verify-audit` prints it).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from weir.metrics import SEALED

BATCH = 5_000
LOCK = 0x5EA1
ZERO = b"\0" * 32

# jsonb's text form is canonical: keys sorted, numbers and spaces normalised.
FRESH = """
select a.id, (to_jsonb(a) - 'xid')::text from audit_entry a
where a.xid::text::xid8 < pg_snapshot_xmin(pg_current_snapshot()) and (a.xid, a.id) > (%s, %s)
order by a.xid, a.id limit %s
"""
# The last sealed place; rows that appear before it later are not sealed, so that they show.
HEAD = """
select s.position, s.hash, a.xid, a.id from audit_seal s left join audit_entry a on a.id = s.entry_id
order by s.position desc limit 1
"""
CHAIN = """
select s.position, s.entry_id, s.hash, (to_jsonb(a) - 'xid')::text
from audit_seal s left join audit_entry a on a.id = s.entry_id
where s.position > %s order by s.position limit %s
"""
# Entries that a sealer has long passed by: they were slipped in with an old transaction number.
UNSEALED = """
select a.id from audit_entry a
where (a.xid, a.id) < (select b.xid, b.id from audit_seal t join audit_entry b on b.id = t.entry_id
                       order by t.position desc limit 1)
  and not exists (select 1 from audit_seal s where s.entry_id = a.id) order by a.id limit 1
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found: whether the chain holds, how many entries, the head, and the first broken entry."""

    ok: bool
    entries: int
    head: str
    broken_id: UUID | None = None
    reason: str = ""


def link(before: bytes, text: str) -> bytes:
    """The next hash of the chain."""
    return hashlib.sha256(before + text.encode()).digest()


async def seal(connection: psycopg.AsyncConnection[Any]) -> int:
    """Seals the entries that are ready, one batch; returns how many. Two sealers never run at once."""
    async with connection.transaction():
        row = await (await connection.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])).fetchone()
        if not row or not row[0]:
            return 0
        head = await (await connection.execute(HEAD)).fetchone()
        if head is not None and head[3] is None:
            # The last sealed entry is gone: sealing on would hide it.
            return 0
        position, before, *after = (
            (int(head[0]), bytes(head[1]), head[2], head[3]) if head else (0, ZERO, 0, UUID(int=0))
        )
        fresh: Sequence[tuple[UUID, str]] = await (await connection.execute(FRESH, [*after, BATCH])).fetchall()
        async with connection.cursor() as cursor:
            async with cursor.copy("copy audit_seal (position, entry_id, hash) from stdin") as copy:
                for key, text in fresh:
                    position, before = position + 1, link(before, text)
                    await copy.write_row((position, key, before))
    SEALED.inc(len(fresh))
    return len(fresh)


async def seal_all(connection: psycopg.AsyncConnection[Any]) -> int:
    """Seals until nothing is ready."""
    total = 0
    while done := await seal(connection):
        total += done
    return total


async def verify(connection: psycopg.AsyncConnection[Any]) -> Verdict:
    """Walks the whole chain and names the first entry that does not fit."""
    position, before = 0, ZERO
    while rows := await (await connection.execute(CHAIN, [position, BATCH])).fetchall():
        for place, key, kept, text in rows:
            if place != position + 1:
                return Verdict(False, position, before.hex(), key, f"position {position + 1} is missing from the chain")
            if text is None:
                return Verdict(False, position, before.hex(), key, "the entry was removed")
            if link(before, text) != bytes(kept):
                return Verdict(False, position, before.hex(), key, "the entry was changed")
            position, before = place, bytes(kept)
    stray = await (await connection.execute(UNSEALED)).fetchone()
    if stray:
        return Verdict(False, position, before.hex(), stray[0], "the entry was slipped in later")
    return Verdict(True, position, before.hex())
