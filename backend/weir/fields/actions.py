"""What can be done with custom fields: made, changed, put in order, taken out of use with their values kept."""

import re
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlmodel import col, select

from weir.catalog.custom import PREFIX, read
from weir.catalog.ids import key_of
from weir.catalog.registry import OBJECTS
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.changing.records import create, update
from weir.errors import Refusal
from weir.fields.model import CustomField, CustomizedObject, CustomKind
from weir.identity.model import Role

# More would make forms nobody fills in, and catalogs nobody loads on a phone.
MOST_FIELDS = 60
MOST_OPTIONS = 100
# Each part begins with a letter, so that no two keys have one name in the API.
_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*")
CHOICES = (CustomKind.ENUM, CustomKind.TAGS)
NUMBERS = (CustomKind.INT, CustomKind.DECIMAL)


async def create_custom_field(change: Change, given: dict[str, Any]) -> CustomField:
    """A new field on every record of an object, empty everywhere."""
    change.allow("create", CustomField)
    kind, of = CustomKind(given["kind"]), CustomizedObject(given["object"])
    known = await _fields_of(change, of)
    key = _key(given, {one.key for one in known})
    former = next((one for one in known if one.key == key), None)
    if former is not None:
        code = "DUPLICATE" if former.is_active else "FIELD_KEY_RETIRED"
        raise Refusal(code, ("key",), {"label": ("键", "The key"), "name": (former.name_zh, former.name_en)})
    fixed: dict[str, Any] = {
        "object": of,
        "kind": kind,
        "key": key,
        "position": max((one.position for one in known), default=-1) + 1,
    }
    made = await create(change, CustomField, given, _check, **fixed)
    await _new_version(change)
    return made


async def update_custom_field(change: Change, given: dict[str, Any]) -> CustomField:
    """Changes names, hint, choices, limits, who sees it, whether it is in use. Values that were allowed when written stay."""
    changed = await update(change, CustomField, given, _check)
    await _new_version(change)
    return changed


async def order_custom_fields(change: Change, given: dict[str, Any]) -> CustomField:
    """Puts the fields of an object that are in use into a new order; every one must be named once."""
    keys = [key_of(text, "custom_field") for text in given["ids"]]
    first = await change.load(CustomField, keys[0] if keys else None, path="ids")
    fields = {one.id: one for one in await _fields_of(change, first.object) if one.is_active}
    if len(keys) != len(fields) or set(keys) != set(fields):
        label = {"label": ("字段顺序", "The order"), "why": ("请包含每个字段各一次。", "name every field once.")}
        raise Refusal("INVALID", ("ids",), label)
    for position, key in enumerate(keys):
        if key is not None:
            fields[key].position = position
    await change.save("ordered")
    await _new_version(change)
    return first


async def _fields_of(change: Change, of: CustomizedObject) -> list[CustomField]:
    """All fields of an object, retired ones too, in their order. Two who add one at the same time do it one after the other."""
    await change.fetch("select pg_advisory_xact_lock(hashtext('custom_field'))", {})
    query = select(CustomField).where(CustomField.object == of).order_by(col(CustomField.position))
    return list((await change.session.exec(query)).all())  # type: ignore[attr-defined]


def _key(given: dict[str, Any], taken: set[str]) -> str:
    """The key asked for, or one made of the English name."""
    wanted = (given.get("key") or "").strip()
    if wanted:
        if not _KEY.fullmatch(wanted) or len(wanted) > 40:
            why = (
                "请使用小写英文字母、数字和下划线，如 device_count。",
                "use small letters, digits and _, as in device_count.",
            )
            raise Refusal("INVALID", ("key",), {"label": ("键", "The key"), "why": why})
        return wanted
    words = re.findall(r"[a-z][a-z0-9]*", (given.get("nameEn") or "").lower())
    made = "_".join(words)[:36].rstrip("_") or "field"
    if made not in taken:
        return made
    return next(f"{made}{n}" for n in range(2, 1_000) if f"{made}{n}" not in taken)


async def _check(change: Change, field: CustomField) -> None:
    _check_name(field)
    others = [one for one in await _fields_of(change, field.object) if one.is_active and one.id != field.id]
    if field.is_active and len(others) >= MOST_FIELDS:
        raise Refusal("LIMIT", ("object",), {"max": MOST_FIELDS})
    field.options = _options(field) if field.kind in CHOICES else []
    if field.kind not in NUMBERS:
        field.least = field.most = None
    if field.least is not None and field.most is not None and field.least > field.most:
        why = "最小值不能大于最大值。", "the least cannot be more than the most."
        raise Refusal("INVALID", ("least",), {"label": ("最小值", "The least"), "why": why})
    if field.kind is CustomKind.BOOL:
        field.is_required = False
    if not set(field.hidden_from) <= set(Role.__members__) - {Role.ADMIN.value}:
        why = "请选择管理员以外的角色。", "choose roles other than the administrator."
        raise Refusal("INVALID", ("hiddenFrom",), {"label": ("隐藏的角色", "The roles"), "why": why})
    field.hidden_from = sorted(set(field.hidden_from))


def _check_name(field: CustomField) -> None:
    """A name another field of the object has would leave people guessing which is meant."""
    own = PREFIX + field.key
    for one in OBJECTS[field.object.value.lower()].readable():
        if one.name == own:
            continue
        for path, mine, theirs in (("nameZh", field.name_zh, one.info.zh), ("nameEn", field.name_en, one.info.en)):
            if mine.casefold() == theirs.casefold():
                raise Refusal("DUPLICATE", (path,), {"label": ("名称", "The name")})


def _options(field: CustomField) -> list[dict[str, Any]]:
    """The choices as they are kept: each with its lasting value. Those in use before and left out now are no longer offered."""
    label = {"label": ("选项", "The choices")}
    given: Any = field.options
    if not isinstance(given, list) or not given or len(given) > MOST_OPTIONS:
        why = f"请给出 1 到 {MOST_OPTIONS} 个选项。", f"give 1 to {MOST_OPTIONS} of them."
        raise Refusal("INVALID", ("options",), {**label, "why": why})
    made: dict[str, dict[str, Any]] = {}
    for n, one in enumerate(given):
        made_one = _option(one, n, made)
        made[made_one["value"]] = made_one
    for former in _before(field):
        made.setdefault(former["value"], {**former, "isRetired": True})
    if all(one["isRetired"] for one in made.values()):
        why = "至少保留一个可选的选项。", "at least one must be offered."
        raise Refusal("INVALID", ("options",), {**label, "why": why})
    return list(made.values())


def _option(one: Any, n: int, made: dict[str, dict[str, Any]]) -> dict[str, Any]:
    path = ("options", str(n))
    texts = {name: one.get(name) for name in ("value", "zh", "en")} if isinstance(one, dict) else {}
    if not texts or any(text is not None and not isinstance(text, str) for text in texts.values()):
        why = "每个选项需要名称。", "each needs a name."
        raise Refusal("INVALID", path, {"label": ("选项", "The choice"), "why": why})
    zh, en = tidy(texts["zh"] or texts["en"] or ""), tidy(texts["en"] or texts["zh"] or "")
    if not zh or len(zh) > 60 or len(en) > 60:
        raise Refusal("REQUIRED" if not zh else "TOO_LONG", path, {"label": ("选项名称", "The choice"), "max": 60})
    value = texts["value"] or _value(en, made)
    if not re.fullmatch(r"[A-Za-z0-9_]{1,40}", value):
        why = "值只能含字母、数字和下划线。", "a value has letters, digits and _ only."
        raise Refusal("INVALID", path, {"label": ("选项", "The choice"), "why": why})
    if value in made or any(zh.casefold() == two["zh"].casefold() for two in made.values()):
        raise Refusal("DUPLICATE", path, {"label": (f"选项「{zh}」", f"The choice “{en}”")})
    return {"value": value, "zh": zh, "en": en, "isRetired": bool(one.get("isRetired", False))}


def _value(en: str, made: dict[str, dict[str, Any]]) -> str:
    """A value for a choice that comes without one: its English name, or a number."""
    plain = "_".join(re.findall(r"[A-Z0-9]+", en.upper()))[:36]
    if plain and plain not in made:
        return plain
    return next(f"{plain or 'OPTION'}_{n}" for n in range(1, 1_000) if f"{plain or 'OPTION'}_{n}" not in made)


def _before(field: CustomField) -> list[dict[str, Any]]:
    history = sa.inspect(field).attrs["options"].history
    return history.deleted[0] if history.deleted and history.deleted[0] else []


async def _new_version(change: Change) -> None:
    """Tells every process that its catalog is of yesterday: this one right after the commit, the others with their next request."""
    await change.fetch("update organisation set fields_version = %(new)s", {"new": uuid4()})
    app = change.app
    if app is not None:
        change.afterwards.append(lambda: read(app.database))
