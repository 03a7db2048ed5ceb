"""A filter in words, as people would say it: below figures, and as the name of a number that only counts some records."""

from typing import Any

from weir.catalog.declare import Kind
from weir.catalog.registry import OBJECTS, CatalogField, CatalogObject, Many
from weir.reading.relative import Circle, Period

SIGNS = {
    "eq": ("为", "is"), "neq": ("不为", "is not"), "in": ("属于", "is one of"), "notIn": ("不属于", "is none of"), "lt": ("<", "<"),
    "lte": ("≤", "≤"), "gt": (">", ">"), "gte": ("≥", "≥"), "contains": ("包含", "contains"), "startsWith": ("开头为", "begins with"),
    "has": ("含有", "has"), "within": ("在", "in"), "among": ("是", "is"), "weekday": ("是", "is"), "hour": ("在", "at"),
}  # fmt: skip
QUANTIFIERS = {"some": ("有", "at least one"), "none": ("没有", "no"), "first": ("第一条", "the first")}
DAYS = (
    ("周一", "Mon"),
    ("周二", "Tue"),
    ("周三", "Wed"),
    ("周四", "Thu"),
    ("周五", "Fri"),
    ("周六", "Sat"),
    ("周日", "Sun"),
)


def filter_words(entry: CatalogObject, where: dict[str, Any], chinese: bool) -> str:
    """A filter as people would say it; empty when there is none."""
    parts = [said for name, test in where.items() if (said := _part(entry, name, test, chinese))]
    return _say(chinese, "，且", " and ").join(parts)


def _part(entry: CatalogObject, name: str, test: Any, chinese: bool) -> str:
    if name in ("and", "or"):
        inner = [said for one in test if (said := filter_words(entry, one, chinese))]
        joined = (_say(chinese, "，且", " and ") if name == "and" else _say(chinese, "，或", " or ")).join(inner)
        return f"({joined})" if len(inner) > 1 else joined
    if name == "not":
        return _say(
            chinese, f"不满足({filter_words(entry, test, chinese)})", f"not ({filter_words(entry, test, chinese)})"
        )
    if edge := entry.edges().get(name):
        return _say(chinese, "，且", " and ").join(_of_edge(edge, one, inner, chinese) for one, inner in test.items())
    found = _field(entry, name)
    if found is None:
        return ""
    label = _say(chinese, found.info.zh, found.info.en)
    if found.info.kind is Kind.LINK and name == found.api_name:
        inner_words = filter_words(OBJECTS[str(found.info.link)], test, chinese)
        return f"{label} · {inner_words}" if inner_words else ""
    return _say(chinese, "，且", " and ").join(
        _test(found, label, operator, value, chinese) for operator, value in test.items()
    )


def _of_edge(edge: Many, quantifier: str, where: dict[str, Any], chinese: bool) -> str:
    what, inner = edge.label(chinese), filter_words(OBJECTS[edge.target], where, chinese)
    said = _say(chinese, *QUANTIFIERS[quantifier]) + _say(chinese, what, f" {what[:1].lower()}{what[1:]}")
    return f"{said}{_say(chinese, f'（{inner}）', f' ({inner})')}" if inner else said


def _field(entry: CatalogObject, name: str) -> CatalogField | None:
    for one in entry.readable():
        if name in (one.api_name, one.input_name):
            return one
    return None


def _test(field: CatalogField, label: str, operator: str, value: Any, chinese: bool) -> str:
    if operator == "isNull":
        return f"{label} {_say(chinese, '为空', 'is empty') if value else _say(chinese, '不为空', 'is not empty')}"
    sign = _say(chinese, *SIGNS.get(operator, (operator, operator)))
    return f"{label} {sign} {_value(field, operator, value, chinese)}"


def _value(field: CatalogField, operator: str, value: Any, chinese: bool) -> str:
    if operator in ("within", "among"):
        one = (Period if operator == "within" else Circle)(value)
        return _say(chinese, one.zh, one.en)
    if operator == "weekday":
        return _say(chinese, *DAYS[int(value) - 1])
    if operator == "hour":
        return f"{int(value):02d}:00"
    values = value if isinstance(value, list) else [value]
    if field.info.kind is Kind.LINK:
        # Whose names these are is told by the client, to who may read them.
        return _say(chinese, f"{len(values)} 个选定项", f"{len(values)} chosen")
    return _say(chinese, "、", ", ").join(_shown(field, one, chinese) for one in values)


def _shown(field: CatalogField, value: Any, chinese: bool) -> str:
    if isinstance(value, bool):
        return _say(chinese, "是" if value else "否", "yes" if value else "no")
    if field.info.enum is not None:
        found = next((one for one in field.info.enum if one.value == value), None)
        return _say(chinese, found.zh, found.en) if found else str(value)
    return str(value)


def _say(chinese: bool, zh: str, en: str) -> str:
    return zh if chinese else en
