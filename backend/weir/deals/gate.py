"""The gate of a stage: what must be true to leave one stage and enter another. Every path to a stage change asks here."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from weir.catalog.registry import CatalogField, object_of
from weir.changing.change import Change
from weir.deals.model import Deal
from weir.pipelines.actions import GATE
from weir.pipelines.model import Stage, StageType

# Each kind of criterion: its check in SQL on the deal `d`, with parameters from the criterion. The answer is one boolean.
CHECKS = {
    "HAS_ACCOUNT": "%(account)s",
    "HAS_CONTACT": "exists (select 1 from deal_contact c where c.deal_id = d.id)",
    "HAS_ROLE": "exists (select 1 from deal_contact c where c.deal_id = d.id and c.role = any(%(values)s::text[]))",
    "HAS_LINES": "exists (select 1 from deal_line l where l.deal_id = d.id)",
    "HAS_ACTIVITY": (
        "exists (select 1 from activity a where a.deal_id = d.id and a.deleted_at is null"
        " and (cardinality(%(values)s::text[]) = 0 or a.kind = any(%(values)s::text[]))"
        " and (%(direction)s::text = '' or a.direction = %(direction)s::text)"
        " and (not %(here)s or a.occurred_at >= d.stage_entered_at))"
    ),
    "HAS_FILE": (
        "exists (select 1 from attachment f where f.deal_id = d.id and f.deleted_at is null"
        " and (cardinality(%(values)s::text[]) = 0 or f.category = any(%(values)s::text[]))"
        " and (not %(here)s or f.created_at >= d.stage_entered_at))"
    ),
    "HAS_NEXT_STEP": (
        "(%(planned)s or exists (select 1 from task t where t.deal_id = d.id and t.status in ('OPEN', 'IN_PROGRESS')))"
    ),
    "MIN_AMOUNT": "%(enough)s",
}
FIELD = "FIELD"
KINDS = (FIELD, *CHECKS)


def gate_field(name: Any) -> CatalogField | None:
    """A field a gate or a stage's required list may name: what a deal keeps, custom fields among it."""
    field = object_of(Deal).fields.get(str(name))
    return field if field is not None and field.is_kept else None


# The rooms below check what admins write into a stage without knowing deals.
GATE.update(kinds=frozenset(KINDS), field=gate_field)


@dataclass(frozen=True, slots=True)
class Unmet:
    """One thing that is missing. `code` is the criterion's kind, `field` the deal field that would settle it, if any."""

    code: str
    field: str | None
    label: tuple[str, str]
    mandatory: bool
    stage: Stage


async def unmet_items(change: Change, deal: Deal, current: Stage, target: Stage, skipped: list[Stage]) -> list[Unmet]:
    """Everything missing for the move, in the order of the rule: exit of the current, of the skipped, entry, fields."""
    wanted: list[tuple[Stage, dict[str, Any]]] = []
    forward = target.position > current.position and target.type in (StageType.OPEN, StageType.WON)
    if forward:
        wanted += [(current, one) for one in (*current.exit_criteria, *current.required_actions)]
        for stage in skipped:
            wanted += [(stage, one) for one in stage.exit_criteria if one.get("mandatory", True)]
    if target.type is StageType.OPEN or forward:
        wanted += [(target, one) for one in target.entry_criteria]
    wanted += [(target, {"kind": FIELD, "field": name}) for name in target.required_fields]
    if target.type is StageType.OPEN and forward and current.type is StageType.OPEN:
        # The close date is required from the second stage on.
        wanted.append((target, {"kind": FIELD, "field": "expected_close_date"}))
    return await _missing(change, deal, wanted)


async def entry_items(change: Change, deal: Deal, target: Stage) -> list[Unmet]:
    """What is missing for a deal that is born in a later stage: no path goes around a gate."""
    wanted: list[tuple[Stage, dict[str, Any]]] = [(target, one) for one in target.entry_criteria]
    wanted += [(target, {"kind": FIELD, "field": name}) for name in target.required_fields]
    wanted.append((target, {"kind": FIELD, "field": "expected_close_date"}))
    return await _missing(change, deal, wanted)


async def _missing(change: Change, deal: Deal, wanted: list[tuple[Stage, dict[str, Any]]]) -> list[Unmet]:
    results = await _check(change, deal, [one for _, one in wanted])
    found: dict[tuple[str, str], Unmet] = {}
    for (stage, criterion), met in zip(wanted, results, strict=True):
        if not met:
            item = _item(stage, criterion)
            found.setdefault((item.code, item.label[0]), item)
    return list(found.values())


def _item(stage: Stage, criterion: dict[str, Any]) -> Unmet:
    kind, field = criterion["kind"], criterion.get("field")
    known = gate_field(field)
    label = DEFAULT_LABELS.get(kind) or ((known.info.zh, known.info.en) if known else (str(field), str(field)))
    given = (criterion.get("labelZh") or label[0], criterion.get("labelEn") or label[1])
    return Unmet(kind, field, given, bool(criterion.get("mandatory", True)), stage)


DEFAULT_LABELS: dict[str, tuple[str, str]] = {
    "HAS_ACCOUNT": ("关联客户", "An account"),
    "HAS_CONTACT": ("至少一位联系人及其角色", "At least one contact with a role"),
    "HAS_ROLE": ("关键决策角色的联系人", "A contact with a deciding role"),
    "HAS_LINES": ("产品明细", "Product lines"),
    "HAS_ACTIVITY": ("一次跟进记录", "A logged activity"),
    "HAS_FILE": ("上传文件", "An uploaded file"),
    "HAS_NEXT_STEP": ("下一步计划", "A planned next step"),
    "MIN_AMOUNT": ("金额达到下限", "The least amount"),
}


async def _check(change: Change, deal: Deal, criteria: list[dict[str, Any]]) -> list[bool]:
    """All criteria that need the database, in one statement; plain fields are read off the deal."""
    columns: list[str] = []
    params: dict[str, Any] = {"deal": deal.id}
    for criterion in criteria:
        if criterion["kind"] == FIELD:
            continue
        index = len(columns)
        sql = CHECKS[criterion["kind"]]
        for name, value in {
            "values": list(criterion.get("values") or []),
            "direction": criterion.get("direction") or "",
            "here": bool(criterion.get("inStage", False)),
            # What the move itself brings is not in the database yet.
            "account": deal.account_id is not None,
            "planned": deal.next_follow_up_at is not None and deal.next_follow_up_at > change.now,
            "enough": is_enough(deal, criterion),
        }.items():
            if f"%({name})s" in sql:
                sql = sql.replace(f"%({name})s", f"%({name}{index})s")
                params[f"{name}{index}"] = value
        columns.append(sql)
    answers: tuple[Any, ...] = ()
    if columns:
        (answers,) = await change.fetch(f"select {', '.join(columns)} from deal d where d.id = %(deal)s", params)
    told = iter(answers)
    return [bool(next(told)) if one["kind"] != FIELD else has_field(deal, one["field"]) for one in criteria]


def is_enough(deal: Deal, criterion: dict[str, Any]) -> bool:
    """Whether the deal is worth what a MIN_AMOUNT criterion asks for, in the organisation's currency."""
    return deal.base_amount is not None and deal.base_amount >= Decimal(str(criterion.get("least") or 0))


def is_for(stage: Stage, deal: Deal) -> bool:
    """Whether a stage is meant for a deal of this size: one that is too small passes it by without skipping it."""
    return all(is_enough(deal, one) for one in stage.entry_criteria if one["kind"] == "MIN_AMOUNT")


def has_field(deal: Deal, name: str) -> bool:
    """Whether the deal says something in a field. Nobody can fill in one that was taken away, so no gate waits for it."""
    field = gate_field(name)
    return field is None or filled(field.of(deal))


def filled(value: Any) -> bool:
    """A number may be zero; a text may not be blank."""
    return value is not None and value != "" and value != []
