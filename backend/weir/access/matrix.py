"""The permission matrix, as a table: object x role. Source: the domain's section 5.2.

A cell lists grants separated by commas; a grant is actions, a dot and a scope.
Actions: C create, R read, U update, D void and restore, X export. Scopes: A all, S subtree of the department, T own
department or team, O own (owner, or in the record's team), P own partner company, L linked to a record one may see,
H shared explicitly, B a lead before sales has accepted it or one's own contract before it is signed, Q a pool one is in and
the leads or accounts that wait there. O always includes H. `-` is no access. A named right stands in the last table.
"""

from dataclasses import dataclass
from functools import cache

ACTIONS = {"C": "create", "R": "read", "U": "update", "D": "void", "X": "export"}
CEILINGS = frozenset({"PARTNER", "AUDITOR"})

MATRIX = """
object           | ADMIN   | DIRECTOR | MANAGER | REP      | MARKETING | SERVICE  | FINANCE | LEGAL | PARTNER | AUDITOR
account          | CRUDX.A | CRUX.A   | CRUX.S, R.L, RU.Q | CRU.O, R.L, R.Q | R.A | RU.L     | R.A     | R.L   | R.P     | R.A
contact          | CRUDX.A | CRUX.A   | CRUX.S, R.L | CRU.O, R.L | R.A     | RU.L     | R.A     | R.L   | R.P     | R.A
deal             | CRUDX.A | CRUX.A   | CRUX.S  | CRU.O    | R.A       | R.L      | R.A     | R.L   | R.P     | R.A
contract         | CRUDX.A | RUX.A    | RU.S    | CR.O, U.B | -        | R.L      | RU.A    | CRU.A | R.P     | R.A
payment_plan     | R.A     | R.A      | R.L     | CRU.L    | -         | -        | CRUX.A  | R.L   | R.L     | R.A
payment          | R.A     | R.A      | CR.L, U.O | CR.L, U.O | -      | -        | CRUX.A  | R.L   | R.L     | R.A
payment_allocation | R.L   | R.L      | R.L     | R.L      | -         | -        | R.L     | R.L   | R.L     | R.L
lead             | CRUDX.A | CRUX.A   | CRUX.S, RU.Q | CRU.O, R.Q | CRX.A, U.B | C.L, R.L | -     | -     | C.P, R.P | R.A
lead_pool        | CRUD.A  | R.A      | R.Q     | R.Q      | R.A       | -        | -       | -     | -       | R.A
account_pool     | CRUD.A  | R.A      | R.Q     | R.Q      | -         | -        | -       | -     | -       | R.A
activity         | CRUD.A  | R.A      | CRU.S   | CRU.O, R.L | CR.L    | CR.L     | CR.L    | CR.L  | CR.P    | R.A
task             | CRUD.A  | R.A      | CRU.S   | CRU.O, R.L | CRU.O, R.L | CRU.O, R.L | CRU.O, R.L | CRU.O, R.L | CRU.O | R.A
comment          | CRUD.A  | CR.L     | CR.L    | CR.L     | CR.L      | CR.L     | CR.L    | CR.L  | -       | R.A
attachment       | CRUD.A  | CR.L     | CR.L    | CR.L     | R.L       | CR.L     | R.L     | CR.L  | CR.L    | R.A
product          | CRUX.A  | R.A      | R.A     | R.A      | R.A       | R.A      | RU.A    | R.A   | R.A     | R.A
exchange_rate    | CRU.A   | R.A      | R.A     | R.A      | R.A       | R.A      | CRU.A   | R.A   | -       | R.A
custom_field     | CRU.A   | R.A      | R.A     | R.A      | R.A       | R.A      | R.A     | R.A   | -       | R.A
pipeline         | CRUD.A  | R.A      | R.A     | R.A      | R.A       | R.A      | R.A     | R.A   | R.A     | R.A
stage            | CRUD.A  | R.A      | R.A     | R.A      | R.A       | R.A      | R.A     | R.A   | R.A     | R.A
deal_line        | CRUD.L  | CRUD.L   | CRUD.L  | CRUD.L   | -         | -        | R.L     | R.L   | R.L     | R.L
deal_contact     | CRUD.L  | CRUD.L   | CRUD.L  | CRUD.L   | R.L       | R.L      | R.L     | R.L   | R.L     | R.L
stage_visit      | R.L     | R.L      | R.L     | R.L      | R.L       | R.L      | R.L     | R.L   | R.L     | R.L
lead_touch       | R.L     | R.L      | R.L     | R.L      | R.L       | R.L      | -       | -     | R.L     | R.L
lead_evidence    | CRUD.L  | CRUD.L   | CRUD.L  | CRUD.L   | R.L       | R.L      | -       | -     | R.L     | R.L
lead_clock       | R.L     | R.L      | R.L     | R.L      | R.L       | R.L      | -       | -     | -       | R.L
lead_merge       | R.L     | R.L      | R.L     | R.L      | R.L       | R.L      | -       | -     | -       | R.L
merged_lead      | RU.L    | RU.L     | RU.L    | RU.L     | R.L       | R.L      | -       | -     | -       | R.L
sla_policy       | RU.A    | R.A      | -       | -        | -         | -        | -       | -     | -       | R.A
problem_entry    | CRUD.A  | R.A      | R.A     | R.A      | CRUD.A    | R.A      | -       | -     | -       | R.A
success_case     | CRUD.A  | R.A      | R.A     | R.A      | CRUD.A    | R.A      | -       | -     | -       | R.A
value_entry      | CRUD.A  | R.A      | R.A     | R.A      | CRUD.A    | R.A      | -       | -     | -       | R.A
play             | CRUD.A  | R.A      | R.A     | R.A      | CRUD.A    | R.A      | -       | -     | -       | R.A
lead_play        | R.L     | R.L      | R.L     | R.L      | R.L       | R.L      | -       | -     | -       | R.L
case_use         | R.L     | R.L      | R.L     | R.L      | R.L       | R.L      | -       | -     | -       | R.L
score_model      | RU.A    | R.A      | R.A     | -        | R.A       | -        | -       | -     | -       | R.A
predictive_model | CRU.A   | R.A      | R.A     | -        | R.A       | -        | -       | -     | -       | R.A
channel          | CRUD.A  | R.A      | R.A     | R.A      | CRUD.A    | R.A      | R.A     | R.A   | -       | R.A
campaign         | CRUD.A  | R.A      | R.A     | R.A      | CRUD.A    | R.A      | R.A     | R.A   | -       | R.A
campaign_cost    | CRUD.A  | R.A      | R.A     | -        | CRUD.A    | -        | R.A     | -     | -       | R.A
campaign_member  | CRUD.L  | R.L      | RU.L    | RU.L     | CRUD.L    | R.L      | -       | -     | -       | R.L
consent_record   | CRU.A   | CRU.L    | CRU.L   | CRU.L    | CRU.L     | CRU.L    | -       | R.L   | -       | R.A
lead_source      | CRUD.A  | R.A      | R.A     | -        | CRUD.A    | -        | -       | -     | -       | R.A
lead_mailbox     | CRU.A   | R.A      | R.A     | -        | R.A       | -        | -       | -     | -       | R.A
intake_payload   | RU.A    | R.A      | R.A     | -        | RU.A      | -        | -       | -     | -       | R.A
web_form         | CRUD.A  | R.A      | R.A     | -        | CRUD.A    | -        | -       | -     | -       | R.A
tracking_link    | CRUD.A  | R.A      | R.A     | R.A      | CRUD.A    | R.A      | R.A     | R.A   | -       | R.A
link_click       | R.A     | R.A      | R.A     | R.A      | R.A       | R.A      | R.A     | R.A   | -       | R.A
ownership_change | R.L     | R.L      | R.L     | R.L      | R.L       | R.L      | R.L     | R.L   | -       | R.L
record_share     | CRUD.L  | CRUD.L   | CRUD.L  | CRUD.L   | R.L       | R.L      | R.L     | R.L   | -       | R.L
organisation     | RU.A    | R.A      | R.A     | R.A      | R.A       | R.A      | R.A     | R.A   | R.A     | R.A
department       | CRU.A   | R.A      | R.A     | R.A      | R.A       | R.A      | R.A     | R.A   | -       | R.A
team             | CRU.A   | R.A      | R.A     | R.A      | R.A       | R.A      | R.A     | R.A   | -       | R.A
assignment_rule  | CRUD.A  | R.A      | R.A     | -        | R.A       | -        | -       | -     | -       | R.A
assignment_log   | R.L     | R.L      | R.L     | R.L      | R.L       | -        | -       | -     | -       | R.L
work_calendar    | CRUD.A  | R.A      | R.A     | R.A      | R.A       | R.A      | R.A     | R.A   | -       | R.A
calendar_day     | CRUD.A  | R.A      | R.A     | R.A      | R.A       | R.A      | R.A     | R.A   | -       | R.A
leave            | CRUD.A  | CRUD.A   | CRUD.S  | CRUD.O   | CRUD.O    | CRUD.O   | CRUD.O  | CRUD.O | -      | R.A
user             | CRU.A   | R.A      | R.A     | R.A      | R.A       | R.A      | R.A     | R.A   | R.O     | R.A
session          | RD.O    | RD.O     | RD.O    | RD.O     | RD.O      | RD.O     | RD.O    | RD.O  | RD.O    | RD.O
api_token        | CRD.A   | CRD.O    | CRD.O   | CRD.O    | CRD.O     | CRD.O    | CRD.O   | CRD.O | -       | R.A
notification     | RU.O    | RU.O     | RU.O    | RU.O     | RU.O      | RU.O     | RU.O    | RU.O  | RU.O    | RU.O
import_batch     | CRUD.A  | CRUD.O   | CRUD.O  | -        | -         | -        | -       | -     | -       | R.A
bulk_run         | CRU.O   | CRU.O    | CRU.O   | -        | -         | -        | -       | -     | -       | R.A
export           | CRU.O   | CRU.O    | CRU.O   | -        | -         | -        | -       | -     | -       | R.A
saved_view       | CRUD.A  | CRUD.O   | CRUD.O  | CRUD.O   | CRUD.O    | CRUD.O   | CRUD.O  | CRUD.O | CRUD.O | R.A
view_share       | R.L     | R.L      | R.L     | R.L      | R.L       | R.L      | R.L     | R.L   | R.L     | R.L
report           | CRUD.A  | CRUD.O   | CRUD.O  | CRUD.O   | CRUD.O    | CRUD.O   | CRUD.O  | R.O   | R.O     | R.A
dashboard        | CRUD.A  | CRUD.O   | CRUD.O  | CRUD.O   | CRUD.O    | CRUD.O   | CRUD.O  | R.O   | R.O     | R.A
report_share     | R.L     | R.L      | R.L     | R.L      | R.L       | R.L      | R.L     | R.L   | R.L     | R.L
report_version   | R.L     | R.L      | R.L     | R.L      | R.L       | R.L      | R.L     | R.L   | R.L     | R.L
dashboard_share  | R.L     | R.L      | R.L     | R.L      | R.L       | R.L      | R.L     | R.L   | R.L     | R.L
forecast         | CRU.A   | CRU.A    | CRU.S   | CRU.O    | -         | -        | R.A     | -     | -       | R.A
quota            | CRU.A   | CRU.A    | CRU.S   | R.O      | -         | -        | R.A     | -     | -       | R.A
mail_server      | CRUD.A  | -        | -       | -        | -         | -        | -       | -     | -       | R.A
mail             | R.A     | R.L      | R.L     | R.L      | R.L       | R.L      | R.L     | -     | -       | R.A
report_schedule  | CRUD.A  | CRUD.O   | CRUD.O  | CRUD.O   | CRUD.O    | CRUD.O   | CRUD.O  | -     | -       | R.A
schedule_recipient | R.L   | R.L      | R.L     | R.L      | R.L       | R.L      | R.L     | -     | -       | R.L
report_alert     | CRUD.A  | CRUD.O   | CRUD.O  | CRUD.O   | CRUD.O    | CRUD.O   | CRUD.O  | -     | -       | R.A
report_embed     | CRU.A   | -        | -       | -        | -         | -        | -       | -     | -       | R.A
report_run       | R.L     | R.L      | R.L     | R.L      | R.L       | R.L      | R.L     | -     | -       | R.L
audit_entry      | R.A     | R.L      | R.L     | R.L      | R.L       | R.L      | R.L     | R.L   | -       | R.A
"""

# Rights that are not about one object's rows. Read, like the table above, as data: who holds what.
RIGHTS: dict[str, frozenset[str]] = {
    "users.admin": frozenset({"ADMIN"}),
    "settings.admin": frozenset({"ADMIN"}),
    "deal.skip": frozenset({"ADMIN", "DIRECTOR", "MANAGER"}),
    "deal.override": frozenset({"ADMIN", "DIRECTOR", "MANAGER"}),
    "deal.reopen": frozenset({"ADMIN", "DIRECTOR", "MANAGER"}),
    "contract.sign": frozenset({"ADMIN", "DIRECTOR", "MANAGER", "REP", "LEGAL"}),
    "contract.terminate": frozenset({"ADMIN", "DIRECTOR", "MANAGER", "LEGAL"}),
    "payment.confirm": frozenset({"FINANCE"}),
    "deal.backdate": frozenset({"ADMIN", "DIRECTOR", "MANAGER"}),
    "lead.own": frozenset({"ADMIN", "DIRECTOR", "MANAGER", "REP"}),
    "lead.assign": frozenset({"ADMIN", "DIRECTOR", "MANAGER", "MARKETING"}),
    "lead.hand_off": frozenset({"ADMIN", "DIRECTOR", "MANAGER", "MARKETING"}),
    "lead.accept": frozenset({"ADMIN", "DIRECTOR", "MANAGER", "REP"}),
    "lead.merge": frozenset({"ADMIN", "DIRECTOR", "MANAGER", "REP", "MARKETING"}),
    "lead.restore": frozenset({"ADMIN", "DIRECTOR", "MANAGER"}),
    "account.own": frozenset({"ADMIN", "DIRECTOR", "MANAGER", "REP"}),
    "account.assign": frozenset({"ADMIN", "DIRECTOR", "MANAGER"}),
    "record.transfer": frozenset({"ADMIN", "DIRECTOR", "MANAGER"}),
    "record.reveal": frozenset({"ADMIN", "DIRECTOR", "MANAGER", "REP", "SERVICE", "FINANCE", "LEGAL"}),
    "bulk.run": frozenset({"ADMIN", "DIRECTOR", "MANAGER"}),
    "view.publish": frozenset({"ADMIN", "DIRECTOR", "MANAGER"}),
    "audit.verify": frozenset({"ADMIN", "AUDITOR"}),
    "audit.read": frozenset({"ADMIN", "AUDITOR"}),
}

# The system viewer works for nobody; what it may do is stated here rather than by the absence of a check.
SYSTEM = "SYSTEM"


@dataclass(frozen=True, slots=True)
class Grant:
    """What one role allows on one object: a set of actions in one scope."""

    role: str
    actions: frozenset[str]
    scope: str


def _parse() -> dict[tuple[str, str], tuple[Grant, ...]]:
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in MATRIX.strip().splitlines()]
    table: dict[tuple[str, str], tuple[Grant, ...]] = {}
    for name, *cells in rows:
        for role, cell in zip(head[1:], cells, strict=True):
            table[role, name] = tuple(_grant(role, part.strip()) for part in cell.split(",") if part.strip() != "-")
    return table


def _grant(role: str, text: str) -> Grant:
    letters, _, scope = text.partition(".")
    if not scope or scope not in "ASTOPLHBQ":
        raise ValueError(f"The matrix has a grant it cannot read: {text!r}")
    return Grant(role, frozenset(ACTIONS[letter] for letter in letters), scope)


TABLE = _parse()
OBJECTS = tuple(dict.fromkeys(name for _, name in TABLE))


@cache
def grants_of(roles: frozenset[str], name: str) -> tuple[Grant, ...]:
    """All grants of some roles on an object; `right` stands for the special rights."""
    if SYSTEM in roles:
        actions = frozenset(RIGHTS) if name == "right" else frozenset(ACTIONS.values())
        return (Grant(SYSTEM, actions, "A"),)
    if name == "right":
        held = frozenset(right for right, holders in RIGHTS.items() if holders & roles)
        return (Grant("+".join(sorted(roles)), held, "A"),)
    return tuple(grant for role in sorted(roles) for grant in TABLE.get((role, name), ()))
