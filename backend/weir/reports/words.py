"""How a report is made, in words: what is counted of which records, by what. It stands below figures that leave the house."""

from typing import Any

from weir.catalog.declare import Kind
from weir.catalog.registry import OBJECTS, CatalogField, CatalogObject, Many
from weir.exports.writing import Tongue
from weir.reading.relative import Circle, Period
from weir.reports.definition import Join
from weir.reports.grid import DAYS
from weir.reports.naming import key_name, measure_name
from weir.reports.result import Result

SIGNS = {
    "eq": ("为", "is"), "neq": ("不为", "is not"), "in": ("属于", "is one of"), "notIn": ("不属于", "is none of"), "lt": ("<", "<"),
    "lte": ("≤", "≤"), "gt": (">", ">"), "gte": ("≥", "≥"), "contains": ("包含", "contains"), "startsWith": ("开头为", "begins with"),
    "has": ("含有", "has"), "within": ("在", "in"), "among": ("是", "is"), "weekday": ("是", "is"), "hour": ("在", "at"),
}  # fmt: skip


def in_words(result: Result, tongue: Tongue, *, is_own: bool = True) -> list[str]:
    """A few sentences. `is_own`: whether the reader is the one whose sight it is."""
    plan, chinese = result.plan, tongue.chinese
    measures = tongue.say("、", ", ").join(measure_name(plan.entry, one, chinese) for one in plan.figures)
    keys = tongue.say("、", ", ").join(key_name(one, chinese) for one in plan.keys)
    where = filter_words(plan.entry, plan.definition.whole_where, tongue)
    said = [tongue.say(f"统计：{measures}。", f"Shown: {measures}.")]
    if keys:
        said.append(tongue.say(f"按{keys}分组。", f"Grouped by {keys}."))
    said.append(
        tongue.say(f"仅统计：{where}。", f"Only records where: {where}.")
        if where
        else tongue.say("全部记录，没有筛选。", "All records, without a filter.")
    )
    for one in plan.definition.related:
        edge = plan.entry.edges()[one.edge]
        only = filter_words(OBJECTS[edge.target], one.where or {}, tongue)
        if only and one.how is not Join.WITHOUT:
            what = edge.label(chinese)
            said.append(tongue.say(f"“{what}”的数只计：{only}。", f"Numbers of “{what}” are of those where: {only}."))
    if top := plan.definition.top:
        said.append(tongue.say(f"只显示前 {top.first} 组。", f"Only the first {top.first} groups."))
    seen = (
        tongue.say("只统计你有权查看的记录；", "Only what you may see is counted. ")
        if is_own
        else tongue.say("只统计此页面有权显示的记录；", "Only what this page has access to is counted. ")
    )
    how = tongue.say(
        "合计由记录重新计算，不是单元格相加。", "Totals are worked out from the records, not added up from the cells."
    )
    return [*said, seen + how]


def filter_words(entry: CatalogObject, where: dict[str, Any], tongue: Tongue) -> str:
    """A filter as people would say it; empty when there is none."""
    parts = [said for name, test in where.items() if (said := _part(entry, name, test, tongue))]
    return tongue.say("，且", " and ").join(parts)


def _part(entry: CatalogObject, name: str, test: Any, tongue: Tongue) -> str:
    if name in ("and", "or"):
        inner = [said for one in test if (said := filter_words(entry, one, tongue))]
        joined = (tongue.say("，且", " and ") if name == "and" else tongue.say("，或", " or ")).join(inner)
        return f"({joined})" if len(inner) > 1 else joined
    if name == "not":
        return tongue.say(f"不满足({filter_words(entry, test, tongue)})", f"not ({filter_words(entry, test, tongue)})")
    if edge := entry.edges().get(name):
        return tongue.say("，且", " and ").join(_of_edge(edge, one, inner, tongue) for one, inner in test.items())
    found = _field(entry, name)
    if found is None:
        return ""
    label = tongue.say(found.info.zh, found.info.en)
    if found.info.kind is Kind.LINK and name == found.api_name:
        inner_words = filter_words(OBJECTS[str(found.info.link)], test, tongue)
        return f"{label} · {inner_words}" if inner_words else ""
    return tongue.say("，且", " and ").join(
        _test(found, label, operator, value, tongue) for operator, value in test.items()
    )


def _of_edge(edge: Many, quantifier: str, where: dict[str, Any], tongue: Tongue) -> str:
    what, inner = edge.label(tongue.chinese), filter_words(OBJECTS[edge.target], where, tongue)
    if tongue.chinese:
        said = f"{'有' if quantifier == 'some' else '没有'}{what}"
        return f"{said}（{inner}）" if inner else said
    said = f"{'at least one' if quantifier == 'some' else 'no'} {what[:1].lower()}{what[1:]}"
    return f"{said} ({inner})" if inner else said


def _field(entry: CatalogObject, name: str) -> CatalogField | None:
    for one in entry.readable():
        if name in (one.api_name, f"{one.api_name}Id" if one.info.kind is Kind.LINK else one.api_name):
            return one
    return None


def _test(field: CatalogField, label: str, operator: str, value: Any, tongue: Tongue) -> str:
    if operator == "isNull":
        return f"{label} {tongue.say('为空', 'is empty') if value else tongue.say('不为空', 'is not empty')}"
    sign = tongue.say(*SIGNS.get(operator, (operator, operator)))
    return f"{label} {sign} {_value(field, operator, value, tongue)}"


def _value(field: CatalogField, operator: str, value: Any, tongue: Tongue) -> str:
    if operator in ("within", "among"):
        one = (Period if operator == "within" else Circle)(value)
        return tongue.say(one.zh, one.en)
    if operator == "weekday":
        return tongue.say(*DAYS[int(value) - 1])
    if operator == "hour":
        return f"{int(value):02d}:00"
    values = value if isinstance(value, list) else [value]
    if field.info.kind is Kind.LINK:
        # Whose names these are is told by the client, to who may read them.
        return tongue.say(f"{len(values)} 个选定项", f"{len(values)} chosen")
    return tongue.say("、", ", ").join(_shown(field, one, tongue) for one in values)


def _shown(field: CatalogField, value: Any, tongue: Tongue) -> str:
    if isinstance(value, bool):
        return tongue.say("是" if value else "否", "yes" if value else "no")
    if field.info.enum is not None:
        found = next((one for one in field.info.enum if one.value == value), None)
        return tongue.say(found.zh, found.en) if found else str(value)
    return str(value)
