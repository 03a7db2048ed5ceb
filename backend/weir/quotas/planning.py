"""Who has which targets, month by month, as one viewer may see and set them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from weir.access.predicate import visible
from weir.access.viewer import Viewer

# A person, a department or the company stands for the target it could have, so that the one predicate of quotas decides for all.
PLACES = """
select p.kind, p.id, p.name, p.parent, p.path, p.leads, p.sells, p.may_plan,
    coalesce(t.targets, '{{}}'), coalesce(t.whole, 0), t.whole is not null
from (
    select 'PERSON' as kind, u.id, u.name, u.department_id as parent, null::uuid[] as path,
        u.is_active and exists (select 1 from user_role r where r.user_id = u.id and r.role = 'MANAGER') as leads,
        u.is_active and exists (select 1 from user_role r where r.user_id = u.id and r.role = 'REP') as sells,
        ({may_change}) as may_plan, u.joined_on, (u.deactivated_at at time zone %(v_tz)s)::date as left_on
    from "user" u, lateral (select u.id as user_id, null::uuid as department_id) q
    where u.partner_id is null and {people} and ({may_read})
    union all
    select 'DEPARTMENT', d.id, d.name, d.parent_id, d.path, true, true, ({may_change}), null, null
    from department d, lateral (select null::uuid as user_id, d.id as department_id) q where {departments} and ({may_read})
    union all
    select 'COMPANY', null, '', null, null, true, true, ({may_change}), null, null
    from (select null::uuid as user_id, null::uuid as department_id) q where ({may_read})) p
left join lateral (
    select jsonb_object_agg(q.month, q.target::text) as targets, round(sum(q.target * case when p.kind <> 'PERSON' then 1 else
        greatest(0, least(q.next, coalesce(p.left_on + 1, q.next)) - greatest(q.month, coalesce(p.joined_on, q.month)))::numeric
            / (q.next - q.month) end), 2) as whole
    from (select x.month, x.target, (x.month + interval '1 month')::date as next from quota x
        where x.metric = %(metric)s and x.month >= %(since)s and x.month < %(until)s and x.target is not null
            and x.user_id is not distinct from case when p.kind = 'PERSON' then p.id end
            and x.department_id is not distinct from case when p.kind = 'DEPARTMENT' then p.id end) q) t on true
order by p.name, p.id
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Who can have a target: `kind` is PERSON, DEPARTMENT or COMPANY, `parent` the department it stands in. Of people at work, `sells`
    and `leads` say that they are reps or managers.

    `targets` are the amounts by month as they were set; `quota` is their sum, of a person by the calendar days they were with us.
    """

    kind: str
    id: UUID | None
    name: str
    parent: UUID | None
    path: tuple[UUID, ...]
    leads: bool
    sells: bool
    may_plan: bool
    targets: dict[date, Decimal]
    quota: Decimal | None


def statement(viewer: Viewer) -> str:
    """The SQL, as one viewer sees and sets quotas."""
    return PLACES.format(
        people=visible("user", "u", viewer),
        departments=visible("department", "d", viewer),
        may_read=visible("quota", "q", viewer),
        may_change=visible("quota", "q", viewer, "update"),
    )


def places_of(rows: list[tuple[Any, ...]]) -> list[Place]:
    """What the statement found."""
    return [
        Place(
            kind, key, name, parent, tuple(path or ()), leads, sells, plans,
            {date.fromisoformat(month): Decimal(amount) for month, amount in targets.items()},
            whole if has else None,
        )
        for kind, key, name, parent, path, leads, sells, plans, targets, whole, has in rows
    ]  # fmt: skip
