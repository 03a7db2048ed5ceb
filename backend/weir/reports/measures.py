"""The numbers in a cell, as SQL over the report's rows: what each row brings, and what is made of all of them."""

from dataclasses import dataclass

from weir.catalog.declare import Kind
from weir.errors import Refusal
from weir.reading.aggregate import MEASURED
from weir.reports.definition import Definition, Function, Measure, Show, wrong
from weir.reports.formula import formula_sql
from weir.reports.keys import PLAIN, Where
from weir.reports.places import Ground, Place, where_of_source
from weir.reports.related import Edge

# Two decimals, as averages have elsewhere; what is divided keeps more, for percentages.
PLACES, EXACT = 2, 6
# What can be made of wholes that were made before: sums of sums, the largest of the largest.
WHOLES = (Function.COUNT, Function.SUM, Function.AVERAGE, Function.MIN, Function.MAX)
SHARES = (Show.SHARE, Show.SHARE_OF_ROW, Show.SHARE_OF_COLUMN, Show.CHANGE)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure, compiled: `columns` are what a row brings (name, SQL), `sql` makes the cell's number of them.

    `edge`: the related records whose number it is.
    """

    measure: Measure
    place: Place | None
    columns: list[tuple[str, str]]
    sql: str
    edge: Edge | None = None

    @property
    def is_money(self) -> bool:
        """Whether it is an amount in the organisation's currency."""
        is_amount = self.place is not None and self.place.field.info.is_amount
        keeps_unit = self.measure.function is not Function.DISTINCT
        return is_amount and keeps_unit and not self.is_percent

    @property
    def where(self) -> Where:
        """The filter of its own: of the report's records, or of related ones."""
        parts = [one for one in (self.edge and self.edge.related.where, self.measure.where) if one]
        return {"and": parts} if len(parts) > 1 else parts[0] if parts else {}

    @property
    def is_percent(self) -> bool:
        """Whether it is a share of something."""
        return self.measure.is_percent or self.measure.show in SHARES


def figures(ground: Ground, definition: Definition, edges: list[Edge]) -> list[Figure]:
    """Every measure of the definition, in order. Raises `Refusal`."""
    made: list[Figure] = []
    for n, measure in enumerate(definition.measures):
        edge = next((one for one in edges if one.name == measure.of), None)
        made.append(_of_edge(edge, measure, n) if edge else _figure(ground, measure, n, made))
    return made


def _of_edge(edge: Edge, measure: Measure, n: int) -> Figure:
    """A number of related records: reckoned for each record of the source first, so that none is counted twice."""
    path, only, place = ("measures", str(n)), "", None
    if measure.function not in WHOLES:
        raise wrong(
            (*path, "function"),
            "关联记录只能计数、合计、平均或取最小、最大。",
            "related records are counted, added up, averaged, or their smallest or largest is taken.",
        )
    if measure.where:
        only = f" filter (where ({where_of_source(edge.ground, measure.where, (*path, 'where'))}))"
    argument, value = f"a{n}", "*"
    if measure.field:
        place = edge.ground.place(measure.field, (*path, "field"))
        value = _argument(edge.ground, measure, place, path)
    if measure.function is Function.COUNT:
        columns = [(argument, f"coalesce({edge.column(f'count(*){only}')}, 0)")]
        return Figure(measure, None, columns, f"coalesce(sum({argument}), 0)", edge)
    if measure.function is Function.AVERAGE:
        columns = [(argument, edge.column(f"sum({value}){only}")), (f"b{n}", edge.column(f"count({value}){only}"))]
        return Figure(measure, place, columns, f"round(sum({argument}) / nullif(sum(b{n}), 0), {PLACES})", edge)
    function = measure.function.value.lower()
    columns = [(argument, edge.column(f"{function}({value}){only}"))]
    return Figure(measure, place, columns, f"{function}({argument})", edge)


def _figure(ground: Ground, measure: Measure, n: int, earlier: list[Figure]) -> Figure:
    path = ("measures", str(n))
    if measure.function is Function.FORMULA:
        sql = formula_sql(str(measure.formula), [one.sql for one in earlier], (*path, "formula"))
        return Figure(measure, None, [], f"round({sql}, {EXACT})")
    columns, only = [], ""
    if measure.where:
        test = where_of_source(ground, measure.where, (*path, "where"))
        columns.append((f"f{n}", f"({test})"))
        only = f" filter (where f{n})"
    if measure.function is Function.COUNT:
        return Figure(measure, None, columns, f"count(*){only}")
    place = ground.place(str(measure.field), (*path, "field"))
    value, argument = _argument(ground, measure, place, path), f"a{n}"
    columns.append((argument, value))
    if measure.function is Function.DISTINCT:
        sql = f"count(distinct {argument}){only}"
    elif measure.function in (Function.MEDIAN, Function.PERCENTILE):
        part = (measure.percent or 50) / 100
        sql = f"round((percentile_cont({part}) within group (order by {argument}){only})::numeric, {PLACES})"
    elif measure.function is Function.AVERAGE:
        sql = f"round(avg({argument}){only}, {PLACES})"
    else:
        sql = f"{measure.function.value.lower()}({argument}){only}"
    return Figure(measure, place, columns, sql)


def _argument(ground: Ground, measure: Measure, place: Place, path: tuple[str, ...]) -> str:
    info = place.field.info
    if measure.function is Function.DISTINCT:
        if info.kind not in (*PLAIN, Kind.DATE):
            raise wrong(path, "这个字段不能去重计数。", "this field cannot be counted by distinct values.")
        return ground.value(place)
    if info.kind is Kind.MONEY:
        raise Refusal("REPORT_MIXED_CURRENCY", (*path, "field"), {"label": (info.zh, info.en)})
    if info.kind not in MEASURED or not info.measured:
        raise wrong(path, "只有数字可以这样计算。", "only numbers can be reckoned with.")
    if place.way and measure.function is Function.SUM:
        # Several rows share one record over there, and each would bring it again.
        raise Refusal("REPORT_SUM_OF_LINKED", (*path, "field"), {"label": (info.zh, info.en)})
    return ground.value(place)
