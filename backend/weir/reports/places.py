"""Where a field of a report stands: reached over links from the source, with the access of every object on the way."""

from dataclasses import dataclass
from typing import Any

from weir.access.predicate import visible
from weir.catalog.declare import Kind
from weir.catalog.registry import OBJECTS, CatalogField, CatalogObject
from weir.errors import Refusal
from weir.reading.build import BadRead, Build
from weir.reading.given import given_where
from weir.reading.where import seen_link, where_sql


@dataclass(frozen=True, slots=True)
class Place:
    """A field, the object that has it, the alias of its row, and the API names of the links that lead there from the source."""

    source: CatalogObject
    entry: CatalogObject
    field: CatalogField
    alias: str
    way: tuple[str, ...]

    def label(self, chinese: bool) -> str:
        """What people call it."""
        return self.field.info.zh if chinese else self.field.info.en


class Ground:
    """The source's rows and what is joined to them: `alias` is the source's, `joins` the links followed so far, `beside` other joins."""

    def __init__(self, build: Build, entry: CatalogObject, alias: str = "x"):
        self.build, self.entry, self.alias = build, entry, alias
        self.joins: dict[tuple[str, ...], tuple[CatalogObject, str, str]] = {}
        self.beside: list[str] = []

    def place(self, path: str, at: tuple[str, ...]) -> Place:
        """Where `account.industry` stands. Raises `Refusal` for what is not there and for what the viewer may not read."""
        *hops, last = path.split(".")
        entry, alias = self.entry, self.alias
        for depth in range(len(hops)):
            way = tuple(hops[: depth + 1])
            if way not in self.joins:
                link = self._readable(entry, alias, hops[depth], at)
                if link.info.kind is not Kind.LINK or link.info.link not in OBJECTS:
                    raise unknown(at)
                self.joins[way] = self._join(entry, link, alias)
            entry, alias, _ = self.joins[way]
        return Place(self.entry, entry, self._readable(entry, alias, last, at), alias, tuple(hops))

    def _join(self, entry: CatalogObject, link: CatalogField, alias: str) -> tuple[CatalogObject, str, str]:
        target, inner = OBJECTS[str(link.info.link)], self.build.alias()
        test = visible(target.name, inner, self.build.viewer, of=f"{entry.name}.{link.column}")
        sql = f'left join {target.table} {inner} on {inner}.id = {alias}."{link.column}" and {test}'
        return target, inner, sql

    def _readable(self, entry: CatalogObject, alias: str, name: str, at: tuple[str, ...]) -> CatalogField:
        for field in entry.readable():
            if field.api_name == name:
                if self.build.rule(entry, field, alias).hidden:
                    raise Refusal("REPORT_HIDDEN_FIELD", at, {"label": (field.info.zh, field.info.en)})
                return field
        raise unknown(at)

    def value(self, place: Place) -> str:
        """The field's SQL for grouping and filtering: what is masked counts as empty, a hidden record as none."""
        if place.field.info.kind is Kind.LINK:
            return seen_link(self.build, place.field, place.alias)
        return self.build.guarded(place.entry, place.field, place.alias, "group")

    def source(self) -> str:
        """The FROM of the report's rows."""
        joined = " ".join([*(sql for _, _, sql in self.joins.values()), *self.beside])
        return f"{self.entry.table} {self.alias} {joined}".rstrip()


def unknown(at: tuple[str, ...]) -> Refusal:
    """The refusal of a field that is not there, or not any more."""
    return Refusal("REPORT_NO_FIELD", at)


def where_of_source(ground: Ground, where: dict[str, Any], path: tuple[str, ...]) -> str:
    """A filter on the source's rows as SQL. Raises `Refusal`: unknown or hidden fields, values of the wrong kind."""
    try:
        return where_sql(ground.build, ground.entry, ground.alias, given_where(ground.entry, where))
    except BadRead as bad:
        raise Refusal("REPORT_FILTER", path, {"why": bad.told}) from None
