"""Web forms: what a stranger fills in, as a page of ours or inside a page of somebody else."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from weir.catalog.declare import REQUIRED, Labelled, choice, json, link, string, text
from weir.catalog.registry import expose
from weir.db.record import Record, Voidable


class FormStatus(Labelled):
    """Whether strangers see it."""

    DRAFT = "DRAFT", "草稿", "Draft"
    PUBLISHED = "PUBLISHED", "已发布", "Published"


class FormTheme(Labelled):
    """Light or dark."""

    SYSTEM = "SYSTEM", "跟随系统", "Like the system"
    LIGHT = "LIGHT", "浅色", "Light"
    DARK = "DARK", "深色", "Dark"


class FormAccent(Labelled):
    """The colour of its button; each is readable in both themes."""

    TEAL = "TEAL", "青", "Teal"
    BLUE = "BLUE", "蓝", "Blue"
    GREEN = "GREEN", "绿", "Green"
    ORANGE = "ORANGE", "橙", "Orange"
    PLUM = "PLUM", "紫", "Plum"


class WebForm(Record, Voidable, table=True):
    """A form for strangers. What is sent goes through its own lead source.

    `fields` lists, in order, `{name, kind, labelZh, labelEn, required, options}`: `name` is a field of the lead, or `q1`, `q2`… for
    a question of the form's own, which is answered in the lead's description. `returns` are the only addresses the page may lead to.
    """

    __tablename__ = "web_form"
    name: str = string("名称", "Name", REQUIRED, max_length=100, writable=True, searchable=True)
    key: str = string("地址码", "Address", REQUIRED, max_length=40, unique=True)
    source_id: UUID = link("线索入口", "Lead source", "lead_source", required=True)
    status: FormStatus = choice("状态", "Status", FormStatus, FormStatus.DRAFT)
    fields: list[dict] = json("字段", "Fields", writable=True)  # type: ignore[type-arg]
    title_zh: str | None = string("中文标题", "Chinese title", max_length=200, writable=True)
    title_en: str | None = string("英文标题", "English title", max_length=200, writable=True)
    intro_zh: str | None = text("中文说明", "Chinese introduction", max_length=2_000, writable=True)
    intro_en: str | None = text("英文说明", "English introduction", max_length=2_000, writable=True)
    button_zh: str | None = string("中文按钮", "Chinese button", max_length=40, writable=True)
    button_en: str | None = string("英文按钮", "English button", max_length=40, writable=True)
    thanks_zh: str | None = text("中文致谢", "Chinese thanks", max_length=2_000, writable=True)
    thanks_en: str | None = text("英文致谢", "English thanks", max_length=2_000, writable=True)
    theme: FormTheme = choice("主题", "Theme", FormTheme, FormTheme.SYSTEM, writable=True)
    accent: FormAccent = choice("主色", "Accent", FormAccent, FormAccent.TEAL, writable=True)
    redirect_url: str | None = string("提交后跳转", "Leads to", max_length=500, writable=True)
    returns: list[str] = json("允许的跳转地址", "Addresses it may lead to", writable=True)

    __table_args__ = (sa.UniqueConstraint("source_id", name="uq_web_form_source"),)


expose(
    WebForm,
    zh="网页表单",
    en="Web form",
    plural="webForms",
    prefix="form",
    reverse={"source_id": "forms"},
)


def words(form: Any, locale: str) -> dict[str, str]:
    """The form's own texts in a language, the other one where it has none, the usual ones where it has neither."""
    zh = locale == "ZH_CN"
    usual = {
        "title": form.name,
        "intro": "",
        "button": "提交" if zh else "Send",
        "thanks": "谢谢，我们会尽快与你联系。" if zh else "Thank you. We will be in touch soon.",
    }
    found = {}
    for name, text_ in usual.items():
        own, other = getattr(form, f"{name}_{'zh' if zh else 'en'}"), getattr(form, f"{name}_{'en' if zh else 'zh'}")
        found[name] = own or (other if name != "button" else None) or text_
    return found


def label_of(one: dict[str, Any], locale: str) -> str:
    """A field's label in a language."""
    first, second = ("labelZh", "labelEn") if locale == "ZH_CN" else ("labelEn", "labelZh")
    return str(one.get(first) or one.get(second) or one["name"])
