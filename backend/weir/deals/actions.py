"""What can be done with deals, besides moving them (see `moving`)."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from weir.catalog.ids import decode, key_of
from weir.changing.change import Change
from weir.changing.inputs import tidy
from weir.changing.records import DEPENDENTS, create, owner_for_new, restore, update, void
from weir.contacts.model import Contact
from weir.deals.closing import closing_items
from weir.deals.gate import entry_items, unmet_items
from weir.deals.kinds import BuyingRole, DealStatus, ProbabilitySource
from weir.deals.model import Deal, DealContact, DealLine
from weir.deals.moving import gate_refusal, opening_stage, stage_of, unmet_data, way
from weir.deals.places import rank_in
from weir.deals.valuing import line_total, revalue
from weir.deals.visits import apply_stage, visit
from weir.errors import Refusal, not_found
from weir.pipelines.model import Pipeline, Stage, StageType
from weir.products.model import Product

MAX_LINES = 200


async def create_deal(change: Change, given: dict[str, Any]) -> Deal:
    """A new deal in the first open stage of its pipeline (the default pipeline when none is named), or in a named stage."""
    owner_id = await owner_for_new(change, given)
    target = await _first_stage(change, given)

    async def whole(change: Change, deal: Deal) -> None:
        deal.pipeline_id = target.pipeline_id
        apply_stage(deal, target, None)
        if not deal.currency:
            deal.currency = change.viewer.base_currency
        await revalue(change, deal)
        deal.stage_entered_at = change.now
        deal.rank = await rank_in(change, deal, target)

    deal = await create(
        change,
        Deal,
        given,
        whole,
        owner_id=owner_id,
        pipeline_id=target.pipeline_id,
        stage_id=target.id,
        currency=_currency(change, given),
    )
    for one in given.get("contacts") or []:
        await _add_contact(change, deal, one)
    if target.position > 0:
        await change.session.flush()
        if items := await entry_items(change, deal, target):
            raise gate_refusal(change, target, items, None)
    visit(change, deal, None, target, None, at=change.now)
    await change.save("opened")
    return deal


def _currency(change: Change, given: dict[str, Any]) -> str:
    return str((given.get("amount") or {}).get("currency") or change.viewer.base_currency).upper()


async def _first_stage(change: Change, given: dict[str, Any]) -> Stage:
    if given.get("stageId"):
        stage = await stage_of(change, key_of(given["stageId"], "stage"), "stageId")
        if stage.type is not StageType.OPEN:
            raise Refusal("OTHER_PIPELINE", ("stageId",))
        return stage
    pipelines = select(Pipeline).where(Pipeline.is_active, Pipeline.deleted_at.is_(None))  # type: ignore[union-attr]
    if given.get("pipelineId"):
        pipelines = pipelines.where(Pipeline.id == key_of(given["pipelineId"], "pipeline"))
    pipeline = (await change.session.exec(pipelines.order_by(Pipeline.position, Pipeline.id))).first()  # type: ignore[attr-defined, arg-type]
    if pipeline is None:
        raise not_found("pipelineId")
    return await opening_stage(change, pipeline.id)


async def update_deal(change: Change, given: dict[str, Any]) -> Deal:
    """Changes a deal's fields. A typed probability or forecast category stays until it is given back to the stage."""

    async def whole(change: Change, deal: Deal) -> None:
        if "probability" in given:
            if deal.status is not DealStatus.OPEN:
                raise Refusal("DEAL_CLOSED", ("probability",))
            label = {"label": ("赢单概率", "Probability")}
            if not 0 <= deal.probability <= 99:
                raise Refusal("INVALID", ("probability",), {**label, "why": ("应在 0 到 99 之间。", "it is 0 to 99.")})
            deal.probability_source = ProbabilitySource.MANUAL
        if "forecastCategory" in given:
            deal.forecast_overridden = True
        if given.get("resetProbability"):
            stage = await stage_of(change, deal.stage_id)
            deal.probability_source, deal.probability = ProbabilitySource.STAGE, min(stage.probability, 99)
            deal.forecast_category, deal.forecast_overridden = stage.forecast_category, False
        if "amount" in given:
            await revalue(change, deal)

    return await update(change, Deal, given, whole)


async def void_deal(change: Change, given: dict[str, Any]) -> Deal:
    """Voids a deal."""
    return await void(change, Deal, given)


async def restore_deal(change: Change, given: dict[str, Any]) -> Deal:
    """Restores a voided deal."""
    return await restore(change, Deal, given)


async def pause_deal(change: Change, given: dict[str, Any]) -> Deal:
    """Pauses dwell and idle alerts until a day in the future; the sales cycle goes on counting."""
    deal = await _open(change, given)
    until: date = given["until"]
    if until <= change.today:
        label = {"label": ("暂停至", "Paused until")}
        raise Refusal("INVALID", ("until",), {**label, "why": ("应晚于今天。", "it must be later than today.")})
    deal.paused_days += (until - change.today).days
    deal.paused_until = until
    await change.save("paused")
    return deal


async def resume_deal(change: Change, given: dict[str, Any]) -> Deal:
    """Ends a pause now."""
    deal = await _open(change, given)
    if deal.paused_until and deal.paused_until > change.today:
        deal.paused_days = max(0, deal.paused_days - (deal.paused_until - change.today).days)
    deal.paused_until = None
    await change.save("resumed")
    return deal


async def _open(change: Change, given: dict[str, Any]) -> Deal:
    deal = await change.load(Deal, key_of(given["id"], "deal"), version=given["version"])
    if deal.status is not DealStatus.OPEN:
        raise Refusal("DEAL_CLOSED", ("id",))
    return deal


async def set_deal_lines(change: Change, given: dict[str, Any]) -> Deal:
    """Replaces a deal's lines; the amount is their sum from now on."""
    deal = await change.load(Deal, key_of(given["dealId"], "deal"), version=given["version"])
    lines = given["lines"]
    if len(lines) > MAX_LINES:
        raise Refusal("LIMIT", ("lines",), {"max": MAX_LINES})
    known = {row.id: row for row in await _lines(change, deal)}
    for position, one in enumerate(lines):
        row = known.pop(key_of(one.get("id"), "deal_line") or UUID(int=0), None) or DealLine(
            deal_id=deal.id, currency=deal.currency, position=position
        )
        await _fill_line(change, deal, row, one, position)
        change.add(row)
    for row in known.values():
        await change.session.delete(row)
        change.record(DealLine, row.id, "removed", {"total": [str(row.total), None]})
    await change.save("priced")
    await revalue(change, deal)
    deal.updated_at = change.now
    await change.save("priced")
    return deal


async def _lines(change: Change, deal: Deal) -> list[DealLine]:
    return list((await change.session.exec(select(DealLine).where(DealLine.deal_id == deal.id))).all())  # type: ignore[attr-defined]


async def _fill_line(change: Change, deal: Deal, row: DealLine, one: dict[str, Any], position: int) -> None:
    path = ("lines", str(position))
    product = None
    if one.get("productId"):
        product = await change.see(Product, key_of(one["productId"], "product"), "lines")
    price = one.get("unitPrice")
    if price is None and product is not None and product.currency == deal.currency:
        price = product.list_price
    label = {"label": ("单价", "Unit price")}
    if price is None:
        raise Refusal("REQUIRED", (*path, "unitPrice"), label)
    if not 0 <= price < 10**13 or not 0 < one["quantity"] < 10**9 or not 0 <= (one.get("discount") or 0) <= 100:
        why = (
            "数量须大于 0，单价不为负，折扣在 0 到 100 之间。",
            "quantity above 0, price not negative, discount 0 to 100.",
        )
        raise Refusal("INVALID", path, {"label": ("明细", "The line"), "why": why})
    row.position = position
    row.product_id = product.id if product else None
    row.description = tidy(one.get("description") or (product.name if product else ""))[:300] or None
    row.quantity, row.unit_price, row.discount = one["quantity"], price, one.get("discount") or 0  # type: ignore[assignment]
    row.currency = deal.currency
    row.total = line_total(row.quantity, row.unit_price, row.discount, deal.currency)


async def add_deal_contact(change: Change, given: dict[str, Any]) -> Deal:
    """Gives a contact a buying role in a deal, or changes it."""
    deal = await change.load(Deal, key_of(given["dealId"], "deal"))
    await _add_contact(change, deal, given)
    await change.save("contact_set")
    return deal


async def _add_contact(change: Change, deal: Deal, given: dict[str, Any]) -> None:
    contact = await change.see(Contact, key_of(given["contactId"], "contact"), "contactId")
    query = select(DealContact).where(DealContact.deal_id == deal.id, DealContact.contact_id == contact.id)
    row = (await change.session.exec(query)).first()  # type: ignore[attr-defined]
    if row is None:
        row = change.add(DealContact(deal_id=deal.id, contact_id=contact.id, role=BuyingRole(given["role"])))
    row.role = BuyingRole(given["role"])
    if given.get("isPrimary"):
        others = sa.update(DealContact).where(DealContact.deal_id == deal.id, DealContact.id != row.id)  # type: ignore[arg-type]
        await change.session.execute(others.values(is_primary=False, version=DealContact.version + 1))
        row.is_primary = True


async def remove_deal_contact(change: Change, given: dict[str, Any]) -> Deal:
    """Takes a contact out of a deal."""
    found = decode(given["id"])
    row = await change.session.get(DealContact, found[1]) if found and found[0].name == "deal_contact" else None
    if row is None:
        raise not_found("id")
    deal = await change.load(Deal, row.deal_id)
    await change.session.delete(row)
    change.record(DealContact, row.id, "removed", {"contact_id": [str(row.contact_id), None]})
    deal.updated_at = change.now
    await change.save("contact_removed")
    return deal


async def gate(change: Change, deal_id: str, stage_id: str) -> dict[str, Any] | None:
    """What is missing for a move, without making it; None when there is no such deal or stage, or it is not the viewer's to move."""
    try:
        # Judged as the move is: who may only look learns nothing of fields they may not read.
        deal = await change.load(Deal, key_of(deal_id, "deal"))
        current, target, skipped = await way(change, deal, key_of(stage_id, "stage"))
    except Refusal:
        return None
    items = await unmet_items(change, deal, current, target, skipped) + closing_items(deal, target)
    chinese = change.viewer.is_chinese
    return {
        "unmet": [unmet_data(one, chinese) for one in items],
        "is_allowed": not items and target.id != current.id,
        "can_override": change.viewer.has("deal.override"),
        "needs_reason": target.type is StageType.OPEN and target.position < current.position,
    }


async def _has_open_deals(change: Change, account: Any) -> None:
    """An account with open deals is not voided: its deals would lose their customer."""
    query = select(sa.func.count()).where(
        Deal.account_id == account.id, Deal.status == DealStatus.OPEN, col(Deal.deleted_at).is_(None)
    )
    if count := (await change.session.exec(query)).one():  # type: ignore[attr-defined]
        raise Refusal("IN_USE", ("id",), {"count": count, "what": ("进行中的商机", "open deals")})


DEPENDENTS.setdefault("account", []).append(_has_open_deals)
