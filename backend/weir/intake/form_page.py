"""The page of a web form: plain HTML with one small script and one sheet of style, both files of ours."""

from html import escape
from typing import Any

from weir.intake.forms import label_of, words

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors *"
)
# How a browser helps to fill a field in, and which keyboard a phone shows.
HELP = {
    "name": 'autocomplete="name"', "companyName": 'autocomplete="organization"', "title": 'autocomplete="organization-title"',
    "mobile": 'type="tel" autocomplete="tel"', "phone": 'type="tel" autocomplete="tel"',
    "email": 'type="email" autocomplete="email"', "employees": 'inputmode="numeric"',
}  # fmt: skip
TEXTS = {
    "ZH_CN": {
        "required": "必填", "failed": "没有发送成功，请检查网络后重试。", "script": "请启用 JavaScript 后再填写。", "busy": "发送中…",
        "choose": "请选择", "leave": "请勿填写",
    },
    "EN": {
        "required": "required", "failed": "It could not be sent. Check the connection and try again.",
        "script": "Please switch JavaScript on to send this form.", "busy": "Sending…", "choose": "Choose…",
        "leave": "Leave this empty",
    },
}  # fmt: skip


def page(form: Any, source: Any, locale: str, passed: dict[str, str], *, embedded: bool) -> str:
    """The whole document. `passed` are the values its address brought along, such as utm."""
    own, text = words(form, locale), TEXTS[locale]
    lang = "zh-CN" if locale == "ZH_CN" else "en"
    body = "".join(_field(one, locale, text) for one in form.fields)
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in passed.items()
    )
    intro = f'<p class="intro">{_lines(own["intro"])}</p>' if own["intro"] else ""
    return (
        f'<!doctype html><html lang="{lang}" data-theme="{form.theme.value.lower()}" data-accent="{form.accent.value.lower()}"'
        f' class="{"embedded" if embedded else "alone"}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f'<title>{escape(own["title"])}</title><link rel="stylesheet" href="/forms/form.css">'
        '<script src="/forms/form.js" defer></script></head>'
        f'<body><main><h1>{escape(own["title"])}</h1>{intro}'
        f'<form method="post" novalidate data-failed="{escape(text["failed"])}" data-busy="{escape(text["busy"])}">{hidden}{body}'
        # Hidden from people and from those who read them the page; filled in by machines.
        f'<div class="trap" aria-hidden="true"><label>{escape(text["leave"])}<input name="website" tabindex="-1"'
        ' autocomplete="off"></label></div>'
        f'{_consent(source)}<p class="problem" role="alert" hidden></p>'
        f'<button type="submit">{escape(own["button"])}</button><noscript><p class="problem">{escape(text["script"])}</p></noscript>'
        "</form></main></body></html>"
    )  # fmt: skip


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _field(one: dict[str, Any], locale: str, text: dict[str, str]) -> str:
    name, label = escape(one["name"]), escape(label_of(one, locale))
    needed = " required aria-required=true" if one["required"] else ""
    mark = (
        f' <span class="needed" title="{escape(text["required"])}" aria-hidden="true">*</span>'
        if one["required"]
        else ""
    )
    common = f'id="{name}" name="{name}" aria-describedby="{name}-no"{needed}'
    if one["kind"] == "AREA":
        control = f'<textarea {common} rows="4" maxlength="5000"></textarea>'
    elif one["kind"] == "CHOICE":
        options = "".join(f"<option>{escape(each)}</option>" for each in one["options"])
        control = f'<select {common}><option value="">{escape(text["choose"])}</option>{options}</select>'
    else:
        control = f'<input {common} {HELP.get(one["name"], "")} maxlength="300">'
    return (
        f'<div class="field"><label for="{name}">{label}{mark}</label>{control}<p class="no" id="{name}-no"></p></div>'
    )


def _consent(source: Any) -> str:
    if not source.consent_text:
        return ""
    needed = " required aria-required=true" if source.needs_consent else ""
    return (
        f'<div class="field"><label class="consent"><input type="checkbox" name="consent" id="consent" value="on"'
        f' aria-describedby="consent-no"{needed}><span>{_lines(source.consent_text)}</span></label>'
        '<p class="no" id="consent-no"></p></div>'
    )
