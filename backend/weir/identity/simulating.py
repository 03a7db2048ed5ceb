"""What would this role, or this person, see? Asked with the real predicates, as if they were the viewer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import orjson
import sqlalchemy as sa

from weir.access.guard import rule_of
from weir.access.matrix import ACTIONS
from weir.access.matrix import OBJECTS as IN_ORDER
from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.auth.current import ORGANISATION, PERSON, viewer_from
from weir.catalog.ids import key_of, sql_id
from weir.catalog.registry import OBJECTS, CatalogObject
from weir.changing.change import Change
from weir.errors import Refusal
from weir.identity.model import Department, Role, User

SAMPLES = 5
CAP = 10_000


@dataclass(frozen=True, slots=True)
class Sight:
    """What the simulated viewer sees of one object; `total` is what the administrator sees."""

    entry: CatalogObject
    actions: list[str]
    count: int
    total: int
    fields: list[tuple[str, str, str, str]]
    samples: list[dict[str, str]]


async def simulate(change: Change, given: dict[str, Any]) -> tuple[Viewer, list[Sight]]:
    """Counts, hidden fields and a few records of every object of which the administrator sees every row: nothing is shown that
    they could not look up themselves. The asking is written to the audit."""
    change.require("users.admin")
    if given.get("userId"):
        who = await change.see(User, key_of(given["userId"], "user"), "userId")
        viewer = await _person(change, who)
    else:
        viewer = await _role(change, given)
    asked = {"roles": [None, sorted(viewer.roles)], "department_id": [None, viewer.department_id]}
    change.audit("access.simulated", "user", viewer.user_id, asked)
    entries = list(_open_to(change.viewer))
    columns = ", ".join(_column(entry, viewer) for entry in entries)
    connection = await change.session.connection()
    row = (await connection.exec_driver_sql(f"select {columns}", dict(viewer.params))).one()
    return viewer, [_sight(entry, viewer, found) for entry, found in zip(entries, row, strict=True)]


async def _person(change: Change, who: User) -> Viewer:
    """Somebody as they would be after signing in; who is deactivated cannot, and sees nothing."""
    query = sa.text(f'select {PERSON} from "user" u {ORGANISATION} where u.id = :id')
    row = (await change.session.execute(query, {"id": who.id})).one()
    narrowed: dict[str, Any] = {} if who.is_active else {"roles": frozenset()}
    return replace(viewer_from(row, "simulated", **narrowed), locale=change.viewer.locale)


async def _role(change: Change, given: dict[str, Any]) -> Viewer:
    """Somebody new with these roles, in this department: owner of nothing, in no team."""
    roles = frozenset(Role(one).value for one in given.get("roles") or [])
    if not roles:
        raise Refusal("REQUIRED", ("roles",), {"label": ("角色", "Roles")})
    department = None
    if given.get("departmentId"):
        department = (await change.see(Department, key_of(given["departmentId"], "department"), "departmentId")).id
    query = sa.text("select d.id from department d where :id = any(d.path) or d.id = :id order by d.id")
    below = await change.session.execute(query.bindparams(sa.bindparam("id", type_=sa.Uuid)), {"id": department})
    return replace(
        change.viewer,
        user_id=None,
        roles=roles,
        department_id=department,
        subtree=tuple(row[0] for row in below),
        teams=(),
        partner_id=None,
        name="",
        credential="simulated",
    )


def _open_to(admin: Viewer) -> Iterator[CatalogObject]:
    """The objects of which the administrator sees every live row."""
    for entry in (OBJECTS[name] for name in IN_ORDER):
        alive = "x.deleted_at is null" if entry.voidable else "true"
        if entry.root and visible(entry.name, "x", admin) == alive:
            yield entry


def _column(entry: CatalogObject, viewer: Viewer) -> str:
    test = f"coalesce({visible(entry.name, 'x', viewer)}, false)"
    alive = "x.deleted_at is null" if entry.voidable else "true"
    rows = f"from {entry.table} x where {test}"
    pair = f"json_build_object('id', {sql_id(entry, 's')}, 'name', left(({entry.title_sql.format(a='s')})::text, 80))"
    return (
        f"json_build_array((select count(*) from (select 1 {rows} limit {CAP + 1}) c),"
        f" (select count(*) from (select 1 from {entry.table} x where {alive} limit {CAP + 1}) c),"
        f" (select coalesce(json_agg({pair} order by s.id desc), '[]') from"
        f" (select x.* {rows} order by x.id desc limit {SAMPLES}) s))::text"
    )


def _sight(entry: CatalogObject, viewer: Viewer, found: str) -> Sight:
    count, total, samples = orjson.loads(found)
    fields = []
    for one in entry.readable():
        rule = rule_of(one.info.guard, entry.name, one.column, "x", viewer)
        if rule.hidden or rule.condition:
            fields.append((one.api_name, one.info.zh, one.info.en, "HIDDEN" if rule.hidden else "MASKED"))
    actions = [action for action in ACTIONS.values() if viewer.may(action, entry.name)]
    return Sight(entry, actions, count, total, fields, samples)
