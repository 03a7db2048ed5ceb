"""Leads of the demo company: in every state, from every source, some of them known, some nobody has called yet."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from weir.accounts.actions import name_key
from weir.contacts.actions import email_key
from weir.contacts.phones import line_key, phone_key
from weir.demo.campaigns import Campaigns
from weir.demo.company import Company
from weir.demo.market import Market
from weir.demo.people import CAST


@dataclass(frozen=True, slots=True)
class Seed:
    """One lead of the demo: who it is, who has it, where it stands; `calls` are (days ago, kind, direction, outcome, summary)."""

    name: str
    company: str | None
    title: str | None
    mobile: str | None
    owner: str | None
    status: str
    source: str
    age: float
    stage: str = "RAW"
    calls: tuple[tuple[float, str, str, str | None, str], ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


CALLED = "已接通，确认是设备停机的问题，愿意再聊。"
SEEDS = (
    Seed("罗启明", "深圳市启明精密制造有限公司", "生产总监", "13800210001", "zhangsan", "PENDING", "官网表单", 0.02, "MQL",
         more={"intent": "HIGH", "email": "luo@qiming.example", "industry": "制造业", "region": "广东省深圳市"}),
    Seed("梁雪", "广州海川食品有限公司", "设备主管", "13800210002", "zhangsan", "PENDING", "行业展会", 0.6,
         more={"intent": "MEDIUM", "industry": "制造业", "region": "广东省广州市", "source_detail": "2026 工博会 A3 展位"}),
    Seed("何志强", "东莞鸿运电子股份有限公司", "总经理", "13800210003", "zhangsan", "WORKING", "口碑推荐", 6, "SQL",
         (
             (5, "CALL", "OUTBOUND", "CONNECTED", CALLED),
             (2, "VISIT", "OUTBOUND", "POSITIVE", "到厂看了两条产线，总经理确认今年有预算，年底前要上。"),
         ),
         {"intent": "HIGH", "industry": "制造业", "region": "广东省东莞市", "buying_role": "DECISION_MAKER",
          "awareness_stage": "HESITATING", "attitude": "INTERESTED", "lead_state": "OPPORTUNITY",
          "problems": ["设备停机时间长", "产线数据靠手工汇总"], "budget": Decimal("350000"), "budget_currency": "CNY",
          "budget_approved": True, "purchase": 40}),
    Seed("吴佳", "佛山新丰陶瓷有限公司", "IT 经理", "13800210004", "zhangsan", "WORKING", "线上研讨会", 9,
         calls=(
             (8, "CALL", "OUTBOUND", "NOT_CONNECTED", "第一次没有接通。"),
             (7, "CALL", "OUTBOUND", "CONNECTED", "对数据平台感兴趣，目前在用友商系统。"),
         ),
         more={"intent": "MEDIUM", "industry": "制造业", "region": "广东省佛山市", "awareness_stage": "SEEKING_NOT_US",
               "incumbent": "远航数据", "problems": ["多工厂数据不通"], "buying_role": "TECHNICAL"}),
    Seed("邓敏", "惠州天盛医疗器械有限公司", "采购经理", "13800210005", "zhangsan", "NURTURING", "官网表单", 38,
         calls=((30, "CALL", "OUTBOUND", "NEUTRAL", "今年没有计划，明年再看。"),),
         more={"intent": "LOW", "industry": "医疗", "region": "广东省惠州市", "awareness_stage": "AWARE_NO_ACTION"}),
    Seed("彭涛", "珠海蓝湾物流有限公司", "运营总监", "13800210006", "zhangsan", "INVALID", "广告投放", 21,
         more={"invalid_reason": "EMPTY_NUMBER", "industry": "物流", "region": "广东省珠海市"}),
    Seed("许文博", "深圳市云桥软件有限公司", "副总裁", "13800210007", "lisi", "PENDING", "电话咨询", 0.2,
         more={"intent": "HIGH", "industry": "软件", "region": "广东省深圳市", "phone": "0755-26661234转801"}),
    Seed("沈洁", "中山明德照明有限公司", "厂长", "13800210008", "lisi", "WORKING", "行业展会", 4,
         calls=((3, "CALL", "INBOUND", "CONNECTED", "客户来电询问价格和案例。"),),
         more={"intent": "HIGH", "industry": "制造业", "region": "广东省中山市", "awareness_stage": "HESITATING",
               "problems": ["能耗成本上升"], "buying_role": "ECONOMIC", "budget": Decimal("180000"), "budget_currency": "CNY"}),
    Seed("曾国华", "江门力达机械有限公司", "设备主管", "13800210009", "lisi", "WORKING", "口碑推荐", 12,
         calls=((11, "MAIL", "OUTBOUND", None, "发送了预测性维护的案例。"),),
         more={"intent": "MEDIUM", "industry": "制造业", "region": "广东省江门市"}),
    Seed("袁芳", "广州优品零售有限公司", "信息总监", "13800210010", "lisi", "NURTURING", "官网表单", 55,
         more={"intent": "LOW", "industry": "零售", "region": "广东省广州市"}),
    Seed("江一帆", "苏州博锐自动化有限公司", "技术总监", "13800210011", "wangwu", "PENDING", "官网表单", 0.4, "MQL",
         more={"intent": "HIGH", "industry": "制造业", "region": "江苏省苏州市"}),
    Seed("顾晓燕", "杭州云杉能源有限公司", "采购经理", "13800210012", "wangwu", "WORKING", "线上研讨会", 8,
         calls=((7, "MEETING", "OUTBOUND", "POSITIVE", "线上演示，客户提出能耗监测需求。"),),
         more={"intent": "HIGH", "industry": "能源", "region": "浙江省杭州市", "problems": ["能耗成本上升"]}),
    Seed("陆建国", "上海远洋物流有限公司", "总经理", "13800210013", "wangwu", "WORKING", "行业展会", 15,
         calls=((14, "CALL", "OUTBOUND", "NEGATIVE", "已签友商三年合同，明确拒绝。"),),
         more={"intent": "LOW", "industry": "物流", "region": "上海市", "awareness_stage": "SEEKING_NOT_US",
               "attitude": "REFUSING", "lead_state": "REPELLENT"}),
    Seed("韩雪峰", "无锡太湖泵业有限公司", "设备主管", "13800210024", "wangwu", "INVALID", "电话咨询", 95,
         calls=((93, "CALL", "OUTBOUND", "NEGATIVE", "今年不再上新系统。"),),
         more={"invalid_reason": "NO_NEED", "industry": "制造业", "region": "江苏省无锡市"}),
    Seed("邵婷", "常州金坛纺织有限公司", "生产总监", "13800210025", "wangwu", "INVALID", "官网表单", 68,
         calls=((66, "CALL", "OUTBOUND", "CONNECTED", "需要的是织机控制系统，我们不做。"),),
         more={"invalid_reason": "CANNOT_SOLVE", "industry": "制造业", "region": "江苏省常州市"}),
    Seed("骆明", "合肥晶科光伏有限公司", "总工程师", "13800210026", "wangwu", "INVALID", "广告投放", 41,
         more={"invalid_reason": "NOT_CONNECTED", "industry": "能源", "region": "安徽省合肥市"}),
    Seed("唐伟", "南通海工装备有限公司", "设备经理", "13800210027", "wangwu", "NURTURING", "电话咨询", 155,
         calls=((140, "CALL", "OUTBOUND", "NEUTRAL", "明年预算下来再谈。"),),
         more={"intent": "LOW", "industry": "制造业", "region": "江苏省南通市", "problems": ["设备停机时间长"]}),
    Seed("白静", "南京启航教育科技有限公司", "行政总监", "13800210014", None, "UNASSIGNED", "官网表单", 0.1,
         more={"industry": "教育", "region": "江苏省南京市", "email": "bai@qihang.example", "pool": "east"}),
    Seed("康勇", "厦门海纳光电有限公司", "生产总监", "13800210015", None, "UNASSIGNED", "广告投放", 0.3,
         more={"intent": "MEDIUM", "industry": "制造业", "region": "福建省厦门市", "pool": "east"}),
    Seed("贺磊", "青岛安捷食品有限公司", "设备主管", "13800210016", "moli", "NURTURING", "线上研讨会", 26,
         more={"intent": "LOW", "industry": "制造业", "region": "山东省青岛市"}),
    Seed("方圆", "深圳市恒达客户样板厂", "厂长", "13800210017", None, "UNASSIGNED", "伙伴推荐", 1.2,
         more={"industry": "制造业", "region": "广东省深圳市", "partner": "hengda"}),
    Seed("谭丽华", "深圳市晶瑞光学有限公司", "采购经理", "13800210019", None, "UNASSIGNED", "官网表单", 0.08,
         more={"intent": "HIGH", "industry": "制造业", "region": "广东省深圳市", "email": "tan@jingrui.example", "pool": "south"}),
    Seed("苏建业", "广州建业钢结构有限公司", "总工程师", "13800210020", None, "UNASSIGNED", "行业展会", 0.7,
         more={"intent": "MEDIUM", "industry": "建筑", "region": "广东省广州市", "wechat": "sujianye", "pool": "south"}),
    Seed("廖琳", "南宁绿源饮料有限公司", "设备主管", "13800210021", None, "UNASSIGNED", "内容下载", 2.5,
         more={"industry": "食品饮料", "region": "广西南宁市", "email": "liao@lvyuan.example", "pool": "south"}),
    Seed("温志远", "珠海航宇配件有限公司", "生产总监", "13800210022", None, "UNASSIGNED", "口碑推荐", 16,
         more={"intent": "LOW", "industry": "制造业", "region": "广东省珠海市", "pool": "south", "returned": ("zhouliu", 1.5)}),
    Seed("丁宇", "宁波海天轴承有限公司", "设备经理", "13800210023", None, "UNASSIGNED", "搜索推广", 0.9,
         more={"intent": "MEDIUM", "industry": "制造业", "region": "浙江省宁波市", "pool": "east"}),
    # The same company as 何志强's, entered before him.
    Seed("何总", "东莞鸿运电子有限公司", None, None, "zhangsan", "NURTURING", "口碑推荐", 40,
         more={"intent": "LOW", "region": "广东省东莞市", "wechat": "he-hongyun"}),
)  # fmt: skip
EMPTY: dict[str, Any] = {
    "title": None, "phone": None, "email": None, "industry": None, "region": None, "source_detail": None, "intent": None,
    "buying_role": None, "awareness_stage": None, "attitude": None, "incumbent": None, "lead_state": None, "problems": [],
    "budget": None, "budget_currency": None, "budget_approved": False, "invalid_reason": None,
    "wechat": None,
}  # fmt: skip


def fill_leads(company: Company, market: Market, campaigns: Campaigns, pools: dict[str, UUID]) -> None:
    """The leads of the small demo, and one that has become a customer of 张三's."""
    for seed in SEEDS:
        _lead(company, seed, campaigns, pools)
    account, people = market.accounts["zhangsan"][0]
    won = Seed("赵敏捷", "深圳市敏捷装备有限公司", "总经理", "13800210018", "zhangsan", "CONVERTED", "行业展会", 60, "SQL",
               more={"account_id": account, "contact_id": people[0], "converted": 45, "region": "广东省深圳市"})  # fmt: skip
    _lead(company, won, campaigns, pools)


# Who got a lead by which rule, of these people; the others were entered by whoever has them.
RULED = {
    "罗启明": ("华南高意向", ("张三", "李四")), "许文博": ("华南高意向", ("张三", "李四")), "江一帆": ("华东", ("王五",)),
}  # fmt: skip


def _ruled(company: Company, seed: Seed, lead: UUID, made: datetime) -> None:
    """The log of a lead that was given to its owner by a rule."""
    rule, people = RULED[seed.name]
    chosen = next(person.name for person in CAST if person.key == seed.owner)
    tried = [{"rule": rule, "chosen": chosen, "candidates": [{"name": one} for one in people]}]
    company.rows.add(
        "assignment_log", lead_id=lead, outcome="ASSIGNED", rule_id=company.rules[rule], rule_name=rule, rule_version=1,
        owner_id=company.people[str(seed.owner)], captured_at=made, decided_at=made + timedelta(milliseconds=180),
        latency_ms=180, tried=tried,
    )  # fmt: skip


def _lead(company: Company, seed: Seed, campaigns: Campaigns, pools: dict[str, UUID]) -> UUID:
    rows, more, origin = company.rows, dict(seed.more), campaigns.of(seed.source)
    made, owner = rows.ago(seed.age), company.people[seed.owner] if seed.owner else None
    partner, purchase, converted = more.pop("partner", None), more.pop("purchase", None), more.pop("converted", None)
    pool, (former, back) = pools.get(more.pop("pool", "")), more.pop("returned", (None, 0))
    answers = [call for call in seed.calls if call[2] == "OUTBOUND" or call[1] == "CALL"]
    is_sales = seed.owner not in (None, "moli")
    key = rows.add(
        "lead",
        **{
            **EMPTY,
            **dict.fromkeys(("account_id", "contact_id", "deal_id")),
            **more,
            "name": seed.name,
            "company_name": seed.company,
            "company_key": name_key(seed.company or ""),
            "title": seed.title,
            "mobile": seed.mobile,
            "mobile_key": phone_key(seed.mobile),
            "phone_key": line_key(more.get("phone")),
            "email_key": email_key(more.get("email")),
            "source": seed.source,
            **origin,
            "status": seed.status,
            "stage": seed.stage,
            "purchase_by": (rows.now + timedelta(days=purchase)).date() if purchase else None,
            "partner_id": company.partners[partner] if partner else None,
            "owner_id": owner,
            "department_id": company.department_of(seed.owner) if seed.owner else None,
            "pool_id": pool,
            "pooled_at": None if pool is None else rows.ago(back) if former else made,
            "return_count": 1 if former else 0,
            "owner_since": made if owner else None,
            "assigned_at": made if owner else None,
            "first_response_at": rows.ago(answers[0][0]) if answers else None,
            "last_follow_up_at": rows.ago(answers[-1][0]) if answers else None,
            "mql_at": made if seed.stage != "RAW" else None,
            "accepted_at": made if is_sales and seed.stage != "MQL" else None,
            "sql_at": rows.ago(seed.age / 3) if seed.stage == "SQL" else None,
            "converted_at": rows.ago(converted) if converted else None,
            "created_at": made,
            "updated_at": rows.ago(min(seed.age, answers[-1][0] if answers else seed.age)),
        },
    )
    rows.add(
        "lead_touch", lead_id=key, is_first=True, at=made, source=seed.source, source_detail=more.get("source_detail"),
        company_name=seed.company, name=seed.name, by_id=owner or company.people["moli"], **origin,
    )  # fmt: skip
    if origin["campaign_id"]:
        status = "ATTENDED" if seed.status in ("WORKING", "CONVERTED") else "REGISTERED"
        rows.add(
            "campaign_member", campaign_id=origin["campaign_id"], lead_id=key, contact_id=more.get("contact_id"),
            status=status, status_at=made, is_automatic=True,
        )  # fmt: skip
    if owner:
        _had(company, key, None, owner, "created", made)
    if seed.name in RULED:
        _ruled(company, seed, key, made)
    if former:
        _had(company, key, None, company.people[former], "claimed", made + timedelta(days=1))
        _had(company, key, company.people[former], None, "returned", rows.ago(back), "NO_RESPONSE 打了三次都没有接通")
    for days, kind, direction, outcome, summary in seed.calls:
        activity = rows.add(
            "activity", kind=kind, direction=direction, outcome=outcome, summary=summary, occurred_at=rows.ago(days),
            owner_id=owner, lead_id=key, created_at=rows.ago(days), updated_at=rows.ago(days),
        )  # fmt: skip
    if seed.stage == "SQL" and seed.calls:
        for item in ("BUDGET", "AUTHORITY", "NEED", "TIMELINE"):
            rows.add("lead_evidence", lead_id=key, item=item, activity_id=activity, confirmed_by_id=owner)
    return key


def _had(
    company: Company,
    lead: UUID,
    before: UUID | None,
    after: UUID | None,
    cause: str,
    at: datetime,
    reason: str | None = None,
) -> None:
    company.rows.add(
        "ownership_change", lead_id=lead, from_owner_id=before, to_owner_id=after, actor_id=before or after, cause=cause, reason=reason,
        at=at,
    )  # fmt: skip
