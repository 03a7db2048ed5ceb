"""What the server says to people, in both languages, by code. The client shows these texts as they are."""

from typing import Any

from weir.pools.messages import MESSAGES as POOLS

# code: (zh-CN, English); {name} is filled from the refusal's params.
MESSAGES: dict[str, tuple[str, str]] = {
    "REQUIRED": ("请填写{label}。", "Fill in {label}."),
    "INVALID": ("{label}的值无效：{why}", "{label} is not valid: {why}"),
    "TOO_LONG": ("{label}最多 {max} 个字符。", "{label} can have at most {max} characters."),
    "NOT_FOUND": (
        "找不到这条记录，它可能已被删除，或你没有查看权限。",
        "This record cannot be found. It may have been deleted, or you may not have access to it.",
    ),
    "CONSENT_OF_ONE": ("请指明是哪条线索或哪位联系人同意的。", "Name the lead or the contact who agreed, one of them."),
    "CONSENT_ELSEWHERE": (
        "这条记录不是与此人的沟通，请另选一条。",
        "That activity was with somebody else. Choose one with this person.",
    ),
    "CONSENT_NEEDED": ("请先勾选同意条款。", "Please agree to the terms first."),
    "INTAKE_NO_DOOR": ("这个地址不接收内容。", "Nothing is taken in at this address."),
    "INTAKE_TOO_BIG": ("内容超过 {max} KB。", "More than {max} KB were sent."),
    "INTAKE_UNREADABLE": (
        "内容应为 JSON 对象或表单字段。",
        "The content must be a JSON object or the fields of a form.",
    ),
    "MAIL_UNKNOWN": ("找不到这台邮件服务器。请检查服务器地址。", "There is no such mail server. Check its name."),
    "MAIL_INSIDE": (
        "这台服务器位于内部网络。请让运维把它加入 WEIR_PRIVATE_HOSTS。",
        "This server is in a private network. Whoever runs Weir can allow it in WEIR_PRIVATE_HOSTS.",
    ),
    "MAIL_SILENT": (
        "邮件服务器没有应答。请检查端口和防火墙，Weir 会继续重试。",
        "The mail server does not answer. Check port and firewall; Weir goes on trying.",
    ),
    "MAIL_TLS": (
        "无法建立加密连接。请检查加密方式、端口和服务器证书。",
        "No encrypted connection. Check the kind of encryption, the port and the server's certificate.",
    ),
    "MAIL_SIGN_IN": (
        "邮件服务器拒绝了用户 {user} 登录。请在邮箱设置中开启 IMAP，并填写授权码。",
        "The mail server did not let {user} in. Allow IMAP in the mailbox's settings and give its app password.",
    ),
    "MAIL_FOLDER": ("邮箱里没有文件夹「{folder}」。", "The mailbox has no folder “{folder}”."),
    "MAIL_SERVER": (
        "邮件服务器中断了会话，Weir 会继续重试。",
        "The mail server broke off. Weir goes on trying.",
    ),
    "MAIL_PASSWORD_LOST": (
        "无法读取保存的密码（部署密钥已更换）。请重新填写。",
        "The kept password cannot be read: the secret of this deployment has changed. Give it again.",
    ),
    "MAIL_PORT": (
        "外部邮件服务器只能使用端口 993（TLS）或 143（STARTTLS）。",
        "A mail server outside is called at port 993 (TLS) or 143 (STARTTLS).",
    ),
    "MAIL_AUTOMATIC": ("自动回复、退信或群发邮件。", "An automatic answer, a bounce or a newsletter."),
    "INTAKE_SIGNATURE_MISSING": (
        "缺少签名。此入口只接收已签名的内容。",
        "There is no signature. This address takes in only what is signed.",
    ),
    "INTAKE_SIGNATURE_WRONG": (
        "签名不正确。请检查密钥和签名内容。",
        "The signature is wrong. Check the secret and what is signed.",
    ),
    "INTAKE_SIGNATURE_STALE": (
        "签名时间与当前时间相差超过 {minutes} 分钟。",
        "The time in the signature is more than {minutes} minutes from now.",
    ),
    "INTAKE_DONE": ("这条记录已处理({status})。", "This was processed already ({status})."),
    "CALL_NUMBER": (
        "号码未显示或不完整，无法辨认是谁。请带区号或国家码发送。",
        "The number is withheld or incomplete, so nobody can be recognised by it. Send it with its area or country code.",
    ),
    "CALL_TO_NOBODY": (
        "我方拨打的号码不属于任何线索或联系人，不会新建线索。先建线索，再重新处理。",
        "We called a number that no lead or contact has; no lead is made of it. Create the lead, then process this again.",
    ),
    "INTAKE_FAULT": ("处理时出错，可稍后重试。", "A fault occurred. Try again later."),
    "FORBIDDEN": (
        "你没有执行此操作的权限，请联系管理员。",
        "You do not have the right to do this. Ask an administrator.",
    ),
    "CONFLICT": (
        "{who}刚刚修改了这条记录。请查看最新内容后再保存。",
        "{who} has just changed this record. Look at the latest version, then save again.",
    ),
    "GATE_UNMET": ("还不能进入「{stage}」，缺少：{missing}。", "Not ready for “{stage}”. Missing: {missing}."),
    "DUPLICATE": ("{label}已被使用，请换一个。", "{label} is already in use. Choose another."),
    "FIELD_KEY_RETIRED": (
        "键已被停用的字段「{name}」占用。请重新启用该字段，或换一个键。",
        "The retired field “{name}” has this key. Use that field again, or choose another key.",
    ),
    "IN_USE": ("仍有 {count} 条{what}在使用它，请先处理。", "{count} {what} still use it. Deal with them first."),
    "LAST_ADMIN": (
        "这是最后一位管理员，请先指定另一位管理员。",
        "This is the last administrator. Make somebody else an administrator first.",
    ),
    "LIMIT": ("最多 {max} 个。", "At most {max} are allowed."),
    "IDEMPOTENCY_KEY_REUSED": ("同一幂等键用于了不同的内容。", "This idempotency key was used with different content."),
    "INACTIVE_USER": ("{name} 已停用，请选择在职同事。", "{name} is no longer active. Choose somebody else."),
    "REVEAL_LIMIT": (
        "每天最多查看 {max} 次明文，请明天再试或联系管理员。",
        "You can reveal {max} values a day. Try again tomorrow or ask an administrator.",
    ),
    "STAGE_NEEDED": ("流程至少需要一个「{type}」阶段。", "A pipeline needs at least one “{type}” stage."),
    "FILE_TOO_BIG": (
        "文件超过 {max} MB，请压缩或拆分后再上传。",
        "The file is larger than {max} MB. Compress or split it.",
    ),
    "FILE_EMPTY": ("文件是空的，请重新选择。", "The file is empty. Choose another."),
    "FILE_PROGRAM": ("不能上传程序文件。", "Programs cannot be uploaded."),
    "SAME_PERSON": ("不能移交给离职者本人。", "A person cannot receive their own records."),
    "UNDO_TOO_LATE": ("只能在 {days} 天内撤销。", "This can be undone within {days} days only."),
    "MOVE_UNDO_LATE": (
        "移动后 {minutes} 分钟内才能撤销。",
        "A move can be undone within {minutes} minutes only.",
    ),
    "UNDO_CHANGED": (
        "{who}之后又修改了这个商机，不能再撤销移动。",
        "{who} has changed this deal since. The move can no longer be undone.",
    ),
    "UNDONE_ALREADY": ("已经撤销过了。", "This was undone already."),
    "LOOP": ("不能把记录放在它自己或其下级之下。", "A record cannot be placed below itself."),
    "NO_RECORD": (
        "请选择所关联的客户、联系人、商机或线索。",
        "Choose the account, contact, deal or lead this is about.",
    ),
    "LEAD_CONVERTED": (
        "线索已转换，不能再修改。请在它转成的客户、联系人或商机上继续。",
        "This lead was converted and no longer changes. Go on with the account, contact or deal it has become.",
    ),
    "LEAD_INVALID": (
        "线索已标记为无效。要继续跟进，请经理先恢复。",
        "This lead was called invalid. A manager can restore it first.",
    ),
    "LEAD_STATUS": (
        "线索当前为「{status}」，不能执行此操作。",
        "This cannot be done with a lead that is “{status}”.",
    ),
    "LEAD_STAGE": ("线索已是「{stage}」。", "This lead is “{stage}” already."),
    "LEAD_UNASSIGNED": ("请先为线索分配负责人。", "Assign the lead to somebody first."),
    "LEAD_NOT_AWAITING": (
        "这条线索没有等待销售接受。",
        "This lead is not waiting for sales to accept it.",
    ),
    "LEAD_REJECTED": (
        "销售在 {days} 天内退回过这条线索。有新的客户互动后才能再次移交。",
        "Sales rejected this lead within the last {days} days. It can be handed off again when the customer has come back.",
    ),
    "LEAD_RESTORED": (
        "{days} 天内只能恢复一次。",
        "A lead can be restored once in {days} days.",
    ),
    "NOTICE_FIXED": (
        "「{kind}」不能关闭：有人在等你，或账号安全与此有关。",
        "“{kind}” cannot be switched off: somebody waits for you, or your account may be at risk.",
    ),
    "LEAD_RECEIVER": (
        "{name} 的角色不能跟进线索，请选择销售或市场同事。",
        "{name} has no role that works leads. Choose somebody of sales or marketing.",
    ),
    "PLAY_UNDER_WAY": (
        "已有任务被处理，不能撤销这个打法。可以单独取消剩余任务。",
        "Somebody has worked on its tasks: this play can no longer be taken back. The rest can be cancelled one by one.",
    ),
    "LEAD_MERGED": (
        "这条线索已并入另一条。请在那条线索的变更历史中撤销合并。",
        "This lead is part of another one. Take the merge back in the history of that one.",
    ),
    "MERGE_COUNT": (
        "请选择 2 到 {max} 条不同的线索。",
        "Choose 2 to {max} different leads.",
    ),
    "MERGE_CONVERTED_STAYS": (
        "已转换的线索只能作为保留的那一条。",
        "The converted lead has to be the one that stays.",
    ),
    "MERGE_BOTH_CONVERTED": (
        "这些线索中有多条已转换，不能合并。",
        "More than one of these leads was converted; they cannot be merged.",
    ),
    "MERGE_INVALID_STAYS": (
        "无效的线索不能作为保留的那一条。",
        "A lead that is invalid cannot be the one that stays.",
    ),
    "MERGE_UNDO_LATE": (
        "合并已超过 {days} 天，不能再撤销。",
        "A merge can be undone within {days} days.",
    ),
    "MERGE_UNDO_ORDER": (
        "之后又有线索并入。请先撤销后来的合并。",
        "Another lead was merged into this one later. Undo that merge first.",
    ),
    **POOLS,
    "LEAD_BROUGHT": (
        "这条线索由伙伴「{name}」带来，不能改给其他伙伴。",
        "The partner “{name}” brought this lead: it stays with them.",
    ),
    "LEAD_KNOWN": (
        "已有线索使用它：{who} 负责，{last}。请联系对方或经理。",
        "Another lead has it: with {who}, last follow-up: {last}. Ask them or your manager.",
    ),
    "REFERRER_ELSEWHERE": (
        "推荐人不是该推荐客户的联系人。请更换其中一个，或将推荐客户留空。",
        "That contact is not one of the account that is named. Change one of them, or leave the account empty.",
    ),
    "SCORE_IN_CIRCLES": (
        "规则「{rule}」以意向或由意向而来的时限评分，而意向由评级得出。请修改这条规则，或关闭「由评级得出意向」。",
        "The rule “{rule}” scores by the intent, or by a time that follows from it, while the intent follows the grade. "
        "Change that rule, or let people and sources alone say the intent.",
    ),
    "BANT_VALUE": ("「{item}」还缺内容：{what}。", "“{item}” lacks its content: {what}."),
    "BANT_OTHER": (
        "依据须是这条线索上的销售记录。",
        "The evidence is an activity logged on this lead.",
    ),
    "BANT_MISSING": (
        "还不能认可为 SQL，缺少有依据的：{missing}。请先逐项确认。",
        "Not sales qualified yet. Confirm these with evidence first: {missing}.",
    ),
    "EVIDENCE_NEEDED": (
        "还没有客户的依据。请先记录一次客户来电、来信、会议、拜访或接通的电话。",
        "The customer has not shown anything yet. Log an inbound call or mail, a meeting, a visit or a call that was answered first.",
    ),
    "ROLE_NEEDED": ("请选择对方的采购角色。", "Choose the buying role of this person."),
    "CONVERT_KNOWN_PERSON": (
        "这个人已是联系人({count} 条匹配)。请选择已有记录，或确认新建。",
        "This person is a contact already ({count} matches). Choose the record, or confirm that a new one is wanted.",
    ),
    "CONVERT_KNOWN_COMPANY": (
        "可能已有这家客户({count} 条匹配)。请选择已有客户，或确认新建。",
        "This company may be an account already ({count} matches). Choose it, or confirm that a new one is wanted.",
    ),
    "CONTACT_ELSEWHERE": (
        "联系人 {name} 属于另一家客户，请选择同一客户的联系人。",
        "{name} is a contact of another account. Choose one of the same account.",
    ),
    "OTHER_PIPELINE": ("请选择同一销售流程中的进行中阶段。", "Choose an open stage of the same pipeline."),
    "DEAL_CLOSED": ("商机已关闭。要继续推进，请先重开。", "This deal is closed. Reopen it to go on."),
    "DEAL_OPEN": ("商机仍在进行中，无需重开。", "This deal is still open."),
    "REASON_NEEDED": ("请填写{what}的原因。", "Give a reason for {what}."),
    "REASON_TOO_SHORT": ("原因至少 {min} 个字。", "The reason needs at least {min} characters."),
    "NO_RATE": (
        "{day} 没有 {currency} 的汇率，请先在设置中维护汇率。",
        "There is no exchange rate for {currency} on {day}. Add one in the settings first.",
    ),
    "UNAUTHENTICATED": ("请先登录。", "Sign in first."),
    "BAD_CREDENTIALS": ("邮箱或密码不正确。", "The e-mail or the password is wrong."),
    "TOTP_REQUIRED": ("请输入验证器中的 6 位验证码。", "Enter the 6-digit code from your authenticator."),
    "TOTP_INVALID": ("验证码不正确或已使用。", "The code is wrong or was already used."),
    "THROTTLED": ("尝试次数过多，请在 {seconds} 秒后重试。", "Too many attempts. Try again in {seconds} seconds."),
    "SESSION_EXPIRED": ("登录已过期，请重新登录。", "Your session has expired. Sign in again."),
    "NOT_JSON": (
        "请求的内容类型必须是 application/json。",
        "The content type of the request must be application/json.",
    ),
    "WRONG_ORIGIN": ("请求来自其他网站，已被拒绝。", "The request came from another site and was refused."),
    "BAD_REQUEST": ("无法理解这个请求。", "The request could not be understood."),
    "PASSWORD_WRONG": ("当前密码不正确。", "The current password is wrong."),
    "PASSWORD_SAME": ("新密码不能与当前密码相同。", "The new password must differ from the current one."),
    "PASSWORD_TOO_SHORT": ("密码至少需要 {min} 个字符。", "A password needs at least {min} characters."),
    "PASSWORD_TOO_LONG": ("密码最多 {max} 个字符。", "A password can have at most {max} characters."),
    "PASSWORD_COMMON": ("这个密码太常见，请换一个。", "This password is among the first ones tried. Choose another."),
    "PASSWORD_PERSONAL": (
        "密码不能由邮箱或姓名组成。",
        "The password must not be made of the e-mail address or the name.",
    ),
    "TOTP_ALREADY_ON": (
        "双重验证已开启，请先关闭再重新设置。",
        "Two-step sign-in is already on. Switch it off before setting it up again.",
    ),
    "TOTP_NOT_STARTED": ("请先扫描验证器二维码。", "Scan the code with your authenticator first."),
    "TOKEN_ROLE": (
        "令牌的角色不能超出本人和其用户所拥有的角色。",
        "A token cannot have a role that its user or you do not hold.",
    ),
    "RATE_LIMITED": ("请求过于频繁，请在 {seconds} 秒后重试。", "Too many requests. Try again in {seconds} seconds."),
    "IMPORT_WRONG_FILE": (
        "这不是表格文件。请上传 CSV 或 XLSX。",
        "This is not a table. Upload a CSV or XLSX file.",
    ),
    "IMPORT_OLD_XLS": (
        "这是旧版 Excel 文件(.xls)。请另存为 .xlsx 后再上传。",
        "This is an old Excel file (.xls). Save it as .xlsx first.",
    ),
    "IMPORT_ENCRYPTED": (
        "文件有密码保护。请去掉密码后再上传。",
        "The file is protected by a password. Remove the password first.",
    ),
    "IMPORT_BINARY": (
        "文件包含无法读取的二进制内容。请上传 CSV 或 XLSX。",
        "The file holds binary data. Upload a CSV or XLSX file.",
    ),
    "IMPORT_ENCODING": (
        "无法识别文件编码。请保存为 UTF-8 或 GB18030 的 CSV，或使用 XLSX。",
        "The encoding of the file is unknown. Save it as CSV in UTF-8 or GB18030, or as XLSX.",
    ),
    "IMPORT_NO_HEADER": (
        "第一行应是列名，每一列都要有名称。",
        "The first row must hold the names of the columns, one for each column.",
    ),
    "IMPORT_DUPLICATE_HEADER": ("有两列都叫「{name}」，请改名。", "Two columns are called “{name}”. Rename one."),
    "IMPORT_BAD_CSV": (
        "第 {line} 行附近无法读取，可能缺少引号。",
        "The file cannot be read near line {line}. A quotation mark may be missing.",
    ),
    "IMPORT_BAD_XLSX": (
        "无法读取这个 XLSX 文件，请重新保存后再试。",
        "This XLSX file cannot be read. Save it anew and try again.",
    ),
    "IMPORT_TOO_BIG_INSIDE": (
        "文件解压后过大，请拆分或改用 CSV。",
        "The file is too large when unpacked. Split it, or use CSV.",
    ),
    "IMPORT_TOO_MANY": ("最多 {max} {what}。", "At most {max} {what} are allowed."),
    "IMPORT_BUSY": ("导入正在进行中，请稍候或先取消。", "The import is being worked on. Wait, or cancel it first."),
    "IMPORT_NOT_CHECKED": ("请先检查再导入。", "Check the import first."),
    "IMPORT_BLOCKED": ("还有问题需要先解决。", "There are problems to solve first."),
    "IMPORT_UNDO_LATE": (
        "只能在导入完成后 7 天内撤销。",
        "An import can be undone within 7 days after it has finished.",
    ),
    "IMPORT_NO_RIGHT": ("导入人已没有导入权限。", "The person no longer has the right to import."),
    "BULK_TOO_MANY": (
        "选中了 {count} 条记录，一次最多处理 {max} 条。请缩小筛选范围，或分批选择。",
        "{count} records are chosen; at most {max} can be changed at once. Narrow the filter, or choose them in parts.",
    ),
    "BULK_NOTHING": ("没有选中任何记录。", "No record is chosen."),
    "BULK_BUSY": ("操作正在进行中，请稍候或先取消。", "The action is being worked on. Wait, or cancel it first."),
    "BULK_CHANGED_SINCE": ("此后已被修改，未撤销。", "It was changed since, and was left as it is."),
    "PREDICTION_BUSY": (
        "已有一次训练在进行，请等待它结束或先取消。",
        "A training is running already. Wait for it to end, or cancel it first.",
    ),
    "PREDICTION_UNUSABLE": (
        "该版本没有通过检验，不能使用。请积累更多已结束的线索后重新训练。",
        "This version did not pass and cannot be used. Train again when more leads have closed.",
    ),
    "EXPORT_FORBIDDEN": (
        "你没有导出{what}的权限，请联系你的经理或管理员代为导出。",
        "You do not have the right to export {what}. Ask your manager or an administrator to do it for you.",
    ),
    "EXPORT_NOTHING": ("没有可以导出的记录。", "There is nothing to export."),
    "EXPORT_TOO_MANY": (
        "共 {count} 条，超出今天的额度：还可导出 {left} 条(每人每天 {max} 条)。请缩小筛选范围，或明天再试。",
        "{count} rows match, but {left} are left for today ({max} a person and day). Narrow the filter, or try again tomorrow.",
    ),
    "INTERNAL": (
        "出了点问题，没有任何内容被保存。错误编号：{id}",
        "Something went wrong; nothing was saved. Error number: {id}",
    ),
}


def is_chinese(locale: str) -> bool:
    """Whether `zh-CN` or `ZH_CN` is meant; anything else is English."""
    return locale.lower().startswith("zh")


def know(texts: dict[str, tuple[str, str]]) -> None:
    """Adds what a room says in words of its own."""
    MESSAGES.update(texts)


def say(code: str, locale: str, params: dict[str, Any] | None = None) -> str:
    """The message of `code` in `locale` (`zh-CN`, `ZH_CN` or anything else for English)."""
    zh, en = MESSAGES.get(code, (code, code))
    chinese = is_chinese(locale)
    values = {name: pick(value, chinese) for name, value in (params or {}).items()}
    return (zh if chinese else en).format_map(_Blank(values))


def pick(value: Any, chinese: bool) -> Any:
    """A param may itself be a `(zh, en)` pair."""
    if isinstance(value, tuple) and len(value) == 2:
        return value[0] if chinese else value[1]
    return value


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""
