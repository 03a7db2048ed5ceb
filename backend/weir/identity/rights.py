"""Roles in the API: the permission matrix as a table, and what a role or a person would see."""

from typing import Any, Optional

import strawberry
from strawberry import Info

from weir.access.guard import rule_of
from weir.access.matrix import ACTIONS, CEILINGS, OBJECTS, RIGHTS, grants_of
from weir.access.viewer import Viewer
from weir.catalog.registry import OBJECTS as CATALOG
from weir.catalog.registry import CatalogObject
from weir.changing.change import Change
from weir.graphql.basics import enum_of
from weir.graphql.inputs import ID, optional, small_input
from weir.graphql.operation import Operation
from weir.graphql.verbs import Outcome, payload_type, verb
from weir.identity.model import Role
from weir.identity.simulating import CAP, Sight, simulate


@strawberry.type(description="What a role may do, and with which records.")
class PermissionGrant:
    """What a role may do, and with which records."""

    actions: list[str] = strawberry.field(description="create, read, update, void, export.")
    scope: str = strawberry.field(description="A all, S subtree, T team, O own, P partner, L linked, H shared.")


@strawberry.type(description="One cell of the permission matrix.")
class PermissionCell:
    """One cell of the permission matrix."""

    role: str = strawberry.field(description="The role.")
    grants: list[PermissionGrant] = strawberry.field(description="What it allows; empty when nothing.")


@strawberry.type(description="How a role reads a field.")
class FieldAccess:
    """How a role reads a field."""

    role: str = strawberry.field(description="The role.")
    read: str = strawberry.field(description="FULL, MASKED (on some records) or HIDDEN.")


@strawberry.type(description="A field that not every role reads in full.")
class FieldRule:
    """A field that not every role reads in full."""

    name: str = strawberry.field(description="The name in the API.")
    label_zh: str = strawberry.field(description="zh-CN label.")
    label_en: str = strawberry.field(description="English label.")
    cells: list[FieldAccess] = strawberry.field(description="How each role reads it.")


@strawberry.type(description="One object of the permission matrix.")
class PermissionRow:
    """One object of the permission matrix."""

    name: str = strawberry.field(description="The object.")
    label_zh: str = strawberry.field(description="zh-CN label.")
    label_en: str = strawberry.field(description="English label.")
    cells: list[PermissionCell] = strawberry.field(description="What each role may do.")
    fields: list[FieldRule] = strawberry.field(description="Its fields with a rule of their own.")


@strawberry.type(description="A right that is not about one object's rows.")
class SpecialRight:
    """A right that is not about one object's rows."""

    name: str = strawberry.field(description="Such as deal.skip.")
    roles: list[str] = strawberry.field(description="Who holds it.")


@strawberry.type(description="Who may do what.")
class PermissionMatrix:
    """Who may do what."""

    roles: list[str] = strawberry.field(description="All roles, in order.")
    ceilings: list[str] = strawberry.field(description="Roles that no other role can raise.")
    objects: list[PermissionRow] = strawberry.field(description="Each object.")
    rights: list[SpecialRight] = strawberry.field(description="The special rights.")


ROLES = tuple(role.value for role in Role)


async def permission_matrix(root: Any, info: Info) -> Optional[PermissionMatrix]:
    """The permission matrix, for administrators and auditors."""
    operation: Operation = info.context
    if not (operation.viewer.has("users.admin") or operation.viewer.has("audit.read")):
        return None
    return PermissionMatrix(
        roles=list(ROLES),
        ceilings=sorted(CEILINGS),
        objects=[_row(CATALOG[name]) for name in OBJECTS],
        rights=[SpecialRight(name=name, roles=[r for r in ROLES if r in held]) for name, held in RIGHTS.items()],
    )


def _row(entry: CatalogObject) -> PermissionRow:
    cells = [
        PermissionCell(
            role=role,
            grants=[
                PermissionGrant(actions=[one for one in ACTIONS.values() if one in grant.actions], scope=grant.scope)
                for grant in grants_of(frozenset({role}), entry.name)
            ],
        )
        for role in ROLES
    ]
    fields = []
    for one in entry.readable():
        if one.info.guard:
            reads = [FieldAccess(role=role, read=_read(entry, one, role)) for role in ROLES]
            fields.append(FieldRule(name=one.api_name, label_zh=one.info.zh, label_en=one.info.en, cells=reads))
    return PermissionRow(name=entry.name, label_zh=entry.zh, label_en=entry.en, cells=cells, fields=fields)


def _read(entry: CatalogObject, field: Any, role: str) -> str:
    viewer = Viewer(user_id=None, roles=frozenset({role}))
    if not viewer.may("read", entry.name):
        return "HIDDEN"
    rule = rule_of(field.info.guard, entry.name, field.column, "x", viewer)
    return "HIDDEN" if rule.hidden else "MASKED" if rule.condition else "FULL"


@strawberry.type(description="A field the simulated viewer does not read in full.")
class SimulatedField:
    """A field the simulated viewer does not read in full."""

    name: str = strawberry.field(description="The name in the API.")
    label_zh: str = strawberry.field(description="zh-CN label.")
    label_en: str = strawberry.field(description="English label.")
    read: str = strawberry.field(description="MASKED (on some records) or HIDDEN.")


@strawberry.type(description="A record the simulated viewer sees.")
class SimulatedRecord:
    """A record the simulated viewer sees."""

    id: strawberry.ID = strawberry.field(description="The record.")
    name: str | None = strawberry.field(description="What it is called.")


@strawberry.type(description="What the simulated viewer sees of one object.")
class SimulatedObject:
    """What the simulated viewer sees of one object."""

    name: str = strawberry.field(description="The object.")
    label_zh: str = strawberry.field(description="zh-CN label.")
    label_en: str = strawberry.field(description="English label.")
    actions: list[str] = strawberry.field(description="What they may do on some record.")
    count: int = strawberry.field(description=f"How many they see; {CAP + 1} stands for more than {CAP}.")
    total: int = strawberry.field(description="How many there are, counted the same way.")
    fields: list[SimulatedField] = strawberry.field(description="What they do not read in full.")
    samples: list[SimulatedRecord] = strawberry.field(description="The newest of them.")


def _simulated(sight: Sight) -> SimulatedObject:
    return SimulatedObject(
        name=sight.entry.name,
        label_zh=sight.entry.zh,
        label_en=sight.entry.en,
        actions=sight.actions,
        count=sight.count,
        total=sight.total,
        fields=[SimulatedField(name=n, label_zh=zh, label_en=en, read=r) for n, zh, en, r in sight.fields],
        samples=[SimulatedRecord(id=ID(one["id"]), name=one["name"]) for one in sight.samples],
    )


async def _simulate(change: Change, given: dict[str, Any]) -> Outcome:
    viewer, sights = await simulate(change, given)
    return Outcome(None, {"roles": sorted(viewer.effective_roles), "objects": [_simulated(sight) for sight in sights]})


def mutations() -> dict[str, Any]:
    """Asking what somebody would see: a verb, because the asking is recorded."""
    kind = small_input(
        "SimulateAccessInput",
        "Whose sight: a user's, or that of roles in a department.",
        {
            "user_id": optional(ID, "A user."),
            "roles": optional(list[enum_of(Role)], "Roles, when no user is named."),  # type: ignore[misc]
            "department_id": optional(ID, "The department of somebody with these roles."),
        },
    )
    extra: dict[str, tuple[Any, Any]] = {
        "roles": (list[str], strawberry.field(description="The roles that count.")),
        "objects": (list[SimulatedObject], strawberry.field(description="What would be seen, object by object.")),
    }
    payload = payload_type("SimulateAccessPayload", None, extra)
    text = "What a role or a person would see, by the rules in force; recorded. (权限模拟)"
    none: dict[str, Any] = {"roles": [], "objects": []}
    return {"simulateAccess": verb("simulateAccess", _simulate, kind, payload, text, defaults=none)}


def queries() -> dict[str, Any]:
    """The permission matrix."""
    return {
        "permission_matrix": strawberry.field(
            resolver=permission_matrix,
            description="Who may do what; null unless one administers users or reads the audit.",
        )
    }
