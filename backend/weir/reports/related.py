"""Related records in a report: what belongs to each record of the source, made one row for it before anything is grouped."""

from dataclasses import dataclass, field

from weir.access.predicate import visible
from weir.catalog.registry import OBJECTS, Many
from weir.errors import Refusal
from weir.reports.definition import Related
from weir.reports.places import Ground, unknown, where_of_source
from weir.reports.sources import SOURCES


@dataclass
class Edge:
    """One kind of related records, compiled: `ground` stands on them, `columns` are what is made of those of one record."""

    related: Related
    many: Many
    ground: Ground
    alias: str
    back: str
    test: str
    columns: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name in the API."""
        return self.many.name

    @property
    def link(self) -> str:
        """The link of the related records that leads back."""
        return self.ground.entry.fields[str(self.many.column)].api_name

    def column(self, sql: str) -> str:
        """The value of an aggregate over the related records of a record, over the source's aliases."""
        if sql not in self.columns:
            self.columns.append(sql)
        return f"{self.alias}.c{self.columns.index(sql)}"

    def join(self) -> str:
        """One row for each record of the source that has any."""
        listed = ", ".join(f"{sql} as c{n}" for n, sql in enumerate(self.columns))
        key = f'{self.ground.alias}."{self.many.column}"'
        rows = f"select {key} as k, {listed} from {self.ground.source()} where {self.test} group by 1"
        return f"left join ({rows}) {self.alias} on {self.alias}.k = {self.back}.id"


def related(ground: Ground, one: Related, path: tuple[str, ...]) -> Edge:
    """The related records of the source's. Raises `Refusal` for what is not there and for what the viewer may not read."""
    many = ground.entry.edges().get(one.edge)
    if many is None:
        raise unknown((*path, "edge"))
    viewer = ground.build.viewer
    if many.target not in SOURCES or not viewer.may("read", many.target):
        raise Refusal("REPORT_SOURCE", (*path, "edge"))
    there = Ground(ground.build, OBJECTS[many.target], ground.build.alias())
    tests = [visible(many.target, there.alias, viewer), where_of_source(there, one.where or {}, (*path, "where"))]
    test = " and ".join(f"({one})" for one in tests if one != "true") or "true"
    return Edge(one, many, there, ground.build.alias(), ground.alias, test)
