"""The campaigns of the demo company: a fair and a webinar that brought some of its leads, with what they cost day by day."""

import secrets
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from weir.campaigns.spreading import spread
from weir.demo.company import Company
from weir.intake.actions import new_key
from weir.intake.form_actions import usual_fields
from weir.intake.link_actions import ALPHABET, LENGTH

# The channel of a lead, by the source people wrote down.
CHANNELS = {
    "行业展会": "trade_show",
    "官网表单": "website",
    "线上研讨会": "webinar",
    "广告投放": "ads",
    "电话咨询": "hotline",
    "口碑推荐": "referral",
    "伙伴推荐": "partner",
    "企业微信": "wecom",
}
# Code of the channel: name, type, status, began so many days ago, days, cost, what for.
CAMPAIGNS: dict[str, dict[str, Any]] = {
    "trade_show": {
        "name": "华南工业自动化展", "type": "TRADE_SHOW", "status": "COMPLETED", "ago": 62, "days": 4,
        "costs": ((Decimal("48000"), "展位与搭建"), (Decimal("12600"), "差旅与物料")), "budget": "65000", "expected": 20,
        "link": "3 号馆展位海报",
    },
    "webinar": {
        "name": "预测性维护线上研讨会", "type": "WEBINAR", "status": "ACTIVE", "ago": 30, "days": 30,
        "costs": ((Decimal("9000"), "推广投放"),), "budget": "15000", "expected": 30, "link": "邀请邮件",
    },
}  # fmt: skip


class Campaigns:
    """The channels every database has, and the campaigns of the demo company, by the code of their channel."""

    def __init__(self, company: Company, connection: psycopg.Connection[Any]):
        self.channels: dict[str, UUID] = dict(connection.execute("select code, id from channel").fetchall())
        self.keys = {code: _campaign(company, self.channels[code], one) for code, one in CAMPAIGNS.items()}
        _doors(company, self.keys["webinar"], self.channels["website"])

    def of(self, source: str | None) -> dict[str, UUID | None]:
        """The columns of a lead or a touch with this source."""
        code = CHANNELS.get(source or "")
        return {"channel_id": self.channels.get(code or ""), "campaign_id": self.keys.get(code or "")}


def _doors(company: Company, campaign: UUID, channel: UUID) -> None:
    """An address for leads of the website, and a published form."""
    company.rows.add(
        "lead_source", name="官网咨询", key=new_key(), kind="API", source="官网表单", channel_id=channel, campaign_id=None,
        needs_consent=False, consent_text=None,
        fields=[{"field": one, "required": one != "companyName"} for one in ("name", "mobile", "companyName")],
    )  # fmt: skip
    source = company.rows.add(
        "lead_source", name="预约演示", key=new_key(), kind="FORM", source="官网表单", channel_id=channel, campaign_id=campaign,
        needs_consent=True, consent_text="我同意贵公司为回复本次咨询而使用以上信息。", fields=Jsonb([]),
    )  # fmt: skip
    question = {
        "name": "q1", "kind": "CHOICE", "labelZh": "设备数量", "labelEn": "How many machines?", "required": False,
        "options": ["10 台以下", "10-50 台", "50 台以上"],
    }  # fmt: skip
    company.rows.add(
        "web_form", name="预约演示", key=new_key(), source_id=source, status="PUBLISHED", theme="SYSTEM", accent="TEAL",
        fields=[*usual_fields(), question], title_zh="预约一次产品演示", title_en="See it at work",
        intro_zh="留下联系方式，我们会在一个工作日内与您联系。", intro_en="Leave your number and we will call within a working day.",
    )  # fmt: skip


def _campaign(company: Company, channel: UUID, one: dict[str, Any]) -> UUID:
    rows, owner = company.rows, company.people["moli"]
    first = rows.ago(one["ago"]).date()
    last = first + timedelta(days=one["days"] - 1)
    key = rows.add(
        "campaign", name=one["name"], type=one["type"], status=one["status"], channel_id=channel, starts_on=first,
        ends_on=last, budget=one["budget"], budget_currency="CNY", expected_leads=one["expected"], owner_id=owner,
        created_by_id=owner, created_at=rows.ago(one["ago"] + 20), updated_at=rows.ago(one["ago"]),
    )  # fmt: skip
    rows.add(
        "tracking_link", name=one["link"], code="".join(secrets.choice(ALPHABET) for _ in range(LENGTH)), campaign_id=key,
        target_url="https://www.weir.example/demo", channel_id=channel, utm_source=one["type"].lower(), created_by_id=owner,
    )  # fmt: skip
    for total, note in one["costs"]:
        for day, spent in spread(total, first, last):
            rows.add(
                "campaign_cost", campaign_id=key, day=day, spent=spent, currency="CNY", fx_rate=1, base_spent=spent,
                note=note, created_by_id=owner,
            )  # fmt: skip
    return key
