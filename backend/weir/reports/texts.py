"""What reports say to people, in both languages."""

from weir.messages import know

TEXTS: dict[str, tuple[str, str]] = {
    "REPORT_SOURCE": (
        "这个对象不能做报表，或你没有查看它的权限。请选择其他对象。",
        "There are no reports of this, or you may not read it. Choose something else.",
    ),
    "REPORT_NO_FIELD": (
        "这个字段不存在或已被删除。请从报表中移除它，或换一个字段。",
        "This field does not exist, or not any more. Take it out of the report or choose another.",
    ),
    "REPORT_HIDDEN_FIELD": (
        "你无权查看「{label}」，因此不能看到用到它的报表。请换一个字段，或联系管理员。",
        "You may not read “{label}”, so you cannot see a report that uses it. Choose another field, or ask an administrator.",
    ),
    "REPORT_FILTER": (
        "筛选条件无法使用：{why} 请修改或移除它。",
        "A filter cannot be used: {why} Change it or take it out.",
    ),
    "REPORT_MIXED_CURRENCY": (
        "「{label}」包含不同币种，不能直接计算。请使用本位币金额。",
        "“{label}” comes in several currencies and cannot be reckoned with. Use the amount in base currency.",
    ),
    "REPORT_SUM_OF_LINKED": (
        "多条记录会共用同一个「{label}」，合计会重复计算。请改用平均、最大，或以它所在的对象做报表。",
        "Several records share one “{label}”, so a sum would count it more than once. Use an average, or report on what it belongs to.",
    ),
    "REPORT_TOO_BIG": (
        "报表超过 {max} 个单元格。请增加筛选，或减少分组。",
        "The report has more than {max} cells. Filter more, or group by less.",
    ),
    "REPORT_RANGE": (
        "某个数值超出范围。请检查公式和筛选中的数字。",
        "A number is out of range. Look at the numbers in formulas and filters.",
    ),
    "REPORT_SLOW": (
        "报表计算时间过长，已停止。请增加筛选，或缩短时间范围。",
        "The report took too long and was stopped. Filter more, or take a shorter period.",
    ),
    "FOLDER": (
        "文件夹最多 {deep} 层，每层名称最多 {long} 个字符。请缩短。",
        "Folders are at most {deep} deep, with names of at most {long} characters. Make it shorter.",
    ),
    "FOLDER_NOT_YOURS": (
        "这个文件夹里没有你创建的报表或看板，没有可移动的内容。",
        "Nothing in this folder is yours, so there is nothing to move.",
    ),
    "FOLDER_INTO_ITSELF": (
        "文件夹不能移到它自己里面。请选择其他位置。",
        "A folder cannot go into itself. Choose another place.",
    ),
    "FORMULA": ("公式有误：{why}请修改公式。", "The formula does not work: {why} Change it."),
}

know(TEXTS)
