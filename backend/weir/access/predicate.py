"""Which rows a viewer may see or change, as SQL. The only place that decides it; everything that reads or writes asks here.

A predicate refers to the row by its alias and to the viewer by the parameters of `Viewer.params`.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import chain

from weir.access.belonging import COSTS, DEPARTMENTAL, DETAILS, OPENED, OWNER, POOLED, REGARDING, SHARED
from weir.access.viewer import Viewer
from weir.catalog.registry import OBJECTS

# Conditions of which one is enough.
Ways = list[str]


def pools_of(thing: str) -> str:
    """The pools of leads or of accounts the viewer is in: by name, by a team, or by their department or one above it."""
    return (
        f"select pm.pool_id from {thing}_pool_member pm join {thing}_pool pp on pp.id = pm.pool_id and pp.deleted_at is null"
        " where (pm.user_id = %(v_user)s or pm.team_id = any(%(v_teams)s) or pm.department_id in"
        " (select unnest(pd.path) from department pd where pd.id = %(v_department)s))"
    )


def visible(name: str, alias: str, viewer: Viewer, action: str = "read", *, besides: str = "", of: str = "") -> str:
    """SQL that is true for the rows of object `name`, called `alias`, on which `viewer` may do `action`.

    `besides`: the letters of scopes that do not count this time. `of`: object and column of the link that leads here from a row the
    viewer sees; the customer of a deal or contract one sees needs no other to be looked for.
    """
    return _visible(name, alias, viewer.effective_roles, action, besides, of)


@lru_cache(maxsize=5_000)
def _visible(name: str, alias: str, roles: frozenset[str], action: str, besides: str, of: str) -> str:
    """The text is the same for all viewers of the same roles; who they are comes in its parameters."""
    viewer = Viewer(None, roles)
    if of in ("deal.account_id", "contract.account_id") and "L" in _scopes(name, viewer, action) - set(besides):
        return f"{alias}.deleted_at is null"
    return _alive(name, alias, _ways(name, alias, viewer, action, besides))


def voided(name: str, alias: str, viewer: Viewer) -> str:
    """SQL that is true for the voided rows of object `name` that `viewer` may bring back: who could void them if they were alive.

    A row that is part of another one now is not among them.
    """
    gone = f"{alias}.deleted_at is not null"
    if moved := OBJECTS[name].moved:
        gone = f"{gone} and {moved.format(key=f'{alias}.id')} is null"
    return f"({gone} and ({_any(_ways(name, alias, viewer, 'void', ''))}))"


def _any(ways: Ways) -> str:
    return " or ".join(ways) or "false"


def _alive(name: str, alias: str, ways: Ways) -> str:
    alive = f"{alias}.deleted_at is null" if OBJECTS[name].voidable else "true"
    if not ways or "true" in ways:
        return alive if ways else "false"
    return f"({_any(ways)})" if alive == "true" else f"({alive} and ({_any(ways)}))"


def _ways(name: str, alias: str, viewer: Viewer, action: str, besides: str) -> Ways:
    """All ways to the rows, each once: the database would look for every one anew."""
    scopes = _scopes(name, viewer, action) - set(besides)
    if "A" in scopes:
        return ["true"]
    found = (WAYS[scope](name, alias, viewer, action) for scope in sorted(scopes, key=COSTS.index))
    return list(dict.fromkeys(chain.from_iterable(found)))


def _scopes(name: str, viewer: Viewer, action: str) -> set[str]:
    return {grant.scope for grant in viewer.grants(name) if action in grant.actions}


def _own(name: str, alias: str, viewer: Viewer, action: str, test: str = "") -> Ways:
    """One's own rows. What holds for an account by `test` as well as by its owner holds for its people."""
    parts = []
    if name in OWNER:
        parts.append(f"{alias}.{OWNER[name]} = %(v_user)s")
    if name == "task":
        parts.append(f"{alias}.created_by_id = %(v_user)s")
    if name in SHARED:
        parts.append(_shared(name, alias, viewer, action))
    if name in OPENED and action == "read":
        parts += _opened(name, alias, viewer)
    if name == "contact":
        # Who works an account works its people.
        account = [
            "oa.owner_id = %(v_user)s",
            *([test.format("oa")] if test else []),
            _shared("account", "oa", viewer, action),
        ]
        parts.append(f"exists (select 1 from account oa where oa.id = {alias}.account_id and ({_any(account)}))")
    return parts


def _opened(name: str, alias: str, viewer: Viewer) -> Ways:
    """A view or a report is opened by whom it is shared with; "everyone" is the house, not its partners."""
    everyone = [] if "PARTNER" in viewer.effective_roles else [f"{alias}.shared_with_all"]
    shares, by_role = OPENED[name]
    role = " or os.role = any(%(v_roles)s)" if by_role else ""
    shared = (
        f"exists (select 1 from {shares} os where os.{name}_id = {alias}.id"
        f" and (os.user_id = %(v_user)s or os.team_id = any(%(v_teams)s){role}))"
    )
    return [*everyone, shared]


def _shared(name: str, alias: str, viewer: Viewer, action: str) -> str:
    right = "" if action == "read" else " and s.\"right\" = 'EDIT'"
    return (
        f"{alias}.id in (select s.{name}_id from record_share s where s.{name}_id is not null"
        f" and (s.user_id = %(v_user)s or s.team_id = any(%(v_teams)s))"
        f" and (s.expires_at is null or s.expires_at > now()){right})"
    )


def _team(name: str, alias: str, viewer: Viewer, action: str) -> Ways:
    return _department(name, alias, viewer, action, "{}.department_id = %(v_department)s")


def _subtree(name: str, alias: str, viewer: Viewer, action: str) -> Ways:
    return _department(name, alias, viewer, action, "{}.department_id = any(%(v_subtree)s)")


def _department(name: str, alias: str, viewer: Viewer, action: str, test: str) -> Ways:
    own = _own(name, alias, viewer, action, test)
    if name in DEPARTMENTAL:
        return [test.format(alias), *own]
    people = f'(select du.id from "user" du where {test.format("du")})'
    parts = [*own, f"{alias}.{OWNER[name]} in {people}"]
    if name in DETAILS:
        parts += _linked(name, alias, viewer, action)
    if name == "quota":
        # The target of a department below one's own; a person's has no department of its own.
        parts.append(test.format(alias))
    return parts


def _partner(name: str, alias: str, viewer: Viewer, action: str) -> Ways:
    if name == "account":
        return [f"{alias}.partner_id = %(v_partner)s", f"{alias}.id = %(v_partner)s"]
    if name in ("deal", "lead"):
        return [f"{alias}.partner_id = %(v_partner)s"]
    account = f"select 1 from account pa where pa.id = {alias}.account_id"
    company = "(pa.partner_id = %(v_partner)s or pa.id = %(v_partner)s)"
    if name == "contract":
        return [
            f"exists ({account} and {company})",
            f"exists (select 1 from deal pd where pd.id = {alias}.deal_id and pd.partner_id = %(v_partner)s and pd.deleted_at is null)",
        ]
    if name == "contact":
        return [f"exists ({account} and pa.deleted_at is null and {company})"]
    return _linked(name, alias, viewer, action)


def _linked(name: str, alias: str, viewer: Viewer, action: str) -> Ways:
    """Linked to a record one may see. A link never passes on more than reading its target allows."""
    if name in DETAILS:
        # Writing a detail of a deal is writing the deal; adding an activity to it needs only sight of it.
        through = (
            "update"
            if name in ("deal_line", "deal_contact", "payment_plan", "lead_evidence", "merged_lead", "record_share")
            and action != "read"
            else "read"
        )
        return [
            f"exists (select 1 from {parent} p_{parent} where p_{parent}.id = {_parent(name, alias, parent)}"
            f" and {_passes_on(name, alias, parent, viewer, through)})"
            for parent in DETAILS[name]
        ]
    if name == "audit_entry":
        return [
            f"({alias}.object_type = '{kind}' and exists (select 1 from {kind} au where au.id = {alias}.object_id"
            f" and {visible(kind, 'au', viewer, besides='Q')}))"
            for kind in (*REGARDING, "payment", "payment_plan", "quota")
        ]
    if name not in REGARDING:
        return []
    ways = [
        f"{alias}.id in (select lt.{name}_id from task lt where lt.assignee_id = %(v_user)s and lt.{name}_id is not null)",
        _shared(name, alias, viewer, action),
    ]
    if name in ("contract", "contact"):
        # Who works for a customer sees what was agreed with it. The people of an account in a pool are told to whom has claimed it.
        account = visible("account", "la", viewer, besides="Q")
        ways.append(f"exists (select 1 from account la where la.id = {alias}.account_id and {account})")
    if name == "account":
        deals = visible("deal", "ld", viewer)
        ways.append(f"exists (select 1 from deal ld where ld.account_id = {alias}.id and {deals})")
    if name in ("account", "deal"):
        # A contract that is seen for its customer's sake shows nothing more of it.
        contracts = visible("contract", "lk", viewer, besides="L")
        ways.append(f"exists (select 1 from contract lk where lk.{name}_id = {alias}.id and {contracts})")
    if name == "contact":
        deals = visible("deal", "lcd", viewer)
        ways.append(
            "exists (select 1 from deal_contact lc join deal lcd on lcd.id = lc.deal_id"
            f" where lc.contact_id = {alias}.id and {deals})"
        )
    return ways


def _parent(name: str, alias: str, parent: str) -> str:
    """The key of the record a row is about; what the ledger of owners says of a merged lead is about the one it is part of."""
    key = f"{alias}.{parent}_id"
    if name == "ownership_change" and parent == "lead":
        return f"(select coalesce(pm.merged_into_id, pm.id) from lead pm where pm.id = {key})"
    return key


def _passes_on(name: str, alias: str, parent: str, viewer: Viewer, action: str) -> str:
    """What is about a deal is seen with the deal, or by whose the customer is; not by who sees the customer for another's sake.

    What is about a contract is seen with the contract alone, and what happened with a lead in a pool is told to whom has claimed it.
    """
    row = f"p_{parent}"
    ways = _ways(parent, row, viewer, action, "Q")
    if parent in ("contract", "lead") or "deal" not in DETAILS[name]:
        return _alive(parent, row, ways)
    if parent != "deal":
        firm = _ways(parent, row, viewer, action, "LQ")
        if further := [way for way in ways if way not in firm]:
            ways = [*firm, f"({alias}.deal_id is null and ({_any(further)}))"]
    seen = _alive(parent, row, ways)
    return f"({alias}.contract_id is null and {seen})" if "contract" in DETAILS[name] else seen


def _unaccepted(name: str, alias: str, viewer: Viewer, action: str) -> Ways:
    """A lead marketing still has in hand: sales has neither accepted it nor begun to work it. Of contracts one's own drafts."""
    if name == "contract":
        return [f"({alias}.signed_on is null and ({_any(_own(name, alias, viewer, action))}))"]
    return [f"({alias}.accepted_at is null and {alias}.status in ('UNASSIGNED', 'PENDING', 'NURTURING'))"]


def _pooled(name: str, alias: str, viewer: Viewer, action: str) -> Ways:
    """A pool the viewer is in, or what waits there; what changes a record that waits is for the admins of its pool."""
    if name not in POOLED:
        return [f"{alias}.id in ({pools_of(name.removesuffix('_pool'))})"]
    admin = "" if action == "read" else " and pm.is_admin"
    return [f"({POOLED[name].format(a=alias)} and {alias}.pool_id in ({pools_of(name)}{admin}))"]


WAYS: dict[str, Callable[[str, str, Viewer, str], Ways]] = {
    "A": lambda name, alias, viewer, action: ["true"],
    "S": _subtree,
    "T": _team,
    "O": _own,
    "P": _partner,
    "L": _linked,
    "H": lambda name, alias, viewer, action: [_shared(name, alias, viewer, action)],
    "B": _unaccepted,
    "Q": _pooled,
}


def by_scope(scope: str, name: str, alias: str, viewer: Viewer, action: str = "read") -> str:
    """SQL that is true for the rows that a grant with this letter alone lets the viewer do `action` on, voided ones too."""
    return _any(WAYS[scope](name, alias, viewer, action))
