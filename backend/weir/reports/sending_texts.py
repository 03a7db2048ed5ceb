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
}

know(TEXTS)
