"""What can be done with quotas: to set many at once, as they stand in a sheet."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from weir.access.predicate import visible
from weir.catalog.ids import key_of
from weir.changing.change import Change
from weir.errors import Refusal, forbidden, not_found
from weir.quotas import texts  # noqa: F401 (what its refusals say)
from weir.quotas.model import Quota, QuotaMetric

MOST_CELLS = 2_000
LARGEST = Decimal(10) ** 13
Cell = tuple[UUID | None, UUID | None, date]

# Who exists for the viewer, and whose target they may set.
TARGETS = """
select t.n, q.user_id is null or exists (select 1 from "user" u where u.id = q.user_id and u.partner_id is null and {people}),
    q.department_id is null or exists (select 1 from department d where d.id = q.department_id and {departments}), ({may_change})
from unnest(%(users)s::uuid[], %(departments)s::uuid[]) with ordinality t(user_id, department_id, n),
    lateral (select t.user_id, t.department_id) q order by t.n
"""


async def set_quotas(change: Change, given: dict[str, Any]) -> int:
    """Sets targets; all or none. Returns how many differ now. Raises `Refusal`.

    A cell is refused when its target is no longer what the caller saw (`was`).
    """
    change.allow("update", Quota)
    cells: list[dict[str, Any]] = given["cells"]
    if len(cells) > MOST_CELLS:
        raise Refusal("LIMIT", ("cells",), {"max": MOST_CELLS})
    metric = QuotaMetric(given["metric"])
    wanted: dict[Cell, tuple[Decimal | None, Decimal | None]] = {}
    for n, cell in enumerate(cells):
        key = _key(cell, n)
        if key in wanted:
            raise Refusal("QUOTA_TWICE", ("cells", str(n)))
        wanted[key] = (_amount(cell.get("amount"), metric, n), cell.get("was"))
    await _permitted(change, list(dict.fromkeys(key[:2] for key in wanted)))
    known = await _known(change, metric, list(wanted))
    changed = 0
    currency = change.viewer.base_currency if metric.is_money else None
    for key, (amount, was) in wanted.items():
        quota = known.get(key)
        if (quota.target if quota else None) != was:
            raise Refusal("QUOTA_CHANGED", ("cells",))
        if amount == was:
            continue
        changed += 1
        if quota:
            quota.target, quota.currency = amount, currency
        else:
            user, department, month = key
            change.add(
                Quota(
                    month=month, metric=metric, user_id=user, department_id=department, target=amount, currency=currency
                )
            )
    await change.save("planned")
    return changed


def _key(cell: dict[str, Any], n: int) -> Cell:
    month: date = cell["month"]
    if month.day != 1 or not 1990 <= month.year <= 2200:
        raise Refusal("QUOTA_MONTH", ("cells", str(n), "month"))
    found = []
    for name, kind in (("userId", "user"), ("departmentId", "department")):
        key = key_of(cell[name], kind) if cell.get(name) else None
        if cell.get(name) and key is None:
            raise not_found("cells", str(n), name)
        found.append(key)
    user, department = found
    if user and department:
        raise not_found("cells", str(n), "departmentId")
    return user, department, month


def _amount(value: Decimal | None, metric: QuotaMetric, n: int) -> Decimal | None:
    if value is None:
        return None
    whole = metric is QuotaMetric.NEW_CUSTOMERS
    if not value.is_finite() or not 0 <= value < LARGEST or value != round(value, 0 if whole else 2):
        raise Refusal("QUOTA_AMOUNT", ("cells", str(n), "amount"))
    return value


async def _permitted(change: Change, targets: Sequence[tuple[UUID | None, UUID | None]]) -> None:
    viewer = change.viewer
    sql = TARGETS.format(
        people=visible("user", "u", viewer),
        departments=visible("department", "d", viewer),
        may_change=visible("quota", "q", viewer, "update"),
    )
    params = {"users": [one[0] for one in targets], "departments": [one[1] for one in targets]}
    for _, has_user, has_department, may in await change.fetch(sql, {**viewer.params, **params}):
        if not (has_user and has_department):
            raise not_found("cells")
        if not may:
            raise forbidden("cells")


async def _known(change: Change, metric: QuotaMetric, cells: list[Cell]) -> dict[Cell, Quota]:
    """The rows there are, locked in one order. The lock on the metric keeps two planners from entering one target twice."""
    await change.fetch("select pg_advisory_xact_lock(hashtext(%(name)s))", {"name": f"quota {metric.value}"})
    months, users, departments = (list({cell[n] for cell in cells}) for n in (2, 0, 1))
    query = (
        select(Quota)
        .where(
            Quota.metric == metric,
            col(Quota.month).in_(months),
            sa.or_(col(Quota.user_id).in_([one for one in users if one]), col(Quota.user_id).is_(None)),
            sa.or_(
                col(Quota.department_id).in_([one for one in departments if one]), col(Quota.department_id).is_(None)
            ),
        )
        .order_by(col(Quota.id))
        .with_for_update()
    )
    found = (await change.session.exec(query)).all()  # type: ignore[attr-defined]
    return {(one.user_id, one.department_id, one.month): one for one in found}
