"""Writes the drafts of one chunk in the open transaction: records, what belongs to them, audit, outcomes. Set by set, never row by row."""

from collections.abc import Iterable, Sequence
from typing import Any

from psycopg import sql
from uuid_utils.compat import uuid7

from weir.changing.diff import plain
from weir.imports.acting import Acting
from weir.imports.copying import copy_rows, kept
from weir.imports.deals import product_line
from weir.imports.drafting import Draft
from weir.imports.finishing import Finisher
from weir.imports.objects import EXTERNAL, OWNED
from weir.imports.ranks import Ranks
from weir.imports.trails import as_json, audit_new, diff_of, key_array, own_new, write_audit
from weir.leads.following import IMPORTED
from weir.pools.accounts import IMPORTED as IMPORTED_TO_ACCOUNTS

# The time of the last contact, told by activities.
TOUCHED = {
    "deal": "last_activity_at",
    "account": "last_interaction_at",
    "contact": "last_interaction_at",
}
FIRST_TOUCH = """
insert into lead_touch (lead_id, is_first, at, source, source_detail, company_name, name, by_id)
select id, true, created_at, source, source_detail, company_name, name, %s from lead where id = any(%s)
"""
CREATE, UPDATE, SAME, REJECTED = "CREATE", "UPDATE", "SAME", "REJECT"


class Writer:
    """Writes the drafts of one file."""

    def __init__(self, acting: Acting, finisher: Finisher, ranks: Ranks | None = None):
        self.acting = acting
        self.finisher = finisher
        self.object = finisher.object
        self.plan = finisher.plan
        self.ranks = ranks

    def write(self, drafts: Sequence[Draft]) -> dict[str, int]:
        """Everything the drafts ask for; the count of each outcome."""
        good = [draft for draft in drafts if not draft.problems]
        new = [draft for draft in good if draft.record_id is None]
        old = [draft for draft in good if draft.record_id is not None and draft.columns]
        states = {draft.row_no: SAME for draft in good} | {draft.row_no: UPDATE for draft in old}
        for draft in new:
            draft.record_id = uuid7()
            states[draft.row_no] = CREATE
        if new:
            self._create(new)
        if old:
            self._update(old)
        self._around(new + old)
        self._refs([draft for draft in good if draft.values.get(EXTERNAL)])
        if old:
            self._audit(old)
        self._outcomes(drafts, states)
        counts = dict.fromkeys((CREATE, UPDATE, SAME), 0)
        for state in states.values():
            counts[state] += 1
        return {**counts, REJECTED: len(drafts) - len(good)}

    def _create(self, drafts: list[Draft]) -> None:
        acting, now = self.acting, self.acting.now
        if self.object == "department":
            self._paths(drafts)
        for draft in drafts:
            if self.ranks:
                draft.columns["rank"] = self.ranks.of(draft.columns["stage_id"], draft.row_no)
            draft.columns["id"], draft.columns["created_by_id"] = draft.record_id, acting.viewer.user_id
        names = sorted(set().union(*(draft.columns for draft in drafts)))
        defaults = {**self.finisher.defaults, "created_at": now}
        self.copy(self.finisher.table.strip('"'), names, (
            [value if (value := draft.columns.get(name)) is not None else defaults.get(name) for name in names]
            for draft in drafts
        ))  # fmt: skip
        keys = [draft.record_id for draft in drafts if draft.record_id]
        audit_new(acting, self.object, names, keys)
        if self.object in OWNED:
            own_new(acting, self.object, keys)
        if self.object == "lead":
            acting.connection.execute(FIRST_TOUCH, [acting.viewer.user_id, keys])
        if self.object == "user":
            rows = [(draft.record_id, self.plan.role or draft.extra.get("role") or "REP") for draft in drafts]
            self.copy("user_role", ("user_id", "role"), rows)
        if self.object == "deal":
            self._deal_details(drafts)

    def _paths(self, drafts: list[Draft]) -> None:
        """The path of a department: that of the one above it, and itself."""
        keys = [draft.columns.get("parent_id") for draft in drafts]
        paths = dict(
            self.acting.rows("select id, path from department where id = any(%s)", [[key for key in keys if key]])
        )
        for draft in drafts:
            draft.columns["path"] = [*paths.get(draft.columns.get("parent_id"), []), draft.record_id]

    def _deal_details(self, drafts: list[Draft]) -> None:
        self._visits(drafts)
        lines = []
        for draft in drafts:
            line = product_line(draft, draft.columns.get("amount"), draft.columns["currency"])
            if line:
                lines.append({"deal_id": draft.record_id, "created_by_id": self.acting.viewer.user_id, **line})
        self._dicts("deal_line", lines)
        won = [draft.columns.get("account_id") for draft in drafts if draft.columns["status"] == "WON"]
        self._customers([key for key in won if key])

    def _customers(self, keys: list[Any]) -> None:
        """A won deal makes its account a customer."""
        if not keys:
            return
        update = (
            "update account set type = 'CUSTOMER', version = version + 1, updated_at = %s"
            " where id = any(%s) and type = 'PROSPECT' returning id"
        )
        changed = self.acting.rows(update, [self.acting.now, list(set(keys))])
        write_audit(
            self.acting, (("account.updated", "account", key, {"type": ["PROSPECT", "CUSTOMER"]}) for (key,) in changed)
        )

    def _around(self, drafts: list[Draft]) -> None:
        """What a record does to those it belongs to: one primary contact for an account, the time of the last contact."""
        if self.object == "contact":
            keys = [draft.record_id for draft in drafts if draft.columns.get("is_primary")]
            if keys:
                self.acting.connection.execute(
                    "update contact c set is_primary = false, version = c.version + 1 from contact n where n.id = any(%s)"
                    " and n.account_id = c.account_id and c.is_primary and c.id <> all(%s)",
                    [keys, keys],
                )
        if self.object == "activity":
            keys = [draft.record_id for draft in drafts]
            for followed in (IMPORTED, IMPORTED_TO_ACCOUNTS):
                self.acting.connection.execute(followed, {"keys": keys, "now": self.acting.now})
            for table, column in TOUCHED.items():
                self.acting.connection.execute(
                    f"update {table} t set {column} = greatest(t.{column}, a.last) from (select {table}_id as key,"
                    f" max(occurred_at) as last from activity where id = any(%s) and {table}_id is not null group by 1) a"
                    f" where t.id = a.key and coalesce(t.{column} < a.last, true)",
                    [keys],
                )

    def _visits(self, drafts: Iterable[Draft]) -> None:
        rows = []
        for draft in drafts:
            for one in draft.extra.get("visits", ()):
                rows.append({"deal_id": draft.record_id, "actor_id": self.acting.viewer.user_id, **one})
        self._dicts("stage_visit", rows)

    def _update(self, drafts: list[Draft]) -> None:
        """Each record its own columns; the version rises, so that a stale form is a conflict."""
        table = sql.Identifier(self.finisher.table.strip('"'))
        by_shape: dict[tuple[str, ...], list[Draft]] = {}
        for draft in drafts:
            by_shape.setdefault(tuple(sorted(draft.columns)), []).append(draft)
        with self.acting.connection.cursor() as cursor:
            for names, some in by_shape.items():
                sets = sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in names)
                query = sql.SQL("update {} set {}, updated_at = %s, version = version + 1 where id = %s").format(
                    table, sets
                )
                cursor.executemany(
                    query,
                    [(*(kept(one.columns[name]) for name in names), self.acting.now, one.record_id) for one in some],
                )
        moved = [draft for draft in drafts if "leave" in draft.extra]
        if moved:
            with self.acting.connection.cursor() as cursor:
                cursor.executemany(
                    "update stage_visit set exited_at = %s where deal_id = %s and exited_at is null",
                    [(draft.extra["leave"], draft.record_id) for draft in moved],
                )
            self._visits(moved)
        if self.object == "deal":
            self._lines(drafts)
        given = [draft for draft in drafts if "owner_id" in draft.columns and self.object in OWNED]
        self._owned(
            (draft, draft.before.get("owner_id"), draft.columns["owner_id"], self.acting.now) for draft in given
        )

    def _lines(self, drafts: list[Draft]) -> None:
        """The single line of a deal follows the amount."""
        rows = [
            (draft.columns["amount"], draft.columns["amount"], draft.extra["line"])
            for draft in drafts
            if draft.extra.get("lines") == 1 and draft.columns.get("amount") is not None
        ]
        if rows:
            with self.acting.connection.cursor() as cursor:
                cursor.executemany(
                    "update deal_line set quantity = 1, discount = 0, unit_price = %s, total = %s, version = version + 1"
                    " where id = %s",
                    rows,
                )

    def _owned(self, rows: Iterable[tuple[Draft, Any, Any, Any]]) -> None:
        names = ("id", f"{self.object}_id", "from_owner_id", "to_owner_id", "actor_id", "cause", "at")
        me = self.acting.viewer.user_id
        self.copy("ownership_change", names, (
            (uuid7(), draft.record_id, before, after, me, "imported", at) for draft, before, after, at in rows
        ))  # fmt: skip

    def _refs(self, drafts: list[Draft]) -> None:
        """Remembers the outside ids, so that the same row imported again is known."""
        if not drafts:
            return
        ids = [draft.values[EXTERNAL] for draft in drafts]
        self.acting.connection.execute(
            "insert into external_ref (object_type, system, external_id, object_id)"
            " select %s, %s, * from unnest(%s::text[], %s::uuid[]) on conflict do nothing",
            [self.object, self.plan.system, ids, [draft.record_id for draft in drafts]],
        )

    def _audit(self, changed: list[Draft]) -> None:
        action, name = f"{self.object}.imported", self.object
        write_audit(self.acting, ((action, name, one.record_id, diff_of(one.before, one.columns)) for one in changed))

    def _outcomes(self, drafts: Sequence[Draft], states: dict[int, str]) -> None:
        """What became of the rows; the many of which there is nothing to tell are written by one statement."""
        key = [self.acting.batch_id, self.plan.no]
        self.acting.connection.execute(
            "delete from import_outcome where batch_id = %s and file_no = %s and row_no between %s and %s"
            " and row_no = any(%s::int[])",
            [*key, min(one.row_no for one in drafts), max(one.row_no for one in drafts), int_array(drafts)],
        )
        told = [one for one in drafts if one.problems or one.warnings or states.get(one.row_no) == UPDATE]
        quiet = [one for one in drafts if not (one.problems or one.warnings) and states.get(one.row_no) != UPDATE]
        for state in (CREATE, SAME):
            some = [one for one in quiet if states[one.row_no] == state]
            self.acting.connection.execute(
                "insert into import_outcome (batch_id, file_no, row_no, state, record_id)"
                " select %s, %s, o.row_no, %s, o.record_id from unnest(%s::int[], %s::uuid[]) o (row_no, record_id)",
                [*key, state, int_array(some), key_array(one.record_id for one in some if one.record_id)],
            )
        names = ("batch_id", "file_no", "row_no", "state", "record_id", "problems", "before")
        self.copy("import_outcome", names, (
            (
                *key,
                draft.row_no,
                states.get(draft.row_no, REJECTED),
                draft.record_id if not draft.problems else None,
                as_json(draft.problems + draft.warnings),
                as_json(_undo_note(draft)) if states.get(draft.row_no) == UPDATE else None,
            )
            for draft in told
        ))  # fmt: skip

    def _dicts(self, table: str, rows: list[dict[str, Any]]) -> None:
        if rows:
            names = list(rows[0])
            self.copy(table, names, ([row[name] for name in names] for row in rows))

    def copy(self, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """COPY into a table."""
        copy_rows(self.acting, table, names, rows)


def int_array(drafts: Sequence[Draft]) -> str:
    """The row numbers of drafts as the text of an array."""
    return "{" + ",".join(str(draft.row_no) for draft in drafts) + "}"


def _undo_note(draft: Draft) -> dict[str, Any]:
    """The values an update replaced, and what it did to the deal's history."""
    note: dict[str, Any] = {"columns": {name: plain(draft.before.get(name)) for name in draft.columns}}
    if "leave" in draft.extra:
        note["moved"] = True
    if draft.extra.get("line") and draft.columns.get("amount") is not None:
        note["line"] = [str(draft.extra["line"]), plain(draft.before.get("amount"))]
    return note
