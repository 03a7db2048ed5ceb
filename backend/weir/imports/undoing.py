"""Takes a whole import back: records it made are voided or removed, values it replaced return. What was changed since stays, listed."""

import threading
from collections import Counter
from typing import Any
from uuid import UUID

import psycopg
import sqlalchemy as sa
from psycopg import sql

from weir.catalog.registry import OBJECTS
from weir.imports.acting import Acting
from weir.imports.batches import tell, tell_end
from weir.imports.chunk import Stopped
from weir.imports.plan import FilePlan
from weir.imports.trails import as_json, write_audit

CHUNK = 1_000
UNDONE, KEPT = "UNDONE", "KEPT"
# A record others have worked on: an entry in the audit after ours, or something of theirs that hangs on it.
HANGING = {
    "account": ("activity", "task", "comment", "attachment", "record_share"),
    "contact": ("activity", "task", "comment", "attachment", "record_share", "deal_contact"),
    "lead": ("activity", "task", "comment", "attachment", "record_share", "lead_evidence"),
    "deal": ("activity", "task", "comment", "attachment", "record_share", "deal_contact"),
}


class Undo:
    """One run backwards over all files."""

    def __init__(self, acting: Acting, stop: threading.Event):
        self.acting = acting
        self.stop = stop

    def run(self) -> dict[str, int]:
        """Undoes what is left; how many records of each object stay because somebody changed them."""
        for plan in reversed(self.acting.plan.ordered()):
            while rows := self._next(plan):
                if self.stop.is_set():
                    raise Stopped
                self._chunk(plan, rows)
        self._customers_back()
        self._pipelines()
        kept = self.acting.rows(
            "select file_no, count(*) from import_outcome where batch_id = %s and state = %s group by 1",
            [self.acting.batch_id, KEPT],
        )
        counts: Counter[str] = Counter()
        for no, count in kept:
            counts[str(self.acting.plan.files[no].object)] += count
        with self.acting.connection.transaction():
            tell_end(self.acting, "undone", counts)
            changes = {name: [count, count] for name, count in counts.items()}
            write_audit(self.acting, [("import_batch.undone", "import_batch", self.acting.batch_id, changes)])
        return dict(counts)

    def _next(self, plan: FilePlan) -> list[tuple[int, str, UUID, dict[str, Any] | None]]:
        return self.acting.rows(
            "select o.row_no, o.state, o.record_id, o.before from import_outcome o"
            " join import_row r using (batch_id, file_no, row_no) where o.batch_id = %s and o.file_no = %s"
            f" and o.state in ('CREATE', 'UPDATE') order by r.level desc, o.row_no desc limit {CHUNK}",
            [self.acting.batch_id, plan.no],
        )

    def _chunk(self, plan: FilePlan, rows: list[tuple[int, str, UUID, dict[str, Any] | None]]) -> None:
        with self.acting.connection.transaction():
            changed = self._changed(str(plan.object), [row[2] for row in rows])
            kept = {row[0] for row in rows if row[2] in changed}
            gone = [(row_no, key) for row_no, state, key, _ in rows if state == "CREATE" and key not in changed]
            back = [(key, before) for _, state, key, before in rows if state == "UPDATE" and key not in changed]
            kept |= self._remove(str(plan.object), gone)
            for key, before in back:
                self._restore(str(plan.object), key, before or {})
            self._mark(plan, kept, KEPT)
            self._mark(plan, {row[0] for row in rows} - kept, UNDONE)
            self.acting.connection.execute(
                "update import_batch set done = done + %s where id = %s", [len(rows), self.acting.batch_id]
            )
            tell(self.acting.connection, self.acting.batch_id, "progress")

    def _changed(self, name: str, keys: list[UUID]) -> set[UUID]:
        """The records somebody else has changed or added something to since."""
        tests = [
            "exists (select 1 from audit_entry a, lateral (select max(own.xid) as xid, max(own.at) as at from audit_entry own"
            " where own.object_id = k.id and own.request_id = %(mark)s) o where a.object_id = k.id"
            " and a.request_id is distinct from %(mark)s and (a.xid > o.xid or a.at > o.at))"
        ]
        mine = "not exists (select 1 from import_outcome o where o.batch_id = %(batch)s and o.record_id = c.id)"
        tests += [
            f"exists (select 1 from {table} c where c.{name}_id = k.id and {mine})" for table in HANGING.get(name, ())
        ]
        query = f"select k.id from unnest(%(keys)s::uuid[]) k (id) where {' or '.join(tests)}"
        params = {"keys": keys, "mark": self.acting.mark, "batch": self.acting.batch_id}
        return {row[0] for row in self.acting.rows(query, params)}

    def _remove(self, name: str, gone: list[tuple[int, UUID]]) -> set[int]:
        """Voids the records, or deletes those that cannot be voided; the rows whose record must stay."""
        if not gone:
            return set()
        keys, entry = [key for _, key in gone], OBJECTS[name]
        self.acting.connection.execute(
            "delete from external_ref where object_type = %s and object_id = any(%s)", [name, keys]
        )
        if entry.voidable:
            self.acting.connection.execute(
                f"update {entry.table} set deleted_at = %s, updated_at = %s, version = version + 1 where id = any(%s)",
                [self.acting.now, self.acting.now, keys],
            )
            write_audit(self.acting, ((f"{name}.voided", name, key, {}) for key in keys))
            return set()
        return {row_no for row_no, key in gone if not self._delete(name, entry.table, key)}

    def _delete(self, name: str, table: str, key: UUID) -> bool:
        """Deletes a record nothing refers to; one that voided deals or the history name stays, out of use."""
        try:
            with self.acting.connection.transaction():
                self.acting.connection.execute(f"delete from {table} where id = %s", [key])
        except psycopg.errors.ForeignKeyViolation:
            if name == "product":
                self.acting.connection.execute(
                    "update product set is_active = false, version = version + 1 where id = %s", [key]
                )
            return False
        write_audit(self.acting, [(f"{name}.removed", name, key, {})])
        return True

    def _restore(self, name: str, key: UUID, before: dict[str, Any]) -> None:
        """Puts the replaced values back; a deal that was moved returns to its stage, and its history says so."""
        columns = before.get("columns", {})
        entry = OBJECTS[name]
        model: sa.Table = entry.model.__table__  # type: ignore[attr-defined]
        names = [one for one in columns if one in model.c]
        if names:
            sets = sql.SQL(", ").join(
                sql.SQL("{} = (jsonb_populate_record(null::{}, %s::jsonb)).{}").format(
                    sql.Identifier(one), sql.Identifier(model.name), sql.Identifier(one)
                )
                for one in names
            )
            text = as_json({one: columns[one] for one in names}) or "{}"
            query = sql.SQL("update {} set {}, updated_at = %s, version = version + 1 where id = %s").format(
                sql.Identifier(model.name), sets
            )
            self.acting.connection.execute(query, [*([text] * len(names)), self.acting.now, key])
        if before.get("line"):
            line, amount = before["line"]
            self.acting.connection.execute(
                "update deal_line set unit_price = %s, total = %s, version = version + 1 where id = %s",
                [amount, amount, line],
            )
        if before.get("moved"):
            self._move_back(key)
        changes = {one: [None, columns[one]] for one in names}
        write_audit(self.acting, [(f"{name}.import_undone", name, key, changes)])

    def _move_back(self, key: UUID) -> None:
        """The stay the import added goes, the stay it ended goes on."""
        self.acting.connection.execute(
            "delete from stage_visit where id = (select id from stage_visit where deal_id = %s order by entered_at desc, id desc limit 1)",
            [key],
        )
        self.acting.connection.execute(
            "update stage_visit set exited_at = null where id = (select v.id from stage_visit v join stage s on s.id = v.stage_id"
            " where v.deal_id = %s and s.type = 'OPEN' order by v.entered_at desc, v.id desc limit 1)",
            [key],
        )

    def _mark(self, plan: FilePlan, rows: set[int], state: str) -> None:
        if rows:
            self.acting.connection.execute(
                "update import_outcome set state = %s where batch_id = %s and file_no = %s and row_no = any(%s)",
                [state, self.acting.batch_id, plan.no, list(rows)],
            )

    def _customers_back(self) -> None:
        """Accounts that became customers by a deal of this import alone are prospects again."""
        sql_text = (
            "update account x set type = 'PROSPECT', version = version + 1, updated_at = %(now)s"
            " where x.id in (select a.object_id from audit_entry a join import_batch b on b.id = %(batch)s"
            " where a.at >= b.created_at and a.request_id = %(mark)s and a.action = 'account.updated')"
            " and x.type = 'CUSTOMER' and x.deleted_at is null"
            " and not exists (select 1 from deal d where d.account_id = x.id and d.status = 'WON' and d.deleted_at is null)"
            " returning x.id"
        )
        params = {"now": self.acting.now, "batch": self.acting.batch_id, "mark": self.acting.mark}
        with self.acting.connection.transaction():
            back = self.acting.rows(sql_text, params)
            write_audit(
                self.acting,
                (("account.import_undone", "account", key, {"type": ["CUSTOMER", "PROSPECT"]}) for (key,) in back),
            )

    def _pipelines(self) -> None:
        """A pipeline the import made goes when no deal is left in it."""
        for text in self.acting.made.values():
            key = UUID(text)
            with self.acting.connection.transaction():
                used = "select exists (select 1 from deal where pipeline_id = %s and deleted_at is null)"
                if self.acting.rows(used, [key])[0][0]:
                    continue
                update = "update {} set deleted_at = %s, version = version + 1 where {} = %s and deleted_at is null"
                self.acting.connection.execute(update.format("stage", "pipeline_id"), [self.acting.now, key])
                self.acting.connection.execute(update.format("pipeline", "id"), [self.acting.now, key])
                write_audit(self.acting, [("pipeline.voided", "pipeline", key, {})])
