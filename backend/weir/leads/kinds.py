"""The words of leads: where one stands, how ripe it is, why it went."""

from weir.catalog.declare import Labelled


class LeadStatus(Labelled):
    """Where a lead stands. It changes only by verbs and by what happens with the lead."""

    UNASSIGNED = "UNASSIGNED", "未分配", "Unassigned"
    PENDING = "PENDING", "待处理", "Pending"
    WORKING = "WORKING", "跟进中", "Working"
    NURTURING = "NURTURING", "培育中", "Nurturing"
    CONVERTED = "CONVERTED", "已转换", "Converted"
    INVALID = "INVALID", "无效", "Invalid"


class LeadStage(Labelled):
    """Who has recognised the lead: nobody yet, marketing, or sales."""

    RAW = "RAW", "原始", "Raw"
    MQL = "MQL", "市场认可", "Marketing qualified"
    SQL = "SQL", "销售认可", "Sales qualified"


class IntentLevel(Labelled):
    """How much they want to buy."""

    HIGH = "HIGH", "高意向", "High"
    MEDIUM = "MEDIUM", "中意向", "Medium"
    LOW = "LOW", "低意向", "Low"


class IntentCause(Labelled):
    """Who or what says how much they want to buy."""

    MANUAL = "MANUAL", "人工判断", "By a person"
    SOURCE = "SOURCE", "来源给定", "Came with it"
    GRADE = "GRADE", "按评级", "By its grade"
    REQUEST = "REQUEST", "客户主动要求", "They asked for us"


class AwarenessStage(Labelled):
    """How far the customer is with their problem."""

    UNAWARE = "UNAWARE", "未意识到问题", "Unaware"
    AWARE_NO_ACTION = "AWARE_NO_ACTION", "发现问题不想解决", "Aware, not acting"
    HESITATING = "HESITATING", "纠结是否解决", "Hesitating"
    SEEKING_NOT_US = "SEEKING_NOT_US", "想解决但对我无兴趣", "Seeking, not us"


class Attitude(Labelled):
    """What somebody with a say in the purchase thinks of us."""

    INTERESTED = "INTERESTED", "对我方感兴趣", "Interested in us"
    REFUSING = "REFUSING", "拒绝我方", "Refuses us"


class LeadState(Labelled):
    """What kind of lead it is, and so how it is won."""

    PROBLEM = "PROBLEM", "问题型", "Problem"
    PAIN = "PAIN", "痛苦型", "Pain"
    OPPORTUNITY = "OPPORTUNITY", "商机型", "Opportunity"
    COMPETITIVE = "COMPETITIVE", "竞争型", "Competitive"
    REPELLENT = "REPELLENT", "排斥型", "Repellent"


class LeadInvalidReason(Labelled):
    """Why a lead is none; advertising platforms want these back."""

    EMPTY_NUMBER = "EMPTY_NUMBER", "空号", "Number does not exist"
    NOT_CONNECTED = "NOT_CONNECTED", "多次未接通", "Never reached"
    WRONG_PERSON = "WRONG_PERSON", "身份不符", "Wrong person"
    OUT_OF_REGION = "OUT_OF_REGION", "区域不符", "Out of region"
    DUPLICATE = "DUPLICATE", "重复", "Duplicate"
    NO_NEED = "NO_NEED", "无需求", "No need"
    CANNOT_SOLVE = "CANNOT_SOLVE", "无法解决", "We cannot solve it"
    COMPETITOR = "COMPETITOR", "同行", "Competitor"
    SPAM = "SPAM", "垃圾", "Spam"
    OTHER = "OTHER", "其他", "Other"


class ReturnReason(Labelled):
    """Why an owner gives a lead back."""

    NO_RESPONSE = "NO_RESPONSE", "联系不上", "No response"
    NOT_MY_REGION = "NOT_MY_REGION", "非本区域", "Not my region"
    NOT_FIT = "NOT_FIT", "不匹配", "Not a fit"
    WORKLOAD = "WORKLOAD", "精力不足", "Workload"
    OTHER = "OTHER", "其他", "Other"


class HandoffReason(Labelled):
    """Why sales does not take a lead over from marketing."""

    NOT_FIT = "NOT_FIT", "不匹配", "Not a fit"
    BAD_DATA = "BAD_DATA", "数据有误", "Bad data"
    NO_NEED = "NO_NEED", "无需求", "No need"
    TOO_EARLY = "TOO_EARLY", "时机未到", "Too early"
    DUPLICATE = "DUPLICATE", "重复", "Duplicate"
    EXISTING_CUSTOMER = "EXISTING_CUSTOMER", "已是客户", "Existing customer"
    OTHER = "OTHER", "其他", "Other"


class MqlCause(Labelled):
    """Why a lead was handed to sales."""

    PERSON = "PERSON", "人工移交", "By a person"
    SCORE = "SCORE", "评分达标", "By its score"
    HAND_RAISE = "HAND_RAISE", "客户主动要求", "They asked for us"


class BantItem(Labelled):
    """What sales must know, with evidence, before a lead is sales qualified."""

    BUDGET = "BUDGET", "预算", "Budget"
    AUTHORITY = "AUTHORITY", "决策权", "Authority"
    NEED = "NEED", "需求", "Need"
    TIMELINE = "TIMELINE", "时间表", "Timeline"


class LeadGrade(Labelled):
    """Where a lead stands in the grid: A to C by how it fits, 1 to 3 by how engaged it is."""

    A1 = "A1", "A1", "A1"
    A2 = "A2", "A2", "A2"
    A3 = "A3", "A3", "A3"
    B1 = "B1", "B1", "B1"
    B2 = "B2", "B2", "B2"
    B3 = "B3", "B3", "B3"
    C1 = "C1", "C1", "C1"
    C2 = "C2", "C2", "C2"
    C3 = "C3", "C3", "C3"


class MissedAs(Labelled):
    """How business that came to us as a lead was missed."""

    NEVER_CONTACTED = "NEVER_CONTACTED", "从未联系", "Never contacted"
    DISQUALIFIED = "DISQUALIFIED", "报价前流失", "Lost before a quote"
    RECYCLED_TWICE = "RECYCLED_TWICE", "两次退回线索池", "Gone back twice"


OPEN = (LeadStatus.UNASSIGNED, LeadStatus.PENDING, LeadStatus.WORKING, LeadStatus.NURTURING)
# The same for SQL: `status in (…)`.
OPEN_STATUSES = ", ".join(f"'{one.value}'" for one in OPEN)


class LeadClockKind(Labelled):
    """What a lead is waiting for."""

    SPEED_TO_LEAD = "SPEED_TO_LEAD", "首次响应", "First response"
    OWNER_RESPONSE = "OWNER_RESPONSE", "负责人响应", "Owner's response"
    HIGH_INTENT = "HIGH_INTENT", "高意向跟进", "High-intent follow-up"
    HANDOFF = "HANDOFF", "销售接收", "Hand-off to sales"
    SILENCE = "SILENCE", "沉默提醒", "Silence"
    REVISIT = "REVISIT", "低意向回访", "Low-intent revisit"


class Weekday(Labelled):
    """A day of the week, in the organisation's time zone."""

    MONDAY = "MONDAY", "周一", "Monday"
    TUESDAY = "TUESDAY", "周二", "Tuesday"
    WEDNESDAY = "WEDNESDAY", "周三", "Wednesday"
    THURSDAY = "THURSDAY", "周四", "Thursday"
    FRIDAY = "FRIDAY", "周五", "Friday"
    SATURDAY = "SATURDAY", "周六", "Saturday"
    SUNDAY = "SUNDAY", "周日", "Sunday"
