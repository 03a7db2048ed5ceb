"""What outgoing mail says to people, in both languages."""

from weir.messages import know

TEXTS: dict[str, tuple[str, str]] = {
    "SMTP_PORT": (
        "外部邮件服务器只能使用端口 465（TLS）或 587（STARTTLS）。",
        "A mail server outside is called at port 465 (TLS) or 587 (STARTTLS).",
    ),
    "SMTP_SIGN_IN": (
        "邮件服务器拒绝了用户 {user} 登录。请在邮箱设置中开启 SMTP，并填写授权码。",
        "The mail server did not let {user} in. Allow SMTP in the mailbox's settings and give its app password.",
    ),
    "SMTP_LATER": (
        "邮件服务器暂时不接收（{answer}），Weir 会继续重试。",
        "The mail server does not take it for now ({answer}). Weir goes on trying.",
    ),
    "SMTP_REFUSED": (
        "邮件服务器拒绝了这封邮件（{answer}）。请检查收件人邮箱和发件地址。",
        "The mail server refused this mail ({answer}). Check the receiver's address and the from address.",
    ),
    "SMTP_UNSURE": (
        "发送时连接中断，无法确定对方是否收到。为避免重复，不再发送。",
        "The connection broke while it was handed over, so it may have arrived. It is not sent again.",
    ),
    "MAIL_NO_SERVER": (
        "还没有设置发件服务器。请管理员在「设置 → 发送邮件」中填写。",
        "No mail server is set. An administrator can give one in Settings → Outgoing mail.",
    ),
    "MAIL_NO_ADDRESS": (
        "{name} 没有填写邮箱，无法发送。",
        "{name} has no e-mail address.",
    ),
    "MAIL_RECEIVER_LEFT": ("收件人已离职或停用。", "The receiver no longer works here."),
    "MAIL_DAILY_LIMIT": (
        "今天已发送 {max} 封，明天再试。",
        "{max} mails were sent today, which is the most. Try again tomorrow.",
    ),
    "MAIL_FAULT": (
        "生成邮件时出错，没有发送。管理员可在服务日志中查看。",
        "Something went wrong while it was made; it was not sent. The log of the server says what.",
    ),
}

know(TEXTS)
