"""The demo's market: it invents customers and deals, the same ones every time."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from weir.demo.company import Company, account
from weir.demo.words import FIRST, GIVEN, INDUSTRIES, NAMES, NEEDS, PLACES, SECOND, SURNAMES, TITLES

PROBABILITIES = (10, 30, 50, 80)


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
        if reached:
            # First contact took some weeks: the pipeline of a month ago was not empty.
            stay[0] += 20 + amount // 10_000 * 7 % 40
        ended = more.get("ended") or (rng.randint(3, 120) if stage >= 4 else 0)
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
        if stage in (2, 3):
            self._lines(key, base)
        elif stage == 4:
            self._sold(key, base)
        return key

    def _lines(self, key: UUID, amount: Decimal) -> None:
        """What was offered: two products that are worth the deal together."""
        company, turn = self.company, len(self.company.rows.tables["deal"])
        parts = (amount * 7 / 10, amount * 3 / 10)
        for place, (part, quantity) in enumerate(zip(parts, ((2, 10), (5, 20))[turn % 2], strict=True)):
            company.rows.add(
                "deal_line",
                deal_id=key,
                product_id=company.products[(turn + place) % len(company.products)][0],
                position=place,
                quantity=Decimal(quantity),
                unit_price=part / quantity,
                discount=Decimal(0),
                total=part,
                currency="CNY",
            )

    def _sold(self, key: UUID, amount: Decimal) -> None:
        """What was bought: gateways at about their price, and the work to set them up; what both cost us is known."""
        gateway, work = self.company.products[0], self.company.products[4]
        for place, ((product, price), part) in enumerate(((gateway, amount * 7 / 10), (work, amount * 3 / 10))):
            quantity = max(1, round(part / Decimal(price)))
            self.company.rows.add(
                "deal_line",
                deal_id=key,
                product_id=product,
                position=place,
                quantity=Decimal(quantity),
                unit_price=round(part / quantity, 4),
                discount=Decimal(0),
                total=part,
                currency="CNY",
            )

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
                        "沟通了现场情况，客户认可方向。",
                        "确认了预算和时间表。",
                        "演示了看板，客户提出两点修改。",
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
