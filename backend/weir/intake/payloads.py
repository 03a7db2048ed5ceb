"""From what was sent to what a lead is made of: values found by name or by path, checked, and told apart from the rest."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import orjson

from weir.catalog.registry import object_of
from weir.changing.inputs import tidy, tidy_lines
from weir.consents.model import ConsentPurpose
from weir.contacts.actions import plausible
from weir.errors import Refusal
from weir.leads.model import Lead

MAX_BYTES = 64 * 1024
# What a lead may be sent with; everything else about it is decided inside the house.
FIELDS = (
    "name", "companyName", "title", "mobile", "phone", "email", "wechat", "industry", "region", "employees", "sourceDetail",
    "description",
)  # fmt: skip
NAMED_BY = ("companyName", "email", "mobile", "phone")
UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "gclid", "page", "referrer")
YES = ("1", "true", "yes", "on")
MOST_KEYS = 60
MOST_VISITS = 30


def address_code(text: str) -> str:
    """A code out of an address, without what a database cannot take."""
    return text[:60].replace("\0", "")


class Unreadable(Exception):
    """Neither JSON nor a form."""


@dataclass
class Reading:
    """What was made of a payload: the input of the lead, what is wrong with it, whether consent was given, the link it came by."""

    given: dict[str, Any] = field(default_factory=dict)
    problems: list[Refusal] = field(default_factory=list)
    is_consented: bool = False
    consents: list[ConsentPurpose] = field(default_factory=list)
    link: str | None = None


def parse(body: bytes, content_type: str) -> dict[str, Any]:
    """A body as names and values. Raises `Unreadable`."""
    kind = content_type.partition(";")[0].strip().lower()
    try:
        if kind in ("application/x-www-form-urlencoded", ""):
            text = body.decode()
            if not text.lstrip().startswith("{"):
                pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=200)
                return {_plain(name): _plain(value) for name, value in pairs}
        found = orjson.loads(body)
    except ValueError:
        raise Unreadable from None
    if not isinstance(found, dict):
        raise Unreadable
    return _plain(found)  # type: ignore[no-any-return]


def _plain(value: Any, depth: int = 0) -> Any:
    """Without what a JSON column cannot hold. Raises `Unreadable` where it is nested too deep."""
    if depth > 20:
        raise Unreadable
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, dict):
        return {_plain(name, depth + 1): _plain(one, depth + 1) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one, depth + 1) for one in value]
    return value


def names_of(payload: dict[str, Any]) -> list[str]:
    """The names of what was sent, for whoever maps them; paths of two levels, no values."""
    found: list[str] = []
    for name, value in payload.items():
        found += [f"{name}.{inner}" for inner in value] if isinstance(value, dict) else [name]
    return list(dict.fromkeys(one[:60] for one in map(tidy, found) if one))[:MOST_KEYS]


def at_path(payload: Any, path: str) -> Any:
    """The value at `data.items.0.phone`; None where there is none."""
    here = payload
    for part in path.split("."):
        if isinstance(here, dict):
            here = here.get(part)
        elif isinstance(here, list) and part.isdigit() and int(part) < len(here):
            here = here[int(part)]
        else:
            return None
    return here


def read(rules: Any, payload: dict[str, Any]) -> Reading:
    """What a lead of this source is made of, with every problem named at once. Depends on nothing but rules and payload."""
    found = Reading()
    wanted = {one["field"]: bool(one.get("required")) for one in rules.fields} or dict.fromkeys(FIELDS, False)
    paths = {one["to"]: one["from"] for one in rules.mapping}
    for name in wanted:
        value = at_path(payload, paths[name]) if name in paths else payload.get(name)
        try:
            text = _text(name, value)
            if text is not None:
                found.given[name] = text
            elif wanted[name]:
                raise Refusal("REQUIRED", (name,), _label(name))
        except Refusal as refusal:
            found.problems.append(refusal)
    _questions(rules, payload, found)
    if "name" not in found.given:
        # A caller is known by number alone; a person names the lead later.
        named = next((found.given[one] for one in NAMED_BY if found.given.get(one)), None)
        if named is not None:
            found.given["name"] = named[:100]
        elif not found.problems:
            found.problems.append(Refusal("REQUIRED", ("name",), _label("name")))
    found.is_consented = str(payload.get("consent", "")).strip().lower() in YES
    found.consents = purposes(payload.get("consents"))
    if rules.needs_consent and not found.is_consented:
        found.problems.append(Refusal("CONSENT_NEEDED", ("consent",)))
    found.given["utm"] = tracking(payload)
    found.given["visits"] = visits(payload)
    if isinstance(payload.get("wl"), str):
        found.link = payload["wl"][:40]
    return found


def purposes(value: Any) -> list[ConsentPurpose]:
    """The purposes somebody agreed to beside the terms: a list, or one text with commas. Others than we know are none."""
    named = value if isinstance(value, list) else str(value or "").split(",")
    known = {one.value: one for one in ConsentPurpose}
    found = [known.get(tidy(one).upper()) for one in named[:20] if isinstance(one, str)]
    return list(dict.fromkeys(one for one in found if one is not None))


def told(problems: list[Refusal]) -> list[dict[str, Any]]:
    """Problems as they are kept: in both languages, because whoever reads them later is not known yet."""
    return [
        {"code": one.code, "field": ".".join(one.field), "zh": one.message("ZH_CN"), "en": one.message("EN")}
        for one in problems
    ]


def _questions(rules: Any, payload: dict[str, Any], found: Reading) -> None:
    """Answers to a form's own questions are told in the description, each with its question."""
    lines = [found.given["description"]] if found.given.get("description") else []
    for one in rules.questions:
        answer = tidy(str(payload.get(one["name"]) or ""))[:500]
        if answer:
            lines.append(f"{one['label']}: {answer}")
        elif one.get("required"):
            label = {"label": (one["label"], one["label"])}
            found.problems.append(Refusal("REQUIRED", (one["name"],), label))
    if lines:
        found.given["description"] = "\n".join(lines)[:10_000]


def _label(name: str) -> dict[str, Any]:
    info = _info(name)
    return {"label": (info.zh, info.en)}


def _info(name: str) -> Any:
    return next(one.info for one in object_of(Lead).readable() if one.api_name == name)


def _text(name: str, value: Any) -> Any:
    """One value as the lead takes it. Raises `Refusal`."""
    if isinstance(value, bool) or value is None or value == "":
        return None
    label = _label(name)
    if not isinstance(value, str | int | float):
        raise Refusal("INVALID", (name,), {**label, "why": ("应为文本。", "it is a text.")})
    text = tidy_lines(str(value)) if name == "description" else tidy(str(value))
    if name == "employees":
        if not text.isdecimal() or len(text) > 9:
            raise Refusal("INVALID", (name,), {**label, "why": ("应为数字。", "it is a number.")})
        return int(text)
    most = _info(name).max_length
    if most and len(text) > most:
        raise Refusal("TOO_LONG", (name,), {**label, "max": most})
    if name == "email" and text:
        plausible(text)
    return text or None


def tracking(payload: dict[str, Any]) -> dict[str, str]:
    """Where somebody came from, as their browser or a platform tells it."""
    nested = payload.get("utm")
    told = {**(nested if isinstance(nested, dict) else {}), **payload}
    return {name: tidy(told[name])[:300] for name in UTM if isinstance(told.get(name), str) and tidy(told[name])}


def visits(payload: dict[str, Any]) -> list[dict[str, str]]:
    """The pages somebody looked at before, which their browser kept with their consent and told with the form."""
    told = payload.get("visits")
    if isinstance(told, str):
        try:
            told = orjson.loads(told)
        except ValueError:
            return []
    kept = []
    for one in told[-MOST_VISITS:] if isinstance(told, list) else []:
        if isinstance(one, dict):
            line = {name: tidy(str(one.get(name) or ""))[:300] for name in ("at", "kind", "title", "url")}
            kept.append({name: value for name, value in line.items() if value})
    return [one for one in kept if one]
