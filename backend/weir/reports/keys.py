"""How rows are grouped: a dimension as SQL, how its values are named, and the filter that finds the rows of one value again."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from weir.access.predicate import visible
from weir.catalog.declare import Kind
from weir.catalog.ids import decode, encode
from weir.catalog.registry import OBJECTS
from weir.reading.build import Build
from weir.reports.definition import Definition, Dimension, Grain, wrong
from weir.reports.places import Ground, Place

PLAIN = (Kind.STRING, Kind.ENUM, Kind.BOOL, Kind.LINK, Kind.INT)
DATED = (Kind.DATE, Kind.DATETIME)
NUMBERS = (Kind.INT, Kind.DECIMAL)
ROUND = (Grain.WEEKDAY, Grain.HOUR)
REST = "rest"
# No text that people can type.
OTHER = "\x01other"
Where = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Key:
    """One dimension, compiled: `sql` gives the value of a row, over the source's aliases."""

    dimension: Dimension
    place: Place
    sql: str

    @property
    def kind(self) -> Kind:
        return self.place.field.info.kind

    @property
    def is_dated(self) -> bool:
        """Whether its values are days, so that they have an order and a distance."""
        return self.dimension.granularity is not None and self.dimension.granularity not in ROUND

    @property
    def is_named(self) -> bool:
        """Whether every value has a label."""
        one = self.dimension
        return bool(one.ranges or one.buckets or self.kind in (Kind.LINK, Kind.ENUM))

    @property
    def target(self) -> str | None:
        """The object whose records are its values."""
        plain = self.dimension.buckets is None
        return self.place.field.info.link if self.kind is Kind.LINK and plain else None


def compiled(ground: Ground, dimension: Dimension, definition: Definition, path: tuple[str, ...]) -> Key:
    """The dimension as SQL. Raises `Refusal` when its field cannot be grouped like this."""
    place = ground.place(dimension.field, (*path, "field"))
    kind, sql = place.field.info.kind, ground.value(place)
    if dimension.ranges:
        if kind not in NUMBERS:
            raise wrong(path, "只有数字可以按区间分组。", "only numbers are grouped by ranges.")
        sql = _ranged(ground.build, sql, dimension)
    elif dimension.buckets:
        if kind not in (Kind.STRING, Kind.ENUM, Kind.LINK):
            raise wrong(path, "只有文本、选项和关联可以归类。", "only texts, choices and links are put into buckets.")
        sql = _bucketed(ground.build, sql, dimension, place)
    elif kind in DATED:
        sql = _dated(sql, dimension, kind, definition.fiscal_month, path)
    elif dimension.granularity or kind not in PLAIN or not place.field.info.groupable:
        raise wrong(path, "这个字段不能这样分组。", "this field cannot be grouped like this.")
    return Key(dimension, place, sql)


def _ranged(build: Build, sql: str, dimension: Dimension) -> str:
    tests = [f"when v < {build.param(border, 'numeric')} then {n}" for n, border in enumerate(dimension.ranges or ())]
    return f"(select case when v is null then null {' '.join(tests)} else {len(tests)} end from (select {sql} as v) r)"


def _bucketed(build: Build, sql: str, dimension: Dimension, place: Place) -> str:
    tests = []
    for n, bucket in enumerate(dimension.buckets or ()):
        values = build.param(
            _stored(place, bucket.values), "uuid[]" if place.field.info.kind is Kind.LINK else "text[]"
        )
        tests.append(f"when v = any({values}) then '{n}'")
    return f"(select case {' '.join(tests)} else '{REST}' end from (select {sql} as v) b)"


def _stored(place: Place, values: tuple[str, ...]) -> list[Any]:
    if place.field.info.kind is not Kind.LINK:
        return list(values)
    target = OBJECTS[str(place.field.info.link)]
    found = [decode(one) for one in values]
    return [one[1] for one in found if one and one[0] is target]


def _dated(sql: str, dimension: Dimension, kind: Kind, first_month: int, path: tuple[str, ...]) -> str:
    grain = dimension.granularity
    if grain is None:
        raise wrong(path, "请选择按日、周、月、季度还是年分组。", "choose day, week, month, quarter or year.")
    local = f"({sql} at time zone %(v_tz)s)" if kind is Kind.DATETIME else f"({sql})::timestamp"
    if grain is Grain.WEEKDAY:
        return f"extract(isodow from {local})::int"
    if grain is Grain.HOUR:
        if kind is Kind.DATE:
            raise wrong(path, "日期没有小时。", "a day has no hours.")
        return f"extract(hour from {local})::int"
    if grain in (Grain.QUARTER, Grain.YEAR) and (shift := (first_month - 1) % (3 if grain is Grain.QUARTER else 12)):
        months = f"interval '{shift} months'"
        return f"(date_trunc('{grain.value.lower()}', {local} - {months}) + {months})::date"
    return f"date_trunc('{grain.value.lower()}', {local})::date"


def label_sql(build: Build, key: Key, sql: str) -> tuple[str, str]:
    """SQL of a value's name and of what it is sorted by, over the grouped value; both only as the viewer may see the record."""
    if key.target is None:
        return "null::text", "null::text"
    target, inner = OBJECTS[key.target], build.alias()
    test = visible(target.name, inner, build.viewer)
    title = target.title_sql.format(a=inner)
    first = target.default_order[0][0]
    sort = f"lpad(({target.fields[first].sql.format(a=inner)})::text, 6, '0')" if first == "position" else title
    found = f"from {target.table} {inner} where {inner}.id = {sql} and {test}"
    return f"(select ({title})::text {found})", f"(select ({sort})::text {found})"


def named(key: Key, value: str, chinese: bool) -> str | None:
    """The name of a value that is no record: of a choice, a range or a bucket. None where the value speaks for itself."""
    dimension = key.dimension
    if dimension.ranges:
        return _range_name([str(one) for one in dimension.ranges], int(value))
    if dimension.buckets:
        if value == REST:
            return "其余" if chinese else "The rest"
        return dimension.buckets[int(value)].label
    if options := key.place.field.info.enum:
        found = options(value)
        return found.zh if chinese else found.en
    return None


def _range_name(borders: list[str], place: int) -> str:
    if place == 0:
        return f"< {borders[0]}"
    return f"≥ {borders[-1]}" if place == len(borders) else f"{borders[place - 1]} – {borders[place]}"


def shown(key: Key, value: str | None) -> str | None:
    """A value as the API has it: the global id of a record."""
    return encode(key.target, UUID(value)) if value is not None and key.target else value


def where_of(key: Key, value: str | None, zone: str) -> Where:
    """The filter of the source that finds exactly the rows whose value this is."""
    name = key.place.field.api_name
    if key.dimension.buckets:
        return _bucket_where(key, str(value))
    if value is None:
        return _empty(key.place)
    if key.dimension.ranges:
        return _nested(key.place.way, {name: _range(key, int(value))})
    if key.dimension.granularity:
        return _nested(key.place.way, {name: _period(key, value, zone)})
    if key.kind is Kind.LINK:
        return _nested(key.place.way, {f"{name}Id": {"eq": shown(key, value)}})
    read: Any = {Kind.BOOL: lambda text: text == "true", Kind.INT: int}.get(key.kind, str)
    return _nested(key.place.way, {name: {"eq": read(value)}})


def _nested(way: tuple[str, ...], where: Where) -> Where:
    for link in reversed(way):
        where = {link: where}
    return where


def _empty(place: Place) -> Where:
    """No value: because a link on the way is empty (or hidden), or because the field is."""
    field = place.field.info
    tests = [_nested(place.way[:n], {f"{link}Id": {"isNull": True}}) for n, link in enumerate(place.way)]
    name = place.field.api_name
    if field.kind is not Kind.BOOL:
        tests.append(_nested(place.way, {f"{name}Id" if field.kind is Kind.LINK else name: {"isNull": True}}))
    return tests[0] if len(tests) == 1 else {"or": tests}


def _bucket_where(key: Key, value: str) -> Where:
    buckets, name = key.dimension.buckets or (), key.place.field.api_name
    name = f"{name}Id" if key.kind is Kind.LINK else name

    def holds(values: list[str]) -> Where:
        return _nested(key.place.way, {name: {"in": values}})

    if value == REST:
        return {"not": {"or": [holds(list(one.values)) for one in buckets]}}
    earlier = {one for bucket in buckets[: int(value)] for one in bucket.values}
    return holds([one for one in buckets[int(value)].values if one not in earlier])


def _range(key: Key, place: int) -> Where:
    borders = key.dimension.ranges or ()

    def border(one: Any) -> Any:
        return str(one) if key.kind is Kind.DECIMAL else int(one)

    made: Where = {}
    if place > 0:
        made["gte"] = border(borders[place - 1])
    if place < len(borders):
        made["lt"] = border(borders[place])
    return made


def _period(key: Key, value: str, zone: str) -> Where:
    grain = key.dimension.granularity
    if grain is Grain.WEEKDAY:
        return {"weekday": int(value)}
    if grain is Grain.HOUR:
        return {"hour": int(value)}
    first = date.fromisoformat(value)
    write = date.isoformat if key.kind is Kind.DATE else partial(_instant, zone=zone)
    made: Where = {}
    # The calendar ends: a period at its border has one border only.
    with suppress(ValueError, OverflowError):
        made["gte"] = write(first)
    with suppress(ValueError, OverflowError):
        made["lt"] = write(_after(first, grain))
    return made


def _after(first: date, grain: Grain | None) -> date:
    """The first day of the next period."""
    if grain in (Grain.DAY, Grain.WEEK):
        return first + timedelta(days=1 if grain is Grain.DAY else 7)
    months = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[grain]  # type: ignore[index]
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, first.day)


def _instant(day: date, zone: str) -> str:
    local = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC).isoformat().replace("+00:00", "Z")
