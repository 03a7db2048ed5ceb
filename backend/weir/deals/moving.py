"""`moveDeal`: the one way to change a stage, used by drag, form, bulk, import and API alike.

Permission, exit criteria of the current stage, entry criteria of the target, required fields, write, actions; a refusal changes
nothing and lists everything that is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import select

from weir.accounts.model import Account, AccountType
from weir.activities.model import Task, TaskKind
from weir.catalog.declare import Kind
from weir.catalog.ids import encode, key_of
from weir.catalog.registry import OBJECTS, camel
from weir.changing.change import Change
from weir.changing.inputs import clean, tidy_lines
from weir.deals.gate import Unmet, unmet_items
from weir.deals.model import Deal, DealStatus, LostReason, ProbabilitySource, StageVisit, WonReason
from weir.deals.rank import between
from weir.deals.valuing import revalue
from weir.errors import Refusal, forbidden, not_found
from weir.identity.model import User, UserRole
from weir.messages import pick
from weir.pipelines.actions import GATE
from weir.pipelines.model import Stage, StageType

MIN_REOPEN_REASON = 10
# The kinds of task a stage may make on entry; the room below checks what admins write.
GATE.update(task_kinds=frozenset(kind.value for kind in TaskKind))


@dataclass
class Move:
    """What a move asks for beyond the target: place, reason, override and the fields that come with it."""

    after: str | None = None
    before: str | None = None
    reason: str | None = None
    override: bool = False
    closed_at: datetime | None = None


async def move_deal(change: Change, given: dict[str, Any]) -> tuple[Deal, list[Any]]:
    """Moves a deal to a stage (or to another place in its column). Returns the deal and the keys of the stages that changed."""
    deal = await change.load(Deal, key_of(given["id"], "deal"), version=given["version"])
    # The whole pipeline at once; what is asked of single stages below is answered by the session.
    stages = await pipeline_stages(change, deal)
    current = await stage_of(change, deal.stage_id)
    target = await stage_of(change, key_of(given["stageId"], "stage"), "stageId")
    if target.pipeline_id != deal.pipeline_id:
        raise Refusal("OTHER_PIPELINE", ("stageId",))
    await take_fields(change, deal, given.get("fields") or {})
    move = Move(
        after=given.get("afterId"),
        before=given.get("beforeId"),
        reason=tidy_lines(given.get("reason") or "") or None,
        override=bool(given.get("override")),
        closed_at=given.get("closedAt"),
    )
    if target.id != current.id:
        await enter(change, deal, current, target, move, stages)
    deal.rank = await rank_in(change, deal, target, move)
    await change.save(
        "moved" if target.id != current.id else "ranked",
        stage=encode("stage", target.id),
        **{"from": encode("stage", current.id)},
    )
    return deal, list(dict.fromkeys([current.id, target.id]))


async def enter(change: Change, deal: Deal, current: Stage, target: Stage, move: Move, stages: Sequence[Stage]) -> None:
    """The change of stage itself, after the gate."""
    if current.type is not StageType.OPEN:
        raise Refusal("DEAL_CLOSED", ("stageId",))
    skipped = (
        [
            one
            for one in stages
            if one.type is StageType.OPEN and not one.is_optional and current.position < one.position < target.position
        ]
        if target.type in (StageType.OPEN, StageType.WON)
        else []
    )
    back = target.type is StageType.OPEN and target.position < current.position
    overridden = await _pass(change, deal, current, target, skipped, back, move)
    closed_at = _closing_time(change, move) if target.type is not StageType.OPEN else None
    await visit(
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
        await _customer(change, deal)
    await _enter_actions(change, deal, target)


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
    chinese = change.viewer.locale.upper().startswith("ZH")
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
    return f"{field.api_name}Id" if field.info.kind is Kind.LINK else field.api_name


def closing_items(deal: Deal, target: Stage) -> list[Unmet]:
    """What winning or losing needs: a reason, the competitor or a note where the reason asks for it."""

    def item(field: str, zh: str, en: str) -> Unmet:
        return Unmet("FIELD", field, (zh, en), True, target)

    found = []
    if target.type is StageType.WON:
        if deal.won_reason is None:
            found.append(item("won_reason", "赢单原因", "Won reason"))
        if deal.amount is None:
            found.append(item("amount", "金额", "Amount"))
    if target.type is StageType.LOST:
        if deal.lost_reason is None:
            found.append(item("lost_reason", "输单原因", "Lost reason"))
        if deal.lost_reason is LostReason.COMPETITOR and not deal.competitor:
            found.append(item("competitor", "竞争对手", "Competitor"))
        if deal.lost_reason is LostReason.OTHER and not deal.lost_note:
            found.append(item("lost_note", "输单说明", "Lost note"))
    if target.type is StageType.INVALID and not deal.lost_note:
        found.append(item("lost_note", "无效说明", "Why it is invalid"))
    return found


def apply_stage(deal: Deal, target: Stage, closed_at: datetime | None) -> None:
    """The fields a stage decides. A manual probability stays while the deal is open."""
    deal.stage_id = target.id
    deal.status = DealStatus(target.type.value)
    if target.type is StageType.OPEN:
        if deal.probability_source is not ProbabilitySource.MANUAL:
            deal.probability = min(target.probability, 99)
        deal.closed_at = None
    else:
        deal.probability = 100 if target.type is StageType.WON else 0
        deal.probability_source = ProbabilitySource.STAGE
        deal.closed_at = closed_at
        deal.paused_until = None
    if not deal.forecast_overridden or target.type is not StageType.OPEN:
        deal.forecast_category = target.forecast_category
        deal.forecast_overridden = False
    deal.paused_days = 0


async def visit(
    change: Change,
    deal: Deal,
    current: Stage | None,
    target: Stage,
    reason: str | None,
    *,
    at: datetime,
    skip: bool = False,
    back: bool = False,
    override: bool = False,
) -> None:
    """Closes the open stay of a deal and opens the next: no gap, no overlap. A closed stage is a stay without length."""
    if current is not None:
        at = max(at, deal.stage_entered_at)
        await change.session.execute(
            sa.update(StageVisit)
            .where(StageVisit.deal_id == deal.id, StageVisit.exited_at.is_(None))  # type: ignore[arg-type, union-attr]
            .values(exited_at=at)
        )
    change.add(
        StageVisit(
            deal_id=deal.id,
            from_stage_id=current.id if current else None,
            stage_id=target.id,
            entered_at=at,
            exited_at=None if target.type is StageType.OPEN else at,
            amount_at=deal.base_amount,
            probability_at=deal.probability,
            owner_id=deal.owner_id,
            actor_id=change.viewer.user_id,
            reason=reason,
            is_skip=skip,
            is_back=back,
            is_override=override,
        )
    )
    deal.stage_entered_at = at


def _closing_time(change: Change, move: Move) -> datetime:
    """Now, or a day back to the start of the current month for who may back-date; never the future."""
    if move.closed_at is None:
        return change.now
    at = move.closed_at.astimezone(UTC)
    month = datetime.combine(change.today.replace(day=1), time(), ZoneInfo(change.viewer.time_zone))
    label = {"label": ("关闭时间", "Closed")}
    if at > change.now:
        raise Refusal("INVALID", ("closedAt",), {**label, "why": ("不能晚于现在。", "it lies in the future.")})
    if at < change.now - timedelta(minutes=5):
        if not change.viewer.has("deal.backdate"):
            raise forbidden("closedAt")
        if at < month:
            raise Refusal(
                "INVALID", ("closedAt",), {**label, "why": ("不能早于本月初。", "it lies before this month.")}
            )
    return at


async def take_fields(change: Change, deal: Deal, fields: dict[str, Any]) -> None:
    """The fields that come with a move: the ones of an update, and the closing's own."""
    closing = {"wonReason": ("won_reason", WonReason), "lostReason": ("lost_reason", LostReason)}
    plain = {name: value for name, value in fields.items() if name not in (*closing, "lostNote")}
    for column, value in (await clean(change, OBJECTS["deal"], plain, update=True)).items():
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


async def pipeline_stages(change: Change, deal: Deal) -> Sequence[Stage]:
    """The live stages of the deal's pipeline, in order."""
    query = select(Stage).where(Stage.pipeline_id == deal.pipeline_id, Stage.deleted_at.is_(None))  # type: ignore[union-attr]
    return (await change.session.exec(query.order_by(Stage.position))).all()  # type: ignore[arg-type, attr-defined, no-any-return]


async def rank_in(change: Change, deal: Deal, target: Stage, move: Move) -> str:
    """The rank between the named neighbours as they stand now; at the top of the column when none is named."""

    async def rank_of(text: str | None) -> str | None:
        key = key_of(text, "deal")
        if key is None or key == deal.id:
            return None
        # A card out of sight is no neighbour: its place would tell which stage it is in.
        try:
            await change.see(Deal, key)
        except Refusal:
            return None
        query = sa.select(Deal.rank).where(Deal.id == key, Deal.stage_id == target.id)  # type: ignore[call-overload]
        return (await change.session.execute(query)).scalar()

    upper, lower = await rank_of(move.after), await rank_of(move.before)
    stays = not sa.inspect(deal).attrs["stage_id"].history.has_changes()
    if stays and upper is None and lower is None and not (move.after or move.before):
        return deal.rank
    column = sa.select(Deal.rank).where(Deal.stage_id == target.id, Deal.deleted_at.is_(None), Deal.id != deal.id)  # type: ignore[call-overload, union-attr]
    if upper is None and lower is None:
        return await top_rank(change, target, deal)
    elif upper is not None and (lower is None or lower <= upper):
        lower = (await change.session.execute(column.where(Deal.rank > upper).order_by(Deal.rank).limit(1))).scalar()
    elif upper is None and lower is not None:
        query = column.where(Deal.rank < lower).order_by(sa.desc(Deal.rank)).limit(1)
        upper = (await change.session.execute(query)).scalar()
    return between(upper, lower)


async def top_rank(change: Change, target: Stage, deal: Deal) -> str:
    """The rank above every other card of a column."""
    column = sa.select(Deal.rank).where(Deal.stage_id == target.id, Deal.deleted_at.is_(None), Deal.id != deal.id)  # type: ignore[call-overload, union-attr]
    return between(None, (await change.session.execute(column.order_by(Deal.rank).limit(1))).scalar())


async def _customer(change: Change, deal: Deal) -> None:
    """A won deal makes its account a customer."""
    if deal.account_id is None:
        return
    account = await change.session.get(Account, deal.account_id, with_for_update=True)
    if account is not None and account.type is AccountType.PROSPECT:
        account.type = AccountType.CUSTOMER


async def _enter_actions(change: Change, deal: Deal, target: Stage) -> None:
    """Tasks a stage creates on entry, each once for each deal and stage."""
    for index, action in enumerate(target.enter_actions):
        if action.get("kind") != "TASK":
            continue
        key = f"enter:{deal.id}:{target.id}:{index}"
        known = sa.select(sa.exists().where(Task.dedupe_key == key))  # type: ignore[arg-type]
        if (await change.session.execute(known)).scalar():
            continue
        zh, en = action.get("titleZh", ""), action.get("titleEn", "")
        change.add(
            Task(
                title=zh if change.viewer.locale.upper().startswith("ZH") else en or zh,
                kind=TaskKind(action.get("taskKind", "TODO")),
                assignee_id=await _assignee(change, deal, action.get("assignee", "OWNER")),
                due_at=change.now + timedelta(days=int(action.get("dueInDays", 1))),
                deal_id=deal.id,
                account_id=deal.account_id,
                dedupe_key=key,
            )
        )


async def _assignee(change: Change, deal: Deal, who: str) -> Any:
    """The deal's owner, or the first active person with the named role."""
    if who == "OWNER":
        return deal.owner_id
    query = (
        select(User.id)
        .join(UserRole, UserRole.user_id == User.id)  # type: ignore[arg-type]
        .where(UserRole.role == who, User.is_active)
        .order_by(User.created_at, User.id)  # type: ignore[arg-type]
    )
    return (await change.session.exec(query)).first() or deal.owner_id  # type: ignore[attr-defined]


async def reopen_deal(change: Change, given: dict[str, Any]) -> Deal:
    """Opens a closed deal again; the old closing stays in its history. Needs the right and a reason of 10 characters."""
    deal = await change.load(Deal, key_of(given["id"], "deal"), version=given["version"])
    change.require("deal.reopen")
    reason = tidy_lines(given.get("reason") or "")
    if len(reason) < MIN_REOPEN_REASON:
        raise Refusal("REASON_TOO_SHORT", ("reason",), {"min": MIN_REOPEN_REASON})
    if deal.status is DealStatus.OPEN:
        raise Refusal("DEAL_OPEN", ("id",))
    current = await stage_of(change, deal.stage_id)
    if given.get("stageId"):
        target = await stage_of(change, key_of(given["stageId"], "stage"), "stageId")
    else:
        query = (
            select(StageVisit.stage_id)
            .join(Stage, Stage.id == StageVisit.stage_id)  # type: ignore[arg-type]
            .where(StageVisit.deal_id == deal.id, Stage.type == StageType.OPEN, Stage.deleted_at.is_(None))  # type: ignore[union-attr]
            .order_by(sa.desc(StageVisit.entered_at), sa.desc(StageVisit.id))  # type: ignore[call-overload]
        )
        last = (await change.session.exec(query)).first()  # type: ignore[attr-defined]
        first = next(one for one in await pipeline_stages(change, deal) if one.type is StageType.OPEN)
        target = await stage_of(change, last) if last else first
    if target.pipeline_id != deal.pipeline_id or target.type is not StageType.OPEN:
        raise Refusal("OTHER_PIPELINE", ("stageId",))
    await visit(change, deal, current, target, reason, at=change.now, back=True)
    deal.won_reason = deal.lost_reason = None
    apply_stage(deal, target, None)
    deal.rank = await rank_in(change, deal, target, Move())
    await change.save("reopened", stage=encode("stage", target.id))
    return deal
