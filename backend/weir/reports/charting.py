"""The picture of a report as a chart of the spreadsheet, which draws it from the cells beside it.

Funnels, gauges and heat maps are no charts that the file format has; for them the cells stand alone.
"""

from typing import TYPE_CHECKING, Any

from weir.exports.writing import Shown, Tongue
from weir.mail.paper import ACCENT
from weir.reports.definition import Chart
from weir.reports.grid import heads, lines
from weir.reports.measures import Figure
from weir.reports.pictures import Plot, plot_of
from weir.reports.result import Result

if TYPE_CHECKING:
    from openpyxl.chart._chart import ChartBase

GRIDS = (Chart.BAR, Chart.COLUMN, Chart.STACKED, Chart.LINE, Chart.AREA, Chart.COMBO)
KINDS = (*GRIDS, Chart.PIE, Chart.DONUT, Chart.SCATTER)
# Centimetres.
WIDTH, HEIGHT, BAR = 20, 10, 0.7
SECOND_AXIS = 200


def sheet_rows(result: Result, tongue: Tongue) -> list[list[Any]]:
    """Heads and lines as a spreadsheet shows them."""
    looks = [_look(one) for one in result.plan.figures]
    found = []
    for line in lines(result, tongue):
        numbers = [None if one is None else Shown(one, looks[n % len(looks)]) for n, one in enumerate(line.numbers)]
        found.append([*line.names, *numbers])
    return [*heads(result, tongue), *found]


def charted(result: Result, tongue: Tongue, page: Any, title: str) -> "tuple[list[list[Any]], ChartBase | None]":
    """The rows of a page with the figures, and the chart of its picture that stands beside them, anchored.

    Where the rows are grouped by several fields, their totals stand between what is drawn: that is put beside the table once more.
    """
    rows = sheet_rows(result, tongue)
    plot = plot_of(result)
    if plot is None or result.plan.definition.chart not in KINDS:
        return rows, None
    from openpyxl.utils import get_column_letter

    above, depth, width = len(heads(result, tongue)), len(result.plan.definition.rows), len(rows[0])
    at = [depth + one.column * len(result.plan.figures) + one.measure for one in plot.series]
    if depth == 1:
        names, first, columns = 1, above + 1, [one + 1 for one in at]
    else:
        names, first = width + 2, 2
        columns = [names + n + 1 for n in range(len(at))]
        block = [[None, *(rows[0][one] for one in at)]]
        for row in (rows[above + place] for place in plot.rows):
            block.append([" · ".join(row[:depth]), *(row[one] for one in at)])
        rows = [[*row, None, *block[n]] if n < len(block) else row for n, row in enumerate(rows)]
    chart = _Cells(page, result, plot, names, first, columns, [str(rows[0][one]) for one in at]).chart(title)
    chart.anchor = f"{get_column_letter(len(rows[0]) + 2)}2"
    return rows, chart


class _Cells:
    """Where on a page the names, heads and numbers of a plot stand, and the chart that refers to them."""

    def __init__(
        self, page: Any, result: Result, plot: Plot, names: int, first: int, columns: list[int], heads: list[str]
    ):
        self.page, self.kind, self.count = page, result.plan.definition.chart, len(plot.rows)
        self.names, self.first, self.columns, self.heads = names, first, columns, heads
        self.figures = [result.plan.figures[one.measure] for one in plot.series]

    def chart(self, title: str) -> "ChartBase":
        """The whole chart."""
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        kind = self.kind
        made = self._grid(kind) if kind in GRIDS else self._scatter() if kind is Chart.SCATTER else self._ring(kind)
        made.title = ILLEGAL_CHARACTERS_RE.sub("", title)
        made.title.overlay = False
        made.width, made.height = WIDTH, max(HEIGHT, BAR * self.count if kind is Chart.BAR else 0)
        if len(self.columns) == 1 and kind in GRIDS:
            made.legend = None
        elif made.legend:
            made.legend.position = "b"
        return made

    def _ref(self, column: int) -> Any:
        from openpyxl.chart import Reference

        return Reference(
            self.page, min_col=column, max_col=column, min_row=self.first, max_row=self.first + self.count - 1
        )

    def _series(self, n: int) -> Any:
        """The numbers of a series over the names of the rows, called what its head is called."""
        from openpyxl.chart import Reference, Series
        from openpyxl.chart.data_source import AxDataSource, StrRef
        from openpyxl.chart.series import SeriesLabel

        made = Series(self._ref(self.columns[n]))
        # The first line says what a series is: its measure, or what its columns are grouped by.
        made.tx = SeriesLabel(strRef=StrRef(str(Reference(self.page, min_col=self.columns[n], min_row=1))))
        made.cat = AxDataSource(strRef=StrRef(str(self._ref(self.names))))
        made.smooth = False
        return made

    def _grid(self, kind: Chart) -> Any:
        """Bars, lines and areas. What is in another unit than the first measure is a line over an axis of its own."""
        from openpyxl.chart import AreaChart, BarChart, LineChart

        units = [_unit(one) for one in self.figures]
        other = [n for n, one in enumerate(units) if one != units[0]]
        same = [n for n in range(len(units)) if n not in other]
        bars, lined = (same, []) if kind is not Chart.COMBO else ([0], same[1:])
        made: Any = {Chart.LINE: LineChart, Chart.AREA: AreaChart}.get(kind, BarChart)()
        if isinstance(made, BarChart):
            made.type = "bar" if kind is Chart.BAR and not other else "col"
            made.grouping = "stacked" if kind is Chart.STACKED else "clustered"
            made.overlap = 100 if kind is Chart.STACKED else None
            made.gapWidth = 60
        self._fill(made, bars)
        if isinstance(made, BarChart) and made.type == "bar":
            # Read from above, as the rows are, with the numbers below.
            made.x_axis.scaling.orientation = "maxMin"
            made.y_axis.crosses = "max"
        for more, is_second in ((lined, False), (other, True)):
            if more:
                line = LineChart()
                self._fill(line, more)
                if is_second:
                    line.y_axis.axId = SECOND_AXIS
                    line.y_axis.crosses = "max"
                    line.y_axis.majorGridlines = None
                made += line
        return made

    def _fill(self, chart: Any, series: list[int]) -> None:
        chart.series.extend(self._series(n) for n in series)
        chart.y_axis.number_format = _look(self.figures[series[0]]).removesuffix(".00")
        chart.y_axis.delete = chart.x_axis.delete = False

    def _ring(self, kind: Chart) -> Any:
        from openpyxl.chart import DoughnutChart, PieChart
        from openpyxl.chart.label import DataLabelList

        made: Any = PieChart() if kind is Chart.PIE else DoughnutChart(holeSize=60)
        made.series.append(self._series(0))
        labels = DataLabelList(showVal=True)
        labels.showCatName = labels.showSerName = labels.showPercent = labels.showLegendKey = False
        made.dataLabels = labels
        return made

    def _scatter(self) -> Any:
        """The first number against the second, a dot for each row."""
        from openpyxl.chart import ScatterChart, Series
        from openpyxl.chart.marker import Marker
        from openpyxl.chart.shapes import GraphicalProperties

        made = ScatterChart(scatterStyle="lineMarker")
        last = min(1, len(self.columns) - 1)
        dots = Series(self._ref(self.columns[last]), self._ref(self.columns[0]))
        dots.marker = Marker("circle", size=8)
        dots.marker.graphicalProperties = GraphicalProperties(solidFill=ACCENT.removeprefix("#"))
        dots.graphicalProperties.line.noFill = True
        made.series.append(dots)
        for axis, n in ((made.x_axis, 0), (made.y_axis, last)):
            axis.title = self.heads[n]
            axis.title.overlay = False
            axis.number_format, axis.delete = _look(self.figures[n]).removesuffix(".00"), False
        made.legend = None
        return made


def _unit(figure: Figure) -> str:
    return "percent" if figure.is_percent else "money" if figure.is_money else "count"


def _look(figure: Figure) -> str:
    return {"percent": "0.0%", "money": "#,##0.00", "count": "General"}[_unit(figure)]
