"""What a deal can be, why it was won or lost, and who is who in it."""

from weir.catalog.declare import Labelled


class DealStatus(Labelled):
    """Always equal to the type of the deal's stage."""

    OPEN = "OPEN", "进行中", "Open"
    WON = "WON", "赢单", "Won"
    LOST = "LOST", "输单", "Lost"
    INVALID = "INVALID", "无效", "Invalid"


class WonReason(Labelled):
    """Why we won."""

    FIT = "FIT", "方案匹配", "Solution fit"
    PRICE = "PRICE", "价格", "Price"
    RELATIONSHIP = "RELATIONSHIP", "关系", "Relationship"
    BRAND = "BRAND", "品牌", "Brand"
    SERVICE = "SERVICE", "服务", "Service"
    OTHER = "OTHER", "其他", "Other"


class LostReason(Labelled):
    """Why we lost. COMPETITOR needs the competitor, OTHER needs a note."""

    PRICE = "PRICE", "价格", "Price"
    COMPETITOR = "COMPETITOR", "竞争对手", "Competitor"
    NO_BUDGET = "NO_BUDGET", "无预算", "No budget"
    NO_DECISION = "NO_DECISION", "未决策/搁置", "No decision"
    TIMING = "TIMING", "时机", "Timing"
    FEATURE = "FEATURE", "功能不符", "Missing feature"
    RELATIONSHIP = "RELATIONSHIP", "关系", "Relationship"
    NO_RESPONSE = "NO_RESPONSE", "失联", "No response"
    OTHER = "OTHER", "其他", "Other"


class ProbabilitySource(Labelled):
    """Where the probability comes from; MANUAL stays until it is reset."""

    STAGE = "STAGE", "阶段", "Stage"
    MANUAL = "MANUAL", "手工", "Manual"


class BuyingRole(Labelled):
    """The part a contact plays in the buying decision."""

    DECISION_MAKER = "DECISION_MAKER", "决策者", "Decision maker"
    ECONOMIC = "ECONOMIC", "出资者", "Economic buyer"
    USER = "USER", "使用者", "User"
    TECHNICAL = "TECHNICAL", "技术把关", "Technical buyer"
    CHAMPION = "CHAMPION", "内线/支持者", "Champion"
    INFLUENCER = "INFLUENCER", "影响者", "Influencer"
    BLOCKER = "BLOCKER", "反对者", "Blocker"


class NextActivity(Labelled):
    """The colour of a card: whether something is planned next."""

    NONE = "NONE", "无计划", "Nothing planned"
    OVERDUE = "OVERDUE", "已逾期", "Overdue"
    TODAY = "TODAY", "今天", "Today"
    PLANNED = "PLANNED", "已计划", "Planned"
