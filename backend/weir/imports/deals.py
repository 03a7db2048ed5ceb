"""Deals of a file: the stage and the dates it tells become the deal's history; all invariants of a deal hold."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from weir.imports.acting import Acting
from weir.imports.drafting import Draft
from weir.imports.finishing import Finisher
from weir.imports.plan import FilePlan
from weir.imports.rates import Rates
from weir.imports.stages import Goal, Goals, unmet
from weir.money.rates import in_base

NOTES = ("导入自 {file},文件中没有原因。", "Imported from {file}, which gives no reason.")


class Deals(Finisher):
    """What a row says about a deal, made whole: stage, status, probability, dates, amounts, reasons, one line, its visits."""

    def __init__(self, acting: Acting, plan: FilePlan):
        super().__init__(acting, plan)
        self.goals = Goals.planned(acting, plan)
        self._own_goals: dict[UUID, Goals] = {}
        self.rates = Rates(acting)
        self.note = NOTES[not acting.chinese].format(file=acting.files[plan.no]["name"])

    def read_columns(self) -> list[str]:
        more = {
            "stage_id",
            "status",
            "closed_at",
            "stage_entered_at",
            "created_at",
            "fx_rate",
            "base_amount",
            "currency",
        }
        decided = {"probability", "probability_source", "forecast_category", "pipeline_id", "won_reason", "lost_reason"}
        return sorted({*super().read_columns(), *more, *decided})

    def prepare(self, drafts: list[Draft]) -> None:
        super().prepare(drafts)
        keys = [draft.record_id for draft in drafts if draft.record_id]
        if keys:
            sql = (
                "select deal_id, count(*), min(id::text)::uuid from deal_line where deal_id = any(%s) group by deal_id"
            )
            lines = {row[0]: row[1:] for row in self.acting.rows(sql, [keys])}
            for draft in drafts:
                draft.extra["lines"], draft.extra["line"] = lines.get(draft.record_id, (0, None))

    def rules(self, draft: Draft, columns: dict[str, Any]) -> None:
        values = draft.values
        columns.pop("closed_at", None)
        goals = self._goals_for(draft)
        goal = goals.named(values["stage"]) if "stage" in values else None
        if goal is None:
            if "stage" in values:
                draft.wrong("ROW_STAGE", "stage", value=values["stage"])
            return
        if draft.record_id is not None:
            self._update(draft, columns, goal, goals)
        else:
            self._create(draft, columns, goal)

    def _goals_for(self, draft: Draft) -> Goals:
        """A deal that is there moves in its own pipeline."""
        key = draft.before.get("pipeline_id")
        if key is None:
            return self.goals
        if key not in self._own_goals:
            self._own_goals[key] = Goals.of(self.acting, key)
        return self._own_goals[key]

    def _create(self, draft: Draft, columns: dict[str, Any], goal: Goal) -> None:
        values, is_open = draft.values, goal.type == "OPEN"
        closed_at = self._closing(draft, goal)
        created_at = values.get("createdAt") or (None if is_open else closed_at)
        if is_open:
            self._open_warnings(draft, created_at)
            if "closedAt" in values and "expectedCloseDate" not in values:
                columns["expected_close_date"] = values["closedAt"].astimezone(self.acting.zone).date()
        created_at = created_at or self.acting.now
        if closed_at and closed_at < created_at:
            draft.wrong("ROW_CLOSED_BEFORE", "closedAt", value=self._day(closed_at), start=self._day(created_at))
        if "name" not in columns:
            columns["name"] = self._name(draft)
        columns.update(created_at=created_at, pipeline_id=self.goals.pipeline_id)
        self._apply(draft, columns, goal, closed_at)
        self._money(draft, columns, closed_at)
        entered = closed_at or created_at
        columns["stage_entered_at"] = entered
        missing = (
            unmet(goal, columns, "product" in values, self.acting.chinese) if is_open else self._demanded(goal, columns)
        )
        if missing:
            draft.wrong("ROW_GATE", "stage", stage=goal.pair, missing=missing)
        draft.extra["visits"] = self._visits(goal, created_at, closed_at, columns)
        draft.extra["line_of"] = values.get("product")

    def _demanded(self, goal: Goal, columns: dict[str, Any]) -> list[str]:
        """A closed stage's own required fields; what it asks of the road there, history has answered."""
        bare = Goal(goal.id, goal.names, goal.type, goal.probability, goal.category, 1, goal.required_fields)
        found = unmet(bare, {**columns, "expected_close_date": True}, True, self.acting.chinese)
        return found if goal.required_fields else []

    def _open_warnings(self, draft: Draft, created_at: datetime | None) -> None:
        if "account" not in draft.values and not any(one["field"] == "account" for one in draft.problems):
            draft.warn("ROW_NO_ACCOUNT", "account")
        if created_at is None:
            draft.warn("ROW_NO_DATE", "createdAt")

    def _closing(self, draft: Draft, goal: Goal) -> datetime | None:
        if goal.type == "OPEN":
            return None
        at: datetime | None = draft.values.get("closedAt")
        if at is None:
            if not any(one["field"] == "closedAt" for one in draft.problems):
                draft.wrong("ROW_REQUIRED", "closedAt")
            return self.acting.now
        if at > self.acting.now:
            draft.wrong("ROW_FUTURE", "closedAt", value=self._day(at))
        return at

    def _day(self, at: datetime) -> str:
        return at.astimezone(self.acting.zone).date().isoformat()

    def _name(self, draft: Draft) -> str | None:
        names = draft.extra.get("names", {})
        parts = [names[one] for one in ("product", "account") if names.get(one)]
        name = " – ".join(parts) or draft.values.get("externalId")
        if name is None:
            draft.wrong("ROW_REQUIRED", "name")
        return name and name[:200]

    def _apply(self, draft: Draft, columns: dict[str, Any], goal: Goal, closed_at: datetime | None) -> None:
        """The columns a stage decides, and the reasons a closing needs."""
        columns.update(
            stage_id=goal.id,
            status=goal.type,
            probability={"WON": 100, "OPEN": min(goal.probability, 99)}.get(goal.type, 0),
            probability_source="STAGE",
            forecast_category=goal.category,
            closed_at=closed_at,
        )
        if goal.type == "WON":
            columns.setdefault("won_reason", "OTHER")
        if goal.type in ("LOST", "INVALID"):
            if goal.type == "LOST":
                columns.setdefault("lost_reason", "OTHER")
            if columns.get("lost_reason") == "COMPETITOR" and not (
                columns.get("competitor") or draft.before.get("competitor")
            ):
                draft.wrong("ROW_REQUIRED", "competitor")
            if columns.get("lost_reason") != "COMPETITOR" or goal.type == "INVALID":
                columns.setdefault("lost_note", self.note)
        unused = {"WON": ("lost_reason", "lost_note"), "OPEN": ("won_reason", "lost_reason", "lost_note")}
        for name in unused.get(goal.type, ("won_reason",)):
            columns.pop(name, None)

    def _money(self, draft: Draft, columns: dict[str, Any], closed_at: datetime | None) -> None:
        """Amount in the organisation's currency: at the rate of the closing day, of today while the deal is open."""
        amount: Decimal | None = columns.get("amount")
        columns.setdefault("currency", self.acting.currency)
        if (
            columns["status"] == "WON"
            and amount is None
            and not any(one["field"] == "amount" for one in draft.problems)
        ):
            draft.wrong("ROW_REQUIRED", "amount")
        day = closed_at.astimezone(self.acting.zone).date() if closed_at else self.acting.today
        rate = self.rates.on(day)
        if rate is None:
            draft.wrong("ROW_NO_RATE", "amount", currency=self.acting.currency, day=day.isoformat())
            return
        columns["fx_rate"], columns["base_amount"] = rate, in_base(amount, rate)

    def _visits(
        self, goal: Goal, created_at: datetime, closed_at: datetime | None, columns: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """The stays of a new deal: in its open stage from the day it began, and the closing, which has no length."""
        base = {"amount_at": columns.get("base_amount"), "owner_id": columns.get("owner_id")}
        if closed_at is None:
            return [_visit(goal, None, created_at, None, goal.probability, base)]
        opening = self.goals.last_open
        if opening is None:
            return [_visit(goal, None, closed_at, closed_at, columns["probability"], base)]
        first = _visit(opening, None, created_at, closed_at, min(opening.probability, 99), base)
        return [first, _visit(goal, opening, closed_at, closed_at, columns["probability"], base)]

    def _update(self, draft: Draft, columns: dict[str, Any], goal: Goal, goals: Goals) -> None:
        """A known deal: plain fields change, and its stage by a move dated by the file."""
        before = draft.before
        if columns.get("amount") is not None and draft.extra.get("lines", 0) > 1:
            draft.warn("ROW_AMOUNT_FROM_LINES", "amount")
            columns.pop("amount"), columns.pop("currency", None)
        for name in ("won_reason", "lost_reason", "lost_note"):
            if before.get("status") == goal.type and name not in {"lost_note"} and columns.get(name) is None:
                columns.pop(name, None)
        moves = before.get("stage_id") != goal.id
        closed_at = before.get("closed_at")
        if moves:
            closed_at = self._move(draft, columns, goal, goals)
        columns["status"] = goal.type
        amount_now = columns.get("amount", before.get("amount"))
        changed = columns.get("amount") not in (None, before.get("amount")) or moves
        if changed:
            columns["amount"] = amount_now
            self._money(draft, columns, closed_at)
        else:
            columns.pop("currency", None)

    def _move(self, draft: Draft, columns: dict[str, Any], goal: Goal, goals: Goals) -> datetime | None:
        before = draft.before
        if before.get("status") != "OPEN":
            draft.wrong("ROW_DEAL_CLOSED", "stage", stage=goal.pair)
            return None
        closed_at = self._closing(draft, goal)
        at = max(closed_at or self.acting.now, before["stage_entered_at"])
        closed_at = at if closed_at else None
        self._apply(draft, columns, goal, closed_at)
        if goal.type == "OPEN":
            missing = unmet(goal, {**before, **columns}, bool(draft.extra.get("lines")), self.acting.chinese)
            if missing:
                draft.wrong("ROW_GATE", "stage", stage=goal.pair, missing=missing)
        columns["stage_entered_at"] = at
        current = next((one for one in goals.stages if one.id == before["stage_id"]), None)
        base = {"amount_at": before.get("base_amount"), "owner_id": columns.get("owner_id", before.get("owner_id"))}
        stay = _visit(goal, current, at, at if closed_at else None, columns["probability"], base)
        stay["is_back"] = bool(current and goal.type == "OPEN" and goal.position < current.position)
        draft.extra["visits"] = [stay]
        draft.extra["leave"] = at
        return closed_at


def _visit(
    goal: Goal, origin: Goal | None, entered: datetime, left: datetime | None, chance: int, base: dict[str, Any]
) -> dict[str, Any]:
    return {
        "from_stage_id": origin.id if origin else None,
        "stage_id": goal.id,
        "entered_at": entered,
        "exited_at": left,
        "probability_at": chance,
        "is_back": False,
        **base,
    }


def product_line(draft: Draft, amount: Decimal | None, currency: str) -> dict[str, Any] | None:
    """The one line of an imported deal: its product at the amount, so that the amount is the sum of the lines."""
    product = draft.extra.get("line_of")
    if not isinstance(product, UUID):
        return None
    quantity = draft.values.get("quantity") or Decimal(1)
    price = (amount / quantity).quantize(Decimal("0.01")) if amount is not None else None
    if price is not None and price * quantity != amount:
        quantity, price = Decimal(1), amount
    name = draft.extra.get("names", {}).get("product")
    return {
        "product_id": product,
        "position": 0,
        "description": name and name[:300],
        "quantity": quantity,
        "unit_price": price,
        "discount": Decimal(0),
        "total": amount,
        "currency": currency,
    }
