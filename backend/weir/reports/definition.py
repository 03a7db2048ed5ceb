"""What a report is: its source, what it counts, and by what. Pure data; whether the viewer may have it is asked when it is compiled."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from weir.catalog.declare import Labelled
from weir.errors import Refusal
from weir.reports import texts  # noqa: F401 (what its refusals say)

MAX_BYTES = 20_000


class Grain(Labelled):
    """How finely days and instants are grouped. Weeks begin on Monday; WEEKDAY and HOUR come round again."""

    DAY = "DAY", "日", "Day"
    WEEK = "WEEK", "周", "Week"
    MONTH = "MONTH", "月", "Month"
    QUARTER = "QUARTER", "季度", "Quarter"
    YEAR = "YEAR", "年", "Year"
    WEEKDAY = "WEEKDAY", "星期", "Weekday"
    HOUR = "HOUR", "小时", "Hour of the day"


class Function(Labelled):
    """What a measure makes of the rows of a cell."""

    COUNT = "COUNT", "数量", "Count"
    DISTINCT = "DISTINCT", "去重数", "Distinct"
    SUM = "SUM", "合计", "Sum"
    AVERAGE = "AVERAGE", "平均", "Average"
    MEDIAN = "MEDIAN", "中位数", "Median"
    PERCENTILE = "PERCENTILE", "百分位", "Percentile"
    MIN = "MIN", "最小", "Smallest"
    MAX = "MAX", "最大", "Largest"
    FORMULA = "FORMULA", "公式", "Formula"


class Show(Labelled):
    """How a measure is shown: as it is, or against others of its kind."""

    VALUE = "VALUE", "数值", "Value"
    SHARE = "SHARE", "占总计比例", "Share of the total"
    SHARE_OF_ROW = "SHARE_OF_ROW", "占行比例", "Share of the row"
    SHARE_OF_COLUMN = "SHARE_OF_COLUMN", "占列比例", "Share of the column"
    RUNNING = "RUNNING", "累计", "Running total"
    DIFFERENCE = "DIFFERENCE", "与上期之差", "Difference to the one before"
    CHANGE = "CHANGE", "较上期变化", "Change to the one before"


class Chart(Labelled):
    """The picture of a report; every one has its table."""

    TABLE = "TABLE", "表格", "Table"
    BAR = "BAR", "条形图", "Bars"
    COLUMN = "COLUMN", "柱状图", "Columns"
    STACKED = "STACKED", "堆积柱状图", "Stacked columns"
    LINE = "LINE", "折线图", "Line"
    AREA = "AREA", "面积图", "Area"
    COMBO = "COMBO", "组合图", "Columns and line"
    PIE = "PIE", "饼图", "Pie"
    DONUT = "DONUT", "环形图", "Donut"
    FUNNEL = "FUNNEL", "漏斗图", "Funnel"
    GAUGE = "GAUGE", "仪表盘", "Gauge"
    NUMBER = "NUMBER", "单个数字", "Single number"
    SCATTER = "SCATTER", "散点图", "Scatter"
    HEAT = "HEAT", "热力图", "Heat map"


Path = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(\.[A-Za-z0-9]+){0,3}$", max_length=120)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]


class Part(BaseModel):
    """What every part of a definition has in common: no names it does not know, no change after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bucket(Part):
    """Values that count as one."""

    label: Label
    values: tuple[Annotated[str, StringConstraints(max_length=200)], ...] = Field(min_length=1, max_length=100)


class Dimension(Part):
    """What rows are grouped by: a field, reached over links (`account.industry`), as it is or in coarser pieces.

    `ranges` are the borders between number ranges, ascending; a value at a border belongs above it. What no bucket names is "the rest".
    """

    field: Path
    granularity: Grain | None = None
    ranges: tuple[Decimal, ...] | None = Field(None, min_length=1, max_length=20)
    buckets: tuple[Bucket, ...] | None = Field(None, min_length=1, max_length=20)

    @model_validator(mode="after")
    def one_way(self) -> "Dimension":
        """Grouped in one way only, and borders ascend."""
        if sum(way is not None for way in (self.granularity, self.ranges, self.buckets)) > 1:
            raise ValueError("A field is grouped by a granularity, by ranges or by buckets.")
        if self.ranges and list(self.ranges) != sorted(set(self.ranges)):
            raise ValueError("The borders of ranges ascend.")
        return self


class Join(Labelled):
    """Which records of the source a report has, as to related ones."""

    WITH = "WITH", "至少有一条", "With at least one"
    WITH_OR_WITHOUT = "WITH_OR_WITHOUT", "有没有都算", "With or without"
    WITHOUT = "WITHOUT", "一条也没有", "Without any"


Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]{0,59}$")]


class Related(Part):
    """The records that belong to those of the source (`deals` of accounts), or those of them that match."""

    edge: Name
    how: Join = Join.WITH
    where: dict[str, Any] | None = None

    @property
    def test(self) -> dict[str, Any]:
        """The filter of the source that this is."""
        if self.how is Join.WITH_OR_WITHOUT:
            return {}
        return {self.edge: {"some" if self.how is Join.WITH else "none": self.where or {}}}


class Control(Part):
    """A condition that readers may change: by its key in a filter. Without a value it says nothing until somebody sets it."""

    key: Name
    value: dict[str, Any] | None = None

    @property
    def test(self) -> dict[str, Any]:
        """The filter that it is now."""
        return {self.key: self.value} if self.value else {}


class Measure(Part):
    """A number in every cell. `where` narrows what it counts; FORMULA reckons with the measures before it, called A, B, C…

    `of` makes it a number of related records: `field` and `where` are theirs then.
    """

    function: Function
    of: Name | None = None
    field: Path | None = None
    percent: int | None = Field(None, ge=1, le=99)
    formula: Annotated[str, StringConstraints(max_length=200)] | None = None
    where: dict[str, Any] | None = None
    label: Label | None = None
    show: Show = Show.VALUE
    is_percent: bool = Field(False, alias="isPercent")

    @property
    def is_relative(self) -> bool:
        """Whether it is shown against other cells."""
        return self.show is not Show.VALUE

    @model_validator(mode="after")
    def whole(self) -> "Measure":
        """Has what its function needs, and nothing else."""
        bare = self.function in (Function.COUNT, Function.FORMULA)
        if bare == (self.field is not None):
            raise ValueError("A measure has a field unless it counts or is a formula.")
        if (self.function is Function.FORMULA) != (self.formula is not None):
            raise ValueError("A formula belongs to FORMULA.")
        if (self.function is Function.PERCENTILE) != (self.percent is not None):
            raise ValueError("A percent belongs to PERCENTILE.")
        if self.function is Function.FORMULA and (self.where or self.of):
            raise ValueError("A formula has no filter and no records of its own.")
        return self


class Top(Part):
    """Only the first groups of the first row field by a measure; the others together, or left out."""

    first: int = Field(ge=1, le=100)
    by: int = Field(0, ge=0, le=7)
    smallest: bool = False
    other: bool = False


class Having(Part):
    """Only groups of the first row field whose measure reaches, or does not exceed, a number."""

    by: int = Field(0, ge=0, le=7)
    gte: Decimal | None = None
    lte: Decimal | None = None


class Definition(Part):
    """A whole report. `fiscalMonth` is the month (1-12) with which the years and quarters of its dates begin."""

    source: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
    where: dict[str, Any] = Field(default_factory=dict)
    controls: tuple[Control, ...] = Field((), max_length=8)
    related: tuple[Related, ...] = Field((), max_length=3)
    rows: tuple[Dimension, ...] = Field((), max_length=3)
    columns: tuple[Dimension, ...] = Field((), max_length=2)
    measures: tuple[Measure, ...] = Field(min_length=1, max_length=8)
    top: Top | None = None
    having: Having | None = None
    sort: Literal["LABEL", "VALUE"] = "LABEL"
    totals: bool = True
    chart: Chart = Chart.TABLE
    target: Decimal | None = None
    fiscal_month: int = Field(1, ge=1, le=12, alias="fiscalMonth")

    @property
    def needs_totals(self) -> bool:
        """Whether groups of fewer fields are reckoned, too: to be shown, to be sorted by, or to be compared with."""
        return self.totals or self.sort == "VALUE" or bool(self.top) or any(one.is_relative for one in self.measures)

    @property
    def whole_where(self) -> dict[str, Any]:
        """The filter of all its records."""
        tests = [self.where, *(one.test for one in self.controls), *(one.test for one in self.related)]
        parts = [one for one in tests if one]
        return parts[0] if len(parts) == 1 else {"and": parts} if parts else {}

    def joined(self, edge: str | None) -> Related | None:
        """The related records called so."""
        return next((one for one in self.related if one.edge == edge), None)

    @model_validator(mode="after")
    def fits(self) -> "Definition":
        """What refers to measures, rows and related records finds them."""
        if len({one.edge for one in self.related}) < len(self.related):
            raise ValueError("Related records are named once.")
        for measure in self.measures:
            found = self.joined(measure.of)
            if measure.of and (found is None or found.how is Join.WITHOUT):
                raise ValueError("A measure of related records needs them with, or with or without.")
        for part in (self.top, self.having):
            if part and (part.by >= len(self.measures) or not self.rows):
                raise ValueError("The first groups need a row field and a measure to be judged by.")
        return self


def defined(given: Any, *path: str) -> Definition:
    """The definition that JSON means. Raises `Refusal` INVALID naming the part that is wrong."""
    if not isinstance(given, dict):
        raise wrong(path, "应为对象。", "it is an object.")
    if len(str(given)) > MAX_BYTES:
        raise wrong(path, "内容过多。", "it is too large.")
    try:
        return Definition.model_validate(given)
    except ValidationError as error:
        raise unread(error, path) from None


def unread(error: ValidationError, path: tuple[str, ...]) -> Refusal:
    """The refusal of what is not shaped as it should be, with the first part that is wrong."""
    first = error.errors(include_input=False, include_url=False)[0]
    where = [str(one) for one in first["loc"]]
    place, why = ".".join(where), str(first["msg"]).removeprefix("Value error, ").removesuffix(".")
    if not place:
        return wrong(path, "各部分互相不符。", f"its parts do not fit together: {why}.")
    return wrong((*path, *where), f"「{place}」无法识别。", f"“{place}”: {why}.")


def wrong(path: tuple[str, ...] | list[str], zh: str, en: str) -> Refusal:
    """The refusal of a definition, with the part that is wrong."""
    return Refusal("INVALID", tuple(path), {"label": ("报表", "The report"), "why": (zh, en)})
