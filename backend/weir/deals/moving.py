"""`moveDeal`: the one way to change a stage, used by drag, form, bulk, import and API alike.

Permission, exit criteria of the current stage, entry criteria of the target, required fields, write, actions; a refusal changes
nothing and lists everything that is missing.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from weir.catalog.ids import encode, key_of
from weir.catalog.registry import OBJECTS, camel
from weir.changing.change import Change
from weir.changing.cleaning import clean
from weir.changing.inputs import tidy_lines
from weir.changing.rows import columns, look
from weir.deals.closing import closing_items, closing_time, make_customer
from weir.deals.gate import Unmet, is_for, unmet_items
from weir.deals.kinds import LostReason, WonReason
from weir.deals.model import Deal
from weir.deals.places import rank_in
from weir.deals.valuing import revalue
from weir.deals.visits import apply_stage, visit
from weir.errors import Refusal, not_found
from weir.messages import pick
from weir.pipelines.model import Stage, StageType

# Rooms above lend what a stage makes when a deal enters it; it is written with the move.
ON_ENTER: list[Callable[[Change, Deal, Stage], Awaitable[None]]] = []
# Two stages of a pipeline and those between them.
_WAY = """
select {stages} from stage s,
    (select min(position) as low, max(position) as high from stage where id in (%(one)s, %(other)s::uuid)) ends
where s.pipeline_id = %(pipeline)s and s.deleted_at is null and s.position between ends.low and ends.high
order by s.position
"""


@dataclass
class Move:
    """What a move asks for beyond the target and the place: reason, override and the time of a closing."""

    reason: str | None = None
    override: bool = False
    closed_at: datetime | None = None


async def move_deal(change: Change, given: dict[str, Any]) -> tuple[Deal, list[Any]]:
    """Moves a deal to a stage (or to another place in its column). Returns the deal and the keys of the stages that changed."""
    deal = await change.load(Deal, key_of(given["id"], "deal"), version=given["version"])
    # First the fields: what the move brings decides which stages are for the deal.
    await take_fields(change, deal, given.get("fields") or {})
    current, target, skipped = await way(change, deal, key_of(given["stageId"], "stage"))
    move = Move(
        reason=tidy_lines(given.get("reason") or "") or None,
        override=bool(given.get("override")),
        closed_at=given.get("closedAt"),
    )
    if target.id != current.id:
        await enter(change, deal, current, target, skipped, move)
    deal.rank = await rank_in(
        change, deal, target, after=given.get("afterId"), before=given.get("beforeId"), stays=target.id == current.id
    )
    await change.save(
        "moved" if target.id != current.id else "ranked",
        stage=encode("stage", target.id),
        **{"from": encode("stage", current.id)},
    )
    return deal, list(dict.fromkeys([current.id, target.id]))


async def enter(change: Change, deal: Deal, current: Stage, target: Stage, skipped: list[Stage], move: Move) -> None:
    """The change of stage itself, after the gate."""
    if current.type is not StageType.OPEN:
        raise Refusal("DEAL_CLOSED", ("stageId",))
    back = target.type is StageType.OPEN and target.position < current.position
    overridden = await _pass(change, deal, current, target, skipped, back, move)
    closed_at = closing_time(change, move.closed_at) if target.type is not StageType.OPEN else None
    visit(
        change,
        deal,
        current,
        target,
        move.reason,
        at=closed_at or change.now,
        skip=bool(skipped),
        back=back,
        override=overridden,
    )
    deal.skip_count += bool(skipped)
    deal.override_count += overridden
    apply_stage(deal, target, closed_at)
    if target.type is StageType.WON:
        await make_customer(change, deal)
    for lent in ON_ENTER:
        await lent(change, deal, target)


async def _pass(
    change: Change, deal: Deal, current: Stage, target: Stage, skipped: list[Stage], back: bool, move: Move
) -> bool:
    """The gate. True when it was passed by override; raises `Refusal` GATE_UNMET with every missing item otherwise."""
    if back and not move.reason:
        raise Refusal("REASON_NEEDED", ("reason",), {"what": ("后退", "moving back")})
    items = await unmet_items(change, deal, current, target, skipped) + closing_items(deal, target)
    if not items:
        return False
    skipped_only = all(item.stage in skipped for item in items)
    if move.reason and skipped_only and change.viewer.has("deal.skip"):
        return True
    # What a closing itself needs (a reason) cannot be overridden: the deal would break its own invariants.
    if move.override and all(item.stage is not target or target.type is StageType.OPEN for item in items):
        change.require("deal.override")
        if not move.reason:
            raise Refusal("REASON_NEEDED", ("reason",), {"what": ("强制推进", "an override")})
        return True
    raise gate_refusal(change, target, items, deal)


def gate_refusal(change: Change, target: Stage, items: list[Unmet], deal: Deal | None) -> Refusal:
    """The refusal that names everything missing; with the deal as it is when there is one."""
    chinese = change.viewer.is_chinese
    name = target.name_zh if chinese else target.name_en
    missing = ("、" if chinese else ", ").join(pick(item.label, chinese) for item in items)
    data: dict[str, Any] = {"key": deal.id, "object": "deal"} if deal else {}
    data["unmet"] = [unmet_data(item, chinese) for item in items]
    data["can_override"] = change.viewer.has("deal.override")
    return Refusal("GATE_UNMET", ("stageId",), {"stage": name, "missing": missing}, data)


def unmet_data(item: Unmet, chinese: bool) -> dict[str, Any]:
    """A missing item as the API shows it."""
    return {
        "code": item.code,
        "field": api_field(item.field),
        "message": pick(item.label, chinese),
        "mandatory": item.mandatory,
        "stage_key": item.stage.id,
    }


def api_field(name: str | None) -> str | None:
    """A deal column by its API name."""
    if name is None:
        return None
    field = OBJECTS["deal"].fields.get(name)
    if field is None:
        return camel(name)
    return field.input_name


async def take_fields(change: Change, deal: Deal, fields: dict[str, Any]) -> None:
    """The fields that come with a move: the ones of an update, and the closing's own."""
    closing = {"wonReason": ("won_reason", WonReason), "lostReason": ("lost_reason", LostReason)}
    plain = {name: value for name, value in fields.items() if name not in (*closing, "lostNote")}
    for column, value in (await clean(change, OBJECTS["deal"], plain, row=deal)).items():
        setattr(deal, column, value)
    for name, (column, kind) in closing.items():
        if fields.get(name) is not None:
            setattr(deal, column, kind(fields[name]))
    if fields.get("lostNote") is not None:
        deal.lost_note = tidy_lines(fields["lostNote"]) or None
    if {"amount", "currency"} & set(fields):
        await revalue(change, deal)


async def stage_of(change: Change, key: Any, path: str = "id") -> Stage:
    """A live stage. Raises `Refusal` NOT_FOUND."""
    stage = await change.session.get(Stage, key) if key else None
    if stage is None or stage.deleted_at is not None:
        raise not_found(path)
    return stage


async def opening_stage(change: Change, pipeline_id: UUID) -> Stage:
    """The first open stage of a pipeline. Raises `Refusal` NOT_FOUND."""
    stages = (
        select(Stage)
        .where(Stage.pipeline_id == pipeline_id, Stage.type == StageType.OPEN, col(Stage.deleted_at).is_(None))
        .order_by(col(Stage.position))
    )
    stage = (await change.session.exec(stages)).first()  # type: ignore[attr-defined]
    if stage is None:
        raise not_found("pipelineId")
    return stage  # type: ignore[no-any-return]


async def way(change: Change, deal: Deal, target_key: UUID | None) -> tuple[Stage, Stage, list[Stage]]:
    """The stage a deal is in, the one it shall enter, and those it would skip. Raises `Refusal`."""
    ends = {"one": deal.stage_id, "other": target_key, "pipeline": deal.pipeline_id}
    rows = await change.fetch(_WAY.format(stages=columns(Stage, "s")), ends)
    found = [look(Stage, row) for row in rows]
    by_id: dict[UUID | None, Stage] = {one.id: one for one in found}
    # There, unless they are gone or of another pipeline.
    current = by_id.get(deal.stage_id) or await stage_of(change, deal.stage_id)
    target = by_id.get(target_key) or await stage_of(change, target_key, "stageId")
    if target.pipeline_id != deal.pipeline_id:
        raise Refusal("OTHER_PIPELINE", ("stageId",))
    if target.type not in (StageType.OPEN, StageType.WON):
        return current, target, []
    between = [one for one in found if one.type is StageType.OPEN and not one.is_optional and is_for(one, deal)]
    return current, target, [one for one in between if current.position < one.position < target.position]
