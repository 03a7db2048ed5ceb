"""What schedules, alerts and embedded pages say to people, in both languages."""

from weir.messages import know

TEXTS: dict[str, tuple[str, str]] = {
    "SCHEDULE_SUBJECT": (
        "请选择一个报表、一个看板或一个内置报表。",
        "Choose one report, one dashboard or one ready report.",
    ),
    "SCHEDULE_NOBODY": ("请至少选择一位收件人，或发给自己。", "Choose at least one receiver, or send it to yourself."),
    "SCHEDULE_ENDED": ("定期发送已删除或已停止。", "The schedule was deleted or has stopped."),
    "SCHEDULE_OPTED_OUT": ("收件人已退订。", "The receiver has unsubscribed."),
    "SCHEDULE_NOT_THEIRS": (
        "收件人无权打开它，没有发送任何内容。请先共享给对方。",
        "The receiver may not open it, so nothing was sent. Share it with them first.",
    ),
    "ALERT_NO_MEASURE": (
        "报表里没有这个数值了。请重新选择。",
        "The report does not have this number, or not any more. Choose another.",
    ),
    "ALERT_RELATIVE": (
        "占比、累计和差值没有总计，不能设置提醒。请选择其他数值。",
        "Shares, running totals and differences have no total to watch. Choose another number.",
    ),
    "ALERT_OWNER_LEFT": ("创建人已离职，提醒已暂停。", "Its owner no longer works here; the alert is paused."),
    "ALERT_NOT_THEIRS": (
        "报表不再共享给你，无法检查。",
        "The report is no longer shared with you, so it is not looked at.",
    ),
    "ALERT_ENDED": ("提醒已删除或已暂停。", "The alert was deleted or paused."),
    "EMBED_SUBJECT": ("请选择一个报表或一个看板。", "Choose one report or one dashboard."),
    "EMBED_ROLE": (
        "{name} 没有这个角色。请选择对方拥有的角色。",
        "{name} does not hold this role. Choose one they hold.",
    ),
    "EMBED_NOT_THEIRS": (
        "{name} 无权打开它。请先共享给对方，或换一个人。",
        "{name} may not open it. Share it with them first, or choose somebody else.",
    ),
    "EMBED_ORIGIN": (
        "「{text}」不是网站来源。应为 https://example.com 这样的地址，不带路径。",
        "“{text}” is no origin. It is written like https://example.com, without a path.",
    ),
    "EMBED_GONE": ("这个页面不存在，或已失效。", "There is no such page, or it is no longer valid."),
}

know(TEXTS)
