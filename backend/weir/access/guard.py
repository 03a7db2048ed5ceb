"""Field rules: which fields a viewer reads in full, masked, or not at all. Source: the domain's section 5.3.

A hidden field is null, and filtering, sorting, grouping or searching by it is refused. A field that depends on the row (contact
data) is masked in the output and counts as empty in filters, so that it cannot be probed.
"""

from dataclasses import dataclass

from weir.access.belonging import POOLED
from weir.access.predicate import by_scope, visible
from weir.access.viewer import Viewer
from weir.catalog.declare import NOT_FOR

FULL_COST = frozenset({"ADMIN", "DIRECTOR", "FINANCE", "SYSTEM"})
RAW_PAYLOAD = frozenset({"ADMIN", "SYSTEM"})
DISTRIBUTING = frozenset({"ADMIN", "DIRECTOR", "MANAGER", "MARKETING", "AUDITOR", "SYSTEM"})
NO_AMOUNTS = frozenset({"MARKETING", "SERVICE"})
# Reads everybody's contact data in full: they are the managers of all. The others see it where they work with the person.
FULL_CONTACT = frozenset({"ADMIN", "DIRECTOR", "SYSTEM"})
WORKING_CONTACT = frozenset({"MANAGER", "REP"})

GUARDS = (
    "cost",
    "deal_amount",
    "contact_data",
    "birthday",
    "tasks",
    "raw_payload",
    "assignment_trace",
    "lead_score",
    "lead_intent",
    "lead_wait",
    "account_clock",
    "recording",
    "consent",
    "calendars",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """How one field reads: `hidden`, or in full where `condition` (SQL) holds and otherwise as `mask` (SQL), or plainly."""

    hidden: bool = False
    condition: str | None = None
    mask: str = "null"


PLAIN = Rule()
HIDDEN = Rule(hidden=True)


def rule_of(guard: str | None, name: str, column: str | None, alias: str, viewer: Viewer) -> Rule:
    """The rule for a field of object `name` under a guard, for this viewer."""
    roles = viewer.effective_roles
    if guard is None:
        return PLAIN
    if guard.startswith(NOT_FOR):
        return HIDDEN if roles <= frozenset(guard.removeprefix(NOT_FOR).split(",")) else PLAIN
    if guard == "cost":
        return PLAIN if roles & FULL_COST else HIDDEN
    if guard == "raw_payload":
        # What strangers sent holds contact data of everybody, whoever has the lead by now.
        return PLAIN if roles & RAW_PAYLOAD else HIDDEN
    if guard == "deal_amount":
        return HIDDEN if roles <= NO_AMOUNTS else PLAIN
    if guard == "assignment_trace":
        # Who else was asked, who is on leave and who has how much is for those who distribute work.
        return PLAIN if roles & DISTRIBUTING else HIDDEN
    if guard == "lead_score":
        # What we think of a lead is ours; whoever brought it is not told.
        return HIDDEN if "PARTNER" in roles else PLAIN
    if guard == "lead_wait":
        # So is how long it may wait because of that, and since when somebody of ours has an account. Lists of work are in this
        # order for everybody: for a partner it says nothing.
        return Rule(condition="false") if "PARTNER" in roles else PLAIN
    if guard == "account_clock":
        # When an account goes back, and whether its deals keep it, is told to whom works it and to who reads everything.
        if roles & (FULL_CONTACT | {"AUDITOR"}):
            return PLAIN
        return Rule(condition="false" if "PARTNER" in roles else works_with(name, alias, viewer))
    if guard == "lead_intent":
        # What a person or a source said is told; what the grade made of it would tell the grade.
        said = f"{alias}.intent_cause in ('MANUAL', 'SOURCE')"
        return Rule(condition=said) if "PARTNER" in roles else PLAIN
    if guard == "calendars":
        # Names calendars by their ids: for who may read these.
        return PLAIN if viewer.may("read", "work_calendar") else HIDDEN
    if guard == "consent":
        # Told as the records of it are: not of who waits in a pool.
        grants = {grant.scope for grant in viewer.grants("consent_record") if "read" in grant.actions}
        if "A" in grants or not grants:
            return PLAIN if grants else HIDDEN
        return Rule(condition=visible(name, alias, viewer, besides="Q"))
    if guard == "recording":
        if roles & FULL_CONTACT:
            return PLAIN
        # What somebody said word for word is for who spoke with them and their managers; the others read the summary.
        return Rule(condition=visible(name, alias, viewer, "update")) if roles & WORKING_CONTACT else HIDDEN
    if guard == "tasks":
        # Who sees only their own tasks cannot be told of others' through a date worked out from them.
        return HIDDEN if {grant.scope for grant in viewer.grants("task") if "read" in grant.actions} <= {"O"} else PLAIN
    if roles & FULL_CONTACT:
        return PLAIN
    condition = works_with(name, alias, viewer)
    return Rule(condition=condition, mask=_mask(column, alias) if guard == "contact_data" else "null")


def works_with(name: str, alias: str, viewer: Viewer) -> str:
    """True for rows the viewer owns, is on the team of, or manages the owner of: those whose contact data is theirs to use."""
    if viewer.effective_roles & WORKING_CONTACT:
        # What waits in a pool is nobody's yet, its admins' neither; unless the pool shows everything.
        works = visible(name, alias, viewer, "update", besides="Q")
        return f"({works} or {_shown_in_pool(name, alias, viewer)})" if name in POOLED else works
    if "PARTNER" in viewer.effective_roles:
        return visible(name, alias, viewer)
    if name == "lead" and "MARKETING" in viewer.effective_roles:
        # Marketing brings leads in and works them until sales does.
        return visible(name, alias, viewer, "update")
    return "false"


def _shown_in_pool(name: str, alias: str, viewer: Viewer) -> str:
    open_pool = f"exists (select 1 from {name}_pool op where op.id = {alias}.pool_id and not op.mask_before_claim)"
    return f"({by_scope('Q', name, alias, viewer)} and {open_pool})"


def _mask(column: str | None, alias: str) -> str:
    if column == "email":
        return f"weir_mask_email({alias}.{column})"
    if column in ("mobile", "phone"):
        return f"weir_mask_phone({alias}.{column})"
    return f"case when {alias}.{column} is not null then '***' end"
