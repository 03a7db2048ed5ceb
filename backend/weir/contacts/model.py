"""People at accounts."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from weir.catalog.declare import REQUIRED, Labelled, boolean, choice, day, link, moment, number, string, tags, text
from weir.catalog.registry import expose
from weir.consents.model import consent_fields
from weir.db.record import Customizable, Owned, Record, Voidable


class BirthdayCalendar(Labelled):
    """Which calendar a birthday follows."""

    SOLAR = "SOLAR", "公历", "Solar"
    LUNAR = "LUNAR", "农历", "Lunar"


class Contact(Record, Owned, Voidable, Customizable, table=True):
    """A person, usually at an account. Phone, mobile, e-mail and WeChat are masked for who does not work with them."""

    number: str = number("C", "contact_number")
    name: str = string("姓名", "Name", REQUIRED, max_length=100, writable=True, searchable=True)
    title: str | None = string("职务", "Title", max_length=100, writable=True)
    account_id: UUID | None = link("客户", "Account", "account", writable=True)
    mobile: str | None = string("手机", "Mobile", max_length=40, writable=True, guard="contact_data")
    mobile_key: str | None = Field(default=None, max_length=40, index=True, nullable=True)
    phone: str | None = string("电话", "Phone", max_length=40, writable=True, guard="contact_data")
    email: str | None = string("邮箱", "E-mail", max_length=254, writable=True, guard="contact_data")
    email_key: str | None = Field(default=None, max_length=254, index=True, nullable=True)
    wechat: str | None = string("微信", "WeChat", max_length=60, writable=True, guard="contact_data")
    birthday: date | None = day("生日", "Birthday", writable=True, guard="birthday")
    birthday_calendar: BirthdayCalendar = choice(
        "生日历法", "Birthday calendar", BirthdayCalendar, BirthdayCalendar.SOLAR, writable=True
    )
    is_primary: bool = boolean("主要联系人", "Primary contact", writable=True)
    left_company_at: date | None = day("离职日期", "Left the company", writable=True)
    do_not_call: bool = boolean("请勿致电", "Do not call", writable=True)
    do_not_email: bool = boolean("请勿邮件", "Do not e-mail", writable=True)
    description: str | None = text("备注", "Notes", writable=True)
    tags: list[str] = tags("标签", "Tags", writable=True)
    last_interaction_at: datetime | None = moment("最近互动", "Last interaction")

    __table_args__ = (
        sa.Index("ix_contact_updated", "updated_at", "id"),
        sa.Index("ix_contact_created", "created_at", "id"),
        sa.Index("ix_contact_name_id", "name", "id"),
        sa.CheckConstraint("length(btrim(name)) > 0", name="named"),
    )


expose(
    Contact,
    zh="联系人",
    en="Contact",
    plural="contacts",
    derived=consent_fields("contact_id"),
    reverse={"account_id": "contacts"},
)
