"""How money comes in, and where an instalment and a payment stand."""

from weir.catalog.declare import Labelled


class PlanStatus(Labelled):
    """Where an instalment stands: it follows from its contract, its day and what came in; nobody sets it."""

    NOT_EFFECTIVE = "NOT_EFFECTIVE", "待生效", "Not in force"
    PENDING = "PENDING", "待回款", "Pending"
    PARTIAL = "PARTIAL", "部分回款", "Partly paid"
    PAID = "PAID", "已回款", "Paid"
    OVERDUE = "OVERDUE", "逾期", "Overdue"
    VOID = "VOID", "作废", "Void"


class OverdueBucket(Labelled):
    """How long an instalment has been overdue."""

    TO_30 = "TO_30", "1–30 天", "1–30 days"
    TO_60 = "TO_60", "31–60 天", "31–60 days"
    TO_90 = "TO_90", "61–90 天", "61–90 days"
    LONGER = "LONGER", "90 天以上", "More than 90 days"


class PaymentStatus(Labelled):
    """Where a payment stands: recorded by whoever hears of it, confirmed by finance. Only what is confirmed counts."""

    IN_APPROVAL = "IN_APPROVAL", "待确认", "To be confirmed"
    CONFIRMED = "CONFIRMED", "已确认", "Confirmed"
    REJECTED = "REJECTED", "已驳回", "Rejected"
    REVERSED = "REVERSED", "已冲销", "Reversed"


class PaymentMethod(Labelled):
    """How the money came."""

    TRANSFER = "TRANSFER", "银行转账", "Bank transfer"
    DRAFT = "DRAFT", "承兑汇票", "Banker's draft"
    CHEQUE = "CHEQUE", "支票", "Cheque"
    CASH = "CASH", "现金", "Cash"
    ONLINE = "ONLINE", "在线支付", "Online"
    OTHER = "OTHER", "其他", "Other"
