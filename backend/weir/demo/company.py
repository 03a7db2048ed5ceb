"""The people, pipelines and products of the demo company."""

from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from weir.accounts.actions import name_key
from weir.calendars.official import YEARS, official_days
from weir.catalog.ids import encode
from weir.demo.people import CAST, DEPARTMENTS, PARTNERS
from weir.demo.rows import Rows
from weir.pipelines.templates import TEMPLATES

PRODUCTS = (
    ("P-100", "智能网关 G1", "网关", "台", "4800", "2600"),
    ("P-110", "智能网关 G2 Pro", "网关", "台", "8600", "4700"),
    ("P-200", "设备云平台(年)", "软件", "套", "60000", "9000"),
    ("P-210", "预测性维护模块(年)", "软件", "套", "38000", "5200"),
    ("P-300", "现场实施", "服务", "人天", "2500", "1400"),
    ("P-310", "驻场运维(年)", "服务", "套", "96000", "61000"),
)


class Company:
    """The keys of what was made, by name."""

    def __init__(self, rows: Rows, password_hash: str):
        self.rows = rows
        self.departments: dict[str, UUID] = {}
        self.people: dict[str, UUID] = {}
        self.partners: dict[str, UUID] = {}
        self.stages: dict[str, list[UUID]] = {}
        self.pipelines: dict[str, UUID] = {}
        self.rules: dict[str, UUID] = {}
        self.products: list[tuple[UUID, str]] = []
        self.calendar = _calendar(rows)
        rows.add(
            "organisation",
            calendar_id=self.calendar,
            name="鱼梁示范公司",
            base_currency="CNY",
            time_zone="Asia/Shanghai",
            locale="ZH_CN",
            fiscal_year_start=1,
        )
        paths: dict[str, list[UUID]] = {}
        for key, (name, parent) in DEPARTMENTS.items():
            made = rows.add("department", name=name, parent_id=self.departments.get(parent or ""))
            self.departments[key] = made
            paths[key] = [*paths.get(parent or "", []), made]
            rows.tables["department"][-1]["path"] = paths[key]
        for person in CAST:
            self._person(person, password_hash)
        for template in ("P_A", "P_B", "P_C"):
            self._pipeline(template)
        for code, name, family, unit, price, cost in PRODUCTS:
            made = rows.add(
                "product",
                code=code,
                name=name,
                family=family,
                unit=unit,
                list_price=price,
                cost=cost,
                currency="CNY",
                is_active=True,
            )
            self.products.append((made, price))
        for currency, rate in (("USD", "7.10"), ("EUR", "7.75"), ("HKD", "0.91")):
            rows.add("exchange_rate", currency=currency, rate=rate, valid_from=rows.ago(400).date())
        team = rows.add("team", name="大客户组", region="全国")
        for key in ("zhangsan", "wangwu"):
            rows.link("team_member", team_id=team, user_id=self.people[key])
        rows.add(
            "leave",
            user_id=self.people["lisi"],
            starts_at=rows.ago(-12),
            ends_at=rows.ago(-15),
            cover_user_id=self.people["zhangsan"],
            note="年假",
        )

    def _person(self, person: Any, password_hash: str) -> None:
        rows = self.rows
        self.people[person.key] = rows.add(
            "user",
            email=person.email,
            name=person.name,
            title=person.title,
            department_id=self.departments[person.department],
            manager_id=self.people.get(person.manager or ""),
            locale=person.locale,
            theme="SYSTEM",
            is_active=person.is_active,
            deactivated_at=None if person.is_active else rows.ago(20),
            password_hash=password_hash,
        )
        for role in person.roles:
            rows.link("user_role", user_id=self.people[person.key], role=role)

    def _pipeline(self, template: str) -> None:
        one = TEMPLATES[template]
        key = self.rows.add(
            "pipeline",
            code=one["code"],
            name_zh=one["name_zh"],
            name_en=one["name_en"],
            position=len(self.pipelines),
            is_active=True,
        )
        self.pipelines[template] = key
        self.stages[template] = []
        for position, stage in enumerate(one["stages"]):
            lists = {
                name: Jsonb(stage.get(name, []))
                for name in ("required_fields", "entry_criteria", "exit_criteria", "required_actions", "enter_actions")
            }
            made = self.rows.add(
                "stage",
                pipeline_id=key,
                position=position,
                name_zh=stage["name_zh"],
                name_en=stage["name_en"],
                type=stage["type"],
                probability=stage["probability"],
                forecast_category=stage["forecast_category"],
                dwell_limit_days=stage.get("dwell_limit_days"),
                idle_limit_days=stage.get("idle_limit_days"),
                definition_zh=stage.get("definition_zh"),
                definition_en=stage.get("definition_en"),
                is_optional=stage.get("is_optional", False),
                **lists,
            )
            self.stages[template].append(made)

    def assignment_rules(self) -> None:
        """Hot leads of the south in turn, those of the east to 王五, those of Hainan through 恒达; what else comes in waits.

        The rule for what comes after hours stands ready and is not in use.
        """
        east = [{"region": {"startsWith": place}} for place in ("上海", "江苏", "浙江")]
        south = {"and": [{"region": {"startsWith": "广东"}}, {"intent": {"in": ["HIGH"]}}]}
        island = {"region": {"startsWith": "海南"}}
        night = {"cameInHours": {"hasNone": [encode("work_calendar", self.calendar)]}}
        for position, (name, condition, people, strategy, partner) in enumerate(
            (
                ("华南高意向", south, ("zhangsan", "lisi"), "ROUND_ROBIN", None),
                ("华东", {"or": east}, ("wangwu",), "FIXED", None),
                ("海南（渠道）", island, (), "FIXED", "hengda"),
                ("下班后进线", night, ("zhangsan", "lisi", "wangwu"), "LEAST_LOADED", None),
            )
        ):
            self.rules[name] = self.rows.add(
                "assignment_rule",
                name=name,
                position=position,
                condition=condition,
                is_active=condition is not night,
                target="PARTNER" if partner else "MEMBERS",
                partner_id=self.partners[partner] if partner else None,
                members=Jsonb([{"userId": encode("user", self.people[key]), "weight": 1} for key in people]),
                strategy=strategy,
            )

    def partner_accounts(self) -> None:
        """The two partner companies, owned by the director."""
        for key, name in PARTNERS.items():
            self.partners[key] = account(self, name, "zhao", "PARTNER", "软件", "广东省深圳市")

    def link_partners(self, connection: psycopg.Connection[Any]) -> None:
        """Binds the partner users to their companies, which were written after them."""
        for person in CAST:
            if person.partner:
                values = [self.partners[person.partner], self.people[person.key]]
                connection.execute('update "user" set partner_id = %s where id = %s', values)

    def department_of(self, key: str) -> UUID:
        """The department of a member of the cast."""
        return next(self.departments[person.department] for person in CAST if person.key == key)


def _calendar(rows: Rows) -> UUID:
    """Nine to six on weekdays, with the official holidays from last year on."""
    week = [[["09:00", "18:00"]]] * 5 + [[], []]
    key = rows.add("work_calendar", name="标准工作日历", hours=Jsonb(week))
    for year in YEARS:
        for one in official_days(year) if year >= rows.now.year - 1 else ():
            rows.add("calendar_day", calendar_id=key, day=one.day, kind=one.kind.value, name=one.name)
    return key


def account(company: Company, name: str, owner: str, kind: str, industry: str, region: str, **more: Any) -> UUID:
    """One account of the demo company."""
    return company.rows.add(
        "account",
        name=name,
        name_key=name_key(name),
        type=kind,
        industry=industry,
        region=region,
        owner_id=company.people[owner],
        department_id=company.department_of(owner),
        phone=more.get("phone"),
        employees=more.get("employees"),
        partner_id=more.get("partner_id"),
        tags=more.get("tags", []),
        created_at=company.rows.ago(more.get("age", 200)),
        updated_at=company.rows.ago(more.get("touched", 5)),
        last_interaction_at=company.rows.ago(more.get("touched", 5)),
        owner_since=company.rows.ago(more.get("age", 200)),
        last_follow_up_at=company.rows.ago(more.get("touched", 5)),
    )
