"""How a report is made, in words: what is counted of which records, by what. It stands below figures that leave the house."""

from weir.catalog.registry import OBJECTS
from weir.exports.writing import Tongue
from weir.reports.conditions import filter_words
from weir.reports.definition import Join
from weir.reports.naming import key_name, measure_name
from weir.reports.result import Result


def in_words(result: Result, tongue: Tongue, *, is_own: bool = True) -> list[str]:
    """A few sentences. `is_own`: whether the reader is the one whose sight it is."""
    plan, chinese = result.plan, tongue.chinese
    measures = tongue.say("、", ", ").join(measure_name(plan.entry, one, chinese) for one in plan.figures)
    keys = tongue.say("、", ", ").join(key_name(one, chinese) for one in plan.keys)
    where = filter_words(plan.entry, plan.definition.whole_where, chinese)
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
        only = filter_words(OBJECTS[edge.target], one.where or {}, chinese)
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
