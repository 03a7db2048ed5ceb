"""What can be done with web forms."""

import re
from typing import Any
from urllib.parse import urlsplit

from weir.catalog.ids import key_of
from weir.catalog.registry import object_of
from weir.changing.change import Change
from weir.changing.inputs import linked, tidy
from weir.changing.records import create, restore, update, void
from weir.errors import Refusal
from weir.intake.actions import new_key
from weir.intake.forms import FormStatus, WebForm
from weir.intake.model import LeadSource, SourceKind
from weir.intake.payloads import FIELDS
from weir.leads.model import Lead

KINDS = ("TEXT", "AREA", "CHOICE")
MOST_FIELDS, MOST_OPTIONS, MOST_RETURNS = 30, 30, 20
QUESTION = re.compile(r"q[0-9]{1,2}")
USUAL = (("name", True), ("mobile", True), ("companyName", False), ("description", False))


async def create_web_form(change: Change, given: dict[str, Any]) -> WebForm:
    """A new form, a draft with the usual fields, and the source its leads come through."""
    change.allow("create", WebForm)
    fixed: dict[str, Any] = {}
    for name in ("campaign", "channel"):
        if given.get(f"{name}Id"):
            fixed[f"{name}_id"] = await linked(change, name, given[f"{name}Id"], f"{name}Id")
    named = {"name": given.get("name")}
    source = await create(change, LeadSource, named, key=new_key(), kind=SourceKind.FORM, **fixed)
    return await create(
        change, WebForm, {"fields": usual_fields(), **given}, check_form, key=new_key(), source_id=source.id
    )


def usual_fields() -> list[dict[str, Any]]:
    """What most forms ask."""
    known = {one.api_name: one.info for one in object_of(Lead).readable()}
    return [
        {"name": name, "labelZh": known[name].zh, "labelEn": known[name].en, "required": required,
         "kind": "AREA" if name == "description" else "TEXT"}
        for name, required in USUAL
    ]  # fmt: skip


async def update_web_form(change: Change, given: dict[str, Any]) -> WebForm:
    """Changes a form; a published one changes at once."""
    return await update(change, WebForm, given, check_form)


async def publish_web_form(change: Change, given: dict[str, Any]) -> WebForm:
    """Shows a form to strangers."""
    return await _turn(change, given, FormStatus.PUBLISHED)


async def unpublish_web_form(change: Change, given: dict[str, Any]) -> WebForm:
    """Hides a form from strangers; what they sent is kept."""
    return await _turn(change, given, FormStatus.DRAFT)


async def _turn(change: Change, given: dict[str, Any], status: FormStatus) -> WebForm:
    form = await change.load(WebForm, key_of(given["id"], "web_form"), version=given["version"])
    form.status = status
    await change.save("published" if status is FormStatus.PUBLISHED else "unpublished")
    return form


async def void_web_form(change: Change, given: dict[str, Any]) -> WebForm:
    """Takes a form away; its leads and what was sent stay."""
    return await void(change, WebForm, given)


async def restore_web_form(change: Change, given: dict[str, Any]) -> WebForm:
    """Brings a voided form back."""
    return await restore(change, WebForm, given)


async def check_form(change: Change, form: WebForm) -> None:
    """Fields that a lead or the form itself has, each once; addresses that are https. Raises `Refusal`."""
    if not isinstance(form.fields, list) or not 1 <= len(form.fields) <= MOST_FIELDS:
        raise _wrong("fields", ("须有 1 到 30 个。", "there are 1 to 30."))
    form.fields = [_field(one) for one in form.fields]
    names = [one["name"] for one in form.fields]
    if len(set(names)) != len(names):
        raise _wrong("fields", ("每个字段只能用一次。", "each stands there once."))
    if not {"name", "companyName", "mobile", "phone", "email"} & set(names):
        raise _wrong("fields", ("须包含姓名、公司或联系方式。", "a name, a company or a way to reach them is needed."))
    if form.redirect_url is not None:
        form.redirect_url = checked_address(form.redirect_url, "redirectUrl")
    if not isinstance(form.returns, list) or len(form.returns) > MOST_RETURNS:
        raise _wrong("returns", ("最多 20 个。", "there are 20 at most."))
    form.returns = list(dict.fromkeys(checked_address(one, "returns") for one in form.returns))


def _field(one: Any) -> dict[str, Any]:
    if not isinstance(one, dict):
        raise _wrong("fields", ("格式不对。", "it is not a field."))
    name, kind = one.get("name"), one.get("kind") or "TEXT"
    if not isinstance(name, str) or (name not in FIELDS and not QUESTION.fullmatch(name)) or kind not in KINDS:
        raise _wrong("fields", ("包含线索没有的字段。", "a lead has no such field."))
    label = {key: tidy(str(one.get(key) or ""))[:100] for key in ("labelZh", "labelEn")}
    if not any(label.values()):
        raise _wrong("fields", ("每个字段都要有标签。", "each needs a label."))
    options = one.get("options") or []
    if (
        not isinstance(options, list)
        or len(options) > MOST_OPTIONS
        or not all(isinstance(each, str) for each in options)
    ):
        raise _wrong("fields", ("选项不对。", "its options are texts."))
    options = list(dict.fromkeys(filter(None, (tidy(each)[:100] for each in options))))
    if kind == "CHOICE" and not options:
        raise _wrong("fields", ("选择题要有选项。", "a choice needs options."))
    return {"name": name, "kind": kind, **label, "required": bool(one.get("required")), "options": options}


def checked_address(value: Any, path: str) -> str:
    """An https address, as it is kept. Raises `Refusal` INVALID."""
    text = value.strip() if isinstance(value, str) else ""
    try:
        parts = urlsplit(text)
        good = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc and text.isascii()
    except ValueError:
        good = False
    if not good or len(text) > 500 or any(sign.isspace() for sign in text) or "\\" in text:
        why = ("应以 https:// 开头。", "it begins with https://.")
        raise Refusal("INVALID", (path,), {"label": ("跳转地址", "The address"), "why": why})
    return text


def _wrong(path: str, why: tuple[str, str]) -> Refusal:
    return Refusal("INVALID", (path,), {"label": ("字段", "The list of fields"), "why": why})
