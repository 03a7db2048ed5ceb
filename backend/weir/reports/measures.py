"""The numbers in a cell, as SQL over the report's rows: what each row brings, and what is made of all of them."""

from dataclasses import dataclass, field

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

    `parts`: what the rows of one finest group come to, when the cell's number is made of that instead of the rows themselves.
    `edge`: the related records whose number it is.
    """

    measure: Measure
    place: Place | None
    columns: list[tuple[str, str]]
    sql: str
    parts: list[tuple[str, str]] = field(default_factory=list)
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


def is_summed(definition: Definition) -> bool:
    """Whether every number of a larger group can be made of those of the finest: the rows are then gone through once, by several hands."""
    return all(one.function in (*WHOLES, Function.FORMULA) for one in definition.measures)


def figures(ground: Ground, definition: Definition, edges: list[Edge]) -> list[Figure]:
    """Every measure of the definition, in order. Raises `Refusal`."""
    made: list[Figure] = []
    summed = is_summed(definition)
    for n, measure in enumerate(definition.measures):
        edge = next((one for one in edges if one.name == measure.of), None)
        made.append(_of_edge(edge, measure, n, summed) if edge else _figure(ground, measure, n, made, summed))
    return made


def _of_edge(edge: Edge, measure: Measure, n: int, summed: bool) -> Figure:
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
    wholes = {name: edge.column(sql) for name, sql in _wholes(measure.function, argument, value, only)}
    columns = list(wholes.items())
    # Of the records of a group, and of groups of them, alike.
    parts = [(name, f"{_larger(measure.function)}({name})") for name in wholes] if summed else []
    return Figure(measure, place, columns, _of_wholes(measure.function, argument), parts, edge)


def _wholes(function: Function, name: str, value: str, only: str) -> list[tuple[str, str]]:
    """What some rows come to, so that more rows can be reckoned from it: an average is a sum and a count."""
    if function is Function.AVERAGE:
        return [(name, f"sum({value}){only}"), (f"{name}n", f"count({value}){only}")]
    return [(name, f"{function.value.lower()}({value}){only}")]


def _larger(function: Function) -> str:
    """What makes one whole of several."""
    return function.value.lower() if function in (Function.MIN, Function.MAX) else "sum"


def _of_wholes(function: Function, name: str) -> str:
    """The number of a cell, made of wholes."""
    if function is Function.AVERAGE:
        return f"round(sum({name}) / nullif(sum({name}n), 0), {PLACES})"
    whole = f"{_larger(function)}({name})"
    return f"coalesce({whole}, 0)" if function is Function.COUNT else whole


def _figure(ground: Ground, measure: Measure, n: int, earlier: list[Figure], summed: bool) -> Figure:
    path = ("measures", str(n))
    if measure.function is Function.FORMULA:
        sql = formula_sql(str(measure.formula), [one.sql for one in earlier], (*path, "formula"))
        return Figure(measure, None, [], f"round({sql}, {EXACT})")
    columns, only, place, value = [], "", None, "*"
    if measure.where:
        test = where_of_source(ground, measure.where, (*path, "where"))
        columns.append((f"f{n}", f"({test})"))
        only = f" filter (where f{n})"
    if measure.function is not Function.COUNT:
        place, value = ground.place(str(measure.field), (*path, "field")), f"a{n}"
        columns.append((value, _argument(ground, measure, place, path)))
    if summed:
        parts = _wholes(measure.function, f"p{n}", value, only)
        return Figure(measure, place, columns, _of_wholes(measure.function, f"p{n}"), parts)
    if measure.function is Function.DISTINCT:
        sql = f"count(distinct {value}){only}"
    elif measure.function in (Function.MEDIAN, Function.PERCENTILE):
        part = (measure.percent or 50) / 100
        sql = f"round((percentile_cont({part}) within group (order by {value}){only})::numeric, {PLACES})"
    elif measure.function is Function.AVERAGE:
        sql = f"round(avg({value}){only}, {PLACES})"
    else:
        sql = f"{measure.function.value.lower()}({value}){only}"
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
