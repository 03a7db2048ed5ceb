"""Finds the records that values name: as a link (only what the person may see) or as the record a row updates."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

import orjson

from weir.access.predicate import visible
from weir.catalog.registry import OBJECTS
from weir.contacts.actions import email_key
from weir.contacts.phones import phone_key
from weir.imports.acting import Acting
from weir.imports.objects import EXTERNAL
from weir.leads.kinds import OPEN_STATUSES

COLUMNS = {
    "name": "name",
    "title": "title",
    "code": "code",
    "number": "number",
    "unifiedCreditCode": "unified_credit_code",
    "mobile": "mobile_key",
}


KEYS = "array(select jsonb_array_elements_text(%(keys)s::jsonb))"


class Pending:
    """Stands for a record that a row of this import will become; used while checking only."""


PENDING = Pending()
Found = list[UUID | Pending]


def as_key(object_name: str, by: str) -> Callable[[str], str | None]:
    """How a value is written when records are compared by this key."""
    if by == "mobile":
        return phone_key
    if by == "email":
        return email_key if object_name in ("contact", "lead") else lambda text: text.lower()
    if by in ("number", "unifiedCreditCode"):
        return lambda text: text.upper()
    return lambda text: text


class Lookup:
    """Remembers what it has found. Records this import will make are found too, as `PENDING`, once `promise` named them."""

    def __init__(self, acting: Acting):
        self.acting = acting
        self._links: dict[tuple[str, str], dict[str, Found]] = defaultdict(dict)
        self._promised: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))

    def promise(self, object_name: str, by: str, value: str) -> None:
        """A row that will become a record with this key has passed the check."""
        self._promised[object_name, by][value] += 1

    def links(self, object_name: str, by: str, values: Iterable[str], *, lasting: bool = True) -> dict[str, Found]:
        """The visible records each value names. `lasting=False` forgets what was not found: it may come into being."""
        known = self._links[object_name, by]
        wanted = {value for value in values if value not in known}
        if wanted:
            found: dict[str, Found] = defaultdict(list)
            for key, record in self._read(object_name, by, wanted, "read"):
                found[key].append(record)
            write = as_key(object_name, by)
            for value in wanted:
                hits = found.get(write(value) or "", [])
                if hits or lasting:
                    known[value] = hits
        promised = self._promised[object_name, by]
        return {
            value: known.get(value) or ([PENDING] * promised[value] if value in promised else []) for value in values
        }

    def matches(
        self, object_name: str, by: str, system: str, keys: Iterable[str]
    ) -> dict[str, list[tuple[UUID, bool]]]:
        """The live records with each key, and whether the person may update them."""
        entry = OBJECTS[object_name]
        alive = "x.deleted_at is null" if entry.voidable else "true"
        if object_name == "lead" and by in ("mobile", "email"):
            # As when one is entered by hand: somebody whose lead was closed may become one anew.
            alive += f" and x.status in ({OPEN_STATUSES})"
        may = visible(object_name, "x", self.acting.viewer, "update")
        # JSON, because a long list of texts is written much faster so than as an array.
        params = {**self.acting.viewer.params, "keys": orjson.dumps(list(keys)).decode(), "system": system}
        source, key = _source(entry.table, object_name, by)
        if by == EXTERNAL:
            source += " and e.system = %(system)s"
        sql = f"select {key}, x.id, coalesce({may}, false) from {source} where {key} = any({KEYS}) and {alive}"
        found: dict[str, list[tuple[UUID, bool]]] = defaultdict(list)
        for value, record, allowed in self.acting.rows(sql, params):
            found[value].append((record, allowed))
        return found

    def _read(self, object_name: str, by: str, values: set[str], action: str) -> list[tuple[Any, ...]]:
        entry = OBJECTS[object_name]
        write = as_key(object_name, by)
        keys = [key for key in map(write, values) if key]
        may = visible(object_name, "x", self.acting.viewer, action)
        source, key = _source(entry.table, object_name, by)
        params = {**self.acting.viewer.params, "keys": keys}
        return self.acting.rows(
            f"select {key}, x.id from {source} where {key} = any(%(keys)s) and {may} order by x.id", params
        )

    def names(self, object_name: str, limit: int = 20_000) -> list[str]:
        """Names of visible records, to find near-misses among."""
        may = visible(object_name, "x", self.acting.viewer)
        sql = f"select distinct x.name from {OBJECTS[object_name].table} x where {may} limit {limit}"
        return [row[0] for row in self.acting.rows(sql, self.acting.viewer.params)]

    def promised(self, object_name: str) -> list[str]:
        """Names of the records this import will make."""
        return list(self._promised[object_name, "name"])


def _source(table: str, object_name: str, by: str) -> tuple[str, str]:
    if by == EXTERNAL:
        return (
            f"{table} x join external_ref e on e.object_type = '{object_name}' and e.object_id = x.id",
            "e.external_id",
        )
    if by == "email":
        return f"{table} x", "x.email_key" if object_name in ("contact", "lead") else "lower(x.email)"
    return f"{table} x", f"x.{COLUMNS[by]}"
