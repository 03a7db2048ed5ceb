"""The row of an import as its job sees it: read with the person's rights of this moment, moved on in small transactions."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from uuid_utils.compat import uuid7

from weir.access.viewer import Viewer
from weir.auth.current import ORGANISATION, PERSON, viewer_from
from weir.catalog.custom import keep_up_here
from weir.imports.acting import Acting, Connection
from weir.imports.plan import Plan


@dataclass
class Batch:
    """What a job needs of an import."""

    id: UUID
    status: str
    plan: Plan
    files: dict[int, dict[str, Any]]
    report: dict[str, Any]


def viewer_now(connection: Connection, user_id: UUID | None) -> Viewer | None:
    """The person an import belongs to, with the rights they have now; None when they may no longer sign in."""
    sql = f'select {PERSON} from "user" u {ORGANISATION} where u.is_active and u.id = %s'
    row = connection.execute(sql, [user_id]).fetchone()
    if row is None:
        return None
    keep_up_here(connection, row[11])
    return viewer_from(row, "job")


def open_batch(connection: Connection, batch_id: UUID) -> tuple[Batch, Viewer | None] | None:
    """The import and its person."""
    sql = "select status, plan, files, report, owner_id from import_batch where id = %s"
    row = connection.execute(sql, [batch_id]).fetchone()
    if row is None:
        return None
    status, plan, files, report, owner_id = row
    batch = Batch(batch_id, status, Plan.read(plan), {one["no"]: one for one in files}, report)
    return batch, viewer_now(connection, owner_id)


def hold(connection: Connection, batch_id: UUID) -> bool:
    """Takes the import for this connection: two workers are never at it, even when one was believed dead."""
    row = connection.execute("select pg_try_advisory_lock(hashtextextended(%s, 0))", [f"import:{batch_id}"]).fetchone()
    return bool(row and row[0])


def move(connection: Connection, batch_id: UUID, status: str, *, origin: str, **columns: Any) -> bool:
    """Changes the status, if it still is what it was; tells who watches."""
    sets = "".join(f', "{name}" = %({name})s' for name in columns)
    values = {
        name: orjson.dumps(one).decode() if isinstance(one, dict | list) else one for name, one in columns.items()
    }
    with connection.transaction():
        done = connection.execute(
            f"update import_batch set status = %(status)s, version = version + 1, updated_at = now(){sets}"
            " where id = %(id)s and status = %(origin)s",
            {**values, "status": status, "id": batch_id, "origin": origin},
        )
        if done.rowcount:
            tell(connection, batch_id, status.lower())
    return bool(done.rowcount)


def tell(connection: Connection, batch_id: UUID, verb: str) -> None:
    """An outbox row for who watches the progress; it is no fact worth keeping as an event."""
    key = uuid7()
    body = {"type": f"import_batch.{verb}", "object": "import_batch", "id": str(batch_id), "actor": "None"}
    connection.execute("insert into outbox (event_id, body) values (%s, %s)", [key, orjson.dumps(body).decode()])


def tell_end(acting: Acting, verb: str, counts: dict[str, int]) -> None:
    """One event for the whole import instead of one a row; every screen fetches anew."""
    key = uuid7()
    acting.connection.execute(
        "insert into event (id, type, object_type, object_id, actor_id, payload) values (%s, %s, 'import_batch', %s, %s, %s)",
        [key, f"import_batch.{verb}", acting.batch_id, acting.viewer.user_id, orjson.dumps(counts).decode()],
    )
    acting.connection.execute("insert into outbox (event_id, body) values (%s, %s)", [key, '{"type": "resync"}'])
