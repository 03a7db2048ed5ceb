"""A `Change` is one person's writes in one transaction. What it saves is audited and told; only the edge commits."""

from collections.abc import Awaitable, Callable, Hashable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.catalog.registry import BY_MODEL, camel, object_of
from weir.changing.diff import plain, row_diff
from weir.changing.rows import Statement, columns, flush, hold
from weir.db.engine import execute
from weir.db.record import Record, Row
from weir.errors import Refusal, forbidden, not_found

R = TypeVar("R", bound=Row)
T = TypeVar("T")

# Records that can be followed and that other screens watch.
WATCHED = ("account", "contact", "deal", "contract", "lead")

# One unread notice for each follower and record is enough; what changed is read later, as they may see it.
TRAIL = """
with audits as (
    insert into audit_entry (at, actor_id, identity, action, object_type, object_id, changes, request_id)
    select %(now)s, %(actor)s::uuid, %(identity)s, x.action, x.object_type, x.object_id, x.changes, x.request
    from jsonb_to_recordset(%(audits)s::jsonb) x(action text, object_type text, object_id uuid, changes jsonb, request text)),
told as (
    select * from jsonb_to_recordset(%(events)s::jsonb)
        x(id uuid, type text, object_type text, object_id uuid, payload jsonb, body text)),
events as (
    insert into event (id, type, object_type, object_id, actor_id, at, payload)
    select id, type, object_type, object_id, %(actor)s::uuid, %(now)s, payload from told),
queued as (
    insert into outbox (event_id, body) select id, body from told)
insert into notification (user_id, kind, actor_id, account_id, contact_id, deal_id, contract_id, lead_id, created_at)
select distinct on (f.user_id, f.id) f.user_id, 'FOLLOWED_CHANGE', %(actor)s::uuid,
    f.account_id, f.contact_id, f.deal_id, f.contract_id, f.lead_id, %(now)s::timestamptz
from told t
join follow f on f.deal_id = t.object_id or f.account_id = t.object_id or f.contact_id = t.object_id or f.lead_id = t.object_id
    or f.contract_id = t.object_id
where t.type not like '%%.created' and f.user_id is distinct from %(actor)s::uuid and not exists (
    select 1 from notification n where n.user_id = f.user_id and n.kind = 'FOLLOWED_CHANGE' and n.read_at is null
      and n.deal_id is not distinct from f.deal_id and n.account_id is not distinct from f.account_id
      and n.contact_id is not distinct from f.contact_id and n.lead_id is not distinct from f.lead_id
      and n.contract_id is not distinct from f.contract_id)
"""

# Every row of a report's statement.
Report = Callable[[str, Mapping[str, Any]], Awaitable[list[tuple[Any, ...]]]]


class Change:
    """The writes of one operation: `viewer` in whose name, `session` in whose transaction, `now` as their one time."""

    def __init__(
        self,
        session: AsyncSession,
        viewer: Viewer,
        request_id: str = "",
        app: Any = None,
        *,
        is_at_work: bool = False,
        report: Report | None = None,
    ):
        self.session = session
        # Runs the statement of a report in its turn, for verbs that hand out figures.
        self.report = report
        # What the running application lends to verbs that need more than the database: hashing, throttling.
        self.app = app
        self.viewer = viewer
        self.request_id = request_id
        # In a worker, where nobody waits: what a verb would leave to a job is done in this transaction.
        self.is_at_work = is_at_work
        self.now = datetime.now(UTC)
        self.is_part = False
        # What this process does when the transaction is committed, and only then.
        self.afterwards: list[Callable[[], Awaitable[None]]] = []
        self._entries: list[dict[str, Any]] = []
        self._events: list[dict[str, Any]] = []
        self._writes: list[Statement] = []
        self._found: dict[Hashable, Any] = {}

    def part(self, request_id: str) -> "Change":
        """One of many like it in this transaction. What it tells is written with the whole's, once that has taken it."""
        part = Change(self.session, self.viewer, request_id, self.app, is_at_work=self.is_at_work)
        part.now, part.is_part, part._found = self.now, True, self._found
        return part

    def take(self, part: "Change") -> None:
        """The part has succeeded: its trail is this change's."""
        self._entries += part._entries
        self._events += part._events

    def forget(self) -> None:
        """A part was undone: what was found by then may not be so."""
        self._found.clear()

    async def once(self, key: Hashable, find: Callable[[], Awaitable[T]]) -> T:
        """What `find` finds, for all parts alike. For what this transaction keeps locked, or what may be as old as its start."""
        if key not in self._found:
            self._found[key] = await find()
        return self._found[key]  # type: ignore[no-any-return]

    @property
    def today(self) -> date:
        """The business day in the organisation's time zone."""
        return self.now.astimezone(ZoneInfo(self.viewer.time_zone)).date()

    async def load(
        self, model: type[R], key: UUID | None, *, version: int | None = None, action: str = "update", path: str = "id"
    ) -> R:
        """The row, locked, if the viewer may see it and do `action` on it.

        Raises `Refusal` NOT_FOUND when it is hidden, FORBIDDEN when it is visible but not theirs to change, and CONFLICT when
        `version` is no longer the current one.
        """
        entry = object_of(model)
        may_see = visible(entry.name, entry.table, self.viewer)
        may_do = visible(entry.name, entry.table, self.viewer, action)
        sql = (
            f"select {columns(model, entry.table)}, ({may_do}) from {entry.table}"
            f" where {entry.table}.id = %(key)s and ({may_see}) for update of {entry.table}"
        )
        found = await self.fetch(sql, {**self.viewer.params, "key": key})
        if not found:
            raise not_found(path)
        row = hold(self.session, model, found[0], again=True)
        if not found[0][-1]:
            raise forbidden(path)
        if version is not None and row.version != version:  # type: ignore[attr-defined]
            raise await self._conflict(row)
        return row

    async def see(self, model: type[R], key: UUID | None, path: str = "id", *, besides: str = "") -> R:
        """The row if the viewer may see it (by another scope than `besides`), unlocked. Raises `Refusal` NOT_FOUND."""
        entry = object_of(model)
        sql = (
            f"select {columns(model, entry.table)} from {entry.table}"
            f" where {entry.table}.id = %(key)s and ({visible(entry.name, entry.table, self.viewer, besides=besides)})"
        )
        found = await self.fetch(sql, {**self.viewer.params, "key": key})
        if not found:
            raise not_found(path)
        return hold(self.session, model, found[0])

    async def permits(self, model: type[Row], key: UUID, action: str) -> bool:
        """Whether the viewer may do `action` on the row, which is locked then; for what is done only where they may."""
        entry = object_of(model)
        test = visible(entry.name, "x", self.viewer, action)
        sql = f"select 1 from {entry.table} x where x.id = %(key)s and {test} for update of x"
        return bool(await self.fetch(sql, {**self.viewer.params, "key": key}))

    async def fetch(self, sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
        """The rows of a statement in this transaction, sent straight to the driver: for what runs with every write.

        What the session holds and has not flushed is not in the database yet.
        """
        cursor = await execute(self.session, sql, params)
        return await cursor.fetchall() if cursor.pgresult and cursor.pgresult.nfields else []

    async def _conflict(self, row: Row) -> Refusal:
        """Says who was faster. The caller answers with the current record, so that nothing is lost."""
        entry = object_of(type(row))
        query = sa.text(
            'select u.name from audit_entry a left join "user" u on u.id = a.actor_id'
            " where a.object_id = :id order by a.at desc, a.id desc limit 1"
        )
        name = (await self.session.execute(query, {"id": row.id})).scalar()
        who = name or ("其他人", "Somebody else")
        return Refusal("CONFLICT", ("version",), {"who": who}, {"key": row.id, "object": entry.name})

    def require(self, right: str) -> None:
        """Raises `Refusal` FORBIDDEN unless the viewer holds the special right."""
        if not self.viewer.has(right):
            raise forbidden()

    def allow(self, action: str, model: type[Row]) -> None:
        """Raises `Refusal` FORBIDDEN unless some role allows the action on the object at all."""
        if not self.viewer.may(action, object_of(model).name):
            raise forbidden()

    def add(self, row: R) -> R:
        """Puts a new row into the transaction; `save` writes it."""
        if isinstance(row, Record) and row.created_by_id is None:
            row.created_by_id = self.viewer.user_id
        self.session.add(row)
        return row

    async def save(self, verb: str, **told: Any) -> None:
        """Writes everything that changed, with one audit entry and one event for each record.

        `verb` is the past-tense name in the audit, such as `moved`; `told` goes into the event's payload (ids only).
        """
        changed = [row for row in (*self.session.new, *self.session.dirty) if self._audited(row)]
        for row in changed:
            if not (diff := row_diff(row, is_new=row in self.session.new)):
                continue
            if isinstance(row, Record) and row not in self.session.new:
                row.updated_at = self.now
            self.record(type(row), row.id, verb, diff, **told)
        await self.finish()

    def record(self, model: type[Row], key: UUID, verb: str, diff: dict[str, Any], **told: Any) -> None:
        """Adds the audit entry of one row, and its event when others may be watching it."""
        name = object_of(model).name
        self.audit(f"{name}.{verb}", name, key, diff)
        if name in WATCHED or name in ("activity", "task", "comment", "payment", "stage", "pipeline", "notification"):
            self.tell(name, key, verb, fields=[camel(field) for field in diff], **told)

    def audit(
        self, action: str, object_name: str = "", key: UUID | None = None, diff: dict[str, Any] | None = None
    ) -> None:
        """Adds an audit entry; `finish` writes it."""
        self._entries.append(
            {
                **plain({"action": action, "object_type": object_name, "object_id": key, "changes": diff or {}}),
                "request": self.request_id or None,
            }
        )

    def tell(self, name: str, key: UUID, verb: str, **payload: Any) -> None:
        """Adds an event and its outbox row; `finish` writes them and the relay tells the other processes after the commit."""
        event = {"id": str(uuid7()), "type": f"{name}.{verb}", "object_type": name, "object_id": str(key)}
        told = plain(payload)
        body = {"type": event["type"], "object": name, "id": str(key), "actor": str(self.viewer.user_id), **told}
        self._events.append({**event, "payload": told, "body": orjson.dumps(body).decode()})

    def write(self, sql: str, values: dict[str, Any]) -> None:
        """Adds a statement that is sent with the changed rows and the trail, when the change is saved."""
        self._writes.append((sql, values))

    async def finish(self) -> None:
        """Writes the session and what goes with it; in the end audit entries, events, outbox rows and the followers' notices."""
        # Taken before the flush: what that refuses has left no trail either.
        writes, self._writes = self._writes, []
        if not self.is_part and (self._entries or self._events):
            values = {
                "now": self.now,
                "actor": self.viewer.user_id,
                "identity": self.viewer.system or self.viewer.credential.split(":")[0] or "user",
                "audits": orjson.dumps(self._entries).decode(),
                "events": orjson.dumps(self._events).decode(),
            }
            writes.append((TRAIL, values))
            self._entries, self._events = [], []
        await flush(self.session, writes)

    def _audited(self, row: Row) -> bool:
        return type(row) in BY_MODEL and not row.is_history
