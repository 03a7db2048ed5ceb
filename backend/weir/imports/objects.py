"""What can be imported: the objects, in the order they depend on each other, and the fields a column can be mapped to."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from weir.access.guard import HIDDEN, rule_of
from weir.access.viewer import Viewer
from weir.catalog.custom import ON_CHANGE
from weir.catalog.declare import Kind, Labelled
from weir.catalog.registry import OBJECTS, camel
from weir.deals.kinds import LostReason, WonReason
from weir.leads.kinds import LeadInvalidReason

# Lower ones first: a row may refer to rows of the objects before its own.
ORDER = ("department", "user", "product", "account", "contact", "deal", "lead", "activity", "task")
OFFERED = ORDER[1:]
STAGE, KEY = "STAGE", "KEY"
# What several columns may become at once: a line each in the notes of the record.
NOTES = "intoNotes"
NOTED = ("account", "contact", "deal", "lead")
# Without a name a lead is named by the first of these it has.
NAMED_BY = ("companyName", "externalId", "email", "mobile", "phone")
EXTERNAL = "externalId"

# The keys a record is found by; `externalId` is its id in another system.
KEYS: dict[str, tuple[str, ...]] = {
    "department": ("name",),
    "user": ("name", "email", EXTERNAL),
    "product": ("name", "code", EXTERNAL),
    "account": ("name", "number", "unifiedCreditCode", EXTERNAL),
    "contact": ("email", "mobile", "name", "number", EXTERNAL),
    "deal": ("number", "name", EXTERNAL),
    "lead": ("mobile", "email", "number", EXTERNAL),
    "activity": (EXTERNAL,),
    "task": (EXTERNAL,),
}
OWNED = ("account", "contact", "deal", "lead")
# Roles, passwords and whether somebody may sign in are never taken from a file.
LEFT_OUT = {
    # Nobody in a file has agreed to being recorded.
    "activity": ("transcript", "recording_url"),
    "user": ("locale", "theme"),
    "deal": ("probability", "forecast_category", "partner_id"),
    "account": ("partner_id",),
}


class ImportedStatus(Labelled):
    """Where a lead of a file stands. Whoever waits for an owner is not brought by a file."""

    PENDING = "PENDING", "待处理", "Pending"
    WORKING = "WORKING", "跟进中", "Working"
    NURTURING = "NURTURING", "培育中", "Nurturing"
    CONVERTED = "CONVERTED", "已转换", "Converted"
    INVALID = "INVALID", "无效", "Invalid"


@dataclass(frozen=True, slots=True)
class Target:
    """A field a column can become. `column` is the table's, None where the object's own writer places the value.

    `is_signed`: a number may be below zero; how far, its own bounds say.
    """

    name: str
    zh: str
    en: str
    kind: str
    column: str | None = None
    required: bool = False
    link: str | None = None
    enum: type[Labelled] | None = None
    max_length: int | None = None
    currency: str | None = None
    guard: str | None = None
    is_signed: bool = False

    @property
    def by(self) -> tuple[str, ...]:
        """How a linked record can be found, the usual way first."""
        if self.link == "contact":
            return ("name", "email", "mobile", "number", EXTERNAL)
        if self.link == "lead":
            return ("name", "mobile", "email", "number", EXTERNAL)
        if self.link == "deal":
            return ("name", "number", EXTERNAL)
        return KEYS[self.link] if self.link else ()


def _special(name: str) -> Iterable[Target]:
    """Fields the verbs decide, which a file of the past may tell."""
    if name != "department":
        yield Target(EXTERNAL, "外部系统编号", "Id in another system", KEY, max_length=200)
    if name in OWNED:
        yield Target("number", "编号(仅用于匹配)", "Number (to match only)", KEY, max_length=30)
        yield Target("owner", "负责人", "Owner", "LINK", column="owner_id", link="user")
        yield Target("createdAt", "创建时间", "Created", "DATETIME", column="created_at")
    if name in NOTED:
        yield Target(NOTES, "写入备注", "Into the notes", "TEXT", max_length=10_000)
    if name in ("contact", "lead"):
        yield Target("firstName", "名", "First name", "STRING", max_length=100)
        yield Target("lastName", "姓", "Last name", "STRING", max_length=100)
    if name == "lead":
        yield Target("status", "状态", "Status", "ENUM", column="status", enum=ImportedStatus)
        yield Target(
            "invalidReason", "无效原因", "Invalid reason", "ENUM", column="invalid_reason", enum=LeadInvalidReason
        )
    if name == "activity":
        yield Target("owner", "记录人", "Logged by", "LINK", column="owner_id", link="user")
    if name in ("activity", "task"):
        for one in OWNED:
            yield Target(one, OBJECTS[one].zh, OBJECTS[one].en, "LINK", f"{one}_id", link=one)
    if name == "deal":
        yield Target("stage", "阶段", "Stage", STAGE, required=True)
        yield Target("product", "产品", "Product", "LINK", link="product")
        yield Target("quantity", "数量", "Quantity", "DECIMAL")
        yield Target(
            "closedAt", "关闭日期（进行中的商机：预计成交日期）", "Closed (open deals: expected close)", "DATETIME"
        )
        yield Target("wonReason", "赢单原因", "Won reason", "ENUM", column="won_reason", enum=WonReason)
        yield Target("lostReason", "输单原因", "Lost reason", "ENUM", column="lost_reason", enum=LostReason)
        yield Target("lostNote", "输单说明", "Lost note", "TEXT", column="lost_note", max_length=10_000)


@cache
def targets(name: str) -> dict[str, Target]:
    """The fields of an object by API name: those people may set, and the special ones."""
    found: dict[str, Target] = {}
    for one in OBJECTS[name].readable():
        info = one.info
        if not info.writable or not one.is_kept or info.kind is Kind.JSON or one.name in LEFT_OUT.get(name, ()):
            continue
        if info.kind is Kind.LINK and info.link not in ORDER:
            continue
        api = camel(one.name.removesuffix("_id")) if info.kind is Kind.LINK else one.api_name
        # A deal without a name is named after its product and account, a lead by what it has.
        # A file of the past may lack what the organisation asks of people today.
        required = info.required and one.key is None and (name, api) not in (("deal", "name"), ("lead", "name"))
        found[api] = Target(
            api, info.zh, info.en, info.kind.value, one.column, required, info.link, info.enum, info.max_length,
            info.currency, info.guard, is_signed=one.key is not None,
        )  # fmt: skip
    return {**found, **{one.name: one for one in _special(name)}}


ON_CHANGE.append(targets.cache_clear)


def offered(name: str, viewer: Viewer) -> list[Target]:
    """The fields this viewer may fill: none that is hidden from them."""
    return [
        one
        for one in targets(name).values()
        if one.guard is None or rule_of(one.guard, name, one.column, "x", viewer) is not HIDDEN
    ]


def is_key(name: str, field: str) -> bool:
    """Whether records of the object can be matched by the field."""
    return field in KEYS[name]
