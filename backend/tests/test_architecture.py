"""The rules of the house that a reader could break without noticing: they walk the registries and the source, and name the culprit."""

import ast
import inspect
import re
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType

import weir
from weir.access.belonging import OWNER
from weir.access.guard import GUARDS, HIDDEN, PLAIN, rule_of
from weir.access.matrix import CEILINGS, MATRIX, RIGHTS, TABLE
from weir.access.predicate import visible
from weir.access.viewer import Viewer
from weir.catalog.declare import Kind
from weir.catalog.registry import OBJECTS
from weir.db.record import Base, Record
from weir.demo.people import CAST
from weir.identity.model import Role
from weir.messages import MESSAGES, say
from weir.schema import SCHEMA, print_schema

HOME = Path(weir.__file__).parent
TREES = {path: ast.parse(path.read_text()) for path in sorted(HOME.rglob("*.py"))}
BANNED = {"utils", "helpers", "common", "core", "misc", "manager", "service", "util", "helper", "managers", "services"}

# Where SQL on domain tables is written by hand, and why it may be. Everything else goes through `reading` and `changing`, which add
# the access predicate. Adding a function here is a decision: the reason must say why no row can leave that the viewer may not see.
RAW_SQL: dict[str, tuple[str, set[str]]] = {
    "access/predicate.py": ("it is the predicate", set()),
    "catalog/registry.py": ("reads column definitions, no rows", {"CatalogObject.table", "expose"}),
    "changing/change.py": (
        "loads and locks rows under the predicate; names who was faster on a row the viewer may see; tells followers",
        {
            "Change._conflict",
        },
    ),
    "changing/idempotency.py": ("keys of the actor's own", {"recall", "remember"}),
    "changing/cleaning.py": ("reads column definitions, no rows", {"_empty"}),
    "changing/records.py": ("the department of a person who was already judged", {"department_of"}),
    "changing/selecting.py": ("keys of rows under the predicate and the field guard", {"matching"}),
    "reading/order.py": ("reads column definitions, no rows", {"sort_keys"}),
    "pipelines/actions.py": (
        "pipelines and stages, which everybody reads; how many deals are in a stage an admin removes",
        {"install_pipeline", "create_pipeline", "_free_code", "_typed", "_stages", "_refuse_used"},
    ),
    "fields/actions.py": (
        "definitions of fields, which an admin was already judged for; that the catalog has others now",
        {"_fields_of", "_new_version"},
    ),
    "money/rates.py": ("exchange rates, which are not personal", {"rate_on"}),
    "money/actions.py": ("exchange rates, which are not personal", {"set_exchange_rate"}),
    "contacts/actions.py": (
        "one primary contact at an account just judged; the reveals of the viewer themself",
        {"prepare", "reveal_field"},
    ),
    "deals/actions.py": (
        "pipelines and stages; lines and contacts of a deal already loaded for update",
        {"_first_stage", "_lines", "_add_contact", "_has_open_deals"},
    ),
    "deals/gate.py": ("criteria of one deal already loaded", {"_check"}),
    "deals/undoing.py": (
        "the audit of one deal already loaded for update; the name of who changed it is told as a conflict's is",
        {"_last_move", "_changed", "_forget_customer"},
    ),
    "deals/moving.py": ("stages, which everybody reads", {"opening_stage", "way"}),
    "deals/visits.py": ("the stays of one deal already loaded for update", {"visit"}),
    "deals/places.py": ("ranks around one deal already loaded for update; neighbours under the predicate", {"rank_in"}),
    "deals/reopening.py": ("the stays of one deal already loaded for update", {"reopen_deal"}),
    "contracts/actions.py": (
        "whether contracts are of a record already loaded for update; the number of the one that keeps it",
        {"_none_of.stands_against", "_is_signed"},
    ),
    "payments/actions.py": (
        "allocations of a payment already loaded for update; whether payments are of a record already loaded, and the number of one",
        {"_say", "_done", "_has_payments", "_is_paid"},
    ),
    "payments/allocating.py": (
        "plans, payments and allocations of one contract already loaded",
        {"allocate", "by_hand"},
    ),
    "payments/planning.py": ("the plan of one contract already loaded for update", {"plans_of"}),
    "consents/actions.py": (
        "the consents of one person already seen or loaded for update; whether there is one, and nothing more of it",
        {"take_in_consents", "withdraw_consent", "may_keep"},
    ),
    "activities/stage_tasks.py": (
        "whether a task was made before; the first person with a role; tasks of a deal already loaded for update",
        {"make_tasks", "_assignee", "remove_tasks"},
    ),
    "deals/valuing.py": ("the lines of one deal already loaded", {"revalue"}),
    "activities/actions.py": (
        "active colleagues who are mentioned; follows and notifications of the viewer's own; the notice of a task that is undone",
        {"create_comment", "follow_record", "unfollow_record", "mark_notifications_read", "remove_task"},
    ),
    "campaigns/actions.py": (
        "how many records use a channel an admin removes; the tree of channels; members of a campaign already loaded for update, each seen",
        {"_no_loop", "void_channel", "_join"},
    ),
    "sweeping.py": ("the zone and the currency of the organisation", {"acting"}),
    "intake/tasks.py": (
        "payloads with their sources and the forms in front of them, and what becomes of each; a link by its code",
        {"_take_some", "_sent", "_settle", "_link"},
    ),
    "intake/actions.py": ("the channel of the hotline; everybody reads channels", {"_new_source"}),
    "intake/call_taking.py": (
        "whose a number is, by a job as the named system viewer; a colleague by extension; whether a task is open; nothing is given out",
        {"caller", "_colleague", "_call_back"},
    ),
    "intake/customer_taking.py": (
        "whose contact somebody is, by a job as the named system viewer; whether a task is open; nothing is given out",
        {"customer", "asked_again"},
    ),
    "leads/partnering.py": (
        "who is told of a lead already loaded for update, and which partner brought it",
        {"share", "set_lead_partner"},
    ),
    "leads/referring.py": ("the account of a contact that was seen when it was named", {"refer"}),
    "intake/mail_actions.py": ("the mailbox of a source already loaded for update", {"set_lead_mailbox"}),
    "intake/mail_tasks.py": (
        "mailboxes and what arrived in them, by a job as the named system viewer; nothing is given out",
        {"look_round", "fetch_mail", "_mailbox", "_read_to", "_keep"},
    ),
    "mail/actions.py": ("the mail server, which has one row, for an administrator", {"set_mail_server"}),
    "mail/outbox.py": ("the viewer's own address and how many mails they have asked for today", {"put_out"}),
    "mail/tasks.py": (
        "the outbox, by a job as the named system viewer; what is in a mail is read as its receiver",
        {"look_round", "_read", "_claimed", "_settle", "_sent", "_note"},
    ),
    "pools/actions.py": (
        "the pools themselves and their members, for who has changed one",
        {"_check", "Pools._set_members"},
    ),
    "pools/accounts.py": ("moves the clock of an account whose activity was already judged", {"_followed"}),
    "pools/claiming.py": (
        "what waits under the predicate of pools, or is the viewer's own; what the viewer has claimed and holds",
        {"_take", "_waiting", "_held", "_limits"},
    ),
    "pools/giving_back.py": (
        "the policy of a pool; the clock of a record already loaded for update",
        {"_reason", "regain"},
    ),
    "pools/holding.py": ("the roles and the name of who receives a record, who was judged before", {"can_own"}),
    "pools/places.py": (
        "which pool a record belongs to; counts of records under the predicate; the clocks of those under a pool an admin changes",
        {"pool_for_new", "pool_to_return", "effect_of", "settle", "stands_empty"},
    ),
    "pools/protecting.py": ("how many records the owner of one already loaded for update has protected", {"shield"}),
    "pools/rules.py": ("what holds for the rows of the tables of pools", {"constraints"}),
    "pools/recycling.py": (
        "a job of a named system viewer, which sees all and tells ids only",
        {"_recycle", "_remind"},
    ),
    "leads/bant.py": ("the evidence of a lead already loaded for update", {"_evidence"}),
    "leads/evidence.py": ("the evidence of a lead already loaded for update", {"missing_items"}),
    "leads/merging.py": ("leads under the predicate, each for update", {"leads_to_merge"}),
    "leads/merge_moves.py": ("what hangs on leads already loaded for update", {"first_of", "move_all", "move_back"}),
    "leads/merge_graphql.py": (
        "how much hangs on leads the viewer may update, every one of them",
        {"lead_merge_plan"},
    ),
    "leads/parting.py": (
        "the leads of a merge of one already loaded for update; who sees the one that stayed gives the others back unseen",
        {"undo_lead_merge", "_possible"},
    ),
    "leads/loading.py": (
        "counts leads under their predicate, of people whose leads the viewer sees by their place; what a pool in sight lets them hold",
        {"loads"},
    ),
    "leads/unevenness.py": (
        "who manages people, and whether they were told today, by a job; what they are told of is read as they see it",
        {"tell_managers", "_tell"},
    ),
    "leads/missing.py": (
        "counts leads, and averages deals, each under its predicate and the guard of amounts",
        {"missed_business"},
    ),
    "leads/waking.py": ("the tasks of a lead already loaded for update", {"_open_task"}),
    "leads/moving.py": ("whether a lead is voided; then it is restored by the rule for all records", {"restore_lead"}),
    "leads/qualifying.py": ("what came of a lead already loaded for update", {"hand_off_lead"}),
    "leads/following.py": ("moves the times of a lead whose activity was already judged", {"followed"}),
    "leads/known.py": (
        "the one place that looks past the predicate, by key only: of a hidden record it tells who has it, as decision 7 says",
        {"hold_all", "known_lead", "matches", "known_refusal"},
    ),
    "leads/converting.py": (
        "what hangs on a lead already loaded for update; the policy of the organisation; whether an account may be written",
        {"_unmet", "_carry"},
    ),
    "activities/regarding.py": ("moves the activity time of records already judged", {"touch"}),
    "bulk/actions.py": ("writes the rows of a new action of the viewer's own", {"rehearse_bulk"}),
    "bulk/sharing.py": ("how many of one run each receiver gets, for the job that works on it", {"Shares.of"}),
    "bulk/tasks.py": (
        "the rows of one action; each record is loaded and changed by its verb, as the person",
        {"_chunk", "_Work.one", "_count"},
    ),
    "exports/actions.py": (
        "how much the viewer exported today; rows are counted under the predicates",
        {"_allowed"},
    ),
    "views/actions.py": (
        "how many views the viewer has, and their own default",
        {"create_saved_view", "set_default_view"},
    ),
    "changing/sharing.py": ("the shares of a record already loaded for update", {"_keep"}),
    "reports/folders.py": ("the viewer's own reports and dashboards in a folder", {"move_report_folder"}),
    "reports/filing.py": ("the name of the house, for the mark on the file", {"export_report"}),
    "reports/actions.py": (
        "how many reports the viewer has, and the versions of one already loaded for update",
        {"_keep_version", "_room_for"},
    ),
    "forecasts/actions.py": (
        "one's own word of a month, found before it is loaded as any record",
        {"submit_forecast"},
    ),
    "reports/alert_actions.py": ("how many alerts the viewer has", {"create_report_alert"}),
    "reports/alerting.py": (
        "alerts that are due, by a job as the named system viewer; each number is worked out as the owner of its alert",
        {"look_round", "check_alert", "compose"},
    ),
    "reports/schedule_actions.py": (
        "how many schedules the viewer has, and the receivers of one already loaded for update",
        {"create_report_schedule", "_receivers"},
    ),
    "reports/sending.py": (
        "schedules that are due and who gets them, by a job as the named system viewer; what is sent is read as its receiver",
        {"_some", "_begin"},
    ),
    "quotas/actions.py": (
        "quotas, of places whose quota the viewer was just judged to be allowed to set",
        {"_permitted", "_known"},
    ),
    "assignment/actions.py": (
        "assignment rules, for who may write them",
        {"create_assignment_rule", "_live"},
    ),
    "assignment/conditions.py": ("tries a condition as the viewer, and gives nothing out", {"checked"}),
    "assignment/staffing.py": (
        "who is active, at work and loaded, for a decision: by a job as the named system viewer, or for an administrator",
        {"staff_of"},
    ),
    "assignment/waiting.py": ("notes that a lead the verb has just written waits", {"wait_for_owner"}),
    "assignment/assigning.py": (
        "the decision for one lead, made by a job as the named system viewer; what people see of it is read under the predicate",
        {"assign", "decide_for", "_known", "_by_rules", "_rules", "_table", "_keep", "_write"},
    ),
    "assignment/rehearsing.py": (
        "leads under the predicate of an administrator; the names of their owners",
        {"rehearse"},
    ),
    "scoring/actions.py": ("the score model, which has no rows of anybody", {"current"}),
    "scoring/facts.py": ("tries a condition as an administrator, and gives nothing out", {"checked"}),
    "scoring/keeping.py": (
        "a job of a named system viewer, which sees all and tells ids only",
        {"_happened", "_faded", "score", "_hand_over", "_rescored"},
    ),
    "scoring/previewing.py": (
        "leads under the predicate of the viewer; of what the rules ask of one only the points are told",
        {"_scores", "explain"},
    ),
    "scoring/training.py": (
        "closed leads as a job of a named system viewer takes them, numbers only; chances of leads it has locked",
        {"train", "predict", "_predicted", "retrain", "create_predictive_model", "in_use"},
    ),
    "scoring/predictive_graphql.py": (
        "one lead under the predicate of the viewer, of fields open to everybody",
        {"lead_prediction"},
    ),
    "sla/actions.py": ("times the clocks of a policy already loaded for update anew", {"update_policy"}),
    "sla/climbing.py": (
        "clocks that are due, by a job as the named system viewer; whether a revisit is still to be made",
        {"_some", "_revisit"},
    ),
    "selling/actions.py": (
        "plays, for who may write them; the problems of a case already loaded; a problem's new name goes to all leads that have it",
        {"update_problem", "_set_problems", "_plays"},
    ),
    "selling/advice.py": ("the tables and one lead, each under its predicate", {"advice_of"}),
    "selling/playing.py": (
        "plays and their tasks on a lead already loaded for update, and cases told in an activity already loaded for update",
        {"_started", "undo_play", "_use"},
    ),
    "calendars/actions.py": (
        "calendars, which everybody reads; whether a team works by one that an admin removes",
        {"create_work_calendar", "void_work_calendar", "install_calendar_year"},
    ),
    "calendars/team_hours.py": (
        "calendars, which everybody reads, and who is in a team, which is no secret",
        {"team_hours"},
    ),
    "identity/actions.py": (
        "people and structure, for who administers them; shares of a record already loaded for update",
        {
            "update_user",
            "_set_roles",
            "_keep_an_admin",
            "deactivate_user",
            "update_department",
            "_set_members",
            "update_organisation",
            "_check_organisation",
            "share_record",
            "_passes_on",
        },
    ),
    "identity/simulating.py": (
        "roles, teams and departments of who is simulated, for an administrator; rows are counted by the predicates",
        {"_person", "_role"},
    ),
}
# Rooms below the viewer: they decide who is asking, move data in bulk as a named system viewer, or keep the audit itself.
BEFORE_THE_VIEWER = (
    "auth/",
    "audit/",
    "imports/",
    "demo/",
    "bench/",
    "db/",
    "identity/command.py",
    "identity/handover.py",
)


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path, tree in TREES.items():
        yield path.relative_to(HOME).as_posix(), tree


def named(tree: ast.AST, trail: tuple[str, ...] = ()) -> Iterator[tuple[str, ast.AST]]:
    """Every node with the dotted name of the function or class it stands in."""
    for node in ast.iter_child_nodes(tree):
        here = trail
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            here = (*trail, node.name)
        yield ".".join(here) or "<module>", node
        yield from named(node, here)


def is_raw(node: ast.AST) -> bool:
    """`select(…)`, `sa.select(…)`, `sa.text(…)`, `change.fetch(…)` and `write`, `insert(…)`, `.__table__` and the like."""
    if isinstance(node, ast.Attribute) and node.attr == "__table__":
        return True
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id in ("select", "insert", "delete")
    if not isinstance(node.func, ast.Attribute) or not isinstance(node.func.value, ast.Name):
        return False
    if node.func.attr in ("fetch", "write"):
        return node.func.value.id == "change"
    return node.func.value.id == "sa" and node.func.attr in ("select", "text", "update", "delete", "insert")


def test_sql_on_domain_tables_is_written_only_where_the_list_says_why() -> None:
    found = {
        (name, function)
        for name, tree in sources()
        if not name.startswith(BEFORE_THE_VIEWER) and not name.endswith(("model.py", "record.py", "declare.py"))
        for function, node in named(tree)
        if is_raw(node)
    }
    allowed = {(name, function) for name, (_, functions) in RAW_SQL.items() for function in functions}
    assert found <= allowed, f"Raw SQL in a new place: {sorted(found - allowed)}"
    assert allowed <= found, f"Listed, but no longer there: {sorted(allowed - found)}"


def test_no_file_has_a_name_that_says_nothing() -> None:
    for name, _ in sources():
        assert not BANNED & {part.removesuffix(".py") for part in Path(name).parts}, name


def test_every_module_says_what_it_is() -> None:
    silent = [name for name, tree in sources() if ast.get_docstring(tree) is None and tree.body]
    assert silent == []


def test_files_stay_short_enough_to_read() -> None:
    long = {name: len((HOME / name).read_text().splitlines()) for name, _ in sources()}
    assert {name: lines for name, lines in long.items() if lines > 420} == {}


def test_every_object_has_a_row_in_the_access_matrix_and_the_matrix_names_no_other() -> None:
    rows = [line.split("|")[0].strip() for line in MATRIX.strip().splitlines()[1:]]
    assert sorted(rows) == sorted(OBJECTS)


def test_the_matrix_knows_every_role_and_no_other() -> None:
    assert {role for role, _ in TABLE} == {role.value for role in Role}
    assert set(RIGHTS) == {right for right in RIGHTS if RIGHTS[right] <= {role.value for role in Role}}
    assert {role.value for role in Role} >= CEILINGS


def test_every_role_is_played_by_somebody_of_the_cast() -> None:
    assert {role for person in CAST for role in person.roles} == {role.value for role in Role}


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_every_scope_of_the_matrix_compiles_for_its_object(role: str) -> None:
    viewer = Viewer(None, frozenset({role}))
    for name in OBJECTS:
        for action in ("read", "update", "void", "create", "export"):
            granted = any(action in grant.actions for grant in viewer.grants(name))
            assert (visible(name, "t", viewer, action) != "false") == granted, f"{role} {action} {name}"


def test_nobody_without_a_role_sees_anything() -> None:
    assert {visible(name, "t", Viewer(None, frozenset())) for name in OBJECTS} == {"false"}


def test_every_owned_object_names_its_owner_column() -> None:
    for name, column in OWNER.items():
        assert column in OBJECTS[name].model.__table__.c, name  # type: ignore[attr-defined]


def test_every_guard_a_field_names_exists_and_does_something() -> None:
    used = {one.info.guard for entry in OBJECTS.values() for one in entry.readable() if one.info.guard}
    assert used == set(GUARDS)
    for guard in GUARDS:
        rules = [rule_of(guard, "contact", "email", "x", Viewer(None, frozenset({role.value}))) for role in Role]
        assert PLAIN in rules and any(rule is HIDDEN or rule.condition for rule in rules), guard


def test_contact_data_is_guarded_wherever_it_stands() -> None:
    for entry in OBJECTS.values():
        for one in entry.readable():
            if one.name in ("mobile", "phone", "email", "wechat") and entry.name != "user":
                assert one.info.guard == "contact_data", f"{entry.name}.{one.name}"
            if one.name in ("amount", "base_amount", "weighted_amount", "unit_price", "amount_at"):
                assert one.info.guard == "deal_amount", f"{entry.name}.{one.name}"


def test_columns_that_hold_secrets_are_not_in_the_catalog() -> None:
    secret = re.compile(r"hash|secret|digest|_key$|token_version|last_step")
    for entry in OBJECTS.values():
        assert [one.name for one in entry.readable() if secret.search(one.name)] == [], entry.name


def test_every_field_has_labels_in_both_languages() -> None:
    for entry in OBJECTS.values():
        assert entry.zh and entry.en and entry.description
        for one in entry.readable():
            assert one.info.zh and one.info.en, f"{entry.name}.{one.name}"
            for member in one.info.enum or ():
                assert member.zh and member.en, f"{entry.name}.{one.name}.{member}"
            if one.info.kind is Kind.LINK:
                assert one.info.link in OBJECTS, f"{entry.name}.{one.name}"


def test_every_table_is_a_catalog_object_or_known_to_be_internal() -> None:
    internal = {
        "deal_state",  # read with the deal, under its rules
        "user_role", "team_member", "lead_pool_member", "case_problem", "event", "outbox", "audit_seal", "idempotency_key", "follow",
        "login_attempt", "import_row", "default_view", "bulk_row", "import_file", "throttle", "import_outcome", "external_ref",
        "assignment_turn", "lead_to_score", "schedule_opt_out", "account_pool_member",
    }  # fmt: skip
    tables = {table.name for table in Base.metadata.tables.values()}
    exposed = {entry.model.__table__.name for entry in OBJECTS.values()}  # type: ignore[attr-defined]
    assert tables - exposed <= internal, tables - exposed - internal


def test_every_business_record_is_versioned() -> None:
    for entry in OBJECTS.values():
        if issubclass(entry.model, Record):
            assert "version" in entry.model.__table__.c, entry.name  # type: ignore[attr-defined]


def refusal_codes() -> set[str]:
    codes = set()
    for _, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Refusal", "ApiError") and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and node.func.id == "Refusal":  # type: ignore[attr-defined]
                    codes.add(first.value)
    return codes


def test_every_refusal_has_its_message_in_both_languages() -> None:
    assert refusal_codes() <= set(MESSAGES), refusal_codes() - set(MESSAGES)
    for code, (zh, en) in MESSAGES.items():
        assert re.search(r"[一-鿿]", zh), f"{code} has no Chinese text"
        assert not re.search(r"[一-鿿]", en), f"{code} has Chinese in its English text"
        assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en)), f"{code} fills different blanks"
        assert say(code, "ZH_CN") != say(code, "EN")


def test_everything_in_the_api_is_described() -> None:
    silent = []
    for kind in SCHEMA._schema.type_map.values():
        if kind.name.startswith("__"):
            continue
        silent += [] if kind.description else [kind.name]
        if isinstance(kind, GraphQLEnumType):
            silent += [f"{kind.name}.{name}" for name, value in kind.values.items() if not value.description]
        fields: dict[str, Any] = getattr(kind, "fields", None) or {}
        for name, one in fields.items():
            silent += [] if one.description else [f"{kind.name}.{name}"]
            for argument, given in getattr(one, "args", {}).items():
                silent += [] if given.description else [f"{kind.name}.{name}({argument})"]
    assert silent == []


def test_no_input_lets_the_caller_switch_a_check_off() -> None:
    forbidden = re.compile(r"ignore|bypass|sudo|asUser|onBehalf|permission|role(?!s$|$)", re.IGNORECASE)
    for kind in SCHEMA._schema.type_map.values():
        if isinstance(kind, GraphQLInputObjectType) and not kind.name.endswith(("Where", "Comparison")):
            assert [name for name in kind.fields if forbidden.search(name)] == [], kind.name


def test_every_mutation_takes_one_input_and_answers_with_user_errors() -> None:
    mutation = SCHEMA._schema.mutation_type
    assert mutation is not None
    for name, field in mutation.fields.items():
        assert list(field.args) == ["input"], name
        payload = field.type.of_type  # type: ignore[union-attr]
        title = name[0].upper() + name[1:]
        assert payload.name in (f"{title}Payload", "FollowRecordPayload"), name
        assert isinstance(payload, GraphQLObjectType) and "userErrors" in payload.fields, name


def test_every_update_of_a_record_names_the_version_it_saw_and_every_create_can_be_repeated() -> None:
    inputs = {one.name: one for one in SCHEMA._schema.type_map.values() if isinstance(one, GraphQLInputObjectType)}
    for name, kind in inputs.items():
        if re.fullmatch(r"Update\w+Input", name) and name != "UpdateProfileInput":
            assert str(kind.fields["version"].type) == "Int!", name
        if re.fullmatch(r"Create\w+Input", name) and name != "CreateApiTokenInput":
            assert "idempotencyKey" in kind.fields, name


def test_the_committed_schema_is_what_the_code_says() -> None:
    kept, code = ((HOME.parent / "schema.graphql").read_text().strip(), print_schema().strip())
    if kept != code:
        lines = unified_diff(kept.splitlines(), code.splitlines(), "schema.graphql", "code", n=1, lineterm="")
        pytest.fail("\n".join([*lines, "Renew it: .venv/bin/weir schema > backend/schema.graphql"]), pytrace=False)


def test_the_system_viewer_is_used_only_where_work_has_no_person() -> None:
    """`named_system` sees everything: each use is a decision, kept in this list."""
    used = {
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "named_system"
    }
    assert used <= {
        "imports/running.py",
        "imports/undoing.py",
        "imports/run.py",
        "imports/tasks.py",
        "jobs.py",
        "intake/tasks.py",
        "auth/trail.py",
        "assignment/jobs.py",
        # Looks up what the rules ask, of leads the viewer sees; told are points, of rules on fields open to everybody.
        "scoring/previewing.py",
        "scoring/keeping.py",
        "scoring/training.py",
        "sweeping.py",
    }, used


def test_named_system_says_its_name_in_the_audit() -> None:
    assert Viewer.named_system("import").system == "import"
    assert "system" in inspect.signature(Viewer).parameters
