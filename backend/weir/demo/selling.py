"""What the demo company knows about its customers' problems: the table, the cases that prove it, and what solving them is worth."""

from uuid import UUID

from weir.demo.rows import Rows

# Name: industry, role, traits, harm, answer.
PROBLEMS: dict[str, tuple[str | None, str | None, list[str], str, str]] = {
    "设备停机时间长": (
        "制造业", "生产总监", ["连续生产"], "一条产线停一小时少产 2–5 万元，交期被罚，计划天天改。",
        "网关采集振动与电流，提前 7–14 天预警轴承与电机故障。",
    ),
    "产线数据靠手工汇总": (
        "制造业", "总经理", [], "日报隔天才有，数字对不上，开会先吵数据。", "设备云平台自动采集，班次报表下班即出。",
    ),
    "多工厂数据不通": ("制造业", "IT", ["多工厂"], "集团看不到各厂真实产能，重复投资。", "统一数据模型，各厂一张网，一个口径。"),
    "维修靠老师傅经验": ("制造业", "设备", [], "老师傅退休，故障判断没人接得住。", "故障知识库与诊断建议，新人也能判断。"),
    "能耗成本上升": (None, None, ["高耗能"], "电费占成本 10% 以上，高峰用电没人管。", "按设备、班次计量，自动给出错峰与节能建议。"),
    "冷链温度无法追溯": ("物流", "运营", ["冷链"], "温度超标到货才发现，整车赔付。", "车载网关实时上报，超限立刻告警，全程可追溯。"),
}  # fmt: skip
# Title, customer, industry, role, traits, result, story, problems.
CASES = (
    (
        "精密零件厂：停机时间减少 38%", "东莞某精密零件厂", "制造业", "生产", ["连续生产"], "年停机由 412 小时降到 255 小时",
        "东莞一家 600 人的精密零件厂，以前每月因主轴故障停机 30 多小时。上线预测性维护 3 个月后，提前发现了 11 次轴承异常，"
        "全部安排在换班时更换。一年下来停机减少 38%,准时交付率由 91% 升到 97%。", ("设备停机时间长", "维修靠老师傅经验"),
    ),
    (
        "食品集团：四个工厂一张报表", "华南某食品集团", "制造业", "总经理", ["多工厂"], "月报由 6 天缩短到当天",
        "一家有四个工厂的食品集团，过去每月 6 日才拿得到合并产量。我们把四厂 230 台设备接入同一平台，当天早会就能看到昨天的产量与良率。",
        ("产线数据靠手工汇总", "多工厂数据不通"),
    ),
    (
        "照明企业：电费一年省 61 万元", "中山某照明企业", None, None, ["高耗能"], "用电成本下降 14%",
        "一家照明企业按设备与班次计量用电后，发现空压机夜间空转占 9%。调整开停与错峰后，"
        "一年电费由 436 万元降到 375 万元。", ("能耗成本上升",),
    ),
    (
        "冷链车队：赔付归零", "华东某冷链车队", "物流", "运营", ["冷链"], "温度赔付由每年 80 万元降到 0",
        "120 辆冷藏车装上车载网关后，超温 3 分钟内通知司机与调度，两年没有再发生整车赔付。", ("冷链温度无法追溯",),
    ),
)  # fmt: skip
# Problem, benefit, number, proof, industry.
VALUES = (
    ("设备停机时间长", "减少非计划停机", "−38%", "东莞某精密零件厂，一年对比，停机记录可查。", "制造业"),
    ("设备停机时间长", "备件库存下降", "−22%", "按预警采购，不再按最坏情况囤货；3 家客户平均。", "制造业"),
    ("产线数据靠手工汇总", "统计工时节省", "每月 120 小时", "食品集团四厂，统计岗由 5 人减为 2 人。", "制造业"),
    ("多工厂数据不通", "合并报表提前", "6 天 → 当天", "食品集团，上线前后对比。", "制造业"),
    ("能耗成本上升", "单位产值电费下降", "−14%", "中山某照明企业，供电局账单。", None),
    ("冷链温度无法追溯", "温度赔付减少", "−100%", "华东某冷链车队，两年理赔记录。", "物流"),
)  # fmt: skip


def fill_selling(rows: Rows) -> None:
    """The tables of the demo company; the plays are those every database has."""
    problems: dict[str, UUID] = {}
    for name, (industry, role, traits, harm, answer) in PROBLEMS.items():
        problems[name] = rows.add(
            "problem_entry", name=name, industry=industry, role=role, traits=traits, harm=harm, answer=answer,
        )  # fmt: skip
    for title, customer, industry, role, traits, result, story, shown in CASES:
        case = rows.add(
            "success_case", title=title, customer=customer, industry=industry, role=role, traits=traits, result=result, story=story,
        )  # fmt: skip
        for name in shown:
            rows.link("case_problem", case_id=case, problem_id=problems[name])
    for name, benefit, number, proof, industry in VALUES:
        rows.add(
            "value_entry", problem_id=problems[name], benefit=benefit, number=number, proof=proof, industry=industry
        )
