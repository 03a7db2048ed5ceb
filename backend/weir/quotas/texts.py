"""What quotas say to people, in both languages."""

from weir.messages import know

know(
    {
        "QUOTA_CHANGED": (
            "有人刚刚修改了其中的目标。请重新载入后再保存。",
            "Somebody has just changed one of these targets. Load them again, then save.",
        ),
        "QUOTA_MONTH": ("月份无效：请填写某个月的第一天。", "This is no month: give the first day of one."),
        "QUOTA_AMOUNT": (
            "目标值应为不小于 0 的数字，最多两位小数；新增客户数应为整数。",
            "A target is a number of 0 or more with two decimals at most; new customers are counted in whole numbers.",
        ),
        "QUOTA_TWICE": ("同一个目标出现了两次。", "The same target was given twice."),
        "QUOTA_PERIOD": ("一次最多查看 {max} 个月。", "At most {max} months at a time."),
    }
)
