"""Why can I see this? Each grant of the viewer is asked on its own whether it lets them see the record."""

from typing import Any
from uuid import UUID

from weir.access.matrix import ACTIONS
from weir.access.predicate import by_scope
from weir.catalog.registry import CatalogObject

SCOPE_NAMES = {
    "A": ("ALL", "该角色可查看所有记录", "the role sees every record"),
    "S": ("SUBTREE", "负责人在你管理的部门内", "its owner is in a department you manage"),
    "T": ("TEAM", "负责人在你的部门或团队内", "its owner is in your department or team"),
    "O": ("OWN", "你是负责人、团队成员，或记录已共享给你", "you own it, are on its team, or it is shared with you"),
    "P": ("PARTNER", "记录属于你的渠道伙伴公司", "it belongs to your partner company"),
    "L": ("LINKED", "它关联到你可查看的记录", "it is linked to a record you may see"),
    "B": ("BEFORE_ACCEPTANCE", "销售尚未接受这条线索", "sales has not accepted the lead yet"),
    "Q": ("IN_POOL", "它在你所属的线索池或客户公海中", "it waits in a pool of yours"),
    "H": ("SHARED", "记录已共享给你", "it is shared with you"),
}


async def explain(operation: Any, entry: CatalogObject, key: UUID) -> list[dict[str, Any]]:
    """The grants that let the viewer see the row, with what they allow on it. Empty when it is hidden or does not exist."""
    viewer = operation.viewer
    grants = [grant for grant in viewer.grants(entry.name) if "read" in grant.actions]
    if not grants:
        return []
    alive = "x.deleted_at is null" if entry.voidable else "true"
    tests = [f"coalesce({by_scope(grant.scope, entry.name, 'x', viewer)}, false)" for grant in grants]
    sql = f"select {', '.join(tests)} from {entry.table} x where x.id = %(key)s and {alive}"
    row = await operation.fetch(sql, {**viewer.params, "key": key})
    chinese = viewer.is_chinese
    found = []
    for grant, holds in zip(grants, row or (), strict=False):
        if holds:
            name, zh, en = SCOPE_NAMES[grant.scope]
            allowed = [action for action in ACTIONS.values() if action in grant.actions]
            found.append({"role": grant.role, "scope": name, "actions": allowed, "text": zh if chinese else en})
    return found
