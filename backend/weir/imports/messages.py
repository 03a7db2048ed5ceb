"""What is wrong with a row or a plan, in both languages, by code."""

from typing import Any

from weir.catalog.registry import OBJECTS
from weir.imports.objects import targets
from weir.messages import pick

TEXTS: dict[str, tuple[str, str]] = {
    "PLAN_EMPTY": ("请先上传文件并选择要导入的对象。", "Upload a file and choose what it becomes first."),
    "PLAN_FORBIDDEN": ("你没有新建{label}的权限，请联系管理员。", "You may not create: {label}. Ask an administrator."),
    "PLAN_REQUIRED": ("「{label}」是必填字段，请选择对应的列。", "“{label}” is required. Choose its column."),
    "PLAN_PIPELINE": ("请选择商机所在的销售流程。", "Choose the pipeline of the deals."),
    "NO_RATE": (
        "{day} 没有 {currency} 的汇率，请先在设置中维护汇率，或改用本位币。",
        "There is no exchange rate for {currency} on {day}. Add one in the settings first, or use the organisation's currency.",
    ),
    "ROW_TOO_LONG": ("这一行的单元格多于表头({max} 列)。", "The row has more cells than the header ({max} columns)."),
    "ROW_FORMULA": ("「{field}」是公式，不会计算：{value}", "{field} is a formula, which is not evaluated: {value}"),
    "ROW_NOT_NUMBER": ("「{field}」不是数字：{value}", "{field} is not a number: {value}"),
    "ROW_NOT_WHOLE": ("「{field}」不是整数：{value}", "{field} is not a whole number: {value}"),
    "ROW_OUT_OF_RANGE": ("「{field}」超出范围：{value}", "{field} is out of range: {value}"),
    "ROW_NEGATIVE": ("「{field}」不能为负数：{value}", "{field} cannot be negative: {value}"),
    "ROW_NOT_BOOL": ("「{field}」应为是或否：{value}", "{field} is neither yes nor no: {value}"),
    "ROW_NOT_DATE": ("「{field}」不是日期：{value}", "{field} is not a date: {value}"),
    "ROW_NOT_AN_OPTION": ("「{field}」没有选项「{value}」", "{field} has no option “{value}”"),
    "ROW_LIMIT": ("「{field}」最多 {max} 个", "{field} can have at most {max}"),
    "ROW_AMBIGUOUS": ("有 {count} 个{object}叫「{value}」", "{count} records are called “{value}” ({object})"),
    "ROW_NOT_FOUND": ("找不到{object}「{value}」", "No {object} “{value}” was found"),
    "ROW_LINK_LEFT_EMPTY": ("找不到{object}「{value}」，将留空", "No {object} “{value}” was found; it is left empty"),
    "ROW_SAME_KEY": ("与第 {row} 行重复：{value}", "The same as row {row}: {value}"),
    "ROW_AMBIGUOUS_MATCH": ("这一行与 {count} 条已有记录匹配", "The row matches {count} records"),
    "ROW_NOT_YOURS": ("无法导入这一行：你没有相应记录的权限", "This row cannot be imported with your rights"),
    "ROW_REQUIRED": ("缺少「{field}」", "{field} is missing"),
    "ROW_NO_NAME": (
        "没有姓名，也没有公司、编号、邮箱或电话可代替",
        "It has no name, and no company, number, e-mail or phone to name it by",
    ),
    "ROW_NAMED_BY": ("没有姓名，以「{field}」代替", "Without a name, it is named by: {field}"),
    "ROW_STATUS_KEPT": ("已有的线索保持原状态", "A lead we have keeps its status"),
    "ROW_FUTURE": ("「{field}」晚于现在：{value}", "{field} lies in the future: {value}"),
    "ROW_REFERRER_ELSEWHERE": ("推荐人不是推荐客户的联系人", "Who referred it is no contact of the customer named"),
    "ROW_LEAD_CLOSED": (
        "线索已转换或无效，不能再修改",
        "The lead was converted or called invalid and no longer changes",
    ),
    "ROW_OWNER": ("你不能把记录分配给别人", "You may not give records to others"),
    "ROW_CREDIT_CODE": (
        "统一社会信用代码的校验位不正确：{value}",
        "The check character of the credit code is wrong: {value}",
    ),
    "ROW_EMAIL": ("邮箱格式不正确：{value}", "This is not an e-mail address: {value}"),
    "ROW_REGARDS_NOTHING": ("没有关联客户、联系人或商机", "It is about no account, contact or deal"),
    "ROW_STAGE": ("销售流程中没有阶段「{value}」", "The pipeline has no stage “{value}”"),
    "ROW_GATE": ("还不能进入「{stage}」，缺少：{missing}", "Not ready for “{stage}”. Missing: {missing}"),
    "ROW_CLOSED_BEFORE": (
        "关闭日期 {value} 早于创建日期 {start}",
        "It was closed ({value}) before it was created ({start})",
    ),
    "ROW_NO_RATE": ("{day} 没有 {currency} 的汇率", "There is no exchange rate for {currency} on {day}"),
    "ROW_NO_ACCOUNT": ("进行中的商机没有客户", "An open deal without an account"),
    "ROW_NO_DATE": ("没有日期，创建时间记为导入时间", "No date: it counts as created by this import"),
    "ROW_AMOUNT_FROM_LINES": ("金额由多条明细决定，未更改", "The amount comes from several lines and stays"),
    "ROW_OTHER_PIPELINE": ("商机在另一条销售流程中", "The deal is in another pipeline"),
    "ROW_DEAL_CLOSED": ("商机已关闭，不能移动到「{stage}」", "The deal is closed and does not move to “{stage}”"),
    "ROW_SECOND_PRIMARY": (
        "同一客户已有主要联系人(第 {row} 行)",
        "The account has a primary contact already (row {row})",
    ),
    "ROW_FIELD": ("「{field}」的值「{value}」无效：{why}", "“{value}” is no {field}: {why}"),
    "ROW_LOOP": ("上级关系形成了循环", "It is placed below itself"),
    "ROW_TAKEN": ("值已被其他记录使用", "A value is already used by another record"),
    "ROW_REFUSED": ("不符合数据规则", "It breaks a rule of the data"),
    "SUGGEST_SAME_LETTERS": ("将 {count} 行的「{value}」改为「{to}」?", "Map “{value}” → “{to}” for {count} rows?"),
    "SUGGEST_SPELLING": (
        "将 {count} 行的「{value}」改为「{to}」?(疑似拼写)",
        "Map “{value}” → “{to}” for {count} rows? (spelling)",
    ),
}
TOO_LONG = ("「{field}」最多 {max} 个字符：{value}", "{field} can have at most {max} characters: {value}")


def text_of(problem: dict[str, Any], object_name: str | None, chinese: bool) -> str:
    """A stored problem in the reader's language, with the labels of its field and object."""
    params = {name: _shown(name, value, chinese) for name, value in problem.get("params", {}).items()}
    target = targets(object_name).get(problem.get("field") or "") if object_name else None
    if target:
        params["field"] = target.zh if chinese else target.en
    linked = OBJECTS.get(str(params.get("object", "")))
    if linked:
        params["object"] = linked.zh if chinese else linked.en.lower()
    pair = TEXTS.get(problem["code"], (problem["code"], problem["code"]))
    if problem["code"] == "ROW_TOO_LONG" and "value" in params:
        pair = TOO_LONG
    text: str = pair[not chinese]
    return text.format_map(_Blank(params))


def _shown(name: str, value: Any, chinese: bool) -> Any:
    if name in ("label", "stage", "why"):
        return pick(tuple(value), chinese)
    return ("、" if chinese else ", ").join(map(str, value)) if isinstance(value, list) else value


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""
