"""Deals of the demo company. The open ones of 张三 and 李四 reproduce the manager's table (fixture F2 of the domain)."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from weir.deals.rank import spread
from weir.demo.company import Company, account

INDUSTRIES = ("制造业", "软件", "医疗", "零售", "物流", "能源", "教育", "金融")
PLACES = ("广东省深圳市", "广东省广州市", "广东省佛山市", "上海市", "江苏省苏州市", "浙江省杭州市", "福建省厦门市")
FIRST = (
    "华创",
    "鼎盛",
    "恒通",
    "中科",
    "瑞丰",
    "金辉",
    "博远",
    "天合",
    "新宇",
    "海纳",
    "东方",
    "力拓",
    "明德",
    "致远",
    "启航",
    "安捷",
)
SECOND = ("科技", "制造", "医疗器械", "物流", "智能装备", "新材料", "电子", "能源", "软件", "食品", "自动化", "光电")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗"
GIVEN = (
    "伟",
    "芳",
    "娜",
    "敏",
    "静",
    "磊",
    "洋",
    "艳",
    "勇",
    "杰",
    "涛",
    "明",
    "霞",
    "平",
    "刚",
    "建国",
    "志强",
    "晓燕",
    "文博",
    "思远",
)
TITLES = ("生产总监", "采购经理", "总经理", "IT 经理", "设备主管", "财务经理", "副总裁")
NEEDS = ("设备停机时间长,缺少预警", "产线数据靠手工汇总", "备件库存过高", "多工厂数据不通", "能耗成本上升")
NAMES = ("设备联网改造", "预测性维护", "产线看板", "数据平台升级", "网关采购", "二期扩容", "年度运维", "能耗监测")

# Rep: deals in 初步接触, 需求确认, 方案报价, 谈判; then (stage index, amount) of the deals dated this month.
F2: dict[str, tuple[tuple[int, int, int, int], tuple[tuple[int, int], ...]]] = {
    "zhangsan": ((15, 8, 5, 3), ((3, 100_000), (3, 80_000), (3, 60_000), (2, 150_000), (2, 90_000))),
    "lisi": ((10, 12, 4, 1), ((3, 150_000), (2, 160_000))),
}
PROBABILITIES = (10, 30, 50, 80)
# (rep, stage, how manieth there): days it has stayed, beyond the stage's limit; and what 陈经理 remarks on it.
STUCK: dict[tuple[str, int, int], tuple[int, str | None]] = {
    ("zhangsan", 1, 7): (23, None),
    ("zhangsan", 3, 2): (19, "@张三 停在谈判快三周了,这周约对方采购负责人见一面,需要我一起去就说。"),
    ("lisi", 1, 11): (26, "@李四 需求一直没有确认,先把预算范围问清楚。"),
    ("lisi", 2, 3): (30, None),
}


class Market:
    """Invents customers and deals, the same ones every time."""

    def __init__(self, company: Company, seed: int = 7):
        self.company = company
        self.random = random.Random(seed)
        self.names: set[str] = set()
        self.accounts: dict[str, list[tuple[UUID, list[UUID]]]] = {}

    def customer(self, owner: str, **more: Any) -> tuple[UUID, list[UUID]]:
        """An account with two or three contacts."""
        pick = self.random.choice
        while (name := f"{pick(FIRST)}{pick(SECOND)}") in self.names and len(self.names) < 180:
            pass
        self.names.add(name)
        place = pick(PLACES)
        city = place.split("省")[-1]
        made = account(
            self.company,
            f"{city}{name}有限公司",
            owner,
            "PROSPECT",
            pick(INDUSTRIES),
            place,
            phone=f"0755-{self.random.randint(20000000, 29999999)}",
            employees=pick((60, 120, 280, 450, 800, 1500)),
            tags=self.random.sample(["重点", "老客户介绍", "展会", "行业标杆"], self.random.randint(0, 2)),
            age=self.random.randint(60, 400),
            touched=self.random.randint(0, 40),
            **more,
        )
        people = [self.contact(made, owner, index == 0) for index in range(self.random.randint(2, 3))]
        self.accounts.setdefault(owner, []).append((made, people))
        return made, people

    def contact(self, account_id: UUID, owner: str, primary: bool) -> UUID:
        """A person at an account."""
        rng, rows = self.random, self.company.rows
        mobile = f"13{rng.randint(100_000_000, 999_999_999)}"
        return rows.add(
            "contact",
            name=f"{rng.choice(SURNAMES)}{rng.choice(GIVEN)}",
            title=rng.choice(TITLES),
            account_id=account_id,
            mobile=mobile,
            mobile_key=f"+86{mobile}",
            email=f"user{rng.randint(1000, 99999)}@example.cn",
            wechat=f"wx_{rng.randint(10000, 99999)}",
            is_primary=primary,
            owner_id=self.company.people[owner],
            department_id=self.company.department_of(owner),
        )

    def deal(self, owner: str, stage: int, amount: int, close: date | None, rank: str, **more: Any) -> UUID:
        """A deal of pipeline P-A in one of its four open stages (0-3), or closed (4 won, 5 lost), with its whole history."""
        rng, company, rows = self.random, self.company, self.company.rows
        customers = self.accounts[owner]
        account_id, people = more.pop("at", None) or rng.choice(customers)
        stages = company.stages["P_A"]
        reached = stage if stage < 4 else (3 if stage == 4 else rng.randint(0, 3))
        stay = [rng.randint(2, 12) for _ in range(reached + 1)]
        stay[-1] = more.get("stay") or stay[-1]
        ended = rng.randint(3, 120) if stage >= 4 else 0
        total = sum(stay) + ended
        entered = rows.ago(total)
        base = Decimal(amount)
        key = rows.add(
            "deal",
            name=f"{rng.choice(NAMES)}",
            account_id=account_id,
            pipeline_id=company.pipelines["P_A"],
            stage_id=stages[stage],
            status="OPEN" if stage < 4 else "WON" if stage == 4 else "LOST",
            amount=base,
            currency="CNY",
            fx_rate=Decimal(1),
            base_amount=base,
            probability=PROBABILITIES[stage] if stage < 4 else 100 if stage == 4 else 0,
            forecast_category=("PIPELINE", "PIPELINE", "BEST_CASE", "COMMIT", "CLOSED", "OMITTED")[stage],
            expected_close_date=close,
            closed_at=rows.ago(ended) if stage >= 4 else None,
            won_reason=rng.choice(("FIT", "PRICE", "RELATIONSHIP", "SERVICE")) if stage == 4 else None,
            lost_reason=rng.choice(("PRICE", "NO_BUDGET", "TIMING", "NO_RESPONSE")) if stage == 5 else None,
            source=rng.choice(("行业展会", "线上研讨会", "口碑推荐", "官网注册")),
            need=rng.choice(NEEDS),
            stage_entered_at=rows.ago(ended + (stay[-1] if stage < 4 else 0)),
            last_activity_at=rows.ago(ended + rng.uniform(0.2, 9)),
            rank=rank,
            owner_id=company.people[owner],
            department_id=company.department_of(owner),
            partner_id=more.get("partner_id"),
            created_at=entered,
            updated_at=rows.ago(ended + rng.uniform(0, 2)),
        )
        self._history(key, owner, stages, stay, stage, total, base)
        self._details(key, account_id, people, owner, ended, total)
        return key

    def _history(
        self, key: UUID, owner: str, stages: list[UUID], stay: list[int], stage: int, total: int, amount: Decimal
    ) -> None:
        rows, company, left = self.company.rows, self.company, float(total)
        before: UUID | None = None
        path = [*range(len(stay)), *([stage] if stage >= 4 else [])]
        for index, one in enumerate(path):
            entered = rows.ago(left)
            left -= stay[index] if index < len(stay) else 0
            is_last = index == len(path) - 1
            rows.add(
                "stage_visit",
                deal_id=key,
                from_stage_id=before,
                stage_id=stages[one],
                entered_at=entered,
                exited_at=(entered if stage >= 4 else None) if is_last else rows.ago(left),
                amount_at=amount,
                probability_at=(*PROBABILITIES, 100, 0)[one],
                owner_id=company.people[owner],
                actor_id=company.people[owner],
            )
            before = stages[one]
        rows.add(
            "ownership_change",
            deal_id=key,
            to_owner_id=company.people[owner],
            actor_id=company.people[owner],
            cause="created",
            at=rows.ago(total),
        )

    def _details(self, key: UUID, account_id: UUID, people: list[UUID], owner: str, ended: int, total: int) -> None:
        rng, rows, company = self.random, self.company.rows, self.company
        roles = rng.sample(("DECISION_MAKER", "USER", "TECHNICAL", "CHAMPION"), min(2, len(people)))
        for index, (person, role) in enumerate(zip(people, roles, strict=False)):
            rows.add("deal_contact", deal_id=key, contact_id=person, role=role, is_primary=index == 0)
        for _ in range(rng.randint(1, 3)):
            rows.add(
                "activity",
                kind=rng.choice(("CALL", "VISIT", "MEETING", "MAIL", "MESSAGE")),
                direction=rng.choice(("OUTBOUND", "INBOUND")),
                occurred_at=rows.ago(ended + rng.uniform(0.2, max(total - ended, 1))),
                duration_sec=rng.choice((None, 180, 600, 1800)),
                outcome=rng.choice(("CONNECTED", "POSITIVE", "NEUTRAL")),
                summary=rng.choice(
                    (
                        "沟通了现场情况,客户认可方向。",
                        "确认了预算和时间表。",
                        "演示了看板,客户提出两点修改。",
                        "约定下周再谈。",
                    )
                ),
                owner_id=company.people[owner],
                account_id=account_id,
                contact_id=rng.choice(people),
                deal_id=key,
            )
        if not ended and rng.random() < 0.6:
            rows.add(
                "task",
                title=rng.choice(("电话回访", "发送方案", "约见技术负责人", "确认报价")),
                kind=rng.choice(("CALL", "MAIL", "MEETING")),
                assignee_id=company.people[owner],
                due_at=_office_hour(rows.now, rng.choice((-2, -1, 0, 1, 3, 7)), len(rows.tables["task"])),
                priority=rng.choice(("NORMAL", "HIGH")),
                status="OPEN",
                account_id=account_id,
                deal_id=key,
            )


def _office_hour(now: datetime, days: int, turn: int) -> datetime:
    """Some full hour of a working day, so many days from now; what is due today is due at its end."""
    local = now.astimezone(ZoneInfo("Asia/Shanghai"))
    if days == 0:
        return local.replace(hour=18 if local.hour < 17 else 23, minute=0 if local.hour < 17 else 59, second=0)
    return (local + timedelta(days=days)).replace(hour=(9, 10, 14, 16)[turn % 4], minute=0, second=0, microsecond=0)


def fill(company: Company) -> Market:
    """The customers and deals of the small demo."""
    market, rows = Market(company), company.rows
    today = rows.now.astimezone(ZoneInfo("Asia/Shanghai")).date()
    month_end = (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    for owner, count in (("zhangsan", 9), ("lisi", 8), ("wangwu", 6), ("zhouliu", 2)):
        for _ in range(count):
            market.customer(owner)
    ranks = iter(spread(120))
    for owner, (counts, dated) in F2.items():
        wanted = list(dated)
        for stage, count in enumerate(counts):
            for place in range(count):
                stay, remark = STUCK.get((owner, stage, place), (None, None))
                this_month = next((one for one in wanted if one[0] == stage), None)
                if this_month:
                    wanted.remove(this_month)
                    amount, close = this_month[1], month_end
                else:
                    later = month_end + timedelta(days=market.random.randint(10, 120))
                    amount, close = market.random.randint(2, 30) * 10_000, later
                deal = market.deal(owner, stage, amount, close if stage else None, next(ranks), stay=stay)
                if remark:
                    _remark(market, owner, deal, remark)
    for owner, count in (("wangwu", 14), ("zhouliu", 3)):
        for _ in range(count):
            stage = market.random.randint(0, 3)
            market.deal(
                owner,
                stage,
                market.random.randint(3, 40) * 10_000,
                today + timedelta(days=market.random.randint(-10, 90)),
                next(ranks),
            )
    for owner in ("zhangsan", "lisi", "wangwu"):
        for stage in (4, 4, 4, 5, 5):
            market.deal(owner, stage, market.random.randint(3, 30) * 10_000, today, next(ranks))
    _partners(market, month_end, ranks)
    return market


def _remark(market: Market, owner: str, deal: UUID, body: str) -> None:
    """陈经理 mentions the owner of a deal, who has not read it yet."""
    company, rows = market.company, market.company.rows
    told, by, at = company.people[owner], company.people["chen"], rows.ago(0.15)
    comment = rows.add("comment", body=body, author_id=by, mentions=[told], deal_id=deal, created_at=at)
    rows.add("notification", user_id=told, kind="MENTION", actor_id=by, deal_id=deal, comment_id=comment, created_at=at)


def _partners(market: Market, close: date, ranks: Any) -> None:
    """Each partner's end customer with one deal."""
    company = market.company
    for key, owner in (("hengda", "wangwu"), ("lantian", "zhao")):
        customer = market.customer(owner, partner_id=company.partners[key])
        market.deal(
            owner, 1, 120_000, close + timedelta(days=30), next(ranks), at=customer, partner_id=company.partners[key]
        )
